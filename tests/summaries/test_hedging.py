"""One measure by group."""

import numpy as np
import pandas as pd
import pytest

from newsresearch.schema import UsageError
from newsresearch.summaries import compare_sides, measure_hedging

Tables = dict[str, pd.DataFrame]


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("side", ["DPRK", "US"]),
        ("speaker", ["KIM_JONG_UN", "TRUMP"]),
        ("outlet", ["North Wire", "South Post"]),
        ("issue", ["sanctions", "missile", "talks"]),
        ("act", ["report", "demand", "threaten", "praise"]),
        ("M", ["2018-06-01", "2018-08-01"]),
        ("D", ["2018-06-12"]),
        ("administration", ["Trump I"]),
    ],
)
def test_groups_stand_in_the_order_of_their_kind(tables: Tables, by: str, groups: list[str]) -> None:
    """Sides, issues and acts stand in the codebook's order, periods in time, others by the alphabet."""
    assert measure_hedging(tables, by=by)["group"].tolist() == groups


def test_one_version_of_a_story_counts(tables: Tables) -> None:
    """The earlier version of a story is left out, and attrs say so."""
    found = measure_hedging(tables)
    assert found.set_index("group").loc["US", ["n_statements", "n_articles"]].tolist() == [2, 1]
    assert found.attrs["counted"] == "One version of a story counts, the latest: 2 of 3 articles."


def test_all_versions_count_when_asked(tables: Tables) -> None:
    """With versions="all" both versions count, still as one story, so one story gives no interval."""
    found = measure_hedging(tables, versions="all").set_index("group").loc["US"]
    assert found[["n_statements", "n_articles", "note"]].tolist() == [3, 2, "one article: no interval"]


def test_a_story_whose_latest_version_is_a_duplicate_is_kept(tables: Tables) -> None:
    """A latest version that repeats the earlier one still stands for its story."""
    tables["articles"].loc[1, "duplicate_of"] = "a.1"
    assert measure_hedging(tables)["n_articles"].tolist() == [2, 1]


def test_a_duplicate_of_another_story_is_left_out(tables: Tables) -> None:
    """A copy of an article that counts does not count again."""
    tables["articles"].loc[2, ["duplicate_of", "story_id"]] = ["b.1", "s1"]
    assert measure_hedging(tables)["n_articles"].tolist() == [1, 1]


def test_a_share_of_0_has_the_exact_interval(tables: Tables) -> None:
    """Where no statement of 2 articles has the mark, the share's interval is Clopper and Pearson's for 2."""
    tables["statements"]["hedged"] = False
    found = measure_hedging(tables).set_index("group").loc["DPRK"]
    assert found[["low", "high"]].tolist() == [0.0, pytest.approx(1 - 0.025**0.5)]


def test_by_target_asks_about_each_target(tables: Tables) -> None:
    """Grouped by target, tone is that toward each target; side keeps one side's statements."""
    found = measure_hedging(tables, measure="tone", by="target", side="US")
    assert found[["group", "target", "estimate"]].values.tolist() == [["DPRK", "DPRK", -1.0], ["CHN", "CHN", 1.0]]


def test_tables_are_not_changed(tables: Tables) -> None:
    """A summary leaves its input as it was."""
    before = {name: table.copy() for name, table in tables.items()}
    measure_hedging(tables, measure="tone")
    for name, table in tables.items():
        pd.testing.assert_frame_equal(table, before[name])


def test_no_statements_is_no_rows(tables: Tables) -> None:
    """Tables without statements give an empty summary with all columns."""
    full = measure_hedging(tables)
    found = measure_hedging({**tables, "statements": tables["statements"].iloc[:0]})
    assert found.empty and list(found.columns) == list(full.columns)


def test_unthreaded_articles_count_each(tables: Tables) -> None:
    """Articles that are not threaded all count, and attrs say how to thread them."""
    tables["articles"] = tables["articles"].drop(columns=["story_id", "is_latest", "duplicate_of"])
    found = measure_hedging(tables)
    assert found["n_articles"].tolist() == [2, 2]
    assert found.attrs["counted"] == (
        "The articles are not threaded: each counts on its own (thread_stories finds their versions)."
    )


def test_repeated_ids_are_an_error(tables: Tables) -> None:
    """A statement_id in two rows is named, with what to do."""
    tables["statements"].loc[1, "statement_id"] = "a.1:0"
    with pytest.raises(UsageError) as error:
        measure_hedging(tables)
    assert str(error.value) == (
        "measure_hedging: statements with statement_id 'a.1:0' in more than one row cannot be used. Allowed: one row "
        "per statement_id. To go on: drop the repeated rows of tables['statements'], or compute the tables again with "
        "extract_tables."
    )


def test_times_without_zone_are_an_error(tables: Tables) -> None:
    """A published_at without zone is named where it tells the latest version that is left, with how to convert it."""
    tables["articles"]["is_latest"] = False
    tables["articles"]["published_at"] = pd.to_datetime(["2018-06-11"] * 3).astype("datetime64[ns]")
    with pytest.raises(UsageError) as error:
        measure_hedging(tables)
    assert str(error.value) == (
        "measure_hedging: articles.published_at of type datetime64[ns] cannot be used. Allowed: datetime64[ns, UTC], "
        "times with their zone. To go on: take the articles from load_articles, or convert the column with "
        "pandas.to_datetime(..., utc=True)."
    )


