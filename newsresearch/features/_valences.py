"""A user's own words and valences for `score_sentiment`: checked, and their wildcards filled in from the texts."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from numbers import Real
from string import punctuation
from typing import Any

import pandas as pd

from newsresearch.matching import plain
from newsresearch.schema import UsageError, fault

HIGHEST = 4.0  # VADER's scale; what counts against a word's value is made for it
EXPANSIONS = 1000  # of a phrase whose words have wildcards; beyond them it is no phrase but a word
UNIT = 2.0  # near VADER's "good", 1.9
POLARITY = {
    "positive": UNIT, "pos": UNIT, "posemo": UNIT, "tone_pos": UNIT, "neg_negative": UNIT,
    "negative": -UNIT, "neg": -UNIT, "negemo": -UNIT, "tone_neg": -UNIT, "neg_positive": -UNIT,
}  # fmt: skip  # the names that LIWC, Loughran-McDonald and the Lexicoder dictionary give to their categories
SHAPES = "a dict of word -> valence, a table with the columns phrase and valence, or one that read_dictionary returns"


def valences(lexicon: Any) -> dict[str, float]:
    """Return the words of a user's lexicon in small letters, white space made one blank, and their valence.

    Examples
    --------
    >>> valences({"Peace Talks": 2, "shell*": -1.5})
    {'peace talks': 2.0, 'shell*': -1.5}
    """
    words: dict[str, float] = {}
    for row, phrase, value in _pairs(lexicon):
        place = f"lexicon: row {row!r}, "
        if not isinstance(phrase, str) or not any(map(str.isalnum, phrase)):
            raise fault(f"{place}phrase {phrase!r}", "a word or words", "correct the row, or leave it out")
        if isinstance(value, bool) or not isinstance(value, Real) or not abs(float(value)) <= HIGHEST:
            raise fault(
                f"{place}{phrase!r} with the valence {value!r}",
                f"a number from -{HIGHEST:g} (coldest) to {HIGHEST:g} (warmest), as VADER's words have",
                "bring the values to this scale, and leave out words without one",
            )
        name = " ".join(plain(phrase, ignore_case=True).split())
        if words.setdefault(name, float(value)) != float(value):
            raise fault(
                f"{place}{phrase!r} with the valences {words[name]:g} and {float(value):g}",
                "one valence for a word",
                "keep one of the rows",
            )
    if not words:
        raise fault("lexicon without a word", SHAPES, "pass one that has words")
    return words


def describe(words: Mapping[str, float]) -> str:
    """Say which words these are: their number, and a digest that changes with any word or value.

    Examples
    --------
    >>> describe({"good": 2.0})
    'words of the user: 1, sha256 c06c1f033fe2'
    """
    rows = "\n".join(f"{word}\t{value!r}" for word, value in sorted(words.items()))
    return f"words of the user: {len(words)}, sha256 {hashlib.sha256(rows.encode()).hexdigest()[:12]}"


def fill_in(words: Mapping[str, float], texts: Iterable[str]) -> dict[str, float]:
    """Return the words with every wildcard replaced by the words of ``texts`` that it fits.

    A word as it stands wins over a wildcard, and a longer wildcard over a shorter one.

    Examples
    --------
    >>> fill_in({"shell*": -1.0, "talk": 1.0}, ["Shelling stops, talks begin"])
    {'shelling': -1.0, 'talk': 1.0}
    """
    if not any("*" in word for word in words):
        return dict(words)
    seen = {token for text in texts for token in plain(text, ignore_case=True).split()}
    known = sorted({token.strip(punctuation) for token in seen} | {token.strip(punctuation + "’'s") for token in seen})
    out: dict[str, float] = {}
    for word in sorted(words, key=lambda word: (word.count("*"), -len(word))):
        parts = [[part] if "*" not in part else list(_fitting(part, known)) for part in word.split()]
        for found in islice(product(*parts), EXPANSIONS if len(parts) > 1 else None):
            out.setdefault(" ".join(found), words[word])
    return {word: out[word] for word in sorted(out)}


def _fitting(part: str, known: list[str]) -> Iterator[str]:
    """Yield the words, in order, that begin as ``part`` does up to its ``*``."""
    stem = part.partition("*")[0]
    for token in islice(known, bisect_left(known, stem), None):
        if not token.startswith(stem):
            return
        yield token


def _pairs(lexicon: Any) -> Iterator[tuple[object, Any, Any]]:
    """Yield row, phrase and valence of any shape that is allowed."""
    if isinstance(lexicon, Mapping):
        yield from ((word, word, value) for word, value in lexicon.items())
        return
    if not isinstance(lexicon, pd.DataFrame):
        raise fault(f"lexicon: {type(lexicon).__name__}", f"vader, diplomacy, {SHAPES}", "pass one of these as lexicon")
    if "phrase" not in lexicon or not {"valence", "category"} & set(lexicon.columns):
        raise fault(
            f"lexicon: a table with the columns {', '.join(map(str, lexicon.columns)) or 'none'}",
            SHAPES,
            "rename its columns",
        )
    if "valence" in lexicon:
        yield from zip(lexicon.index, lexicon["phrase"], lexicon["valence"], strict=True)
        return
    last = [str(category).rpartition(".")[2].strip().lower() for category in lexicon["category"]]
    if not set(last) & set(POLARITY):
        raise _no_polarity(lexicon)
    rows = zip(lexicon.index, lexicon["phrase"], last, strict=True)
    yield from ((row, phrase, POLARITY[name]) for row, phrase, name in rows if name in POLARITY)


def _no_polarity(lexicon: pd.DataFrame) -> UsageError:
    categories = list(dict.fromkeys(map(str, lexicon["category"])))
    given = ", ".join(categories[:5]) + (" ..." if len(categories) > 5 else "")
    return fault(
        f"lexicon: a dictionary with the categories {given or 'none'}",
        f"categories named {', '.join(POLARITY)}, or a column valence",
        "say what each category is worth: dictionary.assign(valence=dictionary['category'].map({'warm': 2, 'cold': "
        "-2})).dropna()",
    )
