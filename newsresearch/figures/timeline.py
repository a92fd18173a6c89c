"""Timelines: an estimate by period and group, its interval, the articles behind it, and dated events."""

from __future__ import annotations

from textwrap import shorten, wrap
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import dates as mdates
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from matplotlib.ticker import FuncFormatter, MaxNLocator

from newsresearch.figures.style import (
    FAINT,
    FEW,
    INK,
    PERIODS,
    RC,
    SOFT,
    Measure,
    describe_measure,
    footer,
    looks,
    name_aim,
    name_group,
    new_figure,
    number,
    rows_of,
    say_why,
    styled,
)
from newsresearch.palette import Look
from newsresearch.schema import need_columns

COLUMNS = ("period", "group", "measure", "estimate", "low", "high", "n_statements", "n_articles")
TOGETHER = 3
"""Groups drawn in one plot; more of them get a plot each, since bands over bands cannot be read."""

MOST = 12
"""Groups that fit on a page; the table has all."""

EVENT_LINES = 8
"""Lines over the plot that events may take for their names; past that the plot would be smaller than they."""

KINDS_FIRST = {"nuclear test": 0, "summit": 1, "agreement": 2, "satellite launch": 3}
"""Kinds of events that are named where there is no room for all."""

MARKED = 6
"""Events that are marked in plots of their own for each group: numbers on the lines, names below the figure."""

BANDS_FROM = 13
"""Periods from which intervals are a band; fewer are points with whiskers."""

_STRAY = 0.1  # share of the points that may lie outside the plot; of more, all are inside
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}
_NUDGE = 0.1  # share of a period that groups stand apart
_TICKS, _TICKS_SMALL = 12, 6  # names of periods that fit under a plot of the whole width, and of half of it
_DAYS_NAMED = 5  # days of which each has its name under the plot; more of them have a calendar's ticks
_WIDE, _SMALL = 6.7, 3.2  # inches of a plot of the whole width, at the least, and of one of two
_BESIDE = 0.5  # inches at the right of a plot, beside the names of groups, that names of events may use too
_LETTER = 0.078  # inches of a letter under a plot, about
_EVENT_SIZE = 7.5  # points of an event's name
_APART = 0.16  # inches between two events that are marked with numbers


