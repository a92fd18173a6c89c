"""The measures: each a numerator over a denominator for every statement, so that sums and resampling work alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from newsresearch.schema import ACTS, fault, one_of, plain

Tables = dict[str, pd.DataFrame]
Count = Callable[[pd.DataFrame, Tables], np.ndarray]


@dataclass(frozen=True)
class Measure:
    """One measure: two numbers for each statement; a group's estimate is the ratio of their sums.

    Parameters
    ----------
    name, label : str
        As called, and as written beside an axis.
    unit : str
        ``share`` (0..1), ``per 1000 words``, ``mean`` (-1..1), ``words``.
    numerator, denominator : function of (statement rows, tables)
        Return an array as long as the rows. A row whose denominator is 0 does not count.
    needs : tuple of str
        Columns of ``statements``, as ``table.column`` those of another table.
    aimed : bool
        Only statements about the target asked for count.
    """

    name: str
    label: str
    unit: str
    numerator: Count
    denominator: Count
    needs: tuple[str, ...]
    aimed: bool = False


def _rows(rows: pd.DataFrame, tables: Tables) -> np.ndarray:
    return np.ones(len(rows))


def _words(rows: pd.DataFrame, tables: Tables) -> np.ndarray:
    return rows["n_words"].astype("float64").fillna(0.0).to_numpy()


def _known(column: str) -> Count:
    return lambda rows, tables: rows[column].notna().to_numpy(dtype="float64")


def _value(column: str) -> Count:
    return lambda rows, tables: rows[column].astype("float64").fillna(0.0).to_numpy()


def _true(column: str) -> Count:
    return lambda rows, tables: rows[column].astype("boolean").fillna(False).to_numpy(dtype="float64")


def _is(column: str, value: str) -> Count:
    return lambda rows, tables: (rows[column] == value).fillna(False).to_numpy(dtype="float64")


def _cues(kind: str) -> Count:
    """Count 1000 times the cues of a kind in the side's own voice."""

    def count(rows: pd.DataFrame, tables: Tables) -> np.ndarray:
        hedges = plain(tables["hedges"])
        own = (hedges["kind"] == kind) & (hedges["voice"] != "reporter") & hedges["statement_id"].notna()
        number = hedges.loc[own, "statement_id"].value_counts()
        return 1000 * rows["statement_id"].map(number).fillna(0).to_numpy(dtype="float64")

    return count


def _other_mentions(rows: pd.DataFrame, tables: Tables) -> np.ndarray:
    """Count 1000 times the mentions, inside each statement's span, of actors of the side in column ``other``."""
    mentions = plain(tables["mentions"])
    ids = pd.Index(rows["article_id"].unique())
    width = 1 + int(max(rows["end"].max() if len(rows) else 0, mentions["end"].max() if len(mentions) else 0))
    article = ids.get_indexer(mentions["article_id"])
    places = article * width + mentions["start"].to_numpy()
    row_article = ids.get_indexer(rows["article_id"]) * width
    first, last = row_article + rows["start"].to_numpy(), row_article + rows["end"].to_numpy()
    out = np.zeros(len(rows))
    for side in rows["other"].dropna().unique():
        sorted_places = np.sort(places[(article >= 0) & (mentions["side"] == side).to_numpy(dtype=bool)])
        here = (rows["other"] == side).to_numpy(dtype=bool)
        out[here] = np.searchsorted(sorted_places, last[here]) - np.searchsorted(sorted_places, first[here])
    return 1000 * out


_CUE = ("hedges.statement_id", "hedges.kind", "hedges.voice")
_MENTION = ("mentions.article_id", "mentions.start", "mentions.end", "mentions.side")


def _registry() -> dict[str, Measure]:
    """Build the one list of measures."""
    listed = [
        Measure("share_hedged", "statements hedged by the side itself", "share",
                _true("hedged"), _rows, ("hedged",)),
        Measure("hedges_per_1000_words", "hedges per 1000 words", "per 1000 words", _cues("hedge"), _words,
                ("n_words", *_CUE)),
        Measure("boosters_per_1000_words", "boosters per 1000 words", "per 1000 words", _cues("booster"), _words,
                ("n_words", *_CUE)),
        Measure("certainty", "certainty", "mean", _value("certainty"), _known("certainty"), ("certainty",)),
        Measure("tone", "tone toward the target", "mean", _value("tone"), _known("tone"), ("tone", "target"), True),
        Measure("conflict", "conflict toward the target", "mean", _value("conflict"), _known("conflict"),
                ("conflict", "target"), True),
        Measure("compound", "sentiment (VADER compound)", "mean", _value("compound"), _known("compound"),
                ("compound",)),
        *(Measure(f"share_{act}", f"statements that {act}", "share", _is("act", act), _rows, ("act",))
          for act in ACTS),
        Measure("share_conditional", "statements with a condition", "share",
                _true("has_condition"), _rows, ("has_condition",)),
        Measure("words_per_statement", "words per statement", "words", _words, _known("n_words"), ("n_words",)),
        Measure("mentions_per_1000_words", "mentions of the other side per 1000 words", "per 1000 words",
                _other_mentions, _words, ("n_words", "start", "end", *_MENTION)),
    ]  # fmt: skip  # one measure a line or two reads as the table it is
    return {measure.name: measure for measure in listed}


MEASURES = _registry()
"""Every measure by its name."""


def measures_in(tables: Tables) -> list[str]:
    """Return the names of the measures whose columns the tables have."""
    return [name for name, measure in MEASURES.items() if not _missing(measure, tables)]


def find_measure(name: str, tables: Tables, *, option: str = "measure") -> Measure:
    """Return a measure by name; raise when it is unknown or the tables lack a column that it needs.

    Examples
    --------
    >>> find_measure("tone", {"statements": pd.DataFrame(columns=["tone", "target"])}).unit
    'mean'
    """
    one_of(option, name, MEASURES)
    missing = _missing(MEASURES[name], tables)
    if missing:
        raise fault(
            f"{option}={name!r} on tables without {', '.join(missing)}",
            ", ".join(measures_in(tables)) or "no measure, for want of columns",
            f"pass one of these as {option}, or compute the tables again with extract_tables",
        )
    return MEASURES[name]


def count_measure(
    measure: Measure, rows: pd.DataFrame, tables: Tables, *, target: str | pd.Series | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return the numerator and the denominator of each row.

    ``rows`` has the column ``other``, the side that each row's speaker looks at by default; ``target`` replaces it for
    the measures that are aimed.
    """
    above, below = measure.numerator(rows, tables), measure.denominator(rows, tables)
    if measure.aimed:
        wanted = rows["other"] if target is None else target
        aimed = (rows["target"] == wanted).fillna(False).to_numpy(dtype=bool)
        above, below = np.where(aimed, above, 0.0), np.where(aimed, below, 0.0)
    return above, below


def other_side(sides: pd.Series) -> pd.Series:
    """Return whom each side is taken to look at: the US for the DPRK, the DPRK for all others.

    Examples
    --------
    >>> other_side(pd.Series(["DPRK", "ROK"])).tolist()
    ['US', 'DPRK']
    """
    other = pd.Series("DPRK", index=sides.index, dtype="str")
    return other.mask(sides == "DPRK", "US").where(sides.notna())


def _missing(measure: Measure, tables: Tables) -> list[str]:
    """Return the columns that a measure needs and the tables lack, written as table.column."""
    wanted = [name if "." in name else f"statements.{name}" for name in measure.needs]
    lacking = []
    for name in wanted:
        table, column = name.split(".")
        if table not in tables or column not in tables[table].columns:
            lacking.append(name)
    return lacking
