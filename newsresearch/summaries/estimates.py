"""Estimates of many groups at once: ratio, interval, and how many statements and articles stand behind each."""

from __future__ import annotations

import numpy as np
import pandas as pd

from newsresearch.summaries.measures import Measure, Tables, count_measure
from newsresearch.summaries.resampling import ALPHA, resample_within
from newsresearch.summaries.rows import text_column

FEW = "too few"


def estimate_groups(
    measure: Measure,
    rows: pd.DataFrame,
    tables: Tables,
    group: np.ndarray,
    n_groups: int,
    *,
    target: str | pd.Series | None,
    min_articles: int = 1,
    n_resamples: int,
    seed: int,
) -> pd.DataFrame:
    """Return one row per group: ``estimate``, ``low``, ``high``, ``n_statements``, ``n_articles``, ``note``.

    ``group`` numbers each row's group from 0, -1 for none. A group without statements or of fewer than
    ``min_articles`` has no estimate, one of a single story no interval; the note says so, and how many statements are
    left out because their number of words is missing. Where nothing varies (0 of 40 statements) resampling cannot tell
    anything, and a share gets the exact interval for its number of stories, a rate the exact Poisson bound.
    """
    above, below = count_measure(measure, rows, tables, target=target)
    counts = (below > 0) & (group >= 0)
    all_groups = group
    above, below, group = above[counts], below[counts], group[counts]
    cluster = rows["cluster"].to_numpy()[counts]
    article = rows["article"].to_numpy()[counts]

    width = int(cluster.max()) + 1 if len(cluster) else 1
    pairs, place = np.unique(group * width + cluster, return_inverse=True)
    tops, bottoms = np.bincount(place, above, len(pairs)), np.bincount(place, below, len(pairs))
    of_pair = pairs // width
    sizes = np.bincount(of_pair, minlength=n_groups)
    low, high = resample_within(tops, bottoms, sizes, n_resamples=n_resamples, seed=seed)

    top, bottom = np.bincount(group, above, n_groups), np.bincount(group, below, n_groups)
    with np.errstate(invalid="ignore", divide="ignore"):
        estimate = np.where(bottom > 0, top / bottom, np.nan)
    low, high = widen_flat(measure.unit, estimate, low, high, sizes, bottom)
    width = int(article.max()) + 1 if len(article) else 1
    articles = np.bincount(np.unique(group * width + article) // width, minlength=n_groups)
    note = np.full(n_groups, None, dtype=object)
    note[sizes == 1] = "one article: no interval"
    note[(sizes > 1) & np.isnan(low)] = "no variation: no interval"
    lost = np.zeros(n_groups, dtype="int64")
    if "n_words" in measure.needs:
        unworded = all_groups[(all_groups >= 0) & rows["n_words"].isna().to_numpy(dtype=bool)]
        lost = lost + np.bincount(unworded, minlength=n_groups)
        for at in np.flatnonzero(lost):
            left = f"statements without n_words left out: {lost[at]:,}"
            note[at] = f"{note[at]}; {left}" if note[at] else left
    few = articles < min_articles
    note[few] = FEW
    note[sizes == 0] = "no statements"
    note[(sizes == 0) & (lost > 0)] = "no statements with n_words"
    estimate, low, high = (np.where(few, np.nan, values) for values in (estimate, low, high))
    return pd.DataFrame(
        {
            "estimate": estimate,
            "low": low,
            "high": high,
            "n_statements": np.bincount(group, minlength=n_groups),
            "n_articles": articles,
            "note": text_column(note, n_groups),
        }
    )


def widen_flat(
    unit: str | np.ndarray, estimate: np.ndarray, low: np.ndarray, high: np.ndarray, n: np.ndarray, exposure: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Replace intervals of no width: shares by Clopper & Pearson's for n stories, a rate of 0 by Poisson's bound.

    ``exposure`` is the sum of denominators. Means without variation lose their interval.

    Examples
    --------
    >>> zero = np.zeros(1)
    >>> widen_flat("share", zero, zero, zero, np.array([30]), np.array([90.0]))[1].round(3).tolist()
    [0.116]
    """
    flat = (n >= 2) & (low == high)
    if not flat.any():
        return low, high
    exact = exact_bounds(unit, estimate, n, exposure)
    return np.where(flat, exact[0], low), np.where(flat, exact[1], high)


def exact_bounds(
    unit: str | np.ndarray, estimate: np.ndarray, n: np.ndarray, exposure: np.ndarray, alpha: float | np.ndarray = ALPHA
) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds of shares of 0 or 1 and rates of 0 that never vary, NaN for all else; as in ``widen_flat``.

    Examples
    --------
    >>> low, high = exact_bounds("share", np.ones(1), np.array([12]), np.array([12.0]))
    >>> low.round(4).tolist(), high.tolist()
    ([0.7354], [1.0])
    """
    share, rate = np.asarray(unit) == "share", np.asarray(unit) == "per 1000 words"
    none, full = estimate == 0, estimate == 1
    with np.errstate(divide="ignore"):
        reach = (alpha / 2) ** (1 / np.maximum(n, 1))
        most = -1000 * np.log(alpha / 2) / exposure
    low = np.select([none & (share | rate), full & share], [0.0, reach], np.nan)
    high = np.select([none & share, none & rate, full & share], [1 - reach, most, 1.0], np.nan)
    return low, high
