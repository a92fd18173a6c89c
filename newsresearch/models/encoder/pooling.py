"""Vectors of tokens to vectors of parts: of the target, of what stands beside it, of a sentence and its beginning."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from newsresearch.models.encoder import WIDTH, Reading, read_text
from newsresearch.models.target.traits import find_clause

TARGET_LAYERS, ACT_LAYERS = (3, 4, 5), (4, 5, 6)  # by cross-validation; a target's tone fades in the last layer
ATTENTION_LAYER = 4  # where tone is plainest
TARGET_PARTS = ("whole", "target", "near", "left", "right", "clause", "before", "behind")
ACT_PARTS = ("whole", "fading", "first")
REACH = 2000  # characters read to either side of a target: more than the tokens that are kept
FADE = 5.0  # tokens at whose distance from the target one counts half
BESIDE = 3  # tokens right before and behind the target
ACT_FADE, ACT_FIRST = 7.0, 9  # tokens after which one counts half; tokens that hold the verb of a short subject


def name_vectors(layers: Sequence[int], parts: Sequence[str]) -> list[str]:
    """Return the names of the numbers that `target_vectors` and `act_vectors` return, in order.

    Examples
    --------
    >>> name_vectors((4, 5), ("whole",))[384]
    '5 whole~0'
    """
    return [f"{layer} {part}~{place}" for layer, part, place in product(layers, parts, range(WIDTH))]


def target_vectors(text: str, start: int, end: int) -> np.ndarray:
    """Return the mean vectors of the parts of ``text`` around the target ``text[start:end]``, layer by layer.

    Parameters
    ----------
    text : str
        Of a long one some 125 tokens to either side of the target's first are read.
    start, end : int
        Characters of the target.

    Returns
    -------
    ndarray
        One number for each of `name_vectors` of `TARGET_LAYERS` and `TARGET_PARTS`.

    Examples
    --------
    >>> target_vectors("She thanked the envoy.", 12, 21).shape  # doctest: +SKIP
    (9216,)
    """
    begin = max(start - REACH, 0)
    reading, first, last = read_target(text, start, end)
    words = [text[begin + a : begin + b].lower() for a, b in reading.spans]
    return _means(weigh_target(words, first, last), reading.vectors)


def read_target(text: str, start: int, end: int) -> tuple[Reading, int, int]:
    """Return `TARGET_LAYERS` of what stands around a target, its first token and the one after its last.

    Places of tokens count from `REACH` characters before the target, or from the text's beginning.

    Examples
    --------
    >>> read_target("She thanked the envoy.", 12, 21)[1:]  # doctest: +SKIP
    (2, 4)
    """
    begin = max(start - REACH, 0)
    text, start, end = text[begin : end + REACH], start - begin, end - begin
    reading = read_text(text, TARGET_LAYERS, start)
    return reading, *find_tokens(reading.spans, start, end)


def find_tokens(spans: np.ndarray, start: int, end: int) -> tuple[int, int]:
    """Return the first token that overlaps ``start`` to ``end`` and the one after the last; the next one if none does.

    Examples
    --------
    >>> find_tokens(np.array([[0, 3], [4, 7], [7, 8]]), 4, 6)
    (1, 2)
    """
    found = np.flatnonzero((spans[:, 0] < end) & (spans[:, 1] > start))
    if len(found):
        return int(found[0]), int(found[-1]) + 1
    first = min(int(np.searchsorted(spans[:, 0], start)), max(len(spans) - 1, 0))
    return first, min(first + 1, len(spans))


def weigh_target(words: Sequence[str], first: int, last: int) -> np.ndarray:
    """Return how much every token counts in each of `TARGET_PARTS`: one row a part, of sum 1, or 0 where it is empty.

    Examples
    --------
    >>> weigh_target(["she", "won", "."], 0, 1)[1].tolist()
    [1.0, 0.0, 0.0]
    """
    place = np.arange(len(words))
    left, right = place < first, place >= last
    beside = left | right
    near = 1 / (1 + np.where(left, first - place, np.where(right, place - last + 1, 0)) / FADE)
    opens, closes = find_clause([*words[:first], "@", *words[last:]], first)
    clause = (place >= opens) & (place < closes + last - first - 1) & beside
    parts = [
        np.ones(len(words)), ~beside, beside * near, left * near, right * near, clause,
        left & (place >= first - BESIDE), right & (place < last + BESIDE),
    ]  # fmt: skip  # in the order of TARGET_PARTS
    return _shares(np.array(parts, dtype=float))


def act_vectors(text: str) -> np.ndarray:
    """Return the mean vectors of a sentence, of its tokens the earlier the more, and of its first nine.

    Parameters
    ----------
    text : str
        Of a long one the first 254 tokens are read.

    Returns
    -------
    ndarray
        One number for each of `name_vectors` of `ACT_LAYERS` and `ACT_PARTS`.

    Examples
    --------
    >>> act_vectors("Both sides met.").shape  # doctest: +SKIP
    (3456,)
    """
    reading = read_text(text[:REACH], ACT_LAYERS)
    place = np.arange(len(reading.spans))
    parts = [np.ones(len(place)), 1 / (1 + place / ACT_FADE), place < ACT_FIRST]
    return _means(_shares(np.array(parts, dtype=float)), reading.vectors)


def _shares(parts: np.ndarray) -> np.ndarray:
    totals = parts.sum(axis=1, keepdims=True)
    return parts / np.where(totals > 0, totals, 1)


def _means(parts: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    """Vectors of parts, layer by layer, in one row."""
    return (parts @ vectors).ravel()
