"""The tables that flow through the package: columns, types, keys, one check of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from newsresearch.checks import (
    NothingReadError,
    UsageError,
    as_names,
    as_path,
    as_texts,
    check_count,
    check_flag,
    check_share,
    fault,
    need_columns,
    need_own_ids,
    need_tables,
    one_of,
    plain,
)

__all__ = [
    "ACTS",
    "ISSUES",
    "PANDAS_TYPES",
    "QUOTES",
    "SIDES",
    "STATE_SIDES",
    "TABLES",
    "WORDS",
    "NothingReadError",
    "Table",
    "UsageError",
    "as_names",
    "as_path",
    "as_texts",
    "as_type",
    "check_count",
    "check_flag",
    "check_range",
    "check_share",
    "conform",
    "count_words",
    "empty",
    "fault",
    "need_columns",
    "need_own_ids",
    "need_tables",
    "one_of",
    "plain",
    "words_in",
]
"""The rooms take tables and checks from one place."""

SIDES = ("DPRK", "US", "ROK", "CHN", "JPN", "RUS", "UN", "EXPERT", "MEDIA", "OTHER")
STATE_SIDES = ("DPRK", "US", "ROK", "CHN", "JPN", "RUS", "UN")
QUOTES = ("direct", "indirect", "mixed", "own")
ACTS = (
    "report", "demand", "offer", "threaten", "reject", "agree", "praise", "criticise", "pledge", "predict",
)  # fmt: skip  # codebook order, one line reads best
ISSUES = (
    "denuclearization", "sanctions", "security guarantee", "exercises", "nuclear test", "missile", "talks",
    "human rights", "aid", "peace regime", "inter-Korean", "cyber", "other",
)  # fmt: skip
WORDS = (
    "text", "headline", "editor_note", "byline", "before", "after", "condition", "speaker", "channel",
    "statements_added", "statements_dropped",
)  # fmt: skip  # the contract's list, then what revisions add
"""Columns that hold words of the source; a wordless table leaves them out."""


@dataclass(frozen=True)
class Table:
    """One table: what its rows are, the columns that order them, and a pandas type for each column."""

    row: str
    key: tuple[str, ...]
    columns: dict[str, str]


# "str" is pandas' string type with missing values; "Int64" an integer that may be missing;
# "bool?" a truth value that may be missing (pandas' "boolean").
TABLES: dict[str, Table] = {
    "pages": Table(
        "input found, readable or not",
        ("path", "page_id"),
        {
            "page_id": "str", "path": "str", "format": "str", "encoding": "str", "n_bytes": "int64",
            "sha256": "str", "error": "str",
        },
    ),
    "articles": Table(
        "article",
        ("article_id",),
        {
            "article_id": "str", "page_id": "str", "outlet": "str", "headline": "str", "revision": "str",
            "revision_number": "int64", "editor_note": "str", "section": "str",
            "published_at": "datetime64[ns, UTC]", "published_date": "datetime64[ns]", "published_zone": "str",
            "published_precision": "str", "published_from": "str", "dateline": "str", "agency": "str",
            "byline": "str", "publisher_side": "str", "url": "str", "language": "str", "text": "str",
            "n_words": "int64",
        },
    ),
    "sentences": Table(
        "sentence",
        ("article_id", "sentence_id"),
        {
            "article_id": "str", "sentence_id": "int64", "paragraph": "int64", "start": "int64", "end": "int64",
            "text": "str",
        },
    ),
    "mentions": Table(
        "mention of an actor",
        ("article_id", "start"),
        {
            "article_id": "str", "sentence_id": "int64", "start": "int64", "end": "int64", "text": "str",
            "actor_id": "str", "side": "str", "kind": "str",
        },
    ),
    "statements": Table(
        "sentence of attributed content",
        ("article_id", "start"),
        {
            "statement_id": "str", "quotation_id": "str", "article_id": "str", "sentence_id": "int64",
            "start": "int64", "end": "int64", "text": "str", "quote": "str", "cue": "str", "speaker": "str",
            "speaker_id": "str", "side": "str", "anonymous": "bool", "channel": "str", "target": "str",
            "tone": "int64", "act": "str", "condition": "str", "has_condition": "bool", "issue": "str",
            "condition_issue": "str", "consequent_issue": "str", "cue_start": "Int64", "cue_end": "Int64",
            "speaker_start": "Int64", "speaker_end": "Int64", "n_words": "int64",
        },
    ),
    "hedges": Table(
        "hedge or booster",
        ("article_id", "start"),
        {
            "article_id": "str", "sentence_id": "int64", "start": "int64", "end": "int64", "text": "str",
            "cue": "str", "kind": "str", "category": "str", "statement_id": "str", "side": "str", "voice": "str",
            "scope_start": "int64", "scope_end": "int64",
        },
    ),
}  # fmt: skip  # a column with its type on one line reads as the table it is

PANDAS_TYPES = {"bool?": "boolean"}


def words_in(text: str) -> int:
    """Return the number of words of a text, parted by white space, as articles and statements count them.

    Examples
    --------
    >>> words_in("We're ready for U.S.-led talks.")
    5
    """
    return len(text.split())


def count_words(table: pd.DataFrame, call: str) -> pd.Series:
    """Return the column ``n_words``; where it is missing, the words of ``text``, parted by white space.

    Examples
    --------
    >>> count_words(pd.DataFrame({"text": ["Talks may resume.", None]}), "count_actors").tolist()
    [3, 0]
    """
    known = table["n_words"] if "n_words" in table.columns else None
    if known is not None and ("text" not in table.columns or known.notna().all()):
        return known
    if "text" not in table.columns:
        raise fault(
            f"{call}: articles without n_words and without text",
            "articles with the column n_words, or with text to count",
            "take the articles from load_articles, or add the number of words of each",
        )
    words = [words_in(text) if isinstance(text, str) else 0 for text in table["text"]]
    counts = pd.Series(words, index=table.index, dtype="int64", name="n_words")
    return counts if known is None else counts.where(known.isna(), known)


def conform(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return ``frame`` as the table ``name``: columns in order and typed, sorted by key, a fresh RangeIndex.

    Columns of the table that ``frame`` lacks are added: ``n_words`` counted in ``text`` (also in the rows where it is
    missing), all others missing (false, 0 for types without a missing value); further columns follow. A value that
    does not fit its column's type raises UsageError.

    Examples
    --------
    >>> rows = pd.DataFrame({"article_id": ["a"], "sentence_id": [0], "paragraph": [0], "start": [0], "end": [2]})
    >>> list(conform(rows, "sentences").columns)
    ['article_id', 'sentence_id', 'paragraph', 'start', 'end', 'text']
    """
    table = TABLES[name]
    out = {}
    for column, kind in table.columns.items():
        dtype = PANDAS_TYPES.get(kind, kind)
        if column == "n_words" and "text" in frame.columns:
            out[column] = as_type(count_words(frame, name), dtype, name)
        elif column in frame.columns:
            out[column] = as_type(frame[column], dtype, name)
        else:
            missing: Any = {"int64": 0, "bool": False}.get(dtype, pd.NaT if dtype.startswith("datetime") else None)
            out[column] = pd.Series(missing, index=frame.index, dtype=dtype)
    typed = pd.DataFrame(out, index=frame.index)
    further = [c for c in frame.columns if c not in table.columns]
    if further:
        typed = pd.concat([typed, frame[further]], axis=1)
    return typed.sort_values(list(table.key), kind="stable", ignore_index=True)


