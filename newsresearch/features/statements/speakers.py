"""Who says each stretch of content: the source as written, resolved to a name or description, an id and a side."""

from __future__ import annotations

import re

from newsresearch.features.statements import phrases
from newsresearch.features.statements.cast import Cast, Speaker
from newsresearch.features.statements.clauses import names_nobody, says
from newsresearch.features.statements.drafts import Draft, Span
from newsresearch.features.statements.offices import holder
from newsresearch.features.statements.references import of_generic, of_pronoun
from newsresearch.features.statements.sides import STATES, is_medium, organ
from newsresearch.features.statements.transcripts import surname

BESIDE = 120  # characters after a source in which "quoted X as saying" is looked for
WIDE = 200  # characters beside a source or verb that are read; keeps the time linear
SENTENCE = 1000  # characters of a sentence that are read; longer ones are lists or lack their marks


def speaker_of(cast: Cast, draft: Draft, sentence_start: int, previous_start: int) -> Speaker | None:
    """Resolve the source of ``draft``, None when nothing is written."""
    if draft.turn is not None:
        return _of_label(cast, draft)
    if draft.source:
        draft.source = _tidy(cast, _innermost(cast, draft, draft.source))
    if draft.source is None and draft.cue and not draft.linked and draft.cue[0] >= sentence_start:
        draft.source = _subject_of(cast, draft.cue, draft, sentence_start)
    if draft.source is None and draft.cue is None and not draft.linked and draft.quote in ("indirect", "mixed"):
        draft.source = _teller_in(cast, sentence_start, draft.end)
    if draft.source is None:
        return None
    relayed = _relayed(cast, draft, sentence_start)
    if relayed:
        speaker, teller = cast.describe(relayed), cast.describe(draft.source)
        if speaker.side is None or organ(speaker.text):  # "KCNA said, citing a ministry": the ministry is that state's
            speaker.side = teller.side if teller.side in STATES else speaker.side
        if is_medium(teller.text):
            speaker.relay = teller.text.removeprefix("the ").removeprefix("The ")
        return speaker
    draft.source = _explained(cast, draft.source) or draft.source
    both = phrases.BOTH.search(cast.text, max(0, draft.source[0] - BESIDE), draft.source[0])
    if both and phrases.PLURAL.search(cast.text, *draft.source):
        draft.source = both.start(), draft.source[1]
    written = " ".join(cast.text[slice(*draft.source)].split())
    plain = re.sub(r"['’]s?$", "", written.strip(" ,"))
    if phrases.HEADING.match(plain):
        return None
    surname_he = plain == "He" and draft.cue is not None and draft.cue[1] <= draft.source[0]  # "said He, who ..."
    if phrases.PRONOUN.match(plain) and not surname_he:
        return of_pronoun(cast, plain, draft, sentence_start, previous_start)
    if not cast.person_in(draft.source):
        named = _apposition(cast, draft.source)
        if named:
            return cast.describe(named)
        office = holder(cast, plain, draft.sentence, draft.start)
        if office:
            return office
        generic = phrases.GENERIC.match(plain)
        if generic and not phrases.NAMED_RULE.search(plain):
            return of_generic(cast, generic["noun"].lower(), plain, draft, previous_start, sentence_start)
    speaker = cast.describe(draft.source)
    if speaker.side in (None, "OTHER") and not speaker.person and phrases.BY_STATE_MEDIA.search(
        cast.text, min(sentence_start, *draft.source), min(max(draft.end, draft.source[1]) + BESIDE, len(cast.text))
    ):  # fmt: skip  # one call
        speaker.side = "DPRK"
    return speaker


def _innermost(cast: Cast, draft: Draft, span: Span) -> Span:
    """Cut a source down to who speaks: "the envoy" of "the envoy's letter", and of "According to X, the envoy"."""
    owner = phrases.OWNED.fullmatch(cast.text, *span)
    if owner:
        return owner.span("who")
    comma = cast.text.find(", ", *span)
    relayed = comma > 0 and cast.text[max(0, span[0] - len("according to ")) : span[0]].lower() == "according to "
    return (comma + 2, span[1]) if relayed and draft.cue and draft.cue[0] >= span[1] else span


def _tidy(cast: Cast, span: Span) -> Span | None:
    """Take what leads on off the start of a source, and a verb with what follows off a name; or None."""
    lead = phrases.LEADING.match(cast.text, *span)
    start = lead.end() if lead else span[0]
    if phrases.NO_WORD.fullmatch(cast.text, start, span[1]):
        return None
    if not re.search(r"\w", cast.text[start : span[1]]) or phrases.NO_SOURCE.fullmatch(cast.text, start, span[1]):
        return None
    named = [r[1] for r in cast.runs_in((start, span[1])) if r[0] == start]
    named += [m.end for m in cast.mentions_in((start, span[1])) if m.start == start]
    verb = phrases.DEED.match(cast.text, max(named), span[1]) if named else None
    day = phrases.DAY_LAST.search(cast.text, start, span[1])
    return start, min(match.start() if match else span[1] for match in (verb, day))


def _explained(cast: Cast, span: Span) -> Span | None:
    """Return the name in front of a source that only explains it: "John Carver, then the secretary, said"."""
    words = cast.text[slice(*span)]
    end = span[0] + len(words.rstrip(" ,"))
    if not phrases.EXPLAINS.match(words) or cast.text[end : end + 1] != ",":
        return None
    low = max(0, span[0] - WIDE)
    head = phrases.EXPLAINED.search(cast.text, low, span[0])
    if not head:
        return None
    name = head.span("who")
    opens = name[0] == 0 or cast.text[name[0] - 1] == "\n"
    return name if opens or cast.person_in(name) else None


