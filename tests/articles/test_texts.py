"""Factiva's and ProQuest's texts give the same fields as their pages; all texts are ours."""

from __future__ import annotations

import pandas as pd
import pytest

from newsresearch.articles import load_articles

BODY = ["The envoys met in Oslo on Monday and agreed to go on.", "A date was left open by both of them."]
COLUMNS = ["headline", "byline", "section", "outlet", "published_date", "text"]
EXPECTED = [
    "Envoys meet again",
    "A. Sample",
    "World Desk",
    "Sample Post",
    pd.Timestamp("2018-05-09"),
    "\n\n".join(BODY),
]


def rich(lines: list[str]) -> str:
    """Rich text of these paragraphs."""
    return r"{\rtf1\ansi " + "".join(rf"{line}\par " for line in lines) + "}"


def read(tmp_path, text: str, name: str = "a.txt") -> list[list]:
    """The fields of the articles in a file."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    return load_articles(tmp_path, cache=False)[COLUMNS].values.tolist()


HEADS = [
    ["Envoys meet again", "By A. Sample", "19 words", "9 May 2018", "09:30", "Sample Post", "SAMP", "English",
     "(c) 2018 Sample Post"],
    ["Envoys meet again", "A. Sample", "19 words", "9 May 2018", "Sample Post", "SAMP", "1", "English",
     "Copyright 2018. Sample Post. All rights reserved."],
    ["Envoys meet again", "By A. Sample", "19 Wörter", "9. Mai 2018", "Sample Post", "SAMP", "Englisch"],
    ["Envoys meet again", "By A. Sample", "19 words", "9 May 2018", "Sample Post", "SAMP"],
]  # fmt: skip  # a head a line


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("name", ["a.txt", "a.rtf"])
def test_factiva_as_text(tmp_path, head, name):
    """The lines around the number of words give the fields, in plain and in rich text, for each article."""
    lines = [*["World Desk", *head, *BODY, "Document SAMP000020180509ee590001x"] * 2]
    text = rich(lines).replace("ö", r"\'f6") if name.endswith("rtf") else "\n\n".join(lines)
    assert read(tmp_path, text, name) == [EXPECTED] * 2


def test_factiva_without_its_head_is_read_as_a_page(tmp_path):
    """Where the number of words is missing, the page is read as any other, without the database's last line."""
    text = "\n\n".join(["Envoys meet again", *BODY, "Document SAMP000020180509ee590001x"])
    assert read(tmp_path, text)[0][::5] == ["Envoys meet again", "\n\n".join(BODY)]


CODES = {"SE": "World Desk", "HD": "Envoys meet again", "BY": "By A. Sample", "WC": "19 words", "PD": "9 May 2018",
         "SN": "Sample Post", "SC": "SAMP", "LA": "English", "LP": BODY[0], "TD": BODY[1],
         "NS": "gdip : Diplomacy | nat : News", "AN": "Document SAMP1"}  # fmt: skip  # a table of pairs


@pytest.mark.parametrize("joint", [" ", "\n", "\t"])
def test_factiva_in_codes(tmp_path, joint):
    """A line for each code gives the fields, the value beside the code or below."""
    article = "".join(f"{code}{joint}{value}\n\n" for code, value in CODES.items())
    assert read(tmp_path, article * 3) == [EXPECTED] * 3


def test_factiva_in_a_table_of_rich_text(tmp_path):
    """A table of codes in rich text is read alike."""
    rows = "".join(rf"\trowd {code}\cell {value}\cell\row " for code, value in CODES.items())
    assert read(tmp_path, rf"{{\rtf1\ansi {rows}\par {rows}}}", "a.rtf") == [EXPECTED] * 2


PROQUEST = [
    "Envoys meet again", "Author: A. Sample", "Publication info: Sample Post ; Oslo. 09 May 2018: A.1.",
    "ProQuest document link", "Abstract: None available.", f"Full text: {BODY[0]}", BODY[1], "Subject: Diplomacy;",
    "Title: Envoys meet again", "Publication title: Sample Post, Late Edition; Oslo", "Publication date: May 9, 2018",
    "Section: World Desk", "Language of publication: English", "ProQuest document ID: 1",
    "Document URL: https://example.org/1", "Copyright: Copyright Sample Post May 9, 2018",
]  # fmt: skip  # the lines of a document
RULE = "\n\n" + "_" * 60 + "\n\n"


