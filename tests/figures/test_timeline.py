"""What a timeline's figure shows: periods in their place, events, groups, few articles, smoothing."""

import numpy as np
import pandas as pd
import pytest
from matplotlib import dates as mdates
from matplotlib.axes import Axes

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


def periods(days: list[str], freq: str, groups: tuple[str, ...] = ("DPRK", "US")) -> pd.DataFrame:
    """Return a period for each of these first days, for each group."""
    rows = [{"period": pd.Timestamp(day), "group": group} for group in groups for day in days]
    facts = {"measure": "tone", "estimate": 0.1, "low": 0.0, "high": 0.2, "n_statements": 40, "n_articles": 12}
    return pd.DataFrame(rows).assign(**facts, freq=freq)


def day(text: str) -> float:
    """Return the place of a day on the axis."""
    return float(mdates.date2num(pd.Timestamp(text)))


def ticks(axes: Axes) -> list[str]:
    """Return what stands under a plot."""
    return [tick.get_text() for tick in axes.get_xticklabels()]


def events(number: int, first: str = "2018-01-05") -> pd.DataFrame:
    """Return summits of the DPRK and the US, ten days apart."""
    days = pd.date_range(first, periods=number, freq="10D")
    names = [f"Summit number {n}" for n in range(number)]
    return pd.DataFrame({"date": days, "event": names, "kind": "summit", "actors": "DPRK|US"})


def dashed(axes: Axes) -> list[float]:
    """Return the places of the dashed lines."""
    return [line.get_xdata()[0] for line in axes.lines if len(line.get_xdata()) == 2 and line.is_dashed()]


@pytest.mark.parametrize("freq", ["M", "Q", "Y"])
def test_points_and_bars_stand_within_their_period(freq: str) -> None:
    """Each group's point and bar lies between the first and the last day of the period, points near its middle."""
    end = {"M": "2018-02-01", "Q": "2018-04-01", "Y": "2019-01-01"}[freq]
    above, below = plot_timeline(periods(["2018-01-01", end], freq)).axes
    first, last = day("2018-01-01"), day(end)
    points = [line.get_xdata()[0] for line in above.lines if len(line.get_xdata()) == 2 and line.get_marker() != "None"]
    assert [abs(x - (first + last) / 2) < 0.1 * (last - first) for x in points] == [True, True]
    assert [first < bar.get_x() and bar.get_x() + bar.get_width() < last for bar in below.patches[::2]] == [True, True]


def test_years_and_quarters_are_named() -> None:
    """Under few periods stands the name of each, a quarter's year where it begins."""
    assert ticks(plot_timeline(periods(["2017-01-01", "2018-01-01"], "Y")).axes[1]) == ["2017", "2018"]
    quarters = plot_timeline(periods(["2017-10-01", "2018-01-01", "2018-04-01"], "Q")).axes[1]
    assert ticks(quarters) == ["Q4\n2017", "Q1\n2018", "Q2"]


def test_many_quarters_have_ticks_of_years() -> None:
    """Twenty quarters are told by the first days of their years."""
    days = pd.date_range("2015-01-01", periods=20, freq="QS").astype(str).tolist()
    assert {"2016", "2017", "2018"} <= set(ticks(plot_timeline(periods(days, "Q")).axes[1]))


def test_one_period_has_its_own_length() -> None:
    """A single month is drawn from its first day to its last, under its name."""
    below = plot_timeline(periods(["2018-06-01"], "M")).axes[1]
    first, last = below.get_xlim()
    assert day("2018-05-30") < first <= day("2018-06-01")
    assert day("2018-07-01") <= last < day("2018-07-03")
    assert ticks(below) == ["Jun\n2018"]


def test_events_of_one_period_do_not_overlap() -> None:
    """Within a single year names of events stand apart, and none leaves the page."""
    figure = plot_timeline(periods(["2018-01-01"], "Y"), events=events(36))
    boxes = [t.get_window_extent() for t in figure.axes[0].texts if t.get_text().startswith("Summit")]
    assert len(boxes) >= 6
    assert not any(a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[:n])
    assert max(box.x1 for box in boxes) <= figure.bbox.x1


