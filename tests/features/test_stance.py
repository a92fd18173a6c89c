"""Facts about stance: target, tone, act and condition of a statement."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.pipeline import make_pipeline

from newsresearch.features.stance import (
    choose_together,
    conditions_in,
    find_condition,
    find_ties,
    read_shares,
    stance_of,
)
from newsresearch.models.stance.judges import toward
from newsresearch.models.stance.scenes import Scene, mask, scenes_of
from newsresearch.models.stance.traits import act_traits, candidates, modals
from newsresearch.models.train_stance import pair_labels, read_gold
from newsresearch.schema import ACTS, SIDES, UsageError, empty

NAMES = {"North Korea": "DPRK", "Pyongyang": "DPRK", "United States": "US", "Washington": "US", "South Korea": "ROK",
         "Seoul": "ROK", "China": "CHN", "Russia": "RUS"}  # fmt: skip  # the names that our sentences use
STANCE = ["target", "tone", "act", "condition", "has_condition"]


def tables(*said: tuple[str, str, str]) -> dict[str, pd.DataFrame]:
    """One article of ours: a sentence, its side ("" for narration) and its kind of quotation each."""
    text, sentences, statements, mentions = "", [], [], []
    for n, (words, side, quote) in enumerate(said):
        start = len(text)
        text += words + " "
        row = {"article_id": "a", "sentence_id": n, "start": start, "end": start + len(words), "text": words}
        sentences.append(row)
        if side:
            statements.append(row | {"side": side, "quote": quote, "statement_id": f"a:{n}"})
        for name, named in NAMES.items():
            at = words.find(name)
            if at >= 0:
                mentions.append({"article_id": "a", "sentence_id": n, "start": start + at,
                                 "end": start + at + len(name), "text": name, "side": named})  # fmt: skip
    columns = ["article_id", "sentence_id", "start", "end", "text", "side"]
    return {
        "statements": pd.DataFrame(statements),
        "articles": pd.DataFrame({"article_id": ["a"], "text": [text]}),
        "sentences": pd.DataFrame(sentences),
        "mentions": pd.DataFrame(mentions, columns=columns),
    }


@pytest.mark.parametrize(
    ("words", "side", "target"),
    [
        ("Pyongyang said the United States must drop its hostile policy.", "DPRK", "US"),
        ("Washington urged China to stop trade with North Korea at its ports.", "US", "CHN"),
        ("The White House accused North Korea of breaking its word.", "US", "DPRK"),
        ("North Korea condemned South Korea for the drills.", "DPRK", "ROK"),
        ("We will build more houses and improve the life of our people.", "DPRK", None),
    ],
)
def test_the_target_of_a_statement(words, side, target):
    """The side that is blamed or asked is the target; a matter of one's own has none."""
    out = stance_of(**tables((words, side, "indirect")))
    assert (None if out["target"].isna()[0] else out["target"][0]) == target


@pytest.mark.parametrize(
    ("words", "side", "tone"),
    [
        ("The United States is a criminal aggressor and will pay for its barbarous provocation.", "DPRK", -1),
        ("President Trump thanked China for its great friendship and praised its leader.", "US", 1),
        ("We will improve our own economy.", "DPRK", 0),
    ],
)
def test_the_tone_of_a_statement(words, side, tone):
    """Hostile words toward the target are -1, friendly ones 1; without a target the tone is 0."""
    assert stance_of(**tables((words, side, "direct")))["tone"].tolist() == [tone]


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("North Korea must stop its missile tests at once.", "demand"),
        ("We condemn North Korea for its reckless provocation.", "criticise"),
        ("The president thanked South Korea for its hospitality.", "praise"),
        ("The secretary said the plane landed on Tuesday.", "report"),
    ],
)
def test_the_act_of_a_statement(words, act):
    """A demand, a complaint, a thanks and a plain report are told apart."""
    assert stance_of(**tables((words, "US", "indirect")))["act"].tolist() == [act]


@pytest.mark.parametrize(
    ("words", "act", "tone"),
    [
        ("The president praised North Korea as a nice host.", "praise", 1),
        ("The secretary thanked North Korea for the warm letter.", "praise", 1),
        ("The president congratulated North Korea on the opening of the fair.", "praise", 1),
        ("North Korea lied to us and broke its word.", "criticise", -1),
        ("The envoy accused North Korea of lying about its reactors.", "criticise", -1),
        ("The president vowed to hit North Korea with fire and fury.", "threaten", -1),
        ("If North Korea attacks us, we will destroy its army.", "threaten", -1),
        ("The White House called on North Korea to come back to the talks.", "demand", 0),
        ("We are ready to talk with North Korea.", "offer", 0),
        ("He expects North Korea to come back to the table.", "predict", 0),
    ],
)
def test_plain_words_get_their_plain_act_and_tone(words, act, tone):
    """Thanks are no refusal, praise is no threat: a sentence with one plain verb has its act and its tone."""
    out = stance_of(**tables((words, "US", "indirect")))
    assert (out["act"][0], out["tone"][0]) == (act, tone)


