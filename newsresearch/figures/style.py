"""The one look of all figures: colours and marks of the sides, names of the measures, frame, saving."""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from newsresearch import lexicons
from newsresearch.palette import SIDE_LOOKS, Look
from newsresearch.schema import SIDES, fault

P = ParamSpec("P")

INK, SOFT, FAINT = "#1b1b1b", "#5c5c5c", "#d9d9d9"
FEW = 5
"""Articles below which an estimate is drawn hollow, and a cell grey, where the summary notes nothing else."""

GREY = "#ebebeb"
"""Of cells that are not to be compared."""

RC: Any = {  # Any: matplotlib types its keys as a literal of 300 names
    "font.family": "DejaVu Sans",  # ships with matplotlib: the same glyphs on every machine
    "font.size": 9,
    "text.color": INK,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.7,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": False,
    "axes.unicode_minus": True,
    "grid.color": "#ececec",
    "grid.linewidth": 0.8,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "figure.dpi": 110,
    "pdf.fonttype": 42,  # TrueType: text stays text, as publishers ask
    "svg.fonttype": "path",
    "svg.hashsalt": "newsresearch",  # without it every SVG has random ids
    "text.parse_math": False,  # a "$" in a headline or an outlet's name is a dollar
    "path.simplify": True,
}


# Groups that are no side (outlets, issues, all together): colours that no side has, apart in lightness too.
_OTHERS = (
    Look("#3F4A5A", "o"),
    Look("#8B5A2B", "s", (0, (5, 1.5))),
    Look("#7F5AA2", "^", (0, (3, 1.5))),
    Look("#6B8E23", "D", (0, (1, 1))),
)


PLAIN = _OTHERS[0]
"""Of every group that is no side, where a colour for each would tell nothing."""
PERIOD_LETTERS = {"Y": 4, "Q": 7, "M": 7}
"""Letters of a period's first day, such as "2018-06-01", that tell the period."""


PERIODS = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "administration": "administration"}
"""What the periods are called."""

_PERIOD = re.compile(rf"the period \(({'|'.join(PERIODS)})\)")
_VERSIONS = {"latest": "One version of a story counts, the latest.", "all": "Every version of every story counts."}


def name_group(group: Any, kind: Any) -> str:
    """Return a group's name to read: a period by the part of its first day that tells it, a speaker by name.

    Examples
    --------
    >>> name_group("2018-01-01", "Y"), name_group("2018-06-01", "M"), name_group("US", "side")
    ('2018', '2018-06', 'US')
    >>> name_group("KIM_JONG_UN", "speaker"), name_group("USA TODAY", "outlet")
    ('Kim Jong Un', 'USA TODAY')
    """
    if kind == "speaker":
        return name_actor(str(group))
    return str(group)[: PERIOD_LETTERS.get(str(kind))]


def name_kind(kind: Any) -> str:
    """Return what the groups are called, as in "by year"; "" where that is unknown.

    Examples
    --------
    >>> name_kind("Y"), name_kind("publisher_side"), name_kind(None)
    ('year', 'publisher side', '')
    """
    return "" if kind is None or pd.isna(kind) else PERIODS.get(str(kind), str(kind).replace("_", " "))


def looks(groups: list[str]) -> dict[str, Look]:
    """Return a look for each group: a side's own, else one that no side has.

    Examples
    --------
    >>> looks(["US", "DPRK"])["US"].marker
    's'
    """
    others = [g for g in groups if g not in SIDE_LOOKS]
    given = {g: _OTHERS[n % len(_OTHERS)] for n, g in enumerate(others)}
    return {g: SIDE_LOOKS.get(g) or given[g] for g in groups}


@dataclass(frozen=True)
class Measure:
    """What a measure is called, its unit, and how its numbers are written; ``scale`` turns a share into per cent."""

    name: str
    unit: str
    scale: float = 1.0
    digits: int = 2
    signed: bool = False

    @property
    def from_zero(self) -> bool:
        """Whether an axis begins at 0: of shares and rates, which are read as lengths."""
        return self.unit.startswith(("%", "per "))

    @property
    def in_points(self) -> bool:
        """Whether a difference is in percentage points: between two shares."""
        return self.unit.startswith("%")

    @property
    def axis(self) -> str:
        """The label of an axis."""
        gap = " " if len(self.name) + len(self.unit) < 34 else "\n"  # 34 letters fit along the axis
        return f"{self.name}{gap}({self.unit})"


