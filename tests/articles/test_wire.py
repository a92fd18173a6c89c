"""Wire pages as colleagues save them: menus above, credits, captions and other stories below."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsresearch.articles.datelines import alone, read_dateline
from newsresearch.articles.furniture import cut_tail, read_byline, without_captions
from newsresearch.articles.paragraphs import paragraphs_of
from newsresearch.articles.wire import read_wire

TITLE = "Envoys of two countries agree to meet again"
FIRST = "Envoys of two countries agreed on Saturday to meet again in the autumn, their hosts said in the town hall."
LAST = "No date was set for the talks."


def page(*above: str, below: tuple[str, ...] = ()) -> str:
    """A page with these lines above and below a story of two paragraphs."""
    return "\n\n".join([*above, f"OSLO, March 2 (Sample) -- {FIRST}", LAST, *below])


@pytest.mark.parametrize(
    "above",
    [
        (TITLE,),
        ("World News", "MARCH 2, 2019 / 5:14 AM", TITLE, "By A. Sample"),
        ("Yonhap News Agency", "National", "North Korea", TITLE),
        ("Home > World > Europe", TITLE, "A standfirst of the page that says a little more than its title"),
        ("From: A. Sample <a@example.org>", "Subject: FW: Talks", TITLE),
        ("1 of 5", "English version", TITLE),
        (f"{TITLE} - Yonhap News Agency",),
    ],
)
def test_the_headline_among_menus(above):
    """Names of sections, outlets and menus above a headline are not taken for it."""
    assert read_wire(page(*above)).headline == TITLE


def test_a_marker_tells_the_headline():
    """A short line with a marker is the headline, though a longer line stands above it."""
    draft = read_wire(page("All the news of the peninsula in one place", "(2nd LEAD) Envoys meet", "By A. Sample"))
    assert (draft.headline, draft.revision, draft.byline) == ("Envoys meet", "2nd LEAD", "A. Sample")


@pytest.mark.parametrize(
    "below",
    [
        ("(END)", "Another story"),
        ("abc/de/fg",),
        ("___", "http://www.example.org/a"),
        ("(Reporting by A. Sample; Editing by B. Sample)", "Our Standards: The Thomson Reuters Trust Principles.",
         "A. Sample is a reporter in Oslo who has covered such talks for more than twenty years."),
        ("Read More", "Another story", "A third story"),
        ("Related coverage:", "Another story"),
        ("March 3, 2019 | SAMPLE NEWS", "Sign up here."),
    ],
)  # fmt: skip  # a case a line
def test_what_stands_below_a_story_is_cut(below):
    """End marks, initials, credits, addresses and lists of other stories are no part of the body."""
    assert read_wire(page(TITLE, below=below)).paragraphs == [FIRST, LAST]


@pytest.mark.parametrize("mark", [" Enditem", " ■", " -0-", " (Reporting by A. Sample; Editing by B. Sample)"])
def test_what_stands_behind_the_last_sentence_is_cut(mark):
    """An end mark or a credit in the last paragraph leaves its sentence."""
    assert read_wire(page(TITLE) + mark).paragraphs == [FIRST, LAST]


def test_a_list_within_a_story_ends_nothing():
    """Below a box of other stories the story goes on where sentences follow."""
    assert cut_tail([FIRST, LAST, "Read more", "Another story", FIRST]) == [FIRST, LAST, "Another story", FIRST]


def test_a_byline_at_the_end():
    """A by-line below the story gives the names, without the address."""
    draft = read_wire(page(TITLE, below=("By A. Sample (a.sample@example.org)",)))
    assert (draft.byline, draft.paragraphs) == ("A. Sample", [FIRST, LAST])


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("ANNA SAMPLE, Associated Press", "ANNA SAMPLE, Associated Press"),
        ("by Xinhua writer Anna Sample", "Xinhua writer Anna Sample"),
        ("By Anna Sample  (asample@example.org)", "Anna Sample"),
        ("By Associated Press", "Associated Press"),
        ("Envoys leave, Reuters reports", None),
    ],
)
def test_bylines_of_the_wires(line, names):
    """A name before its agency, a writer's post and an address are read as the wires print them."""
    assert read_byline(line) == names


