"""What each side makes depend on what: a table of shades for each group, issues against issues of conditions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from newsresearch.figures.lines import count
from newsresearch.figures.style import (
    FAINT,
    FEW,
    GREY,
    INK,
    PERIODS,
    SOFT,
    footer,
    looks,
    name_group,
    new_figure,
    say_why,
    styled,
    with_columns,
)
from newsresearch.palette import shade
from newsresearch.schema import ISSUES, as_names, fault, need_columns

COLUMNS = ("issue", "condition_issue")
FURTHER = ("n_articles", "n_articles_group")
"""Columns drawn where the table has them."""

OTHER = "other"
PANELS = 3
"""Groups that fit on a page; the table has all."""

FIRST = ("DPRK", "US")
"""Groups drawn first, wherever they are there: the two sides of the bargain."""

NAMED = 6
"""Groups left out that are named below the figure; of more, their number stands there."""

_DARK = 0.45  # share of the largest count from which a cell is too dark for black numbers
_ROW = 0.27  # inches of a row


@styled
def plot_conditions(
    conditions: pd.DataFrame, *, groups: Sequence[str] | None = None, title: str | None = None,
    source: str | None = None,
) -> Figure:  # fmt: skip  # as short as the other figures' heads
    """Draw what each group makes depend on what: a row an issue, a column the issue that it is made to depend on.

    Use it on the table of ``count_conditions``. Numbers are statements, and the articles that they stand in; shades
    their share of the group's largest cell, so that a side that is quoted less can be read too. Cells of fewer than
    five articles are grey: too few to compare. Cells of ``other`` hold parts in which no word of the list of issues
    stands; the one in which neither part has one is grey too and gives no shade to the rest.

    Parameters
    ----------
    conditions : DataFrame
        From ``count_conditions``; or from ``find_conditions``, whose rows are counted by side.
    groups : list of str, optional
        Draw these groups, in this order; by default DPRK and US, where they are there, and those with the most
        conditional statements, three in all, periods in the order of time. Groups left out are named below, with their
        statements.
    title, source : str, optional
        The sentence above, in place of the default; the text below.

    Returns
    -------
    matplotlib.figure.Figure
        A figure with a sentence in place of the plot when there is no condition.

    Raises
    ------
    UsageError
        When the table lacks a column that is needed, or a group is not there.

    Examples
    --------
    >>> cell = {"group": "US", "issue": "sanctions", "condition_issue": "denuclearization", "n_statements": 4}
    >>> plot_conditions(pd.DataFrame([cell])).get_label()
    'What is made to depend on what'
    """
    need_columns(conditions, COLUMNS, "plot_conditions", "count_conditions")
    heading = title or "What is made to depend on what"
    cells = _cells(conditions)
    if cells.empty:
        return say_why("There is nothing to draw: no statement has a condition.", heading, footer(conditions, source))
    numbered = bool(cells["n_articles"].notna().all())
    totals = cells.groupby("group", sort=False)["n_statements"].sum().sort_values(ascending=False, kind="stable")
    most = sorted(totals.index, key=lambda name: (*FIRST, name).index(name))  # stable: the rest by their statements
    by = conditions["by"].iloc[0] if "by" in conditions.columns else None
    if by in PERIODS:
        most = [name for name in cells["group"].drop_duplicates() if name in most[:PANELS]]
    names = most[:PANELS] if groups is None else as_names("groups", groups, "plot_conditions")
    if not names:
        raise fault("plot_conditions: groups=[]", ", ".join(totals.index), "pass some of these as groups, or None")
    unknown = [name for name in names if name not in totals.index]
    if unknown:
        raise fault(f"plot_conditions: groups={unknown[0]!r}", ", ".join(totals.index), "pass some of these as groups")
    rest = totals.drop(names).rename(lambda name: name_group(name, by))
    source = " ".join(filter(None, (footer(conditions, source), _left_out(rest))))
    cells = cells[cells["group"].isin(names)]
    columns = _ordered(cells["condition_issue"])
    tables = {
        name: [
            rows.pivot_table(
                index="issue", columns="condition_issue", values=value, aggfunc="sum", min_count=1
            ).reindex(index=_ordered(rows["issue"]), columns=columns)
            for value in ("n_statements", "n_articles")
        ]
        for name, rows in cells.groupby("group")
    }
    heights = [len(tables[name][0]) for name in names]
    subtitle = (
        "Rows: what depends. Columns: on what. Numbers: statements; blank: none; shades: share of the "
        "group's largest cell."
    )
    if numbered:
        subtitle = "Rows: what depends. Columns: on what. Numbers: statements / articles; blank: none; shades: share " \
            f"of the group's largest cell; grey: fewer than {FEW} articles, or no issue in either part."  # fmt: skip
    subtitle += _say_unnamed(cells)
    figure = new_figure(
        max(7.2, 0.66 * len(columns) + 2.4), _ROW * sum(heights) + 0.2 * len(names) + 1.1, heading, subtitle, source
    )
    grid = figure.subplots(len(names), 1, squeeze=False, sharex=True, height_ratios=heights)
    look = looks(names)
    for place, (name, axes) in enumerate(zip(names, grid[:, 0], strict=True)):
        numbers, articles = tables[name]
        _draw_table(axes, numbers, articles, look[name].colour)
        _write_beside(axes, _total(cells, name), -7, SOFT, "normal")
        if name != "all":
            _write_beside(axes, name_group(name, by), 7, look[name].colour, "bold")
        axes.tick_params(axis="x", labeltop=place == 0, labelbottom=False)
    grid[0, 0].set_xticks(np.arange(len(columns)) + 0.5, columns)
    for label in grid[0, 0].get_xticklabels():
        label.set(rotation=40, ha="left", rotation_mode="anchor")
    return figure


def _cells(conditions: pd.DataFrame) -> pd.DataFrame:
    """Return group, issue, issue of the condition, statements and articles; rows of single statements are counted."""
    table = conditions
    if "n_statements" not in table.columns:
        group = table["side"] if "side" in table.columns else pd.Series("all", index=table.index)
        table = table.assign(group=group, n_statements=1)
        if "article_id" in table.columns:
            key = [group.fillna("all"), table["issue"], table["condition_issue"]]
            first = ~pd.concat([*key, table["article_id"]], axis=1).duplicated()
            table = table.assign(n_articles=first.astype("int64"))
    table = with_columns(table, FURTHER).assign(
        group=table["group"].astype("object").where(table["group"].notna(), "all").astype(str)
    )
    cells = table.groupby(["group", *COLUMNS], sort=False)
    return cells.agg(
        n_statements=("n_statements", "sum"),
        n_articles=("n_articles", lambda n: n.sum(min_count=1)),
        n_articles_group=("n_articles_group", "max"),
    ).reset_index()


def _say_unnamed(cells: pd.DataFrame) -> str:
    """Say how many of the statements drawn have no issue in either part; "" where each has one."""
    unnamed = cells.loc[cells["issue"].eq(OTHER) & cells["condition_issue"].eq(OTHER), "n_statements"].sum()
    if not unnamed:
        return ""
    return f" Other / other, always grey, is {count(unnamed)} of the {count(cells['n_statements'].sum())} statements."


def _left_out(totals: pd.Series) -> str:
    """Name the groups that are not drawn, with their conditional statements; "" where all are."""
    named = [f"{name} ({count(number)})" for name, number in totals.iloc[:NAMED].items()]
    more = [f"{count(len(totals) - NAMED)} more"] if len(totals) > NAMED else []
    return f"Not drawn (conditional statements): {', '.join(named + more)}." if named else ""


def _total(cells: pd.DataFrame, name: str) -> str:
    """Write how many statements of a group make a condition, and in how many articles where that is known."""
    mine = cells[cells["group"] == name]
    number, articles = int(mine["n_statements"].sum()), mine["n_articles_group"].max()
    said = f"{number:,} conditional statement{'s' if number != 1 else ''}"
    return said if pd.isna(articles) else f"{said}\nin {count(articles)} article{'s' if articles != 1 else ''}"


def _write_beside(axes: Axes, text: str, up: float, colour: str, weight: str) -> None:
    """Write at the right of a table, so many points above its middle."""
    axes.annotate(text, xy=(1, 0.5), xycoords="axes fraction", xytext=(10, up), textcoords="offset points", va="center",
                  size=8.5, color=colour, weight=weight, annotation_clip=False)  # fmt: skip


def _ordered(issues: pd.Series) -> list[str]:
    """Return the distinct issues in the codebook's order, others behind by the alphabet."""
    rank = {issue: place for place, issue in enumerate(ISSUES)}
    return sorted(map(str, issues.unique()), key=lambda issue: (rank.get(issue, len(rank)), issue))


