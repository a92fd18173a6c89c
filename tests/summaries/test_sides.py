"""Two sides beside each other."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

from newsresearch.schema import UsageError
from newsresearch.summaries import compare_sides, measure_hedging

Tables = dict[str, pd.DataFrame]


def planted(share_a: float, share_b: float, n_articles: int = 200, seed: int = 0) -> Tables:
    """Return tables whose articles hold two statements of either side, hedged with the shares given."""
    draw = np.random.default_rng(seed)
    ids = [f"{i:04d}.1" for i in range(n_articles)]
    statements = pd.DataFrame({"article_id": np.repeat(ids, 4), "side": ["DPRK", "DPRK", "US", "US"] * n_articles})
    share = np.where(statements["side"] == "DPRK", share_a, share_b)
    return {
        "articles": pd.DataFrame({"article_id": ids}),
        "statements": statements.assign(
            statement_id=[f"s:{n}" for n in range(len(statements))],
            hedged=draw.random(len(statements)) < share,
            issue=np.where(np.arange(len(statements)) % 8 < 4, "talks", "missile"),
        ),
    }


def test_a_known_difference_is_found() -> None:
    """Shares of 0.2 and 0.5 differ by -0.3, inside the interval, with a p near 0."""
    found = compare_sides(planted(0.2, 0.5)).iloc[0]
    assert found["difference_low"] < -0.3 < found["difference_high"]
    assert found["p_adjusted"] < 0.01


def test_no_difference_is_not_found() -> None:
    """Equal shares have an interval that holds 0 and a p above 0.05."""
    found = compare_sides(planted(0.3, 0.3)).iloc[0]
    assert found["difference_low"] < 0 < found["difference_high"]
    assert found["p_adjusted"] > 0.05


def test_estimates_are_those_of_each_side_alone(random_tables: object) -> None:
    """Each side's estimate is that of measure_hedging, and the intervals agree up to resampling noise."""
    tables = random_tables(n_articles=300, n_statements=3000)
    alone = measure_hedging(tables, n_resamples=4000).set_index("group")
    both = compare_sides(tables, measures="share_hedged", n_resamples=4000).iloc[0]
    for name, side in (("a", "DPRK"), ("b", "US")):
        assert both[f"estimate_{name}"] == pytest.approx(alone.loc[side, "estimate"])
        assert both[f"n_statements_{name}"] == alone.loc[side, "n_statements"]
        assert [both[f"low_{name}"], both[f"high_{name}"]] == pytest.approx(
            alone.loc[side, ["low", "high"]].tolist(), abs=0.006
        )


def test_an_article_that_holds_both_sides_counts_as_the_pair_it_is() -> None:
    """Two sides that rise and fall together article by article have a narrower difference than apart."""
    rng = np.random.default_rng(1)
    together = planted(0.0, 0.0)
    together["statements"]["hedged"] = np.repeat(rng.random(200) < 0.5, 4)
    apart = {**together, "statements": together["statements"].copy()}
    apart["statements"]["hedged"] = np.repeat(rng.random(400) < 0.5, 2)
    width = [
        compare_sides(tables).iloc[0][["difference_high", "difference_low"]].agg(lambda x: x.iloc[0] - x.iloc[1])
        for tables in (together, apart)
    ]
    assert width[0] == 0 and width[1] > 0.1


def alike(n_articles: int, *, a: bool, b: bool) -> Tables:
    """Return tables of articles with one statement each, first as many of the DPRK, then of the US, all alike."""
    ids = [f"{i:04d}.1" for i in range(2 * n_articles)]
    said = {"article_id": ids, "statement_id": ids, "side": np.repeat(["DPRK", "US"], n_articles)}
    statements = pd.DataFrame(said | {"has_condition": np.repeat([a, b], n_articles)})
    return {"articles": pd.DataFrame({"article_id": ids}), "statements": statements}


