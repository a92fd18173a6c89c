"""The medium or occasion that a statement came through, when its sentence names one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import pandas as pd

from newsresearch.features.statements.cast import Speaker
from newsresearch.features.statements.drafts import Draft, Sentence
from newsresearch.lexicons import load

BESIDE = 1000  # characters on both sides of content in which its channel is looked for; keeps the time linear
CARRIED = 4  # such utterances at most; chosen on the train set, as the two below
NEAR = 1  # sentences from one such utterance to the next
GOES_ON = ("direct", "mixed")  # a paraphrase may be of any time
_ELSEWHERE = re.compile(
    r"\b(?:[Ee]arlier|[Ll]ater|[Pp]reviously|[Ss]eparately|[Ll]ast|[Aa]go|(?:told|asked) (?:the )?\w+"
    r"|[Oo]n (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|[Ii]n (?:(?:Jan|Feb|March|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|[12]\d{3})"
    r"|tweet\w*|wrote)\b"
)  # words of another time or hearer
_NAME = r"(?:[A-Z][\w.&'-]*\s?){1,5}"


def channels_of(
    text: str,
    drafts: Sequence[Draft],
    speakers: Sequence[Speaker | None],
    units: Sequence[Sentence],
    *,
    heading: str | None = None,
) -> dict[int, str]:
    """Return the channel of each utterance: named beside its content, else in what its speaker said just before.

    A channel named beside any row holds for its utterance, and for at most `CARRIED` quotations of the same speaker
    that follow in the sentences right after it, none of them told at another time or to others. The medium that passes
    one's words on is their channel; what a transcript's ``heading`` calls it ("Press Briefing by ...") is the channel
    of all its turns. Paraphrases, and quotations after a gap, get none unless they name one.

    Examples
    --------
    >>> line = "Seoul said in a letter that talks would go on."
    >>> drafts, units = [Draft(23, 45, 0, "indirect")], [Sentence(0, 0, 46, 0)]
    >>> channels_of(line, drafts, [Speaker("Seoul", "ROK")], units)
    {0: 'letter'}
    """
    out: dict[int, str] = {}
    occasion = find_heading(heading) if isinstance(heading, str) else None
    for draft, speaker, unit in zip(drafts, speakers, units, strict=True):
        if draft.quote == "own" or draft.utterance in out:
            continue
        channel = occasion if draft.turn else _beside(text, draft, unit) or (speaker.relay if speaker else None)
        if channel and not (speaker and speaker.text == channel):
            out[draft.utterance] = channel
    return _carry(text, out, drafts, speakers, units)


def _beside(text: str, draft: Draft, unit: Sentence) -> str | None:
    """Return the channel that the sentence of a draft names outside its content, or where its source is announced."""
    beside = _around(text, draft, unit)
    low = max(unit.start, draft.start - BESIDE)
    named = find_channel(beside if re.search(r"\w", beside) else text[low : min(unit.end, low + BESIDE)])
    if named or draft.source is None or unit.start <= draft.source[0] < unit.end:
        return named
    start, end = draft.source
    return find_channel(text[start : min(end + BESIDE, unit.start)].split("\n\n")[0]) if end < unit.start else None


def _carry(
    text: str,
    named: dict[int, str],
    drafts: Sequence[Draft],
    speakers: Sequence[Speaker | None],
    units: Sequence[Sentence],
) -> dict[int, str]:
    """Let a channel go on through what the same speaker says next, until another speaks or another time is told."""
    out = dict(named)
    who: str | None = None
    channel: str | None = None
    seen, left, place = -1, 0, 0
    for draft, speaker, unit in zip(drafts, speakers, units, strict=True):
        if draft.quote == "own" or draft.turn:
            continue
        speaks = (speaker.actor or speaker.text) if speaker else None
        if draft.utterance != seen:
            after = speaks is not None and speaks == who and unit.number - place <= NEAR and draft.quote in GOES_ON
            if draft.utterance in named:
                channel, left = named[draft.utterance], CARRIED
            elif channel and after and left and not _ELSEWHERE.search(_around(text, draft, unit)):
                out[draft.utterance] = channel
                left -= 1
            else:
                channel = None
        seen, who, place = draft.utterance, speaks, unit.number
    return out


def _around(text: str, draft: Draft, unit: Sentence) -> str:
    """Return what the sentence of a draft holds outside its content."""
    low, high = max(unit.start, draft.start - BESIDE), min(unit.end, draft.end + BESIDE)
    return f"{text[low : draft.start]} … {text[draft.end : high]}"


def find_heading(heading: str) -> str | None:
    """Return what a transcript's heading calls the occasion, in lower case.

    Examples
    --------
    >>> find_heading("On-the-Record Press Call by the Envoy"), find_heading("Envoy Arrives for a Call")
    ('on-the-record press call', None)
    """
    match = _headings().match(" ".join(heading.split()))
    return match["name"].lower() if match else None


def find_channel(text: str) -> str | None:
    """Return the medium or occasion that ``text`` names: a carrier by name, else a platform, else what it was said in.

    Examples
    --------
    >>> find_channel("the ministry said in a statement carried by the Korean Central News Agency.")
    'Korean Central News Agency'
    >>> find_channel("the aide said in a long letter."), find_channel("the aide said so on Monday.")
    ('long letter', None)
    """
    for pattern, name in _patterns():
        match = pattern.search(text)
        if match:
            return name or re.sub(r"(?:['’]s|(?<=[a-z])\.)$", "", " ".join(match["name"].split()))
    return None


@cache
def _headings() -> re.Pattern[str]:
    """Return the pattern of headings that begin with the name of an occasion."""
    table = load("channels")
    events = _any("|".join(table.loc[table["kind"] == "event", "forms"]).split("|"))
    return re.compile(
        rf"(?P<name>(?:[\w-]+ ){{0,3}}?(?:{events}))(?= (?:by|on|with|of|at|previewing)\b|\Z)", re.IGNORECASE
    )


@cache
def _patterns() -> list[tuple[re.Pattern[str], str | None]]:
    """Return the patterns in the order in which they win, each with the name that it gives."""
    outlets, table = load("outlets"), load("channels")
    names = [outlets["outlet"], outlets["names"].dropna(), table.loc[table["kind"] == "outlet", "forms"]]
    press = _any("|".join(pd.concat(names)).split("|"))
    forms = {str(kind): _any("|".join(rows["forms"]).split("|")) for kind, rows in table.groupby("kind")}
    named = table.dropna(subset="name")
    verbs: list[tuple[re.Pattern[str], str | None]] = [
        (re.compile(rf"\b(?:{_any(cell.split('|'))})\b"), name)
        for cell, name in zip(named["forms"].tolist(), named["name"].tolist(), strict=True)
    ]
    carriers = (
        r"\b(?:carried|published|relayed|aired|broadcast|quoted|reported) (?:\w+day )?"
        rf"by (?:the |its )?(?:[a-z-]+ )?(?P<name>{_NAME})",
        rf"\b(?:carried|published|aired|broadcast) (?:on|in) (?:the )?(?P<name>{press})(?!\w)",
        rf"\btold (?:the )?(?P<name>{press})(?!\w)",
        rf"(?<!\w)(?P<name>{press})(?:['’]s \w+ \w+)? (?:\w+ ){{0,2}}?(?:citing|quot(?:ed|ing))\b",
        rf"\b(?:in|during) an? (?P<name>{press}) interview\b",
        rf"\b(?:said|says|told|announced|reported),? (?:\w+ ){{0,4}}?according to (?:the )?(?P<name>{press})(?!\w)",
        rf"\b(?:[Oo]n|[Ss]p(?:eaking|oke) to|[Aa]ppearing on) (?:(?:{press})(?:['’]s)? )?[\"“]?(?P<name>{press})(?!\w)",
        rf"\b(?:[Oo]n|via|took to) (?P<name>{forms['platform']})(?!\w)",
    )
    few = r"(?:(?!(?:of|and|with|by|for|that|to)\b)[\w.'’&-]+ ){0,3}?"
    occasions = (
        rf"\b(?:[Ii]n|[Aa]t|[Dd]uring|[Tt]hrough|via|[Ff]rom) (?:an? |the |his |her |its |their )"
        rf"(?P<name>{few}(?:{forms['text']}|{forms['event']}))(?!\w)",
        rf"\b(?:issued|released|published|delivered|made public|gave|[Aa]ccording to) (?:an? |the |its |his |her )"
        rf"(?:following )?(?P<name>{few}(?:{forms['text']}|{forms['event']}))(?!\w)",
        rf"(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er) |\w['’]s )(?P<name>(?:[a-z-]+ ){{0,2}}?(?:{forms['text']})) "
        r"(?:said|says|noted|notes|reads?|added|adds|stressed|goes on)\b",
    )
    return [*((re.compile(c), None) for c in carriers), *verbs, *((re.compile(o), None) for o in occasions)]


def _any(forms: list[str]) -> str:
    """Join forms, the longest first."""
    return "|".join(re.escape(form.strip()) for form in sorted(set(forms), key=lambda f: (-len(f), f)) if form.strip())
