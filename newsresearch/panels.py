"""The panels of the reports: each a question, the summary that answers it, and the figure that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from newsresearch import figures, summaries
from newsresearch.events import load_events

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Tables = dict[str, pd.DataFrame]

NEWS = "News about North Korea from US and UK outlets, 2017-2019 (AllSides selection)."
KCNA = "KCNA items in English, July to November 2024."
UN = "Speeches in the UN General Debate by the DPRK, the ROK and the US."


@dataclass(frozen=True)
class Panel:
    """One question of a report: which tables, between which days, summarised and drawn how, with what note."""

    name: str
    question: str
    corpus: str
    summarise: Callable[[Tables], pd.DataFrame]
    draw: Callable[[pd.DataFrame], Figure]
    note: str
    between: tuple[str, str] | None = None


def landmarks(*titles: str) -> pd.DataFrame:
    """Return the events of the packaged table whose titles contain one of ``titles``.

    Examples
    --------
    >>> len(landmarks("Singapore summit")) > 0
    True
    """
    events = load_events()
    wanted = events["event"].map(lambda event: any(title in event for title in titles))
    return events[wanted].reset_index(drop=True)