@pytest.mark.parametrize("n_articles", [12, 40])
def test_two_sides_without_a_hit_differ_by_0_and_no_more_surely_than_either(n_articles: int) -> None:
    """With 0 of 12 on either side the difference reaches as far as Clopper and Pearson's bound, both ways, with p 1."""
    found = compare_sides(alike(n_articles, a=False, b=False), measures="share_conditional").iloc[0]
    reach = proportion_confint(0, n_articles, method="beta")[1]
    assert found[["difference", "p_adjusted"]].tolist() == [0.0, 1.0]
    assert found[["difference_low", "difference_high"]].tolist() == pytest.approx([-reach, reach])
    assert found["note"] == "neither side varies: exact intervals"


def test_all_against_none_is_the_square_and_add_of_both() -> None:
    """12 of 12 beside 0 of 12 is 1, from 1 - sqrt(2) * 0.2646 = 0.6258 to 1."""
    found = compare_sides(alike(12, a=True, b=False), measures="share_conditional", n_resamples=50).iloc[0]
    assert found[["difference", "difference_low", "difference_high"]].tolist() == pytest.approx(
        [1, 0.6258, 1], abs=1e-4
    )


def test_a_side_without_a_hit_beside_one_that_varies() -> None:
    """With one side at 0 the difference ends where its exact bound and the other side's own interval put it."""
    tables = alike(20, a=False, b=False)
    tables["statements"].loc[20:25, "has_condition"] = True
    found = compare_sides(tables, measures="share_conditional").iloc[0]
    most = proportion_confint(0, 20, method="beta")[1]
    below, above = found["estimate_b"] - found["low_b"], found["high_b"] - found["estimate_b"]
    assert found["difference_low"] == pytest.approx(-0.3 - above)
    assert found["difference_high"] == pytest.approx(-0.3 + np.hypot(most, below))


@pytest.mark.parametrize("hits", range(1, 12))
def test_p_is_below_05_where_the_interval_leaves_0_out(hits: int) -> None:
    """Beside a side without a hit, p is below .05 just where the interval does not hold 0."""
    tables = alike(20, a=False, b=False)
    tables["statements"].loc[20 : 19 + hits, "has_condition"] = True
    found = compare_sides(tables, measures="share_conditional", n_resamples=500).iloc[0]
    assert (found["p_adjusted"] < 0.05) == (found["difference_high"] < 0)


def test_means_without_variation_have_no_interval_of_their_difference() -> None:
    """Where one side's tone never varies its spread is not known, nor the difference's, and the note says so."""
    tables = alike(12, a=True, b=True)
    tables["statements"] = tables["statements"].assign(
        target=np.repeat(["US", "DPRK"], 12), tone=[-1] * 12 + [-1, 0, 1] * 4
    )
    found = compare_sides(tables, measures="tone").iloc[0]
    assert found[["difference", "note"]].tolist() == [-1.0, "no variation: no interval"]
    assert found[["difference_low", "difference_high", "p_adjusted"]].isna().all()


def test_one_article_a_side_has_no_interval() -> None:
    """With one article of each side there is a difference, no interval and no p, and the note says why."""
    found = compare_sides(alike(1, a=True, b=False), measures="share_conditional", min_articles=1).iloc[0]
    assert found[["difference", "note"]].tolist() == [1.0, "one article: no interval"]
    assert found[["difference_low", "difference_high", "p_adjusted"]].isna().all()


def test_below_the_smallest_number_of_articles_there_is_no_number(tables: Tables) -> None:
    """With too few articles on a side the row has its counts, a note, and no number of that side."""
    found = compare_sides(tables, measures=["share_hedged"], min_articles=2).iloc[0]
    assert found[["estimate_a", "n_articles_a", "n_articles_b", "note"]].tolist() == [0.5, 2, 1, "too few"]
    assert found[["estimate_b", "low_b", "difference", "difference_low", "p_adjusted"]].isna().all()


def test_a_side_without_statements_has_rows_with_a_note(tables: Tables) -> None:
    """A side that says nothing is 0 articles, too few."""
    found = compare_sides(tables, sides=("RUS", "US"), measures=["tone"], min_articles=1).iloc[0]
    assert found[["n_articles_a", "note"]].tolist() == [0, "too few"]


