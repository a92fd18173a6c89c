"""Who wrote the story on a page: people before agencies, and neither the site nor its machine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

from newsresearch import lexicons
from newsresearch.articles.cards import beside
from newsresearch.articles.furniture import BETWEEN, read_byline, without_addresses
from newsresearch.articles.headings import names_site
from newsresearch.articles.outlets import Outlet, outlet_known, outlet_named
from newsresearch.articles.tables import words

METAS = ("author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator")
# What systems write where no one is named.
NOBODY = frozenset(
    (  # words read best as words
        "admin administrator webmaster root editor editors staff newsroom wires newswires unknown anonymous author "
        "guest user"
    ).split()
) | {"news wires", "web desk", "news desk", "online desk", "staff writer", "staff reporter", "wire services"}
PARTS = re.compile(r"\s*([,;|·•]|\s/\s)\s*")
_POST = r"(?:writer|reporter|correspondent|editor|columnist|contributor)s?"
POST_BEHIND = re.compile(rf"\s*[,/]\s*(?:[\w-]+ ){{0,3}}{_POST}$", re.I)
POST_BEFORE = re.compile(rf"^(?:[\w'’-]+ ){{0,4}}{_POST} (?=[A-ZÀ-Þ])")
PLACE_BEHIND = re.compile(r"\s+in [A-ZÀ-Þ][\w.'’-]{1,20}(?: [A-ZÀ-Þ][\w.'’-]{1,20}){0,2}(?=$|\s+and\s+\S+\s\S)")
STAMPED = re.compile(r"\s*(?:\b(?:published|posted|updated|issued|modified|last|on)\b|\d|[|·•]).*$", re.I | re.S)
NAMED = re.compile(r"(?:^|[_-])(?:by-?line|authors?)(?:[_-]{0,2}(?:names?|link|text|block))?$", re.I)
AND = re.compile(r"\s*(?:[,;&]|\band\b|\bwith\b)\s*", re.I)
LONGEST = 200  # characters
MOST = 8  # names
CANDIDATES = 30  # elements of a page that are looked at


def byline(
    tree: Any, meta: dict[str, str], linked: dict[str, Any], outlet: Outlet | None, title: Any
) -> tuple[str | None, str | None]:
    """Return the names of who wrote a story, and what stands in their place where nothing better is found.

    The second is an agency, or the page's own site where its JSON-LD signs the story so.

    Examples
    --------
    >>> byline(None, {"author": "Sample Post"}, {"author": {"name": "By Ann Sample, BBC News, Seoul"}}, None, None)
    ('Ann Sample', None)
    >>> byline(None, {"author": "admin"}, {"author": {"@type": "Organization", "name": "BBC News"}}, None, None)
    (None, 'BBC News')
    """
    publisher = words(linked.get("publisher"))
    sites = meta | ({"application-name": publisher} if publisher and "application-name" not in meta else {})
    spare: str | None = None
    signed = list(_signed(linked))
    groups = [[name for name, is_person in signed if is_person], *([n] for n in _stated(meta))]
    if tree is not None:
        groups += _shown(tree, title)
    for group in groups:
        people = []
        for given in group:
            name = cleaned(given, sites, outlet)
            if is_agency(name):
                spare = spare or name
            elif name and name.lower() not in NOBODY and not names_site(name, sites, outlet):
                people.append(name)
        if people:
            return ", ".join(dict.fromkeys(people)), spare
    named = [name for name, _ in signed if name.lower() not in NOBODY]
    agencies = [name for name in named if any(map(is_agency, AND.split(name)))]
    return None, next(iter([*agencies, *([spare] if spare else []), *named]), None)


def settled(
    candidates: Iterable[str | None], spare: str | None, meta: dict[str, str], outlet: Outlet | None
) -> str | None:
    """Return the first of several by-lines that names somebody, else what stands in its place.

    Examples
    --------
    >>> settled(["admin", "By Ann Sample, Associated Press"], "AFP", {}, None)
    'Ann Sample'
    >>> settled(["Sample Post"], "AFP", {"og:site_name": "Sample Post"}, None)
    'AFP'
    """
    for given in candidates:
        name = cleaned(STAMPED.sub("", given or ""), meta, outlet)
        if is_agency(name):
            spare = spare or name
        elif name and name.lower() not in NOBODY and not names_site(name, meta, outlet):
            return name
    return spare


def cleaned(name: str | None, meta: dict[str, str], outlet: Outlet | None) -> str | None:
    """Return names without "By", posts, outlets and places behind them, or None where no name is left.

    Examples
    --------
    >>> cleaned("TARO SAMPLE/ Staff Writer", {}, None), cleaned("KIM SAMPLE Associated Press", {}, None)
    ('TARO SAMPLE', 'KIM SAMPLE')
    """
    name = re.sub(r"^by[:\s]+", "", " ".join((name or "")[:LONGEST].split()), flags=re.I)
    name = POST_BEFORE.sub("", PLACE_BEHIND.sub("", POST_BEHIND.sub("", name)))
    kept = ""
    joint, behind = "", False  # behind an outlet a word is its place
    for n, part in enumerate(PARTS.split(name)):
        if n % 2:
            joint = "; " if part == ";" else ", "
        elif kept and names_site(part, meta, outlet):
            behind = True
        elif part and not (behind and len(part.split()) < 2):
            kept += (joint if kept else "") + _without_outlet(part, meta, outlet)
    return kept.strip(" ,;/|-") or None


def _without_outlet(name: str, meta: dict[str, str], outlet: Outlet | None) -> str:
    """Return a name without that of an outlet behind it; two words stay, and a last word that may be a surname."""
    parts = name.split()
    for n in range(max(2, len(parts) - 5), len(parts)):
        tail = " ".join(parts[n:]).strip("()")
        surname = n == len(parts) - 1 and not (parts[n - 1] in ("for", "of") or (tail.isupper() and not name.isupper()))
        if not surname and names_site(tail, meta, outlet):
            return re.sub(r"\W*(?:\b(?:for|of|at|from)\b)?\W*$", "", " ".join(parts[:n]))
    return name


@cache
def _agencies() -> frozenset[str]:
    table = lexicons.load("outlets")
    return frozenset(table.loc[table["kind"] == "agency", "outlet"])


def is_agency(name: str | None) -> bool:
    """Return whether a name is that of an agency, which signs stories for its writers.

    Examples
    --------
    >>> is_agency("The Associated Press"), is_agency("BBC News")
    (True, False)
    """
    known = outlet_named(name) if name and outlet_known(name) else None
    return known is not None and known.name in _agencies()


def _signed(linked: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Yield the authors of JSON-LD, and whether each is a person."""
    authors = linked.get("author") or linked.get("creator")
    for author in authors if isinstance(authors, list) else [authors]:
        kind = author.get("@type") if isinstance(author, dict) else None
        name = without_addresses(words(author))
        if name and name[0] not in "/@":
            yield name, "Organization" not in str(kind)


