"""Timelines: an estimate by period and group, its interval, the articles behind it, and dated events."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import dates as mdates
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from newsresearch.figures.style import (
    FAINT,
    INK,
    SOFT,
    Measure,
    describe_measure,
    footer,
    looks,
    name_aim,
    new_figure,
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

STEPS = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "administration": "administration"}
EVENT_LINES = 8
"""Lines over the plot that events may take for their names; past that the plot would be smaller than they."""

KINDS_FIRST = {"nuclear test": 0, "summit": 1, "agreement": 2, "satellite launch": 3}
"""Kinds of events that are named where there is no room for all."""

BANDS_FROM = 13
"""Periods from which intervals are a band; fewer are points with whiskers."""


@styled
def plot_timeline(
    timeline: pd.DataFrame, *, events: pd.DataFrame | None = None, title: str | None = None, source: str | None = None
) -> Figure:
    """Draw a measure over time, one line a group, with its interval and the number of articles under it.

    Use it on the table of ``trace_timeline`` of one measure. A period without an estimate is a gap: no line crosses
    it. It computes nothing, so a line over few articles is as jagged as the data; the bars below say how many there
    are. A column ``smoothed`` is drawn as a broad line behind the estimates. Of many events as many nuclear tests,
    summits and agreements are named as fit in eight lines, those between the groups drawn first; the others are ticks
    on the upper edge, and the text under the title says how many are named.

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
    step, axis = _period_axis(rows)
    rows = rows.assign(x=rows["period"].map(axis))
    heading = title or f"{facts.name}{f', by {step}' if step else ''}"
    if rows["estimate"].isna().all():
        return say_why("There is nothing to draw: no period has enough articles for an estimate.", heading, source)
    names = [str(g) for g in rows.loc[rows["estimate"].notna(), "group"].drop_duplicates()]
    names = [g for g in looks_order(rows) if g in names]
    left_out = names[MOST:]
    names = names[:MOST]
    panels = [names] if len(names) <= TOGETHER else [[g] for g in names]
    subtitle = "Lines: estimates; bands and whiskers: 95% intervals; gaps: no estimate. " + (
        "Bars: articles." if len(panels) == 1 else "n: articles."
    )
    if "smoothed" in rows.columns and rows["smoothed"].notna().any():
        subtitle += " Broad lines: smoothed."
    if left_out:
        subtitle += f" {len(left_out)} more groups are in the table."
    look = looks(names)
    shown = _events_between(events, rows, axis, step)
    if len(panels) == 1:
        labels = _name_events(shown, rows, width=6.2)
        if len(shown):
            subtitle += f" Dashed lines: {len(labels)} of {len(shown)} events in these periods."
        figure = new_figure(8.2, 3.9 + 0.16 * labels["row"].max() if len(labels) else 3.7, heading, subtitle, source)
        above, below = figure.subplots(2, 1, sharex=True, height_ratios=(5, 1))
        _draw_groups(above, rows, names, look, facts)
        _draw_events(above, labels, shown)
        _draw_counts(below, rows, names, look)
        _name_lines(above, rows, names, look, facts)
        above.tick_params(axis="x", length=0)
        axes = [above, below]
    else:
        columns = 2
        lines = -(-len(panels) // columns)
        figure = new_figure(8.2, 0.3 + 1.65 * lines, heading, subtitle, source)
        grid = figure.subplots(lines, columns, sharex=True, sharey=True, squeeze=False)
        axes = list(grid.flat)
        for spare in axes[len(panels) :]:
            spare.set_axis_off()
        for n, (axis_, group) in enumerate(zip(axes, names, strict=False)):
            _draw_groups(axis_, rows, [group], look, facts)
            for x in shown["x"]:
                axis_.axvline(x, color=SOFT, lw=0.6, ls=(0, (2, 2)), zorder=0.5)
            total = int(rows.loc[rows["group"] == group, "n_articles"].max())
            axis_.set_title(f"{group}", loc="left", size=9, weight="bold", color=look[group].colour)
            axis_.set_title(f"n ≤ {total} per {step or 'period'}", loc="right", size=7.5, color=SOFT)
            axis_.set_ylabel("")
            if n + columns >= len(panels):
                axis_.tick_params(axis="x", labelbottom=True)
        figure.supylabel(facts.axis, size=9)
    _format_periods(axes, rows, step)
    return figure


def looks_order(rows: pd.DataFrame) -> list[str]:
    """Return the groups in the order of the sides, then as they come."""
    found = [str(g) for g in rows["group"].drop_duplicates()]
    known = list(looks(["DPRK", "US", "ROK", "CHN", "JPN", "RUS", "UN", "EXPERT", "MEDIA", "OTHER"]))
    return sorted(found, key=lambda g: (known.index(g) if g in known else len(known), found.index(g)))


def _period_axis(rows: pd.DataFrame) -> tuple[str, Any]:
    """Return what a period is called, and where each stands: by date, or evenly where periods are of unequal length."""
    periods = pd.Series(rows["period"].drop_duplicates().sort_values().to_numpy())
    freq = str(rows["freq"].iloc[0]) if "freq" in rows.columns else ""
    if freq in STEPS and freq != "administration":
        return STEPS[freq], {p: mdates.date2num(p) for p in periods}
    gaps = periods.diff().dt.days.dropna()
    steps = {"day": (1, 1), "week": (7, 7), "month": (28, 31), "quarter": (89, 92), "year": (365, 366)}
    for name, (shortest, longest) in steps.items():
        if len(gaps) and gaps.min() >= shortest and gaps.max() <= longest:
            return name, {p: mdates.date2num(p) for p in periods}
    if freq == "administration" or (len(gaps) and gaps.min() > 366):
        return "administration", {p: float(n) for n, p in enumerate(periods)}
    return "", {p: mdates.date2num(p) for p in periods}


def _draw_groups(axes: Axes, rows: pd.DataFrame, names: list[str], look: dict[str, Look], facts: Measure) -> None:
    """Draw the lines and intervals of some groups."""
    places = np.sort(rows["x"].unique())
    width = float(np.diff(places).min()) if len(places) > 1 else 1.0
    if facts.signed:
        axes.axhline(0, color=SOFT, lw=0.8, zorder=0.6)
    for n, group in enumerate(names):
        part = rows[rows["group"] == group].sort_values("x")
        nudge = (n - (len(names) - 1) / 2) * width * 0.16 if len(places) < BANDS_FROM else 0.0
        x = part["x"].to_numpy(dtype=float) + nudge
        y, low, high = (part[c].to_numpy(dtype=float) * facts.scale for c in ("estimate", "low", "high"))
        style, known = look[group], ~np.isnan(y)
        axes.plot(x, y, color=style.colour, ls=style.dash, lw=1.6, marker=style.marker, ms=4.2, zorder=3, mec="white",
                  mew=0.5, clip_on=False)  # fmt: skip
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
    axes.margins(x=0.02, y=0.08)
    if not facts.signed:
        axes.set_ylim(bottom=0)


def _draw_counts(axes: Axes, rows: pd.DataFrame, names: list[str], look: dict[str, Look]) -> None:
    """Draw the articles behind each estimate as small bars."""
    places = np.sort(rows["x"].unique())
    width = float(np.diff(places).min()) if len(places) > 1 else 1.0
    bar = width * 0.8 / len(names)
    for n, group in enumerate(names):
        part = rows[rows["group"] == group]
        axes.bar(part["x"] + (n - (len(names) - 1) / 2) * bar, part["n_articles"].fillna(0).astype(float), width=bar,
                 color=look[group].colour, alpha=0.8, lw=0)  # fmt: skip
    axes.set_ylabel("articles")
    axes.yaxis.set_major_locator(MaxNLocator(2, integer=True))
    axes.set_ylim(bottom=0)


def _name_lines(axes: Axes, rows: pd.DataFrame, names: list[str], look: dict[str, Look], facts: Measure) -> None:
    """Write each group's name at the right end of its line, moved apart where lines end close together."""
    last = [rows[(rows["group"] == g) & rows["estimate"].notna()].sort_values("x").iloc[-1] for g in names]
    low, high = axes.get_ylim()
    gap = (high - low) * 0.065  # the height of a name in a plot of this size
    ends = sorted(((row["estimate"] * facts.scale, g) for row, g in zip(last, names, strict=True)), key=lambda e: e[0])
    placed: list[float] = []
    for y, _ in ends:
        placed.append(y if not placed else max(y, placed[-1] + gap))
    over = max(0.0, placed[-1] - (high - gap / 2))
    for (_, group), y in zip(ends, placed, strict=True):
        if group == "all":
            continue
        axes.annotate(
            group, xy=(1, y - over), xycoords=("axes fraction", "data"), xytext=(6, 0), textcoords="offset points",
            va="center", ha="left", weight="bold", color=look[group].colour, annotation_clip=False,
        )  # fmt: skip


def _events_between(events: pd.DataFrame | None, rows: pd.DataFrame, axis: Any, step: str) -> pd.DataFrame:
    """Return the events that fall within the periods, with their place on the axis."""
    nothing = pd.DataFrame({"event": [], "x": [], "kind": [], "actors": []})
    if events is None or events.empty or step == "administration":
        return nothing
    known = events[events["date"].notna() & events["event"].notna()]
    if "date_precision" in known.columns and step != "year":
        known = known[known["date_precision"] != "year"]
    shown = known.assign(x=lambda e: mdates.date2num(pd.to_datetime(e["date"])))
    for column in ("kind", "actors"):
        shown[column] = known[column] if column in known.columns else ""
    first, last = min(axis.values()), max(axis.values())
    longest = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}.get(step, 0)
    return shown[shown["x"].between(first, last + longest)].sort_values(["x", "event"])[
        ["event", "x", "kind", "actors"]
    ]


