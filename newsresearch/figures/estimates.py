"""Estimates beside each other: two sides by measure or issue, and hedging by group, as points with intervals."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from newsresearch.figures.lines import count, draw_point, frame_lines, mark_zero, say_note, write_right
from newsresearch.figures.style import (
    FEW,
    PLAIN,
    SOFT,
    Measure,
    describe_measure,
    footer,
    looks,
    name_aim,
    name_group,
    name_kind,
    new_figure,
    note_of,
    number,
    rows_of,
    say_why,
    styled,
)
from newsresearch.palette import SIDE_LOOKS, Look
from newsresearch.schema import need_columns

SIDES_COLUMNS = (
    "measure", "issue", "estimate_a", "low_a", "high_a", "n_articles_a", "estimate_b", "low_b", "high_b",
    "n_articles_b", "side_a", "side_b", "difference", "difference_low", "difference_high", "note",
)  # fmt: skip  # in the order of tables.md
HEDGING_COLUMNS = ("group", "measure", "estimate", "low", "high", "n_statements", "n_articles", "note")
LINE = 0.36
"""Height of a row in inches."""

TOP = 18
"""Groups that fit on a page; the table has all."""

_SECOND = 158
"""Where the second column at the right begins, in points from the plot: past the widest difference."""
_TOGETHER = 14  # letters of both names up to which a column's head is one line
_OVER_HEADS = 18  # points above the plot where a title is clear of the columns' heads
_LETTER = 4.9  # points of a letter of 8 pt, about: DejaVu Sans is wide


@styled
def plot_sides(comparison: pd.DataFrame, *, title: str | None = None, source: str | None = None) -> Figure:
    """Draw two sides beside each other: both estimates and the difference, by measure or by issue of a measure.

    Use it on the table of ``compare_sides``. Measures of one unit share a plot, since only they can be compared by
    eye. By issue, year or another group each measure has a plot, and each group a row; of more than 18 those with the
    most articles are drawn. The difference is written out at the right with its own interval, which is not the gap
    between the two intervals drawn. It says nothing about why two sides differ.

    Parameters
    ----------
    comparison : DataFrame
        From ``compare_sides``.
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
    >>> row = {"measure": "tone", "issue": None, "side_a": "DPRK", "side_b": "US", "note": "too few"}
    >>> row |= {c: None for c in SIDES_COLUMNS if c not in row}
    >>> plot_sides(pd.DataFrame([row])).get_label()
    'DPRK beside US'
    """
    need_columns(comparison, SIDES_COLUMNS, "plot_sides", "compare_sides")
    source = footer(comparison, source)
    if comparison.empty:
        return say_why("There is nothing to draw: the comparison has no rows.", title or "Two sides compared", source)
    between = comparison["between"].iloc[0] if "between" in comparison.columns else "side"
    sides = [name_group(comparison[f"side_{s}"].iloc[0], between) for s in "ab"]
    kind = _kind_of(comparison)
    heading = title or f"{sides[0]} beside {sides[1]}{f' by {name_kind(kind)}' if kind else ''}"
    shown, left_out = _choose(comparison) if kind not in ("", "issue") else (comparison, "")
    panels = _panels(shown, bool(kind))
    look = looks(sides)
    gap = "\n" if len(sides[0] + sides[1]) > _TOGETHER else " "
    heads = [f"{sides[0]}{gap}minus {sides[1]}", f"articles {sides[0]}{gap}/ {sides[1]}"]
    second = max(_SECOND, 10 + _LETTER * (max(map(len, heads[0].split("\n"))) + 3))
    subtitle = "Points: estimates; whiskers: 95% intervals. At the right: the difference with its own interval."
    subtitle += left_out
    figure = new_figure(8.6, sum(LINE * len(rows) + 0.62 for _, rows in panels) + 0.25, heading, subtitle, source)
    grid = figure.subplots(len(panels), 1, squeeze=False, height_ratios=[len(rows) + 1.2 for _, rows in panels])
    for n, (axes, (name, rows)) in enumerate(zip(grid[:, 0], panels, strict=True)):
        for place, row in enumerate(rows_of(rows)):
            facts = describe_measure(str(row.measure))
            drawn = [
                draw_point(axes, place - 0.13, row.estimate_a, row.low_a, row.high_a, look[sides[0]], facts.scale),
                draw_point(axes, place + 0.13, row.estimate_b, row.low_b, row.high_b, look[sides[1]], facts.scale),
            ]
            if not any(drawn):
                say_note(axes, place, note_of(row) or "no estimate")
            elif not all(drawn):
                said = f"{sides[drawn.index(False)]}: {note_of(row) or 'no estimate'}"
                fits = int((second - 10) / _LETTER)  # letters up to the next column
                write_right(axes, place, "\n".join(wrap(said, fits)), color=SOFT)
            write_right(axes, place, _difference(row, facts))
            write_right(axes, place, f"{count(row.n_articles_a)} / {count(row.n_articles_b)}", second)
        texts = [_row_name(row, kind) for row in rows_of(rows)]
        _frame(axes, texts, name, describe_measure(str(rows["measure"].iloc[0])), _OVER_HEADS if n == 0 else None)
        if n == 0:
            write_right(axes, -0.75, heads[0], color=SOFT)
            write_right(axes, -0.75, heads[1], second, SOFT)
    _legend(figure, look)
    return figure


@styled
def plot_hedges(hedging: pd.DataFrame, *, title: str | None = None, source: str | None = None) -> Figure:
    """Draw a measure of hedging for each group, with interval and the number of statements and articles.

    Use it on the table of ``measure_hedging``, also after joining several measures: each gets a plot with a scale of
    its own. The order of the groups is that of the table; of more than 18 those with the most articles are drawn.
    Marks of groups with a note, such as "fewer than 10 articles", are hollow, as are those of fewer than five articles.

    Parameters
    ----------
    hedging : DataFrame
        From ``measure_hedging``.
    title, source : str, optional
        The sentence above, in place of the default; the text below.

    Returns
    -------
    matplotlib.figure.Figure
        Groups noted as "too few" carry that note in the place of the mark.

    Raises
    ------
    UsageError
        When the table lacks a column that is needed.

    Examples
    --------
    >>> row = {"group": "US", "measure": "share_hedged", "estimate": 0.4, "low": 0.3, "high": 0.5}
    >>> plot_hedges(pd.DataFrame([row | {"n_statements": 50, "n_articles": 20, "note": None}])).get_label()
    'Statements with a hedge'
    """
    need_columns(hedging, HEDGING_COLUMNS, "plot_hedges", "measure_hedging")
    source = footer(hedging, source)
    if hedging.empty:
        return say_why("There is nothing to draw: the table has no rows.", title or "Hedging", source)
    by = hedging["by"].iloc[0] if "by" in hedging.columns else None
    shown, left_out = _choose(hedging)
    panels = list(shown.groupby("measure", sort=False))
    first = name_aim(describe_measure(str(panels[0][0])), panels[0][1])
    kind = "" if by == "target" and "each target" in first.name else name_kind(by)
    heading = title or (first.name if len(panels) == 1 else "Hedging") + (f", by {kind}" if kind else "")
    look = {str(g): SIDE_LOOKS.get(str(g), PLAIN) for g in shown["group"].drop_duplicates()}
    subtitle = "Points: estimates; whiskers: 95% intervals." + _say_notes(shown) + left_out
    figure = new_figure(8.2, sum(LINE * len(rows) + 0.62 for _, rows in panels), heading, subtitle, source)
    grid = figure.subplots(len(panels), 1, squeeze=False, height_ratios=[len(rows) + 1.2 for _, rows in panels])
    write_right(grid[0, 0], -0.75, "statements in articles", color=SOFT)
    for axes, (measure, rows) in zip(grid[:, 0], panels, strict=True):
        facts = name_aim(describe_measure(str(measure)), rows)
        for place, row in enumerate(rows_of(rows)):
            mark = look[str(row.group)]
            weak = _is_weak(row)
            if not draw_point(axes, place, row.estimate, row.low, row.high, mark, facts.scale, hollow=weak):
                say_note(axes, place, note_of(row) or "no estimate")
            write_right(axes, place, f"{count(row.n_statements)} in {count(row.n_articles)}")
        _frame(axes, [name_group(g, by) for g in rows["group"]], facts.name if len(panels) > 1 or title else "", facts)
    return figure


def _choose(rows: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Return the rows of as many groups as fit, those with the most articles, and what to say of the others."""
    sizes = rows[[name for name in ("n_articles", "n_articles_a", "n_articles_b") if name in rows.columns]].sum(axis=1)
    articles = sizes.groupby(rows["group"], sort=False, dropna=False).max()
    if len(articles) <= TOP:
        return rows, ""
    kept = articles.sort_values(ascending=False, kind="stable").index[:TOP]
    more = len(articles) - TOP
    said = f" Drawn: the {TOP} groups with the most articles; {more} more are in the table."
    return rows[rows["group"].isin(kept)], said


