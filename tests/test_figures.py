"""What the figures show, and that they show nothing that is not in the summary."""

from __future__ import annotations

import subprocess
import sys
import warnings

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from newsresearch.figures import (
    plot_actors,
    plot_dyads,
    plot_events,
    plot_hedges,
    plot_sides,
    plot_timeline,
    save_figure,
)
from newsresearch.figures.estimates import HEDGING_COLUMNS, SIDES_COLUMNS
from newsresearch.figures.events import COLUMNS as EVENTS_COLUMNS
from newsresearch.figures.style import describe_measure, looks, name_actor, number
from newsresearch.figures.timeline import COLUMNS
from newsresearch.palette import SIDE_LOOKS
from newsresearch.schema import SIDES, UsageError


def timeline(groups=("DPRK", "US"), estimates=(0.2, 0.3, np.nan, 0.5, 0.4), measure="share_hedged"):
    """A timeline of five months; the third has no estimate."""
    months = pd.date_range("2018-01-01", periods=len(estimates), freq="MS")
    rows = [
        (month, group, measure, value + n / 10, value + n / 10 - 0.1, value + n / 10 + 0.1, 20, 7)
        for n, group in enumerate(groups)
        for month, value in zip(months, estimates, strict=True)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def comparison():
    """A comparison of three measures; the last has too few articles."""
    rows = [
        ("share_hedged", None, 0.3, 0.2, 0.4, 40, 0.5, 0.4, 0.6, 60, "DPRK", "US", -0.2, -0.3, -0.1, None),
        ("tone", None, -0.5, -0.6, -0.4, 40, 0.1, 0.0, 0.2, 60, "DPRK", "US", -0.6, -0.8, -0.4, None),
        ("certainty", None, None, None, None, 3, None, None, None, 7, "DPRK", "US", None, None, None, "too few"),
    ]
    return pd.DataFrame(rows, columns=list(SIDES_COLUMNS))


def hedging():
    """Hedging of two groups; the second has too few articles."""
    rows = [
        ("DPRK", "share_hedged", 0.3, 0.2, 0.4, 120, 40, None),
        ("RUS", "share_hedged", None, None, None, 6, 2, "too few"),
    ]
    return pd.DataFrame(rows, columns=list(HEDGING_COLUMNS))


def alignment():
    """Two groups around two summits; before Hanoi the DPRK has too few articles."""
    singapore, hanoi = pd.Timestamp("2018-06-12"), pd.Timestamp("2019-02-27")
    rows = [
        ("Singapore", singapore, "DPRK", "tone", -0.4, -0.1, 0.3, 0.1, 0.5, 0.004, 40, 31, None),
        ("Singapore", singapore, "US", "tone", -0.2, -0.3, -0.1, -0.3, 0.1, 0.42, 52, 37, None),
        ("Hanoi", hanoi, "DPRK", "tone", np.nan, np.nan, np.nan, np.nan, np.nan, np.nan, 6, 19, "too few"),
        ("Hanoi", hanoi, "US", "tone", -0.3, -0.2, 0.1, np.nan, np.nan, np.nan, 21, 28, None),
    ]
    return pd.DataFrame(rows, columns=list(EVENTS_COLUMNS))


def counts(groups=(None,)):
    """Counts of three actors, for each group."""
    actors = [("DPRK", "DPRK", 50, 9, 12.5), ("KIM_JONG_UN", "DPRK", 20, 8, 5.0), ("US", "US", 40, 9, 10.0)]
    return pd.DataFrame(
        [(actor, side, group, n, articles, rate) for group in groups for actor, side, n, articles, rate in actors],
        columns=["actor_id", "side", "group", "n_mentions", "n_articles", "per_1000_words"],
    )


def dyads():
    """Three pairs of actors."""
    rows = [("DPRK", "US", 30, 9), ("US", "DPRK", 20, 8), ("KIM_JONG_UN", "US", 3, 2)]
    return pd.DataFrame(rows, columns=["source_id", "target_id", "n_statements", "n_articles"])


DRAWINGS = {
    "timeline": (plot_timeline, timeline),
    "sides": (plot_sides, comparison),
    "hedges": (plot_hedges, hedging),
    "events": (plot_events, alignment),
    "actors": (plot_actors, counts),
    "dyads": (plot_dyads, dyads),
}
every = pytest.mark.parametrize("name", DRAWINGS)


def words_of(figure) -> list[str]:
    """All text of a figure."""
    found = figure.findobj(mpl.text.Text)
    return [text.get_text() for text in found if text.get_text()]


@every
def test_drawing_warns_of_nothing(name):
    """Every figure is drawn without a warning and without pyplot."""
    draw, make = DRAWINGS[name]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = draw(make(), source="Sample, 2018.")
    assert "Sample, 2018." in words_of(figure)


@every
def test_the_summary_stays_as_it_was(name):
    """A figure leaves the summary that it draws unchanged."""
    draw, make = DRAWINGS[name]
    summary = make()
    draw(summary)
    pd.testing.assert_frame_equal(summary, make())


@every
def test_matplotlib_stays_as_it_was(name):
    """A figure leaves matplotlib's settings unchanged."""
    draw, make = DRAWINGS[name]
    before = dict(mpl.rcParams)
    draw(make())
    assert dict(mpl.rcParams) == before


@every
def test_no_rows_is_a_sentence(name):
    """A summary without rows gives a figure that says why it is empty."""
    draw, make = DRAWINGS[name]
    words = words_of(draw(make().iloc[:0]))
    assert any(text.startswith("There is nothing to draw: ") for text in words)


@pytest.mark.parametrize("name", ["timeline", "sides", "events", "dyads"])  # lines, points, cells: saving is slow
def test_saving_twice_gives_the_same_bytes(name, tmp_path):
    """The same summary drawn and saved twice gives the same PNG, SVG and PDF."""
    draw, make = DRAWINGS[name]
    first = [path.read_bytes() for path in save_figure(draw(make()), tmp_path, "a")]
    second = [path.read_bytes() for path in save_figure(draw(make()), tmp_path, "b")]
    assert first == second


@every
def test_no_text_is_cut(name):
    """Every text of a figure lies inside it."""
    draw, make = DRAWINGS[name]
    figure = draw(make(), source="Sample, 2018.")
    page = figure.bbox.padded(2)
    for text in figure.texts:
        box = text.get_window_extent()
        assert page.contains(box.x0, box.y0) and page.contains(box.x1, box.y1), text.get_text()
    inside = figure.get_tightbbox()
    assert inside.x0 >= -0.02 and inside.y0 >= -0.02
    assert inside.x1 <= figure.get_figwidth() + 0.02 and inside.y1 <= figure.get_figheight() + 0.02


def test_drawing_leaves_pyplot_alone():
    """The figures are drawn without importing pyplot, so no window or backend is touched."""
    code = "import sys, newsresearch.figures; print('matplotlib.pyplot' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"


def test_a_notebook_shows_the_figure():
    """A notebook finds a PNG of the figure, the same each time."""
    figure = plot_dyads(dyads())
    assert figure._repr_png_()[:8] == b"\x89PNG\r\n\x1a\n"
    assert figure._repr_png_() == plot_dyads(dyads())._repr_png_()


def test_a_missing_period_is_a_gap():
    """The line of a group is broken where a period has no estimate."""
    above = plot_timeline(timeline(groups=("US",))).axes[0]
    (line,) = [line for line in above.lines if len(line.get_xdata()) == 5]
    assert np.isnan(np.asarray(line.get_ydata(), dtype=float)).tolist() == [False, False, True, False, False]


def test_estimates_are_drawn_as_given():
    """A share is drawn in per cent, at the height that the summary gives."""
    above = plot_timeline(timeline(groups=("US",))).axes[0]
    (line,) = [line for line in above.lines if len(line.get_xdata()) == 5]
    assert np.nan_to_num(np.asarray(line.get_ydata(), dtype=float)).tolist() == pytest.approx([20, 30, 0, 50, 40])


def test_bars_show_the_articles():
    """The bars under a timeline are as high as the number of articles."""
    below = plot_timeline(timeline()).axes[1]
    assert [bar.get_height() for bar in below.patches] == [7] * 10


def test_lines_bear_their_names():
    """Each group is named at its line, not in a legend."""
    figure = plot_timeline(timeline())
    assert {"DPRK", "US"} <= set(words_of(figure))
    assert figure.axes[0].get_legend() is None


def test_many_groups_get_a_plot_each():
    """More than three groups are drawn in plots of their own."""
    figure = plot_timeline(timeline(groups=("DPRK", "US", "ROK", "CHN")))
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["DPRK", "US", "ROK", "CHN"]


def test_no_estimate_at_all_is_a_sentence():
    """A timeline whose periods all lack an estimate gives a sentence in place of the plot."""
    words = words_of(plot_timeline(timeline(estimates=(np.nan, np.nan))))
    assert "There is nothing to draw: no period has enough articles for an estimate." in words


def test_events_stand_within_the_periods():
    """Events inside the periods are named, those outside are left out."""
    events = pd.DataFrame(
        {"date": pd.to_datetime(["2016-01-06", "2018-03-08", "2018-04-27"]), "event": ["Test", "Invitation", "Summit"]}
    )
    words = words_of(plot_timeline(timeline(), events=events))
    assert {"Invitation", "Summit"} <= set(words)
    assert "Test" not in words


def test_names_of_events_do_not_overlap():
    """However many events there are, no name of an event covers another."""
    days = pd.date_range("2018-01-03", "2018-05-20", freq="9D")
    events = pd.DataFrame({"date": days, "event": [f"Some event number {n} of that spring" for n in range(len(days))]})
    figure = plot_timeline(timeline(), events=events)
    boxes = [t.get_window_extent() for t in figure.axes[0].texts if t.get_text().startswith("Some")]
    assert len(boxes) >= 8
    assert not any(a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[:n])


def test_administrations_stand_evenly():
    """Periods of unequal length stand side by side under their names."""
    table = timeline(groups=("US",), estimates=(0.1, 0.2, 0.3)).assign(
        period=pd.to_datetime(["2009-01-20", "2017-01-20", "2021-01-20"]),
        period_name=["Obama", "Trump I", "Biden"],
        freq="administration",
    )
    below = plot_timeline(table).axes[1]
    assert [tick.get_text() for tick in below.get_xticklabels()] == [
        "Obama,\nfrom 2009", "Trump I,\nfrom 2017", "Biden,\nfrom 2021",
    ]  # fmt: skip  # names of the ticks
    assert below.get_xticks().tolist() == [0, 1, 2]


def test_too_few_stands_in_place_of_the_marks():
    """A row that the comparison notes as "too few" carries the note, and its articles."""
    words = words_of(plot_sides(comparison()))
    assert "too few" in words
    assert "3 / 7" in words


def test_the_difference_is_written_with_its_interval():
    """The difference is the summary's, in the unit of the measure; that of two shares is in points."""
    words = words_of(plot_sides(comparison()))
    assert "−20.0 points (−30.0 to −10.0)" in words
    assert "−0.60 (−0.80 to −0.40)" in words


def test_units_do_not_share_a_plot():
    """Measures of different units stand in plots of their own."""
    units = [axes.get_xlabel() for axes in plot_sides(comparison()).axes]
    assert units == ["% of statements", "mean, −1 hostile to 1 friendly", ""]


def test_issues_are_rows_of_a_measure():
    """A comparison by issue has a plot for each measure and a row for each issue."""
    table = pd.concat([comparison().iloc[:1]] * 2, ignore_index=True).assign(issue=["sanctions", "talks"])
    (axes,) = plot_sides(table).axes
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["sanctions", "talks"]
    assert axes.get_title(loc="left") == "Statements with a hedge"


def years() -> pd.DataFrame:
    """The comparison, between two years in place of two sides."""
    return comparison().assign(side_a="2017-01-01", side_b="2018-01-01", between="Y", target_a=None, target_b=None)


def test_years_are_named_as_years():
    """A comparison between years names them by four digits, in the title and over the columns."""
    figure = plot_sides(years())
    assert figure.get_label() == "2017 beside 2018"
    assert {"2017 minus 2018", "articles 2017 / 2018"} <= set(words_of(figure))


@pytest.mark.parametrize("names", [("DPRK", "US"), ("2017", "2018"), ("The Long Daily News", "Another Agency")])
def test_heads_of_columns_do_not_overlap(names):
    """The heads of the two columns at the right stand apart, however long the two names are."""
    figure = plot_sides(comparison().assign(side_a=names[0], side_b=names[1], between="outlet"))
    heads = [text for text in figure.axes[0].texts if "minus" in text.get_text() or "articles" in text.get_text()]
    renderer = figure.canvas.get_renderer()
    first, second = sorted((text.get_window_extent(renderer) for text in heads), key=lambda box: box.x0)
    assert first.x1 < second.x0


@pytest.mark.parametrize("by_issue", [False, True])
def test_between_years_the_aim_is_the_side_spoken_about(by_issue):
    """Where the two parts compared are no sides, tone is toward the side spoken about, in rows and titles."""
    rows = years().assign(issue="talks" if by_issue else None)
    words = words_of(plot_sides(rows))
    assert "Tone toward the side spoken about" in words
    assert "Tone toward the other side" not in words


def test_groups_that_are_no_side_share_one_look():
    """Months of hedging have one colour and marker and are named by year and month; sides keep their own."""
    months = [f"2018-0{n}-01" for n in range(1, 7)]
    rows = pd.concat([hedging().iloc[:1].assign(group=month, by="M") for month in months], ignore_index=True)
    axes = plot_hedges(rows).axes[0]
    assert len({(line.get_color(), line.get_marker()) for line in axes.lines}) == 1
    assert [label.get_text() for label in axes.get_yticklabels()] == [month[:7] for month in months]
    assert plot_hedges(hedging()).axes[0].lines[0].get_color() == SIDE_LOOKS["DPRK"].colour


def test_hedges_show_their_numbers():
    """Each group of a hedging table shows its statements and articles, or the note."""
    words = words_of(plot_hedges(hedging()))
    assert {"120 in 40", "6 in 2", "too few"} <= set(words)


def test_a_step_runs_from_before_to_after():
    """The hollow mark of a group stands at the estimate before the event, the filled one at that after it."""
    step, change = plot_events(alignment()).axes
    marks = [(line.get_xdata()[0], line.get_markerfacecolor() == "white") for line in step.lines]
    assert marks[:2] == [(-0.4, True), (-0.1, False)]
    assert [line.get_xdata()[0] for line in change.lines[:3]] == [0.3, -0.1, 0.1]


def test_no_step_looks_like_an_interval():
    """The line between two estimates is grey and thin, an interval broad and in the group's colour."""
    step, change = plot_events(alignment()).axes
    joined, interval = step.collections[0], change.collections[0]
    assert mpl.colors.to_hex(joined.get_colors()[0]) == "#a0a0a0"
    assert mpl.colors.to_hex(interval.get_colors()[0]) == SIDE_LOOKS["DPRK"].colour.lower()
    assert joined.get_linewidths()[0] < interval.get_linewidths()[0]


@pytest.mark.parametrize(("measure", "unit"), [("tone", "after − before"), ("share_hedged", "after − before (points)")])
def test_a_step_of_shares_is_in_points(measure, unit):
    """The axis of differences between two shares says that they are points."""
    table = alignment().assign(measure=measure, before=0.2, after=0.3)
    assert plot_events(table).axes[1].get_xlabel() == unit


def test_actors_of_few_articles_are_hollow():
    """An actor that fewer than five articles name has a hollow mark, and the text says so."""
    figure = plot_actors(bounded_counts())
    marks = [line.get_markerfacecolor() == "white" for line in figure.axes[0].lines]
    assert marks == [False, False, True]
    assert "Hollow marks: fewer than 5 of them." in figure.texts[1].get_text().replace("\n", " ")


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2 defines it."""
    parts = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in mpl.colors.to_rgb(colour)]
    return float(np.dot(parts, (0.2126, 0.7152, 0.0722)))


def test_every_side_can_be_seen_on_white():
    """The contrast of each side's colour with white is 3:1 at the least, as WCAG 2 asks of graphics."""
    assert all(1.05 / (luminance(look.colour) + 0.05) >= 3 for look in SIDE_LOOKS.values())


def test_a_step_is_written_with_interval_articles_and_p():
    """Beside a step stand its difference with interval, the articles on both sides and the placebo's p, if known."""
    words = words_of(plot_events(alignment()))
    assert {"+0.30 (+0.10 to +0.50)", "−0.10 (−0.30 to +0.10)", "+0.10"} <= set(words)
    assert {"40 / 31", "6 / 19", "< 0.01", "0.42", "too few"} <= set(words)


def test_an_event_is_named_with_its_day():
    """Events stand in the order of time, each over its groups."""
    step = plot_events(alignment().iloc[::-1]).axes[0]
    named = {text.get_text(): text.xy[1] for text in step.texts}
    assert named["Singapore, 12 Jun 2018"] == 0
    assert named["Hanoi, 27 Feb 2019"] == 3


def test_each_measure_has_its_own_scale():
    """Measures joined in one table get plots and units of their own, for events without groups too."""
    table = alignment().iloc[[0]].assign(group=None)
    axes = plot_events(pd.concat([table, table.assign(measure="share_hedged", before=0.2, after=0.3)])).axes
    assert [a.get_xlabel() for a in axes[::2]] == ["mean, −1 hostile to 1 friendly", "% of statements"]
    assert [a.get_title(loc="left") for a in axes[::2]] == ["Tone toward the other side", "Statements with a hedge"]


def test_no_more_events_than_fit_a_page():
    """Of twenty events the ten with estimates and the most articles are drawn, and the text says how many are not."""
    one = alignment().iloc[[1]]
    table = pd.concat([one.assign(event=f"Event {n:02}", n_articles_after=n) for n in range(20)], ignore_index=True)
    words = words_of(plot_events(table))
    assert [w[:8] for w in words if w.startswith("Event")] == [f"Event {n}" for n in range(10, 20)]
    assert any("10 more events are in the table." in text.replace("\n", " ") for text in words)


def test_actors_are_ordered_by_mentions():
    """The actor with the most mentions stands first."""
    (axes,) = plot_actors(counts()).axes
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["DPRK", "US", "Kim Jong Un"]


def test_actors_by_group_show_their_numbers():
    """With groups, each cell holds the number of the summary and an absent actor an empty cell."""
    table = counts(groups=("2017", "2018")).iloc[:-1]
    words = words_of(plot_actors(table))
    assert words.count("12.5") == 2
    assert words.count("10.0") == 1


def test_dyads_put_sources_in_rows():
    """A cell of the dyads stands in the row of the source and the column of the target."""
    (axes,) = plot_dyads(dyads()).axes
    place = {text.get_text(): text.get_position() for text in axes.texts}
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["DPRK", "US", "Kim Jong Un"]
    assert place["3"] == (0.5, 2.33)  # over the articles


def test_a_dollar_is_a_dollar():
    """Text between dollar signs is drawn as it stands."""
    assert "Aid of $1 or $2" in words_of(plot_hedges(hedging(), title="Aid of $1 or $2"))


def test_every_side_has_its_own_look():
    """No two sides share a colour or a marker."""
    assert set(SIDE_LOOKS) == set(SIDES)
    assert len({look.colour for look in SIDE_LOOKS.values()}) == len(SIDES)
    assert len({look.marker for look in SIDE_LOOKS.values()}) == len(SIDES)


def test_the_sides_do_not_depend_on_the_others():
    """A side keeps its look in every figure."""
    assert looks(["BBC", "US"])["US"] == looks(["US", "DPRK"])["US"] == SIDE_LOOKS["US"]


@pytest.mark.parametrize(
    ("actor", "name"),
    [("KIM_JONG_UN", "Kim Jong Un"), ("UN", "UN"), ("IRN", "Iran"), ("ABE", "Shinzo Abe"), ("MY_ENVOY", "My Envoy")],
)
def test_names_of_actors(actor, name):
    """An actor's id becomes a name to read, also where the gazetteer does not know it."""
    assert name_actor(actor) == name


def test_groups_that_are_no_side_have_no_sides_colour():
    """An outlet is never drawn in the colour of a side."""
    assert not {look.colour for look in looks(["AP", "BBC", "all"]).values()} & {v.colour for v in SIDE_LOOKS.values()}


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        ({}, "Tone toward the other side, by month"),
        ({"target": ["US"] * 5 + ["DPRK"] * 5}, "Tone toward the other side, by month"),
        ({"target": "ROK"}, "Tone toward ROK, by month"),
        ({"by": "target", "side": "DPRK", "target": ["US"] * 5 + ["ROK"] * 5},
         "Tone toward each target, in statements of DPRK, by month"),
    ],
)  # fmt: skip  # a table of cases
def test_the_title_says_toward_whom(facts, title):
    """The title names the target that the summary was restricted to."""
    assert plot_timeline(timeline(measure="tone").assign(**facts)).get_label() == title


