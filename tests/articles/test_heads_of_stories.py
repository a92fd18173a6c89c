"""The lines above the first sentence of a body: stamps, by-lines, titles, and the dateline below them."""

from __future__ import annotations

import pytest

from newsresearch.articles.draft import Draft
from newsresearch.articles.heads import without_labels
from newsresearch.articles.html import read_html
from newsresearch.articles.tables import read_record
from newsresearch.articles.wire import mend

FIRST = "The envoys met in the capital on Monday and spoke for two hours about the talks of the spring."
REST = ["They will meet again in the autumn, a spokesman said.", "No date was set for the talks that he spoke of."]
DATELINE = "SEOUL, March 5 (Yonhap) -- "


def mended(*lines: str, **fields: str) -> Draft:
    """A draft of ours with these lines above its body."""
    draft = Draft([*lines, DATELINE + FIRST, *REST], headline="Envoys meet", **fields)
    mend(draft)
    return draft


@pytest.mark.parametrize(
    "lines",
    [
        ("March 5, 2024",),
        ("Published : March 5, 2024 - 08:30", "By Ann Sample"),
        ("Envoys meet", "2024.03.05 17:13"),
        ("Talks in spring", "March 5, 2024", "An envoy at the gate"),
        ("KYODO NEWS - Mar 5, 2024 - 09:00 | World, All",),
        ("Date: 05/03/2024 | Source: KCNA.kp (En)",),
    ],
)
def test_the_dateline_below_a_head(lines):
    """Short lines above a dateline are head: place and agency are read, the body begins with its sentence."""
    draft = mended(*lines)
    assert (draft.dateline, draft.agency) == ("SEOUL", "Yonhap")
    assert draft.paragraphs == [FIRST, *REST]
    assert draft.when.day.isoformat() == "2024-03-05"


def test_a_stamp_gives_the_time_where_nothing_else_does():
    """The time of a stamp is in the zone of its agency."""
    assert mended("March 5, 2024 09:00").when.at.isoformat() == "2024-03-05T00:00:00+00:00"
    assert mended("March 5, 2024 09:00", outlet="CNN").when.at.isoformat() == "2024-03-05T14:00:00+00:00"


def test_a_change_is_no_publication():
    """A line that tells of a change alone is cut off and gives no time."""
    draft = mended("Last updated: 9 March 2024")
    assert (draft.when, draft.paragraphs) == (None, [FIRST, *REST])


def test_a_subtitle_stays():
    """A long line above the dateline that is no title of the story stands before its first sentence."""
    subtitle = "Talks in the old town hall end without a statement but with a promise to go on"
    assert mended(subtitle).paragraphs == [subtitle, FIRST, *REST]


def test_a_line_above_the_dateline_is_the_headline_where_there_is_none():
    """A row that holds its headline in the text gives it to the headline, marker and all."""
    draft = read_record({"text": "\n\n".join(["(LEAD) Envoys meet again", DATELINE + FIRST, *REST])})
    assert (draft.headline, draft.revision, draft.dateline) == ("Envoys meet again", "LEAD", "SEOUL")


def test_a_sentence_above_a_dateline_is_body():
    """What ends in a full stop is no head, and the dateline in the middle of a story stays."""
    draft = Draft([REST[0], DATELINE + FIRST, REST[1]])
    mend(draft)
    assert (draft.dateline, draft.paragraphs) == (None, [REST[0], DATELINE + FIRST, REST[1]])


@pytest.mark.parametrize("name", ["March 5, 2024", "Last updated: 9 March 2024"])
def test_a_page_that_opens_with_its_day(name):
    """A line with a day that opens the body of a page is cut off, though no dateline follows."""
    body = "".join(f"<p>{p}</p>" for p in (name, FIRST, *REST))
    assert read_html(f"<html><body><article><h1>Envoys meet</h1>{body}</article></body></html>").paragraphs == [
        FIRST,
        *REST,
    ]


@pytest.mark.parametrize("lines", [("WORLD / ASIA", "By Ann Sample Published: Mar 05, 2024 10:35 PM"), ("Ann Sample",)])
def test_the_section_and_the_writer_above_a_story(lines):
    """The name of a section above a stamp and a bare name of the writer are no part of a page's text."""
    body = "".join(f"<p>{p}</p>" for p in (*lines, FIRST, *REST))
    head = "<meta name='author' content='Ann Sample'>"
    draft = read_html(f"<html><head>{head}</head><body><article><h1>Envoys meet</h1>{body}</article></body></html>")
    assert draft.paragraphs == [FIRST, *REST]


def test_a_stamp_alone_stays():
    """A body of nothing but a day keeps it."""
    draft = Draft(["March 5, 2024"])
    mend(draft)
    assert draft.paragraphs == ["March 5, 2024"]


@pytest.mark.parametrize("label", [(), ("How it began",), ("World",)])
def test_a_chronicle_keeps_its_days(label):
    """Days that part a story are no stamps, and the subheading above the first is no section."""
    lines = [*label, "June 15, 2000", FIRST, "October 4, 2007", *REST]
    body = "".join(f"<p>{p}</p>" for p in lines)
    assert read_html(f"<html><body><article><h1>Envoys meet</h1>{body}</article></body></html>").paragraphs == lines


def test_a_subheading_above_a_stamp_stays():
    """A line above a stamp that is no section's name is part of the story."""
    assert without_labels(["How it began", "March 5, 2024", FIRST], None) == ["How it began", "March 5, 2024", FIRST]
