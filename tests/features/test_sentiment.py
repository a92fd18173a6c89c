"""Lexicon sentiment: equal to vaderSentiment without the mask, blind to names with it."""

import itertools
import json
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SPECIAL_CASES, SentimentIntensityAnalyzer

from newsresearch import lexicons
from newsresearch.features import sentiment
from newsresearch.features.sentiment import SCORES, score_sentiment
from newsresearch.matching import PhraseMatcher
from newsresearch.schema import UsageError

PACKAGE = SentimentIntensityAnalyzer()
OURS = sentiment.Vader()


def package_scores(text: str) -> tuple[float, ...]:
    """The package's four scores of one text, in our order."""
    scores = PACKAGE.polarity_scores(text)
    return tuple(scores[name] for name in SCORES)


@pytest.mark.parametrize(
    "text",
    [
        "The envoy was not happy, but the hosts were VERY kind!!",
        "No good deal and no bad one, or so it seemed at least?",
        "The least helpful answer came without doubt from a kind of great friend.",
        "Never so good, never this bad; sort of a kiss of death, yeah right",
        "Good? Bad?? GOOD 😁👍but :) ... and the bomb ISN'T funny",
        "good good good but good bad good but good",
        "",
        "   ",
        "!!! ???",
    ],
)
def test_rules_equal_the_package(text):
    """Each rule of VADER, alone and with others, gives the package's scores to the last digit."""
    assert OURS.score(text) == package_scores(text)


RULE_WORDS = sorted(
    {*BOOSTER_DICT, *NEGATE, *SPECIAL_CASES, *" ".join((*BOOSTER_DICT, *SPECIAL_CASES)).split()}
    | {"but", "least", "at", "very", "so", "this", "doubt", "or", "no", "kind", "of", "good", "bad", "war", "the"}
)
WORDS = st.one_of(
    st.sampled_from(RULE_WORDS),
    st.sampled_from(sorted(PACKAGE.lexicon)),
    st.sampled_from(["😁", "💘", "☹️", "don’t", "!", "??", ":)", "U.S.", "İ", "\u2028"]),
    st.text(max_size=4),
)
CASES, ENDS = (str, str.upper, str.title), ("", ",", "!", "?", "'s", "😁")
TOKENS = st.tuples(WORDS, st.sampled_from(CASES), st.sampled_from(ENDS))


@settings(max_examples=400, deadline=None)
@given(st.lists(TOKENS, max_size=14))
def test_any_text_equals_the_package(tokens):
    """Texts drawn from the rules' own words, the lexicon, emoji and noise give the package's scores."""
    text = " ".join(change(word) + mark for word, change, mark in tokens)
    assert OURS.score(text) == package_scores(text)


def test_real_sentences_equal_the_package(shared):
    """100,000 sentences of news, of KCNA and of the White House give the package's scores."""
    names = ("news_nk/articles", "kcna/kcna_2023_2024", "kcna/kcna_2011_us", "whitehouse/documents", "polnear/train")
    sentences = []
    for name in names:
        for line in (shared / "corpora" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            sentences += re.split(r"(?<=[.?!])\s+", json.loads(line)["text"] or "")
    sentences = sentences[:100_000]
    assert len(sentences) == 100_000
    assert [s for s in sentences if OURS.score(s) != package_scores(s)] == []


def test_without_mask_the_table_is_the_package():
    """With mask=None the table holds vaderSentiment's four scores."""
    texts = ["The United States and North Korea.", "They failed.", "A great, great day!"]
    table = score_sentiment(texts, mask=None)
    assert [tuple(row) for row in table[SCORES].values.tolist()] == [package_scores(text) for text in texts]


def test_names_of_the_gazetteer_score_zero():
    """Any two names of the gazetteer in one sentence score 0."""
    names = sentiment._aliases()
    assert {"United States", "Choi Sun-hee", "Trump"} <= set(names)
    heavy = [name for name in names if OURS.knows(name)]
    pairs = [*itertools.product(heavy, heavy), *zip(names, names[1:] + names[:1], strict=True)]
    texts = [f"The {a} and {b}." for a, b in pairs]
    scores = score_sentiment(texts)["compound"]
    assert [text for text, score in zip(texts, scores, strict=True) if score != 0] == []


def test_masked_words_each_matter():
    """Every masked name scores without the mask, stands in its example, and scores 0 there with the mask."""
    words = lexicons.load("masked_words")
    assert all(phrase in example for phrase, example in zip(words["phrase"], words["example"], strict=True))
    assert (score_sentiment(words["phrase"], mask=None)["compound"] != 0).all()
    assert (score_sentiment(words["example"])["compound"] == 0).all()


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("The United States and North Korea.", "The Wwwwww Wwwwww and North Korea."),
        ("the Workers' Party's paper", "the Wwwwwww' Wwwww's paper"),
        ("They fear war, not the Korean War.", "They fear war, not the Wwwwww Www."),
        ("United they stand", "United they stand"),
        ("the UN\nSecurity  Council", "the UN\nSecurity  Council"),
    ],
)
def test_mask_keeps_length_capitals_and_punctuation(text, masked):
    """The mask replaces letters alone, and in names alone; two spaces inside a name part it."""
    assert sentiment._mask(text, sentiment._packaged("vader")) == masked


