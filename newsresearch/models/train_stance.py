"""Train the stance models (target, tone, act): ``python -m newsresearch.models.train_stance --shared FOLDER``."""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from newsresearch.models import LinearModel, save_model
from newsresearch.models.stance.bags import Bag, Blocks, design, nest
from newsresearch.models.stance.judges import toward
from newsresearch.models.stance.scenes import scenes_of
from newsresearch.models.stance.traits import (
    NONE,
    act_traits,
    candidates,
    meanings,
    shared_traits,
    target_traits,
    tone_traits,
)
from newsresearch.schema import ACTS

STRENGTH = 0.3  # of the ranker; by cross-validation over documents
PUBLISHERS = {"KCNA": "DPRK", "White House": "US", "UN General Debate speech of PRK": "DPRK",
              "UN General Debate speech of KOR": "ROK", "UN General Debate speech of USA": "US"}  # fmt: skip
PEOPLE = {"KIM_JONG_UN": "DPRK", "KIM_YONG_CHOL": "DPRK", "CHOE_SON_HUI": "DPRK", "RI_YONG_HO": "DPRK",
          "KIM_YO_JONG": "DPRK", "TRUMP": "US", "POMPEO": "US", "TILLERSON": "US", "BOLTON": "US", "MATTIS": "US",
          "BIEGUN": "US", "HALEY": "US", "PENCE": "US", "OBAMA": "US", "MOON_JAE_IN": "ROK", "XI_JINPING": "CHN",
          "PUTIN": "RUS", "ABE": "JPN"}  # fmt: skip  # the codebook's people and their sides


def read_gold(folder: Path, prefix: str = "") -> dict[str, pd.DataFrame]:
    """Read a coded set as the package's tables: articles, sentences, mentions, statements (with the coded labels).

    Examples
    --------
    >>> sorted(read_gold(Path("shared/gold")))  # doctest: +SKIP
    ['articles', 'mentions', 'sentences', 'statements']
    """
    documents = pd.read_json(folder / f"{prefix}documents.jsonl", lines=True)
    rows = pd.read_json(folder / f"{prefix}sentences.jsonl", lines=True)
    articles = pd.DataFrame(
        {
            "article_id": documents["doc"],
            "headline": documents["title"],
            "publisher_side": documents["source"].map(PUBLISHERS),
            "text": documents["text"],
        }
    )
    texts = dict(zip(documents["doc"].tolist(), documents["text"].tolist(), strict=True))
    if "start" not in rows:
        rows = _locate(rows, texts)
    rows = rows.rename(columns={"doc": "article_id", "n": "sentence_id"})
    rows["text"] = [texts[doc][s:e] for doc, s, e in zip(rows["article_id"], rows["start"], rows["end"], strict=True)]
    mentions = []
    row: Any  # a row of a table; pandas types each cell as anything that a table can hold
    for row in rows.itertuples():
        reached = 0
        for name, actor in row.mentions:
            at = row.text.find(name, reached)
            if at >= 0:
                reached = at + len(name)
                mentions.append((row.article_id, row.sentence_id, row.start + at, row.start + reached, name,
                                 PEOPLE.get(actor, actor)))  # fmt: skip
    names = ["article_id", "sentence_id", "start", "end", "text", "side"]
    statements = rows[rows["quote"] != "none"].reset_index(drop=True)
    return {
        "articles": articles,
        "sentences": rows[["article_id", "sentence_id", "start", "end", "text"]],
        "mentions": pd.DataFrame(mentions, columns=names),
        "statements": statements,
    }


def _locate(rows: pd.DataFrame, texts: dict[str, str]) -> pd.DataFrame:
    """Find sentences, whose white space is collapsed, in their documents."""
    starts, ends = [], []
    reached: dict[str, int] = {}
    row: Any
    for row in rows.itertuples():
        pattern = re.compile(r"\s+".join(map(re.escape, row.text.split())))
        hit = pattern.search(texts[row.doc], reached.get(row.doc, 0))
        if hit is None:
            raise ValueError(f"{row.doc} {row.n}: sentence not in document")
        starts.append(hit.start())
        ends.append(hit.end())
        reached[row.doc] = hit.end()
    return rows.assign(start=starts, end=ends)


