"""The ledger: every input has its row, whatever it is."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import zipfile

import pandas as pd
import pytest

from newsresearch.articles import load_articles
from newsresearch.forms.columns import COLUMNS
from newsresearch.forms.limits import Limits
from newsresearch.pages import read_pages, unread_in
from newsresearch.schema import TABLES, UsageError

STORY = "SEOUL, Sept. 16 (Sample) -- The envoys met on Monday and agreed to meet again next month.\n"


def errors(source, **options) -> list[str | None]:
    """The errors of a ledger, None where an input was read."""
    return [None if pd.isna(e) else e for e in read_pages(source, **options)["error"]]


def test_columns_are_the_contract(tmp_path):
    """The ledger has the columns of the table ``pages`` first, in order."""
    (tmp_path / "a.txt").write_text(STORY)
    assert list(read_pages(tmp_path).columns)[: len(TABLES["pages"].columns)] == list(TABLES["pages"].columns)


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("empty.txt", b"", "the file is empty; save it again"),
        ("page.pdf", b"%PDF-1.4 x", "the file is a PDF; save its text as .txt or .html"),
        ("noise.txt", bytes(range(32)) * 40, "the file is binary, not text; save the page as .html or .txt"),
        ("menu.txt", b"Home\nWorld\n",
         "no article in it: not one full sentence found; save the page again with its text"),
        ("list.csv", b"url,date\nhttps://example.org,2019\n",
         "a list of addresses without texts; fetch the pages and load those, or a table that has the texts"),
        ("cloud.csv", b"id,media_name,publish_date,title,url\n1,Sample,2019,Talks,https://example.org\n",
         "a list of addresses from Media Cloud without texts; fetch the pages and load those, or a table that has the "
         "texts"),
        ("doc.json", b'{"articles": [{"url": "https://example.org", "title": "Talks", "seendate": "2019"}]}',
         "a list of addresses from GDELT without texts; fetch the pages and load those, or a table that has the texts"),
        ("pages.7z", b"7z\xbc\xaf\x27\x1c", "the file is a 7z archive; unpack it, or pack it as .zip"),
        ("odd.csv", b"a,b\n1,2\n", f"no text column among a, b; rename it to one of {', '.join(COLUMNS['text'])}, or "
         "name it with columns={'text': ...} (--columns text=...)"),
        ("gap.jsonl", b'{"title": "Talks", "text": ""}\n',
         "the item has no text; fill its text column or leave the item out"),
        ("bad.jsonl", b"{not json}\n", "line 1 is no JSON; write one object a line"),
        ("head.csv", b"title,text\n", "the table has no rows; check that it was saved completely"),
        ("old.doc", b"\xd0\xcf\x11\xe0aaaa",
         "the file is an old or protected Office file; save it again as .docx or .xlsx, without a password"),
        ("broken.zip", b"PK\x03\x04rest", "the archive is broken (File is not a zip file); download it again"),
    ],
)  # fmt: skip  # a table, a case a line
def test_bad_input_says_what_to_do(tmp_path, name, data, error):
    """An input that cannot be read has one row that says what is wrong and what to do."""
    (tmp_path / name).write_bytes(data)
    assert errors(tmp_path) == [error]


def test_the_rest_is_read(tmp_path):
    """A bad file beside a good one costs the good one nothing."""
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_bytes(b"")
    assert errors(tmp_path) == [None, "the file is empty; save it again"]


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        ("Der Gesandte sagte, die Gespräche würden am Montag fortgesetzt.", "utf-8", "utf-8"),
        ("Der Gesandte sagte, die Gespräche würden am Montag fortgesetzt.", "utf-8-sig", "utf-8-sig"),
        ("Der Gesandte sagte, die Gespräche würden am Montag fortgesetzt.", "cp1252", "cp1252"),
        ("Der Gesandte sagte, die Gespräche würden am Montag fortgesetzt.", "utf-16", "utf-16"),
        ("북한 외무성은 월요일 성명을 통해 회담을 다시 시작할 수 있다고 밝혔다.", "cp949", "cp949"),
        ("北朝鮮の外務省は月曜日の声明で、協議を再開する用意があると明らかにした。", "cp932", "cp932"),
    ],
)  # fmt: skip  # a table, a case a line
def test_encoding_is_found_and_named(tmp_path, text, encoding, named):
    """The ledger names the encoding that the text was read with."""
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert read_pages(tmp_path)["encoding"].tolist() == [named]


def test_ids_do_not_depend_on_name_or_line_ends(tmp_path):
    """The same words in another file, with other line ends, have the same id; the second copy gets "-2"."""
    (tmp_path / "a.txt").write_bytes(STORY.encode())
    (tmp_path / "z.txt").write_bytes(STORY.replace("\n", "\r\n").encode())
    first, second = read_pages(tmp_path)["page_id"]
    assert (len(first), second) == (16, f"{first}-2")


def test_id_is_the_digest_of_the_text(tmp_path):
    """A page's id is the head of the sha256 that any other program computes from its text."""
    import hashlib

    (tmp_path / "a.txt").write_bytes(STORY.encode())
    assert read_pages(tmp_path)["page_id"][0] == hashlib.sha256(STORY.encode()).hexdigest()[:16]


