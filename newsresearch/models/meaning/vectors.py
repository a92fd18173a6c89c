"""GloVe's vectors of the most frequent English words, cut to what a label can be learned from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np

SIZE = 100  # numbers of one vector


@cache
def _load() -> tuple[dict[str, int], np.ndarray]:
    """Rows of the known words, and their vectors of length one, weighted by rarity."""
    place = files(__package__)
    words = json.loads((place / "vectors.json").read_text(encoding="utf-8"))
    with (place / "vectors.npy").open("rb") as file:
        vectors = np.load(file, allow_pickle=False).astype(np.float64)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rarity = np.log(np.arange(len(words)) + 10) / np.log(len(words) + 10)  # Zipf's law makes rank do for frequency
    return {word: row for row, word in enumerate(words)}, vectors * rarity[:, None]


def vectors_of(words: Sequence[str]) -> np.ndarray:
    """Return the vector of every lower-cased word, shape words x `SIZE`; zeros for a word that is not known.

    A possessive is read as its noun, a compound with hyphens as the mean of its parts.

    Examples
    --------
    >>> vectors_of(["peace", "qqqq"]).any(axis=1).tolist()
    [True, False]
    """
    rows, vectors = _load()
    out = np.zeros((len(words), SIZE))
    for i, word in enumerate(words):
        row = rows.get(word.removesuffix("'s"))
        if row is not None:
            out[i] = vectors[row]
        elif "-" in word:
            parts = [rows[part] for part in word.split("-") if part in rows]
            if parts:
                out[i] = vectors[parts].mean(axis=0)
    return out


def mean_vector(vectors: np.ndarray, name: str, size: float) -> dict[str, float]:
    """Return the direction of the summed vectors as features ``name~0`` and so on, of length ``size`` together.

    Examples
    --------
    >>> mean_vector(vectors_of(["qqqq"]), "near", 0.5)
    {}
    """
    total = vectors.sum(axis=0)
    length = float(np.sqrt(total @ total))
    if not length:
        return {}
    return dict(zip(_names(name, len(total)), (total * (size / length)).tolist(), strict=True))


@cache
def _names(name: str, size: int) -> list[str]:
    """Names of a vector's numbers, written once: there are a thousand to a sentence."""
    return [f"{name}~{i}" for i in range(size)]
