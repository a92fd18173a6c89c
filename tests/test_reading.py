"""What an article shown as HTML holds."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsresearch.features.sentiment import score_sentiment
from newsresearch.palette import SIDE_LOOKS
from newsresearch.reading import Reading, show_article
from newsresearch.schema import UsageError

TEXT = 'Kim said talks would "likely" fail <soon>.\n\nThe U.S. & others did not answer.'


class Words(HTMLParser):
    """Collects the paragraphs of a reading without tags, and checks that elements close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.marks: list[dict[str, str | None]] = []
        self.paragraphs: list[str] = []

    def handle_starttag(self, tag, attrs):
        """Open an element; a plain p begins a paragraph of the article."""
        facts = dict(attrs)
        if tag == "br":
            return
        self.open.append("skip" if facts.get("class") in {"meta", "note", "legend", "tag", "revision"} else tag)
        if tag == "p" and not facts:
            self.paragraphs.append("")
        if tag == "span":
            self.marks.append(facts)

    def handle_endtag(self, tag):
        """Close the element that was opened last."""
        assert self.open.pop() in {tag, "skip"}

    def handle_data(self, data):
        """Keep words of the article's paragraphs."""
        if "p" in self.open and "skip" not in self.open:
            self.paragraphs[-1] += data


def article(**facts) -> pd.DataFrame:
    """One article with two paragraphs."""
    known = {
        "article_id": "a.1",
        "outlet": "Sample",
        "headline": "Talks <may> fail",
        "revision": "2nd LEAD",
        "editor_note": "ADDS reply",
        "published_at": pd.Timestamp("2018-06-12 11:20", tz="UTC"),
        "published_date": pd.Timestamp("2018-06-12"),
        "published_zone": "Asia/Singapore",
        "published_precision": "minute",
        "dateline": "SINGAPORE",
        "byline": "Sample desk",
        "text": TEXT,
    }
    return pd.DataFrame([known | facts])


def statement(start, end, side="DPRK", **facts) -> dict:
    """One statement of the article."""
    known = {"speaker": "Kim", "target": "US", "tone": -1, "act": "predict", "quote": "mixed", "cue": "said"}
    places = {"speaker_start": 0, "speaker_end": 3, "cue_start": 4, "cue_end": 8, "anonymous": False}
    return {"article_id": "a.1", "start": start, "end": end, "side": side, **known, **places, **facts}


def read(statements=(), hedges=(), **facts) -> Words:
    """Parse the article shown with some statements and hedges."""
    tables = {"articles": article(**facts)}
    if statements:
        tables["statements"] = pd.DataFrame(list(statements))
    if hedges:
        tables["hedges"] = pd.DataFrame(list(hedges))
    parsed = Words()
    parsed.feed(show_article("a.1", tables)._repr_html_())
    parsed.close()
    assert parsed.open == []
    return parsed


def marks(parsed, role) -> list[dict]:
    """The marked stretches of one role, without the legend's, which bear no title."""
    return [m for m in parsed.marks if role in (m["class"] or "").split() and "title" in m]


def test_all_text_is_escaped():
    """The article's own angle brackets and ampersands are shown, never read as HTML."""
    html = show_article("a.1", {"articles": article(byline="<script>alert(1)</script>")})._repr_html_()
    assert "Talks &lt;may&gt; fail" in html
    assert "<script" not in html
    assert read().paragraphs == TEXT.split("\n\n")


def test_a_title_cannot_leave_its_attribute():
    """Quotation marks in a source's name stay inside the title."""
    (said,) = marks(read([statement(9, 42, speaker='The "chief" <b>')]), "said")
    assert 'source: The "chief" <b>' in said["title"]


def test_the_line_of_facts_is_in_the_articles_own_zone():
    """The time is that of the place of publication."""
    html = show_article("a.1", {"articles": article()})._repr_html_()
    assert "Sample · 12 June 2018, 19:20 (Asia/Singapore) · SINGAPORE · Sample desk" in html


@pytest.mark.parametrize(("precision", "shown"), [("day", "12 June 2018"), ("month", "June 2018"), ("year", "2018")])
def test_a_date_is_as_fine_as_it_is_known(precision, shown):
    """A date known by month or year is not shown as a day."""
    html = show_article("a.1", {"articles": article(published_precision=precision)})._repr_html_()
    assert f"Sample · {shown} · SINGAPORE" in html


