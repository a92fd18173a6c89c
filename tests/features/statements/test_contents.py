"""What is content and what is not: marks, indirect speech, narration."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise

import pandas as pd
import pytest

from newsresearch import schema
from newsresearch.extract import find_statements
from newsresearch.features.statements import statements_in
from newsresearch.features.statements.clauses import second_clause, tells
from newsresearch.features.statements.stretches import marks_near
from newsresearch.models.attribution import Quotation, find_quotations, paragraphs_of

Read = Callable[..., pd.DataFrame]  # the fixture of conftest.py


@pytest.mark.parametrize(
    ("sentence", "content", "quote", "speaker"),
    [
        ('"We can meet at any time," the ministry said.', "We can meet at any time", "direct", "the ministry"),
        ("“Nothing has changed here,” said John Carver.", "Nothing has changed here", "direct", "John Carver"),
        ("The ministry said that talks would go on.", "that talks would go on", "indirect", "The ministry"),
        ("The launch failed, according to the ministry.", "The launch failed", "indirect", "the ministry"),
        ('The aide said it was "a grave error" to wait.', 'it was "a grave error" to wait', "mixed", "The aide"),
    ],
)
def test_content_of_one_sentence(read: Read, sentence: str, content: str, quote: str, speaker: str) -> None:
    """The content stands without its outer marks and without the clause that attributes it."""
    row = read([[sentence]]).iloc[0]
    assert (row["text"], row["quote"], row["speaker"]) == (content, quote, speaker)


def test_a_mark_whose_partner_is_inside_stays(read: Read) -> None:
    """Only outer marks go: a fragment at the end of the content keeps both of its marks."""
    row = read([['The ministry said that the drills were "a grave provocation".']]).iloc[0]
    assert row["text"] == 'that the drills were "a grave provocation"'


def test_content_ends_with_its_sentence(read: Read) -> None:
    """Of a quotation that goes on in the next sentence each sentence has its row, and no word stands in two."""
    first = 'The ministry said that the drills were still "too loud.'
    rows = read([[first, 'They should be smaller."']])
    assert rows["text"].tolist() == ['that the drills were still "too loud.', "They should be smaller."]
    assert rows["sentence_id"].tolist() == [0, 1]
    assert rows["quotation_id"].nunique() == 1


def test_narration_has_no_statement(read: Read) -> None:
    """A deed that nobody tells is no statement."""
    assert read([["Two envoys met in the old town hall on Monday.", "The doors closed at noon."]]).empty


@pytest.mark.parametrize(
    ("sentence", "content", "speaker"),
    [
        (
            "The port will reopen in June, the aide said in a note on Friday.",
            "The port will reopen in June",
            "the aide",
        ),
        (
            "The port will reopen, state media said, days before a visit by envoys.",
            "The port will reopen",
            "state media",
        ),
        ("The aide said in a speech on Friday that the port would reopen.", "that the port would reopen", "The aide"),
    ],
)
def test_content_ends_before_the_clause_that_attributes_it(
    read: Read, sentence: str, content: str, speaker: str
) -> None:
    """A clause that closes a sentence is attribution, and time and place before "that" are no content."""
    found = read([[sentence]]).iloc[0]
    assert (found["text"].rstrip("."), found["speaker"]) == (content, speaker)


@pytest.mark.parametrize(
    "sentence",
    [
        "That suggests the next round of talks could take months.",
        "The statement appears to be aimed at winning time before the next round of talks.",
    ],
)
def test_a_reading_of_the_reporters_own_is_none(read: Read, sentence: str) -> None:
    """What a thing seems to mean to the reporter is nobody's statement."""
    assert read([["The envoy arrived on Monday.", sentence]]).empty


@pytest.mark.parametrize(
    ("cue", "source", "content", "told"),
    [
        ("did not say", "the aide", "when the port would reopen", True),
        ("did not say", "the aide", "that the port would reopen", False),
        ("declined", "the aide", "to comment on the port", True),
        ("declined", "the aide", "an offer to meet", False),
        ("differed over", "the two envoys", "how to begin", True),
        ("is widely thought", "the port", "to be closed", True),
        ("doubts about", "the vote is likely to raise", "the port", True),
        ("said", "the aide", "the port was closed", False),
    ],
)
def test_what_the_reporter_tells_is_no_statement(cue: str, source: str, content: str, told: bool) -> None:
    """Silence, refusal to comment, dispute, common belief and a clause in the place of a source are narration."""
    assert tells(cue, source, content) is told


def test_silence_gives_no_row(read: Read) -> None:
    """Of a sentence that only tells what a source leaves out there is no statement."""
    assert read([["The ministry did not say when the port would reopen."]]).empty


@pytest.mark.parametrize(
    "text",
    [
        "Washington wanted more than one site, Secretary of State Mike Pompeo said.",
        "Seoul wanted a larger step, the envoy told reporters after midnight.",
    ],
)
def test_a_source_that_closes_the_sentence_always_speaks(text: str) -> None:
    """Before ", the envoy said" at the end of a sentence stands content, even where it reads like narration."""
    content = text.split(",")[0]
    found = find_statements(pd.DataFrame({"article_id": ["a.1"], "language": ["en"], "text": [text]}))
    assert found["text"].tolist() == [content]