@styled
def plot_timeline(
    timeline: pd.DataFrame, *, events: pd.DataFrame | None = None, title: str | None = None, source: str | None = None
) -> Figure:
    """Draw a measure over time, one line a group, with its interval and the number of articles under it.

    Use it on the table of ``trace_timeline`` of one measure. A period without an estimate is a gap: no line crosses
    it. It computes nothing, so a line over few articles is as jagged as the data; the bars below say how many there
    are. Points of fewer than five articles, or without an interval, are hollow and do not set the scale: one far
    outside it is a triangle at the edge, with its value. Of more than twelve groups those with the most articles are
    drawn. A column ``smoothed`` is drawn as a broad line behind the estimates. Of many events as many nuclear tests,
    summits and agreements are named as fit in eight lines, those between the groups drawn first; the others are ticks
    on the upper edge, and the text under the title says how many are named. Where each of many groups has a plot of
    its own, six events at most bear numbers, which the text below explains.

    Parameters
    ----------
    timeline : DataFrame
        From ``trace_timeline``; with several measures the first is drawn.
    events : DataFrame, optional
        Rows with ``date`` and ``event``, as ``load_events`` returns: thin lines with the event's name. Events outside
        the periods are left out.
    title, source : str, optional
        The sentence above, in place of the default; the text below.

    Returns
    -------
    matplotlib.figure.Figure
        A figure with a sentence in place of the plot when there is nothing to draw.

    Raises
    ------
    UsageError
        When a table lacks a column that is needed.

    Examples
    --------
    >>> row = {"period": pd.Timestamp("2018-06-01"), "group": "US", "measure": "tone", "estimate": 0.2, "low": 0.1}
    >>> figure = plot_timeline(pd.DataFrame([row | {"high": 0.3, "n_statements": 40, "n_articles": 12}]))
    >>> figure.get_label()
    'Tone toward the other side'
    """
    need_columns(timeline, COLUMNS, "plot_timeline", "trace_timeline")
    if events is not None:
        need_columns(events, ("date", "event"), "plot_timeline(events=...)", "load_events")
    source = footer(timeline, source)
    if timeline.empty:
        return say_why("There is nothing to draw: the timeline has no rows.", title or "Timeline", source)
    measure = str(timeline["measure"].iloc[0])
    facts = name_aim(describe_measure(measure), timeline[timeline["measure"] == measure])
    rows = timeline[timeline["measure"] == measure].assign(group=lambda t: t["group"].astype(object).fillna("all"))
    step, places = _place_periods(rows)
    rows = rows.assign(x=rows["period"].map(places.set_index("period")["x"]))
    heading = title or f"{facts.name}{f', by {step}' if step else ''}"
    if rows["estimate"].isna().all():
        return say_why("There is nothing to draw: no period has enough articles for an estimate.", heading, source)
    names = [str(g) for g in rows.loc[rows["estimate"].notna(), "group"].drop_duplicates()]
    most = rows.groupby("group", sort=False)["n_articles"].sum().sort_values(ascending=False, kind="stable").index
    kept = [g for g in map(str, most) if g in names][:MOST]
    left_out = len(names) - len(kept)
    names = [g for g in looks_order(rows) if g in kept]
    rows = _mark_few(rows[rows["group"].isin(names)])
    edges = _choose_scale(rows, facts)
    rows = rows.assign(outside=_beyond(rows["estimate"] * facts.scale, edges))
    panels = [names] if len(names) <= TOGETHER else [[g] for g in names]
    subtitle = "Lines: estimates; bands and whiskers: 95% intervals; gaps: no estimate. " + (
        "Bars: articles." if len(panels) == 1 else "Over each plot: the articles behind an estimate."
    )
    if "smoothed" in rows.columns and rows["smoothed"].notna().any():
        subtitle += " Broad lines: smoothed."
    subtitle += _explain_few(rows, facts, edges)
    if len(panels) == 1:
        subtitle += _say_statements(rows, names)
    if left_out:
        subtitle += f" Drawn: the {MOST} groups with the most articles; {left_out} more groups are in the table."
    look = looks(names)
    by = rows["by"].iloc[0] if "by" in rows.columns else None
    shown = _events_between(events, places, step)
    if len(panels) == 1:
        labels = _name_events(shown, names, places)
        if len(shown):
            subtitle += f" Dashed lines: {len(labels)} of {len(shown)} events in these periods."
            subtitle += "" if len(labels) == len(shown) else " Ticks: the others, not named here."
        figure = new_figure(8.2, 3.9 + 0.16 * labels["top"].max() if len(labels) else 3.7, heading, subtitle, source)
        above, below = figure.subplots(2, 1, sharex=True, height_ratios=(5, 1))
        _draw_groups(above, rows, places, names, look, facts)
        above.set_ylim(*edges)
        _draw_events(above, labels, shown)
        _draw_counts(below, rows, places, names, look)
        _name_lines(above, rows, names, look, facts)
        above.tick_params(axis="x", length=0)
        axes = [above, below]
    else:
        marked = _mark_events(shown, names, places)
        ticked = step not in ("year", "administration")  # over a few years ticks are but a barcode
        if len(shown):
            subtitle += f" Dashed lines: {len(marked)} of {len(shown)} events in these periods, named below."
            subtitle += " Ticks: the others, not named here." if ticked and len(marked) < len(shown) else ""
            source = " ".join(filter(None, (_list_events(marked), source)))
        columns = 2
        lines = -(-len(panels) // columns)
        figure = new_figure(8.2, 0.3 + (1.8 if len(marked) else 1.65) * lines, heading, subtitle, source)
        grid = figure.subplots(lines, columns, sharex=True, sharey=True, squeeze=False)
        axes = list(grid.flat)[: len(panels)]
        for spare in grid.flat[len(panels) :]:
            spare.set_axis_off()
        pad = 12 if len(marked) else None  # points above the plot where a title is clear of the events' numbers
        for n, (axis, group) in enumerate(zip(axes, names, strict=True)):
            _draw_groups(axis, rows, places, [group], look, facts)
            axis.set_ylim(*edges)
            _draw_marks(axis, marked, shown if ticked else shown.iloc[:0])
            articles = _say_articles(rows[rows["group"] == group], step)
            axis.set_title(name_group(group, by), loc="left", size=9, weight="bold", color=look[group].colour, pad=pad)
            axis.set_title(articles, loc="right", size=7.5, color=SOFT, pad=pad)
            axis.set_ylabel("")
            if n + columns >= len(panels):
                axis.tick_params(axis="x", labelbottom=True)
        figure.supylabel(facts.axis, size=9)
    for axis in axes:
        _name_periods(axis, rows, places, step, _TICKS if len(panels) == 1 else _TICKS_SMALL)
        axis.spines["bottom"].set_color(FAINT if axis is not axes[-1] else SOFT)
    return figure


def looks_order(rows: pd.DataFrame) -> list[str]:
    """Return the groups in the order of the sides, then as they come."""
    found = [str(g) for g in rows["group"].drop_duplicates()]
    known = list(looks(["DPRK", "US", "ROK", "CHN", "JPN", "RUS", "UN", "EXPERT", "MEDIA", "OTHER"]))
    return sorted(found, key=lambda g: (known.index(g) if g in known else len(known), found.index(g)))


def _place_periods(rows: pd.DataFrame) -> tuple[str, pd.DataFrame]:
    """Return what a period is called, and of each where it begins, ends and has its middle ``x`` on the axis.

    A day stands on its date, as events do; administrations, of unequal length, stand evenly.
    """
    periods = rows["period"].drop_duplicates().sort_values(ignore_index=True)
    step = _name_step(rows, periods)
    if step == "administration":
        x = np.arange(len(periods), dtype="float64")
        return step, pd.DataFrame({"period": periods, "first": x - 0.5, "x": x, "last": x + 0.5})
    first = mdates.date2num(periods)
    if step in _MONTHS:
        last = mdates.date2num(periods + pd.DateOffset(months=_MONTHS[step]))
    else:
        last = first + _DAYS.get(step, float(np.diff(first).min()) if len(first) > 1 else 1.0)
    back = (last - first) / 2 if step in ("day", "") else 0.0
    places = pd.DataFrame({"period": periods, "first": first - back, "last": last - back})
    return step, places.assign(x=(places["first"] + places["last"]) / 2)


def _name_step(rows: pd.DataFrame, periods: pd.Series) -> str:
    """Return what a period is called: by the column ``freq``, else by the days between periods; "" if unknown."""
    freq = str(rows["freq"].iloc[0]) if "freq" in rows.columns else ""
    if freq in PERIODS:
        return PERIODS[freq]
    gaps = periods.diff().dt.days.dropna()
    steps = {"day": (1, 1), "week": (7, 7), "month": (28, 31), "quarter": (89, 92), "year": (365, 366)}
    for name, (shortest, longest) in steps.items():
        if len(gaps) and gaps.min() >= shortest and gaps.max() <= longest:
            return name
    return "administration" if len(gaps) and gaps.min() > 366 else ""


def _span(places: pd.DataFrame) -> float:
    """Return the length of the shortest period on the axis."""
    return float((places["last"] - places["first"]).min())


def _draw_groups(
    axes: Axes, rows: pd.DataFrame, places: pd.DataFrame, names: list[str], look: dict[str, Look], facts: Measure
) -> None:
    """Draw the lines and intervals of some groups."""
    if facts.signed:
        axes.axhline(0, color=SOFT, lw=0.8, zorder=0.6)
    for n, group in enumerate(names):
        part = rows[rows["group"] == group].sort_values("x")
        nudge = (n - (len(names) - 1) / 2) * _NUDGE * _span(places) if len(places) < BANDS_FROM else 0.0
        x = part["x"].to_numpy(dtype=float) + nudge
        y, low, high = (part[c].to_numpy(dtype=float) * facts.scale for c in ("estimate", "low", "high"))
        style, known = look[group], ~np.isnan(y)
        firm = np.where(part["weak"], np.nan, y)
        axes.plot(x, firm, color=style.colour, ls=style.dash, lw=1.6, zorder=2.8)
        _join_weak(axes, x, y, part["weak"].to_numpy(dtype=bool), style)
        _draw_points(axes, x, y, part, style, facts)
        if "smoothed" in part.columns:
            smoothed = part["smoothed"].to_numpy(dtype=float) * facts.scale
            axes.plot(x, smoothed, color=style.colour, lw=4.5, alpha=0.35, zorder=1.5)
        near = np.concatenate([[False], known]), np.concatenate([known, [False]])
        alone = known & ~(near[0][:-1] | near[1][1:])
        bars = known if len(places) < BANDS_FROM else alone
        bounded = bars & ~np.isnan(low) & ~np.isnan(high)
        axes.vlines(x[bounded], low[bounded], high[bounded], color=style.colour, lw=1.1, alpha=0.75, zorder=2)
        if len(places) >= BANDS_FROM:
            axes.fill_between(x, low, high, where=known, color=style.colour, alpha=0.16, lw=0, zorder=1)
    axes.grid(axis="y")
    axes.set_ylabel(facts.axis)
    axes.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda v, _: f"{v:g}".replace("-", "−")))
    first, last = places["first"].min(), places["last"].max()
    axes.set_xlim(first - 0.02 * (last - first), last + 0.02 * (last - first))


