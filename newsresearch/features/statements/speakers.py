"""Who says each stretch of content: the source as written, resolved to a name or description, an id and a side."""

from __future__ import annotations

import re

from newsresearch.features.statements.cast import Cast, Speaker
from newsresearch.features.statements.clauses import names_nobody
from newsresearch.features.statements.drafts import Draft, Span
from newsresearch.features.statements.phrases import GENERIC, HEADING, INNER, NO_SUBJECT, PRONOUN, QUOTED
from newsresearch.features.statements.references import of_generic, of_pronoun
from newsresearch.features.statements.transcripts import surname


def speaker_of(cast: Cast, draft: Draft, sentence_start: int, previous_start: int) -> Speaker | None:
    """Resolve the source of ``draft``, None when nothing is written."""
    if draft.turn is not None:
        return _of_label(cast, draft)
    if draft.source is None and draft.cue and not draft.linked and draft.cue[0] >= sentence_start:
        draft.source = _subject_of(cast, draft.cue, draft, sentence_start)
    if draft.source is None:
        return None
    relayed = _relayed(cast, draft)
    if relayed:
        return cast.describe(relayed)
    written = " ".join(cast.text[slice(*draft.source)].split())
    plain = re.sub(r"['’]s?$", "", written.strip(" ,"))
    if HEADING.match(plain):
        return None
    surname_he = plain == "He" and draft.cue is not None and draft.cue[1] <= draft.source[0]  # "said He, who ..."
    if PRONOUN.match(plain) and not surname_he:
        return of_pronoun(cast, plain, draft, sentence_start, previous_start)
    if not cast.person_in(draft.source):
        holder = cast.holder(plain, draft.start)
        if holder:
            return holder
        generic = GENERIC.match(plain)
        if generic:
            return of_generic(cast, generic["noun"].lower(), plain, draft, previous_start, sentence_start)
    return cast.describe(draft.source)


def _relayed(cast: Cast, draft: Draft) -> Span | None:
    """Return whom a source passes on: "the paper quoted X as saying ...", "the office said X told ...".

    The codebook lets the innermost source speak. A pronoun inside is the source itself.
    """
    if draft.source is None:
        return None
    if draft.cue and draft.source[1] <= draft.start:
        quoted = QUOTED.search(cast.text, draft.source[1], draft.start + 1)
        if quoted:
            return quoted.span("who")
    inner = INNER.match(cast.text, draft.start, draft.end)
    if inner and cast.person_in(inner.span("who")):
        return inner.span("who")
    return None


def _subject_of(cast: Cast, cue: Span, draft: Draft, sentence_start: int) -> Span | None:
    """Return what stands before a cue whose source the tagger missed: a person, a state, a short subject."""
    stop = cue[0]
    if sentence_start <= draft.start < stop:
        sentence_start = draft.end
    people = [r for r in cast.runs_in((sentence_start, stop)) if cast.is_subject(r)]
    if people:
        return people[0][0], people[0][1]
    actors = cast.mentions_in((sentence_start, stop))
    if actors:
        return actors[0].start, actors[0].end
    start, end = sentence_start, stop
    while start < end and not cast.text[start].isalnum():
        start += 1
    while end > start and not cast.text[end - 1].isalnum():
        end -= 1
    short = start < end and len(cast.text[start:end].split()) <= 6
    nobody = NO_SUBJECT.match(cast.text[start:end]) or names_nobody(cast.text[start:end])
    return (start, end) if short and not nobody else None


def _of_label(cast: Cast, draft: Draft) -> Speaker:
    """Name the speaker of a transcript's turn."""
    label = draft.turn.label if draft.turn else ""
    if draft.turn and draft.turn.is_question:
        return Speaker("reporter", "MEDIA", anonymous=True)
    if label in {"THE PRESIDENT", "PRESIDENT"}:
        actor = cast.holder_of("US president")
        full = (cast.names.full_name_of(actor) or cast.name_of.get(actor)) if actor else None
        return Speaker(full or "the President", "US", actor, person=True)
    name = surname(label)
    official = re.search(r"official|moderator|aide|secretary|senator|governor", name)
    full = name if official else cast.names.fullest(name)
    return Speaker(full, "US" if official else None, cast.names.actor.get(full), "official" in name, not official)
