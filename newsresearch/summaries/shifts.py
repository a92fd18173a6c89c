"""Change points of a timeline: when a measure moved to another level, and how sure the date is."""

from __future__ import annotations

from itertools import pairwise
from numbers import Real
from types import ModuleType

import numpy as np
import pandas as pd

from newsresearch.schema import as_type, check_count, fault, need_columns
from newsresearch.summaries import periods
from newsresearch.summaries.extras import need_extra
from newsresearch.summaries.resampling import ALPHA
from newsresearch.summaries.rows import text_column

MOST_PERIODS = 1000
"""Longest timeline of a group: the search takes time in the square of the periods, a thousand times over."""

_SHUFFLES = 499  # with 499 other orders the smallest p is 1/500
_SCOPE = ("measure", "freq", "by", "side", "target", "versions")  # what leads a row back to its statements
_FLAT = 1e-12  # a cost below this share of the whole is rounding


def find_shifts(
    timeline: pd.DataFrame,
    *,
    max_shifts: int = 3,
    min_articles: int = 5,
    min_periods: int = 3,
    alpha: float = ALPHA,
    n_resamples: int = 500,
    seed: int = 0,
) -> pd.DataFrame:
    """Find the periods in which a measure moved to another level, with an interval for the date.

    Use it to ask when a stance changed without naming an event first. Shifts are reported when they fit better than in
    95 of 100 orders of the same periods drawn at random. Measured on shuffled periods (``tests/benchmarks/shifts.py``),
    false alarms are 3 % of timelines of 24 periods, 6 % of 36, 5 % of 120. It takes periods as independent steps
    between levels: where neighbours resemble each other without any shift (lag-1 correlation 0.3), 20, 24 and 35 % of
    timelines give one, and a slow drift comes out as steps. It is blind to causes.

    Parameters
    ----------
    timeline : DataFrame
        From ``trace_timeline``. Every group (and measure) is searched on its own.
    max_shifts : int
        At most so many shifts a group.
    min_articles : int
        Leave out periods of fewer articles, whose estimates jump about.
    min_periods : int
        Shortest stretch between two shifts, in periods that count.
    alpha : float
        Share of timelines without a shift that may give one.
    n_resamples : int
        Timelines drawn from the levels found and what is left beside them, behind the interval of each date.
    seed : int
        The same seed, the same shifts.

    Returns
    -------
    DataFrame
        One row per shift, by group and time: ``period`` (the first of the new level) with ``period_low`` and
        ``period_high`` (95 %; a step in the middle of 36 periods was held in 94 % of simulations where it was of 1.5
        standard deviations, in 95 % of 3), ``group``, ``before`` and ``after`` (means of the periods' estimates),
        ``difference``, ``p`` (share of random orders in which shifts fit as well, the same for all shifts of a
        group), ``n_periods_before``, ``n_periods_after``, ``first_period`` and ``last_period`` of the two stretches
        together, ``n_statements`` in them (where the timeline has it), ``min_articles``, and of ``measure``, ``freq``,
        ``by``, ``side``, ``target``, ``versions`` those that the timeline has. No row for a group without a shift;
        ``attrs["counted"]`` says what the timeline counted and how many periods of each group were searched.

    Raises
    ------
    UsageError
        When an option or a column is wrong, a group has more than 1,000 periods, or ruptures is not installed.

    References
    ----------
    Truong, Oudre & Vayatis (2020), Selective review of offline change point detection methods, Signal Processing 167,
    for the search. Huskova & Kirch (2008), Bootstrapping confidence intervals for the change-point of time series,
    Journal of Time Series Analysis 29(6), for the dates. Bai & Perron (1998), Econometrica 66(1), for testing any
    number of shifts at once.

    Examples
    --------
    >>> months = pd.date_range("2017-01-01", periods=20, freq="MS")
    >>> tone = [-0.5, -0.4, -0.6, -0.5, -0.4, -0.6, -0.5, -0.5, -0.4, -0.6] + [0.2, 0.1, 0.3, 0.2] * 2 + [0.2, 0.1]
    >>> timeline = pd.DataFrame({"period": months, "group": "US", "estimate": tone, "n_articles": 20})
    >>> find_shifts(timeline)["period"].dt.strftime("%Y-%m").tolist()
    ['2017-11']
    """
    call = "find_shifts"
    for name, value, least in (("max_shifts", max_shifts, 1), ("min_articles", min_articles, 1),
                               ("min_periods", min_periods, 2), ("n_resamples", n_resamples, 1),
                               ("seed", seed, 0)):  # fmt: skip
        check_count(name, value, least, call)
    if isinstance(alpha, bool) or not isinstance(alpha, Real) or not 1 / (_SHUFFLES + 1) <= alpha < 1:
        raise fault(f"{call}: alpha={alpha!r}", f"numbers from {1 / (_SHUFFLES + 1)} to below 1", "pass such as 0.05")
    timeline = need_columns(timeline, ("period", "group", "estimate", "n_articles"), call, "trace_timeline")
    timeline = timeline.assign(
        period=as_type(timeline["period"], "datetime64[ns]", call),
        estimate=as_type(timeline["estimate"], "float64", call),
        n_articles=as_type(timeline["n_articles"], "float64", call),
    )
    ruptures = need_extra("ruptures", "shifts", call)
    said: list[str] = []
    parts: list[pd.DataFrame] = []
    keys = [name for name in ("measure", "group") if name in timeline.columns]
    for _, rows in timeline.groupby(keys, sort=False, dropna=False):
        rows = rows.sort_values("period", kind="stable")
        used = rows[rows["estimate"].notna() & (rows["n_articles"] >= min_articles)].reset_index(drop=True)
        name = "all" if pd.isna(rows["group"].iloc[0]) else rows["group"].iloc[0]
        said.append(f"{name}: {len(used)} of {len(rows)} periods searched")
        if len(used) > MOST_PERIODS:
            raise fault(
                f"{call}: {len(used)} periods of {name}",
                f"at most {MOST_PERIODS} a group",
                "pass a timeline of weeks, months or quarters",
            )
        breaks, p = _search(used["estimate"].to_numpy("float64"), max_shifts, min_periods, alpha, seed, ruptures)
        if breaks:
            bounds = _date(used["estimate"].to_numpy("float64"), breaks, min_periods, n_resamples, seed, ruptures)
            parts.append(_describe(used, breaks, bounds, p, min_articles, _next_periods(rows, used)))
    none, no_days = timeline.iloc[:0], np.zeros(0, dtype="datetime64[ns]")
    empty = _describe(none, [], np.zeros((2, 0), dtype="int64"), 1.0, min_articles, no_days)
    found = pd.concat(parts, ignore_index=True) if parts else empty
    counted = str(timeline.attrs.get("counted", ""))
    found.attrs["counted"] = " ".join(filter(None, [counted, "; ".join(said) + "." if said else ""]))
    return found


