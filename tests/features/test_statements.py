"""Tests of statements: who says what."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsresearch import schema
from newsresearch.extract import find_statements
from newsresearch.features.statements import statements_in
from newsresearch.features.statements.channels import find_channel
from newsresearch.features.statements.clauses import tells
from newsresearch.features.statements.names import bare, looks_like_person
from newsresearch.features.statements.sides import side_of_description, side_of_fuller
from newsresearch.features.statements.transcripts import find_turns, surname
from newsresearch.lexicons import load
from newsresearch.models.attribution import find_quotations, paragraphs_of


def read(sentences: list[list[str]], mentions: list[tuple[str, str, str, str]] = (), **article: object) -> pd.DataFrame:
    """Find the statements of one article given as paragraphs of sentences, and mentions by their words."""
    text = "\n\n".join(" ".join(paragraph) for paragraph in sentences)
    rows, at = [], 0
    for p, paragraph in enumerate(sentences):
        for sentence in paragraph:
            at = text.index(sentence, at)
            rows.append((len(rows), p, at, at + len(sentence), sentence))
            at += len(sentence)
    frame = pd.DataFrame(rows, columns=["sentence_id", "paragraph", "start", "end", "text"]).assign(article_id="a")
    found = [
        (text.index(words), text.index(words) + len(words), words, actor, side, kind)
        for words, actor, side, kind in mentions
    ]
    known = pd.DataFrame(found, columns=["start", "end", "text", "actor_id", "side", "kind"]).assign(
        article_id="a", sentence_id=0
    )
    articles = pd.DataFrame([{"article_id": "a", "text": text, **article}])
    out = statements_in(articles, frame, known)
    for row in out.itertuples():
        assert text[row.start : row.end] == row.text
    return out


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
def test_content_of_one_sentence(sentence: str, content: str, quote: str, speaker: str) -> None:
    """The content stands without its outer marks and without the clause that attributes it."""
    row = read([[sentence]]).iloc[0]
    assert (row["text"], row["quote"], row["speaker"]) == (content, quote, speaker)


def test_a_mark_whose_partner_is_inside_stays() -> None:
    """Only outer marks go: a fragment at the end of the content keeps both of its marks."""
    row = read([['The ministry said that the drills were "a grave provocation".']]).iloc[0]
    assert row["text"] == 'that the drills were "a grave provocation"'


def test_narration_has_no_statement() -> None:
    """A deed that nobody tells is no statement."""
    assert read([["Two envoys met in the old town hall on Monday.", "The doors closed at noon."]]).empty


def test_quotation_over_sentences_is_one_utterance() -> None:
    """The sentences of one marked stretch share the utterance and its speaker."""
    table = read([['"We came to listen.', "We will not sign anything today.", 'We leave tomorrow," the envoy said.']])
    assert table["quotation_id"].tolist() == ["a:q1"] * 3
    assert table["speaker"].tolist() == ["the envoy"] * 3


def test_quotation_split_by_its_clause_is_one_utterance() -> None:
    """What "he said" cuts in two is two rows of one utterance."""
    table = read([['"We came to listen to both sides," the envoy said, "and we will come again next month."']])
    assert len(table) == 2
    assert len(set(table["quotation_id"])) == 1


def test_quotation_over_paragraphs_is_one_utterance() -> None:
    """A mark that is opened anew in the next paragraph and closed once makes one utterance."""
    table = read([['The envoy said: "We came to listen to everyone.'], ['"We will not sign anything this week."']])
    assert table["speaker"].tolist() == ["The envoy", "The envoy"]
    assert len(set(table["quotation_id"])) == 1


def test_pronoun_is_resolved() -> None:
    """A pronoun gets the name of the speaker before it."""
    table = read(
        [['"It is far too early to tell anything," said John Carver.', "He said that talks would go on next week."]]
    )
    assert table["speaker"].tolist() == ["John Carver", "John Carver"]
    assert len(set(table["speaker_id"])) == 1


def test_surname_is_resolved_to_the_full_name() -> None:
    """A surname gets the fullest name of the article."""
    table = read([["Deputy envoy John Carver arrived on Monday.", "Carver said that talks would go on next week."]])
    assert table["speaker"].tolist() == ["John Carver"]


def test_known_actor_gives_id_and_side() -> None:
    """A source that a mention covers has the actor's id and side."""
    table = read([["Pyongyang said that the drills had to stop."]], [("Pyongyang", "DPRK", "DPRK", "state")])
    assert table[["speaker", "speaker_id", "side"]].values.tolist() == [["Pyongyang", "DPRK", "DPRK"]]


def test_own_text_speaks_with_its_publisher() -> None:
    """A sentence of a side's own text that nobody else says is the publisher's; an end mark is nothing."""
    table = read(
        [["Our stand is firm.", "The harvest was good this year."], ["-0-"]], publisher_side="DPRK", outlet="KCNA"
    )
    assert table["quote"].tolist() == ["own", "own"]
    assert set(table["speaker"]) == {"KCNA"}
    assert table["cue"].isna().all()


