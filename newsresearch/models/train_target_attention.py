"""Learn the attention from targets to the tokens around them, with jax; `train_encoder_heads` calls it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from newsresearch.models.encoder.attention import HEADS, PADDING, attend, count_steps
from newsresearch.schema import UsageError

N_SEEDS = 3  # sets of weights whose scores are averaged
NARROW, INNER = 128, 64  # principal directions of the tokens that are learned from; numbers a token inside
LENGTHS = (32, 48, 64, 96, 160, 256)  # texts are padded to one of them, so that few shapes are compiled
BATCH, ROUNDS, RATE, DECAY, DROPPED, SMOOTHED = 32, 5, 2e-3, 0.05, 0.2, 0.1
"""Targets a step, passes, the highest rate (reached in 100 steps, then down to 0), Adam's decay of weights, the share
left out, the share of a label given to all classes."""


def need_jax() -> tuple[Any, Any]:
    """Return jax and jax.numpy, set to one thread, or raise what to install.

    Examples
    --------
    >>> need_jax()  # doctest: +SKIP
    """
    os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")  # the same sums in every run
    try:
        return import_module("jax"), import_module("jax.numpy")
    except ImportError as error:
        raise UsageError(
            "learning the attention needs jax, which is not installed; run: pip install 'newsresearch[train]'"
        ) from error


def find_directions(tokens: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean of vectors and the matrix that brings what differs from it to ``n`` numbers.

    They are the principal directions of the standardised numbers, to a variance of one over all of them.

    Examples
    --------
    >>> rows = np.random.default_rng(0).normal(size=(50, 4))
    >>> mean, matrix = find_directions(rows, 2)
    >>> float(round(((rows - mean) @ matrix).std(), 6))
    1.0
    """
    mean, deviation = tokens.mean(axis=0), tokens.std(axis=0) + 1e-6  # no division by 0 in a constant column
    scaled = (tokens - mean) / deviation
    matrix = np.linalg.eigh(scaled.T @ scaled)[1][:, ::-1][:, :n] / deviation[:, None]
    return mean, matrix / ((tokens - mean) @ matrix).std()


def fit_attention(
    tokens: Sequence[np.ndarray], targets: Sequence[tuple[int, int]], labels: np.ndarray, n_seeds: int = N_SEEDS
) -> dict[str, np.ndarray]:
    """Learn the weights of `encoder.attention.attend`, classes alike.

    Parameters
    ----------
    tokens : sequence of ndarray, tokens x 384
        The encoder's fourth layer, a text for each target.
    targets : sequence of (int, int)
        The target's first token and the one after its last.
    labels : ndarray of int
        0 to 2: negative, neutral, positive.
    n_seeds : int
        Sets of weights; each takes some ten seconds of one core for 8,700 targets.

    Returns
    -------
    dict of ndarray
        In half precision; the first axis is that of the seeds.

    Examples
    --------
    >>> fit_attention(tokens, targets, labels)["score"].shape  # doctest: +SKIP
    (3, 192, 3)
    """
    need_jax()
    mean, matrix = find_directions(np.concatenate([text[::20] for text in tokens]).astype(np.float64), NARROW)
    narrow = [((text - mean) @ matrix).astype(np.float32) for text in tokens]
    steps = [count_steps(len(text), *target) for text, target in zip(tokens, targets, strict=True)]
    learned = []
    for seed in range(n_seeds):
        weights = _learn(narrow, steps, labels, seed)
        weights["inward"] = matrix @ weights["inward"]
        weights["inward_bias"] = weights["inward_bias"] - mean @ weights["inward"]
        learned.append(weights)
    return {name: np.array([weights[name] for weights in learned]).astype(np.float16) for name in learned[0]}


