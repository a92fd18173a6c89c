"""The medium or occasion that a statement came through, when its sentence names one."""

from __future__ import annotations

import re

_MEDIUM = (
    r"(?:joint |written |separate |rare |brief |press |televised |prepared )?(?:statement|letter|tweet|speech|address|"
    r"report|interview|"
    r"news conference|press conference|briefing|commentary|editorial|"
    r"dispatch|hearing|phone call|telephone call|conference call|message|e-?mail|"
    r"op-ed|article|post|memo|communiqu[eé]|testimony|remarks|rally)"
)
_CHANNEL = re.compile(
    r"\b(?:carried|published|released|reported|aired|broadcast|cited|quoted) (?:by|on|in) (?:the )?"
    r"(?P<by>(?:[A-Z][\w.&'-]*\s?){1,5})"
    rf"|\b(?:in|at|during|through|via|from) (?:an? |the |his |her |its |their )"
    rf"(?P<medium>(?:[\w.'’&-]+ ){{0,4}}?{_MEDIUM})\b"
    r"|\b(?:on|via) (?P<place>Twitter|Facebook|Truth Social|X|state television|state TV)\b"
    r"|\bto(?:ld)? (?P<outlet>KCNA|Reuters|CNN|Fox News|NBC News|ABC News|CBS News|Yonhap|"
    r"the Associated Press|AFP|NPR|BBC)\b"
)


def find_channel(text: str) -> str | None:
    """Return the first medium or occasion that ``text`` names as such.

    Examples
    --------
    >>> find_channel("the ministry said in a statement carried by the Korean Central News Agency.")
    'statement'
    """
    match = _CHANNEL.search(text)
    if not match:
        return None
    return " ".join(next(value for value in match.groupdict().values() if value).split())
