"""Tables on disk: with words and without, in a stream, stopped and resumed."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import newsresearch as nr
from newsresearch import parts, schema, store

PAGES = pd.DataFrame(
    {
        "article_id": ["a.1", "b.1"],
        "language": ["en", "en"],
        "published_at": pd.to_datetime(["2018-06-12", "2019-02-28"], utc=True),
        "text": ["Trump said he may meet Kim Jong Un.", "“We will never yield,” North Korea’s foreign ministry said."],
    }
)


def test_what_is_written_is_read_again(tmp_path: Path):
    """The tables that come back are those that extract_tables gives."""
    nr.write_tables(PAGES, tmp_path, progress=False)
    fresh = nr.extract_tables(nr.thread_stories(PAGES))
    for name, table in nr.read_tables(tmp_path).items():
        pd.testing.assert_frame_equal(table, fresh[name], check_dtype=False)


def test_wordless_tables_hold_no_word_of_the_source(tmp_path: Path):
    """No column of words is left, and no cell holds a run of words from a text."""
    nr.write_tables(PAGES, tmp_path, text=False, progress=False)
    for table in nr.read_tables(tmp_path).values():
        assert not set(schema.WORDS) & set(table.columns)
        for column in table.columns:
            assert not table[column].astype(str).str.contains("never yield|meet Kim").any()


def test_the_same_articles_give_the_same_bytes(tmp_path: Path):
    """Written twice, into two folders, every file is the same."""
    first = nr.write_tables(PAGES, tmp_path / "one", progress=False)
    second = nr.write_tables(PAGES, tmp_path / "two", progress=False)
    assert first == second


def test_two_processes_write_what_one_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The number of workers changes nothing in the files."""
    monkeypatch.setattr(store, "BATCH", 1)
    one = nr.write_tables(PAGES, tmp_path / "one", progress=False)
    two = nr.write_tables(PAGES, tmp_path / "two", workers=2, progress=False)
    assert one["tables"] == two["tables"]


def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """After a stop in the second part, the next run computes the second part only."""
    monkeypatch.setattr(store, "BATCH", 1)
    seen = []
    real = parts.extract_tables

    def stop_at_second(articles: pd.DataFrame, **options: object) -> dict[str, pd.DataFrame]:
        seen.append(articles["article_id"].iloc[0])
        if len(seen) == 2:
            raise KeyboardInterrupt
        return real(articles, **options)

    monkeypatch.setattr(parts, "extract_tables", stop_at_second)
    with pytest.raises(KeyboardInterrupt):
        nr.write_tables(PAGES, tmp_path, progress=False)
    nr.write_tables(PAGES, tmp_path, progress=False)
    assert seen == ["a.1", "b.1", "b.1"]
    assert len(nr.read_tables(tmp_path)["articles"]) == 2


def test_the_manifest_counts_the_rows(tmp_path: Path):
    """manifest.json gives the rows of every table."""
    nr.write_tables(PAGES, tmp_path, progress=False)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    rows = {name: len(table) for name, table in nr.read_tables(tmp_path).items()}
    assert {name: table["rows"] for name, table in manifest["tables"].items()} == rows


def test_a_folder_without_tables_is_refused(tmp_path: Path):
    """The error names the folder and the missing file."""
    with pytest.raises(schema.UsageError) as error:
        nr.read_tables(tmp_path)
    assert str(error.value) == (
        f"read_tables: '{tmp_path}' without articles.parquet cannot be used. Allowed: a folder that write_tables "
        "finished. To go on: run write_tables with this folder as out; a stopped run goes on."
    )


def test_an_unknown_engine_is_refused(tmp_path: Path):
    """The error lists the engines."""
    with pytest.raises(schema.UsageError) as error:
        nr.write_tables(PAGES, tmp_path, engine="cluster")
    assert str(error.value) == "engine='cluster' cannot be used. Allowed: local. To go on: pass one of these as engine."


def test_no_cell_of_an_export_is_a_formula():
    """Text that begins with = + - @ gets a quote in front; other text and numbers stay."""
    table = pd.DataFrame({"headline": ["=1+1", "@home", "-5", "Talks", None], "n": [-1, 2, 3, 4, 5]})
    safe = store.safe_cells(table)
    assert safe["headline"].tolist()[:4] == ["'=1+1", "'@home", "'-5", "Talks"]
    assert safe["n"].tolist() == [-1, 2, 3, 4, 5]


OTHERS = pd.DataFrame({"article_id": ["z.1"], "text": ["Talks may resume."]})


