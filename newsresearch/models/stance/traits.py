"""Scenes to features: what speaks for a target, a tone, an act. Bags of names, for the linear models."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from newsresearch.models.meaning import valences
from newsresearch.models.stance.bags import Bag
from newsresearch.models.stance.scenes import Scene, sides_in
from newsresearch.models.stance.words import cues_of, mean_vectors
from newsresearch.schema import STATE_SIDES

NONE = "NONE"
ALWAYS = ("DPRK", "US")
"""The corpus is about these two, so that a text need not name them."""
MANY = ("MEDIA", "EXPERT", "OTHER")
"""Sides that a text speaks of without naming them: by an office, a crowd, a country beyond the list."""
LEAD = 12  # words; the verb of reporting stands among the first
NEAR = 6  # words around a cue in which its subject and object are looked for
ROLES = dict.fromkeys(("@own", "we", "our", "i", "us", "my"), "own") | {
    word: word for word in ("@target", "@other", "you", "they", "he", "it")
}
DENIALS = ("not", "no", "never", "without", "neither", "cannot")
NOT = "n't"
MODALS = frozenset(
    "will would shall must should may might could can cannot need needs ought"
    " has have is are was were do did does".split()
)
"""Verbs that say whether somebody will, must, may or does; with "n't" or "'ll" too."""
LIGHT = ("not", "never", "also", "be", "been", "have")
"""Words after a modal that are not yet its verb."""
GIVEN = frozenset(
    "if unless until once provided otherwise before without exchange return depends contingent condition conditions"
    " long only after".split()
)
"""Words of which connectives of conditions are made: an offer, a threat and a demand often hang on something."""


def candidates(scene: Scene) -> list[str]:
    """Return the sides that a statement may be about, NONE first: those that its article names, and a few always.

    The speaker's own side is none of them, by the codebook; nor is OTHER for OTHER, though two of that name may differ:
    held out, no such guess was right.

    Examples
    --------
    >>> candidates(Scene("US", "NONE", "own", ("@CHN", "spoke"), (), ()))
    ['NONE', 'DPRK', 'CHN', 'MEDIA', 'EXPERT', 'OTHER']
    """
    named = {*ALWAYS, *scene.named, *scene.article, *scene.headline}
    sides = [*(side for side in STATE_SIDES if side in named), *MANY]
    return [NONE, *(side for side in sides if side != scene.side)]


def relative(scene: Scene, words: Sequence[str], target: str = "") -> list[str]:
    """Return the words with sides named by their role: the speaker's own, the target, another.

    Examples
    --------
    >>> relative(Scene("DPRK", "NONE", "own", ("@DPRK", "fears", "@US"), (), ()), ("@DPRK", "fears", "@US"), "US")
    ['@own', 'fears', '@target']
    """
    roles = {f"@{scene.side}": "@own", f"@{target}": "@target"}
    return [roles.get(word, "@other") if word[0] == "@" and len(word) > 1 else word for word in words]


def grams(words: Sequence[str], family: str, size: float = 1.0, *, longest: int = 2) -> Bag:
    """Return the words and runs of words up to ``longest`` as a bag of length ``size``.

    Examples
    --------
    >>> grams(["we", "may"], "word")[1]
    ['we', 'may', 'we may']
    """
    found = dict.fromkeys(words)
    if longest == 2:
        found |= dict.fromkeys(map(" ".join, pairwise(words)))
    return family, list(found), size * max(len(found), 1) ** -0.5


def target_traits(scene: Scene) -> list[list[Bag]]:
    """Return what speaks for each of the candidates as the target of a statement."""
    choice = candidates(scene)
    named, others, before = scene.named, scene.others, sides_in(scene.before)
    after, latest = sides_in(scene.after), next((s for s in reversed(before) if s != scene.side), "")
    seen = {side: n for side, n in scene.seen.items() if side != scene.side}
    whole = {side: n for side, n in scene.article.items() if side != scene.side}
    top = max(whole, key=lambda side: (whole[side], side), default="")
    n_seen, n_whole = sum(seen.values()) or 1, sum(whole.values()) or 1
    first = next((side for side in scene.headline if side != scene.side), "")
    own, n_others = scene.side in named, min(len(others), 2)
    words = relative(scene, scene.words)
    absent = grams(words, "absent", longest=1)
    out = [[("is", [f"{name}|{NONE}" for name in _pairs(scene, NONE)], 1.0), *_untargeted(scene, words, own, before)]]
    for candidate in choice[1:]:
        count = named.count(candidate)
        place = others.index(candidate) if count else -1
        here = f"here={min(count, 3)}"
        rank = f"rank={min(place, 3)}/{min(len(others), 3)}"
        earlier = min(before.count(candidate), 2)
        names = [
            here, rank, f"{rank}|{scene.quote}", f"{rank}|{scene.side}>{candidate}", f"{here} own={own}",
            f"before={earlier}", f"before={earlier} {here}",
            f"latest={latest == candidate} {here} others={n_others}",
            f"follows={scene.follows} before={earlier > 0} {here}",
            f"top={top == candidate} {here} others={n_others}",
            f"headline={candidate in scene.headline} {here}",
            f"headfirst={first == candidate} {here}",
            f"after={candidate in after} {here}",
            f"alone={others == [candidate]}",
        ]  # fmt: skip  # a list of traits reads best in few lines
        bags: list[Bag] = [
            ("is", [*names, *(f"{name}|{candidate}" for name in _pairs(scene, candidate))], 1.0),
            ("seen", ("share",), seen.get(candidate, 0) / n_seen),
            ("whole", ("share",), whole.get(candidate, 0) / n_whole),
        ]
        if count:
            aimed = relative(scene, scene.words, candidate)
            _, found, size = grams(aimed, "", longest=1)
            bags += [("present", found, size), (candidate, found, size), ("beside", _around(aimed), 0.5)]
        else:
            bags += [absent, (candidate, *absent[1:])]
        out.append(bags)
    return out


def _pairs(scene: Scene, candidate: str) -> tuple[str, ...]:
    return f"pair={scene.side}", f"pair={scene.side}|{scene.publisher}", f"quote={scene.quote}"


def _untargeted(scene: Scene, words: list[str], own: bool, before: list[str]) -> list[Bag]:
    """What speaks for no target."""
    others = min(len(scene.others), 3)
    names = [
        f"others={others} own={own}", f"others={others}|{scene.side}",
        f"before={any(side != scene.side for side in before)} others={others > 0}",
        f"follows={scene.follows}", f"length={min(len(scene.words) // 8, 5)}",
    ]  # fmt: skip  # a list of traits reads best in few lines
    return [("untargeted", names, 1.0), grams(words, NONE)]


def _around(words: list[str]) -> list[str]:
    """Words beside the target's mentions, by place."""
    out = []
    padded = ["<", "<", *words, ">", ">"]
    for i, word in enumerate(padded):
        if word == "@target":
            left, right = padded[i - 2 : i], padded[i + 1 : i + 3]
            out += [
                f"l1={left[1]}", f"l2={left[0]} {left[1]}", f"r1={right[0]}", f"r2={right[0]} {right[1]}",
                f"l1={left[1]} r1={right[0]}", f"place={min((i - 2) // 5, 4)}",
            ]  # fmt: skip  # the window in one view
    return list(dict.fromkeys(out))


