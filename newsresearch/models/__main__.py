"""Retrain all shipped weights from the labelled sets: ``python -m newsresearch.models [--shared FOLDER]``."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

TRAINERS = {
    name: f"newsresearch.models.{name}"
    for name in (
        "train_vectors", "train_target_sentiment", "train_acts", "train_stance", "train_attribution", "train_hedging",
        "train_encoder_heads", "train_diplomacy", "train_issues", "count_idioms",
    )
} | {"train_confidence": "newsresearch.evaluation.train_confidence"}  # fmt: skip  # one list
"""In this order: the others read the vectors of words, stance reads the models of target sentiment and of acts, and
confidence judges what all of them decide.
``train_meaning`` stands apart: it reads a file of GloVe."""


def main(arguments: list[str] | None = None) -> int:
    """Run every trainer in a process of its own; return the first exit status that is not 0.

    Examples
    --------
    >>> main(["--only", "weather"])
    Traceback (most recent call last):
    SystemExit: 2
    """
    parser = argparse.ArgumentParser(prog="python -m newsresearch.models", description=__doc__)
    parser.add_argument("--shared", default=os.environ.get("NEWSRESEARCH_SHARED", "../shared"))
    parser.add_argument("--only", nargs="+", choices=TRAINERS, default=list(TRAINERS), help="some of the trainers")
    options = parser.parse_args(arguments)
    for name in options.only:
        print(name, flush=True)
        command = [sys.executable, "-m", TRAINERS[name], "--shared", options.shared]
        status = subprocess.run(command, check=False).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
