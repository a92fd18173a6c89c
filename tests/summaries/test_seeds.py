"""Every summary that draws anything asks for a seed that is one."""

from collections.abc import Callable

import pandas as pd
import pytest

from newsresearch import summaries
from newsresearch.schema import UsageError

Tables = dict[str, pd.DataFrame]


def _timeline() -> pd.DataFrame:
    months = pd.date_range("2017-01-01", periods=4, freq="MS")
    return pd.DataFrame({"period": months, "group": "US", "estimate": 0.5, "n_articles": 9})


CALLS: dict[str, Callable[[Tables, object], pd.DataFrame]] = {
    "align_events": lambda tables, seed: summaries.align_events(tables, measure="tone", seed=seed),
    "compare_sides": lambda tables, seed: summaries.compare_sides(tables, seed=seed),
    "compare_words": lambda tables, seed: summaries.compare_words(tables, group="side", seed=seed),
    "count_actors": lambda tables, seed: summaries.count_actors(tables, seed=seed),
    "count_conditions": lambda tables, seed: summaries.count_conditions(tables, seed=seed),
    "find_shifts": lambda tables, seed: summaries.find_shifts(_timeline(), seed=seed),
    "measure_hedging": lambda tables, seed: summaries.measure_hedging(tables, seed=seed),
    "trace_timeline": lambda tables, seed: summaries.trace_timeline(tables, measure="tone", seed=seed),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("seed", ["x", -1, None, 1.5])
def test_a_seed_that_is_none_is_answered(call: str, seed: object, tables: Tables) -> None:
    """A word, a negative number, nothing and a fraction are refused by every call in the same words."""
    with pytest.raises(UsageError) as error:
        CALLS[call](tables, seed)
    assert str(error.value) == (
        f"{call}: seed={seed!r} cannot be used. Allowed: whole numbers from 0. To go on: pass such a number as seed."
    )
