"""From marks, labels and the tagger to stretches of content, one draft per sentence and stretch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsresearch.features.statements import clauses
from newsresearch.features.statements.relays import announced_source, introduced, said_before
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
from newsresearch.models.attribution.tokens import verb_forms

Span = tuple[int, int]

_WORD = re.compile(r"\w+")
_MARKS = '"“”„«»`'
_EDGES = " \n\t\r\u00a0,;:—–-" + _MARKS
_FURNITURE = re.compile(
    r"\s*(?:-0-|###|#\s*#\s*#|\(END\)|(?:By|BY)\s+[A-Z][\w.-]+(?:\s+[A-Z][\w.-]+){0,3}"
    r"|[\w .,/]{3,40}\d{4}|\d{1,2}:\d{2}\s*[AP]\.?M\.?\s*\w*|[A-Z][\w]+\s[A-Z][\w]+|[\W_]*)\s*"
)  # end marks, by-lines, dates and hours, the bare name of a paper
_ACCORDING = re.compile(
    r"(?P<cue>[Aa]ccording to)\s+"
    r"(?P<source>(?!plan\b|schedule\b|law\b|custom\b|need\b)[^,;.\n]*(?:\b[A-Z]\.[^,;.\n]*)*)"
)  # the one attribution that its words alone decide
_AS_SAYING = re.compile(r"(?P<who>[^.;\n]{3,90}?),?\s+as\s+(?:saying|telling|having said|writing)\b(?=\s+\w)")
LEAST, SURE = 0.35, 0.75  # chances below and above which the judge overrules the tagger
LEAST_OWN, SURE_OWN = 0.5, 0.8  # the same in a side's own text, where attribution is the exception
LEAST_WORDS = 3  # a stretch after a verb of saying that is shorter says nothing of its own
_NEXT = re.compile(r"\b(?:but|and|while|then)\s")  # after which a cue belongs to what comes
WIDE = 1000  # characters within which a cue or source belongs to a stretch; keeps a sentence of a megabyte cheap
FAR = 100  # characters added to a cue that follows without comma or mark: it belongs to what comes next
CLAUSE_WORDS = 6  # "the senior foreign ministry official said"
BRIDGE_WORDS = 5  # 0, 3 and 5 score the same on PolNeAR's dev half; joined rows read better
STRONG_WORDS = 6  # a marked stretch of so many words is speech, not a title or a scare quote


@dataclass
class Draft:
    """One stretch of content in one sentence, before its speaker is known."""

    start: int
    end: int
    sentence: int
    quote: str
    source: Span | None = None
    cue: Span | None = None
    utterance: int = 0
    turn: Turn | None = None
    linked: bool = False


@dataclass
class Sentence:
    """A sentence of the article with its row number, offsets and paragraph."""

    number: int
    start: int
    end: int
    paragraph: int
    drafts: list[Draft] = field(default_factory=list)


def draft_statements(text: str, sentences: Sequence[Sentence], *, own: bool) -> list[Draft]:
    """Return the drafts of one article in order; ``own`` adds the sentences that nobody else says.

    Every list is walked once beside the sentences, so the time is linear in the text.
    """
    turns = find_turns(text)
    quotations = find_quotations(text)
    attribution = tag_attributions(text, quotations) if not _all_turns(turns, sentences) else Attribution()
    walk = {name: Cursor(spans) for name, spans in (
        ("content", attribution.content), ("source", attribution.source), ("cue", attribution.cue),
        ("marks", [(q.start, q.end) for q in quotations]), ("turns", [(t.label_start, t.end) for t in turns]),
    )}  # fmt: skip  # five lists that advance together
    evidence = evidence_of(
        text, [(s.start, s.end) for s in sentences], own=own, quotations=quotations, attribution=attribution
    )
    likely = weigh_sentences(evidence)
    out: list[Draft] = []
    utterance = 0
    previous: Draft | None = None
    relayed: tuple[Span | None, int] | None = None  # who is announced, and the utterance of what follows
    before = 0
    for sentence, chance in zip(sentences, likely, strict=True):
        turn_hits = walk["turns"].within(sentence.start, sentence.end)
        if turn_hits:
            for i in turn_hits:
                turn = turns[i]
                start, end = _trim(text, max(sentence.start, turn.start), min(sentence.end, turn.end), "")
                if start < end:
                    utterance += previous is None or previous.turn is not turn
                    previous = Draft(start, end, sentence.number, "direct", turn=turn, utterance=utterance,
                                     source=(turn.label_start, turn.label_end))  # fmt: skip
                    out.append(previous)
            continue
        marks = [quotations[i] for i in walk["marks"].within(sentence.start, sentence.end)]
        contents = [attribution.content[i] for i in walk["content"].within(sentence.start, sentence.end)]
        sources = [attribution.source[i] for i in walk["source"].within(sentence.start, sentence.end)]
        cues = [attribution.cue[i] for i in walk["cue"].within(sentence.start, sentence.end)]
        closed = not marks and clauses.closing_clause(text, sentence.start, sentence.end) is not None
        heard = closed or chance >= (LEAST_OWN if own else LEAST)
        drafts = _in_sentence(text, sentence, contents, marks, sources, cues) if heard else []
        drafts = drafts or _according(text, sentence, marks)
        said = [d for d in drafts if not _judges(text, d, sentence.start)]
        read, drafts = len(said) < len(drafts), said
        if not drafts and not read and (closed or chance > (SURE_OWN if own else SURE)):
            drafts = _whole(text, sentence, marks, sources, cues)
        announces = own and introduced(text, sentence.start, sentence.end)
        plain = not drafts and not announces and not _FURNITURE.fullmatch(text, sentence.start, sentence.end)
        if announces:
            utterance += 1
            relayed = (announced_source(text, before, sentence.end), utterance)
        before = sentence.start
        if own and plain and relayed:
            start, end = _trim(text, sentence.start, sentence.end, _EDGES)
            if start < end:
                out.append(Draft(start, end, sentence.number, "direct", relayed[0], utterance=relayed[1]))
                previous = None
            continue
        teller = said_before(text, sentence.start, sentence.end) if own else None
        if teller:
            for draft in out:
                if draft.quote == "own":
                    draft.quote, draft.source = "direct", teller
        if not drafts and own and not _FURNITURE.fullmatch(text, sentence.start, sentence.end):
            drafts = [Draft(*_trim(text, sentence.start, sentence.end, ""), sentence.number, "own")]
        for draft in drafts:
            if not _continues(text, previous, draft, quotations, marks):
                utterance += 1
            else:
                draft.linked = draft.source is None
            draft.utterance = utterance
            previous = draft
            out.append(draft)
    return out


def _all_turns(turns: Sequence[Turn], sentences: Sequence[Sentence]) -> bool:
    return bool(turns and sentences) and turns[0].label_start <= sentences[0].start


def _in_sentence(
    text: str, sentence: Sentence, contents: list[Span], marks: list[Quotation], sources: list[Span], cues: list[Span]
) -> list[Draft]:
    """Unite what the tagger and the marks call content, and give each stretch its source and cue."""
    low, high = sentence.start, sentence.end
    stretches = [(max(low, a), min(high, b)) for a, b in contents]
    words = len(_WORD.findall(text, low, high))
    for mark in marks:
        a, b = max(low, mark.start), min(high, mark.end)
        inside = len(_WORD.findall(text, a, b))
        longer = mark.start < low or mark.end > high
        touched = any(s < b and a < e for s, e in stretches)
        whole = words - inside <= 1 and inside > 2
        if inside and (touched or longer or whole or inside >= STRONG_WORDS):
            stretches.append((a, b))
    for i, (a, b) in enumerate(stretches):
        stretches[i], clause = _outside_clause(text, a, b, marks)
        if clause:
            sources, cues = [*sources, clause[0]], [*cues, clause[1]]
    drafts = []
    for a, b in _bridge(text, _union(stretches), sources + cues):
        start, end = _bare(text, a, b, marks)
        if start >= end or not _WORD.search(text, start, end):
            continue
        if len(_WORD.findall(text, start, end)) < 2 and not any(m.start < end and m.end > start for m in marks):
            continue  # "that", "so": no content of its own
        draft = Draft(start, end, sentence.number, _kind(text, start, end, marks))
        draft.source, draft.cue = _nearest(text, draft, sources, cues)
        if draft.source and draft.cue and clauses.names_nobody(text[slice(*draft.source)]):
            draft.source = None if clauses.attributes(text[slice(*draft.cue)]) else draft.source
        passed_on = _AS_SAYING.match(text, start, end)
        if passed_on:  # "the paper quoted X as saying ...": X is the source
            draft.source, (draft.start, _) = passed_on.span("who"), _trim(text, passed_on.end(), end, _EDGES)
        drafts.append(draft)
    return drafts if marks else _closed(text, sentence, drafts)


def _closed(text: str, sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """Take ", the aide said in Seoul" out of content that swallows it, and loose ends off every stretch."""
    closing = clauses.closing_clause(text, sentence.start, sentence.end)
    out: list[Draft] = []
    for draft in drafts:
        if closing and draft.start < closing[2][1] and draft.end > closing[0]:
            comma, source, cue = closing
            own = draft.cue is not None and draft.source is not None and max(draft.cue[1], draft.source[1]) <= comma
            if draft.start >= comma:
                if any(other.start < comma for other in drafts):
                    continue
                draft.start, own = _trim(text, sentence.start, comma, _EDGES)[0], False
            draft.end = min(draft.end, comma)
            if not own:  # else the inner source speaks: "Kim told him that ..., his office said"
                draft.source, draft.cue = source, cue
        if draft.cue and 0 <= draft.start - draft.cue[1] <= 1:
            said = draft.cue[0] + clauses.said_within(text[slice(*draft.cue)])
            if said < draft.cue[1]:
                draft.start, draft.cue = said + 1, (draft.cue[0], said)
        draft.start, draft.end = clauses.tidy(text, draft.start, draft.end)
        out += [draft] if draft.start < draft.end else []
    return out


def _according(text: str, sentence: Sentence, marks: list[Quotation]) -> list[Draft]:
    """Read "according to ...": the source follows, the rest of the sentence is content."""
    match = _ACCORDING.search(text, sentence.start, sentence.end)
    if not match or any(m.start < match.start() < m.end for m in marks):
        return []
    before = _trim(text, sentence.start, match.start(), _EDGES)
    after = _trim(text, match.end(), sentence.end, _EDGES + ".")
    start, end = max(before, after, key=lambda span: span[1] - span[0])
    source = _trim(text, *match.span("source"), _EDGES)
    if end - start < 2 or source[0] >= source[1]:
        return []
    return [Draft(start, end, sentence.number, _kind(text, start, end, marks), source, match.span("cue"))]


def _whole(text: str, sentence: Sentence, marks: list[Quotation], sources: list[Span], cues: list[Span]) -> list[Draft]:
    """Read a sentence in which the judge is sure of a statement and the tagger saw none.

    Content stands before ", the aide said", else after the first verb of saying, else it is the whole sentence.
    """
    source, cue = next(iter(sources), None), next(iter(cues), None)
    verbs = verb_forms()
    span = (sentence.start, sentence.end)
    closing = None if marks else clauses.closing_clause(text, *span)
    if closing:
        span, source, cue = (sentence.start, closing[0]), closing[1], closing[2]
    for word in () if closing else _WORD.finditer(text, *span):
        at = word.start()
        if word.group().lower() not in verbs or any(m.start < at < m.end for m in marks):
            continue
        comma = text.rfind(", ", sentence.start, at)
        named = _trim(text, comma + 1, at, _EDGES)
        ends = text[word.end() : word.end() + 1] in ("", ",", ".") or word.end() >= sentence.end - 1
        if comma > 0 and ends and 0 < len(_WORD.findall(text, *named)) <= 2 * CLAUSE_WORDS:
            span, source, cue = (sentence.start, comma), named, word.span()
            break
        if len(_WORD.findall(text, word.end(), sentence.end)) >= LEAST_WORDS:
            span, cue = (word.end(), sentence.end), word.span()
            break
    start, end = clauses.tidy(text, *_bare(text, *span, marks))
    if len(_WORD.findall(text, start, end)) < 2:
        return []
    return [Draft(start, end, sentence.number, _kind(text, start, end, marks), source, cue)]


def _judges(text: str, draft: Draft, start: int) -> bool:
    """Whether the reporter tells, and no source."""
    if draft.quote != "indirect":
        return False
    content = text[draft.start : draft.end]
    cue = text[slice(*draft.cue)].lower() if draft.cue else ""
    written = text[slice(*draft.source)].lower() if draft.source else ""
    if draft.cue and not written and start < draft.cue[0] < draft.start:
        written = text[start : draft.cue[0]].lower()
    return clauses.is_fragment(content) or clauses.tells(cue, written, content)


def _union(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _outside_clause(text: str, start: int, end: int, marks: list[Quotation]) -> tuple[Span, tuple[Span, Span] | None]:
    """Cut "the aide said" off a stretch that runs past its marks; return what is left, and the clause."""
    verbs = verb_forms()
    for mark in marks:
        if mark.start - 1 <= start and mark.end < end:
            tail = list(_WORD.finditer(text, mark.end, end))
            at = next((i for i, w in enumerate(tail) if w.group().lower() in verbs), None)
            if at is None or len(tail) < 2 or len(tail) > CLAUSE_WORDS:
                continue
            source = (tail[0].start(), tail[at - 1].end()) if at else (tail[1].start(), tail[-1].end())
            return (start, mark.end), (source, tail[at].span())
    return (start, end), None


def _bridge(text: str, spans: list[Span], walls: list[Span]) -> list[Span]:
    """Join stretches that only a few words part, when no source or cue stands between."""
    out: list[Span] = []
    for start, end in spans:
        if out:
            between = text[out[-1][1] : start]
            near = len(_WORD.findall(between)) <= BRIDGE_WORDS and not any(
                a < start and b > out[-1][1] for a, b in walls
            )
            if near or _is_subject(text, out[-1], start, walls):
                out[-1] = (out[-1][0], end)
                continue
        out.append((start, end))
    return out


def _is_subject(text: str, span: Span, after: int, cues: list[Span]) -> bool:
    """Whether a stretch only names who says the next one: "that the ministry" before "announced" within content."""
    near = any(0 <= a - span[1] <= 1 and b <= after for a, b in cues)
    words = text[slice(*span)].split()
    return near and 1 < len(words) <= CLAUSE_WORDS + 2 and words[0].lower() == "that"


def _trim(text: str, start: int, end: int, edges: str) -> Span:
    """Take white space and ``edges`` off both ends; a mark inside that only one end has stays."""
    edges = edges or " \n\t\r\u00a0"
    while start < end and text[start] in edges:
        start += 1
    while end > start and text[end - 1] in edges:
        end -= 1
    return start, end


def _bare(text: str, start: int, end: int, marks: list[Quotation]) -> Span:
    """Take edges and outer marks off a stretch; a mark whose partner stands inside stays."""
    for _ in range(2):
        start, end = _trim(text, start, end, _EDGES)
        for mark in marks:
            if mark.start <= start < mark.inner_start:
                start = mark.inner_start
            if mark.inner_end < end <= mark.end:
                end = mark.inner_end
    return _balance(*_trim(text, start, end, _EDGES), marks)


def _balance(start: int, end: int, marks: list[Quotation]) -> Span:
    """Give a mark back whose partner stands inside the stretch."""
    for mark in marks:
        if start < mark.start < end < mark.end:
            end = mark.end
        if mark.start < start < mark.end < end:
            start = mark.start
    return start, end


def _kind(text: str, start: int, end: int, marks: list[Quotation]) -> str:
    """Say by the words inside and outside the marks: direct, mixed or indirect."""
    total = len(_WORD.findall(text, start, end))
    inside = sum(
        len(_WORD.findall(text, max(start, m.inner_start), min(end, m.inner_end)))
        for m in marks
        if m.inner_start < end and m.inner_end > start
    )
    if not inside:
        return "indirect"
    return "direct" if inside >= total else "mixed"


def _nearest(text: str, draft: Draft, sources: list[Span], cues: list[Span]) -> tuple[Span | None, Span | None]:
    """Return the source and the cue that stand nearest to a stretch, outside it."""

    def gap(span: Span) -> int:
        return max(span[0] - draft.end, draft.start - span[1])

    def reach(span: Span) -> int:
        between = text[draft.end - 1 : span[0]]
        aside = span[0] < draft.end or (any(c in ",?!" + _MARKS for c in between) and not _NEXT.search(between))
        return gap(span) if aside else gap(span) + FAR

    outside = [c for c in cues if 0 <= gap(c) <= WIDE]
    cue = min(outside, key=reach, default=None)
    named = [s for s in sources if 0 <= gap(s) <= WIDE]
    if cue is None:
        return min(named, key=gap, default=None), None
    source = min(named, key=lambda s: min(abs(s[1] - cue[0]), abs(cue[1] - s[0])) + gap(s) // 8, default=None)
    return source, cue


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
    inside = [m for m in marks if m.start < draft.end and m.end > draft.start]
    if any(m.start < previous.end and m.end > draft.start for m in inside):
        return True
    if any(m.continues for m in inside):
        return True
    between = text[previous.end : draft.start]
    return draft.source is None and draft.quote == "direct" and "\n\n" not in between
