"""From marks and the tagger to the stretches of content of one sentence, each with its source and cue."""

from __future__ import annotations

import re
from itertools import zip_longest
from operator import itemgetter

from newsresearch.features.statements import clauses
from newsresearch.features.statements.drafts import Draft, Sentence, Span
from newsresearch.features.statements.stretches import (
    CLAUSE_WORDS,
    EDGES,
    WIDE,
    WORD,
    bare,
    bridge,
    kind_of,
    marks_near,
    nearest,
    outside_clause,
    spans_near,
    trim,
    union,
)
from newsresearch.models.attribution import Quotation
from newsresearch.models.attribution.tokens import verb_forms

_ACCORDING = re.compile(
    r"(?P<cue>[Aa]ccording to)\s+"
    r"(?P<source>(?!plan\b|schedule\b|law\b|custom\b|need\b)"
    r"(?:\b(?:[A-Z]|Gen|Lt|Col|Cmdr|Adm|Sen|Rep|Gov|Mr|Mrs|Ms|Dr|Sgt|Capt|Maj|Prof)\.|(?!\s[–—-]+\s)[^,;.\n])*)"
)  # the one attribution that its words alone decide
_AS_SAYING = re.compile(r"(?P<who>[^.;\n]{3,90}?),?\s+as\s+(?:saying|telling|having said|writing)\b(?=\s+\w)")
_ASIDE = re.compile(rf",\s{clauses.ASIDE}\b")
_BEFORE = re.compile(
    r"(?:On|In|At|After|Later|Earlier|Asked|Referring|Speaking|Responding|Before|During|As for|Following|Amid)\b"
)
_first = itemgetter(0)
_CALLED = frozenset("called calls calling dubbed cursed".split())
LEAST_WORDS = 3  # a stretch after a verb of saying that is shorter says nothing of its own
STRONG_WORDS = 6  # a marked stretch of so many words is speech, not a title or a scare quote


def in_sentence(
    text: str, sentence: Sentence, contents: list[Span], marks: list[Quotation], sources: list[Span], cues: list[Span]
) -> list[Draft]:
    """Unite what the tagger and the marks call content, and give each stretch its source and cue."""
    low, high = sentence.start, sentence.end
    tagged = [(max(low, a), min(high, b)) for a, b in contents]
    stretches = list(tagged)
    words = len(WORD.findall(text, low, high))
    for mark in marks:
        a, b = max(low, mark.start), min(high, mark.end)
        inside = len(WORD.findall(text, a, b))
        longer = mark.start < low or mark.end > high
        touched = any(s < b and a < e for s, e in spans_near(tagged, a, b))
        whole = words - inside <= 1 and inside > 2
        if inside and (touched or longer or whole or inside >= STRONG_WORDS):
            stretches.append((a, b))
    clipped = [outside_clause(text, a, b, marks) for a, b in stretches]
    added = [clause for _, clause in clipped if clause]
    if added:
        sources = sorted(sources + [who for who, _ in added], key=_first)  # the tagger's before a clause's own
        cues = sorted(cues + [cue for _, cue in added], key=_first)
    drafts = []
    told = bool(marks) and _tells(text, sentence, marks)
    for a, b in bridge(text, union([span for span, _ in clipped]), union(sources + cues)):
        start, end = bare(text, a, b, marks, (low, high))
        if start >= end or not WORD.search(text, start, end):
            continue
        if len(WORD.findall(text, start, end)) < 2 and not any(
            m.start < end and m.end > start for m in marks_near(marks, start, end)
        ):
            continue  # "that", "so": no content of its own
        draft = Draft(start, end, sentence.number, kind_of(text, start, end, marks))
        draft.scare = not told and _is_scare(text, sentence, draft, marks)
        draft.source, draft.cue = nearest(text, draft, sources, cues)
        if draft.source and draft.cue and clauses.names_nobody(text[slice(*draft.source)]):
            draft.source = None if clauses.attributes(text[slice(*draft.cue)]) else draft.source
        passed_on = _AS_SAYING.match(text, start, end)
        if passed_on:  # "the paper quoted X as saying ...": X is the source
            draft.source, (draft.start, _) = passed_on.span("who"), trim(text, passed_on.end(), end, EDGES)
        drafts.append(draft)
    drafts = [d for d, then in zip_longest(drafts, drafts[1:]) if not _circumstance(text, d, then, low)]
    if drafts:
        drafts[-1].end = _coordinated(text, drafts[-1], high, union(sources + cues))
    return _framed(text, sentence, _closed(text, sentence, drafts, marks), marks)


