"""Phrases in a text: whole words, longest first, no overlap."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from newsresearch.matching import PhraseMatcher, plain


def test_a_phrase_inside_a_word_is_no_match():
    """'rice' is not found in 'price', nor 'art' in 'party'."""
    assert PhraseMatcher(["rice", "art"]).find("price of the party") == []


def test_the_longest_phrase_wins():
    """'South Korea' is one match, not 'South' and 'Korea'."""
    assert PhraseMatcher(["South", "Korea", "South Korea"]).find("in South Korea") == [(3, 14, 2)]


def test_a_shorter_phrase_is_found_where_the_longer_ends_inside_a_word():
    """In 'South Koreans' the phrase 'South Korea' fails and 'South' stands."""
    assert PhraseMatcher(["South", "South Korea"]).find("South Koreans") == [(0, 5, 0)]


def test_curly_and_straight_apostrophes_are_one():
    """A phrase with a straight apostrophe is found with a curly one, at the same offsets."""
    assert PhraseMatcher(["Workers' Party"]).find("the Workers’ Party") == [(4, 18, 0)]


def test_a_phrase_may_be_broken_over_two_lines():
    """A line break inside a phrase counts as a space."""
    assert PhraseMatcher(["Yoshihide Suga"]).find("with Yoshihide\nSuga") == [(5, 19, 0)]


@given(st.text(max_size=200))
def test_making_text_plain_keeps_its_length(text: str):
    """Offsets into the plain text are offsets into the text."""
    assert len(plain(text, ignore_case=True)) == len(text)


@given(st.text(alphabet="ab c’'-", max_size=80), st.lists(st.text(alphabet="abc", min_size=1, max_size=3), min_size=1))
def test_matches_agree_with_regular_expressions(text: str, phrases: list[str]):
    """Python's own alternation, longest phrase first, with word boundaries, gives the same spans."""
    pattern = "|".join(sorted(set(phrases), key=len, reverse=True))
    wanted = [m.span() for m in re.finditer(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", plain(text))]
    assert [(start, end) for start, end, _ in PhraseMatcher(phrases).find(text)] == wanted
