"""The words that a cue covers: from the cue to where its clause ends, by punctuation and clause openers."""

from __future__ import annotations

import re

from newsresearch.models.hedging.cues import Cue
from newsresearch.models.hedging.rules import NUMBER

REACH = 300  # characters that a scope may extend to either side, so that a long line costs linear time
RAISED = frozenset(
    ("likely", "unlikely", "seem", "appear", "believed to", "thought to", "expected to", "considered to be", "predict",
     "understood to", "feared to", "reported to", "tend to", "said to be", "bound to")
)  # fmt: skip  # the subject of these belongs to what is hedged: "a deal is likely to follow"
SAYS = r"(?:said|says|told|added|noted|according|wrote|warned|explained)"
OPENERS = "but|although|though|while|whereas|because|unless|until|if|when|once|after|before|since|which|who|whose|where"
EDGE = re.compile(
    rf"\.(?=[\s\"”’)\]]*$)|(?<=[a-z]{{4}})\.(?=\s+[A-Z])|[;:!?…]+(?=[\s\"”’)\]]|$)|\s[-–—]+\s|—|[()\[\]]"
    rf"|,\s+(?=(?:{OPENERS}|and|so|yet|or|he|she|they|it|we|I)\b)|,\s+(?=(?:[\w.'’-]+\s+){{0,4}}{SAYS}\b)"
    rf"|\s+(?=(?:{OPENERS})\b)"
)  # a full stop inside a sentence is an abbreviation's
QUOTE_BEFORE = re.compile(r"[\"“”]\s*")
AMOUNT = re.compile(
    rf"\s*(?:the\s+)?{NUMBER}[\w.,]*(?:[ -](?:million|billion|thousand|percent|per cent))?(?:[ -]\w+)?", re.I
)
AMOUNT_BEFORE = re.compile(rf"\s*(?P<amount>{NUMBER}[\w.,]*)(?:\s+\w+){{0,2}}\s+$", re.I)


def scope_of(text: str, cue: Cue) -> tuple[int, int]:
    """Return start and end, in ``text``, of the words that ``cue`` covers.

    The scope holds the cue and what follows in its clause; of raising predicates ("is likely to", "appears", "is
    believed to") what precedes in the clause too; of approximators the number and the noun counted. It is blind to
    grammar beyond punctuation and clause openers, and stops after `REACH` characters.

    References
    ----------
    Vincze, Szarvas, Farkas, Móra & Csirik (2008), The BioScope corpus, BMC Bioinformatics 9(S11): whose scopes
    extend to the right of a cue, and of raising and passive cues to the subject.

    Examples
    --------
    >>> from newsresearch.models.hedging.cues import find_cues
    >>> text = "He said talks may resume soon, but the site is likely to close."
    >>> [text[slice(*scope_of(text, cue))] for cue in find_cues(text) if cue.kind == "hedge"]
    ['may resume soon', 'the site is likely to close']
    """
    if cue.category == "approximator":
        amount = AMOUNT.match(text, cue.end, cue.end + REACH)
        if amount:
            return cue.start, amount.end()
        low = max(0, cue.start - REACH)
        amount = AMOUNT_BEFORE.search(text[low : cue.start])
        if amount:
            return low + amount.start("amount"), cue.end
    return _left(text, cue) if cue.cue in RAISED else cue.start, _right(text, cue.end)


def _right(text: str, end: int) -> int:
    """Return where the clause ends; a comma that only sets the cue apart ("apparently, ...") is passed over."""
    skip = re.compile(r",\s+").match(text, end)
    begin = skip.end() if skip else end
    edge = EDGE.search(text, begin, min(len(text), end + REACH))
    limit = min(len(text), end + REACH)
    if edge:
        limit = edge.start() if edge.start() > begin else end
    elif limit < len(text):  # no edge in reach: stop at a word, not in one
        limit = max(end, text.rfind(" ", end, limit))
    return end + len(text[end : _speech_end(text, end, limit)].rstrip(" ,\n\t"))


def _speech_end(text: str, end: int, limit: int) -> int:
    """Return where the speech that the cue stands in ends, if before ``limit``; marked words in the clause stay."""
    depth = 0
    for place in range(end, limit):
        mark = text[place]
        opens = mark == "“" or (mark == '"' and (text[place - 1].isspace() or text[place - 1] in "(["))
        if opens:
            depth += 1
        elif mark in '”"':
            if depth == 0 and place > end:  # right after the cue it only marks the cue
                return place
            depth = max(0, depth - 1)
    return limit


def _left(text: str, cue: Cue) -> int:
    """Return where the clause of ``cue`` begins: after the last edge or "that" before it."""
    low = max(0, cue.start - REACH)
    begin = low
    if low and not text[low - 1].isspace():
        begin = min(cue.start, text.find(" ", low, cue.start) + 1 or cue.start)
    for edge in (*EDGE.finditer(text, begin, cue.start), *QUOTE_BEFORE.finditer(text, begin, cue.start)):
        begin = max(begin, edge.end())
    last = 0
    for said in re.finditer(rf"\b(?:that|{SAYS})\s+", text[begin : cue.start]):
        last = said.end()
    begin += last
    opener = re.compile(rf"\s*(?:(?:{OPENERS}|and|so|yet|or)\s+)?").match(text, begin, cue.start)
    return min(cue.start, opener.end() if opener else begin)
