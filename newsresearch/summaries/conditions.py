"""Conditional bargaining: what each side makes depend on what, statement by statement and as a matrix of issues."""

from __future__ import annotations

import numpy as np
import pandas as pd

from newsresearch.schema import SIDES, check_count, fault, need_columns, one_of, plain
from newsresearch.summaries.estimates import widen_flat
from newsresearch.summaries.measures import Tables
from newsresearch.summaries.resampling import interval, resample_together
from newsresearch.summaries.rows import group_rows, say_scope, say_undated, statement_rows, text_column

OTHER = "other"
_SPANS = ("consequent_start", "consequent_end", "antecedent_start", "antecedent_end")
_CELL = ("code", "issue", "condition_issue", "share", "low", "high", "n_statements", "n_articles", "n_conditional",
         "n_articles_group")  # fmt: skip  # as Returns says
_FACTS = ("article_id", "published_date", "side", "target", "act", "tone")


def find_conditions(tables: Tables, *, side: str | None = None, versions: str = "latest") -> pd.DataFrame:
    """Find the statements that make one thing depend on another: "no relief until the site is closed".

    Use it to read, or with ``count_conditions`` to count, what a side asks for what. It is blind to conditions without
    a connective ("no dismantling, no relief"), and reads the first condition of a statement alone. A condition and a
    plain circumstance ("when he arrives") are told apart by the words around the connective, not by sense.

    Parameters
    ----------
    tables : dict of DataFrames
        From ``extract_tables`` or ``read_tables``. Wordless tables give the issues of both parts, where they have the
        columns ``issue`` and ``condition_issue``, and neither connective nor offsets.
    side : str, optional
        One side's statements only.
    versions : {"latest", "all"}
        Of threaded articles, one version of a story or every one.

    Returns
    -------
    DataFrame
        One row per statement with a condition, sorted by article and place: ``statement_id``, ``article_id``,
        ``published_date``, ``side``, ``target``, ``act``, ``tone``, ``connective`` (dictionary form, NA where none was
        found), ``consequent_start``, ``consequent_end``, ``antecedent_start``, ``antecedent_end`` (characters in the
        article: the part that depends, NA where it is not said, and what it depends on; both in the statement, but in
        the rest of its sentence where that was cut short), ``issue`` (of the statement without what it depends
        on; in wordless tables ``consequent_issue``, or the whole statement's where that is not there),
        ``condition_issue``; with words also ``consequent``, ``antecedent``, ``text``.

    Raises
    ------
    UsageError
        When a side or a column is unknown, or ids stand twice.

    References
    ----------
    Schelling (1960), The Strategy of Conflict, chapters 2 and 5, on promises and threats as conditional commitments.

    Examples
    --------
    >>> said = pd.DataFrame({"statement_id": ["a:0"], "article_id": "a", "side": "US", "start": 10, "end": 58,
    ...                      "text": "No sanctions relief until full denuclearization.", "has_condition": True})
    >>> found = find_conditions({"articles": pd.DataFrame({"article_id": ["a"]}), "statements": said})
    >>> found[["connective", "issue", "condition_issue"]].values.tolist()
    [['not until', 'sanctions', 'denuclearization']]
    """
    call = "find_conditions"
    rows = condition_rows(tables, call, side=side, versions=versions)
    first = [name for name in ("article_id", "start") if name in rows.columns]
    rows = rows.sort_values(first, kind="stable", ignore_index=True)
    facts = [name for name in _FACTS if name in rows.columns]
    words = [name for name in ("consequent", "antecedent", "text") if name in rows.columns]
    found = rows[["statement_id", *facts, "connective", *_SPANS, "issue", "condition_issue", *words]]
    found.attrs["counted"] = rows.attrs["counted"] + say_scope(rows, side=side)
    return found


