"""Find the cues of a text: forms of the lexicon that their context keeps."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from newsresearch import lexicons
from newsresearch.matching import PhraseMatcher
from newsresearch.models.hedging.rules import NEAR, RULES

TITLE = re.compile(r"[\"“‘«](?:[A-Z0-9][\w'’.-]*\s+|(?:a|an|and|for|in|of|on|the|to)\s+){1,6}$")
TITLE_END = re.compile(r"(?:\s+(?:[A-Z0-9][\w'’.-]*|a|an|and|for|in|of|on|the|to))*[?!]?[\"”’»]")
NAMESAKE = re.compile(r"\bMay\b")
MONTH = "June"  # what stands for "May" where it is no modal: like any other month


class Cue(NamedTuple):
    """One cue: its place in the text and its row of the lexicon."""

    start: int
    end: int
    cue: str
    kind: str
    category: str


@cache
def _lexicon() -> tuple[PhraseMatcher, list[list[tuple[str, str, str, str]]]]:
    """Return the matcher of all forms and, for each form, the rows that have it: cue, kind, category, rule."""
    rows: dict[str, list[tuple[str, str, str, str]]] = {}
    for row in lexicons.load("hedges").fillna("").to_dict("records"):
        for form in row["forms"].split("|"):
            rows.setdefault(form, []).append((row["cue"], row["kind"], row["category"], row["rule"]))
    return PhraseMatcher(rows, ignore_case=True), list(rows.values())


def find_cues(text: str, *, without: Collection[str] = ()) -> list[Cue]:
    """Return the cues of ``text`` in order: hedges, boosters and vague words, as ``kind`` says.

    A longer form wins over a shorter one inside it. Of several rows with one form ("some" with a number, "some"
    without) the first counts whose rule holds; a word in a title between quotation marks is no cue. Rules named in
    ``without`` (of `RULES`, or "title") are not asked, to measure what each is worth.

    Examples
    --------
    >>> [cue.cue for cue in find_cues("They may meet in May, reportedly.")]
    ['may', 'reportedly']
    >>> [cue.cue for cue in find_cues("They left in May.", without=["month"])]
    ['may']
    """
    matcher, rows = _lexicon()
    found = []
    for start, end, index in matcher.find(text):
        before, after = text[max(0, start - NEAR) : start], text[end : end + NEAR]
        if "title" not in without and text[start].isupper() and TITLE.search(before) and TITLE_END.match(after):
            continue
        for cue, kind, category, rule in rows[index]:
            if not rule or rule in without or RULES[rule].holds(before, text[start:end], after):
                found.append(Cue(start, end, cue, kind, category))
                break
    return found


def without_namesakes(text: str) -> str:
    """Return ``text`` for a model that knows words and not their contexts: "June" for the month and the name May.

    What `find_cues` takes for the modal stays.

    Examples
    --------
    >>> without_namesakes("In May they said: “May be.”")
    'In June they said: “May be.”'
    """
    if not NAMESAKE.search(text):
        return text
    modals = {cue.start for cue in find_cues(text) if cue.cue == "may"}
    return NAMESAKE.sub(lambda hit: hit.group() if hit.start() in modals else MONTH, text)
