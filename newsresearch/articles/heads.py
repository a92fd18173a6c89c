"""The head of a story: the short lines above its dateline."""

from __future__ import annotations

import re

from newsresearch.articles.datelines import read_dateline
from newsresearch.articles.outlets import outlet_named

MOST = 4  # lines above a dateline: headline, subtitle, stamp, by-line
LONGEST = 200  # characters of such a line
SHORTEST = 60  # characters of the paragraph that a dateline opens
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
