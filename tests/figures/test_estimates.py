"""What the figures of comparisons and of hedging say of their groups, notes and filters."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from newsresearch.figures import plot_conditions, plot_events, plot_hedges, plot_sides, plot_timeline, plot_words


def comparison(**columns: object) -> pd.DataFrame:
    """Return a comparison of DPRK and US on one measure, a row for each value of the columns."""
    facts = {
        "measure": "tone", "issue": None, "estimate_a": -0.5, "low_a": -0.6, "high_a": -0.4, "n_articles_a": 40,
        "estimate_b": 0.1, "low_b": 0.0, "high_b": 0.2, "n_articles_b": 60, "side_a": "DPRK", "side_b": "US",
        "difference": -0.6, "difference_low": -0.8, "difference_high": -0.4, "note": None,
    }  # fmt: skip  # in the order of tables.md
    return pd.DataFrame({**{name: [value] for name, value in facts.items() if name not in columns}, **columns})


def by_year() -> pd.DataFrame:
    """Return the comparison in two years."""
    rows = pd.concat([comparison()] * 2, ignore_index=True)
    return rows.assign(by="Y", group=["2017-01-01", "2018-01-01"])


def hedging(groups: list[str], **columns: object) -> pd.DataFrame:
    """Return the share of hedged statements of some groups."""
    facts = {"measure": "share_hedged", "estimate": 0.3, "low": 0.2, "high": 0.4, "n_statements": 90, "note": None}
    return pd.DataFrame({"group": groups, **facts, "n_articles": 40, **columns})


def rows_of(axes: Axes) -> list[str]:
    """Return what stands at the left of the rows."""
    return [tick.get_text() for tick in axes.get_yticklabels()]


def around(figure: Figure) -> str:
    """Return the words above and below a figure, on one line."""
    return " ".join(" ".join(text.get_text() for text in figure.texts).split())


def test_rows_of_a_comparison_by_year_are_years() -> None:
    """Within a measure each row is named by its group; the measure stands over the plot, the kind in the title."""
    figure = plot_sides(by_year())
    assert rows_of(figure.axes[0]) == ["2017", "2018"]
    assert figure.axes[0].get_title(loc="left") == "Tone toward the other side"
    assert figure.get_label() == "DPRK beside US by year"


def test_rows_of_a_comparison_by_speaker_are_names() -> None:
    """Speakers are named as the gazetteer writes them."""
    rows = by_year().assign(by="speaker", group=["KIM_JONG_UN", "TRUMP"])
    assert rows_of(plot_sides(rows).axes[0]) == ["Kim Jong Un", "Donald Trump"]


def test_a_comparison_has_no_more_groups_than_fit_a_page() -> None:
    """Of twenty papers the eighteen with the most articles are rows, and the text says how many are not."""
    names = [f"Paper {n:02}" for n in range(20)]
    rows = pd.concat([comparison()] * 20, ignore_index=True).assign(by="outlet", group=names, n_articles_b=range(20))
    figure = plot_sides(rows)
    assert rows_of(figure.axes[0]) == names[2:]
    assert "Drawn: the 18 groups with the most articles; 2 more are in the table." in around(figure)


def test_a_note_beside_a_point_stays_in_its_column() -> None:
    """A long note of one side ends before the column of articles."""
    rows = comparison(estimate_b=None, low_b=None, high_b=None, difference=None, difference_low=None,
                      difference_high=None, note="not defined: no one speaks of EXPERT")  # fmt: skip
    figure = plot_sides(rows)
    said = {text.get_text().replace("\n", " "): text for text in figure.axes[0].texts}
    note, articles = said["US: not defined: no one speaks of EXPERT"], said["40 / 60"]
    assert note.get_window_extent().x1 < articles.get_window_extent().x0


@pytest.mark.parametrize(("measure", "from_zero"), [("certainty", False), ("share_hedged", True)])
def test_shares_alone_begin_at_zero(measure: str, from_zero: bool) -> None:
    """An axis of certainty begins near its values, one of shares at 0."""
    rows = comparison(measure=measure, estimate_a=0.74, low_a=0.73, high_a=0.75, estimate_b=0.75, low_b=0.74,
                      high_b=0.76)  # fmt: skip
    left, _ = plot_sides(rows).axes[0].get_xlim()
    assert bool(left == 0) is from_zero


def test_of_many_groups_those_with_the_most_articles_are_drawn() -> None:
    """Of twenty groups eighteen are drawn, in the order of the table, and the text says how many are left out."""
    figure = plot_hedges(hedging([f"Paper {n:02}" for n in range(20)], n_articles=range(20), by="outlet"))
    assert rows_of(figure.axes[0]) == [f"Paper {n:02}" for n in range(2, 20)]
    assert "Drawn: the 18 groups with the most articles; 2 more are in the table." in around(figure)


def test_hedging_says_by_what() -> None:
    """The title names the kind of groups, and speakers have names."""
    figure = plot_hedges(hedging(["KIM_JONG_UN", "TRUMP"], by="speaker"))
    assert figure.get_label() == "Statements with a hedge, by speaker"
    assert rows_of(figure.axes[0]) == ["Kim Jong Un", "Donald Trump"]


def test_marks_with_a_note_are_hollow() -> None:
    """A group whose row has a note is drawn hollow, and the text says what that means."""
    figure = plot_hedges(hedging(["BBC", "AP"], note=[None, "fewer than 10 articles"]))
    assert [line.get_markerfacecolor() == "white" for line in figure.axes[0].lines] == [False, True]
    assert "Hollow marks: fewer than 10 articles." in around(figure)


COUNTED = "One version of a story counts, the latest: 9 of 10 articles. Only statements of US count."
STEP = {
    "event": "Singapore", "date": pd.Timestamp("2018-06-12"), "group": "US", "measure": "tone", "before": 0.1,
    "after": 0.2, "difference": 0.1, "low": 0.0, "high": 0.2, "p_placebo": 0.2, "n_articles_before": 9,
    "n_articles_after": 9, "note": None, "by": "side",
}  # fmt: skip  # in the order of align_events
WORD = {"word": "talks", "log_odds": 1.2, "z": 3.0, "count_a": 9, "count_b": 2, "low": 0.4, "high": 2.0, "by": "Y"}
CELL = {"group": "2018", "issue": "talks", "condition_issue": "sanctions", "n_statements": 4, "by": "Y"}
DRAWN = {
    "hedges": (plot_hedges, hedging(["2017-01-01"], by="Y")),
    "timeline": (plot_timeline, hedging(["BBC"], by="outlet", period=pd.Timestamp("2018-01-01"))),
    "events": (plot_events, pd.DataFrame([STEP])),
    "words": (plot_words, pd.DataFrame([WORD])),
    "conditions": (plot_conditions, pd.DataFrame([CELL])),
}
every = pytest.mark.parametrize("name", DRAWN)


@every
def test_what_was_counted_stands_below(name: str) -> None:
    """A figure repeats what its summary says that it counted, its filters too, once."""
    draw, rows = DRAWN[name]
    rows = rows.assign(side="US")
    rows.attrs["counted"] = COUNTED
    assert around(draw(rows, source="A source.")).endswith(f"A source. {COUNTED}")


@every
def test_a_filter_that_only_a_column_tells_stands_below(name: str) -> None:
    """Where the summary has lost its words, the column of the side says whose statements alone count."""
    draw, rows = DRAWN[name]
    assert around(draw(rows.assign(side="US"))).endswith("Only statements of US count.")
    assert "Only statements" not in around(draw(rows.assign(side=None)))


def test_conditions_about_one_side_say_so() -> None:
    """The target of conditional statements is a filter too."""
    figure = plot_conditions(pd.DataFrame([CELL]).assign(side="US", target="DPRK"))
    assert around(figure).endswith("Only statements of US about DPRK count.")


def test_marks_of_few_articles_are_hollow_without_a_note() -> None:
    """Fewer than five articles make a mark hollow where the summary notes nothing."""
    figure = plot_hedges(hedging(["BBC", "AP"], n_articles=[40, 4]))
    assert [line.get_markerfacecolor() == "white" for line in figure.axes[0].lines] == [False, True]
    assert "Hollow marks: fewer than 5 articles." in around(figure)


def test_a_period_is_named_in_words() -> None:
    """The letter of a period that a summary gives is written out."""
    rows = hedging(["US"])
    rows.attrs["counted"] = "3 of 9 statements are left out: their articles' dates do not tell the period (Q)."
    assert "their articles' dates do not tell the quarter." in around(plot_hedges(rows))


def test_joined_tables_say_which_versions_count() -> None:
    """Where joining has lost the words, the columns say which versions count, and of how many articles at least."""
    rows = pd.DataFrame([STEP]).assign(versions="latest", min_articles=5, side="US")
    assert around(plot_events(rows)).endswith(
        "One version of a story counts, the latest. Estimates stand on at least 5 articles. "
        "Only statements of US count."
    )


@pytest.mark.parametrize("name", ["hedges", "events"])
def test_a_title_of_ones_own_leaves_the_measure_over_the_plot(name: str) -> None:
    """Where a question stands above, the measure is named over the plot."""
    draw, rows = DRAWN[name]
    named = draw(rows, title="Who hedges?").axes[0].get_title(loc="left")
    assert named in ("Statements with a hedge", "Tone toward the other side")
    assert draw(rows).axes[0].get_title(loc="left") == ""
