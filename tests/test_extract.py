"""The composition: articles in, tables out, on a few lines of ours."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsresearch as nr
from newsresearch import schema

PAGES = pd.DataFrame(
    {
        "article_id": ["b.1", "a.1", "c.1"],
        "language": ["en", "en", "ko"],
        "published_date": pd.to_datetime(["2018-06-12", "2019-02-28", "2019-03-01"]),
        "text": [
            'President Trump said the talks "may take time" in Singapore.',
            "North Korea warned on Thursday that it will leave the talks unless sanctions are lifted.\n\n"
            "The summit reportedly ended early.",
            "북한은 협상에서 물러날 수 있다고 밝혔다.",
        ],
    }
)


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    """The tables of three short articles, one of them in Korean."""
    with pytest.warns(UserWarning, match="1 of 3 articles are not in English"):
        return nr.extract_tables(PAGES)


@pytest.mark.parametrize("name", ["sentences", "mentions", "statements", "hedges"])
def test_a_feature_table_has_the_columns_of_its_schema_and_is_sorted(tables: dict, name: str):
    """Columns come in the schema's order with its types, rows sorted by the key, the index fresh."""
    table = tables[name]
    wanted = schema.TABLES[name]
    assert list(table.columns)[: len(wanted.columns)] == list(wanted.columns)
    assert table.equals(table.sort_values(list(wanted.key), kind="stable", ignore_index=True))


@pytest.mark.parametrize("name", ["sentences", "mentions", "statements", "hedges"])
def test_every_span_is_its_text(tables: dict, name: str):
    """The characters from start to end of the article are the row's text."""
    texts = PAGES.set_index("article_id")["text"]
    assert len(tables[name]) > 0
    for row in tables[name].itertuples():
        assert texts[row.article_id][row.start : row.end] == row.text


def test_only_english_articles_have_features(tables: dict):
    """The Korean article stays among the articles and has no sentence."""
    assert set(tables["articles"]["article_id"]) == {"a.1", "b.1", "c.1"}
    assert set(tables["sentences"]["article_id"]) == {"a.1", "b.1"}


def test_a_hedge_in_the_sides_own_voice_marks_the_statement(tables: dict):
    """Trump's 'may' makes his statement hedged; the reporter's 'reportedly' makes none."""
    statements = tables["statements"].set_index("side")
    assert statements.loc["US", "hedged"]
    assert not statements.loc["DPRK", "hedged"]
    hedges = tables["hedges"].set_index("text")
    assert hedges.loc["may", "voice"] == "US"
    assert hedges.loc["reportedly", "voice"] == "reporter"


def test_the_single_calls_give_the_same_rows_as_all_at_once(tables: dict):
    """find_mentions, find_statements and find_hedges agree with extract_tables."""
    english = PAGES[PAGES["language"] == "en"]
    pd.testing.assert_frame_equal(nr.find_mentions(english), tables["mentions"])
    statements = nr.find_statements(english)
    pd.testing.assert_frame_equal(statements, tables["statements"][statements.columns])
    pd.testing.assert_frame_equal(nr.find_hedges(english), tables["hedges"])


def test_the_input_stays_as_it_is():
    """No call changes the articles that it is given."""
    before = PAGES.copy(deep=True)
    with pytest.warns(UserWarning):
        nr.extract_tables(PAGES)
    pd.testing.assert_frame_equal(PAGES, before)


def test_two_rows_with_one_id_are_refused():
    """An id that stands twice is named, with what to do."""
    with pytest.raises(schema.UsageError) as error:
        nr.extract_tables(pd.DataFrame({"article_id": ["a.1", "a.1"], "text": ["One.", "Two."]}))
    assert str(error.value) == (
        "extract_tables: article_id 'a.1' stands in 2 rows cannot be used. Allowed: one row per article. "
        "To go on: drop the repeated rows, or load the files again with load_articles."
    )


def test_selected_articles_bring_their_rows_and_no_others(tables: dict):
    """select_articles cuts every table to the given ids."""
    cut = nr.select_articles(tables, ["a.1"])
    assert {name: set(table["article_id"]) for name, table in cut.items()} == {name: {"a.1"} for name in tables}


def test_an_unknown_id_is_refused(tables: dict):
    """An id that is not among the articles is named."""
    with pytest.raises(schema.UsageError) as error:
        nr.select_articles(tables, ["z.1"])
    assert str(error.value) == (
        "select_articles: 1 unknown id(s), first 'z.1' cannot be used. Allowed: ids of tables['articles']. "
        "To go on: take them from its column article_id."
    )


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_tables(text: str):
    """Whatever stands in an article, the tables come, and every span fits."""
    tables = nr.extract_tables(pd.DataFrame({"article_id": ["a.1"], "language": ["en"], "text": [text]}))
    for name in ("sentences", "mentions", "statements", "hedges"):
        for row in tables[name].itertuples():
            assert text[row.start : row.end] == row.text


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(['"', "“", "”", "'", "Kim said ", "may ", "the North ", ". ", "\n\n", "he added, "]),
        max_size=40,
    )
)
def test_any_order_of_quotation_marks_gives_tables(pieces: list[str]):
    """Marks that open and never close, or close and never opened, end nothing."""
    text = "".join(pieces)
    statements = nr.find_statements(pd.DataFrame({"article_id": ["a.1"], "language": ["en"], "text": [text]}))
    assert all(text[row.start : row.end] == row.text for row in statements.itertuples())


def test_no_article_gives_empty_tables():
    """An empty table of articles gives empty tables with all columns."""
    tables = nr.extract_tables(schema.empty("articles"))
    assert {name: len(table) for name, table in tables.items()} == dict.fromkeys(tables, 0)
    assert "compound" in tables["statements"].columns
