"""Dated events between the DPRK, the US and their neighbours, as marks for timelines and before/after comparisons."""

from __future__ import annotations

import pandas as pd

from newsresearch import lexicons

KINDS = (
    "summit", "talks", "agreement", "statement", "sanctions", "exercise", "missile test", "nuclear test",
    "satellite launch", "incident", "release", "leadership",
)  # fmt: skip  # one list reads best
PRECISIONS = ("day", "month")


def load_events() -> pd.DataFrame:
    """Load the packaged table of dated events, 1990 to 2026.

    Use it to mark a timeline or to align statements with what happened. It is a selection of documented public events:
    small launches, most inter-Korean meetings and closed contacts are not in it, and from 2024 on it has provocations
    alone.

    Returns
    -------
    DataFrame
        One row per event, sorted by ``date`` and ``event``: ``date`` (datetime64, the calendar day in Korea for events
        in Korea, else where it happened; an event known by month stands on its first day), ``date_precision`` (day,
        month), ``event`` (a short title, unique), ``kind`` (summit, talks, agreement, statement, sanctions, exercise,
        missile test, nuclear test, satellite launch, incident, release, leadership), ``actors`` (ids of the actors'
        table, joined by "|"), ``reference`` (the public record).

    References
    ----------
    CSIS Beyond Parallel, databases of DPRK provocations and of US-DPRK negotiations; resolutions of the UN Security
    Council; press releases of the governments named.

    Examples
    --------
    >>> events = load_events()
    >>> events.loc[events["event"].str.startswith("Hanoi summit"), ["date", "kind"]].values.tolist()
    [[Timestamp('2019-02-27 00:00:00'), 'summit']]
    """
    events = lexicons.load("events")
    events["date"] = pd.to_datetime(events["date"], format="%Y-%m-%d").astype("datetime64[ns]")
    return events.sort_values(["date", "event"], kind="stable", ignore_index=True)
