"""Tables to scenes: a statement with its masked words, its neighbours and the sides named around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from newsresearch.schema import STATE_SIDES

TOKEN = re.compile(r"@[A-Z]+|'s\b|\w+(?:['.-]\w+)*|[^\w\s]")
MOST_WORDS = 400  # a "sentence" beyond this is a table or a scraping accident; its head says enough
NAME = 60  # characters; a longer mention is no name and is not looked for in headlines


@dataclass(frozen=True)
class Scene:
    """One statement as a model sees it; sides stand in the words as ``@DPRK``, all else is lower case."""

    side: str
    publisher: str
    quote: str
    words: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    seen: Counter[str] = field(default_factory=Counter)
    """Mentions by side in the article up to this sentence."""
    article: Counter[str] = field(default_factory=Counter)
    """Mentions by side in the whole article."""
    headline: tuple[str, ...] = ()
    """Sides whose names, as this article writes them, stand in the headline."""
    follows: bool = False
    """The row before is of the same side, in the sentence before: the utterance goes on."""

    @property
    def named(self) -> list[str]:
        """Sides named in the sentence, in order, as often as they are."""
        return sides_in(self.words)

    @property
    def others(self) -> list[str]:
        """Sides named in the sentence beside the speaker's own, each once, in order."""
        return [side for side in dict.fromkeys(self.named) if side != self.side]


def sides_in(words: tuple[str, ...]) -> list[str]:
    """Return the sides that masked words name.

    Examples
    --------
    >>> sides_in(("the", "@DPRK", "warned", "@US"))
    ['DPRK', 'US']
    """
    return [word[1:] for word in words if word[0] == "@" and len(word) > 1]


def scenes_of(
    statements: pd.DataFrame, articles: pd.DataFrame, sentences: pd.DataFrame, mentions: pd.DataFrame
) -> list[Scene]:
    """Return the scene of every statement, in the order of the rows of ``statements``.

    Examples
    --------
    >>> said = pd.DataFrame({"article_id": ["a"], "sentence_id": [0], "start": [0], "side": ["US"], "quote": ["own"]})
    >>> rows = pd.DataFrame({"article_id": ["a"], "sentence_id": [0], "start": [0], "text": ["Seoul is our ally."]})
    >>> names = pd.DataFrame({"article_id": ["a"], "sentence_id": [0], "start": [0], "end": [5], "side": ["ROK"],
    ...                       "text": ["Seoul"]})
    >>> scenes_of(said, pd.DataFrame({"article_id": ["a"]}), rows, names)[0].words
    ('@ROK', 'is', 'our', 'ally', '.')
    """
    scenes: dict[object, Scene] = {}
    sentence_rows = dict(iter(sentences.groupby("article_id", sort=False)))
    mention_rows = dict(iter(mentions.groupby("article_id", sort=False)))
    about = articles.set_index("article_id").to_dict("index")
    for article_id, rows in statements.groupby("article_id", sort=False):
        if article_id not in sentence_rows:
            continue
        named = mention_rows.get(article_id, mentions.iloc[:0])
        for label, scene in _article(rows, sentence_rows[article_id], named, about.get(article_id, {})):
            scenes[label] = scene
    nothing = Scene("OTHER", "NONE", "indirect", (), (), ())
    return [scenes.get(label, nothing) for label in statements.index]


def _article(
    statements: pd.DataFrame, sentences: pd.DataFrame, mentions: pd.DataFrame, about: dict
) -> Iterator[tuple[object, Scene]]:
    """The scenes of one article, each with the label of its row."""
    words: dict[int, tuple[str, ...]] = {}
    seen: dict[int, Counter[str]] = {}
    running: Counter[str] = Counter()
    by_sentence = dict(iter(mentions.groupby("sentence_id", sort=False)))
    row: Any  # a row of a table; pandas types each cell as anything that a table can hold
    for row in sentences.sort_values("sentence_id").itertuples():
        inside = by_sentence.get(row.sentence_id)
        seen[row.sentence_id] = running.copy()
        words[row.sentence_id] = mask(row.text, [] if inside is None else _spans(inside, row.start, len(row.text)))
        running.update(sides_in(words[row.sentence_id]))
    headline = _in_headline(_text(about.get("headline")), mentions)
    publisher = _text(about.get("publisher_side")) or "NONE"
    before_id, before_side = -2, ""
    for row in statements.sort_values("start").itertuples():
        here, side = row.sentence_id, _text(row.side) or "OTHER"
        yield (
            row.Index,
            Scene(
                side, publisher, _text(row.quote) or "indirect", words.get(here, ()), words.get(here - 1, ()),
                words.get(here + 1, ()), seen.get(here, Counter()), running, headline,
                here - before_id <= 1 and side == before_side,
            ),
        )  # fmt: skip  # the fields in order, on few lines
        before_id, before_side = here, side


def mask(text: str, spans: list[tuple[int, int, str]]) -> tuple[str, ...]:
    """Return the words of ``text`` in lower case, the named ``(start, end, side)`` as ``@side``, repeats joined.

    Examples
    --------
    >>> mask("North Korean leader Kim spoke", [(0, 12, "DPRK"), (20, 23, "DPRK")])
    ('@DPRK', 'leader', '@DPRK', 'spoke')
    """
    out: list[str] = []
    reached = 0
    for start, end, side in [*sorted(spans), (len(text), len(text), "")]:
        if start < reached:
            continue
        out += TOKEN.findall(text[reached:start].replace("@", " ").lower().replace("’", "'"))
        if side and (not out or out[-1] != f"@{side}"):
            out.append(f"@{side}")
        reached = end
        if len(out) >= MOST_WORDS:
            break
    return tuple(out[:MOST_WORDS])


def _spans(mentions: pd.DataFrame, offset: int, length: int) -> list[tuple[int, int, str]]:
    rows = zip(mentions["start"].tolist(), mentions["end"].tolist(), mentions["side"].tolist(), strict=True)
    return [
        (max(start - offset, 0), min(end - offset, length), side) for start, end, side in rows if side in STATE_SIDES
    ]


def _in_headline(headline: str, mentions: pd.DataFrame) -> tuple[str, ...]:
    """Sides named in the headline by a name that the article's mentions have too, in order of place."""
    names = mentions.drop_duplicates(["text", "side"])
    found = [
        (headline.find(name), side)
        for name, side in zip(names["text"], names["side"], strict=True)
        if isinstance(name, str) and len(name) <= NAME and side in STATE_SIDES and name in headline
    ]
    return tuple(dict.fromkeys(side for _, side in sorted(found)))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
