"""Where quotation marks open and close: double, single and angle marks, over paragraphs, balanced or not."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"``|''|[\"“”„«»‘’']")
_OPENS = set("“„«") | {"``"}
_CLOSES = set("”»")
_EITHER = ('"', "''")  # the same sign opens and closes; two single marks stand for a double one in some archives
_SINGLES = set("‘’'")
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")
_REACH = 1500  # characters: a single mark that is not closed within this is an apostrophe


@dataclass(frozen=True)
class Quotation:
    """A marked stretch: ``start`` and ``end`` with its marks, ``inner_start`` and ``inner_end`` without.

    ``continues`` says that the mark at its start repeats that of the paragraph before (one utterance, closed once).
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    continues: bool = False


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    r"""Return ``(start, end)`` of every paragraph: what stands between blank lines, without outer white space.

    Examples
    --------
    >>> paragraphs_of("One.\n\nTwo.")
    [(0, 4), (6, 10)]
    """
    out, at = [], 0
    for block in re.split(r"(\n[^\S\n]*\n\s*)", text):
        kept = block.strip()
        if kept:
            start = at + block.index(kept[0])
            out.append((start, start + len(kept)))
        at += len(block)
    return out


def find_quotations(text: str) -> list[Quotation]:
    """Return the marked stretches of ``text`` in order, outermost only.

    Use it where the marks decide. It is blind to what the marks mean: titles and scare quotes are among them. A mark
    that is never closed reaches to the end of its paragraph when it opens a sentence, else to the end of its sentence;
    when the next paragraph opens with a mark too, the two are one utterance.

    Examples
    --------
    >>> [(q.start, q.end) for q in find_quotations('He called it "a farce" and left.')]
    [(13, 22)]
    """
    out: list[Quotation] = []
    carried = False
    for start, end in paragraphs_of(text):
        found, left_open = _in_paragraph(text, start, end)
        if carried and found and found[0].start == start:
            first = found[0]
            found[0] = Quotation(first.start, first.end, first.inner_start, first.inner_end, continues=True)
        out += found
        carried = left_open
    return out


def _in_paragraph(text: str, start: int, end: int) -> tuple[list[Quotation], bool]:
    """Pair the marks of one paragraph; also say whether its last stretch ran open to the end."""
    found: list[Quotation] = []
    opened: tuple[int, int] | None = None  # offset and length of the opening mark
    at = start
    for match in _MARK.finditer(text, start, end):
        i, mark = match.start(), match.group()
        if i < at:
            continue
        before = text[i - 1] if i > start else " "
        after = text[match.end()] if match.end() < end else " "
        if mark in _SINGLES:
            if opened is None and _opens(before, after) and mark != "’":
                close = _closing_single(text, match.end(), min(end, i + _REACH))
                if close:
                    found.append(Quotation(i, close + 1, i + 1, close))
                    at = close + 1
            continue
        if mark in _EITHER:
            opening = _opens(before, after) if opened is None else _opens(before, after) and not _ends(text, i, start)
        elif mark in _OPENS:
            opening = True
        else:
            opening = mark not in _CLOSES
        if opening:
            if opened:
                found.append(_unclosed(text, opened, i, start))
            opened = (i, len(mark))
        elif opened:
            found.append(Quotation(opened[0], match.end(), opened[0] + opened[1], i))
            opened = None
    if opened:
        found.append(_unclosed(text, opened, end, start))
        return found, found[-1].end == end
    return found, False


def _opens(before: str, after: str) -> bool:
    return (before.isspace() or before in "([{—–-/:;,") and not after.isspace()


def _ends(text: str, at: int, start: int) -> bool:
    """Whether the space before a mark is an accident: the words before it end a sentence inside a quotation."""
    return at - 2 >= start and text[at - 1] in "—–-,"


def _unclosed(text: str, opened: tuple[int, int], limit: int, start: int) -> Quotation:
    """Bound a stretch that nothing closes."""
    at, width = opened
    before = text[start:at].rstrip()
    stop = limit
    if before and before[-1] not in '.!?:,"”':
        sentence_end = _SENTENCE_END.search(text, at + width, limit)
        stop = sentence_end.end() if sentence_end else limit
    while stop > at + width and text[stop - 1].isspace():
        stop -= 1
    return Quotation(at, stop, at + width, stop)


def _closing_single(text: str, at: int, end: int) -> int | None:
    """Find the single mark that closes what opened before ``at``: after punctuation if there is one, else any."""
    fallback = None
    for match in re.compile(r"['’‘]").finditer(text, at, end):
        i = match.start()
        after = text[i + 1] if i + 1 < len(text) else " "
        before = text[i - 1]
        if after.isalnum() or before.isspace():
            if before.isspace() and after.isalnum() and fallback:
                break  # the next stretch opens
            continue
        if before in ".,!?…":
            return i
        if fallback is None or before != "s":
            fallback = i
            if before != "s":
                break
    return fallback
