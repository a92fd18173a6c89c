"""The tables of data/evaluation: described, whole, wordless."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

TABLES = (
    "metrics", "targets", "calibration", "thresholds", "errors", "hedge_rules", "hedge_categories", "hedge_voice",
)  # fmt: skip  # one line reads best
MEASURES = ("target", "tone", "act", "target sentiment, light", "target sentiment, minilm", "conflict")


@pytest.fixture
def folder(root: Path) -> Path:
    """The folder of the tables."""
    return root / "data" / "evaluation"


def test_every_table_is_known(folder: Path):
    """No table stands in the folder that is not listed here, and each listed one is there."""
    assert sorted(path.stem for path in folder.glob("*.csv")) == sorted(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_described(root: Path, folder: Path, name: str):
    """data/README.md has a row for the table, and names its columns there or in a row above."""
    said = (root / "data" / "README.md").read_text(encoding="utf-8")
    section = said.split("## How good the measures are")[1].split("\n## ")[0]
    assert f"| `{name}.csv` |" in section
    assert [column for column in pd.read_csv(folder / f"{name}.csv") if f"`{column}`" not in section] == []


def test_every_target_has_its_metric(folder: Path):
    """What was to be reached is measured, and "must" is no higher than "aim"."""
    targets = pd.read_csv(folder / "targets.csv")
    metrics = pd.read_csv(folder / "metrics.csv").set_index("metric")
    assert metrics.loc[targets["metric"], ["must", "aim"]].notna().all(axis=None)
    assert (targets["must"] <= targets["aim"]).all()


def test_a_value_lies_in_its_interval(folder: Path):
    """Every metric is between its bounds, and has rows behind it."""
    metrics = pd.read_csv(folder / "metrics.csv")
    assert metrics["metric"].is_unique
    assert (metrics["low"].le(metrics["value"]) & metrics["value"].le(metrics["high"]) & metrics["n"].gt(0)).all()


@pytest.mark.parametrize("name", ["calibration", "thresholds"])
def test_every_confidence_is_measured(folder: Path, name: str):
    """Confidences of target, tone, act, target sentiment and conflict have their rows."""
    assert set(MEASURES) <= set(pd.read_csv(folder / f"{name}.csv")["measure"])


def test_tables_agree_on_how_much_is_right(folder: Path):
    """The diagonal of the errors is the share right without a threshold, where every decision has a confidence."""
    errors = pd.read_csv(folder / "errors.csv", dtype={"gold": "str", "found": "str"})
    whole = pd.read_csv(folder / "thresholds.csv").query("threshold == 0").set_index("measure")
    sizes = errors.groupby("measure")["n"].sum()
    sure = [measure for measure in sizes.index.intersection(whole.index) if whole.loc[measure, "n"] == sizes[measure]]
    assert {"side", "target", "tone", "act", "condition"} <= set(sure)
    for measure, rows in errors.groupby("measure"):
        if measure in sure:
            right = rows.loc[rows["gold"] == rows["found"], "n"].sum() / rows["n"].sum()
            assert whole.loc[measure, "share_right"] == pytest.approx(right, abs=1e-4)


@pytest.mark.parametrize("name", ["metrics", "calibration", "thresholds", "errors"])
def test_no_words_of_the_texts(folder: Path, name: str):
    """Cells are numbers and labels: no cell has more words than the name of a metric."""
    cells = pd.read_csv(folder / f"{name}.csv").select_dtypes("str")
    assert max(len(str(cell).split()) for column in cells for cell in cells[column]) <= 8


def test_the_tables_say_where_they_come_from(folder: Path):
    """provenance.json names command, version and inputs by sha256."""
    provenance = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    assert provenance["command"] == "make evaluation"
    assert "gold/sentences.jsonl" in provenance["inputs"]
    assert all(len(digest) == 64 for digest in provenance["inputs"].values())


@pytest.fixture
def build(folder: Path) -> ModuleType:
    """The script that makes the tables."""
    spec = importlib.util.spec_from_file_location("build_evaluation", folder / "build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["metrics", "calibration", "thresholds", "errors"])
def test_the_check_finds_the_stored_tables_the_same(folder: Path, build: ModuleType, name: str):
    """A table compared with itself differs in nothing."""
    labels = {"gold": "str", "found": "str"}
    assert build.compare(name, pd.read_csv(folder / f"{name}.csv", dtype=labels)) == []


def test_the_check_names_a_metric_that_moved(folder: Path, build: ModuleType):
    """A value further away than processors explain is named; one within a hundredth is not."""
    table = pd.read_csv(folder / "metrics.csv").head(2)
    table["value"] += [0.01, 0.1]
    assert build.compare("metrics", table) == [f"metrics: {table.loc[1, 'metric']}"]


def test_the_check_counts_decisions_that_moved(folder: Path, build: ModuleType):
    """How many decisions fall otherwise is said."""
    table = pd.read_csv(folder / "errors.csv", dtype={"gold": "str", "found": "str"}).query("measure == 'tone'")
    table.loc[table.index[:2], "n"] += [40, -20]
    assert build.compare("errors", table) == ["errors: 30 decisions moved"]
