"""The rows that summaries count: which articles, in which story, in which group; evidence asks here too."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from newsresearch.schema import (
    ACTS,
    ISSUES,
    QUOTES,
    SIDES,
    check_range,
    count_words,
    fault,
    need_columns,
    need_tables,
    one_of,
)
from newsresearch.summaries import periods
from newsresearch.summaries.measures import Measure, Tables, other_side

VERSIONS = ("latest", "all")
ARTICLE_GROUPS = ("outlet", "publisher_side", *periods.FREQS)
GROUPS = ("side", "speaker", "target", "issue", "act", "quote", *ARTICLE_GROUPS)

BOTH_WAYS = " Tone and conflict go both ways: toward the US in the DPRK's statements, toward the DPRK in all others."
"""What aimed measures count where neither a target nor one side is asked for."""

_COLUMN = {"speaker": "speaker_id"}
ORDER: dict[str, tuple[str, ...]] = {
    "side": SIDES, "target": SIDES, "publisher_side": SIDES, "issue": ISSUES, "act": ACTS, "quote": QUOTES,
}  # fmt: skip  # one line reads best
"""Groups whose names are known beforehand, in their order."""
_OF_ARTICLES = ("outlet", "publisher_side", "published_date", "published_precision")


def article_rows(tables: Tables, call: str, *, versions: str = "latest") -> pd.DataFrame:
    """Return the articles that count, with the number of their ``cluster``: their story, or themselves.

    Where articles are threaded, one version of a story counts by default: the latest, and no duplicate of another;
    ``attrs["counted"]`` says so.

    Examples
    --------
    >>> page = pd.DataFrame({"article_id": ["a.1", "a.2"], "story_id": ["s", "s"], "is_latest": [False, True]})
    >>> article_rows({"articles": page}, "count_actors")["article_id"].tolist()
    ['a.2']
    """
    one_of("versions", versions, VERSIONS)
    articles = _table(tables, "articles", ("article_id",), call)
    _unique(articles, "articles", "article_id", call)
    _check_time(articles, "published_date", call)
    kept = articles
    counted = "Every version of every story counts."
    if "is_latest" not in articles.columns:
        counted = "The articles are not threaded: each counts on its own (thread_stories finds their versions)."
    elif versions == "latest":
        kept = articles[_latest(articles, call)]
        counted = f"One version of a story counts, the latest: {len(kept)} of {len(articles)} articles."
    story = kept["article_id"]
    if "story_id" in kept.columns:
        story = kept["story_id"].where(kept["story_id"].notna(), "article " + kept["article_id"].astype("str"))
    # by sorted ids, so that the same resamples are drawn in whatever order the rows stand
    kept = kept.assign(cluster=pd.factorize(story, sort=True)[0], article=np.arange(len(kept)))
    kept.attrs["counted"] = counted
    return kept


def statement_rows(tables: Tables, call: str, *, versions: str = "latest", side: str | None = None) -> pd.DataFrame:
    """Return the statements that count, with the columns of their article that group them.

    The index is that of ``tables["statements"]``. Added: ``outlet``, ``publisher_side``, ``published_date``,
    ``published_precision`` (where the articles have them), ``article`` and ``cluster`` (numbers), ``other`` (the side
    that the speaker looks at by default). ``n_words`` is counted where it is missing and there are words.

    Examples
    --------
    >>> said = pd.DataFrame({"statement_id": ["a.1:0"], "article_id": ["a.1"], "side": ["US"]})
    >>> tables = {"articles": pd.DataFrame({"article_id": ["a.1"]}), "statements": said}
    >>> statement_rows(tables, "compare_sides")["other"].item()
    'DPRK'
    """
    articles = article_rows(tables, call, versions=versions)
    statements = _table(tables, "statements", ("statement_id", "article_id", "side"), call)
    _unique(statements, "statements", "statement_id", call)
    if side is not None:
        one_of("side", side, SIDES)
        statements = statements[statements["side"] == side]
    if {"n_words", "text"} <= set(statements.columns) and statements["n_words"].isna().any():
        statements = statements.assign(n_words=count_words(statements, call))
    return _join(statements, articles).assign(other=lambda rows: other_side(rows["side"]))


def mention_rows(tables: Tables, call: str, *, versions: str = "latest") -> pd.DataFrame:
    """Return the mentions that count, with the columns of their article that group them; the index is theirs."""
    articles = article_rows(tables, call, versions=versions)
    return _join(_table(tables, "mentions", ("article_id", "start", "actor_id", "side"), call), articles)


def group_rows(rows: pd.DataFrame, by: str | None, call: str, *, option: str = "by") -> tuple[np.ndarray, list]:
    """Return the group of each row as a number (-1: in none) and the groups' names in their order.

    Sides, issues and acts stand in the codebook's order, periods in time, all else by the alphabet; ``by=None`` puts
    all rows into one group without a name. Speakers are those of the table of actors. Periods of rows of which none has
    a date that tells them are no groups, and a warning says so. ``option`` is what the caller's users call ``by``.

    Examples
    --------
    >>> codes, groups = group_rows(pd.DataFrame({"side": ["US", "DPRK", None]}), "side", "measure_hedging")
    >>> codes.tolist(), groups
    ([1, 0, -1], ['DPRK', 'US'])
    """
    if by is None:
        return np.zeros(len(rows), dtype="int64"), [None]
    one_of(option, by, GROUPS)
    if by in periods.FREQS:
        numbers, distinct = period_rows(rows, by, call)
        if len(rows) and not len(distinct):
            warnings.warn(
                f"{call}: no article has a date as fine as {option}={by!r}, so that there are no rows; pass a coarser "
                "period, or add dates to tables['articles'].",
                stacklevel=3,
            )
        return numbers, periods.names(distinct, by).tolist()
    column = _COLUMN.get(by, by)
    if column == "speaker_id" and column in rows.columns:
        rows = rows.assign(speaker_id=listed_speakers(rows))
    if column not in rows.columns:
        raise fault(
            f"{call}: {option}={by!r} on tables without the column {column}",
            ", ".join(name for name in GROUPS if _COLUMN.get(name, name) in rows.columns) or f"{option}=None",
            f"pass one of these as {option}, or compute the tables again with extract_tables",
        )
    codes, found = pd.factorize(rows[column], sort=True)
    names = [str(name) for name in found]
    order = {name: place for place, name in enumerate(ORDER.get(by, ()))}
    ranked = sorted(range(len(names)), key=lambda i: (order.get(names[i], len(order)), names[i]))
    rank = np.empty(len(names) + 1, dtype="int64")
    rank[ranked] = np.arange(len(names))
    rank[-1] = -1  # code -1 (missing) stays -1
    return rank[codes], [names[i] for i in ranked]


def listed_speakers(rows: pd.DataFrame) -> pd.Series:
    """Return ``speaker_id`` where it is an actor's; ids of people without a row there hold in one article, and go.

    Examples
    --------
    >>> said = pd.DataFrame({"article_id": "a.1", "speaker_id": ["TRUMP", "a.1:p0", None]})
    >>> listed_speakers(said).isna().tolist()
    [False, True, True]
    """
    pairs = zip(rows["speaker_id"], rows["article_id"], strict=True)
    local = [isinstance(speaker, str) and speaker.startswith(f"{article}:") for speaker, article in pairs]
    return rows["speaker_id"].mask(np.array(local, dtype=bool))


def period_rows(rows: pd.DataFrame, freq: str, call: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the place of each row's period among the distinct period numbers (-1: none), and those numbers."""
    numbers = number_periods(rows, freq, call)
    distinct, place = np.unique(numbers, return_inverse=True)
    if len(distinct) and distinct[0] == periods.MISSING:
        return place - 1, distinct[1:]
    return place, distinct