def test_zero_has_no_sign():
    """A difference that rounds to zero is written without plus or minus."""
    hedged = describe_measure("share_hedged")
    assert [number(x, hedged, sign=True) for x in (-0.0001, 0.0, 0.02, -0.02)] == ["0.0", "0.0", "+2.0", "−2.0"]


def test_no_more_groups_than_fit_a_page():
    """Of twenty groups twelve are drawn, and the text says how many are left out."""
    figure = plot_timeline(timeline(groups=tuple(f"Outlet {n}" for n in range(20))))
    assert len(figure.axes) == 12
    assert any("8 more groups are in the table." in text.replace("\n", " ") for text in words_of(figure))


@pytest.mark.parametrize(("by", "shown"), [("Y", "2017"), ("M", "2017-01"), ("W", "2017-01-01")])
def test_a_column_is_named_by_its_period(by, shown):
    """Years and months are named without the days that they begin with."""
    (axes,) = plot_actors(counts(groups=("2017-01-01",)).assign(by=by)).axes
    assert [tick.get_text() for tick in axes.get_xticklabels()] == [shown]


def test_an_unknown_measure_keeps_its_name():
    """A measure that has no description of its own is named by its column."""
    assert describe_measure("words_per_day").axis == "Words per day (estimate)"


def test_a_missing_column_is_named():
    """A table of another kind is refused with the name of the call that makes the right one."""
    with pytest.raises(UsageError) as error:
        plot_dyads(counts())
    assert str(error.value) == (
        "plot_dyads: a table without source_id, target_id, n_statements cannot be used. Allowed: a table with the "
        "columns source_id, target_id, n_statements, n_articles. To go on: pass the table that count_dyads returns."
    )