def archive(kind: str) -> bytes:
    """An archive with one story in it."""
    out = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(out, "w") as file:
            file.writestr("in/a.txt", STORY)
    elif kind == "tar.gz":
        with tarfile.open(fileobj=out, mode="w:gz") as file:
            info = tarfile.TarInfo("in/a.txt")
            info.size = len(STORY)
            file.addfile(info, io.BytesIO(STORY.encode()))
    else:
        out.write(gzip.compress(STORY.encode()))
    return out.getvalue()


@pytest.mark.parametrize(("name", "member"), [("p.zip", "in/a.txt"), ("p.tar.gz", "in/a.txt"), ("a.txt.gz", "a.txt")])
def test_members_of_archives_have_their_own_row(tmp_path, name, member):
    """A member's path is the archive's, an exclamation mark and its name."""
    (tmp_path / name).write_bytes(archive(name.partition(".")[2].replace("txt.", "")))
    ledger = read_pages(tmp_path / name)
    assert ledger["path"].tolist() == [f"{(tmp_path / name).as_posix()}!{member}"]
    assert ledger["error"].isna().all()


def test_members_that_leave_the_archive_are_refused(tmp_path):
    """A member named to climb out of the folder gets an error and nothing is written."""
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as file:
        file.writestr("../evil.txt", STORY)
    assert errors(tmp_path) == ["the member's name leaves the archive; pack it again with plain names"]
    assert [p.name for p in tmp_path.parent.glob("evil*")] == []


def test_a_member_without_a_name_is_refused(tmp_path):
    """A member that is named like the folder that it lies in has its row, and so has the one beside it."""
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as file:
        file.writestr(".", STORY)
        file.writestr("a.txt", STORY)
    assert errors(tmp_path) == ["the member has no name; pack the archive again", None]


