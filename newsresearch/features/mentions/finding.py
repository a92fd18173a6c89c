"""Names of actors in one text: one pass over all of them, then each by its context."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from newsresearch.features.mentions.people import Surnames
from newsresearch.features.mentions.places import HALVES, is_government, is_half
from newsresearch.matching import PhraseMatcher

# Names of other things that hold a name of ours.
NOT_ACTORS = (
    "South China Sea", "East China Sea", "China Sea", "Sea of Japan", "American Samoa", "Indian Ocean", "South China",
    "North America", "South America", "Latin America", "Central America", "North American", "South American",
    "Latin American", "Latin Americans", "African American", "African Americans", "Native American", "Native Americans",
    "British Columbia", "French Guiana", "Gulf of America", "America First", "Chinese New Year", "Chinese Taipei",
    "Voice of Russia", "Voice of America", "Russia Today", "Radio Free Asia", "U.S. News", "USA TODAY", "USA Today",
    "Washington Post", "Washington Times", "Washington Examiner", "Washington Free Beacon", "Washington Monthly",
    "Washington state", "Washington State", "state of Washington", "State of Washington", "George Washington",
    "Washington, D.C.", "Washington, DC", "Washington DC", "Washington D.C.", "Washington Monument",
    "Washington Institute", "University of Washington", "Washington University", "Washington Nationals",
    "Seoul National University", "Seoul Shinmun", "Seoul Metropolitan", "Beijing News", "Beijing University",
    "Beijing Youth Daily", "Moscow Times", "Moscow State University", "Tokyo Electric", "Tokyo Shimbun",
    "Tokyo University", "University of Tokyo", "Tokyo Metropolitan", "Pyongyang Times", "Pyongyang University",
    "Japan Times", "China Daily", "China Central Television", "Chinese Central Television", "Air China",
    "Bank of China", "South China Morning Post", "Korea Times", "NK News", "DPRK Today", "DPRK News Service",
    "Federation of American Scientists", "American Enterprise Institute", "Bank of America", "American Airlines",
    "British Airways", "U.S.-Korea Institute", "US-Korea Institute", "Arms Control Association",
    "Committee for Human Rights in North Korea", "Liberty in North Korea", "Fighters for a Free North Korea",
    "Trump Tower", "Trump Organization", "White House Correspondents", "Clinton Foundation", "Carter Center",
    "UN Convention", "U.N. Convention", "(KCNA)", "First World Congress", "Party Congress", "Moon Festival",
    "Xi'an", "Ri Dynasty",
    *(f"{way} {place}{end}" for way in ("North", "South") for end in ("", " Province")
      for place in ("Chungcheong", "Gyeongsang", "Jeolla", "Kyongsang", "Cholla", "Chungchong")),
)  # fmt: skip  # a list reads best in full lines
# Organs of government under their full name are one mention with their state (codebook); a possessive parts them.
ORGAN = re.compile(
    r" (?:puppet )?(?:(?:[A-Z][a-z]+|and|of|for|the) ){0,4}?(?:Ministry(?: of [A-Z][a-z]+(?: (?:and )?[A-Z][a-z]+)?)?"
    r"|Department(?: of [A-Z][a-z]+(?: [A-Z][a-z]+)?)?|Centers for Disease Control|(?:National )?Assembly|Embassy"
    r"|Consulate(?: General)?|Navy|Army(?: Garrison [A-Z][a-z]+)?|Air Force|Marine Corps|Marines|Coast Guard|Cabinet"
    r"|Parliament|Supreme Court|Geological Survey|Secret Service|Immigration Services|Government|Administration)\b"
)
DATELINE_AFTER = re.compile(r"\s*\([A-Z][A-Za-z. ]{1,20}\)\s*(?:--|[-—–])")
PRESS = frozenset({"KCNA", "RODONG_SINMUN", "MINJU_JOSON", "KCTV", "XINHUA", "TASS"})  # "TASS of Russia" is two
OF_STATE = re.compile(r" of (?:the )?")
# KCNA prints its leaders' names in bold, and copies of its pages lose the space beside them ("ComradeKim Jong Un").
GLUED_IDS = {"Kim Jong Un": "KIM_JONG_UN", "Kim Jong Il": "KIM_JONG_IL", "Kim Il Sung": "KIM_IL_SUNG"}
GLUED = re.compile("|".join(GLUED_IDS))
GIVEN_GOES_ON = re.compile(r"-[a-z]")  # "Kim Song-nam" is not Kim Song


class Name(NamedTuple):
    """A form of an actor's name."""

    actor_id: str
    kind: str
    short: bool  # needs its context
    leading: bool  # a surname that comes first, as in Korean


class Hit(NamedTuple):
    """A mention, in characters of the text."""

    start: int
    end: int
    actor_id: str
    short: bool = False


