"""Versions of one story: which articles rewrite which, which are copies, and what changed between two versions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache
from itertools import repeat
from typing import Any

import numpy as np
import pandas as pd

from newsresearch.candidates import DAY, DAYS, Item, items_of, key_of, pairs_of, shingles_of, tokens_of
from newsresearch.schema import TABLES, as_type, check_count, need_columns, need_own_ids

NEAR = 0.5  # Jaccard of shingles at which two texts of an outlet tell one story: half of the wording is shared
COPY = 0.8  # ... at which one is a copy of the other
KEPT = 0.5  # share of the shorter text's shingles found in the longer: a rewrite that grew around its first version
HEADLINE = 60.0  # rapidfuzz token-set ratio of headlines, of 100, that supports a marked rewrite
SAME = 90.0  # rapidfuzz ratio, of 100, from which two sentences are one, a word or a figure exchanged
SENTENCES = (3, 0.3)  # sentences, and share of the shorter text's, that a marked rewrite keeps; fewer are background
HOURS = 36  # a story's last LEAD comes on the day after its first
OPEN = 4096  # articles whose shingles are at hand at once: those of some days, where pairs are near in time
_HOUR = 3_600_000_000_000  # nanoseconds


def thread_stories(articles: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """Join the versions of a story and mark copies.

    Use it before any count: a wire sends the same story as (URGENT), (LEAD), (2nd LEAD), and outlets print it again.
    Two articles of one outlet within three days are versions of a story when half of their four-word shingles are
    shared, or when one has a revision marker and keeps half of the shorter one's wording, or (within 36 hours) its
    headline, or three sentences that make up three tenths of the shorter one. Texts of other outlets that are nearly
    identical are copies (``duplicate_of``), and share the story. Candidates come from MinHash with banding, within
    three days where dates are known, so the time is linear in articles that are spread over time. Blind to a story
    rewritten in all words.

    Parameters
    ----------
    articles : DataFrame
        From ``load_articles``.
    seed : int
        Of the MinHash permutations.

    Returns
    -------
    DataFrame
        One row per article, the same columns and ``story_id`` (the ``article_id`` of the story's first version),
        ``is_latest`` (bool: the version to count), ``duplicate_of`` (``article_id`` of the earliest copy, or NA),
        ``thread_reason`` (in words, NA for a story of one article).

    Raises
    ------
    UsageError
        When the table lacks ``article_id`` or ``text``, or an id is missing or stands in two rows.

    References
    ----------
    Broder (1997), On the resemblance and containment of documents. Leskovec, Rajaraman and Ullman (2014), Mining of
    Massive Datasets, chapter 3.

    Examples
    --------
    >>> rows = pd.DataFrame({"article_id": ["b.1", "a.1"], "text": ["Envoys met in Oslo."] * 2})
    >>> thread_stories(rows)[["article_id", "story_id", "duplicate_of"]].values.tolist()
    [['a.1', 'a.1', nan], ['b.1', 'a.1', 'a.1']]
    """
    articles = need_columns(articles, ["article_id", "text"], "thread_stories", "load_articles")
    need_own_ids(articles, "thread_stories")
    check_count("seed", seed, 0, "thread_stories")
    frame = articles.sort_values("article_id", kind="stable", ignore_index=True)
    for name in {"published_at", "published_date"} & set(frame.columns):
        frame[name] = as_type(frame[name], TABLES["articles"].columns[name], "thread_stories")
    rows = items_of(frame, "thread_stories")
    texts = frame["text"].array

    @lru_cache(maxsize=OPEN)
    def shingles(n: int) -> np.ndarray:
        return shingles_of(tokens_of(texts[n]))

    parent = list(range(len(rows)))
    reason: dict[int, str] = {}
    copies: dict[int, list[int]] = defaultdict(list)

    def top(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    related = []
    for a, b in sorted(pairs_of(rows, texts, seed), key=lambda pair: (rows[pair[0]].order[0], pair)):
        words, copy = _relation(rows[a], rows[b], shingles, texts)
        if words:
            related.append((a, b, words, copy))
    for a, b, words, copy in sorted(related):  # which reason of several an article gets is not left to the dates
        parent[max(top(a), top(b))] = min(top(a), top(b))
        first, later = sorted((rows[a], rows[b]), key=lambda item: item.order)
        reason.setdefault(later.n, words.format(other=first.article_id))
        if copy:
            copies[later.n].append(first.n)
    stories: dict[int, list[Item]] = defaultdict(list)
    for item in rows:
        stories[top(item.n)].append(item)
    story, latest = [""] * len(rows), [False] * len(rows)
    for items in stories.values():
        items.sort(key=lambda item: item.order)
        for item in items:
            story[item.n] = items[0].article_id
        duplicated = {item.n for item in items if item.n in copies}
        latest[max((i for i in items if i.n not in duplicated), key=lambda item: item.version, default=items[0]).n] = (
            True
        )
        if len(items) > 1:
            reason.setdefault(items[0].n, f"first of {len(items)} articles that tell one story")
            for item in items[1:]:
                reason.setdefault(item.n, f"joined to {items[0].article_id} through another version")
    first_copy = {
        n: min((rows[m] for m in found), key=lambda item: item.order).article_id for n, found in copies.items()
    }
    frame["story_id"] = pd.Series(story, dtype="str")
    frame["is_latest"] = pd.Series(latest, dtype="bool")
    frame["duplicate_of"] = pd.Series([first_copy.get(n) for n in range(len(rows))], dtype="str")
    frame["thread_reason"] = pd.Series([reason.get(n) for n in range(len(rows))], dtype="str")
    return frame


def versions_of(articles: pd.DataFrame) -> dict[str, list[str]]:
    """Return the ``article_id`` of each story's versions, from the first to the latest; copies are left out.

    Parameters
    ----------
    articles : DataFrame
        From ``thread_stories``.

    Examples
    --------
    >>> rows = pd.DataFrame({"article_id": ["a.1", "b.1"], "text": ["Envoys met in Oslo."] * 2})
    >>> versions_of(thread_stories(rows))
    {'a.1': ['a.1']}
    """
    articles = need_columns(articles, ["article_id", "text", "story_id"], "versions_of", "thread_stories")
    need_own_ids(articles, "versions_of")
    found: dict[str, list[Item]] = defaultdict(list)
    copies = articles["duplicate_of"] if "duplicate_of" in articles.columns else repeat(None)
    for item, story, copy in zip(items_of(articles, "versions_of"), articles["story_id"], copies, strict=False):
        if not isinstance(copy, str):
            found[str(story)].append(item)
    return {
        story: [item.article_id for item in sorted(items, key=lambda item: item.version)]
        for story, items in sorted(found.items())
    }


def _relation(a: Item, b: Item, shingles: Callable[[int], np.ndarray], texts: Any) -> tuple[str | None, bool]:
    """Return why two articles tell one story (None when they do not), and whether one is a copy of the other."""
    ours, theirs = shingles(a.n), shingles(b.n)
    if ours.size == theirs.size and key_of(tokens_of(texts[a.n])) == key_of(tokens_of(texts[b.n])):
        return "the same words as {other}", True
    if not (ours.size and theirs.size):
        return None, False
    near = a.day is None or b.day is None or abs((a.day - b.day) // DAY) <= DAYS
    if not near:
        return None, False
    shared = _n_shared(ours, theirs)
    likeness = shared / (ours.size + theirs.size - shared)
    kept = shared / min(ours.size, theirs.size)
    one_outlet = a.outlet is not None and a.outlet == b.outlet
    rewrite = one_outlet and (a.marked or b.marked) and (a.number != b.number or a.marked != b.marked)
    if likeness >= COPY and not rewrite:
        return f"nearly the same words as {{other}} ({likeness:.0%} of the four-word runs)", True
    if not one_outlet:
        return None, False
    if rewrite and (kept >= KEPT or likeness >= NEAR):
        return f"a marked rewrite that shares {kept:.0%} of the shorter text's four-word runs with {{other}}", False
    if likeness >= NEAR:
        return f"shares {likeness:.0%} of the four-word runs with {{other}}, the same outlet within {DAYS} days", False
    if (
        rewrite and kept >= 0.1 and _hours_apart(a, b) <= HOURS and _headlines_alike(a.headline, b.headline)
    ):  # a tenth: an urgent line inside a long lead
        return "a marked rewrite with nearly the headline of {other}", False
    if rewrite and shared and _hours_apart(a, b) <= HOURS:
        sentences, share = _sentences_kept(texts[a.n], texts[b.n])
        if sentences >= SENTENCES[0] and share >= SENTENCES[1]:
            return f"a marked rewrite that keeps {sentences} sentences of {{other}}", False
    return None, False


def _n_shared(ours: np.ndarray, theirs: np.ndarray) -> int:
    """Return how many numbers two sorted arrays share, none of which holds one twice."""
    shorter, longer = sorted((ours, theirs), key=len)
    places = np.searchsorted(longer, shorter)
    return int((longer[np.minimum(places, len(longer) - 1)] == shorter).sum())


def _hours_apart(a: Item, b: Item) -> float:
    """Return the hours between two articles, those of their days where a moment is missing."""
    if a.at is not None and b.at is not None:
        return abs(a.at - b.at) / _HOUR
    return abs((a.day - b.day) // DAY) * 24.0 if a.day is not None and b.day is not None else float("inf")


def _sentences_kept(a: str, b: str) -> tuple[int, float]:
    """Return how many sentences of the shorter text stand in the longer, nearly verbatim, and their share."""
    from rapidfuzz import fuzz, process  # needed for this call alone

    shorter, longer = sorted((_sentences(a), _sentences(b)), key=len)
    kept = sum(
        process.extractOne(sentence, longer, scorer=fuzz.ratio, score_cutoff=SAME) is not None for sentence in shorter
    )
    return kept, kept / max(1, len(shorter))


def _sentences(text: str) -> list[str]:
    """Return the sentences of five words or more, roughly: to compare texts, not to place a feature."""
    return [s for s in re.split(r"(?<=[.!?])[\"”’)]*\s+", text.casefold()) if len(s.split(None, 5)) >= 5]


def _headlines_alike(a: str, b: str) -> bool:
    if not a or not b:
        return False
    from rapidfuzz import fuzz  # needed for this call alone

    return fuzz.token_set_ratio(a.casefold(), b.casefold()) >= HEADLINE