def test_transcript_speaks_by_label() -> None:
    """The words after a label are direct, a question is a reporter's."""
    table = read(
        [["MS. LEE:  Good morning, all."], ["Q  What about the talks?"], ["MS. LEE:  Nothing new to report."]],
        publisher_side="US", outlet="White House",
    )  # fmt: skip
    assert table["text"].tolist() == [
        "Good morning, all.", "What about the talks?", "Nothing new to report.",
    ]  # fmt: skip
    assert table["side"].tolist() == ["US", "MEDIA", "US"]
    assert set(table["quote"]) == {"direct"}


def test_anonymous_source_is_marked() -> None:
    """An official without a name is anonymous, and of the country in the description."""
    table = read([["A senior U.S. official said that talks would go on."]])
    assert table[["anonymous", "side"]].values.tolist() == [[True, "US"]]


def test_columns_are_those_of_the_table() -> None:
    """The columns are the schema's, but for what later steps add; ids name article and place."""
    table = read([["The ministry said that the talks would go on next week."]])
    later = {"target", "tone", "act", "condition", "has_condition", "issue", "condition_issue", "consequent_issue"}
    assert set(table.columns) == set(schema.TABLES["statements"].columns) - later
    assert table.loc[0, ["statement_id", "quotation_id", "speaker_id"]].tolist() == ["a:0", "a:q1", "a:p0"]


def test_no_articles_give_an_empty_table() -> None:
    """Empty tables in, an empty table with the columns out."""
    table = statements_in(schema.empty("articles"), schema.empty("sentences"), schema.empty("mentions"))
    assert len(table) == 0
    assert "quotation_id" in table


def test_a_missing_column_is_named() -> None:
    """A table without a needed column is refused by name."""
    with pytest.raises(schema.UsageError) as error:
        statements_in(pd.DataFrame({"article_id": []}), schema.empty("sentences"), schema.empty("mentions"))
    assert str(error.value) == (
        "statements_in: a table without text cannot be used. Allowed: a table with the columns article_id, text. "
        "To go on: pass the table that load_articles returns."
    )