def number_periods(rows: pd.DataFrame, freq: str, call: str) -> np.ndarray:
    """Return each row's period number (see ``periods.ordinals``); raise when articles have no dates at all."""
    one_of("freq", freq, periods.FREQS)
    if "published_date" not in rows.columns:
        raise fault(
            f"{call}: articles without published_date, by {freq}",
            "articles with the column published_date (datetime64[ns])",
            "take the articles from load_articles, or add their dates",
        )
    precision = rows["published_precision"] if "published_precision" in rows.columns else None
    return periods.ordinals(rows["published_date"], precision, freq)


def say_undated(tables: Tables, freqs: Iterable[str | None], call: str, *, versions: str) -> str:
    """Say, for each of ``freqs`` that is a period, how many articles have no date that tells it; else nothing.

    Examples
    --------
    >>> days = pd.to_datetime(["2018-06-12", None]).astype("datetime64[ns]")
    >>> page = pd.DataFrame({"article_id": ["a.1", "b.1"], "published_date": days})
    >>> say_undated({"articles": page}, ["side", "M"], "compare_sides", versions="all")
    ' 1 of 2 articles are left out: they have no date that tells the period (M).'
    """
    said = ""
    for freq in dict.fromkeys(freq for freq in freqs if freq in periods.FREQS):
        numbers = number_periods(article_rows(tables, call, versions=versions), freq, call)
        missing = int(np.count_nonzero(numbers == periods.MISSING))
        if missing:
            said += (
                f" {missing:,} of {len(numbers):,} articles are left out: they have no date that tells the period "
                f"({freq})."
            )
    return said


