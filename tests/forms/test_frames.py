"""Tables of every form give the same records."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import tarfile
import zipfile

import pandas as pd
import pytest

from newsresearch.articles import load_articles
from newsresearch.forms.limits import Limits
from newsresearch.pages import read_pages

STORY = "OSLO, March 2 (Sample) -- Envoys of two countries agreed on Saturday to meet again in the autumn."
TABLE = pd.DataFrame(
    {
        "Title": ["Envoys meet", "(LEAD) Envoys meet"],
        "Text": [STORY, f"{STORY} They left."],
        "Date": pd.to_datetime(["2019-03-02 00:00", "2019-03-03 10:00"]),
        "Author": ["A. Sample", None],
    }
)


def written(form: str) -> bytes:
    """The table in a form."""
    out = io.BytesIO()
    if form == "parquet":
        TABLE.to_parquet(out)
    elif form == "xlsx":
        TABLE.to_excel(out, index=False)
    elif form == "title.xlsx":
        TABLE.to_excel(out, index=False, startrow=2)
    elif form == "json":
        out.write(TABLE.assign(Date=TABLE["Date"].astype(str)).to_json(orient="records").encode())
    elif form == "jsonl.gz":
        lines = TABLE.assign(Date=TABLE["Date"].astype(str)).to_json(orient="records", lines=True)
        out.write(gzip.compress(lines.encode()))
    else:
        mark = {"tsv": "\t", "csv": ",", "csv.xz": ",", "pipes.csv": "|"}[form]
        text = TABLE.to_csv(sep=mark, index=False).encode()
        out.write(lzma.compress(text) if form.endswith("xz") else text)
    return out.getvalue()


@pytest.mark.parametrize(
    "form", ["parquet", "xlsx", "title.xlsx", "json", "jsonl.gz", "tsv", "csv", "csv.xz", "pipes.csv"]
)
def test_a_table_reads_the_same_in_every_form(tmp_path, form):
    """Headline, day, precision, by-line and words do not depend on the form of the table."""
    if form.endswith("xlsx"):
        pytest.importorskip("openpyxl")
    (tmp_path / f"table.{form}").write_bytes(written(form))
    rows = load_articles(tmp_path).sort_values("published_at")
    columns = ["headline", "revision", "published_precision", "byline", "n_words"]
    assert rows[columns].astype(object).where(rows[columns].notna(), None).values.tolist() == [
        ["Envoys meet", None, "day", "A. Sample", 13], ["Envoys meet", "LEAD", "minute", None, 15],
    ]  # fmt: skip  # two rows
    assert rows["published_date"].tolist() == [pd.Timestamp("2019-03-02"), pd.Timestamp("2019-03-03")]


def test_every_sheet_is_read(tmp_path):
    """The rows of all sheets of an Excel file are counted on."""
    pytest.importorskip("openpyxl")
    with pd.ExcelWriter(tmp_path / "a.xlsx") as book:
        TABLE.to_excel(book, sheet_name="March", index=False)
        TABLE.assign(Text=TABLE["Text"] + " Again.").to_excel(book, sheet_name="April", index=False)
    assert sorted(read_pages(tmp_path)["place"]) == [1, 2, 3, 4]


def test_a_list_of_authors_is_joined(tmp_path):
    """A list in a Parquet cell becomes names parted by commas."""
    pd.DataFrame({"text": [STORY], "authors": [["A. Sample", "B. Sample"]]}).to_parquet(tmp_path / "a.parquet")
    assert load_articles(tmp_path)["byline"].tolist() == ["A. Sample, B. Sample"]


@pytest.mark.parametrize(
    ("answer", "headline", "outlet"),
    [
        ({"response": {"results": [{"webTitle": "Envoys meet", "webPublicationDate": "2019-03-02T10:00:00Z",
                                    "fields": {"bodyText": STORY, "publication": "Sample Post"}}]}},
         "Envoys meet", "Sample Post"),
        ({"articles": [{"source": {"id": None, "name": "Sample Post"}, "title": "Envoys meet", "content": STORY}]},
         "Envoys meet", "Sample Post"),
        ({"hits": {"hits": [{"_source": {"title": "Envoys meet", "body": STORY}}]}}, "Envoys meet", "Sample"),
        ({"docs": [{"headline": {"main": "Envoys meet", "kicker": None}, "text": STORY}]}, "Envoys meet", "Sample"),
    ],
)  # fmt: skip  # four answers
def test_answers_of_news_services(tmp_path, answer, headline, outlet):
    """The JSON of an interface is read where it puts its articles."""
    (tmp_path / "a.json").write_text(json.dumps(answer))
    assert load_articles(tmp_path)[["headline", "outlet"]].values.tolist() == [[headline, outlet]]


def test_gdeltnews_output(tmp_path):
    """A table of gdeltnews, parted by bars and with quotes inside, gives its texts, days and outlets."""
    (tmp_path / "a.csv").write_text(
        f"Text|Date|URL|Source\n{STORY}|20251125110200|https://example.org/a|example.org\n"
        'He said "no" and left the room at once.|20251125110200|https://example.org/b|example.org\n'
    )
    rows = load_articles(tmp_path)
    assert set(rows["outlet"]) == {"example.org"}
    assert set(rows["published_date"]) == {pd.Timestamp("2025-11-25")}
    assert any('said "no" and' in text for text in rows["text"])


def with_part(name: str, text: str) -> bytes:
    """A zipped document with one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, text)
    return out.getvalue()


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.xlsx", with_part("xl/workbook.xml", ENTITIES),
         "the table cannot be read (it declares XML entities); open and save it again"),
        ("a.docx", with_part("word/document.xml", ENTITIES),
         "the Word file cannot be opened (it declares XML entities); save it again as .docx"),
        ("b.xlsx", b"PK\x03\x04rest", "the table cannot be read (File is not a zip file); open and save it again"),
        ("c.xlsx", b"\xd0\xcf\x11\xe0rest",
         "the file is an old or protected Office file; save it again as .docx or .xlsx, without a password"),
        ("a.parquet", b"PAR1rest",
         "the table cannot be read (it is cut off or no Parquet inside); open and save it again"),
        ("b.parquet", b"PARErest", "the file is encrypted Parquet; write it again without a key"),
    ],
)  # fmt: skip  # a table, a case a line
def test_broken_and_hostile_tables(tmp_path, name, data, error):
    """A table or document that is broken, protected or declares entities has a row that says so."""
    if name.endswith("xlsx"):
        pytest.importorskip("openpyxl")
    (tmp_path / name).write_bytes(data)
    assert read_pages(tmp_path)["error"].tolist() == [error]


