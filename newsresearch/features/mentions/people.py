"""Surnames: whom one means, by the article, its date and the title before it."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from newsresearch.actors import offices_on

NAME_BEFORE = re.compile(r"(?:\b([A-Z][a-z]+)[ -])?\b(?:([A-Z][a-z]+)|(Sen|Gen|Mr|Mrs|Ms|Dr|Pres)\.)[ \n]$")
GIVEN_AFTER = re.compile(r"\s+[A-Z][a-z]+(?:-[A-Za-z]|\s+[A-Z][a-z])")
ONE_GIVEN_AFTER = re.compile(r" ([A-Z][a-z]+)(?<!s)(?<!ed)\b")  # no verb of a headline
MOON_OF_THE_SKY = re.compile(r"\b(?:[Ff]ull|[Nn]ew|[Bb]lue|[Hh]alf|[Hh]arvest|[Tt]he)\s+$")
MOON_FLIGHT = re.compile(r"\s+(?:landing|mission|rover|rock|dust|base)")
MOON_GOVERNS = re.compile(r"['’]?s?[\s-]+(?:administration|government|team|presidency|camp|Kim|Trump|policy|era)")
# The office that a title before a surname stands for, as a pattern over ``role`` of the offices.
TITLES = {
    "Vice President": r"Vice President", "President": r"(?:Acting )?President(?: of the Soviet Union)?$",
    "Secretary": r"Secretary of",
    "Minister": r".*Minister$", "Premier": r"Premier|Prime Minister", "Chairman": r"Supreme Leader|Chairman",
    "Leader": r"Supreme Leader", "Marshal": r"Supreme Leader", "Comrade": r"Supreme Leader",
    "Ambassador": r"Ambassador|Special Rep", "Senator": r"Senator", "Sen": r"Senator",
    "Pres": r"(?:Acting )?President$", "General": r"Secretary-General|Commander|Chairman of the Joint",
    "Gen": r"Commander|Chairman of the Joint", "Envoy": r"Special", "Representative": r"Special",
    "Director": r".*Director", "Speaker": r"Speaker", "Adviser": r".*Adviser", "Advisor": r".*Adviser",
}  # fmt: skip  # a table
KEPT_TITLES = {"President", "Vice President", "Pres", "Secretary", "Ambassador"}  # people are called so for life
HEADS = re.compile(r"Supreme Leader|(?:Acting )?President$|Premier|Prime Minister|Secretary of State|Secretary-General")
# Capitalised words that stand before a surname without being a name.
NOT_NAMES = frozenset(
    """
    mr mrs ms dr prime the but and when while if as on in for with that since after before both despite whether no
    though although because until unless so yet then now how why what who where through under over about against
    between by from to of at into like unlike given even only just still once did does will would could should may
    can is was has had do are were not nor or says said see saw meets met dear respected great candidate nominee
    later earlier meanwhile instead tonight tomorrow perhaps maybe indeed however again here there last next first
    also neither either such some many most other another during unless along amid among any all every each his her
    their its this these those much more less rather thus hence therefore moreover besides nevertheless too within
    without toward towards upon via north south puppet puppets traitor rival ex former
    """.split()
)
NO_NAMES_END = ("ing", "ly", "day", "ean", "ican", "sian")  # Meeting, Recently, Monday, Korean, American, Russian
# Surnames that name one person in this news also where the article never gives the full name.
UNMISTAKABLE = frozenset(
    """
    Kim Trump TRUMP Obama Moon Xi Putin Abe Pompeo POMPEO Tillerson Bolton Mattis Pence Biegun Haley Biden Blinken
    Lavrov Guterres Rumsfeld Cheney McMaster Choe Ri
    """.split()
)
# Surnames that do so while their bearer leads a side or speaks for it abroad.
LEADERS = frozenset("Bush Clinton Yoon Roh Hu Koizumi Kishida Ishiba Yeltsin Medvedev Annan Ban".split())


class Surnames:
    """What an article has said so far about whom its surnames mean."""

    def __init__(self, text: str, day: str | None, first: dict[str, str]) -> None:
        self.text = text
        self.day = day
        self.first = first  # surname -> the person whom the article first names in full
        self.latest: dict[str, str] = {}  # surname -> the person named in full last
        self.named: Counter[str] = Counter()
        self.strangers: set[str] = set()  # surnames that somebody outside the table bears

    def introduce(self, actor: str, surnames: list[str]) -> None:
        """Note that the article names a person in full."""
        self.named[actor] += 1
        for surname in surnames:
            self.latest[surname] = actor

    def whom(self, start: int, end: int, candidates: tuple[str, ...], *, leading: bool) -> str | None:
        """Return whom the surname at ``start`` means: nobody when a stranger's other name touches it.

        ``candidates`` bear it, the most likely first; ``leading`` says that the surname comes before the given name.
        """
        form, before = self.text[start:end], self.text[max(0, start - 30) : start]
        if form == "Moon" and self._is_moon(before, end):
            return None
        touching = NAME_BEFORE.search(before)
        title = _title(touching)
        if touching and title is None:
            word = touching.group(2) or touching.group(3)
            if may_be_name(word) and not (leading and word.endswith("s")):  # "Meets Kim" in a headline
                self.strangers.add(form)
                return None
        if leading and self._is_stranger(form, end):
            self.strangers.add(form)
            return None
        holder = _by_title(candidates, title, self.day) if title else None
        if holder and (form not in self.strangers or title in {"President", "Chairman"}):
            return holder
        if form == "Kim" and (mine := [actor for actor in candidates if self.named[actor]]):
            mine = _without_predecessors(mine, self.day)
            return max(mine, key=lambda actor: self.named[actor])
        return self.latest.get(form) or self.first.get(form) or self._unnamed(form, candidates)

    def _unnamed(self, form: str, candidates: tuple[str, ...]) -> str | None:
        """Return whom a surname means in an article that gives nobody's full name."""
        head = _head_on(candidates, self.day)
        if form in UNMISTAKABLE:
            return head or candidates[0]
        return head if form in LEADERS and form not in self.strangers else None

    def _is_stranger(self, form: str, end: int) -> bool:
        """Say whether another given name follows a surname that comes first."""
        one = ONE_GIVEN_AFTER.match(self.text, end) if form not in UNMISTAKABLE else None
        return bool(GIVEN_AFTER.match(self.text, end) or (one and may_be_name(one.group(1))))

    def _is_moon(self, before: str, end: int) -> bool:
        """Say whether "Moon" is the one in the sky."""
        if MOON_GOVERNS.match(self.text, end):
            return False
        return bool(MOON_OF_THE_SKY.search(before) or MOON_FLIGHT.match(self.text, end))


