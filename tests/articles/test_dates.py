"""Dates in the names of files, and times of day that do not exist."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsresearch.articles import load_articles
from newsresearch.articles.dates import read_date, read_juche, read_name

STORY = "Envoys meet\n\nThe two envoys met again in the old town hall of Oslo, their hosts said."
COLUMNS = ["published_date", "published_precision", "published_from"]


def fields(source: Path) -> list:
    """When the one article of a source was published, how exactly and from where that is known; None for missing."""
    articles = load_articles(source)
    assert len(articles) == 1
    return articles[COLUMNS].astype(object).where(articles[COLUMNS].notna(), None).iloc[0].tolist()


@pytest.mark.parametrize(
    "name",
    [
        "2018-06-12_x", "20180612_x", "12_June_2018", "x 2018_06_12", "2018.06.12", "June-12-2018-x", "12Jun2018",
        "2018-June-12", "x-20180612-093000", "12.06.2018", "12th June, 2018", "nk(2018-06-12)", "2018-06-12T0930",
    ],
)  # fmt: skip  # a list of names
def test_a_day_in_the_name_of_a_file(tmp_path, name):
    """A page that states no date has the day that its file's name states, and says where it comes from."""
    path = tmp_path / f"{name}.txt"
    path.write_text(STORY)
    assert fields(path) == [pd.Timestamp("2018-06-12"), "day", "filename"]


@pytest.mark.parametrize(("name", "day"), [("13-06-2018", 13), ("06-13-2018", 13), ("06-06-2018", 6)])
def test_a_day_that_can_be_no_month(name, day):
    """Of a day and a month in digits, the one over twelve is the day."""
    assert read_name(f"{name}.txt").day == dt.date(2018, 6, day)


@pytest.mark.parametrize(
    "name",
    ["2018-02-31_x", "20181301", "31_June_2018", "03-04-2018", "2018_x", "market2018", "20180612093000", "a123",
     "2018-06-12/x"],
)  # fmt: skip  # a list of names
def test_names_that_state_no_day(name):
    """A day that does not exist, one that may be two, a bare year, a long number and a folder state none."""
    assert read_name(f"{name}.txt") is None


@pytest.mark.parametrize("name", ["2018-06_x", "story_June_2018"])
def test_a_month_in_the_name_of_a_file(tmp_path, name):
    """A name may state a month; the day of a dateline makes it whole."""
    path = tmp_path / f"{name}.txt"
    path.write_text(STORY)
    assert fields(path) == [pd.Timestamp("2018-06-01"), "month", "filename"]
    path.write_text(STORY.replace("The two", "OSLO, June 12 (Sample) -- The two"))
    assert fields(path) == [pd.Timestamp("2018-06-12"), "day", "dateline"]


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [("2024-01", "December 31", "2023-12-31"), ("2024-01", "January 2", "2024-01-02"),
     ("2023-12", "Jan. 1", "2024-01-01"), ("2024-06", "Feb. 29", "2024-02-29"), ("2023-06", "Feb. 29", "2024-02-29")],
)  # fmt: skip  # a table, its rows side by side
def test_the_year_of_a_dateline_beside_a_month(tmp_path, name, day, expected):
    """A dateline without a year has the one that puts its day nearest to the month that the file's name states."""
    path = tmp_path / f"{name}_x.txt"
    path.write_text(STORY.replace("The two", f"OSLO, {day} (Sample) -- The two"))
    assert fields(path) == [pd.Timestamp(expected), "day", "dateline"]


@pytest.mark.parametrize(
    "line",
    ["www.kcna.kp (Juche113.3.5.)", "Juche 113 (2024) March 5", "(Juche 113. 3. 5)", "March 5, Juche 113 (2024)"],
)
def test_the_year_of_juche(tmp_path, line):
    """The calendar of Juche counts from 1912, and dates a page of KCNA that states no other day."""
    path = tmp_path / "a.txt"
    story = STORY.replace("The two", "Pyongyang, March 5 (KCNA) -- The two")
    path.write_text(f"{story}\n\n{line}\n")
    assert fields(path) == [pd.Timestamp("2024-03-05"), "day", "page"]
    path.write_text(f"{story.replace('KCNA', 'Sample')}\n\n{line}\n")
    assert fields(path) == [None, None, None]


