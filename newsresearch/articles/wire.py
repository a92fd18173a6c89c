"""Wire pages saved as text: a head with marker, date, note and by-line, a dateline, paragraphs, furniture."""

from __future__ import annotations

import re

from newsresearch.articles import datelines, furniture, heads, stamps
from newsresearch.articles.datelines import read_dateline
from newsresearch.articles.dates import MONTH, read_date, read_juche, refused
from newsresearch.articles.draft import Draft
from newsresearch.articles.headlines import is_slug, read_headline
from newsresearch.articles.outlets import outlet_known, outlet_named
from newsresearch.articles.paragraphs import paragraphs_of
from newsresearch.articles.stamps import is_stamp, published

SITE = re.compile(r"^(?P<title>.{15,}) [|–—-] (?P<name>[^|–—]{2,40})$")  # the title of a browser's window
LONGEST_TITLE = 500  # characters
LONGEST_LABEL = 60  # characters; a first sentence has more
HEAD_OF_TEXT, TAIL_OF_TEXT = 500, 300  # characters in which a page of KCNA states its day
LONGEST_HEAD = 30  # paragraphs before the body: menus, a headline, a date, a note, by-lines
_DATED = (  # how a time or a day begins
    rf"(?:\d{{1,2}}[:.]\d\d\b|(?i:{MONTH})\.? \d{{1,2}},? \d{{4}}|\d{{1,2}} (?i:{MONTH})\.? \d{{4}}|\d{{4}}[-./]\d|"
    r"\d{1,2}/\d{1,2}/\d)"
)
STAMP = re.compile(rf"^(?:(?P<section>[A-Z][A-Za-z/&\- ]{{1,40}}?)(?:\s*[|·:]\s*|\s+(?:-\s+)?))?(?={_DATED})")
BY_STAMP = re.compile(
    r"^(?P<names>By[ :]\s*[^\d|]{2,80}?)[\s|·,–—-]*(?:(?i:published|updated|posted)(?: on| at)?:?\s*)?"
    rf"(?<![^\W_])(?={_DATED})",
    re.I,
)
# Words before a date that are no section: what the date is of, a day of the week, a by-line.
NO_SECTION = re.compile(
    r"^(?:(?:first |last |originally )?(?:updated?|published|posted|issued|released|created|modified|date|time|on|"
    r"source|editor|by|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b",
    re.I,
)
# The words that make up the names of sections: "World News", "North Korea", "Asia & Pacific".
SECTIONS = frozenset(
    "world news national politics political business economy economics finance markets market money opinion opinions "
    "editorial editorials commentary analysis asia pacific east southeast northeast europe africa america americas "
    "middle korea korean koreas north south inter peninsula china japan russia us u s usa uk diplomacy foreign affairs "
    "policy defense defence military security international global domestic local region regional top latest breaking "
    "headlines stories home society social culture arts entertainment life lifestyle sport sports science technology "
    "tech health environment energy trade industry law crime education travel media nation unification nuclear all "
    "features feature special reports report interview interviews column columns exclusive and of the".split()
)
SENTENCE_END = re.compile(r"[.!?。！？][\"”’)」』]*$")
UNPARTED = re.compile(r"[ぁ-ヿ一-鿿]")  # letters of languages that put no blank between words


def read_wire(text: str, *, zone: str | None = None) -> Draft:
    r"""Return the article on a page saved as text, as the wires print it.

    Examples
    --------
    >>> draft = read_wire("(LEAD) Envoys meet\n\nBy A. Sample\n\nSEOUL, Sept. 16 (Sample) -- The envoys met on Monday.")
    >>> draft.headline, draft.revision, draft.byline, draft.dateline, draft.paragraphs
    ('Envoys meet', 'LEAD', 'A. Sample', 'SEOUL', ['The envoys met on Monday.'])
    """
    paragraphs = _datelines_joined(furniture.notes_whole(paragraphs_of(text)))
    start = _body_start(paragraphs)
    draft = Draft(paragraphs[start:])
    stamp = None
    titles: list[str] = []
    slugs: list[str] = []
    for line in paragraphs[:start]:
        if furniture.is_menu(line) or furniture.CAPTION.match(line):
            continue
        if note := furniture.ATTENTION.match(line):
            draft.editor_note = note["note"].strip()
        elif (names := furniture.read_byline(line)) is not None:
            draft.byline = f"{draft.byline}; {names}" if draft.byline else names
        elif len(line) < 90 and stamp is None and _states_date(line) and len(re.sub(r"[^a-z]", "", line)) < 45:
            stamp = line
        elif is_slug(line):
            slugs.append(line)
        else:
            titles.append(line)
    draft.headline = _headline(titles or slugs)
    mend(draft)
    if slugs and draft.revision is None:
        _, draft.revision, draft.revision_number, _ = read_headline(slugs[0])
    draft.paragraphs = furniture.without_captions(draft.paragraphs)
    outlet = outlet_named(draft.agency)
    if stamp:
        draft.when = read_date(stamp, zone=(outlet and outlet.zone) or zone)
        if draft.when is None:
            draft.note = refused(stamp)
        draft.section = _section(stamp)
        if (by := BY_STAMP.match(stamp)) and (names := furniture.read_byline(by["names"])):
            draft.byline = f"{draft.byline}; {names}" if draft.byline else names
    elif draft.publisher_side == "DPRK" or (outlet and outlet.side == "DPRK"):
        draft.when = read_juche(text[:HEAD_OF_TEXT]) or read_juche(text[-TAIL_OF_TEXT:])
    return draft


