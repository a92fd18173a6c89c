"""Dates as tables and pages write them: the local day, halves of the day, named zones, forms, what is no date."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsresearch.articles import load_articles, loading
from newsresearch.articles.dates import read_date, refused
from newsresearch.pages import read_pages


def load(tmp_path: Path, *rows: dict) -> list[dict]:
    """The articles in a table of these rows, in its order; None for what is missing."""
    lines = [json.dumps({"text": f"The envoys met in Oslo on day {n}.", **row}) for n, row in enumerate(rows)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    table = load_articles(tmp_path / "a.jsonl", cache=False).sort_values("text").astype(object)
    return table.where(table.notna(), None).to_dict("records")


def load_one(tmp_path: Path, **fields: object) -> dict:
    """The article of a table with one row."""
    (row,) = load(tmp_path, fields)
    return row


@pytest.mark.parametrize(
    ("date", "outlet", "day", "zone"),
    [
        ("2024-03-04T22:12:00Z", "Yonhap", "2024-03-05", "Asia/Seoul"),
        ("2024-03-05T03:12:00+00:00", "CNN", "2024-03-04", "America/New_York"),
        ("2024-03-04 22:12 GMT", "Yonhap", "2024-03-05", "Asia/Seoul"),
        ("2024-03-04T22:12:00-05:00", "Yonhap", "2024-03-04", "UTC-05:00"),
        ("2024-03-04T22:12:00Z", "Sample Post", "2024-03-04", "UTC"),
        ("2024-03-05T00:00:01Z", "CNN", "2024-03-04", "America/New_York"),
    ],
)  # fmt: skip  # a table, its rows side by side
def test_the_day_is_the_one_where_it_was_published(tmp_path, date, outlet, day, zone):
    """A moment in UTC has the day of its outlet's zone where this is known; another offset keeps its own day."""
    row = load_one(tmp_path, date=date, source=outlet)
    assert (row["published_date"], row["published_zone"]) == (pd.Timestamp(day), zone)
    assert row["published_at"] == pd.Timestamp(date.replace(" GMT", "Z")).tz_convert("UTC").floor("min")


@pytest.mark.parametrize("date", ["2024-03-05T00:00:00Z", "2024-03-05T00:00Z", "2024-03-05T00:00:00.000Z"])
def test_midnight_in_utc_is_a_bare_day(tmp_path, date):
    """Pages and tables write a day as midnight in UTC, so that no zone moves it."""
    page = (
        f'<html><head><meta property="article:published_time" content="{date}"><link rel="canonical" '
        'href="https://www.cnn.com/a"></head><body><article><h1>Envoys meet</h1><p>The envoys of two countries met '
        "in the old town hall of Oslo on Monday and agreed to meet again.</p></article></body></html>"
    )
    (tmp_path / "a.html").write_text(page)
    days = [load_one(tmp_path, date=date, source="CNN")["published_date"]]
    days += load_articles(tmp_path / "a.html", cache=False)["published_date"].tolist()
    assert days == [pd.Timestamp("2024-03-05")] * 2


@pytest.mark.parametrize(
    ("date", "at", "zone"),
    [
        ("2024-03-05 03:12 PM", "2024-03-05T06:12:00+00:00", "Asia/Seoul"),
        ("2024-03-05 12:05 a.m.", "2024-03-04T15:05:00+00:00", "Asia/Seoul"),
        ("2024-03-05 09:12 EST", "2024-03-05T14:12:00+00:00", "America/New_York"),
        ("2024-03-05 09:12:00 KST", "2024-03-05T00:12:00+00:00", "Asia/Seoul"),
        ("2024-07-05 10:00 AM EDT", "2024-07-05T14:00:00+00:00", "America/New_York"),
        ("2024-03-05 09:12 (JST)", "2024-03-05T00:12:00+00:00", "Asia/Tokyo"),
        ("Tue Mar 05 2024 09:00:00 GMT+0900", "2024-03-05T00:00:00+00:00", "Asia/Seoul"),
        ("Tue Mar 05 2024 09:00:00 GMT+0530 (India Standard Time)", "2024-03-05T03:30:00+00:00", "UTC+05:30"),
        ("2024-03-05T09:00:00+09", "2024-03-05T00:00:00+00:00", "Asia/Seoul"),
        ("2024-03-05T09:00:00 UTC-5", "2024-03-05T14:00:00+00:00", "UTC-05:00"),
        ("March 5, 2024 9:12 AM AEDT", "2024-03-04T22:12:00+00:00", "Australia/Sydney"),
        ("March 5, 2024 9:12 AM CT", "2024-03-05T15:12:00+00:00", "America/Chicago"),
        ("March 5, 2024 9:12 PKT", "2024-03-05T04:12:00+00:00", "Asia/Karachi"),
        ("March 5, 2024 9:12 EET", "2024-03-05T07:12:00+00:00", "Europe/Helsinki"),
    ],
)  # fmt: skip  # a table, its rows side by side
def test_halves_of_the_day_and_named_zones(date, at, zone):
    """A time behind an ISO day, too, is moved by the half of the day and the zone that stand beside it."""
    when = read_date(date, zone="Asia/Seoul")
    assert (when.at.isoformat(), when.zone, when.day.isoformat()) == (at, zone, date[:10] if "-0" in date[:6] else
                                                                      "2024-03-05")  # fmt: skip  # one comparison


