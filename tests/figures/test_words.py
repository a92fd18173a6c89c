"""The figure of words that tell two groups apart."""

import pandas as pd
import pytest

from newsresearch.figures import plot_words
from newsresearch.schema import UsageError


@pytest.fixture
def words() -> pd.DataFrame:
    """Two words of the first group, one of the second; the interval of "deal" holds 0."""
    rows = [
        ("talks", 1.5, 4.0, 1200, 3, 0.5, 2.5),
        ("deal", 1.0, 2.0, 8, 2, -0.5, 2.5),
        ("peace", -1.0, -3.0, 1, 9, -2.0, -0.2),
    ]
    found = pd.DataFrame(rows, columns=["word", "log_odds", "z", "count_a", "count_b", "low", "high"])
    return found.assign(group_a="US", group_b="DPRK")


def test_each_group_has_its_words_the_strongest_first(words: pd.DataFrame) -> None:
    """Words stand under their group, by z, with the uses of either beside."""
    first, second = plot_words(words).axes
    assert [t.get_text() for t in first.get_yticklabels()] == ["talks", "deal"]
    assert [t.get_text() for t in first.texts] == ["1,200 / 3", "8 / 2", "uses US / DPRK"]
    assert [t.get_text() for t in second.get_yticklabels()] == ["peace"]


def test_a_word_whose_interval_holds_0_is_hollow(words: pd.DataFrame) -> None:
    """Marks are filled for words that are told apart over stories, white for the others."""
    first, _ = plot_words(words).axes
    assert [line.get_markerfacecolor() for line in first.lines[:2]] == ["#0072B2", "white"]


def test_top_limits_the_words(words: pd.DataFrame) -> None:
    """With top=1 the strongest word of each group is drawn."""
    assert [len(axes.get_yticks()) for axes in plot_words(words, top=1).axes] == [1, 1]


def test_without_words_a_sentence_says_so(words: pd.DataFrame) -> None:
    """An empty table is drawn as a sentence."""
    figure = plot_words(words.iloc[:0])
    assert [t.get_text() for t in figure.axes[0].texts] == ["There is nothing to draw: no word tells the groups apart."]


@pytest.mark.parametrize("top", ["x", 0, None])
def test_top_is_a_number_of_words(words: pd.DataFrame, top: object) -> None:
    """What is no whole number from 1 is answered."""
    with pytest.raises(UsageError) as error:
        plot_words(words, top=top)
    assert str(error.value) == (
        f"plot_words: top={top!r} cannot be used. Allowed: whole numbers from 1. To go on: pass such a number as top."
    )


def test_periods_are_named_by_what_tells_them(words: pd.DataFrame) -> None:
    """Words of two years stand under years, in the title and beside the marks."""
    figure = plot_words(words.assign(group_a="2017-01-01", group_b="2018-01-01", by="Y"))
    assert figure.get_label() == "Words of 2017 and of 2018"
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["2017", "2018"]
