"""Words: where a pattern stands, and which words tell two groups apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from numbers import Real

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from newsresearch.schema import as_names, as_texts, check_count, check_flag, fault, need_columns, one_of
from newsresearch.summaries.measures import Tables
from newsresearch.summaries.resampling import ALPHA, interval, weigh
from newsresearch.summaries.rows import GROUPS, group_rows, in_full, say_scope, say_undated, statement_rows, text_column

_WORD = r"(?u)[^\W\d_]+(?:[.'’-][^\W\d_]+)*"  # letters, with marks inside: don't, inter-Korean, U.S
_DOTTED = {"US": "U.S.", "UN": "U.N.", "WHO": "W.H.O."}
"""Capitals that in lower case are another word (the pronouns, Kim Jong Un), and how they are counted."""

_TWO_LETTERS = {"UK", "EU"}  # of two letters these alone lose their dots: a.m., d.c. and initials stay as they are
_UNSEEN = -np.log(ALPHA / 2)
"""Uses of a word that are still compatible with seeing none (upper 97.5 % of Poisson's for 0): 3.7."""

_ALONE = "one group alone uses it: the far end rests on the prior"
_COLUMNS = ("word", "log_odds", "z", "count_a", "count_b", "low", "high", "n_statements_a", "n_statements_b",
            "n_articles_a", "n_articles_b")  # fmt: skip  # as Returns says


def find_words(articles: pd.DataFrame, pattern: str, *, width: int = 60, ignore_case: bool = True) -> pd.DataFrame:
    r"""Find a word or pattern with its context, one line a match (keyword in context).

    Use it to read how a word is used before counting it. It finds strings, not meanings: "North" finds "North Sea".

    Parameters
    ----------
    articles : DataFrame
        From ``load_articles`` (the articles of wordless tables have no text to search).
    pattern : str
        A regular expression, as in ``r"\bmaximum pressure\b"``.
    width : int
        Characters of context on either side.
    ignore_case : bool
        Find "may" and "May" alike.

    Returns
    -------
    DataFrame
        One row per match, sorted by ``article_id`` and ``start``: ``left``, ``match``, ``right`` (line breaks as
        spaces), ``start``, ``end`` (offsets into the article's text). Empty matches are left out.

    Raises
    ------
    UsageError
        When the pattern is no regular expression, or the articles have no text.

    Examples
    --------
    >>> page = pd.DataFrame({"article_id": ["a.1"], "text": ["Talks may resume in May."]})
    >>> find_words(page, r"\bmay\b", ignore_case=False)[["left", "match", "right"]].values.tolist()
    [['Talks ', 'may', ' resume in May.']]
    """
    call = "find_words"
    articles = need_columns(articles, ("article_id", "text"), call, "load_articles")
    check_count("width", width, 0, call)
    check_flag("ignore_case", ignore_case, call)
    if not isinstance(pattern, str):
        raise fault(f"{call}: pattern={pattern!r}", "a regular expression, as text", "pass a text, such as 'may'")
    as_texts(articles["text"], call)
    try:
        compiled = re.compile(pattern, re.IGNORECASE if ignore_case else 0)
    except re.error as error:
        raise fault(
            f"{call}: pattern={pattern!r} ({error})", "a regular expression",
            "escape signs that are meant as they stand, with re.escape(pattern)",
        ) from error  # fmt: skip
    rows = [
        (article, text[max(0, found.start() - width) : found.start()], found.group(),
         text[found.end() : found.end() + width], found.start(), found.end())
        for article, text in articles[["article_id", "text"]].dropna().itertuples(index=False)
        for found in compiled.finditer(text)
        if found.end() > found.start()
    ]  # fmt: skip
    found = pd.DataFrame(rows, columns=["article_id", "left", "match", "right", "start", "end"])
    found = found.astype({"article_id": "str", "left": "str", "match": "str", "right": "str", "start": "int64",
                          "end": "int64"})  # fmt: skip
    for name in ("left", "right"):
        found[name] = found[name].str.replace(r"\s", " ", regex=True)
    return found.sort_values(["article_id", "start"], kind="stable", ignore_index=True)


def compare_words(
    tables: Tables,
    *,
    group: str,
    groups: Sequence[str] | None = None,
    ngrams: int = 1,
    min_count: int = 5,
    prior: float = 500.0,
    side: str | None = None,
    versions: str = "latest",
    n_resamples: int = 500,
    seed: int = 0,
) -> pd.DataFrame:
    """Find the words of statements that tell two groups apart, by log-odds with an informative Dirichlet prior.

    Use it to see what one side talks about and the other does not. Rare words are drawn to the frequency that they
    have in both groups together. ``z`` takes every word as drawn on its own; ``low`` and ``high`` resample stories,
    and are wide for a word that one article repeats. Resampling cannot tell how rare a word is in a group that never
    uses it: there the end nearer to 0 supposes that the group uses it as often as is compatible with not seeing it
    (3.7 times, the exact Poisson bound), and the other end rests on the prior alone, as the note says.

    Parameters
    ----------
    tables : dict of DataFrames
        From ``extract_tables``, with words.
    group : str
        What tells the two apart: side, speaker, target, issue, outlet, publisher_side, D, W, M, Q, Y, administration.
    groups : pair of str, optional
        Which two; by default the two with the most statements. Of periods "2017" or "2018-06" is enough.
    ngrams : int
        Also count runs of up to so many words.
    min_count : int
        Leave out words that both groups together use less often.
    prior : float
        Words that the prior is worth.
    side : str, optional
        Count one side's statements only.
    versions : {"latest", "all"}
        Of threaded articles, count one version of a story or every one.
    n_resamples, seed : int
        Resamples of stories behind the intervals; the same seed, the same intervals.

    Returns
    -------
    DataFrame
        One row per word, sorted by ``z`` (the first group's words first): ``word`` (lower case, but U.S.,
        U.N. and W.H.O., written US, UN and WHO too, which tells them from us, un and who), ``log_odds`` (natural
        logarithm, positive for the first group), ``z``, ``count_a``, ``count_b``, ``low``, ``high`` (95 %),
        ``n_statements_a``, ``n_statements_b``, ``n_articles_a``, ``n_articles_b`` (with the word), ``note`` ("one group
        alone uses it: the far end rests on the prior"); ``by``, ``group_a``,
        ``group_b``, ``side``, ``versions`` and ``attrs["counted"]`` say what was counted.

    Raises
    ------
    UsageError
        When the tables are wordless, a group is unknown, or there are fewer than two.

    References
    ----------
    Monroe, Colaresi & Quinn (2008), Fightin' Words, Political Analysis 16(4), equations 15-22. Garwood (1936),
    Biometrika 28, for the bound.

    Notes
    -----
    With the same counts and prior, ``z`` equals that of FightingWords in ConvoKit 5.0.0 (to its single precision).

    Examples
    --------
    >>> said = pd.DataFrame({"statement_id": ["a:0", "a:1"], "article_id": "a", "side": ["US", "DPRK"],
    ...                      "text": ["We want talks, talks.", "We want peace."]})
    >>> tables = {"articles": pd.DataFrame({"article_id": ["a"]}), "statements": said}
    >>> compare_words(tables, group="side", groups=("US", "DPRK"), min_count=1)["word"].tolist()[0]
    'talks'
    """
    call = "compare_words"
    for name, value in (("ngrams", ngrams), ("min_count", min_count), ("n_resamples", n_resamples)):
        check_count(name, value, 1, call)
    check_count("seed", seed, 0, call)
    one_of("group", group, GROUPS)
    if isinstance(prior, bool) or not isinstance(prior, Real) or not 0 < prior < np.inf:
        raise fault(f"{call}: prior={prior!r}", "numbers above 0", "pass a number of words, such as 500")
    rows = statement_rows(tables, call, versions=versions, side=side)
    need_columns(rows, ("text",), call, "extract_tables")
    counted = rows.attrs["counted"] + say_undated(tables, [group], call, versions=versions)
    counted += say_scope(rows, side=side)
    codes, names = group_rows(rows, group, call, option="group")
    pair = _choose(codes, names, groups, call)
    in_pair = np.select([codes == pair[0], codes == pair[1]], [0, 1], -1)
    keep = (in_pair >= 0) & rows["text"].notna().to_numpy()
    words, matrix = _count(rows.loc[keep, "text"].tolist(), ngrams, min_count)
    where = rows.loc[keep, "cluster"].to_numpy(), rows.loc[keep, "article"].to_numpy()
    cut = [matrix[in_pair[keep] == half] for half in (0, 1)]
    counts = [np.asarray(part.sum(axis=0), dtype="float64").ravel() for part in cut]
    pooled = counts[0] + counts[1]
    weight = prior * pooled / max(pooled.sum(), 1.0)
    log_odds, z = score_words(counts[0], counts[1], weight)
    low, high = _resample(cut, [where[0][in_pair[keep] == half] for half in (0, 1)], weight, n_resamples, seed)
    statements = [np.asarray((part > 0).sum(axis=0)).ravel() for part in cut]
    articles = [_articles(part, where[1][in_pair[keep] == half]) for half, part in enumerate(cut)]
    found = pd.DataFrame(
        dict(zip(_COLUMNS, (pd.array(words, dtype="str"), log_odds, z, counts[0].astype("int64"),
                            counts[1].astype("int64"), low, high, *statements, *articles), strict=True))
    ).sort_values(["z", "word"], ascending=[False, True], ignore_index=True)  # fmt: skip
    found.attrs["counted"] = counted
    scope = {"by": group, "group_a": names[pair[0]], "group_b": names[pair[1]], "side": side, "versions": versions}
    found["note"] = text_column([_ALONE if 0 in pair else None for pair in found[["count_a", "count_b"]].to_numpy()],
                                len(found))  # fmt: skip  # one column
    for name, value in scope.items():
        found[name] = text_column(value, len(found))
    return found


def uses_word(texts: pd.Series, word: str) -> np.ndarray:
    """Mark the texts in which ``compare_words`` counts a word or a run of words.

    Examples
    --------
    >>> uses_word(pd.Series(["We want talks.", "Talk is cheap.", None]), "want talks").tolist()
    [True, False, False]
    """
    length = word.count(" ") + 1
    out = np.zeros(len(texts), dtype=bool)
    for place, text in enumerate(texts):
        if isinstance(text, str):
            said = words_of(text)
            out[place] = any(" ".join(said[i : i + length]) == word for i in range(len(said) - length + 1))
    return out


def words_of(text: str) -> list[str]:
    """Return the words of a text as ``compare_words`` counts them.

    In lower case, marks inside words kept. US and U.S., UN and U.N., WHO and W.H.O. are one word each, with dots, and
    stand alone in compounds: in lower case they would be other words. Other dotted capitals lose their dots (D.P.R.K.
    is dprk).

    Examples
    --------
    >>> words_of("The US-led drills worry us, the U.S. said; the D.P.R.K. doesn't.")
    ['the', 'U.S.', 'led', 'drills', 'worry', 'us', 'the', 'U.S.', 'said', 'the', 'dprk', "doesn't"]
    """
    said: list[str] = []
    for word in re.findall(_WORD, text):
        parts = re.split(r"['’-]", word)
        if any(part.replace(".", "") in _DOTTED for part in parts):
            said += map(_spell, parts)
        else:
            said.append(_spell(word))
    return said


def _spell(word: str) -> str:
    """Return a word as it is counted."""
    letters = word.replace(".", "")
    dotted = "." in word and re.fullmatch(r"[A-Z](?:\.[A-Z])+", word)
    if letters in _DOTTED and (dotted or "." not in word):
        return _DOTTED[letters]
    if dotted and (len(letters) > 2 or letters in _TWO_LETTERS):
        return letters.lower()
    return word.lower()


def score_words(count_a: np.ndarray, count_b: np.ndarray, prior: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return log-odds and z of each word; the last axis is that of words.

    ``prior`` has the pseudo-counts of each word; both groups get the same.

    Examples
    --------
    >>> score_words(np.array([8.0, 2]), np.array([2.0, 8]), np.array([5.0, 5]))[0].round(3).tolist()
    [1.238, -1.238]
    """
    logits = [
        np.log(count + prior) - np.log(count.sum(axis=-1, keepdims=True) + prior.sum() - count - prior)
        for count in (count_a, count_b)
    ]
    difference = logits[0] - logits[1]
    return difference, difference / np.sqrt(1 / (count_a + prior) + 1 / (count_b + prior))


def _choose(codes: np.ndarray, names: list, groups: Sequence[str] | None, call: str) -> tuple[int, int]:
    """Return the numbers of the two groups asked for, or of the two with the most statements."""
    if groups is None:
        if len(names) < 2:
            raise fault(
                f"{call}: statements of {len(names)} group(s)", "statements of two groups or more",
                "pass another group, or tables with more articles",
            )  # fmt: skip
        sizes = np.bincount(codes[codes >= 0], minlength=len(names))
        first, second = np.argsort(-sizes, kind="stable")[:2]
        return int(first), int(second)
    wanted = as_names("groups", groups, call)
    wanted = [in_full(name, names) for name in wanted]
    if len(wanted) != 2 or wanted[0] == wanted[1] or not set(wanted) <= set(names):
        allowed = "two different of " + ", ".join(names) if names else "tables with statements of two groups or more"
        raise fault(
            f"{call}: groups={groups!r}", allowed, "pass such a pair as groups" if names else "load more articles"
        )
    return names.index(wanted[0]), names.index(wanted[1])


def _count(texts: list[str], ngrams: int, min_count: int) -> tuple[list[str], csr_array]:
    """Return the words used often enough and their counts, one row per text."""
    from sklearn.feature_extraction.text import CountVectorizer  # slow to import, needed here only

    counter = CountVectorizer(tokenizer=words_of, lowercase=False, token_pattern=None, ngram_range=(1, ngrams))
    if not any(re.search(_WORD, text) for text in texts):
        return [], csr_array((len(texts), 0), dtype="int64")
    matrix = csr_array(counter.fit_transform(texts))
    often = np.flatnonzero(np.asarray(matrix.sum(axis=0)).ravel() >= min_count)
    return counter.get_feature_names_out()[often].tolist(), csr_array(matrix[:, often])


def _articles(matrix: csr_array, article: np.ndarray) -> np.ndarray:
    """Return how many articles use each word."""
    return np.asarray((_sum_rows(matrix, article) > 0).sum(axis=0)).ravel()


def _sum_rows(matrix: csr_array, key: np.ndarray, n_keys: int | None = None) -> csr_array:
    """Sum the rows that share a key."""
    size = n_keys if n_keys is not None else int(key.max()) + 1 if len(key) else 1
    return csr_array((np.ones(len(key)), (key, np.arange(len(key)))), shape=(size, len(key))) @ matrix


def _resample(
    cut: list[csr_array], clusters: list[np.ndarray], prior: np.ndarray, n_resamples: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the interval of each word's log-odds when stories are drawn anew.

    A group that never uses a word stays without it in every resample; for the end nearer to 0 it is given ``_UNSEEN``.
    """
    distinct, place = np.unique(np.concatenate(clusters), return_inverse=True)
    places = np.split(place, [len(clusters[0])])
    sums = [_sum_rows(part, key, len(distinct)).T.tocsr() for part, key in zip(cut, places, strict=True)]
    never = [np.asarray(part.sum(axis=0)).ravel() == 0 for part in cut]
    lone = never[0] | never[1]
    draws, near = np.empty((len(lone), n_resamples)), np.empty((np.count_nonzero(lone), n_resamples))
    for columns, weights in weigh(len(distinct), n_resamples=n_resamples, seed=seed):
        counts = [(part @ weights.T).T for part in sums]
        draws[:, columns] = score_words(counts[0], counts[1], prior)[0].T
        if lone.any():
            seen = [count + _UNSEEN * none for count, none in zip(counts, never, strict=True)]
            near[:, columns] = score_words(seen[0], seen[1], prior)[0].T[lone]
    fewest = np.full(len(lone), min(len(np.unique(key)) for key in places))
    low, high = interval(draws, fewest)
    near_low, near_high = interval(near, fewest[lone])
    low[lone] = np.where(never[1][lone], near_low, low[lone])
    high[lone] = np.where(never[0][lone], near_high, high[lone])
    return low, high
