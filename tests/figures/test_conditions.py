"""The table of what is made to depend on what."""

import pandas as pd
import pytest

from newsresearch.figures import plot_conditions
from newsresearch.schema import UsageError


@pytest.fixture
def matrix() -> pd.DataFrame:
    """Cells of two sides, the second with more statements."""
    rows = [
        ("DPRK", "talks", "exercises", 3),
        ("DPRK", "denuclearization", "security guarantee", 1),
        ("US", "sanctions", "denuclearization", 1200),
        ("US", "talks", "our own issue", 2),
    ]
    return pd.DataFrame(rows, columns=["group", "issue", "condition_issue", "n_statements"])


def written(axes: object) -> list[str]:
    """Return what stands in a table's cells and beside it."""
    return [text.get_text() for text in axes.texts]


def test_every_cell_has_its_number(matrix: pd.DataFrame) -> None:
    """Numbers of statements stand in the cells, the DPRK first, totals beside."""
    first, second = plot_conditions(matrix).axes
    assert written(first) == ["1", "3", "4 conditional statements", "DPRK"]
    assert written(second) == ["1,200", "2", "1,202 conditional statements", "US"]


def drawn(figure: object) -> list[str]:
    """Return the group of each table, from above."""
    return [written(axes)[-1] for axes in figure.axes]


def below(figure: object) -> str:
    """Return the words below a figure, on one line."""
    return " ".join(" ".join(text.get_text() for text in figure.texts).split())


def test_both_sides_are_drawn_before_larger_groups(matrix: pd.DataFrame) -> None:
    """DPRK and US come first, then the group with the most; the others are named below with their statements."""
    rest = pd.DataFrame([(g, "talks", "talks", n) for g, n in (("EXPERT", 2000), ("ROK", 1500), ("CHN", 9))],
                        columns=matrix.columns)  # fmt: skip
    figure = plot_conditions(pd.concat([rest, matrix]))
    assert drawn(figure) == ["DPRK", "US", "EXPERT"]
    assert "Not drawn (conditional statements): ROK (1,500), CHN (9)." in below(figure)


def test_many_groups_left_out_are_counted(matrix: pd.DataFrame) -> None:
    """Six groups left out are named, the largest first, the rest are a number."""
    many = pd.DataFrame([(f"g{n}", "talks", "talks", n) for n in range(1, 10)], columns=matrix.columns)
    figure = plot_conditions(pd.concat([many, matrix]))
    assert "statements): g8 (8), g7 (7), g6 (6), g5 (5), g4 (4), g3 (3), 2 more." in below(figure)


def test_nothing_is_named_where_all_is_drawn(matrix: pd.DataFrame) -> None:
    """With all groups drawn the words below speak of none that is left out."""
    assert "Not drawn" not in below(plot_conditions(matrix))


def test_conditions_without_an_issue_give_no_shade(matrix: pd.DataFrame) -> None:
    """However many statements have no issue in either part, the largest named cell has the full shade."""
    rest = pd.DataFrame([("DPRK", "other", "other", 900)], columns=matrix.columns)
    table = plot_conditions(pd.concat([matrix, rest]), groups=["DPRK"]).axes[0]
    assert table.collections[0].get_clim() == (0, 3)
    assert "900" in written(table)


def test_issues_stand_in_their_order(matrix: pd.DataFrame) -> None:
    """Rows and columns are in the codebook's order, issues of a table of one's own behind."""
    second, first = plot_conditions(matrix).axes
    assert [t.get_text() for t in second.get_xticklabels()] == [
        "denuclearization", "security guarantee", "exercises", "our own issue",
    ]  # fmt: skip
    assert [t.get_text() for t in second.get_yticklabels()] == ["denuclearization", "talks"]
    assert [t.get_text() for t in first.get_yticklabels()] == ["sanctions", "talks"]


