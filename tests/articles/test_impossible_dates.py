"""Dates that do not exist: the article stays, without a time, and says so."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from newsresearch.articles import load_articles

SAID = "date {!r} is no day that exists; the article stands without one"
BODY = "".join(
    f"<p>The envoys met in the capital on Monday and spoke for {n} hours about the talks.</p>" for n in (2, 3, 4)
)


def test_a_wire_page_keeps_its_section_and_says_what_is_wrong(seed: Path, tmp_path: Path):
    """September 31 is no day: no time, a note, the section as it stands."""
    page = seed.read_text(encoding="utf-8").replace("September 16, 2019", "September 31, 2019")
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    row = load_articles(tmp_path / "page.txt").iloc[0]
    assert pd.isna(row["published_at"])
    assert row["section"] == "North Korea"
    assert row["note"] == SAID.format("North Korea 17:29 September 31, 2019")


@pytest.mark.parametrize("given", ["2019-02-31", "2019-13-05", "February 31, 2019"])
def test_an_html_page_gets_no_guessed_day(given: str, tmp_path: Path):
    """A published_time that does not exist is not replaced by a guess."""
    meta = f"<meta property='article:published_time' content='{given}'>"
    page = f"<html><head>{meta}</head><body><article><h1>Envoys meet</h1>{BODY}</article></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    row = load_articles(tmp_path / "page.html").iloc[0]
    assert pd.isna(row["published_at"])
    assert row["note"] == SAID.format(given)


def test_the_year_of_a_copyright_is_no_date(tmp_path: Path):
    """A page that states only a copyright year has no time."""
    page = f"<html><body><article><h1>Envoys meet</h1>{BODY}</article><p>Copyright 2024 Example</p></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert pd.isna(load_articles(tmp_path / "page.html")["published_at"].iloc[0])
