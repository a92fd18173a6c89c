"""Arithmetic of stretches: unite, bridge and trim them, tell marked from plain, find the source and cue beside them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice

from newsresearch.features.statements.drafts import Draft, Span
from newsresearch.models.attribution import Quotation
from newsresearch.models.attribution.tokens import verb_forms

WORD = re.compile(r"\w+")
MARKS = '"“”„«»`'
EDGES = " \n\t\r\u00a0,;:—–-" + MARKS
CLAUSE_WORDS = 6  # "the senior foreign ministry official said"
_NEXT = re.compile(r"\b(?:but|and|while|then)\s")  # after which a cue belongs to what comes
WIDE = 1000  # characters within which a cue or source belongs to a stretch; keeps a sentence of a megabyte cheap
FAR = 100  # characters added to a cue that follows without comma or mark: it belongs to what comes next
BRIDGE_WORDS = 5  # 0, 3 and 5 score the same on PolNeAR's dev half; joined rows read better


def union(spans: list[Span]) -> list[Span]:
    """Join stretches that overlap.

    Examples
    --------
    >>> union([(4, 9), (0, 5), (9, 12)])
    [(0, 9), (9, 12)]
    """
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def marks_near(marks: Sequence[Quotation], start: int, end: int) -> Sequence[Quotation]:
    """Return the marked stretches that overlap or touch a span; ``marks`` stand in order and apart.

    Examples
    --------
    >>> marks = [Quotation(n, n + 5, n + 1, n + 4) for n in (0, 10, 20)]
    >>> [mark.start for mark in marks_near(marks, 12, 20)]
    [10, 20]
    """
    first = bisect_left(marks, start, key=lambda mark: mark.end)
    return marks[first : bisect_right(marks, end, lo=first, key=lambda mark: mark.start)]


def spans_near(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Return the spans that overlap or touch another; ``spans`` stand in order, and none within another.

    Examples
    --------
    >>> spans_near([(0, 5), (10, 15), (20, 25)], 12, 20)
    [(10, 15), (20, 25)]
    """
    first = bisect_left(spans, start, key=lambda span: span[1])
    return spans[first : bisect_right(spans, end, lo=first, key=lambda span: span[0])]


def outside_clause(text: str, start: int, end: int, marks: list[Quotation]) -> tuple[Span, tuple[Span, Span] | None]:
    """Cut "the aide said" off a stretch that runs past its marks; return what is left, and the clause."""
    verbs = verb_forms()
    for mark in marks_near(marks, end - WIDE, start + 1):
        if mark.start - 1 <= start and mark.end < end <= mark.end + WIDE:
            tail = list(islice(WORD.finditer(text, mark.end, end), CLAUSE_WORDS + 1))
            at = next((i for i, w in enumerate(tail) if w.group().lower() in verbs), None)
            if at is None or len(tail) < 2 or len(tail) > CLAUSE_WORDS:
                continue
            source = (tail[0].start(), tail[at - 1].end()) if at else (tail[1].start(), tail[-1].end())
            return (start, mark.end), (source, tail[at].span())
    return (start, end), None


def bridge(text: str, spans: list[Span], walls: list[Span]) -> list[Span]:
    """Join stretches that only a few words part, when no source or cue stands between; ``walls`` are in order."""
    out: list[Span] = []
    for start, end in spans:
        if out:
            between = text[out[-1][1] : start]
            near = len(WORD.findall(between)) <= BRIDGE_WORDS and not any(
                a < start and b > out[-1][1] for a, b in spans_near(walls, out[-1][1], start)
            )
            if near or _is_subject(text, out[-1], start, walls):
                out[-1] = (out[-1][0], end)
                continue
        out.append((start, end))
    return out


def _is_subject(text: str, span: Span, after: int, cues: list[Span]) -> bool:
    """Whether a stretch only names who says the next one: "that the ministry" before "announced" within content."""
    near = any(0 <= a - span[1] <= 1 and b <= after for a, b in spans_near(cues, span[1], after))
    words = text[slice(*span)].split()
    return near and 1 < len(words) <= CLAUSE_WORDS + 2 and words[0].lower() == "that"


def trim(text: str, start: int, end: int, edges: str) -> Span:
    """Take white space and ``edges`` off both ends; a mark inside that only one end has stays."""
    edges = edges or " \n\t\r\u00a0"
    while start < end and text[start] in edges:
        start += 1
    while end > start and text[end - 1] in edges:
        end -= 1
    return start, end


def bare(text: str, start: int, end: int, marks: Sequence[Quotation], within: Span) -> Span:
    """Take edges and outer marks off a stretch; a mark whose partner stands inside stays, unless it lies not within."""
    marks = marks_near(marks, start, end)
    for _ in range(2):
        start, end = trim(text, start, end, EDGES)
        for mark in marks:
            if mark.start <= start < mark.inner_start:
                start = mark.inner_start
            if mark.inner_end < end <= mark.end:
                end = mark.inner_end
    return _balance(*trim(text, start, end, EDGES), marks, within)


def _balance(start: int, end: int, marks: Sequence[Quotation], within: Span) -> Span:
    """Give a mark back whose partner stands inside the stretch."""
    low, high = within
    for mark in marks:
        if start < mark.start < end < mark.end <= high:
            end = mark.end
        if low <= mark.start < start < mark.end < end:
            start = mark.start
    return start, end


def kind_of(text: str, start: int, end: int, marks: list[Quotation]) -> str:
    """Say by the words inside and outside the marks: direct, mixed or indirect."""
    total = len(WORD.findall(text, start, end))
    inside = sum(
        len(WORD.findall(text, max(start, m.inner_start), min(end, m.inner_end)))
        for m in marks_near(marks, start, end)
        if m.inner_start < end and m.inner_end > start
    )
    if not inside:
        return "indirect"
    return "direct" if inside >= total else "mixed"


def nearest(text: str, draft: Draft, sources: list[Span], cues: list[Span]) -> tuple[Span | None, Span | None]:
    """Return the source and the cue that stand nearest to a stretch, outside it; both lists stand in order."""

    def gap(span: Span) -> int:
        return max(span[0] - draft.end, draft.start - span[1])

    def reach(span: Span) -> int:
        between = text[draft.end - 1 : span[0]]
        aside = span[0] < draft.end or (any(c in ",?!" + MARKS for c in between) and not _NEXT.search(between))
        return gap(span) if aside else gap(span) + FAR

    low, high = draft.start - WIDE, draft.end + WIDE
    outside = [c for c in spans_near(cues, low, high) if 0 <= gap(c) <= WIDE]
    cue = min(outside, key=reach, default=None)
    named = [s for s in spans_near(sources, low, high) if 0 <= gap(s) <= WIDE]
    if cue is None:
        return min(named, key=gap, default=None), None
    source = min(named, key=lambda s: min(abs(s[1] - cue[0]), abs(cue[1] - s[0])) + gap(s) // 8, default=None)
    return source, cue
