"""Scopes: the words a cue covers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsresearch.features.hedging.scopes import REACH, Clauses
from newsresearch.models.hedging.cues import find_cues

WORDS = "may likely said that talks , . ; but if “ ” about 60 days is believed to be \n"


def _scopes(text: str) -> list[str]:
    """Return the words that the hedges of a text cover."""
    return [text[slice(*Clauses(text).scope_of(cue))] for cue in find_cues(text) if cue.kind == "hedge"]


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("Talks may resume soon.", ["may resume soon"]),
        ("Talks may resume, but the ban stays.", ["may resume"]),
        ("A deal is likely to follow.", ["A deal is likely to follow"]),
        ("He said that the site is believed to be idle.", ["the site is believed to be idle"]),
        ("It flew about 60 miles in May.", ["about 60 miles"]),
        ("It flew 60 miles or so.", ["60 miles or so"]),
        ("“We may talk,” he said.", ["may talk"]),
        ("We expect Mr. Lee to “go on” soon.", ["expect Mr. Lee to “go on” soon"]),
        ("Perhaps, they left when it rained.", ["Perhaps, they left"]),
    ],
)
def test_scope(text: str, scopes: list[str]) -> None:
    """A scope runs to the end of the clause, of raising cues from the subject on, of approximators over the amount."""
    assert _scopes(text) == scopes


@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=60).map(" ".join))
def test_inside(text: str) -> None:
    """A scope holds its cue, lies in its sentence and reaches no further than it may."""
    for cue in find_cues(text):
        start, end = Clauses(text).scope_of(cue)
        assert 0 <= start <= cue.start < cue.end <= end <= len(text)
        assert cue.start - start <= REACH
        assert end - cue.end <= REACH


@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=40).map(" ".join), st.integers(0, 5))
def test_shift(text: str, pad: int) -> None:
    """Blanks before a text move its scopes and change nothing else."""
    shifted = " " * pad + text
    before = [Clauses(text).scope_of(cue) for cue in find_cues(text)]
    after = [Clauses(shifted).scope_of(cue) for cue in find_cues(shifted)]
    assert [(low + pad, high + pad) for low, high in before] == after


def test_no_edge() -> None:
    """Without punctuation a scope stops at a word within its reach."""
    text = "may " + "a" * 9 + (" " + "b" * 9) * 100
    (cue,) = find_cues(text)
    start, end = Clauses(text).scope_of(cue)
    assert (start, text[end]) == (0, " ")
    assert end - cue.end <= REACH
