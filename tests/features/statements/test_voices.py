"""Whose voice it is: announced texts of a side, offices without a country, pronouns, who is quoted by whom."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

Read = Callable[..., pd.DataFrame]  # the fixture of conftest.py
KCNA = {"publisher_side": "DPRK", "outlet": "KCNA"}
STATES = [("North Korea", "DPRK", "DPRK", "state"), ("South Korea", "ROK", "ROK", "state")]


def voices(table: pd.DataFrame) -> list[tuple]:
    """The quote, speaker and side of each row."""
    return list(table[["quote", "speaker", "side"]].itertuples(index=False, name=None))


def test_a_sentence_without_a_word_of_attribution_is_the_reporters(read: Read) -> None:
    """In the press no row stands where no mark, source or verb says that somebody speaks."""
    table = read(
        [["Envoy John Carver said that the port was closed."], ["The ice is a ruse of great size to this day."]]
    )
    assert table["text"].tolist() == ["that the port was closed"]


def test_a_deed_in_an_announced_statement_is_its_speakers(read: Read) -> None:
    """After "released the following statement:" what a rival did is told by whom it is announced for."""
    table = read(
        [["The Harbour Committee released the following statement on Monday:"],
         ["The envoys concluded a pact on boats with their allies."], ["They defended the quay."]], **KCNA
    )  # fmt: skip  # one article
    assert voices(table)[1:] == [("direct", "The Harbour Committee", "OTHER")] * 2


def test_a_claim_in_an_announced_statement_is_the_rivals(read: Read) -> None:
    """There too a third party speaks where it claims or says something."""
    table = read(
        [["The Harbour Committee released the following statement on Monday:"],
         ["But envoy John Carver of the allies said that the boats were old and that nobody needed them."]], **KCNA
    )  # fmt: skip  # one article
    assert table["speaker"].tolist()[-1] == "John Carver"


def test_who_issues_a_statement_is_what_it_says(read: Read) -> None:
    """The words "the statement said" go to who issued it in the sentence before, "we" inside it is no source."""
    table = read(
        [["The Central Union of Boatmen released a statement on Friday."],
         ["We extend full support to the answers, the statement said."]], **KCNA
    )  # fmt: skip  # one article
    assert table.loc[1, ["speaker", "text"]].tolist() == [
        "The Central Union of Boatmen", "We extend full support to the answers"]  # fmt: skip  # a pair


def test_a_paper_named_last_speaks(read: Read) -> None:
    """An ending as "..., urges the Evening Quay Monday in a commentary" names the paper whose words stand before."""
    table = read(
        [["The allies should pull their boats out of the harbour, urges Rodong Sinmun Monday in a commentary."]], **KCNA
    )
    assert table.loc[0, ["speaker", "text"]].tolist() == [
        "Rodong Sinmun", "The allies should pull their boats out of the harbour"]  # fmt: skip  # a pair


def test_a_rivals_aim_is_no_statement_of_it(read: Read) -> None:
    """What a side's own text says that others seek stays its own voice."""
    table = read([["The allies seek to close the harbour with boats of war."]], **KCNA)
    assert voices(table) == [("own", "KCNA", "DPRK")]


def test_it_is_nobody_named_inside_its_words(read: Read) -> None:
    """The words "it said" after a quotation goes back before the quotation, not to a state named inside."""
    table = read(
        [
            ["The Harbour Ministry rejected the plan."],
            ['"North Korea knows what it has to do about the boats," it said.'],
        ],
        [("Harbour Ministry", "HM", "US", "organisation"), *STATES[:1]],
    )
    assert table["side"].tolist()[-1] == "US"


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("U.S. Harbour Command", "U.S. Harbour Command"),
        ("Adm. John Carver", "John Carver"),
        ("J. B. Stone", "J. B. Stone"),
    ],
)
def test_according_to_reads_past_an_initial(read: Read, source: str, speaker: str) -> None:
    """The full stop of an initial or a rank does not end the source of "according to"."""
    table = read([[f"The boats left at dawn on Monday with all hands, according to {source}."]])
    assert table["speaker"].tolist() == [speaker]


