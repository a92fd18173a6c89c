"""Calendar periods."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsresearch.schema import UsageError
from newsresearch.summaries import periods


@pytest.mark.parametrize(
    ("date", "freq", "first"),
    [
        ("2018-06-12", "D", "2018-06-12"),
        ("2018-06-12", "W", "2018-06-11"),
        ("2018-06-11", "W", "2018-06-11"),
        ("2018-06-10", "W", "2018-06-04"),
        ("2018-06-12", "M", "2018-06-01"),
        ("2018-06-12", "Q", "2018-04-01"),
        ("1969-12-31", "Y", "1969-01-01"),
        ("2017-01-19", "administration", "2009-01-20"),
        ("2017-01-20", "administration", "2017-01-20"),
    ],
)
def test_a_date_falls_into_the_period_that_starts_on_or_before_it(date: str, freq: str, first: str) -> None:
    """A date belongs to the period whose first day is the last on or before it."""
    number = periods.ordinals(pd.Series(pd.to_datetime([date])), None, freq)
    assert periods.first_days(number, freq)[0] == pd.Timestamp(first)


@pytest.mark.parametrize(
    ("precision", "has_period"),
    [("minute", "DWMQYa"), ("day", "DWMQYa"), ("month", "MQYa"), ("year", "Ya"), (None, "DWMQYa")],
)
def test_a_period_finer_than_the_date_has_none(precision: str | None, has_period: str) -> None:
    """A date has a period only where the period is as coarse as its precision; a missing precision is a day."""
    date, known = pd.Series(pd.to_datetime(["2018-01-01"])), pd.Series([precision], dtype="str")
    found = [freq[0] for freq in periods.FREQS if periods.ordinals(date, known, freq)[0] != periods.MISSING]
    assert "".join(found) == has_period


@pytest.mark.parametrize(("year", "president"), [("2016", "Obama"), ("2017", "Trump I"), ("2021", "Biden")])
def test_a_year_counts_as_its_first_of_july(year: str, president: str) -> None:
    """An article dated by its year alone counts for the administration in office on 1 July."""
    number = periods.ordinals(pd.Series(pd.to_datetime([f"{year}-01-01"])), pd.Series(["year"]), "administration")
    assert periods.names(number, "administration").tolist() == [president]


def test_before_the_first_administration_listed_there_is_none() -> None:
    """A date before 1945 has no administration."""
    assert periods.ordinals(pd.Series(pd.to_datetime(["1944-06-06"])), None, "administration")[0] == periods.MISSING


@given(st.dates(min_value=pd.Timestamp("1700-01-01").date()), st.sampled_from(["D", "W", "M", "Q", "Y"]))
def test_first_days_agree_with_pandas(date: object, freq: str) -> None:
    """The first day of a period is the one that pandas' periods start on."""
    if date.year > 2261:
        return
    number = periods.ordinals(pd.Series([pd.Timestamp(date)]).astype("datetime64[ns]"), None, freq)
    pandas = {"W": "W-SUN"}.get(freq, freq)
    assert periods.first_days(number, freq)[0] == pd.Timestamp(date).to_period(pandas).start_time


def test_consecutive_periods_have_consecutive_numbers() -> None:
    """The months of a year are twelve numbers in a row."""
    months = pd.Series(pd.date_range("2018-01-15", periods=12, freq="MS"))
    assert np.diff(periods.ordinals(months, None, "M")).tolist() == [1] * 11


def test_an_unknown_period_is_an_error() -> None:
    """An unknown freq is named with the periods that there are."""
    with pytest.raises(UsageError) as error:
        periods.ordinals(pd.Series(pd.to_datetime(["2018-06-12"])), None, "hour")
    assert str(error.value) == (
        "freq='hour' cannot be used. Allowed: D, W, M, Q, Y, administration. To go on: pass one of these as freq."
    )
