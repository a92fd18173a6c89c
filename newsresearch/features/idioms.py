"""Fixed phrases of the DPRK's English in texts: what is meant, how severe it is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pandas as pd

from newsresearch import lexicons
from newsresearch.matching import PhraseMatcher
from newsresearch.schema import as_texts

COLUMNS = {
    "row": "object", "start": "int64", "end": "int64", "text": "str", "phrase": "str", "gloss": "str", "act": "str",
    "severity": "int64",
}  # fmt: skip  # the table in few lines


def find_idioms(texts: Iterable[str] | pd.Series) -> pd.DataFrame:
    """Find fixed phrases of the DPRK's English, such as "sea of fire", in texts.

    Use it on statements of the DPRK, to see which phrases come before what. A phrase that the press quotes counts too,
    and a phrase used of others' conduct is found as well as one of one's own.

    Parameters
    ----------
    texts : list or Series of str
        Missing texts are allowed and hold none.

    Returns
    -------
    DataFrame
        One row per match, by text and place: ``row`` (the index of the text in ``texts``), ``start``, ``end``
        (characters in it), ``text`` (as written), ``phrase`` (its first form in the table), ``gloss``, ``act`` (the
        usual one), ``severity`` (1 a label or reproach, 2 a warning, 3 force that is announced).

    Raises
    ------
    UsageError
        For one string instead of a list, or a row that is no text.

    Examples
    --------
    >>> find_idioms(["Drop the hostile policy or pay dearly."])[["phrase", "severity"]].values.tolist()
    [['hostile policy', 1], ['pay dearly', 2]]
    """
    series = as_texts(texts, "find_idioms")
    matcher, meanings = _idioms()
    out = []
    for row, text in series.dropna().items():
        for start, end, index in matcher.find(text):
            out.append((row, start, end, text[start:end], *meanings[index]))
    return pd.DataFrame(out, columns=list(COLUMNS)).astype(COLUMNS)


@cache
def _idioms() -> tuple[PhraseMatcher, list[tuple[str, str, str, int]]]:
    """The forms, and for each the phrase, gloss, act and severity."""
    table = lexicons.load("idioms")
    forms, meanings = [], []
    for phrase, gloss, act, severity in table[["phrase", "gloss", "act", "severity"]].values.tolist():
        for form in phrase.split("|"):
            forms.append(form)
            meanings.append((phrase.split("|")[0], gloss, act, int(severity)))
    return PhraseMatcher(forms, ignore_case=True), meanings
