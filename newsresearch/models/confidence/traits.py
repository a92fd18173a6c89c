"""What is known of a decision once it is made: how a statement, its speaker, its side, its condition came about."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

import pandas as pd

from newsresearch.schema import STATE_SIDES

Row = dict[str, Any]

READ = (
    "article_id", "sentence_id", "quotation_id", "start", "end", "text", "quote", "cue", "speaker", "speaker_id",
    "side", "anonymous", "channel", "speaker_start", "speaker_end", "n_words", "has_condition",
)  # fmt: skip  # the columns of statements that are read
PRONOUN = re.compile(r"(?:he|she|they|it|we|i|you|who|this|that|these|those|which)\b", re.IGNORECASE)
NO_NAME = re.compile(
    r"(?:It|This|These|That|Those|There|What|When|Where|Why|How|If|But|And|In|On|For|We|Our|You|His|Her|Its)\b|\W*\d"
)  # a sentence opens so, a source does not
PLAIN = frozenset(("say", "says", "said", "saying", "tell", "tells", "told", "telling"))
LABEL = re.compile(r"^(?:Q\b|MS\. |MR\. |[A-Z][A-Z.' -]{3,40}:)", re.MULTILINE)  # a turn of a transcript
LABELS = 3  # so many make a transcript; headings end in a colon too
HINT = re.compile(
    r"\b(?:if|unless|should|were|until|once|when|before|after|without|otherwise|or else|only|provided|as long as"
    r"|so long as|in exchange|in return|depend|condition|first|any|would)\b",
    re.IGNORECASE,
)  # the first word that may open a condition
FAR = 60  # characters between source and content, beyond which more than a clause of saying stands there
LONG = 8  # words; a longer source tends to hold more than who speaks
MOST = 40  # words; longer content is long


def traits_of(statements: pd.DataFrame, articles: pd.DataFrame, mentions: pd.DataFrame) -> list[dict[str, float]]:
    """Return for every statement the names of what its confidences rest on.

    Parameters
    ----------
    statements : DataFrame
        With speaker, side and condition decided; sorted, as they come.
    articles : DataFrame
        ``article_id``, ``text``; ``publisher_side`` is read where it stands.
    mentions : DataFrame
        ``article_id``, ``sentence_id``, ``actor_id``.

    Examples
    --------
    >>> from newsresearch.schema import empty
    >>> traits_of(empty("statements"), empty("articles"), empty("mentions"))
    []
    """
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    sided = articles.loc[articles["publisher_side"].notna(), "article_id"] if "publisher_side" in articles else ()
    own, turned = set(sided), {name: _is_transcript(text) for name, text in texts.items()}
    near: defaultdict[tuple[Any, Any], set[str]] = defaultdict(set)
    for article, sentence, actor in zip(*(mentions[c] for c in ("article_id", "sentence_id", "actor_id")), strict=True):
        near[article, sentence].add(actor)
    columns = [statements[name].astype(object).where(statements[name].notna(), None).tolist() for name in READ]
    out = []
    before, since = None, 0
    for values in zip(*columns, strict=True):
        row = dict(zip(READ, values, strict=True))
        since = since + 1 if row["quotation_id"] == before else 0
        before = row["quotation_id"]
        kind = _kind(row, turned[row["article_id"]], row["article_id"] in own)
        names = [f"kind {kind}", f"length {min(row['n_words'], MOST) // 5}", *_condition(row)]
        if kind == "turn":
            names.append(f"turn {'question' if row['side'] == 'MEDIA' else 'known' if _is_known(row) else 'name'}")
        elif kind != "own":
            n_near = len(near.get((row["article_id"], row["sentence_id"]), ()))
            names += [f"{kind} {row['quote']}", f"near {min(n_near, 4)}", f"later {min(since, 3)}"]
            names += _source(row, texts[row["article_id"]])
        out.append(dict.fromkeys(names, 1.0))
    return out


def _is_transcript(text: object) -> bool:
    return isinstance(text, str) and len(LABEL.findall(text)) >= LABELS


def _is_known(row: Row) -> bool:
    """Whether the speaker is an actor of the gazetteer: others are numbered within their article."""
    return bool(row["speaker_id"]) and not row["speaker_id"].startswith(f"{row['article_id']}:p")


def _kind(row: Row, turned: bool, sided: bool) -> str:
    """Return what sort of text says it: a side's own, a labelled turn, somebody inside a side's own, the news."""
    if row["quote"] == "own":
        return "own"
    if turned and row["quote"] == "direct" and row["cue"] is None and row["speaker_start"] is None:
        return "turn"
    return "inside" if sided else "news"


def _condition(row: Row) -> list[str]:
    """Say whether a condition was found, and which word may open one."""
    found, hint = "found" if row["has_condition"] else "none", HINT.search(row["text"])
    return [f"condition {found}", f"condition {found} {hint.group().lower() if hint else '-'}"]


def _source(row: Row, text: str) -> list[str]:
    """Say how the speaker is written, named and placed, by what verb, and where the side comes from."""
    start, end, speaker = row["speaker_start"], row["speaker_end"], row["speaker"] or ""
    form, shape = _form(text[start:end].strip() if start is not None else None, speaker), _shape(row, speaker)
    verb = (row["cue"] or "").lower().split()
    cue = (
        "none" if not verb else "said" if PLAIN.intersection(verb) else "according" if "according" in verb else "other"
    )
    side = "state" if row["side"] in STATE_SIDES else row["side"]
    names = [f"source {form}", f"shape {shape}", f"form {form} {shape}", f"cue {cue}", f"side {side}",
             f"side {'known' if _is_known(row) else 'worded'} {side}",
             f"opens {'low' if row['text'][:1].islower() else 'high'}"]  # fmt: skip  # one list
    if start is not None:
        gap = max(start - row["end"], row["start"] - end)
        place = "after" if start >= row["end"] else "before" if end <= row["start"] else "in"
        names.append(f"place {place}{' far' if gap > FAR else ''}")
    if len(speaker.split()) > LONG:
        names.append("speaker long")
    if row["channel"]:
        names.append("channel")
    return names


def _form(written: str | None, speaker: str) -> str:
    """Return how the speaker came from the source as written."""
    if written is None:
        return "carried"
    if PRONOUN.match(written):
        return "pronoun"
    return "as written" if written in speaker or speaker in written else "resolved"


def _shape(row: Row, speaker: str) -> str:
    """Return what the speaker looks like."""
    if not speaker or NO_NAME.match(speaker):
        return "odd"
    if _is_known(row):
        return "known"
    if row["anonymous"]:
        return "anonymous"
    if speaker[0].islower():
        return "described"
    n_words = len(speaker.split())
    return "short" if n_words < 2 else "name" if n_words <= 4 else "long"
