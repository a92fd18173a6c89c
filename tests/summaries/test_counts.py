"""Counts of actors and pairs."""

import pandas as pd
import pytest
import scipy.stats

from newsresearch.extract import select_articles
from newsresearch.schema import UsageError
from newsresearch.summaries import count_actors, count_dyads

Tables = dict[str, pd.DataFrame]


def test_actors_are_counted_by_hand(tables: Tables) -> None:
    """Over the latest versions the US is named three times in 300 words, in two articles."""
    found = count_actors(tables)[["actor_id", "side", "n_mentions", "n_articles", "per_1000_words"]]
    assert found.values.tolist() == [["US", "US", 3, 2, 10.0], ["DPRK", "DPRK", 1, 1, 1000 / 300],
                                     ["TRUMP", "US", 1, 1, 1000 / 300]]  # fmt: skip


def test_of_a_story_whose_latest_version_was_left_out_the_latest_of_the_rest_counts(tables: Tables) -> None:
    """A first version that is looked at alone is counted, not lost."""
    assert count_actors(select_articles(tables, ["a.1"]))["actor_id"].tolist() == ["DPRK"]
    assert count_actors(select_articles(tables, ["a.1", "b.1"]))["n_mentions"].sum() == 4


def test_rates_have_the_interval_of_a_ratio_over_stories(random_tables) -> None:
    """The interval of an actor's rate is that of scipy's percentile bootstrap of the ratio over stories, widened."""
    tables = random_tables(n_articles=200, n_statements=900)
    tables["articles"]["story_id"] = tables["articles"]["article_id"]
    tables["articles"][["is_latest", "duplicate_of"]] = [True, None]
    found = count_actors(tables, n_resamples=4000).set_index("actor_id").loc["TRUMP"]
    named = tables["mentions"].query("actor_id == 'TRUMP'")["article_id"].value_counts()
    uses = tables["articles"]["article_id"].map(named).fillna(0).to_numpy()
    words = tables["articles"]["n_words"].to_numpy()
    drawn = scipy.stats.bootstrap(
        (uses, words), lambda u, w, axis=-1: 1000 * u.sum(axis) / w.sum(axis), paired=True, n_resamples=4000,
        method="percentile", rng=1,
    ).confidence_interval  # fmt: skip  # one call
    assert found[["low", "high"]].tolist() == pytest.approx([drawn.low, drawn.high], rel=0.02)
    assert found["n_articles_group"] == 200


def test_one_story_gives_no_interval(tables: Tables) -> None:
    """A month of a single article has rates without an interval."""
    found = count_actors(tables, by="M").query("group == '2018-08-01'")
    assert found["low"].isna().all() and found["high"].isna().all()


def test_words_are_counted_where_their_number_is_missing(tables: Tables) -> None:
    """Articles without n_words are counted in their text."""
    tables["articles"] = tables["articles"].drop(columns="n_words").assign(text=["one", "one two three", "one"])
    assert count_actors(tables).set_index("actor_id").loc["US", "per_1000_words"] == 3000 / 4


def test_articles_that_cannot_be_counted_are_an_error(tables: Tables) -> None:
    """Without n_words and text the message names both."""
    tables["articles"] = tables["articles"].drop(columns="n_words")
    with pytest.raises(UsageError) as error:
        count_actors(tables)
    assert str(error.value) == (
        "count_actors: articles without n_words and without text cannot be used. Allowed: articles with the column "
        "n_words, or with text to count. To go on: take the articles from load_articles, or add the number of words of "
        "each."
    )


def test_no_date_as_fine_as_the_period_is_said(tables: Tables) -> None:
    """Grouped by month, articles without dates give no row and one warning."""
    tables["articles"]["published_date"] = pd.NaT
    with pytest.warns(UserWarning) as said:
        assert count_actors(tables, by="M").empty
    assert [str(one.message) for one in said] == [
        "count_actors: no article has a date as fine as by='M', so that there are no rows; pass a coarser period, or "
        "add dates to tables['articles']."
    ]


def test_dates_beyond_nanoseconds_are_an_error(tables: Tables) -> None:
    """A date of 2300 in a hand-made table is named, with the days that may stand."""
    day = pd.Series(pd.to_datetime(["2018-06-11", "2018-06-12", "2300-01-01"])).astype("datetime64[us]")
    tables["articles"]["published_date"] = day
    with pytest.raises(UsageError) as error:
        count_actors(tables, by="M")
    assert str(error.value) == (
        "count_actors: articles: row 2, published_date 2300-01-01T00:00:00 cannot be used. Allowed: times from "
        "1677-09-21 to 2262-04-11, or NaT. To go on: correct the date, or set it to NaT."
    )


