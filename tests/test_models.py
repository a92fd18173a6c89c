"""Facts about the linear models: their arithmetic, their files, their loader."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from re import fullmatch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from newsresearch import lexicons
from newsresearch.models import LinearModel, load_model, names, save_model, softmax
from newsresearch.models.stance.bags import design, nest
from newsresearch.models.stance.scenes import mask
from newsresearch.models.stance.words import cues_of
from newsresearch.models.train_stance import fit_classes, fit_ranker, read_gold, train
from newsresearch.models.train_vectors import fit_vectors
from newsresearch.schema import UsageError

SMALL = LinearModel(("no", "yes"), {"a": 0, "b": 1}, np.array([[0.0, 2.0], [1.0, 0.0]]), np.array([0.0, 0.5]))


@pytest.mark.parametrize(
    ("row", "scores"),
    [
        ({}, [0.0, 0.5]),  # the bias alone
        ({"a": 1.0}, [0.0, 2.5]),
        ({"b": 3.0}, [3.0, 0.5]),
        ({"a": 0.5, "b": 1.0}, [1.0, 1.5]),
        ({"unknown": 9.0}, [0.0, 0.5]),
    ],
)
def test_a_score_is_the_sum_of_weighted_features(row, scores):
    """Every feature counts its value times its weight; unknown ones count nothing."""
    assert SMALL.scores([row]).tolist() == [scores]


def test_no_rows_give_no_probabilities():
    """An empty list is answered with an empty array of the right width."""
    assert SMALL.predict_proba([]).shape == (0, 2)


@given(st.lists(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3), min_size=1))
def test_probabilities_sum_to_one(scores):
    """However large the scores, the classes share one."""
    assert np.allclose(softmax(np.array(scores)).sum(axis=1), 1)


@pytest.mark.parametrize("name", names())
def test_every_packaged_model_loads_without_pickle(name):
    """A packaged model is plain numbers: one weight for each feature and class, all finite."""
    model = load_model(name)
    assert model.weights.shape == (len(model.vocabulary), len(model.classes))
    assert np.isfinite(model.weights).all()


def test_a_model_is_read_once():
    """The second call returns the object of the first."""
    assert load_model("stance/act") is load_model("stance/act")


def test_an_unknown_model_is_answered_with_the_known_ones():
    """The error lists the packaged models."""
    with pytest.raises(UsageError) as error:
        load_model("stance/weather")
    assert str(error.value) == (
        f"name='stance/weather' cannot be used. Allowed: {', '.join(names())}. To go on: pass one of these as name."
    )


def test_a_model_written_twice_has_the_same_bytes(tmp_path):
    """Nothing of the hour or the place stands in a file of weights."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        save_model(SMALL, tmp_path / folder, "small")
    for name in ("small.npz", "small.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_classes_are_fitted_as_scikit_learn_fits_them():
    """Trained and written as arrays, a model gives the probabilities of scikit-learn's own estimator."""
    rows = [[("word", names, 1.0)] for names in ("a", "b", "c", "ab")] * 5
    labels = ["x", "y", "z", "x"] * 5
    ours = fit_classes(rows, labels, ("x", "y", "z"), strength=1.0, balance=0.0)
    plain = design(rows, nest(ours.vocabulary), len(ours.vocabulary)).toarray()
    weighted = plain * (1 + np.log((1 + len(rows)) / (1 + (plain != 0).sum(axis=0))))
    theirs = LogisticRegression(C=1.0, max_iter=500).fit(weighted, labels)
    assert np.allclose(softmax(plain @ ours.weights + ours.bias), theirs.predict_proba(weighted))


def test_a_ranker_of_two_candidates_is_a_logistic_regression():
    """With two candidates the conditional logit equals scikit-learn's regression on their difference."""
    groups = [[[("is", ["x"], float(i % 3))], [("is", ["x"], float(i % 5))]] for i in range(30)]
    chosen = [int(i % 7 < 4) for i in range(30)]
    ours = fit_ranker(groups, chosen, strength=1.0, weights=np.ones(30), least=1)
    difference = np.array([[b[0][2] - a[0][2]] for a, b in groups])
    theirs = LogisticRegression(C=1.0, fit_intercept=False, tol=1e-8).fit(difference, chosen)
    assert ours.weights[0, 0] == pytest.approx(theirs.coef_[0, 0], abs=1e-3)


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ([], [0, 0, 0]),
        ([("word", ["we"], 0.5)], [0.5, 0, 0]),
        ([("word", ["we", "not yet"], 0.5)], [0.5, 0.5, 0]),
        ([("word", ["unknown"], 0.5), ("unknown", ["we"], 0.5)], [0, 0, 0]),
        ([("word", ["we"], 0.5), ("first", ["we"], 2.0)], [0.5, 0, 2.0]),
    ],
)
def test_a_bag_counts_in_its_own_family(row, values):
    """The same name in two families is two features; what the model does not know counts nothing."""
    families = nest({"word we": 0, "word not yet": 1, "first we": 2})
    assert design([row], families, 3).toarray().tolist() == [values]


def test_blocks_are_columns_of_the_model():
    """A block of numbers is trained on as a feature each, named by family and place."""
    block = np.array([[1.0, 0.0], [0.0, 1.0]] * 5)
    model = fit_classes([[]] * 10, ["x", "y"] * 5, ("x", "y"), {"vector": block}, strength=1.0, balance=0.0)
    assert list(model.vocabulary) == ["vector 0", "vector 1"]
    assert (softmax(block @ model.weights + model.bias).argmax(axis=1) == [0, 1] * 5).all()


def test_training_twice_gives_the_same_bytes(shared, tmp_path):
    """The same coded rows give the same files, byte for byte."""
    tables = read_gold(shared / "gold")  # the smaller set: the larger one takes a minute
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        for stem, model in train(tables).items():
            save_model(model, tmp_path / folder, stem)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_the_packaged_weights_name_the_data_they_are_from(shared):
    """The hashes beside the weights are those of the coded set as it is."""
    note = json.loads((files("newsresearch.models") / "stance" / "provenance.json").read_text(encoding="utf-8"))
    for name, digest in note["sha256"].items():
        assert hashlib.sha256((shared / name).read_bytes()).hexdigest() == digest


def test_stance_is_trained_on_the_packaged_models_that_it_reads():
    """The models that stance reads, target sentiment and acts, are those that it was trained with."""
    models = files("newsresearch.models")
    note = json.loads((models / "stance" / "provenance.json").read_text(encoding="utf-8"))
    now = {name: hashlib.sha256((models / name).read_bytes()).hexdigest() for name in note["models"]}
    assert now == note["models"]


@pytest.mark.parametrize("row", list(lexicons.load("acts").itertuples()), ids=lambda row: row.phrase)
def test_every_cue_of_an_act_is_found(row):
    """The example of a cue holds it, by itself or with another ending."""
    words = mask(row.example, [])
    found = [" ".join(words[first : last + 1]) for act, first, last in cues_of(words) if act == row.act]
    assert any(fullmatch(row.phrase.replace("*", r"[\w-]*"), text) for text in found)


def test_words_in_like_places_have_like_vectors():
    """Vectors put words of the same neighbours side by side, others apart."""
    texts = ["the cat sat on the mat . the dog sat on the rug . we sing loud songs . they sing loud hymns . "] * 20
    words, vectors = fit_vectors(texts, dimensions=8)
    unit = dict(zip(words, vectors / np.linalg.norm(vectors, axis=1, keepdims=True), strict=True))
    assert unit["cat"] @ unit["dog"] > unit["cat"] @ unit["songs"] + 0.3
