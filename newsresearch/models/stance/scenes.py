"""Tables to scenes: a statement with its masked words, its neighbours and the sides named around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from itertools import permutations
from operator import itemgetter

import numpy as np
import pandas as pd

from newsresearch.schema import STATE_SIDES

TOKEN = re.compile(r"@[A-Z]+|'s\b|\w+(?:['.-]\w+)*|[^\w\s]")
MOST_WORDS = 400  # a "sentence" beyond this is a table or a scraping accident; its head says enough
MOST_TEXT = 4000  # characters of such a sentence that other models read
MOST_VOICES = 30  # statements of a sentence that are told apart
NAME = 60  # characters; a longer mention is no name and is not looked for in headlines
REACH = ["start", "end", "cue_start", "cue_end", "speaker_start", "speaker_end"]  # what is said, how, by whom


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
    text: str = ""
    """The sentence as it stands."""
    spans: tuple[tuple[int, int, str], ...] = ()
    """Its mentions: first character, the one after the last, side; in order."""
    start: int = 0
    """The character of the sentence at which the content begins."""

    def nearest(self, side: str) -> tuple[int, int] | None:
        """Return where the sentence names ``side``: first in the content, else nearest before it; None where nowhere.

        Examples
        --------
        >>> spans = ((0, 4, "ROK"), (9, 13, "ROK"), (20, 24, "ROK"))
        >>> Scene("US", "NONE", "own", (), (), (), spans=spans, start=7).nearest("ROK")
        (9, 13)
        """
        places = [(start, end) for start, end, named in self.spans if named == side]
        inside = [place for place in places if place[0] >= self.start]
        return inside[0] if inside else places[-1] if places else None

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

    One speaker's statements in a sentence are heard together, as readers code them. Of two speakers neither hears the
    other: content, cue and source of the other are left out, where the table has ``end`` and ``speaker``.

    Examples
    --------
    >>> said = pd.DataFrame({"article_id": ["a"], "sentence_id": [0], "start": [0], "side": ["US"], "quote": ["own"]})
    >>> rows = pd.DataFrame({"article_id": ["a"], "sentence_id": [0], "start": [0], "text": ["Seoul is our ally."]})
    >>> names = pd.DataFrame({"article_id": ["a"], "sentence_id": [0], "start": [0], "end": [5], "side": ["ROK"],
    ...                       "text": ["Seoul"]})
    >>> scenes_of(said, pd.DataFrame({"article_id": ["a"]}), rows, names)[0].words
    ('@ROK', 'is', 'our', 'ally', '.')
    """
    told = statements.assign(others=pd.Series(_others(statements), statements.index, dtype=object))
    said = _by_article(told, ["start", "sentence_id", "side", "quote", "others"])
    rows = _by_article(sentences, ["sentence_id", "start", "text"], said)
    named = _by_article(mentions, ["sentence_id", "start", "end", "side", "text"], said)
    headlines = _column(articles, "headline")
    publishers = _column(articles, "publisher_side")
    nothing = Scene("OTHER", "NONE", "indirect", (), (), ())
    scenes = [nothing] * len(statements)
    for article_id, places in said.items():
        if article_id in rows:
            about = _text(headlines.get(article_id)), _text(publishers.get(article_id)) or "NONE"
            for place, scene in _article(places, rows[article_id], named.get(article_id, []), *about):
                scenes[place] = scene
    return scenes


def _others(statements: pd.DataFrame) -> list[tuple[tuple[int, int], ...]]:
    """For each row the stretches of its sentence, ``(start, end)``, in which others speak; none that its own meets."""
    out: list[tuple[tuple[int, int], ...]] = [()] * len(statements)
    if statements.empty or not {"end", "speaker"} <= set(statements):
        return out
    named = [name for name in REACH if name in statements]
    reach = statements[named].astype("Float64").to_numpy(float, na_value=np.nan)
    firsts, lasts = np.nanmin(reach, axis=1).astype(int).tolist(), np.nanmax(reach, axis=1).astype(int).tolist()
    names = ["article_id", "sentence_id", "speaker", "start", "end"]
    articles, numbers, speakers, starts, ends = (statements[name].tolist() for name in names)
    together: dict[tuple[str, int], list[int]] = {}
    for place, sentence in enumerate(zip(articles, numbers, strict=True)):
        together.setdefault(sentence, []).append(place)
    for places in together.values():
        for place, other in permutations(places[:MOST_VOICES], 2):
            apart = lasts[other] <= starts[place] or ends[place] <= firsts[other]
            if _text(speakers[place]) != _text(speakers[other]) and apart:
                out[place] = (*out[place], (firsts[other], lasts[other]))
    return out


