"""The composition: articles in, tables out, on a few lines of ours."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsresearch as nr
from newsresearch import schema
from newsresearch.articles.languages import language_of

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


def test_a_statement_counts_its_words_as_an_article_does():
    """Words are parted by white space in both: "We're" is one, and so is "U.S."."""
    page = pd.DataFrame({"article_id": ["a"], "text": ["We're ready for U.S.-led talks."], "publisher_side": "DPRK"})
    tables = nr.extract_tables(page)
    assert tables["statements"]["n_words"].tolist() == tables["articles"]["n_words"].tolist() == [5]


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
        "extract_tables: a table with 2 rows of article_id 'a.1' cannot be used. Allowed: one row per article. "
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


PAGE = pd.DataFrame({"article_id": ["a.1"], "text": ["North Korea said tariffs may fall."]})


@pytest.mark.parametrize(
    ("call", "options", "message"),
    [
        ("extract_tables", {"actors": 5},
         "extract_tables(actors=...): int cannot be used. Allowed: a DataFrame, or the path of a CSV file. To go on: "
         "pass rows with the columns actor_id, kind, side, name, aliases."),
        ("find_mentions", {"actors": pd.DataFrame({"actor_id": ["X"], "kind": "state"})},
         "find_mentions(actors=...): rows without side, name, aliases cannot be used. Allowed: rows with the columns "
         "actor_id, kind, side, name, aliases. To go on: add the columns; newsresearch.actors.load_actors() shows the "
         "packaged rows."),
        ("find_mentions", {"actors": "nowhere.csv"},
         "find_mentions(actors=...): 'nowhere.csv', which is no file cannot be used. Allowed: a DataFrame, or the path "
         "of a CSV file. To go on: pass one."),
        ("find_statements", {"mentions": PAGE},
         "find_statements(mentions=...): a table without sentence_id, start, end, actor_id, side, kind cannot be used. "
         "Allowed: a table with the columns article_id, sentence_id, start, end, actor_id, side, kind. To go on: pass "
         "the table that find_mentions returns."),
        ("find_hedges", {"statements": 5},
         "find_hedges(statements=...): int cannot be used. Allowed: a pandas DataFrame. To go on: pass the table that "
         "find_statements returns."),
        ("find_hedges", {"vague": "no"},
         "find_hedges: vague='no' cannot be used. Allowed: True, False. To go on: pass one of these as vague."),
        ("find_statements", {"issues": pd.DataFrame({"issue": ["trade"], "phrase": [7]})},
         "find_statements(issues=...): row 0, issue 'trade' and phrase 7 cannot be used. Allowed: text in both columns "
         "of every row. To go on: fill the cell or drop the row."),
        ("extract_tables", {"progress": "no"},
         "extract_tables: progress='no' cannot be used. Allowed: True, False. To go on: pass one of these as "
         "progress."),
    ],
)  # fmt: skip  # a case and its message
def test_an_error_names_the_argument_that_was_given(call: str, options: dict, message: str):
    """A wrong table or option is answered by the call and the argument, not by what works inside."""
    with pytest.raises(schema.UsageError) as error:
        getattr(nr, call)(PAGE, **options)
    assert str(error.value) == message


def test_a_row_without_an_id_is_named():
    """A missing article_id is an error that says where."""
    with pytest.raises(schema.UsageError) as error:
        nr.extract_tables(pd.DataFrame({"article_id": [None], "text": ["a"]}, index=["r7"]))
    assert str(error.value) == (
        "extract_tables: row 'r7' without an article_id cannot be used. Allowed: an id in every row. To go on: drop "
        "the row, or number the articles."
    )


def test_ids_that_are_numbers_become_text():
    """Every table has the ids as text, so that they join."""
    tables = nr.extract_tables(PAGE.assign(article_id=[7]))
    assert {table["article_id"].iloc[0] for table in tables.values() if len(table)} == {"7"}


def test_issues_of_ones_own_are_those_of_every_table():
    """A user's table of issues names the issue of statements and of both parts of a condition."""
    mine = pd.DataFrame({"issue": ["trade", "farming"], "phrase": ["tariffs", "rice"]})
    page = pd.DataFrame({"article_id": ["a.1"], "text": ["North Korea said tariffs will fall only if rice comes."]})
    tables = nr.extract_tables(page, issues=mine)
    columns = ["issue", "consequent_issue", "condition_issue"]
    assert tables["statements"][columns].values.tolist() == [["trade", "trade", "farming"]]
    assert nr.find_conditions(tables)[["issue", "condition_issue"]].values.tolist() == [["trade", "farming"]]
    assert nr.find_statements(page, issues=mine)["issue"].tolist() == ["trade"]