def _stated(meta: dict[str, str]) -> Iterator[str]:
    """Yield the authors of a page's metadata, those of the cards for Twitter last."""
    for name in METAS:
        if (given := without_addresses(meta.get(name))) and given[0] not in "/@":
            yield given
    if re.match(r"(?:written )?by\b", meta.get("twitter:label1", ""), re.I) and (given := meta.get("twitter:data1")):
        yield given


def _shown(tree: Any, title: Any) -> Iterator[list[str]]:
    """Yield the names in elements that a page marks as its author's, and in its lines that begin with By."""
    marked = tree.xpath("//*[@rel='author' or @itemprop='author']")[:CANDIDATES]
    yield _names(node for node in marked if not beside(node, title))
    nodes = tree.iter("a", "span", "div", "p", "address", "li", "strong", "em", "cite")
    named = islice((node for node in nodes if _is_named(node)), CANDIDATES)
    yield _names(node for node in named if not beside(node, title))[:1]
    lines = (node for node in tree.iter("p", "div", "span", "h4", "h5", "em", "strong") if _opens(node))
    texts = (" ".join(node.text_content().split()) for node in islice(lines, CANDIDATES) if not beside(node, title))
    yield [names for text in texts if (names := read_byline(text)) and _are_names(cleaned(names, {}, None))][:1]


def _is_named(node: Any) -> bool:
    names = " ".join(node.get(key) or "" for key in ("class", "data-component", "data-testid"))
    return any(NAMED.search(name) for name in names.split())


def _opens(node: Any) -> bool:
    return (node.text or "").lstrip()[:3].lower() in ("by ", "by:", "by\n", "by")


def _names(nodes: Iterator[Any]) -> list[str]:
    """Return what elements hold that are names, without the stamps behind them."""
    out = []
    for node in nodes:
        inner = node.xpath(".//*[@itemprop='name']")
        text = " ".join((inner[0] if inner else node).text_content()[:LONGEST].split())
        text = STAMPED.sub("", re.sub(r"^by[:\s]+", "", text, flags=re.I))
        if _are_names(cleaned(text, {}, None)):
            out.append(text)
    return out


def _are_names(text: str | None) -> bool:
    """Return whether a text is names of people or agencies: words with capitals, two to five each."""
    parts = [part for part in AND.split(text or "") if part]
    if not 1 <= len(parts) <= MOST:
        return False
    for part in parts:
        plain = part.split()
        if not (2 <= len(plain) <= 5 or outlet_known(part)) or re.search(r"[\d:!?…]", part):
            return False
        if any(word[0].islower() and word not in BETWEEN for word in plain):
            return False
    return True
