"""Words as evidence: vectors of where they stand in the field's texts, and cues that go with an act."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from newsresearch import lexicons


@cache
def load_vectors() -> tuple[dict[str, int], np.ndarray]:
    """Return the rows of the known words, and their vectors, weighted by rarity: words x dimensions.

    Examples
    --------
    >>> rows, vectors = load_vectors()
    >>> vectors.shape[0] == len(rows)
    True
    """
    place = files(__package__)
    words = json.loads((place / "vectors.json").read_text(encoding="utf-8"))
    with (place / "vectors.npy").open("rb") as file:
        vectors = np.load(file, allow_pickle=False).astype(float)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rarity = np.log(np.arange(len(words)) + 10)  # words are sorted by frequency: Zipf's law makes rank do for it
    return {word: row for row, word in enumerate(words)}, vectors * rarity[:, None]


def mean_vector(words: Iterable[str], prefix: str, size: float) -> dict[str, float]:
    """Return the direction of the words' summed vectors as features of length ``size``; none for unknown words.

    Examples
    --------
    >>> mean_vector(["qqqq"], "v", 1.0)
    {}
    """
    rows, vectors = load_vectors()
    known = [rows[word] for word in words if word in rows]
    if not known:
        return {}
    total = vectors[known].sum(axis=0)
    total *= size / (np.linalg.norm(total) or 1.0)
    return {f"{prefix}{i}": value for i, value in enumerate(total.tolist())}


def cues_of(words: Sequence[str]) -> list[tuple[str, int, int]]:
    """Return the cues among words, each ``(act, first word, last word)``, act by act.

    Examples
    --------
    >>> cues_of(["they", "threatened", "us"])
    [('threaten', 1, 1)]
    """
    starts, reached = [], 0
    for word in words:
        starts.append(reached)
        reached += len(word) + 1
    text = " ".join(words)
    return [
        (act, bisect_right(starts, hit.start()) - 1, bisect_right(starts, hit.end() - 1) - 1)
        for act, pattern in _cues().items()
        for hit in pattern.finditer(text)
    ]


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    """One pattern for each act; ``*`` in a phrase is any ending."""
    phrases = lexicons.load("acts").groupby("act")["phrase"]
    return {str(act): re.compile(rf"(?<!\S)(?:{'|'.join(map(_pattern, rows))})(?!\S)") for act, rows in phrases}


def _pattern(phrase: str) -> str:
    return r"[\w-]*".join(map(re.escape, phrase.split("*")))
