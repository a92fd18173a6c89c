"""Stamps: the lines and words by which a page says when it was published, apart from when it was changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsresearch.articles.dates import MONTH
from newsresearch.articles.furniture import HOST
from newsresearch.articles.outlets import outlet_known

_WEEKDAYS = r"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?"
_DAY = (
    rf"(?:(?<!\w)(?:{MONTH})\.?\s{{0,2}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{0,2}}\d{{4}}|"
    rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?\s(?:{MONTH})\.?,?\s\d{{4}}|"
    r"(?<!\d)\d{4}\s?[-./年년]\s?\d{1,2}\s?[-./月월]\s?\d{1,2}(?:\s?[日일]|\.)?|"
    r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{4})(?!\d)"
)
_CLOCK = (
    r"(?:(?:오전|오후|午前|午後|上午|下午)\s?)?(?<!\d)\d{1,2}[:h]\d\d(?::\d\d)?(?!\d)(?:\s?[AaPp]\.?[Mm]\b\.?)?"
    r"(?:\s?\(?(?:[A-Z]{2,4}|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d\d)?)\b\)?)?"
)
_JOINT = rf"[\s,./|·•()–—-]{{0,5}}(?:\(?{_WEEKDAYS}\)?[\s,]{{1,3}})?(?:at\s|@\s?)?"
STAMP = re.compile(rf"(?:{_DAY}(?:{_JOINT}(?P<after>{_CLOCK}))?|(?P<before>{_CLOCK}){_JOINT}{_DAY})", re.I)
CLOCK = re.compile(_CLOCK)
CHANGED = r"(?:last\s)?(?:updated?|modified|edited|revised|corrected|changed)|업데이트|수정|최종\s?수정"
ISSUED = (
    r"(?:first\s|originally\s|date\s)?(?:published|posted|issued|released|input)|publi(?:cation|sh(?:ed)?)\sdate|date|"
    r"(?:기사)?입력|등록|송고"
)
LABEL = re.compile(
    rf"(?:\b(?P<changed>{CHANGED})|\b(?P<issued>{ISSUED}))\s?(?:on|at|:)?[\s:,|-]{{0,4}}(?:{_WEEKDAYS}\.?,?\s)?$", re.I
)
LABELS = re.compile(rf"\b(?:{CHANGED}|{ISSUED}|source|{_WEEKDAYS})\b", re.I)
IN_A_SENTENCE = re.compile(r"\b(?:on|of|since|until|till|from|before|after|by|dated|at|in|the|for)\W{0,3}$", re.I)
SMALL = frozenset("a am and at by for first in last min mins minute minutes of on p pm read the time update".split())
LONGEST = 160  # characters of a line that is a stamp
WORDS = 6  # beside a stamp with label or time: names, an outlet, a section
BEFORE = 40  # characters in which a label stands


class Stamp(NamedTuple):
    """A day on a page with what stands around it: its words, its label ("issued", "changed", ""), has it a time."""

    text: str
    label: str
    timed: bool


def stamps(text: str) -> Iterator[Stamp]:
    """Yield the stamps in a text, in order; a day in the middle of a sentence is none.

    Examples
    --------
    >>> list(stamps("Posted: Mar 5, 2024 4:00 AM EST | Updated: Mar 6, 2024"))[1]
    Stamp(text='Mar 6, 2024', label='changed', timed=False)
    """
    at = 0
    for found in STAMP.finditer(text):
        before = text[max(at, found.start() - BEFORE) : found.start()]
        at = found.end()
        label = LABEL.search(before)
        if not label and IN_A_SENTENCE.search(before):
            continue
        kind = "" if not label else "changed" if label["changed"] else "issued"
        if kind == "issued" and label and label["issued"][0].islower():
            kind = ""  # "a study published March 5, 2024"
        yield Stamp(found[0], kind, bool(found["after"] or found["before"]))


def published(line: str) -> str | None:
    """Return the words of a line that say when a story was published, never when it was changed.

    Examples
    --------
    >>> published("Updated March 6, 2024 09:00 | Published March 5, 2024 17:13 KST"), published("Updated March 6, 2024")
    ('March 5, 2024 17:13 KST', None)
    """
    found = [stamp for stamp in stamps(line) if stamp.label != "changed"]
    return next((s.text for s in found if s.label), found[0].text if found else None)


def is_bare_day(line: str) -> bool:
    """Return whether a line is a day and nothing else, neither label nor time.

    Examples
    --------
    >>> is_bare_day("June 15, 2000"), is_bare_day("Published June 15, 2000"), is_bare_day("June 15, 2000 10:00")
    (True, False, False)
    """
    found = STAMP.fullmatch(line.strip(" :.–—-")) if len(line) <= LONGEST else None
    return found is not None and not (found["after"] or found["before"])


def is_stamp(line: str) -> bool:
    """Return whether a line is nothing but a stamp, with the names of outlet, section or writer beside it.

    Examples
    --------
    >>> is_stamp("Sample Post - Mar 5, 2024 - 09:00 | World, All"), is_stamp("Envoys met on March 5, 2024.")
    (True, False)
    """
    if len(line) > LONGEST or not STAMP.search(line):
        return False
    labelled = bool(LABELS.search(line))
    rest = LABELS.sub(" ", HOST.sub(" ", STAMP.sub(" ", line)))
    words = [word for word in re.findall(r"[^\W\d_]+", rest) if word.lower() not in SMALL]
    if any(word[0].islower() for word in words) or re.search(r"[\"“”?!]", line):
        return False
    timed = CLOCK.search(line) is not None
    return len(words) <= (WORDS if labelled or timed else 1) or outlet_known(" ".join(words))
