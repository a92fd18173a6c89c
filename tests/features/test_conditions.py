"""The two parts of a condition: what depends, and what it depends on."""

import pandas as pd
import pytest

from newsresearch.features.stance.conditions import conditions_in, find_condition


@pytest.mark.parametrize(
    ("text", "consequent", "antecedent"),
    [
        ("No sanctions relief until complete denuclearization.", "No sanctions relief", "complete denuclearization"),
        ("They will not lift it until the North disarms.", "They will not lift it", "the North disarms"),
        ("Discussion may be possible when threats are removed.", "Discussion may be possible", "threats are removed"),
        ("The North must disarm before talks begin.", "talks begin", "disarm"),
        ("Any attack on us will be met with force.", "will be met with force", "Any attack on us"),
        ("If Mr. Kim visits the U.S. capital, sanctions may be lifted.", "sanctions may be lifted",
         "Mr. Kim visits the U.S. capital"),
        ("Washington offers aid in exchange for a freeze.", "Washington offers aid", "a freeze"),
        ("Their disarming is a prerequisite for talks.", "talks", "Their disarming is"),
        ("Stop the drills or else we will test again.", "we will test again", "Stop the drills"),
        ("As agreed, the U.S. must stop the drills, or else the North will test, he said.", "the North will test",
         "As agreed, the U.S. must stop the drills"),
        ("They must move first, otherwise there will be no relief.", "there will be no relief", "They must move first"),
        ("Talks may be possible when walls and fences that stand between the peoples and their hopes are torn down.",
         "Talks may be possible",
         "walls and fences that stand between the peoples and their hopes are torn down"),
        ("There will be no talks before the drills stop.", "There will be no talks", "the drills stop"),
        ("They will not meet before sanctions are lifted.", "They will not meet", "sanctions are lifted"),
        ("No talks without an end to the drills.", "No talks", "an end to the drills"),
        ("Relief is impossible without a full list.", "Relief is impossible", "a full list"),
        ("Sanctions would be lifted after North Korea disarms.", "Sanctions would be lifted", "North Korea disarms"),
        ("Talks will resume after the drills are over.", "Talks will resume", "the drills are over"),
        ("Dialogue depends on trust.", "Dialogue", "trust"),
        ("“Lift the sanctions or else,” the envoy said.", "", "Lift the sanctions"),
    ],
)  # fmt: skip  # one sentence a line
def test_each_part_is_found(text: str, consequent: str, antecedent: str) -> None:
    """Whatever the connective and the order, the part that depends and the part that it depends on stand apart."""
    found = find_condition(text)
    assert (text[slice(*found.consequent)], text[slice(*found.antecedent)]) == (consequent, antecedent)


@pytest.mark.parametrize(
    "text", ["Or else we will act.", "It could not be otherwise.", "They spoke of talks or otherwise."]
)
def test_what_is_asked_stands_in_the_same_text(text: str) -> None:
    """A text that opens with "or else", or ends with "otherwise", holds no demand that the rest depends on."""
    assert find_condition(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Both must find a way out before the year ends.",
        "They will not meet before December.",
        "They should speak before the end of the month.",
        "There were no talks before the war.",
        "They will not warn us before attacking.",
        "The army will march without rest.",
        "He will speak after lunch.",
    ],
)
def test_time_and_manner_are_no_condition(text: str) -> None:
    """A date, an earlier time or a way of acting behind "before", "after" or "without" is nothing to depend on."""
    assert find_condition(text) is None


def placed(sentence: str, *said: str, utterance: str | None = None) -> list[tuple[int, str, str]]:
    """Return the statement, the part that depends and the antecedent of each condition that statements of a sentence
    have; ``utterance`` joins them to one split quotation.
    """
    rows = [(f"a:{n}", "a", 0, 50 + sentence.index(words), words, utterance or n) for n, words in enumerate(said)]
    columns = ["statement_id", "article_id", "sentence_id", "start", "text", "quotation_id"]
    sentences = pd.DataFrame([("a", 0, 50, sentence)], columns=["article_id", "sentence_id", "start", "text"])
    return [
        (
            int(row.statement_id[2:]),
            "" if pd.isna(row.consequent_start) else sentence[row.consequent_start - 50 : row.consequent_end - 50],
            sentence[row.antecedent_start - 50 : row.antecedent_end - 50],
        )
        for row in conditions_in(pd.DataFrame(rows, columns=columns), sentences).itertuples()
    ]


def test_a_condition_belongs_to_the_statement_that_holds_it() -> None:
    """Of two statements of a sentence only the one with the connective has the condition."""
    sentence = "Seoul said talks were near, but Moscow warned that they will fail unless the drills are halted."
    assert placed(sentence, "talks were near", "that they will fail unless the drills are halted") == [
        (1, "that they will fail", "the drills are halted")
    ]


def test_two_statements_may_each_have_a_condition() -> None:
    """Where both hold one, each has its own."""
    first, second = "talks may start if the drills stop", "relief must wait until the site is closed"
    assert placed(f"Seoul said {first}, while Tokyo said {second}.", first, second) == [
        (0, "talks may start", "the drills stop"), (1, "relief must wait", "the site is closed"),
    ]  # fmt: skip


def test_statements_cut_short_leave_the_condition_to_the_nearest() -> None:
    """Where no statement holds the condition it goes once, to the one beside it; what depends is cut to its words."""
    sentence = "Moscow praised the deal and Seoul promised aid for the villages, unless the border was shut again."
    assert placed(sentence, "the deal", "aid for the villages") == [
        (1, "aid for the villages", "the border was shut again")
    ]


def test_a_split_quotation_shares_its_condition() -> None:
    """What depends may stand in the other half of the utterance, and only the half with the connective is counted."""
    halves = ("If the drills stop,", "we shall come to the table")
    sentence = "“If the drills stop,” the envoy said, “we shall come to the table.”"
    assert placed(sentence, *halves, utterance="q") == [(0, "we shall come to the table", "the drills stop")]


def test_what_is_asked_before_a_statement_makes_no_condition() -> None:
    """An "if" behind "asked" outside the statement opens a question."""
    sentence = "Asked if talks had failed, he said that no aid would flow unless the site was closed."
    assert placed(sentence, "if talks had failed", "that no aid would flow unless the site was closed") == [
        (1, "that no aid would flow", "the site was closed")
    ]


def test_a_condition_without_words_is_none() -> None:
    """A connective beside a comma, with nothing that anything depends on, is no condition."""
    assert find_condition("that, while trade is slow, the conditions for talks appear to be in place") is None
