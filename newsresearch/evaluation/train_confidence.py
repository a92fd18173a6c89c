"""Train the confidences of statements: ``python -m newsresearch.models --only train_confidence --shared FOLDER``.

It stands here and not among the other trainers because it judges what the whole package decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

import newsresearch.models as models
from newsresearch.evaluation.gold import load_gold, pair_rows
from newsresearch.evaluation.metrics import both_see, five_sides, same_speaker
from newsresearch.extract import extract_tables
from newsresearch.models import Features, LinearModel, attribution, matrix, save_model
from newsresearch.models.confidence.traits import traits_of
from newsresearch.models.fitting import read_options, write_provenance
from newsresearch.models.train_attribution import TRANSCRIPT, fit_judge

DECISIONS = ("statement", "quote", "speaker", "side", "condition")
STRENGTH = 0.1  # scikit-learn's C; .03 and .3 differ by under .003 of Brier score in cross-validation
LEAST = 5  # rows in which a trait must stand
FOLDS = 5
DELEGATE = re.compile(r"delega|represent", re.IGNORECASE)


def read_decisions(folder: str | Path, split: str = "train") -> pd.DataFrame:
    """Return what the package decides of the coded sentences, whether it is right, and how it came about.

    In the train half, a judge of sentences that did not see the document decides what a statement is: the shipped one
    saw it, and would hide its own mistakes.

    Parameters
    ----------
    folder : path
        The folder that holds ``gold/``.
    split : {"train", "dev"}

    Returns
    -------
    DataFrame
        One row per coded sentence in which a statement is found: ``document``, ``traits``, and for each of
        ``DECISIONS`` whether it is right (1, 0; missing where nobody speaks by the coders, but for the first two).

    Examples
    --------
    >>> read_decisions("shared")["speaker"].mean()  # doctest: +SKIP
    0.79
    """
    articles, gold = load_gold(folder, split)
    parts = (
        _held_out(articles, gold) if split == "train" else iter([(articles, extract_tables(articles, progress=False))])
    )
    return pd.concat([_judged(seen, gold, tables) for seen, tables in parts], ignore_index=True)


def fit(rows: pd.DataFrame) -> LinearModel:
    """Fit one logistic regression for each decision; a column of weights is the log-odds that it is right.

    Examples
    --------
    >>> rows = pd.DataFrame({"traits": [{"near": 1.0}, {"far": 1.0}] * 9, **dict.fromkeys(DECISIONS, [1.0, 0.0] * 9)})
    >>> fit(rows).scores([{"near": 1.0}])[0, 0] > 0
    np.True_
    """
    counts = Counter(name for row in rows["traits"] for name in row)
    vocabulary = {name: i for i, name in enumerate(sorted(name for name, n in counts.items() if n >= LEAST))}
    weights, bias = [], []
    for name in DECISIONS:
        known = rows[rows[name].notna()]
        model = LogisticRegression(C=STRENGTH, max_iter=2000)
        model.fit(matrix(known["traits"].tolist(), vocabulary), known[name].astype("int64"))
        weights.append(model.coef_[0])
        bias.append(model.intercept_[0])
    return LinearModel(DECISIONS, vocabulary, np.column_stack(weights), np.array(bias))


def measure(seen: pd.DataFrame, unseen: pd.DataFrame | None = None) -> pd.DataFrame:
    """Say what the confidences are worth: on ``unseen``, or else by folds of the documents of ``seen``.

    Returns
    -------
    DataFrame
        One row per decision: ``n``, ``share_right`` and ``mean_p`` (0..1), ``brier``, ``brier_base`` (of the share
        that is right in training given to all), ``auc``, and ``apart`` (mean distance of confidence and share right,
        fifths of the rows).

    Examples
    --------
    >>> measure(read_decisions("shared"))["auc"].min()  # doctest: +SKIP
    0.69
    """
    if unseen is None:
        folds = GroupKFold(FOLDS, shuffle=True, random_state=1).split(seen, groups=seen["document"])
        pairs = [(seen.iloc[left], seen.iloc[right]) for left, right in folds]
    else:
        pairs = [(seen, unseen)]
    parts = []
    for left, right in pairs:
        chances = 1 / (1 + np.exp(-fit(left).scores(right["traits"].tolist())))
        for name, p in zip(DECISIONS, chances.T, strict=True):
            rows = pd.DataFrame({"decision": name, "right": right[name].to_numpy(), "p": p, "base": left[name].mean()})
            parts.append(rows.dropna())
    return pd.DataFrame([_worth(str(name), rows) for name, rows in pd.concat(parts).groupby("decision", sort=False)])


def _worth(name: str, rows: pd.DataFrame) -> dict[str, object]:
    fifths = rows.groupby(pd.qcut(rows["p"].rank(method="first"), 5, labels=False))[["p", "right"]].mean()
    return {
        "decision": name, "n": len(rows), "share_right": rows["right"].mean(), "mean_p": rows["p"].mean(),
        "brier": ((rows["p"] - rows["right"]) ** 2).mean(), "brier_base": ((rows["base"] - rows["right"]) ** 2).mean(),
        "auc": roc_auc_score(rows["right"], rows["p"]) if rows["right"].nunique() > 1 else np.nan,
        "apart": (fifths["p"] - fifths["right"]).abs().mean(),
    }  # fmt: skip  # one row


def _judged(articles: pd.DataFrame, gold: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the decisions of some articles beside what was coded."""
    traits = traits_of(tables["statements"], articles, tables["mentions"])
    place = {key: i for i, key in enumerate(tables["statements"]["statement_id"])}
    pairs = pair_rows(gold[gold["article_id"].isin(articles["article_id"])], tables)
    found = pairs[pairs["found"]]
    voiced = found.index.isin(both_see(found).index)
    speakers = zip(found["speaker"], found["our_speaker"], found["side"], found["our_side"], strict=True)
    sides = [five_sides(found[name]) for name in ("side", "our_side")]
    right = pd.DataFrame(
        {
            "statement": voiced,
            "quote": found["quote"] == found["our_quote"],
            "speaker": [_same_source(*row) for row in speakers],
            "side": [one == other for one, other in zip(*sides, strict=True)],
            "condition": found["condition"].astype(bool) == found["our_condition"],
        },
        index=found.index,
    ).astype(float)
    right.loc[~voiced, ["speaker", "side", "condition"]] = np.nan
    known = [traits[place[key]] for key in found["our_statement_id"]]
    return right.assign(document=found["article_id"], traits=pd.Series(known, found.index, dtype="object"))