@pytest.mark.parametrize("day", ["on Monday", "early Monday morning", "late on Monday"])
def test_a_weekday_is_no_part_of_a_source(read: Read, day: str) -> None:
    """When it was said is no part of who said it."""
    table = read([[f"South Korea's harbour office {day} said that talks would go on."]], STATES[1:])
    assert table["speaker"].tolist() == ["South Korea's harbour office"]


@pytest.mark.parametrize(
    ("dateline", "source", "side"),
    [("SEOUL", "A Defense Ministry official", "ROK"), ("BEIJING", "The Ministry of Foreign Affairs", "CHN"),
     ("TOKYO", "A Defense Ministry official", "JPN"), ("OSLO", "A Defense Ministry official", "OTHER")],
)  # fmt: skip  # a table, its rows side by side
def test_an_office_without_a_country_is_of_home(read: Read, dateline: str, source: str, side: str) -> None:
    """An office that no word gives a state belongs to the one from whose capital the article is written."""
    table = read([["The launch came early."], [f"{source} said the boat sailed for days."]], dateline=dateline)
    assert table["side"].tolist() == [side]


def test_a_ministry_spokesman_is_of_his_ministry(read: Read) -> None:
    """A person whose only title is an office's has the side of who spoke for that office."""
    table = read(
        [["Seoul said talks would go on."], ['"We will consult with all," ministry spokesman John Carver said.']],
        [("Seoul", "ROK", "ROK", "state")],
    )
    assert table["side"].tolist() == ["ROK", "ROK"]


def test_whom_state_media_carry_is_of_the_state(read: Read) -> None:
    """An office without a country whose statement KCNA carries is the DPRK's."""
    table = read([["A Foreign Ministry spokesman said in a statement carried by KCNA that the test went well."]])
    assert table["side"].tolist() == ["DPRK"]


def test_the_ministry_that_kcna_cites_is_its_own(read: Read) -> None:
    """Whom KCNA cites, as in "KCNA said, citing a foreign ministry spokesman", is of the DPRK."""
    table = read(
        [["SEOUL (AP) - Boats must not provoke the port, KCNA said, citing a foreign ministry spokesman."]],
        [("KCNA", "KCNA", "DPRK", "organisation")],
    )
    assert table["side"].tolist() == ["DPRK"]


@pytest.mark.parametrize(
    ("description", "side"),
    [("a North Korea watcher", "EXPERT"), ("One Beijing-based Asian diplomat", "OTHER"),
     ("The Communist Party of the Democratic Congo", "OTHER"), ("the presidential office", "ROK")],
)  # fmt: skip  # a table, its rows side by side
def test_side_by_the_word_that_counts(read: Read, description: str, side: str) -> None:
    """Where somebody sits is no side, nor is the country that is watched."""
    table = read([[f"{description[0].upper()}{description[1:]} said the boats would sail at dawn."]])
    assert table["side"].tolist() == [side]


def test_an_office_belongs_to_the_head_of_its_apposition(read: Read) -> None:
    """Who served as a president's envoy is not the president."""
    table = read(
        [["Jane Miller, who served as President Carver's top envoy, left on Friday."],
         ["John Stone, the president of the union, stayed."], ['"Mike will do great things," the president wrote.']],
    )  # fmt: skip  # three paragraphs of one article
    assert table["speaker"].tolist() == ["John Stone"]


def test_the_president_is_not_the_secretary(read: Read) -> None:
    """The words "the president" do not go to the last speaker when his title is another."""
    table = read(
        [["Foreign Secretary John Carver said the door was open."], ['"Save your energy," the president wrote.']]
    )
    assert table["speaker"].tolist() == ["John Carver", "the president"]


