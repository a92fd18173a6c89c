"""Where the names of a table's columns stand, what parts its cells, and tables under names that say none."""

from __future__ import annotations

import json

import pytest

from newsresearch.forms.limits import Limits
from newsresearch.forms.recognising import form_of
from newsresearch.forms.splitting import records
from newsresearch.pages import read_pages

SAID = "They met in Oslo, and left."
ROW = {"title": "Talks", "text": SAID, "date": "2019-02-27"}
TABLE = f'title,text,date\nTalks,"{SAID}",2019-02-27\nLetters,"{SAID}",2019-02-28\n'


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (TABLE, ROW), (f"sep=;\ntitle;text;date\nTalks;{SAID};2019-02-27\n", ROW),
        (f'"sep=\t"\ntitle\ttext\tdate\nTalks\t{SAID}\t2019-02-27\n', ROW), (f"Our list of 2019\n\n{TABLE}", ROW),
        (f"Our list,,\nof 2019,,\n{TABLE}", ROW), (f"text\n{SAID.replace(',', '')}\n", {"text": SAID.replace(",", "")}),
        ("text,text\nOne.,\n", {"text": "One."}), ("text,text\n,Two.\n", {"text": "Two."}),
        ("text,text\nOne.,Two.\n", {"text": "One."}), ("text,text,text\n,Two.\n", {"text": "Two."}),
        ("id,kind\n1,text\n", {"id": "1", "kind": "text"}),
    ],
)  # fmt: skip  # a table, a case a line
def test_where_the_names_stand(text, row):
    """Excel's first line and a title are passed over, and of two columns with one name the first filled one counts."""
    assert next(records("csv", text, Limits()))[1] == row


def test_a_name_of_the_users_own_stands_below_a_title():
    """A title is passed over where the user's column stands below it."""
    rows = list(records("csv", "Our list\nWortlaut;Tag\nThey met.;2019\n", Limits(), {"text": "Wortlaut"}))
    assert rows == [(1, {"Wortlaut": "They met.", "Tag": "2019"}, None)]


LINES = "".join(json.dumps(ROW | {"n": n}) + "\n" for n in range(3))


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (TABLE.encode(), "csv"), (TABLE.replace("\n", "\r\n").encode("utf-8-sig"), "csv"), (LINES.encode(), "jsonl"),
        (f"title\ttext\tdate\nTalks\t{SAID}\t2019\n".encode("utf-16"), "tsv"),
        (f"title|text|date\nTalks|{SAID}|2019\n".encode("cp1252"), "csv"),
    ],
)  # fmt: skip  # a table, a case a line
@pytest.mark.parametrize("name", ["a.txt", "a", "a.dat"])
def test_a_table_is_known_by_its_content(tmp_path, data, form, name):
    """A table under the name of a text is read as a table, every row."""
    (tmp_path / name).write_bytes(data)
    ledger = read_pages(tmp_path)
    assert (set(ledger["format"]), ledger["error"].isna().all()) == ({form}, True)


@pytest.mark.parametrize(
    "text",
    [
        f"Text, date, title\n{SAID}\n", "title,text,date\n", "date,title,url\n2019,Talks,a\n",
        f"text,words,more\n{SAID}, and so on\n", f"Envoys, text and title, date\nOne,two,three\n{SAID}",
        f"SEOUL, Sept. 16 (Sample) -- {SAID}\nTalks, text, date\n", "title,text,date\nOne,two\n", '{"text": "cut off',
        f"{{Envoys}} meet\n{SAID}", f"title,text,text\nOne,two,three\n{SAID}",
    ],
)  # fmt: skip  # a list
def test_a_page_is_never_taken_for_a_table(text):
    """A page that has commas, brackets or words of a table in it stays a page."""
    assert form_of("a.txt", text.encode()) == "text"