def _join_weak(axes: Axes, x: np.ndarray, y: np.ndarray, weak: np.ndarray, style: Look) -> None:
    """Draw thin dots, no line, where one of two neighbouring estimates has few articles or no interval."""
    points = np.column_stack([x, y])
    loose = (weak[:-1] | weak[1:]) & ~np.isnan(y[:-1]) & ~np.isnan(y[1:])
    if loose.any():
        ends = np.stack([points[:-1][loose], points[1:][loose]], axis=1)
        axes.add_collection(LineCollection(list(ends), colors=style.colour, lw=0.8, ls=(0, (1, 2)), alpha=0.8,
                                           zorder=2.7))  # fmt: skip


def _draw_points(axes: Axes, x: np.ndarray, y: np.ndarray, part: pd.DataFrame, style: Look, facts: Measure) -> None:
    """Draw the estimates of a group: hollow where few articles stand behind, triangles with numbers where outside."""
    known, weak, outside = ~np.isnan(y), part["weak"].to_numpy(), part["outside"].to_numpy()
    mark: dict[str, Any] = {"ls": "", "zorder": 3, "clip_on": False}
    full, hollow = known & ~weak & (outside == 0), known & weak & (outside == 0)
    plain: dict[str, Any] = {"ms": 4.2 * style.size, "color": style.colour, "mec": "white", "mew": 0.5}
    blank: dict[str, Any] = {"ms": 3.4 * style.size, "mfc": "white", "mec": style.colour, "mew": 0.8}
    for some, kind in ((full, plain), (hollow, blank)):
        if some.any():  # a line without points has no extent, and breaks the layout
            axes.plot(x[some], y[some], marker=style.marker, **kind, **mark)
    for at, value, side in zip(x[outside != 0], y[outside != 0], outside[outside != 0], strict=True):
        edge: dict[str, Any] = {"transform": axes.get_xaxis_transform(), "marker": "^" if side > 0 else "v"}
        axes.plot([at], [float(side > 0)], ms=4.5, mfc="white", mec=style.colour, mew=0.8, **edge, **mark)
        axes.annotate(number(value / facts.scale, facts), xy=(at, float(side > 0)), size=7, color=style.colour,
                      xycoords=("data", "axes fraction"), xytext=(5, -4 if side > 0 else 4),
                      textcoords="offset points", va="center")  # fmt: skip


