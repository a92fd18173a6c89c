"""The panels of the reports: each a question, the summary that answers it, and the figure that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from newsresearch import figures, summaries
from newsresearch.events import load_events
from newsresearch.summaries.periods import MISSING, ordinals

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Tables = dict[str, pd.DataFrame]

NEWS = "News about North Korea from US and UK outlets, 2017-2019 (AllSides selection)."
KCNA = "KCNA items in English, July to November 2024."
UN = "Speeches in the UN General Debate by the DPRK, the ROK and the US, 1991-2022."


@dataclass(frozen=True)
class Panel:
    """One question of a report: which tables, between which days, summarised and drawn how, with what note."""

    name: str
    question: str
    corpus: str
    summarise: Callable[[Tables], pd.DataFrame]
    draw: Callable[..., Figure]
    note: str
    between: tuple[str, str] | None = None


SUMMITS = ("Singapore summit of Kim and Trump", "Hanoi summit of Kim and Trump")
SHOWN = ("tone", "compound", "share_hedged", "share_threaten", "share_demand", "share_conditional")
"""Measures of the comparison on a page; the call itself gives all."""


def pick_events(*titles: str) -> pd.DataFrame:
    """Return the rows of the packaged events with these titles, by date.

    Examples
    --------
    >>> pick_events("Hanoi summit of Kim and Trump")["date"].dt.year.tolist()
    [2019]
    """
    events = load_events()
    return events[events["event"].isin(titles)].reset_index(drop=True)


def choose_span(tables: Tables) -> str:
    """Choose the period of a timeline by the days that the articles span: weeks, months or years.

    Where all dates are too coarse for it, the next that they tell.

    Examples
    --------
    >>> choose_span({"articles": pd.DataFrame({"published_date": pd.to_datetime(["2018-01-01", "2019-01-01"])})})
    'M'
    """
    articles = tables["articles"]
    dates = articles["published_date"].dropna()
    days = (dates.max() - dates.min()).days if len(dates) else 0
    freqs = ("W", "M", "Y") if days <= 120 else ("M", "Y") if days <= 1500 else ("Y",)
    precision = articles["published_precision"] if "published_precision" in articles.columns else None
    told = [freq for freq in freqs if (ordinals(articles["published_date"], precision, freq) != MISSING).any()]
    return told[0] if told else "Y"


def _traced(measure: str) -> Callable[[Tables], pd.DataFrame]:
    """Return the summary that traces a measure by side; without any date it has no rows, and says why."""

    def trace(tables: Tables) -> pd.DataFrame:
        undated = tables["articles"]["published_date"].isna().all()
        if undated:
            tables = {**tables, "statements": tables["statements"].iloc[:0]}
        rows = summaries.trace_timeline(tables, measure=measure, by="side", freq=choose_span(tables))
        if undated:
            rows.attrs["counted"] = "No article has a date."
        return rows

    return trace


def _moved(tables: Tables) -> pd.DataFrame:
    """Set the 90 days before each summit beside the 90 from it on, measure by measure, for both sides.

    Shorter windows, or ten articles at the least, leave no number for the DPRK.
    """
    parts = [
        summaries.align_events(
            tables, measure=measure, days=90, events=pick_events(*SUMMITS), by="side", min_articles=5
        )
        for measure in ("tone", "share_threaten", "share_hedged")
    ]
    rows = pd.concat(parts, ignore_index=True)
    rows.attrs = parts[0].attrs
    return rows[rows["group"].isin(["DPRK", "US"])].reset_index(drop=True)


def _bargains(tables: Tables) -> pd.DataFrame:
    """Count the conditions of both sides."""
    rows = summaries.count_conditions(tables)
    kept = rows[rows["group"].isin(["DPRK", "US"])].reset_index(drop=True)
    kept.attrs = rows.attrs
    return kept


GENERAL = (
    Panel(
        "actors", "Who is in the news?", "tables",
        summaries.count_actors, figures.plot_actors, "Mentions of actors by name.",
    ),
    Panel(
        "dyads", "Who speaks about whom?", "tables",
        summaries.count_dyads, figures.plot_dyads, "Statements by the speaker's side and the side that they are about.",
    ),
    Panel(
        "sides", "Where do the DPRK and the US differ?", "tables",
        partial(summaries.compare_sides, measures=SHOWN), figures.plot_sides, "Statements of either side.",
    ),
    Panel(
        "hedging", "Who hedges?", "tables",
        summaries.measure_hedging, figures.plot_hedges, "Share of statements with a hedge in the side's own voice.",
    ),
    Panel(
        "tone", "How did the tone move?", "tables",
        _traced("tone"), partial(figures.plot_timeline, events=load_events()), "Tone toward the other side, -1 to 1.",
    ),
)  # fmt: skip  # a panel on three lines reads as the list it is
"""The report on any pages or tables."""

DEFAULT = (
    Panel(
        "news_actors", "Who was in the news, year by year?", "news_nk",
        partial(summaries.count_actors, by="Y"), figures.plot_actors, NEWS, ("2017-01-01", "2019-12-31"),
    ),
    Panel(
        "news_sides", "Where did the DPRK and the US differ, 2017-2019?", "news_nk",
        partial(summaries.compare_sides, measures=SHOWN), figures.plot_sides, NEWS, ("2017-01-01", "2019-12-31"),
    ),
    Panel(
        "news_tone", "How did the tone between the two move, month by month?", "news_nk",
        partial(summaries.trace_timeline, measure="tone", groups=("DPRK", "US")),
        partial(figures.plot_timeline, events=pick_events(*SUMMITS)), NEWS, ("2017-01-01", "2019-12-31"),
    ),
    Panel(
        "news_hedging", "Who hedged more, quarter by quarter?", "news_nk",
        partial(summaries.trace_timeline, measure="share_hedged", freq="Q", groups=("DPRK", "US")),
        partial(figures.plot_timeline, events=pick_events(*SUMMITS)), NEWS, ("2017-01-01", "2019-12-31"),
    ),
    Panel(
        "news_summits", "What changed from before to after the summits of Singapore and Hanoi?", "news_nk",
        _moved, figures.plot_events, f"{NEWS} At least five articles on either side of the event.",
        ("2017-01-01", "2019-12-31"),
    ),
    Panel(
        "news_conditions", "What did each side make depend on what?", "news_nk",
        _bargains, figures.plot_conditions, NEWS, ("2017-01-01", "2019-12-31"),
    ),
    Panel(
        "kcna_targets", "Toward whom was KCNA warm or cold, week by week?", "kcna",
        partial(
            summaries.trace_timeline, measure="tone", by="target", freq="W", side="DPRK",
            groups=("US", "ROK", "JPN", "RUS", "CHN"),
        ),
        figures.plot_timeline, KCNA, ("2024-07-01", "2024-11-30"),
    ),
    Panel(
        "un_tone", "How did the two Koreas and the US speak of each other at the UN?", "ungdc",
        partial(
            summaries.trace_timeline, measure="tone", freq="administration", groups=("DPRK", "ROK", "US"),
        ),
        figures.plot_timeline, UN, ("1991-01-01", "2022-12-31"),
    ),
    Panel(
        "un_hedging", "How firmly did the two Koreas and the US speak at the UN?", "ungdc",
        partial(
            summaries.trace_timeline, measure="share_hedged", freq="administration", groups=("DPRK", "ROK", "US"),
        ),
        figures.plot_timeline, UN, ("1991-01-01", "2022-12-31"),
    ),
)  # fmt: skip  # as above
"""The report on the repository's own data."""
