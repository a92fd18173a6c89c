"""The headline of an HTML page: the wording on which its own statements agree."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import Any

from newsresearch.articles.outlets import Outlet
from newsresearch.articles.tables import words

# How much each statement counts. OpenGraph's is the one that most pages fill in with care.
WEIGHTS = {"og": 2, "twitter": 1, "linked": 1, "h1": 1, "title": 1}


def titles(tree: Any, meta: dict[str, str], linked: dict[str, Any], outlet: Outlet | None) -> dict[str, str]:
    """Return what a page says its title is, by where it says so, without the name of the site."""
    said = {
        "og": meta.get("og:title"), "twitter": meta.get("twitter:title"), "linked": words(linked.get("headline")),
        "h1": _heading(tree), "title": " ".join((tree.findtext(".//title") or "").split()),
    }  # fmt: skip  # five statements
    return {where: without_site(unescape(text), meta, outlet) for where, text in said.items() if text and text.strip()}


def agreed(said: dict[str, str]) -> str | None:
    """Return the title with the most statements behind it; letters count, marks do not; the first wins a tie.

    Examples
    --------
    >>> agreed({"og": "Envoys meet!", "linked": "Talks resume", "h1": "Talks resume", "title": "Talks resume"})
    'Talks resume'
    """
    votes: Counter[str] = Counter()
    wording: dict[str, str] = {}
    for where, text in said.items():
        if where == "title" and len(said) > 1 and letters(text) not in wording:
            continue  # alone it is what search engines are to show
        votes[letters(text)] += WEIGHTS[where]
        wording.setdefault(letters(text), text)
    return wording[max(votes, key=lambda key: votes[key])] if votes else None


def letters(text: str | None) -> str:
    """Return the letters and digits of a text in lower case, to compare by.

    Examples
    --------
    >>> letters("Envoys meet, again")
    'envoysmeetagain'
    """
    return re.sub(r"[\W_]+", "", text or "").casefold()


def without_site(title: str, meta: dict[str, str], outlet: Outlet | None) -> str:
    """Cut " | Yonhap News Agency" and the like off a title.

    Examples
    --------
    >>> without_site("Envoys of two countries meet | World | Sample Post", {}, None)
    'Envoys of two countries meet'
    """
    title = " ".join(title[:500].split())  # no headline is longer
    sites = [s.lower() for s in (meta.get("og:site_name"), outlet.name if outlet else None) if s]
    for _ in range(3):  # section and site
        found = re.match(r"^(.{15,}?)\s+([|–—-])\s+([^|–—]{2,40})$", title) or re.match(
            r"^(.{15,})\s+(\|)\s+([^|]{2,40})$", title
        )
        if not found:
            break
        tail = found[3].lower()
        if found[2] != "|" and not any(tail in s or s in tail for s in sites):
            break
        title = found[1]
    return title


def _heading(tree: Any) -> str | None:
    heads = (" ".join("".join(h.itertext()).split()) for h in tree.iter("h1"))
    return next((h for h in heads if 2 <= len(h.split()) <= 60), None)  # a logo is one word, a broken page hundreds
