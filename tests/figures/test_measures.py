"""The figures of how good the measures are: values and goals, confidences, errors, two scores."""

import warnings

import matplotlib as mpl
import pandas as pd
import pytest

from newsresearch.figures import plot_calibration, plot_errors, plot_metrics, plot_scores
from newsresearch.figures.measures import MISSED, REACHED
from newsresearch.schema import UsageError


def metrics() -> pd.DataFrame:
    """Three metrics of two sets: above the goal, below it, and without one."""
    rows = [
        ("gold", "side macro F1", 0.9, 0.8, 0.95, 228, 0.5, 0.85, 0.92),
        ("gold", "act macro F1", 0.4, 0.3, 0.5, 228, 0.45, 0.48, 0.58),
        ("acts", "conflict, AUC", 0.93, 0.92, 0.94, 1106, None, None, None),
    ]
    return pd.DataFrame(rows, columns=["set", "metric", "value", "low", "high", "n", "baseline", "must", "aim"])


def calibration() -> pd.DataFrame:
    """Two bins of one measure, one of another."""
    rows = [("act", 0, 0.4, 0.3, 0.2, 0.5, 40), ("act", 1, 0.8, 0.9, 0.8, 1.0, 41), ("tone", 0, 0.7, 0.7, 0.6, 0.8, 9)]
    return pd.DataFrame(rows, columns=["measure", "bin", "mean_p", "share_right", "low", "high", "n"])


def errors() -> pd.DataFrame:
    """Tone with one label that is never found, and sides out of order."""
    rows = [
        ("tone", "-1", "-1", 6), ("tone", "-1", "0", 2), ("tone", "1", "0", 2), ("side", "US", "US", 1200),
        ("side", "DPRK", "US", 3),
    ]  # fmt: skip  # a row each
    return pd.DataFrame(rows, columns=["measure", "gold", "found", "n"])


def scores() -> pd.DataFrame:
    """Three texts: the two scores agree on one, and are opposite on another."""
    rows = [(0.4, 0.5, "same"), (-0.6, 0.7, "opposite"), (0.0, 0.2, "one is neutral")]
    return pd.DataFrame(rows, columns=["lexicon", "toward_target", "agreement"])


DRAWINGS = {
    "metrics": (plot_metrics, metrics),
    "calibration": (plot_calibration, calibration),
    "errors": (plot_errors, errors),
    "scores": (plot_scores, scores),
}
every = pytest.mark.parametrize("name", DRAWINGS)


def words_of(artist: mpl.artist.Artist) -> list[str]:
    """All text in a figure or in axes."""
    return [text.get_text() for text in artist.findobj(mpl.text.Text) if text.get_text()]


@every
def test_drawing_warns_of_nothing(name: str) -> None:
    """Each figure is drawn without a warning, leaves its table as it was, and names its source."""
    draw, make = DRAWINGS[name]
    table = make()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = draw(table, source="Sample, 2018.")
    assert "Sample, 2018." in words_of(figure)
    pd.testing.assert_frame_equal(table, make())


@every
def test_no_rows_is_a_sentence(name: str) -> None:
    """A table without rows gives a figure that says why it is empty."""
    draw, make = DRAWINGS[name]
    assert any(text.startswith("There is nothing to draw: ") for text in words_of(draw(make().iloc[:0])))


@every
def test_a_missing_column_is_named(name: str) -> None:
    """The error says which column is missing."""
    draw, make = DRAWINGS[name]
    column = make().columns[-1] if name != "metrics" else "baseline"
    with pytest.raises(UsageError) as error:
        draw(make().drop(columns=column))
    assert str(error.value).startswith(f"plot_{name}: a table without {column} cannot be used. Allowed: ")


def test_a_value_below_its_goal_is_hollow() -> None:
    """Values are filled and blue, below what must be reached hollow and vermilion, without a goal filled."""
    axes = plot_metrics(metrics()).axes[0]
    marks = [line for line in axes.lines if line.get_marker() == "o"]
    assert [mark.get_color() for mark in marks] == [REACHED, MISSED, REACHED]
    assert [mark.get_markerfacecolor() for mark in marks] == [REACHED, "white", REACHED]


def test_every_metric_stands_under_its_set() -> None:
    """Metrics name the rows, sets stand above theirs, value and number of rows at the right."""
    axes = plot_metrics(metrics()).axes[0]
    assert [text.get_text() for text in axes.get_yticklabels()] == ["side macro F1", "act macro F1", "conflict, AUC"]
    assert [text.get_text().strip() for text in axes.texts] == [
        "Coded sentences about North Korea", "0.90   n 228", "0.40   n 228", "Acts, CAMEO", "0.93   n 1,106",
    ]  # fmt: skip  # the order of the figure


def test_metrics_need_no_goals() -> None:
    """The table of evaluate, which has neither sets nor goals nor readers, is drawn too."""
    words = words_of(plot_metrics(metrics().drop(columns=["set", "must", "aim"])))
    assert not {"must", "aim", "two readers"} & set(words)


def test_readers_are_marked() -> None:
    """How well two readers agree is a mark of its own in the row, where it is known."""
    figure = plot_metrics(metrics().assign(readers=[0.99, 0.6, None]))
    marks = [line.get_xdata()[0] for line in figure.axes[0].lines if line.get_marker() == "^"]
    assert marks[:2] == [0.99, 0.6]
    assert "two readers" in words_of(figure)


def test_each_measure_has_its_diagram() -> None:
    """Confidence stands on the x axis, share right on the y axis, the number of decisions in the title."""
    first, second = plot_calibration(calibration()).axes
    assert first.collections[-1].get_offsets().tolist() == [[0.4, 0.3], [0.8, 0.9]]
    assert [axes.get_title(loc="left") for axes in (first, second)] == ["act  (n 81)", "tone  (n 9)"]


def test_rows_are_coded_and_columns_found() -> None:
    """The number of each pair stands in its cell, labels in the codebook's order, the share right below."""
    tone, side = plot_errors(errors()).axes
    cells = {text.get_position(): text.get_text() for text in tone.texts}
    assert cells == {(0.5, 0.5): "6", (1.5, 0.5): "2", (1.5, 2.5): "2"}
    assert [text.get_text() for text in tone.get_yticklabels()] == ["−1", "0", "1"]
    assert tone.get_xlabel() == "tone: 60% of 10 right"
    assert [text.get_text() for text in side.get_xticklabels()] == ["DPRK", "US"]


def test_measures_may_be_chosen() -> None:
    """Only the measures asked for are drawn; one that is not there is named with those that are."""
    assert len(plot_errors(errors(), measures=["side"]).axes) == 1
    with pytest.raises(UsageError) as error:
        plot_errors(errors(), measures=["act"])
    assert str(error.value) == (
        "plot_errors: measures='act' cannot be used. Allowed: tone, side. To go on: pass some of these as measures."
    )


def test_disagreement_is_counted() -> None:
    """The legend says how many texts the two scores agree on."""
    figure = plot_scores(scores())
    assert [text.get_text() for text in figure.axes[0].get_legend().get_texts()] == [
        "same (1)", "one is neutral (1)", "opposite (1)",
    ]  # fmt: skip  # one line reads best