def _mark_few(rows: pd.DataFrame) -> pd.DataFrame:
    """Mark as ``weak`` the estimates of few articles, and those without an interval."""
    return rows.assign(weak=(rows["n_articles"].astype("float64") < FEW) | rows["low"].isna() | rows["high"].isna())


def _choose_scale(rows: pd.DataFrame, facts: Measure) -> tuple[float, float]:
    """Return the lower and upper edge of a plot: those of the estimates of enough articles and their intervals.

    Other estimates widen it by half at most, unless many would lie outside. So no single article sets the scale.
    """
    drawn = rows[rows["estimate"].notna()]
    columns = ["estimate", "low", "high", *(["smoothed"] if "smoothed" in rows.columns else [])]
    firm = drawn if drawn["weak"].all() else drawn[~drawn["weak"]]
    known = firm[columns].to_numpy(dtype="float64") * facts.scale
    weak = drawn.loc[drawn["weak"], "estimate"].astype("float64") * facts.scale
    bottom, top = float(np.nanmin(known)), float(np.nanmax(known))
    reach = (top - bottom) / 2
    near = weak[weak.between(bottom - reach, top + reach)]
    inside = near if len(weak) - len(near) <= _STRAY * len(drawn) else weak
    zero = [0.0] if facts.from_zero or facts.signed else []
    bottom, top = min([bottom, *inside, *zero]), max([top, *inside, *zero])
    margin = 0.08 * (top - bottom) or 0.1 * abs(top) or 1.0
    return 0.0 if facts.from_zero else bottom - margin, top + margin


