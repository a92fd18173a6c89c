"""The data that come with the package: described, measured, wordless."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import newsresearch as nr
from newsresearch import schema

CORPORA = ("news_nk", "kcna", "whitehouse", "ungdc")


@pytest.mark.parametrize("name", list(schema.TABLES))
def test_every_column_is_in_the_data_dictionary(root: Path, name: str):
    """data/README.md names every column of every table, in the table's own section."""
    said = (root / "data" / "README.md").read_text(encoding="utf-8")
    section = said.split(f"### {name}:")[1].split("\n### ")[0]
    shared = {"article_id", "page_id"}  # described once, under articles
    assert [c for c in schema.TABLES[name].columns if f"`{c}`" not in section and c not in shared] == []


@pytest.mark.parametrize("corpus", CORPORA)
def test_measured_tables_hold_no_words(root: Path, corpus: str):
    """No measured table has a column of words."""
    for table in nr.read_tables(root / "data" / "measures" / corpus).values():
        assert not set(schema.WORDS) & set(table.columns)


@pytest.mark.parametrize("corpus", CORPORA)
def test_measured_tables_say_where_they_come_from(root: Path, corpus: str):
    """provenance.json names command, version, inputs by sha256, and the rows of every table."""
    folder = root / "data" / "measures" / corpus
    provenance = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    assert provenance["command"] == "make measures"
    assert all(len(digest) == 64 for digest in provenance["inputs"].values())
    rows = {name: len(table) for name, table in nr.read_tables(folder).items()}
    assert {name: table["rows"] for name, table in provenance["tables"].items()} == rows


@pytest.mark.parametrize("corpus", CORPORA)
def test_every_row_of_a_measured_table_has_its_article(root: Path, corpus: str):
    """Sentences, mentions, statements and hedges belong to articles of the table."""
    tables = nr.read_tables(root / "data" / "measures" / corpus)
    known = set(tables["articles"]["article_id"])
    assert tables["articles"]["article_id"].is_unique
    for table in tables.values():
        assert set(table["article_id"]) <= known


def test_the_measured_tables_are_small(root: Path):
    """All of data/measures is under 15 MB."""
    size = sum(path.stat().st_size for path in (root / "data" / "measures").rglob("*.parquet"))
    assert size < 15_000_000


def test_measured_dates_are_days_without_a_zone(root: Path):
    """published_date is a calendar day, published_at a moment in UTC."""
    articles = nr.read_tables(root / "data" / "measures" / "news_nk")["articles"]
    assert articles["published_date"].dt.tz is None
    assert articles["published_date"].dropna().dt.normalize().eq(articles["published_date"].dropna()).all()
    assert isinstance(articles["published_at"].dtype, pd.DatetimeTZDtype)
