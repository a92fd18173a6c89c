"""is_hedged and certainty_of: three definitions, odd input, and the labelled sets they have to match."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import spearmanr
from sklearn.metrics import f1_score

from newsresearch.features.hedging import certainty_of, is_hedged
from newsresearch.models.hedging.judge import score_texts
from newsresearch.models.train_hedging import SETS, is_uncertain, train_certainty, train_weasel
from newsresearch.schema import UsageError

DEFINITIONS = ("codebook", "weasel", "factuality")


def _read(shared: Path, name: str) -> list[dict]:
    with (shared / "corpora" / name).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@pytest.mark.parametrize(
    ("text", "codebook", "weasel", "factuality"),
    [
        ("The envoy left on Friday.", False, False, False),
        ("Some believe that the envoy may leave.", True, True, True),
        ("Many critics consider it one of the best songs.", False, True, False),
        ("They threatened to leave if the drills begin.", False, False, True),
        ("Some 60 soldiers were seen there.", True, True, False),
    ],
)
def test_definitions(text: str, codebook: bool, weasel: bool, factuality: bool) -> None:
    """The definitions differ on who says so and on events that are only wanted or feared."""
    answers = [is_hedged([text], definition=name)["hedged"].tolist() for name in DEFINITIONS]
    assert answers == [[codebook], [weasel], [factuality]]


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("He may visit.", True),
        ("The envoy might soon return to the city.", True),
        ("It is unclear whether the launch worked.", True),
        ("The envoy returned to the city.", False),
        ("The reasons are unclear.", False),
        ("The book “What May Come” was printed.", False),
    ],
)
def test_plain_possibility(text: str, factuality: bool) -> None:
    """An event that may happen, or of which nobody knows whether it did, is uncertain; a title says nothing."""
    assert is_hedged([text], definition="factuality")["hedged"].tolist() == [factuality]


def test_may_the_month_is_a_month() -> None:
    """May the month or name is read as any other month, under each trained model."""
    for definition in DEFINITIONS:
        may, june = (is_hedged([f"Mr. {name} left in {name}."], definition=definition) for name in ("May", "June"))
        pd.testing.assert_frame_equal(may, june)


def test_certainty_falls_with_hedges() -> None:
    """Each further hedge makes a sentence less certain, and certainty lies between 0 and 1."""
    texts = ["The test failed.", "The test probably failed.", "The test may possibly have failed, it seems."]
    values = is_hedged(texts)["certainty"].tolist()
    assert values == sorted(values, reverse=True)
    assert 0 <= values[-1] < values[0] <= 1


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_odd_input(definition: str) -> None:
    """Any text is hedged or not, a missing one neither; only what has a Latin letter gets a certainty."""
    texts = pd.Series(
        ["", "x", "🙂", "북한은 말했다", None, "may " * 250_000, "“" * 100, float("nan")], index=list("abcdefgh")
    )
    found = is_hedged(texts, definition=definition)
    assert found.index.tolist() == list("abcdefgh")
    assert found["hedged"].isna().tolist() == texts.isna().tolist()
    assert found["certainty"].notna().tolist() == [False, True, False, False, False, True, False, False]
    assert found["certainty"].dropna().between(0, 1).all()
    assert found["hedged"].iloc[:4].tolist() == [False] * 4


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_no_texts(definition: str) -> None:
    """No texts give no rows, with the same columns and types."""
    assert is_hedged([], definition=definition).dtypes.equals(is_hedged(["a"], definition=definition).dtypes)


def test_input_unchanged() -> None:
    """The Series given is the same afterwards, and a text's answer does not depend on the others."""
    texts = pd.Series(["It may rain.", None, "It rained."])
    before = texts.copy()
    together = is_hedged(texts, definition="factuality")
    pd.testing.assert_series_equal(texts, before)
    alone = is_hedged([texts[2]], definition="factuality")
    assert together.iloc[2].tolist() == alone.iloc[0].tolist()


def test_refused() -> None:
    """An unknown definition, one string and a number are refused in words."""
    with pytest.raises(UsageError) as caught:
        is_hedged(["a"], definition="vibe")
    assert str(caught.value) == (
        "definition='vibe' cannot be used. Allowed: codebook, weasel, factuality. To go on: pass one of these as "
        "definition."
    )
    with pytest.raises(UsageError) as caught:
        is_hedged("a")
    assert str(caught.value) == (
        "is_hedged: str cannot be used. Allowed: a list or Series of texts. To go on: put the text into a list."
    )
    with pytest.raises(UsageError) as caught:
        certainty_of(["a", 3])
    assert str(caught.value) == (
        "certainty_of: row 1, int 3 cannot be used. Allowed: text, or a missing value. To go on: pass the column that "
        "holds the texts, or convert it with .astype('str')."
    )


def test_codebook(shared: Path) -> None:
    """By the cues, hedged sentences of the coded dev set are found with F1 above .88."""
    with (shared / "gold" / "sentences.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    found = is_hedged([row["text"] for row in rows])["hedged"]
    assert f1_score([row["hedged"] for row in rows], found.astype(bool)) > 0.88


def test_factuality(shared: Path) -> None:
    """Uncertain news sentences of the dev set are found with F1 above .70; any hedge reaches .37."""
    rows = _read(shared, "factuality/uw_dev.jsonl")
    found = is_hedged([row["text"] for row in rows], definition="factuality")["hedged"]
    assert f1_score([is_uncertain(row) for row in rows], found.astype(bool)) > 0.70


def test_weasel(shared: Path) -> None:
    """Learned on two thirds of the Wikipedia sentences, vague ones of the third are found with F1 above .78."""
    rows = _read(shared, SETS[0])
    held_out = np.arange(len(rows)) % 3 == 0
    model = train_weasel([row for row, out in zip(rows, held_out, strict=True) if not out])
    unseen = [row for row, out in zip(rows, held_out, strict=True) if out]
    found = score_texts([row["text"] for row in unseen], model) > 0
    assert f1_score([row["label"] == "uncertain" for row in unseen], found) > 0.78


def test_certainty_ranks(shared: Path) -> None:
    """Learned on two thirds of the findings, the others are ranked with Spearman above .60; hedge counts reach .56."""
    rows = _read(shared, "certainty/dev.jsonl")
    held_out = np.arange(len(rows)) % 3 == 0
    learn = [row for row, out in zip(rows, held_out, strict=True) if not out]
    unseen = [row for row, out in zip(rows, held_out, strict=True) if out]
    values = score_texts([row["finding"] for row in unseen], train_certainty(learn, _read(shared, SETS[1])[:500]))
    truth = np.array([(row["sentence-level-certainty"] - 1) / 5 for row in unseen])
    assert spearmanr(values, truth)[0] > 0.60
    assert abs(values.mean() - truth.mean()) < 0.03  # calibrated in the mean
