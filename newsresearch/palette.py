"""The colour and the mark of each side, the same in figures and in articles shown, and never colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Look:
    """How a group is drawn: a colour, a matplotlib marker and dash, the line under its words in HTML, its size.

    ``size`` is that of the marker beside a disc's: a star of the same width has little ink.
    """

    colour: str
    marker: str
    dash: Any = "-"
    underline: str = "solid"
    size: float = 1.0


# Colours: Okabe and Ito (2008), Color Universal Design, without its yellow, which fades on white, and darker where
# the original is too light for letters; greys for voices that are no state.
SIDE_LOOKS = {
    "DPRK": Look("#D55E00", "o", "-", "solid"),
    "US": Look("#0072B2", "s", "-", "double"),
    "ROK": Look("#009E73", "^", (0, (5, 1.5)), "dashed"),
    "CHN": Look("#B5528A", "D", (0, (3, 1.5)), "dotted"),
    "JPN": Look("#C98500", "v", (0, (1, 1)), "dotted"),
    "RUS": Look("#3A9BD9", "P", (0, (4, 1, 1, 1)), "dashed"),
    "UN": Look("#4D4D4D", "X", (0, (6, 2, 1, 2)), "double"),
    "EXPERT": Look("#7A6A2F", "p", (0, (2, 1)), "dotted"),
    "MEDIA": Look("#8C8C8C", "h", (0, (1, 2)), "dashed"),
    "OTHER": Look("#6A6A6A", "*", (0, (2, 1, 1, 1, 1, 1)), "dotted", 1.7),
}


def tint(colour: str, strength: float) -> str:
    """Mix a colour into white; ``strength`` is the colour's part.

    Examples
    --------
    >>> tint("#000000", 0.2)
    '#cccccc'
    """
    parts = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * strength):02x}" for part in parts)


def shade(colour: str, strength: float) -> str:
    """Mix a colour into black; ``strength`` is the colour's part.

    Examples
    --------
    >>> shade("#ff8000", 0.5)
    '#804000'
    """
    return "#" + "".join(f"{round(int(colour[n : n + 2], 16) * strength):02x}" for n in (1, 3, 5))
