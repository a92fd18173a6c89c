"""How certain a text is: hedged or not under three definitions, and a degree of certainty."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pandas as pd

from newsresearch.models import load_model
from newsresearch.models.hedging.cues import find_cues, without_namesakes
from newsresearch.models.hedging.judge import doubt_of, score_texts
from newsresearch.schema import as_texts, one_of

ASKED = r"\s+(?:whether|if|how|when|who|what|why|where)\b"
POSSIBLE = {
    "may": re.compile(r"(?!\s+(?:\w+\s+)?have\b)\s+\w"),
    "might": re.compile(r"(?!\s+(?:\w+\s+)?have\b)\s+\w"),
    "unclear": re.compile(ASKED),
    "not known": re.compile(ASKED),
}
"""Cues that with these words after them leave an event open whatever the models say, which need not have seen its verb;
what "may have happened" their readers took for a fact as often as not."""
LATIN = re.compile(r"[A-Za-z]")


def _by_cues(texts: Sequence[str]) -> np.ndarray:
    return np.array([any(cue.kind == "hedge" for cue in find_cues(text)) for text in texts], dtype=bool)


def _weasel(texts: Sequence[str]) -> np.ndarray:
    return score_texts([without_namesakes(text) for text in texts], load_model("hedging/weasel")) > 0


def _factuality(texts: Sequence[str]) -> np.ndarray:
    read = [without_namesakes(text) for text in texts]
    doubtful = doubt_of(read, load_model("hedging/event"), load_model("hedging/factuality")) > 0
    return doubtful | np.array([_is_possible(text) for text in texts], dtype=bool)


def _is_possible(text: str) -> bool:
    """Say whether a cue leaves an event open by itself: "may visit", "unclear whether"."""
    return any(cue.cue in POSSIBLE and POSSIBLE[cue.cue].match(text, cue.end) for cue in find_cues(text))


DEFINITIONS: dict[str, Callable[[Sequence[str]], np.ndarray]] = {
    "codebook": _by_cues,
    "weasel": _weasel,
    "factuality": _factuality,
}


def is_hedged(texts: Iterable[str] | pd.Series, *, definition: str = "codebook") -> pd.DataFrame:
    """Say of each text whether it is hedged, under one of three definitions, and how certain it is.

    Use "codebook" for how firmly sides and reporters speak: a cue that its context keeps ("may", "reportedly", "about
    60"); it is the definition of ``share_hedged``. Use "weasel" for prose that leaves open who says so or how many
    ("critics say", "is widely regarded"), as editors of Wikipedia mark it. Use "factuality" for news in which some
    event is not presented as a fact: wanted, planned, feared, conditional or possible ("they threatened to leave" is
    uncertain there and no hedge of the codebook). All are for sentences, in English; of a longer text the trained
    models read the first 2,000 words, May the month or name as any other month. They are blind to what the sentences
    around say.

    Parameters
    ----------
    texts : list or Series of str
        Missing texts are allowed and get missing answers; a text without a Latin letter (empty, an emoji, Korean) is
        not hedged, and its certainty is missing.
    definition : {"codebook", "weasel", "factuality"}
        What counts as hedged; ``certainty`` is the same under each.

    Returns
    -------
    DataFrame
        One row per text, with the index of ``texts`` where that is a Series: ``hedged`` (boolean, missing where the
        text is) and ``certainty`` (0 to 1: from not certain at all to fully certain, as readers rate findings).

    Raises
    ------
    UsageError
        For one string instead of a list, a row that is no text, or an unknown definition.

    References
    ----------
    Farkas et al. (2010), The CoNLL-2010 shared task (weasel); Lee, Artzi, Choi & Zettlemoyer (2015), Event detection
    and factuality assessment with non-expert supervision, EMNLP (factuality); Pei & Jurgens (2021), Measuring
    sentence-level and aspect-level (un)certainty in science communications, EMNLP (certainty).

    Examples
    --------
    >>> is_hedged(["Talks may resume.", "Talks resumed in June."])["hedged"].tolist()
    [True, False]
    >>> is_hedged(["The song is widely regarded as one of the best."], definition="weasel")["hedged"].tolist()
    [True]
    >>> is_hedged(["They threatened to leave if the drills begin."], definition="factuality")["hedged"].tolist()
    [True]
    """
    one_of("definition", definition, DEFINITIONS)
    series = as_texts(texts, "is_hedged")
    known = series.dropna()
    hedged = pd.Series(pd.NA, index=range(len(series)), dtype="boolean")
    hedged[series.notna().to_numpy()] = DEFINITIONS[definition](known.tolist())
    return pd.DataFrame({"hedged": hedged.array, "certainty": certainty_of(series).array}, index=series.index)


def certainty_of(texts: Iterable[str] | pd.Series) -> pd.Series:
    """Return how certain each text sounds to readers, 0 (not at all) to 1 (fully); missing where there is no English.

    For means over many sentences: a linear model of words and cues, learned on findings in news and abstracts and a
    little on news events; a single sentence's value is rough. It is missing where no Latin letter stands: in an empty
    text, an emoji, Korean.

    Parameters
    ----------
    texts : list or Series of str

    Returns
    -------
    Series
        ``certainty``, with the index of ``texts`` where that is a Series.

    Raises
    ------
    UsageError
        For one string instead of a list, or a row that is no text.

    References
    ----------
    Pei & Jurgens (2021), Measuring sentence-level and aspect-level (un)certainty in science communications, EMNLP.

    Examples
    --------
    >>> sure, unsure = certainty_of(["The test failed.", "The test may possibly have failed."])
    >>> sure > unsure
    True
    """
    series = as_texts(texts, "certainty_of")
    known = np.array([isinstance(text, str) and LATIN.search(text) is not None for text in series], dtype=bool)
    values = np.full(len(series), np.nan)
    read = [without_namesakes(text) for text in series[known]]
    values[known] = np.clip(score_texts(read, load_model("hedging/certainty")), 0, 1)
    return pd.Series(values, index=series.index, name="certainty")
