"""Learning the attention: directions, batches, a rule that can only be learned with places, what is missing."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

from newsresearch.models.encoder.attention import attend, count_steps, read_weights
from newsresearch.models.train_target_attention import (
    BATCH,
    LENGTHS,
    N_SEEDS,
    find_directions,
    fit_attention,
    make_batches,
    need_jax,
    save_attention,
    start_weights,
)
from newsresearch.schema import UsageError


def test_directions_are_those_of_scikit_learn():
    """The numbers kept are scikit-learn's principal components of standardised columns, but for sign and size."""
    rows = np.random.default_rng(0).normal(3, [1, 2, 5, 9], size=(200, 4)) @ np.tri(4)
    mean, matrix = find_directions(rows, 2)
    ours, theirs = (rows - mean) @ matrix, PCA(2).fit_transform(StandardScaler().fit_transform(rows))
    assert np.abs(np.corrcoef(ours.T, theirs.T)[:2, 2:]) == pytest.approx(np.eye(2), abs=1e-3)
    assert ours.std() == pytest.approx(1)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(1, 254), max_size=200))
def test_batches_hold_texts_of_like_length(lengths):
    """Every batch is full, its texts are padded alike, no row comes twice, and fewer than a batch a length wait."""
    batches = make_batches(np.array(lengths, dtype=int), np.random.default_rng(0))
    rows = [row for batch in batches for row in batch]
    assert len(rows) == len(set(rows)) == BATCH * len(batches) > len(lengths) - BATCH * len(LENGTHS)
    for batch in batches:
        assert len({min(size for size in LENGTHS if size >= lengths[row]) for row in batch}) == 1


def test_packaged_weights_have_the_shapes_of_the_first_ones():
    """The packaged sets are as many as are learned, finite, and of the shapes that learning starts from."""
    start = {name: array.shape for name, array in start_weights(np.random.default_rng(0)).items()}
    start["inward"] = (384, start["inward"][1])  # the directions are folded in
    assert len(read_weights()) == N_SEEDS
    for weights in read_weights():
        assert {name: array.shape for name, array in weights.items()} == start
        assert all(np.isfinite(array).all() for array in weights.values())


def test_weights_written_twice_have_the_same_bytes(tmp_path):
    """Nothing of the hour or the place stands in the file."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        save_attention({"score": np.ones((1, 2), np.float16)}, tmp_path / name)
    assert (tmp_path / "one" / "weights.npz").read_bytes() == (tmp_path / "two" / "weights.npz").read_bytes()


def test_what_is_missing_is_named(monkeypatch):
    """Without jax learning says what to install."""
    monkeypatch.setitem(sys.modules, "jax", None)
    with pytest.raises(UsageError) as error:
        need_jax()
    assert str(error.value) == (
        "learning the attention needs jax, which is not installed; run: pip install 'newsresearch[train]'"
    )


def test_what_stands_beside_a_target_is_learned():
    """Of texts that hold all three signs, the one beside the target decides; two runs learn the same weights."""
    pytest.importorskip("jax", reason="the extra train")
    rng = np.random.default_rng(0)
    signs, labels = rng.normal(size=(3, 384)), np.arange(3840) % 3
    texts, targets = [], []
    for label in labels:
        text, place = rng.normal(0, 0.1, size=(20, 384)), 2 + 12 * int(rng.integers(2))
        text[place], text[8], text[18] = signs[label], signs[(label + 1) % 3], signs[(label + 2) % 3]
        texts.append(text)
        targets.append((place + 1, place + 2))
    weights = fit_attention(texts, targets, labels, n_seeds=1)
    first = {name: array[0].astype(np.float32) for name, array in weights.items()}
    steps = np.array([count_steps(20, *target) for target in targets])
    found = attend(np, first, np.array(texts, dtype=np.float32), steps).argmax(axis=1)
    assert (found == labels).mean() > 0.9
    again = fit_attention(texts, targets, labels, n_seeds=1)
    assert all(np.array_equal(weights[name], again[name]) for name in weights)
