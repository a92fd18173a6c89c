"""Train the heads over the frozen encoder: ``python -m newsresearch.models.train_encoder_heads --shared FOLDER``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from newsresearch.models import LinearModel, save_model
from newsresearch.models import train_acts as acts
from newsresearch.models import train_target_sentiment as targets
from newsresearch.models.encoder import PACKAGE, SHA256, VERSION, has_encoder
from newsresearch.models.encoder.heads import combine, score_names
from newsresearch.models.encoder.pooling import (
    ACT_LAYERS,
    ACT_PARTS,
    ATTENTION_LAYER,
    TARGET_LAYERS,
    TARGET_PARTS,
    act_vectors,
    name_vectors,
    read_target,
    target_vectors,
)
from newsresearch.models.fitting import write_provenance
from newsresearch.models.train_target_attention import fit_attention, need_jax, save_attention
from newsresearch.schema import UsageError

TARGET_NAMES, ACT_NAMES = name_vectors(TARGET_LAYERS, TARGET_PARTS), name_vectors(ACT_LAYERS, ACT_PARTS)
TARGET_STRENGTH, ACT_STRENGTH = 1.5e-4, 1e-2  # inverse penalties (C), by cross-validation
TARGET_MODELS = ("light", "attention")
TARGET_SHARES, ACT_SHARES = (0.31, 0.32, 0.54), (0.39, 0.78)
"""Weights of the vectors' scores, the light engine's and the attention's, by least log loss in cross-validation."""


def fit_head(
    vectors: np.ndarray, labels: Sequence[str], classes: tuple[str, ...], names: Sequence[str],
    *, strength: float, shares: Sequence[float], models: Sequence[str] = ("light",),
) -> LinearModel:  # fmt: skip  # two lines of names
    """Fit a logistic regression over vectors, classes alike, and set the scores of other models beside it.

    Parameters
    ----------
    vectors : ndarray, rows x numbers
    labels, classes, names : sequences of str
        One label a row, of ``classes``; a name for each number of the vectors.
    strength : float
        Inverse of the penalty (scikit-learn's C), on numbers of variance one.
    shares : sequence of float
        How much the scores of the vectors count, and those of each of ``models``.
    models : sequence of str
        The models whose scores `combine` is given, in this order.

    Returns
    -------
    LinearModel
        For `combine`.

    Examples
    --------
    >>> rows = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0]] * 4)
    >>> head = fit_head(rows, ["a", "b", "c"] * 4, ("a", "b", "c"), ["x", "y"], strength=1.0, shares=(1.0, 0.5))
    >>> list(head.vocabulary), head.weights[0].tolist()
    (['light a=', 'light b=', 'light c=', 'x', 'y'], [0.5, 0.0, 0.0])
    """
    mean, deviation = vectors.mean(axis=0), vectors.std(axis=0) + 1e-6  # no division by 0 in a constant column
    model = LogisticRegression(C=strength, class_weight="balanced", max_iter=150, tol=1e-3)
    model.fit((vectors - mean) / deviation, np.array(labels))
    order = [list(model.classes_).index(name) for name in classes]
    inner = (shares[0] * model.coef_[order] / deviation).T.astype(np.float16).astype(float)  # as they are stored
    bias = shares[0] * model.intercept_[order] - mean @ inner
    weights = np.vstack([*(share * np.eye(len(classes)) for share in shares[1:]), inner])
    vocabulary = {name: place for place, name in enumerate([*score_names(classes, models), *names])}
    return LinearModel(classes, vocabulary, weights, bias)


def fit_acts(vectors: np.ndarray, rows: pd.DataFrame) -> LinearModel:
    """Fit the head of acts on rows as `train_acts.read_acts` returns them, and the vectors of their texts.

    Examples
    --------
    >>> rows = pd.DataFrame({"quad": acts.CLASSES * 2})
    >>> fit_acts(np.ones((10, len(ACT_NAMES))), rows).classes == acts.CLASSES
    True
    """
    labels = rows["quad"].tolist()
    return fit_head(vectors, labels, acts.CLASSES, ACT_NAMES, strength=ACT_STRENGTH, shares=ACT_SHARES)


