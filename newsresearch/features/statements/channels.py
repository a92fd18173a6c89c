"""The medium or occasion that a statement came through, when its sentence names one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from newsresearch.features.statements.cast import Speaker
from newsresearch.features.statements.drafts import Draft, Sentence
from newsresearch.lexicons import load

BESIDE = 1000  # characters on both sides of content in which its channel is looked for; keeps the time linear
_NAME = r"(?:[A-Z][\w.&'-]*\s?){1,5}"


def channels_of(
    text: str, drafts: Sequence[Draft], speakers: Sequence[Speaker | None], units: Sequence[Sentence]
) -> dict[int, str]:
    """Return the channel of each utterance: named beside its content, or the medium that passes the speaker on.

    Examples
    --------
    >>> line = "Seoul said in a letter that talks would go on."
    >>> drafts, units = [Draft(23, 45, 0, "indirect")], [Sentence(0, 0, 46, 0)]
    >>> channels_of(line, drafts, [Speaker("Seoul", "ROK")], units)
    {0: 'letter'}
    """
    out: dict[int, str] = {}
    for draft, speaker, unit in zip(drafts, speakers, units, strict=True):
        if draft.quote == "own" or draft.turn is not None or draft.utterance in out:
            continue
        low, high = max(unit.start, draft.start - BESIDE), min(unit.end, draft.end + BESIDE)
        beside = f"{text[low : draft.start]} … {text[draft.end : high]}"
        named = find_channel(beside if re.search(r"\w", beside) else text[low : min(high, low + BESIDE)])
        channel = named or (speaker.relay if speaker else None)
        if channel and not (speaker and speaker.text == channel):
            out[draft.utterance] = channel
    return out


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
def _patterns() -> list[tuple[re.Pattern[str], str | None]]:
    """Return the patterns in the order in which they win, each with the name that it gives."""
    outlets = load("outlets")
    press = _any(outlets["outlet"].tolist() + "|".join(outlets["names"].dropna()).split("|"))
    table = load("channels")
    forms = {str(kind): _any("|".join(rows["forms"]).split("|")) for kind, rows in table.groupby("kind")}
    named = table.dropna(subset="name")
    verbs: list[tuple[re.Pattern[str], str | None]] = [
        (re.compile(rf"\b(?:{_any(cell.split('|'))})\b"), name)
        for cell, name in zip(named["forms"].tolist(), named["name"].tolist(), strict=True)
    ]
    carriers = (
        rf"\b(?:carried|published|relayed|aired|broadcast|quoted|reported) by (?:the )?(?:[a-z-]+ )?(?P<name>{_NAME})",
        rf"\b(?:carried|published|aired|broadcast) (?:on|in) (?:the )?(?P<name>{press})(?!\w)",
        rf"\btold (?:the )?(?P<name>{press})(?!\w)",
        rf"(?<!\w)(?P<name>{press})(?:['’]s \w+ \w+)? (?:\w+ ){{0,2}}?(?:citing|quot(?:ed|ing))\b",
        rf"\b(?:in|during) an? (?P<name>{press}) interview\b",
        rf"\b(?:said|says|told|announced|reported),? (?:\w+ ){{0,4}}?according to (?:the )?(?P<name>{press})(?!\w)",
        rf"\b(?:on|via) (?P<name>{forms['platform']})(?!\w)",
    )
    occasion = (
        r"\b(?:in|at|during|through|via|from) (?:an? |the |his |her |its |their )"
        rf"(?P<name>(?:(?!(?:of|and|with|by|for|that|to)\b)[\w.'’&-]+ ){{0,3}}?"
        rf"(?:{forms['text']}|{forms['event']}))(?!\w)"
    )
    return [*((re.compile(c), None) for c in carriers), *verbs, (re.compile(occasion), None)]


def _any(forms: list[str]) -> str:
    """Join forms, the longest first."""
    return "|".join(re.escape(form.strip()) for form in sorted(set(forms), key=lambda f: (-len(f), f)) if form.strip())
