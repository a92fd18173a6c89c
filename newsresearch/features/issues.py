"""What a text is about: the issue whose words it has most of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

import pandas as pd

from newsresearch import lexicons
from newsresearch.matching import PhraseMatcher
from newsresearch.schema import check_flag, fault, need_columns

OTHER = "other"


SURE = 0.8
"""Probability from which the fallback names an issue; from 0.6 on, 24 of 60 statements read by hand were right."""


def classify_issues(
    texts: Iterable[object], *, issues: pd.DataFrame | None = None, fallback: bool = False
) -> pd.Series:
    """Name the issue of every text: the one with the most of its phrases in it; of equals, the one named first.

    Use it to split statements by what they are about. It knows words, not matters: an issue that is only alluded to
    is ``other``, and a text on two issues gets one. Weapons are ``denuclearization``, their tests are apart.

    Parameters
    ----------
    texts : Series or iterable of str
        Sentences or statements; NA and texts without letters are ``other``.
    issues : DataFrame, optional
        A table of yours with the columns ``issue`` and ``phrase``, instead of ``lexicons/issues.csv``.
    fallback : bool
        Let a model name the issue of texts in which no phrase stands, where it is sure. That is 1 % of such statements
        of news; of 60 read by hand 36 were named rightly (60 %), too few for a default.

    Returns
    -------
    Series
        One issue per text, with the index of ``texts`` when that is a Series.

    Raises
    ------
    UsageError
        When ``texts`` is one string, ``issues`` lacks a column or has an empty cell in one, or ``fallback`` is asked
        for beside a table of yours, whose issues it has not learned.

    Examples
    --------
    >>> classify_issues(["Sanctions stay until the talks end; sanctions work.", "Good morning."]).tolist()
    ['sanctions', 'other']
    """
    if isinstance(texts, str):
        raise fault("classify_issues: one string", "a Series or list of texts", "put the text into a list")
    series = texts if isinstance(texts, pd.Series) else pd.Series(list(texts), dtype="object")
    check_issues(issues, "classify_issues(issues=...)")
    check_flag("fallback", fallback, "classify_issues")
    if fallback and issues is not None:
        raise fault(
            "classify_issues: fallback=True beside issues=...",
            "fallback=True with the packaged issues, which it has learned",
            "leave one of the two out",
        )
    matcher, names = _packaged() if issues is None else _matcher(issues)
    found = [_issue(text, matcher, names) for text in series]
    if fallback:
        found = _fall_back(series, found)
    return pd.Series(found, index=series.index, dtype="str", name="issue")


def check_issues(issues: pd.DataFrame | None, call: str) -> None:
    """Raise unless ``issues`` is None or a table with an issue and a phrase in every row; an error names ``call``.

    Examples
    --------
    >>> check_issues(pd.DataFrame({"issue": ["trade"], "phrase": ["tariffs"]}), "classify_issues")
    """
    if issues is None:
        return
    need_columns(issues, ["issue", "phrase"], call, 'newsresearch.lexicons.load("issues")')
    for row, (issue, phrase) in zip(issues.index, issues[["issue", "phrase"]].values.tolist(), strict=True):
        if not all(isinstance(cell, str) and cell.strip() for cell in (issue, phrase)):
            raise fault(
                f"{call}: row {row!r}, issue {issue!r} and phrase {phrase!r}",
                "text in both columns of every row",
                "fill the cell or drop the row",
            )


def _issue(text: object, matcher: PhraseMatcher, names: list[str]) -> str:
    if not isinstance(text, str):
        return OTHER
    counts = Counter(names[index] for _, _, index in matcher.find(text))  # in order of place: most_common keeps it
    return counts.most_common(1)[0][0] if counts else OTHER


def _fall_back(texts: pd.Series, found: list[str]) -> list[str]:
    """Return the issues found, those of a model in the place of ``other`` where it is sure."""
    from newsresearch.models import load_model  # with the next: read only when asked for
    from newsresearch.models.issues.traits import issue_traits

    open_ones = [n for n, (text, issue) in enumerate(zip(texts, found, strict=True))
                 if issue == OTHER and isinstance(text, str)]  # fmt: skip  # one list
    if not open_ones:
        return found
    model = load_model("issues/fallback")
    p = model.predict_proba([issue_traits(texts.iloc[n]) for n in open_ones])
    out = list(found)
    for n, best, sure in zip(open_ones, p.argmax(axis=1), p.max(axis=1), strict=True):
        if sure >= SURE:
            out[n] = model.classes[best]
    return out


@cache
def _packaged() -> tuple[PhraseMatcher, list[str]]:
    return _matcher(lexicons.load("issues"))


def _matcher(table: pd.DataFrame) -> tuple[PhraseMatcher, list[str]]:
    """The phrases as one matcher, and the issue of each."""
    return PhraseMatcher(table["phrase"], ignore_case=True), table["issue"].tolist()