@given(st.text(alphabet="ab .,\n\"“”‘’'«»Q:MS😀", max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_rows_that_stand_in_it(text: str) -> None:
    """Whatever the marks, no exception, and every row is a cut of the text."""
    spans = paragraphs_of(text)
    frame = pd.DataFrame(
        [("a", i, i, s, e, text[s:e]) for i, (s, e) in enumerate(spans)],
        columns=["article_id", "sentence_id", "paragraph", "start", "end", "text"],
    )
    table = statements_in(pd.DataFrame({"article_id": ["a"], "text": [text]}), frame, schema.empty("mentions"))
    assert all(text[a:b] == words for a, b, words in zip(table["start"], table["end"], table["text"], strict=True))


def test_four_hundred_unclosed_marks_give_an_answer() -> None:
    """Unbalanced marks never swallow what follows their paragraph."""
    text = 'He said "no. ' * 400 + "\n\nThe end was quiet."
    spans = find_quotations(text)
    assert max(q.end for q in spans) <= text.index("\n\n")


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


@pytest.mark.parametrize(
    ("description", "side"),
    [
        ("a North Korean foreign ministry official", "DPRK"),
        ("South Korea's military", "ROK"),
        ("Secretary of State", "US"),
        ("a former U.S. envoy", "EXPERT"),
        ("an analyst at a think tank in Seoul", "EXPERT"),
        ("North Korea's state media", "DPRK"),
        ("a local newspaper", "MEDIA"),
        ("the neighbours", None),
    ],
)
def test_side_of_a_description(description: str, side: str | None) -> None:
    """The words of a description tell the side."""
    assert side_of_description(description) == side


def test_channel_is_the_bare_name() -> None:
    """The medium is named without article or verb."""
    assert find_channel("he said in an interview with the paper") == "interview"
    assert find_channel("he said on Monday") is None


def test_labels_lose_their_titles() -> None:
    """A label's title falls away, an office stays in small letters."""
    assert surname("MS. LEE") == "Lee"
    assert surname("SENIOR ADMINISTRATION OFFICIAL") == "senior administration official"


def test_headings_are_no_labels() -> None:
    """Words in capitals before a colon on a news page are no transcript."""
    assert find_turns("RELATED: One more story.\n\nWATCH: The parade.") == []


def test_names_lose_titles() -> None:
    """Titles and possessives are no part of a name; institutions are no people."""
    assert bare("Foreign Minister Lee Sun's") == "Lee Sun"
    assert not looks_like_person("Security Council")


def test_every_verb_matches_its_example() -> None:
    """Each row of the verbs' table has an example that contains one of its forms, an act and a source."""
    table = load("speech_verbs")
    assert table["verb"].is_unique
    assert set(table["act"]) <= set(schema.ACTS)
    assert table.notna().all().all()
    for row in table.itertuples():
        words = " " + "".join(c if c.isalnum() else " " for c in row.example.lower()) + " "
        assert any(f" {form} " in words for form in row.forms.split("|")), row.verb


def test_every_word_of_a_source_tells_its_side() -> None:
    """Each row of the source words has an example whose source it describes: one of its forms, and its side."""
    table = load("source_words")
    assert table.notna().all().all()
    assert set(table["case"]) == {"any", "exact"}
    for row in table.itertuples():
        source = row.example.split(" said that")[0]
        flag = re.IGNORECASE if row.case == "any" else 0
        forms = [re.escape(form).replace(r"\*", r"\w*") for form in row.forms.split("|")]
        assert any(re.search(rf"(?<!\w){form}(?!\w)", source, flag) for form in forms), row.example
        side = ("CHN" if "Xinhua" in source else "DPRK") if row.kind == "STATE_MEDIA" else row.kind
        if side != "OFFICE_HOLDER":
            assert side_of_description(source) == side, row.example


def test_an_office_holder_is_no_medium() -> None:
    """Whoever speaks for an office is not the press, though the words name media."""
    table = load("source_words")
    examples = table.loc[table["kind"] == "OFFICE_HOLDER", "example"]
    assert [side_of_description(e.split(" said that")[0]) for e in examples] == [None] * 3 + ["US", None]


def test_the_innermost_source_speaks() -> None:
    """Who only passes on another's words gives way to the one passed on."""
    table = read([["The Evening Paper quoted envoy John Carver as saying that talks would go on next week."]])
    assert table["speaker"].tolist() == ["John Carver"]


@pytest.mark.parametrize(
    "sentence",
    [
        "That suggests the next round of talks could take months.",
        "The statement appears to be aimed at winning time before the next round of talks.",
    ],
)
def test_a_reading_of_the_reporters_own_is_none(sentence: str) -> None:
    """What a thing seems to mean to the reporter is nobody's statement."""
    assert read([["The envoy arrived on Monday.", sentence]]).empty


def test_two_single_marks_are_a_double_one() -> None:
    """Archives that write two single marks for a double one are read alike."""
    row = read([["''We came to listen to everyone,'' said John Carver."]]).iloc[0]
    assert (row["text"], row["quote"], row["speaker"]) == ("We came to listen to everyone", "direct", "John Carver")


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
def test_content_ends_before_the_clause_that_attributes_it(sentence: str, content: str, speaker: str) -> None:
    """A clause that closes a sentence is attribution, and time and place before "that" are no content."""
    found = read([[sentence]]).iloc[0]
    assert (found["text"].rstrip("."), found["speaker"]) == (content, speaker)


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


def test_silence_gives_no_row() -> None:
    """Of a sentence that only tells what a source leaves out there is no statement."""
    assert read([["The ministry did not say when the port would reopen."]]).empty


def test_office_goes_by_its_fuller_form() -> None:
    """An office named without its state has the side of the fuller form that stands before it."""
    found = read(
        [["Seoul's foreign ministry said that talks would resume."], ["Japan said that it agreed."],
         ["The foreign ministry said that the port would reopen."]],
        [("Japan", "JPN", "JPN", "state")],
    )  # fmt: skip  # three paragraphs of one article
    assert found["side"].tolist() == ["ROK", "JPN", "ROK"]


@pytest.mark.parametrize(
    ("before", "form", "side"),
    [
        ("South Korea's Joint Chiefs of Staff (JCS) saw a launch.", "JCS", "ROK"),
        ("South Korea's JCS saw a launch.", "Joint Chiefs of Staff", "ROK"),
        ("China's foreign ministry and Tokyo's defense ministry met.", "ministry", "JPN"),
        ("China's foreign ministry and Tokyo's defense ministry met.", "foreign ministry", "CHN"),
        ("Nothing was known in Seoul. The ministry was closed.", "ministry", None),
    ],
)
def test_side_of_the_last_fuller_form(before: str, form: str, side: str | None) -> None:
    """The last fuller form that ends with the same words gives the side; a name in another sentence does not."""
    assert side_of_fuller(before, len(before), form) == side


def test_office_without_a_fuller_form_goes_by_who_spoke() -> None:
    """Where no fuller form stands before, an office has the side of the last state or office that spoke."""
    found = read(
        [["Japan said that it agreed."], ["The ministry said that the port would reopen."]],
        [("Japan", "JPN", "JPN", "state")],
    )
    assert found["side"].tolist() == ["JPN", "JPN"]


@pytest.mark.parametrize(
    "text",
    [
        "Washington wanted more than one site, Secretary of State Mike Pompeo said.",
        "Seoul wanted a larger step, the envoy told reporters after midnight.",
    ],
)
def test_a_source_that_closes_the_sentence_always_speaks(text: str):
    """Before ", the envoy said" at the end of a sentence stands content, even where it reads like narration."""
    content = text.split(",")[0]
    found = find_statements(pd.DataFrame({"article_id": ["a.1"], "language": ["en"], "text": [text]}))
    assert found["text"].tolist() == [content]
