"""Attribution on PolNeAR: the contents that the package finds beside those marked by readers, and their sources."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from newsresearch.extract import find_statements

N_RESAMPLES = 500
OVERLAPS = (0.3, 0.8)
"""Shares of the characters of both spans that must be shared: found at all, and found as marked."""
MARKED = re.compile(r"“[^”]+”|\"[^\"]+\"")

Span = frozenset[int]
Content = tuple[Span, Span]
"""Characters of a content and of its source; none where the source is not written."""
Row = dict[str, Any]


def score_attribution_set(shared: Path, seed: int) -> list[Row]:
    """Score contents and sources on the development half of PolNeAR, political news of another year.

    Rows of one utterance are joined, as PolNeAR joins them. A content is found where its characters and those of one
    found content overlap by .3 (or .8) of both together; each is matched once. A source is right where it overlaps by
    .3, of contents found at .3 that have one. The baseline takes what stands in quotation marks.

    Examples
    --------
    >>> score_attribution_set(find_data(), 0)[0]["metric"]  # doctest: +SKIP
    'PolNeAR contents, F1 at overlap .3'
    """
    path = shared / "corpora" / "polnear" / "dev.jsonl"
    documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = pd.DataFrame({"article_id": [f"{n:04}" for n in range(len(documents))]})
    found = _found(find_statements(texts.assign(text=[document["text"] for document in documents], language="en")))
    wanted = [list(_wanted(document)) for document in documents]
    ours = [found.get(name, []) for name in texts["article_id"]]
    marks = [
        [(frozenset(range(*match.span())), Span()) for match in MARKED.finditer(document["text"])]
        for document in documents
    ]
    rows = []
    for least in OVERLAPS:
        counts, base = (_tally(wanted, given, least) for given in (ours, marks))
        name = f"PolNeAR contents, F1 at overlap {least:.1f}".replace("0.", ".")
        rows.append({**_row(name, counts, seed, sum(map(len, wanted))), "baseline": _quotient(base)})
    sources = np.array([_tally_sources(*pair) for pair in zip(wanted, ours, strict=True)])
    name = "PolNeAR source right, of contents found"
    rows.append({**_row(name, sources, seed, int(sources[:, 1].sum())), "baseline": float("nan")})
    return rows


def match_contents(wanted: list[Content], given: list[Content], least: float) -> list[tuple[Content, Content]]:
    """Pair contents that overlap, the best pairs first, each once.

    Examples
    --------
    >>> one, other = (frozenset(range(10)), frozenset()), (frozenset(range(2, 10)), frozenset())
    >>> len(match_contents([one], [other, other], 0.8)), len(match_contents([one], [other], 0.9))
    (1, 0)
    """
    near = [
        (-overlap, i, j)
        for i, (one, _) in enumerate(wanted)
        for j, (other, _) in enumerate(given)
        if (overlap := _overlap(one, other)) >= least
    ]
    pairs: dict[int, int] = {}
    for _, i, j in sorted(near):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(wanted[i], given[j]) for i, j in pairs.items()]


def _overlap(one: Span, other: Span) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def _found(statements: pd.DataFrame) -> dict[str, list[Content]]:
    """Return the contents of each article, rows of one utterance joined."""
    contents: dict[str, list[Content]] = {}
    for (article, _), rows in statements.groupby(["article_id", "quotation_id"], sort=False):
        words = frozenset(c for a, b in zip(rows["start"], rows["end"], strict=True) for c in range(a, b))
        source = rows[["speaker_start", "speaker_end"]].dropna().astype("int64").head(1).to_numpy()
        contents.setdefault(str(article), []).append((words, frozenset(range(*source[0])) if len(source) else Span()))
    return contents


def _wanted(document: Row) -> Iterator[Content]:
    """Yield the marked contents with their sources."""
    for attribution in document["attributions"]:
        words, source = (
            frozenset(c for item in attribution.get(part, []) for a, b in item["spans"] for c in range(a, b))
            for part in ("content", "source")
        )
        if words:
            yield words, source


def _tally(wanted: list[list[Content]], given: list[list[Content]], least: float) -> np.ndarray:
    """Return for each document twice the pairs, and all contents of both: their quotient is F1."""
    pairs = [len(match_contents(*both, least)) for both in zip(wanted, given, strict=True)]
    sizes = [len(one) + len(other) for one, other in zip(wanted, given, strict=True)]
    return np.array([2 * np.array(pairs), sizes]).T


def _tally_sources(wanted: list[Content], given: list[Content]) -> tuple[int, int]:
    """Return how many sources are right, of how many."""
    pairs = [(one, other) for (_, one), (_, other) in match_contents(wanted, given, OVERLAPS[0]) if one]
    return sum(_overlap(one, other) >= OVERLAPS[0] for one, other in pairs), len(pairs)


def _quotient(counts: np.ndarray) -> float:
    return float(counts[:, 0].sum() / counts[:, 1].sum())


def _row(metric: str, counts: np.ndarray, seed: int, n: int) -> Row:
    """Return a metric with an interval from resampling documents."""
    draws = np.random.default_rng(seed).integers(len(counts), size=(N_RESAMPLES, len(counts)))
    low, high = np.percentile([_quotient(counts[draw]) for draw in draws], [2.5, 97.5])
    return {"metric": metric, "value": _quotient(counts), "low": low, "high": high, "n": n}
