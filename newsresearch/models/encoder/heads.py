"""What the encoder's engine says: linear models over its vectors, joined with the scores of other models."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from newsresearch.models import LinearModel, load_model, softmax
from newsresearch.models.acts.traits import act_traits
from newsresearch.models.encoder.attention import attention_scores
from newsresearch.models.encoder.pooling import ATTENTION_LAYER, TARGET_LAYERS, act_vectors, read_target, target_vectors
from newsresearch.models.target.traits import target_traits


def score_names(classes: Sequence[str], models: Sequence[str] = ("light",)) -> list[str]:
    """Return the names of other models' scores among a head's features.

    Examples
    --------
    >>> score_names(("-1", "0", "1"))
    ['light -1=', 'light 0=', 'light 1=']
    """
    return [f"{model} {name}=" for model in models for name in classes]


def combine(head: LinearModel, scores: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    """Return the probability of every class: the scores of other models and the vectors, weighted by the head.

    Parameters
    ----------
    head : LinearModel
        Its features are `score_names`, then the numbers of the vectors.
    scores : ndarray, rows x classes of each model
    vectors : ndarray, rows x numbers

    Examples
    --------
    >>> head = LinearModel(("a", "b"), {}, np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 2.0]]), np.zeros(2))
    >>> combine(head, np.array([[1.0, 0.0]]), np.array([[0.5]])).tolist()
    [[0.5, 0.5]]
    """
    outer, inner = np.split(head.weights, [scores.shape[1]])
    read = np.array([row @ inner for row in vectors])  # row by row: one product of all would round by their number
    return softmax(scores @ outer + read + head.bias)


def score_targets(rows: Sequence[tuple[str, int, int]]) -> np.ndarray:
    """Return the probabilities of negative, neutral and positive for texts with the characters of their targets.

    Examples
    --------
    >>> score_targets([("She thanked the envoy.", 12, 21)]).argmax()  # doctest: +SKIP
    2
    """
    light = load_model("target/sentiment").scores([target_traits(*row) for row in rows])
    heard, vectors = np.zeros((len(rows), 3)), []
    for place, row in enumerate(rows):  # both of a row at once: the encoder's last few answers are kept
        heard[place] = read_attention(*row)
        vectors.append(target_vectors(*row))
    return combine(load_model("target/minilm"), np.hstack([light, heard]), np.array(vectors))


def read_attention(text: str, start: int, end: int) -> np.ndarray:
    """Return the attention's scores of negative, neutral and positive for the target ``text[start:end]``.

    Examples
    --------
    >>> read_attention("She thanked the envoy.", 12, 21).argmax()  # doctest: +SKIP
    2
    """
    reading, first, last = read_target(text, start, end)
    return attention_scores(reading.vectors[TARGET_LAYERS.index(ATTENTION_LAYER)], first, last)


def score_acts(texts: Sequence[str]) -> np.ndarray:
    """Return the probabilities of the five classes of acts.

    Examples
    --------
    >>> score_acts(["The army shelled the border town."]).argmax()  # doctest: +SKIP
    4
    """
    light = load_model("acts/quad").scores([act_traits(text) for text in texts])
    return combine(load_model("acts/minilm"), light, np.array([act_vectors(text) for text in texts]))
