"""Cards of other stories, inside and beside the story of a page."""

from __future__ import annotations

import time

import pytest
from lxml import html

from newsresearch.articles.cards import drop_cards
from newsresearch.articles.html import read_html

STORY = [
    "Envoys of two countries agreed on Saturday to meet again in the autumn, their hosts said in the old town hall.",
    "A date would be set before the summer, a spokesman told reporters after the talks, which had lasted for two days.",
    "Neither side wanted to say whether a joint statement had been planned, or who of them had left the room first.",
]
PARAGRAPHS = "".join(f"<p>{p}</p>" for p in STORY)
OTHER = "<p>The minister of the sample said on Friday that the budget would grow by {n} percent next year.</p>"


def cards(head: str = "<h3>Another story {n}</h3>") -> str:
    """Five cards of other stories."""
    return "".join(f"<article>{head}{OTHER}</article>".replace("{n}", str(n)) for n in range(1, 6))


def page(body: str, url: str = "https://example.org/envoys") -> str:
    """A page of ours at this address."""
    head = f"<meta property='og:url' content='{url}'>" if url else ""
    return f"<html><head>{head}</head><body>{body}</body></html>"


LINKED = "<h3><a href='/story{n}'>Another story {n}</a></h3>"
AROUND = "<a href='https://example.org/story{n}'><h3>Another story {n}</h3></a>"


@pytest.mark.parametrize("heading", ["More stories", "Related", "Recommended for you", "Latest news", "Read next"])
@pytest.mark.parametrize("opening", ["<section><h2>", "<div><header><h4>"])
def test_cards_below_a_heading(heading, opening):
    """What stands in a block below More stories, Related and the like is no part of the story, linked or not."""
    block = f"{opening}{heading}{'</h2>' if 'h2' in opening else '</h4></header>'}{cards()}"
    block += "</section>" if "h2" in opening else "</div>"
    story = f"<h1>Envoys agree to meet again</h1>{PARAGRAPHS}"
    for body in (
        f"<main><article>{story}{block}</article></main>",
        f"<main><div>{story}</div>{block}</main>",
        f"<main><article>{story}</article></main>{block}",
    ):
        assert read_html(page(body)).paragraphs == STORY


def test_cards_among_the_paragraphs():
    """Articles that follow such a heading go though nothing else wraps them."""
    body = f"<article><h1>Envoys agree to meet again</h1>{PARAGRAPHS}<h2>More stories</h2>{cards()}</article>"
    assert read_html(page(body)).paragraphs[: len(STORY)] == STORY
    assert len(read_html(page(body)).paragraphs) <= len(STORY) + 1


@pytest.mark.parametrize("head", [LINKED, AROUND])
@pytest.mark.parametrize("url", ["https://example.org/envoys", ""])
def test_a_card_is_told_by_its_link(head, url):
    """An article whose heading links elsewhere is a card wherever it stands."""
    first, *rest = (f"<p>{p}</p>" for p in STORY)
    card = cards(head).split("</article>")[0] + "</article>"
    body = f"<main><h1>Envoys agree to meet again</h1>{first}{card}{''.join(rest)}{card}</main>"
    assert read_html(page(body, url)).paragraphs == STORY


def test_the_posts_of_a_live_page_stay():
    """Articles that link to a place or a query of the page itself are its parts."""
    posts = "".join(
        f"<article><h2><a href='/envoys?post={n}#p{n}'>At {n} o'clock</a></h2><p>{p}</p></article>"
        for n, p in enumerate(STORY)
    )
    body = read_html(page(f"<main><h1>Envoys agree to meet again</h1>{posts}</main>")).paragraphs
    assert [p for p in body if len(p) > 30] == STORY


POSTS = [f"The envoys in room {n} said on Monday that they had read the draft and would answer soon." for n in range(7)]


@pytest.mark.parametrize("place", ["/live/p{n}", "/live/talks/p{n}", "#p{n}"])
@pytest.mark.parametrize("block", ["{}", "<section><h2>Latest posts</h2>{}</section>"])
def test_a_live_page_is_its_posts(place, block):
    """Posts that hold more than the opening of their page are no cards, wherever their headings link to."""
    posts = "".join(
        f"<article><h2><a href='{place.replace('{n}', str(n))}'>Envoys in room {n} speak</a></h2><p>{p}</p></article>"
        for n, p in enumerate(POSTS)
    )
    body = f"<main><h1>Envoys speak all day</h1>{PARAGRAPHS}{block.format(posts)}</main>"
    found = read_html(page(body, "https://example.org/live/talks")).paragraphs
    assert [p for p in found if p in POSTS] == POSTS


@pytest.mark.parametrize("heading", ["More from the speech", "More on the sanctions", "Also in the statement"])
def test_a_subheading_above_linked_text_stays(heading):
    """A section of the story keeps its place though words in it are linked."""
    text = "The envoys read <a href='/a'>a draft</a> and <a href='/b'>a map</a> before they spoke of the old border."
    body = f"<article><h1>Envoys meet</h1>{PARAGRAPHS}<section><h2>{heading}</h2><p>{text}</p></section></article>"
    tree = html.document_fromstring(page(body))
    drop_cards(tree, "https://example.org/envoys")
    assert "spoke of the old border" in tree.text_content()


def test_the_storys_own_link_makes_it_no_card():
    """A story whose heading links to itself, at an address that the page does not give, stays."""
    body = (
        f"<main><article><h2><a href='/2024/03/envoys'>Envoys agree to meet again</a></h2>{PARAGRAPHS}</article></main>"
    )
    assert read_html(page(body, "")).paragraphs[-3:] == STORY


def test_a_subheading_is_no_heading_of_other_stories():
    """A block with paragraphs and no links below a heading of the story stays."""
    body = (
        f"<article><h1>Envoys meet</h1><p>{STORY[0]}</p><section><h2>More on the talks</h2><p>{STORY[1]}</p></section>"
    )
    assert STORY[1] in read_html(page(f"{body}<p>{STORY[2]}</p></article>")).paragraphs


def test_a_page_of_cards_keeps_them():
    """Where nothing is left beside the cards, they are what the page is."""
    assert len(read_html(page(f"<main>{cards(LINKED)}</main>")).paragraphs) >= 5


@pytest.mark.parametrize(
    "body", ["<article><h3><a href='/x'>A</a></h3>" * 200, "<h2>More stories</h2>" * 5000, "<div><h2>More</h2>" * 200,
     "<h2>More</h2><p>They met. </p>" * 3000],
)  # fmt: skip  # one list
def test_cards_are_found_in_linear_time(body):
    """No page makes the search slow."""
    tree = html.document_fromstring(page(f"<h1>Envoys agree to meet again</h1>{PARAGRAPHS}{body}"))
    start = time.process_time()
    drop_cards(tree, None)
    assert time.process_time() - start < 1
