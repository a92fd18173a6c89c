"""Smoothing of timelines, on request."""

import sys

import numpy as np
import pandas as pd
import pytest

from newsresearch.schema import UsageError
from newsresearch.summaries import trace_timeline

Tables = dict[str, pd.DataFrame]

lowess = pytest.importorskip(
    "statsmodels.nonparametric.smoothers_lowess",
    reason="smooth= needs statsmodels (pip install 'newsresearch[shifts]')",
).lowess


def test_smoothed_is_the_lowess_of_statsmodels(random_tables: object) -> None:
    """Each group's estimates are smoothed over the months that have one, as statsmodels does it."""
    found = trace_timeline(random_tables(n_articles=90, n_statements=900), measure="share_hedged", smooth="lowess")
    rows = found[found["group"] == "DPRK"].reset_index(drop=True)
    known = rows["estimate"].notna()
    place = np.flatnonzero(known).astype(float)
    by_hand = lowess(rows.loc[known, "estimate"], place, frac=0.4, return_sorted=False)
    np.testing.assert_allclose(rows.loc[known, "smoothed"], by_hand)
    assert rows.loc[~known, "smoothed"].isna().all()


def test_nothing_is_smoothed_unless_asked(tables: Tables) -> None:
    """Without smooth= there is no such column, and attrs say nothing of it."""
    found = trace_timeline(tables, measure="tone")
    assert "smoothed" not in found.columns and "LOWESS" not in found.attrs["counted"]


def test_smoothing_changes_no_estimate(random_tables: object) -> None:
    """Estimates and intervals are the same with and without the line, and attrs name it."""
    plain, smoothed = (trace_timeline(random_tables(), measure="tone", smooth=name) for name in (None, "lowess"))
    pd.testing.assert_frame_equal(smoothed.drop(columns="smoothed"), plain)
    assert smoothed.attrs["counted"].endswith(" Smoothed: LOWESS over 40% of a group's periods.")


def test_few_periods_are_not_smoothed(tables: Tables) -> None:
    """A group of fewer than five estimates has none smoothed."""
    assert trace_timeline(tables, measure="tone", smooth="lowess")["smoothed"].isna().all()


def test_an_unknown_smoother_is_an_error(tables: Tables) -> None:
    """Smoothers have names, and the error lists them."""
    with pytest.raises(UsageError) as error:
        trace_timeline(tables, measure="tone", smooth="spline")
    assert str(error.value) == (
        "smooth='spline' cannot be used. Allowed: None, lowess. To go on: pass one of these as smooth."
    )


def test_span_is_a_share(tables: Tables) -> None:
    """A span above 1 is an error."""
    with pytest.raises(UsageError) as error:
        trace_timeline(tables, measure="tone", smooth="lowess", span=3)
    assert str(error.value) == (
        "trace_timeline: span=3 cannot be used. Allowed: numbers above 0 up to 1. To go on: pass a share of the "
        "periods, such as 0.4."
    )


def test_without_statsmodels_one_sentence_says_how_to_get_it(tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where statsmodels is not installed the message has the command to run."""
    monkeypatch.setitem(sys.modules, "statsmodels.nonparametric.smoothers_lowess", None)
    with pytest.raises(UsageError) as error:
        trace_timeline(tables, measure="tone", smooth="lowess")
    assert str(error.value) == (
        "trace_timeline needs statsmodels, which is not installed; run: pip install 'newsresearch[shifts]'"
    )
