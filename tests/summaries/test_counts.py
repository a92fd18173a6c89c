"""Counts of actors and pairs."""

import pandas as pd
import pytest

from newsresearch.schema import UsageError
from newsresearch.summaries import count_actors, count_dyads

Tables = dict[str, pd.DataFrame]


def test_actors_are_counted_by_hand(tables: Tables) -> None:
    """Over the latest versions the US is named three times in 300 words, in two articles."""
    found = count_actors(tables)[["actor_id", "side", "n_mentions", "n_articles", "per_1000_words"]]
    assert found.values.tolist() == [["US", "US", 3, 2, 10.0], ["DPRK", "DPRK", 1, 1, 1000 / 300],
                                     ["TRUMP", "US", 1, 1, 1000 / 300]]  # fmt: skip


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
