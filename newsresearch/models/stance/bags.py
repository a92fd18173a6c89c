"""Features in families: a row is a few bags of names of one weight, read by a linear model in one pass."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache

import numpy as np
from scipy.sparse import csr_matrix

from newsresearch.models import LinearModel, load_model

Bag = tuple[str, Collection[str], float]
"""A family, those of its features that are there, and the weight of each; its name in a model is "family feature"."""
Blocks = Mapping[str, np.ndarray]
"""Families whose features are all there, by number ("vector 0", "vector 1", ...): rows x features."""


def nest(vocabulary: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Return the columns of a vocabulary by family.

    Examples
    --------
    >>> nest({"word not yet": 0, "word we": 1})
    {'word': {'not yet': 0, 'we': 1}}
    """
    out: dict[str, dict[str, int]] = {}
    for name, column in vocabulary.items():
        family, feature = name.split(" ", 1)
        out.setdefault(family, {})[feature] = column
    return out


def design(rows: Sequence[Sequence[Bag]], families: Mapping[str, Mapping[str, int]], width: int) -> csr_matrix:
    """Return rows of bags as a sparse matrix of ``width`` columns; unknown features count nothing.

    Examples
    --------
    >>> design([[("word", ["we", "unknown"], 0.5)]], {"word": {"we": 1}}, 2).toarray().tolist()
    [[0.0, 0.5]]
    """
    columns: list[int] = []
    ends, weights, sizes = [0], [], []
    for row in rows:
        for family, features, weight in row:
            known = families.get(family)
            if known:
                before = len(columns)
                columns += [place for place in map(known.get, features) if place is not None]
                weights.append(weight)
                sizes.append(len(columns) - before)
        ends.append(len(columns))
    values = np.repeat(np.array(weights, dtype=float), np.array(sizes, dtype=np.int64))
    return csr_matrix((values, np.array(columns, dtype=np.int64), np.array(ends)), shape=(len(rows), width))


@cache
def _families(name: str) -> dict[str, dict[str, int]]:
    return nest(load_model(name).vocabulary)


def score(name: str, rows: Sequence[Sequence[Bag]], blocks: Blocks) -> tuple[LinearModel, np.ndarray]:
    """Return the packaged model ``name`` and its linear scores, rows x classes.

    Examples
    --------
    >>> score("stance/tone", [], {})[1].shape
    (0, 3)
    """
    model = load_model(name)
    families = _families(name)
    out = design(rows, families, len(model.vocabulary)) @ model.weights + model.bias
    for family, block in blocks.items():
        columns = [families[family][str(i)] for i in range(block.shape[1])]
        out += block @ model.weights[columns]
    return model, out
