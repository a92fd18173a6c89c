"""The body of an HTML page: what a style hides left out, boxes cut off, the standfirst put first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from newsresearch.articles.cards import is_list
from newsresearch.articles.heads import letters

HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)
# Rules of one plain class or id, as in ".note{display:none}"; rules for print or for small screens are left alone.
AT_RULE = re.compile(r"@[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
RULE = re.compile(r"(?:^|[{},])\s*([.#])([\w-]{1,60})\s*\{([^{}]{0,2000})\}")
# Words in class or id by which pages name what is no part of the story.
BOXES = re.compile(
    r"(?:^|[\s_-])(?:author[\w-]{0,12}[_-]bio\w*|authorbio|bio-wrapper|fact-?box|access-wall|registration-wall|"
    r"newsletter[\w-]{0,12}|show-comments|comments?-(?:section|list|area|container)|most-?(?:read|viewed|popular)|"
    r"(?:product|affiliate)-(?:card|box|widget)|cookie-\w+|"
    r"related(?:-?(?:articles?|stories|content|news|links|posts|coverage))?|more-?(?:stories|news|articles))(?:$|[\s_-])",
    re.I,
)
# Those that also name the list in which a page tells its story.
LISTS = re.compile(
    r"(?:^|[\s_-])(?:(?:teaser|story|news|article)-?(?:cards|list)|recirc\w{0,12}|recommended(?:-\w{1,12})?)(?:$|[\s_-])",
    re.I,
)
CONTAINERS = ("article", "main")
HALF = 0.5  # of a page's paragraphs
WHOLE = 0.8  # of a page's paragraphs: what holds more is the page, shown by a script or named after its template
MOST = 0.7  # of a body's letters have to stand in a container before what stands outside it is dropped
UNSHOWN = frozenset(("script", "style", "noscript"))
PREFORMATTED = 0.6  # of a page's letters
REPEATED = 40  # letters; a shorter line may come twice


def drop_hidden(tree: Any) -> None:
    """Remove from a tree what its page does not show: by attribute, by style, or by a plain rule of its own styles."""
    hidden, whole = _hidden_names(tree), _paragraph_letters(tree)
    for node in list(tree.iter("*")):
        style = node.get("style")
        if (
            node.get("hidden") is not None
            or (style and HIDDEN.search(style))
            or (
                hidden
                and (f"#{node.get('id')}" in hidden or any(f".{c}" in hidden for c in node.get("class", "").split()))
            )
            or node.tag == "template"
        ):
            _drop(node, whole)


def _paragraph_letters(node: Any) -> int:
    return sum(len(p.text_content()) for p in node.iter("p"))


def _is_aside(node: Any, whole: int) -> bool:
    """Return whether an element holds less than half of a page, or links above all."""
    size = _paragraph_letters(node)
    return size < HALF * whole or (size <= WHOLE * whole and is_list(node))


def _hidden_names(tree: Any) -> set[str]:
    names = set()
    for node in tree.iter("style"):
        if (sheet := node.text) and "none" in sheet and not (node.get("media") or "all").startswith("print"):
            for kind, name, rules in RULE.findall(AT_RULE.sub("}", sheet[:500_000])):
                if HIDDEN.search(rules):
                    names.add(kind + name)
    return names


def _drop(node: Any, whole: int) -> None:
    """Remove an element and keep what follows it, unless it holds the page."""
    inside = node.getparent() is not None and node.tag not in ("html", "body", "head")
    if inside and (node.tag == "p" or not whole or _paragraph_letters(node) <= WHOLE * whole):
        node.drop_tree()


def preformatted(tree: Any) -> str | None:
    r"""Return the text of the one element ``pre`` that holds a page's body, its lines as they stand, or None.

    Examples
    --------
    >>> from lxml import html
    >>> preformatted(html.fromstring("<body><h1>Talks</h1><pre>Envoys met in the capital on\nMonday.</pre></body>"))
    'Envoys met in the capital on\nMonday.'
    """
    found = [node for _, node in zip(range(2), tree.iter("pre"), strict=False)]
    if len(found) != 1:
        return None
    text = str(found[0].text_content())
    body = found[0].getroottree().find(".//body")
    nodes = (tree if body is None else body).iter("*")
    shown = sum(len(letters(t)) for n in nodes for t in (n.tag not in UNSHOWN and n.text, n.tail) if t)
    return text if len(letters(text)) >= PREFORMATTED * shown else None


class Page:
    """What a page's tree says about its body, taken before a library works on the tree."""

    def __init__(self, tree: Any) -> None:
        whole = _paragraph_letters(tree)
        for node in list(tree.iter("div", "section", "aside", "ul", "figure")):
            named = f"{node.get('class', '')} {node.get('id', '')}"
            if len(named) > 5 and (BOXES.search(named) or (LISTS.search(named) and _is_aside(node, whole))):
                _drop(node, whole)
        found = [node for tag in CONTAINERS for node in tree.iter(tag)]
        found += tree.xpath("//*[@itemprop='articleBody']")
        self.containers = sorted({letters(node.text_content()) for node in found}, key=len)
        self.shown = {
            letters(text): " ".join(text.split())
            for node in tree.iter("p", "h2", "h3", "div", "span", "strong")
            if len(node) <= 3 and 30 < len(text := node.text_content()) < 600
        }

    def cleaned(self, lines: list[str], titles: Iterable[str], description: str | None) -> list[str]:
        """Return the lines of a body without its title, boxes beside the story and repeats, the standfirst first."""
        keys = [letters(line) for line in lines]
        whole = sum(map(len, keys))
        for container in self.containers:  # the smallest that holds most of the body
            inside = [key in container for key in keys]
            if sum(len(key) for key, is_in in zip(keys, inside, strict=True) if is_in) >= MOST * whole:
                lines = [line for line, is_in in zip(lines, inside, strict=True) if is_in]
                break
        named = {letters(title) for title in titles}
        lines = [line for line in lines if letters(line) not in named]
        seen: set[str] = set()
        kept = []
        for line in lines:
            key = letters(line)
            if key not in seen or len(key) < REPEATED:
                kept.append(line)
            seen.add(key)
        standfirst = self._standfirst(description)
        if standfirst and kept and not any(letters(standfirst) in key for key in seen):
            kept.insert(0, standfirst)
        return kept

    def _standfirst(self, description: str | None) -> str | None:
        """Return the paragraph on the page that its description repeats, whole or cut off."""
        key = letters(description)
        if len(key) < REPEATED:
            return None
        if key in self.shown:
            return self.shown[key]
        cut = (description or "").rstrip().endswith(("...", "…"))
        return next((text for whole, text in self.shown.items() if whole.startswith(key)), None) if cut else None
