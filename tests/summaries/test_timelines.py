"""A measure over time."""

import pandas as pd
import pytest

from newsresearch.schema import UsageError
from newsresearch.summaries import trace_timeline

Tables = dict[str, pd.DataFrame]


def test_an_empty_period_stays_apart_from_a_zero(tables: Tables) -> None:
    """July has no articles and no estimate, June a true 0 of the DPRK."""
    found = trace_timeline(tables, measure="share_hedged", groups=["DPRK"])
    assert found["period"].dt.strftime("%Y-%m-%d").tolist() == ["2018-06-01", "2018-07-01", "2018-08-01"]
    assert found["estimate"].fillna(-1).tolist() == [0.0, -1.0, 1.0]
    assert found["note"].tolist()[1] == "no articles"


def test_a_group_that_is_silent_has_no_estimate(tables: Tables) -> None:
    """In August there are articles and no statement of the US."""
    found = trace_timeline(tables, measure="share_hedged", groups=["US"]).set_index("period").loc["2018-08-01"]
    assert pd.isna(found["estimate"]) and found["note"] == "no statements"


def test_a_period_finer_than_the_date_leaves_the_article_out(tables: Tables) -> None:
    """An article dated by its month is not in a timeline by day, and attrs say so."""
    found = trace_timeline(tables, measure="share_hedged", freq="D")
    assert found["period"].unique().tolist() == [pd.Timestamp("2018-06-12")]
    assert found.attrs["counted"] == (
        "One version of a story counts, the latest: 2 of 3 articles. 1 of 4 statements are left out: their articles' "
        "dates do not tell the period (D)."
    )


def test_a_year_counts_for_the_administration_of_its_first_of_july(tables: Tables) -> None:
    """Speeches dated 2017 alone count for the president inaugurated in January 2017."""
    tables["articles"]["published_date"] = pd.to_datetime(["2016-01-01", "2016-01-01", "2017-01-01"]).astype(
        "datetime64[ns]"
    )
    tables["articles"]["published_precision"] = "year"
    found = trace_timeline(tables, measure="share_hedged", freq="administration", groups=["DPRK"])
    assert found[["period", "period_name", "n_articles"]].values.tolist() == [
        [pd.Timestamp("2009-01-20"), "Obama", 1], [pd.Timestamp("2017-01-20"), "Trump I", 1],
    ]  # fmt: skip


def test_stories_count_once(tables: Tables) -> None:
    """Of two versions of a story in June one counts."""
    found = trace_timeline(tables, measure="share_hedged", groups=["US"]).iloc[0]
    assert found[["n_statements", "n_articles"]].tolist() == [2, 1]


def test_without_groups_there_is_one_row_a_period(tables: Tables) -> None:
    """With by=None every statement counts, and the group is missing."""
    found = trace_timeline(tables, measure="words_per_statement", by=None, freq="Y")
    assert found[["estimate", "n_statements"]].values.tolist() == [[23 / 4, 4]]
    assert found["group"].isna().all()


def test_every_period_of_two_stories_has_an_interval(random_tables: object) -> None:
    """Every estimate of a share that rests on two stories or more has an interval around it."""
    found = trace_timeline(random_tables(n_statements=1500), measure="share_hedged", freq="Q", versions="latest")
    several = found[found["n_articles"] > 1]
    assert len(several) and (several["low"] <= several["estimate"]).all()
    assert (several["estimate"] <= several["high"]).all()


def test_estimates_do_not_depend_on_the_order_of_rows(random_tables: object) -> None:
    """Shuffled tables give the same estimates and counts."""
    tables = random_tables()
    shuffled = {name: table.sample(frac=1, random_state=3) for name, table in tables.items()}
    columns = ["period", "group", "estimate", "n_statements", "n_articles"]
    first, second = (trace_timeline(t, measure="tone", freq="M")[columns] for t in (tables, shuffled))
    pd.testing.assert_frame_equal(first, second)


def test_undated_articles_are_an_error(tables: Tables) -> None:
    """Without a single date there is no timeline, and the error says what to add."""
    tables["articles"]["published_date"] = pd.NaT
    with pytest.raises(UsageError) as error:
        trace_timeline(tables, measure="share_hedged")
    assert str(error.value) == (
        "trace_timeline: no article with a date as fine as freq='M' cannot be used. Allowed: articles with "
        "published_date, of a precision that tells the period. To go on: pass a coarser freq (Y, administration), or "
        "add dates to tables['articles']."
    )


def test_articles_without_the_column_are_an_error(tables: Tables) -> None:
    """Without published_date the error names the column."""
    tables["articles"] = tables["articles"].drop(columns="published_date")
    with pytest.raises(UsageError) as error:
        trace_timeline(tables, measure="share_hedged", freq="Y")
    assert str(error.value) == (
        "trace_timeline: articles without published_date, by Y cannot be used. Allowed: articles with the column "
        "published_date (datetime64[ns]). To go on: take the articles from load_articles, or add their dates."
    )


def test_a_side_without_statements_may_be_asked_for(tables: Tables) -> None:
    """A side of the codebook that says nothing has its rows, without estimates."""
    found = trace_timeline(tables, measure="share_hedged", freq="Y", groups=["RUS", "DPRK"])
    assert found[["group", "n_statements", "note"]].values.tolist()[0] == ["RUS", 0, "no statements"]