def _is_scare(text: str, sentence: Sentence, draft: Draft, marks: list[Quotation]) -> bool:
    """Whether the marks in a stretch lie in its sentence and hold a few words each."""
    inside = [m for m in marks_near(marks, draft.start, draft.end) if m.start < draft.end and m.end > draft.start]
    if not inside or any(m.start < sentence.start or m.end > sentence.end for m in inside):
        return False
    return max(len(WORD.findall(text, m.start, m.end)) for m in inside) < STRONG_WORDS


def _tells(text: str, sentence: Sentence, marks: list[Quotation]) -> bool:
    """Whether a verb of saying or calling stands outside the marks of a sentence."""
    outside, at = [], sentence.start
    for mark in marks:
        outside.append(text[at : max(at, mark.start)])
        at = max(at, mark.end)
    words = WORD.findall(" ".join([*outside, text[at : sentence.end]]).lower())
    return any(word in verb_forms() or word in _CALLED for word in words)


def _circumstance(text: str, draft: Draft, then: Draft | None, low: int) -> bool:
    """Whether a stretch only sets the scene: "On the talks, the aide said ...", its source and cue behind it."""
    if then is None or then.source is None or then.cue is None or draft.quote != "indirect" or draft.start > low + 2:
        return False
    return bool(_BEFORE.match(text, draft.start, draft.end)) and min(then.source[0], then.cue[0]) >= draft.end


def _coordinated(text: str, draft: Draft, high: int, walls: list[Span]) -> int:
    """Return where content ends when ", and that ..." goes on with it to the sentence's end."""
    joined = clauses.second_clause(text, draft.start, draft.end, high) if draft.quote != "direct" else None
    if joined is None or any(a < joined and b > draft.end for a, b in spans_near(walls, draft.end, joined)):
        return draft.end
    return joined


def _framed(text: str, sentence: Sentence, drafts: list[Draft], marks: list[Quotation]) -> list[Draft]:
    """Give content whose cue is no verb of saying to the source that "according to ..." names for the sentence.

    In "..., the aide said, according to the paper" the paper only relays: the aide speaks.
    """
    match = _according_to(text, sentence, marks)
    if not match:
        return drafts
    outer = trim(text, *match.span("source"), EDGES), match.span("cue")
    before = trim(text, sentence.start, match.start(), EDGES)[1]
    inner = clauses.closing_clause(text, sentence.start, before)
    for draft in drafts:
        if draft.cue and draft.cue != outer[1] and clauses.says(text[slice(*draft.cue)]):
            continue
        if inner and draft.start < inner[1][0]:
            draft.source, draft.cue = inner[1:]
            draft.end = min(draft.end, trim(text, draft.start, inner[0], EDGES)[1]) if not marks else draft.end
        elif draft.end <= match.start() or draft.start >= outer[0][1]:
            draft.source, draft.cue = outer
    return drafts


def closing_of(text: str, sentence: Sentence, marks: list[Quotation]) -> tuple[int, Span, Span] | None:
    """Return what ``clauses.closing_clause`` finds outside the marks."""
    closing = clauses.closing_clause(text, sentence.start, sentence.end)
    if closing is None:
        return None
    comma, source, cue = closing
    beside = marks_near(marks, comma, cue[1])
    if any(m.start < cue[1] and source[0] < m.end for m in beside):
        return None
    return max([comma, *(m.end for m in beside if m.start < comma < m.end)]), source, cue  # a comma within its mark


def _closed(text: str, sentence: Sentence, drafts: list[Draft], marks: list[Quotation]) -> list[Draft]:
    """Take ", the aide said in Seoul" out of content that swallows it, and loose ends off every stretch."""
    closing = closing_of(text, sentence, marks)
    out: list[Draft] = []
    for draft in drafts:
        cites = closing and draft.cue and draft.start >= closing[2][1] and clauses.cites(text[slice(*draft.cue)])
        first = draft.source is not None and text[slice(*draft.source)].lower() in ("we", "i")  # its own words' subject
        open_ = draft.source is None or first or (closing and draft.end > closing[0])
        aside = closing and draft.start >= closing[2][1] and _ASIDE.match(text, closing[2][1], draft.end)
        if closing and open_ and (cites or aside or draft.start < max(closing[1][1], closing[2][1])):
            comma, source, cue = closing
            own = draft.cue is not None and draft.source is not None and max(draft.cue[1], draft.source[1]) <= comma
            if own and first:
                draft.start, own = trim(text, sentence.start, comma, EDGES)[0], False
            if draft.start >= comma:
                if any(other.start < comma for other in drafts):
                    continue
                draft.start, own = trim(text, sentence.start, comma, EDGES)[0], False
            draft.end = min(draft.end, comma)
            if not own:  # else the inner source speaks: "Kim told him that ..., his office said"
                draft.source, draft.cue = source, cue
        if not marks and draft.cue and 0 <= draft.start - draft.cue[1] <= 1:
            said = draft.cue[0] + clauses.said_within(text[slice(*draft.cue)])
            if said < draft.cue[1]:
                draft.start, draft.cue = said + 1, (draft.cue[0], said)
        if not marks:
            draft.start, draft.end = clauses.tidy(text, draft.start, draft.end)
        if draft.cue and draft.cue[1] <= draft.start:
            draft.start = clauses.past_addressee(text, draft.cue, draft.start, draft.end)
        out += [draft] if draft.start < draft.end else []
    return out


