"""Other people's labelled sets: sentiment toward a target, acts, uncertainty; the package beside a floor on each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import spearmanr
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.model_selection import KFold, StratifiedGroupKFold, StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import Normalizer

from newsresearch.evaluation.attribution import score_attribution_set
from newsresearch.evaluation.metrics import macro_f1
from newsresearch.features.hedging import is_hedged
from newsresearch.features.sentiment import score_sentiment
from newsresearch.features.target_sentiment import score_target_sentiment
from newsresearch.models.encoder import has_encoder
from newsresearch.models.hedging.judge import score_texts
from newsresearch.models.train_acts import CLASSES, cross_validate, read_acts
from newsresearch.models.train_encoder_heads import cross_validate_acts
from newsresearch.models.train_hedging import is_uncertain, train_certainty, train_weasel
from newsresearch.models.train_target_sentiment import read_targets

N_RESAMPLES = 500
TOPICS = 25
"""Groups of unlike sentences that are held out whole: folds by row would let near duplicates answer."""
POLARITIES = (-1, 0, 1)

Row = dict[str, Any]


def score_sentiment_sets(shared: Path, seed: int) -> list[Row]:
    """Score sentiment toward a target on the two development sets of NewsMTSC, and VADER's sentence scores beside it.

    The engine "minilm" has rows of its own where the extra "models" is installed.

    Examples
    --------
    >>> score_sentiment_sets(find_data(), 0)[0]["metric"]  # doctest: +SKIP
    'NewsMTSC rw_dev, macro F1'
    """
    folder = shared / "corpora" / "newsmtsc"
    train = read_targets(folder / "train.jsonl")
    floor = _words().fit(train["text"], train["polarity"])
    rows: list[Row] = []
    for name in ("rw_dev", "mt_dev"):
        dev = read_targets(folder / f"{name}.jsonl")
        spans = list(zip(dev["start"], dev["end"], strict=True))
        measured = {
            f"NewsMTSC {name}, macro F1{_mark(engine)}": score_target_sentiment(dev["text"], spans, engine=engine)
            for engine in _engines()
        }
        guesses = {label: scores["polarity"].to_numpy() for label, scores in measured.items()}
        vader = np.sign(score_sentiment(dev["text"])["compound"].to_numpy().round(1)).astype(int)
        guesses[f"NewsMTSC {name}, macro F1 of VADER"] = vader
        base = floor.predict(dev["text"])
        truth = dev["polarity"].to_numpy()
        rows.extend(_row(label, _by_macro, truth, guess, seed, base) for label, guess in guesses.items())
    return rows


def score_act_sets(shared: Path, seed: int) -> list[Row]:
    """Score the classes of acts by cross-validation in which whole topics are held out.

    The shipped models have seen all sentences of the set, so they are trained anew in every fold. The engine "minilm"
    has rows of its own where the extra "models" is installed.

    Examples
    --------
    >>> [row["metric"] for row in score_act_sets(find_data(), 0)][:2]  # doctest: +SKIP
    ['CAMEO five classes, macro F1', 'conflict against cooperation, AUC']
    """
    acts = read_acts(shared / "corpora" / "cameo_quad" / "train.jsonl")
    topics = find_topics(acts["text"], seed)
    ours = {"light": cross_validate(acts, topics, seed=seed)}
    if has_encoder():
        ours["minilm"] = cross_validate_acts(acts, topics, ours["light"], seed=seed)
    base = np.zeros_like(ours["light"])
    folds = StratifiedGroupKFold(5, shuffle=True, random_state=seed).split(acts, acts["quad"], topics)
    for seen, unseen in folds:
        model = _words().fit(acts["text"].iloc[seen], acts["quad"].iloc[seen])
        base[np.ix_(unseen, [CLASSES.index(c) for c in model.classes_])] = model.predict_proba(
            acts["text"].iloc[unseen]
        )
    truth = acts["quad"].map(CLASSES.index).to_numpy()
    two = truth > 0  # statements are neither
    rows = []
    for engine, shares in ours.items():
        label = f"CAMEO five classes, macro F1{_mark(engine)}"
        rows.append(_row(label, _by_classes, truth, shares.argmax(1), seed, base.argmax(1)))
        label = f"conflict against cooperation, AUC{_mark(engine)}"
        conflict, floor = shares[two][:, 3:].sum(1), base[two][:, 3:].sum(1)
        rows.append(_row(label, _by_auc, truth[two] >= 3, conflict, seed, floor))
    return rows


def _engines() -> list[str]:
    return ["light", "minilm"] if has_encoder() else ["light"]


def _mark(engine: str) -> str:
    """What a figure's name says of the engine: the usual one is not named."""
    return "" if engine == "light" else f", engine {engine}"


