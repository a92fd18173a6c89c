"""Change points of timelines."""

import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsresearch import summaries
from newsresearch.schema import UsageError

ruptures = pytest.importorskip("ruptures", reason="find_shifts needs ruptures (pip install 'newsresearch[shifts]')")


def timeline(values: list[float] | np.ndarray, **columns: object) -> pd.DataFrame:
    """Return monthly values of one group from January 2017 on."""
    months = pd.date_range("2017-01-01", periods=len(values), freq="MS")
    facts = {"group": "US", "estimate": values, "n_articles": 20} | columns
    return pd.DataFrame({"period": months, **facts})


def steps(*levels: float, length: int = 12, seed: int = 0) -> np.ndarray:
    """Return stretches of these levels with noise of one standard deviation."""
    return np.repeat(levels, length) + np.random.default_rng([seed, 9]).normal(size=len(levels) * length)


def test_a_planted_step_is_found_at_its_month() -> None:
    """A step of five standard deviations in January 2018 is found there, with both levels."""
    found = summaries.find_shifts(timeline(steps(0, 5)))
    assert found["period"].tolist() == [pd.Timestamp("2018-01-01")]
    values = steps(0, 5)
    assert found[["before", "after"]].values.tolist() == [pytest.approx([values[:12].mean(), values[12:].mean()])]


def test_a_pulse_is_two_shifts() -> None:
    """Up in January 2018 and back in January 2019, with the stretches between counted from one shift to the next."""
    found = summaries.find_shifts(timeline(steps(0, 5, 0)))
    assert found["period"].dt.strftime("%Y-%m").tolist() == ["2018-01", "2019-01"]
    assert found[["n_periods_before", "n_periods_after"]].values.tolist() == [[12, 12], [12, 12]]
    assert found[["first_period", "last_period"]].map(lambda d: f"{d:%Y-%m}").values.tolist() == [
        ["2017-01", "2018-12"], ["2018-01", "2019-12"],
    ]  # fmt: skip


def test_the_places_are_those_of_an_exhaustive_search() -> None:
    """Of all pairs of months, the two found leave the least squared distance from the means of three stretches."""
    values = steps(0, 2, 1, length=8, seed=2)
    places = [(a, b) for a in range(3, 22) for b in range(a + 3, 22)]
    best = min(places, key=lambda cut: sum(((p - p.mean()) ** 2).sum() for p in np.split(values, cut)))
    found = summaries.find_shifts(timeline(values), max_shifts=2, alpha=0.9)
    months = timeline(values)["period"]
    assert found["period"].tolist() == [months[place] for place in best]


def test_the_p_is_the_share_of_orders_that_fit_as_well() -> None:
    """Where all orders are alike p is 1 and nothing is found; a clear step is matched by no order drawn."""
    assert summaries.find_shifts(timeline([1.0, 2.0] * 12)).empty
    assert summaries.find_shifts(timeline(steps(0, 5)))["p"].tolist() == [1 / 500]


def test_noise_alone_gives_a_shift_about_once_in_twenty() -> None:
    """Of 40 timelines in random order at most 6 have a shift, which a binomial of 5 % stays within in 99 %."""
    draw = np.random.default_rng(1)
    rows = pd.concat([timeline(draw.normal(size=18), group=f"{n:03d}") for n in range(40)], ignore_index=True)
    found = summaries.find_shifts(rows, max_shifts=1, n_resamples=1)
    assert found["group"].nunique() <= 6


def test_thin_periods_are_left_out_and_said() -> None:
    """Months of four articles do not count, and attrs say how many did."""
    values = steps(0, 5)
    thin = timeline(values, n_articles=np.where(np.arange(24) % 6 == 0, 4, 5))
    found = summaries.find_shifts(thin)
    assert found[["n_periods_before", "n_periods_after"]].sum(axis=1).tolist() == [20]
    assert found.attrs["counted"] == "US: 20 of 24 periods searched."


@pytest.mark.parametrize("columns", [{}, {"freq": "M"}])
def test_a_gap_before_a_shift_is_part_of_its_date(columns: dict) -> None:
    """A level that ends in December and is another in April may have changed from January on."""
    rows = timeline(steps(0, 9), n_articles=[20] * 12 + [0] * 3 + [20] * 9, **columns)
    found = summaries.find_shifts(rows).iloc[0]
    assert [f"{found[name]:%Y-%m}" for name in ("period_low", "period", "period_high")] == [
        "2018-01", "2018-04", "2018-04",
    ]  # fmt: skip


def test_a_gap_is_known_by_the_calendar_too() -> None:
    """Where the empty months are no rows of the timeline, its freq tells that they are missing."""
    rows = timeline(steps(0, 9), freq="M").drop(index=range(12, 15))
    assert summaries.find_shifts(rows)["period_low"].tolist() == [pd.Timestamp("2018-01-01")]


@settings(max_examples=15, deadline=None)
@given(values=st.lists(st.floats(-1, 1), min_size=0, max_size=20), most=st.integers(1, 4))
def test_the_date_lies_in_its_interval(values: list[float], most: int) -> None:
    """Whatever the values, every shift lies in its interval, in order, at least three periods from the next."""
    found = summaries.find_shifts(timeline(values), max_shifts=most, alpha=0.9, n_resamples=20)
    assert (found["period_low"] <= found["period"]).all() and (found["period"] <= found["period_high"]).all()
    assert len(found) <= most and found["period"].is_monotonic_increasing
    assert (found[["n_periods_before", "n_periods_after"]] >= 3).all(axis=None)


def test_groups_are_searched_apart() -> None:
    """Two groups, one with a step: one row, of that group."""
    both = pd.concat([timeline(steps(0, 5), group="DPRK"), timeline(steps(0, 0), group="US")], ignore_index=True)
    assert summaries.find_shifts(both)["group"].tolist() == ["DPRK"]


def test_without_shifts_the_columns_stay() -> None:
    """An empty timeline gives no row and the same columns and types as a full one."""
    full, none = (summaries.find_shifts(rows) for rows in (timeline(steps(0, 5)), timeline([])))
    assert none.empty and none.drop(columns="group").dtypes.equals(full.drop(columns="group").dtypes)


def test_too_many_periods_are_an_error() -> None:
    """More than 1,000 periods of a group are told to be coarser."""
    with pytest.raises(UsageError) as error:
        summaries.find_shifts(timeline(np.zeros(1001)))
    assert str(error.value) == (
        "find_shifts: 1001 periods of US cannot be used. Allowed: at most 1000 a group. To go on: pass a timeline of "
        "weeks, months or quarters."
    )


def test_alpha_is_a_share_that_the_orders_can_tell() -> None:
    """Below one in 500 no order drawn can tell, and the error says so."""
    with pytest.raises(UsageError) as error:
        summaries.find_shifts(timeline(steps(0, 5)), alpha=0)
    assert str(error.value) == (
        "find_shifts: alpha=0 cannot be used. Allowed: numbers from 0.002 to below 1. To go on: pass such as 0.05."
    )


def test_without_ruptures_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where ruptures is not installed the message has the command to run."""
    monkeypatch.setitem(sys.modules, "ruptures", None)
    with pytest.raises(UsageError) as error:
        summaries.find_shifts(timeline(steps(0, 5)))
    assert str(error.value) == (
        "find_shifts needs ruptures, which is not installed; run: pip install 'newsresearch[shifts]'"
    )
