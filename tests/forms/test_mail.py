"""Pages saved as MHTML, and mails: the part with the text, its letters and its address."""

from __future__ import annotations

import base64
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsresearch.articles import load_articles
from newsresearch.forms.limits import Limits
from newsresearch.forms.mail import page_of
from newsresearch.pages import read_pages

SAID = "The envoys’ talks in Zürich = a start – they met on Monday and agreed to go on."
PAGE = f"<html><head><title>Envoys meet</title></head><body><h1>Envoys meet</h1><p>{SAID}</p></body></html>"
OUTER = (
    "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/a\nMIME-Version: 1.0\n"
    'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="--x"\n\n'
)
PICTURE = "----x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAEC\nAwQF\n"


def part(text: str, way: str = "quoted-printable", kind: str = "text/html", charset: str = "") -> str:
    """A part of a MIME file."""
    data = text.encode(charset or "utf-8")
    body = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes, "8bit": bytes}[way](data)
    said = f'; charset="{charset}"' if charset else ""
    return f"Content-Type: {kind}{said}\nContent-Transfer-Encoding: {way}\n\n{body.decode('latin-1')}\n"


def saved(way: str = "quoted-printable", page: str = PAGE, charset: str = "") -> bytes:
    """A page with a picture as a browser saves both."""
    return f"{OUTER}----x\n{part(page, way, charset=charset)}{PICTURE}----x--\n".encode("latin-1")


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.txt", "a", "a.html"])
@pytest.mark.parametrize("way", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_a_saved_page_is_unwrapped(tmp_path, name, way, ends):
    """The page in a MHTML file is read under any name, without the marks of its wrapping, with its address."""
    (tmp_path / name).write_bytes(saved(way).replace(b"\n", ends))
    (row,) = load_articles(tmp_path, cache=False).to_dict("records")
    assert (row["headline"], row["text"], row["url"]) == ("Envoys meet", SAID, "https://example.org/a")
    assert read_pages(tmp_path)[["format", "encoding"]].values.tolist() == [["html", "utf-8"]]


@pytest.mark.parametrize("own", ['<link href="/b" rel="canonical">', '<meta property="og:url" content="b">'])
def test_a_page_that_names_its_address_keeps_it(own):
    """No address is put beside a page's own."""
    page = PAGE.replace("<head>", f"<head>{own}")
    assert page_of(saved(page=page), Limits())[1].strip() == page


def test_the_stated_encoding_is_used():
    """A part is read in the encoding that its head states."""
    text = "Le délégué a déclaré que les pourparlers étaient utiles à tous."
    assert page_of(saved(page=f"<p>{text}</p>", charset="iso-8859-15"), Limits())[1].startswith(f"<p>{text}</p>")


def mail(*parts: str, mark: str = "y") -> bytes:
    """A mail of these parts."""
    inner = "".join(f"--{mark}\n{inside}" for inside in parts)
    head = f"From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary={mark}\n\n"
    return f"{head}{inner}--{mark}--\n".encode()


ATTACHED = part(PAGE).replace("\n", "\nContent-Disposition: attachment\n", 1)
PLAIN = part(SAID, kind="text/plain")


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (mail(PLAIN, part(PAGE)), "html"), (mail(PLAIN), "text"), (mail(ATTACHED, PLAIN), "text"),
        (mail(f"Content-Type: message/rfc822\n\n{mail(part(PAGE), mark='z').decode()}"), "html"),
        (part(SAID, "base64", "text/plain", "utf-8").encode(), "text"),
    ],
)  # fmt: skip  # a table, a case a line
def test_a_mail_gives_its_html_or_else_its_text(tmp_path, data, form):
    """Of the parts of a mail the first HTML is read, else the first plain text, and never what is attached."""
    (tmp_path / "a.eml").write_bytes(data)
    ledger = read_pages(tmp_path)
    assert (ledger["format"].tolist(), ledger["error"].isna().tolist()) == ([form], [True])


def test_a_page_named_mhtml_is_one(tmp_path):
    """A page without any wrapping is read as it is."""
    (tmp_path / "a.mhtml").write_text(PAGE)
    assert read_pages(tmp_path)["format"].tolist() == ["html"]


@pytest.mark.parametrize(
    "data", [OUTER, OUTER + PICTURE, "MIME-Version: 1.0\nContent-Type: multipart/related\n\nx", OUTER * 20]
)
def test_wrapping_without_a_page_says_so(tmp_path, data):
    """A MIME file without a page in it is one unread input."""
    (tmp_path / "a.mhtml").write_text(data)
    assert read_pages(tmp_path)["error"].tolist() == [
        "the MIME file is broken (no page among its parts); save the page again as .html"
    ]


def test_a_page_cut_off_is_read_as_far_as_it_goes(tmp_path):
    """A file whose last boundary is lost gives what it has."""
    (tmp_path / "a.mhtml").write_bytes(
        saved("base64", f"<p>{SAID}</p>" * 4).partition(b"----x\nContent-Type: image")[0][:-30]
    )
    assert read_pages(tmp_path)["error"].isna().tolist() == [True]


def test_pictures_are_no_part_of_a_pages_size(tmp_path):
    """The limit of a page's bytes counts the page alone."""
    (tmp_path / "a.mhtml").write_bytes(saved().replace(b"AAEC\n", b"AAEC\n" * 1000))
    assert read_pages(tmp_path, limits=Limits(html_bytes=1000))["error"].isna().tolist() == [True]


def test_parts_have_their_limit(tmp_path):
    """A file of thousands of empty parts is not gone through."""
    (tmp_path / "a.mhtml").write_bytes(OUTER.encode() + b"----x\nContent-Type: image/png\n\n" * 30)
    assert read_pages(tmp_path, limits=Limits(archive_members=20))["error"].tolist() == [
        "21 parts of a MIME file, where 20 are allowed; pass limits=Limits(archive_members=21) to read it"
    ]


@given(st.binary(max_size=300), st.integers(0, 500))
def test_any_bytes_are_read_or_refused(data, at):
    """Whatever stands in a MIME file, a text comes out or an error that words it."""
    whole = saved()
    try:
        assert page_of(whole[:at] + data + whole[at:], Limits())[0] in ("html", "text")
    except ValueError as problem:
        assert str(problem).startswith("the MIME file is broken")