def test_single_statements_are_counted_by_side() -> None:
    """The table of find_conditions may be drawn as it is."""
    rows = pd.DataFrame({"side": ["US", "US"], "issue": "talks", "condition_issue": ["sanctions", "sanctions"]})
    assert written(plot_conditions(rows).axes[0]) == ["2", "2 conditional statements", "US"]


def test_groups_may_be_chosen(matrix: pd.DataFrame) -> None:
    """Only the groups asked for are drawn."""
    assert len(plot_conditions(matrix, groups=["DPRK"]).axes) == 1


def test_no_group_is_an_error(matrix: pd.DataFrame) -> None:
    """An empty list of groups is answered with those that are there."""
    with pytest.raises(UsageError) as error:
        plot_conditions(matrix, groups=[])
    allowed = ", ".join(matrix.groupby("group", sort=False)["n_statements"].sum().sort_values(ascending=False).index)
    assert str(error.value) == (
        f"plot_conditions: groups=[] cannot be used. Allowed: {allowed}. To go on: pass some of these as groups, or "
        "None."
    )


def test_an_unknown_group_is_an_error(matrix: pd.DataFrame) -> None:
    """A group that is not there is named with those that are."""
    with pytest.raises(UsageError) as error:
        plot_conditions(matrix, groups=["ROK"])
    assert str(error.value) == (
        "plot_conditions: groups='ROK' cannot be used. Allowed: US, DPRK. To go on: pass some of these as groups."
    )


def test_without_conditions_a_sentence_says_so(matrix: pd.DataFrame) -> None:
    """An empty table is drawn as a sentence."""
    assert written(plot_conditions(matrix.iloc[:0]).axes[0]) == [
        "There is nothing to draw: no statement has a condition."
    ]


def test_articles_stand_behind_the_statements_and_few_are_grey(matrix: pd.DataFrame) -> None:
    """Cells have statements and articles, those of fewer than five articles no shade; totals name the articles."""
    table = matrix.assign(n_articles=[3, 1, 300, 2], n_articles_group=[4, 4, 301, 301])
    second, first = plot_conditions(table).axes
    assert written(first) == ["1,200 / 300", "2 / 2", "1,202 conditional statements\nin 301 articles", "US"]
    assert first.collections[0].get_clim() == (0, 1200)
    assert second.collections[0].get_array().mask.all()


def test_single_statements_tell_their_articles() -> None:
    """Rows of find_conditions are counted, two statements of one article as one article."""
    rows = pd.DataFrame({"article_id": ["a", "a", "b"], "side": "US", "issue": "talks", "condition_issue": "missile"})
    (axes,) = plot_conditions(rows).axes
    assert written(axes)[0] == "3 / 2"


def test_years_stand_in_the_order_of_time(matrix: pd.DataFrame) -> None:
    """Of four years the three with the most conditions are drawn as time goes, and each is named as a year."""
    sizes = {"2016-01-01": 1, "2017-01-01": 5, "2018-01-01": 9, "2019-01-01": 7}
    rows = [(year, "talks", "missile", n) for year, n in sizes.items()]
    figure = plot_conditions(pd.DataFrame(rows, columns=matrix.columns).assign(by="Y"))
    assert drawn(figure) == ["2017", "2018", "2019"]
    assert "Not drawn (conditional statements): 2016 (1)." in below(figure)


def test_how_many_conditions_have_no_issue_is_said(matrix: pd.DataFrame) -> None:
    """The text above counts the statements of the grey cell in which neither part has an issue."""
    rest = pd.DataFrame([("DPRK", "other", "other", 900)], columns=matrix.columns)
    figure = plot_conditions(pd.concat([matrix, rest]), groups=["DPRK"])
    assert "Other / other, always grey, is 900 of the 904 statements." in below(figure)
    assert "Other / other" not in below(plot_conditions(matrix))


def test_shades_are_explained(matrix: pd.DataFrame) -> None:
    """The text above says what a shade is."""
    assert "shades: share of the group's largest cell" in below(plot_conditions(matrix))