def _same_source(gold: str, ours: str, gold_side: str, our_side: str) -> bool:
    """Whether two names mean one speaker, also where coders and package have each a word of their own.

    Every question of a transcript is a "reporter" here, and a delegation is spelled out.
    """
    delegates = bool(DELEGATE.search(gold) and DELEGATE.search(ours)) and gold_side == our_side
    return same_speaker(gold, ours) or delegates or (ours == "reporter" and gold_side == "MEDIA")


def _held_out(articles: pd.DataFrame, gold: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, dict[str, pd.DataFrame]]]:
    """Yield each fold of the articles with its tables, made with a judge trained on the other folds."""
    rows: list[Features] = []
    labels: list[bool] = []
    owners: list[str] = []
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    for key, part in gold.groupby("article_id", sort=False):
        if TRANSCRIPT.search(texts[key]):
            continue  # as for the shipped judge
        spans = list(zip(part["start"].tolist(), part["end"].tolist(), strict=True))
        rows += attribution.evidence_of(texts[key], spans, own=bool((part["quote"] == "own").any()))
        labels += part["quote"].isin(("direct", "indirect", "mixed")).tolist()
        owners += [str(key)] * len(part)
    load, documents = models.load_model, np.array(owners)
    for _, held in GroupKFold(FOLDS, shuffle=True, random_state=0).split(articles, groups=articles["article_id"]):
        unseen = articles.iloc[held].reset_index(drop=True)
        kept = np.flatnonzero(~np.isin(documents, unseen["article_id"]))
        judge = fit_judge([rows[i] for i in kept], [labels[i] for i in kept])
        given = {"attribution/judge": judge}
        with mock.patch.object(attribution, "load_model", lambda name, given=given: given.get(name) or load(name)):
            yield unseen, extract_tables(unseen, progress=False)


def main(arguments: list[str] | None = None) -> None:
    """Train on ``FOLDER/gold/train_*.jsonl``, write the weights, print what they are worth by folds."""
    shared, out = read_options(__doc__, arguments, "confidence", ("gold",))
    with threadpool_limits(1):  # more threads add numbers in another order, which moves last digits
        rows = read_decisions(shared)
        save_model(fit(rows), out, "decisions")
        print(measure(rows).round(3).to_string(index=False))
    files = {f"gold/{path.name}": path for path in sorted((shared / "gold").glob("train_*.jsonl"))}
    write_provenance(out, "decisions", "python -m newsresearch.models --only train_confidence --shared FOLDER", files)


if __name__ == "__main__":
    main()
