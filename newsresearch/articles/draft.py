"""What a reader hands over: one article's fields before they become a row."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class When:
    """A time of publication: the local day, the moment in UTC, and how exactly and from where it is known.

    ``odd`` is a time of day that stands beside the day and does not exist, ``strange`` the letters of a zone that is
    not known, ``doubt`` a note on a day that may be another.
    """

    at: dt.datetime
    day: dt.date
    zone: str | None
    precision: str
    origin: str = "page"
    odd: str | None = None
    strange: str | None = None
    doubt: str | None = None


@dataclass
class Draft:
    """One article; None is what the page does not say. ``paragraphs`` are the body without furniture or dateline."""

    paragraphs: list[str]
    headline: str | None = None
    revision: str | None = None
    revision_number: int = 0
    label: str | None = None
    editor_note: str | None = None
    section: str | None = None
    when: When | None = None
    day: str | None = None
    dateline: str | None = None
    agency: str | None = None
    byline: str | None = None
    outlet: str | None = None
    publisher_side: str | None = None
    url: str | None = None
    language: str | None = None
    note: str | None = None
