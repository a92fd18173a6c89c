"""The headline of an HTML page: the wording on which its own statements agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from html import unescape
from itertools import islice
from typing import Any

from newsresearch.articles import heads
from newsresearch.articles.datelines import read_dateline
from newsresearch.articles.furniture import is_menu, read_byline
from newsresearch.articles.heads import letters
from newsresearch.articles.outlets import Outlet, outlet_known, outlet_named
from newsresearch.articles.stamps import is_stamp
from newsresearch.articles.tables import words

# How much each statement counts. OpenGraph's is the one that most pages fill in with care.
WEIGHTS = {"og": 2, "twitter": 1, "linked": 1, "h1": 1, "title": 1}
JOINT = re.compile(r"\s(\||[–—-]|::?|[•·»«/])\s")  # between a headline, its section and its site
LONGEST_TAIL = 40  # characters of a section or a site's name; a site's name with its motto has more
LONGEST_MOTTO = 120
SHORTEST = 15  # characters of a headline before a tail; "Meet | Sample Post" may be a headline as it is
PARTS = 6  # more joints are no title
# Words of a class, an id or a property by which pages name their headline, and those of other things' titles.
NAMED = re.compile(r"(?:head-?line|title|subject)$", re.I)
OTHERS = re.compile(
    r"sub-?(?:title|head)|site|widget|side|nav|menu|logo|box|card|relat|list|meta|cat|foot|block|page|tool", re.I
)
CANDIDATES = 20  # a page that names more of its elements so names no headline
OUTSIDE = frozenset(("nav", "aside", "footer", "form", "head"))


def titles(tree: Any, meta: dict[str, str], linked: dict[str, Any], outlet: Outlet | None) -> dict[str, str]:
    """Return what a page says its title is, by where it says so, without the name of the site.

    A statement that is nothing but the name of the site, or of an outlet, is left out.
    """
    given = stated(tree, meta, linked, outlet)
    cut = {
        where: without_site(text, meta, outlet, {other: t for other, t in given.items() if other != where}, where)
        for where, text in given.items()
    }
    return {where: text for where, text in cut.items() if not names_site(text, meta, outlet)}


def stated(tree: Any, meta: dict[str, str], linked: dict[str, Any], outlet: Outlet | None) -> dict[str, str]:
    """Return what a page says its title is, by where it says so, as it says it; a mere name of a site is left out.

    Examples
    --------
    >>> from lxml import html
    >>> page = html.document_fromstring("<title>Envoys meet | Sample Post</title><h1>Envoys meet</h1>")
    >>> stated(page, {}, {}, None)
    {'h1': 'Envoys meet', 'title': 'Envoys meet | Sample Post'}
    """
    head = heading(tree, meta, outlet)
    said = {
        "og": meta.get("og:title"), "twitter": meta.get("twitter:title"), "linked": words(linked.get("headline")),
        "h1": None if head is None else _text(head), "title": tree.findtext(".//title"),
    }  # fmt: skip  # five statements
    given = {where: " ".join(unescape(text).split()) for where, text in said.items() if text and text.strip()}
    return {where: text for where, text in given.items() if not names_site(text, meta, outlet)}


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


def without_site(
    title: str,
    meta: dict[str, str],
    outlet: Outlet | None,
    others: Mapping[str, str] | None = None,
    where: str = "title",
) -> str:
    """Cut " | Yonhap News Agency" and the like off a title.

    What stands behind a joint goes where it names the site or the section; where the page's other statements end before
    it; and, behind a bar, where h1 and JSON-LD do not have it. A title that h1 or JSON-LD repeats loses nothing but
    the name of the site or the section; and none loses that name at its start where they open with it.

    Examples
    --------
    >>> without_site("Envoys of two countries meet | World | Sample Post", {}, None)
    'Envoys of two countries meet'
    >>> without_site("The bomb and the talks | A long road", {}, None, {"h1": "The bomb and the talks | A long road"})
    'The bomb and the talks | A long road'
    """
    title = " ".join(title[:500].split())  # no headline is longer
    said = {other: letters(text) for other, text in (others or {}).items()}
    sure = {said[other] for other in ("h1", "linked") if other in said}
    if not sure and where in ("h1", "linked"):
        sure = {letters(title)}  # nothing that would know better says otherwise
    # A browser's title that h1 cuts would vote for h1 a second time.
    ends = {said[other] for other in ("h1", "linked", "og") if other in said and where != "title"}
    for _ in range(PARTS):
        joints = list(JOINT.finditer(title))[:PARTS]
        if not joints:
            break
        first = title[: joints[0].start()]
        opened = where in ("h1", "linked") or any(text.startswith(letters(first)) for text in sure)
        if not opened and _is_site(first, meta, outlet) and len(title[joints[0].end() :].split()) > 1:
            title = title[joints[0].end() :]
            continue
        at = _tail(title, joints, meta, outlet, sure, ends)
        if at is None:
            break
        title = title[:at]
    return title


def _tail(
    title: str,
    joints: list[re.Match[str]],
    meta: dict[str, str],
    outlet: Outlet | None,
    sure: set[str],
    ends: set[str],
) -> int | None:
    """Return where a title's tail begins, or None where all of it is headline."""
    last = joints[-1]
    tail = title[last.end() :]
    long_enough = last.start() >= SHORTEST or letters(title[: last.start()]) in ends
    section = letters(tail) == letters(meta.get("article:section"))
    if letters(title) in sure:
        return last.start() if long_enough and (section or _is_site(tail, meta, outlet)) else None
    if long_enough and (section or _names(tail, meta, outlet)):
        return last.start()
    for joint in joints:
        head = title[: joint.start()]
        named = joint[1] == "|" or not title[joint.end()].islower()
        if named and len(head.split()) > 1 and letters(head) in ends:
            return joint.start()
    bar = last[1] == "|" and last.start() >= SHORTEST and 2 <= len(tail) <= LONGEST_TAIL
    return last.start() if bar else None


