"""Cards: what a page shows of other stories, inside or beside its own."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from newsresearch.articles.heads import letters

# A heading above other stories, as the outlets word it.
MORE = re.compile(
    r"^(?:(?:read |see )?more(?: (?:stories|news|articles|headlines|coverage|reading|to read|like this)|"
    r" (?:from|on|in) .{1,40})?|related(?: (?:stories|news|articles|coverage|content|topics|links|reading|posts))?|"
    r"recommended(?: (?:for you|stories|reading|articles))?|(?:latest|top|other|trending|popular|featured)"
    r"(?: (?:news|stories|headlines|articles|posts|now))?|most (?:read|viewed|popular|shared)(?: .{1,30})?|"
    r"editor['’]?s['’]? picks?|you (?:may|might) (?:also )?(?:like|be interested in)|don['’]t miss|"
    r"also (?:read|in .{1,30})|"
    r"(?:read|up|what to read) next|read also|further reading|in other news)\W{0,3}$",
    re.I,
)
HEADS = ("h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset(("section", "div", "aside", "nav", "ul", "td"))
STORY = frozenset(("article", "main"))
BESIDE = frozenset(("nav", "aside", "footer"))
MOST = 200  # cards or headings of a page that are looked at
LONGEST = 60  # characters of such a heading
SMALL = 0.5  # of what is left: a larger element is a story
LEFT = 0.2  # of a page's paragraphs: where less would be left, the cards are the page


def drop_cards(tree: Any, url: str | None) -> None:
    """Remove from a tree the cards of other stories.

    A card is an element ``article``, small beside what is left, whose heading links to another address; or what stands
    below a heading as "More stories".

    Examples
    --------
    >>> from lxml import html
    >>> card = "<article><h3><a href='/b'>Talks end</a></h3><p>They ended.</p></article>"
    >>> tree = html.fromstring(f"<main><h1>Envoys meet</h1><p>Envoys met on Monday again.</p>{card}</main>")
    >>> drop_cards(tree, "https://example.org/a")
    >>> tree.text_content()
    'Envoys meetEnvoys met on Monday again.'
    """
    blocks = _blocks(tree)
    found = list(blocks)
    inside = {node for block in blocks for node in block.iter("article")}
    for node in islice(tree.iter("article"), MOST):
        if node not in inside and _leads_away(node, url):
            found.append(node)
            inside.update(node.iter("article"))
    whole = _size(tree)
    sizes = [_size(node) for node in found]
    rest = whole - sum(sizes)
    if rest <= 0 or rest < LEFT * whole:
        return
    for n, (node, size) in enumerate(zip(found, sizes, strict=True)):
        if n < len(blocks) or size <= SMALL * rest:
            node.drop_tree()


def beside(node: Any, title: Any) -> bool:
    """Return whether an element is no part of the story whose headline stands in another element, or None.

    It stands beside it in a menu, a box or the page's header, or in another element ``article``.

    Examples
    --------
    >>> from lxml import html
    >>> page = html.fromstring("<body><header><time>now</time></header><h1>Talks</h1><time>then</time></body>")
    >>> [beside(node, page.find("h1")) for node in page.iter("time")]
    [True, False]
    """
    home = next(title.iterancestors("article"), None) if title is not None else None
    article = next(node.iterancestors("article"), None)
    if home is not None and article is not None and article is not home and article not in home.iterancestors():
        return home not in article.iterancestors()
    return any(is_beside(parent, title) for parent in node.iterancestors())


def is_beside(node: Any, title: Any) -> bool:
    """Return whether an element is a menu, a box, the foot of a page, or the header of the page and not of the story.

    Examples
    --------
    >>> from lxml import html
    >>> is_beside(html.fromstring("<aside>Talks</aside>"), None)
    True
    """
    if node.tag in BESIDE:
        return True
    if node.tag != "header" or (title is not None and node in title.iterancestors()):
        return False
    return not any(parent.tag in STORY for parent in node.iterancestors())


def _size(node: Any) -> int:
    return sum(len(p.text_content()) for p in node.iter("p"))


def _blocks(tree: Any) -> list[Any]:
    """Return the blocks that a heading of other stories opens, or the articles that follow it, none in another."""
    out: list[Any] = []
    taken: set[Any] = set()
    for head in islice(tree.iter(*HEADS), MOST):
        text = " ".join(head.text_content()[: 10 * LONGEST].split())
        if len(text) > LONGEST or head in taken or not MORE.match(text):
            continue
        for node in _below(head):
            if node.find(".//h1") is None and node not in taken:
                out.append(node)
                taken.update(node.iter())
    return out


def _below(head: Any) -> list[Any]:
    """Return the block that a heading opens, or the articles next to it where it stands among a story's paragraphs."""
    key = letters(head.text_content())
    block = head.getparent()
    while block is not None and block.tag in BLOCKS | {"header"} and _opening(block, len(key) + 1) == key:
        head, block = block, block.getparent()
    if block is None or block.tag in ("html", "body"):
        return []
    others = islice((node for node in block.iter("article", "a") if node.tag == "article" or node.get("href")), 2)
    if block.tag in BLOCKS and len(list(others)) > 1 and _opening(block, len(key)) == key:
        return [block]
    articles = []
    for node in head.itersiblings():
        if node.tag != "article":
            break
        articles.append(node)
    return articles


def _opening(node: Any, length: int) -> str:
    """Return the first letters of an element, without a look at the rest of it."""
    out = ""
    for text in node.itertext():
        out += letters(text[: 10 * LONGEST])
        if len(out) >= length:
            break
    return out[:length]


def _leads_away(node: Any, url: str | None) -> bool:
    """Return whether the heading of an element links to another address than the page's."""
    head = next(iter(node.iter(*HEADS)), None)
    if head is None or node.find(".//h1") is not None:
        return False
    key = letters(head.text_content())
    links = [a for a in node.iter("a") if a.get("href")]
    around = set(head.iterancestors("a")) | set(head.iter("a"))
    return any(_elsewhere(a.get("href"), url) for a in links if a in around or letters(a.text_content()) == key)


def _elsewhere(href: str, url: str | None) -> bool:
    href = href.strip()
    if not href or href.startswith("#") or href.lower().startswith(("javascript:", "mailto:")):
        return False
    try:
        there, here = urlsplit(urljoin(url or "", href)), urlsplit(url or "")
    except ValueError:
        return False
    same = there.path.rstrip("/") == here.path.rstrip("/")
    return url is None or not same or bool(here.query and there.query and here.query != there.query)
