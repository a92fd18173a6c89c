"""HTML pages: what they say of themselves, what they hide, and what stands beside the story."""

from __future__ import annotations

import gzip
import json
import textwrap

import pytest

from newsresearch.articles.headings import agreed, without_site
from newsresearch.articles.html import read_html

STORY = [
    "Envoys of two countries agreed on Saturday to meet again in the autumn, their hosts said in the old town hall.",
    "A date would be set before the summer, a spokesman told reporters after the talks, which had lasted for two days.",
    "Neither side wanted to say whether a joint statement had been planned, or who of them had left the room first.",
]
STANDFIRST = "Talks in the old town hall of Oslo end without a statement but with a promise to go on"


def page(body: str, head: str = "") -> str:
    """A page of ours."""
    return f"<html><head>{head}</head><body>{body}</body></html>"


def story(extra: str = "") -> str:
    """The story as an element of its own, with something in the middle."""
    first, second, third = (f"<p>{p}</p>" for p in STORY)
    return f"<article><h1>Envoys agree to meet again</h1>{first}{extra}{second}{third}</article>"


@pytest.mark.parametrize(
    "extra",
    [
        '<p style="display:none">These words stand in the page and nobody who reads it will ever see them at all.</p>',
        '<div style="color:red;visibility : hidden"><p>These words stand in the page and nobody sees them.</p></div>',
        "<p hidden>These words stand in the page and nobody who reads it will ever see them at all.</p>",
        '<p class="big note">These words stand in the page and nobody who reads it will ever see them at all.</p>',
        "<template><p>These words stand in the page and nobody who reads it will ever see them at all.</p></template>",
        '<script>document.write("<p>These words stand in the page and nobody runs what would show them.</p>")</script>',
        '<div class="author-bio"><p>The writer of this story has covered such talks for twenty years.</p></div>',
        '<div class="related-articles"><p>The minister said on Friday that the budget would grow next year.</p></div>',
        '<ul class="article_related"><li><p>The minister said on Friday that the budget would grow.</p></li></ul>',
        '<section id="more-stories"><p>The minister said on Friday that the budget would grow next year.</p></section>',
        '<div class="x-recirculation"><p>The minister said on Friday that the budget would grow next year.</p></div>',
        "<p>MORE : Another story of the day that nobody asked for</p>",
    ],
)
def test_what_is_no_part_of_the_story_is_left_out(extra):
    """Text that a style or attribute hides, scripts, boxes and links to other stories give no paragraph."""
    styles = "<style>.note{margin:0;display:none} @media print {article{display:none}}</style>"
    assert read_html(page(story(extra), styles)).paragraphs == STORY


@pytest.mark.parametrize(
    "opening",
    ['<div class="newsletter-page">', '<div style="display:none" id="app">', '<div class="paywall">', "<div hidden>"],
)
def test_a_whole_page_is_no_box(opening):
    """An element that holds the page, shown by a script or named after its template, is read."""
    assert read_html(page(f"{opening}{story()}</div>")).paragraphs == STORY


def test_what_stands_beside_the_article_is_left_out():
    """Paragraphs outside the element that holds the story are no part of it."""
    beside = "<div><p>Readers can find the best of our other stories in the letter that we send out daily.</p></div>"
    assert read_html(page(beside + story() + beside)).paragraphs == STORY


def test_comments_do_not_part_a_paragraph():
    """A comment inside a sentence, as some frameworks leave it, costs no words."""
    inside = story().replace("agreed on Saturday", "agreed <!-- -->on <a href='javascript:x'>Saturday</a><!-- -->")
    assert read_html(page(inside)).paragraphs == STORY


def test_a_standfirst_comes_first():
    """A line under the headline that the description repeats comes first; a description that is not shown is none."""
    head = f'<meta property="og:description" content="{STANDFIRST}">'
    shown = f"<header><p>{STANDFIRST}</p></header>"
    assert read_html(page(shown + story(), head)).paragraphs == [STANDFIRST, *STORY]
    assert read_html(page(story(), head)).paragraphs == STORY


def test_a_paragraph_printed_twice_counts_once():
    """A caption or pull quote that repeats a paragraph is left out."""
    assert read_html(page(story() + story(f"<p>{STORY[0]}</p>"))).paragraphs == STORY