def _according_to(text: str, sentence: Sentence, marks: list[Quotation]) -> re.Match[str] | None:
    match = _ACCORDING.search(text, sentence.start, sentence.end)
    return None if match and any(m.start < match.start() < m.end for m in marks) else match


def according(text: str, sentence: Sentence, marks: list[Quotation]) -> list[Draft]:
    """Read "according to ...": the source follows, the rest of the sentence is content."""
    match = _according_to(text, sentence, marks)
    if not match:
        return []
    before = trim(text, sentence.start, match.start(), EDGES)
    after = trim(text, match.end(), sentence.end, EDGES + ".")
    start, end = max(before, after, key=lambda span: span[1] - span[0])
    source = trim(text, *match.span("source"), EDGES)
    if end - start < 2 or source[0] >= source[1]:
        return []
    draft = Draft(start, end, sentence.number, kind_of(text, start, end, marks), source, match.span("cue"))
    return _framed(text, sentence, [draft], marks)


def whole_sentence(
    text: str, sentence: Sentence, marks: list[Quotation], sources: list[Span], cues: list[Span]
) -> list[Draft]:
    """Read a sentence in which the judge is sure of a statement and the tagger saw none.

    Content stands before ", the aide said", else after the first verb of saying, else it is the whole sentence.
    """
    source, cue = next(iter(sources), None), next(iter(cues), None)
    if clauses.asks(text[sentence.start : sentence.end]) or (cue and clauses.keeps_silent(text[slice(*cue)], "")):
        return []
    verbs = verb_forms()
    span = (sentence.start, sentence.end)
    closing = closing_of(text, sentence, marks)
    if closing:
        span, source, cue = (sentence.start, closing[0]), closing[1], closing[2]
    for word in () if closing else WORD.finditer(text, *span):
        at = word.start()
        if word.group().lower() not in verbs or any(m.start < at < m.end for m in marks_near(marks, at, at)):
            continue
        if word.group()[0].isupper() and at > sentence.start:  # "Resolve" of an exercise's name
            continue
        comma = text.rfind(", ", sentence.start, at)
        named = trim(text, comma + 1, at, EDGES)
        ends = text[word.end() : word.end() + 1] in ("", ",", ".") or word.end() >= sentence.end - 1
        if comma > 0 and ends and 0 < len(WORD.findall(text, *named)) <= 2 * CLAUSE_WORDS:
            span, source, cue = (sentence.start, comma), named, word.span()
            break
        if len(WORD.findall(text, word.end(), sentence.end)) >= LEAST_WORDS:
            span, cue = (word.end(), sentence.end), word.span()
            break
    start, end = clauses.tidy(text, *bare(text, *span, marks, (sentence.start, sentence.end)))
    if len(WORD.findall(text, start, end)) < 2 or clauses.only_attributes(text[start:end]):
        return []
    draft = Draft(start, end, sentence.number, kind_of(text, start, end, marks), source, cue)
    draft.scare = not _tells(text, sentence, marks) and _is_scare(text, sentence, draft, marks)
    return [draft]


def judges(text: str, draft: Draft, start: int) -> bool:
    """Whether the reporter tells, and no source."""
    if draft.quote != "indirect":
        return False
    content = text[draft.start : draft.end]
    if clauses.asks(text[start : draft.end]) or (draft.cue and clauses.told_of(text, draft.cue)):
        return True
    cue = text[slice(*draft.cue)].lower() if draft.cue else ""
    written = text[slice(*draft.source)].lower() if draft.source else ""
    if draft.cue and not written and start < draft.cue[0] < draft.start:
        written = text[max(start, draft.cue[0] - WIDE) : draft.cue[0]].lower()
    return clauses.is_fragment(content) or clauses.only_attributes(content) or clauses.tells(cue, written, content)
