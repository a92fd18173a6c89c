"""A measure over time: one estimate with its interval for every period and group, empty periods included."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from newsresearch.schema import SIDES, as_names, check_count, fault, one_of
from newsresearch.summaries import periods
from newsresearch.summaries.estimates import estimate_groups
from newsresearch.summaries.hedging import aim, label_scope
from newsresearch.summaries.measures import Tables, find_measure
from newsresearch.summaries.rows import (
    ORDER,
    article_rows,
    group_rows,
    in_full,
    need_groups,
    number_periods,
    say_scope,
    statement_rows,
    text_column,
)
from newsresearch.summaries.smoothing import check_smoother, smooth_groups


def trace_timeline(
    tables: Tables,
    *,
    measure: str,
    by: str | None = "side",
    freq: str = "M",
    groups: Sequence[str] | None = None,
    target: str | None = None,
    side: str | None = None,
    smooth: str | None = None,
    span: float = 0.4,
    min_articles: int = 1,
    versions: str = "latest",
    n_resamples: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Follow a measure over time, for each group, with an interval for every period.

    Use it for "how did it change": by month or week for the press, by US administration for yearly speeches. Nothing
    is smoothed unless asked for. It is blind to why a period is empty: no articles may mean no news or no collection.

    Parameters
    ----------
    tables : dict of DataFrames
        From ``extract_tables`` or ``read_tables``, with words or without.
    measure : str
        Any measure: ``share_hedged``, ``tone``, ``share_threaten`` ...
    by : str, optional
        As in ``measure_hedging``; None takes all statements together.
    freq : {"D", "W", "M", "Q", "Y", "administration"}
        Day, week (from Monday), month, quarter, year, or administration of the US. An article whose date is coarser
        than the period is left out; for ``administration`` a date of a year counts as 1 July.
    groups : list of str, optional
        Trace these groups only, in this order. Of periods "2017" or "2018-06" is enough.
    target : str, optional
        For ``tone`` and ``conflict``: whom the statements are about. By default the US for the DPRK's statements, the
        DPRK for all others, and with ``by="target"`` each target in turn.
    side : str, optional
        Count one side's statements only.
    smooth : {"lowess"}, optional
        Add the column ``smoothed``: a robust local line through each group's estimates (needs statsmodels). It has
        no interval and takes every period alike, however few articles it has.
    span : float
        Share of a group's periods with an estimate that each point of the line is fitted on.
    min_articles : int
        Below so many articles a period has no estimate and the note "too few": two or three have intervals that are
        seldom of use. By default each has one.
    versions : {"latest", "all"}
        Of threaded articles, count one version of a story or every one.
    n_resamples : int
        Resamples of a period's stories (articles where not threaded) behind each interval.
    seed : int
        The same seed, the same interval.

    Returns
    -------
    DataFrame
        One row per period and group, from the first period with an article to the last: ``period`` (first day),
        ``group``, ``measure``, ``estimate`` with ``low`` and ``high`` (95 %), ``n_statements``, ``n_articles``,
        ``note``. A period without statements stays, its estimate NA ("no articles", or "no statements" of that group
        or side though there are articles), apart from a true 0. With ``administration`` the first and the last
        president are those under whom any of the groups speaks, and a column ``period_name`` names them; with
        ``smooth`` a column ``smoothed`` follows (NA for groups of fewer than five estimates). ``freq``, ``by``,
        ``side``, ``target``, ``versions`` and ``attrs["counted"]`` say what was counted.

    Raises
    ------
    UsageError
        When an option or a column is unknown, a group is not there, no article has a date, or statsmodels is needed
        and not installed.

    References
    ----------
    Cleveland (1979), Robust locally weighted regression and smoothing scatterplots, JASA 74(368), for ``smooth``.

    Examples
    --------
    >>> page = pd.DataFrame({"article_id": ["a.1"], "published_date": pd.to_datetime(["2018-06-12"])})
    >>> said = pd.DataFrame({"statement_id": ["a.1:0"], "article_id": ["a.1"], "side": ["US"], "hedged": [True]})
    >>> trace_timeline({"articles": page, "statements": said}, measure="share_hedged")["period"].item().isoformat()
    '2018-06-01T00:00:00'
    """
    call = "trace_timeline"
    check_count("n_resamples", n_resamples, 1, call)
    check_count("min_articles", min_articles, 1, call)
    check_count("seed", seed, 0, call)
    one_of("freq", freq, periods.FREQS)
    check_smoother(smooth, span, call)
    if target is not None:
        one_of("target", target, SIDES)
    rows = statement_rows(tables, call, versions=versions, side=side)
    asked = find_measure(measure, tables)
    of_articles = number_periods(article_rows(tables, call, versions=versions), freq, call)
    of_articles = of_articles[of_articles != periods.MISSING]
    numbers = number_periods(rows, freq, call)
    dated = numbers != periods.MISSING
    if len(rows) and not len(of_articles):
        raise fault(
            f"{call}: no article with a date as fine as freq={freq!r}",
            "articles with published_date, of a precision that tells the period",
            "pass a coarser freq (Y, administration), or add dates to tables['articles']",
        )
    rows, numbers = rows[dated], numbers[dated]
    codes, names = group_rows(rows, by, call)
    codes, names = _choose(codes, names, groups, by, call)

    first = int(of_articles.min()) if len(of_articles) else 0
    n_periods = int(of_articles.max()) - first + 1 if len(of_articles) else 0
    place = numbers - first
    cell = np.where(codes >= 0, place * len(names) + codes, -1)
    estimates = estimate_groups(
        asked, rows, tables, cell, n_periods * len(names), target=aim(asked, rows, by, target),
        min_articles=min_articles, n_resamples=n_resamples, seed=seed,
    )  # fmt: skip
    every = np.arange(first, first + n_periods)
    filled = np.bincount(of_articles - first, minlength=n_periods) > 0
    said = np.flatnonzero(estimates["n_statements"].to_numpy().reshape(n_periods, len(names)).any(axis=1))
    if freq == "administration" and len(said):
        kept = slice(said[0], said[-1] + 1)
        every, filled, n_periods = every[kept], filled[kept], len(every[kept])
        estimates = estimates.iloc[kept.start * len(names) : kept.stop * len(names)].reset_index(drop=True)
    found = pd.DataFrame(
        {
            "period": first_days_of(every, freq).repeat(len(names)),
            "group": text_column(names * n_periods, len(estimates)),
            "measure": text_column(measure, len(estimates)),
        }
    )
    found = pd.concat([found, estimates], axis=1)
    if smooth is not None:
        by_group = found["estimate"].to_numpy().reshape(n_periods, len(names))
        found["smoothed"] = smooth_groups(by_group, span, call).ravel()
    found["note"] = found["note"].mask(np.repeat(~filled, len(names)), "no articles")
    if freq == "administration":
        found["period_name"] = text_column(periods.names(every, freq).repeat(len(names)), len(found))
    found = label_scope(found, asked, by=by, target=target, side=side, versions=versions)
    found["freq"] = text_column(freq, len(found))
    scope = say_scope(rows, asked, side=side, target=target, by=by)
    found.attrs["counted"] = rows.attrs["counted"] + _left_out(dated, freq) + scope
    if smooth is not None:
        found.attrs["counted"] += f" Smoothed: LOWESS over {span:.0%} of a group's periods."
    return found


