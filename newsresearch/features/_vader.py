"""VADER's rules over vaderSentiment's lexicon: equal scores to the last digit, at several times the speed.

The package lowers every word again at every rule and looks at every character for emoji. Here what is known of a token
is worked out once and remembered, one letter a token tells where the rules have work, and only there are they applied.
The order of the floating-point operations is the package's, and so are its oddities.

References
----------
Hutto, C.J. and Gilbert, E. (2014). VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text.
ICWSM 8. Rules, constants and lexicon: the package vaderSentiment, MIT licence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from importlib.resources import files
from math import sqrt
from string import punctuation
from typing import NamedTuple, TypeVar

from vaderSentiment.vaderSentiment import BOOSTER_DICT, C_INCR, N_SCALAR, NEGATE, SPECIAL_CASES

ALPHA = 15  # vaderSentiment.normalize: near the largest sum expected of a short text
MEMORY = 200_000  # tokens remembered, some 50 MB; then the memory starts afresh
NEGATIONS = frozenset(NEGATE)
# A neighbour that is none of these changes nothing; of a phrase one word is enough.
KEYS = {max(phrase.split(), key=len) for phrase in (*SPECIAL_CASES, *BOOSTER_DICT)}
ACTIVE = KEYS | NEGATIONS | {"no", "least", "so", "this"}
# (in the lexicon, in capitals) -> the token's mark, a digit, or a letter where it may change its neighbours.
MARKS = {(False, False): "0A", (True, False): "1B", (False, True): "2C", (True, True): "3D"}
IN_LEXICON, IN_CAPITALS, EMOJI = re.compile("[13BD]"), "23CD", "E"
T = TypeVar("T")

Scores = tuple[float, float, float, float]
"""compound, neg, neu, pos."""


class Driver(NamedTuple):
    """A word that drove a score: lower-cased, its lexicon value, what it counted in the end, the rules between."""

    word: str
    lexicon: float
    valence: float
    rules: str


@dataclass(slots=True)
class _Word:
    """What the rules ask of a token."""

    lower: str
    value: float | None  # in the lexicon
    scalar: float  # of a booster or dampener, else 0
    negates: bool
    upper: bool


class Vader:
    """Score texts by VADER's rules.

    Parameters
    ----------
    further : dict, optional
        Words in small letters and their valence, beside those of VADER's lexicon or instead of them.

    Examples
    --------
    >>> Vader().score("The talks were good.")
    (0.4404, 0.0, 0.508, 0.492)
    """

    def __init__(self, further: Mapping[str, float] | None = None) -> None:
        self._lexicon = {word: float(value) for word, value in _read("vader_lexicon.txt")} | dict(further or {})
        self._emojis = dict(_read("emoji_utf8_lexicon.txt"))
        self._marks = _Memory(self._mark)
        self._words = _Memory(self._learn)

    def knows(self, phrase: str) -> bool:
        """Say whether a word of ``phrase`` can move a score: in the lexicon, a booster or a negation."""
        return any(self._marks[token] not in "02" for token in phrase.split())

    def score(self, text: str, drivers: list[Driver] | None = None) -> Scores:
        """Return compound, neg, neu and pos of ``text``; add the words that count to ``drivers`` if it is a list."""
        if len(self._marks) > MEMORY:
            self._marks.clear()
            self._words.clear()
        tokens = text.split()
        marks = "".join(map(self._marks.__getitem__, tokens))
        if EMOJI in marks:
            return self.score(self._spell_emojis(text), drivers)
        hits = [hit.start() for hit in IN_LEXICON.finditer(marks)]
        if not hits:
            return 0.0, 0.0, float(len(tokens) > 0), 0.0
        some_capitals = 0 < sum(map(marks.count, IN_CAPITALS)) < len(tokens)
        values: list[float] = []
        rules: list[list[str]] = [[] for _ in hits]
        known = self._words
        for i, fired in zip(hits, rules, strict=True):
            first = i - 3 if i > 3 else 0  # no rule looks further back than three words, or ahead than two
            if marks[first : i + 3].isdigit():
                word = known[tokens[i]]
                value = _shout(word, some_capitals, fired.append) if word.upper else word.value or 0.0
            else:
                value = _weigh([known[t] for t in tokens[first : i + 3]], i - first, some_capitals, fired.append)
            values.append(value)
        if "but" in text.lower():
            buts = [i for i, token in enumerate(tokens) if self._words[token].lower == "but"]
            _scale_around(buts[:1], hits, values, rules)
        if drivers is not None:
            for word, value, fired in zip((self._words[tokens[i]] for i in hits), values, rules, strict=True):
                drivers.append(Driver(word.lower, word.value or 0.0, value, ", ".join(fired)))
        return _sum_up(values, len(tokens), text)

    def _mark(self, token: str) -> str:
        if not token.isascii() and not self._emojis.keys().isdisjoint(token):
            return EMOJI
        word = _strip(token)
        low = word.lower()
        return MARKS[low in self._lexicon, word.isupper()][low in ACTIVE or "n't" in low]

    def _learn(self, token: str) -> _Word:
        word = _strip(token)
        low = word.lower()
        negates = low in NEGATIONS or "n't" in low
        return _Word(low, self._lexicon.get(low), BOOSTER_DICT.get(low, 0.0), negates, word.isupper())

    def _spell_emojis(self, text: str) -> str:
        out, after_space = [], True
        for character in text:
            name = self._emojis.get(character)
            out.append(character if name is None else name if after_space else " " + name)
            after_space = name is None and character == " "
        return "".join(out)


class _Memory(dict[str, T]):
    """Tokens as split on white space -> what is known of them, worked out at first sight."""

    def __init__(self, learn: Callable[[str], T]) -> None:
        super().__init__()
        self.learn = learn

    def __missing__(self, token: str) -> T:
        known = self[token] = self.learn(token)
        return known


def _strip(token: str) -> str:
    """Return the token without the punctuation around it, unless so little is left that it may be an emoticon."""
    stripped = token.strip(punctuation)
    return token if len(stripped) <= 2 else stripped


def _read(name: str) -> list[list[str]]:
    rows = files("vaderSentiment").joinpath(name).read_text(encoding="utf-8").split("\n")
    return [row.strip().split("\t")[:2] for row in rows if row]


def _shout(word: _Word, some_capitals: bool, note: Callable[[str], None]) -> float:
    """Return the lexicon value of ``word``, away from zero where it alone is in capitals."""
    value = word.value or 0.0
    if not (word.upper and some_capitals):
        return value
    note("capitals")
    return value + C_INCR if value > 0 else value - C_INCR


def _weigh(words: list[_Word], i: int, some_capitals: bool, note: Callable[[str], None]) -> float:
    """Return the valence of word ``i``, given up to three words before it and two after."""
    word, one = words[i], words[i - 1] if i else None
    after = words[i + 1] if i + 1 < len(words) else None
    if word.scalar or (word.lower == "kind" and after and after.lower == "of"):
        return 0.0
    if one and (
        one.lower == "no"
        or (i > 1 and words[i - 2].lower == "no")
        or (i > 2 and words[i - 3].lower == "no" and one.lower in ("or", "nor"))
    ):
        note("negated by no")
        word = _Word(word.lower, (word.value or 0.0) * N_SCALAR, 0.0, False, word.upper)
    elif word.lower == "no" and after and after.value is not None:
        note("negates the next word")
        word = _Word(word.lower, 0.0, 0.0, False, word.upper)
    value = _shout(word, some_capitals, note)
    for distance, weight in zip(range(1, i + 1), (1.0, 0.95, 0.9)):  # the farther, the weaker  # noqa: B905 - at most i
        before = words[i - distance]
        if before.value is not None:
            continue
        if before.scalar:
            scalar = -before.scalar if value < 0 else before.scalar
            if before.upper and some_capitals:
                scalar += C_INCR if value > 0 else -C_INCR
            value += scalar * weight
            note(f"degree: {before.lower}")
        if before.negates or before.lower == "never" or distance == 3:
            value = _negate([w.lower for w in words[i - distance : i]], before.negates, value, note)
        if distance == 3 and not KEYS.isdisjoint([w.lower for w in words]):
            value = _idioms(words, value, note)
    if one and one.lower == "least" and (i == 1 or words[i - 2].lower not in ("at", "very")):
        note("negated by least")
        value *= N_SCALAR
    return value


def _negate(before: list[str], negates: bool, value: float, note: Callable[[str], None]) -> float:
    """Return ``value`` as the first of the words ``before`` it negates or, with "so" or "this", strengthens it."""
    first, *between = before
    if (between and first == "never" and between[0] in ("so", "this")) or between[1:] in (["so"], ["this"]):
        note(f"strengthened: {' '.join(before)}")
        return value * 1.25
    if not negates or (first == "without" and "doubt" in between):
        return value
    note(f"negated by {first}")
    return value * N_SCALAR


def _idioms(words: list[_Word], value: float, note: Callable[[str], None]) -> float:
    """Return ``value`` as the phrases around the fourth of ``words`` set it ("yeah right") or weaken it ("sort of")."""
    three, two, one, zero, *after = (word.lower for word in words)
    sequences = (f"{one} {zero}", f"{two} {one} {zero}", f"{two} {one}", f"{three} {two} {one}", f"{three} {two}")
    set_by = [next((s for s in sequences if s in SPECIAL_CASES), "")]
    set_by += [" ".join((zero, *after[:n])) for n in range(1, len(after) + 1)]
    for phrase in set_by:
        if phrase in SPECIAL_CASES:
            value = SPECIAL_CASES[phrase]
            note(f"idiom: {phrase}")
    for phrase in (f"{three} {two}", f"{two} {one}"):
        if phrase in BOOSTER_DICT:
            value += BOOSTER_DICT[phrase]
            note(f"degree: {phrase}")
    return value


def _scale_around(but: list[int], at: list[int], values: list[float], rules: list[list[str]]) -> None:
    """Halve what stands before the first "but", if there is one, and raise what follows, in place.

    The package looks each entry up by its value and scales the first that equals it, which may be another one; a heap
    of places for each value finds the same entry without the search.
    """
    places: defaultdict[float, list[int]] = defaultdict(list)  # each list is in order, and so a heap
    for k, value in enumerate(values):
        places[value].append(k)
    for k in range(len(values) if but else 0):
        first = heappop(places[values[k]])
        before = [at[first]] < but
        values[first] *= 0.5 if before else 1.5
        rules[first].append("before but" if before else "after but")
        heappush(places[values[first]], first)


def _sum_up(values: list[float], n_words: int, text: str) -> Scores:
    """Return the scores of a text with these valences; its other words are neutral."""
    exclamations, questions = text.count("!"), text.count("?")
    emphasis = min(exclamations, 4) * 0.292 if exclamations else 0.0
    if questions > 1:
        emphasis += questions * 0.18 if questions <= 3 else 0.96
    total = float(sum(values))
    if total:
        total += emphasis if total > 0 else -emphasis
    pos, neg, neutral = 0.0, 0.0, n_words
    for value in values:
        if value > 0:
            pos += value + 1  # a neutral word counts 1
            neutral -= 1
        elif value < 0:
            neg += 1 - value
            neutral -= 1
    if pos > neg:
        pos += emphasis
    elif pos < neg:
        neg += emphasis
    whole = pos + neg + neutral
    compound = total / sqrt(total * total + ALPHA)
    return round(compound, 4), round(neg / whole, 3), round(neutral / whole, 3), round(pos / whole, 3)
