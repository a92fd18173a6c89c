"""HTML pages: trafilatura finds the body, the page's metadata name the rest, a pass of ours cuts what leaks."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

from newsresearch.articles.dates import MONTH, read_date
from newsresearch.articles.draft import Draft, When
from newsresearch.articles.outlets import Outlet, outlet_at, outlet_named
from newsresearch.articles.tables import words
from newsresearch.articles.wire import mend, read_wire
from newsresearch.forms.decoding import strip_tags

NEWS_TYPES = re.compile(r"Article|BlogPosting|Report|WebPage$")
STAMP = re.compile(rf"\b\d{{1,2}}:\d\d (?:{MONTH}) \d{{1,2}}, \d{{4}}", re.I)


def read_html(text: str) -> Draft:
    """Return the article on an HTML page.

    The headline is the one that the page's metadata name (OpenGraph, JSON-LD), else its h1; the time is that of
    publication, never of an update.

    Examples
    --------
    >>> page = "<html><body><h1>Envoys meet</h1><p>The envoys met on Monday and will meet again.</p></body></html>"
    >>> read_html(page).headline
    'Envoys meet'
    """
    import trafilatura  # an extra, needed for this form alone
    from lxml import html as lxml_html

    try:
        tree = lxml_html.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
        found = trafilatura.bare_extraction(text, include_comments=False, include_tables=False, with_metadata=True)
    except Exception as problem:  # lxml and trafilatura share no base class; a hostile page keeps its row
        draft = _as_text(text)
        draft.note = f"the HTML is broken ({str(problem)[:80]}); read as plain text"
        return draft
    meta = _meta(tree)
    linked = _linked_data(tree)
    url = _first(meta.get("og:url"), _attribute(tree, "//link[@rel='canonical']/@href"), words(linked.get("url")))
    outlet = outlet_at(url) or outlet_named(_first(meta.get("og:site_name"), words(linked.get("publisher"))))
    body: str = getattr(found, "text", None) or ""
    draft = Draft([line.strip().removeprefix("- ") for line in body.split("\n") if line.strip()])
    if not draft.paragraphs:
        draft.paragraphs = _as_text(text).paragraphs
        draft.note = "no body found by its shape; all full sentences of the page taken"
    draft.headline = _headline(tree, meta, linked, outlet, getattr(found, "title", None))
    draft.byline = _byline(meta, linked, getattr(found, "author", None))
    draft.section = _first(meta.get("article:section"), words(linked.get("articleSection")), _crumb(tree))
    draft.url = url
    if outlet:
        draft.outlet, draft.publisher_side = outlet.name, outlet.side
    draft.when = _when(tree, meta, linked, outlet, getattr(found, "date", None))
    mend(draft)
    return draft


def _as_text(text: str) -> Draft:
    return read_wire(unescape(strip_tags(text)))


def _meta(tree: Any) -> dict[str, str]:
    out: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop")
        if name and (content := (node.get("content") or "").strip()):
            out.setdefault(name.lower(), content)
    return out


def _linked_data(tree: Any) -> dict[str, Any]:
    """Return the JSON-LD object that describes the article, or an empty one."""
    best: dict[str, Any] = {}
    for node in tree.iter("script"):
        if (node.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads((node.text or "").strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            kind = item.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if any(isinstance(k, str) and NEWS_TYPES.search(k) for k in kinds) and len(item) > 2:
                better = "headline" in item and "headline" not in best
                if better or not best:
                    best = item
    return best


def _objects(data: Any, depth: int = 0) -> list[dict[str, Any]]:
    if depth > 4:  # a graph of graphs is no metadata
        return []
    if isinstance(data, list):
        return [o for item in data for o in _objects(item, depth + 1)]
    if isinstance(data, dict):
        inner = [o for key in ("@graph", "mainEntity", "mainEntityOfPage") for o in _objects(data.get(key), depth + 1)]
        return [data, *inner]
    return []


def _headline(
    tree: Any, meta: dict[str, str], linked: dict[str, Any], outlet: Outlet | None, guess: str | None
) -> str | None:
    """Return the first of OpenGraph's title, JSON-LD's headline, the h1, and the library's guess."""
    for title in (meta.get("og:title"), words(linked.get("headline")), _heading(tree), guess):
        if title:
            return _without_site(unescape(title), meta, outlet)
    return None


def _heading(tree: Any) -> str | None:
    heads = (" ".join("".join(h.itertext()).split()) for h in tree.iter("h1"))
    return next((h for h in heads if 2 <= len(h.split()) <= 60), None)  # a logo is one word, a broken page hundreds


def _without_site(title: str, meta: dict[str, str], outlet: Outlet | None) -> str:
    """Cut " | Yonhap News Agency" and the like off a title."""
    title = " ".join(title[:500].split())  # no headline is longer
    found = re.match(r"^(.{15,}?)\s+[|–—-]\s+([^|–—]{2,40})$", title)
    if found:
        tail = found[2].lower()
        sites = [s.lower() for s in (meta.get("og:site_name"), outlet.name if outlet else None) if s]
        if "|" in title or any(tail in s or s in tail for s in sites):
            return found[1]
    return title


def _byline(meta: dict[str, str], linked: dict[str, Any], guess: str | None) -> str | None:
    authors = linked.get("author")
    names = [words(a) for a in (authors if isinstance(authors, list) else [authors])]
    kept = [n for n in names if n and not n.startswith("http")]
    if not kept:
        kept = [n for n in (meta.get("author"), meta.get("article:author"), meta.get("byl")) if n and "/" not in n][:1]
    if not kept and guess:
        kept = [guess.replace("; ", ", ")]
    joined = ", ".join(dict.fromkeys(kept))
    return re.sub(r"^[Bb]y\s+", "", joined) or None


def _when(
    tree: Any, meta: dict[str, str], linked: dict[str, Any], outlet: Outlet | None, guess: str | None
) -> When | None:
    zone = outlet.zone if outlet else None
    candidates = [
        (words(linked.get("datePublished")), "metadata"),
        (
            meta.get("article:published_time") or meta.get("datepublished") or meta.get("og:article:published_time"),
            "metadata",
        ),
        (meta.get("pubdate") or meta.get("publishdate") or meta.get("dc.date.issued") or meta.get("date"), "metadata"),
        (_attribute(tree, "//time/@datetime"), "page"),
        (_stamp(tree), "page"),
        (guess, "page"),
    ]
    for given, origin in candidates:
        if given and (when := read_date(given, zone=zone, origin=origin)):
            return when
    return None


def _stamp(tree: Any) -> str | None:
    found = STAMP.search(" ".join(tree.text_content().split())[:20_000])
    return found[0] if found else None


def _attribute(tree: Any, path: str) -> str | None:
    found = tree.xpath(path)
    return str(found[0]).strip() or None if found else None


def _crumb(tree: Any) -> str | None:
    """Return the last breadcrumb that the page's JSON-LD names."""
    for node in tree.iter("script"):
        if "BreadcrumbList" in (node.text or ""):
            names = re.findall(r'"name"\s*:\s*"([^"]{2,60})"', node.text)
            return names[-1] if names else None
    return None


def _first(*values: str | None) -> str | None:
    return next((v for v in values if v), None)
