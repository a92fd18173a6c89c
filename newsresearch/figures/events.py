"""A measure before and after dated events: the step of each group, and its difference with interval."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from newsresearch.figures.lines import count, frame_lines, mark_zero, say_note, write_right
from newsresearch.figures.style import (
    POINTS,
    SOFT,
    Measure,
    describe_measure,
    footer,
    looks,
    name_aim,
    name_group,
    new_figure,
    note_of,
    number,
    rows_of,
    say_why,
    styled,
)
from newsresearch.palette import Look
from newsresearch.schema import need_columns

COLUMNS = (
    "event", "date", "group", "measure", "before", "after", "difference", "low", "high", "p_placebo",
    "n_articles_before", "n_articles_after", "note",
)  # fmt: skip  # in the order of align_events
MOST = 10
"""Events that fit on a page; the table has all."""

LINE = 0.3
"""Height of a row in inches."""

JOINED = "#a0a0a0"
"""Of the line that joins two estimates: grey and thin, so that nobody reads it as an interval."""

_N, _P = 126, 186
"""Where the second and third column at the right begin, in points from the plot: past the widest difference."""


@styled
def plot_events(alignment: pd.DataFrame, *, title: str | None = None, source: str | None = None) -> Figure:
    """Draw a measure before and after events: the step of each group, and the difference with its interval.

    Use it on the table of ``align_events``, also after joining several measures: each gets plots of its own. The left
    plot shows the two estimates, the right one their difference; written out beside it are the difference, the
    articles before and after, and how often other dates show as large a step. It says nothing about causes. Of more
    than ten events those with the most articles are drawn.

    Parameters
    ----------
    alignment : DataFrame
        From ``align_events``, with groups or without.
    title, source : str, optional
        The sentence above, in place of the default; the text below.

    Returns
    -------
    matplotlib.figure.Figure
        Rows noted as "too few" carry that note in the place of the marks.

    Raises
    ------
    UsageError
        When the table lacks a column that is needed.

    Examples
    --------
    >>> row = {"event": "Singapore summit", "date": pd.Timestamp("2018-06-12"), "group": "US", "measure": "tone"}
    >>> row |= {"note": "too few"} | {c: None for c in COLUMNS if c not in {*row, "note"}}
    >>> plot_events(pd.DataFrame([row])).get_label()
    'Tone toward the other side, before and after'
    """
    need_columns(alignment, COLUMNS, "plot_events", "align_events")
    source = footer(alignment, source)
    if alignment.empty:
        return say_why("There is nothing to draw: the table has no rows.", title or "Before and after", source)
    rows = alignment.assign(group=alignment["group"].astype(object).fillna("all"))
    shown, left_out = _choose(rows)
    panels = [(name_aim(describe_measure(str(m)), part), part) for m, part in shown.groupby("measure", sort=False)]
    heading = title or (f"{panels[0][0].name}, before and after" if len(panels) == 1 else "Before and after")
    look = looks([str(group) for group in shown["group"].drop_duplicates()])
    sizes = [len(part) + len(part.drop_duplicates(["event", "date"])) for _, part in panels]
    subtitle = _explain(shown, left_out)
    figure = new_figure(9.0, sum(LINE * size + 0.8 for size in sizes) + 0.2, heading, subtitle, source)
    grid = figure.subplots(len(panels), 2, squeeze=False, width_ratios=(1.3, 1), height_ratios=sizes, sharey="row")
    for n, (pair, (facts, part)) in enumerate(zip(grid, panels, strict=True)):
        _draw_panel(pair, part, facts, look)
        pair[0].set_title(facts.name if len(panels) > 1 or title else "", loc="left", size=9, weight="bold")
        if n == 0:
            for text, away in (("difference (95%)", 10), ("articles", _N), ("p", _P)):
                write_right(pair[1], -0.85, text, away, SOFT)
    return figure


def _choose(rows: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Return the rows of as many events as fit, and how many events are left out; estimates and articles decide."""
    found = rows.assign(known=rows["difference"].notna(), n=rows["n_articles_before"] + rows["n_articles_after"])
    weight = found.groupby(["event", "date"], sort=False, dropna=False)[["known", "n"]].sum()
    kept = weight.sort_values(["known", "n"], ascending=False, kind="stable").index[:MOST]
    mine = pd.MultiIndex.from_frame(rows[["event", "date"]]).isin(kept)
    return rows[mine].sort_values(["date", "event"], kind="stable"), len(weight) - len(kept)