def start_weights(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Return weights to start from: matrices of random numbers that keep the size of what they multiply, or halve it.

    Examples
    --------
    >>> sum(array.size for array in start_weights(np.random.default_rng(0)).values())
    42931
    """

    def draw(n: int, m: int, size: float = 1.0) -> np.ndarray:
        return rng.normal(0, size / np.sqrt(n), (n, m)).astype(np.float32)

    ones, zeros = np.ones(INNER, np.float32), np.zeros(INNER, np.float32)
    return {
        "inward": draw(NARROW, INNER), "inward_bias": zeros, "inward_gain": ones,
        "place": rng.normal(0, 0.2, (PADDING + 1, INNER)).astype(np.float32),
        "near": np.zeros((PADDING + 1, HEADS), np.float32),
        "query": draw(INNER, INNER, 0.5), "key": draw(INNER, INNER, 0.5), "value": draw(INNER, INNER),
        "outward": draw(INNER, INNER, 0.5), "inner_gain": ones, "inner": draw(INNER, 2 * INNER),
        "inner_bias": np.zeros(2 * INNER, np.float32), "back": draw(2 * INNER, INNER, 0.5), "last_gain": ones,
        "score": draw(3 * INNER, 3, 0.1), "score_bias": np.zeros(3, np.float32),
    }  # fmt: skip  # in the order in which they are used


def make_batches(lengths: np.ndarray, rng: np.random.Generator) -> list[np.ndarray]:
    """Return the rows of every step of one pass: texts of like length together, in random order.

    Of each length the rows that fill no batch wait for another pass.

    Examples
    --------
    >>> [len(rows) for rows in make_batches(np.full(70, 10), np.random.default_rng(0))]
    [32, 32]
    """
    order, padded = rng.permutation(len(lengths)), np.searchsorted(LENGTHS, lengths)
    out: list[np.ndarray] = []
    for size in range(len(LENGTHS)):
        rows = order[padded[order] == size]
        out += [rows[start : start + BATCH] for start in range(0, len(rows) - BATCH + 1, BATCH)]
    return [out[place] for place in rng.permutation(len(out))]


def _learn(vectors: list[np.ndarray], steps: list[np.ndarray], labels: np.ndarray, seed: int) -> dict[str, np.ndarray]:
    """Weights after ROUNDS passes of Adam with decay (Loshchilov & Hutter 2019)."""
    jax, jnp = need_jax()
    rng = np.random.default_rng(seed)
    balance = jnp.asarray(len(labels) / 3 / np.bincount(labels, minlength=3))

    def loss(weights: Any, x: Any, at: Any, truth: Any, key: Any) -> Any:
        keys = jax.random.split(key, 4)

        def drop(values: Any, site: int) -> Any:
            shape = (len(values), 1, values.shape[-1]) if values.ndim == 3 else values.shape  # a text's tokens alike
            return values * jax.random.bernoulli(keys[site], 1 - DROPPED, shape) / (1 - DROPPED)

        told = jax.nn.log_softmax(attend(jnp, weights, x, at, drop))
        wanted = jax.nn.one_hot(truth, 3) * (1 - SMOOTHED) + SMOOTHED / 3
        return -(balance[truth] * (told * wanted).sum(1)).mean()

    @jax.jit
    def step(weights: Any, first: Any, second: Any, n: Any, rate: Any, *batch: Any) -> Any:
        slope = jax.grad(loss)(weights, *batch)
        first = jax.tree.map(lambda old, new: 0.9 * old + 0.1 * new, first, slope)
        second = jax.tree.map(lambda old, new: 0.999 * old + 0.001 * new * new, second, slope)

        def move(weight: Any, one: Any, two: Any) -> Any:
            change = one / (1 - 0.9**n) / (jnp.sqrt(two / (1 - 0.999**n)) + 1e-8)
            return weight - rate * (change + (DECAY * weight if weight.ndim > 1 else 0.0))

        return jax.tree.map(move, weights, first, second), first, second

    lengths = np.array([len(text) for text in vectors])
    batches = [rows for _ in range(ROUNDS) for rows in make_batches(lengths, rng)]
    weights = jax.tree.map(jnp.asarray, start_weights(rng))
    first = second = jax.tree.map(jnp.zeros_like, weights)
    for n, rows in enumerate(batches):
        size = LENGTHS[int(np.searchsorted(LENGTHS, lengths[rows].max()))]
        x, at = np.zeros((len(rows), size, NARROW), np.float32), np.full((len(rows), size), PADDING)
        for place, row in enumerate(rows):
            x[place, : lengths[row]], at[place, : lengths[row]] = vectors[row], steps[row]
        rate = RATE * min(1.0, n / 100) * (1 - n / len(batches))
        key = jax.random.key(seed * 100003 + n)  # a prime, so that no two seeds share a step's key
        weights, first, second = step(weights, first, second, n + 1.0, rate, x, at, labels[rows], key)
    return {name: np.asarray(array, dtype=np.float64) for name, array in weights.items()}


def save_attention(weights: dict[str, Any], folder: Path) -> None:
    """Write ``weights.npz`` into ``folder``; the same weights always give the same bytes.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_attention({"score_bias": np.zeros((1, 3))}, Path(folder))
    ...     [path.name for path in Path(folder).iterdir()]
    ['weights.npz']
    """
    np.savez_compressed(folder / "weights.npz", **weights)