_ACT_NAMES = {
    "report": "report", "demand": "demand something", "offer": "offer something", "threaten": "threaten",
    "reject": "reject or deny", "agree": "agree", "praise": "praise", "criticise": "criticise",
    "pledge": "pledge something", "predict": "predict",
}  # fmt: skip  # one line reads best

POINTS = " (points)"
"""Of a difference between two shares: percentage points, no per cent."""

OTHER_SIDE = "toward the other side"
SPOKEN_ABOUT = "toward the side spoken about"
"""Of a comparison whose two parts are no sides, such as years: the speakers are of many sides."""
_MEASURES = {
    "share_hedged": Measure("Statements with a hedge", "% of statements", 100, 1),
    "share_conditional": Measure("Statements with a condition", "% of statements", 100, 1),
    "hedges_per_1000_words": Measure("Hedges", "per 1,000 words", 1, 1),
    "boosters_per_1000_words": Measure("Boosters", "per 1,000 words", 1, 1),
    "mentions_per_1000_words": Measure("Mentions of the other side", "per 1,000 words", 1, 1),
    "words_per_statement": Measure("Length of a statement", "words", 1, 1),
    "certainty": Measure("Certainty", "mean, 0 unsure to 1 sure"),
    "conflict": Measure(f"Conflict {OTHER_SIDE}", "mean, 0 to 1"),
    "tone": Measure(f"Tone {OTHER_SIDE}", "mean, −1 hostile to 1 friendly", 1, 2, True),
    "compound": Measure("Sentiment of the words (VADER)", "mean, −1 negative to 1 positive", 1, 2, True),
}


def describe_measure(measure: str) -> Measure:
    """Return the name, unit and number format of a measure; a measure unknown here keeps its own name.

    Examples
    --------
    >>> describe_measure("hedges_per_1000_words").axis
    'Hedges (per 1,000 words)'
    >>> describe_measure("share_threaten").name
    'Statements that threaten'
    """
    if measure in _MEASURES:
        return _MEASURES[measure]
    act = measure.removeprefix("share_")
    if act in _ACT_NAMES:
        return Measure(f"Statements that {_ACT_NAMES[act]}", "% of statements", 100, 1)
    words = measure.replace("_", " ")
    return Measure(words[:1].upper() + words[1:], "% of statements" if measure.startswith("share_") else "estimate",
                   100 if measure.startswith("share_") else 1)  # fmt: skip


def name_aim(measure: Measure, rows: pd.DataFrame) -> Measure:
    """Say in a measure's name whom the statements are about, where the summary tells and it is not the other side.

    Examples
    --------
    >>> name_aim(describe_measure("tone"), pd.DataFrame({"group": ["US", "ROK"], "target": ["DPRK", "DPRK"]})).name
    'Tone toward DPRK'
    """
    if not measure.name.endswith(OTHER_SIDE) or "target" not in rows.columns:
        return measure
    targets = [str(target) for target in rows["target"].dropna().unique()]
    by, side, between = (
        str(rows[c].iloc[0]) if c in rows.columns and rows[c].notna().any() else "" for c in ("by", "side", "between")
    )
    if by == "target":
        aim = f"toward each target{f', in statements of {side}' if side else ''}"
    elif len(targets) == 1:
        aim = f"toward {targets[0]}"
    elif between not in ("", "side") and not targets:
        aim = SPOKEN_ABOUT
    else:
        return measure
    return replace(measure, name=measure.name.removesuffix(OTHER_SIDE) + aim)


def name_actor(actor: str) -> str:
    """Return an actor's id as a name to read: a side by its letters, others as the gazetteer writes them.

    Examples
    --------
    >>> name_actor("KIM_JONG_UN"), name_actor("ROK"), name_actor("STATE_DEPARTMENT")
    ('Kim Jong Un', 'ROK', 'State Department')
    """
    if actor in SIDES:
        return actor
    return _names().get(actor) or " ".join(word.capitalize() for word in str(actor).split("_"))


@cache
def _names() -> dict[str, str]:
    """Return the gazetteer's name of every actor."""
    actors = lexicons.load("actors")
    return dict(zip(actors["actor_id"], actors["name"], strict=True))


