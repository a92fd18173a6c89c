"""The tables, their check, and how errors are worded."""

from __future__ import annotations

import pandas as pd
import pytest

from newsresearch import schema


def test_conform_sorts_by_key_and_keeps_further_columns_last():
    """A table comes out sorted by its key, with a fresh index, its own columns first."""
    rows = pd.DataFrame({"note": ["x", "y"], "article_id": ["b", "a"], "sentence_id": [0, 0], "start": [0, 0]})
    out = schema.conform(rows, "sentences")
    assert out["article_id"].tolist() == ["a", "b"]
    assert list(out.columns) == [*schema.TABLES["sentences"].columns, "note"]
    assert out.index.equals(pd.RangeIndex(2))


def test_conform_leaves_its_input_alone():
    """The frame that is given does not change."""
    rows = pd.DataFrame({"article_id": ["b", "a"], "start": [1, 2]})
    before = rows.copy()
    schema.conform(rows, "mentions")
    pd.testing.assert_frame_equal(rows, before)


@pytest.mark.parametrize("name", list(schema.TABLES))
def test_an_empty_table_has_all_columns_with_their_types(name: str):
    """A table without rows still has every column, typed."""
    table = schema.empty(name)
    types = {column: schema.PANDAS_TYPES.get(kind, kind) for column, kind in schema.TABLES[name].columns.items()}
    assert {column: str(kind) for column, kind in table.dtypes.items()} == types


def test_times_are_kept_in_utc():
    """A time with another zone is the same moment in UTC."""
    page = pd.DataFrame({"article_id": ["a"], "published_at": [pd.Timestamp("2019-09-16 17:29", tz="Asia/Seoul")]})
    assert schema.conform(page, "articles")["published_at"][0] == pd.Timestamp("2019-09-16 08:29", tz="UTC")


def test_one_of_names_the_value_and_what_is_allowed():
    """A wrong choice is answered with the choices."""
    with pytest.raises(schema.UsageError) as error:
        schema.one_of("freq", "hour", ("D", "M"))
    assert str(error.value) == "freq='hour' cannot be used. Allowed: D, M. To go on: pass one of these as freq."


def test_need_columns_names_what_is_missing_and_who_makes_it():
    """A table that lacks a column is answered with its name and the call that makes such a table."""
    with pytest.raises(schema.UsageError) as error:
        schema.need_columns(pd.DataFrame({"a": [1]}), ("a", "text"), "split_sentences", "load_articles")
    assert str(error.value) == (
        "split_sentences: a table without text cannot be used. Allowed: a table with the columns a, text. "
        "To go on: pass the table that load_articles returns."
    )


def test_need_columns_refuses_what_is_no_table():
    """A list in place of a table is answered with what is wanted."""
    with pytest.raises(schema.UsageError) as error:
        schema.need_columns([1], ("text",), "find_hedges", "load_articles")
    assert str(error.value) == (
        "find_hedges: list cannot be used. Allowed: a pandas DataFrame. To go on: pass the table that load_articles "
        "returns."
    )