def cross_validate_acts(
    rows: pd.DataFrame, groups: np.ndarray, light: np.ndarray, folds: int = 5, seed: int = 0
) -> np.ndarray:
    """Return the probability of every class of acts for every row, by heads that saw no row of its group.

    Parameters
    ----------
    rows, groups, folds, seed
        As for `train_acts.cross_validate`.
    light : ndarray, rows x 5
        What `train_acts.cross_validate` returned for the same rows, groups, folds and seed.

    Returns
    -------
    ndarray, rows x 5

    Examples
    --------
    >>> cross_validate_acts(rows, groups, train_acts.cross_validate(rows, groups)).shape  # doctest: +SKIP
    (1346, 5)
    """
    vectors = np.array([act_vectors(text) for text in rows["text"]])
    out = np.zeros_like(light)
    for seen, unseen in StratifiedGroupKFold(folds, shuffle=True, random_state=seed).split(rows, rows["quad"], groups):
        head = fit_acts(vectors[seen], rows.iloc[seen])
        out[unseen] = combine(head, np.log(light[unseen]), vectors[unseen])
    return out


def train_targets(folder: Path, out: Path, command: str) -> None:
    """Train head and attention of target sentiment on the light engine's rows; write them into folders of ``out``.

    Without jax the attention stays as it is, and its trainer's message says so.
    """
    held = [text for name in targets.DEV for text in targets.read_targets(folder / f"{name}.jsonl")["text"]]
    rows = targets.without(targets.read_targets(folder / "train.jsonl"), held)
    used = {f"corpora/newsmtsc/{name}.jsonl": folder / f"{name}.jsonl" for name in ("train", *targets.DEV)}
    vectors, tokens, places = read_rows(list(zip(rows["text"], rows["start"], rows["end"], strict=True)))
    head = fit_head(
        vectors, rows["polarity"].astype("str").tolist(), targets.CLASSES, TARGET_NAMES,
        strength=TARGET_STRENGTH, shares=TARGET_SHARES, models=TARGET_MODELS,
    )  # fmt: skip  # one call
    save_model(head, out / "target", "minilm")
    write_provenance(out / "target", "minilm", command, used, n_rows=len(rows), encoder=_encoder())
    try:
        jax, _ = need_jax()
    except UsageError as error:
        print(f"attention: weights left as they are: {error}", file=sys.stderr)
        return
    place = out / "encoder" / "attention"
    save_attention(fit_attention(tokens, places, rows["polarity"].to_numpy() + 1), place)
    write_provenance(place, "weights", command, used, n_rows=len(rows), encoder=_encoder(), jax=jax.__version__)


def read_rows(rows: list[tuple[str, int, int]]) -> tuple[np.ndarray, list[np.ndarray], list[tuple[int, int]]]:
    """Return the vectors of targets, the tokens of `ATTENTION_LAYER` in half precision, and the targets' tokens.

    Examples
    --------
    >>> read_rows([("She thanked the envoy.", 12, 21)])[2]  # doctest: +SKIP
    [(2, 4)]
    """
    vectors = np.zeros((len(rows), len(TARGET_NAMES)), dtype=np.float32)
    tokens, places = [], []
    for place, row in enumerate(rows):
        vectors[place] = target_vectors(*row)
        reading, first, last = read_target(*row)
        tokens.append(reading.vectors[TARGET_LAYERS.index(ATTENTION_LAYER)].astype(np.float16))
        places.append((first, last))
    return vectors, tokens, places


def train_act_head(source: Path, out: Path, command: str) -> None:
    """Train the head of acts on the labelled sentences; write it into ``out``."""
    rows = acts.read_acts(source)
    save_model(fit_acts(np.array([act_vectors(text) for text in rows["text"]]), rows), out, "minilm")
    used = {"corpora/cameo_quad/train.jsonl": source}
    write_provenance(out, "minilm", command, used, n_rows=len(rows), encoder=_encoder())


def _encoder() -> dict[str, str]:
    return {"package": PACKAGE, "version": VERSION, "sha256": SHA256}


def main(arguments: list[str] | None = None) -> None:
    """Train both heads and write them into ``target/`` and ``acts/``; without the extra "models", leave them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds corpora/")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="the folder of target/ and acts/")
    parser.add_argument("--leave-out", action="append", default=[], metavar="SET", help="a set not to train on")
    options = parser.parse_args(arguments)
    if not has_encoder():
        parser.exit(0, "heads: weights left as they are, for they need: pip install 'newsresearch[models]'\n")
    command = "python -m newsresearch.models.train_encoder_heads --shared FOLDER"
    corpora = options.shared / "corpora"
    if "newsmtsc" not in options.leave_out:
        train_targets(corpora / "newsmtsc", options.out, command)
    if "cameo_quad" not in options.leave_out:
        train_act_head(corpora / "cameo_quad" / "train.jsonl", options.out / "acts", command)


if __name__ == "__main__":
    main()
