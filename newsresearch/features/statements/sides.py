"""Whose voice a described source is: side by country, office and kind of source."""

from __future__ import annotations

import re
from functools import cache

from newsresearch.lexicons import load

STATES = frozenset({"DPRK", "US", "ROK", "CHN", "JPN", "RUS"})
_CHINESE = re.compile(r"\b(?:China|Chinese|Xinhua|People['’]s Daily)\b")
_ORGAN = re.compile(
    r"(?:(?:an?|the|its|their|his|her|one|some|several|senior|top)\s+)*"
    r"(?:(?:spokes\w+|officials?)\s(?:for|of|at|from)\s(?:the\s)?)?"
    r"(?P<form>(?:(?:foreign|unification|defen[cs]e|presidential|state|ruling|official|"
    r"public security|joint)\s+)*(?:ministry|party|office|JCS|joint chiefs(?: of staff)?|military|army|agency|command|"
    r"government|parliament|mission|embassy|delegation|cabinet)"
    r"|ministry of (?:foreign affairs|(?:national )?defen[cs]e|unification))"
    r"(?:\s(?:spokes\w+|officials?))?$",
    re.IGNORECASE,
)  # an office that only the article's earlier words tell from another state's
_OF_STATE = re.compile(
    r"\b(?:institute|institution|university|center|centre|academy)\b.{0,60}?\b(?:of|under)\s(?:the\s)?[\w' ]{0,40}?"
    r"\b(?:ministry|government|army|academy of|state council)\b",
    re.IGNORECASE,
)  # a state's own institute speaks for the state
_JCS = re.compile(r"JCS|joint chiefs(?: of staff)?$", re.IGNORECASE)
_NAME = r"(?:[A-Z]\w+|(?:[A-Z]\.){2,})"
_BACK = 4000  # characters back in which a fuller form is looked for; keeps the time linear
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
        office = _states().search(description) if _OF_STATE.search(description) else None
        return office.lastgroup if office and office.lastgroup in STATES else "EXPERT"
    if _words("MEDIA").search(description) and not _words("OFFICE_HOLDER").search(description):
        return "MEDIA"
    if _outlets().search(description):
        return "MEDIA"
    office = _states().search(description)
    return office.lastgroup if office else None


def names_state(description: str) -> bool:
    """Whether a description names any state or its organs.

    Examples
    --------
    >>> names_state("a Russian analyst"), names_state("an international affairs analyst")
    (True, False)
    """
    return bool(_states().search(description))


def is_medium(description: str) -> bool:
    """Whether a description is of the press or of state media.

    Examples
    --------
    >>> is_medium("the official KCNA"), is_medium("an aide")
    (True, False)
    """
    press = _words("MEDIA").search(description) or _outlets().search(description)
    state = _words("STATE_MEDIA").search(description)
    return bool(state or (press and not _words("OFFICE_HOLDER").search(description)))


def organ(description: str) -> str | None:
    """Return the bare form of an office that its description names for no state.

    Examples
    --------
    >>> organ("the foreign ministry"), organ("Seoul's foreign ministry")
    ('foreign ministry', None)
    """
    match = _ORGAN.match(description)
    return match["form"] if match else None


def side_of_fuller(text: str, at: int, form: str) -> str | None:
    """Return the side that the last fuller form before ``at`` gives to ``form``: "Seoul's ministry" to "ministry".

    Examples
    --------
    >>> line = "Seoul's foreign ministry said so. Later the ministry left."
    >>> side_of_fuller(line, len(line), "ministry")
    'ROK'
    """
    words = "(?:JCS|[Jj]oint [Cc]hiefs)" if _JCS.match(form) else re.escape(form)
    fuller = re.compile(
        rf"(?<![\w.])(?P<who>(?:{_NAME}\s)?{_NAME}(?:['’]s?)?\s)(?:(?!and\b|or\b|said\b|the\b)[\w-]+\s)?(?i:{words})\b"
    )
    sides = [side_of_description(m["who"].strip()) for m in fuller.finditer(text, max(0, at - _BACK), at)]
    return next((side for side in reversed(sides) if side in STATES), None)


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
    return rf"(?<!\w)(?:{'|'.join(parts)})(?![\w]|-based)"


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
