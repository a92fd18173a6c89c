"""The valence of words by VADER's lexicon, one number a word, so that it can be summed over any part of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

REACH = 3  # words before it in which a negation turns a word, as in VADER
TURN = -0.74  # what a negation multiplies by: VADER's N_SCALAR
DENIALS = frozenset(
    ("no", "not", "never", "without", "neither", "nor", "none", "cannot", "nobody", "nothing", "hardly")
)


@cache
def _lexicon() -> dict[str, float]:
    rows = files("vaderSentiment").joinpath("vader_lexicon.txt").read_text(encoding="utf-8").split("\n")
    cells = (row.strip().split("\t") for row in rows if row)
    return {word: float(value) for word, value, *_ in cells}


def denies(word: str) -> bool:
    """Say whether a lower-cased word negates what follows it.

    Examples
    --------
    >>> denies("doesn't"), denies("note")
    (True, False)
    """
    return word in DENIALS or word.endswith("n't")


def valences(words: Sequence[str]) -> list[float]:
    """Return the valence (-4 to 4) of every lower-cased word where it stands; 0 for words without one.

    Examples
    --------
    >>> valences(["good", "but", "not", "great"])
    [1.9, 0.0, 0.0, -2.294]
    """
    lexicon, out, last = _lexicon(), [], -REACH - 1
    for i, word in enumerate(words):
        value = 0.0 if word == "no" else lexicon.get(word, 0.0)
        out.append(value * TURN if i - last <= REACH else value)
        if denies(word):
            last = i
    return out