def may_be_name(word: str) -> bool:
    """Say whether a capitalised word may be a given name: no function word, nor "Korean", "Monday".

    Examples
    --------
    >>> may_be_name("Tony"), may_be_name("Despite")
    (True, False)
    """
    return word.casefold() not in NOT_NAMES and not word.endswith(NO_NAMES_END)


def _title(touching: re.Match[str] | None) -> str | None:
    """Return the title among the two words before a surname."""
    if not touching:
        return None
    one, two = touching.group(1), touching.group(2) or touching.group(3)
    return next((title for title in (f"{one} {two}", two) if title in TITLES), None)


@lru_cache(maxsize=65_536)  # one entry per surname, title and day of a large corpus
def _by_title(candidates: tuple[str, ...], title: str, day: str | None) -> str | None:
    """Return the one candidate who holds on that day, or before it has held, the office that a title stands for."""
    office = re.compile(TITLES[title])
    for ended in (False, True) if title in KEPT_TITLES else (False,):
        fits = [a for a in candidates if any(map(office.match, _offices(a, day, ended=ended)))]
        if len(fits) == 1 or (fits and not ended):
            return fits[0]
    return None


@lru_cache(maxsize=65_536)  # one entry per surname and day of a large corpus
def _head_on(candidates: tuple[str, ...], day: str | None) -> str | None:
    """Return the first candidate who leads a side's politics on that day."""
    return next((a for a in candidates if any(map(HEADS.match, _offices(a, day)))), None)


def _without_predecessors(actors: list[str], day: str | None) -> list[str]:
    """Return ``actors`` with one leader among them: the day's, else the latest, who stands first in the table."""
    leaders = [actor for actor in actors if any(map(HEADS.match, _offices(actor, None, ended=True)))]
    current = _head_on(tuple(leaders), day) or next(iter(leaders), None)
    return [actor for actor in actors if actor == current or actor not in leaders]


@lru_cache(maxsize=65_536)  # as above
def _offices(actor: str, day: str | None, *, ended: bool = False) -> tuple[str, ...]:
    return tuple(role for role, _ in offices_on(actor, day, ended=ended))
