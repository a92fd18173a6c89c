"""What a confidence is worth: calibration, what a threshold keeps, which labels are taken for which."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from newsresearch.schema import fault, need_columns

N_RESAMPLES = 500
THRESHOLDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)


def calibrate(decisions: pd.DataFrame, *, bins: int = 5, seed: int = 0) -> pd.DataFrame:
    """Set the mean confidence of decisions beside the share of them that is right, from the least sure to the surest.

    Use it to learn whether a confidence can be read as a probability. Bins hold about as many rows each, since most
    confidences lie close together. It says nothing about decisions without a confidence, which are left out.

    Parameters
    ----------
    decisions : DataFrame
        ``measure``, ``document``, ``right``, ``p``, as `judge_gold` returns them.
    bins : int
        Bins of each measure; fewer where confidences repeat.
    seed : int
        Of the resampling.

    Returns
    -------
    DataFrame
        One row per measure and bin: ``measure``, ``bin`` (0 is the least sure), ``mean_p``, ``share_right`` (0..1),
        ``low``, ``high`` (95 %, by resampling documents), ``n``.

    Raises
    ------
    UsageError
        When a column is missing or ``bins`` is no positive number.

    References
    ----------
    Nguyen, K. and O'Connor, B. (2015). Posterior calibration and exploratory analysis for natural language processing
    models. EMNLP. Bins of equal size.

    Examples
    --------
    >>> rows = pd.DataFrame({"measure": "act", "document": list("abcd"), "right": [0, 1, 1, 1], "p": [0.4, 0.6, 1, 1]})
    >>> calibrate(rows, bins=2)[["mean_p", "share_right", "n"]].values.tolist()
    [[0.5, 0.5, 2.0], [1.0, 1.0, 2.0]]
    """
    _check(decisions, "calibrate")
    if bins < 1:
        raise fault(f"calibrate: bins={bins!r}", "1 or more", "pass how many bins you want")
    out = []
    for measure, rows in _sure(decisions):
        places = pd.qcut(rows["p"].rank(method="first"), min(bins, len(rows)), labels=False)
        places = places.groupby(rows["p"]).transform("min")  # equal confidences stand in one bin
        for number, (_, part) in enumerate(rows.groupby(places)):
            low, high = _interval(part, seed)
            out.append((measure, number, part["p"].mean(), part["right"].mean(), low, high, len(part)))
    return pd.DataFrame(out, columns=["measure", "bin", "mean_p", "share_right", "low", "high", "n"])


def trace_thresholds(
    decisions: pd.DataFrame, *, thresholds: Iterable[float] = THRESHOLDS, seed: int = 0
) -> pd.DataFrame:
    """Say what is kept, and how much of it is right, when only decisions of some confidence are used.

    Use it to choose a threshold for ``statements[statements["p_speaker"] >= threshold]``. A filter also changes what is
    looked at: what the models are sure of is plainer than the rest.

    Parameters
    ----------
    decisions : DataFrame
        As of `calibrate`.
    thresholds : iterable of float
        The least confidence kept, 0..1.
    seed : int
        Of the resampling.

    Returns
    -------
    DataFrame
        One row per measure and threshold: ``measure``, ``threshold``, ``share_kept``, ``share_right`` (0..1; missing
        where nothing is left), ``low``, ``high`` (95 %, by resampling documents), ``n`` (decisions kept).

    Raises
    ------
    UsageError
        When a column is missing.

    Examples
    --------
    >>> rows = pd.DataFrame({"measure": "act", "document": list("abcd"), "right": [0, 1, 1, 1], "p": [0.4, 0.6, 1, 1]})
    >>> trace_thresholds(rows, thresholds=[0, 0.5])[["share_kept", "share_right"]].values.tolist()
    [[1.0, 0.75], [0.75, 1.0]]
    """
    _check(decisions, "trace_thresholds")
    out = []
    for measure, rows in _sure(decisions):
        for least in thresholds:
            kept = rows[rows["p"] >= least]
            low, high = _interval(kept, seed)
            out.append((measure, least, len(kept) / len(rows), kept["right"].mean(), low, high, len(kept)))
    return pd.DataFrame(out, columns=["measure", "threshold", "share_kept", "share_right", "low", "high", "n"])


def count_confusions(decisions: pd.DataFrame) -> pd.DataFrame:
    """Count what was found where the gold set has what.

    Use it to see which labels are mistaken for each other.

    Parameters
    ----------
    decisions : DataFrame
        ``measure``, ``gold``, ``found``, as `judge_gold` returns them. Speakers, whose names are many, are left out.

    Returns
    -------
    DataFrame
        One row per measure and pair that occurs: ``measure``, ``gold``, ``found``, ``n``, in the order of the letters.

    Raises
    ------
    UsageError
        When a column is missing.

    Examples
    --------
    >>> rows = pd.DataFrame({"measure": "act", "gold": ["offer", "offer"], "found": ["offer", "pledge"]})
    >>> count_confusions(rows).values.tolist()
    [['act', 'offer', 'offer', 1], ['act', 'offer', 'pledge', 1]]
    """
    need_columns(decisions, ["measure", "gold", "found"], "count_confusions", "judge_gold")
    named = decisions[decisions["measure"] != "speaker"]
    return named.groupby(["measure", "gold", "found"]).size().rename("n").reset_index()


def _check(decisions: pd.DataFrame, call: str) -> None:
    need_columns(decisions, ["measure", "document", "right", "p"], call, "judge_gold")


def _sure(decisions: pd.DataFrame) -> Iterable[tuple[str, pd.DataFrame]]:
    """Yield the decisions of each measure that carry a confidence."""
    for measure, rows in decisions[decisions["p"].notna()].groupby("measure", sort=False):
        yield str(measure), rows


def _interval(rows: pd.DataFrame, seed: int) -> tuple[float, float]:
    """Return the 95 % interval of the share that is right, by resampling documents; missing with fewer than two."""
    sums = rows.groupby("document")["right"].agg(["sum", "size"]).to_numpy(dtype=float)
    if len(sums) < 2:
        return float("nan"), float("nan")
    draws = np.random.default_rng(seed).integers(len(sums), size=(N_RESAMPLES, len(sums)))
    hits, sizes = sums[draws].sum(axis=1).T
    low, high = np.percentile(hits / sizes, [2.5, 97.5])
    return float(low), float(high)
