"""From every row of every summary back to what it counts."""

import io
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsresearch import summaries
from newsresearch.schema import UsageError
from newsresearch.summaries.measures import measures_in
from newsresearch.summaries.rows import ARTICLE_GROUPS, GROUPS

Tables = dict[str, pd.DataFrame]


def counted(row: pd.Series) -> int:
    """Return how many rows a summary's row says that it counts."""
    if "side_a" in row or "group_a" in row:
        return row["n_statements_a"] + row["n_statements_b"]
    return next(row[name] for name in ("n_statements", "n_mentions", "n_sentences") if name in row)


def every_summary(tables: Tables, draw: Callable) -> pd.DataFrame:
    """Return one summary with options drawn at random."""
    versions = draw(st.sampled_from(["latest", "all"]))
    measure = draw(st.sampled_from(measures_in(tables)))
    target = draw(st.sampled_from([None, "US", "ROK"]))
    side = draw(st.sampled_from([None, "DPRK", "US"]))
    by = draw(st.sampled_from(GROUPS))
    quick = {"versions": versions, "n_resamples": 2, "target": target}
    events = pd.DataFrame({"event": ["one", "two"], "date": pd.to_datetime(["2017-01-20", "2017-06-01"])})
    name = draw(
        st.sampled_from(
            ["actors", "dyads", "hedging", "sides", "outlets", "timeline", "events", "bargains", "shifts", "words"]
        )
    )
    if name == "actors":
        return summaries.count_actors(tables, by=draw(st.sampled_from([None, *ARTICLE_GROUPS])), versions=versions)
    if name == "dyads":
        kind, level = draw(st.sampled_from(["speaker_target", "co-mention"])), draw(st.sampled_from(["side", "actor"]))
        return summaries.count_dyads(tables, kind=kind, level=level, versions=versions)
    if name == "hedging":
        return summaries.measure_hedging(tables, by=by, measure=measure, side=side, **quick)
    if name == "words":
        words = np.random.default_rng(len(tables["statements"])).choice(["Talks", "peace,", "don't", "U.S."], (200, 3))
        tables["statements"]["text"] = [" ".join(words[n % 200]) for n in range(len(tables["statements"]))]
        grouped = draw(st.sampled_from(["side", "target", "issue"]))
        ngrams = draw(st.sampled_from([1, 2]))
        return summaries.compare_words(tables, group=grouped, ngrams=ngrams, versions=versions, n_resamples=2)
    if name == "bargains":
        return summaries.count_conditions(tables, by=draw(st.sampled_from([None, by])), side=side, **quick)
    if name == "shifts":
        pytest.importorskip("ruptures", reason="find_shifts needs ruptures (pip install 'newsresearch[shifts]')")
        timeline = summaries.trace_timeline(tables, measure=measure, by=None, side=side, **quick)
        return summaries.find_shifts(timeline, min_articles=2, min_periods=2, alpha=0.9, n_resamples=2)
    if name == "sides":
        return summaries.compare_sides(tables, by=draw(st.sampled_from([None, "issue", "M"])), **quick)
    if name == "outlets":
        return summaries.compare_sides(tables, sides=("North Wire", "South Post"), between="outlet", side=side, **quick)
    if name == "timeline":
        freq = draw(st.sampled_from(["D", "W", "M", "Q", "Y", "administration"]))
        grouped = draw(st.sampled_from([None, "side", "target", "speaker"]))
        return summaries.trace_timeline(tables, measure=measure, by=grouped, freq=freq, side=side, **quick)
    days = draw(st.sampled_from([1, 30, 400]))
    return summaries.align_events(
        tables, measure=measure, days=days, events=events, by=draw(st.sampled_from([None, by])), side=side,
        n_placebo=5, **quick,
    )  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 20), data=st.data())
def test_the_evidence_is_as_many_rows_as_the_summary_counts(random_tables: Callable, seed: int, data: object) -> None:
    """Any row of any summary with any options leads back to as many rows as it counts."""
    tables = random_tables(seed=seed)
    summary = every_summary(tables, data.draw)
    for place in sorted({0, len(summary) // 3, len(summary) // 2, len(summary) - 1} & set(range(len(summary)))):
        assert len(summaries.show_evidence(summary.iloc[place], tables)) == counted(summary.iloc[place])


def test_the_evidence_has_the_words(tables: Tables) -> None:
    """Where the tables have words the evidence shows them, in time."""
    tables["statements"]["text"] = ["first", "second", "third", "fourth", "fifth"]
    row = summaries.measure_hedging(tables).query("group == 'DPRK'")
    assert summaries.show_evidence(row, tables)["text"].tolist() == ["fourth", "fifth"]


def test_without_words_there_is_no_text(tables: Tables) -> None:
    """The evidence of wordless tables has the columns that tables of summaries promise, without text."""
    found = summaries.show_evidence(summaries.measure_hedging(tables).iloc[0], tables)
    assert list(found.columns)[:6] == ["article_id", "published_date", "outlet", "side", "start", "end"]
    assert "text" not in found.columns


def test_a_summary_read_from_a_file_leads_back_too(tables: Tables) -> None:
    """A row that went through CSV still finds its statements."""
    written = summaries.trace_timeline(tables, measure="tone").to_csv(index=False)
    for _, row in pd.read_csv(io.StringIO(written)).iterrows():
        assert len(summaries.show_evidence(row, tables)) == row["n_statements"]


def test_several_rows_are_an_error(tables: Tables) -> None:
    """A whole summary in place of a row is told to pick one."""
    with pytest.raises(UsageError) as error:
        summaries.show_evidence(summaries.measure_hedging(tables), tables)
    assert str(error.value) == (
        "show_evidence: a table of 2 rows cannot be used. Allowed: one row of a summary. To go on: pick one, as in "
        "show_evidence(summary.iloc[0], tables)."
    )


def test_a_row_of_something_else_is_an_error(tables: Tables) -> None:
    """A row that is no summary's is told which summaries there are."""
    with pytest.raises(UsageError) as error:
        summaries.show_evidence({"word": "talks"}, tables)
    assert str(error.value) == (
        "show_evidence: a row with word cannot be used. Allowed: a row of count_actors, count_dyads, count_conditions, "
        "measure_hedging, compare_sides, compare_words, trace_timeline, find_shifts or align_events. To go on: pass "
        "one row with all of its columns, as in show_evidence(summary.iloc[0], tables)."
    )


def test_other_tables_are_an_error(tables: Tables) -> None:
    """Tables with fewer statements than the row counts are not those it was made from, and the error says so."""
    row = summaries.measure_hedging(tables, by=None).iloc[0]
    fewer = {**tables, "statements": tables["statements"].iloc[:3]}
    with pytest.raises(UsageError) as error:
        summaries.show_evidence(row, fewer)
    assert str(error.value) == (
        "show_evidence: a row that counts 4 rows, with tables in which it counts 2, cannot be used. Allowed: the "
        "tables that the summary was made from. To go on: pass those tables, all of their articles among them, or "
        "make the summary again from these."
    )


@pytest.mark.parametrize("name", ["compare_sides", "count_dyads", "count_actors"])
def test_every_kind_of_row_knows_its_tables(tables: Tables, name: str) -> None:
    """A row about both sides, a pair or an actor is not answered from tables without its rows."""
    row = getattr(summaries, name)(tables).iloc[0]
    emptied = {key: table.iloc[:0] if key in ("statements", "mentions") else table for key, table in tables.items()}
    with pytest.raises(UsageError, match="made from"):
        summaries.show_evidence(row, emptied)
