"""Score sentences with a trained model: features weighed by rarity, each group of n-grams of one length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from scipy.special import expit, logit

from newsresearch.models import Features, LinearModel, matrix
from newsresearch.models.hedging.events import PARTS, event_traits, event_vectors
from newsresearch.models.hedging.traits import GROUPS, SIZES, sentence_traits, words_of
from newsresearch.models.meaning import SIZE

COLUMNS = ("rarity", "score")
"""Classes of a stored model: a feature's inverse document frequency, and its weight."""
VECTOR = tuple(f"vector:{number}" for number in range(PARTS * SIZE))
"""Names of the numbers of an event's vectors, in the vocabulary of the model of events."""
SHARE = 0.5  # of the sentence's score beside the events', by the dev set
BATCH = 500  # texts whose features are held at once
FLOOR = 1e-4  # a text without an event word is not certain beyond this


def weigh(rows: Sequence[Features], vocabulary: Mapping[str, int], rarity: np.ndarray) -> csr_matrix:
    """Return the rows as a matrix: each value times its rarity, each group of n-grams scaled to its length.

    Unknown features count nothing, toward the length neither, as in scikit-learn's tf-idf.

    Examples
    --------
    >>> weigh([{"w:a": 3.0, "w:b": 4.0, "cue:may": 0.5}], {"w:a": 0, "w:b": 1, "cue:may": 2}, np.ones(3)).toarray()
    array([[0.6, 0.8, 0.5]])
    """
    names = list(SIZES)
    groups = np.full(len(vocabulary), len(names))
    for feature, column in vocabulary.items():
        prefix = feature.split(":", 1)[0]
        if prefix in SIZES:
            groups[column] = names.index(prefix)
    design = matrix(rows, vocabulary)
    design.data *= rarity[design.indices]
    member = csr_matrix((np.ones(len(groups)), (np.arange(len(groups)), groups)), shape=(len(groups), len(names) + 1))
    lengths = np.sqrt((design.multiply(design) @ member).toarray())
    scale = np.array([*SIZES.values(), 1.0]) / np.where(lengths > 0, lengths, 1.0)
    scale[:, -1] = 1.0
    at = np.repeat(np.arange(len(rows)), np.diff(design.indptr))
    design.data *= scale[at, groups[design.indices]]
    return design


def score_texts(texts: Sequence[str], model: LinearModel) -> np.ndarray:
    """Return the score of every text by ``model``, some hundred texts at a time.

    Examples
    --------
    >>> model = LinearModel(COLUMNS, {"cue:may": 0}, np.array([[1.0, 3.0]]), np.array([0.0, 1.0]))
    >>> score_texts(["It may rain."], model)
    array([2.5])
    """
    used = {feature.split(":", 1)[0] for feature in model.vocabulary}
    groups = [name for name in GROUPS if name in used]
    parts = [texts[i : i + BATCH] for i in range(0, len(texts), BATCH)]
    return np.concatenate(
        [np.zeros(0), *(score_with([sentence_traits(text, groups) for text in part], model) for part in parts)]
    )


def score_with(rows: Sequence[Features], model: LinearModel) -> np.ndarray:
    """Return the score of every row of features by ``model``, whose classes are `COLUMNS`.

    Examples
    --------
    >>> model = LinearModel(COLUMNS, {"cue:may": 0}, np.array([[1.0, 3.0]]), np.array([0.0, 1.0]))
    >>> score_with([{"cue:may": 2.0}], model)
    array([7.])
    """
    if not rows:
        return np.zeros(0)
    return weigh(rows, model.vocabulary, model.weights[:, 0]) @ model.weights[:, 1] + model.bias[1]


def event_scores(words: Sequence[str], event: LinearModel) -> np.ndarray:
    """Return the log-odds of each candidate among ``words``, in lower case, to be an uncertain event.

    ``event`` weighs the features by name and, by the names of `VECTOR`, the numbers of the vectors.

    Examples
    --------
    >>> model = LinearModel(("uncertain",), {"word:meet": 0}, np.array([[2.0]]), np.array([1.0]))
    >>> event_scores(["they", "meet"], model)
    array([3.])
    """
    scores = event.scores(event_traits(words))[:, 0]
    rows = [event.vocabulary[name] for name in VECTOR if name in event.vocabulary]
    return scores + event_vectors(words) @ event.weights[rows, 0] if len(rows) == len(VECTOR) else scores


def doubt_of(texts: Sequence[str], event: LinearModel, whole: LinearModel) -> np.ndarray:
    """Return how likely some event of each text is presented as uncertain, as log-odds by two models together.

    ``event`` judges every word that may name an event; the chance that at least one of them is uncertain, as if they
    were independent, is joined with `SHARE` of what ``whole`` says of the sentence.

    Examples
    --------
    >>> doubt_of([], LinearModel(("uncertain",), {}, np.zeros((0, 1)), np.zeros(1)),
    ...          LinearModel(COLUMNS, {}, np.zeros((0, 2)), np.zeros(2)))
    array([], dtype=float64)
    """
    at_all = np.zeros(len(texts))
    for row, text in enumerate(texts):
        chances = expit(event_scores([word.lower() for word in words_of(text)], event))
        at_all[row] = -np.expm1(np.log1p(-chances).sum())
    at_all = np.clip(at_all, FLOOR, 1 - FLOOR)
    return logit(at_all) + SHARE * score_texts(texts, whole)