def _say_notes(rows: pd.DataFrame) -> str:
    """Say what the hollow marks among some rows mean; "" where there are none."""
    drawn = [row for row in rows_of(rows) if pd.notna(row.estimate) and _is_weak(row)]
    notes = dict.fromkeys(note_of(row) or f"fewer than {FEW} articles" for row in drawn)
    return f" Hollow marks: {', or '.join(notes)}." if notes else ""


def _is_weak(row: Any) -> bool:
    """Whether a mark is hollow: where the summary notes something, or few articles stand behind it."""
    return bool(note_of(row)) or bool(row.n_articles < FEW)


def _kind_of(comparison: pd.DataFrame) -> str:
    """Return by what a comparison is grouped within its measures; "" where it is not."""
    if comparison["issue"].notna().any():
        return "issue"
    if "group" not in comparison.columns or comparison["group"].isna().all():
        return ""
    kinds = comparison["by"].dropna() if "by" in comparison.columns else comparison["group"].iloc[:0]
    return str(kinds.iloc[0]) if len(kinds) else "group"


def _panels(comparison: pd.DataFrame, grouped: bool) -> list[tuple[str, pd.DataFrame]]:
    """Divide a comparison into plots: a measure each when it has groups, else measures of one unit together."""
    facts = comparison["measure"].astype(str).map(describe_measure)
    keys = comparison["measure"].astype(str) if grouped else facts.map(lambda f: (f.unit, f.scale))
    out = []
    for key in keys.drop_duplicates():
        rows = comparison[keys == key]
        out.append((_facts_of(rows_of(rows)[0]).name if grouped else "", rows))
    return out


