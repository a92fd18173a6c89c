"""Single decisions of the package beside the labelled ones, with the confidence of each."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from newsresearch.evaluation.gold import load_gold, pair_rows
from newsresearch.evaluation.metrics import both_see, five_sides, same_speaker
from newsresearch.evaluation.sets import find_topics
from newsresearch.extract import extract_tables
from newsresearch.features.acts import CONFLICT
from newsresearch.features.target_sentiment import score_target_sentiment
from newsresearch.models.train_acts import CLASSES, cross_validate, read_acts
from newsresearch.models.train_target_sentiment import read_targets

COLUMNS = ["measure", "document", "gold", "found", "right", "p"]


def judge_gold(folder: str | Path, split: str = "dev") -> pd.DataFrame:
    """List the package's decisions on the gold set beside the coded ones, with the confidence of each.

    Use it for the other functions here, and to read single errors. How a sentence is quoted is judged on every
    sentence, whether a statement is one where the package sees one; everything else where gold and package both do, so
    that a statement that was missed counts once.

    Parameters
    ----------
    folder : path
        The folder that holds ``gold/``, as `find_data` returns it.
    split : {"dev", "train"}
        The set to judge. The models have seen the train set: its figures flatter.

    Returns
    -------
    DataFrame
        One row per decision: ``measure`` (statement, quote, speaker, side, target, tone, act, condition),
        ``document``, ``gold`` and ``found`` (as text), ``right``, ``p`` (the confidence, 0..1; missing where the
        package gives none).

    Examples
    --------
    >>> judge_gold(find_data())["measure"].nunique()  # doctest: +SKIP
    8
    """
    articles, gold = load_gold(folder, split)
    return compare_decisions(pair_rows(gold, extract_tables(articles, progress=False)))


def compare_decisions(pairs: pd.DataFrame) -> pd.DataFrame:
    """Turn the rows of `pair_rows` into one row per decision.

    Examples
    --------
    >>> judge_gold(find_data())["right"].mean() > 0.7  # doctest: +SKIP
    True
    """
    both, found_rows = both_see(pairs), pairs[pairs["found"]]
    coded = pd.Series(np.where(found_rows["quote"] == "none", "none", "statement"), found_rows.index)
    parts = [
        _decisions("statement", found_rows, coded, pd.Series("statement", found_rows.index)),
        _decisions("quote", pairs, pairs["quote"], pairs["our_quote"]),
    ]
    for name in ("speaker", "side", "target", "tone", "act", "condition"):
        gold, found = both[name].astype("str"), both[f"our_{name}"].astype("str")
        if name == "side":
            gold, found = (pd.Series(five_sides(sides), both.index) for sides in (gold, found))
        parts.append(_decisions(name, both, gold, found))
    return pd.concat(parts, ignore_index=True)


def _decisions(name: str, rows: pd.DataFrame, gold: pd.Series, found: pd.Series) -> pd.DataFrame:
    same = same_speaker if name == "speaker" else str.__eq__
    right = [same(one, other) for one, other in zip(gold, found, strict=True)]
    sure = rows.get(f"our_p_{name}", np.nan)
    return pd.DataFrame(
        {
            "measure": name, "document": rows["article_id"].to_numpy(), "gold": gold.to_numpy(),
            "found": found.to_numpy(), "right": right, "p": np.asarray(sure, dtype=float),
        }
    )  # fmt: skip  # one table


def judge_targets(folder: str | Path, *, engine: str = "light") -> pd.DataFrame:
    """List sentiment toward a target beside the labels of NewsMTSC's two development sets.

    Use it as `judge_gold`. Sentences stand for documents: one may hold several targets.

    Parameters
    ----------
    folder : path
        The folder that holds ``corpora/``.
    engine : str
        Of `score_target_sentiment`.

    Returns
    -------
    DataFrame
        As of `judge_gold`; ``measure`` is "target sentiment, " and the engine.

    Examples
    --------
    >>> judge_targets(find_data())["right"].mean() > 0.6  # doctest: +SKIP
    True
    """
    newsmtsc = Path(folder) / "corpora" / "newsmtsc"
    rows = pd.concat([read_targets(newsmtsc / f"{name}.jsonl") for name in ("rw_dev", "mt_dev")], ignore_index=True)
    scores = score_target_sentiment(rows["text"], list(zip(rows["start"], rows["end"], strict=True)), engine=engine)
    gold, found = rows["polarity"].astype("str"), scores["polarity"].astype("str")
    return pd.DataFrame(
        {
            "measure": f"target sentiment, {engine}", "document": pd.factorize(rows["text"])[0].astype("str"),
            "gold": gold, "found": found, "right": gold == found,
            "p": scores[["p_negative", "p_neutral", "p_positive"]].max(axis=1),
        }
    )  # fmt: skip  # one table


def judge_acts(folder: str | Path, *, seed: int = 0) -> pd.DataFrame:
    """List acts and conflict beside the labels of the CAMEO sentences, by models that saw no sentence of the topic.

    Use it as `judge_gold`. Sentences stand for documents, since the set names none.

    Parameters
    ----------
    folder : path
        The folder that holds ``corpora/``.
    seed : int
        Of topics and folds.

    Returns
    -------
    DataFrame
        As of `judge_gold`; ``measure`` is "quad" (without a confidence, as `classify_acts` gives none) and "conflict",
        whose confidence is the probability of conflict, or of none where that is likelier.

    Examples
    --------
    >>> judge_acts(find_data())["measure"].unique().tolist()  # doctest: +SKIP
    ['quad', 'conflict']
    """
    acts = read_acts(Path(folder) / "corpora" / "cameo_quad" / "train.jsonl")
    shares = cross_validate(acts, find_topics(acts["text"], seed), seed=seed)
    hostile = shares[:, np.isin(CLASSES, CONFLICT)].sum(axis=1)
    quads = {"measure": "quad", "gold": acts["quad"], "found": np.array(CLASSES)[shares.argmax(axis=1)], "p": np.nan}
    either = {
        "measure": "conflict", "p": np.maximum(hostile, 1 - hostile),
        "gold": np.where(acts["quad"].isin(CONFLICT), "conflict", "none"),
        "found": np.where(hostile >= 0.5, "conflict", "none"),
    }  # fmt: skip  # one table
    rows = pd.concat([pd.DataFrame(part).assign(document=acts.index.astype("str")) for part in (quads, either)])
    return rows.assign(right=rows["gold"] == rows["found"])[COLUMNS].reset_index(drop=True)