@pytest.mark.parametrize(
    ("outlet", "said"), [("Sample Post", "as if it were UTC"), ("Yonhap", "as if it were of Asia/Seoul")]
)
@pytest.mark.parametrize("zone", ["IST", "CST"])
def test_a_zone_of_two_meanings_is_named(tmp_path, zone, outlet, said):
    """Letters that are several zones, or none, stand in the note."""
    row = load_one(tmp_path, date=f"2024-03-05 09:12 {zone}", source=outlet)
    assert row["note"] == f"the zone '{zone}' is not known; the time stands {said}"


@pytest.mark.parametrize(
    "date",
    [
        "2024/3/5", "2024-3-5 9:00", "2024.3.5", "2024. 3. 5.", "5-Mar-24", "05-Mar-2024", "Mar-05-2024", "05MAR2024",
        "05/Mar/2024", "1709600000.5", "1709600000", "5 mars 2024", "March 5th, 2024", "Mon Mar 4 22:12:00 UTC 2024",
        "Tue Mar 05 09:00:00 +0900 2024", "05.03.24", "5.3.2024", 45356, 45356.0, "45356", {"$date": "2024-03-05"},
        {"$date": {"$numberLong": "1709600000000"}},
    ],
)  # fmt: skip  # a list of dates
def test_forms_of_a_day(tmp_path, date):
    """Programs and people write the same day in many forms."""
    row = load_one(tmp_path, date=date, source="Yonhap")
    assert (row["published_date"], row["note"]) == (pd.Timestamp("2024-03-05"), None)


def test_the_first_of_a_month_in_french():
    """The first of a month is an ordinal in French."""
    assert read_date("1er mars 2024").day == dt.date(2024, 3, 1)


@pytest.mark.parametrize("date", ["nan", "None", "NaT", "N/A", "-", "null", "", None])
def test_a_word_for_nothing_is_no_date(tmp_path, date):
    """What programs write for a missing date is missing, without a note; a year in the next column is read."""
    row = load_one(tmp_path, date=date)
    assert (row["published_date"], row["note"]) == (None, None)
    assert load_one(tmp_path, date=date, year="2017")["published_precision"] == "year"


@pytest.mark.parametrize("date", ["soon", "5 MAR, 09:12", "12345678901234567", "3 days ago", "123"])
def test_what_is_no_date_is_said_to_be_none(tmp_path, date):
    """A text that names no year, month and day is not called a day that does not exist."""
    row = load_one(tmp_path, date=date)
    assert row["published_date"] is None
    assert row["note"] == (
        f"date {date!r} is not read as a date; the article stands without one; write it as 2024-03-05"
    )


@pytest.mark.parametrize("date", ["2019-02-31", "2019/13/5", "February 31, 2019", "31-Feb-2019", "31.02.2019"])
def test_a_day_that_does_not_exist_is_said_so(date):
    """A year, a month and a day that the calendar lacks are called so."""
    assert read_date(date) is None
    assert refused(date) == f"date {date!r} is no day that exists; the article stands without one"


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_is_refused(text):
    """No text is too odd for a date or for the words that refuse it."""
    when = read_date(text)
    assert refused(text).startswith("date ") if when is None else 1700 <= when.day.year <= 2200


