"""What a corpus holds: articles, words and dates by outlet, period or any column."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from newsresearch.schema import fault, need_columns

PERIODS = ("D", "W", "M", "Q", "Y")


def describe_corpus(articles: pd.DataFrame, by: str | Sequence[str] = ("outlet", "M")) -> pd.DataFrame:
    """Count articles and words by columns and period: what a corpus holds, and where it has holes.

    Use it before any comparison over time or outlets. A period finer than an article's date (a month for a speech of
    which only the year is known) leaves the period NA, as no date does.

    Parameters
    ----------
    articles : DataFrame
        From ``load_articles``.
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
        When ``by`` names neither a column nor a period.

    Examples
    --------
    >>> rows = pd.DataFrame({"outlet": ["Sample", "Sample"], "published_date": pd.to_datetime(["2019-02-27", None]),
    ...                      "n_words": [120, 80]})
    >>> describe_corpus(rows, by="outlet")[["n_articles", "n_words"]].values.tolist()
    [[2, 200]]
    """
    names = [by] if isinstance(by, str) or not isinstance(by, Sequence) else list(by)
    need_columns(articles, ["published_date", "n_words"], "describe_corpus", "load_articles")
    unknown = [n for n in names if n not in PERIODS and n not in articles.columns]
    if unknown or not names or sum(n in PERIODS for n in names) > 1:
        raise fault(f"by={by!r}", f"columns of the articles and at most one of {', '.join(PERIODS)}",
                    "pass names as by")  # fmt: skip  # one call, two lines
    keys = {}
    for name in names:
        if name in PERIODS:
            keys["period"] = _first_days(articles, name)
        else:
            keys[name] = articles[name]
    frame = pd.DataFrame({**keys, "_words": articles["n_words"], "_date": articles["published_date"]})
    grouped = frame.groupby(list(keys), dropna=False, sort=True)
    return grouped.agg(
        n_articles=("_words", "size"),
        n_words=("_words", "sum"),
        first_date=("_date", "min"),
        last_date=("_date", "max"),
    ).reset_index()


def _first_days(articles: pd.DataFrame, period: str) -> pd.Series:
    """Return the first day of each article's period, NaT where its date is missing or too coarse."""
    dates = articles["published_date"]
    days = dates.dt.to_period("W-SUN" if period == "W" else period).dt.start_time
    if "published_precision" in articles.columns:
        precision = articles["published_precision"]
        coarse = ((precision == "year") & (period != "Y")) | ((precision == "month") & (period in "DW"))
        days = days.mask(coarse.fillna(False).astype(bool))
    return days
