"""Posts of a network set into an article: whose they are is signed below the words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsresearch.features.statements.sides import is_medium

# "... for the future! — John Carver (@jcarver) June 13, 2018", as pages of news set such a post.
_SIGNED = re.compile(r"\s*[—–]\s?(?P<name>[A-Z][^()\n—–]{1,40}?)\s\(@\w{1,20}\)")
_LEAD = re.compile(r"(?:Skip Twitter post by @\w+|x)\s+")  # words of the page's frame
_LINKS = re.compile(r"(?:\s*(?:https?://\S+|pic\.twitter\.com/\S+))+\Z")
_LONGEST = 1000  # characters back; a post has fewer


@dataclass(frozen=True)
class Post:
    """The words from ``start`` to ``end``, the signature behind them to ``close``, and whose name stands in it."""

    start: int
    end: int
    close: int
    name: tuple[int, int]


def find_posts(text: str) -> list[Post]:
    r"""Return the signed posts of a text; each has its paragraph to itself, and those of the press are narration.

    Examples
    --------
    >>> page = "He wrote this.\n\nWe had a good talk. — John Carver (@jcarver) June 13, 2018\n\nOthers were silent."
    >>> [(page[p.start : p.end], page[slice(*p.name)]) for p in find_posts(page)]
    [('We had a good talk.', 'John Carver')]
    """
    out: list[Post] = []
    for match in _SIGNED.finditer(text):
        below = text.find("\n", match.end())
        close = below if below >= 0 else len(text)
        start = max(text.rfind("\n", 0, match.start()) + 1, out[-1].close if out else 0)
        if not 0 < match.start() - start <= _LONGEST or is_medium(match["name"]):
            continue
        lead = _LEAD.match(text, start, match.start())
        links = _LINKS.search(text, start, match.start())
        end = links.start() if links else match.start()
        out.append(Post(lead.end() if lead else start, end, close, match.span("name")))
    return out