@pytest.mark.parametrize(
    ("said", "headline"),
    [
        ({"og": "Envoys meet", "twitter": "Envoys meet", "linked": "Talks go on", "h1": "Talks go on"}, "Envoys meet"),
        ({"og": "Envoys meet", "linked": "Talks go on", "h1": "Talks go on", "title": "Talks go on"}, "Talks go on"),
        ({"og": "Envoys meet", "h1": "Talks go on"}, "Envoys meet"),
        ({"h1": "Talks go on", "title": "Sample Post"}, "Talks go on"),
        ({"title": "Talks go on"}, "Talks go on"),
        ({}, None),
    ],
)  # fmt: skip  # a table, its rows side by side
def test_the_headline_is_what_the_page_agrees_on(said, headline):
    """OpenGraph's title stands unless three other statements agree on another."""
    assert agreed(said) == headline


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Envoys of two countries meet | Politics | Sample Post", "Envoys of two countries meet"),
        ("Envoys of two countries meet - Sample Post", "Envoys of two countries meet"),
        ("Envoys of two countries meet - and leave again", "Envoys of two countries meet - and leave again"),
        ("Meet | Sample Post", "Meet | Sample Post"),
    ],
)  # fmt: skip  # a table, its rows side by side
def test_the_name_of_the_site_is_no_headline(title, headline):
    """Bars part a site's name from its title; a dash only before the name that the page itself gives."""
    assert without_site(title, {"og:site_name": "Sample Post"}, None) == headline


@pytest.mark.parametrize(
    ("said", "headline"),
    [
        ({"og:title": "Envoys meet in Oslo | The Sample Post: Breaking News and Analysis"}, "Envoys meet in Oslo"),
        ({"og:title": "Envoys meet in Oslo - Sample Post: Informed Analysis of the Talks of Envoys"},
         "Envoys meet in Oslo"),
        ({"og:title": "Sample Post | Envoys meet in Oslo"}, "Envoys meet in Oslo"),
        ({"title": "Envoys meet : Talks : News : The Sample Post", "h1": "Envoys meet"}, "Envoys meet"),
        ({"title": "Envoys meet - World - A Paper", "h1": "Envoys meet"}, "Envoys meet"),
        ({"og:title": "Envoys and the bomb | A long road", "h1": "Envoys and the bomb | A long road",
          "title": "Envoys and the bomb | A long road - Sample Post"}, "Envoys and the bomb | A long road"),
        ({"h1": "Envoys meet in the old town | World", "linked": "Envoys meet in the old town"},
         "Envoys meet in the old town"),
        ({"og:title": "Envoys meet in Oslo - and leave again", "h1": "Envoys meet in Oslo"},
         "Envoys meet in Oslo - and leave again"),
        ({"og:title": "Envoys meet in Oslo | Envoys", "article:section": "Envoys",
          "h1": "Envoys meet in Oslo | Envoys"}, "Envoys meet in Oslo"),
    ],
)  # fmt: skip  # a case a line
def test_a_tail_goes_where_the_page_tells_that_it_is_none(said, headline):
    """Site, motto and section are cut off; a bar within a headline that h1 has too stays."""
    linked = json.dumps({"@type": "NewsArticle", "url": "/x", "headline": said.get("linked", "")})
    head = "".join(f'<meta property="{name}" content="{said[name]}">' for name in said if ":" in name)
    head += f"<meta property='og:site_name' content='The Sample Post'><title>{said.get('title', '')}</title>"
    head += f'<script type="application/ld+json">{linked}</script>'
    body = story().replace("<h1>Envoys agree to meet again</h1>", f"<h1>{said['h1']}</h1>" if "h1" in said else "")
    assert read_html(page(body, head)).headline == headline


@pytest.mark.parametrize("logo", ["Korean Central News Agency of DPRK", "Rodong Sinmun", "KCNA", "The Sample Post"])
@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<h1>Envoys meet</h1>", ""),
        ("<div class='article-main-title'>Envoys meet</div>", ""),
        ("<div id='news_Title'>Envoys meet</div>", ""),
        ("<span itemprop='headline'>Envoys meet</span>", ""),
        ("<div class='sidebar-title'>Other talks</div><td class='art_title'>Envoys meet</td>", ""),
        ("<aside><p class='title'>Other talks</p></aside><h2><span class='headline'>Envoys meet</span></h2>", ""),
        ("", "<p align=center><b>Envoys meet</b></p>"),
    ],
)
def test_a_logo_is_no_headline(logo, above, below):
    """Where title and h1 name the site alone, an element named after a headline or the body's first line counts."""
    story_ = "".join(f"<p>{p}</p>" for p in STORY)
    head = f"<title>{logo}</title><meta property='og:site_name' content='Sample Post'>"
    draft = read_html(page(f"<h1>{logo}</h1>{above}<div>{below}{story_}</div>", head))
    assert (draft.headline, draft.paragraphs) == ("Envoys meet", STORY)