def _beyond(values: pd.Series, edges: tuple[float, float]) -> pd.Series:
    """Return 1 for values above the plot, -1 for those below, 0 for all others."""
    return (values > edges[1]).astype(int) - (values < edges[0]).astype(int)


def _explain_few(rows: pd.DataFrame, facts: Measure, edges: tuple[float, float]) -> str:
    """Say what hollow marks and triangles mean, and that intervals are cut; "" where there are none."""
    drawn = rows[rows["estimate"].notna()]
    text = f" Hollow, joined by dots: fewer than {FEW} articles, or no interval." if drawn["weak"].any() else ""
    strays = int((drawn["outside"] != 0).sum())
    if strays:
        text += f" Triangles: {strays} of these {'lie' if strays > 1 else 'lies'} outside the plot, with " \
            f"{'their values' if strays > 1 else 'its value'}."  # fmt: skip  # one sentence
    cut = pd.concat([_beyond(drawn[end] * facts.scale, edges) for end in ("low", "high")]).ne(0).any()
    return text + (" Intervals are cut at the edge of the plot." if cut else "")


def _say_statements(rows: pd.DataFrame, names: list[str]) -> str:
    """Say how many statements of each group are drawn; "" where it is not known of all."""
    by = rows["by"].iloc[0] if "by" in rows.columns else None
    totals = [rows.loc[rows["group"] == name, "n_statements"].sum(min_count=1) for name in names]
    if any(pd.isna(total) for total in totals):
        return ""
    said = [f"{name_group(name, by)} {int(total):,}" for name, total in zip(names, totals, strict=True)]
    return f" Statements: {', '.join(said)}."


def _say_articles(rows: pd.DataFrame, step: str) -> str:
    """Say how many articles stand behind the estimates of a group, from the fewest to the most."""
    known = rows.loc[rows["estimate"].notna(), "n_articles"].astype("float64")
    low, high = int(known.min()), int(known.max())
    several = f"{low:,} to {high:,} articles" if low < high else f"{high:,} article{'s' if high != 1 else ''}"
    return f"{several} per {step or 'period'}"


def _draw_counts(axes: Axes, rows: pd.DataFrame, places: pd.DataFrame, names: list[str], look: dict[str, Look]) -> None:
    """Draw the articles behind each estimate as small bars."""
    bar = _span(places) * 0.8 / len(names)
    for n, group in enumerate(names):
        part = rows[rows["group"] == group]
        axes.bar(part["x"] + (n - (len(names) - 1) / 2) * bar, part["n_articles"].fillna(0).astype(float), width=bar,
                 color=look[group].colour, alpha=0.8, lw=0)  # fmt: skip
    axes.set_ylabel("articles")
    axes.yaxis.set_major_locator(MaxNLocator(2, integer=True))
    axes.set_ylim(bottom=0)


def _name_lines(axes: Axes, rows: pd.DataFrame, names: list[str], look: dict[str, Look], facts: Measure) -> None:
    """Write each group's name at the right end of its line, moved apart where lines end close together."""
    by = rows["by"].iloc[0] if "by" in rows.columns else None
    last = [rows[(rows["group"] == g) & rows["estimate"].notna()].sort_values("x").iloc[-1] for g in names]
    low, high = axes.get_ylim()
    gap = (high - low) * 0.065  # the height of a name in a plot of this size
    ends = sorted(
        ((min(max(row["estimate"] * facts.scale, low), high), g) for row, g in zip(last, names, strict=True)),
        key=lambda e: e[0],
    )
    placed: list[float] = []
    for y, _ in ends:
        placed.append(y if not placed else max(y, placed[-1] + gap))
    over = max(0.0, placed[-1] - (high - gap / 2))
    for (_, group), y in zip(ends, placed, strict=True):
        if group == "all":
            continue
        axes.annotate(
            name_group(group, by), xy=(1, y - over), xycoords=("axes fraction", "data"), xytext=(6, 0),
            textcoords="offset points", va="center", ha="left", weight="bold", color=look[group].colour,
            annotation_clip=False,
        )  # fmt: skip


