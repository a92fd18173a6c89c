"""Texts that pass on another's words without marks: who is announced, and by which sentence."""

from __future__ import annotations

import re

Span = tuple[int, int]

_INTRODUCES = re.compile(
    r"\b(?:following|as follows|sa(?:id|ys|ying)|add(?:s|ed|ing)|goes on|went on|continue[sd]?|note[sd]|stress(?:es|ed)"
    r"|statement|answer|report|commentary|read[s]?)\b[^.]{0,160}:\W*\Z",
    re.DOTALL,
)
_TITLE = re.compile(r'["“][^"“”\n]{1,300}["”]')  # of what is announced
_LETTERS = re.compile(r"\b([A-Z])\.(?=[\w -])")  # "U.S."
_LISTS = re.compile(r"\bFollowing (?:are|is)\b|\bnews items\b")
_SUBJECT = re.compile(
    r"(?:--\s*|\A\W*)(?P<who>[A-Z](?:[^,:.]|\.(?=\w)|(?<=[A-Z])\.)*?(?:,\s[^,:]{3,90},)?)\s+(?:on\s+\w+\s+|\w+day\s+)?"
    r"(?:released?|issued?|made|gave|published|carried|said|says|goes|went|notes?|noted|continue[sd]?|add(?:s|ed))\b"
)
_INVERTED = re.compile(
    r",\s(?:says|said|notes|stresses|urges)\s(?P<who>[A-Z]\w+(?:\s[A-Z]\w+){0,3}?)(?:\s\w+day)?(?:\sin\s[^:,]{1,80})?,?\s"
    r"(?:and\s)?(?:goes|went) on\b"
)  # "..., says Rodong Sinmun, and goes on:"
_TITLED = re.compile(
    r"\b(?:released|issued|made|gave|published)\b[^.]{0,60}\bfollowing\b[^.]{0,60}\b(?:statement|commentary|answer|speech"
    r"|communique)\b[^.]{0,40}\b(?:titled|entitled|under the title)\b"
)  # the title stands where a colon would
_FROM = re.compile(
    r"\breceived\s(?:a|an|the)\s(?:[\w-]+\s){0,4}?(?:message|letter|telegram)s?\s(?:[\w-]+\s){0,4}?from\s"
    r"(?P<who>(?:the\s)?[A-Z][^,.;:\n]{2,120}?)(?=,|\.|\son\s|\s\w+day\b|\Z)"
)
_ISSUED = re.compile(
    r"(?:--\s*|\A\W*)(?P<who>(?:[Tt]he\s|[Aa]n?\s)?[A-Z][^,:.;\n]{2,150}?)\s(?:on\s\w+\s|\w+day\s)?"
    r"(?:released|issued|made public|published|adopted|sent)\s(?:a|an|the|its)\s(?:[\w-]+\s){0,3}?"
    r"(?:statement|declaration|resolution|letter|message|memorandum|white paper)\b"
)
_THIS = re.compile(r"(?P<who>[A-Z]\w+(?:\s[A-Z]\w+)?)(?:\s\w+day)?\s(?:says|said|says so|notes)\sthis\sin\b")
_LATER = re.compile(
    r"(?P<who>[Tt]he (?:article|commentary|paper|statement|spokes\w+|author)|[Ii]t|[Hh]e)\s\w+,"
    r"\s(?:\w+ing|and (?:goes|went) on(?: to say)?):\W*\Z"
)


def introduced(text: str, start: int, end: int) -> bool:
    """Whether the sentence announces that somebody's words follow.

    Examples
    --------
    >>> line = "The ministry released the following statement:"
    >>> introduced(line, 0, len(line))
    True
    """
    sentence = _TITLE.sub('""', _LETTERS.sub(r"\1", text[start:end]))
    return bool(_INTRODUCES.search(sentence) or _TITLED.search(sentence)) and not _LISTS.search(sentence)


def announced_source(text: str, start: int, end: int) -> Span | None:
    """Return the span of who is announced in ``text[start:end]``, None when the subject is not plain.

    Examples
    --------
    >>> line = "Pyongyang, May 2 (KCNA) -- The ministry on Friday released the following statement:"
    >>> span = announced_source(line, 0, len(line))
    >>> line[slice(*span)]
    'The ministry'
    """
    match = _LATER.search(text[start:end]) or _INVERTED.search(text[start:end]) or _SUBJECT.search(text[start:end])
    if not match:
        return None
    a, b = match.span("who")
    who = match["who"]
    comma = who.find(", ")
    return (start + a, start + a + (comma if comma > 0 else b - a))


def issued_by(text: str, start: int, end: int) -> Span | None:
    """Return the span of who issued a statement by the sentence, which later ones call "the statement" or "it".

    Examples
    --------
    >>> line = "The Committee for Peace on Monday issued a statement."
    >>> line[slice(*issued_by(line, 0, len(line)))]
    'The Committee for Peace'
    """
    match = _ISSUED.search(text[start:end]) or _FROM.search(text[start:end])
    return (start + match.start("who"), start + match.end("who")) if match else None


def said_before(text: str, start: int, end: int) -> Span | None:
    """Return the span of a source that "says this in ..." of what stood before its sentence.

    Examples
    --------
    >>> line = "Minju Joson Monday says this in a commentary."
    >>> line[slice(*said_before(line, 0, len(line)))]
    'Minju Joson'
    """
    match = _THIS.search(text, start, end)
    return match.span("who") if match else None
