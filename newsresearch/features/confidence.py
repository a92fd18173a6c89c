"""How likely it is that a statement is one, and that its quotation, speaker, side and condition are right."""

from __future__ import annotations

import numpy as np
import pandas as pd

from newsresearch.models import load_model
from newsresearch.models.confidence.traits import READ, traits_of
from newsresearch.schema import need_columns

__all__ = ["confidence_of"]


def confidence_of(statements: pd.DataFrame, articles: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Add to statements the chance that each decision about them is right.

    Use it to drop doubtful rows, or to see whether a finding hangs on them. The chances come from how a decision came
    about (a source written or carried over, a known actor, the kind of article), learned on coded news and texts of
    both sides; of the world it knows nothing. Those of conditions hardly differ from row to row.

    Parameters
    ----------
    statements : DataFrame
        As ``stance_of`` returns it.
    articles : DataFrame
        ``article_id``, ``text``; ``publisher_side`` is read where it stands.
    mentions : DataFrame
        As ``mentions_in`` returns it.

    Returns
    -------
    DataFrame
        The same rows and index, with ``p_statement`` (somebody's statement stands there), ``p_quote`` (so, and quoted
        in this way), and, given that it is one, ``p_speaker``, ``p_side`` (among DPRK, US, ROK, EXPERT and others) and
        ``p_condition`` (``has_condition``, true or false); each 0..1.

    Raises
    ------
    UsageError
        When a table lacks a column.

    References
    ----------
    Platt, J. (1999). Probabilistic outputs for support vector machines. A logistic model of whether another is right.

    Examples
    --------
    >>> from newsresearch.schema import empty
    >>> confidence_of(empty("statements"), empty("articles"), empty("mentions"))["p_speaker"].tolist()
    []
    """
    need_columns(statements, READ, "confidence_of", "stance_of")
    need_columns(articles, ["article_id", "text"], "confidence_of", "load_articles")
    need_columns(mentions, ["article_id", "sentence_id", "actor_id"], "confidence_of", "mentions_in")
    model = load_model("confidence/decisions")
    chances = 1 / (1 + np.exp(-model.scores(traits_of(statements, articles, mentions))))
    return statements.assign(**{f"p_{name}": column for name, column in zip(model.classes, chances.T, strict=True)})
