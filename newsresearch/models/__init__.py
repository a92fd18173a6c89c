"""Weights of ours and the one loader of them: linear models as numpy arrays beside a vocabulary in JSON, no pickle."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from newsresearch.schema import fault

Features = Mapping[str, float]


def names() -> list[str]:
    """Return the names of the packaged linear models.

    Examples
    --------
    >>> "stance/act" in names()
    True
    """
    folders = [folder for folder in files(__name__).iterdir() if folder.is_dir()]
    return sorted(
        f"{folder.name}/{path.name.removesuffix('.npz')}"
        for folder in folders
        for path in folder.iterdir()
        if path.name.endswith(".npz")
    )


@dataclass(frozen=True)
class LinearModel:
    """Weights of named features for each class.

    scikit-learn's estimators are stored as pickles, which run code when read and break between versions; a matrix and
    a list of names do neither. One class means a ranker: its score is compared between candidates by the caller.

    Attributes
    ----------
    classes : tuple of str
        The columns of ``weights`` and of every answer.
    vocabulary : dict of str to int
        A feature's name and its row in ``weights``; unknown features count nothing.
    weights : ndarray, features x classes
    bias : ndarray, classes

    Examples
    --------
    >>> model = LinearModel(("cold", "warm"), {"thanks": 0}, np.array([[-1.0, 1.0]]), np.zeros(2))
    >>> model.predict_proba([{"thanks": 1.0}, {"thanks": -1.0}]).round(2).tolist()
    [[0.12, 0.88], [0.88, 0.12]]
    """

    classes: tuple[str, ...]
    vocabulary: dict[str, int]
    weights: np.ndarray
    bias: np.ndarray

    def scores(self, rows: Sequence[Features]) -> np.ndarray:
        """Return the linear score of every row of features for every class, shape rows x classes."""
        return matrix(rows, self.vocabulary) @ self.weights + self.bias

    def predict_proba(self, rows: Sequence[Features]) -> np.ndarray:
        """Return the probability (0..1) of every class, shape rows x classes; every row sums to one."""
        return softmax(self.scores(rows))


def matrix(rows: Sequence[Features], vocabulary: Mapping[str, int]) -> csr_matrix:
    """Return the rows of features as a sparse matrix, one column per word of ``vocabulary``.

    Examples
    --------
    >>> matrix([{"a": 2.0, "unknown": 1.0}], {"a": 0, "b": 1}).toarray().tolist()
    [[2.0, 0.0]]
    """
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for row in rows:
        columns.extend(map(vocabulary.get, row, repeat(-1)))
        values.extend(row.values())
        ends.append(len(columns))
    places = np.array(columns, dtype=np.int64)
    known = places >= 0
    starts = np.concatenate([[0], np.cumsum(known)])[ends]
    shape = (len(rows), len(vocabulary))
    return csr_matrix((np.array(values, dtype=float)[known], places[known], starts), shape=shape)


def softmax(scores: np.ndarray) -> np.ndarray:
    """Return scores as probabilities along the last axis.

    Examples
    --------
    >>> softmax(np.array([[1000.0, 1000.0]])).tolist()
    [[0.5, 0.5]]
    """
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True, initial=-np.inf))
    return raised / raised.sum(axis=-1, keepdims=True)


@cache
def load_model(name: str) -> LinearModel:
    """Load the packaged linear model ``name``, such as "stance/act"; read once, then kept.

    Parameters
    ----------
    name : str
        One of `names()`.

    Returns
    -------
    LinearModel

    Raises
    ------
    UsageError
        When no model has that name.

    Examples
    --------
    >>> load_model("stance/tone").classes
    ('-1', '0', '1')
    """
    if name not in names():
        raise fault(f"name={name!r}", ", ".join(names()), "pass one of these as name")
    folder, stem = name.split("/")
    place = files(__name__) / folder
    with (place / f"{stem}.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        weights, bias = arrays["weights"].astype(float), arrays["bias"].astype(float)
    words = json.loads((place / f"{stem}.json").read_text(encoding="utf-8"))
    vocabulary = {word: row for row, word in enumerate(words["vocabulary"])}
    return LinearModel(tuple(words["classes"]), vocabulary, weights, bias)


def save_model(model: LinearModel, folder: Path, stem: str) -> None:
    """Write ``<stem>.npz`` and ``<stem>.json`` into ``folder``; the same model always gives the same bytes.

    numpy dates every member of an .npz file 1980-01-01, so the archive carries no time. Half precision halves the
    size and moves no label on the labelled sets.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_model(LinearModel(("a",), {"x": 0}, np.ones((1, 1)), np.zeros(1)), Path(folder), "m")
    ...     sorted(path.name for path in Path(folder).iterdir())
    ['m.json', 'm.npz']
    """
    ordered = sorted(model.vocabulary, key=model.vocabulary.__getitem__)
    np.savez_compressed(
        folder / f"{stem}.npz", weights=model.weights.astype(np.float16), bias=model.bias.astype(np.float32)
    )
    text = json.dumps({"classes": list(model.classes), "vocabulary": ordered}, ensure_ascii=False, indent=0)
    (folder / f"{stem}.json").write_text(text + "\n", encoding="utf-8")
