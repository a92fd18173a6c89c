"""Capitals and halves of Korea: when a place's name stands for its government."""

from __future__ import annotations

import re

from newsresearch.features.mentions.people import may_be_name

# A capital is a place after these words, unless something of its own follows ("in Washington's crosshairs").
PLACE_BEFORE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]round|[Ii]nto|[Aa]cross|[Tt]hrough|[Dd]owntown|central|(?:north|south"
    r"|east|west)ern|leaving?|left|visit(?:ed|s|ing)?|to visit|arrived? in|capital,?|city of|streets of"
    r"|(?:trip|welcome|return(?:ed|s|ing)?|travel(?:l?ed|l?ing|s)?|flew|flown|fl(?:y|ies|ying)|visits?|sent|went|go"
    r"|going|back|invited(?: \w+)?|invitation(?: \w+)?|drove|journey|flight|envoy|ambassador) to"
    r"|(?:report|return(?:ed|s)?|flight|flew|fl(?:y|ies|ying)|arrived|overnight|start|back|day|hours?|miles"
    r"|kilomet(?:er|re)s) from"
    r"|(?:strikes?|attack(?:ed|s)?|hit|waste) (?:on|to|against)|embassy in|a|of|over)\s+$"
)
PLACE_AFTER = re.compile(
    r"\s*(?:,\s+[A-Z][\w.]+\s*[-—(]|\s*[(—]|\s--|,\s+(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?\s+\d"
    r"|North Korea|South Korea|China|Japan|Russia))"
    r"|-based\b|\s+(?:bureau|citizens|residents|airport|suburbs?|subway|streets|Municipal|International|Olympics|Metro"
    r"|Airport|Station|Gov\.|Governor)\b"
)
OWN_AFTER = re.compile(r"['’]s?\s+(?!streets|main|central|airport|suburbs|subway|skyline|downtown|city)[a-z]")
AND_PLACE = re.compile(r"(?:,| and| or| to|, and) ")
ADDRESS = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\.?\s+$")
GIVEN_NAME = re.compile(r"\b([A-Z][a-z]+) $")
# "North" and "South" are states after an article, in pairs, and where a headline makes them act.
ARTICLE = re.compile(r"\b[Tt]he\s+(?:(?!far|true|deep|frozen|up)[a-z]+(?:-[a-z]+)?\s+)?$")
BARE_ARTICLE = re.compile(r"\b[Tt]he\s+$")
DIRECTION_AFTER = re.compile(r"\s+(?:of\b|[A-Z](?!orea)|side\b|coast\b|end\b|pole\b)|-?(?:east|west)")
OTHER_HALF_AFTER = re.compile(r"\s+and\s+(?:North|South|north|south)\s+Korea\b")
PAIR = re.compile(r"(?:North-South|South-North|north-south|south-north)(?!\s+(?:[A-Z]|axis|line\b|direction))")
COORDINATION = re.compile(r"(?:,| and| or|, and)\s+(?:the\s+)?$")
LINE_START = re.compile(r"(?:^|[\n.!?;:]\s*[\"“'‘]?\s*)$")
VERB_AFTER = re.compile(r"['’]s?\s+[a-z]|\s+(?:has|had|will|would|said|says|wants|warned|insists|denies)\b")
HEADLINE_VERB = re.compile(r"\s+(?!is\b|was\b|has\b)[a-z]+s\b")
HALVES = frozenset({"north", "south"})


def is_government(text: str, start: int, end: int, *, place: int | None = None) -> bool:
    """Say whether a capital stands for the government: not after a word of place, not in a dateline.

    ``place`` is where a capital ends that comes before and is a place, for "in Seoul and Tokyo".

    Examples
    --------
    >>> is_government("Seoul agreed.", 0, 5), is_government("He works in Seoul.", 12, 17)
    (True, False)
    """
    before = text[max(0, start - 40) : start]
    if PLACE_AFTER.match(text, end) or (text[start:end] == "Washington" and _is_person(before)):
        return False
    if OWN_AFTER.match(text, end):
        return True
    another = place is not None and AND_PLACE.fullmatch(text, place, start)
    return not (another or PLACE_BEFORE.search(before))


def _is_person(before: str) -> bool:
    """Say whether "Washington" follows a form of address or a given name."""
    name = GIVEN_NAME.search(before)
    return bool(ADDRESS.search(before) or (name and may_be_name(name.group(1))))


def is_half(text: str, start: int, end: int, *, idiom: bool, after: int | None) -> bool:
    """Say whether "North" or "South" is the state, in a text about Korea: not "the North Atlantic", "the north of".

    Parameters
    ----------
    text : str
    start, end : int
        The word.
    idiom : bool
        Whether the text writes "south Korea", as the DPRK's English does; then the lower-case word counts too.
    after : int or None
        Where a mention of either Korea ends that comes before, for "the North and South".

    Examples
    --------
    >>> is_half("Korea: the South agreed.", 11, 16, idiom=False, after=None)
    True
    """
    before = text[max(0, start - 30) : start]
    upper = text[start].isupper()
    if PAIR.match(text, start) or PAIR.match(text, start - len("North-")):
        return idiom or upper
    if OTHER_HALF_AFTER.match(text, end):
        return True
    if upper and LINE_START.search(before) and HEADLINE_VERB.match(text, end):
        return True
    if DIRECTION_AFTER.match(text, end):
        return False
    if after is not None and COORDINATION.fullmatch(text, after, start):
        return True
    if upper:
        return bool(ARTICLE.search(before))
    return bool(BARE_ARTICLE.search(before)) and (idiom or bool(VERB_AFTER.match(text, end)))
