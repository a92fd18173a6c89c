"""Whom a statement is about, how warmly, to what end, and on what condition."""

from __future__ import annotations

from itertools import pairwise
from operator import itemgetter

import numpy as np
import pandas as pd

from newsresearch.features.stance.conditions import conditions_in, find_condition, place_conditions
from newsresearch.models import softmax
from newsresearch.models.stance.bags import Bag, Blocks, score
from newsresearch.models.stance.judges import toward
from newsresearch.models.stance.scenes import Scene, scenes_of
from newsresearch.models.stance.traits import (
    NONE,
    act_traits,
    candidates,
    meanings,
    shared_traits,
    target_traits,
    tone_traits,
)
from newsresearch.schema import need_columns

__all__ = ["conditions_in", "find_condition", "stance_of"]

TINY = 1e-12  # below every probability that the models give; its logarithm is finite
ECHO = 0.2  # how much the sentence before and the one after count for a tone, beside 1; by cross-validation


def stance_of(
    statements: pd.DataFrame, articles: pd.DataFrame, sentences: pd.DataFrame, mentions: pd.DataFrame
) -> pd.DataFrame:
    """Add to statements their target, tone, act and condition.

    Use it after the statements of some articles are found. The labels are those of readers who coded by one codebook;
    rare ones (``agree``, ``offer``) are right about one time in three. It reads words, not irony; a target that
    is named nowhere near is guessed from the article.

    Parameters
    ----------
    statements : DataFrame
        One row per sentence of attributed content: ``article_id``, ``sentence_id``, ``start`` (characters in the
        article), ``text``, ``quote`` (direct, indirect, mixed, own), ``side``.
    articles : DataFrame
        ``article_id``; ``headline`` and ``publisher_side`` are read where they stand.
    sentences : DataFrame
        All sentences of the articles: ``article_id``, ``sentence_id``, ``start``, ``text``.
    mentions : DataFrame
        All mentions of actors in them: ``article_id``, ``sentence_id``, ``start``, ``end``, ``text``, ``side``.

    Returns
    -------
    DataFrame
        The same rows and index, with ``target`` (a side, NA for none), ``tone`` (-1, 0, 1; 0 without target),
        ``act``, ``condition`` (the words of what it depends on, NA), ``has_condition``, and the models' probabilities
        of the label given, ``p_target``, ``p_tone``, ``p_act`` (0..1).

    Raises
    ------
    UsageError
        When a table lacks a column.

    References
    ----------
    McFadden, D. (1974). Conditional logit analysis of qualitative choice behavior. The ranker of targets.

    Examples
    --------
    >>> from newsresearch.schema import empty
    >>> stance_of(empty("statements"), empty("articles"), empty("sentences"), empty("mentions"))["p_act"].tolist()
    []
    """
    need = ["article_id", "sentence_id", "start", "text"]
    need_columns(statements, [*need, "quote", "side"], "stance_of", "statements_in")
    need_columns(articles, ["article_id"], "stance_of", "load_articles")
    need_columns(sentences, need, "stance_of", "split_sentences")
    need_columns(mentions, [*need, "end", "side"], "stance_of", "mentions_in")
    scenes = scenes_of(statements, articles, sentences, mentions)
    target, p_target = choose_targets(scenes)
    seen = meanings(scenes)
    shared = [shared_traits(*pair) for pair in zip(scenes, target, strict=True)]
    acts = [act_traits(*row) for row in zip(scenes, target, shared, strict=True)]
    tones = [tone_traits(*row) for row in zip(scenes, target, shared, strict=True)]
    ties = find_ties(statements, scenes, target)
    tone, p_tone = choose_labels("stance/tone", tones, {**seen, "toward": toward(scenes, target)}, ties)
    act, p_act = choose_labels("stance/act", acts, seen)
    aimed = np.array(target, dtype=object) != NONE
    conditions = _conditions(statements, sentences)
    return statements.assign(
        target=pd.Series(target, statements.index, dtype="str").where(aimed),
        tone=np.where(aimed, np.array(tone, dtype=object), "0").astype("int64"),
        act=pd.Series(act, statements.index, dtype="str"),
        condition=pd.Series(conditions, statements.index, dtype="str"),
        has_condition=np.array([words is not None for words in conditions], dtype=bool),
        p_target=p_target,
        p_tone=np.where(aimed, p_tone, p_target),
        p_act=p_act,
    )


