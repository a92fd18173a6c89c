"""Counts of actors: how often each is named, by group, and who speaks about whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from newsresearch.figures.lines import count, draw_point, frame_lines, write_right
from newsresearch.figures.style import (
    FAINT,
    FEW,
    GREY,
    INK,
    PERIODS,
    SOFT,
    footer,
    looks,
    name_actor,
    name_group,
    name_kind,
    new_figure,
    rows_of,
    say_why,
    styled,
    with_columns,
)
from newsresearch.palette import Look
from newsresearch.schema import SIDES, need_columns

COUNTS_COLUMNS = ("actor_id", "side", "group", "n_mentions", "n_articles", "per_1000_words")
FURTHER = ("low", "high", "n_articles_group")
"""Columns drawn where the counts have them."""

OTHER = "OTHER"
"""The side of all countries and people that are no side of their own."""

ROOMY = 6
"""Groups up to which a cell has room for the interval."""

TOP = 18
"""Actors or sources that fit on a page; the table has all."""

COLUMNS = 16
"""Groups whose columns can be read beside each other; the table has all."""

# One hue from near white to dark, so that it reads in grey too; the numbers stand in the cells.
_SHADES = LinearSegmentedColormap.from_list("shades", ["#f7f9fb", "#a9c7de", "#3d7fae", "#0b3c5d"])
_DARK = 0.55  # share of the largest value from which a cell is too dark for black numbers


@styled
def plot_actors(counts: pd.DataFrame, *, title: str | None = None, source: str | None = None) -> Figure:
    """Draw how often the most named actors are named, with interval and articles: points, or a table by group.

    Use it on the table of ``count_actors``. Pronouns are not counted, so a mark says how often an actor is named, not
    how much is written about it. At most 18 actors are drawn, those with the most mentions. A table of up to six groups
    has the interval in each cell, one of more the rates alone; cells of fewer than five articles are grey. Of more than
    16 groups those with the most articles are columns, of periods the last.

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
    if counts.empty:
        reason = "the table has no rows: no actor is named, or no article is in a group that was asked for."
        return say_why(f"There is nothing to draw: {reason}", heading, source)
    if counts["n_mentions"].fillna(0).sum() == 0:
        return say_why("There is nothing to draw: no actor is named.", heading, source)
    if counts["group"].notna().any():
        return _draw_groups(counts, heading, source)
    top = _most_named(counts)
    rows = with_columns(counts.set_index("actor_id").loc[top], FURTHER)
    whole = rows["n_articles_group"].max()
    articles = "articles" if pd.isna(whole) else f"articles of {count(whole)}"
    subtitle = "Points: mentions per 1,000 words; whiskers: 95% intervals over stories. Right: articles that name them."
    if (rows["n_articles"] < FEW).any():
        subtitle += f" Hollow marks: fewer than {FEW} of them."
    figure = new_figure(7.2, 0.26 * len(rows) + 0.95, heading, subtitle, source)
    axes = figure.add_subplot()
    look = looks([str(s) for s in rows["side"].dropna().drop_duplicates()])
    for place, row in enumerate(rows_of(rows)):
        mark, few = look.get(str(row.side), Look(SOFT, "o")), bool(row.n_articles < FEW)
        draw_point(axes, place, row.per_1000_words, row.low, row.high, mark, hollow=few)
        write_right(axes, place, count(row.n_articles))
    write_right(axes, -0.9, articles, color=SOFT)
    axes.set_yticks(range(len(rows)), [name_actor(actor) for actor in rows.index])
    frame_lines(axes, len(rows) - 0.4, ticks=6, unit="mentions per 1,000 words")
    axes.set_xlim(left=0)
    known = [side for side in SIDES if side in look]
    marks = [
        Line2D([], [], ls="", marker=look[s].marker, ms=6.5 * look[s].size, color=look[s].colour, label=s)
        for s in known
    ]
    axes.legend(handles=marks, loc="lower right", frameon=False, title="side", title_fontsize=8, fontsize=8,
                handletextpad=0.2)  # fmt: skip
    return figure


