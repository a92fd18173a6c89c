"""Uncertainty of ratios: resample whole stories or articles, never single statements, without a loop over resamples.

Every measure is a ratio of two sums over clusters (stories, or articles where not threaded): sum of numerators over sum
of denominators. A resample draws as many clusters as there are, with replacement (Davison & Hinkley 1997, 2.4, 3.8).
Intervals are expanded percentile intervals (Hesterberg 2015, 5.3): the percentiles are set so that a mean of n
clusters gets the width of a t interval, without which few clusters give intervals that are too short. p-values are the
level at which that interval of the difference would just touch 0. On simulated articles whose statements resemble each
other the intervals hold the truth in 93 % of cases at 10 articles and in 93 to 95 % at 30, 100 and 500; of p-values
where nothing differs 4 to 6 % are below .05 (``tests/benchmarks/coverage.py``, 1,000 repetitions).

References
----------
Davison & Hinkley (1997), Bootstrap Methods and their Application. Hesterberg (2015), What Teachers Should Know About
the Bootstrap, The American Statistician 69(4). Benjamini & Hochberg (1995), JRSS B 57(1). Clopper & Pearson (1934),
Biometrika 26(4).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_array
from scipy.special import ndtr, ndtri, stdtr, stdtrit

ALPHA = 0.05
"""One minus the level of every interval."""

_CELLS = 4_000_000  # numbers drawn at a time: 32 MB of float64


def resample_within(
    numerator: np.ndarray, denominator: np.ndarray, sizes: np.ndarray, *, n_resamples: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return ``low`` and ``high`` of the ratio of many groups at once, each resampled from its own clusters.

    Parameters
    ----------
    numerator, denominator : array of float
        Sums per cluster, the clusters of a group next to each other.
    sizes : array of int
        Clusters in each group. A group of fewer than 2 gets NaN.
    n_resamples : int
        Resamples of each group.
    seed : int
        The same seed, the same interval.

    Examples
    --------
    >>> low, high = resample_within(np.r_[1., 2, 3], np.r_[1., 1, 1], np.r_[3], n_resamples=999, seed=0)
    >>> bool(low[0] < 2 < high[0])
    True
    """
    low, high = np.full(len(sizes), np.nan), np.full(len(sizes), np.nan)
    for cells, draws in _draws(numerator, denominator, sizes, n_resamples, seed):
        low[cells], high[cells] = interval(draws, sizes[cells])
    return low, high


def draw_within(
    numerator: np.ndarray, denominator: np.ndarray, sizes: np.ndarray, *, n_resamples: int, seed: int
) -> np.ndarray:
    """Return the resampled ratios themselves, one row per group; arguments as in ``resample_within``.

    Examples
    --------
    >>> draw_within(np.r_[1., 1], np.r_[2., 2], np.r_[2], n_resamples=3, seed=0).tolist()
    [[0.5, 0.5, 0.5]]
    """
    out = np.full((len(sizes), n_resamples), np.nan)
    for cells, draws in _draws(numerator, denominator, sizes, n_resamples, seed):
        out[cells] = draws
    return out