def test_an_unknown_date_is_said():
    """An article without a date says so."""
    html = show_article("a.1", {"articles": article(published_at=pd.NaT, published_date=pd.NaT)})._repr_html_()
    assert "Sample · no date · SINGAPORE" in html


def test_a_statement_shows_its_coding():
    """The pointer shows source, side, target, tone, act, quotation, cue and condition, then the words' sentiment."""
    (said,) = marks(read([statement(9, 42, condition="if pressed")]), "said")
    assert said["class"] == "said side-DPRK"
    assert said["title"].partition("\nsentiment of the words: ")[0].split("\n") == [
        "source: Kim", "side: DPRK", "about: US", "tone: hostile", "act: predict", "quotation: mixed", "cue: said",
        "condition: if pressed",
    ]  # fmt: skip


def test_a_statement_names_the_words_that_drove_its_score():
    """The pointer shows VADER's score of the statement and the words behind it, strongest first, with their rules."""
    text = "Kim said talks were not good but a great threat >:("
    (said,) = marks(read([statement(9, len(text))], text=text), "said")
    score = score_sentiment([text[9:]], explain=True).loc[0]
    shown = said["title"].partition("sentiment of the words: ")[2].split("\n")
    assert shown[0] == f"{score['compound']:+.2f}".replace("-", "−")
    assert [line.split()[0] for line in shown[1:]] == ["great", ">:(", "threat", "good"]
    assert "(negated by not, before but)" in shown[4]


def test_a_statement_without_lexicon_words_scores_zero():
    """Where no word has a valence the score is a plain 0, and no word is named."""
    (said,) = marks(read([statement(9, 14)]), "said")
    assert said["title"].endswith("\nsentiment of the words: 0")


def test_the_tag_is_read_without_colour():
    """A tag in words says who speaks to whom and how, so that colour is not needed."""
    tables = {"articles": article(), "statements": pd.DataFrame([statement(9, 42)])}
    assert '<span class="tag">DPRK→US − · predict</span>' in show_article("a.1", tables)._repr_html_()


def test_source_and_cue_are_marked_once():
    """Two sentences of one utterance share one mark of the source and one of the cue."""
    parsed = read([statement(9, 20), statement(21, 42)])
    assert [len(marks(parsed, role)) for role in ("said", "speaker", "cue")] == [2, 1, 1]


def test_a_hedge_inside_a_statement_keeps_both_marks():
    """A hedge is marked within the statement that it stands in, and no word is lost."""
    hedge = {"article_id": "a.1", "start": 22, "end": 28, "kind": "hedge", "cue": "likely", "voice": "DPRK"}
    parsed = read([statement(9, 42)], [hedge | {"category": "probability"}])
    (mark,) = marks(parsed, "hedge")
    assert mark["title"].split("\n") == ["hedge: likely", "probability", "voice: DPRK"]
    assert parsed.paragraphs == TEXT.split("\n\n")


def test_the_shorter_of_two_statements_gives_the_colour():
    """Where statements overlap, the inner one colours the words and the pointer shows both."""
    parsed = read([statement(9, 42), statement(20, 30, side="US", speaker="Trump")])
    said = marks(parsed, "said")
    assert [m["class"] for m in said] == ["said side-DPRK", "said side-US", "said side-DPRK"]
    assert "source: Kim" in said[1]["title"]
    assert "source: Trump" in said[1]["title"]


spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)


@settings(max_examples=60, deadline=None)  # each example lays out a whole article
@given(st.lists(spans, max_size=6), st.lists(spans, max_size=6))
def test_any_overlap_keeps_the_text(said, hedged):
    """However spans overlap, elements are nested rightly and the text comes out as it was."""
    rows = [statement(a, b) for a, b in said]
    hedges = [{"article_id": "a.1", "start": a, "end": b, "kind": "hedge", "cue": "x"} for a, b in hedged]
    assert read(rows, hedges).paragraphs == TEXT.split("\n\n")


