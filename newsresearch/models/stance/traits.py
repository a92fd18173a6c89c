"""Scenes to features: what speaks for a target, a tone, an act. Named numbers, for the linear models."""

from __future__ import annotations

from collections import Counter

from newsresearch.models.stance.scenes import Scene, sides_in
from newsresearch.models.stance.words import cues_of, mean_vector

NONE = "NONE"
TARGETS = (NONE, "DPRK", "US", "ROK", "CHN", "JPN", "RUS", "UN", "MEDIA", "EXPERT", "OTHER")
"""The candidates for a target; the own side is none of them, apart from OTHER, MEDIA, EXPERT, which are many."""
MANY = ("MEDIA", "EXPERT", "OTHER")
LEAD = 12  # words; the verb of reporting stands among the first
NEAR = 6  # words around a cue in which its subject and object are looked for
ROLES = dict.fromkeys(("@own", "we", "our", "i", "us", "my"), "own") | {
    word: word for word in ("@target", "@other", "you", "they", "he", "it")
}
DENIALS = ("not", "no", "never", "without", "neither", "cannot")
NOT = "n't"


def candidates(scene: Scene) -> list[str]:
    """Return the sides that a statement may be about, NONE first.

    Examples
    --------
    >>> "US" in candidates(Scene("US", "NONE", "own", (), (), ()))
    False
    """
    return [side for side in TARGETS if side != scene.side or side in MANY]


def relative(scene: Scene, words: tuple[str, ...], target: str = "") -> list[str]:
    """Return the words with sides named by their role: the speaker's own, the target, another.

    Examples
    --------
    >>> relative(Scene("DPRK", "NONE", "own", ("@DPRK", "fears", "@US"), (), ()), ("@DPRK", "fears", "@US"), "US")
    ['@own', 'fears', '@target']
    """
    roles = {f"@{scene.side}": "@own", f"@{target}": "@target"}
    return [roles.get(word, "@other") if word[0] == "@" and len(word) > 1 else word for word in words]


def grams(words: list[str], prefix: str, *, longest: int = 2) -> dict[str, float]:
    """Return the words and runs of words up to ``longest`` as features of length one together.

    Examples
    --------
    >>> sorted(grams(["we", "may"], "w:"))
    ['w:may', 'w:we', 'w:we may']
    """
    found = {prefix + word for word in words}
    for n in range(2, longest + 1):
        found.update(prefix + " ".join(words[i : i + n]) for i in range(len(words) - n + 1))
    return dict.fromkeys(sorted(found), max(len(found), 1) ** -0.5)


def target_traits(scene: Scene, candidate: str) -> dict[str, float]:
    """Return what speaks for ``candidate`` as the target of a statement."""
    pair = f"{scene.side}>{candidate}"
    out = {f"pair={pair}": 1.0, f"pair={pair}|{scene.publisher}": 1.0, f"quote={scene.quote}|{candidate}": 1.0}
    own = scene.side in scene.named
    others = scene.others
    if candidate == NONE:
        words = relative(scene, scene.words)
        out.update(grams(words, "none:"))
        out[f"none others={min(len(others), 3)} own={own}"] = 1.0
        out[f"none others={min(len(others), 3)}|{scene.side}"] = 1.0
        out[f"none before={len(set(sides_in(scene.before)) - {scene.side}) > 0} others={len(others) > 0}"] = 1.0
        out[f"none follows={scene.follows}"] = 1.0
        out[f"none length={min(len(scene.words) // 8, 5)}"] = 1.0
        return out
    count = scene.named.count(candidate)
    place = others.index(candidate) if candidate in others else -1
    here = f"here={min(count, 3)}"
    rank = f"rank={min(place, 3)}/{min(len(others), 3)}"
    before = sides_in(scene.before)
    latest = [side for side in before if side != scene.side]
    seen = {side: n for side, n in scene.seen.items() if side != scene.side}
    total = sum(seen.values()) or 1
    whole = {side: n for side, n in scene.article.items() if side != scene.side}
    top = max(whole, key=lambda side: (whole[side], side), default="")
    for name in (
        here, rank, f"{rank}|{scene.quote}", f"{rank}|{pair}", f"{here} own={own}",
        f"before={min(before.count(candidate), 2)}", f"before={min(before.count(candidate), 2)} {here}",
        f"latest={bool(latest) and latest[-1] == candidate} {here} others={min(len(others), 2)}",
        f"follows={scene.follows} before={candidate in before} {here}",
        f"top={top == candidate} {here} others={min(len(others), 2)}",
        f"headline={candidate in scene.headline} {here}",
        f"headfirst={next((s for s in scene.headline if s != scene.side), '') == candidate} {here}",
        f"after={candidate in sides_in(scene.after)} {here}",
        f"alone={others == [candidate]}",
    ):  # fmt: skip  # a list of traits reads best in few lines
        out[name] = 1.0
    out["share seen"] = seen.get(candidate, 0) / total
    out["share article"] = whole.get(candidate, 0) / (sum(whole.values()) or 1)
    words = relative(scene, scene.words, candidate)
    out.update({f"{'in' if count else 'out'}:{k}": v for k, v in grams(words, "", longest=1).items()})
    out.update({f"{candidate}:{k}": v for k, v in grams(words, "", longest=1).items()})
    out.update(_around(words))
    return out


