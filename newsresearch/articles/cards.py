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
# Such a heading may also be a subheading of the story; and what is posted last may be what a live page reports.
ABOUT = re.compile(r"^(?:(?:read |see )?more (?:from|on|in)|also in) ", re.I)
POSTS = re.compile(r"^latest posts\W*$", re.I)
HEADS = ("h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset(("section", "div", "aside", "nav", "ul", "td"))
STORY = frozenset(("article", "main"))
BESIDE = frozenset(("nav", "aside", "footer"))
MOST = 200  # cards or headings of a page, or links of a block, that are looked at
LONGEST = 60  # characters of such a heading
SMALL = 0.5  # of what is left: a larger element is a story
LEFT = 0.2  # of a page's paragraphs: where less would be left, the block below such a heading is the page
MOSTLY = 0.5  # of a page's paragraphs: where less would be left, what its links alone tell are the posts of a live page
LINKED = 0.5  # of the letters of a list of other stories


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
    blocks, found = _blocks(tree, url)
    inside = {node for block in [*blocks, *found] for node in block.iter("article")}
    for node in islice(tree.iter("article"), MOST):
        if node not in inside and _leads_away(node, url):
            found.append(node)
            inside.update(node.iter("article"))
    whole = _size(tree)
    rest = whole - sum(_size(node) for node in blocks)
    if rest > 0 and rest >= LEFT * whole:
        for node in blocks:
            node.drop_tree()
        whole = rest
    sizes = [_size(node) for node in found]
    rest = whole - sum(sizes)
    if rest <= 0 or rest < MOSTLY * whole:
        return
    for node, size in zip(found, sizes, strict=True):
        if size <= SMALL * rest:
            node.drop_tree()


def is_list(node: Any) -> bool:
    """Return whether at least half of the letters of an element stand in links or in elements ``article``.

    Examples
    --------
    >>> from lxml import html
    >>> is_list(html.fromstring("<div>See <a href='/b'>Talks end</a></div>"))
    True
    """
    found = [n for n in node.iter("a", "article") if n.tag == "article" or n.get("href")]
    inner = set(found)
    outer = [n for n in found if not any(parent in inner for parent in n.iterancestors("a", "article"))]
    return sum(len(letters(n.text_content())) for n in outer) >= LINKED * len(letters(node.text_content()))


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


def _blocks(tree: Any, url: str | None) -> tuple[list[Any], list[Any]]:
    """Return the blocks that a heading of other stories opens, or the articles that follow it, none in another.

    The second are those that may be the posts of a live page.
    """
    out: tuple[list[Any], list[Any]] = ([], [])
    taken: set[Any] = set()
    for head in islice(tree.iter(*HEADS), MOST):
        text = " ".join(head.text_content()[: 10 * LONGEST].split())
        if len(text) > LONGEST or head in taken or not MORE.match(text):
            continue
        for node in _below(head, url, bool(ABOUT.match(text))):
            if node.find(".//h1") is None and node not in taken:
                out[bool(POSTS.match(text))].append(node)
                taken.update(node.iter())
    return out


def _below(head: Any, url: str | None, listed: bool) -> list[Any]:
    """Return the block that a heading opens, or the articles next to it where it stands among a story's paragraphs."""
    key = letters(head.text_content())
    block = head.getparent()
    while block is not None and block.tag in BLOCKS | {"header"} and _opening(block, len(key) + 1) == key:
        head, block = block, block.getparent()
    if block is None or block.tag in ("html", "body"):
        return []
    others = islice((n for n in islice(block.iter("article", "a"), MOST) if _is_other(n, url)), 2)
    if block.tag in BLOCKS and len(list(others)) > 1 and _opening(block, len(key)) == key:
        return [block] if not listed or is_list(block) else []
    articles = []
    for node in head.itersiblings():
        if node.tag != "article":
            break
        if _is_other(node, url):
            articles.append(node)
    return articles


def _is_other(node: Any, url: str | None) -> bool:
    """Return whether a link leads away from the page, or an article has no link or one that does."""
    if node.tag == "a":
        return _elsewhere(node.get("href") or "", url)
    links = [a.get("href") for a in node.iter("a") if a.get("href")]
    return not links or any(_elsewhere(href, url) for href in links)


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
    """Return whether a link leads to another page, and to none below the page's own path, as posts of a live page."""
    href = href.strip()
    if not href or href.startswith("#") or href.lower().startswith(("javascript:", "mailto:")):
        return False
    try:
        there, here = urlsplit(urljoin(url or "", href)), urlsplit(url or "")
    except ValueError:
        return False
    own = here.path.rstrip("/")
    same = there.path.rstrip("/") == own
    if own and there.netloc == here.netloc and there.path.startswith(f"{own}/") and not same:
        return False
    return url is None or not same or bool(here.query and there.query and here.query != there.query)