def test_saving_into_no_folder_is_refused(tmp_path):
    """Saving into a folder that is not there says so."""
    with pytest.raises(UsageError) as error:
        save_figure(plot_dyads(dyads()), tmp_path / "none", "a")
    assert str(error.value) == (
        f"save_figure: no folder {str(tmp_path / 'none')!r} cannot be used. Allowed: an existing folder. "
        "To go on: make the folder first."
    )


def test_saving_something_else_is_refused(tmp_path):
    """Saving something that is no figure says what is needed."""
    with pytest.raises(UsageError) as error:
        save_figure("figure", tmp_path, "a")
    assert str(error.value) == (
        "save_figure: str cannot be used. Allowed: a matplotlib Figure. To go on: pass what a plot_ call returns."
    )


def bounded_counts(groups=(None,)):
    """Counts of three actors with intervals; two articles name the last."""
    table = counts(groups).assign(low=lambda rows: rows["per_1000_words"] - 1, high=lambda rows: 99.0)
    return table.assign(n_articles_group=40, n_articles=[9, 2, 9] * len(groups))


def test_actors_have_whiskers_and_articles():
    """Without groups each actor has its interval, the articles that name it, and the articles there are."""
    (axes,) = plot_actors(bounded_counts()).axes
    whiskers = [line.get_segments()[0][:, 0].tolist() for line in axes.collections]
    assert whiskers == [[11.5, 99.0], [9.0, 99.0], [4.0, 99.0]]
    assert [text.get_text() for text in axes.texts] == ["9", "9", "2", "articles of 40"]


def test_actors_by_group_have_intervals_where_there_is_room():
    """In a table of few groups the interval and the articles stand below the rate; in one of many the rate alone."""
    few, many = (plot_actors(bounded_counts([str(y) for y in range(2010, 2010 + n)])) for n in (2, 7))
    assert words_of(few).count("11.5–99.0 · 9") == 2
    assert not any("–99.0" in word for word in words_of(many))
    assert "2010\nn 40" in words_of(many)


def test_cells_of_few_articles_are_grey():
    """A rate of fewer than five articles gives no shade."""
    (axes,) = plot_actors(bounded_counts(("2017", "2018"))).axes
    shades = axes.collections[0].get_array()
    assert [bool(row) for row in np.ma.getmaskarray(shades).reshape(3, 2).all(axis=1)] == [False, False, True]


@pytest.mark.parametrize("option", ["title", "source"])
def test_a_title_is_text(option):
    """A number in the place of the title or the source is answered."""
    with pytest.raises(UsageError) as error:
        plot_actors(counts(), **{option: 5})
    assert str(error.value) == (
        f"plot_actors: {option}=5 cannot be used. Allowed: text, None. To go on: pass text as {option}."
    )