def test_actors_by_month_have_the_words_of_the_month(tables: Tables) -> None:
    """In a group the rate is over the words of the group's articles."""
    found = count_actors(tables, by="M").query("actor_id == 'US'")[["group", "per_1000_words"]]
    assert found.values.tolist() == [["2018-06-01", 10.0], ["2018-08-01", 10.0]]


def test_actors_are_first_and_last_seen(tables: Tables) -> None:
    """The US is first seen in June and last in August."""
    found = count_actors(tables, versions="all").set_index("actor_id").loc["US", ["first_seen", "last_seen"]]
    assert found.tolist() == [pd.Timestamp("2018-06-12"), pd.Timestamp("2018-08-01")]


def test_words_in_other_languages_do_not_count(tables: Tables) -> None:
    """Articles that get no features, for their language, are not in the denominator of the rate."""
    tables["articles"]["language"] = ["en", None, "ko"]
    assert count_actors(tables).set_index("actor_id").loc["US", "per_1000_words"] == 3000 / 200


def test_an_article_without_words_has_no_rate(tables: Tables) -> None:
    """Articles of 0 words give counts and no rate."""
    tables["articles"]["n_words"] = 0
    assert count_actors(tables)["per_1000_words"].isna().all()


def test_no_mentions_is_no_rows(tables: Tables) -> None:
    """Tables without mentions give an empty count with all columns."""
    full = count_actors(tables)
    found = count_actors({**tables, "mentions": tables["mentions"].iloc[:0]})
    assert found.empty and list(found.columns) == list(full.columns)


def test_a_source_outside_of_the_table_of_actors_counts_under_its_side(tables: Tables) -> None:
    """The id of a person that an article describes holds there alone, and names no pair."""
    tables["statements"].loc[1, "speaker_id"] = "b.1:p0"
    assert count_dyads(tables, level="actor").iloc[:, :3].values.tolist() == [
        ["DPRK", "US", 1], ["KIM_JONG_UN", "US", 1], ["US", "CHN", 1], ["US", "DPRK", 1],
    ]  # fmt: skip  # a pair an item


@pytest.mark.parametrize(
    ("options", "pairs"),
    [
        ({}, [["DPRK", "US", 2, 2], ["US", "CHN", 1, 1], ["US", "DPRK", 1, 1]]),
        ({"level": "actor"}, [["DPRK", "US", 1, 1], ["KIM_JONG_UN", "US", 1, 1], ["TRUMP", "DPRK", 1, 1],
                              ["US", "CHN", 1, 1]]),
        ({"kind": "co-mention"}, [["US", "DPRK", 1, 1]]),
        ({"kind": "co-mention", "level": "actor"}, [["TRUMP", "DPRK", 1, 1]]),
    ],
)  # fmt: skip  # one list of pairs a case
def test_pairs_are_counted_by_hand(tables: Tables, options: dict[str, str], pairs: list[list]) -> None:
    """Who speaks about whom and who is named before whom, as counted by hand, at both levels."""
    assert count_dyads(tables, **options).iloc[:, :4].values.tolist() == pairs


def test_a_sentence_that_names_a_pair_twice_is_one(tables: Tables) -> None:
    """A pair in one sentence counts once, in the order of its first mentions."""
    again = pd.DataFrame([("b.1", 0, 20, 24, "TRUMP", "US")], columns=tables["mentions"].columns)
    tables["mentions"] = pd.concat([tables["mentions"], again], ignore_index=True)
    found = count_dyads(tables, kind="co-mention", level="actor")
    assert found[["source_id", "target_id", "n_sentences"]].values.tolist() == [["TRUMP", "DPRK", 1]]


def test_an_unknown_kind_is_an_error(tables: Tables) -> None:
    """An unknown kind of pair is named with the two that exist."""
    with pytest.raises(UsageError) as error:
        count_dyads(tables, kind="quotes")
    assert str(error.value) == (
        "kind='quotes' cannot be used. Allowed: speaker_target, co-mention. To go on: pass one of these as kind."
    )


def test_actors_are_grouped_by_what_articles_have(tables: Tables) -> None:
    """Grouping mentions by what only statements have is an error that lists the groups of articles."""
    with pytest.raises(UsageError) as error:
        count_actors(tables, by="act")
    assert str(error.value) == (
        "by='act' cannot be used. Allowed: None, outlet, publisher_side, D, W, M, Q, Y, administration. To go on: pass "
        "one of these as by."
    )


def test_articles_too_coarse_for_a_period_are_counted(tables: Tables) -> None:
    """By day, attrs say how many articles are dated by their month alone."""
    assert count_actors(tables, by="D").attrs["counted"] == (
        "One version of a story counts, the latest: 2 of 3 articles. 1 of 2 articles are left out: they have no date "
        "that tells the period (D)."
    )