def say_scope(
    rows: pd.DataFrame,
    measure: Measure | None = None,
    *,
    side: str | None = None,
    target: str | None = None,
    by: str | None = None,
) -> str:
    """Say which statements alone count: one side's, those about a target, those whose words are counted.

    Without ``measure`` every statement is about a target or not, with one only where it is aimed.

    Examples
    --------
    >>> say_scope(pd.DataFrame({"n_words": [4]}), side="US", target="DPRK")
    ' Only statements of US count. Only statements about DPRK count.'
    """
    said = f" Only statements of {side} count." if side is not None else ""
    if measure is None or measure.aimed:
        if measure is not None and target is None and side is not None and by != "target":
            target = str(other_side(pd.Series([side], dtype="str")).item())
        if target is not None:
            said += f" Only statements about {target} count."
        elif measure is not None and by != "target":
            said += BOTH_WAYS
    return said + (say_unworded(rows) if measure is not None and "n_words" in measure.needs else "")


def say_unworded(rows: pd.DataFrame) -> str:
    """Say of how many statements the number of words is missing; else nothing.

    Examples
    --------
    >>> say_unworded(pd.DataFrame({"n_words": [4, None]}))
    ' 1 of 2 statements are left out where words count: their n_words is missing.'
    """
    missing = int(rows["n_words"].isna().sum())
    if not missing:
        return ""
    return f" {missing:,} of {len(rows):,} statements are left out where words count: their n_words is missing."


def in_full(name: str, allowed: Sequence[str]) -> str:
    """Return the one name that a shorter one begins: the year 2017 is the period 2017-01-01.

    Examples
    --------
    >>> in_full("2017", ["2016-01-01", "2017-01-01"]), in_full("2017", ["2017-01-01", "2017-02-01"])
    ('2017-01-01', '2017')
    """
    longer = [full for full in allowed if full.startswith(f"{name}-")]
    return longer[0] if name not in allowed and len(longer) == 1 else name


def need_groups(names: Sequence[str], given: str, by: str, option: str, call: str) -> None:
    """Raise when no statement is in any group of ``by``, so that no name can be asked for; ``given`` is what was.

    Examples
    --------
    >>> need_groups(["2017-01-01"], "sides=('2017', '2018')", "Y", "between", "compare_sides")
    """
    if not names:
        fact = "date" if by in periods.FREQS else _COLUMN.get(by, by)
        raise fault(
            f"{call}: {given}, where there are no statements with a {fact},",
            f"tables with statements that have a {fact}",
            f"pass such tables, or another {option}",
        )


