"""Train sentiment toward a target: ``python -m newsresearch.models.train_target_sentiment --shared FOLDER``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from newsresearch.models import Features, LinearModel, save_model
from newsresearch.models.fitting import fit_linear, prune, read_options, write_provenance
from newsresearch.models.target.traits import target_traits

CLASSES = ("-1", "0", "1")
STRENGTH = 3.0  # by cross-validation over sentences
LEAST = 3  # rows with a feature; 5 costs nothing in cross-validation and keeps half
MOST = 60_000  # words and runs kept, for the size on disk
DEV = ("rw_dev", "mt_dev")


def read_targets(path: Path) -> pd.DataFrame:
    """Read a file of NewsMTSC: ``text``, ``start``, ``end``, ``polarity`` (-1, 0, 1), each row once.

    Examples
    --------
    >>> read_targets(Path("shared/corpora/newsmtsc/train.jsonl")).shape  # doctest: +SKIP
    (8673, 4)
    """
    names = {"sentence": "text", "from": "start", "to": "end", "polarity": "polarity"}
    rows = pd.read_json(path, lines=True)[list(names)].rename(columns=names)
    return rows.drop_duplicates(["text", "start", "end"], ignore_index=True)


def without(rows: pd.DataFrame, texts: Iterable[str]) -> pd.DataFrame:
    """Return the rows whose text, apart from case and marks, is none of ``texts``.

    Examples
    --------
    >>> without(pd.DataFrame({"text": ["A dog.", "A cat."]}), ["a cat"])["text"].tolist()
    ['A dog.']
    """
    seen = set(map(_bare, texts))
    return rows[[_bare(text) not in seen for text in rows["text"]]].reset_index(drop=True)


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def traits_of(rows: pd.DataFrame) -> list[Features]:
    """Return the features of every row.

    Examples
    --------
    >>> len(traits_of(pd.DataFrame({"text": ["He won."], "start": [0], "end": [2]})))
    1
    """
    return [target_traits(*row) for row in zip(rows["text"], rows["start"], rows["end"], strict=True)]


def train(rows: pd.DataFrame) -> LinearModel:
    """Train on rows as `read_targets` returns them.

    Examples
    --------
    >>> texts = ["He won a prize.", "He lied again.", "He sat down."] * 4
    >>> rows = pd.DataFrame({"text": texts, "start": 0, "end": 2, "polarity": [1, -1, 0] * 4})
    >>> train(rows).classes
    ('-1', '0', '1')
    """
    labels = rows["polarity"].astype("str").tolist()
    return prune(fit_linear(traits_of(rows), labels, CLASSES, strength=STRENGTH, least=LEAST), MOST)


def main(arguments: list[str] | None = None) -> None:
    """Train on ``FOLDER/corpora/newsmtsc/train.jsonl`` and write the weights into ``target/``."""
    shared, out = read_options(__doc__, arguments, "target", ["newsmtsc"])
    folder = shared / "corpora" / "newsmtsc"
    held = [text for name in DEV for text in read_targets(folder / f"{name}.jsonl")["text"]]
    rows = without(read_targets(folder / "train.jsonl"), held)
    save_model(train(rows), out, "sentiment")
    command = "python -m newsresearch.models.train_target_sentiment --shared FOLDER"
    used = {f"corpora/newsmtsc/{name}.jsonl": folder / f"{name}.jsonl" for name in ("train", *DEV)}
    write_provenance(out, "sentiment", command, used, n_rows=len(rows))


if __name__ == "__main__":
    main()
