"""HedgeFeatures: the estimator checks that fit text, its columns, pipelines, odd input."""

from __future__ import annotations

import pickle

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.compose import make_column_transformer
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union
from sklearn.utils import estimator_checks

from newsresearch import lexicons
from newsresearch.schema import UsageError
from newsresearch.sklearn import KINDS, HedgeFeatures

TEXTS = ["Talks may resume in about 60 days.", "We will never yield.", "", "Several people reportedly left.", "🙂"]


@pytest.mark.parametrize(
    "check",
    [
        "check_estimator_cloneable",
        "check_estimator_repr",
        "check_estimator_tags_renamed",
        "check_get_params_invariance",
        "check_mixin_order",
        "check_no_attributes_set_in_init",
        "check_parameters_default_constructible",
        "check_set_params",
        "check_valid_tag_types",
    ],
)
def test_estimator_checks(check: str) -> None:
    """The estimator passes scikit-learn's own checks that need no numeric input."""
    getattr(estimator_checks, check)("HedgeFeatures", HedgeFeatures())


@pytest.mark.filterwarnings("ignore:Can't test estimator")
def test_check_estimator() -> None:
    """scikit-learn's whole battery ends without a failure; it runs no checks of numbers on an estimator of texts."""
    results = estimator_checks.check_estimator(HedgeFeatures(), on_skip=None, on_fail="raise")
    assert {result["status"] for result in results or []} <= {"passed", "skipped"}


def test_columns() -> None:
    """Every category of the lexicon has its column, those of vagueness when asked for."""
    rows = lexicons.load("hedges")
    pairs = {
        f"{kind}_{category.replace(' ', '_')}" for kind, category in zip(rows["kind"], rows["category"], strict=True)
    }
    assert {*HedgeFeatures(vague=True).get_feature_names_out()} == {*pairs, "certainty"}
    assert len(HedgeFeatures().get_feature_names_out()) == len(pairs) - len(KINDS["vague"]) + 1


def test_counts_and_rates() -> None:
    """Counts are of cues; rates are per thousand words."""
    frame = HedgeFeatures(rate=False).set_output(transform="pandas").fit_transform(TEXTS)
    assert frame.loc[0, ["hedge_epistemic", "hedge_approximator"]].tolist() == [1, 1]
    assert frame["booster_commitment"].tolist() == [0, 1, 0, 0, 0]
    rates = HedgeFeatures().set_output(transform="pandas").fit_transform(TEXTS)
    assert rates.loc[1, "booster_commitment"] == 250


def test_index_kept() -> None:
    """With pandas output the rows keep the index of the texts."""
    texts = pd.Series(TEXTS, index=list("abcde"))
    assert HedgeFeatures().set_output(transform="pandas").fit_transform(texts).index.tolist() == list("abcde")


def test_one_by_one() -> None:
    """A text's row does not depend on the texts beside it, nor on fitting."""
    together = HedgeFeatures().transform(TEXTS)
    alone = np.vstack([HedgeFeatures().fit([TEXTS[0]]).transform([text]) for text in TEXTS])
    assert np.allclose(together, alone)


def test_copies() -> None:
    """A clone and a pickled copy answer alike."""
    features = HedgeFeatures(rate=False, vague=True).fit(TEXTS)
    for copy in (clone(features), pickle.loads(pickle.dumps(features))):
        assert np.array_equal(copy.transform(TEXTS), features.transform(TEXTS))


def test_pipeline() -> None:
    """It stands beside a vectorizer, before a classifier, with names to the end."""
    union = make_union(CountVectorizer(), HedgeFeatures())
    model = make_pipeline(union, LogisticRegression()).fit(TEXTS, [1, 0, 0, 1, 0])
    assert model.predict(TEXTS).shape == (5,)
    assert union.get_feature_names_out()[-1] == "hedgefeatures__certainty"


def test_column_transformer() -> None:
    """It takes one column of a table."""
    table = pd.DataFrame({"text": TEXTS})
    assert make_column_transformer((HedgeFeatures(), "text")).fit_transform(table).shape == (5, 10)


def test_missing() -> None:
    """A missing text counts like an empty one, since classifiers take no missing values."""
    assert np.array_equal(HedgeFeatures().transform([None]), HedgeFeatures().transform([""]))


def test_a_generator_is_read_once() -> None:
    """Texts that come one by one give the same rows, with names where they are asked for."""
    features = HedgeFeatures().set_output(transform="pandas")
    pd.testing.assert_frame_equal(features.fit_transform(text for text in TEXTS), features.fit_transform(TEXTS))


def test_not_texts() -> None:
    """A table and a number are refused in words."""
    with pytest.raises(UsageError) as caught:
        HedgeFeatures().fit(pd.DataFrame({"text": TEXTS}))
    assert str(caught.value) == (
        "HedgeFeatures: DataFrame of 2 dimensions cannot be used. Allowed: a list, Series or 1-d array of texts. "
        "To go on: pass one column, in a ColumnTransformer by its name without brackets."
    )
    with pytest.raises(UsageError) as caught:
        HedgeFeatures().fit(["a", 3])
    assert str(caught.value) == (
        "HedgeFeatures: row 1, int 3 cannot be used. Allowed: text, or a missing value. To go on: pass the column that "
        "holds the texts, or convert it with .astype('str')."
    )


def test_options_are_true_or_false() -> None:
    """A text in the place of a truth value is refused when the estimator is fitted."""
    with pytest.raises(UsageError) as error:
        HedgeFeatures(rate="no").fit(["a"])
    assert str(error.value) == (
        "HedgeFeatures: rate='no' cannot be used. Allowed: True, False. To go on: pass one of these as rate."
    )
