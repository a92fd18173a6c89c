"""Actors: the packaged table, offices by date, rows of the user's own."""

from __future__ import annotations

import pandas as pd
import pytest

from newsresearch import lexicons
from newsresearch.actors import load_actors, office_holder, role_on, side_on
from newsresearch.features.mentions import mentions_in
from newsresearch.schema import SIDES, UsageError


def test_every_row_matches_its_example():
    """In its example every actor is found under its id."""
    table = load_actors()
    articles = pd.DataFrame({"article_id": table["actor_id"], "text": table["example"]})
    spans = articles.assign(sentence_id=0, start=0, end=articles["text"].str.len())
    found = mentions_in(articles, spans)
    assert set(zip(found["article_id"], found["actor_id"], strict=True)) >= {(a, a) for a in table["actor_id"]}


def test_ids_are_unique_and_sides_known():
    """An actor stands once, with a side of the schema."""
    table = load_actors()
    assert table["actor_id"].is_unique
    assert set(table["side"]) <= set(SIDES)


def test_roles_belong_to_actors_and_end_after_they_begin():
    """Every role is of a listed actor, and its dates are in order."""
    roles = lexicons.load("roles")
    assert set(roles["actor_id"]) <= set(load_actors()["actor_id"])
    ended = roles.dropna(subset="until")
    assert (pd.to_datetime(ended["from"]) < pd.to_datetime(ended["until"])).all()


@pytest.mark.parametrize(
    ("actor", "day", "role", "side"),
    [
        ("POMPEO", "2018-04-01", ("CIA Director", "US"), "US"),
        ("POMPEO", "2018-06-12", ("Secretary of State", "US"), "US"),
        ("TRUMP", "2022-06-01", None, "EXPERT"),
        ("TRUMP", "2025-06-01", ("President", "US"), "US"),
        ("STATE_DEPARTMENT", "2018-06-12", None, "US"),
        ("KERRY", None, None, "US"),
    ],
)
def test_office_and_side_follow_the_date(actor, day, role, side):
    """Who has left office speaks as an expert."""
    assert (role_on(actor, day), side_on(actor, day)) == (role, side)


@pytest.mark.parametrize(
    ("phrase", "day", "actor"),
    [
        ("the US president", "2018-06-12", "TRUMP"),
        ("South Korean President", "2018-06-12", "MOON_JAE_IN"),
        ("the secretary of state", "2014-01-01", "KERRY"),
        ("North Korean leader", "2005-01-01", "KIM_JONG_IL"),
        ("president", "2018-06-12", None),
    ],
)
def test_descriptions_stand_for_the_holder(phrase, day, actor):
    """An office and a country name one person on a day; an office that many hold names nobody."""
    assert office_holder(phrase, day) == actor


def test_own_actors_are_added():
    """A row of the user's is found beside the packaged ones."""
    own = pd.DataFrame(
        {
            "actor_id": ["ICG"],
            "kind": ["organisation"],
            "side": ["EXPERT"],
            "name": ["ICG"],
            "aliases": ["Crisis Group"],
        }
    )
    assert len(load_actors(own)) == len(load_actors()) + 1


def test_a_wrong_row_is_named():
    """The error names row and column."""
    own = pd.DataFrame({"actor_id": ["X"], "kind": ["robot"], "side": ["US"], "name": ["X"], "aliases": ["X"]})
    with pytest.raises(UsageError) as error:
        load_actors(own)
    assert str(error.value) == (
        "load_actors: row 0, column kind: 'robot' cannot be used. Allowed: state, person, organisation. "
        "To go on: correct this cell."
    )
