"""Whom a statement is about, how warmly, to what end, and on what condition."""

from __future__ import annotations

from itertools import pairwise
from operator import itemgetter

import numpy as np
import pandas as pd

from newsresearch.features.stance.conditions import conditions_in, find_condition, place_conditions
from newsresearch.models import load_model, softmax
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
TOGETHER = 0.25  # how much of what act and tone tell of each other counts; by cross-validation


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
    warm = read_shares("stance/tone", tones, {**seen, "toward": toward(scenes, target)}, ties)
    act, p_act, tone, p_tone = choose_together(read_shares("stance/act", acts, seen), warm)
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


def read_shares(name: str, rows: list[list[Bag]], blocks: Blocks, ties: np.ndarray | None = None) -> np.ndarray:
    """Return the probability of every class for every row by the model ``name``, rows x classes.

    With ``ties`` (pairs of rows) log-probabilities are means over a row and its neighbours, these weighted by ``ECHO``.

    Examples
    --------
    >>> read_shares("stance/tone", [], {}).shape
    (0, 3)
    """
    shares = softmax(score(name, rows, blocks)[1])
    if ties is None:
        return shares
    logs = np.log(np.maximum(shares, TINY))
    echo = np.zeros_like(logs)
    np.add.at(echo, ties[:, 0], logs[ties[:, 1]])
    np.add.at(echo, ties[:, 1], logs[ties[:, 0]])
    heard = 1 + ECHO * np.bincount(ties.ravel(), minlength=len(rows))[:, None]
    return softmax((logs + ECHO * echo) / heard)  # a mean, not a sum: agreeing rows are not surer than each is


def choose_together(acts: np.ndarray, tones: np.ndarray) -> tuple[list[str], np.ndarray, list[str], np.ndarray]:
    """Return the likeliest act of every row and its probability, and the likeliest tone and its: each hears the other.

    Threats are hardly ever warm, nor thanks cold: what two models read of one statement is multiplied, pair by pair, by
    how much oftener a pair was coded than by chance, to the power ``TOGETHER``.

    Examples
    --------
    >>> torn = np.full((1, 10), 0.02)
    >>> torn[0, [3, 6]] = 0.43, 0.41  # a little likelier a threat than praise, and warm
    >>> choose_together(torn, np.array([[0.05, 0.15, 0.8]]))[0]
    ['praise']
    """
    pairs = load_model("stance/together")
    joint = acts[:, :, None] * tones[:, None, :] * np.exp(TOGETHER * pairs.weights)
    joint /= joint.sum(axis=(1, 2), keepdims=True)
    act, tone = joint.sum(axis=2), joint.sum(axis=1)
    named = [list(pairs.vocabulary)[i] for i in act.argmax(axis=1)]
    return named, act.max(axis=1), [pairs.classes[i] for i in tone.argmax(axis=1)], tone.max(axis=1)


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
