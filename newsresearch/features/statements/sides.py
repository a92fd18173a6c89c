"""Whose voice a described source is: side by country, office and kind of source."""

from __future__ import annotations

import re
from functools import cache

from newsresearch.lexicons import load

_CHINESE = re.compile(r"\b(?:China|Chinese|Xinhua|People['’]s Daily)\b")
_NOT_STATES = ("STATE_MEDIA", "EXPERT", "MEDIA", "OFFICE_HOLDER")


def side_of_description(description: str) -> str | None:
    """Return the side of a source by the words that describe it, None when they do not tell.

    Blind to who a bare name is; an office of one country named in another's description ("ambassador to China") goes
    by the first country named.

    Examples
    --------
    >>> side_of_description("a North Korean foreign ministry official"), side_of_description("a former U.S. envoy")
    ('DPRK', 'EXPERT')
    """
    if _words("STATE_MEDIA").search(description):
        return "CHN" if _CHINESE.search(description) else "DPRK"
    if _words("EXPERT").search(description):
        return "EXPERT"
    if _words("MEDIA").search(description) and not _words("OFFICE_HOLDER").search(description):
        return "MEDIA"
    if _outlets().search(description):
        return "MEDIA"
    office = _states().search(description)
    return office.lastgroup if office else None


def _alternatives(forms: list[str]) -> str:
    """Join forms, the longest first; a star stands for any ending."""
    return "|".join(re.escape(f).replace(r"\*", r"\w*") for f in sorted(forms, key=len, reverse=True))


@cache
def _pattern(kind: str) -> str:
    """Return the pattern of the packaged words of one kind; where case does not matter, it says so itself."""
    table = load("source_words")
    parts = []
    for case, flag in (("exact", ""), ("any", "i")):
        rows = table[(table["kind"] == kind) & (table["case"] == case)]
        forms = [form for cell in rows["forms"] for form in cell.split("|")]
        if forms:
            parts.append(f"(?{flag}:{_alternatives(forms)})")
    return rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)"


@cache
def _words(kind: str) -> re.Pattern[str]:
    return re.compile(_pattern(kind))


@cache
def _states() -> re.Pattern[str]:
    """One group per state, in the table's order; the match that stands first in a description wins."""
    kinds = [kind for kind in load("source_words")["kind"].unique() if kind not in _NOT_STATES]
    return re.compile("|".join(f"(?P<{kind}>{_pattern(kind)})" for kind in kinds))


@cache
def _outlets() -> re.Pattern[str]:
    """Names of the press: every outlet of the packaged table that no side publishes."""
    table = load("outlets")
    press = table[table["publisher_side"].isna()]
    words = {n.strip() for n in press["outlet"].tolist() + "|".join(press["names"].dropna()).split("|") if n.strip()}
    return re.compile(rf"(?<!\w)(?:{_alternatives(sorted(words))})(?!\w)")
