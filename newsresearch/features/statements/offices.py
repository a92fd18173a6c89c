"""Whom an office stands for in one article: "the president", "the Chinese foreign minister", "the US leader"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsresearch.features.statements import phrases
from newsresearch.features.statements.sides import side_of_description

if TYPE_CHECKING:
    from newsresearch.features.statements.cast import Cast, Speaker

LEADERS = frozenset({"leader", "president", "prime minister", "premier", "chancellor"})  # with a country, one person
PLACES = 6  # places of a person whose titles are read; keeps the time linear
OFFICE_WORDS = 2  # words right before a short name that name its office: "Prime Minister Lee"
NEAR = 3  # sentences back in which whoever spoke last in the office still holds it
_UNKNOWN = re.compile(r"(?:an?|one|two|some|several|former)\b", re.IGNORECASE)
_ENDS = re.compile(r"s?(?:$|,|\s(?:of|for|to|in|on|at|and|nor|or)\b)")  # not the title of somebody whose name follows
_NAMED = re.compile(r"['’]s?\b|\s[A-Z]")  # "the president's envoy", "President Carver's envoy" hold another office
_FORMER = re.compile(r"\b(?:former|ex-|then-|late)\b", re.IGNORECASE)


def holder(cast: Cast, role: str, draft_sentence: int, at: int) -> Speaker | None:
    """Return the person to whom the day or the article gives the office in ``role``."""
    office = phrases.OFFICE.search(role)
    if not office or _UNKNOWN.match(role) or not _ENDS.match(role, office.end()):
        return None
    if re.match(r"[Tt]he\s", role) and _FORMER.search(role[: office.start()]):  # whoever spoke as a former one
        return next((said for _, said in reversed(cast.said) if said.person and said.side == "EXPERT"), None)
    side = side_of_description(role)
    actor = cast.holder_of(role.rsplit(", ", 1)[-1]) if side else None
    if actor:  # a country and an office name one person on a day, whoever else in the article holds such an office
        return cast.known_person(actor, role)
    wanted = office.group().lower()
    equal = LEADERS if side and wanted in LEADERS else {wanted}
    fitting = {name: places for name, places in cast.people.items() if _holds(cast, name, equal)}
    if side and side != "EXPERT":
        sides = {name: cast.side_of_person(name, cast.names.actor.get(name), "") for name in fitting}
        fitting = {name: places for name, places in fitting.items() if sides[name] in (side, None)}
        sure = {name: places for name, places in fitting.items() if sides[name] == side}
        fitting = sure or fitting
    if not fitting:
        actor = cast.holder_of(role) or (_at_home(cast) if wanted == "president" and not side else None)
        return cast.known_person(actor, role) if actor else None
    recent = (said.text for n, said in reversed(cast.said[-NEAR:]) if draft_sentence - n <= NEAR)
    name = next((text for text in recent if text in fitting), None) or _nearest(fitting, at)
    return cast.person(name)


def _at_home(cast: Cast) -> str | None:
    """Return the US president of the day, where the article names him and no other president."""
    actor = cast.holder_of("US president")
    return actor if actor and cast.names.full_name_of(actor) else None


def _holds(cast: Cast, name: str, wanted: frozenset[str] | set[str]) -> bool:
    """Whether the article gives a person one of the offices, and not as a former one."""
    if name not in cast.offices:
        short = [" ".join(_title_before(cast, start).split()[-OFFICE_WORDS:]) for start in cast.people[name][:PLACES]]
        held = (phrases.RELATIVE.split(f" {title}")[0] for title in [*titles(cast, name), *short])
        now = [title for title in held if not _FORMER.search(title)]
        cast.offices[name] = {
            found.group().lower()
            for title in now
            for found in phrases.OFFICE.finditer(title)
            if not _NAMED.match(title, found.end())
        }
    return bool(cast.offices[name] & wanted)


def _nearest(places: dict[str, list[int]], at: int) -> str:
    """Return whose last place before ``at`` is nearest, else who comes first after it."""

    def rank(name: str) -> tuple[int, int]:
        before = [place for place in places[name] if place < at]
        return (0, at - before[-1]) if before else (1, places[name][0])

    return min(places, key=rank)


def titles(cast: Cast, name: str) -> list[str]:
    """Return what stands as a title before, or in apposition after, each place of a full name; computed once."""
    if name not in cast.titles:
        out = []
        for start, end in cast.names.places.get(name, [])[:PLACES]:
            if phrases.ENTOURAGE.match(cast.text, end):
                continue  # "a former official in the Carver administration"
            after = re.match(
                r",\s(?:[^.!?\n]|(?<=\b[A-Z])\.){0,120}?(?=,|(?<!\b[A-Z])\.|[;\n—]|$)", cast.text[end : end + 140]
            )
            out += [_title_before(cast, start), after.group().strip(" ,") if after else ""]
        cast.titles[name] = [title for title in out if title]
    return cast.titles[name]


def _title_before(cast: Cast, start: int) -> str:
    """Return the words before a name that may be its title."""
    before = phrases.TITLE_STARTS.split(cast.text[max(0, start - 90) : start])[-1]
    title = re.search(r"(?:[\w.’'-]+\s){1,8}$", before)
    return title.group().strip(" ,") if title else ""
