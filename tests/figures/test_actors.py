"""What the figures of actors and of pairs say of their columns, and of what they leave out."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure

from newsresearch.figures import plot_actors, plot_dyads


def counts(groups: list[str], **columns: object) -> pd.DataFrame:
    """Return counts of one actor in some groups."""
    facts = {"actor_id": "US", "side": "US", "n_mentions": 40, "n_articles": 9, "per_1000_words": 10.0}
    return pd.DataFrame({"group": groups, **facts, **columns})


def heads(figure: Figure) -> list[str]:
    """Return what stands over the columns."""
    return [tick.get_text() for tick in figure.axes[0].get_xticklabels()]


def around(figure: Figure) -> str:
    """Return the words above and below a figure, on one line."""
    return " ".join(" ".join(text.get_text() for text in figure.texts).split())


@pytest.mark.parametrize(("by", "name"), [("administration", "Trump I"), ("outlet", "USA TODAY")])
def test_columns_keep_their_names(by: str, name: str) -> None:
    """Presidents and outlets are written over their columns as the table writes them."""
    assert heads(plot_actors(counts([name, "Vox"], by=by))) == [name, "Vox"]


def test_of_many_outlets_those_with_the_most_articles_have_columns() -> None:
    """Of twenty outlets sixteen are columns, in their order, and the text says how many are not."""
    names = [f"Paper {n:02}" for n in range(20)]
    figure = plot_actors(counts(names, by="outlet", n_articles_group=range(20)))
    assert [head.split("\n")[0] for head in heads(figure)] == names[4:]
    assert "Columns: the 16 groups with the most articles; 4 more are in the table." in around(figure)


def test_of_many_months_the_last_have_columns() -> None:
    """Of twenty months the last sixteen are columns."""
    months = pd.date_range("2017-01-01", periods=20, freq="MS").astype(str).tolist()
    figure = plot_actors(counts(months, by="M"))
    assert heads(figure) == [month[:7] for month in months[4:]]
    assert "Columns: the last 16 months; 4 more are in the table." in around(figure)


def test_a_table_without_rows_does_not_say_that_nobody_is_named() -> None:
    """Where no article is in a group, actors may be named all the same, and the sentence says so."""
    (sentence,) = plot_actors(counts([]).iloc[:0]).axes[0].texts
    assert sentence.get_text().replace("\n", " ") == (
        "There is nothing to draw: the table has no rows: no actor is named, or no article is in a group that was "
        "asked for."
    )


def pairs(**columns: object) -> pd.DataFrame:
    """Return two pairs of a speaker and a side."""
    rows = [("US", "DPRK", 1200, 300), ("OTHER", "MEDIA", 3, 2)]
    return pd.DataFrame(rows, columns=["source_id", "target_id", "n_statements", "n_articles"]).assign(**columns)


def test_pairs_show_their_articles() -> None:
    """Below each number of statements stands that of the articles."""
    figure = plot_dyads(pairs())
    assert [text.get_text() for text in figure.axes[0].texts] == ["1,200", "300", "3", "2"]
    assert "below: the articles that hold them" in around(figure)


def test_kinds_of_speakers_are_called_as_elsewhere() -> None:
    """Other speakers and media have the letters of their side, as in the figures of hedging and time."""
    axes = plot_dyads(pairs()).axes[0]
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["US", "OTHER"]
    assert [tick.get_text() for tick in axes.get_xticklabels()] == ["DPRK", "MEDIA"]


@pytest.mark.parametrize(("level", "said"), [("actor", True), ("side", False)])
def test_a_side_among_persons_is_explained(level: str, said: bool) -> None:
    """Where sources are persons, the text says what the row of a side holds."""
    words = around(plot_dyads(pairs(level=level)))
    assert ("A side's row: what it says without a speaker of the table of actors." in words) is said


def test_what_is_never_coded_is_hatched() -> None:
    """The cell of a side and itself is hatched, not blank, and the text says why; OTHER is explained."""
    rows = [("US", "DPRK", 12, 9), ("DPRK", "US", 3, 2), ("OTHER", "US", 4, 4)]
    figure = plot_dyads(pd.DataFrame(rows, columns=["source_id", "target_id", "n_statements", "n_articles"]))
    axes = figure.axes[0]
    rows, columns = ([tick.get_text() for tick in ticks] for ticks in (axes.get_yticklabels(), axes.get_xticklabels()))
    hatched = {(columns[int(p.get_x())], rows[int(p.get_y())]) for p in axes.patches if p.get_hatch()}
    assert hatched == {("US", "US"), ("DPRK", "DPRK")}
    assert "Hatched: itself, which is not coded. OTHER: other countries and people." in around(figure)
