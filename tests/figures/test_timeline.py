"""What a timeline's figure shows of smoothing."""

import numpy as np
import pandas as pd

from newsresearch.figures import plot_timeline


def timeline(**columns: object) -> pd.DataFrame:
    """Return five months of one group; the third has no estimate."""
    facts = {"group": "US", "measure": "tone", "low": 0.0, "high": 0.5, "n_statements": 20, "n_articles": 7}
    months = pd.date_range("2018-01-01", periods=5, freq="MS")
    return pd.DataFrame({"period": months, "estimate": [0.1, 0.2, np.nan, 0.3, 0.2], **facts, **columns})


def drawn(rows: pd.DataFrame) -> list[list[float]]:
    """Return the heights of the broad lines."""
    lines = [line for line in plot_timeline(rows).axes[0].lines if line.get_linewidth() == 4.5]
    return [np.nan_to_num(line.get_ydata(), nan=9).tolist() for line in lines]


def test_smoothed_values_are_a_broad_line() -> None:
    """The column smoothed is drawn as it is, with a gap where there is no estimate, and the text above says so."""
    rows = timeline(smoothed=[0.12, 0.18, np.nan, 0.25, 0.22])
    assert drawn(rows) == [[0.12, 0.18, 9, 0.25, 0.22]]
    assert "Broad lines: smoothed." in plot_timeline(rows).texts[1].get_text().replace("\n", " ")


def test_without_smoothing_there_is_none() -> None:
    """A timeline that was not smoothed has no broad line."""
    assert drawn(timeline()) == []