def text_column(value: object, size: int) -> pd.Series:
    """Return a column of text of some length: ``value`` in every row, or the values of a sequence; None is missing.

    Examples
    --------
    >>> text_column(None, 2).isna().tolist()
    [True, True]
    """
    values = [value] * size if value is None or isinstance(value, str) else value
    return pd.Series(values, index=pd.RangeIndex(size), dtype="str")


def _join(rows: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows of these articles and give them the articles' columns; the index stays."""
    place = pd.Index(articles["article_id"]).get_indexer(rows["article_id"])
    kept = rows[place >= 0]
    place = place[place >= 0]
    added = {name: articles[name].array.take(place) for name in _OF_ARTICLES if name in articles.columns}
    joined = kept.assign(
        **added, article=articles["article"].to_numpy()[place], cluster=articles["cluster"].to_numpy()[place]
    )
    joined.attrs["counted"] = articles.attrs["counted"]
    return joined


def _latest(articles: pd.DataFrame, call: str) -> np.ndarray:
    """Mark one version of each story: the latest that is here; if that is a duplicate of another story's, it stays."""
    latest = articles["is_latest"].fillna(True).to_numpy(dtype=bool)
    if "story_id" not in articles.columns:
        return latest & articles["duplicate_of"].isna().to_numpy() if "duplicate_of" in articles.columns else latest
    story = articles["story_id"].where(articles["story_id"].notna(), articles["article_id"]).to_numpy()
    cut = ~pd.Series(latest).groupby(story).transform("any").to_numpy()
    if cut.any():  # the latest version was left out of these articles
        _check_time(articles, "published_at", call)
        order = [name for name in ("published_at", "revision_number", "article_id") if name in articles.columns]
        rows = articles[order].reset_index(drop=True).sort_values(order, na_position="first", kind="stable").index
        last = ~pd.Series(story[rows], index=rows).duplicated(keep="last").sort_index().to_numpy()
        latest = latest | (cut & last)
    if "duplicate_of" not in articles.columns:
        return latest
    single = latest & articles["duplicate_of"].isna().to_numpy()
    left = pd.Series(single).groupby(story).transform("any").to_numpy()
    first = ~pd.Series(story).where(latest & ~left).duplicated().to_numpy() & latest & ~left
    return single | first


def _table(tables: Tables, name: str, columns: tuple[str, ...], call: str) -> pd.DataFrame:
    need_tables(tables, (name,), call)
    return need_columns(tables[name], columns, call, "extract_tables")


def _unique(table: pd.DataFrame, name: str, column: str, call: str) -> None:
    twice = table[column].duplicated()
    if twice.any():
        raise fault(
            f"{call}: {name} with {column} {table.loc[twice, column].iloc[0]!r} in more than one row",
            f"one row per {column}",
            f"drop the repeated rows of tables[{name!r}], or compute the tables again with extract_tables",
        )


def _check_time(articles: pd.DataFrame, column: str, call: str) -> None:
    """Raise unless a column of times, where it is there, has its type and range."""
    if column not in articles.columns:
        return
    kind, zoned = articles[column].dtype, column == "published_at"
    if not (isinstance(kind, pd.DatetimeTZDtype) if zoned else isinstance(kind, np.dtype) and kind.kind == "M"):
        raise fault(
            f"{call}: articles.{column} of type {kind}",
            "datetime64[ns, UTC], times with their zone" if zoned else "datetime64[ns], calendar days, no zone",
            "take the articles from load_articles, or convert the column with pandas.to_datetime"
            + ("(..., utc=True)" if zoned else ""),
        )
    if articles[column].dt.unit != "ns":
        check_range(articles[column], f"{call}: articles")