def _name_events(shown: pd.DataFrame, rows: pd.DataFrame, width: float) -> pd.DataFrame:
    """Choose the events to name, as many as fit in ``EVENT_LINES``, and stack their names."""
    labels = _stack_labels(shown, rows, width)
    if len(labels) == 0 or labels["row"].max() < EVENT_LINES:
        return labels
    groups = {str(g) for g in rows["group"]}
    between = shown["actors"].fillna("").map(lambda actors: groups <= set(actors.split("|")))
    rank = shown["kind"].map(KINDS_FIRST).fillna(len(KINDS_FIRST)) + len(KINDS_FIRST) * ~between
    ranked = shown.assign(rank=rank.where(shown["kind"] != "nuclear test", 0)).sort_values("rank", kind="stable").index
    weighty = ranked[shown.loc[ranked, "kind"].isin(KINDS_FIRST)]
    ranked = weighty if len(weighty) else ranked
    chosen: list[Any] = []
    for event in ranked:
        tried = _stack_labels(shown[shown.index.isin([*chosen, event])], rows, width)
        if tried["row"].max() < EVENT_LINES:
            chosen.append(event)
            labels = tried
    return labels


def _stack_labels(shown: pd.DataFrame, rows: pd.DataFrame, width: float) -> pd.DataFrame:
    """Give each event's name a line over the plot, above the lines of the later events that it reaches over.

    So no name crosses another or a later event's line. ``width`` is that of the plot in inches.
    """
    per_letter = max(rows["x"].max() - rows["x"].min(), 1.0) / width * 0.072  # width of a letter of 7.5 pt in inches
    placed: list[dict[str, Any]] = []
    for event in rows_of(shown.iloc[::-1]):
        name = shorten(str(event.event), 44, placeholder=" …")
        under = [later["row"] for later in placed if later["x"] <= event.x + (len(name) + 2) * per_letter]
        placed.append({"x": event.x, "name": name, "row": max(under, default=-1) + 1})
    return pd.DataFrame(placed[::-1], columns=["x", "name", "row"])


