"""The attention from a target to its tokens: its sums, what it reads, what it does not."""

from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import softmax
from scipy.stats import norm

from newsresearch.models.encoder import SHA256, read_text
from newsresearch.models.encoder.attention import (
    HEADS,
    PADDING,
    attend,
    attention_scores,
    count_steps,
    read_weights,
)

TOKENS = np.random.default_rng(0).normal(size=(9, 384)).astype(np.float32)


@pytest.mark.parametrize(
    ("n", "first", "last", "steps"),
    [
        (3, 1, 2, [5, 6, 7]),
        (5, 0, 1, [6, 7, 8, 8, 9]),
        (4, 0, 4, [6, 6, 6, 6]),
        (41, 40, 41, [0] * 9 + [1] * 16 + [2] * 8 + [3] * 4 + [4, 4, 5, 6]),
    ],
)
def test_steps_double(n, first, last, steps):
    """Tokens beside a target are one step off, then two share a step, then four, and those from 32 on the last."""
    assert count_steps(n, first, last).tolist() == steps


def test_scores_are_those_of_a_transformer_worked_out_head_by_head():
    """In plain loops over heads and tokens, with the exact normal curve for its bend, the scores are the same."""
    w, steps = read_weights()[0], count_steps(9, 3, 5)

    def even(values, gain):
        return gain * (values - values.mean()) / np.sqrt(values.var() + 1e-5)

    def bend(values):
        return values * norm.cdf(values)

    tokens = [
        bend(even(x @ w["inward"] + w["inward_bias"] + w["place"][s], w["inward_gain"]))
        for x, s in zip(TOKENS, steps, strict=True)
    ]
    target, width = (tokens[3] + tokens[4]) / 2, len(w["query"]) // HEADS
    gathered = []
    for head in range(HEADS):
        part = slice(head * width, (head + 1) * width)
        alike = [
            (target @ w["query"][:, part]) @ (x @ w["key"][:, part]) / width**0.5 + w["near"][s, head]
            for x, s in zip(tokens, steps, strict=True)
        ]
        gathered.extend(sum(a * (x @ w["value"][:, part]) for a, x in zip(softmax(alike), tokens, strict=True)))
    target = target + np.array(gathered) @ w["outward"]
    target = target + bend(even(target, w["inner_gain"]) @ w["inner"] + w["inner_bias"]) @ w["back"]
    parts = [even(target, w["last_gain"]), np.mean(tokens, axis=0), np.mean(tokens, axis=0)]  # all nine are near
    theirs = np.concatenate(parts) @ w["score"] + w["score_bias"]
    assert attend(np, w, TOKENS[None], steps[None])[0] == pytest.approx(theirs, abs=0.02)  # the tangent's error


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 9), st.integers(0, 5), st.data())
def test_padding_says_nothing(n, more, data):
    """Tokens behind the end of a text change no score, whatever they hold."""
    first = data.draw(st.integers(0, n - 1))
    steps = count_steps(n, first, first + 1)
    alone = attend(np, read_weights()[0], TOKENS[None, :n], steps[None])
    padded = np.concatenate([TOKENS[:n], np.full((more, 384), 7.0, np.float32)])
    longer = attend(np, read_weights()[0], padded[None], np.append(steps, np.full(more, PADDING))[None])
    assert longer == pytest.approx(alone, abs=1e-4)


def test_tokens_of_one_step_have_no_order():
    """Two tokens as far off as each other may change places; of two that are not, the places count."""
    steps = count_steps(9, 0, 1)[None]
    assert steps[0, 2] == steps[0, 3] != steps[0, 1]
    alone = attend(np, read_weights()[0], TOKENS[None], steps)
    swapped, moved = TOKENS[[0, 1, 3, 2, 4, 5, 6, 7, 8]], TOKENS[[0, 2, 1, 3, 4, 5, 6, 7, 8]]
    assert attend(np, read_weights()[0], swapped[None], steps) == pytest.approx(alone, abs=1e-4)
    assert attend(np, read_weights()[0], moved[None], steps) != pytest.approx(alone, abs=1e-2)


def test_scores_are_the_mean_over_the_seeds():
    """A target's scores are the mean of what each set of weights says."""
    steps = count_steps(9, 3, 5)[None]
    each = [attend(np, weights, TOKENS[None], steps)[0] for weights in read_weights()]
    assert len(each) == 3
    assert attention_scores(TOKENS, 3, 5) == pytest.approx(np.mean(each, axis=0))


def test_a_text_without_tokens_has_no_scores():
    """Where nothing can be read no class is likelier."""
    assert attention_scores(np.zeros((0, 384)), 0, 0).tolist() == [0, 0, 0]


def test_who_did_what_is_told_apart():
    """In one sentence the one who is praised and the one who is blamed get the scores of theirs."""
    text = "Anna was praised for her courage, but Boris was condemned for his lies."
    reading = read_text(text, (4,))
    words = [text[start:end] for start, end in reading.spans]
    anna, boris = (
        attention_scores(reading.vectors[0], words.index(name), words.index(name) + 1) for name in ("Anna", "Boris")
    )
    assert anna.argmax() == 2
    assert boris.argmax() == 0


def test_the_provenance_names_the_encoder():
    """The provenance beside the weights holds the hash of the encoder that they were learned over."""
    note = json.loads((files("newsresearch.models.encoder.attention") / "weights_provenance.json").read_text())
    assert note["encoder"]["sha256"] == SHA256
    assert note["seed"] == 0