def _facts_of(row: Any) -> Measure:
    """Return the measure of a comparison's row, with the target of both sides where it is one."""
    facts = {
        "target": [getattr(row, "target_a", None), getattr(row, "target_b", None)],
        "between": getattr(row, "between", None),
    }
    return name_aim(describe_measure(str(row.measure)), pd.DataFrame(facts, dtype="object"))


def _row_name(row: Any, kind: str) -> str:
    """Return what stands at the left of a row: the measure, or its group."""
    if not kind:
        return _facts_of(row).name
    group = row.issue if kind == "issue" else row.group
    return "all" + (" issues" if kind == "issue" else "") if pd.isna(group) else name_group(group, kind)


def _difference(row: Any, facts: Measure) -> str:
    """Write the difference with its interval."""
    if pd.isna(row.difference):
        return ""
    text = number(row.difference, facts, sign=True) + (" points" if facts.in_points else "")
    if not (pd.isna(row.difference_low) or pd.isna(row.difference_high)):
        ends = (number(end, facts, sign=True) for end in (row.difference_low, row.difference_high))
        text += " ({} to {})".format(*ends)
    return text


def _frame(axes: Axes, names: list[str], title: str, facts: Measure, pad: float | None = None) -> None:
    """Name the rows, first at the top, and the axis with its unit."""
    axes.set_yticks(range(len(names)), names)
    frame_lines(axes, len(names) - 0.4, ticks=6, unit=facts.unit)
    if facts.signed:
        mark_zero(axes)
    elif axes.lines and facts.from_zero:
        axes.set_xlim(left=0)
    if title:
        axes.set_title(title, loc="left", size=9, weight="bold", pad=pad)


def _legend(figure: Figure, look: dict[str, Look]) -> None:
    """Name the two sides at the right of the title."""
    marks = [Line2D([], [], ls="", marker=v.marker, color=v.colour, ms=6.5 * v.size, label=k) for k, v in look.items()]
    legend = figure.legend(handles=marks, loc="upper right", ncols=len(marks), frameon=False, handletextpad=0.2,
                           columnspacing=1.2, borderpad=0.3)  # fmt: skip
    legend.set_in_layout(False)
