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


def test_one_of_nothing_says_so():
    """Where there is nothing to choose from the message says it, and asks for other tables."""
    with pytest.raises(schema.UsageError) as error:
        schema.one_of("sides", "2017", ())
    assert str(error.value) == (
        "sides='2017' cannot be used. Allowed: nothing: there is none here. To go on: pass tables that hold some."
    )


def test_need_columns_gives_a_plain_table():
    """A named index and categories of texts go; numbers in categories and what is plain stay as they are."""
    rows = pd.DataFrame({"article_id": ["a", None], "n": pd.Categorical([1, None])})
    given = rows.astype({"article_id": "category"}).set_index("article_id", drop=False)
    pd.testing.assert_frame_equal(schema.need_columns(given, ["n"], "thread_stories", "load_articles"), rows)
    assert schema.need_columns(rows, ["n"], "thread_stories", "load_articles") is rows


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


def test_words_are_counted_where_their_number_is_missing():
    """Articles without n_words get the words of their text, and so do rows in which it is missing."""
    rows = pd.DataFrame({"article_id": ["a", "b"], "text": ["Talks may resume.", None]})
    assert schema.conform(rows, "articles")["n_words"].tolist() == [3, 0]
    assert schema.conform(rows.assign(n_words=[None, 7]), "articles")["n_words"].tolist() == [3, 7]


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("published_date", "soon", "articles: column published_date of type str, such as 'soon' cannot be used. "
                                   "Allowed: values of type datetime64[ns]. To go on: convert the column with pandas, "
                                   "or drop it."),
        ("published_date", 2018, "articles: column published_date of type int64, such as 2018 cannot be used. "
                                 "Allowed: values of type datetime64[ns]. To go on: convert the column with pandas, or "
                                 "drop it."),
        ("published_date", pd.Timestamp("2300-01-01").as_unit("us"),
         "articles: row 0, published_date 2300-01-01T00:00:00 cannot be used. Allowed: times from 1677-09-21 to "
         "2262-04-11, or NaT. To go on: correct the date, or set it to NaT."),
        ("published_at", pd.Timestamp("2018-06-12"),
         "articles: column published_at of type datetime64[us], such as Timestamp('2018-06-12 00:00:00') cannot be "
         "used. Allowed: values of type datetime64[ns, UTC], times with their zone. To go on: convert the column with "
         "pandas, or drop it."),
        ("n_words", "many", "articles: column n_words of type str, such as 'many' cannot be used. Allowed: values of "
                            "type int64. To go on: convert the column with pandas, or drop it."),
    ],
)  # fmt: skip  # a case and its message
def test_a_value_that_does_not_fit_its_column_is_shown(column: str, value: object, message: str):
    """A date that is none or too far off, a time without zone and a word for a number are answered."""
    rows = pd.DataFrame({"article_id": ["a"], column: [value]})
    if isinstance(value, pd.Timestamp):
        rows[column] = rows[column].astype("datetime64[us]")
    with pytest.raises(schema.UsageError) as error:
        schema.conform(rows, "articles")
    assert str(error.value) == message


@pytest.mark.parametrize("value", ["x", -1, None, 1.5, True])
def test_a_seed_is_a_whole_number(value: object):
    """What is no whole number from 0 is no seed."""
    with pytest.raises(schema.UsageError) as error:
        schema.check_count("seed", value, 0, "compare_sides")
    assert str(error.value) == (
        f"compare_sides: seed={value!r} cannot be used. Allowed: whole numbers from 0. To go on: pass such a number as "
        "seed."
    )


@pytest.mark.parametrize("value", [["M"], pd.NA, pd.Series(["side"]), {}])
def test_one_of_answers_what_cannot_be_compared(value: object):
    """Lists, tables and missing values are refused like any other value."""
    with pytest.raises(schema.UsageError, match=r"cannot be used\. Allowed: side, M\."):
        schema.one_of("by", value, ("side", "M"))


@pytest.mark.parametrize("value", [5, None, {"DPRK", "US"}, b"US"])
def test_names_are_text_or_a_list(value: object):
    """A number, a set without an order and bytes are no names."""
    with pytest.raises(schema.UsageError) as error:
        schema.as_names("sides", value, "compare_sides")
    assert str(error.value) == (
        f"compare_sides: sides={value!r} cannot be used. Allowed: a name, or a list of names. To go on: pass such a "
        "list as sides."
    )


def test_what_is_no_table_among_tables_is_named():
    """A dict that holds a number in the place of a table is answered with its name."""
    with pytest.raises(schema.UsageError) as error:
        schema.need_tables({"articles": 5}, ("articles",), "select_articles")
    assert str(error.value) == (
        "select_articles: tables=int as articles cannot be used. Allowed: a dict of DataFrames with articles, "
        "sentences, mentions, statements, hedges. To go on: pass what extract_tables or read_tables returns."
    )
