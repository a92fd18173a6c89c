"""Words as evidence: vectors of where they stand in the field's texts, and cues that go with an act."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from scipy.sparse import csr_matrix

from newsresearch import lexicons

Tail = tuple[re.Pattern[str], ...]


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


def mean_vectors(texts: Sequence[Iterable[str]], size: float) -> np.ndarray:
    """Return the direction of each text's summed word vectors, of length ``size``; zeros without a known word.

    Examples
    --------
    >>> mean_vectors([["qqqq"], ["peace", "talks"]], 2.0).any(axis=1).tolist()
    [False, True]
    """
    rows, vectors = load_vectors()
    known: list[int] = []
    ends = [0]
    for words in texts:
        known += [rows[word] for word in words if word in rows]
        ends.append(len(known))
    counts = csr_matrix((np.ones(len(known)), np.array(known, dtype=np.int64), ends), shape=(len(texts), len(rows)))
    total = counts @ vectors
    length = np.linalg.norm(total, axis=1, keepdims=True)
    return total * (size / np.where(length > 0, length, 1.0))


def cues_of(words: Sequence[str]) -> list[tuple[str, int, int]]:
    """Return the cues among words, each ``(act, first word, last word)``, in order; those of one act do not overlap.

    Examples
    --------
    >>> cues_of(["they", "threatened", "us"])
    [('threaten', 1, 1)]
    """
    out = []
    reached: dict[str, int] = {}
    for first, word in enumerate(words):
        for act, tail in _starting(word):
            last = first + len(tail)
            if first < reached.get(act, 0) or last >= len(words):
                continue
            if all(part.fullmatch(word) for part, word in zip(tail, words[first + 1 :], strict=False)):
                out.append((act, first, last))
                reached[act] = last + 1
    return out


@cache
def _cues() -> list[tuple[str, re.Pattern[str], Tail]]:
    """The acts with a pattern for each word of each phrase; ``*`` is any ending."""
    rows = lexicons.load("acts")
    out = []
    for act, phrase in zip(rows["act"].tolist(), rows["phrase"].tolist(), strict=True):
        first, *tail = map(_pattern, phrase.split())
        out.append((act, first, tuple(tail)))
    return out


@lru_cache(maxsize=100_000)
def _starting(word: str) -> tuple[tuple[str, Tail], ...]:
    """The cues that may begin with ``word``."""
    return tuple((act, tail) for act, first, tail in _cues() if first.fullmatch(word))


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(r"[\w-]*".join(map(re.escape, word.split("*"))))
