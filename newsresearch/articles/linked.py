"""What a page says of its story as JSON-LD: read leniently, the object of this story among those of others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from newsresearch.articles.heads import letters
from newsresearch.articles.tables import words

NEWS_TYPES = re.compile(r"Article|BlogPosting|Report|WebPage$")
# A whole string (the last may lack its end), or a comma behind which a list or an object closes.
MENDABLE = re.compile(r'(?P<string>"[^"\\]*(?:\\.[^"\\]*)*"?)|,(?=\s{0,200}[}\]])', re.S)
ESCAPE = re.compile(r"\\(?:x(?P<code>[0-9A-Fa-f]{2})|(?P<letter>.))", re.S)
DEEPEST = 4  # a graph of graphs is no metadata
REFERENCES = ("author", "creator", "publisher")


def story(tree: Any, meta: dict[str, str]) -> dict[str, Any]:
    """Return the JSON-LD object that describes a page's story, or an empty one.

    Of several the one counts whose address or headline is the page's own. What it names by ``@id`` alone, as an author,
    stands in it as the page describes it elsewhere.

    Examples
    --------
    >>> from lxml import html
    >>> said = '{"@type": "NewsArticle", "url": "https://example.org/a", "headline": "Envoys meet",}'
    >>> story(html.fromstring(f'<div><script type="application/ld+json">{said}</script></div>'), {})["headline"]
    'Envoys meet'
    """
    items = [item for data in _data(tree) for item in _objects(data)]
    stories = [item for item in items if _is_news(item) and len(item) > 2]
    if not stories:
        return {}
    best = stories[0]
    if len(stories) > 1:
        address = _place(meta.get("og:url") or next(iter(tree.xpath("//link[@rel='canonical']/@href")), None))
        titles = {letters(meta.get("og:title")), *(letters(h.text_content()) for h in tree.iter("h1"))} - {""}
        best = max(stories, key=lambda item: _rank(item, address, titles))  # the first of equals
    named = {item["@id"]: item for item in items if isinstance(item.get("@id"), str) and item.get("name")}
    return best | {key: _resolved(best[key], named) for key in REFERENCES if key in best}


def _data(tree: Any) -> Iterator[Any]:
    """Yield what the scripts hold that parse, comments around them and small faults in them forgiven."""
    for node in tree.iter("script"):
        if (node.get("type") or "").strip().lower() != "application/ld+json":
            continue
        text = (node.text or "").replace("<![CDATA[", "").replace("]]>", "")
        starts = [at for at in (text.find("{"), text.find("[")) if at >= 0]
        text = text[min(starts, default=0) : max(text.rfind("}"), text.rfind("]")) + 1]
        for mended in (False, True):
            try:
                yield json.loads(MENDABLE.sub(_mended, text) if mended else text, strict=False)
                break
            except (ValueError, RecursionError):
                continue


def _mended(found: re.Match[str]) -> str:
    return ESCAPE.sub(_escaped, found["string"]) if found["string"] else ""


def _escaped(found: re.Match[str]) -> str:
    r"""Return an escape that JSON knows: \x27 as a code, \' as the sign itself."""
    if found["code"]:
        return f"\\u00{found['code']}"
    return found[0] if found["letter"] in '"\\/bfnrtu' else found["letter"]


def _objects(data: Any, depth: int = 0) -> list[dict[str, Any]]:
    if depth > DEEPEST:
        return []
    if isinstance(data, list):
        return [o for item in data for o in _objects(item, depth + 1)]
    if isinstance(data, dict):
        inner = [o for key in ("@graph", "mainEntity", "mainEntityOfPage") for o in _objects(data.get(key), depth + 1)]
        return [data, *inner]
    return []


def _is_news(item: dict[str, Any]) -> bool:
    kind = item.get("@type")
    return any(isinstance(k, str) and NEWS_TYPES.search(k) for k in (kind if isinstance(kind, list) else [kind]))


def _rank(item: dict[str, Any], address: str | None, titles: set[str]) -> int:
    """Return how surely an object is about the page's story: not at all where its address is another page's."""
    places = {_place(words(item.get("url"))), _place(_id(item)), _place(_id(item.get("mainEntityOfPage")))} - {None}
    ours = (address in places) or letters(words(item.get("headline"))) in titles
    if places and address and not ours:
        return 0
    return 1 + ("headline" in item) * (1 + ours)


def _id(value: Any) -> str | None:
    given = value.get("@id") or value.get("url") if isinstance(value, dict) else value
    return given if isinstance(given, str) else None


def _place(url: str | None) -> str | None:
    """Return the path of an address, which a page keeps on its mobile or secure host."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return (parts.path.rstrip("/") + ("?" + parts.query if parts.query else "")) or None


def _resolved(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    """Return a reference, or the references in a list, as the objects that they name."""
    if isinstance(value, list):
        return [_resolved(v, named) if isinstance(v, dict) else v for v in value]
    if isinstance(value, dict) and not value.get("name") and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value