def test_the_tables_of_another_source_are_not_replaced(tmp_path: Path):
    """Articles none of which is in the folder are refused, both sources named, and the folder stays as it was."""
    nr.write_tables(PAGES, tmp_path, progress=False)
    before = (tmp_path / "articles.parquet").read_bytes()
    with pytest.raises(schema.UsageError) as error:
        nr.write_tables(OTHERS, tmp_path, progress=False)
    assert str(error.value) == (
        f"write_tables: out={str(tmp_path)!r}, which holds the tables of another source (a table of 2 articles, the "
        "first 'a.1'), for a table of 1 article, the first 'z.1' cannot be used. Allowed: a folder that is empty, or "
        "holds tables of the same source, which then goes on where it was. To go on: name another folder, or remove "
        "the tables in this one first."
    )
    assert (tmp_path / "articles.parquet").read_bytes() == before


def test_a_source_that_grew_is_the_same_source(tmp_path: Path):
    """Articles that come to those in the folder replace its tables."""
    nr.write_tables(PAGES, tmp_path, progress=False)
    assert nr.write_tables(pd.concat([PAGES, OTHERS]), tmp_path, progress=False)["n_articles"] == 3


def test_a_source_by_its_name_is_the_same_source(tmp_path: Path):
    """A folder of pages that holds other pages by now may be written again."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "one.txt").write_text("SEOUL -- North Korea may fire a missile.", encoding="utf-8")
    first = nr.write_tables(pages, tmp_path / "t", progress=False)
    (pages / "one.txt").write_text("SEOUL -- North Korea may come to the talks.", encoding="utf-8")
    nr.write_tables(pages, tmp_path / "t", progress=False)
    assert first["source"] == str(pages)


def test_another_table_of_issues_is_computed_anew(tmp_path: Path):
    """With issues of one's own the same articles get other statements."""
    mine = pd.DataFrame({"issue": ["trade"], "phrase": ["yield"]})
    nr.write_tables(PAGES, tmp_path, progress=False)
    nr.write_tables(PAGES, tmp_path, issues=mine, progress=False)
    assert "trade" in set(nr.read_tables(tmp_path)["statements"]["issue"])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"out": 5}, "write_tables: out=5 cannot be used. Allowed: a path, as text or pathlib.Path. To go on: pass "
                     "such a path as out."),
        ({"text": "no"}, "write_tables: text='no' cannot be used. Allowed: True, False. To go on: pass one of these as "
                         "text."),
        ({"workers": "x"}, "write_tables: workers='x' cannot be used. Allowed: whole numbers from 1. To go on: pass "
                           "such a number as workers."),
        ({"actors": 5}, "write_tables(actors=...): int cannot be used. Allowed: a DataFrame, or the path of a CSV "
                        "file. To go on: pass rows with the columns actor_id, kind, side, name, aliases."),
        ({"out": "/proc/none/t"}, "write_tables: out='/proc/none/t', which cannot be made (No such file or directory), "
                                  "cannot be used. Allowed: a folder that can be made and written to. To go on: name "
                                  "another folder."),
        ({"out": "a\0b"}, "write_tables: out='a\\x00b', which cannot be made (embedded null byte), cannot be used. "
                          "Allowed: a folder that can be made and written to. To go on: name another folder."),
    ],
)  # fmt: skip  # a case and its message
def test_wrong_options_are_answered_before_anything_is_written(options: dict, message: str, tmp_path: Path):
    """What is no path, no truth value, no number and no folder is named."""
    with pytest.raises(schema.UsageError) as error:
        nr.write_tables(PAGES, **{"out": tmp_path / "t", "progress": False, **options})
    assert str(error.value) == message
    assert not (tmp_path / "t" / "articles.parquet").exists()


@pytest.mark.parametrize("folder", [5, None])
def test_what_is_no_folder_is_answered(folder: object):
    """read_tables takes a path alone."""
    with pytest.raises(schema.UsageError) as error:
        nr.read_tables(folder)
    assert str(error.value) == (
        f"read_tables: folder={folder!r} cannot be used. Allowed: a path, as text or pathlib.Path. To go on: pass such "
        "a path as folder."
    )


def test_values_that_no_file_can_hold_are_answered_first(tmp_path: Path):
    """A column of one's own with things that are no values is named before anything is computed."""
    with pytest.raises(schema.UsageError) as error:
        nr.write_tables(PAGES.assign(coder=[{1}, "me"]), tmp_path / "t", progress=False)
    assert str(error.value) == (
        "write_tables: articles with the column coder, which holds set, str, cannot be used. Allowed: columns of "
        "text, numbers, truth values or times, one kind in each. To go on: convert the column with .astype('str'), or "
        "drop it."
    )


def test_more_batches_than_may_wait_are_written_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """With few batches handed out at once, two processes write all of them, in order."""
    monkeypatch.setattr(store, "BATCH", 1)
    many = pd.DataFrame({"article_id": [f"a.{n}" for n in range(9)], "text": "Kim Jong Un may speak."})
    nr.write_tables(many, tmp_path, workers=2, progress=False)
    assert nr.read_tables(tmp_path)["articles"]["article_id"].tolist() == many["article_id"].tolist()
