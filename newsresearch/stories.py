"""Versions of one story: which articles rewrite which, which are copies, and what changed between two versions."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

import numpy as np
import pandas as pd

from newsresearch.schema import TABLES, as_type, check_count, need_columns, need_own_ids

SHINGLE = 4  # words; the length that near-duplicate search of news usually takes (Broder 1997)
PERMUTATIONS = 128
BANDS, ROWS = 42, 3  # of the permutations: sure of pairs at a Jaccard of 0.4 and above
LEAST = 0.15  # share of equal permutations below which a pair of one band is chance; a rewrite has 0.25 and more
NEAR = 0.5  # Jaccard of shingles at which two texts of an outlet tell one story: half of the wording is shared
COPY = 0.8  # ... at which one is a copy of the other
KEPT = 0.5  # share of the shorter text's shingles found in the longer: a rewrite that grew around its first version
DAYS = 3  # a wire rewrites a story within hours; the same words weeks later are another story
HEADLINE = 60.0  # rapidfuzz token-set ratio of headlines, of 100, that supports a marked rewrite
SAME = 90.0  # rapidfuzz ratio, of 100, from which two sentences are one, a word or a figure exchanged
SENTENCES = (3, 0.3)  # sentences, and share of the shorter text's, that a marked rewrite keeps; fewer are background
HOURS = 36  # a story's last LEAD comes on the day after its first
FEW_WORDS = 25  # below this a text has too few shingles to compare; only identity counts
_DAY = 86_400_000_000_000  # nanoseconds
_UNDATED = 2**40  # a day after all others: an article without one is compared with every other


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
    need_columns(articles, ["article_id", "text"], "thread_stories", "load_articles")
    need_own_ids(articles, "thread_stories")
    check_count("seed", seed, 0, "thread_stories")
    frame = articles.sort_values("article_id", kind="stable", ignore_index=True)
    for name in {"published_at", "published_date"} & set(frame.columns):
        frame[name] = as_type(frame[name], TABLES["articles"].columns[name], "thread_stories")
    rows = [_Item(n, dict(row)) for n, row in enumerate(frame.to_dict("records"))]
    parent = list(range(len(rows)))
    reason: dict[int, str] = {}
    copies: dict[int, list[int]] = defaultdict(list)

    def top(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for a, b in _pairs(rows, seed):
        words, copy = _relation(rows[a], rows[b])
        if not words:
            continue
        parent[max(top(a), top(b))] = min(top(a), top(b))
        first, later = sorted((rows[a], rows[b]), key=lambda item: item.order)
        reason.setdefault(later.n, words.format(other=first.article_id))
        if copy:
            copies[later.n].append(first.n)
    stories: dict[int, list[_Item]] = defaultdict(list)
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
    need_columns(articles, ["article_id", "text", "story_id"], "versions_of", "thread_stories")
    need_own_ids(articles, "versions_of")
    found: dict[str, list[_Item]] = defaultdict(list)
    for n, row in enumerate(articles.to_dict("records")):
        if not isinstance(row.get("duplicate_of"), str):
            found[str(row["story_id"])].append(_Item(n, dict(row)))
    return {
        story: [item.article_id for item in sorted(items, key=lambda item: item.version)]
        for story, items in sorted(found.items())
    }


class _Item:
    """One article as threading sees it."""

    def __init__(self, n: int, row: dict[Any, Any]) -> None:
        self.n = n
        self.article_id = str(row["article_id"])
        text = row["text"] if isinstance(row["text"], str) else ""
        tokens = re.findall(r"\w+", text.casefold())
        self.key = " ".join(tokens)
        self.text = text
        self.shingles = (
            {" ".join(tokens[i : i + SHINGLE]) for i in range(len(tokens) - SHINGLE + 1)}
            if len(tokens) >= FEW_WORDS
            else set()
        )
        self.outlet = row.get("outlet") if isinstance(row.get("outlet"), str) else None
        self.headline: str = row["headline"] if isinstance(row.get("headline"), str) else ""
        self.marked = isinstance(row.get("revision"), str)
        number = row.get("revision_number")
        self.number = int(number) if number is not None and number == number else 0
        at = row.get("published_at")
        self.at = at if isinstance(at, pd.Timestamp) and not pd.isna(at) else None
        self.minute = row.get("published_precision") == "minute"
        day = row.get("published_date")
        self.day = (
            day
            if isinstance(day, pd.Timestamp) and not pd.isna(day)
            else (self.at.tz_localize(None) if self.at else None)
        )
        stamp = self.day.value if self.day is not None else 2**62  # undated articles come last
        moment = self.at.value if self.at is not None and self.minute else 0
        self.order = (stamp, self.number, moment, self.article_id)
        self.version = (self.number, moment, stamp, self.article_id)


def _pairs(rows: list[_Item], seed: int) -> list[tuple[int, int]]:
    """Return the pairs worth comparing: same words, a shared MinHash band, or a marked rewrite near in time."""
    found: set[tuple[int, int]] = set()
    same: dict[str, list[int]] = defaultdict(list)
    for item in rows:
        if item.key:
            same[item.key].append(item.n)
    for group in same.values():
        found.update((group[0], other) for other in group[1:])
    unique = [rows[group[0]] for group in same.values() if rows[group[0]].shingles]
    if len(unique) > 1:
        found.update((unique[a].n, unique[b].n) for a, b in _alike(unique, seed))
    found.update(_marked_pairs(unique))
    return sorted(found)


def _alike(items: list[_Item], seed: int) -> list[tuple[int, int]]:
    """Return the places of items that share a band of their MinHash and as much of the whole as rewrites do."""
    from datasketch import MinHash  # heavy (scipy), and needed for this call alone

    shingles = ([shingle.encode() for shingle in sorted(item.shingles)] for item in items)
    hashes = MinHash.generator(shingles, num_perm=PERMUTATIONS, seed=seed + 1)
    signs = np.stack([one.hashvalues.astype(np.uint32) for one in hashes])  # the library's values have 32 bits
    days = np.array([_UNDATED if item.day is None else item.day.value // _DAY for item in items])
    found: set[int] = set()
    for start in range(0, BANDS * ROWS, ROWS):
        order = np.lexsort((days, *signs[:, start : start + ROWS].T))  # in a band by time, the undated last
        band = signs[order, start : start + ROWS]
        ends = np.flatnonzero((band[1:] != band[:-1]).any(axis=1)) + 1
        for group in np.split(order, ends):
            if len(group) < 2:
                continue
            when = days[group]
            last = np.searchsorted(when, when + DAYS + 1, side="right")  # one more: a day may be a moment
            undated = np.searchsorted(when, _UNDATED)
            for n, first in enumerate(group[:-1]):
                others = group[np.r_[n + 1 : last[n], max(n + 1, last[n], undated) : len(group)]]
                near = others[(signs[others] == signs[first]).mean(axis=1) >= LEAST]
                found.update((np.minimum(near, first) * len(items) + np.maximum(near, first)).tolist())
    return [divmod(pair, len(items)) for pair in sorted(found)]


def _marked_pairs(rows: list[_Item]) -> set[tuple[int, int]]:
    """Return pairs of one outlet on one day or the next of which at least one has a marker."""
    by_day: dict[tuple[str | None, int], list[_Item]] = defaultdict(list)
    for item in rows:
        if item.day is not None:
            by_day[(item.outlet, item.day.value // _DAY)].append(item)
    found = set()
    for (outlet, day), items in by_day.items():
        near = items + by_day.get((outlet, day + 1), [])
        for a in items:
            for b in near:
                if a.n != b.n and (a.marked or b.marked):
                    found.add((min(a.n, b.n), max(a.n, b.n)))
    return found


def _relation(a: _Item, b: _Item) -> tuple[str | None, bool]:
    """Return why two articles tell one story (None when they do not), and whether one is a copy of the other."""
    if a.key == b.key:
        return "the same words as {other}", True
    if not (a.shingles and b.shingles):
        return None, False
    shared = len(a.shingles & b.shingles)
    likeness = shared / len(a.shingles | b.shingles)
    kept = shared / min(len(a.shingles), len(b.shingles))
    near = a.day is None or b.day is None or abs((a.day - b.day).days) <= DAYS
    one_outlet = a.outlet is not None and a.outlet == b.outlet
    rewrite = one_outlet and (a.marked or b.marked) and (a.number != b.number or a.marked != b.marked)
    if likeness >= COPY and near and not rewrite:
        return f"nearly the same words as {{other}} ({likeness:.0%} of the four-word runs)", True
    if not near or not one_outlet:
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
        sentences, share = _sentences_kept(a.text, b.text)
        if sentences >= SENTENCES[0] and share >= SENTENCES[1]:
            return f"a marked rewrite that keeps {sentences} sentences of {{other}}", False
    return None, False


def _hours_apart(a: _Item, b: _Item) -> float:
    """Return the hours between two articles, those of their days where a moment is missing."""
    if a.minute and b.minute and a.at is not None and b.at is not None:
        return abs((a.at - b.at).total_seconds()) / 3600
    return abs((a.day - b.day).days) * 24.0 if a.day is not None and b.day is not None else float("inf")


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
