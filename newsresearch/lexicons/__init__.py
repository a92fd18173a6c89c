"""Packaged tables (actors, hedges, issues, events, speech verbs) and the one loader of them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pandas as pd

from newsresearch.schema import one_of


def names() -> list[str]:
    """Return the names of the packaged tables.

    Examples
    --------
    >>> "actors" in names()
    True
    """
    return sorted(path.name.removesuffix(".csv") for path in files(__name__).iterdir() if path.name.endswith(".csv"))


def load(name: str) -> pd.DataFrame:
    """Return the packaged table ``name``, all columns as text, empty cells missing; a copy each time.

    Every table has an ``example`` of ours that the row matches, and a ``source``; the licences and full references
    stand in ``lexicons/README.md``.

    Examples
    --------
    >>> load("actors").columns[0]
    'actor_id'
    """
    one_of("name", name, names())
    return _read(name).copy()


@cache
def _read(name: str) -> pd.DataFrame:
    with files(__name__).joinpath(f"{name}.csv").open(encoding="utf-8") as file:
        return pd.read_csv(file, dtype="str", keep_default_na=False, na_values=[""])
