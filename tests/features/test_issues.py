"""Facts about issues: what a text is about."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from newsresearch import lexicons
from newsresearch.features.issues import SURE, classify_issues
from newsresearch.models import load_model
from newsresearch.models.train_issues import label_sentences
from newsresearch.schema import ISSUES, UsageError


@pytest.mark.parametrize("row", list(lexicons.load("issues").itertuples()), ids=lambda row: row.phrase)
def test_every_phrase_finds_its_issue(row):
    """The example of a phrase gets its issue, the counter-example does not."""
    example, counter = classify_issues([row.example, row.counter_example])
    assert example == row.issue
    assert counter != row.issue


def test_every_issue_has_phrases_but_other():
    """The table covers the issues of the schema, apart from the one for what is left."""
    assert set(lexicons.load("issues")["issue"]) == set(ISSUES) - {"other"}


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("No sanctions relief before denuclearization, and sanctions stay.", "sanctions"),  # most
        ("Missiles first, sanctions later.", "missile"),  # of equals the first
        ("SANCTIONS", "sanctions"),  # any case
        ("The sanctioning body met.", "other"),  # whole words alone
        ("🚀", "other"),
        ("", "other"),
        (None, "other"),
    ],
)
def test_the_issue_of_a_text(text, issue):
    """The issue with most phrases wins, of equals the first; without a phrase it is other."""
    assert classify_issues([text]).tolist() == [issue]


def test_the_index_of_a_series_is_kept():
    """A filtered Series gets its answers on its own labels."""
    texts = pd.Series(["Hackers came.", "Nothing."], index=[7, 3])
    assert classify_issues(texts).to_dict() == {7: "cyber", 3: "other"}


def test_a_table_of_ones_own_replaces_ours():
    """Issues and phrases of the user are the only ones."""
    table = pd.DataFrame({"issue": ["weather"], "phrase": ["monsoon"]})
    assert classify_issues(["Monsoon and missiles"], issues=table).tolist() == ["weather"]


def test_one_string_is_no_list_of_texts():
    """A single text is answered with what to do."""
    with pytest.raises(UsageError) as error:
        classify_issues("Sanctions stay.")
    assert str(error.value) == (
        "classify_issues: one string cannot be used. Allowed: a Series or list of texts. "
        "To go on: put the text into a list."
    )


def test_an_empty_cell_in_a_table_is_named():
    """A row without a phrase is an error that names the row."""
    table = pd.DataFrame({"issue": ["weather"], "phrase": [None]}, index=["r1"])
    with pytest.raises(UsageError) as error:
        classify_issues(["x"], issues=table)
    assert str(error.value) == (
        "classify_issues(issues=...): row 'r1', issue 'weather' and phrase None cannot be used. Allowed: text in both "
        "columns of every row. To go on: fill the cell or drop the row."
    )


def test_issues_agree_with_another_projects_labels(shared):
    """Provocations that CSIS Beyond Parallel files as missile or nuclear get that issue in nine of ten cases."""
    table = pd.read_csv(shared / "corpora" / "provocations" / "provocations.csv")
    kinds = {"Missile Provocation": "missile", "Nuclear Provocation": "nuclear test"}
    table = table[table["type"].isin(kinds)]
    ours = classify_issues(table["event"] + ". " + table["description"])
    assert (ours == table["type"].map(kinds)).mean() > 0.9


def test_the_fallback_names_what_no_phrase_tells():
    """A launch without a word of the table is about missiles; what the table names stays; fine weather is other."""
    texts = [
        "It may launch a long-range rocket capable of reaching the mainland.",
        "Sanctions stay.",
        "It rained.",
        None,
    ]
    assert classify_issues(texts, fallback=True).tolist() == ["missile", "sanctions", "other", "other"]
    assert classify_issues(texts).tolist() == ["other", "sanctions", "other", "other"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"fallback": "yes"}, "classify_issues: fallback='yes' cannot be used. Allowed: True, False. To go on: pass "
                              "one of these as fallback."),
        ({"fallback": True, "issues": pd.DataFrame({"issue": ["weather"], "phrase": ["monsoon"]})},
         "classify_issues: fallback=True beside issues=... cannot be used. Allowed: fallback=True with the packaged "
         "issues, which it has learned. To go on: leave one of the two out."),
    ],
)  # fmt: skip  # a case and its message
def test_the_fallback_knows_the_packaged_issues_alone(options, message):
    """Beside a table of one's own, or as a word, the option is refused."""
    with pytest.raises(UsageError) as error:
        classify_issues(["x"], **options)
    assert str(error.value) == message


def test_the_fallback_is_right_about_sentences_that_it_did_not_learn(shared):
    """Of coded sentences that the table labels, without its phrases, it names two thirds rightly where it is sure."""
    lines = (shared / "gold" / "train_sentences.jsonl").read_text(encoding="utf-8").splitlines()
    rows = label_sentences([json.loads(line)["text"] for line in lines]).query("issue != 'other'")
    model = load_model("issues/fallback")
    p = model.predict_proba(rows["words"].tolist())
    sure = p.max(axis=1) >= SURE
    right = np.array(model.classes)[p.argmax(axis=1)] == rows["issue"].to_numpy()
    assert sure.sum() >= 50
    assert right[sure].mean() > 2 / 3
