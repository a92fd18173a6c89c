"""What stands around a word that may name an event: modals, negation, conditions and governing words to its left."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from newsresearch.models.hedging.traits import FUNCTION_WORDS, shape_of
from newsresearch.models.meaning import SIZE, vectors_of

REACH = 10  # words to the left that are read, or to the begin of the clause
PARTS = 3  # vectors of an event word: its own, the word before "to", the nearest word of content before it
LENGTH = 0.75  # of a vector beside features that count 1, by the dev set
MODALS = frozenset("may might could can would should must will shall ought 'd 'll ca wo".split())
NEGATIONS = frozenset("no not n't never nor without neither none nothing nobody".split())
CONDITIONS = frozenset("if unless whether until till once when before whenever provided lest".split())
EDGES = frozenset(", ; : . ? ! ` '' \" “ ” ( ) - – — but which who said because while although".split())
PREPOSITIONS = frozenset(("for", "of", "on", "against"))
NO_EVENTS = FUNCTION_WORDS - frozenset(
    ("be", "been", "being", "do", "does", "did", "done", "have", "has", "had", "having")
)
INTENT_WORDS = {
    "want": "want wants wanted wish wishes wished hope hopes hoped hoping desire desired prefer seek seeks "
    "sought seeking",
    "plan": "plan plans planned planning intend intends intended aim aims aimed intention intent decide "
    "decided decides scheduled expected due set ready prepared preparing",
    "try": "try tries tried trying attempt attempts attempted effort efforts bid struggle work works working",
    "ask": "ask asks asked asking urge urges urged demand demands demanded order ordered request requested "
    "require required call calls called appeal invite invited tell told persuade force",
    "agree": "agree agrees agreed promise promises promised pledge pledged vow vowed offer offers offered "
    "willing accept",
    "refuse": "refuse refuses refused reject rejected decline declined prevent prevented stop stopped avoid "
    "ban banned block blocked deny denied fail failed fails oppose opposed",
    "threat": "threaten threatens threatened threat threats warn warned risk danger fear fears feared",
    "chance": "possibility chance prospect likelihood opportunity right ability able unable capable plan "
    "proposal idea need needs needed decision",
    "think": "think thinks thought believe believes believed expect expects suspect suspected assume doubt doubts",
}
"""Words whose complement is wanted, planned, asked or feared, after the event classes of FactBank."""
INTENT = {word: kind for kind, words in INTENT_WORDS.items() for word in words.split()}


def candidates(words: Sequence[str]) -> list[int]:
    """Return the places of the words that may name an event: letters, no function word.

    Examples
    --------
    >>> candidates(["they", "will", "meet", "in", "may", "."])
    [2]
    """
    return [i for i, word in enumerate(words) if word[0].isalpha() and len(word) > 1 and word not in NO_EVENTS]


def event_traits(words: Sequence[str]) -> list[dict[str, float]]:
    """Return the features of each candidate among ``words``, which are in lower case.

    Examples
    --------
    >>> (traits,) = event_traits(["they", "may", "not", "to", "meet"])
    >>> [name for name in ("governor:not", "modal:may", "negation", "has:may") if name in traits]
    ['governor:not', 'modal:may', 'negation', 'has:may']
    """
    everywhere = [f"has:{word}" for word in sorted(set(words) & (MODALS | CONDITIONS | NEGATIONS))]
    return [dict.fromkeys(_near(words, place) + _left(words, place) + everywhere, 1.0) for place in candidates(words)]


def event_vectors(words: Sequence[str]) -> np.ndarray:
    """Return what each candidate is like, and the words that govern it: candidates x (`PARTS` vectors).

    Unknown words, and those that are not there, have zeros.

    Examples
    --------
    >>> event_vectors(["they", "want", "to", "meet"]).shape == (2, PARTS * SIZE)
    True
    """
    places = candidates(words)
    vectors = vectors_of(words) if places else np.zeros((0, SIZE))
    out = np.zeros((len(places), PARTS * SIZE))
    content = None  # the nearest candidate before
    for row, place in enumerate(places):
        out[row, :SIZE] = vectors[place]
        governor = next((i for i in range(place - 1, max(0, place - 6), -1) if words[i] == "to"), None)
        if governor is not None:
            out[row, SIZE : 2 * SIZE] = vectors[governor - 1]
        if content is not None and place - content <= REACH:
            out[row, 2 * SIZE :] = vectors[content]
        content = place
    return out * LENGTH


def _at(words: Sequence[str], place: int) -> str:
    return words[place] if 0 <= place < len(words) else "<" if place < 0 else ">"


def _near(words: Sequence[str], place: int) -> list[str]:
    """Name the word, its shape, and the words beside it."""
    word, shape = words[place], shape_of(words[place], FUNCTION_WORDS)
    last, second, third = (_at(words, place - distance) for distance in (1, 2, 3))
    return [
        f"word:{word}", f"shape:{shape}", f"end3:{word[-3:]}", f"end2:{word[-2:]}", f"last word:{last} {word}",
        f"last2:{second} {last}", f"last3:{third} {second} {last}", f"last shape:{last} {shape}",
        f"shapes:{shape_of(second, FUNCTION_WORDS)} {last} {shape}", f"word next:{word} {_at(words, place + 1)}",
        *(f"before{distance}:{_at(words, place - distance)}" for distance in (1, 2, 3, 4)),
        *(f"after{distance}:{_at(words, place + distance)}" for distance in (1, 2)),
    ]  # fmt: skip  # names of features, several a line


def _left(words: Sequence[str], place: int) -> list[str]:
    """Name what governs the word, back to the begin of its clause; of a kind only what is nearest."""
    shape = shape_of(words[place], FUNCTION_WORDS)
    names: list[str] = []
    seen: set[str] = set()
    for distance in range(1, min(REACH, place) + 1):
        word, before = words[place - distance], _at(words, place - distance - 1)
        if word in EDGES:
            break
        far = "near" if distance <= 2 else "mid" if distance <= 5 else "far"
        if word in NEGATIONS:
            names += [f"negation:{word} {far}", "negation"]
        elif word in CONDITIONS:
            names += [f"condition:{word} {far}", "condition"]
        elif word in INTENT:
            names += [f"intent:{INTENT[word]}", f"intent:{INTENT[word]} {far}"]
        elif word in MODALS and "modal" not in seen:
            names += [f"modal:{word}", f"modal {far}", f"modal shape:{word} {shape}"]
            seen.add("modal")
        elif word == "to" and "to" not in seen:
            names += [f"governor:{before}", f"governor2:{_at(words, place - distance - 2)} {before}", f"to {far}"]
            seen.add("to")
        elif word in PREPOSITIONS and "preposition" not in seen:
            names.append(f"preposition:{before} {word}")
            seen.add("preposition")
        elif word == "or":
            names.append("or")
    return names