def test_tone_is_read_toward_the_target():
    """In one sentence that praises one and attacks the other, each as the target has a warmth of its own."""
    given = tables(("Washington praised China for its courage and attacked North Korea for its lies.", "US", "own"))
    scene = scenes_of(given["statements"], given["articles"], given["sentences"], given["mentions"])[0]
    china, north = toward([scene, scene], ["CHN", "DPRK"])
    assert china[2] - china[0] > north[2] - north[0]


def test_a_target_that_is_not_named_is_read_from_the_content():
    """Warmth toward a named target and toward an implied one stand in columns of their own; without target in none."""
    given = tables(("Seoul is a brave friend.", "US", "own"))
    scene = scenes_of(given["statements"], given["articles"], given["sentences"], given["mentions"])[0]
    filled = toward([scene] * 3, ["ROK", "DPRK", "NONE"]) != 0
    assert filled.tolist() == [[True] * 3 + [False] * 3, [False] * 3 + [True] * 3, [False] * 6]


@pytest.mark.parametrize(
    ("text", "connective", "antecedent"),
    [
        ("Relief is possible only after the reactor is closed.", "only if", "the reactor is closed"),
        ("If the drills stop, we will talk.", "if", "the drills stop"),
        ("Nothing will move unless the drills stop.", "unless", "the drills stop"),
        ("It offered a freeze in exchange for grain.", "in exchange for", "grain"),
        ("Everything depends on the attitude of the other side.", "depend on", "the attitude of the other side"),
        ("Sanctions will stay in place until the North disarms.", "until", "the North disarms"),
        ("The pact can work as long as both keep it.", "as long as", "both keep it"),
        ("Should Seoul fire first, the answer will be swift.", "should", "Seoul fire first"),
        ("Were they to close the port, the trade would stop.", "were to", "they to close the port"),
        ("An attack on the ship would trigger a war.", "would trigger", "An attack on the ship"),
        ("When the drills end, we will sit down.", "when", "the drills end"),
        ("The longer they wait, the more we build.", "the more", "they wait"),
    ],
)
def test_a_condition_has_a_connective_and_an_antecedent(text, connective, antecedent):
    """The words after the connective, up to the clause's end, are what it depends on."""
    found = find_condition(text)
    assert (found.connective, text[slice(*found.antecedent)]) == (connective, antecedent)


@pytest.mark.parametrize(
    "text",
    [
        "Reporters asked if the deal was near.",
        "They asked the two envoys if the deal was near.",
        "It stands even if the envoy leaves.",
        "Should the president worry about this?",
        "He spoke on condition of anonymity.",
        "It looked as if the summit was off.",
        "Stop the drills at once.",
        "Until recently few had heard of him.",
        "We will see if they come.",
    ],
)
def test_some_words_only_look_like_a_condition(text):
    """Questions, comparisons, anonymity and mere time make nothing depend on anything."""
    assert find_condition(text) is None


def test_offsets_of_a_condition_lead_into_the_article():
    """The parts of a condition are found in the article's text by their offsets."""
    given = tables(("Good day.", "", ""), ("If Seoul stops the drills, we will talk.", "DPRK", "direct"))
    row = conditions_in(given["statements"]).iloc[0]
    text = given["articles"]["text"][0]
    assert text[row["antecedent_start"] : row["antecedent_end"]] == "Seoul stops the drills"
    assert text[row["consequent_start"] : row["consequent_end"]] == "we will talk"


@given(st.text(max_size=300))
def test_parts_of_a_condition_lie_in_the_text(text):
    """Whatever the text, a condition's antecedent is a stretch of it with words in it."""
    found = find_condition(text + " if " + text)
    assert found is None or 0 <= found.antecedent[0] < found.antecedent[1] <= 2 * len(text) + 4


@given(st.text(max_size=200), st.sampled_from(SIDES))
def test_any_text_gets_an_answer(text, side):
    """Odd text gets labels of the codebook, never an exception."""
    out = stance_of(**tables((text or ".", side, "direct")))
    assert out["act"].isin(ACTS).all()
    assert out["tone"].isin((-1, 0, 1)).all()
    assert (out["p_target"].between(0, 1)).all()