def find_topics(texts: pd.Series, seed: int) -> np.ndarray:
    """Return the topic of each text, as a number: k-means over its words, for folds that hold out whole topics.

    Examples
    --------
    >>> find_topics(read_acts(path)["text"], 0).max()  # doctest: +SKIP
    24
    """
    words = TfidfVectorizer(stop_words="english", min_df=2, sublinear_tf=True)
    means = KMeans(TOPICS, n_init=4, random_state=seed)
    return make_pipeline(words, TruncatedSVD(60, random_state=seed), Normalizer(), means).fit_predict(texts)


def score_hedging_sets(shared: Path, seed: int) -> list[Row]:
    """Score the definitions "weasel" and "factuality", and certainty.

    The shipped models of vague attribution and of certainty have seen all of their sets, so they are trained anew in
    every fold; of factuality the threshold was set on the half that is scored here, which is kind to it.

    Examples
    --------
    >>> [row["metric"] for row in score_hedging_sets(find_data(), 0)][0]  # doctest: +SKIP
    'Wikipedia, vague attribution, F1'
    """
    corpora = shared / "corpora"
    weasel = pd.read_json(corpora / "conll2010_weasel" / "half_a.jsonl", lines=True)
    vague = (weasel["label"] == "uncertain").to_numpy()
    parts = StratifiedKFold(5, shuffle=True, random_state=seed)
    ours, base = np.zeros(len(weasel), bool), np.zeros(len(weasel), bool)
    for seen, unseen in parts.split(weasel, vague):
        model = train_weasel(weasel.iloc[seen].to_dict("records"), seed=seed)
        ours[unseen] = score_texts(weasel["text"].iloc[unseen].tolist(), model) > 0
        base[unseen] = _words().fit(weasel["text"].iloc[seen], vague[seen]).predict(weasel["text"].iloc[unseen])
    rows = [_row("Wikipedia, vague attribution, F1", _by_yes, vague, ours, seed, base)]

    train, dev = (pd.read_json(corpora / "factuality" / f"uw_{half}.jsonl", lines=True) for half in ("train", "dev"))
    learnt, truth = (np.array([is_uncertain(row) for row in half.to_dict("records")]) for half in (train, dev))
    doubtful = is_hedged(dev["text"], definition="factuality")["hedged"].to_numpy(dtype=bool)
    floor = _words().fit(train["text"], learnt).predict(dev["text"])
    rows.append(_row("UW news, uncertain event, F1", _by_yes, truth, doubtful, seed, floor))

    found = pd.read_json(corpora / "certainty" / "dev.jsonl", lines=True)
    rated = found["sentence-level-certainty"].to_numpy(dtype=float)
    sure, plain = np.zeros(len(found)), np.zeros(len(found))
    for seen, unseen in KFold(5, shuffle=True, random_state=seed).split(rated):
        certainty = train_certainty(found.iloc[seen].to_dict("records"), train.to_dict("records"), seed=seed)
        sure[unseen] = score_texts(found["finding"].iloc[unseen].tolist(), certainty)
        ridge = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True), Ridge(1.0))
        plain[unseen] = ridge.fit(found["finding"].iloc[seen], rated[seen]).predict(found["finding"].iloc[unseen])
    rows.append(_row("findings, certainty, Spearman", _by_rank, rated, sure, seed, plain))
    return rows


def _words() -> Any:
    """Return the floor: TF-IDF of words and pairs, logistic regression."""
    return make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        LogisticRegression(C=4, max_iter=1000, class_weight="balanced"),
    )


def _row(
    metric: str, value: Callable[[np.ndarray, np.ndarray], float], truth: np.ndarray, ours: np.ndarray, seed: int,
    base: np.ndarray,
) -> Row:  # fmt: skip  # two lines of names
    """Score ours and the floor, with an interval from resampling rows: these sets have no documents to resample."""
    generator = np.random.default_rng(seed)
    draws = [generator.integers(len(truth), size=len(truth)) for _ in range(N_RESAMPLES)]
    low, high = np.percentile([value(truth[draw], ours[draw]) for draw in draws], [2.5, 97.5])
    return {
        "metric": metric, "value": value(truth, ours), "low": low, "high": high, "n": len(truth),
        "baseline": value(truth, base),
    }  # fmt: skip  # one row


def _by_macro(truth: np.ndarray, guess: np.ndarray) -> float:
    return macro_f1(truth, guess, POLARITIES)


def _by_classes(truth: np.ndarray, guess: np.ndarray) -> float:
    return macro_f1(truth, guess, range(len(CLASSES)))


def _by_yes(truth: np.ndarray, guess: np.ndarray) -> float:
    return float(f1_score(truth, guess, zero_division=0))


def _by_auc(truth: np.ndarray, guess: np.ndarray) -> float:
    return float(roc_auc_score(truth, guess))


def _by_rank(truth: np.ndarray, guess: np.ndarray) -> float:
    return float(spearmanr(truth, guess).statistic)


SETS: dict[str, Callable[[Path, int], list[Row]]] = {
    "hedging": score_hedging_sets,
    "sentiment": score_sentiment_sets,
    "acts": score_act_sets,
    "attribution": score_attribution_set,
}
"""Sets by the name that `evaluate` knows them by."""
