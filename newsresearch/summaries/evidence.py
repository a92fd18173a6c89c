"""From a number back to the text: the rows that any row of a summary counts."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from newsresearch.schema import fault, need_columns, plain
from newsresearch.summaries import counts, periods
from newsresearch.summaries.alignment import window_of
from newsresearch.summaries.conditions import condition_rows
from newsresearch.summaries.hedging import aim
from newsresearch.summaries.measures import Tables, count_measure, find_measure
from newsresearch.summaries.rows import group_rows, mention_rows, number_periods, statement_rows
from newsresearch.summaries.words import uses_word

_CALL = "show_evidence"
_SHOWN = ("article_id", "published_date", "outlet", "side", "start", "end", "text")
_FURTHER = (
    "statement_id", "sentence_id", "quote", "cue", "speaker", "speaker_id", "target", "tone", "act", "hedged",
    "has_condition", "issue", "condition_issue", "actor_id", "kind",
)  # fmt: skip  # what helps to judge the row, in the tables' order


def show_evidence(row: pd.Series | pd.DataFrame | Mapping, tables: Tables) -> pd.DataFrame:
    """Show the rows that a row of a summary counts, as many as its ``n_statements`` (mentions, sentences) says.

    Use it to read what stands behind a number before believing it. The summary's columns ``by``, ``group``,
    ``period``, ``target`` and so on are all that it needs, so a summary read back from a file works too.

    Parameters
    ----------
    row : Series, DataFrame of one row, or mapping
        From ``measure_hedging``, ``compare_sides`` (both sides' rows), ``trace_timeline``, ``find_shifts`` and
        ``align_events`` (before and after), ``count_conditions``, ``compare_words`` (the statements of both
        groups that use the word), ``count_actors`` (mentions) or ``count_dyads`` (statements, or sentences of
        co-mentions); or from ``find_conditions``, the statement itself.
    tables : dict of DataFrames
        Those that the summary was made from.

    Returns
    -------
    DataFrame
        One row per statement, mention or sentence, sorted by date and place: ``article_id``, ``published_date``,
        ``outlet``, ``side`` (the speaker's, or the actor's), ``start``, ``end``, ``text`` (absent when wordless),
        then what the table knows further. ``attrs["counted"]`` says which versions of a story count.

    Raises
    ------
    UsageError
        When the row is not one row of a summary, or the tables are others.

    Examples
    --------
    >>> from newsresearch.summaries.hedging import measure_hedging
    >>> said = pd.DataFrame({"statement_id": ["a.1:0"], "article_id": "a.1", "side": "US", "hedged": [True],
    ...                      "start": 0, "end": 9, "text": "It may go"})
    >>> cue = pd.DataFrame({"statement_id": ["a.1:0"], "kind": "hedge", "voice": "US"})
    >>> tables = {"articles": pd.DataFrame({"article_id": ["a.1"]}), "statements": said, "hedges": cue}
    >>> show_evidence(measure_hedging(tables).iloc[0], tables)["text"].tolist()
    ['It may go']
    """
    fields = _one_row(row)
    if "statement_id" in fields:
        found = _statement(fields, tables)
    elif "word" in fields and "group_a" in fields:
        found = _words(fields, tables)
    elif "condition_issue" in fields:
        found = _conditions(fields, tables)
    elif "source_id" in fields:
        found = _pairs(fields, tables)
    elif "actor_id" in fields:
        found = _mentions(fields, tables)
    elif "side_a" in fields:
        found = _compared(fields, tables)
    elif "measure" in fields and "by" in fields:
        found = _measured(fields, tables)
    else:
        raise fault(
            f"{_CALL}: a row with {', '.join(map(str, fields)) or 'no columns'}",
            "a row of count_actors, count_dyads, count_conditions, measure_hedging, compare_sides, compare_words, "
            "trace_timeline, find_shifts or align_events",
            "pass one row with all of its columns, as in show_evidence(summary.iloc[0], tables)",
        )
    _check_number(fields, len(found))
    counted = found.attrs.get("counted", "")
    order = [name for name in ("published_date", "article_id", "start") if name in found.columns]
    shown = [name for name in (*_SHOWN, *_FURTHER) if name in found.columns]
    found = found.sort_values(order, kind="stable", ignore_index=True)[shown]
    found.attrs["counted"] = counted
    return found


def _one_row(row: object) -> dict:
    """Return the row's fields, missing ones as None."""
    if isinstance(row, pd.DataFrame):
        if len(row) != 1:
            raise fault(
                f"{_CALL}: a table of {len(row)} rows", "one row of a summary",
                "pick one, as in show_evidence(summary.iloc[0], tables)",
            )  # fmt: skip
        row = row.iloc[0]
    if not isinstance(row, (pd.Series, Mapping)):
        raise fault(
            f"{_CALL}: {type(row).__name__}", "one row of a summary",
            "pick one, as in show_evidence(summary.iloc[0], tables)",
        )  # fmt: skip
    return {name: None if pd.api.types.is_scalar(value) and pd.isna(value) else value for name, value in row.items()}


def _check_number(fields: dict, found: int) -> None:
    """Raise unless as many rows were found as the summary counts: else it was made from other tables."""
    a, b = fields.get("n_statements_a"), fields.get("n_statements_b")
    if "statement_id" in fields:
        counted = 1
    elif a is not None and b is not None:
        counted = int(a) + int(b)
    else:
        numbers = [fields.get(name) for name in ("n_statements", "n_mentions", "n_sentences")]
        counted = int(next((number for number in numbers if number is not None), found))
    if counted != found:
        raise fault(
            f"{_CALL}: a row that counts {counted:,} rows, with tables in which it counts {found:,},",
            "the tables that the summary was made from",
            "pass those tables, all of their articles among them, or make the summary again from these",
        )


def _measured(fields: dict, tables: Tables) -> pd.DataFrame:
    """Return the statements behind a row of measure_hedging, trace_timeline, find_shifts or align_events."""
    by = fields["by"]
    rows = statement_rows(tables, _CALL, versions=fields["versions"], side=fields.get("side"))
    measure = find_measure(fields["measure"], tables)
    # the target column holds what was asked for, or what the default came to: the same rows either way
    target = aim(measure, rows, by, fields.get("target"))
    _, below = count_measure(measure, rows, tables, target=target)
    counts_here = (below > 0) & _in_group(rows, by, fields.get("group"))
    if fields.get("first_period") is not None:
        counts_here = _between_shifts(fields, rows, counts_here)
    elif fields.get("period") is not None:
        asked = periods.ordinals(pd.Series([pd.Timestamp(fields["period"])]), None, fields["freq"])[0]
        counts_here &= number_periods(rows, fields["freq"], _CALL) == asked
    elif fields.get("date") is not None:
        before, after = window_of(rows, pd.Timestamp(fields["date"]), int(fields["days"]), _CALL)
        counts_here &= before | after
    return _keep(rows, counts_here)


def _between_shifts(fields: dict, rows: pd.DataFrame, counts_here: np.ndarray) -> np.ndarray:
    """Mark the rows of the periods that a shift compares: those before and after it with enough articles."""
    numbers = number_periods(rows, fields["freq"], _CALL)
    ends = pd.Series([pd.Timestamp(fields[name]) for name in ("first_period", "last_period")])
    first, last = periods.ordinals(ends, None, fields["freq"])
    within = counts_here & (numbers >= first) & (numbers <= last)
    articles = pd.Series(rows["article"].to_numpy()[within]).groupby(numbers[within]).nunique()
    enough = articles.index[articles >= int(fields["min_articles"])]
    return within & np.isin(numbers, enough)


def _compared(fields: dict, tables: Tables) -> pd.DataFrame:
    """Return the statements of both sides behind a row of compare_sides."""
    rows = statement_rows(tables, _CALL, versions=fields["versions"], side=fields.get("side"))
    measure = find_measure(fields["measure"], tables)
    in_group = _in_group(rows, fields["by"], fields.get("group"))
    counts_here = np.zeros(len(rows), dtype=bool)
    for name in ("a", "b"):
        _, below = count_measure(measure, rows, tables, target=fields.get(f"target_{name}"))
        counts_here |= (below > 0) & in_group & _in_group(rows, fields["between"], fields[f"side_{name}"])
    return _keep(rows, counts_here)


def _mentions(fields: dict, tables: Tables) -> pd.DataFrame:
    """Return the mentions behind a row of count_actors."""
    rows = mention_rows(tables, _CALL, versions=fields["versions"])
    here = (rows["actor_id"] == fields["actor_id"]).fillna(False).to_numpy(dtype=bool)
    return _keep(rows, here & _in_group(rows, fields["by"], fields.get("group")))


def _pairs(fields: dict, tables: Tables) -> pd.DataFrame:
    """Return the statements or sentences behind a row of count_dyads."""
    options = {"level": fields["level"], "versions": fields["versions"]}
    if fields["kind"] == "speaker_target":
        pairs = counts.speaker_pairs(tables, _CALL, **options)
        return _keep(pairs, ((pairs["source_id"] == fields["source_id"])
                             & (pairs["target_id"] == fields["target_id"])).to_numpy(dtype=bool))  # fmt: skip
    pairs = counts.mention_pairs(tables, _CALL, **options)
    pairs = pairs[(pairs["source_id"] == fields["source_id"]) & (pairs["target_id"] == fields["target_id"])]
    places = ("article_id", "sentence_id", "start", "end")
    sentences = need_columns(tables.get("sentences"), places, _CALL, "extract_tables")
    key = ["article_id", "sentence_id"]
    found = sentences.merge(pairs[key], on=key)
    articles = plain(tables["articles"])
    facts = [name for name in ("article_id", "published_date", "outlet") if name in articles.columns]
    found = found.merge(articles[facts], on="article_id").assign(side=pd.Series(dtype="str"))
    found.attrs["counted"] = pairs.attrs.get("counted", "")
    return found


def _conditions(fields: dict, tables: Tables) -> pd.DataFrame:
    """Return the statements behind a cell of count_conditions."""
    rows = condition_rows(
        tables, _CALL, side=fields.get("side"), target=fields.get("target"), versions=fields["versions"]
    )
    cell = (rows["issue"] == fields["issue"]) & (rows["condition_issue"] == fields["condition_issue"])
    return _keep(rows, cell.to_numpy(dtype=bool) & _in_group(rows, fields["by"], fields.get("group")))


def _words(fields: dict, tables: Tables) -> pd.DataFrame:
    """Return the statements of both groups that use a word of compare_words."""
    rows = statement_rows(tables, _CALL, versions=fields["versions"], side=fields.get("side"))
    need_columns(rows, ("text",), _CALL, "extract_tables")
    here = _in_group(rows, fields["by"], fields["group_a"]) | _in_group(rows, fields["by"], fields["group_b"])
    rows = _keep(rows, here)
    return _keep(rows, uses_word(rows["text"], fields["word"]))


def _statement(fields: dict, tables: Tables) -> pd.DataFrame:
    """Return the statement of a row that is about one."""
    rows = statement_rows(tables, _CALL, versions="all")
    return _keep(rows, (rows["statement_id"] == fields["statement_id"]).to_numpy(dtype=bool))


def _in_group(rows: pd.DataFrame, by: str | None, group: object) -> np.ndarray:
    """Mark the rows of one group; without ``by`` all."""
    codes, names = group_rows(rows, by, _CALL)
    if by is None:
        return codes == 0
    return codes == names.index(group) if group in names else np.zeros(len(rows), dtype=bool)


def _keep(rows: pd.DataFrame, mask: np.ndarray) -> pd.DataFrame:
    """Filter, keeping what attrs say."""
    kept = rows[mask]
    kept.attrs["counted"] = rows.attrs.get("counted", "")
    return kept
