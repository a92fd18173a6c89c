"""The address of a saved page, and the outlet that it tells."""

from __future__ import annotations

import pytest

from newsresearch.articles.html import read_html

SENTENCES = "".join(
    f"<p>The envoys met in the capital on Monday and spoke for {n} hours about the talks.</p>" for n in (2, 3, 4)
)
STORY = f"<article><h1>Envoys meet again</h1>{SENTENCES}</article>"
KCNA = "http://www.kcna.kp/en/article/q/1.kcmsf"


def page(head: str = "", before: str = "") -> str:
    """A page of ours, with a note before it."""
    return f"<!DOCTYPE html>{before}<html><head>{head}</head><body>{STORY}</body></html>"


@pytest.mark.parametrize(
    "note",
    [
        f"\n<!-- saved from url=(0039){KCNA} -->\n",
        f"<!--\n Page saved with SingleFile \n url: {KCNA} \n saved date: Fri Mar 01 2024 10:00:00 GMT+0100\n-->",
        "<!-- Mirrored from www.kcna.kp/en/article/q/1.kcmsf by HTTrack Website Copier/3.x [XR&CO'2014], Fri -->",
    ],
)
def test_the_note_of_the_program_that_saved_the_page(note):
    """A page without an address of its own has that at which a browser or SingleFile saved it, and its outlet."""
    draft = read_html(page(before=note))
    assert (draft.url, draft.outlet, draft.publisher_side) == (KCNA, "KCNA", "DPRK")


def test_the_pages_own_address_comes_first():
    """Where a page was saved counts only where the page gives no address."""
    head = "<link rel='canonical' href='https://example.org/envoys'>"
    assert read_html(page(head, f"<!-- saved from url=(0039){KCNA} -->")).url == "https://example.org/envoys"


@pytest.mark.parametrize(
    "note", ["<!-- saved from url=(0014)about:internet -->", "<!-- saved from url=(0009)file:///C -->"]
)
def test_a_file_is_no_address(note):
    """A page saved from a disk has no address."""
    assert read_html(page(before=note)).url is None


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<link rel='canonical' href='/news/1'>", None),
        ("<meta property='og:url' content='/news/1'>", None),
        ("<meta property='og:url' content='/news/1'><base href='https://example.org/en/'>", "https://example.org/news/1"),
        ("<meta property='og:url' content='/news/1'><link rel='canonical' href='https://example.org/1'>",
         "https://example.org/1"),
        ("<link rel='canonical' href='//example.org/1'>", "https://example.org/1"),
        ("<link rel='canonical' href='www.example.org/1'>", "www.example.org/1"),
        ("<link rel='canonical' href='http://[broken'>", "http://[broken"),
        ("<link rel='canonical' href='[broken'><base href='http://[x/'>", None),
        ("<base href='https://example.org/'>", None),
        ("<meta property='og:url' content='file:///home/a.html'>", None),
    ],
)  # fmt: skip  # a case a line
def test_an_address_is_whole_or_none(head, url):
    """An address without its host is joined to the page's base, or left out; a base alone is none of the page."""
    assert read_html(page(head)).url == url


def test_a_base_tells_the_outlet():
    """A page that says only where its links lead to belongs to that site."""
    draft = read_html(page("<base href='http://www.kcna.kp/en/'>"))
    assert (draft.url, draft.outlet, draft.publisher_side) == (None, "KCNA", "DPRK")


@pytest.mark.parametrize("mark", ["", "if_", "id_"])
def test_a_copy_in_the_archive_belongs_to_its_outlet(mark):
    """An address of the Internet Archive stands as it is, and its page belongs to the outlet inside."""
    url = f"https://web.archive.org/web/20240305000000{mark}/{KCNA}"
    draft = read_html(page(f"<link rel='canonical' href='{url}'>"))
    assert (draft.url, draft.outlet) == (url, "KCNA")
