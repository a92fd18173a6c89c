"""Whose voice a source is."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd
import pytest

from newsresearch import schema
from newsresearch.features.statements.sides import side_of_description, side_of_fuller
from newsresearch.lexicons import load

Read = Callable[..., pd.DataFrame]  # the fixture of conftest.py


@pytest.mark.parametrize(
    ("description", "side"),
    [
        ("a North Korean foreign ministry official", "DPRK"),
        ("South Korea's military", "ROK"),
        ("Secretary of State", "US"),
        ("a former U.S. envoy", "EXPERT"),
        ("an analyst at a think tank in Seoul", "EXPERT"),
        ("North Korea's state media", "DPRK"),
        ("a local newspaper", "MEDIA"),
        ("the neighbours", None),
    ],
)
def test_side_of_a_description(description: str, side: str | None) -> None:
    """The words of a description tell the side."""
    assert side_of_description(description) == side


def test_an_office_holder_is_no_medium() -> None:
    """Whoever speaks for an office is not the press, though the words name media."""
    table = load("source_words")
    examples = table.loc[table["kind"] == "OFFICE_HOLDER", "example"]
    assert [side_of_description(e.split(" said that")[0]) for e in examples] == [None] * 3 + ["US", None]


def test_every_word_of_a_source_tells_its_side() -> None:
    """Each row of the source words has an example whose source it describes: one of its forms, and its side."""
    table = load("source_words")
    assert table.notna().all().all()
    assert set(table["case"]) == {"any", "exact"}
    for row in table.itertuples():
        source = row.example.split(" said that")[0]
        flag = re.IGNORECASE if row.case == "any" else 0
        forms = [re.escape(form).replace(r"\*", r"\w*") for form in row.forms.split("|")]
        assert any(re.search(rf"(?<!\w){form}(?!\w)", source, flag) for form in forms), row.example
        side = ("CHN" if "Xinhua" in source else "DPRK") if row.kind == "STATE_MEDIA" else row.kind
        if side != "OFFICE_HOLDER":
            assert side_of_description(source) == side, row.example


def test_every_verb_matches_its_example() -> None:
    """Each row of the verbs' table has an example that contains one of its forms, an act and a source."""
    table = load("speech_verbs")
    assert table["verb"].is_unique
    assert set(table["act"]) <= set(schema.ACTS)
    assert table.notna().all().all()
    for row in table.itertuples():
        words = " " + "".join(c if c.isalnum() else " " for c in row.example.lower()) + " "
        assert any(f" {form} " in words for form in row.forms.split("|")), row.verb


def test_office_goes_by_its_fuller_form(read: Read) -> None:
    """An office named without its state has the side of the fuller form that stands before it."""
    found = read(
        [["Seoul's foreign ministry said that talks would resume."], ["Japan said that it agreed."],
         ["The foreign ministry said that the port would reopen."]],
        [("Japan", "JPN", "JPN", "state")],
    )  # fmt: skip  # three paragraphs of one article
    assert found["side"].tolist() == ["ROK", "JPN", "ROK"]


@pytest.mark.parametrize(
    ("before", "form", "side"),
    [
        ("South Korea's Joint Chiefs of Staff (JCS) saw a launch.", "JCS", "ROK"),
        ("South Korea's JCS saw a launch.", "Joint Chiefs of Staff", "ROK"),
        ("China's foreign ministry and Tokyo's defense ministry met.", "ministry", "JPN"),
        ("China's foreign ministry and Tokyo's defense ministry met.", "foreign ministry", "CHN"),
        ("Nothing was known in Seoul. The ministry was closed.", "ministry", None),
    ],
)
def test_side_of_the_last_fuller_form(before: str, form: str, side: str | None) -> None:
    """The last fuller form that ends with the same words gives the side; a name in another sentence does not."""
    assert side_of_fuller(before, len(before), form) == side


def test_office_without_a_fuller_form_goes_by_who_spoke(read: Read) -> None:
    """Where no fuller form stands before, an office has the side of the last state or office that spoke."""
    found = read(
        [["Japan said that it agreed."], ["The ministry said that the port would reopen."]],
        [("Japan", "JPN", "JPN", "state")],
    )
    assert found["side"].tolist() == ["JPN", "JPN"]


@pytest.mark.parametrize(
    ("before", "source", "side"),
    [
        ("It came when Rep. Jane Miller of Ohio rose.", "Miller", "US"),
        ("Gen. John Carver, a U.S. commander, came.", "Carver", "US"),
        ("South Korean President Lee Sun came.", "Lee Sun's office", "ROK"),
        ("South Korean President Lee Sun came.", "Lee Sun's neighbours", "OTHER"),
    ],
)
def test_side_by_title_and_owner(read: Read, before: str, source: str, side: str) -> None:
    """A title tells the side, abbreviated or after the name, and a person's office is of the person's side."""
    table = read([[before], [f"{source} said that the port would reopen."]])
    assert table["side"].tolist()[-1] == side


def test_bare_officials_are_of_the_state_that_spoke_last(read: Read) -> None:
    """Officials of no named state have the side of the last state that spoke."""
    found = read(
        [["Japan said that it agreed."], ["Some officials said that the port would reopen."]],
        [("Japan", "JPN", "JPN", "state")],
    )
    assert found["side"].tolist() == ["JPN", "JPN"]


@pytest.mark.parametrize(
    ("source", "side"),
    [
        ("Republican presidential candidate John Carver", "OTHER"),
        ("Sen. John Carver, a Democratic presidential candidate,", "US"),
        ("John Carver, a White House adviser in the Stone administration,", "EXPERT"),
        ("John Carver, a White House adviser in the Trump administration,", "US"),
    ],
)
def test_side_by_an_office_sought_or_past(read: Read, source: str, side: str) -> None:
    """Who seeks an office holds none yet, unless in Congress; who served an earlier president is an expert."""
    table = read([[f"{source} said that the port would reopen."]], published_date="2018-06-12")
    assert table["side"].tolist() == [side]