@pytest.mark.parametrize("line", ["Juche 113.13.45", "Juche 9999.1.1", "Juche 112 (2024) March 5", "Juche idea"])
def test_what_is_no_day_of_juche(line):
    """A day that does not exist, and two years that disagree, are none."""
    assert read_juche(line) is None


def test_the_page_decides_before_its_name(tmp_path):
    """A date on the page stands, and one that does not exist is not replaced by that of the name."""
    path = tmp_path / "2018-06-12.txt"
    path.write_text(STORY.replace("\n\n", "\n\nMay 3, 2017\n\n"))
    assert fields(path) == [pd.Timestamp("2017-05-03"), "day", "page"]
    path.write_text(STORY.replace("\n\n", "\n\nMay 33, 2017\n\n"))
    assert fields(path) == [None, None, None]


def test_the_name_counts_in_an_archive_and_not_for_a_table(tmp_path):
    """A member's own name counts; that of a table says nothing about its rows."""
    with zipfile.ZipFile(tmp_path / "2011-01-01.zip", "w") as file:
        file.writestr("in/2018-06-12.txt", STORY)
    assert fields(tmp_path / "2011-01-01.zip")[0] == pd.Timestamp("2018-06-12")
    (tmp_path / "2018-06-12.jsonl").write_text('{"text": "The envoys met in Oslo."}\n')
    assert fields(tmp_path / "2018-06-12.jsonl") == [None, None, None]


def test_the_same_page_under_two_names(tmp_path):
    """What the cache keeps of a page does not bring one name's date to another's."""
    for name in ("2018-06-12.txt", "2018-06-13.txt", "x.txt"):
        (tmp_path / name).write_text(STORY)
    days = load_articles(tmp_path)["published_date"]
    assert sorted(days.dt.day.fillna(0).astype(int)) == [0, 12, 13]


@given(st.text(max_size=40), st.dates(dt.date(1800, 1, 1), dt.date(2099, 12, 31)))
def test_any_name_is_read_or_left(words, day):
    """No name is too odd, and a day that it states lies in the years that papers have been printed in."""
    for name in (words, f"{words}{day:%Y-%m-%d}", f"{day:%Y%m%d}{words}"):
        when = read_name(name)
        assert when is None or 1800 <= when.day.year < 2100


@pytest.mark.parametrize(
    ("given_", "odd"),
    [("2019-09-16T27:99:00+09:00", "27:99"), ("27:99 September 16, 2019", "27:99"), ("2019-09-16 24:00", "24:00"),
     ("Sept. 16, 2019, 12:75 p.m.", "12:75")],
)  # fmt: skip  # a table, its rows side by side
def test_a_time_that_does_not_exist_leaves_the_day(tmp_path, given_, odd):
    """The article keeps its day, and a note names the time."""
    path = tmp_path / "a.csv"
    path.write_text(f'date,text\n"{given_}",The envoys met in Oslo.\n')
    assert fields(path) == [pd.Timestamp("2019-09-16"), "day", "metadata"]
    assert load_articles(path)["note"].tolist() == [
        f"time '{odd}' is no time of day; the article stands with its day alone"
    ]


@pytest.mark.parametrize(
    "text",
    ["9 Май 2018", "9 maig 2018", "9 toukokuu 2018", "2018. május 9.", "9 maj 2018", "9 květen 2018", "9 مايو 2018",
     "May.9,2018", "May 9, 2018", "9 Mei 2018"],
)  # fmt: skip  # one list
def test_a_day_in_the_languages_of_the_databases(text):
    """Months are read in the languages that interfaces and colleagues' pages use, in any usual order."""
    assert read_date(text).day == dt.date(2018, 5, 9)


@pytest.mark.parametrize(
    ("text", "at"),
    [("March 15, 20241:05 PM GMT+1Updated 2 days ago", "2024-03-15T12:05:00+00:00"),
     ("5:14 AM GMT+9, December 3, 2018", "2018-12-02T20:14:00+00:00"),
     ("December 3, 2018 20:14 UTC-5", "2018-12-04T01:14:00+00:00")],
)  # fmt: skip  # a table, its rows side by side
def test_an_offset_from_greenwich(text, at):
    """A time with GMT and hours is moved by these hours, also where a browser's copy lost the space before it."""
    assert read_date(text).at.isoformat() == at
