"""Files made to take minutes or gigabytes: each has one row that names the limit, before it is unpacked."""

from __future__ import annotations

import io
import zipfile

import pytest

from newsresearch.articles import load_articles
from newsresearch.forms.limits import Limits
from newsresearch.pages import read_pages
from newsresearch.schema import UsageError

SAID = "The envoys met in Oslo on Monday."
SMALL = Limits(table_rows=20, table_columns=10, file_parts=60, archive_bytes=100_000)


def errors(folder, limits: Limits = SMALL) -> list[str | None]:
    """The errors of a ledger, None where an input was read."""
    ledger = read_pages(folder, limits=limits)
    return ledger["error"].astype(object).where(ledger["error"].notna(), None).tolist()


def excess(given: int, what: str, allowed: int, name: str) -> str:
    """The error of an input over a limit."""
    return f"{given} {what}, where {allowed} are allowed; pass limits=Limits({name}={given}) to read it"


def word(inside: str) -> bytes:
    """A Word file of some XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("word/document.xml", f"<w:document xmlns:w='w'><w:body>{inside}</w:body></w:document>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("rows.csv", b"text\n" + b"a\n" * 21, excess(21, "rows of a table", 20, "table_rows")),
        ("columns.csv", b"," * 10 + b"\n1,2\n", excess(11, "columns of a table", 10, "table_columns")),
        ("cells.csv", b"title,text\n" + b"," * 99, excess(102, "cells of a table", 60, "file_parts")),
        ("rows.jsonl", b'\n{"text": "a"}\n' * 21, excess(21, "rows of a table", 20, "table_rows")),
        ("rows.json", b"[" + b"1," * 20 + b"1]", excess(21, "rows of a table", 20, "table_rows")),
        ("parts.json", b"[" + b"{}," * 60 + b"{}]", excess(62, "objects and lists in JSON", 60, "file_parts")),
        ("deep.jsonl", b'{"text": ' + b"[" * 60, excess(61, "objects and lists in JSON", 60, "file_parts")),
        ("wide.jsonl", b"{" + b", ".join(b'"%d": 1' % n for n in range(11)) + b"}",
         excess(11, "columns of a table", 10, "table_columns")),
        ("words.rtf", rb"{\rtf1 " + rb"\b " * 60 + b"}",
         excess(62, "control words and groups of rich text", 60, "file_parts")),
        ("deep.docx", word("<w:p>" * 59), excess(61, "XML elements", 60, "file_parts")),
    ],
)  # fmt: skip  # a table, a case a line
def test_what_has_too_many_parts_is_named(tmp_path, name, data, error):
    """A file of too many rows, columns, cells, brackets or marks is one unread input, and yields no article."""
    (tmp_path / name).write_bytes(data)
    assert errors(tmp_path) == [error]
    with pytest.warns(UserWarning, match="1 input could not be read"):
        assert load_articles(tmp_path, limits=SMALL, cache=False).empty


def test_an_export_of_too_many_articles_is_named(tmp_path):
    """The articles of a database's export are counted like rows."""
    (tmp_path / "a.txt").write_text(f"1 of 21 DOCUMENTS\n{SAID}\n" * 21)
    assert errors(tmp_path) == [excess(21, "articles of an export", 20, "table_rows")]


def test_brackets_deeper_than_the_parser_goes(tmp_path):
    """A hundred thousand nested brackets are within the limits, and no JSON that can be read."""
    (tmp_path / "a.json").write_text("[" * 100_000 + "]" * 100_000)
    assert errors(tmp_path, Limits()) == [
        "the table cannot be read (maximum recursion depth exceeded while decoding a JSON array from a unicode "
        "string); open and save it again"
    ]


def test_lines_and_marks_in_a_quoted_cell_are_no_rows(tmp_path):
    """An article of more lines and commas than there may be rows and cells is one row."""
    (tmp_path / "a.csv").write_text(f'title,text\nTalks,"{SAID}' + "\nOslo, Bergen, Voss." * 40 + '"\n')
    assert errors(tmp_path) == [None]


def test_a_quote_without_an_end_takes_the_rest(tmp_path):
    """What follows a quote that is never closed is one cell, and the rows before it are read."""
    (tmp_path / "a.csv").write_text(f'title,text\nFirst,{SAID}\nSecond,"{SAID}\n' + f"Third,{SAID}\n" * 50)
    articles = load_articles(tmp_path, limits=SMALL, cache=False)
    assert (set(articles["headline"]), articles["text"].str.count("Third").max()) == ({"First", "Second"}, 50)


def test_a_row_is_an_input(tmp_path):
    """A row that unpacks beyond the limit of an input is left out, and the row beside it is read."""
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pa.table({"text": [SAID * 1000, SAID]}), tmp_path / "a.parquet")
    n_bytes = len(f'{{"text": "{SAID * 1000}"}}')
    assert errors(tmp_path, Limits(input_bytes=n_bytes)) == [None, None]
    assert {*errors(tmp_path, Limits(input_bytes=n_bytes - 1))} == {
        None, excess(n_bytes, "bytes of an input", n_bytes - 1, "input_bytes"),
    }  # fmt: skip  # two rows