def _events_between(events: pd.DataFrame | None, places: pd.DataFrame, step: str) -> pd.DataFrame:
    """Return the events that fall within the periods, with their place on the axis."""
    columns = ["event", "x", "kind", "actors"]
    if events is None or events.empty or step == "administration":
        return pd.DataFrame({name: [] for name in columns})
    known = events[events["date"].notna() & events["event"].notna()]
    if "date_precision" in known.columns and step != "year":
        known = known[known["date_precision"] != "year"]
    shown = known.assign(x=lambda e: mdates.date2num(pd.to_datetime(e["date"])))
    for column in ("kind", "actors"):
        shown[column] = known[column] if column in known.columns else ""
    inside = (shown["x"] >= places["first"].min()) & (shown["x"] < places["last"].max())
    return shown[inside].sort_values(["x", "event"], ignore_index=True)[columns]


def _name_events(shown: pd.DataFrame, names: list[str], places: pd.DataFrame) -> pd.DataFrame:
    """Choose the events to name, as many as fit in ``EVENT_LINES``, and stack their names."""
    labels = _stack_labels(shown, places)
    if len(labels) == 0 or labels["top"].max() < EVENT_LINES:
        return labels
    chosen: list[Any] = []
    for event in _rank_events(shown, names):
        tried = _stack_labels(shown[shown.index.isin([*chosen, event])], places)
        if tried["top"].max() < EVENT_LINES:
            chosen.append(event)
            labels = tried
    return labels


def _rank_events(shown: pd.DataFrame, names: list[str]) -> list[Any]:
    """Return the places of the events that come first where there is no room for all.

    Kinds stand in their order, of each those between the groups first (the first two, where there are many).
    """
    groups = set(names if len(names) <= TOGETHER else names[:2])
    between = shown["actors"].fillna("").map(lambda actors: groups <= set(actors.split("|")))
    rank = shown["kind"].map(KINDS_FIRST).fillna(len(KINDS_FIRST)) + len(KINDS_FIRST) * ~between
    ranked = shown.assign(rank=rank.where(shown["kind"] != "nuclear test", 0)).sort_values("rank", kind="stable").index
    weighty = ranked[shown.loc[ranked, "kind"].isin(KINDS_FIRST)]
    return list(weighty if len(weighty) else ranked)


def _mark_events(shown: pd.DataFrame, names: list[str], places: pd.DataFrame) -> pd.DataFrame:
    """Choose the events to mark in small plots: at most ``MARKED``, so far apart that their numbers can be read."""
    apart = _APART * (places["last"].max() - places["first"].min()) / _SMALL
    chosen: list[Any] = []
    for event in _rank_events(shown, names):
        near = (shown.loc[chosen, "x"] - shown.loc[event, "x"]).abs() < apart
        if len(chosen) < MARKED and not near.any():
            chosen.append(event)
    marked = shown.loc[sorted(chosen)]
    return marked.assign(number=range(1, len(marked) + 1))


def _list_events(marked: pd.DataFrame) -> str:
    """Name the events that bear a number, with their day."""
    named = [f"{e.number} {e.event} ({mdates.num2date(e.x):%Y-%m-%d})" for e in rows_of(marked)]
    return f"Events: {'; '.join(named)}."