@pytest.mark.parametrize("side", ["DPRK", "US", "EXPERT", "MEDIA", "OTHER"])
def test_no_side_is_its_own_target(side):
    """The speaker's own side is no candidate, by the codebook; all other sides of many voices are."""
    choice = candidates(Scene(side, "NONE", "own", ("@DPRK", "@US"), (), ()))
    assert set(choice) == {"NONE", "DPRK", "US", "EXPERT", "MEDIA", "OTHER"} - {side}


def test_names_are_masked_by_side():
    """Neighbouring names of one side become one word; overlapping ones count once."""
    assert mask("U.S. President and Seoul", [(0, 4, "US"), (0, 14, "US"), (19, 24, "ROK")]) == (
        "@US", "president", "and", "@ROK",
    )  # fmt: skip


def test_a_scene_knows_its_neighbours():
    """The words of the sentence before and the mentions up to it belong to a statement's scene."""
    given = tables(("China met Russia.", "", ""), ("We agree, Seoul said.", "ROK", "direct"))
    scene = scenes_of(given["statements"], given["articles"], given["sentences"], given["mentions"])[0]
    assert scene.before == ("@CHN", "met", "@RUS", ".")
    assert dict(scene.seen) == {"CHN": 1, "RUS": 1}


def test_two_speakers_of_one_sentence_do_not_hear_each_other():
    """Content, cue and source of another speaker are left out of a statement's words; those of its own speaker stay."""
    words = "Washington thanked Seoul for its help, but Pyongyang said it would strike back"
    given = tables((words, "US", "indirect"))
    thanks = given["statements"].assign(speaker="Washington", start=words.index("Seoul"), end=words.index(", but"))
    strike = thanks.assign(speaker="Pyongyang", start=words.index("it would"), end=len(words))
    strike = strike.assign(speaker_start=words.index("Pyongyang"), speaker_end=words.index(" said"))
    back = strike.assign(start=words.index("back"))
    said = pd.concat([thanks, strike, back], ignore_index=True)
    scenes = scenes_of(said, given["articles"], given["sentences"], given["mentions"])
    assert " ".join(scenes[0].words) == "@US thanked @ROK for its help , but"
    assert " ".join(scenes[1].words) == "@US thanked , but @DPRK said it would strike back"
    assert scenes[1].words == scenes[2].words


def test_the_input_and_its_index_are_kept():
    """Columns and index of the statements stay, in their order, and the input is not changed."""
    given = tables(("Seoul spoke.", "ROK", "own"), ("China must act.", "US", "own"))
    said = given["statements"].iloc[::-1]
    before = said.copy()
    out = stance_of(said, given["articles"], given["sentences"], given["mentions"])
    pd.testing.assert_frame_equal(said, before)
    assert out.index.tolist() == [1, 0]
    assert set(STANCE) <= set(out.columns)


def test_empty_tables_give_an_empty_table():
    """No statements, no rows, all columns."""
    out = stance_of(empty("statements"), empty("articles"), empty("sentences"), empty("mentions"))
    assert len(out) == 0
    assert {*STANCE, "p_target", "p_tone", "p_act"} <= set(out.columns)


def test_a_table_without_a_column_is_named():
    """The error says which column is missing, and which call makes such a table."""
    given = tables(("China must act.", "US", "own"))
    with pytest.raises(UsageError) as error:
        stance_of(given["statements"].drop(columns="side"), given["articles"], given["sentences"], given["mentions"])
    assert str(error.value) == (
        "stance_of: a table without side cannot be used. Allowed: a table with the columns article_id, sentence_id, "
        "start, text, quote, side. To go on: pass the table that statements_in returns."
    )


