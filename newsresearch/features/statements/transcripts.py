"""Speaker labels of a transcript: whose turn it is from one label to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LABEL = re.compile(
    r"(?:(?<=\s\s)|(?<=\n)|\A)"
    r"(?:(?P<question>Q)(?=\s)(?!\s+(?:and|&)\s)|(?P<label>[A-Z][A-Z.'’‘ \-]{2,45}?)(?:\s\([^)\n]{2,30}\))?\s?:(?=\s))"
)
_TITLES = re.compile(
    r"^(?:MR|MS|MRS|DR|GEN|ADM|SEN|REP|AMB)\.?\s+|^(?:SECRETARY|SENATOR|GENERAL|GOVERNOR|AMBASSADOR|PRESIDENT)\s+"
)
_HEADINGS = frozenset(
    re.findall(
        r"\S+",
        "RELATED READ WATCH PHOTOS ANALYSIS UPDATE SLIDESHOW OPINION VIDEO NOTE SOURCE BREAKING EXCLUSIVE CORRECTION",
    )
)  # labels of a page's furniture, not of speakers
_REPORTERS = frozenset({"Q", "QUESTION", "REPORTER"})


@dataclass(frozen=True)
class Turn:
    """What stands after one label: ``start`` to ``end``; the label itself from ``label_start`` to ``label_end``."""

    start: int
    end: int
    label_start: int
    label_end: int
    label: str

    @property
    def is_question(self) -> bool:
        """Whether a reporter speaks."""
        return self.label in _REPORTERS


def find_turns(text: str) -> list[Turn]:
    r"""Return the turns of a transcript, none when ``text`` has fewer than two labels that repeat or answer.

    Examples
    --------
    >>> page = "MS. LEE:  Good morning.\n\nQ  What of the talks?\n\nMS. LEE:  Nothing new."
    >>> [(t.label, page[t.start:t.end].strip()) for t in find_turns(page)][1]
    ('Q', 'What of the talks?')
    """
    found = []
    for match in _LABEL.finditer(text):
        label = match["question"] or match["label"].strip()
        if label.split()[0] not in _HEADINGS and (match["question"] or len(label) > 2):
            found.append((match.start(), match.end(), label))
    labels = [label for _, _, label in found]
    spoken = [label for label in labels if label != "Q"]
    repeated = len(spoken) > len(set(spoken)) or any(
        label.startswith(("MR.", "MS.", "MRS.", "THE PRESIDENT")) for label in spoken
    )
    if not repeated:
        return []
    stops = [start for start, _, _ in found[1:]] + [len(text)]
    return [Turn(end, stop, start, end, label) for (start, end, label), stop in zip(found, stops, strict=True)]


def surname(label: str) -> str:
    """Return a label without its title, in ordinary letters.

    Examples
    --------
    >>> surname("MS. JEAN-PIERRE"), surname("SENIOR ADMINISTRATION OFFICIAL")
    ('Jean-Pierre', 'senior administration official')
    """
    bare = _TITLES.sub("", label)
    if bare == label and (len(label.split()) > 2 or label in {"MODERATOR", "WHITE HOUSE AIDE"}):
        return label.lower()
    return re.sub(r"[A-Z]+", lambda m: m.group().capitalize(), bare)