def _by_article(table: pd.DataFrame, columns: list[str], only: Container[str] | None = None) -> dict[str, list[tuple]]:
    """The cells of some columns by article, each row with its place in the table at the end."""
    out: dict[str, list[tuple]] = {}
    cells = zip(*(table[name].tolist() for name in columns), range(len(table)), strict=True)
    for article_id, row in zip(table["article_id"].tolist(), cells, strict=True):
        if only is None or article_id in only:
            out.setdefault(article_id, []).append(row)
    return out


def _column(articles: pd.DataFrame, name: str) -> dict[str, object]:
    """A column by article; empty where the table has none such."""
    return dict(zip(articles["article_id"].tolist(), articles[name].tolist(), strict=True)) if name in articles else {}


def _article(
    statements: list[tuple], sentences: list[tuple], mentions: list[tuple], headline: str, publisher: str
) -> Iterator[tuple[int, Scene]]:
    """The scenes of one article, each with the place of its row."""
    words: dict[int, tuple[str, ...]] = {}
    places: dict[int, tuple[int, str, tuple[tuple[int, int, str], ...]]] = {}
    seen: dict[int, Counter[str]] = {}
    running: Counter[str] = Counter()
    spans: dict[int, list[tuple[int, int, str]]] = {}
    for sentence_id, start, end, side, _, _ in mentions:
        if side in STATE_SIDES:
            spans.setdefault(sentence_id, []).append((start, end, side))
    asked = {row[1] for row in statements}
    for sentence_id, start, text, _ in sorted(sentences, key=itemgetter(0)):
        inside = [(max(a - start, 0), min(b - start, len(text)), side) for a, b, side in spans.get(sentence_id, ())]
        words[sentence_id] = mask(text, inside)
        if sentence_id in asked:
            seen[sentence_id] = running.copy()
            read = sorted(span for span in inside if span[0] < span[1] <= MOST_TEXT)
            places[sentence_id] = start, text[:MOST_TEXT], tuple(read)
        if inside:
            running.update(sides_in(words[sentence_id]))
    sides = _in_headline(headline, mentions)
    before_id, before_side = -2, ""
    for content, here, side, quote, others, place in sorted(statements, key=itemgetter(0, 5)):
        voice = _text(side) or "OTHER"
        follows = here - before_id <= 1 and voice == before_side
        before, after = words.get(here - 1, ()), words.get(here + 1, ())
        first, text, spans_here = places.get(here, (0, "", ()))
        heard = words.get(here, ())
        if others:
            gone = [(max(start - first, 0), min(end - first, len(text)), "") for start, end in others]
            kept = [span for span in spans_here if not any(a < span[1] and span[0] < b for a, b, _ in gone)]
            heard = mask(text, [*kept, *gone])
        yield place, Scene(
            voice, publisher, _text(quote) or "indirect", heard, before, after, seen.get(here, Counter()), running,
            sides, follows, text, spans_here, min(max(content - first, 0), len(text)),
        )  # fmt: skip  # the fields in order, on few lines
        before_id, before_side = here, voice


def mask(text: str, spans: list[tuple[int, int, str]]) -> tuple[str, ...]:
    """Return the words of ``text`` in lower case, the named ``(start, end, side)`` as ``@side``, repeats joined.

    A span without a side is left out.

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


def _in_headline(headline: str, mentions: list[tuple]) -> tuple[str, ...]:
    """Sides named in the headline by a name that the article's mentions have too, in order of place."""
    if not headline:
        return ()
    names = dict.fromkeys((text, side) for *_, side, text, _ in mentions)
    found = [
        (headline.find(name), side)
        for name, side in names
        if isinstance(name, str) and len(name) <= NAME and side in STATE_SIDES and name in headline
    ]
    return tuple(dict.fromkeys(side for _, side in sorted(found)))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