def test_mask_leaves_other_words_their_score():
    """A sentence about a masked name scores as one about a name without value."""
    scores = score_sentiment(["The Security Council failed badly!", "The Sejong Council failed badly!"])
    assert scores.loc[0].tolist() == scores.loc[1].tolist()


@pytest.mark.parametrize("character", list("-.,'’!?:;()[]/&*<>=@#^"))
def test_filler_is_neutral(character):
    """The filler of the mask, alone or beside any sign, is no word of the lexicon."""
    filler = sentiment.FILLER
    texts = [filler, filler * 3, filler + character, character + filler, f"{filler}{character}{filler}"]
    assert all(OURS.score(f"a {text} b")[0] == 0 for text in (*texts, *map(str.upper, texts)))


def test_index_is_kept():
    """A filtered Series keeps its index, so that the scores can be joined."""
    texts = pd.Series(["good", "bad", "table"], index=[7, 3, 9])
    assert score_sentiment(texts).index.tolist() == [7, 3, 9]
    assert score_sentiment(texts[texts == "bad"]).index.tolist() == [3]


def test_missing_and_empty():
    """A missing text has missing scores; an empty one scores 0 everywhere."""
    table = score_sentiment(pd.Series(["", None, np.nan, pd.NA], dtype="object"))
    assert table.loc[0].tolist() == [0.0, 0.0, 0.0, 0.0]
    assert table.loc[1:].isna().all(axis=None)
    assert score_sentiment(pd.Series(["good", None], dtype="str"))["compound"].isna().tolist() == [False, True]


def test_no_texts():
    """No texts give a table without rows, with its columns typed."""
    table = score_sentiment([])
    assert list(table.columns) == SCORES
    assert (table.dtypes == "float64").all()
    assert len(table) == 0


def test_explain_names_words_and_rules():
    """The drivers of a score are the words that counted, with their value, their weight and the rules between."""
    drivers = score_sentiment(["It was not good, but VERY BAD for the table."], explain=True).loc[0, "drivers"]
    assert [(d.word, d.lexicon, d.rules) for d in drivers] == [
        ("good", 1.9, "negated by not, before but"),
        ("bad", -2.5, "capitals, degree: very, after but"),
    ]
    assert [round(d.valence, 4) for d in drivers] == [round(1.9 * -0.74 / 2, 4), round((-3.233 - 1.026) * 1.5, 4)]


def test_explain_changes_no_score():
    """Asking for the drivers leaves the scores as they are."""
    texts = ["not good, but very bad", "The United States threatened nobody.", "", "a table"]
    pd.testing.assert_frame_equal(score_sentiment(texts, explain=True)[SCORES], score_sentiment(texts))


def test_attrs_name_engine_and_lexicon():
    """The table says which engine, lexicon, version and mask made it."""
    attrs = score_sentiment(["good"]).attrs
    assert attrs == {"engine": "vader", "lexicon": "vaderSentiment 3.3.2", "mask": "actors"}


def test_long_line():
    """A megabyte of one line is scored, "but" included, and a shorter one as the package scores it."""
    line = "good bad good but "
    assert OURS.score(line * 300) == package_scores(line * 300)
    compound, neg, neu, pos = score_sentiment([line * 60_000]).loc[0, SCORES]
    assert compound == 1.0
    assert neg + neu + pos == pytest.approx(1, abs=0.002)


def test_diplomacy_adds_words_and_phrases():
    """The field's words count where VADER's lexicon lacks them, phrases as one word, in any case; names stay masked."""
    texts = ["New sanctions.", "They will Hold Talks.", "The United States and North Korea."]
    table = score_sentiment(texts, lexicon="diplomacy", explain=True)
    assert table["compound"].lt(0).tolist() == [True, False, False]
    assert [[d.word for d in row] for row in table["drivers"]] == [["sanctions"], ["hold talks"], []]


def test_diplomacy_signs_of_well_known_words():
    """Words that VADER lacks or misreads have their sign by what was learned; phrases outweigh their single words."""
    cold = ["pay dearly", "senseless hope", "dotard", "brigandish", "gangster-like", "provocation", "sanctions"]
    warm = ["goodwill", "sincere", "lift sanctions"]
    scores = score_sentiment([*cold, *warm], lexicon="diplomacy")["compound"]
    assert [word for word, score in zip([*cold, *warm], scores, strict=True) if score >= 0] == warm


