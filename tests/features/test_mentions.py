"""Mentions: which words name an actor, and which only look so."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsresearch.features.mentions import mentions_in
from newsresearch.sentences import split_sentences


def named(text: str) -> list[tuple[str, str]]:
    """Return text and id of every mention."""
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    found = mentions_in(articles, split_sentences(articles))
    assert [text[a:b] for a, b in zip(found["start"], found["end"], strict=True)] == found["text"].tolist()
    return list(zip(found["text"], found["actor_id"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S.-North Korea talks", [("U.S.", "US"), ("North Korea", "DPRK")]),
        ("The Trump administration waits.", [("Trump administration", "US")]),
        ("Seoul's view differs.", [("Seoul", "ROK")]),
        ("The U.S. State Department replied.", [("U.S. State Department", "STATE_DEPARTMENT")]),
        ("North Korean leader Kim Jong Un left.", [("North Korean", "DPRK"), ("Kim Jong Un", "KIM_JONG_UN")]),
    ],
)
def test_names_are_mentions(text, expected):
    """Names, adjectives and government organs count, each once."""
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ships crossed the South China Sea.",
        "A shop in Pyongyang closed.",
        "He reads the Washington Post.",
        "Rain fell in North Chungcheong Province.",
        "They told us about the moon.",
    ],
)
def test_other_things_are_no_mentions(text):
    """Places, papers, seas and provinces that hold a name are none."""
    assert named(text) == []


def test_surnames_follow_the_article():
    """A surname means the person whom the article named in full."""
    assert [actor for _, actor in named("Kim Yo Jong came. Kim smiled. Susan Rice wrote. Rice left.")] == [
        "KIM_YO_JONG", "KIM_YO_JONG", "SUSAN_RICE", "SUSAN_RICE",
    ]  # fmt: skip  # one line of ids


def test_the_south_is_a_state_only_beside_korea():
    """The word South counts where Korea is in play, not as a direction."""
    assert named("Korea is divided. The South agreed.")[-1:] == [("South", "ROK")]
    assert named("The South voted in Alabama.") == []


@given(st.text(alphabet=st.sampled_from("Kim North US. the’-\n😀"), max_size=120))
def test_mentions_never_overlap(text):
    """Mentions of any text are in order and disjoint."""
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    found = mentions_in(articles, split_sentences(articles))
    assert (found["start"].iloc[1:].to_numpy() >= found["end"].iloc[:-1].to_numpy()).all()