def fit_classes(
    rows: Sequence[Sequence[Bag]],
    labels: list[str],
    classes: tuple[str, ...],
    blocks: Blocks | None = None,
    *,
    strength: float,
    balance: float,
    least: int = 2,
) -> LinearModel:
    """Fit logistic regression; ``balance`` 0 counts every row alike, 1 every class alike.

    Examples
    --------
    >>> rows = [[("word", ["good"], 1.0)], [("word", ["bad"], 1.0)]] * 4
    >>> model = fit_classes(rows, ["1", "-1"] * 4, ("-1", "1"), strength=0.5, balance=1.0)
    >>> model.predict_proba([{"word good": 1.0}]).argmax()
    np.int64(1)
    """
    vocabulary = _vocabulary(rows, least)
    bags = design(rows, nest(vocabulary), len(vocabulary))
    for family, block in (blocks or {}).items():
        bags = hstack([bags, csr_matrix(block)], format="csr")
        vocabulary |= {f"{family} {i}": len(vocabulary) + i for i in range(block.shape[1])}
    model = LogisticRegression(C=strength, max_iter=500, tol=1e-4)
    spread = np.asarray((bags != 0).sum(axis=0)).ravel()
    rarity = 1 + np.log((1 + len(rows)) / (1 + spread))  # inverse document frequency, smoothed as scikit-learn does
    model.fit(bags.multiply(rarity).tocsr(), np.array(labels), sample_weight=_weights(labels, balance))
    order = [list(model.classes_).index(name) for name in classes]
    coef = np.vstack([-model.coef_, model.coef_]) / 2 if len(classes) == 2 else model.coef_
    bias = np.array([-model.intercept_[0], model.intercept_[0]]) / 2 if len(classes) == 2 else model.intercept_
    return LinearModel(classes, vocabulary, (coef[order] * rarity).T, bias[order])


