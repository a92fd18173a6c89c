"""JSON-LD as pages write it: in comments, with faults, beside the objects of other stories."""

from __future__ import annotations

import json

import pytest

from newsresearch.articles.html import read_html

SENTENCES = "".join(
    f"<p>The envoys met in the capital on Monday and spoke for {n} hours about the talks.</p>" for n in (2, 3, 4)
)
OURS = {
    "@type": "NewsArticle",
    "headline": "Envoys meet again",
    "url": "https://example.org/envoys",
    "datePublished": "2024-03-05T09:00:00+09:00",
    "author": {"@type": "Person", "name": "Ann Sample"},
}
OTHER = {
    "@type": "NewsArticle",
    "headline": "Markets fall",
    "url": "https://example.org/markets",
    "datePublished": "2024-03-01T09:00:00+09:00",
    "author": {"@type": "Person", "name": "Bob Sample"},
}


def page(*scripts: str, head: str = "<meta property='og:url' content='https://example.org/envoys'>") -> str:
    """A page of ours with these scripts of JSON-LD."""
    inside = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return (
        f"<html><head>{head}{inside}</head><body><article><h1>Envoys meet again</h1>{SENTENCES}</article></body></html>"
    )


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='og:url' content='https://example.org/envoys'>",
        "<link rel='canonical' href='https://m.example.org/envoys/'>",
        "<meta property='og:title' content='Envoys meet again'>",
        "",
    ],
)
def test_the_object_of_this_story_counts(head):
    """Of several objects the one with the page's address or headline counts, wherever it stands."""
    for graph in ([OTHER, OURS], [OURS, OTHER]):
        draft = read_html(page(json.dumps({"@graph": graph}), head=head))
        assert (draft.byline, draft.when.day.isoformat()) == ("Ann Sample", "2024-03-05")


def test_an_object_without_an_address_beats_another_storys():
    """A story that says nothing of its address is none of another page."""
    silent = {**OURS, "headline": "Envoys to meet"}
    del silent["url"]
    assert read_html(page(json.dumps(OTHER), json.dumps(silent))).byline == "Ann Sample"


@pytest.mark.parametrize(
    "wrapped",
    [
        "//<![CDATA[\n{}\n//]]>",
        "/*<![CDATA[*/{}/*]]>*/",
        "<!-- {} -->",
        "{};",
    ],
)
def test_marks_around_json_ld_are_no_part_of_it(wrapped):
    """Comments and CDATA marks of old XHTML, and a semicolon, are left out."""
    assert read_html(page(wrapped.replace("{}", json.dumps(OURS)))).byline == "Ann Sample"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('"Ann Sample"}', '"Ann Sample",}'),
        ('"Ann Sample"}}', '"Ann Sample"} , }'),
        ("Envoys meet again", r"Envoys \x27meet\x27 again"),
        ("Envoys meet again", r"Envoys \'meet\' again, [they say,]"),
    ],
)
def test_small_faults_are_forgiven(right, wrong):
    """A comma too many and an escape that JSON does not know cost nothing."""
    draft = read_html(page(json.dumps(OURS).replace(right, wrong)))
    assert (draft.byline, draft.when.day.isoformat()) == ("Ann Sample", "2024-03-05")


def test_an_author_by_reference():
    """An author named by @id alone is looked up in the graph, one by one."""
    people = [{"@type": "Person", "@id": f"#{n}", "name": name} for n, name in enumerate(("Ann Sample", "Bob Sample"))]
    one = {**OURS, "author": {"@id": "#1"}}
    two = {**OURS, "author": [{"@id": "#0"}, {"@id": "#1"}]}
    assert read_html(page(json.dumps({"@graph": [one, *people]}))).byline == "Bob Sample"
    assert read_html(page(json.dumps({"@graph": [two, *people]}))).byline == "Ann Sample, Bob Sample"


@pytest.mark.parametrize(
    "broken", ["", "{", "[" * 100_000, '"' + '\\"' * 100_000, "," * 100_000, '{"@id": ["x"]}', "{}{}"]
)
def test_broken_json_ld_is_passed_over(broken):
    """What does not parse costs the page nothing, and the next script is read."""
    assert read_html(page(broken, json.dumps(OURS))).byline == "Ann Sample"
