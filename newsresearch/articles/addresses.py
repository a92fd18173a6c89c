"""The address of a saved page: what the page says of itself, else what the program that saved it noted."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

from newsresearch.articles.tables import words

# Notes of browsers (the "mark of the web"), of SingleFile and of HTTrack, before or in the head.
NOTES = re.compile(
    r"<!--\s{0,20}saved from url=\(\d{1,6}\)(?P<saved>https?://[^\s<>]{3,2000})|"
    r"Page saved with SingleFile\s{1,20}url: (?P<single>https?://[^\s<>]{3,2000})|"
    r"<!-- Mirrored from (?P<mirrored>[\w.-]{3,200}/[^\s<>]{0,2000}) by HTTrack",
    re.I,
)
FIRST = 20_000  # characters in which such a note stands
ABSOLUTE = re.compile(r"(?:https?:)?//[^\s/]|www\.\w", re.I)
LOCAL = re.compile(r"[a-z][a-z\d+.-]*:", re.I)  # file:, about:, data: and the like are no address of a page
ARCHIVED = re.compile(r"^(?:https?://)?web\.archive\.org/web/\d{1,14}(?:[a-z]{2}_)?/(?P<inner>.+)$", re.I)


def address(text: str, tree: Any, meta: dict[str, str], linked: dict[str, Any]) -> str | None:
    """Return the address of a page, or None where it gives none that is whole.

    An address without a host is joined to that at which the page was saved, or to its base.

    Examples
    --------
    >>> from lxml import html
    >>> saved = "<!-- saved from url=(0021)https://example.org/a --><p>Envoys meet.</p>"
    >>> address(saved, html.fromstring(saved), {}, {})
    'https://example.org/a'
    """
    said = [meta.get("og:url"), *tree.xpath("//link[@rel='canonical']/@href"), words(linked.get("url"))]
    given = [str(url).strip() for url in said if url and str(url).strip()]
    if whole := next((url for url in given if ABSOLUTE.match(url)), None):
        return f"https:{whole}" if whole.startswith("//") else whole
    known = _noted(text) or base(tree)
    parts = [url for url in given if not LOCAL.match(url)]
    if parts and known:
        try:
            return urljoin(known, parts[0])
        except ValueError:  # what stands there is no address at all
            return _noted(text)
    return _noted(text)


def base(tree: Any) -> str | None:
    """Return the base to which a page's links are joined: it names the site, not the page.

    Examples
    --------
    >>> from lxml import html
    >>> base(html.fromstring("<head><base href='https://example.org/'></head>"))
    'https://example.org/'
    """
    return next((str(url).strip() for url in tree.xpath("//base/@href") if ABSOLUTE.match(str(url).strip())), None)


def live(url: str | None) -> str | None:
    """Return the address of which an address of the Internet Archive holds a copy; any other as it is.

    Examples
    --------
    >>> live("https://web.archive.org/web/20190228000000/http://example.org/a"), live("https://example.org/")
    ('http://example.org/a', 'https://example.org/')
    """
    found = ARCHIVED.match(url) if url else None
    return found["inner"] if found else url


def _noted(text: str) -> str | None:
    if not (found := NOTES.search(text[:FIRST])):
        return None
    return found["saved"] or found["single"] or f"http://{found['mirrored']}"