def fit_ranker(
    groups: Sequence[Sequence[Sequence[Bag]]],
    chosen: list[int],
    *,
    strength: float,
    weights: np.ndarray,
    least: int = 3,
) -> LinearModel:
    """Fit a conditional logit (McFadden 1974): in every group one candidate is chosen, by the sum of its features.

    Examples
    --------
    >>> pair = [[("is", ["a"], 1.0)], [("is", ["b"], 1.0)]]
    >>> model = fit_ranker([pair] * 4, [1] * 4, strength=1.0, weights=np.ones(4))
    >>> model.scores([{"is a": 1.0}, {"is b": 1.0}]).argmax()
    np.int64(1)
    """
    rows = [row for group in groups for row in group]
    vocabulary = _vocabulary(rows, least)
    bags = design(rows, nest(vocabulary), len(vocabulary))
    sizes = np.array([len(group) for group in groups])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    owner = np.repeat(np.arange(len(groups)), sizes)
    right = starts + np.array(chosen)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = bags @ w
        tops = np.maximum.reduceat(scores, starts)
        total = np.add.reduceat(np.exp(scores - tops[owner]), starts)
        shares = np.exp(scores - tops[owner]) / total[owner]
        value = (weights * (tops + np.log(total) - scores[right])).sum() * strength + w @ w / 2
        residual = shares * weights[owner]
        residual[right] -= weights
        return value, bags.T @ residual * strength + w

    best = minimize(loss, np.zeros(len(vocabulary)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return LinearModel(("score",), vocabulary, best.x[:, None], np.zeros(1))


def _vocabulary(rows: Sequence[Sequence[Bag]], least: int) -> dict[str, int]:
    """Features that stand in at least ``least`` rows, sorted."""
    counts = Counter(f"{family} {name}" for row in rows for family, names, _ in row for name in names)
    return {name: i for i, name in enumerate(sorted(name for name, n in counts.items() if n >= least))}


def train(tables: dict[str, pd.DataFrame]) -> dict[str, LinearModel]:
    """Train target, tone, act, and which acts and tones go together, on coded tables (as `read_gold` returns them).

    Examples
    --------
    >>> sorted(train(read_gold(Path("shared/gold"), "train_")))  # doctest: +SKIP
    ['act', 'target', 'together', 'tone']
    """
    said = tables["statements"]
    scenes = scenes_of(said, tables["articles"], tables["sentences"], tables["mentions"])
    groups = [target_traits(scene) for scene in scenes]
    choices = [candidates(scene) for scene in scenes]
    targets = [t if t in choice else NONE for choice, t in zip(choices, said["target"], strict=True)]
    chosen = [choice.index(target) for choice, target in zip(choices, targets, strict=True)]
    weights = _weights(targets, 0.3)
    guessed = _held_out(groups, chosen, weights, said["article_id"].to_numpy())
    found = [choice[place] for choice, place in zip(choices, guessed, strict=True)]
    shared = [shared_traits(*pair) for pair in zip(scenes, found, strict=True)]
    act_rows = [act_traits(*row) for row in zip(scenes, found, shared, strict=True)]
    tone_rows = [tone_traits(*row) for row in zip(scenes, found, shared, strict=True)]
    tones, acts, seen = said["tone"].astype("str").tolist(), said["act"].tolist(), meanings(scenes)
    warmth = {"toward": toward(scenes, found)}
    return {
        "target": fit_ranker(groups, chosen, strength=STRENGTH, weights=weights),
        "tone": fit_classes(tone_rows, tones, ("-1", "0", "1"), seen | warmth, strength=0.15, balance=1.0),
        "act": fit_classes(act_rows, acts, ACTS, seen, strength=0.15, balance=1.0),
        "together": pair_labels(acts, tones, ACTS, ("-1", "0", "1")),
    }


def pair_labels(ones: list[str], others: list[str], rows: tuple[str, ...], columns: tuple[str, ...]) -> LinearModel:
    """Return how much oftener two labels stand together than by chance, as logarithms: pointwise mutual information.

    One is added to every count, so that no pair is impossible (Church and Hanks 1990, of words).

    Examples
    --------
    >>> pair_labels(["a"] * 7 + ["b"] * 7, ["x"] * 7 + ["y"] * 7, ("a", "b"), ("x", "y")).weights.round(2).tolist()
    [[0.58, -1.5], [-1.5, 0.58]]
    """
    counts = pd.crosstab(np.array(ones), np.array(others)).reindex(index=rows, columns=columns, fill_value=0) + 1.0
    shares = counts.to_numpy() / counts.to_numpy().sum()
    chance = shares.sum(axis=1, keepdims=True) * shares.sum(axis=0, keepdims=True)
    return LinearModel(
        columns, {name: i for i, name in enumerate(rows)}, np.log(shares / chance), np.zeros(len(columns))
    )


def _held_out(
    groups: Sequence[Sequence[Sequence[Bag]]],
    chosen: list[int],
    weights: np.ndarray,
    documents: np.ndarray,
    folds: int = 5,
) -> list[int]:
    """Choose a candidate for every group by a ranker that did not see its document.

    Tone and act are read on targets as they will be found, errors included: on coded targets they trust them too much.
    """
    out = [0] * len(groups)
    for seen, unseen in GroupKFold(folds, shuffle=True, random_state=0).split(groups, groups=documents):
        model = fit_ranker(
            [groups[i] for i in seen], [chosen[i] for i in seen], strength=STRENGTH, weights=weights[seen]
        )
        families = nest(model.vocabulary)
        for i in unseen:
            scores = design(groups[i], families, len(model.vocabulary)) @ model.weights
            out[i] = int(scores[:, 0].argmax())
    return out


def _weights(labels: list[str], balance: float) -> np.ndarray:
    """Weights of mean one; 0 counts every row alike, 1 every class alike."""
    counts = Counter(labels)
    weights = np.array([counts[label] ** -balance for label in labels])
    return weights / weights.mean()


def main(arguments: list[str] | None = None) -> None:
    """Train on ``FOLDER/gold/train_*.jsonl`` and write the weights beside this module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds gold/")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "stance", help="where the weights go")
    options = parser.parse_args(arguments)
    gold = options.shared / "gold"
    with threadpool_limits(1):  # more threads add numbers in another order, which moves last digits
        trained = train(read_gold(gold, "train_"))
    for stem, model in trained.items():
        save_model(model, options.out, stem)
    used = sorted(gold.glob("train_*.jsonl"))
    data = {f"gold/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest() for path in used}
    read = ("target/sentiment.npz",)
    models = {name: hashlib.sha256((Path(__file__).parent / name).read_bytes()).hexdigest() for name in read}
    command = "python -m newsresearch.models.train_stance --shared FOLDER"
    note = {"command": command, "seed": 0, "sha256": data, "models": models}
    (options.out / "provenance.json").write_text(json.dumps(note, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
