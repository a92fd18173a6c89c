"""Facts about issues: what a text is about."""

from __future__ import annotations

import pandas as pd
import pytest

from newsresearch import lexicons
from newsresearch.features.issues import classify_issues
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
