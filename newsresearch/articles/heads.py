"""The head of a story: the short lines above its dateline."""

from __future__ import annotations

import re

from newsresearch.articles.datelines import read_dateline
from newsresearch.articles.furniture import read_byline
from newsresearch.articles.outlets import outlet_named
from newsresearch.articles.stamps import is_bare_day, is_stamp

MOST = 4  # lines above a dateline: headline, subtitle, stamp, by-line
LONGEST = 200  # characters of such a line
SHORTEST = 60  # characters of the paragraph that a dateline opens
LABEL = 60  # characters of a section's name
# Words of which sections' names are made.
SECTION = frozenset(
    "africa america americas analysis arts asia asian asia-pacific breaking business china commentary culture defense "
    "defence diplomacy domestic economy editorial editorials education entertainment environment europe features "
    "finance focus foreign headlines health home inter-korean international interview japan korea korean latest "
    "life lifestyle local market markets middle east military national nation news nk north northeast opinion pacific "
    "peninsula people policy politics region regional report russia science security society south special sport "
    "sports stories tech technology top uk unification us usa war world affairs and of the".split()
)
ABBREVIATED = re.compile(r"\b[A-Z]\.(?:[A-Z]\.)+$")  # "Envoys Denounce U.S." is no sentence by its full stop
SENTENCE = re.compile(r"[.!?。！？][\"”’)」』]*$")


def above_dateline(paragraphs: list[str]) -> int:
    """Return how many lines stand above a dateline that names its agency: short ones, none of them a sentence.

    Examples
    --------
    >>> first = "SEOUL, March 5 (Sample) -- The envoys met in the capital on Tuesday."
    >>> above_dateline(["Envoys meet", "March 5, 2024", first]), above_dateline(["Talks went on.", first])
    (2, 0)
    """
    for n, paragraph in enumerate(paragraphs[: MOST + 1]):
        if len(paragraph) > SHORTEST and (line := read_dateline(paragraph)) and line.agency:
            return n
        if len(paragraph) > LONGEST or SENTENCE.search(paragraph):
            return 0
    return 0


def without_labels(paragraphs: list[str], byline: str | None) -> list[str]:
    """Return the paragraphs of a page without its section's name above a stamp, and without a bare by-line above both.

    Examples
    --------
    >>> without_labels(["WORLD / ASIA", "March 5, 2024", "Ann Sample", "Envoys met on Tuesday."], "Ann Sample")
    ['March 5, 2024', 'Envoys met on Tuesday.']
    """
    kept: list[str] = []
    head = paragraphs[: MOST + 1]
    if is_chronicle(paragraphs):
        return paragraphs
    last = max((n for n, line in enumerate(head) if is_stamp(line)), default=0)
    for n, line in enumerate(head):
        if SENTENCE.search(line) or len(line) > LONGEST:
            return [*kept, *paragraphs[n:]]
        label = n < last and is_section(line) and not is_stamp(line) and read_byline(line) is None
        named = byline is not None and letters(line) == letters(byline)
        if not (label or named):
            kept.append(line)
    return [*kept, *paragraphs[MOST + 1 :]]


def is_section(line: str) -> bool:
    """Return whether a line is the name of a section: in capitals, or made of the words of such names.

    Examples
    --------
    >>> is_section("World / Asia"), is_section("WORLD"), is_section("How it began")
    (True, True, False)
    """
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line)
    return len(line) <= LABEL and (line.isupper() or (bool(words) and all(w.lower() in SECTION for w in words)))


def is_chronicle(paragraphs: list[str]) -> bool:
    """Return whether a story goes from day to day: a bare day stands in its head and another below its first sentence.

    Examples
    --------
    >>> is_chronicle(["June 15, 2000", "Envoys met.", "October 4, 2007", "They met again."])
    True
    """
    first = next((n for n, line in enumerate(paragraphs) if SENTENCE.search(line) and not is_stamp(line)), 0)
    days = {letters(line) for line in paragraphs[:first] if is_bare_day(line)}
    below = zip(
        paragraphs[first:], paragraphs[first + 1 :], strict=False
    )  # a list of other stories tells nothing below
    told = (line for line, text in below if is_bare_day(line) and SENTENCE.search(text))
    return bool(days) and any(letters(line) not in days for line in told)


def letters(text: str | None) -> str:
    """Return the letters and digits of a text in lower case, to compare by.

    Examples
    --------
    >>> letters("Envoys meet, again")
    'envoysmeetagain'
    """
    return re.sub(r"[\W_]+", "", text or "").casefold()


def zone_of(outlet: str | None, paragraphs: list[str]) -> str | None:
    """Return the zone of an outlet, or where none is known that of the agency in the dateline below.

    Examples
    --------
    >>> zone_of(None, ["March 5, 2024", "SEOUL, March 5 (Sample) -- The envoys met in the capital on Tuesday again."])
    'Asia/Seoul'
    """
    at = above_dateline(paragraphs)
    line = read_dateline(paragraphs[at]) if at else None
    known = outlet_named(outlet) or outlet_named(line.agency if line else None)
    return known.zone if known else None