def names_site(text: str, meta: dict[str, str], outlet: Outlet | None) -> bool:
    """Return whether a text is the name of the page's site, or of an outlet, and no headline.

    Examples
    --------
    >>> names_site("Sample Post", {"og:site_name": "The Sample Post"}, None), names_site("Envoys meet", {}, None)
    (True, False)
    """
    return _is_site(text, meta, outlet) or outlet_known(text)


def _sites(meta: dict[str, str], outlet: Outlet | None) -> list[str]:
    given = (meta.get("og:site_name"), meta.get("application-name"), outlet.name if outlet else None)
    return [name for text in given if (name := _plain(text or ""))]


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def _bare(text: str) -> str:
    return _plain(text).removeprefix("the ")


def _is_site(text: str, meta: dict[str, str], outlet: Outlet | None) -> bool:
    return _bare(text).replace(" ", "") in {_bare(site).replace(" ", "") for site in _sites(meta, outlet)}


def _names(tail: str, meta: dict[str, str], outlet: Outlet | None) -> bool:
    """Return whether a tail is the name of the site, part of it, or that name with more words behind it."""
    if _is_site(tail, meta, outlet):
        return True
    name = f" {_plain(tail)} "
    for site in _sites(meta, outlet):
        if len(tail) <= LONGEST_TAIL and len(name) > 3 and (name in f" {site} " or f" {site} " in name):
            return True
        if LONGEST_TAIL < len(tail) <= LONGEST_MOTTO and f"{_bare(tail)} ".startswith(f"{_bare(site)} "):
            return True
    return False


def named(tree: Any, meta: dict[str, str], outlet: Outlet | None) -> str | None:
    """Return the first text on a page whose element is named a headline or title: the last resort of a page.

    Examples
    --------
    >>> from lxml import html
    >>> named(html.fromstring("<div><div class='news_Title'>Envoys meet again</div><p>They met.</p></div>"), {}, None)
    'Envoys meet again'
    """
    found = (
        node
        for node in tree.iter("div", "span", "p", "td", "h2", "h3", "h4", "strong", "b", "a")
        if any(
            NAMED.search(name) and not OTHERS.search(name)
            for name in f"{node.get('class', '')} {node.get('id', '')} {node.get('itemprop', '')}".split()
        )
    )
    for node in islice(found, CANDIDATES):
        text = " ".join(node.text_content().split())
        outside = any(parent.tag in OUTSIDE for parent in node.iterancestors())
        if 2 <= len(text.split()) <= 40 and not outside and not names_site(text, meta, outlet):
            return text
    return None


def logo(tree: Any) -> Outlet | None:
    """Return the outlet whose name is all that a page's title or a heading of it says.

    Examples
    --------
    >>> from lxml import html
    >>> logo(html.fromstring("<html><head><title>Envoys meet</title></head><body><h1>KCNA</h1></body></html>")).side
    'DPRK'
    """
    said = [tree.findtext(".//title") or "", *(_text(node) for node in islice(tree.iter("h1"), CANDIDATES))]
    return next((outlet_named(text.strip()) for text in said if outlet_known(text)), None)


def opens(paragraphs: list[str]) -> bool:
    """Return whether a body opens with a title: a line that is no sentence, stamp or by-line above one that is.

    Examples
    --------
    >>> opens(["Envoys meet again", "SEOUL, March 5 (Sample) -- Envoys met."]), opens(["They met.", "Again."])
    (True, False)
    """
    if len(paragraphs) < 2:
        return False
    first, second = paragraphs[:2]
    ended = heads.SENTENCE.search(first) and not heads.ABBREVIATED.search(first)
    plain = len(first) <= heads.LONGEST and len(first.split()) > 1 and not ended
    other = is_stamp(first) or is_menu(first) or read_byline(first) or read_dateline(first)
    return bool(plain and not other and heads.SENTENCE.search(second))


def heading(tree: Any, meta: dict[str, str], outlet: Outlet | None) -> Any:
    """Return the first element h1 that holds a headline, or None: a logo is one word or a name, a broken page hundreds.

    Examples
    --------
    >>> from lxml import html
    >>> heading(html.fromstring("<body><h1>KCNA</h1><h1>Envoys meet</h1></body>"), {}, None).text
    'Envoys meet'
    """
    for node in tree.iter("h1"):
        text = _text(node)
        if 2 <= len(text.split()) <= 60 and not names_site(text, meta, outlet):
            return node
    return None


def _text(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())