def test_the_legend_names_what_is_there():
    """The legend counts the statements and names only sides and marks of this article."""
    tables = {"articles": article(), "statements": pd.DataFrame([statement(9, 42)])}
    legend = show_article("a.1", tables)._repr_html_().split('<p class="legend">')[1]
    assert legend.startswith("1 statement. ")
    assert "Point at a mark for its coding." in legend
    assert '<span class="said side-DPRK">DPRK</span>' in legend
    assert ">US</span>" not in legend
    assert "hedge" not in legend


def test_the_style_stays_within_its_class():
    """Every rule of the style begins with the class of the reading."""
    style = show_article("a.1", {"articles": article()})._repr_html_().split("<style>")[1].split("</style>")[0]
    selectors = [part for rule in style.split("}")[:-1] for part in rule.split("{")[0].split(",")]
    assert len(selectors) > 20
    assert all(selector.startswith(".nr-reading") for selector in selectors)


def luminance(colour: list[float]) -> float:
    """Relative luminance of an sRGB colour, parts 0 to 1 (WCAG 2.2)."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("paper", "ink"), [("#ffffff", "#1b1b1b"), ("#ffffff", "#000000"), ("#111111", "#ffffff")])
@pytest.mark.parametrize("side", list(SIDE_LOOKS))
def test_every_mark_is_legible_on_light_and_dark_paper(side, paper, ink):
    """Words of a source, a statement and a tag have a contrast of 4.5 to 1 at least, as WCAG 2.2 asks of text."""
    style = show_article("a.1", {"articles": article()})._repr_html_()
    theme = {"paper": paper, "ink": ink}

    def parts(colour):
        return [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]

    def mixed(rule, prop):
        found = re.search(
            rf"{re.escape(rule)}\{{[^}}]*?[{{;]?{prop}:color-mix\(in srgb,(#\w+) (\d+)%,var\(--(\w+)\)\)", style
        )
        share = int(found[2]) / 100
        return [a * share + b * (1 - share) for a, b in zip(parts(found[1]), parts(theme[found[3]]), strict=True)]

    tag = parts(re.search(rf"\.side-{side} \.tag\{{background:(#\w+)", style)[1])
    said, source = mixed(f".said.side-{side}", "background"), mixed(f".cue.side-{side}", "color")
    pairs = [(source, parts(paper)), (source, said), (parts(ink), said), (parts("#ffffff"), tag)]
    for one, other in pairs:
        dim, bright = sorted([luminance(one), luminance(other)])
        assert (bright + 0.05) / (dim + 0.05) >= 4.5


def test_paper_and_ink_follow_the_theme_of_the_notebook():
    """Background and text take JupyterLab's colours, and are dark on white where there is no theme."""
    style = show_article("a.1", {"articles": article()})._repr_html_()
    assert "--paper:var(--jp-layout-color0,#fff);--ink:var(--jp-content-font-color0,#1b1b1b)" in style


def test_an_article_without_text_is_shown():
    """An article whose headline and text are missing is shown as such."""
    reading = show_article("a.1", {"articles": article(headline=None, text=None)})
    assert isinstance(reading, Reading)
    assert "No headline" in reading._repr_html_()


def test_a_long_line_is_shown():
    """A megabyte in one line with thousands of statements comes out whole."""
    text = "He said so. " * 90_000
    rows = [statement(n * 12, n * 12 + 11, speaker_start=None, cue_start=None) for n in range(3_000)]
    assert read(rows, text=text).paragraphs == [text]


def test_an_unknown_article_is_refused():
    """An id that is not in the tables is named, with one that is."""
    with pytest.raises(UsageError) as error:
        show_article("b.1", {"articles": article()})
    assert str(error.value) == (
        "show_article: article_id='b.1' cannot be used. Allowed: one of the 1 ids in tables['articles'], such as "
        "'a.1'. To go on: take an id from tables['articles']['article_id']."
    )


def test_tables_without_words_are_refused():
    """Wordless tables have nothing to read."""
    with pytest.raises(UsageError) as error:
        show_article("a.1", {"articles": article().drop(columns="text")})
    assert str(error.value) == (
        "show_article: tables without words cannot be used. Allowed: tables that hold the text. "
        "To go on: extract them from the articles."
    )
