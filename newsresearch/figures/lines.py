"""Plots of which every line is a row of a table: their axes, and what is written beside and in place of the marks."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from newsresearch.figures.style import INK, SOFT
from newsresearch.palette import Look


def frame_lines(axes: Axes, bottom: float, *, ticks: int, unit: str = "", margin: float = 0.08) -> None:
    """Set up the axes once the marks are drawn: lines run down to ``bottom``, numbers and unit stand under them.

    A plot without marks gets no numbers.
    """
    axes.set_ylim(bottom, -0.6)
    axes.tick_params(axis="y", length=0, pad=7)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    axes.margins(x=margin)
    axes.xaxis.set_major_locator(MaxNLocator(ticks, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda v, _: f"{v:g}".replace("-", "−")))
    axes.set_xlabel(unit if axes.lines else "", size=8.5, color=SOFT)
    if not axes.lines:
        axes.set_xticks([])
        axes.spines["bottom"].set_visible(False)


def mark_zero(axes: Axes) -> None:
    """Draw the line of zero behind the marks, if there are any."""
    if axes.lines:
        axes.axvline(0, color=SOFT, lw=0.8, zorder=0.6)


def draw_point(
    axes: Axes, place: float, estimate: Any, low: Any, high: Any, look: Look, scale: float = 1, *, hollow: bool = False
) -> bool:
    """Draw an estimate with its whisker; return whether there was one."""
    if pd.isna(estimate):
        return False
    if not (pd.isna(low) or pd.isna(high)):
        axes.hlines(place, low * scale, high * scale, color=look.colour, lw=1.8, alpha=0.6, zorder=2)
    look_of: dict[str, Any] = {"marker": look.marker, "color": look.colour, "mec": "white", "mew": 0.7}
    look_of["ms"] = 6.5 * look.size
    if hollow:
        look_of |= {"mfc": "white", "mec": look.colour, "mew": 1.2, "ms": 5.5 * look.size}
    axes.plot(estimate * scale, place, ls="", clip_on=False, zorder=3, **look_of)
    return True


def say_note(axes: Axes, place: float, note: str) -> None:
    """Write a note in the place of the marks."""
    axes.annotate(note, xy=(0.02, place), xycoords=("axes fraction", "data"), va="center", size=8, color=SOFT,
                  style="italic")  # fmt: skip


def write_right(axes: Axes, place: float, text: str, away: float = 10, color: str = INK, size: float = 8) -> None:
    """Write at the right of the plot, on the line's height, ``away`` points from it."""
    axes.annotate(text, xy=(1, place), xycoords=("axes fraction", "data"), xytext=(away, 0), textcoords="offset points",
                  va="center", size=size, color=color, annotation_clip=False)  # fmt: skip


def count(n: Any) -> str:
    """Write a count with thousands parted.

    Examples
    --------
    >>> count(1200), count(None)
    ('1,200', '?')
    """
    return "?" if pd.isna(n) else f"{int(n):,}"
