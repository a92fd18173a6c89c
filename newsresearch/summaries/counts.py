"""Who is named, and who speaks about whom: counts of actors and of ordered pairs."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from newsresearch.schema import check_count, count_words, need_columns, one_of
from newsresearch.summaries.measures import Tables
from newsresearch.summaries.resampling import interval, weigh
from newsresearch.summaries.rows import (
    ARTICLE_GROUPS,
    article_rows,
    group_rows,
    listed_speakers,
    mention_rows,
    say_undated,
    statement_rows,
    text_column,
)

KINDS = ("speaker_target", "co-mention")
LEVELS = ("side", "actor")


def count_actors(
    tables: Tables, *, by: str | None = None, versions: str = "latest", n_resamples: int = 1000, seed: int = 0
) -> pd.DataFrame:
    """Count how often each actor is named, over all articles or in groups of them.

    Use it for who is in the news, where and when. It counts names: pronouns and "the president" are not mentions, so
    it says how often an actor is named, not how much is written about it.

    Parameters
    ----------
    tables : dict of DataFrames
        From ``extract_tables`` or ``read_tables``, with words or without.
    by : str, optional
        outlet, publisher_side, D, W, M, Q, Y or administration.
    versions : {"latest", "all"}
        Of threaded articles, count one version of a story or every one.
    n_resamples, seed : int
        Resamples of a group's stories (articles where not threaded) behind the intervals; the same seed, the same
        intervals.

    Returns
    -------
    DataFrame
        One row per actor and group, sorted by group and the most named first: ``actor_id``, ``side``, ``group`` (NA
        without ``by``; a period by its first day, an administration by its president), ``n_mentions``, ``n_articles``,
        ``per_1000_words`` (of the group's articles in English) with ``low`` and ``high`` (95 %; NA for a group of a
        single story), ``n_articles_group`` (articles in English of the group), ``first_seen`` and ``last_seen`` (where
        articles have dates); ``by`` and ``versions`` say what was counted, and so does ``attrs["counted"]``.

    Raises
    ------
    UsageError
        When an option or a column is unknown, or ids stand twice. Without ``n_words`` the words of ``text`` count.

    Examples
    --------
    >>> page = pd.DataFrame({"article_id": ["a.1"], "n_words": [500]})
    >>> named = pd.DataFrame({"article_id": "a.1", "start": [0, 9], "actor_id": "US", "side": "US"})
    >>> counts = count_actors({"articles": page, "mentions": named})
    >>> counts[["actor_id", "n_mentions", "per_1000_words"]].values.tolist()
    [['US', 2, 4.0]]
    """
    call = "count_actors"
    one_of("by", by, (None, *ARTICLE_GROUPS))
    check_count("n_resamples", n_resamples, 1, call)
    check_count("seed", seed, 0, call)
    articles = article_rows(tables, call, versions=versions)
    n_words = count_words(articles, call).to_numpy(dtype="float64")
    mentions = mention_rows(tables, call, versions=versions)
    of_article, groups = group_rows(articles, by, call)
    read = (of_article >= 0) & _has_features(articles)
    words = np.bincount(of_article[read], n_words[read], len(groups))
    sizes = np.bincount(of_article[read], minlength=len(groups))
    place = _place(articles, mentions)
    kept = mentions.assign(code=of_article[place], read=read[place])[of_article[place] >= 0]
    dates = {}
    if "published_date" in kept.columns:
        dates = {"first_seen": ("published_date", "min"), "last_seen": ("published_date", "max")}
    found = kept.groupby(["code", "actor_id"], as_index=False).agg(
        side=("side", "first"), n_mentions=("start", "size"), n_articles=("article", "nunique"), **dates
    )
    found = found.sort_values(["code", "n_mentions", "actor_id"], ascending=[True, False, True], ignore_index=True)
    code = found["code"].to_numpy(dtype="int64")
    names = np.array(groups, dtype=object)[code] if len(found) else []
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = 1000 * found["n_mentions"].to_numpy() / words[code]
    of_read = articles["cluster"].to_numpy()[read], of_article[read], n_words[read]
    low, high = _bound_rates(found, kept[kept["read"]], *of_read, n_resamples, seed)
    columns = {"per_1000_words": np.where(np.isfinite(rate), rate, np.nan), "low": low, "high": high,
               "n_articles_group": sizes[code]}  # fmt: skip  # in their order
    found.insert(2, "group", text_column(names, len(found)))
    for at, (name, values) in enumerate(columns.items()):
        found.insert(5 + at, name, values)
    found = found.drop(columns="code")
    found = found.assign(by=text_column(by, len(found)), versions=text_column(versions, len(found)))
    found.attrs["counted"] = articles.attrs["counted"] + say_undated(tables, [by], call, versions=versions)
    return found


def count_dyads(
    tables: Tables, *, kind: str = "speaker_target", level: str = "side", versions: str = "latest"
) -> pd.DataFrame:
    """Count ordered pairs: who speaks about whom, or who is named beside whom in one sentence.

    Use it for the table behind a network. It is blind to what is said; ``measure_hedging(by="target", side=...)`` has
    the tone of each pair.

    Parameters
    ----------
    tables : dict of DataFrames
        From ``extract_tables`` or ``read_tables``, with words or without.
    kind : {"speaker_target", "co-mention"}
        Statements of the source about the target; or sentences that name both, the source first.
    level : {"side", "actor"}
        Sources as sides, or as persons and organisations of the table of actors; a source without a row there counts
        under its side (targets of statements are always sides).
    versions : {"latest", "all"}
        Of threaded articles, count one version of a story or every one.

    Returns
    -------
    DataFrame
        One row per pair, the most frequent first: ``source_id``, ``target_id``, ``n_statements`` (``n_sentences`` of
        co-mentions), ``n_articles``; ``kind``, ``level``, ``versions`` and ``attrs["counted"]`` say what was counted.

    Raises
    ------
    UsageError
        When an option or a column is unknown, or ids stand twice.

    Examples
    --------
    >>> said = pd.DataFrame({"statement_id": ["a.1:0"], "article_id": "a.1", "side": "DPRK", "target": "US"})
    >>> dyads = count_dyads({"articles": pd.DataFrame({"article_id": ["a.1"]}), "statements": said})
    >>> dyads[["source_id", "target_id", "n_statements"]].values.tolist()
    [['DPRK', 'US', 1]]
    """
    call = "count_dyads"
    one_of("kind", kind, KINDS)
    one_of("level", level, LEVELS)
    if kind == "speaker_target":
        pairs, number = speaker_pairs(tables, call, level=level, versions=versions), "n_statements"
    else:
        pairs, number = mention_pairs(tables, call, level=level, versions=versions), "n_sentences"
    found = pairs.groupby(["source_id", "target_id"], as_index=False).agg(
        **{number: ("article", "size"), "n_articles": ("article", "nunique")}
    )
    found = found.sort_values([number, "source_id", "target_id"], ascending=[False, True, True], ignore_index=True)
    for name, value in (("kind", kind), ("level", level), ("versions", versions)):
        found[name] = text_column(value, len(found))
    found.attrs["counted"] = pairs.attrs["counted"]
    return found


def speaker_pairs(tables: Tables, call: str, *, level: str, versions: str) -> pd.DataFrame:
    """Return the statements that have a source and a target, as ``source_id`` and ``target_id``."""
    rows = statement_rows(tables, call, versions=versions)
    need_columns(rows, ("target",) if level == "side" else ("target", "speaker_id"), call, "extract_tables")
    source = rows["side"]
    if level == "actor":
        speaker = listed_speakers(rows)
        source = speaker.where(speaker.notna(), rows["side"])
    known = source.notna() & rows["target"].notna()
    pairs = rows.assign(source_id=source, target_id=rows["target"])[known]
    pairs.attrs["counted"] = rows.attrs["counted"]
    return pairs


def mention_pairs(tables: Tables, call: str, *, level: str, versions: str) -> pd.DataFrame:
    """Return one row per sentence and pair of actors that it names, the one named first as ``source_id``."""
    rows = mention_rows(tables, call, versions=versions)
    need_columns(rows, ("sentence_id",), call, "extract_tables")
    named = rows.assign(actor=rows["side"] if level == "side" else rows["actor_id"])
    named = named[named["actor"].notna()].sort_values(["article_id", "start"], kind="stable")
    key = ["article_id", "sentence_id"]
    named = named.drop_duplicates([*key, "actor"])[[*key, "article", "start", "actor"]]
    pairs = named.merge(named.drop(columns="article"), on=key, suffixes=("", "_second"))
    pairs = pairs[pairs["start"] < pairs["start_second"]].rename(
        columns={"actor": "source_id", "actor_second": "target_id"}
    )
    pairs.attrs["counted"] = rows.attrs["counted"]
    return pairs


def _bound_rates(
    found: pd.DataFrame, kept: pd.DataFrame, cluster: np.ndarray, group: np.ndarray, n_words: np.ndarray,
    n_resamples: int, seed: int,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip  # one line of names each
    """Return the interval of each row's rate, when the stories of its group are drawn anew.

    ``cluster``, ``group`` and ``n_words`` are those of the articles, the rows of ``found`` sorted by ``code``.
    """
    low, high = np.full(len(found), np.nan), np.full(len(found), np.nan)
    row_of = pd.Series(np.arange(len(found)), pd.MultiIndex.from_frame(found[["code", "actor_id"]]))
    row = row_of.reindex(pd.MultiIndex.from_frame(kept[["code", "actor_id"]])).to_numpy()
    none = np.zeros(0, dtype="int64")
    members, mentions = pd.Series(group).groupby(group).indices, kept.groupby("code").indices
    story = kept["cluster"].to_numpy()
    for code, rows in found.groupby("code").indices.items():
        mine, here = members.get(code, none), mentions.get(code, none)
        distinct, place = np.unique(cluster[mine], return_inverse=True)
        words = np.bincount(place, n_words[mine], len(distinct))
        of_row, of_cluster = row[here] - rows[0], np.searchsorted(distinct, story[here])
        named = csr_array((np.ones(len(of_row)), (of_row, of_cluster)), shape=(len(rows), len(distinct)))
        draws = np.empty((len(rows), n_resamples))
        for columns, weights in weigh(len(distinct), n_resamples=n_resamples, seed=seed):
            with np.errstate(divide="ignore", invalid="ignore"):
                drawn = weights @ words
                draws[:, columns] = np.where(drawn > 0, 1000 * (named @ weights.T) / drawn, np.nan)
        low[rows], high[rows] = interval(draws, np.full(len(rows), len(distinct)))
    return low, high


def _has_features(articles: pd.DataFrame) -> np.ndarray:
    """Mark the articles that mentions are looked for in: those in English."""
    if "language" not in articles.columns:
        return np.ones(len(articles), dtype=bool)
    return (articles["language"].isna() | (articles["language"] == "en")).to_numpy(dtype=bool)


def _place(articles: pd.DataFrame, rows: pd.DataFrame) -> np.ndarray:
    """Return the place of each row's article."""
    return pd.Index(articles["article_id"]).get_indexer(rows["article_id"])