@pytest.mark.parametrize(
    ("paragraph", "kept"),
    [
        ("An envoy waves in Oslo. (Yonhap)", False), ("An envoy waves. (AP Photo/A. Sample)", False),
        ("An envoy waves. REUTERS/A. Sample/File Photo", False), ("An envoy is seen in this photo. (Reuters)", False),
        ("A firm may sell itself, it said. (Reuters)", True), ("They met (Yonhap)", True),
    ],
)  # fmt: skip  # a table, its rows side by side
def test_captions_are_told_by_their_credit(paragraph, kept):
    """A paragraph with a picture's credit is a caption; a bare agency needs words about a picture."""
    assert (paragraph in without_captions([FIRST, paragraph, LAST])) == kept


def test_a_credit_behind_the_last_paragraph():
    """The last paragraph of a story loses a credit and keeps its sentence."""
    assert without_captions([FIRST, f"{LAST} (Yonhap)"]) == [FIRST, LAST]


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [("Oslo, March 2, 2019 (AFP) -", "Oslo", "AFP"), ("Oslo (AFP) March 2, 2019", "Oslo", "AFP"),
     ("OSLO/SEOUL, March 2", "OSLO/SEOUL", None)],
)  # fmt: skip  # a table, its rows side by side
def test_a_dateline_on_its_own_line(line, place, agency):
    """A dateline above the first paragraph is read as one before it."""
    draft = read_wire(f"{TITLE}\n\n{line}\n\n{FIRST}\n\n{LAST}")
    assert (draft.headline, draft.dateline, draft.agency, draft.paragraphs) == (TITLE, place, agency, [FIRST, LAST])


def test_the_year_in_a_dateline():
    """A dateline with its year gives the day where nothing else on the page does."""
    when = read_wire(f"{TITLE}\n\nOSLO, Dec. 1, 2018 (AP) — {FIRST}").when
    assert (when.day.isoformat(), when.origin) == ("2018-12-01", "dateline")


@pytest.mark.parametrize(
    ("stamp", "section"),
    [
        ("March 5, 2024", None), ("Sept. 16, 2019 5:29 p.m. KST", None), ("5 March 2024", None),
        ("North Korea 17:29 September 16, 2019", "North Korea"), ("National/Politics 09:05 March 2, 2019",
                                                                 "National/Politics"),
        ("World News | 5 March 2024", "World News"), ("World - March 5, 2024", "World"), ("Asia: 2024-03-05", "Asia"),
        ("UPDATED Mar 05, 2024, 10:12 AM", None), ("Published 9:12 AM GMT+9, March 5, 2024", None),
        ("Posted: March 5, 2024", None), ("Last updated March 5, 2024", None), ("Date: 05/03/2024", None),
        ("KYODO NEWS KYODO NEWS - Mar 5, 2024 - 09:12", None), ("Yonhap News Agency March 5, 2024", None),
        ("Tuesday March 5, 2024", None), ("Envoys' Briefing – March 5, 2024", None),
        ("By A. Sample - March 5, 2024", None),
    ],
)  # fmt: skip  # a table, its rows side by side
def test_the_section_before_a_date(stamp, section):
    """What stands before a date is a section, unless it is a month, a by-line, an outlet or a word for the date."""
    assert read_wire(page(TITLE, stamp)).section == section


@pytest.mark.parametrize(
    ("stamp", "names"),
    [
        ("By A. Sample - March 5, 2024", "A. Sample"), ("By Ann Sample and B. Sample | 2024.03.05 3:12pm",
                                                        "Ann Sample and B. Sample"),
        ("By A. Sample March 5, 2024", "A. Sample"), ("By A. Sample, Published March 5, 2024", "A. Sample"),
        ("World | March 5, 2024", None),
    ],
)  # fmt: skip  # a table, its rows side by side
def test_a_byline_before_a_date(stamp, names):
    """A by-line on the line of the date is read, and the date too."""
    draft = read_wire(page(TITLE, stamp))
    assert (draft.byline, draft.headline, draft.when.day.isoformat()) == (names, TITLE, "2024-03-05")


