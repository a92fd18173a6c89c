"""The tables that flow through the package: columns, types, keys, one check, one way to word an error."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from numbers import Integral, Real
from pathlib import Path
from typing import Any

import pandas as pd

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


class UsageError(ValueError):
    """What was given cannot be used; the message says what is allowed and what to do next."""


class NothingReadError(UsageError):
    """A source was looked at and holds no article that can be read."""


def fault(given: str, allowed: str, remedy: str, *, kind: type[UsageError] = UsageError) -> UsageError:
    """Word an error: what was given, what is allowed, what to do next.

    Examples
    --------
    >>> str(fault("freq='hour'", "D, W, M, Q, Y or administration", "pass one of these"))
    "freq='hour' cannot be used. Allowed: D, W, M, Q, Y or administration. To go on: pass one of these."
    """
    return kind(f"{given} cannot be used. Allowed: {allowed}. To go on: {remedy}.")


def one_of(name: str, value: object, allowed: Iterable[object]) -> None:
    """Raise unless ``value`` is among ``allowed``.

    Examples
    --------
    >>> one_of("kind", "speaker_target", ("speaker_target", "co-mention"))
    """
    choices = list(allowed)
    if not pd.api.types.is_hashable(value) or value not in set(choices):
        raise fault(f"{name}={value!r}", ", ".join(map(str, choices)), f"pass one of these as {name}")


def check_count(name: str, value: object, least: int, call: str) -> None:
    """Raise unless ``value`` is a whole number of at least ``least``; for seeds too.

    Examples
    --------
    >>> check_count("seed", 0, 0, "compare_sides")
    """
    if isinstance(value, bool) or not isinstance(value, Integral) or int(value) < least:
        raise fault(f"{call}: {name}={value!r}", f"whole numbers from {least}", f"pass such a number as {name}")


def check_share(name: str, value: object, call: str, *, allowed: str, remedy: str) -> None:
    """Raise unless ``value`` is a number above 0 and at most 1; the caller words what is allowed.

    Examples
    --------
    >>> check_share("span", 0.4, "trace_timeline", allowed="numbers above 0 up to 1", remedy="pass a share")
    """
    if isinstance(value, bool) or not isinstance(value, Real) or not 0 < float(value) <= 1:
        raise fault(f"{call}: {name}={value!r}", allowed, remedy)


def check_flag(name: str, value: object, call: str) -> None:
    """Raise unless ``value`` is True or False: a text such as "no" would count as true.

    Examples
    --------
    >>> check_flag("text", False, "write_tables")
    """
    if not pd.api.types.is_bool(value):
        raise fault(f"{call}: {name}={value!r}", "True, False", f"pass one of these as {name}")


def as_path(name: str, value: object, call: str) -> Path:
    """Return ``value`` as a path, or raise.

    Examples
    --------
    >>> as_path("out", "my_report", "build_report").name
    'my_report'
    """
    if not isinstance(value, (str, os.PathLike)) or not os.fspath(value):
        raise fault(f"{call}: {name}={value!r}", "a path, as text or pathlib.Path", f"pass such a path as {name}")
    return Path(value)


def as_names(name: str, value: object, call: str) -> list[str]:
    """Return one name, or a sequence of names in its order, as a list of str, or raise.

    Examples
    --------
    >>> as_names("sides", ("DPRK", "US"), "compare_sides")
    ['DPRK', 'US']
    """
    if isinstance(value, str):
        return [value]
    unordered = (Mapping, set, frozenset, bytes, pd.DataFrame)
    if not isinstance(value, Iterable) or isinstance(value, unordered):
        raise fault(f"{call}: {name}={value!r}", "a name, or a list of names", f"pass such a list as {name}")
    return [str(one) for one in value]


def as_texts(texts: object, call: str) -> pd.Series:
    """Return ``texts`` as a Series of strings and missing values, or raise and name the row that is something else.

    A Series keeps its index; any other iterable gets a RangeIndex.

    Examples
    --------
    >>> as_texts(["a", None], "score_sentiment").isna().tolist()
    [False, True]
    """
    if isinstance(texts, (str, pd.DataFrame, dict, set, frozenset)) or not isinstance(texts, Iterable):
        raise fault(f"{call}: {type(texts).__name__}", "a list or Series of texts", "put the text into a list")
    series = texts if isinstance(texts, pd.Series) else pd.Series(list(texts), dtype="object")
    for row, text in series.items():
        if not isinstance(text, str) and not (pd.api.types.is_scalar(text) and pd.isna(text)):
            raise fault(
                f"{call}: row {row!r}, {type(text).__name__} {text!r}",
                "text, or a missing value",
                "pass the column that holds the texts, or convert it with .astype('str')",
            )
    return series


def need_columns(frame: object, columns: Iterable[str], call: str, source: str) -> None:
    """Raise unless ``frame`` is a DataFrame with ``columns``; ``source`` names the call that makes such a frame.

    Examples
    --------
    >>> need_columns(pd.DataFrame({"text": ["a"]}), ["text"], "split_sentences", "load_articles")
    """
    if not isinstance(frame, pd.DataFrame):
        raise fault(f"{call}: {type(frame).__name__}", "a pandas DataFrame", f"pass the table that {source} returns")
    missing = [c for c in columns if c not in frame.columns]
    if missing:
        raise fault(
            f"{call}: a table without {', '.join(missing)}",
            f"a table with the columns {', '.join(columns)}",
            f"pass the table that {source} returns",
        )


def need_own_ids(articles: pd.DataFrame, call: str) -> None:
    """Raise unless every row of a table of articles has an ``article_id`` of its own.

    Examples
    --------
    >>> need_own_ids(pd.DataFrame({"article_id": ["a.1", "b.1"]}), "thread_stories")
    """
    ids = articles["article_id"]
    if (missing := ids.index[ids.isna()]).size:
        raise fault(
            f"{call}: row {missing[0]!r} without an article_id",
            "an id in every row",
            "drop the row, or number the articles",
        )
    if (twice := ids[ids.duplicated()]).size:
        raise fault(
            f"{call}: a table with {(ids == twice.iloc[0]).sum()} rows of article_id {twice.iloc[0]!r}",
            "one row per article",
            "drop the repeated rows, or load the files again with load_articles",
        )


def need_tables(tables: object, names: Iterable[str], call: str) -> None:
    """Raise unless ``tables`` is a dict with these tables, each a DataFrame.

    Examples
    --------
    >>> need_tables({"articles": pd.DataFrame()}, ["articles"], "select_articles")
    """
    held = tables if isinstance(tables, dict) else {}
    lacking = [name for name in names if not isinstance(held.get(name), pd.DataFrame)]
    if not lacking:
        return
    given = (", ".join(map(str, held)) or "an empty dict") if isinstance(tables, dict) else type(tables).__name__
    if lacking[0] in held:
        given = f"{type(held[lacking[0]]).__name__} as {lacking[0]}"
    raise fault(
        f"{call}: tables={given}",
        "a dict of DataFrames with articles, sentences, mentions, statements, hedges",
        "pass what extract_tables or read_tables returns",
    )


def count_words(table: pd.DataFrame, call: str) -> pd.Series:
    """Return the column ``n_words``; where the table lacks it, the words of ``text``, parted by white space.

    Examples
    --------
    >>> count_words(pd.DataFrame({"text": ["Talks may resume.", None]}), "count_actors").tolist()
    [3, 0]
    """
    if "n_words" in table.columns:
        return table["n_words"]
    if "text" not in table.columns:
        raise fault(
            f"{call}: articles without n_words and without text",
            "articles with the column n_words, or with text to count",
            "take the articles from load_articles, or add the number of words of each",
        )
    words = [len(text.split()) if isinstance(text, str) else 0 for text in table["text"]]
    return pd.Series(words, index=table.index, dtype="int64", name="n_words")


def conform(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return ``frame`` as the table ``name``: columns in order and typed, sorted by key, a fresh RangeIndex.

    Columns of the table that ``frame`` lacks are added: ``n_words`` counted in ``text``, all others missing (false, 0
    for types without a missing value); further columns follow. A value that does not fit its column's type raises
    UsageError.

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
        if column in frame.columns:
            out[column] = as_type(frame[column], dtype, name)
        elif column == "n_words" and "text" in frame.columns:
            out[column] = count_words(frame, name)
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
    except (TypeError, ValueError) as error:
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
