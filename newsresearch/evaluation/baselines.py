"""The floor to beat: TF-IDF with logistic regression, trained and scored in the same run."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.pipeline import make_pipeline

from newsresearch.evaluation.metrics import SIDES, TARGETS, TONES, five_sides, macro_f1
from newsresearch.schema import ACTS


def guess_labels(train: pd.DataFrame, labels: Any, rows: pd.DataFrame) -> np.ndarray:
    """Fit word and word-pair TF-IDF with logistic regression on ``train`` and label the texts of ``rows``.

    Examples
    --------
    >>> seen = pd.DataFrame({"text": ["we accuse them", "we accuse him", "they talk now", "they talk here"]})
    >>> guess_labels(seen, [1, 1, 0, 0], pd.DataFrame({"text": ["we accuse you"]})).tolist()
    [1]
    """
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        LogisticRegression(C=4, max_iter=1000, class_weight="balanced"),
    )
    return model.fit(train["text"], labels).predict(rows["text"])


def gold_floors(train: pd.DataFrame, gold: pd.DataFrame) -> dict[str, float]:
    """Return the baseline's value for each metric of the gold set that it can be asked for.

    It is told which sentences hold a statement, so it has an easier task than the package.

    Examples
    --------
    >>> gold_floors(load_gold(folder, "train")[1], load_gold(folder)[1])["act macro F1"] > 0.3  # doctest: +SKIP
    True
    """
    learn, asked = (rows[rows["quote"] != "none"] for rows in (train, gold))

    def guess(column: str) -> np.ndarray:
        return guess_labels(learn, learn[column], asked)

    stated = guess_labels(train, train["quote"] != "none", gold)
    hedged = guess_labels(train, train["hedged"], gold)
    return {
        "sentence has a statement, F1": float(f1_score(gold["quote"] != "none", stated)),
        "side macro F1": macro_f1(five_sides(asked["side"]), five_sides(guess("side")), SIDES),
        "target macro F1": macro_f1(asked["target"], guess("target"), TARGETS),
        "tone macro F1": macro_f1(asked["tone"], guess("tone"), TONES),
        "act macro F1": macro_f1(asked["act"], guess("act"), ACTS),
        "condition F1": float(f1_score(asked["condition"], guess("condition"))),
        "sentence hedged, F1": float(f1_score(gold["hedged"], hedged)),
    }
