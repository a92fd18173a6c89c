"""Smoothing of a timeline, named and only when asked for."""

from __future__ import annotations

import numpy as np

from newsresearch.schema import check_share, one_of
from newsresearch.summaries.extras import need_extra

SMOOTHERS = ("lowess",)

_FEWEST = 5  # estimates of a group; fewer are better looked at than smoothed


def check_smoother(smooth: str | None, span: float, call: str) -> None:
    """Raise unless smoother and span can be used."""
    one_of("smooth", smooth, (None, *SMOOTHERS))
    check_share(
        "span", span, call, allowed="numbers above 0 up to 1", remedy="pass a share of the periods, such as 0.4"
    )
    if smooth is None:
        return
    need_extra("statsmodels.nonparametric.smoothers_lowess", "shifts", call)


def smooth_groups(estimates: np.ndarray, span: float, call: str) -> np.ndarray:
    """Smooth each column (group) of estimates by row (period), NaN where there is no estimate.

    Robust locally weighted regression (Cleveland 1979) with three robust steps, each point fitted on the nearest
    ``span`` of the column's estimates; at least three of them.

    Examples
    --------
    >>> smooth_groups(np.arange(8.0)[:, None], 0.5, "trace_timeline").ravel().round(6).tolist()
    [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]
    """
    lowess = need_extra("statsmodels.nonparametric.smoothers_lowess", "shifts", call).lowess
    out = np.full(estimates.shape, np.nan)
    for column, values in enumerate(estimates.T):
        known = np.flatnonzero(~np.isnan(values))
        if len(known) >= _FEWEST:
            share = max(span, 3 / len(known))
            out[known, column] = lowess(values[known], known.astype("float64"), frac=share, return_sorted=False)
    return out
