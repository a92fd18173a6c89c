"""A measure before and after events."""

import numpy as np
import pandas as pd
import pytest

from newsresearch.schema import UsageError
from newsresearch.summaries import align_events, compare_sides

Tables = dict[str, pd.DataFrame]


def stepped(step: float, days: int = 400, seed: int = 0) -> Tables:
    """Return one article a day for a while, of five statements; the share hedged steps up in the middle."""
    draw = np.random.default_rng(seed)
    date = pd.date_range("2018-01-01", periods=days).astype("datetime64[ns]")
    ids = [f"{i:04d}.1" for i in range(days)]
    share = np.repeat(np.where(np.arange(days) < days // 2, 0.3, 0.3 + step), 5)
    return {
        "articles": pd.DataFrame({"article_id": ids, "published_date": date}),
        "statements": pd.DataFrame(
            {
                "statement_id": [f"s:{n}" for n in range(5 * days)],
                "article_id": np.repeat(ids, 5),
                "side": "US",
                "hedged": draw.random(5 * days) < share,
            }
        ),
    }


def event(*dates: str) -> pd.DataFrame:
    """Return a table of events of these days."""
    return pd.DataFrame({"event": [f"event of {d}" for d in dates], "date": pd.to_datetime(dates)})


def test_a_planted_step_is_found() -> None:
    """A step of 0.4 on the event's day lies in the interval, and no other date shows as large a one."""
    found = align_events(stepped(0.4), measure="share_hedged", events=event("2018-07-20")).iloc[0]
    assert found["low"] < 0.4 < found["high"] and found["low"] > 0
    assert found["p_placebo"] < 0.02


def test_without_a_step_the_placebo_dates_are_as_large() -> None:
    """Where nothing changes the interval holds 0 and the placebo p is large."""
    found = align_events(stepped(0.0, seed=1), measure="share_hedged", events=event("2018-07-20")).iloc[0]
    assert found["low"] < 0 < found["high"]
    assert found["p_placebo"] > 0.05


def test_the_day_of_the_event_is_after_it() -> None:
    """Thirty days before, and thirty from the event's day on."""
    tables = stepped(0.0)
    tables["statements"]["hedged"] = np.repeat(tables["articles"]["published_date"] >= "2018-07-20", 5).to_numpy()
    found = align_events(tables, measure="share_hedged", events=event("2018-07-20")).iloc[0]
    assert found[["before", "after", "n_articles_before", "n_articles_after"]].tolist() == [0.0, 1.0, 30, 30]


def around(before: list[bool], after: list[bool]) -> Tables:
    """Return one article a day up to 12 June 2018 and from it on, each with one statement, conditional or not."""
    first = pd.Timestamp("2018-06-12") - pd.Timedelta(days=len(before))
    ids = [f"{i:04d}.1" for i in range(len(before) + len(after))]
    pages = pd.DataFrame({"article_id": ids, "published_date": pd.date_range(first, periods=len(ids), unit="ns")})
    pages["outlet"] = ["before"] * len(before) + ["after"] * len(after)
    said = {"statement_id": ids, "article_id": ids, "side": "US", "has_condition": before + after}
    return {"articles": pages, "statements": pd.DataFrame(said)}


def test_two_windows_without_a_hit_differ_by_0_and_no_more_surely_than_either() -> None:
    """Twelve articles without a hit on either side of the event: the bound of one is 1 - 0.025 ** (1 / 12)."""
    found = align_events(around([False] * 12, [False] * 12), measure="share_conditional", events=event("2018-06-12"))
    assert found[["low", "high"]].to_numpy().ravel() == pytest.approx([-0.26465, 0.26465], abs=1e-5)
    assert found["note"].tolist() == ["neither window varies: exact intervals"]


def test_a_window_without_a_hit_is_as_unsure_as_a_side_without_one() -> None:
    """The interval is that of compare_sides on the same two windows, up to resampling noise."""
    tables = around([True, False, False] * 10, [False] * 10)
    found = align_events(tables, measure="share_conditional", events=event("2018-06-12"), n_resamples=4000).iloc[0]
    sides = compare_sides(
        tables, sides=("after", "before"), between="outlet", measures="share_conditional", n_resamples=4000
    ).iloc[0]
    assert found["difference"] == sides["difference"] == pytest.approx(-1 / 3)
    assert found[["low", "high"]].tolist() == pytest.approx(
        sides[["difference_low", "difference_high"]].tolist(), abs=0.02
    )
    assert found["high"] > -0.1  # resampled alone it ended at the far side of -0.16


def test_a_window_of_one_article_has_no_interval() -> None:
    """One article is no sample, and the note says so."""
    found = align_events(
        around([True] * 3, [False]), measure="share_conditional", events=event("2018-06-12"), min_articles=1
    ).iloc[0]
    assert pd.isna(found["low"]) and found["note"] == "one article: no interval"


def test_events_outside_the_articles_have_a_note() -> None:
    """An event with too few articles around it has its row, no number and a note."""
    found = align_events(stepped(0.0), measure="share_hedged", events=event("2018-01-05", "2030-01-01"))
    assert found["note"].tolist() == ["too few", "too few"]
    assert found[["before", "difference", "p_placebo"]].isna().all(axis=None)


def test_events_known_by_month_are_left_out() -> None:
    """An event whose day is not known has no row."""
    events = event("2018-07-20", "2018-08-01").assign(date_precision=["day", "month"])
    assert len(align_events(stepped(0.0), measure="share_hedged", events=events)) == 1


def test_the_packaged_events_are_the_default() -> None:
    """Without events the packaged table is taken, the Singapore summit among them."""
    found = align_events(stepped(0.0), measure="share_hedged", n_resamples=50)
    singapore = found[found["event"].str.contains("Singapore summit")]
    assert singapore["date"].tolist() == [pd.Timestamp("2018-06-12")] and singapore["difference"].notna().all()


def test_by_side_each_side_has_its_row(random_tables: object) -> None:
    """By side there is one row per event and side."""
    found = align_events(
        random_tables(n_statements=600), measure="share_hedged", by="side", events=event("2017-03-01", "2017-06-01")
    )
    assert found["group"].tolist() == ["DPRK", "US", "ROK", "CHN"] * 2


def test_days_are_a_whole_number(tables: Tables) -> None:
    """A window of no days is an error."""
    with pytest.raises(UsageError) as error:
        align_events(tables, measure="tone", days=0)
    assert str(error.value) == (
        "align_events: days=0 cannot be used. Allowed: whole numbers from 1. To go on: pass such a number as days."
    )


def test_attrs_name_the_side_that_counts() -> None:
    """Of one side's statements alone attrs say so."""
    found = align_events(stepped(0.0), measure="share_hedged", events=event("2018-07-20"), side="US", n_resamples=9)
    assert found.attrs["counted"].endswith(" Only statements of US count.")


@pytest.mark.parametrize(("date", "precision"), [(pd.NaT, "day"), (pd.Timestamp("2018-01-01"), "year")])
def test_without_a_date_to_the_day_there_is_an_error(tables: Tables, date: object, precision: str) -> None:
    """Where no article has a date, or every one the year alone, the error says what to add."""
    tables["articles"] = tables["articles"].assign(
        published_date=pd.Series([date] * 3).astype("datetime64[ns]"), published_precision=precision
    )
    with pytest.raises(UsageError) as error:
        align_events(tables, measure="share_hedged")
    assert str(error.value) == (
        "align_events: no article with a date to the day cannot be used. Allowed: articles with published_date, of the "
        "precision day or minute. To go on: add dates to tables['articles'], or take trace_timeline with a coarser "
        "freq (M, Y, administration)."
    )
