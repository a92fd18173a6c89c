"""The medium or occasion that a statement came through, when its sentence names one."""

from __future__ import annotations

import re
from functools import cache

from newsresearch.lexicons import load

_NAME = r"(?:[A-Z][\w.&'-]*\s?){1,5}"


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
