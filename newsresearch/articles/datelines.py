"""Datelines: the place, day and agency before the first sentence, found and cut off."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsresearch.articles.dates import MONTH

_WORD = r"[A-ZÀ-Þ][\w.'’\-]*"
_DAY = rf"(?:(?:{MONTH})\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+(?:{MONTH})\.?(?:\s+\d{{4}})?)"
DATELINE = re.compile(
    rf"^\s*(?P<place>{_WORD}(?:(?:\s*/\s*|,\s+|\s+(?:and\s+|of\s+|the\s+|upon\s+|de\s+)?){_WORD}){{0,7}}?)?"
    rf"(?:,?\s*(?P<day>(?i:{_DAY})),?)?"
    r"\.?\s*(?:(?:[(\[](?P<agency>[A-Z][^()\[\]\d]{1,40})[)\]]|/(?P<slash>[A-Z-]{2,10})/\.?)\s*"
    r"(?P<dash>--+|[—–―]|-(?=\s)|:(?=\s))?|(?P<bare>--+|[—–―]|-(?=\s)))\s*"
)
# Words in capitals before a dash that are no place.
NO_PLACE = frozenset(
    (  # words read best as words
        "BREAKING UPDATE UPDATED CORRECTION CORRECTED EXCLUSIVE WATCH OPINION EDITORIAL ANALYSIS NOTE FILE PHOTO VIDEO "
        "LIVE READ ALERT RELATED CLARIFICATION QUESTION ANSWER MORE"
    ).split()
)
KNOWN_AGENCIES = frozenset(
    (  # words read best as words
        "AP Reuters AFP UPI CNN KCNA Yonhap Kyodo Xinhua TASS ANSA dpa Bloomberg CBS NBC ABC BBC Newsmax IANS ANI RT "
        "Sputnik RNS CNS VOA RFA JTA PTI"
    ).split()
)


@dataclass(frozen=True)
class Dateline:
    """The parts of a dateline, and where in the paragraph the story begins."""

    place: str | None
    day: str | None
    agency: str | None
    end: int


def read_dateline(paragraph: str) -> Dateline | None:
    """Return the dateline that opens a paragraph, or None.

    It counts when it ends in a dash and has an agency, a day, or a place in capitals; or when a known agency stands in
    brackets first. A sentence that merely begins with a name and a dash is left alone.

    Examples
    --------
    >>> read_dateline("SEOUL, Sept. 16 (Sample) -- Envoys met.")
    Dateline(place='SEOUL', day='Sept. 16', agency='Sample', end=28)
    """
    head = paragraph[:200]
    found = DATELINE.match(head)
    if not found:
        return None
    place, day, dash = found["place"], found["day"], found["dash"] or found["bare"]
    agency = found["agency"] or found["slash"]
    known = agency is not None and agency.split()[0].rstrip(",") in KNOWN_AGENCIES
    if not (dash or (known and (place or agency in KNOWN_AGENCIES))):
        return None
    if dash == ":" and not (agency and (place or day)):
        return None
    if place is None:
        if not known:
            return None
    elif not (agency or day) and not _in_capitals(place):
        return None
    if place and (place.split()[0].rstrip(":,.") in NO_PLACE or len(place) > 80):
        return None
    if not paragraph[found.end() :].strip():
        return None
    return Dateline(place, day, agency, found.end())


def _in_capitals(place: str) -> bool:
    """Return whether the first name is in capitals: WASHINGTON, UNITED NATIONS, HANOI (Vietnam)."""
    first = re.split(r"[,/]", place)[0]
    letters = [c for c in first if c.isalpha()]
    return len(letters) >= 4 and all(c.isupper() for c in letters)
