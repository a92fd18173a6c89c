"""The packaged tables, all of them."""

from __future__ import annotations

import pytest

from newsresearch import lexicons
from newsresearch.schema import UsageError


@pytest.mark.parametrize("name", lexicons.names())
def test_a_table_says_where_it_comes_from(name: str):
    """Beside every table lies a text with its sources and licence."""
    with lexicons.files("newsresearch.lexicons").joinpath(f"{name}.md").open(encoding="utf-8") as file:
        said = file.read().lower()
    assert "licen" in said
    assert "source" in said


@pytest.mark.parametrize("name", lexicons.names())
def test_no_row_stands_twice(name: str):
    """A packaged table holds no row twice, and no empty row."""
    table = lexicons.load(name)
    assert not table.duplicated().any()
    assert not table.isna().all(axis=1).any()


def test_a_loaded_table_is_a_copy():
    """Changing a loaded table changes no later one."""
    first = lexicons.load("actors")
    first.iloc[0, 0] = "changed"
    assert lexicons.load("actors").iloc[0, 0] != "changed"


def test_an_unknown_table_is_answered_with_the_known_ones():
    """The error lists the packaged tables."""
    with pytest.raises(UsageError) as error:
        lexicons.load("weather")
    known = ", ".join(lexicons.names())
    assert str(error.value) == (
        f"name='weather' cannot be used. Allowed: {known}. To go on: pass one of these as name."
    )
