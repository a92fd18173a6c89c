"""Calendar periods: the first day of the day, week, month, quarter, year or US administration that an article is of."""

from __future__ import annotations

import numpy as np
import pandas as pd

from newsresearch.schema import one_of

FREQS = ("D", "W", "M", "Q", "Y", "administration")

# Day of taking office: 20 January at noon (Twentieth Amendment, 1933), or the day a predecessor died or resigned.
ADMINISTRATIONS = (
    ("1945-04-12", "Truman"),
    ("1953-01-20", "Eisenhower"),
    ("1961-01-20", "Kennedy"),
    ("1963-11-22", "Johnson"),
    ("1969-01-20", "Nixon"),
    ("1974-08-09", "Ford"),
    ("1977-01-20", "Carter"),
    ("1981-01-20", "Reagan"),
    ("1989-01-20", "George H. W. Bush"),
    ("1993-01-20", "Clinton"),
    ("2001-01-20", "George W. Bush"),
    ("2009-01-20", "Obama"),
    ("2017-01-20", "Trump I"),
    ("2021-01-20", "Biden"),
    ("2025-01-20", "Trump II"),
)
_TOOK_OFFICE = np.array([day for day, _ in ADMINISTRATIONS], dtype="datetime64[D]")
_NAMES = np.array([name for _, name in ADMINISTRATIONS], dtype=object)

_PRECISIONS = {"minute": 0, "day": 0, "month": 1, "year": 2}
_COARSEST = {"D": 0, "W": 0, "M": 1, "Q": 1, "Y": 2, "administration": 2}  # the coarsest precision that still tells

_MONDAY = 3  # 1 January 1970, day 0, was a Thursday: three days after a Monday


MISSING = np.iinfo("int64").min
"""The number of no period: the date is missing, too coarse, or before the first administration."""

_MONTHS = {"M": 1, "Q": 3, "Y": 12}


def ordinals(dates: pd.Series, precision: pd.Series | None, freq: str) -> np.ndarray:
    """Number the periods of some dates, consecutive periods by consecutive integers; ``MISSING`` where there is none.

    A date whose precision is coarser than the period has none; a year-only date counts as 1 July of its year for
    ``administration``. Dates before the first administration listed (1945) have none either.

    Examples
    --------
    >>> ordinals(pd.Series(pd.to_datetime(["2018-06-12", "2018-07-01"])), None, "M").tolist()
    [581, 582]
    """
    one_of("freq", freq, FREQS)
    known = dates.notna().to_numpy(copy=True)
    day = dates.to_numpy(dtype="datetime64[D]")
    if precision is not None:
        rank = precision.map(_PRECISIONS).fillna(0).to_numpy(dtype="int64")
        known &= rank <= _COARSEST[freq]
        if freq == "administration":
            july = day.astype("datetime64[Y]").astype("datetime64[M]") + np.timedelta64(6, "M")
            day = np.where(rank == _PRECISIONS["year"], july.astype("datetime64[D]"), day)
    day = np.where(known, day, np.datetime64("1970-01-01", "D"))
    if freq == "administration":
        number = np.searchsorted(_TOOK_OFFICE, day, side="right") - 1
        known &= number >= 0
    elif freq == "D":
        number = day.astype("int64")
    elif freq == "W":
        number = (day.astype("int64") + _MONDAY) // 7
    else:
        number = day.astype("datetime64[M]").astype("int64") // _MONTHS[freq]
    return np.where(known, number, MISSING)


def first_days(numbers: np.ndarray, freq: str) -> pd.DatetimeIndex:
    """Return the first day of each period number.

    Examples
    --------
    >>> first_days(np.array([581]), "M")[0].date().isoformat()
    '2018-06-01'
    """
    numbers = np.asarray(numbers, dtype="int64")
    if freq == "administration":
        days = _TOOK_OFFICE[numbers]
    elif freq == "D":
        days = numbers.astype("datetime64[D]")
    elif freq == "W":
        days = (numbers * 7 - _MONDAY).astype("datetime64[D]")
    else:
        days = (numbers * _MONTHS[freq]).astype("datetime64[M]").astype("datetime64[D]")
    return pd.DatetimeIndex(days.astype("datetime64[ns]"))


def names(numbers: np.ndarray, freq: str) -> np.ndarray:
    """Return each period as text: its first day, or the president of an administration.

    Examples
    --------
    >>> names(np.array([581]), "M").tolist(), names(np.array([12]), "administration").tolist()
    (['2018-06-01'], ['Trump I'])
    """
    if freq == "administration":
        return _NAMES[np.asarray(numbers, dtype="int64")]
    return first_days(numbers, freq).strftime("%Y-%m-%d").to_numpy(dtype=object)