def test_he_is_the_subject_before_the_quotation(read: Read) -> None:
    """A quotation of two sentences is no context of its own pronoun: the subject before it speaks."""
    table = read(
        [['"All is open. We are ready," Gen. Paul Stone said.', "But envoy John Carver voiced frustration."],
         ['"I am disappointed.', 'They do nothing for us," he wrote.']],
    )  # fmt: skip  # two paragraphs
    assert table["speaker"].tolist()[-2:] == ["John Carver", "John Carver"]


def test_who_stands_beside_the_subject_is_not_he(read: Read) -> None:
    """What follows "standing beside X, he said" is not said by X."""
    table = read(
        [
            ["Envoy John Carver went to the border."],
            ["Standing beside General Adam Stone, he said the allies agreed on it."],
        ]
    )
    assert table["speaker"].tolist()[-1] == "John Carver"


def test_who_was_quoted_closes_a_sentence(read: Read) -> None:
    """An ending as "..., X was quoted as saying by the agency" gives the words before it to X."""
    table = read([["The port has no intention of yielding, John Carver was quoted as saying by the Evening Post."]])
    assert table.loc[0, ["speaker", "text"]].tolist() == ["John Carver", "The port has no intention of yielding"]


@pytest.mark.parametrize("outlet", ["Fox News", "Reuters", "the Evening Times"])
def test_whom_it_is_told_is_no_content(read: Read, outlet: str) -> None:
    """The name of whom something is told does not begin what is told."""
    table = read([[f"Envoy John Carver told {outlet} he favored a big deal with the port."]])
    assert table["text"].tolist() == ["he favored a big deal with the port"]


def test_a_question_after_words_is_no_statement(read: Read) -> None:
    """A sentence that asks what somebody said says nothing."""
    assert read([["What did John Carver say about the wall of the harbour?"]]).empty


def test_a_signed_post_is_its_signers(read: Read) -> None:
    """The words of a post set into an article are direct speech of whose name stands below them."""
    table = read(
        [["The envoy was silent for a day."],
         ["Just had a long and very good talk.", "Great potential for the port! — J. Carver (@jcarver) June 13, 2018"],
         ["Others did not answer."]]
    )  # fmt: skip  # three paragraphs
    assert table[["quote", "speaker", "text"]].values.tolist() == [
        ["direct", "J. Carver", "Just had a long and very good talk."],
        ["direct", "J. Carver", "Great potential for the port!"],
    ]
    assert table["quotation_id"].nunique() == 1


def test_a_list_of_pledges_is_one_content(read: Read) -> None:
    """What somebody would do, would do and would do is content to the end of the sentence."""
    table = read([["Envoy John Carver said the port would suspend tests, scrap its old quay and pursue growth."]])
    assert table["text"].tolist() == ["the port would suspend tests, scrap its old quay and pursue growth"]


def test_who_serves_a_person_is_not_he(read: Read) -> None:
    """A former official of somebody's administration makes nobody former, and is nobody's namesake."""
    table = read(
        [["A former official in the John Carver administration said the plan was weak."],
         ["Envoy John Carver said he would go on with the plan."]]
    )  # fmt: skip  # two paragraphs
    assert table["speaker"].tolist() == ["A former official in the John Carver administration", "John Carver"]
    assert table["side"].tolist()[0] == "EXPERT" != table["side"].tolist()[1]


@pytest.mark.parametrize("title", ["Ohio GOP Sen.", "House Democratic Whip", "Senate Foreign Relations Chairman"])
def test_a_title_within_a_run_of_names_is_no_name(read: Read, title: str) -> None:
    """The name begins behind the last title, and the title still tells the side."""
    table = read([[f"{title} John Carver said the boats would sail at dawn."]])
    assert table[["speaker", "side"]].values.tolist() == [["John Carver", "US"]]


@pytest.mark.parametrize("opener", ["Does", "Maybe", "Yet", "Had", "Neither"])
def test_the_first_word_of_a_sentence_is_no_name(read: Read, opener: str) -> None:
    """What opens a sentence is no first name of who follows."""
    text = f"{opener} John Carver know of it all to this day?"
    table = read([[text], ["Carver said the boats would sail at dawn."]])
    assert table["speaker"].tolist() == ["John Carver"]