def test_the_default_target_is_the_other_of_the_two(tables: Tables) -> None:
    """Between the US and China the US's tone is that toward China."""
    found = compare_sides(tables, sides=("US", "CHN"), measures=["tone"], min_articles=1).iloc[0]
    assert found[["estimate_a", "target_a", "target_b"]].tolist() == [1.0, "CHN", "US"]


def test_every_issue_has_its_rows() -> None:
    """By issue there is one row per measure and issue, in the codebook's order."""
    found = compare_sides(planted(0.2, 0.5), by="issue")
    assert found["issue"].tolist() == ["missile", "talks"]
    assert found["n_statements_a"].tolist() == [200, 200]


def test_outlets_are_compared_by_the_same_call(tables: Tables) -> None:
    """Between outlets the pair is two outlets, with every statement of either."""
    found = compare_sides(
        tables, sides=("North Wire", "South Post"), between="outlet", measures=["share_hedged"], min_articles=1
    )
    assert found[["estimate_a", "estimate_b"]].values.tolist() == [[1 / 3, 1.0]]


def test_the_seed_decides(random_tables: object) -> None:
    """The same seed gives the same table, another seed other intervals and the same estimates."""
    tables = random_tables(n_articles=80, n_statements=900)
    first, again, other = (compare_sides(tables, seed=seed, n_resamples=200) for seed in (0, 0, 1))
    pd.testing.assert_frame_equal(first, again)
    pd.testing.assert_series_equal(first["estimate_a"], other["estimate_a"])
    assert not first["low_a"].equals(other["low_a"])


@pytest.mark.parametrize(
    ("sides", "message"),
    [
        (
            ("DPRK", "DPRK"),
            "compare_sides: sides=('DPRK', 'DPRK') cannot be used. Allowed: two different names, as in "
            'sides=("DPRK", "US"). To go on: pass such a pair.',
        ),
        (
            "DPRK",
            "compare_sides: sides='DPRK' cannot be used. Allowed: two different names, as in "
            'sides=("DPRK", "US"). To go on: pass such a pair.',
        ),
        (
            ("DPRK", "USA"),
            "sides='USA' cannot be used. Allowed: DPRK, US, ROK, CHN, JPN, RUS, UN, EXPERT, MEDIA, OTHER. To go on: "
            "pass one of these as sides.",
        ),
    ],
)
def test_sides_that_are_no_pair_are_an_error(tables: Tables, sides: object, message: str) -> None:
    """Anything but two different sides is told what a pair is, or which sides there are."""
    with pytest.raises(UsageError) as error:
        compare_sides(tables, sides=sides)
    assert str(error.value) == message


def test_a_year_names_its_period():
    """With ``between="Y"`` 2017 and 2018 are the periods that begin on their first days."""
    tables = {
        "articles": pd.DataFrame(
            {"article_id": ["a.1", "b.1"], "published_date": pd.to_datetime(["2017-09-19", "2018-06-12"])}
        ),
        "statements": pd.DataFrame(
            {"statement_id": ["a.1:0", "b.1:0"], "article_id": ["a.1", "b.1"], "side": "US", "hedged": [True, False]}
        ),
    }
    out = compare_sides(tables, sides=("2017", "2018"), between="Y", measures=["share_hedged"], min_articles=1)
    assert out[["side_a", "side_b", "estimate_a", "estimate_b"]].iloc[0].tolist() == ["2017-01-01", "2018-01-01", 1, 0]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sides": 5}, "compare_sides: sides=5 cannot be used. Allowed: a name, or a list of names. To go on: pass "
                       "such a list as sides."),
        ({"measures": 5}, "compare_sides: measures=5 cannot be used. Allowed: a name, or a list of names. To go on: "
                          "pass such a list as measures."),
        ({"seed": "x"}, "compare_sides: seed='x' cannot be used. Allowed: whole numbers from 0. To go on: pass such a "
                        "number as seed."),
    ],
)  # fmt: skip  # a case and its message
def test_options_of_wrong_types_are_answered(tables: Tables, options: dict, message: str) -> None:
    """A number for names and a word for a seed are named with what is allowed."""
    with pytest.raises(UsageError) as error:
        compare_sides(tables, **options)
    assert str(error.value) == message


