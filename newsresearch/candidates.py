"""Articles as threading sees them, and the pairs among them that are worth comparing: MinHash, banded and by days."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from newsresearch.schema import TABLES, as_type

SHINGLE = 4  # words; the length that near-duplicate search of news usually takes (Broder 1997)
PERMUTATIONS = 128
BANDS, ROWS = 42, 3  # of the permutations: sure of pairs at a Jaccard of 0.4 and above
LEAST = 0.15  # share of equal permutations below which a pair of one band is chance; a rewrite has 0.25 and more
DAYS = 3  # a wire rewrites a story within hours; the same words weeks later are another story
FEW_WORDS = 25  # below this a text has too few shingles to compare; only identity counts
DAY = 86_400_000_000_000  # nanoseconds
_UNDATED = 2**40  # a day after all others: an article without one is compared with every other
LAST = 2**62  # the moment of an article without a day: undated articles come last


class Item(NamedTuple):
    """One article as threading sees it, without its words; times are nanoseconds since 1970."""

    n: int
    article_id: str
    outlet: str | None
    headline: str
    marked: bool
    number: int
    at: int | None  # where the minute is known
    day: int | None  # a moment of it

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Return what puts a story's first version first."""
        return (LAST if self.day is None else self.day, self.number, self.at or 0, self.article_id)

    @property
    def version(self) -> tuple[int, int, int, str]:
        """Return what puts a story's latest version last."""
        return (self.number, self.at or 0, LAST if self.day is None else self.day, self.article_id)


def items_of(articles: pd.DataFrame, call: str) -> list[Item]:
    """Return the rows of a table of articles as items; columns that it lacks count as missing.

    Examples
    --------
    >>> items_of(pd.DataFrame({"article_id": ["a.1"], "revision": ["LEAD"]}), "thread_stories")[0].marked
    True
    """

    def column(name: str, dtype: str | None = None) -> Any:
        if name not in articles.columns:
            return repeat(None, len(articles))
        return articles[name] if dtype is None else as_type(articles[name], dtype, call)

    def moments(name: str) -> Iterator[int | None]:
        values = column(name, TABLES["articles"].columns[name])
        return (None if value is None or pd.isna(value) else value.value for value in values)

    outlets: dict[str, str] = {}  # one copy of each name
    marks = (isinstance(mark, str) for mark in column("revision"))
    numbers = (0 if number is None or pd.isna(number) else int(number) for number in column("revision_number", "Int64"))
    days, times = moments("published_date"), moments("published_at")
    rows = zip(column("article_id"), column("outlet"), column("headline"), marks, numbers, days, times,
               column("published_precision"), strict=True)  # fmt: skip  # one call
    return [
        Item(
            n, str(article), outlets.setdefault(outlet, outlet) if isinstance(outlet, str) else None,
            headline if isinstance(headline, str) else "", mark, number,
            at if isinstance(precision, str) and precision == "minute" else None, at if day is None else day,
        )
        for n, (article, outlet, headline, mark, number, day, at, precision) in enumerate(rows)
    ]  # fmt: skip  # an item on few lines reads as the item it is


def tokens_of(text: Any) -> list[str]:
    """Return the words of a text as they are compared; none of what is no text.

    Examples
    --------
    >>> tokens_of("Envoys met."), tokens_of(None)
    (['envoys', 'met'], [])
    """
    return re.findall(r"\w+", text.casefold()) if isinstance(text, str) else []


def shingles_of(tokens: list[str]) -> np.ndarray:
    """Return the runs of four words in a text as sorted numbers of 64 bits, each once: no string is kept.

    Examples
    --------
    >>> len(shingles_of(["word"] * 30)), len(shingles_of(["word"] * 20))
    (1, 0)
    """
    if len(tokens) < FEW_WORDS:
        return np.empty(0, dtype="<u8")
    runs = (" ".join(tokens[i : i + SHINGLE]) for i in range(len(tokens) - SHINGLE + 1))
    return np.unique(np.frombuffer(b"".join(_sha1(run)[:8] for run in runs), dtype="<u8"))


def _sha1(run: str) -> bytes:
    return hashlib.sha1(run.encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()


def pairs_of(rows: list[Item], texts: Any, seed: int) -> set[tuple[int, int]]:
    """Return the pairs worth comparing: same words, a shared MinHash band, or a marked rewrite near in time.

    Examples
    --------
    >>> rows = items_of(pd.DataFrame({"article_id": ["a.1", "b.1"]}), "thread_stories")
    >>> pairs_of(rows, ["Envoys met.", "Envoys met."], 0)
    {(0, 1)}
    """
    found: set[tuple[int, int]] = set()
    first: dict[bytes, int] = {}
    unique: list[Item] = []
    for item in rows:
        if tokens := tokens_of(texts[item.n]):
            known = first.setdefault(key_of(tokens), item.n)
            if known != item.n:
                found.add((known, item.n))
            elif len(tokens) >= FEW_WORDS:
                unique.append(item)
    if len(unique) > 1:
        found.update((unique[a].n, unique[b].n) for a, b in _alike(unique, texts, seed))
    found.update(_marked_pairs(unique))
    return found


def key_of(tokens: list[str]) -> bytes:
    """Return a digest of a text's words.

    Examples
    --------
    >>> key_of(["envoys", "met"]) == key_of(tokens_of("Envoys met."))
    True
    """
    return hashlib.sha256(" ".join(tokens).encode("utf-8", "surrogatepass")).digest()[:16]


def _alike(items: list[Item], texts: Any, seed: int) -> list[tuple[int, int]]:
    """Return the places of items that share a band of their MinHash and as much of the whole as rewrites do."""
    from datasketch import MinHash  # heavy (scipy), and needed for this call alone

    # The low half of a shingle's number is the hash that the library would take of it (sha1, 32 bits).
    runs = ((shingles_of(tokens_of(texts[item.n])) & 0xFFFFFFFF).tolist() for item in items)
    signs = np.empty((len(items), PERMUTATIONS), dtype=np.uint32)  # the library's values have 32 bits
    for n, one in enumerate(MinHash.generator(runs, num_perm=PERMUTATIONS, seed=seed + 1, hashfunc=int)):
        signs[n] = one.hashvalues
    days = np.array([_UNDATED if item.day is None else item.day // DAY for item in items])
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


def _marked_pairs(rows: list[Item]) -> set[tuple[int, int]]:
    """Return pairs of one outlet on one day or the next of which at least one has a marker."""
    by_day: dict[tuple[str | None, int], list[Item]] = defaultdict(list)
    for item in rows:
        if item.day is not None:
            by_day[(item.outlet, item.day // DAY)].append(item)
    found = set()
    for (outlet, day), items in by_day.items():
        near = items + by_day.get((outlet, day + 1), [])
        for a in items:
            for b in near:
                if a.n != b.n and (a.marked or b.marked):
                    found.add((min(a.n, b.n), max(a.n, b.n)))
    return found