def test_an_apposition_explains_who_speaks(read: Read) -> None:
    """The name stands before what explains it, as "then the secretary"."""
    table = read([["Alan Carver, then the secretary of state, said the boats would sail at dawn."]])
    assert table["speaker"].tolist() == ["Alan Carver"]


def test_the_former_president_is_who_spoke_as_one(read: Read) -> None:
    """The words "the former president" are the last speaker who holds no office, not the president of the day."""
    table = read(
        [["John Carver, a former president, said the boats would sail."], ["President Adam Stone went home on Monday."],
         ["The former president said the ice was a wall of its own."]]
    )  # fmt: skip  # three paragraphs
    assert table["speaker"].tolist()[-1] == "John Carver"


@pytest.mark.parametrize(
    "sentence",
    ["The port was blamed for two attacks on the boats.", "He was also described as aggressive.",
     "The raid reportedly forced the port to close its gates.", "Envoy John Carver didn't mention the boats.",
     "The moniker \"Sea of Ice\" comes with no map of the port."],
)  # fmt: skip  # a list of sentences
def test_what_nobody_says_is_no_statement(read: Read, sentence: str) -> None:
    """What others say of somebody, what is alleged, what is left unsaid and a scare quote are narration."""
    table = read([["Envoy Jane Miller said that the port was closed."], [sentence]])
    assert table["text"].tolist() == ["that the port was closed"]


def test_what_words_refer_to_is_no_second_statement(read: Read) -> None:
    """A sentence as "..., he said, referring to the talks" is one row."""
    table = read(
        [['"We will never sail again on that ice," envoy John Carver said, referring to the talks of the port.']]
    )
    assert table["text"].tolist() == ["We will never sail again on that ice"]


def test_the_circumstance_before_a_source_is_no_content(read: Read) -> None:
    """A sentence as "On the talks, X said that ..." is one row, of what X said."""
    table = read([["On the fate of the harbour talks, John Carver said that the boats would sail at dawn."]])
    assert table["text"].tolist() == ["that the boats would sail at dawn"]


def test_officials_of_two_countries_keep_both(read: Read) -> None:
    """The words "U.S. and Japanese officials" are not the second country's alone."""
    table = read([["U.S. and Japanese officials said the boats would sail at dawn."]])
    assert table["speaker"].tolist() == ["U.S. and Japanese officials"]


def test_a_states_own_institute_is_no_expert(read: Read) -> None:
    """An institute under a ministry speaks for its state; one that is not stays an expert."""
    table = read([["The Institute for Harbours of the Foreign Ministry of the DPRK said the boats would sail at dawn."],
                  ["The Institute for Harbours in Seoul said the boats would stay."]])  # fmt: skip  # two paragraphs
    assert table["side"].tolist() == ["DPRK", "EXPERT"]


def test_a_message_is_its_senders(read: Read) -> None:
    """The words "the message said" after a message was received is said by who sent it."""
    table = read(
        [["The union received a message from Ali Carver, secretary of the boatmen, on Friday."],
         ["We wish you good ice, the message said."]], **KCNA
    )  # fmt: skip  # two paragraphs
    assert table["speaker"].tolist()[-1] == "Ali Carver"


@pytest.mark.parametrize(
    ("analyst", "side"), [("an international affairs analyst", "DPRK"), ("a Russian analyst", "EXPERT")]
)
def test_state_medias_own_analyst_speaks_for_the_state(read: Read, analyst: str, side: str) -> None:
    """Whom KCNA prints as an analyst of no other country is of the house; in the press he is an expert."""
    page = [[f"John Carver, {analyst}, said the boats would sail at dawn."]]
    assert read(page, **KCNA)["side"].tolist() == [side]
    assert read(page)["side"].tolist() == ["EXPERT"]
