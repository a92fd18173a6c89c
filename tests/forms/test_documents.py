"""Texts that hold many articles are cut into them, and those that hold one are not."""

from __future__ import annotations

import time

import pytest

from newsresearch.forms.documents import stories_in
from newsresearch.forms.splitting import articles_in

SAID = "The envoys met in Oslo on Monday and agreed to go on with their talks in spring."
STORY = f"SEOUL, Sept. 16 (Sample) -- {SAID}\n\nA date was left open.\n\n"


@pytest.mark.parametrize("mark", ["(END)", "-0-", "- 0 -", "###", "-30-", "END", "(END/SAMP)"])
@pytest.mark.parametrize("head", ["", "(LEAD) Envoys meet again\n\nBy A. Sample\n\n"])
@pytest.mark.parametrize(
    "line",
    ["SEOUL, Sept. 16 (Sample) -- ", "Pyongyang, September 16 (Sample) -- ", "UNITED NATIONS, 16 Sept. (Sample) — ",
     "SEOUL/TOKYO (Sample) - ", "SEOUL, Sept. 16 -- "],
)  # fmt: skip  # a list
def test_stories_in_a_row_are_each_one(mark, head, line):
    """A page is cut behind each end mark that a further dateline follows."""
    story = f"{head}{line}{SAID}\n\nA date was left open.\n\n{mark}\n\n"
    assert [piece.strip() for piece in stories_in(story * 3)] == [story.strip()] * 3


def test_an_end_behind_the_last_sentence_is_one():
    """The mark may stand behind the last sentence of a story."""
    story = f"Pyongyang, September 16 (Sample) -- {SAID} -0-\n\n"
    assert [piece.strip() for piece in stories_in(story * 2)] == [story.strip()] * 2


@pytest.mark.parametrize(
    "below",
    [
        f"Related Articles\n\nEnvoys meet\n\n{STORY * 2}", f"Most Viewed\n\n{STORY * 2}(END)", SAID * 5,
        f"{SAID}\n\n" * 9, "SEOUL, Sept. 16 (Sample) -- The envoys met.", f"SEOUL, Sept. 16 (Sample) -- {SAID}",
        f"By A. Sample\n{SAID * 3}", f"Envoys meet - again, it is said\n\n{SAID * 3}",
        "Send Feedback\nHow can we improve?",
    ],
)  # fmt: skip  # a list
def test_what_a_page_points_to_is_no_story(below):
    """Teasers below an end mark, and words without a dateline, are cut off with their page."""
    page = f"{STORY}(END)\n\n{below}"
    assert stories_in(page) == [page]


IDS = ["SAMP000020180509ee590001x", "J000000020180509ef9h0001h", "AFPR000020180509ee59001xg"]


@pytest.mark.parametrize("form", ["text", "rtf", "docx"])
@pytest.mark.parametrize("word", ["Document", "Dokument", "Documento", "文件"])
def test_factivas_last_line_parts_articles(form, word):
    """A line with the number of a document ends an article; what stands below the last is none."""
    pieces = [f"Envoys meet\n\n19 words\n\n9 May 2018\n\nSample Post\n\n{SAID}\n\n{word} {n}" for n in IDS]
    text = "\n\n".join(pieces) + "\n\nSearch Summary\n\nText\n\nenvoys\n"
    assert articles_in(form, text) == ("factiva text", [pieces[0], *(f"\n\n{piece}" for piece in pieces[1:])])


def test_an_article_cut_off_at_its_end_is_kept():
    """An article whose last line was cut off is one too."""
    piece = f"Envoys meet\n19 words\n9 May 2018\nSample Post\n{SAID}\n"
    assert articles_in("text", f"{piece}Document {IDS[0]}\n{piece}")[1] == [f"{piece}Document {IDS[0]}", f"\n{piece}"]


CODED = (
    "SE World\nHD Envoys meet\nWC 19 words\nPD 9 May 2018\nSN Sample Post\nLP\n{0}\n\nTD\n{0}\n\nHD is a good form.\n\n"
)


@pytest.mark.parametrize(("end", "n"), [("AN Document S1\n", 3), ("AN\tS1\n", 3)])
def test_factivas_codes_part_articles(end, n):
    """An article in codes begins with its section or headline behind the number of the one before."""
    article = CODED.format(SAID) + end
    assert articles_in("text", f"Factiva\n\n{article * n}") == ("factiva codes", [article] * n)


def test_codes_without_a_number_part_articles():
    """Where the numbers were left out, a headline behind a body begins an article."""
    article = CODED.format(SAID).replace("HD is a good form.\n\n", "")
    assert articles_in("rtf", article * 2) == ("factiva codes", [article] * 2)


@pytest.mark.parametrize(
    "text",
    [f"HD video of the talks\n\n{SAID}", f"TD Bank said so.\nPD is due.\nHD video is not.\n{SAID}",
     f"IN Oslo\nBY day\n{SAID}", f"Document 12345678\n{SAID}", f"______________________\n{SAID}",
     f"The document says: Document abc.\n{SAID}", f"Title: Envoys meet\nDate: May 9, 2018\n\n{SAID}",
     f"Envoys meet\nTitle: Talks\nDate: May 9, 2018\nPaper: Post\n\n{SAID}", f"Page: 1\nLength: 2\nDesk: 3\n\n{SAID}"],
)  # fmt: skip  # a list
def test_a_page_with_such_words_is_one(text):
    """Lines that look a little like a database's part no page."""
    assert articles_in("text", text) == ("text", [text])


RULE = "_" * 60 + "\n\n"


def test_proquests_rules_part_documents():
    """ProQuest's lines part documents; its list of them at the end is none."""
    document = f"Envoys meet\n\nFull text: {SAID}\n\nTitle: Envoys meet\n\nProQuest document ID: 1\n\n"
    text = f"{RULE}{document}{RULE}{document}{RULE}Bibliography\n\nCitation style: APA\n"
    assert articles_in("text", text) == ("proquest", [f"\n\n{document}"] * 2)


@pytest.mark.parametrize(
    "piece",
    ["-0-\n", "HD\nTD\nAN\n", "Document SAMP000020180509ee590001x\n", "_" * 30 + "\nFull text: x\nTitle: y\n",
     "SEOUL, Sept. 16 (Sample) -- ", "SEOUL SEOUL SEOUL ", " ", "HD " * 9, "_", "Title: x\n",
     "(END)\nSEOUL, Sept. 16 -- a b c d e f g h\n"],
)  # fmt: skip  # a list
def test_time_grows_with_the_text_alone(piece):
    """A million characters of any mark are gone through in a moment."""
    start = time.perf_counter()
    articles_in("text", piece * (1_000_000 // len(piece)))
    assert time.perf_counter() - start < 5
