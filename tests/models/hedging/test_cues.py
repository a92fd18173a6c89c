"""Cues: every row of the lexicon, what the table promises, rules of context, odd input."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsresearch import lexicons
from newsresearch.models.hedging.cues import find_cues
from newsresearch.models.hedging.rules import RULES, Rule

ROWS = lexicons.load("hedges").fillna("").to_dict("records")
CATEGORIES = {
    "hedge": {"epistemic", "doxastic", "evidential", "investigative", "approximator", "plausibility shield"},
    "booster": {"certainty", "emphasis", "commitment"},
    "vague": {"vagueness", "vague attribution", "diplomatic vagueness"},
}


def _found(text: str) -> list[tuple[str, str]]:
    """Return dictionary form and category of the cues of a text."""
    return [(cue.cue, cue.category) for cue in find_cues(text)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['cue']}-{row['kind']}")
def test_lexicon(row: dict[str, str]) -> None:
    """Every cue is found in its example and not in its counter-example."""
    assert (row["cue"], row["category"]) in _found(row["example"])
    assert (row["cue"], row["category"]) not in _found(row["counter_example"])


def test_size() -> None:
    """The lexicon holds at least 250 cues, 60 boosters and 40 vague ones among them."""
    kinds = [row["kind"] for row in ROWS]
    assert len(kinds) >= 250
    assert kinds.count("booster") >= 60
    assert kinds.count("vague") >= 40


def test_every_cell() -> None:
    """Every row has forms, an example, a counter-example, a source and a licence, and a category of its kind."""
    assert [row["cue"] for row in ROWS if not all(value for name, value in row.items() if name != "rule")] == []
    assert [row["cue"] for row in ROWS if row["category"] not in CATEGORIES[row["kind"]]] == []


def test_unique() -> None:
    """No two rows share cue and kind, and no form stands twice in one kind."""
    forms = [(row["kind"], form) for row in ROWS for form in row["forms"].split("|")]
    assert len(set(forms)) == len(forms)
    assert len({(row["kind"], row["cue"]) for row in ROWS}) == len(ROWS)


def test_rules_named() -> None:
    """The lexicon names exactly the rules that there are, and each says what it drops."""
    assert {row["rule"] for row in ROWS} - {""} == set(RULES)
    assert [name for name, rule in RULES.items() if not rule.drops] == []


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("Theresa May said in May that they may meet.", ["may"]),
        ("A day later Mr. May left.", []),
        ("May 2018 was warm. May be so.", ["may"]),
        ("About 60 men spoke about some 20 ships and some people.", ["about", "some", "some people"]),
        ("It could reach Guam, so talks could fail.", ["could"]),
        ("He said it might. They praised its might.", ["might"]),
        ("He said it could. She ran as far as she could, and did all she could.", ["could"]),
        ("He saw his last chance. There is still a small chance.", ["chance"]),
        ("If I may, a question: may we go?", ["may"]),
        ("There is no doubt that it is not possible.", ["undoubtedly"]),
        ("We cannot rule out a strike, but we rule out a war.", ["cannot rule out"]),
        ("He claimed sovereignty over the isle and claims to be king.", ["claim"]),
        ("Two states claim the disputed islets. A third claims full sovereignty and its claim over Dokdo is old.", []),
        ("Islands claimed by both lie there. One claims the rocks as its own.", []),
        ("One claims the islands are safe; the other claims the sea is calm.", ["claim", "claim"]),
        ("A window of chance closed. There was a chance of talks.", ["chance"]),
        ("The film “What May Come” was shown; it may win.", ["may"]),
        ("Bob Hope sang, and we hope for peace.", ["hope"]),
        ("They will vow to act if talks fail.", []),
        ("Some 60 men or so left, or so they say.", ["some", "or so"]),
        ("I don’t know if it is kind of odd; that kind of thing is new.", ["do not know", "sort of"]),
    ],
)
def test_context(text: str, cues: list[str]) -> None:
    """A word is a cue by its context: number, name, negation, ability, title, territory."""
    assert [cue.cue for cue in find_cues(text)] == cues


def test_rule_pattern_scope() -> None:
    """A rule for names leaves the word in lower case alone."""
    rule = Rule("a name", keep_before="never", only_names=True)
    assert rule.holds("in ", "may", " go")
    assert not rule.holds("in ", "May", " go")


@given(st.text(alphabet="may could about 60 ,.“”\"'\n\u00e9\U0001f642İ", max_size=200))
def test_offsets(text: str) -> None:
    """Cues stand in order, never overlap, and lie in the text, whatever the text."""
    cues = find_cues(text)
    places = [place for cue in cues for place in (cue.start, cue.end)]
    assert places == sorted(places)
    assert all(0 <= cue.start < cue.end <= len(text) for cue in cues)


def test_long_line() -> None:
    """A line of a megabyte gives every cue of it."""
    assert len(find_cues("it may be so, reportedly, " * 40_000)) == 80_000
