"""Tables of other forms than ours: shuffled, with a named index, with categories, read from a file of text."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from newsresearch.schema import UsageError
from newsresearch.summaries import (
    align_events,
    compare_sides,
    compare_words,
    count_actors,
    count_conditions,
    count_dyads,
    find_conditions,
    find_shifts,
    find_words,
    measure_hedging,
    show_evidence,
    trace_timeline,
)

Tables = dict[str, pd.DataFrame]
Call = Callable[[Tables], pd.DataFrame]

EVENTS = pd.DataFrame({"event": ["a summit"], "date": pd.to_datetime(["2017-03-01"])})
CALLS: dict[str, Call] = {
    "align_events": lambda t: align_events(t, measure="compound", events=EVENTS, days=90, min_articles=3),
    "compare_sides": lambda t: compare_sides(t, min_articles=2, n_resamples=200),
    "compare_words": lambda t: compare_words(t, group="side", min_count=1, n_resamples=50),
    "count_actors": lambda t: count_actors(t, by="outlet", n_resamples=50),
    "count_conditions": lambda t: count_conditions(t, n_resamples=50),
    "count_dyads": lambda t: count_dyads(t, level="actor"),
    "co-mentions": lambda t: count_dyads(t, kind="co-mention"),
    "find_conditions": find_conditions,
    "find_words": lambda t: find_words(t["articles"], "talks"),
    "measure_hedging": lambda t: measure_hedging(t, measure="hedges_per_1000_words", n_resamples=50),
    "show_evidence": lambda t: show_evidence(count_dyads(t, kind="co-mention").iloc[0], t),
    "trace_timeline": lambda t: trace_timeline(t, measure="mentions_per_1000_words", n_resamples=50),
}
DOCUMENTED = (
    align_events, compare_words, count_actors, count_conditions, find_conditions, find_words, measure_hedging,
    trace_timeline,
)  # fmt: skip  # compare_sides and count_dyads say "the same for b", "n_sentences of co-mentions"


@pytest.fixture
def worded(random_tables: Callable[..., Tables]) -> Tables:
    """Random tables with words, their texts as pandas' own strings."""
    tables = random_tables(n_articles=60, n_statements=400)
    said = ["We want talks.", "No talks unless the drills are halted.", "Peace may come."]
    tables["articles"]["text"] = "The talks."
    tables["statements"]["text"] = np.random.default_rng(0).choice(said, 400)
    tables["sentences"]["text"] = tables["statements"]["text"]
    return {name: table.convert_dtypes(dtype_backend="numpy_nullable") for name, table in tables.items()}


@pytest.mark.parametrize("call", CALLS)
def test_the_order_of_rows_changes_no_number(worded: Tables, call: str) -> None:
    """Shuffled tables give the same table, intervals and p-values too."""
    shuffled = {name: table.sample(frac=1, random_state=3) for name, table in worded.items()}
    pd.testing.assert_frame_equal(CALLS[call](shuffled), CALLS[call](worded))


@pytest.mark.parametrize("call", CALLS)
def test_an_index_may_have_the_name_of_a_column(worded: Tables, call: str) -> None:
    """Tables whose index is their article_id give the same table."""
    indexed = {name: table.set_index("article_id", drop=False) for name, table in worded.items()}
    pd.testing.assert_frame_equal(CALLS[call](indexed), CALLS[call](worded))


@pytest.mark.parametrize("call", CALLS)
def test_texts_may_be_categories(worded: Tables, call: str) -> None:
    """Tables whose texts are categories give the same table."""
    texts = {name: table.select_dtypes("string").columns for name, table in worded.items()}
    categories = {name: table.astype(dict.fromkeys(texts[name], "category")) for name, table in worded.items()}
    pd.testing.assert_frame_equal(CALLS[call](categories), CALLS[call](worded), check_dtype=False)


@pytest.mark.parametrize("call", [find_shifts, *DOCUMENTED])
def test_every_column_is_in_the_docstring(worded: Tables, call: Callable) -> None:
    """What a call returns its docstring names, column by column."""
    if call is find_shifts:
        pytest.importorskip("ruptures", reason="find_shifts needs ruptures (pip install 'newsresearch[shifts]')")
        months = pd.date_range("2016-10-01", periods=24, freq="MS")
        timeline = pd.DataFrame({"period": months, "estimate": [0.0] * 12 + [1.0, 1.1] * 6, "n_articles": 9})
        scope = dict.fromkeys(("group", "measure", "freq", "by", "side", "target", "versions"), "M")
        found = find_shifts(timeline.assign(n_statements=9, **scope))
        assert len(found) == 1
    else:
        found = CALLS[call.__name__](worded)
    said = set(re.findall(r"``(\w+)``", call.__doc__ or "")) | {"text"}
    assert [name for name in found.columns if name not in said] == []


def test_times_that_no_call_reads_may_be_text(tables: Tables) -> None:
    """A published_at read from a file of text is no matter where the latest versions are marked and there."""
    plain = measure_hedging(tables)
    tables["articles"]["published_at"] = "2018-06-11"
    pd.testing.assert_frame_equal(measure_hedging(tables), plain)


@pytest.mark.parametrize(
    ("table", "column", "measure"),
    [
        ("hedges", "voice", "hedges_per_1000_words"),
        ("hedges", "kind", "boosters_per_1000_words"),
        ("mentions", "start", "mentions_per_1000_words"),
        ("statements", "end", "mentions_per_1000_words"),
    ],
)
def test_a_column_that_a_measure_needs_is_named(tables: Tables, table: str, column: str, measure: str) -> None:
    """Without a column that the measure reads the error names it and the measures that are left."""
    short = {**tables, table: tables[table].drop(columns=column)}
    with pytest.raises(UsageError) as error:
        measure_hedging(short, measure=measure)
    lost = {"hedges": ("hedges_per_1000_words", "boosters_per_1000_words")}.get(table, ("mentions_per_1000_words",))
    left = compare_sides(tables)["measure"]
    assert str(error.value) == (
        f"measure={measure!r} on tables without {table}.{column} cannot be used. Allowed: "
        f"{', '.join(left[~left.isin(lost)])}. To go on: pass one of these as measure, or compute the tables again "
        "with extract_tables."
    )
