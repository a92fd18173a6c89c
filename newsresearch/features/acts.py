"""Acts of states in the news: a statement, cooperation or conflict, in words or in deeds."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from newsresearch.models import load_model
from newsresearch.models.acts.traits import act_traits
from newsresearch.schema import as_texts

CONFLICT = ("verbal conflict", "material conflict")
AT_ONCE = 2000  # rows of features held in memory together


def classify_acts(texts: Iterable[str] | pd.Series) -> pd.DataFrame:
    """Say whether each text reports a statement, cooperation or conflict, in words or in deeds.

    Use it on sentences that report what one state does to another. It always answers: a sentence about the weather gets
    a class too, so look at sentences that name two sides. It learned from sentences of world news, one act each; where
    a sentence reports two acts it follows the first, and it is blind to who acts and who suffers.

    Parameters
    ----------
    texts : list or Series of str
        Missing texts are allowed and get missing answers; of a long text the first 150 words are read.

    Returns
    -------
    DataFrame
        One row per text, with the index of ``texts`` where that is a Series: ``quad`` (statement, verbal cooperation,
        material cooperation, verbal conflict, material conflict; the likeliest) and ``conflict`` (0 to 1, the
        probability of the two classes of conflict). A text without a word is a statement of conflict 0.

    Raises
    ------
    UsageError
        For one string instead of a list, or a row that is no text.

    References
    ----------
    Schrodt, P.A. (2012). CAMEO: Conflict and Mediation Event Observations, Event and Actor Codebook. The classes.
    Hu, Y. et al. (2022). ConfliBERT: A Pre-trained Language Model for Political Conflict and Violence. NAACL. The
    labelled sentences.

    Examples
    --------
    >>> classify_acts(["The army shelled the border town.", "Both ministers agreed to meet again."])["quad"].tolist()
    ['material conflict', 'verbal cooperation']
    """
    series = as_texts(texts, "classify_acts")
    words, missing = series.tolist(), series.isna().to_numpy(dtype=bool)
    read = [row for row in np.flatnonzero(~missing).tolist() if words[row].strip()]
    model = load_model("acts/quad")
    scores = np.tile(np.array(model.classes) == "statement", (len(series), 1)).astype(float)
    for first in range(0, len(read), AT_ONCE):
        rows = read[first : first + AT_ONCE]
        scores[rows] = model.predict_proba([act_traits(words[row]) for row in rows])
    quads = pd.Series([model.classes[i] for i in scores.argmax(axis=1)], series.index, dtype="str")
    conflict = pd.Series(scores[:, np.isin(model.classes, CONFLICT)].sum(axis=1), series.index, dtype="float64")
    out = pd.DataFrame({"quad": quads.mask(missing), "conflict": conflict.mask(missing)}, index=series.index)
    out.attrs = {"model": "acts/quad"}
    return out
