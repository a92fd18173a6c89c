"""The facts of ``data/sample``: every page is listed, dated as the public tables say, and ours alone."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from newsresearch.articles import load_articles
from newsresearch.stories import thread_stories

LISTED = re.compile(r"^\| `([^`]+)` \| (\d{4}-\d\d-\d\d) \| (-|provocations \S+|negotiations \S+) \| (.+) \|$", re.M)
WIRE_DATE = re.compile(r"^North Korea \d\d:\d\d ([A-Z][a-z]+ \d+, \d{4})$", re.M)


@pytest.fixture(scope="module")
def pages(root: Path) -> dict[str, str]:
    """The text of every page by the name under which SOURCES.md lists it."""
    found: dict[str, str] = {}
    for path in sorted((root / "data" / "sample").iterdir()):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                found |= {f"{path.name}!{name}": archive.read(name).decode() for name in archive.namelist()}
        elif path.suffix == ".jsonl":
            lines = path.read_text(encoding="utf-8").splitlines()
            found |= {f"{path.name}:{n}": line for n, line in enumerate(lines, start=1)}
        else:
            found[path.name] = path.read_text(encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def sources(root: Path) -> pd.DataFrame:
    """The table of SOURCES.md."""
    rows = LISTED.findall((root / "data" / "SOURCES.md").read_text(encoding="utf-8"))
    table = pd.DataFrame(rows, columns=["page", "event", "row", "record"])
    return table.assign(event=pd.to_datetime(table["event"]))


def published(name: str, text: str) -> pd.Timestamp:
    """The calendar day that the page itself states."""
    if ".jsonl" in name:
        stamp = json.loads(text)["date"]
    elif name.endswith(".html"):
        (stamp,) = re.findall(r'"article:published_time" content="([^"]+)"', text)
    else:
        (stamp,) = WIRE_DATE.findall(text)
    return pd.Timestamp(pd.Timestamp(stamp).date())


def test_every_page_is_listed_once(pages, sources):
    """SOURCES.md lists every page of the sample once and no other."""
    assert sorted(sources["page"]) == sorted(pages)


def test_pages_follow_their_event(pages, sources):
    """A page is published on the day of its event or at most two days later."""
    delay = [published(row.page, pages[row.page]) - row.event for row in sources.itertuples()]
    assert min(delay) >= pd.Timedelta(0)
    assert max(delay) <= pd.Timedelta(days=2)


def test_tests_stand_in_the_provocations(sources, shared):
    """A test that SOURCES.md ascribes to the list of provocations has the same day there."""
    days = set(pd.read_csv(shared / "corpora" / "provocations" / "provocations.csv")["date"])
    ours = sources[sources["row"].str.startswith("provocations")]
    assert len(ours) == 6
    assert (ours["row"] == "provocations " + ours["event"].dt.strftime("%Y-%m-%d")).all()
    assert set(ours["event"].dt.strftime("%Y-%m-%d")) <= days


def test_no_provocation_row_is_overlooked(sources, shared):
    """A page whose event stands in the list of provocations names that row."""
    days = pd.read_csv(shared / "corpora" / "provocations" / "provocations.csv")["date"]
    known = sources["event"].dt.strftime("%Y-%m-%d").isin(days)
    assert sources.loc[known, "row"].str.startswith("provocations").all()


def test_meetings_stand_in_the_negotiations(sources, shared):
    """An event that SOURCES.md ascribes to the list of negotiations has its month there."""
    table = pd.read_csv(shared / "corpora" / "negotiations" / "negotiations.csv", encoding="utf-8-sig")
    month = pd.to_datetime(table["Month"].str[:3] + " " + table["Year"].astype(str), format="%b %Y", errors="coerce")
    ours = sources[sources["row"].str.startswith("negotiations")]
    assert len(ours) == 5
    assert (ours["row"] == "negotiations " + ours["event"].dt.strftime("%Y-%m")).all()
    assert set(ours["event"].dt.to_period("M")) <= set(month.dropna().dt.to_period("M"))


def test_agency_line_is_our_own(pages):
    """Every page bears the dateline of the agency "(Sample)" and of no other."""
    for name, text in pages.items():
        assert re.findall(r"[A-Z/]+, [A-Z][a-z]+\.? \d+ \((\w+)\) -- ", text) == ["Sample"], name


def test_quotations_are_a_few_words(pages):
    """No quotation of the sample is longer than ten words."""
    for name, text in pages.items():
        body = re.sub(r"<script.*?</script>|<[^>]+>", "", text) if name.endswith(".html") else text
        body = json.loads(text)["text"] if ".jsonl" in name else body
        for quotation in re.findall(r'"([^"]+)"', body):
            assert len(quotation.split()) <= 10, (name, quotation)


@pytest.fixture(scope="module")
def articles(root: Path) -> pd.DataFrame:
    """The sample as the package reads it."""
    return thread_stories(load_articles(root / "data" / "sample"))


def test_every_page_becomes_an_article(articles, sources):
    """The package reads an article with headline, place, agency and by-line from every page."""
    assert len(articles) == len(sources)
    assert articles[["headline", "dateline", "text"]].notna().all(axis=None)
    assert set(articles["agency"]) == {"Sample"}
    assert set(articles["byline"]) == {"Sample Desk"}


def test_the_package_reads_the_dates_that_pages_state(articles, pages):
    """The days of publication are those on the pages."""
    stated = sorted(published(name, text) for name, text in pages.items())
    assert sorted(articles["published_date"]) == stated


def test_no_furniture_is_left(articles):
    """No menu, feedback line, related story or footer stands in a text."""
    furniture = "Go to Contents|Feedback|Related stories|About us|Terms of use|ATTN|By Sample Desk"
    assert not articles["text"].str.contains(furniture).any()


def test_two_stories_are_threaded(articles):
    """The three versions of each of the two stories are one story, and every other page is its own."""
    sizes = articles.groupby("story_id").size()
    assert sorted(sizes[sizes > 1]) == [3, 3]
    told = articles[articles["story_id"].isin(sizes.index[sizes > 1])]
    assert set(told.loc[told["is_latest"], "revision"]) == {"2nd LEAD"}


@pytest.mark.parametrize(
    ("story", "marker"), [(s, m) for s in ("hwasong14", "hanoi") for m in ("urgent", "lead", "2nd_lead")]
)
def test_two_stories_have_three_versions(pages, story, marker):
    """The launch of July 2017 and the Hanoi summit are told as (URGENT), (LEAD) and (2nd LEAD)."""
    text = next(text for name, text in pages.items() if name.endswith(f"_{story}_{marker}.txt"))
    label = {"urgent": "URGENT", "lead": "LEAD", "2nd_lead": "2nd LEAD"}[marker]
    assert text.splitlines()[2].startswith(f"({label}) ")
