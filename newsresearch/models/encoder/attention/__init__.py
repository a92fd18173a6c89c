"""A small attention from a target to the tokens around it, over one layer of the frozen encoder: plain arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

HEADS = 8  # attentions side by side
FARTHEST = 6  # steps are powers of two: 6 is 32 tokens and more
TARGET, NEAR = FARTHEST, 3  # the step of the target itself, which stands in the middle; 3 is 7 tokens
PADDING = 2 * FARTHEST + 1


def count_steps(n_tokens: int, first: int, last: int) -> np.ndarray:
    """Return how far every token stands from the target's: 6 is in it, 5 and 7 are beside it, 0 and 12 are far off.

    Parameters
    ----------
    n_tokens : int
    first, last : int
        The target's first token and the one after its last, as `pooling.find_tokens` returns them.

    Examples
    --------
    >>> count_steps(8, 1, 3).tolist()
    [5, 6, 6, 7, 8, 8, 9, 9]
    """
    place = np.arange(n_tokens)
    away = np.where(place < first, place - first, np.where(place >= last, place - last + 1, 0))
    return (np.sign(away) * np.minimum(np.ceil(np.log2(np.abs(away) + 1)), FARTHEST)).astype(int) + TARGET


def attend(
    xp: Any,
    weights: Mapping[str, Any],
    vectors: Any,
    steps: Any,
    drop: Callable[[Any, int], Any] = lambda values, site: values,
) -> Any:
    """Return the scores of the classes for targets; numpy reads with it, and jax learns its weights through it.

    Every head weighs the tokens by what they mean beside what the target means, and by how far they stand from it; what
    it gathers is added to the target, as in a layer of a transformer of which only the target's place is worked out.
    The scores are linear in that, in the mean token and in the mean of those near the target.

    Parameters
    ----------
    xp : module
        numpy or jax.numpy.
    weights : mapping of arrays
        As `read_weights` returns them.
    vectors : array, targets x tokens x numbers
    steps : array, targets x tokens
        `count_steps`, and `PADDING` behind the end of a shorter text.
    drop : callable, optional
        Given the values of one of four sites, returns them with some left out, for learning.

    Returns
    -------
    array, targets x 3

    References
    ----------
    Vaswani et al. (2017), Attention is all you need. Hendrycks & Gimpel (2016), GELU, by its tangent. Shaw, Uszkoreit &
    Vaswani (2018), Self-attention with relative position representations.

    Examples
    --------
    >>> weights = read_weights()[0]
    >>> attend(np, weights, np.zeros((1, 4, 384)), count_steps(4, 1, 2)[None]).shape
    (1, 3)
    """

    def even(values: Any, gain: Any) -> Any:
        values = values - values.mean(-1, keepdims=True)
        return gain * values / xp.sqrt((values * values).mean(-1, keepdims=True) + 1e-5)

    def bend(values: Any) -> Any:
        return 0.5 * values * (1 + xp.tanh(np.sqrt(2 / np.pi).item() * (values + 0.044715 * values**3)))

    def mean(kept: Any) -> Any:
        return (tokens * kept[:, :, None]).sum(1) / kept.sum(1, keepdims=True)

    inside, real = 1.0 * (steps == TARGET), 1.0 * (steps < PADDING)
    near = real * (xp.abs(steps - TARGET) <= NEAR)
    tokens = vectors @ weights["inward"] + weights["inward_bias"] + weights["place"][steps]
    tokens = drop(bend(even(tokens, weights["inward_gain"])), 0)
    n_targets, n_tokens, width = tokens.shape
    split = (n_targets, n_tokens, HEADS, width // HEADS)
    target = mean(inside)
    query = (target @ weights["query"]).reshape(n_targets, 1, HEADS, width // HEADS)
    alike = (query * (tokens @ weights["key"]).reshape(split)).sum(-1) / np.sqrt(width // HEADS).item()
    alike = xp.where(real[:, :, None] > 0, alike + weights["near"][steps], -1e9)  # padding weighs nothing
    heard = xp.exp(alike - alike.max(1, keepdims=True))
    heard = heard / heard.sum(1, keepdims=True)
    gathered = (heard[..., None] * (tokens @ weights["value"]).reshape(split)).sum(1).reshape(n_targets, width)
    target = target + drop(gathered @ weights["outward"], 1)
    inner = bend(even(target, weights["inner_gain"]) @ weights["inner"] + weights["inner_bias"])
    target = target + drop(inner @ weights["back"], 2)
    parts = xp.concatenate([even(target, weights["last_gain"]), mean(real), mean(near)], -1)
    return drop(parts, 3) @ weights["score"] + weights["score_bias"]


def attention_scores(vectors: np.ndarray, first: int, last: int) -> np.ndarray:
    """Return the mean score of negative, neutral and positive over the packaged weights for one target.

    Parameters
    ----------
    vectors : ndarray, tokens x 384
        Of the encoder's fourth layer.
    first, last : int
        The target's first token and the one after its last.

    Examples
    --------
    >>> attention_scores(np.zeros((0, 384)), 0, 0).tolist()
    [0.0, 0.0, 0.0]
    """
    if not len(vectors):
        return np.zeros(3)
    steps = count_steps(len(vectors), first, last)[None]
    return np.mean([attend(np, weights, vectors[None], steps)[0] for weights in read_weights()], axis=0)


@cache
def read_weights() -> list[dict[str, np.ndarray]]:
    """Return the packaged weights, one set for each seed; read once, then kept.

    Examples
    --------
    >>> read_weights()[0]["score_bias"].shape
    (3,)
    """
    with (files(__name__) / "weights.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        found = {name: arrays[name].astype(np.float32) for name in arrays}
    return [{name: array[seed] for name, array in found.items()} for seed in range(len(found["score_bias"]))]
