"""Actors: the packaged table, offices by date, rows of the user's own."""

from __future__ import annotations

import pandas as pd
import pytest

from newsresearch import lexicons
from newsresearch.actors import load_actors, office_holder, offices_on, role_on, side_on
from newsresearch.features.mentions import mentions_in
from newsresearch.schema import SIDES, UsageError


def found_in(keys: list[str], texts: list[str]) -> pd.DataFrame:
    """Mentions in ``texts``, each an article of one sentence with its key."""
    articles = pd.DataFrame({"article_id": keys, "text": texts})
    return mentions_in(articles, articles.assign(sentence_id=0, start=0, end=articles["text"].str.len()))


def test_every_row_matches_its_example():
    """In its example every actor is found under its id."""
    table = load_actors()
    found = found_in(table["actor_id"].tolist(), table["example"].tolist())
    assert set(zip(found["article_id"], found["actor_id"], strict=True)) >= {(a, a) for a in table["actor_id"]}


def test_no_two_rows_share_an_example():
    """Every actor has a sentence of its own."""
    assert load_actors()["example"].is_unique


def test_every_alias_is_found():
    """Each name and alias of each actor is one mention of it, whole."""
    wanted = [
        (row.actor_id, form)
        for row in load_actors().itertuples()
        for form in dict.fromkeys([row.name, *row.aliases.split("|")])
    ]
    found = found_in([f"{a}:{form}" for a, form in wanted], [f"On that day {form} was named." for _, form in wanted])
    assert set(zip(found["article_id"], found["actor_id"], found["text"], strict=True)) == {
        (f"{a}:{form}", a, form) for a, form in wanted
    }


def test_every_surname_is_found_after_the_full_name():
    """Each short form of each person means the one whom the article has named in full."""
    people = load_actors().query("kind == 'person'").dropna(subset="short")
    wanted = [(row.actor_id, row.name, form) for row in people.itertuples() for form in row.short.split("|")]
    found = found_in(
        [f"{a}:{form}" for a, _, form in wanted], [f"{name} spoke. Later {form} left." for _, name, form in wanted]
    )
    last = found.groupby("article_id").last()
    assert set(zip(last.index, last["actor_id"], last["text"], strict=True)) == {
        (f"{a}:{form}", a, form) for a, _, form in wanted
    }


def test_every_capital_is_found_where_it_answers():
    """Each capital, and North and South, mean the state where they act."""
    states = load_actors().query("kind == 'state'").dropna(subset="short")
    wanted = [(row.actor_id, form) for row in states.itertuples() for form in row.short.split("|")]
    texts = [f"On Korea, then, {'the ' if form in ('North', 'South') else ''}{form} kept silent." for _, form in wanted]
    found = found_in([f"{a}:{form}" for a, form in wanted], texts)
    assert set(zip(found["article_id"], found["actor_id"], strict=True)) == {(f"{a}:{f}", a) for a, f in wanted}


def test_an_alias_belongs_to_one_actor():
    """No full name or alias stands in two rows."""
    table = load_actors()
    forms = table["aliases"].str.split("|").explode()
    assert forms[forms.duplicated()].tolist() == []


def test_the_cast_is_large_enough():
    """There are at least 120 people and 60 organisations, some of every side."""
    table = load_actors()
    counts = table["kind"].value_counts()
    assert counts["person"] >= 120
    assert counts["organisation"] >= 60
    for kind in ("person", "organisation"):
        assert {"DPRK", "US", "ROK", "CHN", "JPN", "RUS", "UN"} <= set(table.loc[table["kind"] == kind, "side"])


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


def test_every_person_has_a_dated_role_with_its_record():
    """Each person has a role; each role has a first day, a known precision and a source."""
    table, roles = load_actors(), lexicons.load("roles")
    assert set(table.loc[table["kind"] == "person", "actor_id"]) == set(roles["actor_id"])
    assert roles.drop(columns="until").notna().all(axis=None)
    assert set(roles["precision"]) == {"day", "month", "year"}
    for column in ("from", "until"):
        days = roles[column].dropna()
        assert days.str.fullmatch(r"\d{4}-\d\d-\d\d").all()
        assert pd.to_datetime(days).between("1972-01-01", "2026-12-31").all()


@pytest.mark.parametrize(
    ("role", "side", "since"),
    [
        ("President", "US", "1989-01-20"),
        ("President", "ROK", "1988-02-25"),
        ("Secretary-General", "UN", "1982-01-01"),
        ("Director General of the IAEA", "OTHER", "1981-12-01"),
        ("Foreign Minister", "CHN", "1988-04-12"),
        ("Secretary of Defense", "US", "1989-03-21"),
        ("National Security Adviser", "US", "1989-01-20"),
    ],
)
def test_an_office_has_one_holder_at_a_time(role, side, since):
    """No office of one person is held by two on one day, and none begins before the one before has ended."""
    roles = lexicons.load("roles").query("role == @role and side == @side and `from` >= @since").sort_values("from")
    assert len(roles) >= 4
    assert (roles["until"].iloc[:-1].to_numpy() <= roles["from"].iloc[1:].to_numpy()).all()


