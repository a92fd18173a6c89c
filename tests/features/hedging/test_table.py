"""The table of hedges: whose voice a cue is, which statement is its own, odd input."""

from __future__ import annotations

import pandas as pd
import pytest

from newsresearch.features.hedging import hedges_in
from newsresearch.schema import TABLES, UsageError

EXTRA = [column for column in ("scope_start", "scope_end") if column not in TABLES["hedges"].columns]
SPANS = ["article_id", "statement_id", "start", "end", "side"]


def _find(text: object, spans: list[tuple] | None = None) -> pd.DataFrame:
    """Return the cues of one sentence, vague ones too."""
    page = pd.DataFrame({"article_id": ["a"], "sentence_id": [0], "start": [0], "text": pd.Series([text], dtype="str")})
    return hedges_in(page, page, pd.DataFrame(spans or [], columns=SPANS), vague=True)


def test_voice() -> None:
    """A cue inside a statement is that side's, one outside is the reporter's."""
    text = "Talks may resume, he reportedly said."
    found = _find(text, [("a", "s1", 0, 16, "US")])
    assert found["voice"].tolist() == ["US", "reporter"]
    assert found["statement_id"].fillna("-").tolist() == ["s1", "-"]


def test_innermost() -> None:
    """Of nested statements the shortest owns the cue, in whatever order they come."""
    text = "Seoul said Tokyo said talks may resume, and may fail."
    outer, inner = ("a", "s1", 11, 53, "ROK"), ("a", "s2", 22, 38, "JPN")
    for spans in ([outer, inner], [inner, outer]):
        assert _find(text, spans)["voice"].tolist() == ["JPN", "ROK"]


def test_relayed() -> None:
    """In indirect content "reportedly" stays the reporter's; in direct speech it is the speaker's."""
    text = "They reportedly left, he said."
    page = pd.DataFrame({"article_id": ["a"], "sentence_id": [0], "start": [0], "text": [text]})
    for quote, voice in (("indirect", "reporter"), ("direct", "US")):
        statements = pd.DataFrame([("a", "s1", 0, 20, "US", quote)], columns=[*SPANS, "quote"])
        found = hedges_in(page, page, statements)
        assert found[["statement_id", "side", "voice"]].values.tolist() == [["s1", "US", voice]]


def test_vague() -> None:
    """Vague words come only when asked for, as a kind of their own."""
    page = pd.DataFrame({"article_id": ["a"], "sentence_id": [0], "start": [5], "text": ["Several may go."]})
    assert hedges_in(page, page, pd.DataFrame(columns=SPANS))["kind"].tolist() == ["hedge"]
    assert hedges_in(page, page, pd.DataFrame(columns=SPANS), vague=True)["kind"].tolist() == ["vague", "hedge"]


def test_offsets() -> None:
    """Places and scopes count from the start of the article, not of the sentence."""
    page = pd.DataFrame({"article_id": ["a"], "sentence_id": [0], "start": [5], "text": ["It may go."]})
    row = hedges_in(page, page, pd.DataFrame(columns=SPANS)).iloc[0]
    assert (row["start"], row["end"], row["scope_start"], row["scope_end"]) == (8, 11, 8, 14)


@pytest.mark.parametrize("text", ["", "x", "🙂", None, "“" * 50, "may " * 1000])
def test_odd_input(text: object) -> None:
    """Odd text gives the table of hedges with its columns."""
    assert list(_find(text).columns) == [*TABLES["hedges"].columns, *EXTRA]


def test_missing_column() -> None:
    """A table of sentences without its text is refused in words."""
    page = pd.DataFrame({"article_id": ["a"], "sentence_id": [0], "start": [0]})
    with pytest.raises(UsageError) as caught:
        hedges_in(page, page, pd.DataFrame(columns=SPANS))
    assert str(caught.value) == (
        "hedges_in: a table without text cannot be used. Allowed: a table with the columns article_id, sentence_id, "
        "start, text. To go on: pass the table that split_sentences returns."
    )
