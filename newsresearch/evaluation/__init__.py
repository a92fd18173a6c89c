"""How good the measures are: labelled sets in, one row per metric out, with an interval and a baseline."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from newsresearch.evaluation.baselines import gold_floors
from newsresearch.evaluation.confidence import calibrate, count_confusions, trace_thresholds
from newsresearch.evaluation.decisions import compare_decisions, judge_acts, judge_gold, judge_targets
from newsresearch.evaluation.gold import find_data, load_gold, pair_rows
from newsresearch.evaluation.metrics import HEDGING, MENTIONS, STATEMENTS, score
from newsresearch.evaluation.sets import SETS
from newsresearch.extract import extract_tables
from newsresearch.schema import one_of

__all__ = [
    "calibrate",
    "compare_decisions",
    "count_confusions",
    "evaluate",
    "find_data",
    "judge_acts",
    "judge_gold",
    "judge_targets",
    "load_gold",
    "pair_rows",
    "trace_thresholds",
]

PARTS = {"statements": STATEMENTS, "mentions": MENTIONS, "hedging": HEDGING}
NAMES = ("gold", *PARTS, *(name for name in SETS if name not in PARTS))


def evaluate(name: str, data: str | Path | None = None, *, split: str = "dev", seed: int = 0) -> pd.DataFrame:
    """Compare the package with a labelled set.

    Use it before trusting a measure, and after every change. The gold set was coded by language-model readers under
    a codebook, not by people: agreement with it says that the package follows that codebook, not that it is right.

    Parameters
    ----------
    name : {"gold", "statements", "mentions", "hedging", "sentiment", "acts", "attribution"}
        ``gold`` is our gold set, all of it; ``statements``, ``mentions`` and ``hedging`` are its parts, the last with
        Wikipedia's vague attributions, uncertain events in news and certainty of findings; ``sentiment`` is NewsMTSC,
        ``acts`` the CAMEO sentences, ``attribution`` the contents and sources of PolNeAR.
    data : path, optional
        The folder that holds ``gold/``; by default the environment variable NEWSRESEARCH_SHARED, then ``../shared``.
    split : {"dev", "train"}
        The set to score: dev to judge by; train, on which the shipped models were fitted, only to study errors.
    seed : int
        Of the resampling.

    Returns
    -------
    DataFrame
        One row per metric: ``metric``, ``value`` (0..1), ``low``, ``high`` (95 %, by resampling documents, or rows
        where a set has none), ``n`` (rows behind it), ``baseline`` (TF-IDF with logistic or ridge regression, trained
        and scored in the same run; for statements it is told which sentences hold one; missing where it has no
        sense).

    Raises
    ------
    UsageError
        For an unknown name or split, or when the folder is not there.

    Examples
    --------
    >>> evaluate("weather")
    Traceback (most recent call last):
    newsresearch.checks.UsageError: name='weather' cannot be used. Allowed: gold, statements, mentions, hedging,
    sentiment, acts, attribution. To go on: pass one of these as name.
    """
    one_of("name", name, NAMES)
    one_of("split", split, ("dev", "train"))
    folder = find_data(data)
    further = pd.DataFrame(SETS[name](folder, seed) if name in SETS else [])
    if name not in PARTS and name != "gold":
        return further
    articles, gold = load_gold(folder, split)
    pairs = pair_rows(gold, extract_tables(articles))
    wanted = PARTS if name == "gold" else {name: PARTS[name]}
    table = pd.DataFrame([row for metrics in wanted.values() for row in score(pairs, metrics, seed)])
    floors = gold_floors(load_gold(folder, "train")[1], gold) if set(wanted) - {"mentions"} else {}
    table = table.assign(baseline=table["metric"].map(floors).astype("float64"))
    return pd.concat([table, further], ignore_index=True) if len(further) else table
