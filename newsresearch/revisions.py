"""What a rewrite changed: sentences of two versions side by side, with the hedges and statements that came and went."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from newsresearch.features.hedging import hedges_in
from newsresearch.features.mentions import mentions_in
from newsresearch.features.statements import statements_in
from newsresearch.schema import conform, empty, need_columns, need_own_ids
from newsresearch.sentences import split_sentences
from newsresearch.stories import versions_of

ALIKE = 0.5  # share of the words, in order, that two sentences have in common when one is the other reworded
COLUMNS = {
    "story_id": "str", "from_article_id": "str", "to_article_id": "str", "from_revision": "str", "to_revision": "str",
    "change": "str", "before": "str", "after": "str", "hedges_added": "str", "hedges_dropped": "str",
    "statements_added": "str", "statements_dropped": "str",
    "before_start": "Int64", "before_end": "Int64", "after_start": "Int64", "after_end": "Int64",
}  # fmt: skip  # a table of pairs
Row = tuple[int, int, str]  # start, end and text of a sentence
Spans = list[tuple[int, str]]  # start and text


def compare_revisions(
    articles: pd.DataFrame, *, hedges: pd.DataFrame | None = None, statements: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Lay each version of a story beside the one before it: the sentences that came, went or were reworded.

    Use it to follow how firm a story became: what was "likely" in the first report and is stated in the second, and
    what somebody said in the first and the agency says in the second. Sentences that only moved are no change. It is
    blind to a sentence cut in two or joined of two: the likelier half counts as reworded, the other as added or
    dropped. Copies (``duplicate_of``) are left out.

    Parameters
    ----------
    articles : DataFrame
        From ``thread_stories``.
    hedges : DataFrame, optional
        From ``find_hedges`` on the same articles, to save finding them again. Boosters and vague words in it are left
        aside.
    statements : DataFrame, optional
        From ``find_statements`` on the same articles, to save finding them again.

    Returns
    -------
    DataFrame
        One row per sentence that changed between two successive versions, in reading order: ``story_id``,
        ``from_article_id``, ``to_article_id``, ``from_revision``, ``to_revision`` (their markers, NA for none),
        ``change`` (added, dropped, reworded), ``before`` and ``after`` (the sentences; NA where there is none),
        ``hedges_added`` and ``hedges_dropped`` (the cues as written, joined by ", "; NA for none),
        ``statements_added`` and ``statements_dropped`` (what somebody is quoted or reported to say in one version of
        the sentence alone, joined by " | "; NA for none; reworded it is the same statement), ``before_start``,
        ``before_end``, ``after_start``, ``after_end`` (characters in the text of their article). The sentences and
        the statements hold words of the source: wordless tables leave them out.

    Raises
    ------
    UsageError
        When a column is missing, as ``story_id`` is before ``thread_stories``, or an id stands in two rows.

    Examples
    --------
    >>> versions = pd.DataFrame({"article_id": ["a.1", "b.1"], "story_id": "a.1", "revision_number": [0, 1],
    ...                          "text": ["Talks were likely broken off in Oslo.", "Talks were broken off in Oslo."]})
    >>> compare_revisions(versions)[["change", "hedges_dropped"]].values.tolist()
    [['reworded', 'likely']]
    """
    articles = need_columns(articles, ["article_id", "text", "story_id"], "compare_revisions", "thread_stories")
    need_own_ids(articles, "compare_revisions")
    stories = {story: ids for story, ids in versions_of(articles).items() if len(ids) > 1}
    told = articles[articles["article_id"].isin({article for ids in stories.values() for article in ids})]
    sentences = split_sentences(told)
    if hedges is None:
        hedges = hedges_in(told, sentences, empty("statements"))
    hedges = need_columns(hedges, ["article_id", "start", "text", "kind"], "compare_revisions", "find_hedges")
    cues = _placed(hedges[hedges["kind"] == "hedge"])
    if statements is None:
        articles_told = conform(told[told["article_id"].isin(sentences["article_id"])], "articles")
        statements = statements_in(articles_told, sentences, mentions_in(articles_told, sentences))
    statements = need_columns(statements, ["article_id", "start", "text"], "compare_revisions", "find_statements")
    said = _placed(statements)
    marks = told.set_index("article_id")["revision"].to_dict() if "revision" in told.columns else {}
    of: dict[str, list[Row]] = defaultdict(list)
    for article, start, end, text in sentences[["article_id", "start", "end", "text"]].itertuples(index=False):
        of[article].append((start, end, text))
    rows = [
        (
            story,
            old,
            new,
            marks.get(old),
            marks.get(new),
            *_row(before, after, (cues[old], said[old]), (cues[new], said[new])),
        )
        for story, ids in stories.items()
        for old, new in pairwise(ids)
        for before, after in _changes(of[old], of[new])
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _placed(spans: pd.DataFrame) -> dict[str, Spans]:
    """Return (offset, words as written) of each article's hedges or statements."""
    found: dict[str, Spans] = defaultdict(list)
    for article, start, text in spans[["article_id", "start", "text"]].itertuples(index=False):
        found[article].append((start, text))
    return found


def _row(before: Row | None, after: Row | None, old: tuple[Spans, Spans], new: tuple[Spans, Spans]) -> tuple:
    """Return the columns of one change, from ``change`` on; ``old`` and ``new`` hold the hedges and the statements."""
    had, has = _within(before, old[0]), _within(after, new[0])
    told, tells = _within(before, old[1]), _within(after, new[1])
    change = "added" if before is None else "dropped" if after is None else "reworded"
    return (
        change, before and before[2], after and after[2], _missing_from(had, has), _missing_from(has, had),
        _unlike(told, tells), _unlike(tells, told),
        before and before[0], before and before[1], after and after[0], after and after[1],
    )  # fmt: skip  # eleven columns


def _within(row: Row | None, spans: Spans) -> list[str]:
    return [text for start, text in spans if row[0] <= start < row[1]] if row else []


def _missing_from(some: list[str], others: list[str]) -> str | None:
    """Return those of ``others`` that ``some`` lack, joined by commas, or None."""
    left = Counter(cue.casefold() for cue in some)
    out = []
    for cue in others:
        if left[cue.casefold()] > 0:
            left[cue.casefold()] -= 1
        else:
            out.append(cue)
    return ", ".join(out) or None


def _unlike(some: list[str], others: list[str]) -> str | None:
    """Return those of ``others`` that are no rewording of any of ``some``, joined by bars, or None."""
    if not others:
        return None
    partner, _ = _aligned([_words(text) for text in others], [_words(text) for text in some])
    return " | ".join(text for n, text in enumerate(others) if n not in partner) or None


def _changes(old: list[Row], new: list[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield (before, after) of every sentence that changed, where it stands in the new version."""
    partner, same = _aligned([_words(row[2]) for row in old], [_words(row[2]) for row in new])
    placed: list[tuple[tuple[int, int], Row | None, Row | None]] = []
    anchor = -1
    for n, row in enumerate(old):
        if n in partner:
            anchor = partner[n]
            if n not in same:
                placed.append(((anchor, -1), row, new[anchor]))
        else:
            placed.append(((anchor, n), row, None))
    kept = set(partner.values())
    placed += [((n, -1), None, row) for n, row in enumerate(new) if n not in kept]
    yield from ((before, after) for _, before, after in sorted(placed, key=lambda item: item[0]))


def _aligned(old: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> tuple[dict[int, int], set[int]]:
    """Return the place in the new version of each old sentence that is still there, and which of these are the same."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, words in enumerate(new):
        places[words].append(n)
    partner = {n: places[words].pop(0) for n, words in enumerate(old) if places.get(words)}
    same = set(partner)
    taken = set(partner.values())
    left, free = [n for n in range(len(old)) if n not in partner], [n for n in range(len(new)) if n not in taken]
    if left and free:
        from rapidfuzz import process  # needed for this call alone
        from rapidfuzz.distance import Indel

        scores = process.cdist(
            [old[n] for n in left], [new[n] for n in free], scorer=Indel.normalized_similarity, score_cutoff=ALIKE,
            dtype=np.float32,
        )  # fmt: skip  # one call
        likely = np.argwhere(scores >= ALIKE)
        for i, j in sorted(likely.tolist(), key=lambda pair: (-scores[pair[0], pair[1]], pair)):  # the best pair first
            if left[i] not in partner and free[j] not in taken:
                partner[left[i]] = free[j]
                taken.add(free[j])
    return partner, same


def _words(sentence: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+(?:['’.-]\w+)*", sentence.casefold()))
