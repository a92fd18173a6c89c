"""When a page was published: what it states for machines, then what it shows; never when it was changed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from newsresearch.articles.cards import beside, is_beside
from newsresearch.articles.dates import read_date
from newsresearch.articles.draft import When
from newsresearch.articles.stamps import stamps
from newsresearch.articles.tables import words

# Names of the time of publication in metadata: OpenGraph, schema.org, Dublin Core, and the makers of search and
# statistics (Parse.ly, Sailthru, Cxense); the last may be any day.
METAS = (
    "article:published_time", "og:article:published_time", "article:published", "article.published", "datepublished",
    "date_published", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "rnews:datepublished",
    "pubdate", "publishdate", "publish_date", "publish-date", "publication_date", "publication-date", "published",
    "article_date_original", "originalpublicationdate", "dc.date.issued", "dcterms.issued", "dc.date.published",
    "dc.date.created", "dcterms.created", "datecreated", "dc.date", "dcterms.date", "date",
)  # fmt: skip  # one list
CHANGES = (
    "article:modified_time", "og:updated_time", "article:updated_time", "datemodified", "lastmod", "last-modified",
    "dc.date.modified", "dcterms.modified", "revised", "article.updated", "cxenseparse:recs:modifiedtime",
)  # fmt: skip  # one list
CHANGED = re.compile(r"updat|modif|edited|revis", re.I)
ISSUED = re.compile(r"publish|posted|issued", re.I)
DATED = re.compile(r"\d{4}|\d\d?[-/.]\d\d?")  # "5 minutes ago" is no date, and none that does not exist
URL_DAY = re.compile(r"/(\d{4})[/-](\d\d)[/-](\d\d)(?:/|\b)")
UNSHOWN = frozenset(("script", "style", "noscript", "template", "head", "title", "select"))
NEAR = 1500  # characters below a headline in which a day with a time is its stamp
FAR = 20_000  # characters of a page in which a label tells one
LABEL = 60  # characters before a time in which its label stands
LONGEST_LABEL = 30  # characters of an element that is nothing but a label
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
ABOVE = 600  # characters above a headline


def published(
    tree: Any, meta: dict[str, str], linked: dict[str, Any], *, zone: str | None, url: str | None, title: Any = None
) -> tuple[When | None, str | None]:
    """Return the time at which a page says it was published, or, where it gives none that exists, what it gives.

    In order: JSON-LD, metadata, microdata, the ``time`` next below the headline, the words that the page shows. Of two
    that name the same day the one with a time counts.

    Parameters
    ----------
    tree : lxml element
        The page, without what it hides and without cards of other stories.
    meta, linked : dict
        Its metadata and the JSON-LD object of its story.
    zone : str or None
        The outlet's, for times without one.
    url : str or None
        The page's address: a link to another one is about another story.
    title : lxml element, optional
        The element of its headline.

    Examples
    --------
    >>> from lxml import html
    >>> page = "<body><h1>Talks</h1><time datetime='2024-03-05'>5 March</time></body>"
    >>> published(html.fromstring(page), {}, {}, zone=None, url=None)[0].day.isoformat()
    '2024-03-05'
    """
    best: When | None = None
    refused: str | None = None
    for given, origin in _statements(tree, meta, linked, url, title):
        when = read_date(given, zone=zone, origin=origin)
        if when is None:
            refused = refused or (given if DATED.search(given) else None)
        elif best is None or (best.day == when.day and when.precision == "minute"):
            best = when
        if best and best.precision == "minute":
            return best, None
    if best is None and (stamp := _shown(tree, title)):
        best = read_date(stamp, zone=zone)
    return best, None if best else refused


def _statements(
    tree: Any, meta: dict[str, str], linked: dict[str, Any], url: str | None, title: Any
) -> Iterator[tuple[str, str]]:
    if given := words(linked.get("datePublished")):
        yield given, "metadata"
    for name in METAS:
        if given := meta.get(name):
            yield given, "metadata"
    for given in _microdata(tree):
        yield given, "page"
    for given in _times(tree, url, title)[0]:
        yield given, "page"


def changed_days(
    tree: Any, meta: dict[str, str], linked: dict[str, Any], *, zone: str | None, url: str | None
) -> set[dt.date]:
    """Return the days on which a page says it was changed, without the one in its address.

    Examples
    --------
    >>> changed_days(None, {"og:updated_time": "2024-03-09T10:00:00+05:00"}, {}, zone=None, url=None)
    {datetime.date(2024, 3, 9)}
    """
    given = [words(linked.get("dateModified")), *(meta.get(name) for name in CHANGES)]
    if tree is not None:
        given += [*_times(tree, url, None)[1]]
        given += [stamp.text for stamp in stamps(_text(tree, None)[1]) if stamp.label == "changed"]
    days = {when.day for text in given if text and (when := read_date(text, zone=zone))}
    address = URL_DAY.search(url or "")
    named = read_date("-".join(address.groups())) if address else None
    return days - {named.day} if named else days


def _microdata(tree: Any) -> list[str]:
    """Return what elements named datePublished hold, in their attributes before their words."""
    found = tree.xpath("//*[@itemprop='datePublished'][not(ancestor::aside or ancestor::nav or ancestor::footer)]")
    values = (n.get("content") or n.get("datetime") or n.text_content()[:200] for n in found[:5])
    return [v.strip() for v in values if v.strip()][:1]


def _times(tree: Any, url: str | None, title: Any) -> tuple[list[str], list[str]]:
    """Return what the elements ``time`` of the story hold, those below its headline first; and those of changes."""
    below: list[str] = []
    above: list[str] = []
    changes: list[str] = []
    passed = title is None
    for node in tree.iter("h1", "time") if title is None or title.tag == "h1" else tree.iter(title.tag, "time"):
        if node.tag != "time":
            passed = passed or node is title
            continue
        given = (node.get("datetime") or node.text_content()[:200]).strip()
        if not given or beside(node, title) or any(_elsewhere(a, url) for a in node.iterancestors("a")):
            continue
        if _is_change(node):
            changes.append(given)
        else:
            (below if passed else above).append(given)
    return [*below[:1], *above[:1]], changes


def _elsewhere(link: Any, url: str | None) -> bool:
    href = (link.get("href") or "").strip()
    if not href or href.startswith("#") or link.get("rel") == "bookmark":
        return False
    if url is None:
        return True
    try:
        return urlsplit(urljoin(url, href)).path.rstrip("/") != urlsplit(url).path.rstrip("/")
    except ValueError:
        return True


def _is_change(node: Any) -> bool:
    """Return whether a ``time`` is labelled as one of a change, by its names or by the words before it."""
    for element in (node, node.getparent()):
        names = " ".join(element.get(key) or "" for key in ("class", "id", "itemprop", "data-testid"))
        if ISSUED.search(names):
            return False
        if CHANGED.search(names):
            return True
    last = node.getprevious()
    before = (node.getparent().text or "") if last is None else last.tail or ""
    if last is not None and last.tag != "time" and not before.strip(" :|"):
        text = " ".join(last.text_content()[:ABOVE].split())
        before = text if last.tag not in HEADINGS and len(text) <= LONGEST_LABEL else ""
    found = [*CHANGED.finditer(before[-LABEL:]), *ISSUED.finditer(before[-LABEL:])]
    label = max(found, key=lambda match: match.start())[0] if found else node.text_content()[:LABEL]
    return CHANGED.search(label) is not None and not ISSUED.search(label)


def _shown(tree: Any, title: Any) -> str | None:
    """Return the stamp in the words of a page: a labelled one, else a day with a time close to the headline."""
    above, below = _text(tree, title)
    near = NEAR if title is not None else FAR
    for text, reach in ((below, near), (above[-ABOVE:], ABOVE)):
        found = [stamp for stamp in stamps(text) if stamp.label != "changed"]
        if labelled := next((s.text for s in found if s.label == "issued"), None):
            return labelled
        if timed := next((s.text for s in found if s.timed and text.find(s.text) < reach), None):
            return timed
    return None


def _text(tree: Any, title: Any) -> tuple[str, str]:
    """Return the words that a page shows above and below its headline, without menus and boxes."""
    from lxml import etree  # an extra, needed for this form alone

    body = tree.find(".//body")
    parts: tuple[list[str], list[str]] = ([], [])
    length = skipped = 0
    side = 1 if title is None else 0
    for event, node in etree.iterwalk(tree if body is None else body, events=("start", "end")):
        if event == "start":
            if skipped or node.tag in UNSHOWN or is_beside(node, title):
                skipped += 1
            elif node.text:
                parts[side].append(node.text)
                length += side * len(node.text)
            continue
        if skipped:
            skipped -= 1
        if node is title:
            side = 1
        if not skipped and node.tail:
            parts[side].append(node.tail)
            length += side * len(node.tail)
        if length > FAR * 3:
            break
    above, below = (" ".join(" ".join(p).split()) for p in parts)
    return above, below[:FAR]
