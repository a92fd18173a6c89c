"""Find many phrases in a text in one pass, on word boundaries, longest first."""

from __future__ import annotations

from collections.abc import Iterable

import ahocorasick_rs

# One character for one, so that offsets hold: curly apostrophes, the hyphens of word processors, odd spaces.
PLAIN = str.maketrans("’‘ʼ‐‑\u00a0\u202f\n\t", "'''--    ")


def plain(text: str, *, ignore_case: bool = False) -> str:
    r"""Return ``text`` with apostrophes, hyphens and white space made plain, its length unchanged.

    Examples
    --------
    >>> plain("Kim’s\nregime", ignore_case=True)
    "kim's regime"
    """
    text = text.translate(PLAIN)
    if ignore_case:
        lowered = text.lower()
        if len(lowered) != len(text):  # a few letters grow when lowered ("İ"); they keep their case
            lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        text = lowered
    return text


class PhraseMatcher:
    """Match a fixed list of phrases as whole words: leftmost first, then longest, never overlapping.

    An Aho-Corasick automaton knows no words: it finds "rice" in "price". Every hit is kept only when no letter or
    digit touches it, and a shorter phrase gets its chance when a longer one fails that test.

    Examples
    --------
    >>> PhraseMatcher(["South Korea", "South", "rice"]).find("South Korean price of rice in South Korea")
    [(0, 5, 1), (22, 26, 2), (30, 41, 0)]
    """

    def __init__(self, phrases: Iterable[str], *, ignore_case: bool = False) -> None:
        self.phrases = list(phrases)
        self.ignore_case = ignore_case
        self._automaton = ahocorasick_rs.AhoCorasick([plain(p, ignore_case=ignore_case) for p in self.phrases])

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Return ``(start, end, index of the phrase)`` of every match in ``text``, in order."""
        folded = plain(text, ignore_case=self.ignore_case)
        hits = [
            (start, end, index)
            for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True)
            if not (start and folded[start].isalnum() and folded[start - 1].isalnum())
            and not (end < len(folded) and folded[end - 1].isalnum() and folded[end].isalnum())
        ]
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
        out, reached = [], 0
        for start, end, index in hits:
            if start >= reached:
                out.append((start, end, index))
                reached = end
        return out
