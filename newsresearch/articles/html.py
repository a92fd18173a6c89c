"""HTML pages: trafilatura finds the body, the page's metadata name the rest, a pass of ours cuts what leaks."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from newsresearch.articles import addresses, bodies, bylines, cards, dates, headings, heads, times
from newsresearch.articles import linked as linked_data
from newsresearch.articles.draft import Draft
from newsresearch.articles.outlets import outlet_at, outlet_named
from newsresearch.articles.paragraphs import paragraphs_of
from newsresearch.articles.tables import words
from newsresearch.articles.wire import mend, read_wire
from newsresearch.forms.decoding import strip_tags


def read_html(text: str) -> Draft:
    """Return the article on an HTML page.

    The headline is the one on which the page's own statements agree (OpenGraph, JSON-LD, h1, title); the time is that
    of publication, never of an update; the by-line is of people, or of an agency or site that signs for them. Text that
    a style hides and cards of other stories are left out, a standfirst that the page's metadata repeat is put first.
    Nothing in the page is run, no address in it is followed.

    Examples
    --------
    >>> page = "<html><body><h1>Envoys meet</h1><p>The envoys met on Monday and will meet again.</p></body></html>"
    >>> read_html(page).headline
    'Envoys meet'
    """
    import trafilatura  # an extra, needed for this form alone
    from lxml import html as lxml_html

    try:
        # Comments would part the text of a paragraph; how deep a page may nest, the ledger has decided.
        parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True)
        tree = lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser=parser)
        meta = _meta(tree)
        linked = _linked_data(tree, meta)
        bodies.drop_hidden(tree)
        url = addresses.address(text, tree, meta, linked)
        cards.drop_cards(tree, url)
        page = bodies.Page(tree)
        outlet = outlet_at(addresses.live(url or addresses.base(tree))) or outlet_named(
            _first(meta.get("og:site_name"), words(linked.get("publisher")))
        )
        outlet = outlet or headings.logo(tree)
        titles = headings.titles(tree, meta, linked, outlet)
        if not titles and (named := headings.named(tree, meta, outlet)):
            titles = {"h1": named}
        whole = headings.stated(tree, meta, linked, outlet)
        section = _first(meta.get("article:section"), words(linked.get("articleSection")), _crumb(tree))
        title, zone = headings.heading(tree, meta, outlet), outlet.zone if outlet else None
        when, refused = times.published(tree, meta, linked, zone=zone, url=url, title=title)
        byline, spare = bylines.byline(tree, meta, linked, outlet, title)
        guess = None
        if when is None or not (byline or spare) or not titles:  # slow, so only where the page itself does not say
            guess = trafilatura.extract_metadata(tree)
        changed = set() if when else times.changed_days(tree, meta, linked, zone=zone, url=url)
        if (pre := bodies.preformatted(tree)) is not None:
            lines = paragraphs_of(pre)
        else:
            found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False)
            body: str = getattr(found, "text", None) or ""
            lines = [line.strip().removeprefix("- ") for line in body.split("\n") if line.strip()]
    except Exception as problem:  # lxml and trafilatura share no base class; a hostile page keeps its row
        draft = _as_text(text)
        draft.note = f"the HTML is broken ({str(problem)[:80]}); read as plain text"
        return draft
    named_as = [*titles.values(), *whole.values()]  # the page may show what is cut off its title
    draft = Draft(page.cleaned(lines, named_as, _first(meta.get("og:description"), meta.get("description"))))
    if not draft.paragraphs:
        draft.paragraphs = _as_text(text).paragraphs
        draft.note = "no body found by its shape; all full sentences of the page taken"
    if not titles and headings.opens(draft.paragraphs):
        titles = {"title": draft.paragraphs.pop(0)}
    draft.headline = headings.agreed(titles) or getattr(guess, "title", None) or None
    draft.byline = byline
    draft.section, draft.url = section, url
    if outlet:
        draft.outlet, draft.publisher_side = outlet.name, outlet.side
    draft.when = when
    if refused:
        draft.note = dates.refused(refused)
    draft.paragraphs = heads.without_labels(draft.paragraphs, byline)
    mend(draft)
    guessed_by = None if spare else getattr(guess, "author", None)
    draft.byline = bylines.settled((draft.byline, guessed_by), spare, meta, outlet)
    if draft.when is None and not refused and not (guessed := getattr(guess, "date", None) or "").endswith("-01-01"):
        day = dates.read_date(guessed)  # a first of January is a bare year, as of a copyright, made into a day
        draft.when = day if day and day.day not in changed else None
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


def _linked_data(tree: Any, meta: dict[str, str] | None = None) -> dict[str, Any]:
    """Return the JSON-LD object that describes the story, or an empty one."""
    return linked_data.story(tree, _meta(tree) if meta is None else meta)


def _crumb(tree: Any) -> str | None:
    """Return the last breadcrumb that the page's JSON-LD names."""
    for node in tree.iter("script"):
        if "BreadcrumbList" in (node.text or ""):
            names = re.findall(r'"name"\s*:\s*"([^"]{2,60})"', node.text)
            return names[-1] if names else None
    return None


def _first(*values: str | None) -> str | None:
    return next((v for v in values if v), None)