def count_conditions(
    tables: Tables,
    *,
    by: str | None = "side",
    side: str | None = None,
    target: str | None = None,
    versions: str = "latest",
    n_resamples: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Count what each side makes depend on what: a matrix of issues, one row per filled cell.

    Use it for "what did each ask for what?". It is blind to who moved first, and to whether a condition was a demand,
    a promise or a threat; ``find_conditions`` has ``act`` and the words of each.

    Parameters
    ----------
    tables : dict of DataFrames
        From ``extract_tables`` or ``read_tables``, with words or without.
    by : str, optional
        As in ``measure_hedging``: side, speaker, target, outlet, M, Y, administration ...; None takes all together.
    side, target : str, optional
        Statements of one side, statements about one side.
    versions : {"latest", "all"}
        Of threaded articles, count one version of a story or every one.
    n_resamples, seed : int
        Resamples of a group's stories behind the intervals; the same seed, the same intervals.

    Returns
    -------
    DataFrame
        One row per group, issue and issue of the condition, by group (periods in time) and the most frequent first:
        ``group``, ``issue`` (what depends), ``condition_issue`` (on what; ``other`` where no word of the list stands),
        ``share`` of the group's conditional statements with ``low`` and ``high`` (95 %; NA for a single article, and
        where every article has the same share; a share of 1 has the exact interval for its number of stories),
        ``n_statements``, ``n_articles``, ``n_conditional`` (conditional statements of the group), ``n_articles_group``
        (articles that hold one); ``by``, ``side``, ``target``, ``versions`` and ``attrs["counted"]`` say what was
        counted.

    Raises
    ------
    UsageError
        When an option or a column is unknown, or ids stand twice.

    Examples
    --------
    >>> said = pd.DataFrame({"statement_id": ["a:0", "a:1"], "article_id": "a", "side": "DPRK", "has_condition": True,
    ...                      "issue": "talks", "condition_issue": ["exercises", "exercises"]})
    >>> matrix = count_conditions({"articles": pd.DataFrame({"article_id": ["a"]}), "statements": said})
    >>> matrix[["group", "issue", "condition_issue", "n_statements", "share"]].values.tolist()
    [['DPRK', 'talks', 'exercises', 2, 1.0]]
    """
    call = "count_conditions"
    check_count("n_resamples", n_resamples, 1, call)
    check_count("seed", seed, 0, call)
    rows = condition_rows(tables, call, side=side, target=target, versions=versions)
    undated = say_undated(tables, [by], call, versions=versions)
    counted = rows.attrs["counted"] + undated + say_scope(rows, side=side, target=target)
    codes, names = group_rows(rows, by, call)
    rows = rows.assign(code=codes)[codes >= 0]
    parts = [_matrix(part, n_resamples, seed) for _, part in rows.groupby("code")]
    found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame({name: [] for name in _CELL})
    code = found.pop("code").to_numpy(dtype="int64")
    found.insert(0, "group", text_column([names[i] for i in code], len(found)))
    for name, value in (("by", by), ("side", side), ("target", target), ("versions", versions)):
        found[name] = text_column(value, len(found))
    numbers = dict.fromkeys(("n_statements", "n_articles", "n_conditional", "n_articles_group"), "int64")
    shares = dict.fromkeys(("share", "low", "high"), "float64")
    found = found.astype({"issue": "str", "condition_issue": "str", **numbers, **shares})
    found.attrs["counted"] = counted
    return found


def condition_rows(
    tables: Tables, call: str, *, side: str | None = None, target: str | None = None, versions: str = "latest"
) -> pd.DataFrame:
    """Return the statements with a condition, the issues of both parts and, where there are words, the two parts.

    The index is that of ``tables["statements"]``.
    """
    rows = statement_rows(tables, call, versions=versions, side=side)
    counted = rows.attrs["counted"]
    need_columns(rows, ("has_condition",), call, "extract_tables")
    keep = rows["has_condition"].astype("boolean").fillna(False).to_numpy(dtype=bool)
    if target is not None:
        one_of("target", target, SIDES)
        need_columns(rows, ("target",), call, "extract_tables")
        keep &= (rows["target"] == target).fillna(False).to_numpy(dtype=bool)
    rows = rows[keep]
    worded = {"text", "start"} <= set(rows.columns)
    rows = _with_parts(rows, tables) if worded else _without_parts(rows, call)
    rows = rows.assign(
        issue=rows["issue"].fillna(OTHER).astype("str"),
        condition_issue=rows["condition_issue"].fillna(OTHER).astype("str"),
    )
    rows.attrs["counted"] = counted
    return rows


def _with_parts(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Add connective, offsets and words of both parts, and the issue of each.

    Where no statement of a sentence holds its condition the nearest does: statements may have been cut short.
    """
    from newsresearch.features.issues import classify_issues  # with the next: loaded only where there are words to read
    from newsresearch.features.stance.conditions import conditions_in

    key = ["article_id", "sentence_id"]
    read = rows
    statements, sentences = plain(tables["statements"]), plain(tables.get("sentences", pd.DataFrame()))
    if {*key, "start", "text"} <= set(sentences.columns) and "sentence_id" in rows.columns:
        parts = conditions_in(statements.merge(rows[key].drop_duplicates(), on=key), sentences)
        parts = parts[parts["statement_id"].isin(rows["statement_id"])]
        whole = rows[["statement_id", *key]].merge(sentences[[*key, "start", "text"]], on=key)
        read = pd.concat([whole, rows])  # the statement where its sentence is not there
    else:
        parts = conditions_in(rows)
    words = read.drop_duplicates("statement_id").set_index("statement_id")[["start", "text"]]
    parts = parts.set_index("statement_id").drop(columns="article_id").join(words).reindex(rows["statement_id"])
    rows = rows.assign(
        connective=parts["connective"].astype("str").array,
        **{name: parts[name].astype("Int64").array for name in _SPANS},
    )
    for part in ("consequent", "antecedent"):
        rows[part] = text_column(_slices(parts, part), len(rows)).array
    if "consequent_issue" in rows.columns:  # by the issues that the tables were made with
        rows["issue"] = rows["consequent_issue"]
    else:
        pairs = zip(rows["text"], rows["antecedent"], strict=True)
        rest = [text if pd.isna(words) else str(text).replace(words, " ") for text, words in pairs]
        rows["issue"] = classify_issues(pd.Series(rest, index=rows.index, dtype="str"))
    if "condition_issue" not in rows.columns:
        rows["condition_issue"] = classify_issues(rows["antecedent"])
    return rows


