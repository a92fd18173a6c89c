"""Mentions of actors: names found in one pass, short names resolved by their article and its date."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from newsresearch.actors import load_actors
from newsresearch.features.mentions.finding import Finder
from newsresearch.schema import conform, empty, need_columns


def mentions_in(
    articles: pd.DataFrame, sentences: pd.DataFrame, *, actors: Finder | pd.DataFrame | str | Path | None = None
) -> pd.DataFrame:
    """Find the actors that articles name, by name, alias or adjective.

    Surnames are resolved by the article, its date and the title before them; capitals count where they stand for the
    government. It is blind to pronouns and descriptions ("the president"), and to actors outside the table.

    Parameters
    ----------
    articles : DataFrame
        With ``article_id`` and ``text``, as ``load_articles`` returns; ``published_date`` where known decides whom a
        surname or a title names.
    sentences : DataFrame
        As ``split_sentences`` returns.
    actors : DataFrame, path of a CSV file or Finder, optional
        Further actors, as for ``load_actors``; or the Finder made of them, for many calls.

    Returns
    -------
    DataFrame
        One row per mention, sorted by ``article_id`` and ``start``: ``article_id``, ``sentence_id``, ``start``, ``end``
        (characters in the article's text), ``text``, ``actor_id``, ``side``, ``kind``.

    Raises
    ------
    UsageError
        When a column is missing, or a row of ``actors`` is wrong.

    Examples
    --------
    >>> page = pd.DataFrame({"article_id": ["a"], "text": ["U.S.-North Korea talks"]})
    >>> one = pd.DataFrame({"article_id": ["a"], "sentence_id": [0], "start": [0], "end": [22]})
    >>> mentions_in(page, one)["actor_id"].tolist()
    ['US', 'DPRK']
    """
    need_columns(articles, ("article_id", "text"), "mentions_in", "load_articles")
    need_columns(sentences, ("article_id", "sentence_id", "start", "end"), "mentions_in", "split_sentences")
    finder = actors if isinstance(actors, Finder) else finder_of(actors, "mentions_in(actors=...)")
    texts = dict(zip(articles["article_id"], zip(articles["text"], _days(articles), strict=True), strict=True))
    rows = []
    for article, group in sentences.groupby("article_id", sort=False):
        text, day = texts.get(article, (None, None))
        if not isinstance(text, str):
            continue
        hits, at = finder.find(text, day), 0
        spans = zip(group["sentence_id"], group["start"], group["end"], strict=True)
        for sentence, start, end in sorted(spans, key=lambda span: span[1]):
            while at < len(hits) and hits[at].start < end:
                hit = hits[at]
                at += 1
                if hit.start >= start and hit.end <= end:
                    rows.append((article, sentence, hit.start, hit.end, text[hit.start : hit.end], hit.actor_id))
    if not rows:
        return empty("mentions")
    out = pd.DataFrame(rows, columns=["article_id", "sentence_id", "start", "end", "text", "actor_id"])
    out = out.assign(side=out["actor_id"].map(finder.side), kind=out["actor_id"].map(finder.kind))
    return conform(out, "mentions")


def finder_of(actors: pd.DataFrame | str | Path | None, call: str) -> Finder:
    """Return the Finder of the packaged actors and these; an error names ``call``.

    Examples
    --------
    >>> finder_of(None, "find_mentions").side["TRUMP"]
    'US'
    """
    return _packaged() if actors is None else Finder(load_actors(actors, call=call))


@cache
def _packaged() -> Finder:
    return Finder(load_actors())


def _days(articles: pd.DataFrame) -> list[str | None]:
    """Return the ISO day of every article, None where it is unknown."""
    if "published_date" not in articles.columns:
        return [None] * len(articles)
    dates = pd.to_datetime(articles["published_date"])
    return [None if pd.isna(date) else date.strftime("%Y-%m-%d") for date in dates]