@pytest.mark.parametrize(
    ("tables", "ids", "message"),
    [
        (5, ["a.1"], "select_articles: tables=int cannot be used. Allowed: a dict of DataFrames with articles, "
                     "sentences, mentions, statements, hedges. To go on: pass what extract_tables or read_tables "
                     "returns."),
        ({"articles": PAGE}, None, "select_articles: article_ids=None cannot be used. Allowed: a name, or a list of "
                                   "names. To go on: pass such a list as article_ids."),
    ],
)  # fmt: skip  # a case and its message
def test_a_selection_of_wrong_types_is_answered(tables: object, ids: object, message: str):
    """What is no dict of tables and no list of ids is named."""
    with pytest.raises(schema.UsageError) as error:
        nr.select_articles(tables, ids)
    assert str(error.value) == message


def test_a_text_that_is_none_is_named():
    """A number in the place of a text is an error that names its row."""
    with pytest.raises(schema.UsageError) as error:
        nr.extract_tables(pd.DataFrame({"article_id": ["a", "b"], "text": ["Talks.", 7]}))
    assert str(error.value) == (
        "extract_tables: row 1, int 7 cannot be used. Allowed: text, or a missing value. To go on: pass the column "
        "that holds the texts, or convert it with .astype('str')."
    )


def test_a_table_without_languages_gets_them_from_its_texts():
    """Text in another language gets no statements where no column says so, and the warning counts it."""
    korean = '북한 외무성은 월요일 "회담을 다시 시작할 수 있다"고 밝혔다.'
    page = pd.DataFrame({"article_id": ["a", "b"], "text": ['"We will answer," the North said.', korean]})
    with pytest.warns(UserWarning, match="^1 of 2 articles are not in English \\(1 in ko\\); they stay in the table"):
        tables = nr.extract_tables(page)
    assert tables["articles"]["language"].fillna("").tolist()[1] == "ko"
    assert set(tables["sentences"]["article_id"]) == set(tables["statements"]["article_id"]) == {"a"}


def test_a_text_whose_language_is_not_known_is_read_as_what_its_words_are():
    """Of rows without a language the Spanish one gets it and no statements; English and what nothing tells are read."""
    spanish = (
        '"Responderemos," dijo la cancilleria. La banda de traidores lleva a la confrontacion total la situacion de la '
        "peninsula, dice la agencia de noticias de la capital de la republica, que denuncia la maniobra conjunta de "
        "la marina y la intriga de la banda, apoyada por las fuerzas extranjeras."
    )
    assert language_of(spanish) is None
    texts = ['"We will answer," the North said.', spanish, "Envoys met in Oslo."]
    page = pd.DataFrame({"article_id": ["a", "b", "c"], "text": texts, "language": None})
    with pytest.warns(UserWarning, match="^1 of 3 articles are not in English \\(1 in es\\); they stay in the table"):
        tables = nr.extract_tables(page)
    assert tables["articles"]["language"].fillna("").tolist() == ["en", "es", ""]
    assert set(tables["sentences"]["article_id"]) == {"a", "c"}
    assert set(tables["statements"]["article_id"]) == {"a"}


@pytest.mark.parametrize(
    "form",
    [
        lambda rows: rows.set_index("article_id", drop=False),
        lambda rows: rows.astype({"article_id": "category", "language": "category", "text": "category"}),
        lambda rows: rows.convert_dtypes(dtype_backend="numpy_nullable"),
    ],
    ids=["named index", "categories", "missing as NA"],
)
def test_other_forms_of_articles_give_the_same_tables(form: Callable, tables: dict):
    """A named index, categories and pandas' NA make no difference."""
    with pytest.warns(UserWarning, match="1 of 3 articles are not in English"):
        given = nr.extract_tables(form(PAGES))
    for name, table in tables.items():
        pd.testing.assert_frame_equal(given[name], table)
    cut = nr.select_articles({name: form(table) for name, table in tables.items() if name == "articles"}, ["a.1"])
    assert cut["articles"]["article_id"].tolist() == ["a.1"]


def test_a_selection_may_be_a_mask_of_the_articles(tables: dict):
    """True and False, one for each article, pick the articles; NA picks none."""
    named = nr.select_articles(tables, ["a.1"])
    mask = tables["articles"]["article_id"] == "a.1"
    for marks in (mask, mask.to_numpy(), mask.tolist(), mask.astype("boolean").mask(~mask)):
        for name, table in nr.select_articles(tables, marks).items():
            pd.testing.assert_frame_equal(table, named[name])


@pytest.mark.parametrize(
    ("mask", "words"),
    [
        ([True], "1 truth values for 3 articles"),
        (pd.Series([True, False, True], index=[5, 6, 7]), "truth values whose index is not that of the articles"),
    ],
)
def test_a_mask_of_other_rows_is_refused(tables: dict, mask: object, words: str):
    """A mask of another length or index is named, with what to pass."""
    with pytest.raises(schema.UsageError) as error:
        nr.select_articles(tables, mask)
    assert str(error.value) == (
        f"select_articles: {words} cannot be used. Allowed: ids, or one truth value for each row of "
        "tables['articles']. To go on: compare a column of tables['articles'], as in tables['articles']['outlet'] == "
        "'KCNA'."
    )
