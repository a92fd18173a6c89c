"""Rows of tables as services and programs write them: columns, outlets, HTML in cells, texts cut off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsresearch.articles import load_articles
from newsresearch.articles.tables import read_record
from newsresearch.forms.columns import COLUMNS, map_columns
from newsresearch.pages import read_pages

TEXT = "The envoys met in Oslo on Monday."
DAY = "2024-03-05"


def load_one(tmp_path: Path, record: dict) -> dict:
    """The one article in a JSON file of this record; None for what is missing."""
    (tmp_path / "a.json").write_text(json.dumps([record]))
    table = load_articles(tmp_path / "a.json", cache=False).astype(object)
    (row,) = table.where(table.notna(), None).to_dict("records")
    return row


def lack(record: dict, **columns: str) -> str | None:
    """What a record lacks."""
    return map_columns(record, columns)[1]


@pytest.mark.parametrize(
    "name",
    [
        "date_publish", "publishing_date", "published_date", "publisheddate", "publish_time", "published_time",
        "publication_time", "pubtime", "created", "release_date", "posted", "posted_at", "first_published",
        "firstPublicationDate", "timePublished", "dateTimePub", "uploadDate", "issued", "time", "Datum",
    ],
)  # fmt: skip  # a list of names
def test_names_of_the_date(tmp_path, name):
    """The day of publication is found under the names that services and programs give it."""
    assert load_one(tmp_path, {"text": TEXT, name: DAY})["published_date"] == pd.Timestamp(DAY)


def test_the_most_specific_date_counts(tmp_path):
    """A moment of publication goes before a day, and that before a time that may be anything."""
    record = {"text": TEXT, "time": "2020-01-01", "created": "2020-01-01", "date": "2020-01-01", "published": True}
    assert load_one(tmp_path, record | {"dateTimePub": DAY})["published_date"] == pd.Timestamp(DAY)
    assert load_one(tmp_path, record | {"date": DAY})["published_date"] == pd.Timestamp(DAY)


@pytest.mark.parametrize(
    "record",
    [
        {"maintext": TEXT}, {"content_text": TEXT, "content_html": "<p>other</p>"}, {"content_html": f"<p>{TEXT}</p>"},
        {"content": {"rendered": f"<p>{TEXT}</p>"}}, {"body": {"sections": [1]}, "plaintext": TEXT}, {"text": [TEXT]},
        {"body": ["", TEXT]}, {"text": "nan", "body": TEXT},
    ],
)  # fmt: skip  # a list of records
def test_where_programs_put_the_text(tmp_path, record):
    """The words are found in an object, in a list, and beside a field of the same meaning that holds none."""
    assert load_one(tmp_path, record)["text"] == TEXT


def test_a_list_of_paragraphs_is_a_text(tmp_path):
    """Paragraphs in a list are parted by blank lines."""
    assert load_one(tmp_path, {"text": ["They met.", "They left."]})["text"] == "They met.\n\nThey left."


def test_the_title_of_wordpress(tmp_path):
    """A title that is an object gives its words."""
    record = {"title": {"rendered": "Envoys meet"}, "content": {"rendered": f"<p>{TEXT}</p>"}}
    assert load_one(tmp_path, record)["headline"] == "Envoys meet"


def test_an_address_is_no_name_of_an_outlet(tmp_path):
    """Trafilatura's source is the page's address, its host the outlet."""
    address = "https://www.kcna.kp/en/article"
    record = {"text": TEXT, "source": address, "source-hostname": "KCNA"}
    row = load_one(tmp_path, record)
    assert (row["url"], row["outlet"], row["publisher_side"]) == (address, "KCNA", "DPRK")
    assert load_one(tmp_path, {"text": TEXT, "source": address})["outlet"] == "KCNA"


@pytest.mark.parametrize(
    ("outlet", "url", "shown", "side"),
    [
        ("www.kcna.kp", "http://www.kcna.kp/en/a", "KCNA", "DPRK"),
        ("kcna.kp", None, "KCNA", "DPRK"),
        ("KCNA.kp (En)", None, "KCNA", "DPRK"),
        ("Rodong Sinmun (En)", None, "Rodong Sinmun (En)", "DPRK"),
        ("KCNA (Korean Central News Agency)", None, "KCNA (Korean Central News Agency)", "DPRK"),
        ("Korean Central News Agency (KCNA)", None, "Korean Central News Agency (KCNA)", "DPRK"),
        ("Sample Reader", "http://www.kcna.kp/en/a", "Sample Reader", "DPRK"),
        ("Reuters", "http://www.kcna.kp/en/a", "Reuters", None),
        ("example.org", None, "example.org", None),
        ("Sample Post (Oslo)", None, "Sample Post (Oslo)", None),
        ("Envoys at www.kcna.kp", None, "Envoys at www.kcna.kp", None),
        (None, "http://www.kcna.kp/en/a", "KCNA", "DPRK"),
    ],
)  # fmt: skip  # a table, its rows side by side
def test_who_published_a_row(tmp_path, outlet, url, shown, side):
    """An outlet is known by its name, host, address or name without brackets; a name stays as the row has it."""
    row = load_one(tmp_path, {"text": TEXT, "source": outlet, "url": url})
    assert (row["outlet"], row["publisher_side"]) == (shown, side)


ACCEPTED = ", ".join(COLUMNS["text"])


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"url": "https://example.org/a", "Titel": "a"},
         "a list of addresses without texts; fetch the pages and load those, or a table that has the texts"),
        ({"url": f"https://example.org/{'a' * 300}"},
         "a list of addresses without texts; fetch the pages and load those, or a table that has the texts"),
        ({"url": "https://example.org/a", "Inhalt": "They met. " * 40},
         f"no text column among url, Inhalt; rename it to one of {ACCEPTED}, or name it with columns={{'text': ...}} "
         "(--columns text=...)"),
        ({f"c{n}": n for n in range(33)},
         f"no text column among {', '.join(f'c{n}' for n in range(30))} and 3 more; rename it to one of {ACCEPTED}, or "
         "name it with columns={'text': ...} (--columns text=...)"),
        ({"text": {"a": 1}},
         "the text is dict, not words; name the right column with columns={'text': ...} (--columns text=...)"),
        ({"text": ["They met.", "They left."], "title": ["a", "b"]},
         "the text is list, not words; name the right column with columns={'text': ...} (--columns text=...)"),
        ({"text": [1, 2]},
         "the text is list, not words; name the right column with columns={'text': ...} (--columns text=...)"),
    ],
)  # fmt: skip  # a table, its rows side by side
def test_what_a_row_lacks(record, said):
    """A row without words is answered with what it has and what would be read."""
    assert lack(record) == said


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p>They met.</p><p>They\nleft &amp; slept.</p><script>var x=1;</script>", "They met.\n\nThey left & slept."),
        ("<div>They met.<br/>They <b>left</b>.</div>", "They met.\n\nThey left."),
        ("They met.<BR><BR>They left.", "They met.\n\nThey left."),
        ("They met.\n\nThey left.<script async>x</script>", "They met.\n\nThey left."),
        ("a <b or c> d, and p < 5", "a <b or c> d, and p < 5"),
    ],
)  # fmt: skip  # a table, its rows side by side
def test_html_in_a_cell(tmp_path, cell, text):
    """A cell with the marks of blocks is read as a page, one without them stays as it is."""
    assert load_one(tmp_path, {"text": cell})["text"] == text


def test_a_text_that_its_service_cut_off(tmp_path):
    """What NewsAPI leaves out is said in the note, and its mark is no part of the text."""
    row = load_one(tmp_path, {"content": "They met. They le… [+2345 chars]", "publishedAt": DAY})
    assert row["text"] == "They met. They le…"
    assert row["note"] == "the text is cut off by its service ([+2345 chars]); fetch the page"


def test_two_notes_of_a_row(tmp_path):
    """A date that is none and a text cut off are both said."""
    row = load_one(tmp_path, {"content": "They met… [+9 chars]", "date": "soon"})
    assert row["note"] == (
        "date 'soon' is not read as a date; the article stands without one; write it as 2024-03-05; the text is cut "
        "off by its service ([+9 chars]); fetch the page"
    )


JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(["text", "body", "date", "source", "title", "url", "author"]), JSON))
def test_any_record_is_read_or_lacks_something(record):
    """Whatever stands in a row, it is an article or is answered."""
    fields, why = map_columns(record, {})
    assert (fields is None) != (why is None)
    if fields is not None:
        assert read_record(fields).paragraphs is not None


def test_a_ledger_names_the_columns(tmp_path):
    """The ledger says which columns a table has where none of them is its text."""
    (tmp_path / "a.csv").write_text("Inhalt,Tag\nThey met.,2024\n")
    assert read_pages(tmp_path)["error"].iloc[0].startswith("no text column among Inhalt, Tag; rename it to one of ")


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"body": TEXT, "metadata": {"text": "pic", "author": "A. Sample"}}, {"text": TEXT, "byline": "A. Sample"}),
        ({"text": TEXT, "date": DAY, "link": "https://example.org/a",
          "properties": {"url": "pic.jpg", "lang": "en", "published": "2020-01-01"}},
         {"date": DAY, "url": "https://example.org/a", "language": "en"}),
        ({"text": TEXT, "link": "https://example.org/a",
          "source": {"name": "Sample Post", "url": "https://example.org", "language": "no", "type": "blog"}},
         {"url": "https://example.org/a", "outlet": "Sample Post", "language": None, "section": None,
          "headline": None}),
        ({"text": TEXT, "source": {"title": "Sample Post", "url": "https://example.org"}},
         {"url": None, "outlet": "Sample Post", "headline": None}),
        ({"text": TEXT, "publisher": "Sample Post", "metadata": {"source": "camera"}}, {"outlet": "Sample Post"}),
        ({"_id": "1", "_source": {"text": TEXT, "url": "https://example.org/a", "title": "Talks"}},
         {"text": TEXT, "url": "https://example.org/a", "headline": "Talks"}),
        ({"article": {"text": TEXT, "title": "Talks"}, "metadata": {"title": "page"}},
         {"text": TEXT, "headline": "Talks"}),
    ],
)  # fmt: skip  # a table, a case a line
def test_an_inner_object_fills_only_what_lacks(record, expected):
    """What the record itself says stands; an object inside fills other fields, an outlet's gives its name alone."""
    fields, _ = map_columns(record, {})
    assert {field: fields.get(field) for field in expected} == expected


@pytest.mark.parametrize(
    ("record", "date"),
    [
        ({"published": "True", "date": DAY}, DAY), ({"published": "yes"}, None),
        ({"published": "no", "year": 2024}, 2024),
        ({"posted": "2 hours ago", "timestamp": 1709600000}, 1709600000), ({"date": "last week"}, "last week"),
        ({"published": "by A. Sample", "date": "5/3/24"}, "5/3/24"),
        ({"published": DAY, "date": "2020-01-01"}, DAY), ({"date": 45356, "year": 2024}, 45356),
    ],
)  # fmt: skip  # a table, a case a line
def test_the_date_is_the_first_that_reads_as_one(record, date):
    """A flag is no date; words that hold none stand only where no other column has one."""
    assert map_columns({"text": TEXT, **record}, {})[0].get("date") == date