def _draws(
    numerator: np.ndarray, denominator: np.ndarray, sizes: np.ndarray, n_resamples: int, seed: int
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield runs of groups with their resampled ratios."""
    starts = np.cumsum(sizes) - sizes
    rng = np.random.default_rng(seed)
    for cells in _blocks(sizes, n_resamples):
        yield cells, _draw_within(rng, numerator, denominator, starts[cells], sizes[cells], n_resamples)


def _blocks(sizes: np.ndarray, n_resamples: int) -> Iterator[np.ndarray]:
    """Cut the groups of at least two clusters into runs that fit the memory set aside."""
    usable = np.flatnonzero(sizes >= 2)
    if len(usable):
        block = np.cumsum(sizes[usable]) * n_resamples // _CELLS
        yield from np.split(usable, np.flatnonzero(np.diff(block)) + 1)


def _draw_within(
    rng: np.random.Generator,
    numerator: np.ndarray,
    denominator: np.ndarray,
    starts: np.ndarray,
    sizes: np.ndarray,
    n_resamples: int,
) -> np.ndarray:
    """Return ratios, one row per group and one column per resample."""
    size = np.repeat(sizes, sizes).astype("int64")[:, None]
    start = np.repeat(starts, sizes).astype("int64")[:, None]
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    gather = csr_array((np.ones(len(size)), np.arange(len(size)), bounds), shape=(len(sizes), len(size)))
    out = np.empty((len(sizes), n_resamples))
    step = max(1, _CELLS // len(size))
    for first in range(0, n_resamples, step):
        columns = slice(first, min(first + step, n_resamples))
        picks = (rng.random((len(size), columns.stop - first)) * size).astype("int64")
        picks += start
        out[:, columns] = _ratio(gather @ numerator.take(picks), gather @ denominator.take(picks))
    return out


def resample_together(
    numerators: np.ndarray, denominators: np.ndarray, *, n_resamples: int, seed: int
) -> Iterator[np.ndarray]:
    """Yield, column by column, the ratios of one set of resamples that all columns share.

    Columns (sides, issues, measures) see the same weights, so a difference of two of them is a paired one: an article
    that holds both sides comes in or stays out for both.

    Parameters
    ----------
    numerators, denominators : array of shape (clusters, columns)
        Sums per cluster.
    n_resamples, seed : int
        As in ``resample_within``.

    Yields
    ------
    array of shape (n_resamples,)
        NaN where a resample holds nothing of the column.

    Examples
    --------
    >>> a, b = resample_together(np.eye(2), np.eye(2), n_resamples=4, seed=0)
    >>> len(a)
    4
    """
    columns = numerators.shape[1]
    sums = np.concatenate([numerators, denominators], axis=1)
    distinct, place = np.unique(sums, axis=1, return_inverse=True)  # row counts, words: the same for many measures
    place = place.ravel()
    out = np.empty((distinct.shape[1], n_resamples))
    for resamples, weights in weigh(len(numerators), n_resamples=n_resamples, seed=seed):
        out[:, resamples] = (weights @ distinct).T
    for column in range(columns):
        yield _ratio(out[place[column]], out[place[columns + column]])


def weigh(n_clusters: int, *, n_resamples: int, seed: int) -> Iterator[tuple[slice, np.ndarray]]:
    """Yield how often each cluster is drawn, some resamples at a time: which ones, and an array (them, clusters).

    Examples
    --------
    >>> [weights.sum(axis=1).tolist() for _, weights in weigh(5, n_resamples=2, seed=0)]
    [[5.0, 5.0]]
    """
    rng = np.random.default_rng(seed)
    step = max(1, _CELLS // max(n_clusters, 1))
    for first in range(0, n_resamples, step):
        rows = min(first + step, n_resamples) - first
        picks = rng.integers(0, max(n_clusters, 1), (rows, n_clusters)) + np.arange(rows)[:, None] * n_clusters
        weights = np.bincount(picks.ravel(), minlength=rows * n_clusters).reshape(rows, n_clusters)
        yield slice(first, first + rows), weights.astype("float64")


def interval(
    draws: np.ndarray, n_clusters: np.ndarray, alpha: float | np.ndarray = ALPHA
) -> tuple[np.ndarray, np.ndarray]:
    """Return the expanded percentile interval of each row of ``draws``; resamples that are NaN are left out.

    Parameters
    ----------
    draws : array of shape (rows, resamples)
        Bootstrap distributions.
    n_clusters : array of int
        Clusters behind each row; fewer than 2 give NaN.
    alpha : float, or array as long as the rows
        One minus the level.

    Examples
    --------
    >>> low, high = interval(np.arange(1001.0)[None], np.array([10**6]))
    >>> [round(float(x)) for x in (low[0], high[0])]
    [25, 975]
    """
    n = np.asarray(n_clusters, dtype="float64")
    ordered = np.sort(draws, axis=1)
    valid = np.count_nonzero(~np.isnan(draws), axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        tail = ndtr(np.sqrt(n / (n - 1)) * stdtrit(n - 1, alpha / 2))
    usable = (n >= 2) & (valid > 0)
    tail = np.where(usable, tail, 0.0)
    last = np.maximum(valid - 1, 0)

    def at(share: np.ndarray) -> np.ndarray:
        position = share * last
        below = np.floor(position).astype("int64")
        above = np.minimum(below + 1, last)
        rows = np.arange(len(ordered))
        value = ordered[rows, below] + (position - below) * (ordered[rows, above] - ordered[rows, below])
        return np.where(usable, value, np.nan)

    return at(tail), at(1 - tail)


def p_value(draws: np.ndarray, n_clusters: float) -> float:
    """Return the two-sided p of a bootstrapped difference: the level at which its interval would just reach 0.

    The smaller tail on either side of 0 counts one resample more than seen (add-one, so that p is never 0); it is
    turned to the t scale as the interval is.

    Examples
    --------
    >>> round(p_value(np.arange(-50.0, 950), 10**6), 2)
    0.1
    """
    draws = draws[~np.isnan(draws)]
    if n_clusters < 2 or not len(draws):
        return float("nan")
    tail = (min(np.count_nonzero(draws <= 0), np.count_nonzero(draws >= 0)) + 1) / (len(draws) + 1)
    if tail >= 0.5:
        return 1.0
    return float(2 * stdtr(n_clusters - 1, ndtri(tail) / np.sqrt(n_clusters / (n_clusters - 1))))


def adjust(p: np.ndarray) -> np.ndarray:
    """Adjust p-values for being many (Benjamini & Hochberg 1995); NaN stay and are not counted.

    Examples
    --------
    >>> adjust(np.array([0.01, 0.04, np.nan])).tolist()
    [0.02, 0.04, nan]
    """
    out = np.full(len(p), np.nan)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    scaled = p[order] * len(order) / np.arange(1, len(order) + 1)
    out[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return out


def _ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Divide, NaN where there is nothing to divide by."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(below > 0, above / below, np.nan)
