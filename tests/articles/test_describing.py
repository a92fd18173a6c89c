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
        "describe_corpus: by='H' cannot be used. Allowed: columns of the articles and at most one of D, W, M, Q, Y. "
        "To go on: pass names as by."
    )


def test_a_column_that_the_answer_has_too_is_a_wrong_call():
    """Grouping by the number of words would give two columns of one name."""
    with pytest.raises(UsageError) as caught:
        describe_corpus(ARTICLES, by="n_words")
    assert str(caught.value) == (
        "describe_corpus: by='n_words', with the name of a column of the answer cannot be used. Allowed: columns of "
        "the articles other than n_articles, n_words, first_date, last_date. To go on: rename the column, or group its "
        "values first (pandas.cut)."
    )


def test_words_are_counted_where_their_number_is_missing():
    """Articles of an id and a text have their words and no dates."""
    out = describe_corpus(pd.DataFrame({"outlet": ["Post"], "text": ["Talks may resume."]}), by="outlet")
    assert out[["n_articles", "n_words"]].values.tolist() == [[1, 3]]
    assert out["first_date"].isna().all()


def test_a_period_has_the_type_of_all_times():
    """Periods and dates are datetime64[ns], whatever the unit of the given dates."""
    rows = ARTICLES.assign(published_date=ARTICLES["published_date"].astype("datetime64[us]"))
    out = describe_corpus(rows, by="M")
    assert {str(out[name].dtype) for name in ("period", "first_date", "last_date")} == {"datetime64[ns]"}


def test_dates_that_are_none_are_a_wrong_call():
    """A word in the place of a date is shown."""
    with pytest.raises(UsageError) as caught:
        describe_corpus(ARTICLES.assign(published_date="soon"), by="M")
    assert str(caught.value) == (
        "describe_corpus: column published_date of type str, such as 'soon' cannot be used. Allowed: values of type "
        "datetime64[ns]. To go on: convert the column with pandas, or drop it."
    )


def test_groups_that_are_lists_are_a_wrong_call():
    """A column of lists names no groups."""
    with pytest.raises(UsageError) as caught:
        describe_corpus(pd.DataFrame({"text": ["Talks may resume."], "desk": [["Asia"]]}), by="desk")
    assert str(caught.value) == (
        "describe_corpus: by='desk', where the column desk holds lists or the like cannot be used. Allowed: columns of "
        "text, numbers, truth values or times. To go on: convert the column with .astype('str'), or group by another."
    )