@pytest.mark.parametrize(
    ("actor", "day", "role", "side"),
    [
        ("POMPEO", "2018-04-01", ("CIA Director", "US"), "US"),
        ("POMPEO", "2018-06-12", ("Secretary of State", "US"), "US"),
        ("TRUMP", "2022-06-01", None, "EXPERT"),
        ("TRUMP", "2025-06-01", ("President", "US"), "US"),
        ("STATE_DEPARTMENT", "2018-06-12", None, "US"),
        ("KERRY", None, None, "US"),
        ("BAN", "2005-09-19", ("Foreign Minister", "ROK"), "ROK"),
        ("BAN", "2009-05-25", ("Secretary-General", "UN"), "UN"),
        ("PARK", "2017-03-09", ("President", "ROK"), "ROK"),
        ("PARK", "2017-03-10", None, "EXPERT"),
        ("RI_YONG_HO", "2021-01-01", None, "DPRK"),
        ("NOBODY", "2021-01-01", None, "OTHER"),
    ],
)
def test_office_and_side_follow_the_date(actor, day, role, side):
    """Who has left office speaks as an expert."""
    assert (role_on(actor, day), side_on(actor, day)) == (role, side)


@pytest.mark.parametrize(
    ("actor", "given", "side"),
    [
        ("ZED", "US", "US"),
        ("TILLERSON", "US", "EXPERT"),
        ("BAN", "ROK", "UN"),
        ("STATE_DEPARTMENT", "EXPERT", "EXPERT"),
    ],
)
def test_a_side_of_your_own_yields_to_dated_offices(actor, given, side):
    """A given side stands where no row of the offices says another."""
    assert side_on(actor, "2010-01-01" if actor == "BAN" else "2019-08-01", given=given) == side


@pytest.mark.parametrize(
    ("phrase", "day", "actor"),
    [
        ("the US president", "2018-06-12", "TRUMP"),
        ("South Korean President", "2018-06-12", "MOON_JAE_IN"),
        ("the secretary of state", "2014-01-01", "KERRY"),
        ("North Korean leader", "2005-01-01", "KIM_JONG_IL"),
        ("president", "2018-06-12", None),
        ("the US president", "1994-07-08", "BILL_CLINTON"),
        ("South Korean President", "2000-06-15", "KIM_DAE_JUNG"),
        ("Russian president", "2010-01-01", "MEDVEDEV"),
        ("the Japanese Prime Minister", "2002-09-17", "KOIZUMI"),
        ("the secretary-general", "1995-01-01", "BOUTROS_GHALI"),
        ("the national security adviser", "2018-06-12", None),
        ("the US national security adviser", "2018-06-12", "BOLTON"),
        ("North Korean leader", "1990-01-01", "KIM_IL_SUNG"),
        ("the South Korean leader", "2018-04-27", "MOON_JAE_IN"),
        ("Japan's premier", "2018-06-12", "ABE"),
        ("the Chinese premier", "2009-10-04", "WEN_JIABAO"),
        ("the US defense secretary", "2018-06-12", "MATTIS"),
        ("South Korean Defense Minister", "2019-01-01", "JEONG_KYEONG_DOO"),
        ("the UN chief", "2018-06-12", "GUTERRES"),
        ("the IAEA chief", "2003-01-06", "ELBARADEI"),
        ("the weather", "2018-06-12", None),
        ("the US president", None, None),
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
    page = pd.DataFrame({"article_id": ["a"], "text": ["The Crisis Group and ICG wrote."]})
    found = mentions_in(page, page.assign(sentence_id=0, start=0, end=31), actors=own)
    assert found["text"].tolist() == ["Crisis Group", "ICG"]
    assert found["side"].tolist() == ["EXPERT", "EXPERT"]


def test_offices_of_a_day_and_before():
    """Two offices at once are both listed; those that have ended only when asked for."""
    assert offices_on("BIEGUN", "2020-06-01") == [
        ("Special Representative for North Korea", "US"),
        ("Deputy Secretary of State", "US"),
    ]
    assert offices_on("ALBRIGHT", "2005-01-01") == []
    assert [role for role, _ in offices_on("ALBRIGHT", "2005-01-01", ended=True)] == [
        "Ambassador to the UN",
        "Secretary of State",
    ]
    assert offices_on("ALBRIGHT", None) == []


def test_a_wrong_row_is_named():
    """The error names row and column."""
    own = pd.DataFrame({"actor_id": ["X"], "kind": ["robot"], "side": ["US"], "name": ["X"], "aliases": ["X"]})
    with pytest.raises(UsageError) as error:
        load_actors(own)
    assert str(error.value) == (
        "load_actors: row 0, column kind: 'robot' cannot be used. Allowed: state, person, organisation. "
        "To go on: correct this cell."
    )