@styled
def plot_dyads(dyads: pd.DataFrame, *, title: str | None = None, source: str | None = None) -> Figure:
    """Draw who speaks about whom, or who is named with whom: a row a source, a column a target, counts in the cells.

    Use it on the table of ``count_dyads``. Below each count stand the articles; what is said of oneself is not coded,
    and its cells are hatched. Shades are of counts, so large actors are dark everywhere; it does not show how warm a
    statement is. At most 18 sources and targets are drawn, those with the most statements.

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
    number = "n_sentences" if together else "n_statements"
    need_columns(dyads, ("source_id", "target_id", number, "n_articles"), "plot_dyads", "count_dyads")
    heading = title or ("Who is named together" if together else "Who speaks about whom")
    source = footer(dyads, source)
    if dyads.empty:
        return say_why("There is nothing to draw: there is no pair of actors.", heading, source)
    ends = []
    for end in ("source_id", "target_id"):
        totals = dyads.groupby(end, sort=False)[number].sum().sort_values(ascending=False, kind="stable")
        ends.append([str(i) for i in totals.index[:TOP]])
    cells = dyads.astype({"source_id": str, "target_id": str}).pivot_table(
        index="source_id", columns="target_id", values=number, aggfunc="first", observed=True
    )
    cells = cells.reindex(index=ends[0], columns=ends[1])
    shown = dyads.assign(words=[f"{getattr(row, number):,.0f}\n{count(row.n_articles)}" for row in rows_of(dyads)])
    words = shown.astype({"source_id": str, "target_id": str}).pivot_table(
        index="source_id", columns="target_id", values="words", aggfunc="first", observed=True
    ).reindex(index=ends[0], columns=ends[1])  # fmt: skip  # as above
    what = "sentences that name both" if together else "statements of the row's actor about the column's"
    subtitle = f"Numbers: {what}; below: the articles that hold them; blank: none. Counts have no intervals."
    bare = cells.isna().to_numpy()
    itself = [(i, ends[1].index(end)) for i, end in enumerate(ends[0]) if end in ends[1]]
    itself = [place for place in itself if bare[place]]
    if itself:
        subtitle += f" Hatched: {'an actor with itself, not counted' if together else 'itself, which is not coded'}."
    if OTHER in {*ends[0], *ends[1]}:
        subtitle += f" {OTHER}: other countries and people."
    by_actor = "level" in dyads.columns and dyads["level"].eq("actor").any()
    if by_actor and not together and set(ends[0]) & set(SIDES):
        subtitle += " A side's row: what it says without a speaker of the table of actors."
    cells.columns = [name_actor(end) for end in ends[1]]
    return _draw_cells(
        cells, words.set_axis(cells.columns, axis=1), heading, subtitle, source, tall=True, hatched=itself
    )


def _most_named(counts: pd.DataFrame) -> list[str]:
    """Return the actors to draw, those with the most mentions first."""
    totals = counts.groupby("actor_id", sort=False)["n_mentions"].sum().sort_values(ascending=False, kind="stable")
    return list(totals.index[:TOP])


def _choose_columns(counts: pd.DataFrame) -> tuple[list[Any], str]:
    """Return the groups that get a column, in the order of the table, and what to say of those that get none."""
    groups = list(dict.fromkeys(counts["group"].dropna()))
    if len(groups) <= COLUMNS:
        return groups, ""
    kind = counts["by"].iloc[0] if "by" in counts.columns else None
    if kind in PERIODS:
        kept, which = groups[-COLUMNS:], f"the last {COLUMNS} {name_kind(kind)}s"
    else:
        size = counts.groupby("group", sort=False)[["n_articles_group", "n_articles"]].max()
        sizes = size["n_articles_group"].fillna(size["n_articles"]).sort_values(ascending=False, kind="stable")
        most = set(sizes.index[:COLUMNS])
        kept, which = [g for g in groups if g in most], f"the {COLUMNS} groups with the most articles"
    return kept, f" Columns: {which}; {len(groups) - COLUMNS} more are in the table."


def _draw_groups(counts: pd.DataFrame, heading: str, source: str | None) -> Figure:
    """Draw actors by group as a table of shades: the rate, and where there is room its interval and articles."""
    counts = with_columns(counts, FURTHER)
    groups, left_out = _choose_columns(counts)
    counts = counts[counts["group"].isin(groups)]
    top = _most_named(counts)
    period = str(counts["by"].iloc[0]) if "by" in counts.columns else ""
    roomy = len(groups) <= ROOMY
    table = counts[counts["actor_id"].isin(top)].assign(words=[_rate(row, roomy) for row in rows_of(
        counts[counts["actor_id"].isin(top)])])  # fmt: skip  # what stands in a cell
    cells, few, words = (
        table.assign(few=table["n_articles"] < FEW)
        .pivot_table(index="actor_id", columns="group", values=value, aggfunc="first", observed=True)
        .reindex(index=top, columns=groups)
        for value in ("per_1000_words", "few", "words")
    )
    whole = counts.groupby("group")["n_articles_group"].max()
    names = [name_group(g, period) + ("" if pd.isna(whole[g]) else f"\nn {count(whole[g])}") for g in groups]
    for frame in (cells, few, words):
        frame.columns = names
    subtitle = "Mentions per 1,000 words of the group; shades are of these; blank: not named; grey: fewer than " \
        f"{FEW} articles name the actor; n: articles of the group."  # fmt: skip  # one sentence
    if roomy:
        subtitle += " Below: 95% interval over stories · articles."
    subtitle += left_out
    return _draw_cells(cells.mask(few.eq(True)), words, heading, subtitle, source, wide=roomy, tall=roomy)


def _rate(row: Any, roomy: bool) -> str:
    """Write what stands in an actor's cell: the rate, below it the interval and the articles where there is room."""
    if pd.isna(row.per_1000_words):
        return ""
    bounds = "" if pd.isna(row.low) or pd.isna(row.high) else f"{row.low:.1f}–{row.high:.1f} · "
    return f"{row.per_1000_words:.1f}" + (f"\n{bounds}{count(row.n_articles)}" if roomy else "")