def _section(stamp: str) -> str | None:
    """Return the section that stands before a date, or None where other words do."""
    found = STAMP.match(stamp)
    section = ((found and found["section"]) or "").strip(" -–—")
    words = section.split()
    named = any(outlet_known(" ".join(words[:n])) for n in range(1, len(words) + 1))
    return None if not section or named or NO_SECTION.match(section) else section


def _datelines_joined(paragraphs: list[str]) -> list[str]:
    """Return paragraphs, each dateline of the head that has a line to itself put before the paragraph below it."""
    for n, line in enumerate(paragraphs[:LONGEST_HEAD]):
        if n + 1 < len(paragraphs) and len(paragraphs[n + 1]) > LONGEST_LABEL and (whole := datelines.alone(line)):
            return [*paragraphs[:n], f"{whole}{paragraphs[n + 1]}", *paragraphs[n + 2 :]]
    return paragraphs


def _headline(lines: list[str]) -> str | None:
    """Return the headline among the lines above the body.

    A marker tells it. Else it is the first line that is no name of an outlet and no known label of a section, as "World
    News" above a line of more words.
    """
    for line in lines:
        _, revision, _, label = read_headline(line)
        if revision or label:
            return line
    for n, line in enumerate(lines):
        longer = any(len(other.split()) > 3 and not SENTENCE_END.search(other) for other in lines[n + 1 :])
        section = len(line.split()) < 4 and set(re.findall(r"[^\W\d_]+", line.lower())) <= SECTIONS
        if not (longer and section) and not (len(lines) > n + 1 and outlet_known(line)):
            site = SITE.match(line[:LONGEST_TITLE])
            return site["title"] if site and outlet_known(site["name"]) else line
    return lines[0] if lines else None


def _states_date(line: str) -> bool:
    """Say whether a line gives a date, be it one that does not exist, or a time alone."""
    if read_date(line) is not None:
        return True
    found = STAMP.match(line)
    return found is not None and bool(stamps.STAMP.search(line) or stamps.CLOCK.fullmatch(line[found.end() :].strip()))


def mend(draft: Draft) -> None:
    """Move out of a draft's headline and paragraphs what belongs in other fields, and cut the furniture."""
    if draft.headline:
        draft.headline, draft.revision, draft.revision_number, draft.label = read_headline(draft.headline)
    paragraphs = furniture.notes_whole(draft.paragraphs)
    above, subtitles = heads.above_dateline(paragraphs), []  # a head that a dateline ends holds nothing else
    chronicle = heads.is_chronicle(paragraphs)
    for n in range(6):  # headline, date, note, by-lines that stand before the first sentence
        if not paragraphs:
            break
        first, more = paragraphs[0], len(paragraphs) > 1
        if note := furniture.ATTENTION.match(first):
            draft.editor_note = draft.editor_note or note["note"].strip()
        elif more and (names := furniture.read_byline(first)) is not None:
            draft.byline = draft.byline or names
        elif more and is_stamp(first) and not chronicle:
            if draft.when is None and not draft.note and (words := published(first)):
                draft.when = read_date(words, zone=heads.zone_of(draft.outlet, paragraphs))
        elif furniture.is_menu(first) or (more and draft.headline and _same(first, draft.headline)):
            pass
        elif n < above and not draft.headline:
            draft.headline, draft.revision, draft.revision_number, draft.label = read_headline(first)
        elif n < above:
            subtitles += [first] if len(first) > LONGEST_LABEL else []
        else:
            break
        paragraphs.pop(0)
    if paragraphs and (line := read_dateline(paragraphs[0])):
        draft.dateline, draft.agency, draft.byline = (
            line.place,
            draft.agency or line.agency,
            draft.byline or line.byline,
        )
        draft.day = line.day
        if draft.when is None and line.day and not draft.note:
            draft.when = read_date(line.day, origin="dateline")  # None where it has no year
        paragraphs[0] = paragraphs[0][line.end :]
    paragraphs = furniture.cut_tail([*subtitles, *paragraphs])
    while len(paragraphs) > 1 and (names := furniture.read_byline(paragraphs[-1])) is not None:
        draft.byline = draft.byline or names
        paragraphs.pop()
    draft.paragraphs = [furniture.SPLICED.sub("", p) for p in paragraphs if not furniture.CAPTION.match(p)]


def _same(line: str, headline: str) -> bool:
    """Return whether a line repeats the headline, with or without its marker."""
    return re.sub(r"\W+", "", read_headline(line)[0]).lower() == re.sub(r"\W+", "", headline).lower()


def _body_start(paragraphs: list[str]) -> int:
    """Return the index of the first paragraph of the body: the dateline's, else the first full sentence's."""
    head = paragraphs[:LONGEST_HEAD]
    for n, paragraph in enumerate(head):
        if read_dateline(paragraph) and len(paragraph) > 60:
            return n
    for n, paragraph in enumerate(head):
        if furniture.is_menu(paragraph) or furniture.ATTENTION.match(paragraph) or furniture.read_byline(paragraph):
            continue
        long = len(paragraph.split(None, 8)) >= 8 or len(UNPARTED.findall(paragraph[:1000])) >= 20
        if long and SENTENCE_END.search(paragraph):
            return n
    return min(1, len(paragraphs) - 1) if paragraphs else 0
