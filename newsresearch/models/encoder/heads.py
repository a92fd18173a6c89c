"""What the encoder's engine says: linear models over its vectors, joined with the scores of the light engine."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from newsresearch.models import LinearModel, load_model, softmax
from newsresearch.models.acts.traits import act_traits
from newsresearch.models.encoder.pooling import act_vectors, target_vectors
from newsresearch.models.target.traits import target_traits


def light_names(classes: Sequence[str]) -> list[str]:
    """Return the names of the light engine's scores among a head's features.

    Examples
    --------
    >>> light_names(("-1", "0", "1"))
    ['light -1=', 'light 0=', 'light 1=']
    """
    return [f"light {name}=" for name in classes]


def combine(head: LinearModel, light: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    """Return the probability of every class: the light engine's scores and the vectors, weighted by the head.

    Parameters
    ----------
    head : LinearModel
        Its features are `light_names`, then the numbers of the vectors.
    light : ndarray, rows x classes
    vectors : ndarray, rows x numbers

    Examples
    --------
    >>> head = LinearModel(("a", "b"), {}, np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 2.0]]), np.zeros(2))
    >>> combine(head, np.array([[1.0, 0.0]]), np.array([[0.5]])).tolist()
    [[0.5, 0.5]]
    """
    n_classes = len(head.classes)
    inner = head.weights[n_classes:]
    read = np.array([row @ inner for row in vectors])  # row by row: one product of all would round by their number
    return softmax(light @ head.weights[:n_classes] + read + head.bias)


def score_targets(rows: Sequence[tuple[str, int, int]]) -> np.ndarray:
    """Return the probabilities of negative, neutral and positive for texts with the characters of their targets.

    Examples
    --------
    >>> score_targets([("She thanked the envoy.", 12, 21)]).argmax()  # doctest: +SKIP
    2
    """
    light = load_model("target/sentiment").scores([target_traits(*row) for row in rows])
    return combine(load_model("target/minilm"), light, np.array([target_vectors(*row) for row in rows]))


def score_acts(texts: Sequence[str]) -> np.ndarray:
    """Return the probabilities of the five classes of acts.

    Examples
    --------
    >>> score_acts(["The army shelled the border town."]).argmax()  # doctest: +SKIP
    4
    """
    light = load_model("acts/quad").scores([act_traits(text) for text in texts])
    return combine(load_model("acts/minilm"), light, np.array([act_vectors(text) for text in texts]))
