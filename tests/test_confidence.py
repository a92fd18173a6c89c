"""What a confidence is worth: hand-made decisions, scikit-learn's answer, and the package's own confidences."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.calibration import calibration_curve
from sklearn.metrics import confusion_matrix

from newsresearch import schema
from newsresearch.evaluation import (
    calibrate,
    compare_decisions,
    count_confusions,
    judge_acts,
    judge_gold,
    judge_targets,
    trace_thresholds,
)
from newsresearch.extract import find_statements

DECISIONS = pd.DataFrame(
    {
        "measure": ["act"] * 4 + ["side"],
        "document": ["a", "a", "b", "b", "a"],
        "gold": ["offer", "offer", "pledge", "report", "US"],
        "found": ["pledge", "offer", "pledge", "report", "US"],
        "right": [False, True, True, True, True],
        "p": [0.3, 0.5, 0.8, 0.9, np.nan],
    }
)


def test_bins_go_from_the_least_sure_to_the_surest():
    """Two bins of two decisions: mean confidence beside the share that is right."""
    table = calibrate(DECISIONS, bins=2)
    assert table[["measure", "bin", "n"]].values.tolist() == [["act", 0, 2], ["act", 1, 2]]
    assert table["mean_p"].tolist() == pytest.approx([0.4, 0.85])
    assert table["share_right"].tolist() == [0.5, 1.0]


def test_calibration_is_that_of_scikit_learn():
    """Where no confidence repeats, bins are those of scikit-learn's quantiles."""
    generator = np.random.default_rng(0)
    p = generator.uniform(size=200)
    right = generator.uniform(size=200) < p
    rows = pd.DataFrame({"measure": "tone", "document": np.arange(200).astype("str"), "right": right, "p": p})
    share, mean = calibration_curve(right, p, n_bins=4, strategy="quantile")
    table = calibrate(rows, bins=4)
    assert table["share_right"].tolist() == pytest.approx(share)
    assert table["mean_p"].tolist() == pytest.approx(mean)


def test_equal_confidences_stand_in_one_bin():
    """Four equal confidences make one bin, however many are asked for."""
    assert calibrate(DECISIONS.assign(p=0.7), bins=3)["n"].tolist() == [4, 1]


def test_documents_are_resampled_whole():
    """Where every document is right as often, the interval has no width; with one document there is none."""
    rows = pd.concat([DECISIONS[:2], DECISIONS[:2].assign(document="b")]).assign(p=0.7)
    table = calibrate(rows)
    assert table[["low", "high"]].values.tolist() == [[0.5, 0.5]]
    assert calibrate(DECISIONS[:2].assign(p=0.7))[["low", "high"]].isna().all(axis=None)


def test_a_threshold_keeps_what_is_as_sure():
    """A confidence equal to the threshold is kept; where nothing is left, no share is right."""
    table = trace_thresholds(DECISIONS, thresholds=[0, 0.5, 0.95])
    assert table["n"].tolist() == [4, 3, 0]
    assert table["share_kept"].tolist() == [1.0, 0.75, 0.0]
    assert table["share_right"].tolist()[:2] == [0.75, 1.0]
    assert pd.isna(table["share_right"][2])


def test_confusions_are_those_of_scikit_learn():
    """Every pair that occurs, with its number."""
    table = count_confusions(DECISIONS[:4])
    labels = ["offer", "pledge", "report"]
    wide = table.pivot(index="gold", columns="found", values="n").reindex(index=labels, columns=labels).fillna(0)
    assert (wide.to_numpy() == confusion_matrix(DECISIONS["gold"][:4], DECISIONS["found"][:4], labels=labels)).all()


def test_a_table_without_confidences_is_refused():
    """The error names the columns and the call that makes them."""
    with pytest.raises(schema.UsageError) as error:
        calibrate(DECISIONS.drop(columns="p"))
    assert str(error.value) == (
        "calibrate: a table without p cannot be used. Allowed: a table with the columns measure, document, right, p. "
        "To go on: pass the table that judge_gold returns."
    )


def test_no_bins_are_refused():
    """The error says what was given."""
    with pytest.raises(schema.UsageError) as error:
        calibrate(DECISIONS, bins=0)
    assert str(error.value) == (
        "calibrate: bins=0 cannot be used. Allowed: 1 or more. To go on: pass how many bins you want."
    )