def test_an_unknown_group_is_an_error(tables: Tables) -> None:
    """A group that is not there is named with those that are."""
    with pytest.raises(UsageError) as error:
        trace_timeline(tables, measure="share_hedged", by="outlet", groups=["East Daily"])
    assert str(error.value) == (
        "trace_timeline: groups='East Daily' cannot be used. Allowed: North Wire, South Post. To go on: pass some of "
        "these as groups."
    )


def test_no_statements_is_no_rows(tables: Tables) -> None:
    """Tables without statements give an empty timeline with all columns."""
    full = trace_timeline(tables, measure="tone")
    found = trace_timeline({**tables, "statements": tables["statements"].iloc[:0]}, measure="tone")
    assert found.empty and list(found.columns) == list(full.columns)


def test_thin_periods_may_be_left_without_an_estimate(random_tables: object) -> None:
    """With ``min_articles`` periods of fewer keep their counts and say "too few"; the others stay as they are."""
    tables = random_tables(n_articles=60, n_statements=600)
    every, thick = (trace_timeline(tables, measure="share_hedged", freq="M", min_articles=n) for n in (1, 3))
    few = every["n_articles"].between(1, 2)
    assert few.any() and thick.loc[few, ["estimate", "low", "high"]].isna().all(axis=None)
    assert thick.loc[few, "note"].unique().tolist() == ["too few"]
    pd.testing.assert_frame_equal(thick[~few], every[~few])
    assert thick["n_articles"].equals(every["n_articles"])


def test_presidents_before_a_group_speaks_are_no_rows() -> None:
    """The timeline runs from the first president under whom the group speaks to the last, the gap between included."""
    articles = pd.DataFrame({"article_id": ["a.1", "b.1", "c.1", "d.1"]}).assign(
        published_date=pd.to_datetime(["1999-05-01", "2005-05-01", "2018-05-01", "2022-05-01"]).astype("datetime64[ns]")
    )
    said = articles[["article_id"]].assign(
        statement_id=articles["article_id"], side=["US", "DPRK", "DPRK", "US"], hedged=True
    )
    tables = {"articles": articles, "statements": said}
    found = trace_timeline(tables, measure="share_hedged", freq="administration", groups=["DPRK"])
    assert found[["period_name", "n_statements"]].values.tolist() == [
        ["George W. Bush", 1],
        ["Obama", 0],
        ["Trump I", 1],
    ]
    assert found["note"].tolist()[1] == "no articles"


def test_a_side_that_is_silent_among_articles_says_so(tables: Tables) -> None:
    """Of China alone June and August have articles and no statements, July has no articles, and attrs name the side."""
    found = trace_timeline(tables, measure="share_hedged", by=None, side="CHN")
    assert found["note"].tolist() == ["no statements", "no articles", "no statements"]
    assert found.attrs["counted"] == (
        "One version of a story counts, the latest: 2 of 3 articles. Only statements of CHN count."
    )


def test_the_range_is_that_of_the_articles(tables: Tables) -> None:
    """Articles without a statement of the side stretch the timeline to the last of them."""
    found = trace_timeline(tables, measure="share_hedged", by="side", side="US")
    assert found["period"].dt.strftime("%Y-%m").tolist() == ["2018-06", "2018-07", "2018-08"]
    assert found["note"].tolist() == ["one article: no interval", "no articles", "no statements"]


def test_a_period_may_be_named_in_short(tables: Tables) -> None:
    """Groups by year are asked for as 2018, as compare_sides has it."""
    found = trace_timeline(tables, measure="share_hedged", by="Y", groups=["2018"])
    assert found["group"].unique().tolist() == ["2018-01-01"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "speaker"}, "groups=['2017'], where there are no statements with a speaker_id, cannot be used. "
         "Allowed: tables with statements that have a speaker_id. To go on: pass such tables, or another by."),
        ({"by": None}, "groups=['2017'] with by=None cannot be used. Allowed: groups of some kind. To go on: leave "
         "groups out, or pass by."),
    ],
)  # fmt: skip  # a case and its message
def test_groups_where_there_are_none_are_an_error(tables: Tables, options: dict, message: str) -> None:
    """Where no statement is in a group none can be asked for, and the message says what is lacking."""
    tables["statements"]["speaker_id"] = pd.Series([None] * 5, dtype="str")
    with pytest.raises(UsageError) as error:
        trace_timeline(tables, measure="share_hedged", groups=["2017"], **options)
    assert str(error.value) == f"trace_timeline: {message}"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"target": "CHN"}, " Only statements about CHN count."),
        ({"side": "ROK"}, " Only statements of ROK count. Only statements about DPRK count."),
        ({"by": "target"}, ""),
        ({}, " Tone and conflict go both ways: toward the US in the DPRK's statements, toward the DPRK in all others."),
    ],
)
def test_attrs_say_whom_an_aimed_measure_is_about(tables: Tables, options: dict, words: str) -> None:
    """The target asked for, the other of the side asked for, or both directions; by target each stands in its group."""
    counted = "One version of a story counts, the latest: 2 of 3 articles."
    assert trace_timeline(tables, measure="tone", **options).attrs["counted"] == counted + words
