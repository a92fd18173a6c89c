"""The metrics of the gold set: which rows each is about, and its value with an interval."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd
from sklearn.metrics import f1_score

from newsresearch.schema import ACTS

N_RESAMPLES = 500
SIDES = ("DPRK", "US", "ROK", "EXPERT", "OTHER")
TARGETS = ("DPRK", "US", "ROK", "CHN", "NONE")
TONES = (-1, 0, 1)
TITLES = frozenset(
    "the a an u.s us mr mrs ms president leader secretary minister spokesman spokeswoman spokesperson of state "
    "chairman gen general sen senator rep former south north korea korean".split()
)
"""Words of a description that name an office, not a person."""

Metric = tuple[Callable[[pd.DataFrame], pd.DataFrame], Callable[[pd.DataFrame], float]]


def score(pairs: pd.DataFrame, metrics: dict[str, Metric], seed: int) -> list[dict[str, Any]]:
    """Compute each metric, with an interval from resampling documents.

    Examples
    --------
    >>> rows = pd.DataFrame({"article_id": list("aabb"), "hedged": [True, False] * 2, "our_hedged": [True, False] * 2})
    >>> [row["value"] for row in score(rows, {"hedged": HEDGING["sentence hedged, F1"]}, 0)]
    [1.0]
    """
    generator = np.random.default_rng(seed)
    documents, code = np.unique(pairs["article_id"], return_inverse=True)
    places = [np.flatnonzero(code == number) for number in range(len(documents))]
    draws = [
        np.concatenate([places[number] for number in generator.integers(len(documents), size=len(documents))])
        for _ in range(N_RESAMPLES)
    ]
    rows = []
    for metric, (rows_of, value_of) in metrics.items():
        used = rows_of(pairs)
        keep = pairs.index.isin(used.index)
        values = [value_of(pairs.iloc[draw[keep[draw]]]) if keep[draw].any() else np.nan for draw in draws]
        low, high = np.nanpercentile(values, [2.5, 97.5])
        rows.append({"metric": metric, "value": value_of(used), "low": low, "high": high, "n": len(used)})
    return rows


def macro_f1(truth: Iterable[Any], guess: Iterable[Any], labels: Iterable[Any]) -> float:
    """Return macro F1 over ``labels``; rows of other labels count as errors of the guess.

    Examples
    --------
    >>> macro_f1(["US", "DPRK"], ["US", "US"], ["US", "DPRK"])
    0.3333333333333333
    """
    return float(f1_score(list(truth), list(guess), labels=list(labels), average="macro", zero_division=0))


def five_sides(sides: Iterable[str]) -> list[str]:
    """Fold the sides into the five that are scored.

    Examples
    --------
    >>> five_sides(["US", "CHN"])
    ['US', 'OTHER']
    """
    return [side if side in SIDES else "OTHER" for side in sides]


def same_speaker(gold: str, ours: str) -> bool:
    """Say whether two descriptions name one source: the words of one, titles aside, are among the other's.

    Examples
    --------
    >>> same_speaker("Donald Trump", "President Trump"), same_speaker("Mike Pompeo", "Kim Jong Un")
    (True, False)
    """
    first, second = _name_words(gold), _name_words(ours)
    if not first or not second:
        return first == second
    return first <= second or second <= first or len(first & second) / len(first | second) >= 0.5


def _name_words(name: str) -> frozenset[str]:
    words = frozenset(re.findall(r"\w[\w.-]*\w|\w", re.sub(r"['’]s\b", "", name).lower().replace("-", " ")))
    return (words - TITLES) or words


def bag_f1(truth: Iterable[list[Any]], guess: Iterable[list[Any]]) -> float:
    """Return the F1 of items that may repeat within a row (cues, mentions).

    Examples
    --------
    >>> bag_f1([["may", "may"]], [["may"]])
    0.6666666666666666
    """
    hits = wanted = given = 0
    for right, ours in zip(truth, guess, strict=True):
        left = list(right)
        wanted, given = wanted + len(left), given + len(ours)
        for item in ours:
            if item in left:
                left.remove(item)
                hits += 1
    return 2 * hits / (wanted + given) if wanted + given else float("nan")


def _all(pairs: pd.DataFrame) -> pd.DataFrame:
    return pairs


def both_see(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in which gold and tables both see a statement.

    Examples
    --------
    >>> len(both_see(pd.DataFrame({"found": [True, True, False], "quote": ["direct", "none", "own"]})))
    1
    """
    return pairs[pairs["found"] & (pairs["quote"] != "none")]


def _voiced(pairs: pd.DataFrame) -> pd.DataFrame:
    """Hedged rows, seen by both, that are narration or wholly quoted."""
    return pairs[pairs["hedged"] & pairs["our_hedged"] & pairs["quote"].isin(["none", "direct"])]


def _yes_f1(column: str, ours: str) -> Callable[[pd.DataFrame], float]:
    return lambda p: float(f1_score(p[column].astype(bool), p[ours], zero_division=0))


def _label_f1(column: str, ours: str, labels: tuple[Any, ...]) -> Callable[[pd.DataFrame], float]:
    return lambda p: macro_f1(p[column], p[ours], labels)


def _speakers(p: pd.DataFrame) -> float:
    return float(np.mean([same_speaker(a, b) for a, b in zip(p["speaker"], p["our_speaker"], strict=True)]))


def _voices(p: pd.DataFrame) -> float:
    """Share of rows in which the first cue found has the right voice."""
    right = [
        voices[0] == ("reporter" if quote == "none" else side)
        for voices, quote, side in zip(p["our_voices"], p["quote"], p["side"], strict=True)
    ]
    return float(np.mean(right)) if right else float("nan")


STATEMENTS: dict[str, Metric] = {
    "sentence has a statement, F1": (
        _all,
        lambda p: float(f1_score(p["quote"] != "none", p["found"], zero_division=0)),
    ),
    "speaker right": (both_see, _speakers),
    "side macro F1": (both_see, lambda p: macro_f1(five_sides(p["side"]), five_sides(p["our_side"]), SIDES)),
    "target macro F1": (both_see, _label_f1("target", "our_target", TARGETS)),
    "tone macro F1": (both_see, _label_f1("tone", "our_tone", TONES)),
    "act macro F1": (both_see, _label_f1("act", "our_act", ACTS)),
    "condition F1": (both_see, _yes_f1("condition", "our_condition")),
}
HEDGING: dict[str, Metric] = {
    "sentence hedged, F1": (_all, _yes_f1("hedged", "our_hedged")),
    "hedge cues, F1": (_all, lambda p: bag_f1([[c.lower() for c in cues] for cues in p["cues"]], p["our_cues"])),
    "voice of a hedge right": (_voiced, _voices),
}
MENTIONS: dict[str, Metric] = {
    "mentions with id, F1": (
        _all,
        lambda p: bag_f1([[tuple(mention) for mention in row] for row in p["mentions"]], p["our_mentions"]),
    ),
}
