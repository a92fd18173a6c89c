"""Which labels are taken for which, and two scores of the same texts that may not agree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from newsresearch.figures.style import FAINT, INK, SOFT, footer, new_figure, say_why, styled
from newsresearch.palette import SIDE_LOOKS
from newsresearch.schema import ACTS, QUOTES, SIDES, fault, need_columns

ERRORS_COLUMNS = ("measure", "gold", "found", "n")
SCORES_COLUMNS = ("lexicon", "toward_target", "agreement")

_LABELS = (*QUOTES, "none", *SIDES, "NONE", *ACTS, "-1", "0", "1")  # in the codebook's order
_RIGHT, _WRONG = SIDE_LOOKS["US"].colour, SIDE_LOOKS["DPRK"].colour  # blue and vermilion: apart for every eye
_DARK = 0.55  # share from which a cell is too dark for black numbers
_CELL = 0.3  # inches of a label's row


@styled
def plot_errors(
    errors: pd.DataFrame, *, measures: Sequence[str] | None = None, title: str | None = None, source: str | None = None
) -> Figure:
    """Draw which labels are taken for which: a row the label coded, a column the label found.

    Use it on the table of ``newsresearch.evaluation.count_confusions``. Numbers are decisions, shades their share of
    the row; blue is right, vermilion wrong. It does not show which of the two labels is the better one.

    Parameters
    ----------
    errors : DataFrame
        From ``count_confusions``, or ``data/evaluation/errors.csv``.
    measures : list of str, optional
        Draw these, in this order; by default all.
    title, source : str, optional
        The sentence above, in place of the default; the text below.

    Returns
    -------
    matplotlib.figure.Figure
        A figure with a sentence in place of the plot when there is no row.

    Raises
    ------
    UsageError
        When the table lacks a column that is needed, or a measure is not there.

    Examples
    --------
    >>> plot_errors(pd.DataFrame([{"measure": "act", "gold": "offer", "found": "pledge", "n": 2}])).get_label()
    'What is taken for what'
    """
    need_columns(errors, ERRORS_COLUMNS, "plot_errors", "count_confusions")
    heading, source = title or "What is taken for what", footer(errors, source)
    if errors.empty:
        return say_why("There is nothing to draw: the table has no rows.", heading, source)
    known = list(dict.fromkeys(errors["measure"]))
    names = known if measures is None else list(measures)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise fault(f"plot_errors: measures={unknown[0]!r}", ", ".join(known), "pass some of these as measures")
    tables = [_spread(errors[errors["measure"] == name]) for name in names]
    across = min(2, len(tables))
    lines = [tables[n : n + across] for n in range(0, len(tables), across)]
    heights = [max(len(table) for table in line) for line in lines]
    subtitle = "Rows: coded; columns: found. Numbers: decisions; shades: share of a row. Blue: right; vermilion: not."
    figure = new_figure(4.6 * across + 0.6, sum(_CELL * h + 0.85 for h in heights), heading, subtitle, source)
    grid = figure.subplots(len(lines), across, squeeze=False, height_ratios=[h + 2.5 for h in heights])
    for axes, name, table in zip(grid.flat, names, tables, strict=False):
        _draw_table(axes, name, table)
    for axes in grid.flat[len(tables) :]:
        axes.set_axis_off()
    return figure


@styled
def plot_scores(scores: pd.DataFrame, *, title: str | None = None, source: str | None = None) -> Figure:
    """Draw the lexicon's score of texts beside the score toward a target in them: a point a text.

    Use it to see how often counting words and reading them toward somebody lead to different answers. It does not say
    which is right: for that compare both with labels.

    Parameters
    ----------
    scores : DataFrame
        One row per text: ``lexicon`` (-1..1, such as ``compound`` of ``score_sentiment``), ``toward_target`` (-1..1,
        such as ``p_positive`` minus ``p_negative`` of ``score_target_sentiment``), ``agreement``: "same", "one is
        neutral" or "opposite".
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
    >>> plot_scores(pd.DataFrame([{"lexicon": 0.4, "toward_target": -0.5, "agreement": "opposite"}])).get_label()
    'Counting words beside reading them toward the target'
    """
    need_columns(scores, SCORES_COLUMNS, "plot_scores", "score_target_sentiment")
    heading = title or "Counting words beside reading them toward the target"
    source = footer(scores, source)
    if scores.empty:
        return say_why("There is nothing to draw: the table has no rows.", heading, source)
    figure = new_figure(6.4, 4.6, heading, f"Each point is one of {len(scores):,} texts.", source)
    axes = figure.add_subplot()
    looks = {"same": (SOFT, "o", 22), "one is neutral": (_RIGHT, "s", 20), "opposite": (_WRONG, "X", 42)}
    for name, (colour, marker, size) in looks.items():
        rows = scores[scores["agreement"] == name]
        axes.scatter(rows["lexicon"], rows["toward_target"], s=size, c=colour, marker=marker, alpha=0.75, lw=0.4,
                     ec="white", label=f"{name} ({len(rows):,})", zorder=3)  # fmt: skip
    axes.axhline(0, color=SOFT, lw=0.8, zorder=1)
    axes.axvline(0, color=SOFT, lw=0.8, zorder=1)
    axes.set_xlim(-1.05, 1.05)
    axes.set_ylim(-1.05, 1.05)
    ticks = [-1, -0.5, 0, 0.5, 1]
    axes.set_xticks(ticks, [f"{t:g}".replace("-", "−") for t in ticks])
    axes.set_yticks(ticks, [f"{t:g}".replace("-", "−") for t in ticks])
    axes.grid()
    axes.set_xlabel("lexicon score of the words, −1 negative to 1 positive", color=SOFT)
    axes.set_ylabel("score toward the target,\n−1 negative to 1 positive", color=SOFT)
    axes.legend(loc="upper left", bbox_to_anchor=(1.02, 1), frameon=False, handletextpad=0.2, title="the two say",
                alignment="left", title_fontsize=8.5, fontsize=8.5)  # fmt: skip
    return figure


def _spread(rows: pd.DataFrame) -> pd.DataFrame:
    """Return counts as a table of coded labels and found ones, the same labels in the same order."""
    rank = {label: place for place, label in enumerate(_LABELS)}
    labels = sorted({*rows["gold"].astype(str), *rows["found"].astype(str)}, key=lambda x: (rank.get(x, len(rank)), x))
    wide = rows.assign(gold=rows["gold"].astype(str), found=rows["found"].astype(str))
    return wide.pivot(index="gold", columns="found", values="n").reindex(index=labels, columns=labels)


def _draw_table(axes: Axes, name: str, table: pd.DataFrame) -> None:
    """Draw counts, shaded by their share of the row."""
    values = table.to_numpy(dtype="float64")
    totals = np.nansum(values, axis=1, keepdims=True)
    shares = values / np.where(totals > 0, totals, 1)
    diagonal = np.eye(len(table), dtype=bool)
    for colour, cells in ((_RIGHT, diagonal), (_WRONG, ~diagonal)):
        shades = LinearSegmentedColormap.from_list("shades", ["#fbfbfb", colour])
        shown = np.ma.masked_where(~cells | np.isnan(values), shares)
        axes.pcolormesh(shown, cmap=shades, vmin=0, vmax=1, edgecolors="white", linewidth=1.5)
    for (i, j), value in np.ndenumerate(values):
        if not np.isnan(value):
            ink = "white" if shares[i, j] > _DARK else INK
            axes.text(j + 0.5, i + 0.5, f"{value:,.0f}", ha="center", va="center", size=8, color=ink)
    places = np.arange(len(table)) + 0.5
    names = [label.replace("-", "−") if label == "-1" else label for label in table.index]
    axes.set_xticks(places, names)
    axes.set_yticks(places, names)
    axes.set_xlim(0, len(table))
    axes.set_ylim(len(table), 0)
    axes.tick_params(length=0)
    axes.xaxis.tick_top()
    if len(table) * max(map(len, names)) > 40:  # letters that fit side by side
        for label in axes.get_xticklabels():
            label.set(rotation=40, ha="left", rotation_mode="anchor")
    for spine in axes.spines.values():
        spine.set_visible(False)
    lines = np.arange(1, len(table))
    axes.hlines(lines, 0, len(table), color=FAINT, lw=0.5)
    axes.vlines(lines, 0, len(table), color=FAINT, lw=0.5)
    right = np.trace(np.nan_to_num(values)) / totals.sum()
    axes.set_xlabel(f"{name}: {right:.0%} of {totals.sum():,.0f} right", size=9, weight="bold", color=INK, labelpad=4)
