"""Words that tell two groups apart: the strongest of each, with intervals."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from newsresearch.figures.lines import count, frame_lines, mark_zero, write_right
from newsresearch.figures.style import SOFT, footer, looks, name_group, new_figure, rows_of, say_why, styled
from newsresearch.palette import Look
from newsresearch.schema import check_count, need_columns

COLUMNS = ("word", "log_odds", "z", "count_a", "count_b", "low", "high")
TOP = 15
"""Words of each group that fit on a page; the table has all."""

_ROW = 0.2  # inches of a word


@styled
def plot_words(words: pd.DataFrame, *, top: int = TOP, title: str | None = None, source: str | None = None) -> Figure:
    """Draw the words that tell two groups apart: log-odds with intervals, the strongest of each group by z.

    Use it on the table of ``compare_words``. Words whose interval over articles holds 0 are drawn hollow: one or two
    articles may account for them. It does not show how a word is used; ``find_words`` does.

    Parameters
    ----------
    words : DataFrame
        From ``compare_words``; ``group_a`` and ``group_b`` name the two.
    top : int
        Words of each group.
    title, source : str, optional
        The sentence above, in place of the default; the text below.

    Returns
    -------
    matplotlib.figure.Figure
        A figure with a sentence in place of the plot when there is no word.

    Raises
    ------
    UsageError
        When the table lacks a column that is needed.

    Examples
    --------
    >>> row = {"word": "talks", "log_odds": 1.2, "z": 3.0, "count_a": 9, "count_b": 2, "low": 0.4, "high": 2.0}
    >>> plot_words(pd.DataFrame([row | {"group_a": "US", "group_b": "DPRK"}])).get_label()
    'Words of US and of DPRK'
    """
    need_columns(words, COLUMNS, "plot_words", "compare_words")
    check_count("top", top, 1, "plot_words")
    names = ["the first group", "the second group"]
    if len(words) and {"group_a", "group_b"} <= set(words.columns):
        kind = words["by"].iloc[0] if "by" in words.columns else None
        names = [name_group(words[name].iloc[0], kind) for name in ("group_a", "group_b")]
    heading, source = title or f"Words of {names[0]} and of {names[1]}", footer(words, source)
    ordered = words.sort_values(["z", "word"], ascending=[False, True], kind="stable")
    halves = [ordered[ordered["z"] > 0].head(top), ordered[ordered["z"] < 0].tail(top)[::-1]]
    if not any(len(half) for half in halves):
        return say_why("There is nothing to draw: no word tells the groups apart.", heading, source)
    lines = max(len(half) for half in halves)
    subtitle = "Log-odds, 95% intervals over stories; hollow marks: the interval holds 0."
    if any((half[["count_a", "count_b"]] == 0).any(axis=None) for half in halves):
        subtitle += " Of a word that one group never uses, the far end rests on the prior."
    figure = new_figure(9.6, _ROW * max(lines, 4) + 0.95, heading, subtitle, source)
    grid = figure.subplots(1, 2, squeeze=False)
    look = looks(names)
    for half, axes, name in zip(halves, grid[0], names, strict=True):
        _draw_half(axes, half, lines, look[name], name)
        write_right(axes, -1.25, f"uses {names[0]} / {names[1]}", 6, SOFT, 7.5)
    return figure


def _draw_half(axes: Axes, half: pd.DataFrame, lines: int, look: Look, name: str) -> None:
    """Draw the words of one group, the strongest at the top."""
    for place, row in enumerate(rows_of(half)):
        bounded = not (pd.isna(row.low) or pd.isna(row.high))
        if bounded:
            axes.hlines(place, row.low, row.high, color=look.colour, lw=1.5, alpha=0.55, zorder=2)
        sure = bounded and row.low * row.high > 0
        axes.plot(row.log_odds, place, ls="", marker=look.marker, ms=5.5 * look.size, color=look.colour, zorder=3,
                  mew=1.1, mfc=look.colour if sure else "white")  # fmt: skip
        write_right(axes, place, f"{count(row.count_a)} / {count(row.count_b)}", 6, SOFT, 7.5)
    axes.set_yticks(range(len(half)), list(half["word"]))
    frame_lines(axes, lines - 0.4, ticks=5, unit="log-odds", margin=0.05)
    mark_zero(axes)
    axes.set_title(name, loc="left", size=9, weight="bold", color=look.colour)
