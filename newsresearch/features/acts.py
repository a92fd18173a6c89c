"""Acts of states in the news: a statement, cooperation or conflict, in words or in deeds."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from newsresearch.models import load_model
from newsresearch.models.acts.traits import act_traits
from newsresearch.models.encoder import PACKAGE, VERSION, need_encoder
from newsresearch.models.encoder.heads import score_acts
from newsresearch.schema import as_texts, one_of

MODELS = {"light": "acts/quad", "minilm": "acts/minilm"}
"""Our weights by engine."""
CONFLICT = ("verbal conflict", "material conflict")
AT_ONCE = 2000  # rows of features held in memory together


def classify_acts(texts: Iterable[str] | pd.Series, *, engine: str = "light") -> pd.DataFrame:
    """Say whether each text reports a statement, cooperation or conflict, in words or in deeds.

    Use it on sentences that report what one state does to another. It always answers: a sentence about the weather gets
    a class too, so look at sentences that name two sides. It learned from sentences of world news, one act each; where
    a sentence reports two acts it follows the first, and it is blind to who acts and who suffers. It reads words, not
    what becomes of a measure: "The U.S. will lift sanctions." and "It suspended its exercises." come out as conflict,
    for "sanctions" and "suspended" mostly stand in it; a missile that is fired comes out as verbal conflict, as tests
    are mostly protested against. Where that matters use ``act`` and ``tone`` of ``find_statements``.

    Parameters
    ----------
    texts : list or Series of str
        Missing texts are allowed and get missing answers; of a long text the first 150 words are read.
    engine : "light" or "minilm"
        "light" is a linear model over words, their stems, lexicon valence and word vectors. "minilm" joins it with
        what a frozen encoder reads in each word where it stands: right a little more often, and sixty times slower. It
        needs the extra: ``pip install 'newsresearch[models]'``; nothing is fetched at a call.

    Returns
    -------
    DataFrame
        One row per text, with the index of ``texts`` where that is a Series: ``quad`` (statement, verbal cooperation,
        material cooperation, verbal conflict, material conflict; the likeliest) and ``conflict`` (0 to 1, the
        probability of the two classes of conflict). A text without a word is a statement of conflict 0. ``attrs`` names
        engine and model, and the encoder with its version where there is one.

    Raises
    ------
    UsageError
        For one string instead of a list, a row that is no text, an unknown engine, an extra that is not installed.

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
    one_of("engine", engine, MODELS)
    if engine == "minilm":
        need_encoder("classify_acts(engine='minilm')")
    series = as_texts(texts, "classify_acts")
    words, missing = series.tolist(), series.isna().to_numpy(dtype=bool)
    read = [row for row in np.flatnonzero(~missing).tolist() if words[row].strip()]
    classes = load_model(MODELS[engine]).classes
    scores = np.tile(np.array(classes) == "statement", (len(series), 1)).astype(float)
    for first in range(0, len(read), AT_ONCE):
        rows = read[first : first + AT_ONCE]
        scores[rows] = _score([words[row] for row in rows], engine)
    quads = pd.Series([classes[i] for i in scores.argmax(axis=1)], series.index, dtype="str")
    conflict = pd.Series(scores[:, np.isin(classes, CONFLICT)].sum(axis=1), series.index, dtype="float64")
    out = pd.DataFrame({"quad": quads.mask(missing), "conflict": conflict.mask(missing)}, index=series.index)
    out.attrs = {"engine": engine, "model": MODELS[engine]}
    if engine == "minilm":
        out.attrs["encoder"] = f"{PACKAGE} {VERSION}"
    return out


def _score(texts: list[str], engine: str) -> np.ndarray:
    if engine == "minilm":
        return score_acts(texts)
    return load_model(MODELS[engine]).predict_proba([act_traits(text) for text in texts])
