"""Datelines: the place, day and agency before the first sentence, found and cut off."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsresearch.articles.dates import MONTH

_WORD = r"[A-ZÀ-Þ][\w.'’\-]*"
_DAY = rf"(?:(?:{MONTH})\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+(?:{MONTH})\.?(?:\s+\d{{4}})?)"
WITHOUT_BRACKETS = ("Kyodo", "Yonhap", "Xinhua", "AFP", "UPI", "AP", "Reuters", "TASS")  # "TOKYO, Dec. 3, Kyodo - "
# "TASS, December 3. ", and a dateline on a line of its own: "Seoul (AFP) Dec 3, 2018".
AGENCY_FIRST = re.compile(rf"^(?P<agency>TASS|ITAR-TASS),\s+(?P<day>(?i:{_DAY}))\.\s+(?:/(?:ITAR-)?TASS/\.?\s*)?")
DAY_LAST = re.compile(
    rf"^(?P<place>{_WORD}(?: {_WORD}){{0,3}}) \((?P<agency>[A-Z][A-Za-z]{{1,9}})\),? (?P<day>(?i:{_DAY}))$"
)
DATELINE = re.compile(
    rf"^\s*(?P<place>{_WORD}(?:(?:\s*/\s*|,\s+|\s+(?:and\s+|of\s+|the\s+|upon\s+|de\s+)?){_WORD}){{0,7}}?)?"
    rf"(?:,?\s*(?P<day>(?i:{_DAY})),?)?"
    rf"\.?\s*(?:(?P<plain>{'|'.join(WITHOUT_BRACKETS)})\s*(?=--|[—–―-]\s)|(?:[—–―]\s*)?)"
    r"(?:(?:[(\[](?P<agency>[A-Z][^()\[\]\d]{1,40})[)\]]|(?<=[\s.])/(?P<slash>[A-Z-]{2,10})(?: [^/\n]{1,40})?/\.?)\s*"
    r"(?P<dash>--+|[—–―]|[-_](?=\s)|:(?=\s))?|(?P<bare>--+|[—–―]|-(?=\s)))\s*"
)
# "(서울=연합뉴스) A 기자 =", "【ソウル共同】", "新华社平壤9月16日电（记者 A）": Korean, Japanese and Chinese wires.
EASTERN = (
    re.compile(
        r"^\s*[(\[](?P<place>[가-힣·,/ ]{1,30})=(?P<agency>[가-힣A-Za-z\d]{2,20})[)\]]\s*"
        r"(?:(?P<by>[가-힣 ·,]{2,40}?)\s*(?:기자|특파원|통신원)\s*)?(?:=\s*)?"
    ),
    re.compile(
        r"^\s*【(?P<place>[^【】]{1,20}?)[=＝]?(?P<agency>共同|時事|聯合ニュース|ロイター|朝鮮通信)(?P<by>)】\s*"
    ),
    re.compile(
        r"^\s*(?P<agency>新华社|新華社|中新社|朝中社)(?P<place>[一-鿿]{2,6}?)(?:\d{1,2}月)?\d{1,2}日[电電]"
        r"(?:[（(]记者\s*(?P<by>[^（）()]{2,40})[）)])?\s*"
    ),
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
        "AP Reuters AFP UPI CNN KCNA ITAR-TASS Yonhap Kyodo Xinhua TASS ANSA dpa Bloomberg CBS NBC ABC BBC "
        "Newsmax IANS ANI RT Sputnik RNS CNS VOA RFA JTA PTI"
    ).split()
)


# Countries behind a city in VOA's datelines, which end in a long dash and name no agency: the neighbours of Korea and
# the hosts of talks.
COUNTRIES = frozenset(
    (
        "South Korea|North Korea|Japan|China|Russia|Mongolia|Vietnam|Malaysia|Singapore|Thailand|Indonesia|Philippines|"
        "The Philippines|India|Australia|Canada|Germany|France|Switzerland|Austria|Belgium|Italy|Sweden|Finland|Norway|"
        "Ukraine|Britain|England|Taiwan"
    ).split("|")
)
LONG_DASH = re.compile(r"--+|[—–―]")
ANY_DASH = re.compile(r"\s(?:--?|[—–―])\s|[—―]")


@dataclass(frozen=True)
class Dateline:
    """The parts of a dateline, and where in the paragraph the story begins."""

    place: str | None
    day: str | None
    agency: str | None
    end: int
    byline: str | None = None


def read_dateline(paragraph: str) -> Dateline | None:
    """Return the dateline that opens a paragraph, or None.

    It counts when it ends in a dash and has an agency, a day, or a place in capitals; or when a known agency stands in
    brackets first. A sentence that merely begins with a name and a dash is left alone.

    Examples
    --------
    >>> read_dateline("SEOUL, Sept. 16 (Sample) -- Envoys met.")
    Dateline(place='SEOUL', day='Sept. 16', agency='Sample', end=28, byline=None)
    """
    head = paragraph[:200]
    if head[:8].isascii() is False or head.lstrip()[:1] in "([":
        for pattern in EASTERN:
            if (found := pattern.match(head)) and paragraph[found.end() :].strip():
                return Dateline(found["place"].strip(), None, found["agency"], found.end(), found["by"] or None)
    if (found := AGENCY_FIRST.match(head)) and paragraph[found.end() :].strip():
        return Dateline(None, found["day"], found["agency"], found.end())
    found = DATELINE.match(head)
    if not found:
        return None
    place, day, dash = found["place"], found["day"], found["dash"] or found["bare"]
    agency = found["agency"] or found["slash"] or found["plain"]
    known = agency is not None and agency.split()[0].rstrip(",") in KNOWN_AGENCIES
    if not (dash or (known and (place or agency in KNOWN_AGENCIES))):
        return None
    if dash == ":" and not (agency and (place or day)):
        return None
    if place is None:
        if not known:
            return None
    elif not (agency or day) and not _alone(place, dash, paragraph[found.end() : found.end() + 300]):
        return None
    if place and (place.split()[0].rstrip(":,.") in NO_PLACE or len(place) > 80):
        return None
    if not paragraph[found.end() :].strip():
        return None
    return Dateline(place, day, agency, found.end())


def _alone(place: str, dash: str, rest: str) -> bool:
    """Return whether a place without agency and day is a dateline: in capitals, or a city with its country.

    "KIM SAMPLE - the leader of the North - watched" is a sentence: it goes on in lower case, to a second dash.
    """
    if rest[:1].islower() and ANY_DASH.search(rest):
        return False
    if _in_capitals(place):
        return True
    city, _, country = place.partition(", ")
    sentence = re.split(r"[.!?]\s", rest, maxsplit=1)[0]
    pairs = len(LONG_DASH.findall(sentence)) % 2 == 0  # else the dash before them belongs to a pair
    return country in COUNTRIES and not city.endswith(".") and LONG_DASH.fullmatch(dash) is not None and pairs


def _in_capitals(place: str) -> bool:
    """Return whether the first name is in capitals: WASHINGTON, UNITED NATIONS, HANOI (Vietnam)."""
    first = re.split(r"[,/]", place)[0]
    letters = [c for c in first if c.isalpha()]
    return len(letters) >= 4 and all(c.isupper() for c in letters)


def alone(line: str) -> str | None:
    """Return a dateline that has a line to itself as it would stand before the first sentence, or None.

    Examples
    --------
    >>> alone("Seoul (AFP) Dec 3, 2018"), alone("SEOUL/TOKYO, Dec. 3"), alone("Envoys meet")
    ('Seoul, Dec 3, 2018 (AFP) -- ', 'SEOUL/TOKYO, Dec. 3 -- ', None)
    """
    if len(line) > 80 or not re.search(r"[(\d]", line):
        return None
    if found := DAY_LAST.match(line):
        return f"{found['place']}, {found['day']} ({found['agency']}) -- "
    for whole in (f"{line} ", f"{line} -- "):
        read = read_dateline(f"{whole}A")
        if read and read.end == len(whole) and read.place and (read.agency or (read.day and _in_capitals(read.place))):
            return whole
    return None
