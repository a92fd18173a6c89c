"""Train the attribution models: ``python -m newsresearch.models.train_attribution --shared FOLDER``."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import tempfile
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pycrfsuite
from sklearn.cluster import KMeans
from sklearn.linear_model import LogisticRegression

from newsresearch.models import Features, LinearModel, matrix, save_model
from newsresearch.models.attribution import WEIGHTS, evidence_of, find_quotations, pieces
from newsresearch.models.attribution.tokens import GROUPS, Token, describe

SETTINGS = {
    "c1": 0.7,  # L1: keeps the file small
    "c2": 0.02,
    "max_iterations": 120,  # a few minutes on one core
    "feature.minfreq": 5,
    "feature.possible_transitions": True,
}  # fmt: skip
TRANSCRIPT = re.compile(r"\b(?:MS|MR)\. [A-Z-]+:|\bTHE PRESIDENT:|OFFICIAL:")
N_GROUPS = 200  # of 11,000 words: coarse enough to be met in training, fine enough to tell verbs apart
LEAST_COUNT = 3  # a feature seen less often tells nothing
JUDGE_C = 0.3  # .1, .3 and 1 differ by under .005 on the coded dev set


def gold_labels(tokens: list[Token], spans: list[tuple[int, int, str]]) -> list[str]:
    """Return the BIO label of each token; ``spans`` are ``(start, end, kind)`` in order of start, outer ones first."""
    out = ["O"] * len(tokens)
    at = 0
    for start, end, kind in sorted(spans, key=lambda s: (s[0], -s[1])):
        while at < len(tokens) and tokens[at].end <= start:
            at += 1
        inside = False
        for i in range(at, len(tokens)):
            if tokens[i].start >= end:
                break
            if out[i] == "O":
                out[i] = f"{'I' if inside else 'B'}-{kind}"
                inside = True
            else:
                inside = False
    return out


def spans_of_document(document: dict) -> list[tuple[int, int, str]]:
    """Return the labelled stretches of a PolNeAR document."""
    kinds = {"content": "C", "source": "S", "cue": "Q"}
    return [
        (start, end, kind)
        for attribution in document["attributions"]
        for role, kind in kinds.items()
        for item in attribution.get(role, [])
        for start, end in item["spans"]
    ]


def group_words(vectors: Path, path: Path) -> None:
    """Write groups of words with similar vectors (k-means), a group a line, words in order of the alphabet."""
    words = json.loads((vectors / "vectors.json").read_text(encoding="utf-8"))
    values = np.load(vectors / "vectors.npy").astype("float32")
    values /= np.linalg.norm(values, axis=1, keepdims=True) + 1e-9
    number = KMeans(N_GROUPS, n_init=1, max_iter=30, random_state=0).fit_predict(values)
    lines = [" ".join(sorted(w for w, n in zip(words, number, strict=True) if n == g)) for g in range(N_GROUPS)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def train(documents: list[dict], path: Path) -> None:
    """Fit the tagger on ``documents`` and write its weights to ``path``."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for document in documents:
        text = document["text"]
        spans = spans_of_document(document)
        for tokens, touching in pieces(text, find_quotations(text)):
            near = [s for s in spans if s[0] < tokens[-1].end and s[1] > tokens[0].start]
            trainer.append(describe(tokens, touching), gold_labels(tokens, near))
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "weights"
        trainer.train(str(plain))
        path.write_bytes(gzip.compress(plain.read_bytes(), mtime=0))  # no time in the file: the same bytes each run


def train_judge(gold: Path, folder: Path) -> None:
    """Fit the judge (is the sentence somebody's statement?) on the coded sentences and write it to ``folder``."""
    documents = {d["doc"]: d for d in _lines(gold / "train_documents.jsonl")}
    by_document: dict[str, list[dict]] = {}
    for row in _lines(gold / "train_sentences.jsonl"):
        by_document.setdefault(row["doc"], []).append(row)
    rows, labels = [], []
    for name, sentences in by_document.items():
        text = documents[name]["text"]
        own = any(row["quote"] == "own" for row in sentences)
        if TRANSCRIPT.search(text):
            continue  # labels decide there
        spans = [(row["start"], row["end"]) for row in sentences]
        found = evidence_of(text, spans, own=own)
        for row, features in zip(sentences, found, strict=True):
            rows.append(features)
            labels.append(row["quote"] in ("direct", "indirect", "mixed"))
    save_model(fit_judge(rows, labels), folder, "judge")


def fit_judge(rows: Sequence[Features], labels: Sequence[bool]) -> LinearModel:
    """Fit the judge on rows of `evidence_of` and whether each is somebody's statement.

    Examples
    --------
    >>> judge = fit_judge([{"marked": 1.0}, {"plain": 1.0}] * 4, [True, False] * 4)
    >>> judge.predict_proba([{"marked": 1.0}])[0].argmax()
    np.int64(1)
    """
    counts = Counter(name for row in rows for name in row)
    vocabulary = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= LEAST_COUNT))}
    fitted = LogisticRegression(C=JUDGE_C, max_iter=2000).fit(matrix(rows, vocabulary), labels)
    weights = np.column_stack([-fitted.coef_[0] / 2, fitted.coef_[0] / 2]).astype("float32")
    bias = np.array([-fitted.intercept_[0] / 2, fitted.intercept_[0] / 2], dtype="float32")
    return LinearModel(("not", "said"), vocabulary, weights, bias)


def _lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Train on PolNeAR's training half and the coded sentences, and write down from what and what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds corpora/polnear")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / WEIGHTS)
    arguments = parser.parse_args()
    models, folder = arguments.out.parent, arguments.out.parent / "attribution"
    polnear = arguments.shared / "corpora" / "polnear" / "train.jsonl"
    gold = arguments.shared / "gold"
    group_words(models / "stance", models / GROUPS)
    train(_lines(polnear), arguments.out)
    train_judge(gold, folder)
    read = (polnear, gold / "train_documents.jsonl", gold / "train_sentences.jsonl", models / "stance" / "vectors.npy")
    written = (arguments.out, models / GROUPS, folder / "judge.npz", folder / "judge.json")
    note = {
        "command": "python -m newsresearch.models.train_attribution --shared FOLDER",
        "seed": 0,
        "settings": SETTINGS,
        "versions": {name: version(name) for name in ("python-crfsuite", "scikit-learn", "numpy")},
        "read": {"/".join(path.parts[-2:]): _sha256(path) for path in read},
        "written": {path.name: _sha256(path) for path in written},
    }
    (folder / "provenance.json").write_text(json.dumps(note, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(note["written"], indent=2))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
