"""The table of statements: its columns, its errors, any text."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsresearch import schema
from newsresearch.features.statements import statements_in
from newsresearch.models.attribution import paragraphs_of

Read = Callable[..., pd.DataFrame]  # the fixture of conftest.py


def test_columns_are_those_of_the_table(read: Read) -> None:
    """The columns are the schema's, but for what later steps add; ids name article and place."""
    table = read([["The ministry said that the talks would go on next week."]])
    later = {"target", "tone", "act", "condition", "has_condition", "issue", "condition_issue", "consequent_issue"}
    assert set(table.columns) == set(schema.TABLES["statements"].columns) - later
    assert table.loc[0, ["statement_id", "quotation_id", "speaker_id"]].tolist() == ["a:0", "a:q1", "a:p0"]


def test_no_articles_give_an_empty_table() -> None:
    """Empty tables in, an empty table with the columns out."""
    table = statements_in(schema.empty("articles"), schema.empty("sentences"), schema.empty("mentions"))
    assert len(table) == 0
    assert "quotation_id" in table


def test_a_missing_column_is_named() -> None:
    """A table without a needed column is refused by name."""
    with pytest.raises(schema.UsageError) as error:
        statements_in(pd.DataFrame({"article_id": []}), schema.empty("sentences"), schema.empty("mentions"))
    assert str(error.value) == (
        "statements_in: a table without text cannot be used. Allowed: a table with the columns article_id, text. "
        "To go on: pass the table that load_articles returns."
    )


@given(st.text(alphabet="ab .,\n\"“”‘’'«»Q:MS😀", max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_rows_that_stand_in_it(text: str) -> None:
    """Whatever the marks, no exception, and every row is a cut of the text."""
    spans = paragraphs_of(text)
    frame = pd.DataFrame(
        [("a", i, i, s, e, text[s:e]) for i, (s, e) in enumerate(spans)],
        columns=["article_id", "sentence_id", "paragraph", "start", "end", "text"],
    )
    table = statements_in(pd.DataFrame({"article_id": ["a"], "text": [text]}), frame, schema.empty("mentions"))
    assert all(text[a:b] == words for a, b, words in zip(table["start"], table["end"], table["text"], strict=True))
