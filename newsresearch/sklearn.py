"""Hedging as features for scikit-learn: texts in, a matrix with named columns out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin

from newsresearch.features.hedging import certainty_of
from newsresearch.models import load_model
from newsresearch.models.hedging.cues import find_cues
from newsresearch.schema import as_texts, check_flag, fault

KINDS = {
    "hedge": ("epistemic", "doxastic", "evidential", "investigative", "approximator", "plausibility shield"),
    "booster": ("certainty", "emphasis", "commitment"),
    "vague": ("vagueness", "vague attribution", "diplomatic vagueness"),
}
"""Categories of the lexicon by kind, in the order of the columns."""


class HedgeFeatures(TransformerMixin, BaseEstimator):
    """Turn texts into counts of hedges, boosters and vague words by category, and their certainty.

    For a pipeline that needs to know how firmly a text speaks, beside a vectorizer of words in a ``FeatureUnion``. It
    learns nothing: ``fit`` only checks its input. It is blind to hedging without a cue of the lexicon.

    Parameters
    ----------
    rate : bool, default True
        Cues per 1,000 words, so that long and short texts compare; False gives plain counts.
    vague : bool, default False
        Also give the categories of vagueness, which are no hedges.

    Attributes
    ----------
    n_features_out_ : int
        Number of columns.

    References
    ----------
    Hyland (2005), Metadiscourse, for hedges and boosters as counts.

    Examples
    --------
    >>> texts = ["Talks may resume in about 60 days.", "We will never yield."]
    >>> features = HedgeFeatures(rate=False).fit_transform(texts)
    >>> names = HedgeFeatures().get_feature_names_out().tolist()
    >>> features[:, [names.index("hedge_epistemic"), names.index("booster_commitment")]].tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """

    def __init__(self, *, rate: bool = True, vague: bool = False) -> None:
        self.rate = rate
        self.vague = vague

    def fit(self, X: Iterable[str], y: object = None) -> HedgeFeatures:  # noqa: N803  scikit-learn's name
        """Check that ``X`` holds texts; nothing is learned.

        Parameters
        ----------
        X : list, array or Series of str
        y : ignored

        Returns
        -------
        HedgeFeatures
            Itself.
        """
        check_flag("rate", self.rate, "HedgeFeatures")
        check_flag("vague", self.vague, "HedgeFeatures")
        _texts(X)
        self.n_features_out_ = len(self._columns())
        return self

    def fit_transform(self, X: Iterable[str], y: object = None, **fit_params: Any) -> np.ndarray:  # noqa: N803  as above
        """Check and count in one step; a generator is read once.

        Parameters
        ----------
        X : list, array, Series or generator of str
        y, fit_params : ignored

        Returns
        -------
        ndarray of shape (n_texts, n_columns)
            As `transform` returns it.
        """
        texts = list(X) if isinstance(X, Iterator) else X
        return self.fit(texts).transform(texts)

    def transform(self, X: Iterable[str]) -> np.ndarray:  # noqa: N803  scikit-learn's name
        """Count the cues of each text.

        Parameters
        ----------
        X : list, array or Series of str

        Returns
        -------
        ndarray of shape (n_texts, n_columns)
            Columns as `get_feature_names_out` names them: per 1,000 words (or counts), ``certainty`` 0 to 1 (of a text
            without a Latin letter the model's constant, so that no cell is missing).

        Raises
        ------
        UsageError
            For one string instead of a list, or a row that is no text.
        """
        texts = _texts(X)
        columns = {name: column for column, name in enumerate(self._columns())}
        out = np.zeros((len(texts), len(columns)))
        for row, text in enumerate(texts):
            scale = 1000 / max(1, len(text.split())) if self.rate else 1.0
            for name, number in Counter(f"{cue.kind}_{_slug(cue.category)}" for cue in find_cues(text)).items():
                if name in columns:
                    out[row, columns[name]] = number * scale
        out[:, columns["certainty"]] = certainty_of(texts).fillna(float(load_model("hedging/certainty").bias[1]))
        return out

    def get_feature_names_out(self, input_features: object = None) -> np.ndarray:
        """Return the names of the columns, such as ``hedge_epistemic``.

        Parameters
        ----------
        input_features : ignored
            There for scikit-learn's pipelines.

        Returns
        -------
        ndarray of str
        """
        return np.array(self._columns(), dtype=object)

    def _columns(self) -> list[str]:
        kinds = [kind for kind in KINDS if self.vague or kind != "vague"]
        return [*(f"{kind}_{_slug(category)}" for kind in kinds for category in KINDS[kind]), "certainty"]

    def __sklearn_is_fitted__(self) -> bool:
        """Nothing is learned, so it is always fitted."""
        return True

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.requires_fit = False
        return tags


def _slug(category: str) -> str:
    return category.replace(" ", "_")


def _texts(given: Iterable[str]) -> list[str]:
    """Return the texts as a list; a column of a DataFrame or a 2-d array is refused in words."""
    if isinstance(given, pd.DataFrame) or getattr(given, "ndim", 1) != 1:
        raise fault(
            f"HedgeFeatures: {type(given).__name__} of {getattr(given, 'ndim', 2)} dimensions",
            "a list, Series or 1-d array of texts",
            "pass one column, in a ColumnTransformer by its name without brackets",
        )
    series = as_texts(given, "HedgeFeatures")
    return series.where(series.notna(), "").tolist()
