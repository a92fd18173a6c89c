"""The table of hedges: each cue with its place, the words it covers, the statement it stands in and its voice."""

from __future__ import annotations

import pandas as pd

from newsresearch.features.hedging.scopes import Clauses
from newsresearch.models.hedging.cues import find_cues
from newsresearch.schema import conform, need_columns

COLUMNS = ("article_id", "sentence_id", "start", "text")
SPANS = ("article_id", "statement_id", "start", "end", "side")
RELAYED = frozenset(
    ("reportedly", "allegedly", "purported", "supposedly", "believed to", "thought to", "understood to", "feared to")
)
"""Cues by which a reporter keeps a distance from what he relays, inside indirect content too."""


def hedges_in(
    articles: pd.DataFrame, sentences: pd.DataFrame, statements: pd.DataFrame, *, vague: bool = False
) -> pd.DataFrame:
    """Find hedges and boosters, the statement that each stands in, and whose voice it is.

    For how firmly a side or a reporter speaks. It is blind to hedging without a cue of the lexicon. A cue outside
    every statement, as in the attributing clause, is the reporter's; one inside is that side's, of nested statements
    the innermost's. In indirect content "reportedly", "allegedly", "is believed to" and their like stay the
    reporter's, who keeps his distance from what he relays.

    Parameters
    ----------
    articles, sentences, statements : DataFrame
        The tables of those names; offsets count characters of the article's text. ``statements`` may lack ``quote``;
        then no cue inside a statement is the reporter's.
    vague : bool
        Also list vague words, as kind ``vague``; they are no hedges.

    Returns
    -------
    DataFrame
        One row per cue, ordered by ``article_id`` and ``start``: columns of ``schema.TABLES["hedges"]`` and
        ``scope_start``, ``scope_end``, the words that the cue covers: from the cue to the end of its clause, by
        punctuation and clause openers; with the subject where the cue is a raising predicate ("is likely to"); of an
        approximator the number and what it counts. Every scope holds its cue and lies in its sentence.

    Raises
    ------
    UsageError
        When a table lacks a column that is needed.

    References
    ----------
    Hyland (2005), Metadiscourse; Szarvas et al. (2012), Computational Linguistics 38(2); Saurí & Pustejovsky (2009),
    FactBank, Language Resources and Evaluation 43, for whose commitment a cue is.

    Examples
    --------
    >>> page = pd.DataFrame({"article_id": ["a"], "sentence_id": [0], "start": [0], "text": ["Talks may resume."]})
    >>> hedges_in(page, page, pd.DataFrame(columns=["article_id", "statement_id", "start", "end", "side"]))["voice"][0]
    'reporter'
    """
    need_columns(articles, ("article_id",), "hedges_in", "load_articles")
    need_columns(sentences, COLUMNS, "hedges_in", "split_sentences")
    need_columns(statements, SPANS, "hedges_in", "find_statements")
    found = []
    for article, number, offset, text in sentences[list(COLUMNS)].itertuples(index=False):
        if pd.isna(text):
            continue
        clauses = Clauses(text)
        for cue in find_cues(text):
            if vague or cue.kind != "vague":
                low, high = clauses.scope_of(cue)
                places = (cue.start, cue.end, low, high)
                start, end, low, high = (int(offset) + place for place in places)
                words = text[cue.start : cue.end]
                found.append((article, number, start, end, words, cue.cue, cue.kind, cue.category, low, high))
    names = ["article_id", "sentence_id", "start", "end", "text", "cue", "kind", "category", "scope_start", "scope_end"]
    hedges = conform(pd.DataFrame(found, columns=names), "hedges")
    return _voiced(hedges.astype({"scope_start": "int64", "scope_end": "int64"}), statements)


def _voiced(hedges: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Give each hedge the innermost (shortest) statement whose [start, end) holds it, and its voice."""
    known = statements.assign(quote=statements["quote"] if "quote" in statements.columns else None)
    spans = known.sort_values("start", kind="stable")[["article_id", "start", "end", "statement_id", "side", "quote"]]
    by_article = {name: list(rows.itertuples(index=False)) for name, rows in spans.groupby("article_id")}
    at: dict[str, int] = {}
    open_now: dict[str, list] = {}
    owners = []
    for article, start, cue in zip(hedges["article_id"], hedges["start"], hedges["cue"], strict=True):
        rows, place = by_article.get(article, []), at.get(article, 0)
        around = open_now.setdefault(article, [])
        while place < len(rows) and rows[place].start <= start:
            around.append(rows[place])
            place += 1
        at[article] = place
        around[:] = [row for row in around if row.end > start]
        if not around:
            owners.append((None, None, "reporter"))
            continue
        owner = min(around, key=lambda row: row.end - row.start)
        relayed = cue in RELAYED and owner.quote == "indirect"
        owners.append((owner.statement_id, owner.side, "reporter" if relayed else owner.side))
    owned = pd.DataFrame(owners, columns=["statement_id", "side", "voice"], index=hedges.index).astype("str")
    return conform(hedges.assign(**owned), "hedges")