@pytest.fixture(scope="module")
def dev(shared: Path) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The coded statements to tune on, ours, and those to train on."""
    coded = read_gold(shared / "gold")
    given = coded | {"statements": coded["statements"].drop(columns=["target", "tone", "act", "condition"])}
    return coded["statements"], stance_of(**given), read_gold(shared / "gold", "train_")["statements"]


@pytest.mark.parametrize(
    ("field", "labels"),
    [
        ("target", ["DPRK", "US", "ROK", "CHN", "NONE"]),
        ("tone", [-1, 0, 1]),
        ("act", list(ACTS)),
        ("condition", [True]),
    ],
)
def test_stance_beats_words_alone(dev, field, labels):
    """Given the coded statements, every label beats TF-IDF with logistic regression in macro F1."""
    gold, ours, train = dev
    guess = ours["has_condition"] if field == "condition" else ours[field].fillna("NONE")
    floor = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        LogisticRegression(C=4, max_iter=1000, class_weight="balanced"),
    ).fit(train["text"], train[field])

    def score(labelled):
        return f1_score(gold[field].tolist(), list(labelled), labels=labels, average="macro", zero_division=0)

    assert score(guess) > score(floor.predict(gold["text"])) + 0.02


def two_rows(side: str, *, follows: bool) -> list[Scene]:
    """Two rows of a side, of which the second may go on where the first ends."""
    return [Scene(side, "NONE", "own", (), (), ()), Scene(side, "NONE", "own", (), (), (), follows=follows)]


@pytest.mark.parametrize(
    ("articles", "follows", "targets", "pairs"),
    [
        (["a", "a"], True, ["DPRK", "DPRK"], [[0, 1]]),
        (["a", "b"], True, ["DPRK", "DPRK"], []),
        (["a", "a"], False, ["DPRK", "DPRK"], []),
        (["a", "a"], True, ["DPRK", "CHN"], []),
    ],
)
def test_rows_are_tied_in_one_article_by_one_voice_about_one_target(
    articles: list[str], follows: bool, targets: list[str], pairs: list[list[int]]
) -> None:
    """Two rows are tied when one side goes on about one target in one article."""
    said = pd.DataFrame({"article_id": articles, "start": [0, 40]})
    assert find_ties(said, two_rows("US", follows=follows), targets).tolist() == pairs


def test_ties_do_not_depend_on_the_order_of_rows() -> None:
    """A table with its rows turned round has the same ties, by the rows' new places."""
    said = pd.DataFrame({"article_id": ["a", "a"], "start": [40, 0]})
    assert find_ties(said, two_rows("US", follows=True)[::-1], ["DPRK", "DPRK"]).tolist() == [[1, 0]]


def test_a_tie_moves_the_tone_toward_that_of_the_neighbour() -> None:
    """A mute row beside a hostile one is hostile with more probability than alone: by Bayes, as logs add up."""
    rows = [[("act", ["criticise"], 4.0)], [("act", ["report"], 0.1)]]
    vectors = {"vector": 150, "before": 150, "after": 150, "toward": 6}
    blocks = {name: np.zeros((2, width)) for name, width in vectors.items()}
    alone = read_shares("stance/tone", rows, blocks)
    tied = read_shares("stance/tone", rows, blocks, np.array([[0, 1]]))
    assert (alone[0].argmax(), tied[0].argmax()) == (0, 0)
    assert tied[0, 0] != alone[0, 0]
    untied = read_shares("stance/tone", rows, blocks, np.zeros((0, 2), dtype=np.int64))
    assert untied.tolist() == [pytest.approx(row) for row in alone.tolist()]


def test_act_and_tone_that_do_not_go_together_give_way() -> None:
    """Torn between threat and praise, warm words are praise, hostile ones a threat; a sure act is kept."""
    torn, sure = np.full((2, 10), 0.02), np.full((2, 10), 0.001)
    torn[:, [ACTS.index("threaten"), ACTS.index("praise")]] = 0.42
    sure[:, ACTS.index("threaten")] = 0.991
    tones = np.array([[0.05, 0.15, 0.8], [0.8, 0.15, 0.05]])
    acts, _, warmth, _ = choose_together(torn, tones)
    assert (acts, warmth) == (["praise", "threaten"], ["1", "-1"])
    assert choose_together(sure, tones)[0] == ["threaten"] * 2


def test_what_goes_together_is_pointwise_mutual_information() -> None:
    """One is added to every count of a pair; the logarithm of its share over chance is NLTK's pmi, in another base."""
    acts, tones = ["a", "a", "a", "b"], ["x", "x", "y", "y"]
    pairs = pair_labels(acts, tones, ("a", "b"), ("x", "y"))
    counted = {("a", "x"): 3, ("a", "y"): 2, ("b", "x"): 1, ("b", "y"): 2}  # each with one added
    for (one, other), n in counted.items():
        mine = pairs.weights[pairs.vocabulary[one], pairs.classes.index(other)]
        margins = (5 if one == "a" else 3, 4)
        assert mine / np.log(2) == pytest.approx(BigramAssocMeasures.pmi(n, margins, 8))


@pytest.mark.parametrize(
    ("words", "trait"),
    [
        ("they must leave", "they must > leave"),
        ("we will never talk", "own will denied=True"),
        ("@target won't come", "@target won't denied=True"),
        ("you have to stop", "you have > stop"),
    ],
)
def test_a_modal_is_read_with_its_subject_denial_and_verb(words: str, trait: str) -> None:
    """Who must or will do what, and whether it is denied, is one trait."""
    assert trait in modals(words.split())


def test_what_hangs_on_something_is_read_for_an_act() -> None:
    """A clause with "unless" and its last mark are traits of an act."""
    scene = Scene("DPRK", "DPRK", "own", ("we", "act", "unless", "they", "stop", "!"), (), ())
    bags = {family: list(names) for family, names, _ in act_traits(scene, "US", [])}
    assert bags["given"] == ["unless", "clause"]
    assert bags["end"] == ["no ?", "!"]