def test_diplomacy_names_score_zero():
    """No name of the gazetteer scores by the field's words."""
    names = sentiment._aliases()
    scores = score_sentiment([f"The {name}." for name in names], lexicon="diplomacy")["compound"]
    assert [name for name, score in zip(names, scores, strict=True) if score] == []


def test_diplomacy_examples_hold_their_phrase():
    """Every phrase stands in its example, and those with a valence move its score."""
    rows = lexicons.load("diplomacy")
    for phrase, example in zip(rows["phrase"], rows["example"], strict=True):
        assert PhraseMatcher(phrase.split("|"), ignore_case=True).find(example), phrase
    told = rows.dropna(subset="valence")
    for phrase, words in zip(
        told["phrase"], score_sentiment(told["example"], lexicon="diplomacy", explain=True)["drivers"], strict=True
    ):
        assert {driver.word for driver in words} & set(phrase.split("|")), phrase


def test_diplomacy_tells_tone_better_than_vader(shared):
    """Warm and cold statements of the coded development set are told apart better than by VADER alone."""
    rows = pd.read_json(shared / "gold" / "sentences.jsonl", lines=True).query("tone != 0")
    told = {
        lexicon: roc_auc_score(rows["tone"] > 0, score_sentiment(rows["text"], lexicon=lexicon)["compound"])
        for lexicon in ("vader", "diplomacy")
    }
    assert told["diplomacy"] > told["vader"] + 0.02


def package_with(words: dict[str, float], text: str) -> float:
    """The package's compound of one text when ``words`` are its lexicon."""
    other = SentimentIntensityAnalyzer()
    other.lexicon = words
    return other.polarity_scores(text)["compound"]


def test_own_words_stand_in_the_place_of_vaders():
    """Words of one's own count under VADER's rules, as in the package with that lexicon, and VADER's own no more."""
    own = {"pact": 2.0, "day": -1.0}
    texts = ["A good pact.", "A very GOOD pact!", "No pact.", "Not so much a pact, but a day", "A terrible hour."]
    assert score_sentiment(texts, lexicon=own)["compound"].tolist() == [package_with(own, text) for text in texts]


def test_vaders_words_as_own_words_give_vaders_scores():
    """VADER's lexicon passed as a dict scores as VADER does."""
    own = {word: value for word, value in PACKAGE.lexicon.items() if word.isalpha() and word == word.lower()}
    texts = ["Not good, but VERY BAD!", "kind of nice", "It was no great success", "never so happy", "a table"]
    pd.testing.assert_frame_equal(
        score_sentiment(texts, lexicon=own, mask=None), score_sentiment(texts, mask=None), check_exact=True
    )


@pytest.mark.parametrize(
    ("own", "text", "words"),
    [
        ({"shell*": -1, "shelter": 1}, "Shelling near the shelter, shells'", ["shelling", "shelter", "shells"]),
        ({"shell*": -1, "shelling*": 1}, "shelling", ["shelling"]),
        ({"peace talk*": 1, "peace": 0.5}, "Peace talks, then peace.", ["peace talks", "peace"]),
        ({"open\nFire": -2}, "They open fire.", ["open fire"]),
    ],
)
def test_own_words_have_wildcards_and_phrases(own, text, words):
    """``*`` stands for any ending, the longer entry wins, phrases count as one word."""
    drivers = score_sentiment([text], lexicon=own, explain=True).loc[0, "drivers"]
    assert [driver.word for driver in drivers] == words


def test_a_dictionary_of_categories_counts_by_their_names():
    """Positive and negative categories count, the same words negated the other way, other categories nothing."""
    rows = [("tone.Positive", "calm*"), ("negative", "threat"), ("neg_positive", "not calm"), ("anger", "rage")]
    dictionary = pd.DataFrame(rows, columns=["category", "phrase"])
    texts = ["Calmer.", "A threat.", "It is not calm.", "In rage."]
    assert score_sentiment(texts, lexicon=dictionary)["compound"].tolist() == [
        package_with({"calmer": 2.0}, texts[0]), package_with({"threat": -2.0}, texts[1]),
        package_with({"joined": -2.0}, "It is joined."), 0.0,
    ]  # fmt: skip  # four scores
    worth = dictionary.assign(valence=dictionary["category"].map({"anger": -3})).dropna()
    assert score_sentiment(texts, lexicon=worth)["compound"].tolist() == [
        0.0, 0.0, 0.0, package_with({"rage": -3.0}, texts[3]),
    ]  # fmt: skip  # four scores


def test_own_words_leave_names_alone():
    """Names of the gazetteer are masked from own words too, unless asked otherwise."""
    assert score_sentiment(["The United States."], lexicon={"united": 2})["compound"].tolist() == [0.0]
    assert score_sentiment(["The United States."], lexicon={"united": 2}, mask=None)["compound"].gt(0).all()


