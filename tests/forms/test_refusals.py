"""What is no page says so: other forms, feeds, framesets, a server's error."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from newsresearch.forms.refusals import no_article
from newsresearch.pages import read_pages

SAID = "The envoys met in Oslo on Monday and agreed to meet again."
STATA = "the file is a Stata file; export its table as .csv or .parquet"
R_DATA = "the file is R data; write its table as .csv or .parquet"
WARC = "the file is a web archive (WARC); extract its pages as .html"
FEED = "the file is a feed, a list of articles (RSS or Atom); save the pages that it names as .html"


def errors(folder) -> list[str | None]:
    """The errors of a ledger, None where an input was read."""
    ledger = read_pages(folder)
    return ledger["error"].astype(object).where(ledger["error"].notna(), None).tolist()


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.warc", b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", WARC),
        ("a.warc.gz", gzip.compress(b"WARC/1.1\r\nWARC-Type: warcinfo\r\n"), WARC),
        ("a.xml", f'<?xml version="1.0"?>\n<rss version="2.0"><item>{SAID}</item></rss>'.encode(), FEED),
        ("a.xml", f'<!-- made by us --><feed xmlns="http://www.w3.org/2005/Atom">{SAID}</feed>'.encode(), FEED),
        ("a", f"<rdf:RDF xmlns:rdf='x'><item>{SAID} <html></item></rdf:RDF>".encode(), FEED),
        ("a.webarchive", b"bplist00\xd1\x01_<html>",
         "the file is a web archive of Safari; open it there and save the page's source as .html"),
        ("a.dta", b"<stata_dta><header>", STATA), ("b.dta", b"\x72\x02\x01\x00", STATA),
        ("a.feather", b"ARROW1\0\0", "the file is an Arrow file (Feather); write its table as .parquet or .csv"),
        ("a.orc", b"ORC\x0a\x03", "the file is an ORC file; write its table as .parquet or .csv"),
        ("a.rds", gzip.compress(b"X\n\0\0\0\3"), R_DATA), ("a.RData", gzip.compress(b"RDX3\nX\n\0\0\0\3"), R_DATA),
        ("a.js", SAID.encode(), "the file is a script, not a page; leave it out, or name a page .html"),
        ("a.css", f"/* {SAID} */".encode(),
         "the file is a style sheet, not a page; leave it out, or name a page .html"),
        ("a.xls", b"<html><body><table><tr><td>text</td></tr></table>",
         "the file is a table in HTML; open it in a spreadsheet and save it as .csv"),
    ],
)  # fmt: skip  # a table, a case a line
def test_other_forms_say_what_to_save_instead(tmp_path, name, data, error):
    """A file of a form that is not read is one row with its form's name and what to do."""
    (tmp_path / name).write_bytes(data)
    assert errors(tmp_path) == [error]


def zipped(*names: str) -> bytes:
    """A zip file with members of these names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, f"<p>{SAID}</p>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        (("mimetype", "content.xml", "META-INF/manifest.xml"),
         "the file is an OpenDocument file; save it again as .docx, or a table as .xlsx or .csv"),
        (("mimetype", "META-INF/container.xml", "one.xhtml"), "the file is an e-book; save its chapters as .html"),
        (("[Content_Types].xml", "ppt/presentation.xml"), "the file is a presentation; save its text as .docx or .txt"),
        (("[Content_Types].xml", "visio/document.xml"),
         "the file is an Office file that is neither Word nor Excel; save it again as .docx or .xlsx"),
    ],
)  # fmt: skip  # a table, a case a line
@pytest.mark.parametrize("name", ["a.zip", "a.bin"])
def test_a_document_in_a_zip_file_is_one_row(tmp_path, parts, error, name):
    """A zip file that is one document is refused as such, whatever its name, and not member by member."""
    (tmp_path / name).write_bytes(zipped(*parts))
    assert errors(tmp_path) == [error]


def test_a_word_file_packed_as_it_is_stays_a_member(tmp_path):
    """A zip file that holds a document of Office without packing it is an archive."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("a.docx", zipped("word/document.xml"))
    assert [path.rpartition("/")[2] for path in read_pages(tmp_path)["path"]] == ["a.zip!a.docx"]


@pytest.mark.parametrize(
    "head",
    ["<title>Access Denied</title>", "<title>Just a moment...</title>", "<title>404 Not Found</title>",
     "<h1>404 - Page not found</h1>", "<title>Page not found - The Sample Post</title>",
     "<title>Sample Post | 403 Forbidden</title>", "<title>502 Bad Gateway</title>", "<h1>Error 404</h1>",
     "<title>Attention Required! | Cloudflare</title>"],
)  # fmt: skip  # a list
def test_a_servers_error_is_no_article(head):
    """A short page whose title is a server's error and nothing else says so."""
    title = head.split(">")[1].split("<")[0]
    assert no_article(
        f"<html><head>{head}</head><body><p>You have no permission to open it here now.</p>", html=True
    ) == (f"an error page of the server ({title!r}), not the article; save the page again")


@pytest.mark.parametrize(
    "page",
    ["<title>Access denied: envoys turned away at the border</title>", "<title>Envoys meet</title><h1>Talks</h1>",
     "<title>Access denied - envoys are turned away at the border</title>",
     f"<title>Access Denied</title><p>{SAID * 20}</p>"],
)  # fmt: skip  # a list
def test_a_headline_with_such_words_is_one(page):
    """A headline that goes on, or a page of some length, is an article."""
    assert no_article(f"<html>{page}<p>{SAID}</p></html>", html=True) is None


def test_a_frameset_is_named():
    """A page of frames holds no text, but for a word to old browsers."""
    page = (
        "<html><frameset cols='20%,80%'><frame src='a.html'><noframes>Your browser does not show any frames.</noframes>"
    )
    assert no_article(page, html=True) == "no article in it: a frameset; save the frame with the text"


@pytest.mark.parametrize(
    "title",
    ["Access denied - reporters kept out", "Not Found - Japan's lost abductees", "Service unavailable - trains stop",
     "North Korea - Access denied", "Forbidden | Sample Post"],
)  # fmt: skip  # a list
def test_a_short_story_under_such_a_title_is_read(title):
    """Two full sentences are a story, whatever words its title begins or ends with."""
    page = f"<html><title>{title}</title><p>{SAID} The hosts said that no date was set for it.</p></html>"
    assert no_article(page, html=True) is None


@pytest.mark.parametrize("title", ["404 Not Found", "Access denied | example.com", "example.com - Just a moment..."])
def test_an_error_that_explains_itself_is_no_story(title):
    """A title of a server's words alone, or beside its host, is an error however long it is explained."""
    page = f"<html><title>{title}</title><p>{SAID} The hosts said that no date was set for it.</p></html>"
    assert no_article(page, html=True).startswith(f"an error page of the server ({title!r})")
