"""How the valence of the field's words is learned: from coded sentences, and from neighbours where these are few."""

import numpy as np
import pandas as pd
import pytest

from newsresearch.models.train_diplomacy import _neighbours, expect_valences, learn_valences
from newsresearch.models.train_vectors import read_texts

TEXTS = ["Threats hurt.", "A warm hug.", "Good news.", "Bad threats.", "Good day.", "Bad day."]
SIGNS = pd.DataFrame({"text": TEXTS * 9, "sign": [-1, 1, 1, -1, 1, -1] * 9, "weight": 1.0})


def test_a_phrase_without_sentences_keeps_what_is_expected():
    """Where no coded sentence has the phrase, its valence is the one that its neighbours let expect."""
    learned = learn_valences(["threat|threats", "dotard"], SIGNS, [0.0, -1.5])
    assert learned["valence"][1] == -1.5
    assert learned["n"].tolist() == [18, 0]


def test_sentences_speak_against_what_is_expected():
    """Coded sentences move a valence away from the expected one, toward their own sign."""
    (alone,) = learn_valences(["threat|threats"], SIGNS)["valence"]
    (moved,) = learn_valences(["threat|threats"], SIGNS, [1.0])["valence"]
    assert alone < 0
    assert alone <= moved < 1.0


def test_of_phrases_with_sentences_nothing_is_expected():
    """Of a phrase of several words that three sentences hold, nothing is expected."""
    with_it = learn_valences(["good day"], SIGNS, [-4.0])
    pd.testing.assert_frame_equal(with_it, learn_valences(["good day"], SIGNS))


def test_neighbours_are_counted_around_the_whole_phrase():
    """The longest form counts, once a place, and its neighbours stand outside it and in the same document."""
    documents = [["they", "pay", "dearly", "again"], ["pay", "peace"], ["war"]]
    directions, places = _neighbours(["pay", "pay dearly", "dearly"], documents)
    assert places.tolist() == [1, 1, 0]
    peace, _ = _neighbours(["x"], [["x", "peace"]])
    assert np.allclose(directions[0], peace[0])
    assert not directions[2].any()


def test_neighbours_tell_the_sign_of_known_words(shared):
    """By their neighbours in the field's texts the signs of VADER's words, left out in folds, are mostly right."""
    rows, right = expect_valences(["dotard", "sincere|sincerity", "nowhere seen"], read_texts(shared / "corpora"))
    assert right > 0.8
    assert rows["expected"][0] < 0 < rows["expected"][1]
    assert (rows["expected"][2], rows["seen"][2]) == (0.0, 0)


@pytest.mark.parametrize("form", ["x", "x y"])
def test_a_form_at_the_edge_of_a_document_has_no_neighbours_beyond_it(form):
    """What stands in the next document is no neighbour."""
    alone, _ = _neighbours([form], [form.split()])
    followed, _ = _neighbours([form], [form.split(), ["peace"]])
    assert not alone.any()
    assert not followed.any()
