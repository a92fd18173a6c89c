"""Rich text into plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsresearch.forms.limits import Limits
from newsresearch.forms.rtf import rtf_text
from newsresearch.pages import read_pages


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (rb"One\par two\line three", "One\n\ntwo\nthree"), (rb"\b Bold\b0  and \i slant\i0", "Bold and slant"),
        (rb"{\fonttbl{\f0 Arial;}}{\*\generator X;}Words", "Words"), (rb"{\header Page 1}{\pict 0102}Words", "Words"),
        (rb"M\'fcller", "Müller"), (rb"\uc1\u8220?quoted\u8221?", "“quoted”"), (rb"\uc2\u8220??x", "“x"),
        (rb"\u-10179?\u-8704?", "😀"), (rb"a\{b\}c\\d", "a{b}c\\d"), (rb"1\emdash 2\endash 3\~4", "1—2–3\u00a04"),
        (rb"{\field{\*\fldinst HYPERLINK \"x\"}{\fldrslt a link}}", "a link"), (rb"\bin3 }}}Words", "Words"),
        (b"lines\r\nof the file", "linesof the file"), (rb"}}}Words{{{", "Words"),
    ],
)  # fmt: skip  # a table, its pairs side by side
def test_what_the_marks_mean(inside, text):
    """Marks give paragraphs, letters and signs; what is hidden gives nothing."""
    assert rtf_text(rb"{\rtf1\ansi\ansicpg1252 " + inside + b"}", Limits()) == text


def test_two_bytes_make_a_letter():
    """Letters of an Asian code page are read together, with marks between them or not."""
    korean = "".join(rf"\'{byte:02x}" for byte in "회담".encode("cp949")).encode()
    assert rtf_text(rb"{\rtf1\ansi\ansicpg949 " + korean + b"}", Limits()) == "회담"


@given(st.binary(max_size=400))
def test_any_bytes_are_read(data):
    """Whatever the file holds, text comes out."""
    assert "\0" not in rtf_text(rb"{\rtf1 " + data, Limits())


def test_rich_text_under_any_name(tmp_path):
    """Rich text is known by its first bytes; a name alone does not make it."""
    (tmp_path / "a.doc").write_bytes(rb"{\rtf1 The envoys met in Oslo and agreed to meet again.\par}")
    (tmp_path / "b.rtf").write_bytes(b"The envoys met in Oslo and agreed to meet again.")
    ledger = read_pages(tmp_path)
    assert ledger["encoding"].fillna("").tolist() == ["rtf", ""]
    assert ledger["error"].dropna().tolist() == ["the file is no rich text; save it again as .txt"]


def test_an_export_of_ends_alone_has_a_row(tmp_path):
    """A file that says where documents end and holds none is an unread input."""
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1 End of Document\par End of Document\par }")
    assert read_pages(tmp_path)["error"].tolist() == [
        "no article in it: not one full sentence found; save the page again with its text"
    ]