def first_days_of(numbers: np.ndarray, freq: str) -> pd.DatetimeIndex:
    """Return the first day of each period, none for none."""
    return periods.first_days(numbers, freq) if len(numbers) else pd.DatetimeIndex([], dtype="datetime64[ns]")


def _choose(
    codes: np.ndarray, names: list[str], groups: Sequence[str] | None, by: str | None, call: str
) -> tuple[np.ndarray, list[str]]:
    """Keep the groups asked for, in that order; one of the codebook's may be without statements."""
    if groups is None:
        return codes, names
    if by is None:
        raise fault(f"{call}: groups={groups!r} with by=None", "groups of some kind", "leave groups out, or pass by")
    allowed = list(dict.fromkeys([*names, *ORDER.get(by, ())]))
    need_groups(allowed, f"groups={groups!r}", by, "by", call)
    wanted = [in_full(name, allowed) for name in as_names("groups", groups, call)]
    unknown = [name for name in wanted if name not in allowed]
    if unknown:
        raise fault(f"{call}: groups={unknown[0]!r}", ", ".join(allowed), "pass some of these as groups")
    place = np.full(len(names) + 1, -1)
    for rank, name in enumerate(wanted):
        if name in names:
            place[names.index(name)] = rank
    return place[codes], wanted


def _left_out(dated: np.ndarray, freq: str) -> str:
    """Say how many statements have no date as fine as the period."""
    number = int(np.count_nonzero(~dated))
    if not number:
        return ""
    return f" {number} of {len(dated)} statements are left out: their articles' dates do not tell the period ({freq})."
