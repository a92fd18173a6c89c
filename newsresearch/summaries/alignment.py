"""A measure before and after dated events, with a placebo test: is the step larger than around other dates?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from newsresearch.events import load_events
from newsresearch.schema import SIDES, as_type, check_count, fault, need_columns, one_of
from newsresearch.summaries.differences import bound_steps
from newsresearch.summaries.estimates import FEW
from newsresearch.summaries.hedging import aim, label_scope
from newsresearch.summaries.measures import Tables, count_measure, find_measure
from newsresearch.summaries.periods import MISSING
from newsresearch.summaries.resampling import draw_within
from newsresearch.summaries.rows import group_rows, number_periods, say_scope, say_undated, statement_rows, text_column

_FEWEST_PLACEBOS = 19  # with 19 other dates the smallest p is 1/20


def align_events(
    tables: Tables,
    *,
    measure: str,
    days: int = 30,
    events: pd.DataFrame | None = None,
    by: str | None = None,
    target: str | None = None,
    side: str | None = None,
    min_articles: int = 10,
    versions: str = "latest",
    n_resamples: int = 1000,
    n_placebo: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare a measure in the days before an event with the days from it on.

    Use it for "did the stance move around Singapore?". It is blind to causes: events cluster, and another may lie in
    the same window. ``p_placebo`` says how often a date without regard to the event shows as large a step.

    Parameters
    ----------
    tables : dict of DataFrames
        From ``extract_tables`` or ``read_tables``, with words or without. Articles need dates to the day.
    measure : str
        Any measure.
    days : int
        Length of each window: ``days`` days before the event's day, and ``days`` days from its day on.
    events : DataFrame, optional
        With ``date`` and ``event``, and perhaps ``date_precision``; by default ``load_events()``. Events not known to
        the day are left out.
    by : str, optional
        As in ``measure_hedging``: one row per event and group; by default all statements together.
    target : str, optional
        For ``tone`` and ``conflict``: whom the statements are about. By default the US for the DPRK's statements, the
        DPRK for all others.
    side : str, optional
        Count one side's statements only.
    min_articles : int
        Below so many articles before or after, no numbers and the note "too few".
    versions : {"latest", "all"}
        Of threaded articles, count one version of a story or every one.
    n_resamples : int
        Resamples of the stories of each window behind the interval of the difference. A window without any hit (or
        with nothing else) has the exact interval for its number of stories, as in ``compare_sides``, and the
        difference takes it over by square-and-add.
    n_placebo : int
        Other dates drawn at random, without replacement, at least ``days`` from the event, both windows inside the
        articles' dates and with ``min_articles`` each.
    seed : int
        The same seed, the same numbers.

    Returns
    -------
    DataFrame
        One row per event (and group), by date: ``event``, ``date``, ``group``, ``measure``, ``before``, ``after``,
        ``difference`` (after - before) with ``low`` and ``high`` (95 %), ``p_placebo`` (share of placebo dates, the
        event itself among them, with a step as large; NA with fewer than 19), ``n_statements``,
        ``n_statements_before``, ``n_statements_after``, ``n_articles_before``, ``n_articles_after``, ``note``;
        ``days``, ``by``, ``side``, ``target``, ``versions`` and ``attrs["counted"]`` say what was counted.

    Raises
    ------
    UsageError
        When an option or a column is unknown, or no article has a date to the day.

    References
    ----------
    MacKinlay (1997), Event Studies in Economics and Finance, Journal of Economic Literature 35(1), for the design. Zou
    & Donner (2008), Statistics in Medicine 27(10), for windows that do not vary.

    Examples
    --------
    >>> page = pd.DataFrame({"article_id": ["a.1"], "published_date": pd.to_datetime(["2018-06-13"])})
    >>> said = pd.DataFrame({"statement_id": ["a.1:0"], "article_id": ["a.1"], "side": ["US"], "hedged": [True]})
    >>> met = pd.DataFrame({"event": ["Singapore summit"], "date": pd.to_datetime(["2018-06-12"])})
    >>> align_events({"articles": page, "statements": said}, measure="share_hedged", events=met)["note"].item()
    'too few'
    """
    call = "align_events"
    for name, value, least in (("days", days, 1), ("min_articles", min_articles, 1), ("n_resamples", n_resamples, 1),
                               ("n_placebo", n_placebo, 0), ("seed", seed, 0)):  # fmt: skip
        check_count(name, value, least, call)
    if target is not None:
        one_of("target", target, SIDES)
    events = _dated(load_events() if events is None else events, call)
    rows = statement_rows(tables, call, versions=versions, side=side)
    asked = find_measure(measure, tables)
    codes, names = group_rows(rows, by, call)
    above, below = count_measure(asked, rows, tables, target=aim(asked, rows, by, target))
    day = number_periods(rows, "D", call)
    if len(rows) and not (day != MISSING).any():
        raise fault(
            f"{call}: no article with a date to the day",
            "articles with published_date, of the precision day or minute",
            "add dates to tables['articles'], or take trace_timeline with a coarser freq (M, Y, administration)",
        )
    counts = (below > 0) & (codes >= 0) & (day != MISSING)
    said = pd.DataFrame(
        {"day": day, "group": codes, "above": above, "below": below, "cluster": rows["cluster"].to_numpy(),
         "article": rows["article"].to_numpy()}
    )[counts].sort_values("day", kind="stable")  # fmt: skip
    dates = events["date"].to_numpy(dtype="datetime64[D]").astype("int64")

    # cell: two (before, after) for each event and group
    cells = _windows(said, dates, days, len(names))
    n_cells = 2 * len(dates) * len(names)
    sums = cells.groupby(["cell", "cluster"], sort=True)[["above", "below"]].sum()
    of_cell = sums.index.get_level_values("cell").to_numpy(dtype="int64")
    sizes = np.bincount(of_cell, minlength=n_cells)
    top = np.bincount(cells["cell"], cells["above"], n_cells)
    bottom = np.bincount(cells["cell"], cells["below"], n_cells)
    n_statements = np.bincount(cells["cell"], minlength=n_cells)
    n_articles = np.bincount(cells[["cell", "article"]].drop_duplicates()["cell"], minlength=n_cells)

    enough = (n_articles[0::2] >= min_articles) & (n_articles[1::2] >= min_articles)
    with np.errstate(invalid="ignore", divide="ignore"):
        estimate = np.where(np.repeat(enough, 2), top / bottom, np.nan)
    before, after = estimate[0::2], estimate[1::2]
    low, high = np.full(len(enough), np.nan), np.full(len(enough), np.nan)
    still = np.zeros(len(enough), dtype=bool)
    fewest = sizes.reshape(-1, 2).min(axis=1)
    usable = np.flatnonzero(enough & (fewest >= 2))
    both = np.column_stack([2 * usable, 2 * usable + 1]).ravel()
    kept = np.isin(of_cell, both)
    draws = draw_within(
        sums["above"].to_numpy()[kept], sums["below"].to_numpy()[kept], sizes[both], n_resamples=n_resamples, seed=seed
    )
    if len(usable):
        turned = np.arange(len(both)).reshape(-1, 2)[:, ::-1].ravel()  # after - before
        cell = both[turned]
        low[usable], high[usable], still[usable] = bound_steps(
            draws[turned], np.repeat(asked.unit, len(cell)), estimate[cell], sizes[cell], bottom[cell]
        )
    found = pd.DataFrame(
        {
            "event": text_column(events["event"].repeat(len(names)).tolist(), len(enough)),
            "date": events["date"].repeat(len(names)).to_numpy(),
            "group": text_column(names * len(dates), len(enough)),
            "measure": text_column(measure, len(enough)),
            "before": before,
            "after": after,
            "difference": after - before,
            "low": low,
            "high": high,
            "p_placebo": _placebo(said, dates, after - before, days, len(names), min_articles, n_placebo, seed),
            "n_statements": n_statements[0::2] + n_statements[1::2],
            "n_statements_before": n_statements[0::2],
            "n_statements_after": n_statements[1::2],
            "n_articles_before": n_articles[0::2],
            "n_articles_after": n_articles[1::2],
            "note": text_column(_notes(enough, fewest, low, still), len(enough)),
            "days": days,
        }
    )
    found = label_scope(found, asked, by=by, target=target, side=side, versions=versions)
    scope = say_scope(rows, asked, side=side, target=target, by=by)
    found.attrs["counted"] = rows.attrs["counted"] + say_undated(tables, ["D", by], call, versions=versions) + scope
    return found


