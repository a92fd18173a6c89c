"""Statements: who says what, in whose voice, through what medium; one row per sentence of attributed content."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pandas as pd

from newsresearch import schema
from newsresearch.actors import load_actors, office_holder, side_on
from newsresearch.features.statements.cast import Cast, Known, Speaker
from newsresearch.features.statements.channels import channels_of
from newsresearch.features.statements.drafts import Draft, Sentence, Span
from newsresearch.features.statements.references import fuller_description
from newsresearch.features.statements.relays import issued_by
from newsresearch.features.statements.speakers import beside_quotation, chief_of, speaker_of
from newsresearch.features.statements.utterances import draft_statements
from newsresearch.features.statements.voices import Voices
from newsresearch.models.attribution import Quotation, find_quotations

__all__ = ["statements_in"]

COLUMNS = (
    "statement_id", "quotation_id", "article_id", "sentence_id", "start", "end", "text", "quote", "cue", "speaker",
    "speaker_id", "side", "anonymous", "channel", "cue_start", "cue_end", "speaker_start", "speaker_end", "n_words",
)  # fmt: skip  # the order of the table
# Capitals as datelines print them, and the agencies of these countries.
HOME = re.compile(
    r"\W*(?:(?P<ROK>SEOUL|Yonhap)|(?P<CHN>BEIJING|Xinhua)|(?P<JPN>TOKYO|Kyodo)|(?P<RUS>MOSCOW|TASS)|(?P<US>WASHINGTON))\b"
)
HEAD = 40  # characters in which a dateline opens
DELEGATIONS = {
    "DPRK": "delegation of the Democratic People's Republic of Korea",
    "US": "delegation of the United States",
    "ROK": "delegation of the Republic of Korea",
}


def statements_in(articles: pd.DataFrame, sentences: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Find what is said in each article, by whom and through what.

    Use it for direct, indirect and mixed quotation, and for a side's own texts. Marks and speaker labels decide where
    they stand; elsewhere a tagger trained on political news does. It is blind to statements within statements (the
    outer one wins) and to sources that only an earlier article names.

    Parameters
    ----------
    articles : DataFrame
        ``article_id``, ``text``; ``publisher_side``, ``outlet`` and ``published_date`` are read where they stand.
    sentences : DataFrame
        As ``split_sentences`` returns.
    mentions : DataFrame
        As ``mentions_in`` returns.

    Returns
    -------
    DataFrame
        One row per sentence and stretch of content, key ``statement_id``; ``quotation_id`` joins the rows of one
        utterance. The columns of the table ``statements`` but those that say what a statement means (target, tone,
        act, condition, issue). ``text`` is the content without its outer marks.

    Raises
    ------
    UsageError
        When a table lacks a column.

    References
    ----------
    Newell et al., LREC 2018 (PolNeAR); Pareti, 2015 (PARC 3.0).

    Examples
    --------
    >>> text = "Seoul said that talks would resume."
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    >>> row = {"article_id": "a", "sentence_id": 0, "paragraph": 0, "start": 0, "end": len(text), "text": text}
    >>> statements_in(articles, pd.DataFrame([row]), schema.empty("mentions"))["speaker"].tolist()
    ['Seoul']
    """
    schema.need_columns(articles, ("article_id", "text"), "statements_in", "load_articles")
    schema.need_columns(
        sentences, ("article_id", "sentence_id", "paragraph", "start", "end"), "statements_in", "split_sentences"
    )
    schema.need_columns(
        mentions, ("article_id", "start", "end", "actor_id", "side", "kind"), "statements_in", "mentions_in"
    )
    by_article = {name: dict(iter(table.groupby("article_id", sort=False))) for name, table in
                  (("sentences", sentences), ("mentions", mentions))}  # fmt: skip  # two tables, one shape
    rows: list[dict[str, Any]] = []
    for article in articles.to_dict("records"):
        own = by_article["sentences"].get(article["article_id"])
        if own is not None and isinstance(article["text"], str):
            rows += _of_article(article, own, by_article["mentions"].get(article["article_id"]))
    table = schema.conform(pd.DataFrame(rows, columns=list(COLUMNS)), "statements")
    return table[list(COLUMNS)]


def _of_article(
    article: dict[Any, Any], sentences: pd.DataFrame, mentions: pd.DataFrame | None
) -> list[dict[str, Any]]:
    """Return the rows of one article."""
    text, key = article["text"], article["article_id"]
    publisher = _publisher(article)
    units = [
        Sentence(int(n), int(a), int(b), int(p))
        for n, a, b, p in zip(
            sentences["sentence_id"], sentences["start"], sentences["end"], sentences["paragraph"], strict=True
        )
    ]
    places = {unit.number: i for i, unit in enumerate(units)}
    drafts = draft_statements(text, units, own=publisher is not None)
    day = article.get("published_date")
    day = None if day is None or pd.isna(day) else day
    known = _known(mentions)
    given = {mention.actor: mention.side for mention in known}
    cast = Cast(
        text,
        known,
        side_on=lambda actor: side_on(actor, day, given=given.get(actor)),
        holder_of=lambda role: office_holder(role, day),
        name_of=_names_of_actors(),
        publisher_side=publisher.side if publisher else None,
        home=_home(article),
    )
    speakers = _speakers(cast, drafts, units, places, publisher, find_quotations(text))
    numbers: dict[str, int] = {}
    rows = []
    cues = {draft.utterance: draft.cue for draft in reversed(drafts) if draft.cue and draft.quote != "own"}
    if publisher is None:
        kept = [n for n, draft in enumerate(drafts) if not _is_narration(draft, cues)]
        drafts, speakers = [drafts[n] for n in kept], [speakers[n] for n in kept]
    held = [units[places[draft.sentence]] for draft in drafts]
    channels = channels_of(text, drafts, speakers, held, heading=article.get("headline"))
    for n, (draft, speaker) in enumerate(zip(drafts, speakers, strict=True)):
        content = text[draft.start : draft.end]
        name = speaker.text if speaker else None
        person = f"{key}:p{numbers.setdefault(name, len(numbers))}" if name else None
        written = draft.source if draft.turn is None else None
        cue = None if draft.quote == "own" else draft.cue or cues.get(draft.utterance)
        rows.append(
            {
                "statement_id": f"{key}:{n}",
                "quotation_id": f"{key}:q{draft.utterance}",
                "article_id": key,
                "sentence_id": draft.sentence,
                "start": draft.start,
                "end": draft.end,
                "text": content,
                "quote": draft.quote,
                "cue": text[slice(*cue)] if cue else None,
                "speaker": name,
                "speaker_id": (speaker.actor or person) if speaker else None,
                "side": speaker.side or "OTHER" if speaker else "OTHER",
                "anonymous": bool(speaker and speaker.anonymous),
                "channel": None if draft.quote == "own" else channels.get(draft.utterance),
                "cue_start": cue[0] if cue else pd.NA,
                "cue_end": cue[1] if cue else pd.NA,
                "speaker_start": written[0] if written else pd.NA,
                "speaker_end": written[1] if written else pd.NA,
                "n_words": schema.words_in(content),
            }
        )
    return rows