def _draw_cells(
    cells: pd.DataFrame, words: pd.DataFrame, heading: str, subtitle: str, source: str | None, *, wide: bool = False,
    tall: bool = False, hatched: Sequence[tuple[int, int]] = (),
) -> Figure:  # fmt: skip  # one line of names each
    """Draw a table whose cells are shaded by their number and hold words; a cell of words without number is grey.

    Rows are ids of actors, columns what stands over them; ``tall`` cells have room for two lines, ``wide`` ones for an
    interval.
    """
    values, written = cells.to_numpy(dtype=float), words.fillna("").to_numpy(dtype=object)
    room = 0.075 * max(len(name_actor(c)) for c in cells.index)  # inches of the longest name at the left
    width = min(12.0, max(7.2, (1.15 if wide else 0.62) * values.shape[1] + room + 0.5))
    longest = max(len(part) for c in cells.columns for part in str(c).split("\n"))
    slanted = longest * 0.075 > (width - room) / values.shape[1]
    height = (0.37 if tall else 0.3) * values.shape[0] + (0.055 * longest + 0.3 if slanted else 0.5)
    figure = new_figure(width, height, heading, subtitle, source)
    axes: Axes = figure.add_subplot()
    most = (np.nanmax(values) if (~np.isnan(values)).any() else 0.0) or 1.0
    axes.pcolormesh(values, cmap=_SHADES, vmin=0, vmax=most, edgecolors="white", linewidth=1.5)
    for (i, j), text in np.ndenumerate(written):
        first, _, below = text.partition("\n")
        grey = bool(text) and np.isnan(values[i, j])
        if grey:
            axes.fill_between([j, j + 1], i, i + 1, color=GREY, lw=0)
        tone = SOFT if grey else "white" if values[i, j] > _DARK * most else INK
        if text:
            axes.text(j + 0.5, i + (0.33 if below else 0.5), first, ha="center", va="center", size=8, color=tone)
        if below:
            axes.text(j + 0.5, i + 0.72, below, ha="center", va="center", size=6.5, color=tone)
    for i, j in hatched:
        axes.add_patch(Rectangle((j + 0.02, i + 0.03), 0.96, 0.94, fill=False, hatch="////", ec=FAINT, lw=0))
    axes.set_xticks(np.arange(values.shape[1]) + 0.5, list(cells.columns))
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
