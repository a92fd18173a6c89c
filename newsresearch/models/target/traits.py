"""A text and a span in it to features: what speaks for a warm or cold word about the target. Named numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from newsresearch.models.meaning import mean_vector, valences, vectors_of
from newsresearch.models.meaning.valence import denies

TOKEN = re.compile(
    r"[^\W\d_]+(?:['’][^\W\d_]+)?(?:-[^\W\d_]+)*|\d[\d,.]*|--+|[.?!;:,()\[\]\"“”—–$%']"
)  # words with their apostrophe and hyphens, numbers, the marks that divide or quote
TARGET, NUMBER, EDGE = "@", "0", "|"
REACH = 120  # words read to either side: a sentence's length; what is farther says little of the target
WINDOW = 4  # words to either side that are read by their place
MARKS = frozenset(',;:()[]—–.?!"“”') | {"--"}
JOINTS = frozenset(
    ("but", "while", "whereas", "although", "though", "because", "that", "which", "who", "whom", "when", "if", "and",
     "as", "since", "after", "before", "so", "yet", "or", "where", "whose", "than", "despite", "until", "unless")
)  # fmt: skip  # words that open a clause or join two
PRONOUNS = frozenset(
    ("he", "she", "i", "they", "we", "you", "him", "her", "his", "it", "them", "me", "my", "their", "our", "us")
)
FADE = 6.0  # words at whose distance a word counts half
DENIED = 4  # words after a negation that it may concern
SHARE = 0.35  # length of each mean vector beside the words' features of length about one; by cross-validation


def split_words(text: str) -> list[str]:
    """Return the lower-cased words and marks of ``text``; every number is "0".

    Examples
    --------
    >>> split_words("The envoy didn’t offer 3 things.")
    ['the', 'envoy', "didn't", 'offer', '0', 'things', '.']
    """
    return [NUMBER if w[0].isdigit() else w.lower().replace("’", "'") for w in TOKEN.findall(text)]


def target_traits(text: str, start: int, end: int) -> dict[str, float]:
    """Return what speaks for a sentiment toward ``text[start:end]``.

    Examples
    --------
    >>> traits = target_traits("Critics praised the envoy.", 16, 25)
    >>> traits["-1 praised"], "clause praised @" in traits
    (1.0, True)
    """
    left = split_words(text[max(start - 12 * REACH, 0) : start])[-REACH:]
    right = split_words(text[end : end + 12 * REACH])[:REACH]
    name = split_words(text[start:end][: 12 * REACH])
    words = [*left, TARGET, *right]
    place = len(left)
    first, last = find_clause(words, place)
    out = _grams(words, "all ")
    out.update(_grams(words[first:last], "clause "))
    out[f"opens {words[first - 1] if first else EDGE}"] = 1.0
    out[f"closes {words[last] if last < len(words) else EDGE}"] = 1.0
    out.update(_sides(words, place))
    out.update(_places(words, place))
    denied = _denied(words)
    out.update({f"denied {words[i]}": 1.0 for i in denied})
    out.update(_naming(text[start:end], name, words, place))
    out.update(_quoting(text[:start], text[end:], place, len(words)))
    out.update(_valence(words, place, first, last))
    out.update(_meaning(words, place, name, (first, last), denied))
    return out


def find_clause(words: Sequence[str], place: int) -> tuple[int, int]:
    """Return the first word of the clause around ``words[place]`` and the first after it, by marks and joining words.

    A target right before a mark or joint takes the clause behind it, over an apposition of one or two words.

    Examples
    --------
    >>> find_clause(["he", "lied", ",", "but", "@", "told", "us", "."], 4)
    (4, 7)
    """
    first, last = place, place + 1
    while first and words[first - 1] not in MARKS and words[first - 1] not in JOINTS:
        first -= 1
    while last < len(words) and words[last] not in MARKS and words[last] not in JOINTS:
        last += 1
    if last == place + 1:
        closed = _next_mark(words, last + 1)
        last = _next_mark(words, closed + 1) if closed - last < 3 and closed < len(words) else closed
    return first, min(last, len(words))


def _next_mark(words: Sequence[str], at: int) -> int:
    while at < len(words) and words[at] not in MARKS:
        at += 1
    return min(at, len(words))


def _grams(words: Sequence[str], prefix: str) -> dict[str, float]:
    """Words and pairs of words."""
    out = dict.fromkeys((prefix + word for word in words), 1.0)
    out.update(dict.fromkeys((f"{prefix}{a} {b}" for a, b in pairwise(words)), 1.0))
    return out


def _sides(words: Sequence[str], place: int) -> dict[str, float]:
    """Words to the left and to the right, the nearer the more."""
    out: dict[str, float] = {}
    for i, word in enumerate(words):
        if i != place:
            key = f"{'left' if i < place else 'right'} {word}"
            out[key] = max(out.get(key, 0.0), 1 / (1 + abs(i - place) / FADE))
    return out


def _places(words: Sequence[str], place: int) -> dict[str, float]:
    """Words beside the target by their place, and the runs of words that end or begin at it."""
    padded = [*[EDGE] * WINDOW, *words, *[EDGE] * WINDOW]
    at = place + WINDOW
    left, right = padded[at - WINDOW : at], padded[at + 1 : at + 1 + WINDOW]
    out = {f"-{distance} {left[-distance]}": 1.0 for distance in range(1, WINDOW + 1)}
    out.update({f"+{distance} {right[distance - 1]}": 1.0 for distance in range(1, WINDOW + 1)})
    around = [*left[-2:], TARGET, *right[:2]]
    runs = (around[:2], around[1:4], around[:4], around[1:])
    out.update({f"run {' '.join(run)}": 1.0 for run in runs})
    out[f"after {' '.join(right[:2])}"] = 1.0
    return out


def _denied(words: Sequence[str]) -> list[int]:
    """Places of the words that a negation before them in the same clause may concern."""
    out, left = [], 0
    for i, word in enumerate(words):
        if denies(word):
            left = DENIED
        elif word in MARKS or word == "but":
            left = 0
        elif left:
            left -= 1
            out.append(i)
    return out


def _naming(mention: str, name: Sequence[str], words: Sequence[str], place: int) -> dict[str, float]:
    """How the target is named: the words, a pronoun, a name, and what stands beside it."""
    whole = " ".join(name)
    kind = whole if whole in PRONOUNS else "name" if mention[:1].isupper() else "noun"
    before = words[place - 1] if place else EDGE
    after = words[place + 1] if place + 1 < len(words) else EDGE
    keys = [f"target {word}" for word in name] + [
        f"target whole {whole}", f"kind {kind}", f"kind {kind} {after}", f"kind {before} {kind}",
        f"target words {min(len(name), 4)}",
    ]  # fmt: skip  # the keys in few lines
    return dict.fromkeys(keys, 1.0)


def _quoting(left: str, right: str, place: int, n_words: int) -> dict[str, float]:
    """Whether the target stands inside quotation marks, and where in the sentence."""
    inside = left.rfind("“") > left.rfind("”") or left.count('"') % 2 == 1
    marks = [min(sum(map(side.count, '“”"')), 2) for side in (left, right)]
    ending = right.rstrip()[-1:]
    keys = (
        f"inside {inside}", f"marks {marks[0]} {marks[1]}", f"place {min(place // 4, 6)}",
        f"length {min(n_words // 6, 8)}", f"ending {ending if ending in '.?!”' else ''}",
    )  # fmt: skip  # the keys in few lines
    return dict.fromkeys(keys, 1.0)


def _valence(words: Sequence[str], place: int, first: int, last: int) -> dict[str, float]:
    """Lexicon valence to the left and right, in the clause, near the target: as numbers and as steps."""
    values = np.array(valences(words))
    near = 1 / (1 + np.abs(np.arange(len(words)) - place) / (FADE - 1))
    parts = {
        "left": values[:place], "right": values[place:], "clause": values[first:last], "whole": values,
        "before": values[max(place - 5, 0) : place], "behind": values[place : place + 6], "near": values * near,
    }  # fmt: skip  # the parts in few lines
    out, steps = {}, {}
    for part, numbers in parts.items():
        up, down = float(numbers[numbers > 0].sum()), float(-numbers[numbers < 0].sum())
        total = _squash(up - down)
        out.update({f"valence {part}=": 3 * total, f"up {part}=": 3 * _squash(up), f"down {part}=": 3 * _squash(down)})
        steps[part] = 0 if not up - down else int(np.sign(total)) * (2 if abs(total) > 0.4 else 1)
    pairs = (("left", "right"), ("whole", "clause"), ("before", "behind"))
    out.update({f"step {part} {step}=": 1.5 for part, step in steps.items()})
    out.update({f"steps {a} {steps[a]} {b} {steps[b]}=": 1.5 for a, b in pairs})
    return out


def _squash(total: float) -> float:
    """Bring a sum of valences between -1 and 1, as VADER's compound."""
    return total / (total * total + 15) ** 0.5


def _meaning(
    words: Sequence[str], place: int, name: Sequence[str], clause: tuple[int, int], denied: Sequence[int]
) -> dict[str, float]:
    """Where the words of each part stand among the words of English."""
    vectors = vectors_of(words)
    near = (1 / (1 + np.abs(np.arange(len(words)) - place) / (FADE - 1)))[:, None]
    near[place] = 0.0
    parts = {
        "whole": vectors, "left": (vectors * near)[:place], "right": (vectors * near)[place:],
        "before": vectors[max(place - 3, 0) : place], "behind": vectors[place + 1 : place + 4],
        "clause": vectors[clause[0] : clause[1]], "name": vectors_of(name), "denied": vectors[list(denied)],
        "previous": vectors[max(place - 1, 0) : place], "next": vectors[place + 1 : place + 2],
    }  # fmt: skip  # the parts in few lines
    out: dict[str, float] = {}
    for part, rows in parts.items():
        out.update(mean_vector(rows, part, SHARE))
    return out