def test_own_words_are_named_by_their_content():
    """The digest of own words does not depend on their order, and changes with a value."""
    named = [
        score_sentiment([], lexicon=own).attrs["lexicon"]
        for own in ({"war": -2, "pact": 2}, {"pact": 2.0, "war": -2.0}, {"war": -2, "pact": 1})
    ]
    assert named[0] == named[1] != named[2]
    assert named[0].startswith("words of the user: 2, sha256 ")


@pytest.mark.parametrize(
    ("own", "message"),
    [
        (
            ["good"],
            "lexicon: list cannot be used. Allowed: vader, diplomacy, a dict of word -> valence, a table with the "
            "columns phrase and valence, or one that read_dictionary returns. To go on: pass one of these as lexicon.",
        ),
        (
            {},
            "lexicon without a word cannot be used. Allowed: a dict of word -> valence, a table with the columns "
            "phrase and valence, or one that read_dictionary returns. To go on: pass one that has words.",
        ),
        (
            pd.DataFrame({"word": ["good"], "valence": [1]}),
            "lexicon: a table with the columns word, valence cannot be used. Allowed: a dict of word -> valence, a "
            "table with the columns phrase and valence, or one that read_dictionary returns. To go on: rename its "
            "columns.",
        ),
        (
            {"good": 8.2},
            "lexicon: row 'good', 'good' with the valence 8.2 cannot be used. Allowed: a number from -4 (coldest) to "
            "4 (warmest), as VADER's words have. To go on: bring the values to this scale, and leave out words "
            "without one.",
        ),
        (
            pd.DataFrame({"phrase": ["good", "bad"], "valence": [1, None]}),
            "lexicon: row 1, 'bad' with the valence nan cannot be used. Allowed: a number from -4 (coldest) to 4 "
            "(warmest), as VADER's words have. To go on: bring the values to this scale, and leave out words without "
            "one.",
        ),
        (
            {"...": 1},
            "lexicon: row '...', phrase '...' cannot be used. Allowed: a word or words. To go on: correct the row, or "
            "leave it out.",
        ),
        (
            pd.DataFrame({"phrase": ["good", "Good"], "valence": [1, 2]}),
            "lexicon: row 1, 'Good' with the valences 1 and 2 cannot be used. Allowed: one valence for a word. To go "
            "on: keep one of the rows.",
        ),
        (
            pd.DataFrame({"category": ["warm"], "phrase": ["kind"]}),
            "lexicon: a dictionary with the categories warm cannot be used. Allowed: categories named positive, pos, "
            "posemo, tone_pos, neg_negative, negative, neg, negemo, tone_neg, neg_positive, or a column valence. To go "
            "on: say what each category is worth: dictionary.assign(valence=dictionary['category'].map({'warm': 2, "
            "'cold': -2})).dropna().",
        ),
    ],
)
def test_own_words_that_cannot_be_used(own, message):
    """An error says which row is wrong, what is allowed, and how to mend it."""
    with pytest.raises(UsageError) as error:
        score_sentiment(["good"], lexicon=own)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            ["good", 3],
            "score_sentiment: row 1, int 3 cannot be used. Allowed: text, or a missing value. "
            "To go on: pass the column that holds the texts, or convert it with .astype('str').",
        ),
        (
            pd.Series([1.5], index=["x"]),
            "score_sentiment: row 'x', float 1.5 cannot be used. Allowed: text, or a missing value. "
            "To go on: pass the column that holds the texts, or convert it with .astype('str').",
        ),
        (
            "one text",
            "score_sentiment: str cannot be used. Allowed: a list or Series of texts. "
            "To go on: put the text into a list.",
        ),
        (
            7,
            "score_sentiment: int cannot be used. Allowed: a list or Series of texts. "
            "To go on: put the text into a list.",
        ),
    ],
)
def test_what_is_no_text(given, message):
    """An error names the row that holds no text, or the argument that is no list."""
    with pytest.raises(UsageError) as error:
        score_sentiment(given)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"engine": "afinn"},
            "engine='afinn' cannot be used. Allowed: vader. To go on: pass one of these as engine.",
        ),
        (
            {"lexicon": "afinn"},
            "lexicon='afinn' cannot be used. Allowed: vader, diplomacy. To go on: pass one of these as lexicon.",
        ),
        (
            {"mask": "names"},
            "mask='names' cannot be used. Allowed: actors, None. To go on: pass one of these as mask.",
        ),
    ],
)
def test_unknown_options(options, message):
    """An unknown engine or mask is answered with the known ones."""
    with pytest.raises(UsageError) as error:
        score_sentiment(["good"], **options)
    assert str(error.value) == message