def test_two_single_marks_are_a_double_one(read: Read) -> None:
    """Archives that write two single marks for a double one are read alike."""
    row = read([["''We came to listen to everyone,'' said John Carver."]]).iloc[0]
    assert (row["text"], row["quote"], row["speaker"]) == ("We came to listen to everyone", "direct", "John Carver")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ('He called it "a farce" and left.', ["a farce"]),
        ("He called it “a farce” and “a trick”.", ["a farce", "a trick"]),
        ("It was a ‘grave’ error, the workers’ union said.", ["grave"]),
        ("It isn't what the workers' union wanted.", []),
        ("She said \"I heard 'never' again\" twice.", ["I heard 'never' again"]),
        ('"It never closed', ["It never closed"]),
        ("«Oui», said he.", ["Oui"]),
    ],
)
def test_marks_pair_up(text: str, marked: list[str]) -> None:
    """Curly, straight, single and angle marks pair up; apostrophes do not."""
    assert [text[q.inner_start : q.inner_end] for q in find_quotations(text)] == marked


def test_repeated_mark_continues() -> None:
    """A mark at the start of a paragraph after an open one continues the utterance."""
    assert [q.continues for q in find_quotations('"One.\n\n"Two."')] == [False, True]


def test_four_hundred_unclosed_marks_give_an_answer() -> None:
    """Unbalanced marks never swallow what follows their paragraph."""
    text = 'He said "no. ' * 400 + "\n\nThe end was quiet."
    spans = find_quotations(text)
    assert max(q.end for q in spans) <= text.index("\n\n")


def test_contents_agree_with_polnear(shared) -> None:
    """On PolNeAR's dev half, content spans reach an F1 of .70 at an overlap of .3 (marks alone: .38)."""
    lines = (shared / "corpora" / "polnear" / "dev.jsonl").read_text(encoding="utf-8").splitlines()[:25]
    documents = [json.loads(line) for line in lines]
    sentences = []
    for n, document in enumerate(documents):
        for i, (start, end) in enumerate(paragraphs_of(document["text"])):
            sentences.append((str(n), i, i, start, end, document["text"][start:end]))
    articles = pd.DataFrame(
        {"article_id": [str(n) for n in range(len(documents))], "text": [d["text"] for d in documents]}
    )
    columns = ["article_id", "sentence_id", "paragraph", "start", "end", "text"]
    table = statements_in(articles, pd.DataFrame(sentences, columns=columns), schema.empty("mentions"))
    hits = wanted = 0
    for n, document in enumerate(documents):
        ours = {
            key: {c for a, b in zip(rows["start"], rows["end"], strict=True) for c in range(a, b)}
            for key, rows in table[table["article_id"] == str(n)].groupby("quotation_id")
        }
        for attribution in document["attributions"]:
            gold = {c for item in attribution.get("content", []) for a, b in item["spans"] for c in range(a, b)}
            if not gold:
                continue
            wanted += 1
            best = max(ours, key=lambda key: len(ours[key] & gold) / len(ours[key] | gold), default=None)
            if best and len(ours[best] & gold) / len(ours[best] | gold) >= 0.3:
                hits += 1
                del ours[best]
    given = table.groupby("article_id")["quotation_id"].nunique().sum()
    assert 2 * hits / (wanted + given) > 0.70


def test_who_opens_a_sentence_and_says_is_heard(read: Read) -> None:
    """A sentence of a source, "said" and a clause is a statement, also where the tagger labels none of its words."""
    table = read([["Seoul was silent.", "Pyongyang said dialogue depends on the withdrawal of the hostile policy."]])
    assert table[["sentence_id", "speaker", "cue"]].to_numpy().tolist() == [[1, "Pyongyang", "said"]]


def test_a_sentence_of_two_hundred_quotations_keeps_each(read: Read) -> None:
    """Each of many quotations in one sentence is found, whole and with the source beside it."""
    parts = [f'"we will go on with step {n} of the plan," the envoy said' for n in range(200)]
    rows = read([[", and ".join(parts) + "."]])
    assert rows["text"].str.extract(r"step (\d+)")[0].astype(int).tolist() == list(range(200))
    assert rows["text"].str.contains("envoy").sum() == 0
    assert rows["speaker"].unique().tolist() == ["the envoy"]


@pytest.mark.parametrize("number", [400, 10_000])
def test_marks_that_nothing_closes_end_with_their_paragraph(number: int) -> None:
    """Each of many opening marks gives a stretch of its own, in order and apart."""
    spans = find_quotations("He said “no. " * number)
    assert len(spans) == number
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_near_marks_are_those_that_a_scan_of_all_finds() -> None:
    """The search by halves gives the marks that overlap or touch a span."""
    marks = [Quotation(n, n + 4, n + 1, n + 3) for n in range(0, 60, 6)]
    for start in range(60):
        for end in range(start, 60):
            assert marks_near(marks, start, end) == [m for m in marks if m.start <= end and m.end >= start]


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        (
            "The minister said that they wanted the sanctions gone, and that Seoul could not wait.",
            "that they wanted the sanctions gone, and that Seoul could not wait",
        ),
        ('It was "a full success," the state radio said in a special broadcast.', 'It was "a full success,"'),
    ],
)
def test_content_goes_to_the_end_of_its_clauses(read: Read, sentence: str, content: str) -> None:
    """A second clause with "that" belongs to the content; who said it, and where, does not."""
    assert read([[sentence]])["text"].tolist() == [content]


def test_that_which_points_opens_no_second_clause() -> None:
    """In "and that was all" the word stands for what was said, so that content does not go on."""
    line = "that a deal was near, and that was all."
    assert second_clause(line, 0, line.index(","), len(line)) is None


def test_who_speaks_and_where_is_no_content(read: Read) -> None:
    """A clause that only attributes gives no row."""
    assert read([["State television said in a special announcement."]]).empty
