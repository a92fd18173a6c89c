"""The table of dated events: its form, and its agreement with two compilations of the same history."""

import pandas as pd
import pytest

from newsresearch import lexicons
from newsresearch.events import KINDS, PRECISIONS, load_events

TESTS = ("missile test", "nuclear test", "satellite launch")
NOT_COMPILED = {"2017-11-29", "2019-05-04"}  # the copy of the compilation lacks them; UN documents have them


@pytest.fixture(scope="module")
def events() -> pd.DataFrame:
    """The packaged events."""
    return load_events()


def test_columns(events):
    """The table has the columns of the contract, dates as dates."""
    assert list(events.columns) == ["date", "date_precision", "event", "kind", "actors", "reference"]
    assert str(events["date"].dtype) == "datetime64[ns]"


def test_sorted_and_whole(events):
    """Rows are sorted by date with a fresh index, titles are unique and nothing is missing."""
    assert events["date"].is_monotonic_increasing
    assert events.index.equals(pd.RangeIndex(len(events)))
    assert events["event"].is_unique
    assert not events.isna().any(axis=None)


def test_values(events):
    """Every kind and precision is a known one, and each kind occurs."""
    assert set(events["kind"]) == set(KINDS)
    assert set(events["date_precision"]) == set(PRECISIONS)


def test_month_stands_on_first_day(events):
    """An event known by month stands on the first day of the month."""
    assert (events.loc[events["date_precision"] == "month", "date"].dt.day == 1).all()


def test_actors_are_in_the_gazetteer(events):
    """Every actor id is one of the actors' table, and no event names one twice."""
    known = set(lexicons.load("actors")["actor_id"])
    named = events["actors"].str.split("|")
    assert set(named.explode()) <= known
    assert (named.map(len) == named.map(set).map(len)).all()


@pytest.mark.parametrize(
    ("day", "kind", "title"),
    [
        ("1994-10-21", "agreement", "Agreed Framework"),
        ("2006-10-09", "nuclear test", "First nuclear test"),
        ("2018-06-12", "summit", "Singapore summit"),
        ("2017-09-11", "sanctions", "Resolution 2375"),
        ("2019-06-30", "summit", "Panmunjom meeting"),
    ],
)
def test_landmarks(events, day, kind, title):
    """Events that everyone knows stand on their day."""
    row = events[events["event"].str.startswith(title)]
    assert row[["date", "kind"]].values.tolist() == [[pd.Timestamp(day), kind]]


def test_weapon_tests_agree_with_provocations(events, shared):
    """Every weapon test has a row in the provocations database on its day or one beside it, or in its month."""
    compiled = pd.read_csv(shared / "corpora" / "provocations" / "provocations.csv", parse_dates=["date"])
    weapon = compiled["type"].isin(["Missile Provocation", "Nuclear Provocation"])
    weapon |= compiled["event"].str.contains("Satellite")
    days = set(compiled.loc[weapon, "date"])
    near = {day + pd.Timedelta(days=shift) for day in days for shift in (-1, 0, 1)}
    months = {day.to_period("M") for day in days}
    tests = events[events["kind"].isin(TESTS)]
    by_day = tests[tests["date_precision"] == "day"]
    assert set(by_day.loc[~by_day["date"].isin(near), "date"].dt.strftime("%Y-%m-%d")) == NOT_COMPILED
    assert set(tests.loc[tests["date_precision"] == "month", "date"].dt.to_period("M")) <= months


def test_nuclear_tests_are_all_there(events, shared):
    """The nuclear tests are the days that the provocations database has, no more and no less."""
    compiled = pd.read_csv(shared / "corpora" / "provocations" / "provocations.csv")
    expected = compiled.loc[compiled["type"] == "Nuclear Provocation", "date"]
    found = events.loc[events["kind"] == "nuclear test", "date"].dt.strftime("%Y-%m-%d")
    assert sorted(found) == sorted(expected)


def test_talks_agree_with_negotiations(events, shared):
    """Talks of the DPRK with the US fall in a month for which the negotiations table has an entry."""
    path = shared / "corpora" / "negotiations" / "negotiations.csv"
    table = pd.read_csv(path, encoding="utf-8-sig", on_bad_lines="skip")
    months = set(pd.to_datetime(table["Month"] + " " + table["Year"].astype(str), format="%b %Y").dt.to_period("M"))
    both = events["actors"].str.split("|").map({"DPRK", "US"}.issubset)
    talks = events[(events["kind"] == "talks") & both & (events["date"] < "2018-09-01")]
    assert len(talks) > 50
    assert set(talks["date"].dt.to_period("M")) <= months


def test_a_copy_each_time():
    """Changing the returned table changes nothing for the next caller."""
    first = load_events()
    first.loc[0, "event"] = "changed"
    assert load_events().loc[0, "event"] != "changed"
