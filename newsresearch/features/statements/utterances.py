"""From marks, labels and the tagger to the utterances of one article: a walk over its sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsresearch.features.statements.clauses import attributes, opening_clause, says
from newsresearch.features.statements.contents import according, closing_of, in_sentence, judges, whole_sentence
from newsresearch.features.statements.drafts import Draft, Sentence, Span
from newsresearch.features.statements.posts import find_posts
from newsresearch.features.statements.relays import announced_source, introduced, said_before
from newsresearch.features.statements.stretches import EDGES, marks_near, trim
from newsresearch.features.statements.transcripts import Turn, find_turns
from newsresearch.models.attribution import (
    Attribution,
    Cursor,
    Quotation,
    evidence_of,
    find_quotations,
    tag_attributions,
    weigh_sentences,
)

_FURNITURE = re.compile(
    r"\s*(?:-0-|###|#\s*#\s*#|\(END\)|(?:By|BY)\s+[A-Z][\w.-]+(?:\s+[A-Z][\w.-]+){0,3}"
    r"|[\w .,/]{3,40}\d{4}|\d{1,2}:\d{2}\s*[AP]\.?M\.?\s*\w*|[A-Z][\w]+\s[A-Z][\w]+|[\W_]*)\s*"
)  # end marks, by-lines, dates and hours, the bare name of a paper
_WANTS = re.compile(
    r"\b(?:seek|sought|aim|want|intend|plan|try|tried|attempt|plot|scheme|need|mean|show|prove|mak|carr)\w*",
    re.IGNORECASE,
)  # what a side's own text says of a rival's aims is its own voice
LEAST, SURE = 0.2, 0.75  # chances below and above which the judge overrules the tagger; .1 to .35 score alike on gold
LEAST_OWN, SURE_OWN = 0.5, 0.8  # the same in a side's own text, where attribution is the exception


def draft_statements(text: str, sentences: Sequence[Sentence], *, own: bool) -> list[Draft]:
    """Return the drafts of one article in order; ``own`` adds the sentences that nobody else says.

    Every list is walked once beside the sentences, so the time is linear in the text.
    """
    turns = find_turns(text)
    posts = [] if own else find_posts(text)
    quotations = find_quotations(text)
    attribution = tag_attributions(text, quotations) if not _all_turns(turns, sentences) else Attribution()
    walk = {name: Cursor(spans) for name, spans in (
        ("content", attribution.content), ("source", attribution.source), ("cue", attribution.cue),
        ("marks", [(q.start, q.end) for q in quotations]), ("turns", [(t.label_start, t.end) for t in turns]),
        ("posts", [(p.start, p.close) for p in posts]),
    )}  # fmt: skip  # six lists that advance together
    evidence = evidence_of(
        text, [(s.start, s.end) for s in sentences], own=own, quotations=quotations, attribution=attribution
    )
    likely = weigh_sentences(evidence)
    out: list[Draft] = []
    utterance = 0
    previous: Draft | None = None
    relayed: tuple[Span | None, int] | None = None  # who is announced, and the utterance of what follows
    posted = -1  # the last sentence of a post
    before = told = 0  # where the last sentence starts; how many drafts a teller has taken over
    for sentence, chance in zip(sentences, likely, strict=True):
        turn_hits = walk["turns"].within(sentence.start, sentence.end)
        if turn_hits:
            for i in turn_hits:
                turn = turns[i]
                start, end = trim(text, max(sentence.start, turn.start), min(sentence.end, turn.end), "")
                if start < end:
                    utterance += previous is None or previous.turn is not turn
                    previous = Draft(start, end, sentence.number, "direct", turn=turn, utterance=utterance,
                                     source=(turn.label_start, turn.label_end))  # fmt: skip
                    out.append(previous)
            continue
        for i in walk["posts"].within(sentence.start, sentence.end):
            post = posts[i]
            start, end = trim(text, max(sentence.start, post.start), min(sentence.end, post.end), "")
            if start < end:
                utterance += previous is None or previous.source != post.name
                previous = Draft(start, end, sentence.number, "direct", post.name, utterance=utterance)
                out.append(previous)
            posted = sentence.number
        if posted == sentence.number:
            continue
        marks = [quotations[i] for i in walk["marks"].within(sentence.start, sentence.end)]
        contents = [attribution.content[i] for i in walk["content"].within(sentence.start, sentence.end)]
        sources = [attribution.source[i] for i in walk["source"].within(sentence.start, sentence.end)]
        cues = [attribution.cue[i] for i in walk["cue"].within(sentence.start, sentence.end)]
        closed = closing_of(text, sentence, marks) is not None
        heard = closed or chance >= (LEAST_OWN if own else LEAST)
        drafts = in_sentence(text, sentence, contents, marks, sources, cues) if heard else []
        if own:
            drafts = [draft for draft in drafts if _passes_on(text, draft, sentence, announced=relayed is not None)]
        drafts = drafts or according(text, sentence, marks)
        said = [d for d in drafts if not judges(text, d, sentence.start)]
        read, drafts = len(said) < len(drafts), said
        opener = None if own else opening_clause(text, sentence.start, sentence.end)
        sure = chance > (SURE_OWN if own else SURE) and relayed is None
        if not drafts and not read and (closed or opener or sure):
            named = sources or ([opener] if opener and not closed else [])
            drafts = whole_sentence(text, sentence, marks, named, cues)
        torn = text[sentence.start].islower()  # by a full stop of "U.S."
        announces = own and introduced(text, before if torn else sentence.start, sentence.end)
        plain = not drafts and not announces and not _FURNITURE.fullmatch(text, sentence.start, sentence.end)
        if announces:
            utterance += 1
            relayed = (announced_source(text, before, sentence.end), utterance)
        before = sentence.start
        if own and plain and relayed:
            start, end = trim(text, sentence.start, sentence.end, EDGES)
            if start < end:
                out.append(Draft(start, end, sentence.number, "direct", relayed[0], utterance=relayed[1]))
                previous = None
            continue
        teller = said_before(text, sentence.start, sentence.end) if own else None
        if teller:
            drafts = []  # what is said stands before
            for draft in out[told:]:
                if draft.quote == "own":
                    draft.quote, draft.source = "direct", teller
            told = len(out)
        if not drafts and own and not _FURNITURE.fullmatch(text, sentence.start, sentence.end):
            drafts = [Draft(*trim(text, sentence.start, sentence.end, ""), sentence.number, "own")]
        for draft in drafts:
            if not _continues(text, previous, draft, quotations, marks):
                utterance += 1
            else:
                draft.linked = draft.source is None
            draft.utterance = utterance
            previous = draft
            out.append(draft)
    return out


def _passes_on(text: str, draft: Draft, sentence: Sentence, *, announced: bool) -> bool:
    """Whether content in a side's own text is another's: a verb of saying, not a deed; in an announced one, plainly."""
    cue = text[slice(*draft.cue)] if draft.cue else ""
    if draft.cue and cue[0].isupper() and draft.cue[0] > sentence.start:  # "Resolve" of an exercise's name
        return False
    if announced:
        return attributes(cue) or (says(cue) and text.startswith("that ", draft.start))
    if draft.scare and draft.source is None and draft.cue is None:
        return False
    return (says(cue) and not _WANTS.search(cue)) or draft.quote != "indirect"


def _all_turns(turns: Sequence[Turn], sentences: Sequence[Sentence]) -> bool:
    return bool(turns and sentences) and turns[0].label_start <= sentences[0].start


def _continues(
    text: str, previous: Draft | None, draft: Draft, quotations: list[Quotation], marks: list[Quotation]
) -> bool:
    """Whether a stretch belongs to the utterance before it."""
    if previous is None or previous.turn is not None or previous.quote == "own" or draft.quote == "own":
        return previous is not None and previous.quote == "own" == draft.quote
    if draft.sentence == previous.sentence:
        return draft.source == previous.source and draft.cue == previous.cue
    adjacent = draft.sentence == previous.sentence + 1
    if not adjacent or (draft.source is not None and previous.source is not None):
        return False
    inside = [m for m in marks_near(marks, draft.start, draft.end) if m.start < draft.end and m.end > draft.start]
    if any(m.start < previous.end and m.end > draft.start for m in inside):
        return True
    if any(m.continues for m in inside):
        return True
    if draft.cue is not None and not any(m.start < draft.cue[0] < m.end for m in marks):
        return False
    between = text[previous.end : draft.start]
    return draft.source is None and draft.quote == "direct" and "\n\n" not in between
