"""Mentions of actors: names found in one pass, short names resolved by their article."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import pandas as pd

from newsresearch.actors import load_actors
from newsresearch.matching import PhraseMatcher
from newsresearch.schema import conform, empty, need_columns

# Names of other things that hold a name of ours.
NOT_ACTORS = (
    "South China Sea", "East China Sea", "Sea of Japan", "American Samoa", "Voice of Russia", "Voice of America",
    "Washington Post", "Washington Times", "Washington state", "Washington State", "George Washington",
    "Washington, D.C.", "Washington DC", "Seoul National University", "Beijing News", "Moscow Times", "Tokyo Electric",
    "Japan Times", "China Daily", "South China Morning Post", "Korea Times", "USA TODAY", "USA Today",
    "Federation of American Scientists", "Bank of America", "North America", "South America", "Latin America",
    "Trump Tower", "Trump Organization", "White House Correspondents", "China Sea",
    *(f"{way} {place}{end}" for way in ("North", "South") for end in ("", " Province")
      for place in ("Chungcheong", "Gyeongsang", "Jeolla")),
    "U.S. News", "Russia Today", "NK News", "Arms Control Association", "Radio Free Asia", "(KCNA)",
)  # fmt: skip  # a list reads best in full lines
CAPITALS = {"Pyongyang", "Washington", "Seoul", "Beijing", "Tokyo", "Moscow"}
PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|outside|around|into|across|through|over|downtown|central|leaving?|left|visit(?:ed|ing)?"
    r"|to visit|arrived? in|capital,?|city of|streets of|of|George|trip to|returned? to|travel(?:l?ed)? to|flew to"
    r"|flown to|fl(?:y|ying) to|visits? to|sent to|went to|go to|going to|back to|airport in)\s+$"
)
PLACE_AFTER = re.compile(
    r"\s*(?:,\s+[A-Z][\w.]+\s*[-—(]|\s*[(—]|\s--|,\s+(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?\s+\d"
    r"|D\.?C|North Korea|China|Japan|Russia))"
)
DIRECTION_AFTER = re.compile(r"\s+(?:of\b|[A-Z](?!orea)|side\b|coast\b|end\b|pole\b)|-?(?:east|west)")
ARTICLE = re.compile(r"\b[Tt]he\s+$")
NAME_BEFORE = re.compile(r"\b([A-Z][a-z]+)\s+$")
NAME_AFTER = re.compile(r"\s+[A-Z][a-z]+")
TITLES = {
    "President", "Secretary", "Minister", "Chairman", "Leader", "Ambassador", "General", "Senator", "Vice", "Prime",
    "Mr", "Mrs", "Ms", "Marshal", "Premier", "Comrade", "The", "But", "And", "When", "While", "If", "As", "On", "In",
    "For", "With", "That", "Since", "After", "Before", "Both",
}  # fmt: skip  # one set
ORGAN = re.compile(
    r"(?:['’]s)? (?:Foreign Ministry|foreign ministry|Defen[sc]e Ministry"
    r"|Ministry of (?:Foreign Affairs|National Defen[sc]e|Defen[sc]e|Unification)"
    r"|National Assembly|Embassy|Navy|Army|Air Force|Cabinet|Coast Guard)\b"
)


class _Name(NamedTuple):
    actor_id: str
    kind: str
    short: bool


class _Hit(NamedTuple):
    start: int
    end: int
    actor_id: str


def mentions_in(
    articles: pd.DataFrame, sentences: pd.DataFrame, *, actors: pd.DataFrame | str | None = None
) -> pd.DataFrame:
    """Find the actors that articles name, by name, alias or adjective.

    Surnames are resolved by the article, capitals count where they stand for the government. It is blind to pronouns
    and descriptions ("the president"), and to actors outside the table.

    Parameters
    ----------
    articles : DataFrame
        With ``article_id`` and ``text``.
    sentences : DataFrame
        As ``split_sentences`` returns.
    actors : DataFrame or path of a CSV file, optional
        Further actors, as for ``load_actors``.

    Returns
    -------
    DataFrame
        One row per mention, sorted by ``article_id`` and ``start``: ``article_id``, ``sentence_id``, ``start``, ``end``
        (characters in the article's text), ``text``, ``actor_id``, ``side``, ``kind``.

    Raises
    ------
    UsageError
        When a column is missing, or a row of ``actors`` is wrong.

    Examples
    --------
    >>> page = pd.DataFrame({"article_id": ["a"], "text": ["U.S.-North Korea talks"]})
    >>> one = pd.DataFrame({"article_id": ["a"], "sentence_id": [0], "start": [0], "end": [22]})
    >>> mentions_in(page, one)["actor_id"].tolist()
    ['US', 'DPRK']
    """
    need_columns(articles, ("article_id", "text"), "mentions_in", "load_articles")
    need_columns(sentences, ("article_id", "sentence_id", "start", "end"), "mentions_in", "split_sentences")
    table = load_actors(actors)
    finder = _Finder(table)
    about = table.set_index("actor_id")
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    rows = []
    for article, group in sentences.groupby("article_id", sort=False):
        text = texts.get(article)
        if not isinstance(text, str):
            continue
        hits, at = finder.find(text), 0
        spans = zip(group["sentence_id"], group["start"], group["end"], strict=True)
        for sentence, start, end in sorted(spans, key=lambda span: span[1]):
            while at < len(hits) and hits[at].start < end:
                hit = hits[at]
                at += 1
                if hit.start >= start and hit.end <= end:
                    rows.append((article, sentence, hit.start, hit.end, text[hit.start : hit.end], hit.actor_id))
    if not rows:
        return empty("mentions")
    out = pd.DataFrame(rows, columns=["article_id", "sentence_id", "start", "end", "text", "actor_id"])
    out = out.assign(side=out["actor_id"].map(about["side"]), kind=out["actor_id"].map(about["kind"]))
    return conform(out, "mentions")


class _Finder:
    """All names of one table of actors, as one automaton."""

    def __init__(self, actors: pd.DataFrame) -> None:
        self.names: dict[str, list[_Name]] = {phrase: [] for phrase in NOT_ACTORS}
        for row in actors.itertuples():
            for column, short in ((row.aliases, False), (row.short, True)):
                for form in column.split("|") if isinstance(column, str) else ():
                    self.names.setdefault(form, []).append(_Name(str(row.actor_id), str(row.kind), short))
        self.names.setdefault("north", []).append(_Name("DPRK", "state", True))
        self.names.setdefault("south", []).append(_Name("ROK", "state", True))
        self.side = dict(zip(actors["actor_id"], actors["side"], strict=True))
        self.kind = dict(zip(actors["actor_id"], actors["kind"], strict=True))
        self.shorts: dict[str, list[str]] = {}
        for form, names in self.names.items():
            for name in names:
                if name.short:
                    self.shorts.setdefault(name.actor_id, []).append(form)
        self.matcher = PhraseMatcher(self.names)

    def find(self, text: str) -> list[_Hit]:
        """Return the mentions in one article's text, in order."""
        korean = "Korea" in text
        idiom = "south Korea" in text  # the DPRK's English writes "the south" for the ROK
        named: Counter[str] = Counter()
        latest: dict[str, str] = {}
        found = self.matcher.find(text)
        first = self._first_named(found)
        out: list[_Hit] = []
        for start, end, index in found:
            form = self.matcher.phrases[index]
            names = self.names[form]
            if not names:
                continue
            name = names[0]
            if not name.short:
                actor = name.actor_id
                if name.kind == "person":
                    named[actor] += 1
                    for surname in self.shorts.get(actor, []):
                        latest[surname] = actor
            elif name.kind == "state":
                keep = (
                    self._is_capital(text, start, end)
                    if form in CAPITALS
                    else (korean and (idiom or form[0].isupper()) and self._is_half(text, start, end))
                )
                if not keep:
                    continue
                actor = name.actor_id
            else:
                resolved = self._resolve(text, start, end, form, names, named, latest, first)
                if resolved is None:
                    continue
                actor = resolved
            self._add(out, text, _Hit(start, end, actor))
        return out

    def _first_named(self, found: list[tuple[int, int, int]]) -> dict[str, str]:
        """Return, for each surname, the person whom the article first names in full."""
        first: dict[str, str] = {}
        for _, _, index in found:
            for name in self.names[self.matcher.phrases[index]][:1]:
                if not name.short and name.kind == "person":
                    for surname in self.shorts.get(name.actor_id, []):
                        first.setdefault(surname, name.actor_id)
        return first

    def _resolve(
        self, text: str, start: int, end: int, form: str, names: list[_Name],
        named: Counter[str], latest: dict[str, str], first: dict[str, str],
    ) -> str | None:  # fmt: skip  # the article's state, passed as it is
        """Return whom a surname means here: nobody when a stranger's first or second name touches it."""
        before = NAME_BEFORE.search(text[max(0, start - 30) : start])
        if before and before.group(1) not in TITLES and not before.group(1).endswith("n"):  # "North Korean Kim"
            return None
        if names[0].actor_id != "TRUMP" and len(names) > 1 and NAME_AFTER.match(text, end):
            return None
        if form == "Kim" and named:
            mine = [name.actor_id for name in names if named[name.actor_id]]
            if mine:
                return max(mine, key=lambda actor: named[actor])
        return latest.get(form) or first.get(form) or (names[0].actor_id if form in UNMISTAKABLE else None)

    def _is_capital(self, text: str, start: int, end: int) -> bool:
        """Say whether a capital stands for the government: not after a word of place, not in a dateline."""
        before = text[max(0, start - 30) : start]
        return not (PLACE_BEFORE.search(before) or PLACE_AFTER.match(text, end))

    def _is_half(self, text: str, start: int, end: int) -> bool:
        """Say whether "North" or "South" is the state: "the North", not "the North Atlantic" or "the north of"."""
        return bool(ARTICLE.search(text[max(0, start - 6) : start])) and not DIRECTION_AFTER.match(text, end)

    def _add(self, out: list[_Hit], text: str, hit: _Hit) -> None:
        """Append ``hit``; a state and its own organ or ministry are one mention."""
        if self.kind[hit.actor_id] == "state" and (organ := ORGAN.match(text, hit.end)):
            hit = hit._replace(end=organ.end())
        if out and self.kind[hit.actor_id] == "organisation" and self.kind[out[-1].actor_id] == "state":
            last = out[-1]
            between = text[last.end : hit.start]
            if self.side[last.actor_id] == self.side[hit.actor_id] and between == " ":
                out[-1] = hit._replace(start=last.start)
                return
        if not out or hit.start >= out[-1].end:
            out.append(hit)


# Surnames that name one person in this news also where the article never gives the full name.
UNMISTAKABLE = {
    "Kim", "Trump", "TRUMP", "Obama", "Moon", "Xi", "Putin", "Abe", "Pompeo", "POMPEO", "Tillerson", "Bolton", "Mattis",
    "Pence", "Biegun", "Haley", "Biden", "Blinken", "Lavrov", "Guterres", "Rumsfeld", "Cheney", "McMaster", "Choe",
    "Ri",
}  # fmt: skip  # one set
