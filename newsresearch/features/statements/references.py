"""What pronouns and bare descriptions stand for: "he", "it", "the official", "the ministry"."""

from __future__ import annotations

import re

from newsresearch.features.statements import phrases
from newsresearch.features.statements.cast import Cast, Speaker
from newsresearch.features.statements.drafts import Draft
from newsresearch.features.statements.offices import titles
from newsresearch.features.statements.relays import announced_source
from newsresearch.features.statements.sides import STATES, is_medium, side_of_description

NEAR = 3  # sentences back in which who spoke last is likelier to speak again than who is named between


def of_pronoun(cast: Cast, plain: str, draft: Draft, sentence_start: int, previous_start: int) -> Speaker | None:
    """Resolve "he", "they", "it" to the nearest fitting source."""
    singular = bool(phrases.SINGULAR.match(plain))
    at = draft.source[0] if draft.source else draft.start
    if singular:
        runs = (r for r in cast.runs_in((sentence_start, at)) if cast.is_subject(r))
        earlier = next((r for r in runs if not _accompanies(cast, r[0], sentence_start)), None)
        inside_content = draft.start <= sentence_start + 3 and draft.start < at
        if earlier and not inside_content:
            return cast.describe(earlier[:2])
        human = next(((n, s) for n, s in reversed(cast.said[-phrases.MEMORY :]) if s.person or _is_one(s.text)), None)
        goes_on = draft.cue and phrases.GOES_ON.search(cast.text[slice(*draft.cue)])
        if human and (goes_on or draft.opens - human[0] <= 1):
            return human[1]
        before = [
            r
            for r in cast.runs_in((previous_start, min(previous_start + phrases.OPENING, sentence_start)))
            if cast.is_subject(r)
        ]
        if before:
            return cast.describe(before[0][:2])
        owner = [r for r in cast.runs_in((sentence_start, at)) if cast.names.known(r[2])]
        if not inside_content and len({r[2] for r in owner}) == 1:  # "Carver's offer came a day after he said ..."
            return cast.describe(owner[0][:2])
        if human and draft.quote == "direct" and draft.opens - human[0] <= NEAR:
            return human[1]
        alone = {r[2]: r for r in cast.runs_in((previous_start, sentence_start)) if cast.names.known(r[2])}
        if len({cast.names.fullest(name) for name in alone}) == 1:
            return cast.person(next(iter(alone)))
        return human[1] if human else None
    number, last = next(((n, s) for n, s in reversed(cast.said[-phrases.MEMORY :]) if not s.person), (0, None))
    nearest = cast.said[-1][1] if cast.said else None
    if plain.lower() in {"i", "we", "you"}:
        return nearest
    if plain.lower() in {"who", "which", "that"}:
        antecedent = _before_relative(cast, sentence_start, at)
        if antecedent:
            return cast.describe(antecedent)
    if plain.lower() == "it":
        named = cast.mentions_in((sentence_start, at))  # what is said names others: '"Seoul must act," it said'
        here = [m for m in named if m.kind != "person" and not draft.start <= m.start < draft.end]
        if not here and (last is None or draft.sentence - number > 2):
            here = [m for m in cast.mentions_in((previous_start, sentence_start)) if m.kind != "person"]
        if here:
            return cast.describe((here[0].start, here[0].end))
    return last or nearest


def _accompanies(cast: Cast, at: int, sentence_start: int) -> bool:
    """Whether who is named at ``at`` only stands beside the subject of the sentence: "Standing beside Carver, he"."""
    return phrases.COMPANION.search(cast.text, max(sentence_start, at - phrases.WINDOW), at) is not None


def _before_relative(cast: Cast, start: int, at: int) -> tuple[int, int] | None:
    """Return what stands right before "who" or "which": a name, people without one, else the last actor named."""
    start = max(start, at - phrases.WINDOW)
    end = start + len(cast.text[start:at].rstrip(" ,"))
    spans = [(r[0], r[1]) for r in cast.runs_in((start, at)) if cast.is_subject(r)]
    spans += [(m.start, m.end) for m in cast.mentions_in((start, at)) if m.kind != "person"]
    right = [span for span in spans if span[1] == end]
    people = phrases.PEOPLE_AT_END.search(cast.text, start, end)
    if right or people:
        return max(right) if right else people.span("who") if people else None
    return max(spans, key=lambda span: span[1], default=None)


def _is_one(source: str) -> bool:
    """Whether a description is of one human being."""
    return bool(phrases.HUMAN.search(source)) and not phrases.PLURAL.search(source)


def of_generic(cast: Cast, noun: str, plain: str, draft: Draft, previous: int, start: int) -> Speaker:
    """Resolve "the official", "the ministry" to the last source that such a word describes."""
    word = re.compile(rf"\b{noun}\b")
    for _, said in reversed(cast.said[-phrases.MEMORY :]):
        if not said.person and word.search(said.text.lower()):
            return said
    if noun in phrases.MEDIA:
        near = cast.said and draft.sentence - cast.said[-1][0] <= 2
        announced = None if near else announced_source(cast.text, previous, start)
        if announced:
            return cast.describe(announced)
        recent = [said for _, said in reversed(cast.said[-phrases.REACH :])]
        speakers = (said for said in recent if said.side not in {"EXPERT", "MEDIA"})
        papers = (said for said in recent if said.side in STATES and is_medium(said.text))
        if recent:
            return next(speakers if noun in phrases.SPOKEN else papers, recent[0])
    if noun in phrases.COUNTRY:
        if side_of_description(plain) == "DPRK":
            return Speaker("North Korea", "DPRK", "DPRK")
        state = _state_before(cast, start)
        if state:
            return state
    own = cast.describe(draft.source) if draft.source else Speaker(plain, None)
    human = noun not in phrases.INSTITUTIONS
    if human and cast.said and draft.sentence - cast.said[-1][0] <= phrases.REACH:
        for _, said in reversed(cast.said[-3:]):
            held = titles(cast, said.text) if said.person and noun in phrases.HELD_BY_ONE else []
            if held and not any(word.search(title.lower()) for title in held):
                continue  # Secretary Carver is not whom "the president" stands for
            if said.person or (said.anonymous and not phrases.PLURAL.search(said.text)):
                return said
    return own


def _state_before(cast: Cast, start: int) -> Speaker | None:
    """Return the state that "the country" stands for: the last that is named before it."""
    before = [m for m in cast.mentions_in((max(0, start - phrases.WINDOW), start)) if m.kind == "state"]
    if not before:
        return None
    actor = before[-1].actor
    return Speaker(cast.name_of.get(actor, actor), before[-1].side, actor)


def fuller_description(cast: Cast) -> tuple[str, str] | None:
    """Return an unnamed source's description and the fuller one that the article gives in passing."""
    held = phrases.HELD.search(cast.text)
    if not held:
        return None
    at = held.start()
    for _, said in cast.said:
        if (
            said.anonymous
            and not said.person
            and 0 <= cast.text.find(said.text) < at
            and at - cast.text.find(said.text) < 800
        ):
            return said.text, held["who"]
    return None