def test_an_excel_bomb_stays_packed(tmp_path):
    """A sheet that unpacks to a thousand times its size is not unpacked."""
    pytest.importorskip("openpyxl")
    (tmp_path / "a.xlsx").write_bytes(with_part("xl/workbook.xml", "0" * 3_000_000))
    assert "where 200 are allowed; pass limits=Limits(archive_ratio=" in read_pages(tmp_path)["error"][0]


def test_what_an_archive_must_not_hold(tmp_path):
    """Members that leave the folder, links and devices have a row each, and the page beside them is read."""
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as file:
        for name, kind in (("a.txt", tarfile.REGTYPE), ("../b.txt", tarfile.REGTYPE), ("/c.txt", tarfile.REGTYPE),
                           ("d", tarfile.SYMTYPE), ("e", tarfile.CHRTYPE), ("f", tarfile.LNKTYPE)):  # fmt: skip  # six
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/hostname"
            info.size = len(STORY) if kind == tarfile.REGTYPE else 0
            file.addfile(info, io.BytesIO(STORY.encode()))
    leaves = "the member's name leaves the archive; pack it again with plain names"
    special = "a link or device in an archive; put the file itself there"
    found = {path.split("!")[1]: error for path, error in read_pages(tmp_path)[["path", "error"]].values}
    assert {name: error for name, error in found.items() if error == error} == {
        "../b.txt": leaves, "/c.txt": leaves, "d": special, "e": special, "f": special,
    }  # fmt: skip  # five rows
    assert found["a.txt"] != found["a.txt"]


def test_a_protected_member_is_named(tmp_path):
    """A member under a password has a row that says what to do."""
    data = bytearray(with_part("a.txt", STORY))
    data[6] |= 1  # the bit of encryption, in the member's head and in the list at the end
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(bytes(data))
    assert read_pages(tmp_path)["error"].tolist() == ["the member is protected by a password; unpack it first"]


def test_a_sheet_of_texts_alone(tmp_path):
    """A sheet with one column is read where its name is one of texts."""
    pytest.importorskip("openpyxl")
    pd.DataFrame({"Text": [STORY]}).to_excel(tmp_path / "a.xlsx", index=False)
    assert read_pages(tmp_path)["error"].isna().tolist() == [True]


def test_parquet_counts_what_a_repeated_value_unpacks_to(tmp_path):
    """A value that a file stores once and holds a hundred times counts a hundred times."""
    pytest.importorskip("pyarrow")
    pd.DataFrame({"text": [f"{STORY} " * 100] * 100}).to_parquet(tmp_path / "a.parquet")
    assert (tmp_path / "a.parquet").stat().st_size < 50_000
    assert read_pages(tmp_path, limits=Limits(archive_bytes=300_000))["error"].tolist() == [
        f"{100 * 100 * len(f'{STORY} ')} bytes unpacked, where 300000 are allowed; pass "
        f"limits=Limits(archive_bytes={100 * 100 * len(f'{STORY} ')}) to read it"
    ]


def test_of_excel_columns_with_one_name_the_first_filled_counts(tmp_path):
    """A second column of the same name does not empty the first, and fills it where it is empty."""
    table = pd.DataFrame([["Envoys meet", STORY, ""], ["Talks resume", "", STORY]], columns=["title", "text", "text"])
    table.to_excel(tmp_path / "a.xlsx", index=False)
    assert load_articles(tmp_path / "a.xlsx")["headline"].tolist().count("Envoys meet") == 1
    assert len(load_articles(tmp_path / "a.xlsx")) == 2
