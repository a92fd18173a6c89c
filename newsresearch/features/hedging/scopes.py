"""The words that a cue covers: from the cue to where its clause ends, by punctuation and clause openers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from newsresearch.models.hedging.cues import Cue
from newsresearch.models.hedging.rules import NUMBER

REACH = 300  # characters that a scope may extend to either side of its cue
RAISED = frozenset(
    ("likely", "unlikely", "seem", "appear", "believed to", "thought to", "expected to", "considered to be", "predict",
     "understood to", "feared to", "reported to", "tend to", "said to be", "bound to")
)  # fmt: skip  # the subject of these belongs to what is hedged: "a deal is likely to follow"
SAYS = r"(?:said|says|told|added|noted|according|wrote|warned|explained)"
OPENERS = "but|although|though|while|whereas|because|unless|until|if|when|once|after|before|since|which|who|whose|where"
# Each branch reads a bounded stretch, or one that no other match reads again, so that a line costs linear time. A full
# stop inside a sentence is an abbreviation's, unless a word of four letters stands before it.
EDGE = re.compile(
    rf"\.(?=[\s\"”’)\]]*$)|(?<=[a-z]{{4}})\.(?=\s+[A-Z])|[;:!?…](?=[\s\"”’)\]]|$)|\s[-–—]{{1,3}}\s|—|[()\[\]]"
    rf"|,\s+(?=(?:{OPENERS}|and|so|yet|or|he|she|they|it|we|I)\b)|,\s+(?=(?:[\w.'’-]+\s+){{0,4}}{SAYS}\b)"
    rf"|\s(?=(?:{OPENERS})\b)"
)
MARK = re.compile(r"[\"“”]")
APART = re.compile(r",\s+")
REPORT = re.compile(rf"\b(?:that|{SAYS})\s")
LEAD = re.compile(rf"\s*(?:(?:{OPENERS}|and|so|yet|or)\s+)?")
AMOUNT = re.compile(
    rf"\s*(?:the\s+)?{NUMBER}[\w.,]*(?:[ -](?:million|billion|thousand|percent|per cent))?(?:[ -]\w+)?", re.I
)
AMOUNT_BEFORE = re.compile(rf"\s*(?P<amount>{NUMBER}[\w.,]*)(?:\s+\w+){{0,2}}\s+$", re.I)


class Clauses:
    """The edges of the clauses of one text, found once for all its cues.

    Parameters
    ----------
    text : str
        A sentence.

    References
    ----------
    Vincze, Szarvas, Farkas, Móra & Csirik (2008), The BioScope corpus, BMC Bioinformatics 9(S11): whose scopes
    extend to the right of a cue, and of raising and passive cues to the subject.

    Examples
    --------
    >>> from newsresearch.models.hedging.cues import find_cues
    >>> text = "He said talks may resume soon, but the site is likely to close."
    >>> clauses = Clauses(text)
    >>> [text[slice(*clauses.scope_of(cue))] for cue in find_cues(text)][::2]
    ['may resume soon', 'the site is likely to close']
    """

    def __init__(self, text: str) -> None:
        self.text = text
        edges = [(hit.start(), hit.end()) for hit in EDGE.finditer(text)]
        self.starts = [start for start, _ in edges]
        self.ends = [end for _, end in edges]
        self.marks = [hit.start() for hit in MARK.finditer(text)]
        self.reports = [hit.end() for hit in REPORT.finditer(text)]

    def scope_of(self, cue: Cue) -> tuple[int, int]:
        """Return start and end, in the text, of the words that ``cue`` covers.

        The scope holds the cue and what follows in its clause; of raising predicates ("is likely to", "appears") what
        precedes in the clause too; of approximators the number and the noun counted. It is blind to grammar beyond
        punctuation and clause openers, and stops after `REACH` characters.

        Examples
        --------
        >>> from newsresearch.models.hedging.cues import find_cues
        >>> Clauses("It flew about 60 miles.").scope_of(find_cues("It flew about 60 miles.")[0])
        (8, 22)
        """
        if cue.category == "approximator":
            amount = AMOUNT.match(self.text, cue.end, cue.end + REACH)
            if amount:
                return cue.start, amount.end()
            low = max(0, cue.start - REACH)
            amount = AMOUNT_BEFORE.search(self.text[low : cue.start])
            if amount:
                return low + amount.start("amount"), cue.end
        return self._left(cue) if cue.cue in RAISED else cue.start, self._right(cue.end)

    def _right(self, end: int) -> int:
        """Return where the clause ends; a comma that only sets the cue apart ("apparently, ...") is passed over."""
        apart = APART.match(self.text, end, end + REACH)
        begin = apart.end() if apart else end
        limit = min(len(self.text), end + REACH)
        place = bisect_left(self.starts, begin)
        if place < len(self.starts) and self.starts[place] <= limit:
            limit = self.starts[place] if self.starts[place] > begin else end
        elif limit < len(self.text):  # no edge in reach: stop at a word, not in one
            limit = max(end, self.text.rfind(" ", end, limit))
        return end + len(self.text[end : self._speech_end(end, limit)].rstrip(" ,!?…;:.\n\t"))

    def _speech_end(self, end: int, limit: int) -> int:
        """Return where the speech that the cue stands in ends, if before ``limit``; marked words in the clause stay."""
        depth = 0
        for place in self.marks[bisect_left(self.marks, end) : bisect_left(self.marks, limit)]:
            mark = self.text[place]
            if mark == "“" or (mark == '"' and (self.text[place - 1].isspace() or self.text[place - 1] in "([")):
                depth += 1
            elif depth:
                depth -= 1
            elif place > end:  # right after the cue it only marks the cue
                return place
        return limit

    def _left(self, cue: Cue) -> int:
        """Return where the clause of ``cue`` begins: after the last edge, mark or "that" before it."""
        low = max(0, cue.start - REACH)
        begin = low
        if low and not self.text[low - 1].isspace():
            begin = self.text.find(" ", low, cue.start) + 1 or cue.start
        for places, shift in ((self.ends, 0), (self.marks, 1), (self.reports, 0)):
            place = bisect_right(places, cue.start - shift) - 1
            if place >= 0:
                begin = max(begin, places[place] + shift)
        lead = LEAD.match(self.text, begin, cue.start)
        return min(cue.start, lead.end() if lead else begin)
