"""Scores of sentences: the same tf-idf as scikit-learn, features of events, the trainer."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from newsresearch.models import LinearModel, load_model, names
from newsresearch.models.hedging.events import candidates, event_traits
from newsresearch.models.hedging.judge import BATCH, COLUMNS, doubt_of, score_texts, weigh
from newsresearch.models.hedging.traits import CLAIM, MOST, sentence_traits, shape_of, words_of
from newsresearch.models.train_hedging import GROUPS, SETS, best_threshold, rarity_of, train_weasel, vocabulary_of

TEXTS = ["the talks failed and the talks ended", "talks may resume", "the site may close", "we may talk in may"]
ROWS = [
    {"label": "uncertain" if n % 2 else "certain", "text": f"{'some' if n % 2 else 'two'} people saw it in {1900 + n}"}
    for n in range(60)
]


def test_weigh_is_tfidf() -> None:
    """Words get the same weights as from scikit-learn's sublinear tf-idf."""
    features = [sentence_traits(text, ["w"]) for text in TEXTS]
    features = [{name: value for name, value in row.items() if name.startswith("w:")} for row in features]
    vocabulary = vocabulary_of(features, 1)
    rarity = 1 + np.log(5 / (1 + (np.array([[name in row for name in vocabulary] for row in features]).sum(axis=0))))
    theirs = TfidfVectorizer(sublinear_tf=True).fit(TEXTS)
    columns = [theirs.vocabulary_[name[2:]] for name in vocabulary]
    assert np.allclose(weigh(features, vocabulary, rarity).toarray(), theirs.transform(TEXTS).toarray()[:, columns])
    assert np.allclose(rarity_of(features, vocabulary), rarity, rtol=1e-3)  # stored in half precision


def test_batches() -> None:
    """Scores do not depend on how many texts are scored at once."""
    model = load_model("hedging/certainty")
    many = score_texts(TEXTS * (BATCH // 2), model)
    assert np.allclose(many, np.tile(score_texts(TEXTS, model), BATCH // 2))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It doesn’t matter.", ["It", "does", "n't", "matter", "."]),
        ("Kim’s well-known U.S. plan", ["Kim", "'s", "well-known", "U", ".", "S", ".", "plan"]),
        ("", []),
        ("🙂", ["🙂"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    """Words, marks and endings stand apart, as treebanks write them."""
    assert words_of(text) == words


def test_long_text() -> None:
    """Of a longer text only the first words are read."""
    assert len(words_of("it may be so " * MOST)) == MOST


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    """Every text gives finite features of sentence and events."""
    assert all(np.isfinite(value) and value >= 0 for value in sentence_traits(text).values())
    words = [word.lower() for word in words_of(text)]
    assert len(event_traits(words)) == len(candidates(words))


@pytest.mark.parametrize(("word", "shape"), [("May", "may"), ("Seoul", "Aa"), ("3rd", "0"), (",", ","), ("sing", "x")])
def test_shape(word: str, shape: str) -> None:
    """A function word is its own shape; other words give their capital, number or ending."""
    assert shape_of(word) == shape


@pytest.mark.parametrize(
    ("text", "trait"),
    [
        ("they plan to leave", "governor:plan"),
        ("they may soon leave", "modal:may"),
        ("if they ever leave", "condition:if mid"),
        ("they asked him to leave", "intent:ask"),
        ("they did not leave", "negation:not near"),
    ],
)
def test_governed(text: str, trait: str) -> None:
    """An event word carries the modal, condition, negation or wish that governs it."""
    assert trait in event_traits(text.split())[-1]


def test_claims_when_asked_for() -> None:
    """Negations and significance are read by the model of certainty alone, each at most twice."""
    text = "It did not fail, no, never; a significant gain (p < 0.01), not significant elsewhere."
    claims = {name: value for name, value in sentence_traits(text, ["w", "claim"]).items() if name.startswith("claim")}
    assert claims == {"claim:negation": 2 * CLAIM, "claim:significance": 2 * CLAIM}
    assert not any(name.startswith("claim") for name in sentence_traits(text))
    read = {name for name in ("weasel", "factuality", "certainty") if "claim" in GROUPS[name]}
    assert read == {"certainty"}


def test_clause_ends() -> None:
    """What stands in another clause does not govern."""
    assert "modal:may" not in event_traits("he may go , they leave".split())[-1]


def test_more_events_more_doubt() -> None:
    """A further uncertain event never lessens the doubt of the events."""
    event, flat = load_model("hedging/event"), LinearModel(COLUMNS, {}, np.zeros((0, 2)), np.zeros(2))
    one, two = doubt_of(["They may leave.", "They may leave or they may stay."], event, flat)
    assert one < two


def test_threshold() -> None:
    """The threshold lies between the classes where they can be told apart."""
    truth, scores = np.repeat([False, True], 50), np.concatenate([np.linspace(-2, -1, 50), np.linspace(1, 2, 50)])
    assert -1 <= best_threshold(truth, scores) <= 1.1


def test_trained_twice() -> None:
    """The same rows give the same model, and it tells the planted words apart."""
    first, second = train_weasel(ROWS), train_weasel(ROWS)
    assert first.vocabulary == second.vocabulary
    assert np.array_equal(first.weights, second.weights)
    assert (score_texts(["some people saw it", "two people saw it"], first) > 0).tolist() == [True, False]


def test_packaged() -> None:
    """The four models are there, without words that no rule of rarity knows, and below five megabytes together."""
    folder = files("newsresearch.models") / "hedging"
    stored = [path for path in folder.iterdir() if path.name.endswith((".npz", ".json"))]
    assert {"hedging/weasel", "hedging/event", "hedging/factuality", "hedging/certainty"} <= set(names())
    assert sum(len(path.read_bytes()) for path in stored) < 5_000_000
    for name in ("weasel", "factuality", "certainty"):
        model = load_model(f"hedging/{name}")
        assert model.classes == COLUMNS
        assert (model.weights[:, 0] >= 1).all()


def test_provenance(shared: Path) -> None:
    """The weights name the labelled sets that they were trained on, as they are."""
    note = json.loads((files("newsresearch.models") / "hedging" / "provenance.json").read_text(encoding="utf-8"))
    assert note["sha256"] == {
        name: hashlib.sha256((shared / "corpora" / name).read_bytes()).hexdigest() for name in SETS
    }