def window_of(rows: pd.DataFrame, date: pd.Timestamp, days: int, call: str) -> tuple[np.ndarray, np.ndarray]:
    """Mark the rows in the window before a date and in the one from it on."""
    day = number_periods(rows, "D", call)
    middle = int(np.datetime64(date, "D").astype("int64"))
    return (day >= middle - days) & (day < middle), (day >= middle) & (day < middle + days)


def _dated(events: pd.DataFrame, call: str) -> pd.DataFrame:
    """Return the events known to the day, in time."""
    events = need_columns(events, ("date", "event"), f"{call}(events=...)", "load_events")
    if "date_precision" in events.columns:
        events = events[events["date_precision"].fillna("day") == "day"]
    events = events.assign(date=as_type(events["date"], "datetime64[ns]", f"{call}(events=...)"))
    return events[events["date"].notna()].sort_values(["date", "event"], kind="stable", ignore_index=True)


def _notes(enough: np.ndarray, fewest: np.ndarray, low: np.ndarray, still: np.ndarray) -> np.ndarray:
    """Say why a step has no numbers, no interval, or one that rests on the number of stories alone."""
    note = np.full(len(enough), None, dtype=object)
    note[still] = "neither window varies: exact intervals"
    note[np.isnan(low)] = "no variation: no interval"
    note[fewest == 1] = "one article: no interval"
    note[~enough] = FEW
    return note


