"""Fit a linear model on named features: words weighted by rarity beside numbers and vectors."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from newsresearch.models import Features, LinearModel, matrix


def is_number(name: str) -> bool:
    """Say whether a feature is a number (``name=``) or part of a vector (``name~3``), so that rarity says nothing.

    Examples
    --------
    >>> is_number("valence left="), is_number("left praised")
    (True, False)
    """
    return name.endswith("=") or "~" in name


def fit_linear(
    rows: Sequence[Features],
    labels: Sequence[str],
    classes: tuple[str, ...],
    *,
    strength: float,
    least: int,
    weights: np.ndarray | None = None,
) -> LinearModel:
    """Fit a multinomial logistic regression in which every class counts alike.

    Features in fewer than ``least`` rows are left out. Words are weighted by inverse document frequency and brought
    to length one on average; vectors (``name~3``) keep the length they come with. All of it is folded into the
    weights, so that the model reads the features as they are.

    Parameters
    ----------
    rows : list of dict
    labels : list of str
        One of ``classes`` for every row.
    classes : tuple of str
        At least three.
    strength : float
        Inverse of the penalty (scikit-learn's C).
    least : int
        Rows in which a feature must stand.
    weights : ndarray, optional
        How much every row counts, beside the balance of classes.

    Examples
    --------
    >>> rows = [{"good": 1.0}, {"bad": 1.0}, {"table": 1.0}] * 4
    >>> model = fit_linear(rows, ["1", "-1", "0"] * 4, ("-1", "0", "1"), strength=9.0, least=1)
    >>> model.predict_proba([{"good": 1.0}]).argmax()
    np.int64(2)
    """
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, n in counts.items() if n >= least)
    vocabulary = {name: place for place, name in enumerate(names)}
    scale = np.array([1.0 if is_number(name) else np.log(len(rows) / counts[name]) for name in names])
    vector = np.array(["~" in name for name in names])
    design = matrix(rows, vocabulary).multiply(scale).tocsr()
    length = np.sqrt(design[:, ~vector].power(2).sum() / max(len(rows), 1)) or 1.0
    scale = np.where(vector, scale, scale / length)
    design = matrix(rows, vocabulary).multiply(scale).tocsr()
    model = LogisticRegression(C=strength, class_weight="balanced", max_iter=150, tol=1e-3)
    model.fit(design, np.array(labels), sample_weight=weights)
    order = [list(model.classes_).index(name) for name in classes]
    return LinearModel(classes, vocabulary, (model.coef_[order] * scale).T, model.intercept_[order])


def prune(model: LinearModel, most: int) -> LinearModel:
    """Return the model with its numbers and the ``most`` other features of largest weights, for the size on disk.

    Examples
    --------
    >>> model = LinearModel(("a", "b"), {"x": 0, "y": 1}, np.array([[0.1, -0.1], [2.0, -2.0]]), np.zeros(2))
    >>> prune(model, 1).vocabulary
    {'y': 0}
    """
    names = sorted(model.vocabulary, key=model.vocabulary.__getitem__)
    size = np.abs(model.weights).max(axis=1)
    size[[is_number(name) for name in names]] = np.inf
    n_kept = int(np.isinf(size).sum()) + most
    kept = np.sort(np.argsort(-size, kind="stable")[:n_kept])
    vocabulary = {names[row]: place for place, row in enumerate(kept)}
    return LinearModel(model.classes, vocabulary, model.weights[kept], model.bias)


def write_provenance(folder: Path, stem: str, command: str, files: dict[str, Path], **more: object) -> None:
    """Write how a model was made beside it: the command, the seed, the hash of every file that was read.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_provenance(Path(folder), "m", "make models", {})
    ...     sorted(json.loads((Path(folder) / "m_provenance.json").read_text()))
    ['command', 'seed', 'sha256']
    """
    data = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    note = {"command": command, "seed": 0, "sha256": data, **more}
    (folder / f"{stem}_provenance.json").write_text(json.dumps(note, indent=2) + "\n", encoding="utf-8")


def read_options(doc: str | None, arguments: list[str] | None, folder: str, sets: Sequence[str]) -> tuple[Path, Path]:
    """Read a trainer's command line: where the corpora are, and where the weights go.

    ``--leave-out SET`` ends the program, and leaves the weights as they are, where the model needs that set: for those
    who may not use it.

    Examples
    --------
    >>> shared, out = read_options("Train.", ["--shared", "shared"], "acts", ["cameo_quad"])
    >>> str(shared), out.name
    ('shared', 'acts')
    """
    parser = argparse.ArgumentParser(description=doc)
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds corpora/")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / folder, help="where the weights go")
    parser.add_argument("--leave-out", action="append", default=[], metavar="SET", help="a set not to train on")
    options = parser.parse_args(arguments)
    kept_out = [name for name in sets if name in options.leave_out]
    if kept_out:
        parser.exit(0, f"{folder}: weights left as they are, for they need {', '.join(kept_out)}\n")
    return options.shared, options.out
