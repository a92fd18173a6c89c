"""Confidences of a statement: which rows are sure, which are not, and what is asked of the tables."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from newsresearch import schema
from newsresearch.extract import extract_tables, find_statements
from newsresearch.features.confidence import confidence_of
from newsresearch.store import read_tables, write_tables

NAMES = ["p_statement", "p_quote", "p_speaker", "p_side", "p_condition"]


def read(text: str, **article: object) -> pd.DataFrame:
    """Return the statements of one text."""
    return find_statements(pd.DataFrame({"article_id": ["a.1"], "text": [text], **article}))


def test_every_row_has_every_confidence():
    """Direct, indirect and anonymous statements all get five chances between 0 and 1."""
    text = '"We will answer," Kim Jong Un said. A diplomat said that talks may resume. He told reporters to wait.'
    rows = read(text)[NAMES]
    assert len(rows) >= 2
    assert rows.notna().all(axis=None) and rows.ge(0).all(axis=None) and rows.le(1).all(axis=None)


def test_a_known_name_beside_its_words_is_surer_than_a_pronoun():
    """Who "he" is must be found elsewhere, and that goes wrong more often."""
    rows = read("President Trump said that talks would resume in May.\n\nHe said that sanctions would stay.")
    assert rows["p_speaker"][0] > rows["p_speaker"][1]


def test_an_own_text_is_surely_a_statement():
    """What a side publishes itself is its statement, more surely than an indirect one in the news."""
    own = read("The army will answer any attack.", publisher_side=["DPRK"], outlet=["KCNA"])
    news = read("The army vowed an answer to any attack.")
    assert own["quote"].tolist() == ["own"]
    assert own["p_statement"].min() > 0.9
    assert own["p_statement"].min() > news["p_statement"].max()


def test_a_turn_of_a_transcript_is_sure():
    """A label names who speaks: statement and speaker are surer than nine in ten."""
    rows = read("MS. LEE: We are ready to talk.\n\nQ When will you meet?\n\nMS. LEE: We will meet in May.\n\nQ Thanks.")
    assert rows["quote"].eq("direct").all()
    assert rows[["p_statement", "p_speaker"]].ge(0.9).all(axis=None)


def test_a_condition_makes_its_decision_less_sure():
    """Where "if" stands, coders disagree more than where no word of a condition does."""
    rows = read("Pyongyang said it would talk if sanctions ended. Pyongyang said the reactor was shut.")
    assert rows["has_condition"].tolist() == [True, False]
    assert rows["p_condition"][0] < rows["p_condition"][1]


def test_index_and_columns_stay():
    """Rows keep their index, and the columns before stay as they are."""
    page = pd.DataFrame({"article_id": ["a.1"], "text": ["Seoul said that talks would resume. Tokyo said so too."]})
    tables = extract_tables(page)
    plain = tables["statements"].drop(columns=NAMES).set_axis([7, 3], axis="index")
    out = confidence_of(plain, tables["articles"], tables["mentions"])
    pd.testing.assert_frame_equal(out.drop(columns=NAMES), plain)
    assert list(out.columns[-5:]) == NAMES


def test_articles_are_independent():
    """Two articles together get the numbers of each alone."""
    texts = ['"We are ready," Moon Jae-in said. He said talks would help.', "A spokesman said nothing had changed."]
    pages = pd.DataFrame({"article_id": ["a.1", "b.1"], "text": texts})
    alone = pd.concat([find_statements(pages.iloc[[0]]), find_statements(pages.iloc[[1]])], ignore_index=True)
    pd.testing.assert_frame_equal(find_statements(pages)[NAMES], alone[NAMES])


def test_confidences_outlive_the_words(tmp_path: Path):
    """A folder without words keeps the numbers."""
    page = pd.DataFrame({"article_id": ["a.1"], "text": ["Seoul said that talks would resume."]})
    write_tables(page, tmp_path, text=False, progress=False)
    kept = read_tables(tmp_path)["statements"]
    assert "text" not in kept
    pd.testing.assert_frame_equal(kept[NAMES], find_statements(page)[NAMES])


def test_statements_without_a_decision_are_refused():
    """The error names the column that is missing and the call that makes it."""
    table = schema.empty("statements").drop(columns="has_condition")
    with pytest.raises(schema.UsageError) as error:
        confidence_of(table, schema.empty("articles"), schema.empty("mentions"))
    assert str(error.value).startswith("confidence_of: a table without has_condition cannot be used. Allowed: ")
    assert str(error.value).endswith("To go on: pass the table that stance_of returns.")
