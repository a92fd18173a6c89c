"""What a corpus holds."""

from __future__ import annotations

import pandas as pd
import pytest

from newsresearch.articles import describe_corpus
from newsresearch.schema import UsageError

ARTICLES = pd.DataFrame(
    {
        "outlet": ["Post", "Post", "Sample", "Post", "UN"],
        "published_date": pd.to_datetime(["2019-02-27", "2019-02-28", "2019-03-01", None, "2019-01-01"]),
        "published_precision": ["day", "day", "minute", None, "year"],
        "n_words": [100, 50, 70, 30, 2000],
    }
)


def test_articles_and_words_are_counted_by_month():
    """A group has its articles, words, first and last date."""
    out = describe_corpus(ARTICLES[ARTICLES["outlet"] == "Post"].head(2))
    assert out.astype(str).values.tolist() == [["Post", "2019-02-01", "2", "150", "2019-02-27", "2019-02-28"]]


def test_undated_articles_stay():
    """Articles without a date are a group whose period is missing."""
    out = describe_corpus(ARTICLES, by=("outlet", "M"))
    assert out.loc[out["period"].isna(), ["outlet", "n_articles"]].values.tolist() == [["Post", 1], ["UN", 1]]


def test_nothing_is_lost():
    """The groups add up to the corpus, as pandas counts it."""
    out = describe_corpus(ARTICLES, by="Y")
    assert (out["n_articles"].sum(), out["n_words"].sum()) == (len(ARTICLES), ARTICLES["n_words"].sum())


@pytest.mark.parametrize(("period", "first"), [("D", "2019-03-01"), ("W", "2019-02-25"), ("M", "2019-03-01"),
                                               ("Q", "2019-01-01"), ("Y", "2019-01-01")])  # fmt: skip  # five pairs
def test_a_period_stands_as_its_first_day(period, first):
    """Each period is named by its first day, a week by its Monday."""
    out = describe_corpus(ARTICLES[ARTICLES["outlet"] == "Sample"], by=period)
    assert out["period"].tolist() == [pd.Timestamp(first)]


def test_an_unknown_group_is_a_wrong_call():
    """The message lists what may be passed."""
    with pytest.raises(UsageError) as caught:
        describe_corpus(ARTICLES, by="H")
    assert str(caught.value) == (
        "by='H' cannot be used. Allowed: columns of the articles and at most one of D, W, M, Q, Y. "
        "To go on: pass names as by."
    )