def test_dates_as_text_are_an_error(tables: Tables) -> None:
    """A published_date of text is named, with how to convert it."""
    tables["articles"]["published_date"] = ["2018-06-11", "2018-06-12", "2018-08-01"]
    with pytest.raises(UsageError) as error:
        measure_hedging(tables)
    assert str(error.value) == (
        "measure_hedging: articles.published_date of type str cannot be used. Allowed: datetime64[ns], calendar days, "
        "no zone. To go on: take the articles from load_articles, or convert the column with pandas.to_datetime."
    )


def test_something_other_than_tables_is_an_error(tables: Tables) -> None:
    """A single DataFrame in place of the dict is told what to pass."""
    with pytest.raises(UsageError) as error:
        measure_hedging(tables["statements"])
    assert str(error.value) == (
        "measure_hedging: tables=DataFrame cannot be used. Allowed: a dict of DataFrames with articles, sentences, "
        "mentions, statements, hedges. To go on: pass what extract_tables or read_tables returns."
    )


@pytest.mark.parametrize("given", [0, -1, 2.5, True])
def test_resamples_are_a_whole_number(tables: Tables, given: object) -> None:
    """A number of resamples that is no positive whole number is an error."""
    with pytest.raises(UsageError) as error:
        measure_hedging(tables, n_resamples=given)
    assert str(error.value) == (
        f"measure_hedging: n_resamples={given!r} cannot be used. Allowed: whole numbers from 1. To go on: pass such a "
        "number as n_resamples."
    )


def test_below_the_smallest_number_of_articles_there_is_no_number(tables: Tables) -> None:
    """A group of fewer articles than asked for has a note in place of an estimate, and its counts."""
    found = measure_hedging(tables, min_articles=2).set_index("group").loc["US"]
    assert found[["estimate", "low", "high"]].isna().all()
    assert found[["n_statements", "n_articles", "note"]].tolist() == [2, 1, "too few"]


def test_an_estimate_of_few_articles_says_so(tables: Tables) -> None:
    """By default a group of fewer than ten articles has its estimate, and the note says that they are few."""
    tables["articles"] = tables["articles"].drop(columns=["story_id", "is_latest", "duplicate_of"])
    found = measure_hedging(tables).set_index("group").loc["US"]
    assert found["estimate"] == 2 / 3 and found["note"] == "fewer than 10 articles"


def test_tables_without_hedges_are_said(tables: Tables) -> None:
    """Without the table of hedges the share stands on one column, which a warning and attrs say."""
    full = measure_hedging(tables)
    with pytest.warns(UserWarning) as said:
        found = measure_hedging({name: table for name, table in tables.items() if name != "hedges"})
    words = "The tables have no hedges: share_hedged stands on the statements' column hedged alone."
    assert str(said[0].message) == f"measure_hedging: {words} Pass what extract_tables or read_tables returns."
    assert found.attrs["counted"] == f"{full.attrs['counted']} {words}"
    pd.testing.assert_frame_equal(found, full)


def test_speakers_are_those_of_the_table_of_actors(tables: Tables) -> None:
    """The id of a person that an article describes is no group."""
    tables["statements"].loc[1, "speaker_id"] = "b.1:p0"
    assert measure_hedging(tables, by="speaker")["group"].tolist() == ["KIM_JONG_UN"]


def test_words_are_counted_where_their_number_is_missing(tables: Tables) -> None:
    """With words a missing n_words is that of the text."""
    tables["statements"] = tables["statements"].assign(text="We want talks now.", n_words=[4, None, 6, 5, None])
    found = measure_hedging(tables, measure="words_per_statement").set_index("group")
    assert found["estimate"].to_dict() == {"DPRK": 4.5, "US": 5.0}
    assert "n_words" not in found.attrs["counted"]


def test_without_words_statements_whose_number_of_words_is_missing_are_left_out(tables: Tables) -> None:
    """Wordless, the statements that have n_words count, and note and attrs say how many have not."""
    tables["statements"]["n_words"] = [4, None, 6, None, None]
    said = "statements without n_words left out: 1"
    for measure, estimate in (("words_per_statement", 6.0), ("hedges_per_1000_words", 0.0)):
        found = measure_hedging(tables, measure=measure).set_index("group")
        assert found.loc["US", ["estimate", "n_statements"]].tolist() == [estimate, 1]
        assert found["note"].tolist() == ["no statements with n_words", f"one article: no interval; {said}"]
        assert found.attrs["counted"].endswith(
            " 3 of 4 statements are left out where words count: their n_words is missing."
        )
    compared = compare_sides(tables, measures="words_per_statement", min_articles=1)
    assert compared[["estimate_a", "estimate_b"]].fillna(-1).values.tolist() == [[-1, 6]]
    assert compared.attrs["counted"].endswith("their n_words is missing.")


def test_articles_without_a_date_are_counted(tables: Tables) -> None:
    """By period attrs say how many of the articles that count have no date that tells it."""
    tables["articles"].loc[2, "published_date"] = pd.NaT
    assert measure_hedging(tables, by="M").attrs["counted"] == (
        "One version of a story counts, the latest: 2 of 3 articles. 1 of 2 articles are left out: they have no date "
        "that tells the period (M)."
    )


def test_a_known_share_is_recovered(random_tables: object) -> None:
    """Of many articles whose statements are hedged with probability 0.3 the interval holds 0.3."""
    found = measure_hedging(random_tables(n_articles=400, n_statements=4000), by="quote")
    assert np.mean(found["low"].lt(0.3) & found["high"].gt(0.3)) == 1
