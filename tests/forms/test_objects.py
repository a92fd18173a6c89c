"""Where the articles of a JSON file are."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsresearch.forms.limits import Limits
from newsresearch.forms.splitting import records
from newsresearch.pages import read_pages

ONE, TWO = {"title": "Talks", "text": "They met in Oslo."}, {"title": "Letters", "text": "They wrote to Oslo."}
PICTURES = [{"url": "a.jpg", "caption": "c"}, {"url": "b.jpg", "caption": "d"}, {"url": "c.jpg", "caption": "e"}]
TAGS = [{"id": "world", "webTitle": "World"}, {"id": "asia", "webTitle": "Asia"}]
FRAME = pd.DataFrame([ONE, TWO])


def read(source: str, form: str = "json", **columns: str) -> list[dict]:
    """The records of a source."""
    return [record for _, record, _ in records(form, source, Limits(), columns)]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (ONE, [ONE]), ([ONE, TWO], [ONE, TWO]), ({"articles": [ONE, TWO], "status": "ok"}, [ONE, TWO]),
        (ONE | {"images": PICTURES}, [ONE | {"images": PICTURES}]),
        ({"meta": {"tags": TAGS, "n": 1}, "payload": ONE | {"images": PICTURES}}, [ONE | {"images": PICTURES}]),
        ({"response": {"content": {"webTitle": "Talks", "fields": {"bodyText": "They met."}, "tags": TAGS}}},
         [{"webTitle": "Talks", "fields": {"bodyText": "They met."}, "tags": TAGS}]),
        ({"response": {"docs": [ONE], "facets": PICTURES}}, [ONE]),
        ({"hits": {"total": 1, "hits": [{"_id": "1", "_source": ONE}]}}, [{"_id": "1", "_source": ONE}]),
        ({"a1": ONE, "a2": TWO}, [ONE, TWO]), ({"a1": ONE, "a2": {"title": "No text"}}, [ONE, {"title": "No text"}]),
        ({"data": {"a1": ONE, "a2": TWO}, "n": 2}, [ONE, TWO]), ({"2018": [ONE], "2019": [TWO]}, [ONE, TWO]),
        ({"meta": {"title": "x", "text": "About it."}, "articles": [ONE, TWO]}, [ONE, TWO]),
        ({"articles": [{"url": "a", "title": "b"}], "n": 1}, [{"url": "a", "title": "b"}]),
        ({"kind": "x", "parts": [{"a": 1}, {"a": 2}]}, [{"kind": "x", "parts": [{"a": 1}, {"a": 2}]}]),
    ],
)  # fmt: skip  # a table, a case a line
def test_where_the_articles_are(value, found):
    """An object with a text is an article and keeps its lists; else the articles in it are found, in any envelope."""
    assert read(json.dumps(value)) == found


def test_a_column_of_the_users_own_tells_an_article():
    """The name that the user gives to the text decides which object is an article."""
    value = {"Wortlaut": "They met.", "Bilder": PICTURES}
    assert read(json.dumps(value), text="Wortlaut") == [value]


@pytest.mark.parametrize("orient", ["columns", "index", "records", "split", "table"])
def test_tables_of_pandas_are_rows(orient):
    """However pandas writes a table with names, its rows are the articles."""
    rows = read(FRAME.to_json(orient=orient))
    assert [{name: row[name] for name in ("title", "text")} for row in rows] == [ONE, TWO]


def test_lists_of_a_columns_values_are_rows():
    """An object of lists of one length is a table."""
    assert read(json.dumps(FRAME.to_dict("list"))) == [ONE, TWO]


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("joint", ["", "\n", ",\n", "\n\n"])
def test_several_objects_in_a_row_are_all_read(form, indent, joint):
    """Objects one after the other are read, each on a line or over several, with a comma between them or without."""
    if (form, indent, joint) == ("jsonl", None, ",\n"):
        return  # a line with a comma behind its object is no JSON, and the first lines of the file say so
    assert read(joint.join(json.dumps(value, indent=indent) for value in (ONE, TWO)), form) == [ONE, TWO]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_objects_over_several_lines_are_read_under_both_names(tmp_path, name):
    """A small object on a line of its own inside a larger one is none of the file's."""
    (tmp_path / name).write_text(
        "\n".join('{\n"source":\n{"title": "Sample Post"}\n,"text": "They met."}' for _ in "ab")
    )
    assert read_pages(tmp_path)["error"].isna().tolist() == [True, True]


@pytest.mark.parametrize("indent", [None, 2])
def test_a_list_under_the_name_of_lines_is_read(indent):
    """A JSON list in a file of JSON Lines is as many articles."""
    assert read(json.dumps([ONE, TWO], indent=indent), "jsonl") == [ONE, TWO]


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("a.json", "[[1, 2], [3, 4]]", "a list without an object in it; write one object an article"),
        ("a.json", '"words"', "neither a list nor an object"),
        ("a.jsonl", "one\ntwo\nthree\n", "no line of it is a JSON object; write one object a line"),
        ("a.json", json.dumps(ONE) + "rest", "Expecting value: line 1 column 48 (char 47)"),
    ],
)  # fmt: skip  # a table, a case a line
def test_what_holds_no_object_is_one_error(tmp_path, name, text, error):
    """A file in which no object is found has one row that says so, and not one for each line."""
    (tmp_path / name).write_text(text)
    assert read_pages(tmp_path)["error"].tolist() == [f"the table cannot be read ({error}); open and save it again"]


def test_bad_lines_cost_the_others_nothing():
    """Lines that are no JSON stand beside those that are, be they the first."""
    rows = list(records("jsonl", "#\n" * 6 + json.dumps(ONE), Limits()))
    assert [wrong is None for _, _, wrong in rows] == [False] * 6 + [True]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "title", "data", "columns", "article", "a", "b"]), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.lists(VALUES, min_size=1, max_size=3), st.sampled_from(["json", "jsonl"]))
def test_any_value_gives_records_or_a_reason(values, form):
    """Whatever JSON says, each record is an object, or a ValueError tells why there is none."""
    try:
        rows = list(records(form, "\n".join(map(json.dumps, values)), Limits()))
    except ValueError:
        return
    assert all(isinstance(record, dict) for _, record, _ in rows)
