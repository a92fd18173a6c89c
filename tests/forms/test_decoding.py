"""Bytes become the text that was meant, and the ledger says how."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsresearch.articles import load_articles
from newsresearch.forms.decoding import decode, depth_of, visible

WORDS = "The envoy’s “friendly” words – Müller’s too – were quoted in full by the agency."


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (WORDS.encode(), WORDS, "utf-8"),
        (WORDS.encode().decode("cp1252", "replace").replace("\ufffd", "\x9d").encode(), WORDS, "utf-8, mended"),
        ("Müller met Žižek".encode().decode("latin-1").encode(), "Müller met Žižek", "utf-8, mended"),
        (WORDS.encode() + " caf\xe9".encode("cp1252"), f"{WORDS} café", "utf-8 with cp1252"),
        ("SÃO PAULO e São João".encode(), "SÃO PAULO e São João", "utf-8"),
        (WORDS.encode("mac_roman"), WORDS, "mac_roman"),
        ("“We agreed,” said the envoy in café talks".encode("mac_roman"), "“We agreed,” said the envoy in café talks",
         "mac_roman"),
        ("L’òpera d’Òscar Ó Sé va plaure".encode("cp1252"), "L’òpera d’Òscar Ó Sé va plaure", "cp1252"),
        ("外務省は協議を再開した。".encode("iso2022_jp"), "外務省は協議を再開した。", "iso2022_jp_ext"),
        (b"Plain \x1b$B cut", "Plain \x1b$B cut", "utf-8"),
    ],
)  # fmt: skip  # a table, its rows side by side
def test_mixed_up_text_is_mended(data, text, encoding):
    """UTF-8 that was once read as something else, or has stray bytes in it, comes out as meant, and is named."""
    assert decode(data) == (text, encoding)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")))
def test_plain_utf8_is_never_guessed(text):
    """Any valid UTF-8 is read as it is, or mended and named as such."""
    found, encoding = decode(text.encode())
    assert encoding != "utf-8" or found == text.removeprefix("\ufeff")


def test_names_are_not_hidden(tmp_path):
    """Zero-width characters and overrides of direction are gone from text and headline, joiners of emoji stay."""
    title, text = "K\u200bim\u202e meets", "Kim\u2060 Jong\u00ad Un met the envoys. \U0001f469\u200d\U0001f680"
    (tmp_path / "a.jsonl").write_text(json.dumps({"title": title, "text": text}))
    (row,) = load_articles(tmp_path, cache=False).to_dict("records")
    assert (row["headline"], row["text"]) == ("Kim meets", "Kim Jong Un met the envoys. \U0001f469\u200d\U0001f680")


@given(st.text())
def test_what_is_visible_stays(text):
    """Cleaning twice is cleaning once, and letters stay in their order."""
    once = visible(text)
    assert visible(once) == once
    assert [c for c in text if c.isalnum()] == [c for c in once if c.isalnum()]


@pytest.mark.parametrize(
    ("html", "depth"),
    [
        ("<div>" * 40 + "</div>" * 40, 40), ("<p>one<p>two" * 40, 0), ("<span/>" * 40, 0), ("</div>" * 9 + "<div>", 1),
        ("<script>" + '"<div>"' * 40 + "</script><div>", 1), ("<script>" + "<div>" * 40, 0), ("<div" * 40, 0),
    ],
)  # fmt: skip  # a table, its pairs side by side
def test_depth_counts_what_must_be_closed(html, depth):
    """Open paragraphs, empty elements and scripts do not make a page deep."""
    assert depth_of(html) == depth
