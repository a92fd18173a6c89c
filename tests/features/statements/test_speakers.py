"""Who says it: names, pronouns, descriptions, offices, sources within sources."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from newsresearch.features.statements.drafts import Draft
from newsresearch.features.statements.names import bare, looks_like_person
from newsresearch.features.statements.voices import Voices
from newsresearch.lexicons import load
from newsresearch.models.attribution import find_quotations

Read = Callable[..., pd.DataFrame]  # the fixture of conftest.py


def test_pronoun_is_resolved(read: Read) -> None:
    """A pronoun gets the name of the speaker before it."""
    table = read(
        [['"It is far too early to tell anything," said John Carver.', "He said that talks would go on next week."]]
    )
    assert table["speaker"].tolist() == ["John Carver", "John Carver"]
    assert len(set(table["speaker_id"])) == 1


def test_surname_is_resolved_to_the_full_name(read: Read) -> None:
    """A surname gets the fullest name of the article."""
    table = read([["Deputy envoy John Carver arrived on Monday.", "Carver said that talks would go on next week."]])
    assert table["speaker"].tolist() == ["John Carver"]


def test_known_actor_gives_id_and_side(read: Read) -> None:
    """A source that a mention covers has the actor's id and side."""
    table = read([["Pyongyang said that the drills had to stop."]], [("Pyongyang", "DPRK", "DPRK", "state")])
    assert table[["speaker", "speaker_id", "side"]].values.tolist() == [["Pyongyang", "DPRK", "DPRK"]]


def test_own_actor_speaks_for_the_side_given(read: Read) -> None:
    """An actor that only the mentions know speaks for the side that they give."""
    table = read([["Envoy John Quark said that the North must disarm."]], [("John Quark", "ZED", "US", "person")])
    assert table.loc[0, ["speaker_id", "side"]].tolist() == ["ZED", "US"]


def test_anonymous_source_is_marked(read: Read) -> None:
    """An official without a name is anonymous, and of the country in the description."""
    table = read([["A senior U.S. official said that talks would go on."]])
    assert table[["anonymous", "side"]].values.tolist() == [[True, "US"]]


def test_names_lose_titles() -> None:
    """Titles and possessives are no part of a name; institutions are no people."""
    assert bare("Foreign Minister Lee Sun's") == "Lee Sun"
    assert not looks_like_person("Security Council")


def test_the_innermost_source_speaks(read: Read) -> None:
    """Who only passes on another's words gives way to the one passed on."""
    table = read([["The Evening Paper quoted envoy John Carver as saying that talks would go on next week."]])
    assert table["speaker"].tolist() == ["John Carver"]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The port will reopen next week, the Evening Paper said, citing two aides.", "two aides"),
        ("An envoy was quoted by the Evening Paper as saying that the port would reopen next week.", "An envoy"),
        ("The port will reopen next week, envoy John Carver said, according to the Evening Paper.", "John Carver"),
        ("The envoys left the town on Monday for the coast, according to a local official.", "a local official"),
        ('"We shall meet in the spring," aide Jane Miller quoted John Carver as saying.', "John Carver"),
    ],
)
def test_a_medium_gives_way_to_whom_it_passes_on(read: Read, sentence: str, speaker: str) -> None:
    """Who cites, quotes or relays is no speaker where the words of somebody else are told."""
    assert read([[sentence]])["speaker"].tolist() == [speaker]


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        (
            "President John Carver met Premier Li Wen on Monday after a call with former President Adam Stone.",
            "John Carver",
        ),
        ("President Kim spoke of the port. Former President Adam Stone listened on Monday.", "Kim"),
    ],
)
def test_an_office_is_the_one_who_holds_it(read: Read, before: str, speaker: str) -> None:
    """An office stands for the person who has it in the article, by surname too, and not for a former one."""
    known = [("Kim", "SOMEBODY", "OTHER", "person")] if "Kim" in before else []
    table = read([[before], ["The president said that talks would go on next week."]], known)
    assert table["speaker"].tolist() == [speaker]


def test_an_abbreviation_is_spelled_out(read: Read) -> None:
    """A source given by its letters gets the name that the article spells out."""
    table = read([["The Harbour Safety Board met.", "The HSB said that the port would reopen next week."]])
    assert table["speaker"].tolist() == ["Harbour Safety Board"]


def test_a_spokesman_passes_on_the_wish_of_his_chief(read: Read) -> None:
    """What a chief wants is his, though his aide says it; the aide stays who "he" is."""
    table = read(
        [["White House spokesman John Carver told reporters that U.S. President Adam Stone wanted to meet soon.",
          "He said that talks would go on next week."]],
    )  # fmt: skip  # one paragraph of two sentences
    assert table["speaker"].tolist() == ["Adam Stone", "John Carver"]