class Finder:
    """All names of one table of actors, as one automaton.

    Examples
    --------
    >>> from newsresearch.actors import load_actors
    >>> Finder(load_actors()).find("Kim Jong-un left.")
    [Hit(start=0, end=11, actor_id='KIM_JONG_UN', short=False)]
    """

    def __init__(self, actors: pd.DataFrame) -> None:
        self.names: dict[str, list[Name]] = {phrase: [] for phrase in NOT_ACTORS}
        self.side = dict(zip(actors["actor_id"], actors["side"], strict=True))
        self.kind = dict(zip(actors["actor_id"], actors["kind"], strict=True))
        self.shorts: dict[str, list[str]] = {}
        columns = (actors[column] for column in ("actor_id", "kind", "name", "aliases", "short"))
        for actor, kind, name, aliases, short in zip(*columns, strict=True):
            for form in dict.fromkeys((name, *aliases.split("|"))):
                self.names.setdefault(form, []).append(Name(actor, kind, short=False, leading=False))
            for form in short.split("|") if isinstance(short, str) else ():
                self.names.setdefault(form, []).append(Name(actor, kind, short=True, leading=name.startswith(form)))
                self.shorts.setdefault(actor, []).append(form)
        for half, actor in (("north", "DPRK"), ("south", "ROK")):
            self.names.setdefault(half, []).append(Name(actor, "state", short=True, leading=False))
        self.matcher = PhraseMatcher(self.names)

    def find(self, text: str, day: str | None = None) -> list[Hit]:
        """Return the mentions in one article's text, in order and disjoint; ``day`` is its ISO date."""
        found = [(start, end, self.matcher.phrases[index]) for start, end, index in self.matcher.find(text)]
        surnames = Surnames(text, day, self._first_named(form for _, _, form in found))
        korean, idiom = "Korea" in text, "south Korea" in text  # the DPRK's English writes "the south" for the ROK
        hits: list[Hit] = []
        place: int | None = None  # where the last capital ended that was no government
        for start, end, form in found:
            names = self.names[form]
            if not names:
                continue
            actor, kind, short, leading = names[0]
            if kind == "person" and short:
                candidates = tuple(name.actor_id for name in names if name.short)
                person = surnames.whom(start, end, candidates, leading=leading)
                if person is None:
                    continue
                actor = person
            elif kind == "person":
                if GIVEN_GOES_ON.match(text, end):
                    continue
                surnames.introduce(actor, self.shorts.get(actor, []))
            elif form.casefold() in HALVES:
                after = hits[-1].end if hits and hits[-1].short and hits[-1].actor_id in {"DPRK", "ROK"} else None
                if not (korean and is_half(text, start, end, idiom=idiom, after=after)):
                    continue
            elif short:
                if not is_government(text, start, end, place=place):
                    place = end
                    continue
            elif kind == "state" and DATELINE_AFTER.match(text, end):
                continue
            hits.append(Hit(start, end, actor, short))
        return self._with_organs(text, self._joined(text, self._with_glued(text, hits)))

    def _first_named(self, forms: Iterable[str]) -> dict[str, str]:
        """Return, for each surname, the person whom the article first names in full."""
        first: dict[str, str] = {}
        for form in forms:
            for name in self.names[form][:1]:
                if not name.short and name.kind == "person":
                    for surname in self.shorts.get(name.actor_id, []):
                        first.setdefault(surname, name.actor_id)
        return first

    def _with_glued(self, text: str, hits: list[Hit]) -> list[Hit]:
        """Add leaders' names that a letter touches on one side."""
        known = {(hit.start, hit.end) for hit in hits}
        glued = [
            Hit(*match.span(), GLUED_IDS[match.group()])
            for match in GLUED.finditer(text)
            if match.span() not in known
            and (text[match.start() - 1 : match.start()].islower() or text[match.end() : match.end() + 1].islower())
        ]
        whole = {position for hit in glued for position in range(hit.start, hit.end)}
        return sorted([*glued, *(hit for hit in hits if hit.start not in whole)], key=lambda hit: hit.start)

    def _joined(self, text: str, hits: list[Hit]) -> list[Hit]:
        """Return disjoint mentions, a listed organ and its state as one: "U.S. State Department"."""
        out: list[Hit] = []
        for hit in hits:
            last = out[-1] if out else None
            if last and hit.start < last.end:
                continue
            if last and self.side[last.actor_id] == self.side[hit.actor_id]:
                between, kinds = text[last.end : hit.start], (self.kind[last.actor_id], self.kind[hit.actor_id])
                if kinds == ("state", "organisation") and between == " ":
                    out[-1] = hit._replace(start=last.start)
                    continue
                if kinds == ("organisation", "state") and last.actor_id not in PRESS and OF_STATE.fullmatch(between):
                    out[-1] = last._replace(end=hit.end)
                    continue
            out.append(hit)
        return out

    def _with_organs(self, text: str, hits: list[Hit]) -> list[Hit]:
        """Return ``hits`` with each state's unlisted organ of government joined to it."""
        out: list[Hit] = []
        for hit in hits:
            if out and hit.start < out[-1].end:
                continue
            organ = None if hit.short or self.kind[hit.actor_id] != "state" else ORGAN.match(text, hit.end)
            out.append(hit._replace(end=organ.end()) if organ else hit)
        return out
