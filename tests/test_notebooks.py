"""The form of the notebooks; that they run is tested by running them."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "nbs").glob("*.ipynb"))
MOST_LINES = 10
"""Lines of a code cell, imports included, that still read as one step."""

each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path: Path, kind: str) -> list[str]:
    """The sources of a notebook's cells of a kind."""
    return ["".join(c["source"]) for c in json.loads(path.read_text("utf-8"))["cells"] if c["cell_type"] == kind]


def test_there_are_notebooks():
    """The notebooks are numbered from 00 without a gap."""
    assert [path.stem[:3] for path in NOTEBOOKS] == [f"{n:02}_" for n in range(len(NOTEBOOKS))]
    assert len(NOTEBOOKS) >= 6


@each
def test_saved_without_outputs(path):
    """No output, count or metadata of a run is saved, and each cell has an id of its own."""
    notebook = json.loads(path.read_text("utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert all(cell["metadata"] == {} for cell in notebook["cells"])
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])


@each
def test_one_question_each(path):
    """A notebook's title is a question, and its last cell says what to try next."""
    prose = cells(path, "markdown")
    title = prose[0].splitlines()[0]
    assert title.startswith("# ") and title.endswith("?")
    assert prose[-1].startswith("## What to try next\n")


@each
def test_reads_as_a_story(path):
    """There is more prose than code, prose stands before each code cell, and code cells are short."""
    kinds = [cell["cell_type"] for cell in json.loads(path.read_text("utf-8"))["cells"]]
    code = cells(path, "code")
    assert kinds.count("markdown") > len(code)
    assert all(before == "markdown" for before, here in itertools.pairwise(kinds) if here == "code")
    assert max(len(source.splitlines()) for source in code) <= MOST_LINES
