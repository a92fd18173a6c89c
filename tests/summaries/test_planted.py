"""Facts planted in a small corpus of ours come out of the summaries exactly: from sentences, and from tables."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from newsresearch import summaries
from newsresearch.articles import load_articles
from newsresearch.extract import extract_tables
from newsresearch.store import without_words
from newsresearch.stories import thread_stories

Tables = dict[str, pd.DataFrame]

# Six news items of two statements, the US first. Planted: the US hedges two of three statements in June and one of
# three in July, the DPRK one of six; each side sets one condition; the DPRK threatens once.
ITEMS = {
    "2018-06-04": (
        "Pompeo names a price",
        '"We may ease sanctions if the North gives up its nuclear weapons," U.S. Secretary of State Mike Pompeo said.',
        "North Korea said that it would never give up its missiles.",
    ),
    "2018-06-11": (
        "Trump leaves a door open",
        '"We may meet again," U.S. President Donald Trump said.',
        '"The United States is a hostile country," North Korean Foreign Minister Ri Yong Ho said.',
    ),
    "2018-06-18": (
        "Pyongyang answers with a warning",
        '"Sanctions stay in place," U.S. President Donald Trump said.',
        "North Korea warned that it would destroy the United States.",
    ),
    "2018-07-02": (
        "State Department looks at silos",
        "The U.S. State Department said that North Korea might be hiding missiles.",
        '"The talks were fruitful," North Korean Foreign Minister Ri Yong Ho said.',
    ),
    "2018-07-09": (
        "Prisoners are on their way home",
        '"We thank North Korea for the release," U.S. President Donald Trump said.',
        '"Talks can go on only if the United States halts its joint exercises," North Korean Foreign Minister Ri Yong '
        "Ho said.",
    ),
    "2018-07-16": (
        "Ri doubts the agreement",
        '"They will keep their promise," U.S. Secretary of State Mike Pompeo said.',
        '"The agreement may fail," North Korean Foreign Minister Ri Yong Ho said.',
    ),
}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The items as a user has them, and the last one once more, as its first version: through the whole road."""
    lines = [
        {"title": title, "date": f"{day}T12:00:00+09:00", "source": "North Wire", "text": "\n\n".join(said)}
        for day, (title, *said) in ITEMS.items()
    ]
    last = lines[-1]
    lines.append(last | {"title": f"(URGENT) {last['title']}", "date": "2018-07-16T11:00:00+09:00"})
    lines[-2] = last | {"title": f"(LEAD) {last['title']}"}
    page: Path = tmp_path_factory.mktemp("planted") / "items.jsonl"
    page.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return extract_tables(thread_stories(load_articles(page)), progress=False)


def test_each_side_speaks_six_times(read: Tables) -> None:
    """Seven pages are six stories, and of each the two statements count."""
    found = summaries.measure_hedging(read)
    assert found[["group", "n_statements", "n_articles"]].values.tolist() == [["DPRK", 6, 6], ["US", 6, 6]]
    assert found.attrs["counted"] == "One version of a story counts, the latest: 6 of 7 articles."


def test_the_hedges_are_those_planted(read: Tables) -> None:
    """By month the US hedges two and one of three, the DPRK none and one."""
    found = summaries.trace_timeline(read, measure="share_hedged").set_index(["group", "period"])["estimate"]
    assert found.loc["US"].tolist() == [2 / 3, 1 / 3]
    assert found.loc["DPRK"].tolist() == [0, 1 / 3]


def test_the_difference_is_the_one_planted(read: Tables) -> None:
    """One in six against three in six is a third less."""
    found = summaries.compare_sides(read, measures="share_hedged", min_articles=6).iloc[0]
    assert found[["estimate_a", "estimate_b"]].tolist() == [1 / 6, 3 / 6]
    assert found["difference"] == pytest.approx(-1 / 3)


def test_the_threat_is_the_one_planted(read: Tables) -> None:
    """The DPRK threatens in one of six statements, the US in none; the evidence is that sentence."""
    found = summaries.measure_hedging(read, measure="share_threaten").set_index("group")["estimate"]
    assert found.to_dict() == {"DPRK": 1 / 6, "US": 0.0}
    said = summaries.show_evidence(summaries.measure_hedging(read).iloc[0], read).query("act == 'threaten'")
    assert said["text"].str.endswith("it would destroy the United States").tolist() == [True]


