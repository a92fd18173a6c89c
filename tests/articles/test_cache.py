"""What was read once is not parsed again, and the cache never stands in the way."""

from __future__ import annotations

import sqlite3

import pandas as pd
import pytest

from newsresearch.articles import load_articles, loading
from newsresearch.articles.cache import ArticleCache, cache_file

STORY = "(LEAD) Envoys meet\n\nBy A. Sample\n\nOSLO, March 2 (Sample) -- Envoys of two countries met on Saturday.\n"
ROW = {"text": "Envoys met.", "published_at": None, "published_date": None}


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    """A cache of the test's own."""
    monkeypatch.setenv("NEWSRESEARCH_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def folder(tmp_path):
    """A folder with a page and a table."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(STORY)
    (tmp_path / "pages" / "b.csv").write_text("text,date\nEnvoys met in Oslo.,2019-03-02T10:00:00+09:00\n")
    return tmp_path / "pages"


def test_a_second_run_parses_nothing(folder, monkeypatch):
    """The same folder gives the same table without any reader."""
    first = load_articles(folder)

    def never(*_):
        raise AssertionError("parsed again")

    monkeypatch.setattr(loading, "article_in", never)
    pd.testing.assert_frame_equal(load_articles(folder), first)


def test_a_changed_page_is_read_again(folder):
    """A page with other words is another content."""
    load_articles(folder)
    (folder / "a.txt").write_text(STORY.replace("Saturday", "Sunday"))
    assert any("Sunday" in text for text in load_articles(folder)["text"])


def test_other_names_of_columns_are_another_reading(folder):
    """A table read with other columns does not meet what was kept."""
    (folder / "b.csv").write_text("text,Wortlaut\nEnvoys met in Oslo.,They left in the evening.\n")
    load_articles(folder)
    assert "They left in the evening." in set(load_articles(folder, columns={"text": "Wortlaut"})["text"])


def test_without_the_cache_nothing_is_written(folder):
    """``cache=False`` neither makes the file nor its folder."""
    load_articles(folder, cache=False)
    assert not cache_file().parent.exists()


@pytest.mark.parametrize("content", [b"no database", b""])
def test_a_broken_cache_costs_nothing(folder, content):
    """A file of something else in the cache's place changes no table."""
    expected = load_articles(folder, cache=False)
    cache_file().parent.mkdir()
    cache_file().write_bytes(content)
    pd.testing.assert_frame_equal(load_articles(folder), expected)


def test_rows_of_someone_else_are_not_believed(folder):
    """A row in the cache that is none is read again."""
    expected = load_articles(folder)
    with sqlite3.connect(cache_file()) as base:
        base.execute("UPDATE articles SET row = ?", (b"nonsense",))
    pd.testing.assert_frame_equal(load_articles(folder), expected)


def test_a_cache_deleted_is_made_again(folder):
    """The cache may be deleted between two runs."""
    first = load_articles(folder)
    for path in cache_file().parent.iterdir():
        path.unlink()
    pd.testing.assert_frame_equal(load_articles(folder), first)
    assert cache_file().exists()


def test_two_at_once(folder):
    """Two that have the cache open both keep what they read."""
    with ArticleCache() as one, ArticleCache() as other:
        one.put(one.key(1), ROW)
        other.put(other.key(2), ROW)
    with ArticleCache() as kept:
        assert [kept.get(kept.key(n)) for n in (1, 2, 3)] == [ROW, ROW, None]


def test_a_locked_cache_is_passed_by(folder, monkeypatch):
    """While another process holds the cache, articles are read without it."""
    monkeypatch.setattr("newsresearch.articles.cache.WAIT", 0.01)
    expected = load_articles(folder, cache=False)
    cache_file().parent.mkdir()
    base = sqlite3.connect(cache_file())
    base.execute("BEGIN EXCLUSIVE")
    try:
        pd.testing.assert_frame_equal(load_articles(folder), expected)
    finally:
        base.close()
