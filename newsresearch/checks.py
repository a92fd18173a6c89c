"""What calls are given: one check for each kind of argument, one way to word an error."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from numbers import Integral, Real
from pathlib import Path

import pandas as pd


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
    if not choices:
        raise fault(f"{name}={value!r}", "nothing: there is none here", "pass tables that hold some")
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


def need_columns(frame: object, columns: Iterable[str], call: str, source: str) -> pd.DataFrame:
    """Return ``frame`` as a plain table, or raise unless it is a DataFrame with ``columns``.

    ``source`` names the call that makes such a frame; what is plain, ``plain`` says.

    Examples
    --------
    >>> need_columns(pd.DataFrame({"text": ["a"]}), ["text"], "split_sentences", "load_articles")["text"].item()
    'a'
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
    return plain(frame)


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose index has no column's name, and whose columns hold texts rather than categories of texts.

    pandas refuses to sort or join by a name that stands for an index and a column, and to join a text to a category.
    A table that is plain comes back as it is.

    Examples
    --------
    >>> pages = pd.DataFrame({"article_id": pd.Categorical(["a.1"])}).set_index("article_id", drop=False)
    >>> plain(pages).index.name is None, str(plain(pages)["article_id"].dtype)
    (True, 'str')
    """
    if set(frame.index.names) & set(frame.columns):
        frame = frame.reset_index(drop=True)
    texts = {
        name: kind.categories.dtype
        for name, kind in frame.dtypes.items()
        if isinstance(kind, pd.CategoricalDtype) and pd.api.types.is_string_dtype(kind.categories.dtype)
    }
    return frame.astype(texts) if texts else frame


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
