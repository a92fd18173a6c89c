"""Which rows belong together, and the voices of transcripts and of a side's own texts."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from newsresearch.features.statements.channels import find_channel, find_heading
from newsresearch.features.statements.transcripts import find_turns, surname
from newsresearch.lexicons import load

Read = Callable[..., pd.DataFrame]  # the fixture of conftest.py


def test_quotation_over_sentences_is_one_utterance(read: Read) -> None:
    """The sentences of one marked stretch share the utterance and its speaker."""
    table = read([['"We came to listen.', "We will not sign anything today.", 'We leave tomorrow," the envoy said.']])
    assert table["quotation_id"].tolist() == ["a:q1"] * 3
    assert table["speaker"].tolist() == ["the envoy"] * 3


def test_quotation_split_by_its_clause_is_one_utterance(read: Read) -> None:
    """What "he said" cuts in two is two rows of one utterance."""
    table = read([['"We came to listen to both sides," the envoy said, "and we will come again next month."']])
    assert len(table) == 2
    assert len(set(table["quotation_id"])) == 1


def test_quotation_over_paragraphs_is_one_utterance(read: Read) -> None:
    """A mark that is opened anew in the next paragraph and closed once makes one utterance."""
    table = read([['The envoy said: "We came to listen to everyone.'], ['"We will not sign anything this week."']])
    assert table["speaker"].tolist() == ["The envoy", "The envoy"]
    assert len(set(table["quotation_id"])) == 1


def test_own_text_speaks_with_its_publisher(read: Read) -> None:
    """A sentence of a side's own text that nobody else says is the publisher's; an end mark is nothing."""
    table = read(
        [["Our stand is firm.", "The harvest was good this year."], ["-0-"]], publisher_side="DPRK", outlet="KCNA"
    )
    assert table["quote"].tolist() == ["own", "own"]
    assert set(table["speaker"]) == {"KCNA"}
    assert table["cue"].isna().all()


def test_transcript_speaks_by_label(read: Read) -> None:
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


def test_labels_lose_their_titles() -> None:
    """A label's title falls away, an office stays in small letters."""
    assert surname("MS. LEE") == "Lee"
    assert surname("SENIOR ADMINISTRATION OFFICIAL") == "senior administration official"


def test_headings_are_no_labels() -> None:
    """Words in capitals before a colon on a news page are no transcript."""
    assert find_turns("RELATED: One more story.\n\nWATCH: The parade.") == []


def test_channel_is_the_bare_name() -> None:
    """The medium is named without article or verb."""
    assert find_channel("he said in an interview with the paper") == "interview"
    assert find_channel("he said on Monday") is None


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("the aide said in a statement carried by the Korean Central News Agency.", "Korean Central News Agency"),
        ("the aide told Reuters in an interview", "Reuters"),
        ("the aide said on Twitter in a long post", "Twitter"),
        ("the aide tweeted on Monday", "Twitter"),
        ("the aide said in a report published in May", "report"),
        ("the aide said so, Yonhap reported citing two officials", "Yonhap"),
        ("the aide said so on Monday", None),
    ],
)
def test_a_named_carrier_wins_over_an_occasion(text: str, channel: str | None) -> None:
    """Who carries the words by name comes first, then a platform, then the occasion without a name."""
    assert find_channel(text) == channel


def test_every_channel_matches_its_example() -> None:
    """Each row of the channels' table has an example that names it."""
    for row in load("channels").to_dict("records"):
        found = find_channel(row["example"])
        given = [row["name"]] if isinstance(row["name"], str) else row["forms"].split("|")
        assert any(found and found.endswith(form) for form in given), row["example"]


def test_the_rows_of_an_utterance_share_its_cue_and_channel(read: Read) -> None:
    """The verb and the medium that stand once count for every row of the utterance."""
    table = read([['"We came to listen.', 'We leave tomorrow," the envoy said in a letter.']])
    assert table["cue"].notna().all()
    assert table["cue"].nunique() == 1
    assert table["channel"].tolist() == ["letter", "letter"]


def test_a_medium_that_passes_words_on_is_their_channel(read: Read) -> None:
    """Who is cited speaks, and who cites is the channel."""
    row = read([["The port will reopen next week, KCNA reported, citing two officials."]]).iloc[0]
    assert (row["speaker"], row["side"], row["channel"]) == ("two officials", "DPRK", "KCNA")


def test_a_channel_goes_on_while_its_speaker_is_quoted(read: Read) -> None:
    """The letter that one quotation came in holds for the speaker's next quotation, in the sentence after it."""
    table = read([['"We came to listen," Marta Olsen said in a letter.', '"We leave on the ferry," Olsen said.']])
    assert table["channel"].tolist() == ["letter", "letter"]


def test_a_channel_ends_where_another_speaks(read: Read) -> None:
    """What a second speaker says has no part in the first one's letter."""
    table = read([['"We came to listen," Marta Olsen said in a letter.', '"We leave on the ferry," Jonas Weber said.']])
    assert table["channel"].fillna("").tolist() == ["letter", ""]


def test_a_channel_ends_at_another_hearer(read: Read) -> None:
    """What the speaker told others stood not in the letter."""
    table = read([['"We came to listen," Marta Olsen said in a letter.', '"We leave soon," Olsen told reporters.']])
    assert table["channel"].fillna("").tolist() == ["letter", ""]


@pytest.mark.parametrize(
    ("heading", "occasion"),
    [
        ("Press Briefing by the Harbour Master", "press briefing"),
        ("Background Press Call on the Ferry", "background press call"),
        ("Harbour Master Calls off the Press Briefing", None),
        ("", None),
    ],
)
def test_a_transcripts_heading_names_its_occasion(heading: str, occasion: str | None) -> None:
    """Only a heading that begins with the occasion names it."""
    assert find_heading(heading) == occasion


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("In a long letter, the aide said so", "long letter"),
        ("the aide issued the following press statement:", "press statement"),
        ("so the envoy's statement said", "statement"),
        ("Appearing on NBC's Meet the Press, the aide said so", "Meet the Press"),
        ("the aide took to Twitter to say so", "Twitter"),
        ("the aide said so in a statement published Tuesday by KCNA", "KCNA"),
        ("the aide said that the statement was long", None),
    ],
)
def test_a_channel_stands_before_or_after_the_words(text: str, channel: str | None) -> None:
    """An occasion is named in front, as the subject, or as what was issued."""
    assert find_channel(text) == channel