def word(xml: str, encoding: str = "utf-8") -> bytes:
    """A Word file with this inside."""
    out = io.BytesIO()
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    head, _, body = xml.rpartition("|")
    with zipfile.ZipFile(out, "w") as file:
        inner = f'<?xml version="1.0" encoding="{encoding}"?>{head}<w:document xmlns:w="{space}">{body}</w:document>'
        file.writestr("word/document.xml", inner.encode(encoding))
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_a_word_file_are_refused(tmp_path, encoding):
    """A document that declares entities is not read, in whatever encoding it declares them."""
    body = "<w:p><w:r><w:t>&x; The envoys met.</w:t></w:r></w:p>"
    (tmp_path / "a.docx").write_bytes(word(f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hosts">]>|{body}', encoding))
    assert errors(tmp_path) == [
        "the Word file cannot be opened (it declares XML entities); save it again as .docx"
    ]  # fmt: skip  # one row


def test_a_box_in_a_word_file_is_read_once(tmp_path):
    """A box inside a paragraph is a paragraph of its own, and its words come once."""
    text = "<w:r><w:t>{}</w:t></w:r>".format
    box = f"<w:p>{text('A box stands here.')}</w:p>"
    (tmp_path / "a.docx").write_bytes(word(f"<w:p>{text('The envoys met in ')}{box}{text('Oslo on Monday.')}</w:p>"))
    assert load_articles(tmp_path)[["headline", "text"]].values.tolist() == [
        ["A box stands here.", "The envoys met in Oslo on Monday."]
    ]


def test_a_bomb_stays_packed(tmp_path):
    """A member that unpacks to a thousand times its size is not unpacked."""
    with zipfile.ZipFile(tmp_path / "p.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.txt", "0" * 3_000_000)
    ratio = 3_000_000 // zipfile.ZipFile(tmp_path / "p.zip").infolist()[0].compress_size
    assert errors(tmp_path) == [
        f"{ratio} times its packed size, where 200 are allowed; pass limits=Limits(archive_ratio={ratio}) to read it"
    ]


def test_the_limit_of_bytes_is_named(tmp_path):
    """An input over the limit says which limit, and how to raise it."""
    (tmp_path / "a.txt").write_text(STORY)
    assert errors(tmp_path, limits=Limits(input_bytes=10)) == [
        f"{len(STORY)} bytes of an input, where 10 are allowed; pass limits=Limits(input_bytes={len(STORY)}) to read it"
    ]


def test_links_are_listed_and_not_followed(tmp_path):
    """A link has a row with an error."""
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert errors(tmp_path) == [
        None, "the file cannot be opened (it is a link, and links are not followed); check its name and your permission"
    ]  # fmt: skip  # two rows


def test_a_pipe_is_not_waited_for(tmp_path):
    """A pipe, which would never end, has a row with an error."""
    os.mkfifo(tmp_path / "pipe")
    assert errors(tmp_path) == [
        "the file cannot be opened (it is a device, a pipe or a socket); check its name and your permission"
    ]


def test_a_file_without_permission_is_named(tmp_path, monkeypatch):
    """A file that may not be read has a row, and the rest is read."""
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(STORY)
    opened = os.open

    def denied(path, *args):
        if str(path).endswith("a.txt"):
            raise PermissionError(13, "Permission denied")
        return opened(path, *args)

    monkeypatch.setattr(os, "open", denied)
    assert errors(tmp_path) == [
        "the file cannot be opened (Permission denied); check its name and your permission", None
    ]  # fmt: skip  # two rows


def test_a_file_that_grows_while_read_is_named(tmp_path, monkeypatch):
    """A file that another program writes to is not read half."""
    path = tmp_path / "a.txt"
    path.write_text(STORY)
    stated = os.fstat

    def written_to(number):
        found = stated(number)
        with path.open("a") as file:
            file.write("More.")
        return found

    monkeypatch.setattr(os, "fstat", written_to)
    assert errors(tmp_path) == [
        "the file cannot be opened (it changed while it was read); check its name and your permission"
    ]


@pytest.mark.parametrize(
    ("name", "shown"),
    [(b"page\xff.txt", "page\\udcff.txt"), ("page\u202etxt.exe".encode(), "page\\u202etxt.exe"),
     ("pa\u200bge!1.txt".encode(), "pa\\u200bge!1.txt")],
)  # fmt: skip  # three pairs
def test_odd_names_are_shown_escaped_and_found_again(tmp_path, name, shown):
    """A name that is no UTF-8, or that would turn or hide letters, is listed escaped and leads to its file."""
    with open(os.path.join(os.fsencode(tmp_path), name), "w") as file:  # noqa: PTH118, PTH123  # a name in bytes
        file.write(STORY)
    ledger = read_pages(tmp_path)
    assert ledger["path"].tolist() == [f"{tmp_path.as_posix()}/{shown}"]
    assert len(load_articles(ledger)) == 1


def test_deep_html_is_named(tmp_path):
    """A page nested deeper than its parser can follow says so, instead of losing its text."""
    (tmp_path / "a.html").write_text(f"<html><body>{'<div>' * 300}{STORY}{'</div>' * 300}</body></html>")
    assert errors(tmp_path) == [
        "300 levels of nested HTML, where 250 are allowed; pass limits=Limits(html_depth=300) to read it"
    ]


@pytest.mark.parametrize(
    ("inside", "limits", "excess"),
    [
        (f"<p {'a=1 ' * 1500}>", Limits(), ("attributes of an element", 1000, "html_attributes")),
        ("<p>" * 100_000, Limits(), ("elements of an HTML page", 100_000, "html_elements")),
        ("<p>", Limits(html_bytes=100), ("bytes of an HTML page", 100, "html_bytes")),
    ],
)  # fmt: skip  # two cases
def test_html_that_would_take_minutes_is_named(tmp_path, inside, limits, excess):
    """A page too long, or with an element of too many attributes, is not parsed."""
    (tmp_path / "a.html").write_text(f"<html><body>{inside}{STORY}</p></body></html>")
    what, allowed, name = excess
    found = errors(tmp_path, limits=limits)[0]
    assert (
        found.split(" ", 1)[1]
        == f"{what}, where {allowed} are allowed; pass limits=Limits({name}={found.split()[0]}) to read it"
    )


def test_long_values_and_scripts_are_no_attributes(tmp_path):
    """Words in a quoted value or in a script do not count."""
    words = "word " * 3000
    page = f"<html><body><script>if (a<b) {words}</script><p data-x='{words}'>{STORY}</p></body></html>"
    (tmp_path / "a.html").write_text(page)
    assert errors(tmp_path) == [None]


def test_rows_have_their_place(tmp_path):
    """A table's rows carry their number, from 1."""
    lines = [json.dumps({"text": f"Envoys met in city {n}."}) for n in range(3)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    assert sorted(read_pages(tmp_path)["place"]) == [1, 2, 3]


def test_a_user_names_his_columns(tmp_path):
    """A column that no one else uses is read when the option names it."""
    (tmp_path / "a.csv").write_text("Wortlaut,Tag\nThe envoys met.,2019-02-27\n")
    assert errors(tmp_path, columns={"text": "Wortlaut", "date": "Tag"}) == [None]


SYSTEM = ("not a document: left out (a file of the system)", "left out")


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini", "._a.txt", "__MACOSX/a.txt", "~$a.docx"])
@pytest.mark.parametrize("packed", [False, True])
def test_files_of_the_system_are_listed_and_not_missed(tmp_path, recwarn, name, packed):
    """A file that a system put beside the documents has its row, and is no unread input; no warning counts it."""
    for path, data in (("a.txt", STORY.encode()), (name, b"\0\5\x16\7 The envoys met and agreed to meet again.")):
        if packed:
            with zipfile.ZipFile(tmp_path / "p.zip", "a") as file:
                file.writestr(path, data)
        else:
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_bytes(data)
    ledger = read_pages(tmp_path)
    assert sorted(ledger[["error", "format"]].dropna().itertuples(index=False, name=None)) == [SYSTEM]
    assert (len(ledger), len(unread_in(ledger)), len(load_articles(tmp_path))) == (2, 0, 1)
    assert [str(warning.message) for warning in recwarn] == []


def test_parts_of_a_saved_page_are_left_out(tmp_path):
    """What a browser saved beside a page is a part of it; a folder of that name without its page holds inputs."""
    for folder in ("page_files", "other_files"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "frame.html").write_text(f"<html><body><p>{STORY}</p></body></html>")
    (tmp_path / "page.html").write_text(f"<html><body><p>{STORY}</p></body></html>")
    ledger = read_pages(tmp_path)
    assert ledger["error"].dropna().tolist() == ["not a document: left out (a part of the saved page page)"]
    assert len(unread_in(ledger)) == 0


def test_an_empty_folder_is_named(tmp_path):
    """A folder without a file in it is a wrong call, for the ledger and for the articles."""
    for call in (read_pages, load_articles):
        with pytest.raises(UsageError) as caught:
            call(str(tmp_path))
        assert str(caught.value) == (
            f"source={str(tmp_path)!r}, a folder without a file in it cannot be used. Allowed: a file, a folder that "
            "holds files, a glob, or a list of these. To go on: put your pages there, or check that it is the folder "
            "that you mean."
        )


def test_no_such_source(tmp_path):
    """A source that does not exist is a wrong call, and the message says what is allowed."""
    with pytest.raises(UsageError) as caught:
        read_pages(str(tmp_path / "nothing"))
    assert str(caught.value) == (
        f"source={str(tmp_path / 'nothing')!r} cannot be used. Allowed: an existing file or folder, or a glob that "
        "matches some. To go on: check the spelling and the working folder."
    )


@pytest.mark.parametrize(
    ("name", "n"),
    [
        ("factiva_irish-independence_1_2017-11-14.html", 44), ("factiva_nyt_1_1993-01-03.html", 27),
        ("factiva_chinese-ui.html", 97), ("nexis_irish-times_1995-06-12_0001.html", 166), ("lexis_nyt1.docx", 50),
        ("lexis_guardian1.docx", 2), ("lexis_guardian2.docx", 1), ("lexisnexis_sample.TXT", 10),
        ("nexisuni_sample.DOCX", 10),
    ],
)  # fmt: skip  # a table, its pairs side by side
def test_exports_hold_as_many_articles_as_their_sources_say(shared, name, n):
    """A database export is cut into the number of articles that the tests of other readers expect."""
    ledger = read_pages(shared / "corpora" / "database_exports" / name)
    assert (len(ledger), ledger["error"].notna().sum()) == (n, 0)


@pytest.mark.parametrize("source", [5, None, 1.5])
def test_a_source_that_is_no_path_is_refused(source: object):
    """A number in place of a path is named by its type."""
    with pytest.raises(UsageError) as error:
        read_pages(source)
    assert str(error.value) == (
        f"source of type {type(source).__name__} cannot be used. Allowed: a file, a folder, a glob, or a list of "
        "these. To go on: pass paths as text."
    )


FIELDS = "text, headline, date, outlet, url, byline, section, language, country, name"


@pytest.mark.parametrize(
    ("options", "given"),
    [
        ({"columns": 5}, "columns=5"), ({"columns": "text"}, "columns='text'"),
        ({"columns": {"body": "B"}}, "columns with the field 'body'"),
        ({"columns": {"text": 5}}, "columns with 5 for text"),
    ],
)  # fmt: skip  # a table, a case a line
@pytest.mark.parametrize("call", [read_pages, load_articles])
def test_columns_that_name_none_are_refused(tmp_path, call, options, given):
    """What is no dict from fields of ours to names is answered with the fields."""
    (tmp_path / "a.txt").write_text(STORY)
    with pytest.raises(UsageError) as error:
        call(tmp_path, **options)
    assert str(error.value) == (
        f"{call.__name__}: {given} cannot be used. Allowed: a dict from fields ({FIELDS}) to the names of your "
        "columns. To go on: write it as columns={'text': 'BodyText'}, in the shell as --columns text=BodyText."
    )


@pytest.mark.parametrize("limits", [5, "x", {"input_bytes": 10}])
@pytest.mark.parametrize("call", [read_pages, load_articles])
def test_limits_that_are_none_are_refused(tmp_path, call, limits):
    """A number, a text or a dict in place of Limits is shown."""
    (tmp_path / "a.txt").write_text(STORY)
    with pytest.raises(UsageError) as error:
        call(tmp_path, limits=limits)
    assert str(error.value) == (
        f"{call.__name__}: limits={limits!r} cannot be used. Allowed: Limits of newsresearch.forms.limits. To go on: "
        "write it as limits=Limits(input_bytes=100_000_000)."
    )
