"""A sentence to features: what speaks for a statement, cooperation or conflict, in words or in deeds. Named numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from newsresearch.models.meaning import mean_vector, valences, vectors_of
from newsresearch.models.meaning.valence import denies

TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?:-[^\W\d_]+)*|\d[\d,.]*|[?!$\"“”]")
NAME, NUMBER, EDGE = "@", "0", "|"
REACH = 150  # words read of a text: several sentences; what follows says little of the act
STEM = 5  # letters; "reject", "rejects", "rejecting" and "rejection" have them in common
DENIED = 4  # words after a negation that it may concern
EARLY = 12  # words; who acts, and how, is mostly told in the first clause
FIRST = 6  # words; the verb of a short subject is among them
FADE = 5.0  # words after which a word counts half
SHARE = 0.5  # length of each mean vector beside the words' features of length about one; by cross-validation


def read_words(text: str) -> list[str]:
    """Return the lower-cased words of ``text``; runs of capitalised words within it are one "@", numbers "0".

    Examples
    --------
    >>> read_words("Officials of the United Nations visited 3 camps.")
    ['officials', 'of', 'the', '@', 'visited', '0', 'camps']
    """
    out: list[str] = []
    for i, word in enumerate(TOKEN.findall(text[: 12 * REACH])[:REACH]):
        if word[0].isdigit():
            out.append(NUMBER)
        elif i and word[0].isupper():
            if out[-1] != NAME:
                out.append(NAME)
        else:
            out.append(word.lower().replace("’", "'"))
    return out


def act_traits(text: str) -> dict[str, float]:
    """Return what speaks for an act in ``text``.

    Examples
    --------
    >>> sorted(name for name in act_traits("Seoul rejected it.") if name.startswith("pair "))
    ['pair rejected it', 'pair seoul rejected']
    """
    words = read_words(text)
    out = dict.fromkeys((f"word {word}" for word in words), 1.0)
    out.update(dict.fromkeys((f"pair {a} {b}" for a, b in pairwise(words)), 1.0))
    stems = [word[:STEM] for word in words]
    out.update(dict.fromkeys((f"stem {stem}" for stem in stems), 1.0))
    out.update(dict.fromkeys((f"early {stem}" for stem in stems[:EARLY]), 1.0))
    out.update({f"denied {stems[i]}": 1.0 for i in _denied(words)})
    out.update(_valence(words))
    out.update(_meaning(words))
    return out


def _denied(words: Sequence[str]) -> list[int]:
    """Places of the words shortly after a negation."""
    out, left = [], 0
    for i, word in enumerate(words):
        if denies(word):
            left = DENIED
        elif left:
            left -= 1
            out.append(i)
    return out


def _valence(words: Sequence[str]) -> dict[str, float]:
    """Lexicon valence, warm and cold apart, between 0 and 1."""
    values = np.array(valences(words))
    up, down = float(values[values > 0].sum()), float(-values[values < 0].sum())
    return {f"{name}=": total / (total * total + 15) ** 0.5 for name, total in (("warm", up), ("cold", down)) if total}


def _meaning(words: Sequence[str]) -> dict[str, float]:
    """Where the words stand among the words of English: all of them, the earlier more, the first alone."""
    vectors = vectors_of(words)
    fading = 1 / (1 + np.arange(len(words)) / FADE)
    parts = {"whole": vectors, "fading": vectors * fading[:, None], "first": vectors[:FIRST]}
    out: dict[str, float] = {}
    for part, rows in parts.items():
        out.update(mean_vector(rows, part, SHARE))
    return out