def choose_targets(scenes: list[Scene]) -> tuple[list[str], np.ndarray]:
    """Return the likeliest target of every scene ("NONE" for none) and its probability.

    Examples
    --------
    >>> words = ("we", "warn", "@US", "not", "to", "attack", "us")
    >>> choose_targets([Scene("DPRK", "DPRK", "own", words, (), ())])[0]
    ['US']
    """
    groups = [target_traits(scene) for scene in scenes]
    _, scores = score("stance/target", [row for group in groups for row in group], {})
    ends = np.cumsum([len(group) for group in groups], dtype=np.int64)
    shares = [softmax(part) for part in np.split(scores[:, 0], ends)[:-1]]
    chosen = [int(part.argmax()) for part in shares]
    sure = np.array([part[i] for part, i in zip(shares, chosen, strict=True)], dtype=float)
    return [candidates(scene)[i] for scene, i in zip(scenes, chosen, strict=True)], sure


def find_ties(statements: pd.DataFrame, scenes: list[Scene], targets: list[str]) -> np.ndarray:
    """Return the rows that a side says of one target right after each other: pairs of places in the table.

    Examples
    --------
    >>> said = pd.DataFrame({"article_id": ["a", "a"], "start": [0, 30]})
    >>> scenes = [Scene("US", "NONE", "own", (), (), ()), Scene("US", "NONE", "own", (), (), (), follows=True)]
    >>> find_ties(said, scenes, ["DPRK", "DPRK"]).tolist()
    [[0, 1]]
    """
    places = zip(statements["article_id"].tolist(), statements["start"].tolist(), range(len(statements)), strict=True)
    pairs = [
        (one, two)
        for (article, _, one), (other, _, two) in pairwise(sorted(places, key=itemgetter(0, 1, 2)))
        if article == other and scenes[two].follows and targets[one] == targets[two]
    ]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def choose_labels(
    name: str, rows: list[list[Bag]], blocks: Blocks, ties: np.ndarray | None = None
) -> tuple[list[str], np.ndarray]:
    """Return the likeliest class of every row by the model ``name``, and its probability.

    With ``ties`` (pairs of rows) log-probabilities are means over a row and its neighbours, these weighted by ``ECHO``.

    Examples
    --------
    >>> choose_labels("stance/tone", [], {})[0]
    []
    """
    model, scores = score(name, rows, blocks)
    shares = softmax(scores)
    if ties is not None:
        logs = np.log(np.maximum(shares, TINY))
        echo = np.zeros_like(logs)
        np.add.at(echo, ties[:, 0], logs[ties[:, 1]])
        np.add.at(echo, ties[:, 1], logs[ties[:, 0]])
        heard = 1 + ECHO * np.bincount(ties.ravel(), minlength=len(rows))[:, None]
        shares = softmax((logs + ECHO * echo) / heard)  # a mean, not a sum: agreeing rows are not surer than each is
    return [model.classes[i] for i in shares.argmax(axis=1)], shares.max(axis=1)


def _conditions(statements: pd.DataFrame, sentences: pd.DataFrame) -> list[str | None]:
    """Return the words of what each statement makes something depend on."""
    columns = [sentences[name].tolist() for name in ("article_id", "sentence_id", "start", "text")]
    whole = {(article, number): (int(start), text) for article, number, start, text in zip(*columns, strict=True)}
    own = zip(statements["start"].tolist(), statements["text"].tolist(), strict=True)
    places = zip(statements["article_id"].tolist(), statements["sentence_id"].tolist(), strict=True)
    out: list[str | None] = []
    for found, place, mine in zip(place_conditions(statements, sentences), places, own, strict=True):
        at, text = whole.get(place, mine)
        out.append(None if found is None else text[found.antecedent[0] - at : found.antecedent[1] - at])
    return out
