"""By-lines: people before agencies, and neither the site nor its machine."""

from __future__ import annotations

import json

import pytest

from newsresearch.articles.html import read_html

SENTENCES = "".join(
    f"<p>The envoys met in the capital on Monday and spoke for {n} hours about the talks.</p>" for n in (2, 3, 4)
)
BYLINES = [
    "<p>By Ann Sample</p>",
    "<div>By <a href='/ann'>Ann Sample</a>, BBC News, Seoul</div>",
    "<a rel='author' href='/ann'>Ann Sample</a>",
    "<span itemprop='author'><a itemprop='name'>Ann Sample</a></span>",
    "<span class='byline'>By Ann Sample <time datetime='2024-03-05'>Published: Mar 05, 2024 10:35 PM</time></span>",
    "<div class='story__author-name'>Ann Sample · Sample Post · Posted: Mar 05, 2024 4:00 AM EST</div>",
    "<div data-component='byline-block'>By Ann Sample, Sample Post, Seoul</div>",
    "<p>By North Asia correspondent <a href='/ann'>Ann Sample</a> in Tokyo</p>",
    "<p>By Ann Sample for Sample Post</p>",
]


def byline(author: object = None, inside: str = "", head: str = "") -> str | None:
    """The by-line read from a page of Sample Post with this author in JSON-LD and this below its headline."""
    said = {"@type": "NewsArticle", "headline": "Envoys meet again", "url": "https://example.org/a"}
    linked = json.dumps(said | ({"author": author} if author else {}))
    head += f"<meta property='og:site_name' content='Sample Post'><script type='application/ld+json'>{linked}</script>"
    story = f"<article><h1>Envoys meet again</h1>{inside}{SENTENCES}</article>"
    return read_html(f"<html><head>{head}</head><body>{story}</body></html>").byline


@pytest.mark.parametrize("inside", BYLINES)
@pytest.mark.parametrize(
    "author",
    [None, {"@type": "Person", "name": "admin"}, {"@type": "Organization", "name": "Sample Post"},
     {"@type": "Person", "name": "NEWS WIRES"}, {"@type": "Person", "name": "The Associated Press"},
     {"@type": "NewsMediaOrganization", "name": "Another Desk"}],
)  # fmt: skip  # one list
def test_who_is_named_on_the_page_comes_before_the_site(author, inside):
    """A by-line on the page counts where metadata name nobody, the site, an organisation or an agency."""
    assert byline(author, inside) == "Ann Sample"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("KIM SAMPLE Associated Press", "KIM SAMPLE"),
        ("BY KIM SAMPLE, Associated Press", "KIM SAMPLE"),
        ("TARO SAMPLE/ Staff Writer", "TARO SAMPLE"),
        ("Ann Sample, staff reporter", "Ann Sample"),
        ("Ann Sample, Sample Post", "Ann Sample"),
        ("Ann Sample / Bob Sample", "Ann Sample, Bob Sample"),
        ("Ann Sample and Bob Sample", "Ann Sample and Bob Sample"),
        ("Sample staff reporter", "Sample staff reporter"),
        ("The Associated Press", "The Associated Press"),
    ],
)
def test_names_without_posts_and_outlets(written, name):
    """What stands behind a name, its post or its outlet, is cut off, in JSON-LD and in metadata alike."""
    assert byline({"@type": "Person", "name": written}) == name
    assert byline(None, "", f"<meta name='author' content='{written}'>") == name


@pytest.mark.parametrize("name", ["Sample Post", "DER SPIEGEL", "admin", "NEWS WIRES", "BBC News"])
def test_a_site_that_metadata_name_signs_nothing(name):
    """Metadata that name the site, an outlet or a machine name no writer."""
    site = f"<meta property='og:site_name' content='{name}'>"
    assert byline(None, "", f"{site}<meta name='author' content='{name}'>") is None


@pytest.mark.parametrize("name", ["Sample Post", "Sample Post with AFP"])
def test_a_site_that_signs_its_story(name):
    """A site that JSON-LD gives as the author stands where the page says nothing better."""
    assert byline({"@type": "Organization", "name": name}) == name


@pytest.mark.parametrize(
    "inside",
    ["<span class='byline'>By Xinhua <b>Published: Mar 05, 2024 10:35 PM</b></span>", "<p class='author'>Xinhua</p>"],
)
def test_an_agency_on_the_page(inside):
    """An agency in the by-line stands without the stamp behind it."""
    assert byline(None, inside) == "Xinhua"


def test_other_ways_to_name_a_writer():
    """The names of Parse.ly and of a card for Twitter count; an address is no name; both writers stand."""
    assert byline(None, "", "<meta name='parsely-author' content='Ann Sample'>") == "Ann Sample"
    card = "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Ann Sample'>"
    assert byline(None, "", f"{card}<meta property='article:author' content='https://example.org/ann'>") == "Ann Sample"
    people = [{"@type": "Person", "name": "Ann Sample"}, {"@type": "Organization", "name": "Sample Post"}, "Bob Sample"]
    assert byline(people) == "Ann Sample, Bob Sample"


@pytest.mark.parametrize(
    "around",
    [
        "<aside><a rel='author'>Bob Sample</a></aside>",
        "<footer><p>By Bob Sample</p></footer>",
        "<nav class='author'>Bob Sample</nav>",
    ],
)
def test_a_byline_beside_the_story_is_not_its(around):
    """Names in menus, boxes and the page's foot are of other stories."""
    assert byline({"@type": "Organization", "name": "Sample Post"}, around) == "Sample Post"


def test_each_writer_loses_the_place():
    """A place goes behind each of two names, and none is made of one place."""
    assert byline("Ann Sample in Seoul and Bob Sample in Tokyo") == "Ann Sample and Bob Sample"