def _stack_labels(shown: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Give each event's name a line over the plot, above the lines of the later events that it reaches over.

    So no name crosses another or a later event's line. A name stands at the right of its line; one too long for the
    room there takes two lines, and if that is not enough is moved left as far as it must be.
    """
    first, last = places["first"].min(), places["last"].max()
    inch = (last - first) * 1.04 / _WIDE
    placed: list[dict[str, Any]] = []
    for event in rows_of(shown.iloc[::-1]):
        name, end = shorten(str(event.event), 44, placeholder=" …"), last + _BESIDE * inch
        long = (_width(name) + 0.1) * inch  # 0.1 inches: its distance from the line, and from the next
        if event.x + long > end:
            name = "\n".join(wrap(name, len(name) // 2 + 3))
            long = (max(map(_width, name.split("\n"))) + 0.1) * inch
        left = min(event.x, end - long)
        right = left + long
        under = [other["top"] for other in placed if left <= other["right"] and other["left"] <= right]
        row = max(under, default=-1) + 1
        top = row + name.count("\n")
        placed.append({"x": event.x, "name": name, "row": row, "top": top, "left": left, "right": right})
    return pd.DataFrame(placed[::-1], columns=["x", "name", "row", "top", "left", "right"])


def _width(text: str) -> float:
    """Return the inches that the name of an event takes."""
    drawn = TextPath((0, 0), text, size=_EVENT_SIZE, prop=FontProperties(family=RC["font.family"]))
    return float(drawn.get_extents().width) / 72


def _draw_events(axes: Axes, labels: pd.DataFrame, shown: pd.DataFrame) -> None:
    """Draw a thin line at each named event, up to its name over the plot, and a tick at each other."""
    _draw_ticks(axes, shown)
    for event in rows_of(labels):
        axes.axvline(event.x, color=SOFT, lw=0.7, ls=(0, (2, 2)), zorder=0.5)
        axes.annotate(
            "", xy=(event.x, 1), xycoords=("data", "axes fraction"), xytext=(0, 13 + 11 * event.top),
            textcoords="offset points", arrowprops={"arrowstyle": "-", "color": SOFT, "lw": 0.7, "shrinkA": 0,
            "shrinkB": 0, "linestyle": (0, (2, 2))}, annotation_clip=False,
        )  # fmt: skip
    for event in rows_of(labels):  # over the lines
        axes.annotate(
            event.name, xy=(event.left, 1), xycoords=("data", "axes fraction"), size=_EVENT_SIZE, color=INK,
            va="bottom", xytext=(3, 4 + 11 * event.row), textcoords="offset points", ha="left", annotation_clip=False,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )  # fmt: skip


def _draw_marks(axes: Axes, marked: pd.DataFrame, shown: pd.DataFrame) -> None:
    """Draw a thin line with its number at each marked event, and a tick at each other."""
    _draw_ticks(axes, shown)
    for event in rows_of(marked):
        axes.axvline(event.x, color=SOFT, lw=0.7, ls=(0, (2, 2)), zorder=0.5)
        axes.annotate(str(event.number), xy=(event.x, 1), xycoords=("data", "axes fraction"), size=6.5, color=SOFT,
                      xytext=(0, 2), textcoords="offset points", ha="center", va="bottom")  # fmt: skip


def _draw_ticks(axes: Axes, shown: pd.DataFrame) -> None:
    """Draw a tick on the upper edge at each event."""
    axes.vlines(shown["x"], 0.97, 1, transform=axes.get_xaxis_transform(), color=SOFT, lw=0.7)


def _name_periods(axes: Axes, rows: pd.DataFrame, places: pd.DataFrame, step: str, room: int) -> None:
    """Write the periods under a plot: each under its middle where there is room, else the calendar's steps."""
    many = len(places) > room
    if step == "administration":
        names = rows.drop_duplicates("period").sort_values("x")
        text = names["period"].dt.strftime("from %Y")
        if "period_name" in names.columns:
            text = names["period_name"].astype(str) + ",\n" + text
        longest = text.astype(str).str.split("\n").explode().str.len().max()
        slanted: dict[str, Any] = {"rotation": 30, "ha": "right", "rotation_mode": "anchor"}
        fits = longest * len(names) * _LETTER < (_WIDE if room == _TICKS else _SMALL)
        axes.set_xticks(names["x"], text.astype(str), **({} if fits else slanted))
    elif step == "year" or (step in _MONTHS and not many) or (step in ("day", "") and len(places) <= _DAYS_NAMED):
        shown = places.iloc[:: -(-len(places) // room)]
        axes.set_xticks(shown["x"], _period_names(shown["period"], step))
    elif step == "quarter":
        years = len(places) / 4
        axes.xaxis.set_major_locator(mdates.YearLocator(max(1, round(years / room + 0.5))))
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    else:
        locator = mdates.AutoDateLocator(minticks=3, maxticks=9)
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))


def _period_names(periods: pd.Series, step: str) -> list[str]:
    """Return short names of periods; the year stands where it begins.

    Examples
    --------
    >>> _period_names(pd.Series(pd.to_datetime(["2017-01-01", "2018-01-01"])), "year")
    ['2017', '2018']
    """
    if step == "year":
        return [f"{day.year}" for day in periods]
    names = [f"Q{day.quarter}" if step == "quarter" else f"{day:%b}" if step == "month" else f"{day.day} {day:%b}"
             for day in periods]  # fmt: skip
    years = [day.year for day in periods]
    return [f"{name}\n{year}" if n == 0 or year != years[n - 1] else name
            for n, (name, year) in enumerate(zip(names, years, strict=True))]  # fmt: skip