def _windows(said: pd.DataFrame, dates: np.ndarray, days: int, n_groups: int) -> pd.DataFrame:
    """Return the statements of every window, one row for each window that a statement lies in, with its ``cell``."""
    day = said["day"].to_numpy()
    edges = np.column_stack([np.searchsorted(day, dates + offset) for offset in (-days, 0, days)])
    spans = [(2 * i + half, edges[i, half], edges[i, half + 1]) for i in range(len(dates)) for half in (0, 1)]
    picks = np.concatenate([np.arange(a, b) for _, a, b in spans] or [np.zeros(0)]).astype("int64")
    window = np.repeat([w for w, _, _ in spans], [b - a for _, a, b in spans]).astype("int64")
    cells = said.iloc[picks].reset_index(drop=True)
    event, half = window // 2, window % 2
    return cells.assign(cell=(event * n_groups + cells["group"].to_numpy()) * 2 + half)


def _placebo(
    said: pd.DataFrame, dates: np.ndarray, steps: np.ndarray, days: int, n_groups: int, min_articles: int,
    n_placebo: int, seed: int,
) -> np.ndarray:  # fmt: skip  # one line of names each
    """Return the share of random dates with a step as large as the event's, group by group."""
    p = np.full(len(steps), np.nan)
    if said.empty:
        return p
    first, last = int(said["day"].min()), int(said["day"].max())
    candidates = np.arange(first + days, last - days + 2)
    rng = np.random.default_rng(seed)
    for group in range(n_groups):
        mine = said[said["group"] == group]
        size = last - first + 2
        at = mine["day"].to_numpy() - first
        running = [np.concatenate([[0], np.cumsum(np.bincount(at, mine[c], size))]) for c in ("above", "below")]
        articles = mine.drop_duplicates(["day", "article"])["day"].to_numpy() - first
        running.append(np.concatenate([[0], np.cumsum(np.bincount(articles, minlength=size))]))
        middle = candidates - first
        (top_b, bottom_b, n_b), (top_a, bottom_a, n_a) = (
            [total[end] - total[start] for total in running]
            for start, end in ((middle - days, middle), (middle, middle + days))
        )
        fine = (n_b >= min_articles) & (n_a >= min_articles) & (bottom_b > 0) & (bottom_a > 0)
        step = top_a[fine] / bottom_a[fine] - top_b[fine] / bottom_b[fine]
        order = rng.permutation(len(step))
        place, step = candidates[fine][order], np.abs(step[order])
        for event, date in enumerate(dates):
            own = abs(steps[event * n_groups + group])
            others = step[np.abs(place - date) >= days][:n_placebo]
            if not np.isnan(own) and len(others) >= _FEWEST_PLACEBOS:
                # as large up to rounding of the running sums
                p[event * n_groups + group] = (1 + np.count_nonzero(others >= own - 1e-9)) / (1 + len(others))
    return p
