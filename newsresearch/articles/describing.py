"""What a corpus holds: articles, words and dates by outlet, period or any column."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from newsresearch.schema import as_names, as_type, count_words, fault, need_columns

PERIODS = ("D", "W", "M", "Q", "Y")
COUNTED = ("n_articles", "n_words", "first_date", "last_date")


def describe_corpus(articles: pd.DataFrame, by: str | Sequence[str] = ("outlet", "M")) -> pd.DataFrame:
    """Count articles and words by columns and period: what a corpus holds, and where it has holes.

    Use it before any comparison over time or outlets. A period finer than an article's date (a month for a speech of
    which only the year is known) leaves the period NA, as no date does.

    Parameters
    ----------
    articles : DataFrame
        From ``load_articles``. Without ``n_words`` the words of ``text`` are counted; without ``published_date`` there
        are no dates.
    by : str or sequence of str
        Columns of ``articles``, and at most one period: D, W (weeks from Monday), M, Q or Y.

    Returns
    -------
    DataFrame
        One row per group that has articles, sorted: the columns of ``by`` (a period as ``period``, its first day),
        ``n_articles``, ``n_words``, ``first_date``, ``last_date``. Missing values are a group of their own.

    Raises
    ------
    UsageError
        When ``by`` names neither a column nor a period, or a column holds what is no date or number of words.

    Examples
    --------
    >>> rows = pd.DataFrame({"outlet": ["Sample", "Sample"], "published_date": pd.to_datetime(["2019-02-27", None]),
    ...                      "n_words": [120, 80]})
    >>> describe_corpus(rows, by="outlet")[["n_articles", "n_words"]].values.tolist()
    [[2, 200]]
    """
    call = "describe_corpus"
    need_columns(articles, [], call, "load_articles")
    names = list(dict.fromkeys(as_names("by", by, call)))
    words = as_type(count_words(articles, call), "int64", call)
    dates = pd.Series(pd.NaT, articles.index, dtype="datetime64[ns]")
    if "published_date" in articles.columns:
        dates = as_type(articles["published_date"], "datetime64[ns]", call)
    unknown = [n for n in names if n not in PERIODS and n not in articles.columns]
    if unknown or not names or sum(n in PERIODS for n in names) > 1:
        raise fault(f"{call}: by={by!r}", f"columns of the articles and at most one of {', '.join(PERIODS)}",
                    "pass names as by")  # fmt: skip  # one call, two lines
    keys = {}
    for name in names:
        if name in PERIODS:
            keys["period"] = _first_days(articles, dates, name)
        else:
            keys[name] = articles[name]
            if not articles[name].map(pd.api.types.is_hashable).all():
                raise fault(
                    f"{call}: by={by!r}, where the column {name} holds lists or the like",
                    "columns of text, numbers, truth values or times",
                    "convert the column with .astype('str'), or group by another",
                )
    taken = [name for name in keys if name in COUNTED]
    if taken:
        raise fault(
            f"{call}: by={by!r}, with the name of a column of the answer",
            f"columns of the articles other than {', '.join(COUNTED)}",
            "rename the column, or group its values first (pandas.cut)",
        )
    frame = pd.DataFrame({**keys, "_words": words, "_date": dates})
    grouped = frame.groupby(list(keys), dropna=False, sort=True)
    return grouped.agg(
        n_articles=("_words", "size"),
        n_words=("_words", "sum"),
        first_date=("_date", "min"),
        last_date=("_date", "max"),
    ).reset_index()


def _first_days(articles: pd.DataFrame, dates: pd.Series, period: str) -> pd.Series:
    """Return the first day of each article's period, NaT where its date is missing or too coarse."""
    days = dates.dt.to_period("W-SUN" if period == "W" else period).dt.start_time.astype("datetime64[ns]")
    if "published_precision" in articles.columns:
        precision = articles["published_precision"]
        coarse = ((precision == "year") & (period != "Y")) | ((precision == "month") & (period in "DW"))
        days = days.mask(coarse.fillna(False).astype(bool))
    return days
