"""The composition: articles in, the tables of sentences, mentions, statements and hedges out, each computed once."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable

import numpy as np
import pandas as pd
from tqdm import tqdm

from newsresearch import schema
from newsresearch.articles.languages import FEWEST, WORDS, language_of
from newsresearch.features.acts import classify_acts
from newsresearch.features.confidence import confidence_of
from newsresearch.features.hedging import certainty_of, hedges_in
from newsresearch.features.issues import check_issues, classify_issues
from newsresearch.features.mentions import Finder, finder_of, mentions_in
from newsresearch.features.sentiment import score_sentiment
from newsresearch.features.stance import stance_of
from newsresearch.features.statements import statements_in
from newsresearch.sentences import split_sentences

BATCH = 50
"""Articles in one step: enough to keep pandas busy, few enough for a progress bar that moves."""

DIGITS = 4
"""Of scores between 0 and 1: what lies beyond differs from processor to processor and says nothing."""

_SAMPLE = 20_000  # characters of a text that ``language_of`` cannot tell from its first 800

FEATURES = ("sentences", "mentions", "statements", "hedges")

MENTIONS = ("article_id", "sentence_id", "start", "end", "actor_id", "side", "kind")
STATEMENTS = ("statement_id", "article_id", "start", "end", "side")
"""Columns that tables handed in must have."""


def extract_tables(
    articles: pd.DataFrame,
    *,
    actors: pd.DataFrame | None = None,
    issues: pd.DataFrame | None = None,
    progress: bool | None = None,
) -> dict[str, pd.DataFrame]:
    """Compute every feature table of some articles, each thing once.

    Use it before any summary. Articles in another language than English stay in ``articles`` and get no feature
    rows; one warning says how many. Where ``language`` is missing the text itself tells it, and what nothing tells (a
    few words) is read as English. It is blind to what stands outside ``text``: headlines are not read.

    Parameters
    ----------
    articles : DataFrame
        As ``load_articles`` or ``thread_stories`` returns it; at least ``article_id`` and ``text``.
    actors : DataFrame or path of a CSV file, optional
        Further rows for the actor gazetteer: ``actor_id``, ``kind``, ``side``, ``name``, ``aliases`` (joined by "|").
    issues : DataFrame, optional
        A table of issues of yours, with the columns ``issue`` and ``phrase``, in place of ``lexicons/issues.csv``.
    progress : bool, optional
        Show a progress bar; by default from 200 articles on.

    Returns
    -------
    dict of DataFrames
        ``articles`` (as given, sorted, the columns that it lacked added: ``n_words`` counted, ``language`` told by
        the text, others missing),
        ``sentences`` (one row per sentence; with ``compound``, -1..1), ``mentions``
        (one per mention of an actor), ``statements`` (one per sentence of attributed content; with ``compound``;
        ``hedged``: a hedge in the side's own voice stands in it; ``certainty`` and ``conflict``, 0..1; the confidences
        ``p_...`` of `find_statements`), ``hedges`` (one per hedge or booster).

    Raises
    ------
    UsageError
        When a column is missing or holds what it cannot (a date that is none), when an ``article_id`` is missing or
        occurs twice, or when a row of ``actors`` or ``issues`` is wrong.

    Examples
    --------
    >>> page = pd.DataFrame({"article_id": ["a.1"], "text": ["The North said it may fire a missile at the U.S."]})
    >>> tables = extract_tables(page)
    >>> tables["hedges"]["text"].tolist()
    ['may']
    """
    call = "extract_tables"
    finder = _finder(actors, call)
    check_issues(issues, f"{call}(issues=...)")
    if progress is not None:
        schema.check_flag("progress", progress, call)
    articles = _check(articles, call)
    english = _english(articles)
    show = len(english) >= 200 if progress is None else progress
    starts = range(0, len(english), BATCH)
    parts = [
        _features(english.iloc[start : start + BATCH], finder, issues)
        for start in tqdm(starts, desc="articles read", unit=f"x{BATCH}", disable=not show)
    ]
    tables = {"articles": articles}
    for name in FEATURES:
        rows = [part[name] for part in parts if len(part[name])]
        tables[name] = pd.concat(rows, ignore_index=True) if rows else _features(english.iloc[:0], finder, issues)[name]
        tables[name] = tables[name].sort_values(list(schema.TABLES[name].key), kind="stable", ignore_index=True)
    return tables


def find_mentions(articles: pd.DataFrame, *, actors: pd.DataFrame | None = None) -> pd.DataFrame:
    """Find every mention of an actor: states, organisations, people, by name, alias or adjective.

    Use it to count who is in the news. It is blind to pronouns and common nouns ("the country"), and to actors that
    are not in the gazetteer; give further ones as ``actors``.

    Parameters
    ----------
    articles : DataFrame
        As ``load_articles`` returns it; ``article_id`` and ``text`` are needed.
    actors : DataFrame or path of a CSV file, optional
        Further rows for the gazetteer: ``actor_id``, ``kind``, ``side``, ``name``, ``aliases`` (joined by "|").

    Returns
    -------
    DataFrame
        One row per mention, sorted by ``article_id`` and ``start``: ``article_id``, ``sentence_id``, ``start``,
        ``end`` (characters in the article's text), ``text``, ``actor_id``, ``side``, ``kind``.

    Raises
    ------
    UsageError
        When a column is missing, or a row of ``actors`` is wrong.

    Examples
    --------
    >>> page = pd.DataFrame({"article_id": ["a.1"], "text": ["Trump met Kim Jong Un of North Korea in Singapore."]})
    >>> find_mentions(page)["actor_id"].tolist()[:3]
    ['TRUMP', 'KIM_JONG_UN', 'DPRK']
    """
    finder = _finder(actors, "find_mentions")
    english = _english(_check(articles, "find_mentions"))
    return mentions_in(english, split_sentences(english), actors=finder)


def find_statements(
    articles: pd.DataFrame, *, mentions: pd.DataFrame | None = None, issues: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find who says what about whom: one row per sentence of attributed content.

    Use it for any question about speech: quotations (direct, indirect, mixed) and the texts that a side publishes
    itself (``own``). It is blind to irony, and reads one article at a time: who "he" is comes from the same article.

    Parameters
    ----------
    articles : DataFrame
        As ``load_articles`` returns it. ``published_date`` decides the office that a speaker held;
        ``publisher_side`` makes a text a side's own.
    mentions : DataFrame, optional
        From ``find_mentions``, to save computing them again.
    issues : DataFrame, optional
        A table of issues of yours, with the columns ``issue`` and ``phrase``, in place of ``lexicons/issues.csv``.

    Returns
    -------
    DataFrame
        One row per sentence of content, sorted by ``article_id`` and ``start``; columns as in ``data/README.md``:
        the content's span and words, ``quote``, ``cue``, ``speaker``, ``speaker_id``, ``side``, ``channel``,
        ``target``, ``tone`` (-1, 0, 1), ``act``, ``condition``, ``issue``, ``n_words``. ``quotation_id`` joins the
        rows of one utterance. For every decision the chance that it is right, 0..1: ``p_statement`` (the row is
        somebody's statement), ``p_quote`` (it is, and quoted in this way), ``p_speaker``, ``p_side``, ``p_target``,
        ``p_tone``, ``p_act``, ``p_condition`` (that ``has_condition`` is as given, true or false).

    Raises
    ------
    UsageError
        When a column is missing, or a row of ``issues`` is wrong.

    References
    ----------
    Newell, Margolin, Ruths (2018), An Attribution Relations Corpus for Political News (PolNeAR), LREC.

    Examples
    --------
    >>> page = pd.DataFrame({"article_id": ["a.1"], "text": ['"We will answer," Kim Jong Un said.']})
    >>> find_statements(page)[["quote", "side"]].iloc[0].tolist()
    ['direct', 'DPRK']

    Keep the rows whose speaker is sure:

    >>> statements = find_statements(page)
    >>> statements[statements["p_speaker"] >= 0.8]["speaker"].tolist()
    ['Kim Jong Un']
    """
    call = "find_statements"
    if mentions is not None:
        mentions = schema.need_columns(mentions, MENTIONS, f"{call}(mentions=...)", "find_mentions")
    check_issues(issues, f"{call}(issues=...)")
    english = _english(_check(articles, call))
    sentences = split_sentences(english)
    if mentions is None:
        mentions = mentions_in(english, sentences)
    return _statements(english, sentences, mentions, issues)


def find_hedges(articles: pd.DataFrame, *, statements: pd.DataFrame | None = None, vague: bool = False) -> pd.DataFrame:
    """Find hedges ("may", "is believed to") and boosters ("clearly"), and whose voice each is.

    Use it to ask how firmly something is said, and by whom: a cue in the words of a statement is the side's, one in
    narration or in the attributing clause is the reporter's. It is blind to hedging without a cue of the lexicon.

    Parameters
    ----------
    articles : DataFrame
        As ``load_articles`` returns it.
    statements : DataFrame, optional
        From ``find_statements``, to save computing them again.
    vague : bool
        Also list vague words ("several", "in due time"), as kind ``vague``. They are no hedges by the codebook.

    Returns
    -------
    DataFrame
        One row per cue, sorted by ``article_id`` and ``start``: its span and ``text``, ``cue`` (dictionary form),
        ``kind`` (hedge, booster), ``category``, ``statement_id`` and ``side`` of the statement that it stands in, and
        ``voice`` (``reporter``, or that side).

    Raises
    ------
    UsageError
        When a column is missing.

    References
    ----------
    Hyland (2005), Metadiscourse; Szarvas et al. (2012), Cross-genre and cross-domain detection of semantic
    uncertainty, Computational Linguistics 38(2).

    Examples
    --------
    >>> page = pd.DataFrame({"article_id": ["a.1"], "text": ["The launch in May may have failed."]})
    >>> find_hedges(page)[["text", "voice"]].values.tolist()
    [['may', 'reporter']]
    """
    call = "find_hedges"
    schema.check_flag("vague", vague, call)
    if statements is not None:
        statements = schema.need_columns(statements, STATEMENTS, f"{call}(statements=...)", "find_statements")
    english = _english(_check(articles, call))
    sentences = split_sentences(english)
    if statements is None:
        statements = _statements(english, sentences, mentions_in(english, sentences), None)
    return hedges_in(english, sentences, statements, vague=vague)


def select_articles(tables: dict[str, pd.DataFrame], article_ids: Iterable[str]) -> dict[str, pd.DataFrame]:
    """Cut all tables to some articles.

    Use it to look at a part of a corpus without computing anything again.

    Parameters
    ----------
    tables : dict of DataFrames
        From ``extract_tables`` or ``read_tables``.
    article_ids : iterable of str, or of bool
        The articles to keep: their ids, or True and False for each row of ``tables["articles"]``, as in
        ``tables["articles"]["outlet"] == "KCNA"``.

    Returns
    -------
    dict of DataFrames
        The same tables and columns, rows of these articles only.

    Raises
    ------
    UsageError
        When an id is not among the articles, or the truth values are not as many as these.

    Examples
    --------
    >>> page = pd.DataFrame({"article_id": ["a.1", "b.1"], "text": ["Kim spoke.", "Trump spoke."]})
    >>> len(select_articles({"articles": page}, ["b.1"])["articles"])
    1
    """
    call = "select_articles"
    schema.need_tables(tables, ["articles", *tables] if isinstance(tables, dict) else ["articles"], call)
    given = tables["articles"]
    tables = {
        name: schema.need_columns(table, ("article_id",), call, "extract_tables") for name, table in tables.items()
    }
    article_ids = _ids_of_mask(given, article_ids, call)
    wanted = schema.as_names("article_ids", article_ids, call)
    known = set(tables["articles"]["article_id"])
    unknown = [i for i in wanted if i not in known]
    if unknown:
        raise schema.fault(
            f"select_articles: {len(unknown)} unknown id(s), first {unknown[0]!r}",
            "ids of tables['articles']",
            "take them from its column article_id",
        )
    return {name: table[table["article_id"].isin(wanted)].reset_index(drop=True) for name, table in tables.items()}


def _ids_of_mask(articles: pd.DataFrame, given: Iterable, call: str) -> Iterable:
    """Return the ids of the rows that a mask marks; what is no mask as it was given."""
    values = given if isinstance(given, (pd.Series, np.ndarray, list)) else []
    if not len(values) or not pd.api.types.is_bool_dtype(pd.Series(values).dtype):
        return given
    words = f"{len(values)} truth values for {len(articles)} articles"
    if isinstance(given, pd.Series) and len(given) == len(articles):
        words = "truth values whose index is not that of the articles"
    if len(values) != len(articles) or (isinstance(given, pd.Series) and not given.index.equals(articles.index)):
        raise schema.fault(
            f"{call}: {words}",
            "ids, or one truth value for each row of tables['articles']",
            "compare a column of tables['articles'], as in tables['articles']['outlet'] == 'KCNA'",
        )
    return articles["article_id"][pd.Series(values).fillna(False).to_numpy(dtype=bool)].tolist()


def _finder(actors: pd.DataFrame | None, call: str) -> Finder:
    """Return the names to look for; an error names the argument that brought the wrong ones."""
    return finder_of(actors, f"{call}(actors=...)")


def _features(articles: pd.DataFrame, finder: Finder, issues: pd.DataFrame | None) -> dict[str, pd.DataFrame]:
    """Compute the four feature tables of English articles."""
    sentences = split_sentences(articles)
    mentions = mentions_in(articles, sentences, actors=finder)
    statements = _statements(articles, sentences, mentions, issues)
    hedges = hedges_in(articles, sentences, statements)
    own_voice = hedges.loc[(hedges["kind"] == "hedge") & (hedges["voice"] != "reporter"), "statement_id"]
    return {
        "sentences": sentences.assign(compound=score_sentiment(sentences["text"])["compound"]),
        "mentions": mentions,
        "statements": statements.assign(
            compound=score_sentiment(statements["text"])["compound"],
            hedged=statements["statement_id"].isin(own_voice),
            certainty=certainty_of(statements["text"]).round(DIGITS),
            conflict=classify_acts(statements["text"])["conflict"].round(DIGITS),
        ),
        "hedges": hedges,
    }


def _statements(
    articles: pd.DataFrame, sentences: pd.DataFrame, mentions: pd.DataFrame, issues: pd.DataFrame | None
) -> pd.DataFrame:
    """Join what is said and by whom to target, tone, act, condition, issue and the confidence of each decision."""
    statements = stance_of(statements_in(articles, sentences, mentions), articles, sentences, mentions)
    statements = confidence_of(statements, articles, mentions)
    sure = [column for column in statements.columns if column.startswith("p_")]
    statements[sure] = statements[sure].round(DIGITS)
    pairs = zip(statements["text"], statements["condition"], strict=True)
    rest = [text if pd.isna(words) else str(text).replace(words, " ") for text, words in pairs]
    consequents = pd.Series(rest, statements.index, dtype="str").where(statements["has_condition"])
    about = {
        "issue": classify_issues(statements["text"], issues=issues),
        "condition_issue": classify_issues(statements["condition"], issues=issues).where(statements["has_condition"]),
        "consequent_issue": classify_issues(consequents, issues=issues).where(statements["has_condition"]),
    }
    return schema.conform(statements.assign(**about), "statements")


def _check(articles: pd.DataFrame, call: str) -> pd.DataFrame:
    """Return the table with all columns of articles, or raise when its rows are no articles with ids of their own."""
    articles = schema.need_columns(articles, ("article_id", "text"), call, "load_articles")
    schema.as_texts(articles["text"], call)
    schema.need_own_ids(articles, call)
    articles = schema.conform(articles, "articles")
    untold = articles["language"].isna() & articles["text"].notna()
    if untold.any():
        told = [_language_by_words(text) for text in articles.loc[untold, "text"]]
        articles.loc[untold, "language"] = pd.Series(told, articles.index[untold], dtype="str")
    schema.need_own_ids(articles, call)  # 1 and "1" are one id as text
    return articles


def _language_by_words(text: str) -> str | None:
    """Return the language of a text: ``language_of``'s, else one that has more of its words than English.

    Three different ones at least, as ``language_of`` asks for: a name or two may look like another language.
    """
    known = language_of(text)
    if known is not None:
        return known
    said = re.findall(r"[^\W\d_]+", text[:_SAMPLE].lower())
    uses = {language: sum(map(words.__contains__, said)) for language, words in WORDS.items()}
    several = [language for language, words in WORDS.items() if len(words.intersection(said)) >= FEWEST]
    most = max(several, key=lambda language: uses[language], default="en")
    return most if uses[most] > uses["en"] else None


def _english(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the English articles, with them those of which nothing tells the language; warn once about the others."""
    english = articles["language"].isna() | (articles["language"] == "en")
    if not english.all():
        others = articles.loc[~english, "language"].value_counts().sort_index()
        said = ", ".join(f"{count} in {language}" for language, count in others.items())
        warnings.warn(
            f"{(~english).sum()} of {len(articles)} articles are not in English ({said}); they stay in the table of "
            "articles and get no features.",
            stacklevel=3,
        )
    return articles[english].reset_index(drop=True)