def _home(article: dict[Any, Any]) -> str | None:
    """Return the side whose capital the article is written from, by its dateline or the agency of that country."""
    stated = [article.get(name) for name in ("dateline", "outlet", "agency")] + [article["text"][:HEAD]]
    match = next(filter(None, (HOME.match(words) for words in stated if isinstance(words, str))), None)
    return match.lastgroup if match else None


def _is_narration(draft: Draft, cues: dict[int, Span]) -> bool:
    """Whether no word of a reporter's sentence says that it is somebody's: no source, no verb, at most scare quotes."""
    nobodys = draft.quote == "indirect" or (draft.quote == "mixed" and draft.scare)
    return nobodys and draft.source is None and not (draft.cue or cues.get(draft.utterance))


@cache
def _names_of_actors() -> dict[str, str]:
    """Return the name of every known actor."""
    table = load_actors()
    return dict(zip(table["actor_id"], table["name"], strict=True))


def _known(mentions: pd.DataFrame | None) -> list[Known]:
    if mentions is None:
        return []
    columns = (mentions[c] for c in ("start", "end", "actor_id", "side", "kind"))
    return sorted(
        (
            Known(int(start), int(end), actor, side if isinstance(side, str) else None, kind)
            for start, end, actor, side, kind in zip(*columns, strict=True)
        ),
        key=lambda m: m.start,
    )


def _publisher(article: dict[Any, Any]) -> Speaker | None:
    """Return the voice of a side's own text, None for the press."""
    side = article.get("publisher_side")
    if not isinstance(side, str):
        return None
    outlet = article.get("outlet")
    outlet = outlet if isinstance(outlet, str) else ""
    if not outlet or "General Debate" in outlet or "delegation" in outlet.lower():
        return Speaker(DELEGATIONS.get(side, f"{side} delegation"), side, side)
    return Speaker(outlet, side)


def _speakers(
    cast: Cast,
    drafts: list[Draft],
    units: list[Sentence],
    places: dict[int, int],
    publisher: Speaker | None,
    quotations: list[Quotation],
) -> list[Speaker | None]:
    """Resolve the speakers in order; what no source is written for goes to the utterance, else to the neighbour."""
    found: list[Speaker | None] = []
    voices = Voices(quotations)
    first = {draft.utterance: places[draft.sentence] for draft in reversed(drafts)}
    for draft in drafts:
        voices.outer_source(draft)
        at = places[draft.sentence]
        if draft.quote == "own":
            found.append(publisher)
            if issuer := issued_by(cast.text, units[at].start, units[at].end):
                cast.said.append((draft.sentence, cast.describe(issuer)))
            continue
        before = first[draft.utterance] if draft.quote == "direct" else at  # its own words are no context
        draft.opens = units[before].number
        speaker = speaker_of(cast, draft, units[at].start, units[max(0, before - 1)].start)
        if speaker and speaker.side is None and draft.turn is not None and publisher:
            speaker.side = publisher.side
        if speaker:
            cast.said.append((draft.sentence, speaker))
        elif draft.linked and cast.said and draft.sentence - cast.said[-1][0] <= 1:
            cast.said.append((draft.sentence, cast.said[-1][1]))  # who spoke speaks on
        found.append((chief_of(cast, draft, speaker) if speaker else None) or speaker)
    fuller = fuller_description(cast)
    if fuller:
        for speaker in found:
            if speaker and speaker.text == fuller[0]:
                speaker.text = fuller[1]
    by_utterance = {d.utterance: s for d, s in reversed(list(zip(drafts, found, strict=True))) if s}
    last: Speaker | None = None
    last_sentence = -2
    for i, draft in enumerate(drafts):
        if draft.quote != "own" and found[i] is None:
            at = places[draft.sentence]
            beside = None
            if draft.utterance not in by_utterance:
                beside = beside_quotation(
                    cast,
                    draft,
                    units[at].start,
                    units[max(0, at - 1)].start,
                    follows=last_sentence == draft.sentence - 1,
                )
                if beside:
                    by_utterance[draft.utterance] = beside
            found[i] = (
                by_utterance.get(draft.utterance)
                or last
                or next((s for s in found[i + 1 : i + 6] if s), None)
                or publisher
            )
        if draft.quote != "own" and found[i]:
            last, last_sentence = found[i], draft.sentence
    return found