def test_small_plots_mark_few_events_and_name_them_below() -> None:
    """Of many events each small plot has six numbered lines, and the text below says what they are."""
    many = periods(["2018-01-01", "2018-04-01", "2018-07-01", "2018-10-01"], "Q", ("DPRK", "US", "ROK", "CHN"))
    figure = plot_timeline(many, events=events(30))
    first, *_ = figure.axes
    assert len(dashed(first)) == 6
    assert [text.get_text() for text in first.texts] == list("123456")
    said = " ".join(" ".join(text.get_text() for text in figure.texts).split())
    assert "6 of 30 events in these periods, named below. Ticks: the others, not named here." in said
    assert "Events: 1 Summit number 0 (2018-01-05);" in said


def test_small_plots_without_events_say_nothing_of_them() -> None:
    """Without events neither lines nor words speak of any."""
    figure = plot_timeline(periods(["2018-01-01", "2018-04-01"], "Q", ("DPRK", "US", "ROK", "CHN")))
    assert dashed(figure.axes[0]) == []
    assert not any("vents" in text.get_text() for text in figure.texts)


def months(estimates: list[float], n_articles: list[int], *, measure: str = "share_hedged") -> pd.DataFrame:
    """Return months of one group, intervals a tenth wide on either side, none for a single article."""
    days = pd.date_range("2018-01-01", periods=len(estimates), freq="MS").astype(str).tolist()
    rows = periods(days, "M", ("US",)).assign(measure=measure, estimate=estimates, n_articles=n_articles)
    single = rows["n_articles"] == 1
    return rows.assign(low=(rows["estimate"] - 0.1).mask(single), high=(rows["estimate"] + 0.1).mask(single))


def hollow(axes: Axes) -> list[float]:
    """Return the heights of the hollow marks."""
    return [float(y) for line in axes.lines if line.get_markerfacecolor() == "white" for y in line.get_ydata()]


def test_points_of_few_articles_are_hollow() -> None:
    """Fewer than five articles, or no interval, make a mark hollow, and the text says so."""
    figure = plot_timeline(months([0.2, 0.3, 0.25], [9, 4, 1]))
    assert hollow(figure.axes[0]) == pytest.approx([30, 25])
    assert "Hollow, joined by dots: fewer than 5 articles, or no interval." in figure.texts[1].get_text().replace(
        "\n", " "
    )


def test_no_full_line_leads_to_a_hollow_point() -> None:
    """The line runs between points of enough articles; thin dots lead to the others."""
    above = plot_timeline(months([0.2, 0.3, 0.25, 0.4], [9, 9, 4, 9])).axes[0]
    (line,) = [line for line in above.lines if len(line.get_xdata()) == 4]
    assert np.isnan(line.get_ydata()).tolist() == [False, False, True, False]
    (dots,) = [c for c in above.collections if c.get_linewidths()[0] == 0.8]
    assert [segment[:, 1].tolist() for segment in dots.get_segments()] == [[30, 25], [25, 40]]


def test_a_name_of_an_event_stands_at_the_right_of_its_line() -> None:
    """Where there is room at the right, no name reaches to the left of its own line."""
    rows = periods(pd.date_range("2017-01-01", periods=36, freq="MS").astype(str).tolist(), "M")
    named = pd.DataFrame({"date": pd.to_datetime(["2018-06-12", "2019-02-27"]),
                          "event": ["Singapore summit of Kim and Trump", "Hanoi summit of Kim and Trump"]})  # fmt: skip
    above = plot_timeline(rows, events=named).axes[0]
    starts = [text.get_window_extent().x0 for text in above.texts if "summit" in text.get_text()]
    lines = [above.transData.transform((x, 0))[0] for x in dashed(above)]
    assert all(start > line for start, line in zip(sorted(starts), sorted(lines), strict=True))


def test_a_long_name_near_the_end_takes_two_lines() -> None:
    """A name without room at the right of its line is broken, not written across the line of an earlier event."""
    rows = periods(pd.date_range("2017-01-01", periods=36, freq="MS").astype(str).tolist(), "M")
    named = pd.DataFrame({"date": pd.to_datetime(["2019-04-10", "2019-06-30"]),
                          "event": ["A meeting", "Panmunjom meeting of Kim and Trump"]})  # fmt: skip
    above = plot_timeline(rows, events=named).axes[0]
    (name,) = [text for text in above.texts if "Panmunjom" in text.get_text()]
    assert name.get_text() == "Panmunjom meeting of\nKim and Trump"
    assert name.get_window_extent().x0 > above.transData.transform((day("2019-06-30"), 0))[0]
    assert name.get_window_extent().x1 <= above.figure.bbox.x1


