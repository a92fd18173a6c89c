"""Counts of actors: how often each is named, by group, and who speaks about whom."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from newsresearch.figures.style import (
    FAINT,
    INK,
    SOFT,
    footer,
    looks,
    name_actor,
    new_figure,
    rows_of,
    say_why,
    styled,
)
from newsresearch.palette import Look
from newsresearch.schema import SIDES, need_columns

COUNTS_COLUMNS = ("actor_id", "side", "group", "n_mentions", "n_articles", "per_1000_words")
TOP = 18
"""Actors or sources that fit on a page; the table has all."""

# One hue from near white to dark, so that it reads in grey too; the numbers stand in the cells.
_SHADES = LinearSegmentedColormap.from_list("shades", ["#f7f9fb", "#a9c7de", "#3d7fae", "#0b3c5d"])
_DARK = 0.55  # share of the largest value from which a cell is too dark for black numbers


@styled
def plot_actors(counts: pd.DataFrame, *, title: str | None = None, source: str | None = None) -> Figure:
    """Draw how often the most named actors are named: bars, or a table of shades when the counts have groups.

    Use it on the table of ``count_actors``. Pronouns are not counted, so a bar says how often an actor is named, not
    how much is written about it. At most 18 actors are drawn, those with the most mentions.

    Parameters
    ----------
    counts : DataFrame
        From ``count_actors``; with groups each is a column, in the order of the table.
    title, source : str, optional
        The sentence above, in place of the default; the text below.

    Returns
    -------
    matplotlib.figure.Figure
        A figure with a sentence in place of the plot when nobody is named.

    Raises
    ------
    UsageError
        When the table lacks a column that is needed.

    Examples
    --------
    >>> row = {"actor_id": "US", "side": "US", "group": None, "n_mentions": 9, "n_articles": 3, "per_1000_words": 4.5}
    >>> plot_actors(pd.DataFrame([row])).get_label()
    'Actors named most often'
    """
    need_columns(counts, COUNTS_COLUMNS, "plot_actors", "count_actors")
    heading, source = title or "Actors named most often", footer(counts, source)
    if counts.empty or counts["n_mentions"].fillna(0).sum() == 0:
        return say_why("There is nothing to draw: no actor is named.", heading, source)
    totals = counts.groupby("actor_id", sort=False)["n_mentions"].sum().sort_values(ascending=False, kind="stable")
    top = list(totals.index[:TOP])
    if counts["group"].notna().any():
        return _draw_groups(counts, top, heading, source)
    rows = counts.set_index("actor_id").loc[top]
    subtitle = "Mentions per 1,000 words. At the right: articles that name the actor."
    figure = new_figure(7.2, 0.26 * len(rows) + 0.75, heading, subtitle, source)  # fmt: skip
    axes = figure.add_subplot()
    look = looks([str(s) for s in rows["side"].dropna().drop_duplicates()])
    for place, row in enumerate(rows_of(rows)):
        style = look.get(str(row.side), Look(SOFT, "o"))
        axes.hlines(place, 0, row.per_1000_words, color=style.colour, lw=3)
        axes.plot(row.per_1000_words, place, ls="", marker=style.marker, ms=8, color=style.colour, mec="white", mew=0.6)
        axes.annotate(f"n {int(row.n_articles):,}", xy=(row.per_1000_words, place), xytext=(8, 0), va="center",
                      textcoords="offset points", size=7.5, color=SOFT)  # fmt: skip
    axes.set_yticks(range(len(rows)), [name_actor(actor) for actor in rows.index])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0, pad=7)
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("mentions per 1,000 words", color=SOFT)
    axes.grid(axis="x")
    axes.xaxis.set_major_locator(MaxNLocator(6))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda v, _: f"{v:g}"))
    axes.margins(x=0.08)
    axes.set_xlim(left=0)
    known = [side for side in SIDES if side in look]
    marks = [Line2D([], [], ls="", marker=look[s].marker, ms=8, color=look[s].colour, label=s) for s in known]
    axes.legend(handles=marks, loc="lower right", frameon=False, title="side", title_fontsize=8, fontsize=8,
                handletextpad=0.2)  # fmt: skip
    return figure


@styled
def plot_dyads(dyads: pd.DataFrame, *, title: str | None = None, source: str | None = None) -> Figure:
    """Draw who speaks about whom, or who is named with whom: a row a source, a column a target, counts in the cells.

    Use it on the table of ``count_dyads``. Shades are of counts, so large actors are dark everywhere; it does not show
    how warm a statement is. At most 18 sources and targets are drawn, those with the most statements.

    Parameters
    ----------
    dyads : DataFrame
        From ``count_dyads``, of either kind.
    title, source : str, optional
        The sentence above, in place of the default; the text below.

    Returns
    -------
    matplotlib.figure.Figure
        A figure with a sentence in place of the plot when there is no pair.

    Raises
    ------
    UsageError
        When the table lacks a column that is needed.

    Examples
    --------
    >>> pair = {"source_id": "DPRK", "target_id": "US", "n_statements": 7, "n_articles": 3}
    >>> plot_dyads(pd.DataFrame([pair])).get_label()
    'Who speaks about whom'
    """
    together = isinstance(dyads, pd.DataFrame) and "n_sentences" in dyads.columns
    count = "n_sentences" if together else "n_statements"
    need_columns(dyads, ("source_id", "target_id", count, "n_articles"), "plot_dyads", "count_dyads")
    heading = title or ("Who is named together" if together else "Who speaks about whom")
    source = footer(dyads, source)
    if dyads.empty:
        return say_why("There is nothing to draw: there is no pair of actors.", heading, source)
    ends = []
    for end in ("source_id", "target_id"):
        totals = dyads.groupby(end, sort=False)[count].sum().sort_values(ascending=False, kind="stable")
        ends.append([str(i) for i in totals.index[:TOP]])
    cells = dyads.astype({"source_id": str, "target_id": str}).pivot_table(
        index="source_id", columns="target_id", values=count, aggfunc="first", observed=True
    )
    cells = cells.reindex(index=ends[0], columns=ends[1])
    what = "sentences that name both" if together else "statements of the row's actor about the column's"
    return _draw_cells(cells, heading, f"Numbers: {what}; blank: none.", source, lambda v: f"{v:,.0f}")


def _draw_groups(counts: pd.DataFrame, top: list[str], heading: str, source: str | None) -> Figure:
    """Draw actors by group as a table of shades."""
    groups = list(dict.fromkeys(counts["group"].dropna()))
    period = str(counts["by"].iloc[0]) if "by" in counts.columns else ""
    letters = {"Y": 4, "Q": 7, "M": 7}.get(period)  # of "2018-06-01", the part that tells the period
    cells = counts.pivot_table(
        index="actor_id", columns="group", values="per_1000_words", aggfunc="first", observed=True
    )
    cells = cells.reindex(index=top, columns=groups)
    cells.columns = [str(g)[:letters] for g in groups]
    subtitle = "Numbers: mentions per 1,000 words of the group; shades are of these, and blank is not named."
    return _draw_cells(cells, heading, subtitle, source, lambda v: f"{v:.1f}")


def _draw_cells(
    cells: pd.DataFrame, heading: str, subtitle: str, source: str | None, write: Callable[[float], str]
) -> Figure:
    """Draw a table whose cells are shaded by their number."""
    values = cells.to_numpy(dtype=float)
    room = 0.075 * max(len(name_actor(c)) for c in cells.index)  # inches of the longest name at the left
    width = min(12.0, max(7.2, 0.62 * values.shape[1] + room + 0.5))
    longest = max(len(name_actor(c)) for c in cells.columns)
    slanted = longest * 0.075 > (width - room) / values.shape[1]
    height = 0.3 * values.shape[0] + (0.055 * longest + 0.3 if slanted else 0.35)
    figure = new_figure(width, height, heading, subtitle, source)
    axes: Axes = figure.add_subplot()
    most = np.nanmax(values) or 1.0
    axes.pcolormesh(values, cmap=_SHADES, vmin=0, vmax=most, edgecolors="white", linewidth=1.5)
    for (i, j), value in np.ndenumerate(values):
        if not np.isnan(value):
            tone = "white" if value > _DARK * most else INK
            axes.text(j + 0.5, i + 0.5, write(value), ha="center", va="center", size=8, color=tone)
    axes.set_xticks(np.arange(values.shape[1]) + 0.5, [name_actor(c) for c in cells.columns])
    axes.set_yticks(np.arange(values.shape[0]) + 0.5, [name_actor(c) for c in cells.index])
    axes.tick_params(length=0)
    axes.xaxis.tick_top()
    if slanted:
        axes.tick_params(axis="x", rotation=40)
        for label in axes.get_xticklabels():
            label.set(ha="left", rotation_mode="anchor")
    axes.invert_yaxis()
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_facecolor("white")
    axes.hlines(np.arange(1, values.shape[0]), 0, values.shape[1], color=FAINT, lw=0.5)
    return figure
