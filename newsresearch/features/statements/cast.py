"""The cast of one article: the people and actors that it names, their titles and sides, and who has spoken so far."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from newsresearch.features.statements import phrases
from newsresearch.features.statements.drafts import Span
from newsresearch.features.statements.names import Names, bare, looks_like_person
from newsresearch.features.statements.offices import titles
from newsresearch.features.statements.sides import STATES, names_state, organ, side_of_description, side_of_fuller


@dataclass
class Speaker:
    """A resolved source."""

    text: str
    side: str | None
    actor: str | None = None
    anonymous: bool = False
    person: bool = False
    relay: str | None = None  # the medium that passes the words on


@dataclass(frozen=True)
class Known:
    """A mention of an actor in the article: offsets, id, side, kind."""

    start: int
    end: int
    actor: str
    side: str | None
    kind: str


class Cast:
    """The people and actors of one article, and who has spoken in it so far.

    Parameters
    ----------
    text : str
    mentions : list of Known, in order
    side_on : function of an actor's id
        The side by the office held on the article's date, or None.
    home : str, optional
        The side of the place that the article is written from, whose offices need no country.
    """

    def __init__(
        self,
        text: str,
        mentions: Sequence[Known],
        *,
        side_on: Callable[[str], str | None],
        holder_of: Callable[[str], str | None],
        name_of: Mapping[str, str],
        publisher_side: str | None = None,
        home: str | None = None,
    ) -> None:
        self.text = text
        self.mentions = mentions
        self.side_on = side_on
        self.holder_of = holder_of
        self.name_of = name_of
        self.publisher_side = publisher_side
        self.home = publisher_side or home
        self.names = Names(text, [(m.start, m.end, m.actor) for m in mentions if m.kind == "person"])
        self.side_of_actor = {m.actor: m.side for m in mentions}
        self.sides: dict[str, str | None] = {}
        self.titles: dict[str, list[str]] = {}
        self.offices: dict[str, set[str]] = {}
        self._spelled: dict[str, str | None] = {}
        self.said: list[tuple[int, Speaker]] = []  # sentence, speaker, in order

    @cached_property
    def people(self) -> dict[str, list[int]]:
        """Return where each person stands, by the fullest name, short forms included."""
        out: dict[str, list[int]] = {}
        for start, _, name in self.names.runs:
            if self.names.known(name):
                out.setdefault(self.names.fullest(name), []).append(start)
        return out

    def person(self, name: str) -> Speaker:
        """Return a person of the article as a speaker."""
        full = self.names.fullest(name)
        actor = self.names.actor.get(full)
        return Speaker(full, self.side_of_person(full, actor, ""), actor, person=True)

    def known_person(self, actor: str, written: str) -> Speaker:
        """Return a known actor as a speaker, by the article's name or ours."""
        name = self.names.full_name_of(actor) or self.name_of.get(actor, written)
        return Speaker(name, self.side_on(actor), actor, person=True)

    def describe(self, span: Span) -> Speaker:
        """Turn a source as written into a speaker."""
        person = self.person_in(span)
        written = " ".join(self.text[slice(*span)].split()).strip(" ,")
        if person:
            name, actor = person
            full = self.names.fullest(name)
            actor = actor or self.names.actor.get(full)
            return Speaker(full, self.side_of_person(full, actor, written), actor, person=True)
        inside = [m for m in self.mentions_in(span) if m.kind != "person"]
        text = phrases.LEAD.sub("", re.sub(r"['’]s?$", "", written), count=1)
        short = re.sub(r"^(?:the|The)\s+(?=[A-Z])", "", text)
        actor = next((m.actor for m in inside if self.text[m.start : m.end] in (text, short)), None)
        side = side_of_description(phrases.RELATIVE.split(text, maxsplit=1)[0])
        if side is None or (side == "US" and inside and inside[0].side):
            side = inside[0].side if inside else side
        side = self._side_of_organ(text, span[0]) or side
        if self.publisher_side and side in (None, "MEDIA", "OTHER") and actor is None and phrases.OWN_PAPER.match(text):
            side = self.publisher_side
        anonymous = bool(phrases.HUMAN.search(text) and phrases.ANONYMOUS.search(text)) and actor is None
        if actor and any(m.kind == "state" and m.actor == actor for m in inside):
            short = self.state_name(actor, short)
        if not actor or self.name_of.get(actor) != short:  # KCNA is best known as KCNA
            text = self.spelled_out(short) or text
            short = self.spelled_out(short) or short
        side = self._of_the_house(side, [text]) if not actor else side
        side = side or self._side_of_owner(span) or self._home_side(text)
        return Speaker(short if actor else text, side, actor, anonymous)

    def state_name(self, actor: str, written: str) -> str:
        """Return the fullest name the article gives a state: "North Korea" for "the North"; a capital stays."""
        if written not in phrases.SHORT_STATES:
            return written
        return phrases.SHORT_STATES[written] if phrases.SHORT_STATES[written] in self.text else written

    def spelled_out(self, letters: str) -> str | None:
        """Return the full name whose first letters an abbreviation gives: "World Food Programme" for "WFP"."""
        if not phrases.ABBREVIATION.fullmatch(letters):
            return None
        if letters not in self._spelled:
            words = [rf"{letter}[\w.'’-]+" for letter in letters]
            full = re.search(r"\b" + r"\s(?:(?:of|and|the|for|on|in)\s){0,2}".join(words) + r"\b", self.text)
            self._spelled[letters] = full.group() if full else None
        return self._spelled[letters]

    def mentions_in(self, span: Span) -> list[Known]:
        """Return the mentions inside ``span``."""
        at = bisect_left(self.mentions, span[0], key=lambda m: m.start)
        out = []
        while at < len(self.mentions) and self.mentions[at].start < span[1]:
            out.append(self.mentions[at])
            at += 1
        return out

    def person_in(self, span: Span) -> tuple[str, str | None] | None:
        """Return the person who heads a source as written: not one in a possessive or after "of"."""
        best: tuple[str, str | None] | None = None
        last = span[0]
        clause = phrases.RELATIVE.search(self.text, *span)
        span = (span[0], clause.start()) if clause else span
        for start, end, name in self.runs_in(span):
            before = self.text[span[0] : start].rstrip().rsplit(" ", 1)[-1].lower() if start > span[0] else ""
            possessive = bool(phrases.OWNING.match(self.text, end)) and end + 2 < span[1]
            medium = re.search(
                r"\b(?:statement|report|letter|tweet|memo|remarks|interview)s?\b", self.text[span[0] : start]
            )
            if (
                possessive
                or phrases.ENTOURAGE.match(self.text, end)
                or before in ("of", "for", "to", "with", "under", "at", "including", "like")
                or (before in ("by", "from") and not medium)
            ):
                continue
            if " " in name or self.names.known(name):  # "Coast Guard spokesman John Carver": the name after a title
                titled = (
                    best and phrases.TITLED.fullmatch(before) and not re.search(r",|\band\b", self.text[last:start])
                )
                best, last = (name, self.names.actor.get(name)) if titled or not best else best, end
        if best:
            return best
        for mention in self.mentions_in(span):
            before = self.text[span[0] : mention.start].rstrip().rsplit(" ", 1)[-1].lower()
            if mention.kind == "person" and mention.end >= span[1] - 2 and before not in ("of", "for", "to"):
                return self.text[mention.start : mention.end], mention.actor
        return None

    def runs_in(self, span: Span) -> list[tuple[int, int, str]]:
        """Return the names inside ``span``: start, end and the name without titles."""
        runs = self.names.runs
        at = bisect_left(runs, span[0], key=lambda r: r[0])
        out = []
        while at < len(runs) and runs[at][0] < span[1]:
            out.append(runs[at])
            at += 1
        return out

    def side_of_person(self, full: str, actor: str | None, written: str) -> str | None:
        """Return the side of a person: by the office on the day, else by description or title; remembered."""
        head = written[: written.find(full.split()[-1])] if full.split()[-1] in written else written
        if phrases.PAST_OFFICE.search(head) and not (actor and self.side_on(actor)):
            self.sides[full] = "EXPERT"
        if full in self.sides:
            return self.sides[full]
        if self._stands(actor, [written, *titles(self, full)]):
            self.sides[full] = "OTHER"
        elif not actor and self._served_before(written):
            self.sides[full] = "EXPERT"
        if full in self.sides:
            return self.sides[full]
        side = self.side_on(actor) or self.side_of_actor.get(actor) if actor else None
        if side is None:
            side = side_of_description(written)
        if side is None:
            side = next(filter(None, map(side_of_description, titles(self, full))), None)
        if side is None:  # "ministry spokesman John Carver"
            at = next(iter(self.names.places.get(full, [])), (len(self.text),))[0]
            side = next(filter(None, (self._side_of_organ(title, at) for title in titles(self, full))), None)
        self.sides[full] = self._of_the_house(side, [written, *titles(self, full)]) if not actor else side
        return self.sides[full]

    def _of_the_house(self, side: str | None, described: Sequence[str]) -> str | None:
        """Return the side of an analyst whom state media print without naming another state: their own."""
        home = side == "EXPERT" and self.publisher_side == "DPRK" and not any(map(names_state, described))
        past = any(map(phrases.PAST_OFFICE.search, described))
        return self.publisher_side if home and not past else side

    def _stands(self, actor: str | None, described: Sequence[str]) -> bool:
        """Whether a person stands for an office and holds none: no president of the day, no member of Congress."""
        if actor is not None and self.holder_of("US president") == actor:
            return False
        member = any(map(phrases.MEMBER.search, described))
        return not member and any(map(phrases.CANDIDATE.search, described))

    def _served_before(self, words: str) -> bool:
        """Whether a description is of an office in the past: "who was the director", "in the Carver administration"."""
        now = self.holder_of("US president")
        name = self.name_of.get(now, "") if now else ""
        return bool(name) and any(
            (m["post"] or "President " in m.group()) and m["name"] != name.rsplit(" ", 1)[-1]
            for m in phrases.SERVED.finditer(words)
        )

    def is_subject(self, run: tuple[int, int, str]) -> bool:
        """Whether a name can be who speaks: a person that the article knows, not in a possessive."""
        possessive = self.text[run[1] : run[1] + 2] in ("'s", "’s")
        return not possessive and (" " in run[2] or self.names.known(run[2])) and looks_like_person(bare(run[2]))

    def _side_of_organ(self, text: str, at: int) -> str | None:
        """Return the side of "the ministry": of its fuller form before, the last state or office that spoke, or home.

        "A ministry official" and "the Defense Ministry" are new to the story, and rather of home than of who spoke.
        """
        form = organ(text)
        if not form:
            return None
        near = reversed(self.said[-phrases.MEMORY :])
        last = (said.side for _, said in near if not said.person and not said.anonymous and said.side in STATES)
        known = re.match(r"(?:the|its|their|his|her)\s[a-z ]+$", text, re.IGNORECASE)
        recent = next(last, None)
        either = (recent, self.home) if known else (self.home, recent)
        return side_of_fuller(self.text, at, form) or either[0] or either[1]

    def _side_of_owner(self, span: Span) -> str | None:
        """Return the side of the person in "Mr. Moon's office", of the last that spoke in "his administration"."""
        if not phrases.SERVES.search(self.text, *span):
            return None
        for _, end, name in self.runs_in(span):
            if self.text[end : end + 2] in ("'s", "’s") and self.names.known(name):
                return self.person(name).side
        if re.match(r"(?:his|her)\s", self.text[slice(*span)], re.IGNORECASE):
            return next((said.side for _, said in reversed(self.said[-phrases.MEMORY :]) if said.person), None)
        return None

    def _home_side(self, text: str) -> str | None:
        """Return the side that goes without saying: the publisher's papers; "administration officials" are American."""
        if self.publisher_side and re.search(r"\b(?:article|commentary|newspaper|paper|dailies|editorial)s?\b", text):
            return self.publisher_side
        ours = r"\b(?:administration|defense|military|intelligence) officials?\b|^the administration$"
        if re.search(ours, text, re.IGNORECASE):
            return "US"
        if phrases.BARE_OFFICIALS.fullmatch(text):
            last = (said.side for _, said in reversed(self.said[-phrases.MEMORY :]) if said.side in STATES)
            return next(last, None)
        return None