@pytest.mark.parametrize("left_out", ["", "Publication date", "Publication title", "Title"])
def test_proquest(tmp_path, left_out):
    """Labelled lines give the fields; what one of them lacks another says."""
    lines = [line for line in PROQUEST if not (left_out and line.startswith(f"{left_out}:"))]
    assert read(tmp_path, (RULE + "\n\n".join(lines)) * 2 + f"{RULE}Contact us\n") == [EXPECTED] * 2


def test_proquest_without_a_full_text_says_so(tmp_path):
    """An abstract stands in place of a text that the export does not hold, with a note."""
    lines = [line for line in PROQUEST if not line.startswith(("Full text", "Abstract")) and line != BODY[1]]
    lines.insert(4, f"Abstract: {BODY[0]}")
    (tmp_path / "a.txt").write_text((RULE + "\n\n".join(lines)) * 2)
    rows = load_articles(tmp_path, cache=False)
    assert set(rows["text"]) == {BODY[0]}
    assert set(rows["note"]) == {"no full text in the export; its abstract stands here"}


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(
    ("paper", "outlet"),
    [("Publication: Sample Post, The (Oslo, Norway)", "The Sample Post"), ("Source: Sample Post", "Sample Post")],
)
def test_newsbank(tmp_path, n, paper, outlet):
    """Labelled lines above a body give its fields, for one article or many."""
    head = f"Title: Envoys meet again\nAuthor: A. Sample\nDate: May 9, 2018\n{paper}\nSection: World Desk\nPage: 1\n\n"
    body = "\n\n".join(BODY)
    found = read(tmp_path, f"{head}{body}\n\nCopyright 2018 Sample Post\n\n" * n)
    assert found == [[*EXPECTED[:3], outlet, *EXPECTED[4:]]] * n


def test_stories_of_a_wire_in_one_file(tmp_path):
    """Each story in a file of many has its headline, dateline and day."""
    stories = "".join(
        f"Envoys meet\n\nSEOUL, Sept. {day}, 2019 (Sample) -- {BODY[0]}\n\n{BODY[1]}\n\n(END)\n\n" for day in (16, 17)
    )
    (tmp_path / "a.txt").write_text(stories)
    rows = load_articles(tmp_path, cache=False)
    assert set(rows["headline"]) == {"Envoys meet"}
    assert sorted(day.day for day in rows["published_date"]) == [16, 17]
    assert set(rows["text"]) == {"\n\n".join(BODY)}


@pytest.mark.parametrize(("paper", "month"), [("Yonhap", 5), ("The New York Times", 3)])
def test_a_labelled_date_is_read_as_its_outlet_writes_it(tmp_path, paper, month):
    """Which number is the month is told by the outlet's zone."""
    (tmp_path / "a.txt").write_text(f"Title: Envoys meet\nDate: 3/5/2018\nPublication: {paper}\n\n{BODY[0]}\n")
    assert [day.month for day in load_articles(tmp_path, cache=False)["published_date"]] == [month]


@pytest.mark.parametrize(
    "note",
    ["Title: The long road\nDate: 2020\nPublication: Sample Books",
     "Headline: The long road\nDate: May 9, 2018\nSource: Sample Books",
     "Publication: Sample Books\nTitle: The long road\nDate: May 9, 2018"],
)  # fmt: skip  # a list
def test_a_note_on_a_book_is_no_article(tmp_path, note):
    """A further head has the first one's names for headline, date and outlet, and a day."""
    head = "Title: Envoys meet\nDate: May 9, 2018\nPublication: Sample Post\n\n"
    story = f"{head}{BODY[0]}\n\n{note}\n\n{BODY[1]}\n\n"
    other = f"{head.replace('Publication', 'Author: A. Sample' + chr(10) + 'Publication')}{BODY[0]}\n"
    assert len(read(tmp_path, story)) == 1
    assert len(read(tmp_path, story + other)) == 2
