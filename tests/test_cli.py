"""The command line: what it prints and how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import newsresearch as nr
from newsresearch.cli import main
from newsresearch.forms.columns import COLUMNS


def test_a_folder_of_which_all_was_read_exits_with_0(seed: Path, capsys: pytest.CaptureFixture):
    """`load` prints the article and exits with 0."""
    assert main(["load", str(seed)]) == 0
    assert "1 inputs, 1 articles" in capsys.readouterr().out


def test_an_input_that_was_not_read_stands_in_the_ledger(seed: Path, tmp_path: Path, capsys: pytest.CaptureFixture):
    """`load` names the empty file with its reason and exits with 1."""
    (tmp_path / "empty.txt").write_bytes(b"")
    assert main(["--quiet", "load", str(seed), str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "not read: 1" in said
    assert "empty.txt" in said


def test_lines_fit_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture):
    """Long headlines are cut so that a row is a line, and of more than 200 articles the number of the rest is told."""
    monkeypatch.setenv("COLUMNS", "90")
    rows = [{"headline": f"Number {n}: {'a very long headline ' * 9}", "text": f"Kim spoke {n} times."}
            for n in range(203)]  # fmt: skip  # one list
    (tmp_path / "many.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    main(["--quiet", "load", str(tmp_path / "many.jsonl")])
    head, *lines = capsys.readouterr().out.split("\n")
    assert max(map(len, [head, *lines[:200]])) <= 90
    assert lines[199].rstrip().endswith("…")
    assert lines[200] == "... and 3 more: --out writes all, read_pages(source) lists every input in Python"


def test_wrong_usage_exits_with_2(tmp_path: Path, capsys: pytest.CaptureFixture):
    """A source that is not there is answered on standard error."""
    assert main(["load", str(tmp_path / "nowhere")]) == 2
    assert "nowhere" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["load", "features", "report", "evaluate"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture):
    """--help prints the usage and exits with 0."""
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    assert f"newsresearch {command}" in capsys.readouterr().out


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".jsonl"])
def test_load_writes_the_articles(seed: Path, tmp_path: Path, ending: str):
    """The written table has the article's headline."""
    out = tmp_path / f"articles{ending}"
    main(["load", str(seed), "--out", str(out)])
    read = {".csv": pd.read_csv, ".parquet": pd.read_parquet, ".jsonl": lambda p: pd.read_json(p, lines=True)}[ending]
    assert read(out)["headline"].tolist() == nr.load_articles(seed)["headline"].tolist()


def test_features_writes_tables_that_read_tables_reads(seed: Path, tmp_path: Path):
    """`features --wordless` writes a folder without words."""
    assert main(["features", str(seed), "--out", str(tmp_path / "t"), "--wordless"]) == 0
    assert "text" not in nr.read_tables(tmp_path / "t")["statements"].columns


def test_report_from_tables_writes_a_page(seed: Path, tmp_path: Path):
    """`report --tables` writes index.html and the manifest."""
    main(["features", str(seed), "--out", str(tmp_path / "t")])
    assert main(["report", "--tables", str(tmp_path / "t"), "--out", str(tmp_path / "r")]) == 0
    assert (tmp_path / "r" / "index.html").is_file()
    assert (tmp_path / "r" / "manifest.json").is_file()


@pytest.mark.parametrize("command", ["load", "features", "report"])
def test_a_source_of_which_nothing_is_read_exits_with_1(command: str, tmp_path: Path, capsys: pytest.CaptureFixture):
    """An empty folder and one with an empty file are said in one line, and nothing is written."""
    (tmp_path / "none").mkdir()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "empty.txt").write_bytes(b"")
    out = tmp_path / "out.csv"
    for folder in ("none", "bad"):
        assert main(["--quiet", command, str(tmp_path / folder), "--out", str(out)]) == 1
        said = capsys.readouterr().err.splitlines()
        assert len(said) == 1 and folder in said[0] and "cannot be used. Allowed: " in said[0]
    assert not out.exists()


@pytest.mark.parametrize("command", ["load", "features", "report"])
def test_a_place_that_cannot_be_written_exits_with_2(command: str, seed: Path, capsys: pytest.CaptureFixture):
    """The place is named in one line on standard error."""
    assert main(["--quiet", command, str(seed), "--out", "/proc/none/t.csv"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1 and "/proc/none" in said[0]


def test_the_tables_of_another_source_stay(seed: Path, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture):
    """`features` into the folder of another source names both and exits with 2."""
    out = tmp_path / "t"
    assert main(["features", str(seed), "--out", str(out)]) == 0
    other = root / "data" / "sample"
    capsys.readouterr()
    assert main(["--quiet", "features", str(other), "--out", str(out)]) == 2
    assert capsys.readouterr().err == (
        f"newsresearch: write_tables: out={str(out)!r}, which holds the tables of another source ({seed}), for {other} "
        "cannot be used. Allowed: a folder that is empty, or holds tables of the same source, which then goes on where "
        "it was. To go on: name another folder, or remove the tables in this one first.\n"
    )


@pytest.mark.parametrize("command", ["load", "features"])
def test_columns_are_named_on_the_command_line(command: str, tmp_path: Path, capsys: pytest.CaptureFixture):
    """A field and the name of a column, once for each, read a table with names of its own."""
    (tmp_path / "a.csv").write_text("Wortlaut,Erschienen\nThe envoys met in Oslo on Monday.,2019-03-02\n")
    given = ["--columns", "text=Wortlaut", "--columns", "date=Erschienen"]
    assert main([command, str(tmp_path / "a.csv"), "--out", str(tmp_path / "t.csv"), *given]) == 0
    assert "2019-03-02" in capsys.readouterr().out or command == "features"


@pytest.mark.parametrize("given", ["BodyText", "text=", "body=BodyText"])
def test_columns_without_field_or_name_are_refused(given: str, seed: Path, capsys: pytest.CaptureFixture):
    """What is no field of ours with a name is answered with the fields, on one line."""
    assert main(["load", str(seed), "--columns", given]) == 2
    assert capsys.readouterr().err == (
        f"newsresearch: load: --columns {given} cannot be used. Allowed: a field ({', '.join(COLUMNS)}), = and the "
        "name of your column. To go on: write it as --columns text=BodyText.\n"
    )


def test_no_empty_table_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture):
    """Where nothing was read the number and the reasons stand alone."""
    (tmp_path / "empty.txt").write_bytes(b"")
    main(["--quiet", "load", str(tmp_path)])
    said = capsys.readouterr().out
    assert said.split("\n")[:2] == ["1 inputs, 0 articles", ""] and "Empty DataFrame" not in said
