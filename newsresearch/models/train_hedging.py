"""Train the models of hedging: ``python -m newsresearch.models.train_hedging --shared FOLDER``."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import f1_score
from sklearn.model_selection import KFold, StratifiedKFold, cross_val_predict

from newsresearch.models import Features, LinearModel, matrix, save_model
from newsresearch.models.hedging.events import candidates, event_traits, event_vectors
from newsresearch.models.hedging.judge import COLUMNS, SHARE, VECTOR, doubt_of, weigh
from newsresearch.models.hedging.traits import SIZES, sentence_traits, words_of

SETS = (
    "conll2010_weasel/half_a.jsonl", "factuality/uw_train.jsonl", "factuality/uw_dev.jsonl", "certainty/dev.jsonl",
)  # fmt: skip  # relative to FOLDER/corpora; uw_dev only sets the threshold
UNCERTAIN = 1.5  # an event rated nearer to 0 (not known) than to 3 (fact) or -3 (counterfact)
NEWS = 0.05  # weight of a news sentence beside a rated finding, by cross-validation, like the next
PENALTY = 12.0  # of the ridge for certainty
GROUPS = {
    "weasel": ("w", "b", "c", "s2", "s3", "s4"),
    "factuality": ("w", "b", "s2", "s3"),
    "certainty": ("w", "b", "claim"),
}
"""What a model reads, of `traits.GROUPS`, besides cues, categories and patterns."""


def read_sets(corpora: Path) -> dict[str, list[dict]]:
    """Read the labelled sets, by file.

    Examples
    --------
    >>> len(read_sets(Path("shared/corpora"))["certainty/dev.jsonl"])  # doctest: +SKIP
    1415
    """
    return {name: [json.loads(line) for line in (corpora / name).open(encoding="utf-8")] for name in SETS}


def vocabulary_of(rows: Sequence[Features], least: int) -> dict[str, int]:
    """Return the features that occur in at least ``least`` rows, in alphabetical order.

    Examples
    --------
    >>> vocabulary_of([{"b": 1.0, "a": 1.0}, {"a": 1.0}], 2)
    {'a': 0}
    """
    counts = Counter(name for row in rows for name in row)
    return {name: column for column, name in enumerate(sorted(name for name, n in counts.items() if n >= least))}


def rarity_of(rows: Sequence[Features], vocabulary: dict[str, int]) -> np.ndarray:
    """Return the inverse document frequency of n-grams, smoothed as scikit-learn does; 1 for cues and patterns.

    Examples
    --------
    >>> rarity_of([{"w:a": 1.0}, {"cue:may": 1.0}], {"w:a": 0, "cue:may": 1}).round(2).tolist()
    [1.41, 1.0]
    """
    spread = np.asarray((matrix(rows, vocabulary) != 0).sum(axis=0)).ravel()
    ngram = np.array([name.split(":")[0] in SIZES for name in vocabulary])
    rarity = np.where(ngram, 1 + np.log((1 + len(rows)) / (1 + spread)), 1.0)
    return rarity.astype(np.float16).astype(float)  # as it is stored


def _rows(texts: Sequence[str], model: str) -> list[Features]:
    return [sentence_traits(text, GROUPS[model]) for text in texts]


def _model(vocabulary: dict[str, int], rarity: np.ndarray, weights: np.ndarray, bias: float) -> LinearModel:
    return LinearModel(COLUMNS, vocabulary, np.column_stack([rarity, weights]), np.array([0.0, bias]))


def best_threshold(truth: np.ndarray, scores: np.ndarray) -> float:
    """Return the middle of the widest plateau near the best F1: the mean of thresholds within .005 of it.

    Examples
    --------
    >>> best_threshold(np.array([0, 0, 1, 1]), np.array([0.0, 0.1, 0.9, 1.0])) > 0.1
    True
    """
    choices = np.quantile(scores, np.linspace(0.2, 0.9, 141))
    reached = np.array([f1_score(truth, scores > choice) for choice in choices])
    return float(choices[reached >= reached.max() - 0.005].mean())


def train_weasel(rows: list[dict], *, seed: int = 0) -> LinearModel:
    """Fit vague attribution (uncertain or not); a score above 0 is uncertain, by the threshold of held-out folds.

    Examples
    --------
    >>> train_weasel(read_sets(folder)["conll2010_weasel/half_a.jsonl"])  # doctest: +SKIP
    """
    truth = np.array([row["label"] == "uncertain" for row in rows])
    features = _rows([row["text"] for row in rows], "weasel")
    vocabulary = vocabulary_of(features, 2)
    rarity = rarity_of(features, vocabulary)
    design = weigh(features, vocabulary, rarity)
    model = LogisticRegression(C=1.0, solver="liblinear", random_state=seed)
    folds = StratifiedKFold(8, shuffle=True, random_state=seed)
    held_out = cross_val_predict(model, design, truth, cv=folds, method="decision_function")
    model.fit(design, truth)
    return _model(vocabulary, rarity, model.coef_[0], float(model.intercept_[0]) - best_threshold(truth, held_out))


def train_factuality(train: list[dict], dev: list[dict], *, seed: int = 0) -> dict[str, LinearModel]:
    """Fit uncertain events (of words) and uncertain sentences; above 0 together is uncertain, by a threshold from dev.

    Examples
    --------
    >>> sorted(train_factuality(train, dev))  # doctest: +SKIP
    ['event', 'factuality']
    """
    rows: list[Features] = []
    labels: list[bool] = []
    vectors: list[np.ndarray] = []
    for sentence in train:
        words, rated = _rated(sentence)
        rows += event_traits(words)
        vectors.append(event_vectors(words))
        labels += [abs(rated.get(place, 3.0)) < UNCERTAIN for place in candidates(words)]
    vocabulary = vocabulary_of(rows, 3)
    design = hstack([matrix(rows, vocabulary), csr_matrix(np.vstack(vectors))]).tocsr()
    fit = LogisticRegression(C=0.2, solver="liblinear", random_state=seed).fit(design, labels)
    named = vocabulary | {name: len(vocabulary) + number for number, name in enumerate(VECTOR)}
    event = LinearModel(("uncertain",), named, fit.coef_.T, fit.intercept_)

    features = _rows([sentence["text"] for sentence in train], "factuality")
    vocabulary = vocabulary_of(features, 3)
    rarity = rarity_of(features, vocabulary)
    truth = np.array([is_uncertain(sentence) for sentence in train])
    fit = LogisticRegression(C=0.3, solver="liblinear", random_state=seed)
    fit.fit(weigh(features, vocabulary, rarity), truth)
    whole = _model(vocabulary, rarity, fit.coef_[0], float(fit.intercept_[0]))
    texts = [sentence["text"] for sentence in dev]
    threshold = best_threshold(np.array([is_uncertain(sentence) for sentence in dev]), doubt_of(texts, event, whole))
    return {"event": event, "factuality": _model(vocabulary, rarity, fit.coef_[0], whole.bias[1] - threshold / SHARE)}


def is_uncertain(sentence: dict) -> bool:
    """Say whether readers rated any event of the sentence as uncertain.

    Examples
    --------
    >>> is_uncertain({"targets": [{"label": 3.0}, {"label": 0.4}]})
    True
    """
    return any(abs(target["label"]) < UNCERTAIN for target in sentence["targets"])


def _rated(sentence: dict) -> tuple[list[str], dict[int, float]]:
    """Return our words of a sentence and the rating at each place; the set counts words between blanks."""
    ratings = {target["span1"][0]: target["label"] for target in sentence["targets"]}
    words: list[str] = []
    rated = {}
    for place, word in enumerate(sentence["text"].split()):
        if place in ratings:
            rated[len(words)] = ratings[place]
        words += [part.lower() for part in words_of(word)]
    return words, rated


def train_certainty(findings: list[dict], news: list[dict], *, seed: int = 0) -> LinearModel:
    """Fit certainty (0..1) on rated findings and, with little weight, on how firmly news events are rated.

    Ridge answers are drawn to the mean; the slope of held-out answers stretches them back.

    Examples
    --------
    >>> train_certainty(findings, news).classes  # doctest: +SKIP
    ('rarity', 'score')
    """
    truth = np.array([(row["sentence-level-certainty"] - 1) / 5 for row in findings])  # rated 1 to 6
    firm = np.array([np.mean([abs(target["label"]) for target in row["targets"]]) / 3 for row in news])
    features = _rows([row["finding"] for row in findings] + [row["text"] for row in news], "certainty")
    vocabulary = vocabulary_of(features, 2)
    rarity = rarity_of(features, vocabulary)
    design = weigh(features, vocabulary, rarity)
    answers = np.concatenate([truth, firm - firm.mean() + truth.mean()])
    weight = np.concatenate([np.ones(len(truth)), np.full(len(firm), NEWS)])
    beside = np.arange(len(truth), len(answers))
    held_out = np.zeros(len(truth))
    for learn, test in KFold(8, shuffle=True, random_state=seed).split(truth):
        used = np.concatenate([learn, beside])
        model = Ridge(alpha=PENALTY, random_state=seed).fit(design[used], answers[used], sample_weight=weight[used])
        held_out[test] = model.predict(design[test])
    slope, shift = np.polyfit(held_out, truth, 1)
    model = Ridge(alpha=PENALTY, random_state=seed).fit(design, answers, sample_weight=weight)
    return _model(vocabulary, rarity, slope * model.coef_, slope * float(model.intercept_) + shift)


def main(arguments: list[str] | None = None) -> None:
    """Train on the labelled sets in ``FOLDER/corpora`` and write the weights beside this module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds corpora/")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "hedging", help="where the weights go")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    sets = read_sets(options.shared / "corpora")
    weasel, train, dev, findings = (sets[name] for name in SETS)
    models = {
        "weasel": train_weasel(weasel),
        **train_factuality(train, dev),
        "certainty": train_certainty(findings, train),
    }
    for stem, model in models.items():
        save_model(model, options.out, stem)
    used = {name: hashlib.sha256((options.shared / "corpora" / name).read_bytes()).hexdigest() for name in SETS}
    note = {"command": "python -m newsresearch.models.train_hedging --shared FOLDER", "seed": 0, "sha256": used}
    (options.out / "provenance.json").write_text(json.dumps(note, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