def check_range(dates: pd.Series, name: str) -> None:
    """Raise when a time lies outside of what ``datetime64[ns]`` can hold, and name its row; ``name`` is the table's.

    Examples
    --------
    >>> check_range(pd.Series(pd.to_datetime(["2150-01-01"]), name="published_date"), "articles")
    """
    plain = dates.dt.tz_convert(None) if isinstance(dates.dtype, pd.DatetimeTZDtype) else dates
    outside = ((plain < pd.Timestamp.min) | (plain > pd.Timestamp.max)).to_numpy(dtype=bool)
    if outside.any():
        row = dates.index[outside][0]
        raise fault(
            f"{name}: row {row!r}, {dates.name} {dates[outside].iloc[0].isoformat()}",
            f"times from {pd.Timestamp.min:%Y-%m-%d} to {pd.Timestamp.max:%Y-%m-%d}, or NaT",
            "correct the date, or set it to NaT",
        )


def as_type(values: pd.Series, dtype: str, name: str) -> pd.Series:
    """Return a column in its type, or raise and show a value that does not fit; ``name`` is the table's.

    Examples
    --------
    >>> as_type(pd.Series(["2018-06-12"]), "datetime64[ns]", "articles").dt.year.tolist()
    [2018]
    """
    try:
        if not dtype.startswith("datetime"):
            return values.astype(pd.api.types.pandas_dtype(dtype))
        zoned = dtype.endswith("UTC]")
        no_time = pd.api.types.is_numeric_dtype(values.dtype)  # pandas takes a number for nanoseconds since 1970
        if (no_time or (zoned and pd.api.types.is_datetime64_dtype(values.dtype))) and values.notna().any():
            raise TypeError("no time, or one without its zone")
        times = pd.to_datetime(values, utc=zoned, format="ISO8601")
        if times.dt.unit != "ns":
            check_range(times, name)
        return times.astype(pd.api.types.pandas_dtype(dtype))
    except UsageError:
        raise
    except (TypeError, ValueError, OverflowError) as error:
        raise fault(
            f"{name}: column {values.name} of type {values.dtype}, such as {_example(values)}",
            f"values of type {dtype}" + (", times with their zone" if dtype.endswith("UTC]") else ""),
            "convert the column with pandas, or drop it",
        ) from error


def _example(values: pd.Series) -> str:
    """Return a value of a column to show in an error."""
    known = values.dropna()
    return repr(known.tolist()[0])[:60] if len(known) else "missing values"


def empty(name: str) -> pd.DataFrame:
    """Return the table ``name`` with no rows.

    Examples
    --------
    >>> len(empty("statements"))
    0
    """
    return conform(pd.DataFrame(), name)