def test_he_is_no_crowd(read: Read) -> None:
    """A pronoun of one person passes over sources of many."""
    table = read(
        [["Envoy John Carver said that the port was closed.", "Local officials said that it was full of ice.",
          "He said that talks would go on next week."]],
    )  # fmt: skip  # one paragraph of three sentences
    assert table["speaker"].tolist()[-1] == "John Carver"


def test_a_quotation_is_announced_by_a_colon(read: Read) -> None:
    """Marked words after a colon are those of the one whom the sentence before it names."""
    table = read(
        [["Envoy Jane Miller said that the port was closed."], ["Then John Carver put a note on the door:"],
         ['"We will open again when the ice is gone and the town is warm."']],
    )  # fmt: skip  # three paragraphs of one article
    assert table["speaker"].tolist()[-1] == "John Carver"


def test_who_speaks_after_the_closing_mark(read: Read) -> None:
    """A clause that a mark of exclamation cuts off its quotation still tells who speaks."""
    table = read(
        [
            ["Envoy Jane Miller said that the port was closed."],
            ['"They are all wrong about it!"', "John Carver tweeted on Monday."],
        ]
    )
    assert table["speaker"].tolist()[-1] == "John Carver"


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Harbour Guard spokesman John Carver said that the port was closed.", "John Carver"),
        ("Leader Kim Jong Un and President John Carver said that they would meet soon.", "Kim Jong Un"),
        ("The port will reopen, according to the union's newspaper, the Evening Paper.", "Evening Paper"),
        ("The port will reopen next week, the minister's statement said.", "the minister"),
        ("According to Jane Miller, the port director said that the ice was gone.", "the port director"),
        (
            "A U.S. official who came with Jane Miller, and spoke to reporters on the quay, said the talks were "
            '"better than the last time".',
            "A U.S. official",
        ),
        ("Sailors question whether the port will ever open again.", "Sailors"),
        ("Jane Miller spoke with port workers, who said that the ice was gone.", "port workers"),
    ],
)
def test_who_of_several_names_speaks(read: Read, sentence: str, speaker: str) -> None:
    """A name after a title, the first of two who speak jointly, and who stands right before "who"."""
    assert read([[sentence]])["speaker"].tolist() == [speaker]


def test_a_credit_beside_a_picture_is_no_person(read: Read) -> None:
    """A name after the slash of a picture's credit is nobody of the article."""
    table = read(
        [["Envoy John Carver said that the port was closed."], ["Boats on the quay, June 2. AGENCY/Adam Stone"],
         ["He also said that the ice would stay for weeks."]],
    )  # fmt: skip  # three paragraphs of one article
    assert table["speaker"].tolist()[-1] == "John Carver"


def test_no_packaged_word_is_a_name() -> None:
    """Every row of the words that are no names has an example with its first form, and no form passes for a person."""
    for row in load("name_words").to_dict("records"):
        forms = row["forms"].split("|")
        assert forms[0] in row["example"].lower()
        assert not any(looks_like_person(form.capitalize()) for form in forms)


def test_he_is_the_only_person_of_the_sentence_before(read: Read) -> None:
    """A pronoun far from the last speaker stands for the one person whom the sentence before it names."""
    table = read(
        [["Envoy Jane Miller said that the port was closed."], ["The harbour was quiet for days."],
         ["All that was left was the note of engineer John Carver."], ['Last month, he said the ice was "a wall".']],
    )  # fmt: skip  # four paragraphs of one article
    assert table["speaker"].tolist()[-1] == "John Carver"


@pytest.mark.parametrize(("source", "kept"), [("Jane Miller", None), ("John Carver", "John Carver")])
def test_who_is_named_inside_the_marks_is_no_source(source: str, kept: str | None) -> None:
    """A source inside the marks around the words is part of them; one outside stays."""
    text = '"Jane Miller believes that the ice will be gone," said John Carver.'
    at = text.index(source)
    draft = Draft(26, 47, 0, "direct", source=(at, at + len(source)))
    Voices(find_quotations(text)).outer_source(draft)
    assert (text[slice(*draft.source)] if draft.source else None) == kept


def test_a_statement_is_of_no_expert(read: Read) -> None:
    """Where an expert spoke last, "the statement" is still that of the state before him."""
    table = read(
        [["Pyongyang said that the drills had to stop."], ["Analysts said that little would change."],
         ['"The drills must end this week and for ever," the statement warned.']],
        [("Pyongyang", "DPRK", "DPRK", "state")],
    )  # fmt: skip  # three paragraphs of one article
    assert table["side"].tolist() == ["DPRK", "EXPERT", "DPRK"]


def test_an_epithet_is_its_state(read: Read) -> None:
    """The press's epithet of one state stands for it, whichever state is named last."""
    table = read(
        [["Washington sent a note."], ["The rogue nation said that the port would reopen."]],
        [("Washington", "US", "US", "state")],
    )
    assert table[["speaker", "side"]].values.tolist()[-1] == ["North Korea", "DPRK"]