@pytest.mark.parametrize("logo", ["<title>Rodong Sinmun</title>", "<h1>Rodong Sinmun</h1>"])
def test_a_logo_tells_the_outlet(logo):
    """A page without an address whose title or heading is an outlet's name is that outlet's."""
    body = "".join(f"<p>{p}</p>" for p in ("<b>Envoys Denounce U.S.</b>", *STORY))
    draft = read_html(page(f"{logo}<div>{body}</div>"))
    assert (draft.outlet, draft.publisher_side, draft.headline) == ("Rodong Sinmun", "DPRK", "Envoys Denounce U.S.")


def test_a_page_that_says_nothing_else_keeps_the_name():
    """A page whose only title is the name of its site is better found by that than by nothing."""
    body = "".join(f"<p>{p}</p>" for p in STORY)
    assert read_html(page(body, "<title>Rodong Sinmun</title>")).headline == "Rodong Sinmun"


def test_a_preformatted_page_has_its_wraps_undone():
    """The body of a page in one <pre> is joined to paragraphs where its lines were wrapped, its dateline read."""
    wrapped = "\n\n".join(textwrap.fill(p, 70) for p in (f"OSLO, March 2 (Sample) -- {STORY[0]}", *STORY[1:]))
    draft = read_html(page(f"<h1>Envoys agree to meet again</h1><pre>{wrapped}</pre><p>Home</p>"))
    assert (draft.paragraphs, draft.dateline) == (STORY, "OSLO")


def test_a_piece_of_code_is_no_page():
    """A <pre> beside a story is no body."""
    assert read_html(page(story() + "<pre>make test\nmake report</pre>")).paragraphs[:3] == STORY


def test_entities_of_json_ld_are_letters():
    """A headline that JSON-LD writes with entities comes out as text."""
    linked = json.dumps({"@type": "NewsArticle", "url": "/x", "headline": "Envoys &#8217;meet&#8217;"})
    head = f'<script type="application/ld+json">{linked}</script>'
    draft = read_html(page(story().replace("<h1>Envoys agree to meet again</h1>", ""), head))
    assert draft.headline == "Envoys ’meet’"


def test_words_as_another_project_expects(shared):
    """A page of a British outlet gives the paragraphs that Fundus expects, in its order."""
    folder = shared / "corpora" / "outlet_pages"
    answers = json.loads((folder / "TheMirror.json").read_text(encoding="utf-8"))
    draft = read_html(gzip.decompress((folder / "TheMirror_2026_01_06.html.gz").read_bytes()).decode())
    expected = [
        [text for part in ("summary", "sections") for text in _texts(answer["body"].get(part))]
        for answer in answers.values()
    ]
    assert draft.paragraphs in expected


def _texts(value: object) -> list[str]:
    """The texts in Fundus' nested body."""
    if isinstance(value, dict):
        return [text for key in ("headline", "paragraphs") for text in _texts(value.get(key))]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) and value else []


@pytest.mark.parametrize("name", ["story-list", "article-list", "news-cards"])
def test_a_list_that_is_most_of_the_page_stays(name):
    """A box named a list is the story where it holds most of the page and few links."""
    told = "".join(f"<p>In hour {n} the envoys told the hosts of the hall what they had agreed.</p>" for n in range(5))
    opening = "<p>The envoys met on Monday in the old town hall of the capital.</p>"
    draft = read_html(f"<html><body><h1>Envoys meet</h1>{opening}<div class='{name}'>{told}</div></body></html>")
    assert sum("In hour" in p for p in draft.paragraphs) == 5


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("KCNA - a look at the agency's past", "KCNA"),
        ("Sample's war on the media - CNN and others fight back", "CNN"),
        ("Deal or no deal on the bomb – the Guardian view", "The Guardian"),
    ],
)
def test_a_headline_that_names_the_site_stays_whole(title, site):
    """Nothing is cut off a headline on which h1, OpenGraph and title agree, but the bare name of the site behind it."""
    text = "The envoys of two countries met on Monday in the old town hall of the capital and will meet again."
    head = f'<meta property="og:site_name" content="{site}"><meta property="og:title" content="{title}">'
    for tail in ("", f" | {site}"):
        window = f"<title>{title}{tail}</title>"
        draft = read_html(f"<html><head>{window}{head}</head><body><h1>{title}</h1><p>{text}</p></body></html>")
        assert (draft.headline, draft.paragraphs) == (title, [text])


def test_a_title_without_its_site_is_still_cut_from_the_body():
    """The body loses the title as the page shows it, with what is cut off the headline."""
    text = "The envoys of two countries met on Monday in the old town hall of the capital and will meet again."
    head = '<meta property="og:site_name" content="Sample Post">'
    title = "Envoys of two countries meet | Sample Post"
    body = f"<h1>{title}</h1><div><p>{title}</p><p>{text}</p></div>"
    draft = read_html(f"<html><head>{head}</head><body>{body}</body></html>")
    assert (draft.headline, draft.paragraphs) == ("Envoys of two countries meet", [text])
