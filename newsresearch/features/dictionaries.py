"""Dictionaries of the user's own: how often their categories stand in texts."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from newsresearch.matching import plain
from newsresearch.schema import as_texts, need_columns

WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
LONGEST = 8  # words of a phrase; longer ones stand in no dictionary that we know
Phrases = dict[str, list[tuple[str, ...]]]


def count_dictionary(texts: Iterable[str] | pd.Series, dictionary: pd.DataFrame) -> pd.DataFrame:
    """Count the words of a dictionary's categories in each text.

    Use it for the share or the balance of categories, as the dictionary's authors define them. It counts words and
    phrases, longest first in each category; it knows no negation beyond the phrases that the dictionary has for it.

    Parameters
    ----------
    texts : list or Series of str
        Missing texts are allowed and get missing counts.
    dictionary : DataFrame
        ``category``, ``phrase``, as `read_dictionary` returns it.

    Returns
    -------
    DataFrame
        One row per text, with the index of ``texts`` where that is a Series: ``n_words``, and a column of counts for
        every category, in the dictionary's order.

    Raises
    ------
    UsageError
        For one string instead of a list, a row that is no text, or a table that is no dictionary.

    Examples
    --------
    >>> mine = pd.DataFrame({"category": ["war", "peace"], "phrase": ["shell*", "peace talks"]})
    >>> count_dictionary(["Shells fell during peace talks."], mine).values.tolist()
    [[5, 1, 1]]
    """
    need_columns(dictionary, ["category", "phrase"], "count_dictionary", "read_dictionary")
    series = as_texts(texts, "count_dictionary")
    tries = {category: _grow(rows) for category, rows in dictionary.groupby("category", sort=False)["phrase"]}
    out: dict[str, list[int | None]] = {"n_words": [], **{str(category): [] for category in tries}}
    for text, absent in zip(series.tolist(), series.isna().tolist(), strict=True):
        words = [] if absent else WORD.findall(plain(text, ignore_case=True))
        out["n_words"].append(None if absent else len(words))
        for category, grown in tries.items():
            out[str(category)].append(None if absent else _count(words, *grown))
    return pd.DataFrame({name: pd.array(counts, dtype="Int64") for name, counts in out.items()}, index=series.index)


def _grow(phrases: Iterable[str]) -> tuple[Phrases, Phrases]:
    """Phrases as words, by their first word, and those whose first word has any ending, by its first letter."""
    exact: Phrases = {}
    ending: Phrases = {}
    for phrase in phrases:
        words = tuple(re.findall(WORD.pattern + r"\*?", plain(str(phrase), ignore_case=True)))[:LONGEST]
        if not words:
            continue
        table, key = (ending, words[0][0]) if words[0].endswith("*") else (exact, words[0])
        table.setdefault(key, []).append(words)
    for table in (exact, ending):
        for rows in table.values():
            rows.sort(key=lambda words: -len(words))
    return exact, ending


def _count(words: list[str], exact: Phrases, ending: Phrases) -> int:
    """How many phrases stand in ``words``, from the left, the longest first, none over another."""
    found, reached = 0, 0
    for i, word in enumerate(words):
        if i < reached:
            continue
        tried = [*exact.get(word, ()), *ending.get(word[0], ())]
        lengths = [len(phrase) for phrase in tried if _fits(phrase, words[i : i + len(phrase)])]
        if lengths:
            found += 1
            reached = i + max(lengths)
    return found


def _fits(phrase: tuple[str, ...], words: list[str]) -> bool:
    return len(phrase) == len(words) and all(
        word.startswith(part[:-1]) if part.endswith("*") else word == part
        for part, word in zip(phrase, words, strict=True)
    )