@pytest.mark.parametrize("slug", ["BC-AS--Envoys-Talks, 3rd Ld-Writethru", "Oslo-Envoys-talks,3rdlead"])
def test_a_slug_above_the_headline(slug):
    """The slug of AP or AFP gives the revision, and the line below it the headline."""
    draft = read_wire(page(slug, TITLE, "By A. Sample"))
    assert (draft.headline, draft.revision, draft.revision_number) == (TITLE, "3rd LEAD", 3)


def test_a_head_on_single_lines():
    """The line of source, time and editor is not joined to the headline above it."""
    draft = read_wire(
        f"{TITLE}\nSource: Sample | 2019-03-02 10:32:12 | Editor: asample\n\nOSLO, March 2 (Sample) -- {FIRST}"
    )
    assert (draft.headline, draft.paragraphs, draft.when.at.isoformat()) == (
        TITLE,
        [FIRST],
        "2019-03-02T01:32:12+00:00"[:16] + ":00+00:00",
    )


@pytest.mark.parametrize(
    "below",
    [
        ("((a.sample@example.org; +82 2 000 0000;))",), ("Keywords: ENVOYS TALKS/ (UPDATE 2)",), ("KEY WORDS: Envoys",),
        ("Edited by A. Sample.",), ("Translated by Ann Sample. Edited by B. Sample.",), ("Tags: Oslo, talks",),
        ("Tags", "Oslo"), ("Follow the agency's coverage of Oslo at https://example.org/hub/oslo",), ("(끝)",),
    ],
)  # fmt: skip  # a list of tails
def test_more_that_stands_below_a_story(below):
    """Addresses of reporters, keywords, editors and links to more are no part of the body."""
    assert read_wire(page(TITLE, below=below)).paragraphs == [FIRST, LAST]


def test_an_address_before_the_end_mark():
    """A reporter's address and the end mark behind the last sentence are cut."""
    assert read_wire(page(TITLE) + " a.sample@example.org (끝)").paragraphs == [FIRST, LAST]


def test_a_sentence_that_begins_like_a_credit():
    """A sentence about who edited something stays."""
    assert cut_tail([FIRST, "Edited by hand, the text of the statement was shown to both of them."])[1:] != []


@given(st.text(max_size=90))
def test_any_line_is_a_dateline_or_none(line):
    """What is taken for a dateline of its own line is read as one before a sentence."""
    whole = alone(line)
    assert whole is None or read_dateline(f"{whole}A sentence.") is not None


@pytest.mark.parametrize("title", ["Kim Meets Xi", "Outlook 2019-2020: two Koreas", "Quake of 3.14 hits Kilju"])
def test_a_short_headline_above_a_longer_line(title):
    """A headline of three words, or with numbers that are no date, is neither a section nor a stamp."""
    draft = read_wire(page(title, "A standfirst of the page that says a little more than its title"))
    assert (draft.headline, draft.note) == (title, None)


@pytest.mark.parametrize("stamp", ["2019-02-31", "World 10:20 February 31, 2019", "09:30 KST"])
def test_a_stamp_of_no_day_is_no_headline(stamp):
    """A line that is a date which does not exist, or a time alone, is a stamp."""
    assert read_wire(page(stamp, TITLE)).headline == TITLE


def test_a_sentence_behind_the_word_tags_is_prose():
    """A long line that ends in a full stop is no list of keywords."""
    line = "Tags: he wore them, the dog tags of his father, on each day of the talks in the town."
    assert read_wire(page(TITLE, below=(line, "Tags: Oslo, talks"))).paragraphs == [FIRST, LAST, line]


@pytest.mark.parametrize("label", ["Source", "Editor", "Author"])
def test_a_label_inside_a_wrapped_text_is_a_word_of_it(label):
    """Such a line parts a head alone, where it is short or dated."""
    lines = [
        "The envoys of the two countries met in Oslo on Monday",
        "and agreed to meet there again in the autumn of it",
    ]
    last = (
        f"{label}: it was in the file that was left at the door",
        "and that nobody had read before the talks had ended.",
    )
    text = "\n".join([*lines * 4, "as it was said. The hosts named one more by the name", *last])
    assert len(paragraphs_of(text)) == 1
    head = f"{label}: Sample Post"
    assert paragraphs_of("\n".join(["Envoys meet again in Oslo", head, text]))[:2] == [
        "Envoys meet again in Oslo",
        head,
    ]