def test_the_actors_are_those_planted(read: Tables) -> None:
    """Every name counts once for each time it is written: counted by hand in the six items."""
    found = summaries.count_actors(read).set_index("actor_id")
    assert found["n_mentions"].to_dict() == {
        "DPRK": 9, "US": 8, "RI_YONG_HO": 4, "TRUMP": 3, "POMPEO": 2, "STATE_DEPARTMENT": 1,
    }  # fmt: skip


def test_the_bargains_are_those_planted(read: Tables) -> None:
    """The US ties sanctions to denuclearization, the DPRK talks to exercises."""
    found = summaries.count_conditions(read)
    assert found[["group", "issue", "condition_issue", "n_statements"]].values.tolist() == [
        ["DPRK", "talks", "exercises", 1], ["US", "sanctions", "denuclearization", 1],
    ]  # fmt: skip


def test_without_words_the_bargains_are_the_same(read: Tables) -> None:
    """Wordless tables give the same matrix as tables with words."""
    wordless = {name: without_words(table) for name, table in read.items()}
    pd.testing.assert_frame_equal(summaries.count_conditions(wordless), summaries.count_conditions(read))


@pytest.fixture
def planted() -> Tables:
    """Sixty articles of ten days each side of 20 March 2018: tone toward the US steps from -0.5 to 0.25 there.

    Each day of three articles has four statements of the DPRK about the US, all of one article a day.
    """
    days = pd.date_range("2018-03-10", periods=20)
    articles = pd.DataFrame({"published_date": days.repeat(3).astype("datetime64[ns]")})
    articles["article_id"] = [f"{n:02d}.1" for n in range(60)]
    tone = {False: [-1, -1, 0, 0], True: [1, 1, 0, -1]}
    rows = [
        (f"{3 * day:02d}.1:{n}", f"{3 * day:02d}.1", "DPRK", "US", value)
        for day in range(20)
        for n, value in enumerate(tone[day >= 10])
    ]
    said = pd.DataFrame(rows, columns=["statement_id", "article_id", "side", "target", "tone"])
    return {"articles": articles, "statements": said}


def test_a_planted_step_comes_out_of_events(planted: Tables) -> None:
    """Ten days before and from the event's day on: -0.5, 0.25, and no interval for means that do not vary."""
    event = pd.DataFrame({"event": ["turn"], "date": pd.to_datetime(["2018-03-20"])})
    found = summaries.align_events(planted, measure="tone", events=event, days=10).iloc[0]
    assert found[["before", "after", "difference"]].tolist() == [-0.5, 0.25, 0.75]
    assert found[["low", "high"]].isna().all() and found["note"] == "no variation: no interval"
    assert found[["n_articles_before", "n_articles_after"]].tolist() == [10, 10]


def test_a_planted_step_comes_out_of_shifts(planted: Tables) -> None:
    """The only shift is on 20 March, its interval that day alone, and its evidence all eighty statements."""
    pytest.importorskip("ruptures", reason="find_shifts needs ruptures (pip install 'newsresearch[shifts]')")
    timeline = summaries.trace_timeline(planted, measure="tone", freq="D")
    found = summaries.find_shifts(timeline, min_articles=1)
    assert len(found) == 1
    assert found[["period", "period_low", "period_high"]].iloc[0].tolist() == [pd.Timestamp("2018-03-20")] * 3
    assert found[["before", "after"]].values.tolist() == [[-0.5, 0.25]]
    assert len(summaries.show_evidence(found, planted)) == found["n_statements"].item() == 80


def test_every_day_has_the_planted_tone(planted: Tables) -> None:
    """A timeline by day has ten days of -0.5 and ten of 0.25, from one article each."""
    found = summaries.trace_timeline(planted, measure="tone", freq="D")
    np.testing.assert_array_equal(found["estimate"], np.repeat([-0.5, 0.25], 10))
    assert found["n_articles"].tolist() == [1] * 20