PAIRS = pd.DataFrame(
    {
        "article_id": ["a", "a", "b"], "found": [True, True, False],
        "quote": ["direct", "none", "own"], "our_quote": ["direct", "indirect", "none"],
        "speaker": ["Kim Jong Un", "", "KCNA"], "our_speaker": ["Kim Jong-un", "Lee", ""],
        "side": ["RUS", "NONE", "DPRK"], "our_side": ["CHN", "US", "NONE"],
        "target": ["US", "NONE", "US"], "our_target": ["US", "NONE", "NONE"], "our_p_target": [0.9, 0.4, None],
        "tone": [-1, 0, -1], "our_tone": [-1, 0, 0], "act": ["report", "none", "report"],
        "our_act": ["reject", "report", "none"],
        "condition": [True, False, False], "our_condition": [False, False, False],
    }
)  # fmt: skip  # a pair of columns a line


def test_a_decision_is_judged_where_both_see_a_statement():
    """Quotation is judged on all three rows, a statement where one is found, the rest on what both call a statement."""
    rows = compare_decisions(PAIRS)
    assert rows["measure"].value_counts().to_dict() == {
        "quote": 3, "statement": 2, "speaker": 1, "side": 1, "target": 1, "tone": 1, "act": 1, "condition": 1
    }  # fmt: skip  # one table
    right = rows.set_index("measure")["right"]
    assert right[["speaker", "target", "tone", "act", "condition"]].tolist() == [True, True, True, False, False]
    assert right["statement"].tolist() == [True, False]
    assert rows.loc[rows["measure"] == "target", "p"].tolist() == [0.9]


def test_small_sides_count_as_other():
    """China in the place of Russia is right: both are OTHER among the five sides that are scored."""
    row = compare_decisions(PAIRS).set_index("measure").loc["side"]
    assert row[["gold", "found", "right"]].tolist() == ["OTHER", "OTHER", True]


def test_every_confidence_of_the_package_is_judged(shared: Path):
    """Each column p_... of the statements stands beside a truth, and is 0 to 1."""
    rows = judge_gold(shared)
    page = pd.DataFrame({"article_id": ["a.1"], "text": ['"We will answer," the North Korean leader said.']})
    given = {name.removeprefix("p_") for name in find_statements(page).columns if name.startswith("p_")}
    assert given == set(rows.loc[rows["p"].notna(), "measure"])
    assert rows["p"].dropna().between(0, 1).all()


@pytest.fixture(scope="module")
def dev(shared: Path) -> pd.DataFrame:
    """Return the package's decisions on the dev half."""
    return judge_gold(shared)


@pytest.mark.parametrize("measure", ["quote", "target", "tone", "act"])
def test_surer_decisions_are_right_more_often(dev: pd.DataFrame, measure: str):
    """On the dev half the surest fifth is right more often than the least sure, by a fifth of the rows."""
    table = calibrate(dev).query("measure == @measure")
    assert table["share_right"].iloc[-1] > table["share_right"].iloc[0] + 0.2


@pytest.mark.parametrize("measure", ["statement", "quote", "speaker"])
def test_a_confidence_of_its_own_is_nearer_than_the_share_that_is_right(dev: pd.DataFrame, measure: str):
    """On the dev half the Brier score is below that of giving every row the share that is right there."""
    rows = dev[(dev["measure"] == measure) & dev["p"].notna()]
    assert ((rows["p"] - rows["right"]) ** 2).mean() < rows["right"].mean() * (1 - rows["right"].mean())


def test_target_sentiment_is_calibrated(shared: Path):
    """On NewsMTSC's development sets mean confidence and share right lie within .05 of each other."""
    rows = judge_targets(shared)
    assert rows["p"].mean() == pytest.approx(rows["right"].mean(), abs=0.05)


def test_conflict_is_calibrated(shared: Path):
    """Over topics held out, the probability of conflict is as high as the share right, within .06 in every fifth."""
    table = calibrate(judge_acts(shared).query("measure == 'conflict'"))
    assert (table["mean_p"] - table["share_right"]).abs().max() < 0.06