def _around(words: list[str]) -> dict[str, float]:
    """Words beside the target's mentions, by place."""
    out = {}
    padded = ["<", "<", *words, ">", ">"]
    for i, word in enumerate(padded):
        if word == "@target":
            left, right = padded[i - 2 : i], padded[i + 1 : i + 3]
            for name in (
                f"l1={left[1]}", f"l2={left[0]} {left[1]}", f"r1={right[0]}", f"r2={right[0]} {right[1]}",
                f"l1={left[1]} r1={right[0]}", f"place={min((i - 2) // 5, 4)}",
            ):  # fmt: skip  # the window in one view
                out[name] = 0.5
    return out


def tone_traits(scene: Scene, target: str) -> dict[str, float]:
    """Return what speaks for a tone toward ``target``."""
    words = relative(scene, scene.words, target)
    out = grams(_telling(words), "w:")
    out.update({f"first:{k}": v / 2 for k, v in grams(words[:6], "", longest=1).items()})
    return out | _meaning(scene, words) | _setting(scene, target)


def act_traits(scene: Scene, target: str) -> dict[str, float]:
    """Return what speaks for an act."""
    words = relative(scene, scene.words, target)
    return grams(_telling(words), "w:") | _meaning(scene, words) | _setting(scene, target)


def _meaning(scene: Scene, words: list[str]) -> dict[str, float]:
    """Where the words stand among the field's words, and the cues of acts: who stands before and after them."""
    out = mean_vector((word for word in scene.words if len(word) > 1), "v", 4.0)  # sizes: by cross-validation
    out.update(mean_vector(scene.before, "before", 1.5))
    cues = cues_of(words)
    for act, times in Counter(act for act, _, _ in cues).items():
        out[f"cue:{act}"] = 0.4
        out[f"cue:{act} times={min(times, 3)}"] = 0.2
    for act, first, last in cues:
        before, after = words[max(first - NEAR, 0) : first], words[last + 1 : last + NEAR]
        out[f"cue:{act} after {next(filter(None, map(ROLES.get, reversed(before))), '')}"] = 0.2
        out[f"cue:{act} before {next(filter(None, map(ROLES.get, after)), '')}"] = 0.2
        out[f"cue:{act} denied={any(word in DENIALS or word.endswith(NOT) for word in before[-4:])}"] = 0.2
        if scene.quote in ("indirect", "mixed") and first < LEAD:
            out[f"lead:{act}"] = 0.2
    return out


def _telling(words: list[str]) -> list[str]:
    """The words without letters of one and marks, apart from those that ask and call."""
    return [word for word in words if len(word) > 1 or word in "?!"]


def _setting(scene: Scene, target: str) -> dict[str, float]:
    """Who speaks, of whom, where: the same for tone and act."""
    pair = f"pair={scene.side}>{target}"
    names = (
        f"side={scene.side}", f"publisher={scene.publisher}", f"quote={scene.quote}", f"target={target}", pair,
        f"{pair}|{scene.publisher}", f"quote={scene.quote}|{scene.side}", f"none={target == NONE}",
        f"follows={scene.follows}", f"named={target in scene.named}", f"length={min(len(scene.words) // 8, 5)}",
    )  # fmt: skip  # the names in few lines
    return dict.fromkeys(names, 0.1)