def number(value: float, measure: Measure, *, sign: bool = False) -> str:
    """Write an estimate in its measure's unit.

    Examples
    --------
    >>> number(0.125, describe_measure("share_hedged"))
    '12.5'
    """
    rounded = round(value * measure.scale, measure.digits) or 0.0  # "or": no minus before a zero
    return f"{rounded:{'+' if sign and rounded else ''}.{measure.digits}f}".replace("-", "−")


class Drawing(Figure):
    """A matplotlib Figure that a notebook shows as it is.

    A class, since a Figure made without pyplot is shown only after ``%matplotlib inline``.
    """

    def _repr_png_(self) -> bytes:
        """Return the figure as PNG."""
        page = io.BytesIO()
        with mpl.rc_context(RC):
            self.savefig(page, format="png", metadata={"Software": None})
        return page.getvalue()


def styled(draw: Callable[P, Figure]) -> Callable[P, Figure]:
    """Draw in the style of the house and leave matplotlib's own settings as they were."""

    @wraps(draw)
    def inside(*args: P.args, **kwargs: P.kwargs) -> Figure:
        for name in ("title", "source"):
            if not isinstance(kwargs.get(name), str | None):
                raise fault(f"{draw.__name__}: {name}={kwargs[name]!r}", "text, None", f"pass text as {name}")
        with mpl.rc_context(RC):
            figure = draw(*args, **kwargs)
            figure.draw_without_rendering()  # ticks are made at the first draw: make them inside the style
            return figure

    return inside


def new_figure(width: float, height: float, title: str, subtitle: str = "", source: str | None = None) -> Figure:
    """Return a figure with a title above and a footer below, the room between them left to the layout.

    ``width`` and ``height`` are in inches; ``height`` is that of the room between, so that long titles do not
    squeeze the plot.
    """
    per_inch = 13.5  # characters of the title's size (11 pt bold) that an inch holds
    head = textwrap.wrap(title, int(width * per_inch * 0.82))
    under = textwrap.wrap(subtitle, int(width * per_inch * 1.12))
    foot = textwrap.wrap(source or "", int(width * per_inch * 1.2))
    top = 0.12 + 0.2 * len(head) + 0.165 * len(under) + 0.06
    bottom = 0.08 + 0.15 * len(foot)
    total = height + top + bottom
    figure = Drawing(figsize=(width, total), layout="constrained")
    FigureCanvasAgg(figure)
    left = 0.1 / width
    figure.text(left, 1 - 0.1 / total, "\n".join(head), va="top", weight="bold", size=11, linespacing=1.25)
    figure.text(left, 1 - (0.13 + 0.2 * len(head)) / total, "\n".join(under), va="top", size=8.5, color=SOFT,
                linespacing=1.35)  # fmt: skip
    figure.text(left, 0.07 / total, "\n".join(foot), va="bottom", size=7.5, color=SOFT, linespacing=1.35)
    for text in figure.texts:
        text.set_in_layout(False)
    engine = figure.get_layout_engine()
    engine.set(rect=(0, bottom / total, 1, height / total), w_pad=0.08, h_pad=0.04)  # type: ignore[union-attr, call-arg]
    figure.set_label(title)
    return figure


def say_why(reason: str, title: str, source: str | None = None) -> Figure:
    """Return a figure that holds a sentence in place of a plot."""
    figure = new_figure(7.2, 1.1, title, source=source)
    axes = figure.add_subplot()
    axes.set_axis_off()
    axes.text(0.5, 0.5, "\n".join(textwrap.wrap(reason, 80)), ha="center", va="center", size=10, color=SOFT)
    return figure


def footer(summary: pd.DataFrame, source: str | None) -> str:
    """Return the text below a figure: the source as given, what the summary says that it counted, and its filters."""
    return " ".join(filter(None, (source, say_counted(summary))))


def say_counted(summary: pd.DataFrame) -> str:
    """Return what a summary says that it counted, periods by their names; what it has lost, as its columns say it.

    Tables that were joined have no words of their own any more.

    Examples
    --------
    >>> say_counted(pd.DataFrame({"versions": ["latest"], "by": ["side"], "side": ["US"]}))
    'One version of a story counts, the latest. Only statements of US count.'
    """
    counted = _PERIOD.sub(lambda found: f"the {PERIODS[found[1]]}", str(summary.attrs.get("counted", "")))
    words = counted or _say_columns(summary)
    return " ".join(filter(None, (words, "" if "Only statements" in counted else _filters(summary))))