def _without_parts(rows: pd.DataFrame, call: str) -> pd.DataFrame:
    """Take the issues as they stand; there are no words to find the parts in."""
    if "consequent_issue" in rows.columns:
        rows = rows.assign(issue=rows["consequent_issue"])
    missing = [name for name in ("issue", "condition_issue") if name not in rows.columns]
    if missing:
        raise fault(
            f"{call}: wordless statements without {', '.join(missing)}",
            "statements with text, or with the columns issue and condition_issue",
            "compute the tables again with extract_tables or write_tables",
        )
    empty = {name: pd.array([pd.NA] * len(rows), dtype="Int64") for name in _SPANS}
    return rows.assign(connective=text_column(None, len(rows)).array, **empty)


def _slices(parts: pd.DataFrame, part: str) -> list[str | None]:
    """Return the words of one part of each condition."""
    out: list[str | None] = []
    columns = [parts["text"], parts["start"], parts[f"{part}_start"], parts[f"{part}_end"]]
    for text, first, start, end in zip(*columns, strict=True):
        out.append(None if pd.isna(start) or end <= start else str(text)[int(start - first) : int(end - first)])
    return out


def _matrix(rows: pd.DataFrame, n_resamples: int, seed: int) -> pd.DataFrame:
    """Return one group's filled cells, the most frequent first."""
    cells = rows.groupby(["issue", "condition_issue"], as_index=False, sort=True)
    found = cells.agg(n_statements=("article", "size"), n_articles=("article", "nunique"))
    found["n_conditional"], found["n_articles_group"] = len(rows), rows["article"].nunique()
    found["share"] = found["n_statements"] / len(rows)
    cluster = np.unique(rows["cluster"].to_numpy(), return_inverse=True)[1]
    size = int(cluster.max()) + 1
    number = cells.ngroup().to_numpy()
    tops = np.bincount(cluster * len(found) + number, minlength=size * len(found)).reshape(size, -1).astype("float64")
    bottoms = np.repeat(tops.sum(axis=1, keepdims=True), len(found), axis=1)
    draws = np.stack(list(resample_together(tops, bottoms, n_resamples=n_resamples, seed=seed)))
    sizes = np.full(len(found), size)
    low, high = interval(draws, sizes)
    found["low"], found["high"] = widen_flat("share", found["share"].to_numpy(), low, high, sizes, bottoms.sum(axis=0))
    found["code"] = rows["code"].iloc[0]
    return found.sort_values(["n_statements", "issue", "condition_issue"], ascending=[False, True, True],
                             ignore_index=True)[list(_CELL)]  # fmt: skip