def test_between_years_one_side_may_be_picked(tables: Tables) -> None:
    """Between months tone goes both ways, which attrs say; with ``side`` it is that side's, toward its other."""
    tables["articles"] = tables["articles"].assign(is_latest=True)
    ask = {"sides": ("2018-06", "2018-08"), "between": "M", "measures": "tone", "min_articles": 1}
    both, one = compare_sides(tables, **ask), compare_sides(tables, side="DPRK", **ask)
    assert both["n_statements_a"].tolist() == [3] and both["target_a"].isna().all()
    assert both.attrs["counted"].endswith(
        "Tone and conflict go both ways: toward the US in the DPRK's statements, toward the DPRK in all others."
    )
    assert one[["n_statements_a", "side", "target_a", "target_b"]].values.tolist() == [[1, "DPRK", "US", "US"]]
    assert one.attrs["counted"].endswith("Only statements of DPRK count.")


def test_a_side_picked_between_sides_is_an_error(tables: Tables) -> None:
    """One side's statements alone cannot be set beside another side's."""
    with pytest.raises(UsageError) as error:
        compare_sides(tables, side="US")
    assert str(error.value) == (
        "compare_sides: side='US' with between='side' cannot be used. Allowed: one side's statements between outlets, "
        'periods and so on. To go on: leave side out, or pass between="Y" or another.'
    )


def test_articles_without_a_date_are_counted(tables: Tables) -> None:
    """Between periods attrs say how many articles have no date that tells them; between sides they count."""
    tables["articles"].loc[2, "published_date"] = pd.NaT
    found = compare_sides(tables, sides=("2018-06-12", "2018-06-11"), between="D", measures="compound", versions="all")
    assert found.attrs["counted"] == (
        "Every version of every story counts. 1 of 3 articles are left out: they have no date that tells the period "
        "(D)."
    )
    assert "left out" not in compare_sides(tables, measures="compound").attrs["counted"]


def test_a_target_is_said(tables: Tables) -> None:
    """Toward a third side attrs say so."""
    found = compare_sides(tables, measures="tone", target="CHN")
    assert found.attrs["counted"].endswith(" Tone and conflict: only statements about CHN count.")


def test_periods_of_statements_without_dates_are_an_error(tables: Tables) -> None:
    """Where no statement has a date there is no period to name, and the message says so."""
    tables["articles"]["published_date"] = pd.Series([pd.NaT] * 3).astype("datetime64[ns]")
    with pytest.warns(UserWarning, match="no article has a date"), pytest.raises(UsageError) as error:
        compare_sides(tables, sides=("2017", "2018"), between="Y")
    assert str(error.value) == (
        "compare_sides: sides=('2017', '2018'), where there are no statements with a date, cannot be used. Allowed: "
        "tables with statements that have a date. To go on: pass such tables, or another between."
    )


def test_no_one_speaks_of_experts_as_a_side() -> None:
    """Experts and media speak and are no one's target or name: tone and mentions between them have no number."""
    tables = alike(12, a=True, b=False)
    tables["statements"] = tables["statements"].assign(
        side=lambda rows: rows["side"].replace({"DPRK": "EXPERT", "US": "MEDIA"}),
        target="DPRK", tone=0, n_words=9, start=0, end=40,
    )  # fmt: skip
    tables["mentions"] = pd.DataFrame({"article_id": ["0000.1"], "start": 3, "end": 6, "side": "US", "actor_id": "US"})
    found = compare_sides(tables, sides=("EXPERT", "MEDIA"), measures=["tone", "mentions_per_1000_words"])
    assert found["note"].tolist() == ["not defined: no one speaks of MEDIA or EXPERT"] * 2
    assert found[["estimate_a", "difference", "p_adjusted"]].isna().all(axis=None)
    of_us = compare_sides(tables, sides=("EXPERT", "US"), measures="mentions_per_1000_words").iloc[0]
    assert of_us[["estimate_a", "note"]].tolist() == [1000 / 108, "not defined: no one speaks of EXPERT"]