def _draw_table(axes: Axes, table: pd.DataFrame, articles: pd.DataFrame, colour: str) -> None:
    """Draw counts as shades of a group's colour, with the numbers in the cells; those of few articles in grey."""
    values, within = table.to_numpy(dtype="float64"), articles.to_numpy(dtype="float64")
    shades = LinearSegmentedColormap.from_list("group", ["#fbfbfb", colour, shade(colour, 0.8)])
    named = table.mask(articles < FEW)
    if OTHER in named.index and OTHER in named.columns:
        named.loc[OTHER, OTHER] = np.nan
    shown = named.to_numpy(dtype="float64")
    most = float(np.nanmax(shown)) if (~np.isnan(shown)).any() else 1.0
    axes.pcolormesh(shown, cmap=shades, vmin=0, vmax=most, edgecolors="white", linewidth=1.5)
    for (i, j), value in np.ndenumerate(values):
        if np.isnan(shown[i, j]) and not np.isnan(value):
            axes.fill_between([j, j + 1], i, i + 1, color=GREY, lw=0)
        if not np.isnan(value):
            ink = SOFT if np.isnan(shown[i, j]) else "white" if shown[i, j] > _DARK * most else INK
            text = f"{value:,.0f}" if np.isnan(within[i, j]) else f"{value:,.0f} / {within[i, j]:,.0f}"
            axes.text(j + 0.5, i + 0.5, text, ha="center", va="center", size=8, color=ink)
    axes.set_yticks(np.arange(len(table)) + 0.5, list(table.index))
    axes.set_ylim(len(table), 0)
    axes.tick_params(length=0)
    axes.xaxis.tick_top()
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.hlines(np.arange(1, len(table)), 0, values.shape[1], color=FAINT, lw=0.5)
    axes.vlines(np.arange(1, values.shape[1]), 0, len(table), color=FAINT, lw=0.5)
