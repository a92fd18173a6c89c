"""How good the measures are: values beside floor and goal, and what a confidence is worth."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from newsresearch.figures.style import FAINT, INK, SOFT, footer, new_figure, rows_of, say_why, styled
from newsresearch.palette import SIDE_LOOKS
from newsresearch.schema import need_columns

METRICS_COLUMNS = ("metric", "value", "low", "high", "n", "baseline")
CALIBRATION_COLUMNS = ("measure", "mean_p", "share_right", "low", "high", "n")
REACHED, MISSED = SIDE_LOOKS["US"].colour, SIDE_LOOKS["DPRK"].colour  # blue and vermilion: apart for every eye

_SETS = {
    "gold": "Coded sentences about North Korea",
    "hedging": "Uncertainty, sets of others",
    "sentiment": "Sentiment toward a target, NewsMTSC",
    "acts": "Acts, CAMEO",
    "attribution": "Attribution, PolNeAR",
}
_ROW = 0.27  # inches of a metric
_COLUMNS = 3  # reliability diagrams in a line


@styled
def plot_metrics(metrics: pd.DataFrame, *, title: str | None = None, source: str | None = None) -> Figure:
    """Draw how good each measure is: value with interval, the baseline, and what was to be reached.

    Use it on the table of ``evaluate``, or on ``data/evaluation/metrics.csv``. A hollow mark in vermilion is a value
    below what must be reached, a filled one in blue any other. Values of different metrics cannot be compared.

    Parameters
    ----------
    metrics : DataFrame
        From ``evaluate``; with ``set``, metrics stand in groups; with ``must`` and ``aim``, the goals are drawn; with
        ``readers``, how well two readers agree: a value above that has learned their habits.
    title, source : str, optional
        The sentence above, in place of the default; the text below.

    Returns
    -------
    matplotlib.figure.Figure
        A figure with a sentence in place of the plot when there is no row.

    Raises
    ------
    UsageError
        When the table lacks a column that is needed.

    Examples
    --------
    >>> row = {"metric": "act macro F1", "value": 0.5, "low": 0.4, "high": 0.6, "n": 228, "baseline": 0.4}
    >>> plot_metrics(pd.DataFrame([row])).get_label()
    'How good the measures are'
    """
    need_columns(metrics, METRICS_COLUMNS, "plot_metrics", "evaluate")
    heading, source = title or "How good the measures are", footer(metrics, source)
    if metrics.empty:
        return say_why("There is nothing to draw: the table has no rows.", heading, source)
    table = metrics.reindex(columns=list(dict.fromkeys((*METRICS_COLUMNS, "set", "must", "aim", "readers"))))
    groups = list(table.groupby(table["set"].astype("object").fillna(""), sort=False))
    lines = len(table) + len(groups)
    subtitle = "Marks: values; whiskers: 95% intervals. At the right: the value, and the rows behind it."
    if (table["value"] < table["must"]).any():
        subtitle += " Hollow discs: values below what must be reached."
    figure = new_figure(8.6, _ROW * lines + 0.75, heading, subtitle, source)
    axes = figure.add_subplot()
    place, names = 0, {}
    for name, rows in groups:
        if name:
            axes.annotate(_SETS.get(str(name), str(name)), xy=(0, place), xycoords=("axes fraction", "data"),
                          xytext=(4, 0), textcoords="offset points", va="center", weight="bold", size=8.5)  # fmt: skip
        for row in rows_of(rows):
            place += 1
            names[place] = str(row.metric)
            _draw_metric(axes, place, row)
        place += 1
    axes.set_yticks(list(names), list(names.values()))
    axes.set_ylim(place - 0.4, -0.6)
    _frame_shares(axes)
    axes.set_xlim(min(0.0, float(table["low"].min())), 1.0)
    _legend(figure, bool(table["must"].notna().any()), bool(table["readers"].notna().any()))
    return figure


@styled
def plot_calibration(calibration: pd.DataFrame, *, title: str | None = None, source: str | None = None) -> Figure:
    """Draw whether confidences can be read as probabilities: for each measure, the share right at each confidence.

    Use it on the table of ``newsresearch.evaluation.calibrate``. On the diagonal a confidence of .7 is right seven
    times in ten; points below it are too sure of themselves.

    Parameters
    ----------
    calibration : DataFrame
        From ``calibrate``, or ``data/evaluation/calibration.csv``.
    title, source : str, optional
        The sentence above, in place of the default; the text below.

    Returns
    -------
    matplotlib.figure.Figure
        A figure with a sentence in place of the plot when there is no row.

    Raises
    ------
    UsageError
        When the table lacks a column that is needed.

    Examples
    --------
    >>> row = {"measure": "act", "mean_p": 0.7, "share_right": 0.6, "low": 0.5, "high": 0.7, "n": 46}
    >>> plot_calibration(pd.DataFrame([row])).get_label()
    'What a confidence is worth'
    """
    need_columns(calibration, CALIBRATION_COLUMNS, "plot_calibration", "calibrate")
    heading, source = title or "What a confidence is worth", footer(calibration, source)
    if calibration.empty:
        return say_why("There is nothing to draw: no decision has a confidence.", heading, source)
    panels = list(calibration.groupby("measure", sort=False))
    across = min(_COLUMNS, len(panels))
    down = -(-len(panels) // across)
    subtitle = "Points: bins of about equal size; whiskers: 95% intervals; dashed: confidence equals share right."
    figure = new_figure(max(5.2, 2.75 * across), 2.7 * down, heading, subtitle, source)
    grid = figure.subplots(down, across, squeeze=False, sharex=True, sharey=True)
    for axes, (measure, rows) in zip(grid.flat, panels, strict=False):
        _draw_bins(axes, str(measure), rows)
    for axes in grid.flat[len(panels) :]:
        axes.set_axis_off()
    for axes in grid[:, 0]:
        axes.set_ylabel("share right", color=SOFT)
    for place, axes in enumerate(grid.flat[: len(panels)]):
        if place + across >= len(panels):
            axes.set_xlabel("mean confidence", color=SOFT)
            axes.tick_params(axis="x", labelbottom=True)
    return figure


def _draw_metric(axes: Axes, place: int, row: Any) -> None:
    """Draw one value with its interval, baseline and goals, and write it at the right."""
    missed = row.value < row.must  # false where no goal is set
    colour = MISSED if missed else REACHED
    for goal, dash in ((row.must, "-"), (row.aim, (0, (1, 1)))):
        axes.vlines(goal, place - 0.38, place + 0.38, color=INK, lw=1.4, ls=dash, zorder=2.5)
    axes.plot(row.readers, place, ls="", marker="^", ms=5, color=SOFT, zorder=2.4, clip_on=False)
    axes.plot(row.baseline, place, ls="", marker="D", ms=4.5, mfc="white", mec=SOFT, mew=1.0, zorder=2.2)
    axes.hlines(place, row.low, row.high, color=colour, lw=2.2, alpha=0.55, zorder=2)
    axes.plot(row.value, place, ls="", marker="o", ms=6.5, color=colour, mfc="white" if missed else colour, mew=1.3,
              zorder=3, clip_on=False)  # fmt: skip
    text = f"{row.value:.2f}   n {int(row.n):,}  ".replace("-", "−")
    axes.annotate(text, xy=(1, place), xycoords=("axes fraction", "data"), xytext=(10, 0), textcoords="offset points",
                  va="center", size=8, annotation_clip=False)  # fmt: skip


def _frame_shares(axes: Axes) -> None:
    """Name the axis of shares; rows have no line at the left."""
    axes.tick_params(axis="y", length=0, pad=7)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    axes.xaxis.set_major_formatter(FuncFormatter(lambda v, _: f"{v:g}".replace("-", "−")))
    axes.set_xlabel("1 is best", size=8.5, color=SOFT)


def _legend(figure: Figure, goals: bool, readers: bool) -> None:
    """Name the marks at the right of the title."""
    marks = [
        Line2D([], [], marker="o", ms=6.5, color=REACHED, lw=2.2, label="value"),
        Line2D([], [], ls="", marker="D", ms=4.5, mfc="white", mec=SOFT, label="baseline"),
    ]
    if goals:
        below: dict[str, Any] = {"marker": "o", "ms": 6.5, "mfc": "white", "color": MISSED, "lw": 2.2}
        marks += [
            Line2D([], [], label="value below must", **below),
            Line2D([], [], ls="", marker="|", ms=10, mew=1.4, color=INK, label="must"),
            Line2D([], [], ls=(0, (1, 1)), lw=1.4, color=INK, label="aim"),
        ]
    if readers:
        marks.insert(2, Line2D([], [], ls="", marker="^", ms=5, color=SOFT, label="two readers"))
    legend = figure.legend(handles=marks, loc="upper right", ncols=len(marks), frameon=False, fontsize=8,
                           handletextpad=0.4, columnspacing=1.0, borderpad=0.5)  # fmt: skip
    legend.set_in_layout(False)


def _draw_bins(axes: Axes, measure: str, rows: pd.DataFrame) -> None:
    """Draw one reliability diagram."""
    axes.plot([0, 1], [0, 1], color=SOFT, lw=0.9, ls=(0, (4, 3)), zorder=1)
    axes.vlines(rows["mean_p"], rows["low"], rows["high"], color=REACHED, lw=1.6, alpha=0.55, zorder=2)
    axes.plot(rows["mean_p"], rows["share_right"], color=REACHED, lw=1, alpha=0.6, zorder=2.5)
    axes.scatter(rows["mean_p"], rows["share_right"], s=40, color=REACHED, ec="white", lw=0.7, zorder=3)
    axes.set_title(f"{measure}  (n {int(rows['n'].sum()):,})", loc="left", size=9, weight="bold")
    axes.set_xlim(0, 1.02)
    axes.set_ylim(0, 1.02)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", ".25", ".5", ".75", "1"])
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", ".25", ".5", ".75", "1"])
    axes.set_aspect("equal")
    axes.grid(color=FAINT, lw=0.5)
