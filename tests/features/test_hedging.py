"""Hedges: every row of the lexicon, the rules of context, the voice, odd input."""

from __future__ import annotations

import pandas as pd
import pytest

from newsresearch import lexicons
from newsresearch.features.hedging import RULES, hedges_in
from newsresearch.schema import TABLES, UsageError

ROWS = lexicons.load("hedges").fillna("").to_dict("records")
SPANS = ["article_id", "statement_id", "start", "end", "side"]


def _find(text: object, spans: list[tuple] | None = None) -> pd.DataFrame:
    """Return the cues of one sentence, vague ones too."""
    page = pd.DataFrame({"article_id": ["a"], "sentence_id": [0], "start": [0], "text": pd.Series([text], dtype="str")})
    return hedges_in(page, page, pd.DataFrame(spans or [], columns=SPANS), vague=True)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["cue"])
def test_lexicon(row: dict[str, str]) -> None:
    """Every cue is found in its example and not in its counter-example."""
    assert row["cue"] in _find(row["example"])["cue"].tolist()
    assert row["cue"] not in _find(row["counter_example"])["cue"].tolist()


def test_rules() -> None:
    """The lexicon names exactly the rules that there are."""
    assert {row["rule"] for row in ROWS} - {""} == set(RULES)


def test_voice() -> None:
    """A cue inside a statement is that side's, one outside is the reporter's."""
    text = "Talks may resume, he reportedly said."
    found = _find(text, [("a", "s1", 0, 16, "US")])
    assert found["voice"].tolist() == ["US", "reporter"]
    assert found["statement_id"].fillna("-").tolist() == ["s1", "-"]


@pytest.mark.parametrize("text", ["", "x", "🙂", None, "“" * 50, "may " * 1000])
def test_odd_input(text: object) -> None:
    """Odd text gives the table of hedges with its columns."""
    assert list(_find(text).columns) == list(TABLES["hedges"].columns)


def test_missing_column() -> None:
    """A table of sentences without its text is refused in words."""
    page = pd.DataFrame({"article_id": ["a"], "sentence_id": [0], "start": [0]})
    with pytest.raises(UsageError) as caught:
        hedges_in(page, page, pd.DataFrame(columns=SPANS))
    assert str(caught.value) == (
        "hedges_in: a table without text cannot be used. Allowed: a table with the columns article_id, sentence_id, "
        "start, text. To go on: pass the table that split_sentences returns."
    )
