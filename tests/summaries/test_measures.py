"""Each measure by hand."""

import pandas as pd
import pytest

from newsresearch.schema import UsageError
from newsresearch.summaries import measure_hedging
from newsresearch.summaries.measures import MEASURES, measures_in

Tables = dict[str, pd.DataFrame]


@pytest.mark.parametrize(
    ("measure", "us", "dprk"),
    [
        ("share_hedged", 1 / 2, 1 / 2),
        ("hedges_per_1000_words", 1000 / 10, 1000 / 13),
        ("boosters_per_1000_words", 0, 1000 / 13),
        ("tone", -1, -1 / 2),
        ("compound", -0.125, -0.375),
        ("share_threaten", 0, 1 / 2),
        ("share_conditional", 1 / 2, 0),
        ("words_per_statement", 5, 6.5),
        ("mentions_per_1000_words", 1000 / 10, 2000 / 13),
    ],
)
def test_a_measure_is_the_ratio_worked_by_hand(tables: Tables, measure: str, us: float, dprk: float) -> None:
    """Over the latest versions each measure is its numerator over its denominator, as counted by hand."""
    found = measure_hedging(tables, measure=measure).set_index("group")["estimate"]
    assert found.to_dict() == {"DPRK": pytest.approx(dprk), "US": pytest.approx(us)}


def test_measures_of_absent_columns_are_not_listed(tables: Tables) -> None:
    """Without columns of certainty and conflict all other measures are there."""
    assert set(MEASURES) - set(measures_in(tables)) == {"certainty", "conflict"}


def test_a_measure_of_a_later_column_comes_with_it(tables: Tables) -> None:
    """A table with a column certainty has the measure, the mean over rows that have a value."""
    tables["statements"]["certainty"] = [None, 0.2, 0.4, None, 1.0]
    found = measure_hedging(tables, measure="certainty").set_index("group")
    assert found["estimate"].round(9).to_dict() == {"DPRK": 1.0, "US": 0.3}
    assert found["n_statements"].to_dict() == {"DPRK": 1, "US": 2}


def test_a_measure_without_its_column_is_an_error(tables: Tables) -> None:
    """A measure whose column is absent is named with the column and the measures that there are."""
    few = {**tables, "statements": tables["statements"][["statement_id", "article_id", "side", "hedged"]]}
    with pytest.raises(UsageError) as error:
        measure_hedging(few, measure="conflict")
    assert str(error.value) == (
        "measure='conflict' on tables without statements.conflict, statements.target cannot be used. Allowed: "
        "share_hedged. To go on: pass one of these as measure, or compute the tables again with extract_tables."
    )


def test_an_unknown_measure_is_an_error(tables: Tables) -> None:
    """An unknown measure is named with all that exist."""
    with pytest.raises(UsageError) as error:
        measure_hedging(tables, measure="warmth")
    assert str(error.value) == (
        f"measure='warmth' cannot be used. Allowed: {', '.join(MEASURES)}. To go on: pass one of these as measure."
    )


def test_the_target_asked_for_replaces_the_default(tables: Tables) -> None:
    """Asked about China, tone counts the statements about China alone."""
    found = measure_hedging(tables, measure="tone", target="CHN").set_index("group")
    assert found.loc["US", ["estimate", "n_statements"]].tolist() == [1.0, 1]
    assert found.loc["DPRK", "note"] == "no statements"


def test_the_target_restricts_tone_alone(tables: Tables) -> None:
    """The share of hedged statements is the same whatever the target."""
    asked, default = (measure_hedging(tables, target=target)["estimate"].tolist() for target in ("CHN", None))
    assert asked == default


def test_mentions_outside_a_statement_do_not_count(tables: Tables) -> None:
    """A mention beyond the statement's end is not among its words."""
    tables["statements"] = tables["statements"].query("statement_id == 'c.1:0'")
    assert measure_hedging(tables, measure="mentions_per_1000_words")["estimate"].item() == 0
