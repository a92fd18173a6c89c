"""How good the measures are: labelled sets in, one row per metric out, with an interval and a baseline."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from newsresearch.evaluation.baselines import gold_floors
from newsresearch.evaluation.gold import find_data, load_gold, pair_rows
from newsresearch.evaluation.metrics import HEDGING, MENTIONS, STATEMENTS, score
from newsresearch.extract import extract_tables
from newsresearch.schema import one_of

__all__ = ["evaluate", "find_data", "load_gold", "pair_rows"]

PARTS = {"statements": STATEMENTS, "hedging": HEDGING, "mentions": MENTIONS}


def evaluate(name: str, data: str | Path | None = None, *, split: str = "dev", seed: int = 0) -> pd.DataFrame:
    """Compare the package with a labelled set.

    Use it before trusting a measure, and after every change. The gold set was coded by language-model readers under
    a codebook, not by people: agreement with it says that the package follows that codebook, not that it is right.

    Parameters
    ----------
    name : {"gold", "statements", "hedging", "mentions"}
        ``gold`` is all; the others are its parts.
    data : path, optional
        The folder that holds ``gold/``; by default the environment variable NEWSRESEARCH_SHARED, then ``../shared``.
    split : {"dev", "train"}
        The set to score: dev to judge by; train, on which the shipped models were fitted, only to study errors.
    seed : int
        Of the resampling.

    Returns
    -------
    DataFrame
        One row per metric: ``metric``, ``value`` (0..1), ``low``, ``high`` (95 %, by resampling documents), ``n``
        (rows behind it), ``baseline`` (TF-IDF with logistic regression, trained on the train set in the same run;
        for statements it is given which sentences hold one; missing where it makes no sense).

    Raises
    ------
    UsageError
        For an unknown name or split, or when the folder is not there.

    Examples
    --------
    >>> evaluate("weather")
    Traceback (most recent call last):
    newsresearch.schema.UsageError: name='weather' cannot be used. Allowed: gold, statements, hedging, mentions. To
    go on: pass one of these as name.
    """
    one_of("name", name, ("gold", *PARTS))
    one_of("split", split, ("dev", "train"))
    folder = find_data(data)
    articles, gold = load_gold(folder, split)
    pairs = pair_rows(gold, extract_tables(articles))
    wanted = PARTS if name == "gold" else {name: PARTS[name]}
    table = pd.DataFrame([row for metrics in wanted.values() for row in score(pairs, metrics, seed)])
    floors = gold_floors(load_gold(folder, "train")[1], gold) if set(wanted) - {"mentions"} else {}
    return table.assign(baseline=table["metric"].map(floors).astype("float64"))