def _apposition(cast: Cast, span: Span) -> Span | None:
    """Return the name that explains a description: "the party's newspaper, the Evening Paper,"."""
    comma = re.match(r",\s(?:the\s)?", cast.text[span[1] : span[1] + 8])
    if not comma or not cast.text[span[1] - 1].islower():
        return None
    start = span[1] + comma.end()
    ends = [r[1] for r in cast.runs_in((start, start + 1)) if r[0] == start and cast.is_subject(r)]
    ends += [m.end for m in cast.mentions_in((start, start + 1)) if m.start == start and m.kind != "state"]
    end = max(ends, default=start)
    return (start, end) if end > start and cast.text[end : end + 1] in ("", ",", ".", ";", "\n") else None


def _relayed(cast: Cast, draft: Draft, sentence_start: int) -> Span | None:
    """Return whom a source passes on: "the paper quoted X as saying ...", "the office said X told ...".

    The codebook lets the innermost source speak. A pronoun inside is the source itself.
    """
    if draft.source is None:
        return None
    after = max(draft.source[1], draft.cue[1] if draft.cue and draft.source[1] - draft.cue[1] < WIDE else 0)
    quoted = phrases.QUOTED.search(cast.text, draft.source[1], max(draft.start + 1, draft.source[1] + BESIDE))
    if quoted and (quoted.end() <= draft.start + 1 or draft.end <= draft.source[0]):
        return quoted.span("who")
    cited = phrases.CITING.match(cast.text, after, after + WIDE)
    if cited and (phrases.HUMAN.search(cited["who"]) or cast.person_in(cited.span("who"))):
        return cited.span("who")
    passive = phrases.QUOTED_BY.search(cast.text, max(sentence_start, draft.source[0] - WIDE), draft.source[1])
    if passive:
        return passive.span("who")
    inner = phrases.INNER.match(cast.text, draft.start, draft.end)
    if inner and cast.person_in(inner.span("who")):
        return inner.span("who")
    return None


def beside_quotation(
    cast: Cast, draft: Draft, sentence_start: int, previous_start: int, *, follows: bool
) -> Speaker | None:
    """Return who speaks a marked quotation without a source of its own, by the sentences on both sides.

    ``follows`` says that the sentence before has a speaker: then only a colon or what comes after may tell more.
    """
    after = phrases.SAID_AFTER.match(cast.text, draft.end)
    if after and not phrases.PRONOUN.match(after["who"]):
        return cast.describe(after.span("who"))
    if draft.quote != "direct":
        return None
    if re.search(r"\w", cast.text[max(sentence_start, draft.start - WIDE) : draft.start]):
        previous_start = sentence_start
    previous_start = max(previous_start, draft.start - SENTENCE)
    before = cast.text[previous_start : draft.start].rstrip(" \n\"“‘'")
    end = previous_start + len(before)
    if follows and not before.endswith(":"):
        return None
    people = [r for r in cast.runs_in((previous_start, end)) if cast.is_subject(r)]
    first = next((r for r in people if r[0] - previous_start <= phrases.OPENING), None)
    if first:
        return cast.describe(first[:2])
    if before.endswith(":"):
        actors = cast.mentions_in((previous_start, end))
        return cast.describe((actors[0].start, actors[0].end)) if actors else None
    return None


def chief_of(cast: Cast, draft: Draft, teller: Speaker) -> Speaker | None:
    """Return the chief whose wish or belief a teller of the same side passes on: "the aide said X wanted to meet"."""
    wished = phrases.WISHED.match(cast.text, draft.start, draft.end)
    if not wished or not cast.person_in(wished.span("who")):
        return None
    chief = cast.describe(wished.span("who"))
    return chief if chief.side in STATES and chief.side == teller.side and chief.text != teller.text else None


def _teller_in(cast: Cast, start: int, end: int) -> Span | None:
    """Return who stands right before the first verb of saying in a sentence whose source the tagger missed."""
    crowd = phrases.CROWD.match(cast.text, start, end)
    if crowd and says(crowd["verb"]):
        return crowd.span("who")
    for verb in phrases.PLAIN.finditer(cast.text, start, min(end, start + SENTENCE)):
        start = max(start, verb.start() - WIDE)
        named = [(r[0], r[1]) for r in cast.runs_in((start, verb.start())) if cast.is_subject(r)]
        named += [(m.start, m.end) for m in cast.mentions_in((start, verb.start()))]
        near = [span for span in named if phrases.GAP.fullmatch(cast.text, span[1], verb.start())]
        if near:
            first = max(near, key=lambda span: span[1])
            return first[0], verb.start() - (cast.text[verb.start() - 1] == " ")
        people = phrases.PEOPLE_BEFORE.search(cast.text, start, verb.start())
        if people:
            return people.span("who")
    return None


def _subject_of(cast: Cast, cue: Span, draft: Draft, sentence_start: int) -> Span | None:
    """Return what stands before a cue whose source the tagger missed: a person, a state, a short subject."""
    stop = cue[0]
    if sentence_start <= draft.start < stop:
        sentence_start = draft.end
    described = phrases.OPENS.match(cast.text, sentence_start, min(stop, sentence_start + SENTENCE))
    if described:
        return described.span("who")
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
    nobody = phrases.NO_SUBJECT.match(cast.text[start:end]) or names_nobody(cast.text[start:end])
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