def shared_traits(scene: Scene, target: str) -> list[Bag]:
    """Return what speaks for an act and for a tone: words, cues of acts, who speaks of whom."""
    words = relative(scene, scene.words, target)
    telling = [word for word in words if len(word) > 1 or word in "?!"]  # no letters of one, no marks that are mute
    return [grams(telling, "word"), *_cues(scene, words), ("setting", _setting(scene, target), 0.1)]


def act_traits(scene: Scene, target: str, shared: list[Bag]) -> list[Bag]:
    """Return what speaks for an act: ``shared`` (of `shared_traits`), who will, must or may, conditions, the last mark.

    Examples
    --------
    >>> scene = Scene("US", "NONE", "own", ("we", "will", "answer", "if", "they", "come", "!"), (), ())
    >>> [list(names) for family, names, _ in act_traits(scene, "DPRK", []) if family != "modal"]
    [['no ?', '!'], ['if', 'clause']]
    """
    words = relative(scene, scene.words, target)
    given = list(dict.fromkeys(word for word in words if word in GIVEN))
    if not {"if", "unless", "until"}.isdisjoint(given):
        given.append("clause")
    marks = [mark if mark in words[-3:] else f"no {mark}" for mark in "?!"]
    return [*shared, ("modal", modals(words), 0.2), ("end", marks, 0.3), ("given", given, 0.3)]