def _search(
    values: np.ndarray, max_shifts: int, min_periods: int, alpha: float, seed: int, ruptures: ModuleType
) -> tuple[list[int], float]:
    """Return the places of the shifts that random orders of the values do not match, and the share that does.

    A model of k shifts gains n log(cost of none / its cost); each shift is charged the gain a shift that 5 % of the
    shuffled series reach at some k. The logarithm makes the charge the same whether or not there are shifts.
    """
    most = min(max_shifts, len(values) // min_periods - 1)
    if most < 1 or _cost(values, []) <= _FLAT * float(np.square(values).sum()):
        return [], 1.0
    draw = np.random.default_rng(seed)
    gain, fits = _gains(values, most, min_periods, ruptures)
    shuffled = [_gains(draw.permutation(values), most, min_periods, ruptures)[0] for _ in range(_SHUFFLES)]
    per_shift = np.arange(1, most + 1)
    highest = np.sort([float((other / per_shift).max()) for other in shuffled])
    charge = highest[int(np.ceil((1 - alpha) * (_SHUFFLES + 1))) - 1]
    p = float((1 + np.count_nonzero(highest >= (gain / per_shift).max())) / (1 + _SHUFFLES))
    net = gain - charge * per_shift
    return (fits[int(net.argmax())] if net.max() > 0 else []), p


def _gains(values: np.ndarray, most: int, min_periods: int, ruptures: ModuleType) -> tuple[np.ndarray, list[list[int]]]:
    """Return the gain of the best 1, 2 ... shifts, and their places."""
    search = ruptures.KernelCPD(kernel="linear", min_size=min_periods).fit(values)
    fits = [search.predict(n_bkps=k)[:-1] for k in range(most, 0, -1)][::-1]  # the largest first: it finds the others
    whole = _cost(values, [])
    costs = np.array([max(_cost(values, fit), _FLAT * whole) for fit in fits])
    return len(values) * np.log(whole / costs), fits


def _cost(values: np.ndarray, breaks: list[int]) -> float:
    """Return the squared distances from the mean of each stretch."""
    return float(sum(np.square(part - part.mean()).sum() for part in np.split(values, breaks)))


def _date(
    values: np.ndarray, breaks: list[int], min_periods: int, n_resamples: int, seed: int, ruptures: ModuleType
) -> np.ndarray:
    """Return the lowest and the highest place of each shift, when what is left of each stretch is drawn anew."""
    draw = np.random.default_rng(seed)
    places = np.empty((n_resamples, len(breaks)), dtype="int64")
    parts = np.split(values, breaks)
    levels = np.concatenate([np.full(len(part), part.mean()) for part in parts])
    # a mean fitted to m values leaves residuals too small by this factor
    left = [(part - part.mean()) * np.sqrt(len(part) / (len(part) - 1)) for part in parts]
    for n in range(n_resamples):
        again = levels + np.concatenate([draw.choice(part, len(part)) for part in left])
        search = ruptures.KernelCPD(kernel="linear", min_size=min_periods).fit(again)
        places[n] = search.predict(n_bkps=len(breaks))[:-1]
    low = np.quantile(places, ALPHA / 2, axis=0, method="lower")
    high = np.quantile(places, 1 - ALPHA / 2, axis=0, method="higher")
    return np.stack([np.minimum(low, breaks), np.maximum(high, breaks)])


def _next_periods(rows: pd.DataFrame, used: pd.DataFrame) -> np.ndarray:
    """Return the first day after each used period but the last: a shift may lie in periods that do not count."""
    period = used["period"].iloc[:-1]
    if "freq" in rows.columns and rows["freq"].notna().all():
        freq = rows["freq"].iloc[0]
        return periods.first_days(periods.ordinals(period, None, freq) + 1, freq).to_numpy()
    every = rows["period"].to_numpy()
    return every[np.searchsorted(every, period.to_numpy(), side="right")]


def _describe(
    used: pd.DataFrame, breaks: list[int], bounds: np.ndarray, p: float, min_articles: int, following: np.ndarray
) -> pd.DataFrame:
    """Return one row per shift of a group."""
    edges = [0, *breaks, len(used)]
    values, period = used["estimate"].to_numpy("float64"), used["period"].to_numpy()
    size = len(breaks)
    means = [float(values[a:b].mean()) for a, b in pairwise(edges) if b > a]
    before, after = np.array(means[:-1], dtype="float64"), np.array(means[1:], dtype="float64")
    lengths = np.diff(edges)
    found = pd.DataFrame(
        {
            "period": period[breaks],
            "period_low": following[bounds[0] - 1],  # the stretch before a shift has two periods or more
            "period_high": period[bounds[1]],
            "group": text_column(None if not size else used["group"].iloc[:1].tolist() * size, size),
            "before": before,
            "after": after,
            "difference": after - before,
            "p": np.full(size, p),
            "n_periods_before": lengths[:-1][:size],
            "n_periods_after": lengths[1:][:size],
            "first_period": period[edges[:size]],
            "last_period": period[[end - 1 for end in edges[2:]]],
        }
    )
    if "n_statements" in used.columns:
        number = used["n_statements"].to_numpy()
        found["n_statements"] = pd.array(
            [number[a:b].sum() for a, b in zip(edges[:-2], edges[2:], strict=True)], dtype="int64"
        )
    found["min_articles"] = min_articles
    for name in _SCOPE:
        if name in used.columns:
            found[name] = text_column([None if pd.isna(v) else v for v in used[name].iloc[:1].tolist() * size], size)
    return found
