"""HTML pages: trafilatura finds the body, the page's own metadata names the rest, and a pass of ours cuts what leaks."""

from __future__ import annotations

import json
import re
from typing import Any

from newsresearch.articles.dates import read_date
from newsresearch.articles.draft import Draft, When
from newsresearch.articles.outlets import Outlet, outlet_at, outlet_named
from newsresearch.articles.tables import words
from newsresearch.articles.wire import mend, read_wire

NEWS_TYPES = re.compile(r"Article|BlogPosting|Report|WebPage$")
STAMP = re.compile(r"\b\d{1,2}:\d\d (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}")


def read_html(text: str) -> Draft:
    """Return the article on an HTML page.

    The headline is the page's h1 where its metadata agree, the time the one of publication, never of an update.

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
    except (ValueError, TypeError, AttributeError) as problem:  # an empty tree, a lone comment
        return _as_text(text, f"the HTML is broken ({str(problem)[:80]}); read as plain text")
    except Exception as problem:  # noqa: BLE001  # lxml's parser errors have no common base outside its own module
        return _as_text(text, f"the HTML is broken ({str(problem)[:80]}); read as plain text")
    meta = _meta(tree)
    linked = _linked_data(tree)
    url = _first(meta.get("og:url"), _attribute(tree, "//link[@rel='canonical']/@href"), words(linked.get("url")))
    outlet = outlet_at(url) or outlet_named(_first(meta.get("og:site_name"), words(linked.get("publisher"))))
    try:
        found = trafilatura.bare_extraction(text, include_comments=False, include_tables=False, with_metadata=True)
    except Exception:  # noqa: BLE001  # whatever a hostile page makes the library raise, the page keeps its row
        found = None
    body = (found.text if found else None) or ""
    draft = Draft([line.strip() for line in body.split("\n") if line.strip()])
    if not draft.paragraphs:
        plain = _as_text(text, None)
        draft.paragraphs, draft.note = plain.paragraphs, "no body found by its shape; all full sentences of the page taken"
    draft.headline = _headline(tree, meta, linked, outlet, found.title if found else None)
    draft.byline = _byline(tree, meta, linked, found.author if found else None)
    draft.section = _first(meta.get("article:section"), words(linked.get("articleSection")), _crumb(tree))
    draft.url = url
    draft.language = None
    if outlet:
        draft.outlet, draft.publisher_side = outlet.name, outlet.side
    draft.when = _when(tree, meta, linked, outlet, found.date if found else None)
    mend(draft)
    return draft


def _as_text(text: str, note: str | None) -> Draft:
    from newsresearch.forms.decoding import INLINE, TAG

    draft = read_wire(re.sub(r"&(?:nbsp|amp|quot|lt|gt);", " ", TAG.sub("\n", INLINE.sub("", text))))
    draft.note = note
    return draft


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


def _headline(tree: Any, meta: dict[str, str], linked: dict[str, Any], outlet: Outlet | None, guess: str | None) -> str | None:
    heads = [" ".join("".join(h.itertext()).split()) for h in tree.iter("h1")]
    heads = [h for h in heads if 2 <= len(h.split()) <= 60]
    named = [_without_site(t, meta, outlet) for t in (words(linked.get("headline")), meta.get("og:title"), guess) if t]
    for head in heads:
        if not named or any(_overlap(head, name) > 0.5 for name in named):
            return head
    return named[0] if named else (heads[0] if heads else None)


def _overlap(a: str, b: str) -> float:
    left, right = set(re.findall(r"\w+", a.lower())), set(re.findall(r"\w+", b.lower()))
    return len(left & right) / max(1, min(len(left), len(right)))


def _without_site(title: str, meta: dict[str, str], outlet: Outlet | None) -> str:
    """Cut " | Yonhap News Agency" and the like off a title."""
    title = " ".join(title.split())
    found = re.match(r"^(.{15,}?)\s+[|–—-]\s+([^|–—]{2,40})$", title)
    if found:
        tail = found[2].lower()
        sites = [s.lower() for s in (meta.get("og:site_name"), outlet.name if outlet else None) if s]
        if "|" in title or any(tail in s or s in tail for s in sites):
            return found[1]
    return title


def _byline(tree: Any, meta: dict[str, str], linked: dict[str, Any], guess: str | None) -> str | None:
    authors = linked.get("author")
    names = [words(a) for a in (authors if isinstance(authors, list) else [authors])]
    kept = [n for n in names if n and not n.startswith("http")]
    if not kept:
        kept = [n for n in (meta.get("author"), meta.get("article:author"), meta.get("byl")) if n and "/" not in n][:1]
    if not kept and guess:
        kept = [guess.replace("; ", ", ")]
    joined = ", ".join(dict.fromkeys(kept))
    return re.sub(r"^[Bb]y\s+", "", joined) or None


def _when(tree: Any, meta: dict[str, str], linked: dict[str, Any], outlet: Outlet | None, guess: str | None) -> When | None:
    zone = outlet.zone if outlet else None
    candidates = [
        (words(linked.get("datePublished")), "metadata"),
        (meta.get("article:published_time") or meta.get("datepublished") or meta.get("og:article:published_time"), "metadata"),
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