def modals(words: Sequence[str]) -> list[str]:
    """Return the modal and auxiliary verbs with who stands before, whether they are denied, and what verb follows.

    Examples
    --------
    >>> modals(["we", "will", "not", "talk"])
    ['own will', 'own will denied=True', 'will denied=True', 'own will > talk', 'will > talk']
    """
    out: list[str] = []
    for place, word in enumerate(words):
        if word in MODALS or word.endswith((NOT, "'ll")):
            before, after = words[max(place - NEAR, 0) : place], words[place + 1 : place + 4]
            subject = next((ROLES[other] for other in reversed(before) if other in ROLES), "")
            denied = any(other in DENIALS or other.endswith(NOT) for other in (word, *after[:2]))
            verb = next((other for other in after if len(other) > 2 and other not in LIGHT), "")[:5]  # its stem
            out += [
                f"{subject} {word}", f"{subject} {word} denied={denied}", f"{word} denied={denied}",
                f"{subject} {word} > {verb}", f"{word} > {verb}",
            ]  # fmt: skip  # the five in one view
    return list(dict.fromkeys(out))


def tone_traits(scene: Scene, target: str, shared: list[Bag]) -> list[Bag]:
    """Return what speaks for a tone toward ``target``: ``shared`` (of `shared_traits`), first words, words' valence."""
    words = relative(scene, scene.words, target)
    return [*shared, grams(words[:6], "first", 0.5, longest=1), *_valence(words)]


def _valence(words: list[str]) -> list[Bag]:
    """How warm the words are by VADER's lexicon: in sum, and around the target the nearer the more."""
    values = [(i, value) for i, value in enumerate(valences(words)) if value]
    warm, cold = sum(v for _, v in values if v > 0), -sum(v for _, v in values if v < 0)
    names = [
        f"warm={bisect_left((0, 1.5, 3, 6), warm)}", f"cold={bisect_left((0, 1.5, 3, 6), cold)}",
        f"sum={bisect_left((-6, -3, -1, 0, 0.01, 1, 3), warm - cold)}",
    ]  # fmt: skip  # steps of a few words each
    places = [i for i, word in enumerate(words) if word == "@target"]
    near = sum(v / (1 + min(abs(i - place) for place in places) / 3) for i, v in values) if places else 0.0
    names.append(f"near={bisect_left((-3, -1, -0.2, 0, 0.01, 0.3, 1, 3), near)}")
    return [("valence", names, 0.2), ("balance", ("sum",), (warm - cold) / 10)]


def meanings(scenes: Sequence[Scene]) -> dict[str, np.ndarray]:
    """Return where the words of each statement and of its neighbours stand among the field's words."""
    telling = [[word for word in scene.words if len(word) > 1] for scene in scenes]
    return {  # the sizes by cross-validation
        "vector": mean_vectors(telling, 4.0),
        "before": mean_vectors([scene.before for scene in scenes], 1.5),
        "after": mean_vectors([scene.after for scene in scenes], 1.5),
    }


def _cues(scene: Scene, words: list[str]) -> list[Bag]:
    """The cues of acts, and who stands before and after them."""
    cues = cues_of(words)
    times = Counter(act for act, _, _ in cues)
    names = [f"{act} times={min(n, 3)}" for act, n in times.items()]
    for act, first, last in cues:
        before, after = words[max(first - NEAR, 0) : first], words[last + 1 : last + NEAR]
        subject = next((ROLES[word] for word in reversed(before) if word in ROLES), "")
        object_ = next((ROLES[word] for word in after if word in ROLES), "")
        denied = any(word in DENIALS or word.endswith(NOT) for word in before[-4:])
        names += [f"{act} after {subject}", f"{act} before {object_}", f"{act} denied={denied}"]
        if scene.quote in ("indirect", "mixed") and first < LEAD:
            names.append(f"{act} leads")
    return [("act", list(times), 0.4), ("cue", list(dict.fromkeys(names)), 0.2)]


def _setting(scene: Scene, target: str) -> tuple[str, ...]:
    """Who speaks, of whom, where: the same for tone and act."""
    pair = f"pair={scene.side}>{target}"
    return (
        f"side={scene.side}", f"publisher={scene.publisher}", f"quote={scene.quote}", f"target={target}", pair,
        f"{pair}|{scene.publisher}", f"quote={scene.quote}|{scene.side}", f"none={target == NONE}",
        f"follows={scene.follows}", f"named={target in scene.named}", f"length={min(len(scene.words) // 8, 5)}",
    )  # fmt: skip  # the names in few lines