@given(st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2100, 1, 1)), st.sampled_from(["Asia/Seoul", None]))
def test_an_iso_time_is_read_as_python_reads_it(moment, zone):
    """The standard form of a moment gives that moment, to the minute."""
    given_ = moment.replace(second=0, microsecond=0, tzinfo=dt.timezone(dt.timedelta(hours=-5)))
    assert read_date(given_.isoformat(), zone=zone).at == given_


@pytest.mark.parametrize(
    ("outlet", "day", "note"),
    [
        ("CNN", "2024-03-05", None),
        ("Yonhap", "2024-05-03", None),
        ("Sample Post", "2024-05-03", "date '3/5/2024' may be 3 May or 5 March; it is read day first; write it as "
                                      "2024-05-03 or 2024-03-05"),
    ],
)  # fmt: skip  # a table, its rows side by side
def test_the_outlet_says_which_comes_first(tmp_path, outlet, day, note):
    """A day in digits is read as the outlet's country writes it; where that is not known a note names both."""
    row = load_one(tmp_path, date="3/5/2024", source=outlet)
    assert (row["published_date"], row["note"]) == (pd.Timestamp(day), note)


@pytest.mark.parametrize(("other", "day"), [("3/15/2024", "2024-03-05"), ("15/3/2024", "2024-05-03")])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_another_row_says_which_comes_first(tmp_path, other, day, place):
    """A row whose day is over twelve, above or below, decides for its whole table."""
    dates = ["3/5/2024", "3/5/2024"]
    dates.insert(place, other)
    rows = [row for row in load(tmp_path, *({"date": date} for date in dates)) if row["published_date"].day < 15]
    assert [(row["published_date"], row["note"]) for row in rows] == [(pd.Timestamp(day), None)] * 2


def test_the_outlet_goes_before_other_rows(tmp_path):
    """Rows of other papers do not say how a known outlet writes its days."""
    first, _ = load(tmp_path, {"date": "3/5/2024", "source": "Yonhap"}, {"date": "3/15/2024"})
    assert first["published_date"] == pd.Timestamp("2024-05-03")


def test_another_table_says_nothing(tmp_path):
    """A row decides for its own table only, and some rows of a ledger are read as all of them are."""
    for name, date in (("a", "3/5/2024"), ("b", "3/15/2024"), ("c", "3/5/2024")):
        rows = ["text,date", f"Envoys met in {name}.,{date}", f"Envoys left {name}.,3/5/2024"]
        (tmp_path / f"{name}.csv").write_text("\n".join(rows))
    days = load_articles(tmp_path, cache=False).set_index("text")["published_date"].dt.month
    assert days[["Envoys left a.", "Envoys left b.", "Envoys left c."]].tolist() == [5, 3, 5]
    ledger = read_pages(tmp_path / "b.csv")
    assert load_articles(ledger[ledger["place"] == 2], cache=False)["published_date"].dt.month.tolist() == [3]


def test_what_a_row_says_later_is_waited_for_up_to_a_number(tmp_path, monkeypatch):
    """Rows are held back up to a number, so that a table of any length is streamed."""
    monkeypatch.setattr(loading, "HELD", 2)
    rows = load(tmp_path, *({"date": date} for date in ("3/5/2024", "4/5/2024", "6/5/2024", "3/15/2024")))
    assert [row["published_date"].month for row in rows] == [5, 5, 6, 3]


def test_the_cache_keeps_both_orders_apart(tmp_path, monkeypatch):
    """The same row in a table that decides otherwise is read anew."""
    monkeypatch.setenv("NEWSRESEARCH_CACHE", str(tmp_path / "cache"))
    path, row = tmp_path / "a.csv", "text,date\nEnvoys met in Oslo.,3/5/2024\n"
    months = []
    for more in ("", "Envoys left.,3/15/2024\n", "Envoys left.,15/3/2024\n"):
        path.write_text(row + more)
        months.append(load_articles(path).set_index("text")["published_date"].dt.month["Envoys met in Oslo."])
    assert months == [5, 3, 5]
