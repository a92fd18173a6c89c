"""Hedges and boosters: cues of the lexicon, kept where their context makes them one, and whose voice each is."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pandas as pd

from newsresearch import lexicons
from newsresearch.matching import PhraseMatcher
from newsresearch.schema import conform, need_columns

NEAR = 40  # characters of context that a rule may read, so that a long line costs linear time
COLUMNS = ("article_id", "sentence_id", "start", "text")


def _modal(before: str, cue: str, after: str) -> bool:
    """Tell the modal from the month, the name (Theresa May) and the range of a weapon (could hit, reach, carry)."""
    if cue == "May":
        return not before.strip() and not re.match(r"\s*(\d|,|and\b|was\b|is\b)", after)
    return not re.match(r"\s+(not\s+)?(hit|reach|strike|carry)\b", after) if cue.lower() == "could" else True


def _unnegated(before: str, cue: str, after: str) -> bool:
    """Drop "no doubt", "not possible" and the condition "possible only after/when/if"."""
    negated = re.search(r"\b(no|not|without|never|beyond|as \w+ as)\s+$", before, re.I)
    condition = cue.lower() == "possible" and re.match(r"\s+(only\s+)?(after|when|if|once)\b", after)
    return not negated and not condition


def _not_on_stage(before: str, cue: str, after: str) -> bool:
    """Drop who appears on, at, before or in something."""
    return not re.match(r"\s+(on|at|before|in|alongside|with)\b", after)


def _not_faith(before: str, cue: str, after: str) -> bool:
    """Drop "believe in"."""
    return not re.match(r"\s+in\b", after)


def _not_tank(before: str, cue: str, after: str) -> bool:
    """Drop "think tank"."""
    return not re.match(r"[\s-]+tank", after)


def _not_name(before: str, cue: str, after: str) -> bool:
    """Drop a capital inside a sentence (a name) and a hope that is rejected."""
    return not (cue[0].isupper() and re.search(r"\w\s+$", before)) and not re.search(r"\bno\s+$", before, re.I)


def _not_territory(before: str, cue: str, after: str) -> bool:
    """Drop claims of responsibility, credit, lives and territory."""
    return not re.match(r"\s+(responsibility|credit|victory|lives|the lives|sovereignty|territory)\b", after)


def _not_class(before: str, cue: str, after: str) -> bool:
    """Drop the noun: this, that, any, some, what, the kind of."""
    return not re.search(r"\b(this|that|any|some|what|the|a|same|every|no|which)\s+$", before, re.I)


def _number(before: str, cue: str, after: str) -> bool:
    """Keep only before a number, in digits or words."""
    words = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|a (?:dozen|hundred)|half"
    return bool(re.match(rf"\s+[$€£]?(\d|({words})\b)", after, re.I))


RULES: dict[str, Callable[[str, str, str], bool]] = {
    "modal": _modal, "unnegated": _unnegated, "not_on_stage": _not_on_stage, "not_faith": _not_faith,
    "not_tank": _not_tank, "not_name": _not_name, "not_territory": _not_territory, "not_class": _not_class,
    "number": _number,
}  # fmt: skip  # names and functions side by side


@cache
def _cues() -> tuple[PhraseMatcher, list[dict[str, str]]]:
    """Return the matcher of all forms and, for each form, the row of its cue."""
    table = lexicons.load("hedges").fillna("")
    rows = [(form, row) for row in table.to_dict("records") for form in row["forms"].split("|")]
    return PhraseMatcher([form for form, _ in rows], ignore_case=True), [row for _, row in rows]


def _cues_in(text: str) -> list[tuple[int, int, dict[str, str]]]:
    """Return start, end and lexicon row of the cues of ``text`` that their context keeps."""
    matcher, rows = _cues()
    found = []
    for start, end, index in matcher.find(text):
        rule = rows[index]["rule"]
        if not rule or RULES[rule](text[max(0, start - NEAR) : start], text[start:end], text[end : end + NEAR]):
            found.append((start, end, rows[index]))
    return found


def hedges_in(
    articles: pd.DataFrame, sentences: pd.DataFrame, statements: pd.DataFrame, *, vague: bool = False
) -> pd.DataFrame:
    """Find hedges and boosters, the statement that each stands in, and whose voice it is.

    For how firmly a side or a reporter speaks. It is blind to hedging without a cue of the lexicon. A cue outside
    every statement, as in the attributing clause, is the reporter's; any cue inside one, "reportedly" in indirect
    content too, is that side's.

    Parameters
    ----------
    articles, sentences, statements : DataFrame
        The tables of those names; offsets count characters of the article's text.
    vague : bool
        Also list vague words, as kind ``vague``; they are no hedges.

    Returns
    -------
    DataFrame
        One row per cue, columns of ``schema.TABLES["hedges"]``, ordered by ``article_id`` and ``start``.

    Raises
    ------
    UsageError
        When a table lacks a column that is needed.

    References
    ----------
    Hyland (2005), Metadiscourse; Szarvas et al. (2012), Computational Linguistics 38(2).

    Examples
    --------
    >>> page = pd.DataFrame({"article_id": ["a"], "sentence_id": [0], "start": [0], "text": ["Talks may resume."]})
    >>> hedges_in(page, page, pd.DataFrame(columns=["article_id", "statement_id", "start", "end", "side"]))["voice"][0]
    'reporter'
    """
    need_columns(articles, ("article_id",), "hedges_in", "load_articles")
    need_columns(sentences, COLUMNS, "hedges_in", "split_sentences")
    need_columns(statements, ("article_id", "statement_id", "start", "end", "side"), "hedges_in", "find_statements")
    found = []
    for article, number, offset, text in sentences[list(COLUMNS)].itertuples(index=False):
        if pd.isna(text):
            continue
        for start, end, row in _cues_in(text):
            if vague or row["kind"] != "vague":
                found.append((article, number, offset + start, offset + end, text[start:end], *_labels(row)))
    names = ["article_id", "sentence_id", "start", "end", "text", "cue", "kind", "category"]
    hedges = conform(pd.DataFrame(found, columns=names), "hedges")
    return _voiced(hedges, statements)


def _labels(row: dict[str, str]) -> tuple[str, str, str]:
    """Return the columns that a hedge takes over from the lexicon."""
    return row["cue"], row["kind"], row["category"]


def _voiced(hedges: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Give each hedge the statement whose [start, end) holds it, and its voice."""
    spans = statements.sort_values("start")[["article_id", "start", "end", "statement_id", "side"]]
    by_article = {name: list(rows.itertuples(index=False)) for name, rows in spans.groupby("article_id")}
    at: dict[str, int] = {}
    owners = []
    for article, start in zip(hedges["article_id"], hedges["start"], strict=True):
        rows, place = by_article.get(article, []), at.get(article, 0)
        while place < len(rows) and rows[place].end <= start:
            place += 1
        at[article] = place
        inside = place < len(rows) and rows[place].start <= start
        owners.append((rows[place].statement_id, rows[place].side) if inside else (None, None))
    owned = pd.DataFrame(owners, columns=["statement_id", "side"], index=hedges.index).astype("str")
    return conform(hedges.assign(**owned, voice=owned["side"].fillna("reporter")), "hedges")
