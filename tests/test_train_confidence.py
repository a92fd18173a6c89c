"""The trainer of confidences: what counts as right, and that it learns what its rows hold."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import LogisticRegression

from newsresearch.evaluation.train_confidence import DECISIONS, STRENGTH, _same_source, fit, measure

generator = np.random.default_rng(0)
KNOWN = generator.random(400) < 0.5
RIGHT = np.where(generator.random(400) < np.where(KNOWN, 0.9, 0.4), 1.0, 0.0)
ROWS = pd.DataFrame(
    {
        "document": (np.arange(400) // 10).astype("str"),
        "traits": [{"known": 1.0} if known else {"unknown": 1.0} for known in KNOWN],
        **dict.fromkeys(DECISIONS, RIGHT),
    }
)


def test_the_weights_are_those_of_scikit_learn():
    """One decision's log-odds are those of a logistic regression on the same two traits."""
    expected = LogisticRegression(C=STRENGTH, max_iter=2000).fit(np.column_stack([KNOWN, ~KNOWN]), RIGHT)
    scores = fit(ROWS).scores([{"known": 1.0}, {"unknown": 1.0}])[:, DECISIONS.index("side")]
    assert scores == pytest.approx(expected.decision_function([[1, 0], [0, 1]]), abs=1e-3)


def test_a_missing_label_is_no_mistake():
    """Rows that no coder calls a statement say nothing about speakers."""
    half = ROWS.assign(speaker=ROWS["speaker"].where(ROWS.index < 200))
    speaker, side = DECISIONS.index("speaker"), DECISIONS.index("side")
    assert fit(half).weights[:, speaker] == pytest.approx(fit(ROWS[:200]).weights[:, side], abs=1e-6)


def test_documents_held_out_show_what_is_learned():
    """Planted chances of .9 and .4 give a Brier score below the base's, and a mean confidence near the share right."""
    table = measure(ROWS).set_index("decision")
    assert (table["brier"] < table["brier_base"]).all()
    assert (table["mean_p"] - table["share_right"]).abs().max() < 0.03


@pytest.mark.parametrize(
    ("gold", "ours", "sides", "same"),
    [
        ("a journalist", "reporter", ("MEDIA", "MEDIA"), True),
        ("the DPRK delegation", "delegation of the Democratic People's Republic of Korea", ("DPRK", "DPRK"), True),
        ("the DPRK delegation", "delegation of the Republic of Korea", ("DPRK", "ROK"), False),
        ("the President", "White House", ("US", "US"), False),
    ],
)
def test_words_of_the_codebook_and_of_the_package_may_mean_one_speaker(
    gold: str, ours: str, sides: tuple[str, str], same: bool
):
    """A question of a transcript is a reporter's, a delegation may be spelled out; an office is not its house."""
    assert _same_source(gold, ours, *sides) is same