def test_points_of_enough_articles_need_no_words() -> None:
    """Where every point has five articles and an interval no mark is hollow."""
    figure = plot_timeline(months([0.2, 0.3], [9, 5]))
    assert hollow(figure.axes[0]) == []
    assert "Hollow" not in figure.texts[1].get_text()


def test_one_article_does_not_set_the_scale() -> None:
    """A month of one article at 100 % is a triangle at the edge with its value, and the text says so."""
    figure = plot_timeline(months([0.2] * 11 + [1.0], [9] * 11 + [1]))
    above = figure.axes[0]
    assert above.get_ylim()[1] < 50
    (mark,) = [line for line in above.lines if line.get_marker() == "^"]
    assert mark.get_ydata() == [1.0]
    assert "100.0" in [text.get_text() for text in above.texts]
    said = figure.texts[1].get_text().replace("\n", " ")
    assert "Triangles: 1 of these lies outside the plot, with its value." in said


def test_intervals_of_few_articles_are_cut() -> None:
    """An interval of few articles ends at the edge, and the text says so."""
    rows = months([0.2, 0.2], [9, 2]).assign(high=[0.3, 0.9])
    figure = plot_timeline(rows)
    assert figure.axes[0].get_ylim()[1] < 50
    assert "Intervals are cut at the edge of the plot." in figure.texts[1].get_text().replace("\n", " ")


@pytest.mark.parametrize("n_articles", [[1] * 4, [9, 1, 1, 1]])
def test_where_most_points_are_of_few_articles_all_are_inside(n_articles: list[int]) -> None:
    """Where hardly any point has enough articles the plot holds them all."""
    above = plot_timeline(months([0.2, 0.9, 0.1, 0.8], n_articles)).axes[0]
    assert above.get_ylim()[1] > 90


def test_of_many_groups_those_with_the_most_articles_are_drawn() -> None:
    """Of fourteen papers the twelve with the most articles are drawn, in their order, and the text says so."""
    papers = tuple(f"Paper {n:02}" for n in range(14))
    rows = periods(["2018-01-01", "2018-02-01"], "M", papers).assign(n_articles=[n for n in range(5, 19) for _ in "12"])
    figure = plot_timeline(rows)
    assert [axes.get_title(loc="left") for axes in figure.axes] == list(papers[2:])
    said = figure.texts[1].get_text().replace("\n", " ")
    assert "Drawn: the 12 groups with the most articles; 2 more groups are in the table." in said


def test_speakers_have_names() -> None:
    """A line of a speaker bears the name, not the id."""
    rows = periods(["2018-01-01", "2018-02-01"], "M", ("KIM_JONG_UN", "TRUMP")).assign(by="speaker")
    assert {"Kim Jong Un", "Donald Trump"} <= {text.get_text() for text in plot_timeline(rows).axes[0].texts}


def test_small_plots_of_years_have_numbers_but_no_ticks() -> None:
    """Over years the events that bear no number are not drawn, and the text speaks of no ticks."""
    rows = periods(["2017-01-01", "2018-01-01", "2019-01-01"], "Y", ("DPRK", "US", "ROK", "CHN"))
    figure = plot_timeline(rows, events=events(30))
    assert [text.get_text() for text in figure.axes[0].texts]
    assert "Ticks" not in figure.texts[1].get_text()


def test_small_plots_say_how_many_articles_stand_behind_an_estimate() -> None:
    """Over each plot stand the fewest and the most articles of a period."""
    rows = periods(["2017-01-01", "2018-01-01"], "Y", ("DPRK", "US", "ROK", "CHN")).assign(n_articles=[3, 9] * 4)
    assert plot_timeline(rows).axes[0].get_title(loc="right") == "3 to 9 articles per year"


def test_statements_of_each_line_are_counted() -> None:
    """The text above says how many statements each line is drawn from."""
    figure = plot_timeline(periods(["2017-01-01", "2018-01-01"], "Y"))
    assert "Statements: DPRK 80, US 80." in figure.texts[1].get_text().replace("\n", " ")