def test_parquet_is_judged_by_its_footer(tmp_path):
    """Rows, columns and cells of Parquet are counted where the file lists them."""
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    tables = {
        "a": pa.table({"text": [SAID] * 21}),
        "b": pa.table({f"c{n}": [1] for n in range(11)}),
        "c": pa.table({f"c{n}": [1] * 13 for n in range(5)}),
        "d": pa.table({"text": [SAID], "list": [[1] * 60]}),
    }
    for name, table in tables.items():
        parquet.write_table(table, tmp_path / f"{name}.parquet")
    assert errors(tmp_path) == [
        excess(21, "rows of a table", 20, "table_rows"),
        excess(11, "columns of a table", 10, "table_columns"),
        excess(65, "cells of a table", 60, "file_parts"),
        excess(61, "cells of a table", 60, "file_parts"),
    ]


@pytest.mark.parametrize("kind", ["plain", "dictionary", "in a list", "in a map", "in a struct"])
def test_parquet_counts_every_copy_of_a_value(tmp_path, kind):
    """A text stored once and held by twenty rows counts twenty times, wherever it stands, before any row is given."""
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    long = SAID * 200
    n_bytes = 20 * len(long)
    columns = {
        "plain": pa.array([long] * 20),
        "dictionary": pa.DictionaryArray.from_arrays(pa.array([0] * 20, pa.int32()), [long]),
        "in a list": pa.array([[long]] * 20),
        "in a map": pa.array([[("k", long)]] * 20, pa.map_(pa.string(), pa.string())),
        "in a struct": pa.array([{"k": long}] * 20),
    }
    n_bytes += {"in a list": 20 * 8, "in a map": 20 * (8 + 1)}.get(kind, 0)  # what points to the items, and their keys
    parquet.write_table(pa.table({"text": columns[kind]}), tmp_path / "a.parquet")
    assert (tmp_path / "a.parquet").stat().st_size < n_bytes / 10
    assert errors(tmp_path) == [excess(n_bytes, "bytes unpacked", 100_000, "archive_bytes")]


def book(tmp_path, rows: list[list]) -> None:
    """Write a workbook of these rows under the heads title and text."""
    openpyxl = pytest.importorskip("openpyxl")
    out = openpyxl.Workbook()
    for row in [["title", "text"], *rows]:
        out.active.append(row)
    out.save(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("rows", "limits", "error"),
    [
        ([["Talks", SAID]] * 20, Limits(table_rows=20), excess(21, "rows of a table", 20, "table_rows")),
        ([["Talks", SAID, *[None] * 9, 1]], Limits(table_columns=10),
         excess(12, "columns of a table", 10, "table_columns")),
    ],
)  # fmt: skip  # a table, a case a line
def test_a_workbook_is_counted_before_it_is_read(tmp_path, rows, limits, error):
    """Rows and columns of a sheet have their limits."""
    book(tmp_path, rows)
    assert errors(tmp_path, limits) == [error]


def test_empty_cells_before_a_far_one_count(tmp_path):
    """A row of one far cell is filled up, and counts with what fills it."""
    book(tmp_path, [["Talks", SAID, *[None] * 900, 1]] * 2)
    assert errors(tmp_path, Limits(file_parts=1000)) == [excess(1806, "cells of a table", 1000, "file_parts")]


def test_a_shared_text_counts_in_every_cell(tmp_path):
    """A text that a workbook stores once and shows in many cells counts each time."""
    pytest.importorskip("openpyxl")
    book(tmp_path, [])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/sharedStrings.xml"] = f"<sst xmlns='{main}'><si><t>{SAID * 200}</t></si></sst>"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        "</Types>", f"<Override PartName='/xl/sharedStrings.xml' ContentType='{kind}'/></Types>"
    )
    cells = "".join(f"<row r='{n}'><c r='B{n}' t='s'><v>0</v></c></row>" for n in range(2, 30))
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
        "</sheetData>", f"{cells}</sheetData>"
    )
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    found = errors(tmp_path, Limits(archive_bytes=100_000))
    assert (found.count(None), [error for error in found if error]) == (
        15, [excess(16 * len(SAID * 200), "characters unpacked", 100_000, "archive_bytes")],
    )  # fmt: skip  # two values


@pytest.mark.parametrize("value", [0, -1, "5", 1.5, None, True])
def test_a_limit_is_a_whole_number(value):
    """What is no whole number from 1 is no limit."""
    with pytest.raises(UsageError) as caught:
        Limits(input_bytes=value)
    assert str(caught.value) == (
        f"Limits: input_bytes={value!r} cannot be used. Allowed: whole numbers from 1. To go on: pass such a number as "
        "input_bytes."
    )
