"""How firmly each group speaks: one measure by group, with its interval."""

from __future__ import annotations

import warnings

import pandas as pd

from newsresearch.schema import SIDES, check_count, one_of
from newsresearch.summaries.estimates import estimate_groups
from newsresearch.summaries.measures import Measure, Tables, find_measure, other_side
from newsresearch.summaries.rows import group_rows, say_scope, say_undated, statement_rows, text_column

_FEW = 10  # articles: compare_sides asks for as many
_UNSEEN = "The tables have no hedges: share_hedged stands on the statements' column hedged alone."


def measure_hedging(
    tables: Tables,
    *,
    by: str = "side",
    measure: str = "share_hedged",
    target: str | None = None,
    side: str | None = None,
    min_articles: int = 1,
    versions: str = "latest",
    n_resamples: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Estimate how often each group hedges (or any other measure), with an interval and the number behind it.

    Use it to see who speaks firmly and who does not, over sides, speakers, outlets, issues or periods. It is blind to
    what the groups talk about: a side that is asked about uncertain things hedges more. The interval is for the
    sampling of stories (in simulations of 30, 100 and 500 articles 95 % hold the truth: see
    ``tests/benchmarks/coverage.py``); the errors of the measure itself come on top.

    Parameters
    ----------
    tables : dict of DataFrames
        From ``extract_tables`` or ``read_tables``, with words or without.
    by : str
        side, speaker (those of the table of actors), target, issue, act, quote, outlet, publisher_side, D, W, M, Q, Y
        or administration.
    measure : str
        ``share_hedged`` (share of statements with a hedge in the side's own voice), ``hedges_per_1000_words``,
        ``boosters_per_1000_words``, or any other measure. Where the tables lack hedges, the first stands on the column
        ``hedged`` alone, and a warning says so.
    target : str, optional
        For ``tone`` and ``conflict``: whom the statements are about. By default the US for the DPRK's statements, the
        DPRK for all others, and with ``by="target"`` each target in turn.
    side : str, optional
        Count one side's statements only.
    min_articles : int
        Below so many articles a group has no estimate and the note "too few". By default each has one, and the note
        says which rest on fewer than ten articles.
    versions : {"latest", "all"}
        Of threaded articles, count one version of a story or every one.
    n_resamples : int
        Resamples of stories (articles where not threaded) behind each interval.
    seed : int
        The same seed, the same interval.

    Returns
    -------
    DataFrame
        One row per group: ``group``, ``measure``, ``estimate`` with ``low`` and ``high`` (95 %; NA for a single
        story), ``n_statements``, ``n_articles``, ``note``; ``by``, ``side``, ``target``, ``versions`` say what was
        counted, and so does ``attrs["counted"]``.

    Raises
    ------
    UsageError
        When an option or a column is unknown, or ids stand twice.

    References
    ----------
    Hyland (2005), Metadiscourse. Hesterberg (2015), The American Statistician 69(4), for the interval.

    Examples
    --------
    >>> page = pd.DataFrame({"article_id": ["a.1", "b.1"]})
    >>> said = pd.DataFrame({"statement_id": ["a.1:0", "b.1:0"], "article_id": ["a.1", "b.1"], "side": "US",
    ...                      "hedged": [True, False]})
    >>> cue = pd.DataFrame({"statement_id": ["a.1:0"], "kind": "hedge", "voice": "US"})
    >>> tables = {"articles": page, "statements": said, "hedges": cue}
    >>> measure_hedging(tables)[["group", "estimate", "n_articles"]].values.tolist()
    [['US', 0.5, 2]]
    """
    call = "measure_hedging"
    check_count("n_resamples", n_resamples, 1, call)
    check_count("seed", seed, 0, call)
    check_count("min_articles", min_articles, 1, call)
    if target is not None:
        one_of("target", target, SIDES)
    rows = statement_rows(tables, call, versions=versions, side=side)
    asked = find_measure(measure, tables)
    unseen = measure == "share_hedged" and "hedges" not in tables
    if unseen:
        warnings.warn(f"{call}: {_UNSEEN} Pass what extract_tables or read_tables returns.", stacklevel=2)
    codes, groups = group_rows(rows, by, call)
    estimates = estimate_groups(
        asked, rows, tables, codes, len(groups), target=aim(asked, rows, by, target), min_articles=min_articles,
        n_resamples=n_resamples, seed=seed,
    )  # fmt: skip  # one line of options
    shaky = (estimates["n_articles"] < _FEW) & estimates["note"].isna()
    estimates["note"] = estimates["note"].mask(shaky, f"fewer than {_FEW} articles")
    found = pd.DataFrame({"group": text_column(groups, len(groups)), "measure": text_column(measure, len(groups))})
    found = pd.concat([found, estimates], axis=1)
    found = label_scope(found, asked, by=by, target=target, side=side, versions=versions)
    undated = say_undated(tables, [by], call, versions=versions)
    scope = say_scope(rows, asked, side=side, target=target, by=by)
    found.attrs["counted"] = rows.attrs["counted"] + undated + scope + (f" {_UNSEEN}" if unseen else "")
    return found


def aim(measure: Measure, rows: pd.DataFrame, by: str | None, target: str | None) -> str | pd.Series | None:
    """Return the target that an aimed measure asks for; grouped by target it is each row's own."""
    return rows["target"] if measure.aimed and by == "target" and target is None else target


def label_scope(
    found: pd.DataFrame, measure: Measure, *, by: str | None, target: str | None, side: str | None, versions: str
) -> pd.DataFrame:
    """Add the columns that lead a row back to what it counts: ``by``, ``side``, ``target``, ``versions``."""
    size = len(found)
    column = text_column(target if measure.aimed else None, size)
    if measure.aimed and target is None and by in ("side", "target"):
        column = found["group"] if by == "target" else other_side(found["group"])
    elif measure.aimed and target is None and side is not None:
        column = other_side(text_column(side, size))
    return found.assign(
        by=text_column(by, size),
        side=text_column(side, size),
        target=column.astype("str"),
        versions=text_column(versions, size),
    )