def _draw_events(axes: Axes, labels: pd.DataFrame, shown: pd.DataFrame) -> None:
    """Draw a thin line at each named event, up to its name over the plot, and a tick at each other."""
    for x in shown["x"]:
        axes.axvline(x, ymin=0.985, color=SOFT, lw=0.7)
    for event in rows_of(labels):
        axes.axvline(event.x, color=SOFT, lw=0.7, ls=(0, (2, 2)), zorder=0.5)
        axes.annotate(
            event.name, xy=(event.x, 1), xycoords=("data", "axes fraction"), size=7.5, color=INK, va="bottom",
            xytext=(3, 4 + 11 * event.row), textcoords="offset points", ha="left", annotation_clip=False,
        )  # fmt: skip
        axes.annotate(
            "", xy=(event.x, 1), xycoords=("data", "axes fraction"), xytext=(0, 13 + 11 * event.row),
            textcoords="offset points", arrowprops={"arrowstyle": "-", "color": SOFT, "lw": 0.7, "shrinkA": 0,
            "shrinkB": 0, "linestyle": (0, (2, 2))}, annotation_clip=False,
        )  # fmt: skip


def _format_periods(axes: list[Axes], rows: pd.DataFrame, step: str) -> None:
    """Write the periods under the plots."""
    for axis in axes:
        if step == "administration":
            names = rows.drop_duplicates("period").sort_values("x")
            from_year = names["period"].dt.strftime("from %Y")
            text = names["period_name"] if "period_name" in names.columns else from_year
            axis.set_xticks(names["x"], text.astype(str), rotation=30, ha="right", rotation_mode="anchor")
        else:
            locator = mdates.AutoDateLocator(minticks=3, maxticks=9)
            axis.xaxis.set_major_locator(locator)
            axis.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
        axis.spines["bottom"].set_color(FAINT if axis is not axes[-1] else SOFT)