def _say_columns(summary: pd.DataFrame) -> str:
    """Say which versions count, and of how many articles at least, by the columns that hold one value."""
    known = {
        name: summary[name].iloc[0]
        for name in ("versions", "min_articles")
        if name in summary.columns and summary[name].notna().all() and summary[name].nunique() == 1
    }
    said = [_VERSIONS.get(str(known.get("versions")), "")]
    if "min_articles" in known:
        said.append(f"Estimates stand on at least {int(known['min_articles'])} articles.")
    return " ".join(filter(None, said))


def _filters(summary: pd.DataFrame) -> str:
    """Say whose statements alone count, and about whom, by the columns in which a summary of groups says so."""
    if "by" not in summary.columns or "actor_id" in summary.columns:
        return ""  # no summary of statements by group
    columns = {"side": "of", "target": "about"} if "condition_issue" in summary.columns else {"side": "of"}
    words = [
        f" {word} {summary[name].iloc[0]}"
        for name, word in columns.items()
        if name in summary.columns and summary[name].notna().all() and summary[name].nunique() == 1
    ]
    return f"Only statements{''.join(words)} count." if words else ""


def with_columns(frame: pd.DataFrame, names: tuple[str, ...]) -> pd.DataFrame:
    """Return a table with these columns, missing where it lacks them: what a figure shows if it is there."""
    return frame.assign(**{name: np.nan for name in names if name not in frame.columns})


def rows_of(frame: pd.DataFrame) -> list[Any]:
    """Return the rows as tuples with the columns as attributes."""
    return list(frame.itertuples())


def note_of(row: Any) -> str:
    """Return what a summary row notes in place of an estimate, "" where it notes nothing."""
    note = getattr(row, "note", None)
    return "" if note is None or pd.isna(note) else str(note)


def save_figure(figure: Figure, folder: str | Path, name: str) -> list[Path]:
    """Save a figure as PNG, SVG and PDF, the same bytes each time.

    Use it in place of ``Figure.savefig`` for figures that are kept under version control or compared: it leaves out
    dates and random ids. The bytes are the same for the same matplotlib; another release of it may draw otherwise.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        From one of the ``plot_`` calls, or any other.
    folder : path
        An existing folder.
    name : str
        File name without suffix.

    Returns
    -------
    list of Path
        The three files: PNG (200 dots per inch), SVG (text as paths), PDF (text as TrueType).

    Raises
    ------
    UsageError
        When ``figure`` is no Figure or the folder is not there.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in save_figure(Figure(), folder, "empty")]
    ['empty.png', 'empty.svg', 'empty.pdf']
    """
    if not isinstance(figure, Figure):
        raise fault(f"save_figure: {type(figure).__name__}", "a matplotlib Figure", "pass what a plot_ call returns")
    place = Path(folder)
    if not place.is_dir():
        raise fault(f"save_figure: no folder {str(folder)!r}", "an existing folder", "make the folder first")
    title = str(figure.get_label()) or name
    metadata: dict[str, dict[str, Any]] = {
        "png": {"Software": None, "Title": title},
        "svg": {"Date": None, "Title": title},
        "pdf": {"CreationDate": None, "Title": title},
    }
    paths = []
    with mpl.rc_context(RC):
        for suffix, facts in metadata.items():
            path = place / f"{name}.{suffix}"
            figure.savefig(path, dpi=200, metadata=facts)
            paths.append(path)
    drawing = place / f"{name}.svg"
    drawing.write_text(number_ids(drawing.read_text(encoding="utf-8")), encoding="utf-8")
    return paths


def number_ids(svg: str) -> str:
    """Number the ids of a drawing by their first use: matplotlib makes those of clips from the last bit of a float.

    Examples
    --------
    >>> number_ids('<g clip-path="url(#p5869f80907)"/><clipPath id="p5869f80907"/>')
    '<g clip-path="url(#p0)"/><clipPath id="p0"/>'
    """
    defined = set(re.findall(r'\bid="([a-z][0-9a-f]{10})"', svg))
    numbers: dict[str, str] = {}

    def rename(match: re.Match[str]) -> str:
        name = match[0]
        if name not in defined:
            return name
        return numbers.setdefault(name, f"{name[0]}{len(numbers)}")

    return re.sub(r"\b[a-z][0-9a-f]{10}\b", rename, svg)