def _explain(rows: pd.DataFrame, left_out: int) -> str:
    """Say how to read the marks."""
    days: list[Any] = list(rows["days"].dropna().unique()) if "days" in rows.columns else []
    span = f"{int(days[0])} days " if len(days) == 1 else "time "
    text = (
        f"Left: hollow marks, the {span}before; filled, the {span}from the event on; the grey line only joins the two "
        "and is no interval. Right: their difference with its 95% interval, articles before / after, and p: the share "
        "of other dates with as large a step."
    )
    return text + (f" {left_out} more events are in the table." if left_out else "")


def _draw_panel(pair: Any, rows: pd.DataFrame, facts: Measure, look: dict[str, Look]) -> None:
    """Draw a measure: a line with the name of each event, and under it a row a group."""
    step, change = pair
    names: dict[int, str] = {}
    place = 0
    for _, part in rows.groupby(["event", "date"], sort=False, dropna=False):
        event, date = part["event"].iloc[0], part["date"].iloc[0]
        day = "" if pd.isna(date) else f", {date.day} {date:%b %Y}"
        step.annotate(f"{event}{day}", xy=(0, place), xycoords=("axes fraction", "data"), va="center", size=8.5,
                      annotation_clip=False)  # fmt: skip
        for row in rows_of(part):
            place += 1
            names[place] = name_group(row.group, getattr(row, "by", None))
            _draw_step(step, change, place, row, facts, look[str(row.group)])
        place += 1
    step.set_yticks(list(names), list(names.values()))
    for axes, unit in ((step, facts.unit), (change, f"after − before{POINTS if facts.in_points else ''}")):
        frame_lines(axes, place - 0.4, ticks=5, unit=unit)
    change.tick_params(axis="y", labelleft=False)
    mark_zero(change)
    if step.lines and facts.from_zero:
        step.set_xlim(left=0)


def _draw_step(step: Axes, change: Axes, place: int, row: Any, facts: Measure, style: Look) -> None:
    """Draw one group's step and difference, or its note."""
    counts = (row.n_articles_before, row.n_articles_after)
    write_right(change, place, " / ".join(map(count, counts)), _N)
    if pd.isna(row.difference):
        say_note(step, place, note_of(row) or "no estimate")
        return
    before, after, difference = (value * facts.scale for value in (row.before, row.after, row.difference))
    mark: dict[str, Any] = {"ls": "", "marker": style.marker, "ms": 6.5 * style.size, "clip_on": False, "zorder": 3}
    step.hlines(place, min(before, after), max(before, after), color=JOINED, lw=0.8, zorder=2)
    step.plot(before, place, mfc="white", mec=style.colour, mew=1.3, **mark)
    step.plot(after, place, mfc=style.colour, mec="white", mew=0.7, **mark)
    text = number(row.difference, facts, sign=True)
    if not (pd.isna(row.low) or pd.isna(row.high)):
        change.hlines(place, row.low * facts.scale, row.high * facts.scale, color=style.colour, lw=1.8, alpha=0.6)
        text += " ({} to {})".format(*(number(end, facts, sign=True) for end in (row.low, row.high)))
    change.plot(difference, place, mfc=style.colour, mec="white", mew=0.7, **mark)
    write_right(change, place, text)
    if pd.notna(row.p_placebo):
        write_right(change, place, f"{row.p_placebo:.2f}" if row.p_placebo >= 0.01 else "< 0.01", _P)
