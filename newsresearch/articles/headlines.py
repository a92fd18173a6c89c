"""Headline markers of the wires: which version of a story a page is, and what kind of piece."""

from __future__ import annotations

import re

_ORDINAL = r"(?:(?P<n>\d{1,2})(?:st|nd|rd|th)\s+)?"
# Yonhap's markers, as its English service prints them.
# What is exact counts in any case; a label that goes on ("EDITORIAL from ...") only as they print it.
BRACKETED = re.compile(
    rf"^[(\[]\s*(?:(?i:{_ORDINAL}(?P<lead>LEAD|LD)(?:[- ]?writethru)?|(?P<urgent>URGENT)|"
    r"(?P<right>CORRECTED|CORRECTION))|"
    r"(?P<label>(?i:(?:Yonhap )?(?:News Focus|Interview|Feature|Profile|News Analysis|Analysis|Exclusive|Summary|Recap|"
    r"Yearender|Photo News|Movie Review|LEADALL|FOCUS|ADVISORY|Notice))|"
    r"(?:Yonhap )?(?:News Focus|Interview|Feature|Profile|News Analysis|Analysis|Exclusive|EXCLUSIVE|Summary|Recap|"
    r"Yearender|Photo News|Movie Review) [^()]{0,40}|"
    r"(?:Yonhap|EDITORIAL|Editorial|News|Top \d|Major|Today in|LEADALL|FOCUS|ADVISORY|Notice|Korean Peninsula)\b"
    r"[^()]{0,60}))\s*[)\]]\s*"
)
# Reuters' slugs before the headline.
REUTERS = re.compile(
    r"^(?:(?i:(?P<kind>UPDATE|WRAPUP)\s+(?P<n>\d{1,2}))|(?P<right>CORRECTED|REFILE|CORRECTION)|(?P<again>RPT)|"
    r"(?P<label>EXCLUSIVE|Exclusive|ANALYSIS|Analysis|FACTBOX|Factbox|TIMELINE|INSIGHT|BREAKINGVIEWS|Breakingviews|PREVIEW|PROFILE|COLUMN|EXPLAINER|Explainer|SNAPSHOT))"
    r"(?:\s*[-:–]\s*\(OFFICIAL\))?\s*[-:–]\s*"
)
# Kyodo and Xinhua put them before a colon: "2ND LD:", "UPDATE1:".
COLON = re.compile(
    r"^(?:(?:(?P<n>\d{1,2})(?i:st|nd|rd|th) )?(?P<lead>LEAD|LD)(?:[- ](?i:writethru))?|"
    r"(?:(?P<n2>\d{1,2})(?i:st|nd|rd|th) )?(?P<kind>(?i:update))(?: ?(?P<n3>\d{1,2}))?):\s+"
)
# AP and AFP name a story by a slug without blanks: "BC-AS--Envoys-Talks, 3rd Ld-Writethru", "Oslo-envoys,2ndlead".
SLUG = re.compile(
    r"^(?P<name>[A-Z][\w'.&/]{0,40}(?:-{1,2}[\w'.&/]{1,40}){1,8}),\s?(?:(?P<n>\d{1,2})(?i:st|nd|rd|th)\s?)?"
    r"(?P<lead>(?i:lead|ld))(?:[- ]?(?i:writethru))?$"
)
OTHERS = re.compile(
    r"^(?P<label>BREAKING|URGENT|EXCLUSIVE|Exclusive|OPINION|Opinion|EDITORIAL|Editorial|COMMENTARY|AP Exclusive|"
    r"The Latest|Correction):\s+"
)


def read_headline(headline: str) -> tuple[str, str | None, int, str | None]:
    """Return the headline without markers, the revision, its number, and the label of the kind of piece.

    The number orders the versions of a story: no marker and URGENT 0, LEAD 1, 2nd LEAD 2, UPDATE 3 and WRAPUP 3 are 3;
    a correction adds nothing to the number that stands beside it.

    Examples
    --------
    >>> read_headline("(2nd LD) Envoys agree to meet again")
    ('Envoys agree to meet again', '2nd LEAD', 2, None)
    """
    revision, number, label = None, 0, None
    rest = headline.strip()
    if slug := SLUG.match(rest):
        number = int(slug["n"] or 1)
        return slug["name"], _lead(number), number, None
    while found := BRACKETED.match(rest) or REUTERS.match(rest) or COLON.match(rest) or OTHERS.match(rest):
        parts = found.groupdict()
        if parts.get("lead"):
            number = int(parts["n"] or 1)
            revision = _lead(number)
        elif parts.get("kind"):
            given = parts.get("n2") or parts.get("n3") or parts["n"]
            number = int(given or 1)
            revision = f"{parts['kind'].upper()} {number}" if given else "UPDATE"
        elif parts.get("urgent") or parts.get("label") == "URGENT":
            revision = revision or "URGENT"
        elif parts.get("again"):
            pass  # sent again, unchanged
        elif parts.get("right"):
            revision = revision or "CORRECTED"
        elif label is None:
            label = parts["label"]
        if not rest[found.end() :].strip():
            break
        rest = rest[found.end() :].strip()
    return rest, revision, number, label


def is_slug(line: str) -> bool:
    """Return whether a line is the name by which AP or AFP order the versions of a story, not its headline.

    Examples
    --------
    >>> is_slug("BC-AS--Envoys-Talks, 3rd Ld-Writethru"), is_slug("Envoys meet, lead nowhere")
    (True, False)
    """
    return SLUG.match(line.strip()) is not None


def _lead(number: int) -> str:
    return "LEAD" if number == 1 else f"{_ordinal(number)} LEAD"


def _ordinal(n: int) -> str:
    return f"{n}{'th' if 10 <= n % 100 <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"
