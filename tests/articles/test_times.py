"""When a page was published: which of its many times counts."""

from __future__ import annotations

import json
import time

import pytest
from lxml import html

from newsresearch.articles.html import read_html
from newsresearch.articles.times import changed_days, published

SENTENCES = "".join(
    f"<p>The envoys met in the capital on Monday and spoke for {n} hours about the talks.</p>" for n in (2, 3, 4)
)
OTHER = "<time datetime='2026-11-29T10:00:00Z'>29 November</time>"
OURS = "<time datetime='2024-03-05T07:12:00+05:00'>Mar 5</time>"
URL = "https://example.org/envoys"


def when(inside: str = "", head: str = "", around: str = "{}") -> str | None:
    """The time of publication that is read from a page with this below its headline, in UTC."""
    story = f"<article><h1>Envoys meet again</h1>{inside}{SENTENCES}</article>"
    meta = f"<meta property='og:url' content='{URL}'>{head}"
    draft = read_html(f"<html><head>{meta}</head><body>{around.replace('{}', story)}</body></html>")
    if draft.when is None:
        return None
    return draft.when.at.strftime("%Y-%m-%d %H:%M" if draft.when.precision == "minute" else "%Y-%m-%d")


@pytest.mark.parametrize(
    "name",
    ["article:published_time", "parsely-pub-date", "dcterms.created", "dc.date", "dcterms.date", "sailthru.date",
     "cxenseparse:recs:publishtime", "article.published", "DC.date.issued", "pubdate", "date", "publish-date"],
)  # fmt: skip  # one list
def test_metadata_come_before_what_the_page_shows(name):
    """A time of publication under any of its usual names counts before a time on the page."""
    assert when(OTHER, f"<meta name='{name}' content='2024-03-05T07:12:00+05:00'>") == "2024-03-05 02:12"


def test_json_ld_comes_first():
    """JSON-LD's datePublished counts before metadata."""
    linked = json.dumps({"@type": "NewsArticle", "headline": "Envoys meet again", "datePublished": "2024-03-05T02:12Z"})
    head = "<meta property='article:published_time' content='2026-11-29'>"
    assert when("", f"{head}<script type='application/ld+json'>{linked}</script>") == "2024-03-05 02:12"


def test_a_time_counts_before_its_day():
    """Where two statements name one day, the one with a time counts; another day's does not."""
    day = "<meta name='dc.date' content='2024-03-05'>"
    assert when("", day + "<meta name='date' content='2024-03-05T02:12:00Z'>") == "2024-03-05 02:12"
    assert when("", day + "<meta name='date' content='2024-03-07T02:12:00Z'>") == "2024-03-05"


@pytest.mark.parametrize(
    "element",
    ["<span itemprop='datePublished' content='2024-03-05T02:12:00Z'>5 March</span>",
     "<time itemprop='datePublished' datetime='2024-03-05T02:12:00Z'>5 March</time>",
     "<div itemprop='datePublished'>March 5, 2024 2:12 AM UTC</div>"],
)  # fmt: skip  # one list
def test_microdata(element):
    """An element named datePublished gives its attribute, else its words, before any other time."""
    assert when(OTHER + element) == "2024-03-05 02:12"


@pytest.mark.parametrize(
    "around",
    [
        f"<header>{OTHER}</header>{{}}",
        f"<nav>{OTHER}</nav>{{}}",
        f"<aside>{OTHER}</aside>{{}}",
        f"<main><a href='/other'>{OTHER}</a>{{}}</main>",
        f"<main><article><h3><a href='/other'>Talks end</a></h3>{OTHER}</article>{{}}</main>",
        f"<main><article><h3>Talks end</h3>{OTHER}</article>{{}}</main>",
        f"<div>{OTHER}</div>{{}}",
    ],
)
def test_the_time_below_the_headline(around):
    """A time in the page's header, beside the story or of another story is not the story's."""
    assert when(OURS, "", around) == "2024-03-05 02:12"


@pytest.mark.parametrize(
    "element",
    [
        f"<header><p>{OURS}</p></header>",
        f"<a href='{URL}' rel='bookmark'>{OURS}</a>",
        f"<p>Updated {OTHER}</p><p>Published {OURS}</p>",
        f"<p>Published {OURS}, updated {OTHER}</p>",
        f"<time class='updated' datetime='2026-11-29'>x</time>{OURS}",
        "<time class='entry-date published updated' datetime='2024-03-05T02:12:00Z'>x</time>",
        "<time datetime='2026-11-29'>Updated today</time><time>2024.03.05 02:12 UTC</time>",
        f"<span>Last modified: </span>{OTHER}{OURS}",
    ],
)
def test_a_time_of_a_change_is_none_of_publication(element):
    """In the story's own header or link a time counts; labelled as of a change, by name or words, it does not."""
    assert when(element) == "2024-03-05 02:12"


@pytest.mark.parametrize(
    "line",
    [
        "March 5, 2024 at 11:12 JST",
        "Published Mar 5, 2024 11:12 am KST | Updated Nov 29, 2026 9:00 am KST",
        "Updated Nov 29, 2026 9:00 am KST | Published Mar 5, 2024 11:12 am KST",
        "Posted on : Mar.5,2024 11:12 KST",
        "<span>Posted:</span> <b>Mar 04, 2024</b> 9:12 PM EST",
        "5 March 2024, 02:12 GMT",
    ],
)
def test_words_that_the_page_shows(line):
    """Where a page states no time for machines, the stamp below its headline counts, with its time and zone."""
    assert when(f"<div>{line}</div>", "", "<div>Saturday, November 28, 2026</div>{}") == "2024-03-05 02:12"


@pytest.mark.parametrize(
    "inside",
    ["", "<p>Last updated: 9 March 2024</p>", "<time class='updated' datetime='2024-03-09'>9 March</time>",
     "<p>Updated March 9, 2024 10:00</p>"],
)  # fmt: skip  # one list
def test_a_page_that_tells_of_changes_alone(inside):
    """A page that says only when it was changed has no time of publication."""
    assert when(inside, "<meta property='article:modified_time' content='2024-03-09T10:00:00+05:00'>") is None
    assert when(inside, "") is None


def test_a_day_in_the_story_is_no_stamp():
    """What the story tells of a day and an hour is not the minute at which it was published."""
    found = when("<p>They had met on March 9, 2024 at 10:00 KST before that, for two hours and a half.</p>")
    assert found in (None, "2024-03-09")


@pytest.mark.parametrize("body", ["<time>" * 200, "<p>Updated <time>x</time></p>" * 3000, "<p>1:00 March</p>" * 5000])
def test_times_are_found_in_linear_time(body):
    """No page makes the search slow."""
    tree = html.document_fromstring(f"<html><body><h1>Envoys meet</h1>{body}</body></html>")
    start = time.process_time()
    published(tree, {}, {}, zone=None, url=URL, title=tree.find(".//h1"))
    changed_days(tree, {}, {}, zone=None, url=URL)
    assert time.process_time() - start < 1


@pytest.mark.parametrize("title", ["Envoys say edited draft is revised", "Editors update their modified map"])
def test_a_headline_above_a_time_is_no_label(title):
    """A headline that tells of a change does not make the time below it one."""
    tree = html.document_fromstring(f"<body><h1>{title}</h1><time datetime='2024-03-05T10:00Z'>5 March</time></body>")
    found, _ = published(tree, {}, {}, zone=None, url=None, title=tree.find(".//h1"))
    assert found is not None
    assert found.day.isoformat() == "2024-03-05"
