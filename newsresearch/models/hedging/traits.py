"""What the trained models see of a sentence: words, letters, shapes of words, cues, patterns."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from newsresearch.matching import plain
from newsresearch.models.hedging.cues import find_cues

MOST = 2_000  # words of a text that are read; no sentence is longer, and a line of a megabyte costs no more
LETTERS = 40  # of a word that character n-grams read; longer ones are no words
TOKEN = re.compile(r"\w+(?=n't\b)|n't\b|'(?:s|re|ve|ll|d|m)\b|\w+(?:-\w+)*|[^\w\s]")
FUNCTION_WORDS = frozenset(
    """a an the this that these those some any all many much most more less few several each every both no not n't
    never none one two other others another such same own i you he she it we they me him her us them his its
    their our my your who whom whose which what when where why how there here am is are was were be been being
    have has had having do does did done can could may might must shall should will would ought and or but nor
    so yet if because although though while whereas unless until since before after once as than then whether of
    in on at by for with about against between into through during above below to from up down out off over
    under again further among within without toward towards upon via per according also only just very too quite
    rather even still already often usually sometimes generally widely commonly mostly mainly largely likely
    probably possibly perhaps however therefore thus""".split()
)
STANCE_WORDS = frozenset(
    """said say says believe believed think thought know known consider considered regarded called named claim
    claimed seem seems appear appears suggest suggested expect expected want wants wanted plan plans hope hopes
    try trying""".split()
)
ENDINGS = ("ing", "ed", "ly", "tion", "s", "er", "est", "able", "al", "ous", "ive", "ic", "ity", "ment")
SIZES = {"w": 1.0, "b": 1.0, "c": 1.0, "s2": 0.7, "s3": 0.7, "s4": 0.5}
"""Length that `judge.weigh` gives each group: words, pairs, letters, shapes; by cross-validation, like those below."""
CUE, CATEGORY, PATTERN, CLAIM = 0.5, 0.2, 0.2, 0.4  # what one cue, category, pattern or claim counts
GROUPS = (*SIZES, "claim")
"""What a model may read besides cues, categories and patterns: n-grams of each size, and `CLAIMS`."""

ADVERB = r"(?:\w+ly|often|sometimes|now|also|still|even|most|well|long)"
PHRASES = {
    "passive report": rf"(?:is|are|was|were|been|be|being) (?:{ADVERB} )*(?:said|argued|claimed|considered|thought|"
    "known|regarded|believed|described|seen|viewed|called|held|assumed|reported|rumou?red|suggested|alleged|accused|credited|"
    "criticized|praised|hailed|noted|associated|referred|recognized|understood|perceived)",
    "superlative": r"(?:the|its|his|her|their) (?:most \w+|best|largest|greatest|\w{3,}est)",
    "one of": "one of (?:the|its|his|her)",
    "part of": "(?:most|many|some|several|few|majority|part|much|number|variety|lot|handful) of",
    "plural without number": r"(?:some|many|several|most|various|numerous|certain|other|few) \w+(?:s|people|men)",
    "there is": "there (?:are|is|were|was|has been|have been)",
    "it is that": r"it (?:is|was|has been|may be|seems) (?:\w+ )?\w+ (?:that|to)",
    "year": r"(?:1\d|20)\d\d",
    "some at the start": r"(?:^|(?<=[,;:.] )|(?:and|but|that|while|although) )"
    "(?:some|many|several|most|others|critics|people)",
    "by many": "(?:by|in|for|to|of|with|from|among|on|as) (?:some|many|several|most|various|others|few|certain)",
    "view without holder": "(?:considered|regarded|believed|thought|known|said|seen|viewed|described|called|held)"
    "(?! by)",
    "have been": r"(?:have|has) (?:\w+ )?been",
    "may have": "(?:may|might|could|would) (?:also |well )?have",
    "it is considered": r"it (?:is|was) (?:\w+ly )?(?:considered|believed|thought|possible|likely|unclear|said|argued|"
    "known|estimated|suggested|claimed|assumed|important|clear|difficult)",
}
WORDS = {
    "quantity": "some many several certain numerous few various countless",
    "guess": """probably possibly perhaps presumably apparently seemingly supposedly allegedly reportedly arguably might
    seem seems seemed appear appears appeared suggest suggests suggested believe believed""",
    "frequency": """usually often generally typically commonly frequently sometimes occasionally normally traditionally
    popularly widely mostly largely mainly rarely""",
    "modal": "may might could would can should",
    "praise": """popular famous famously notable important significant great good excellent beautiful prominent
    successful well-known major huge considerable impressive interesting unique controversial legendary influential
    infamous difficult strong powerful large big small""",
    "degree": """very quite rather fairly extremely highly somewhat relatively particularly especially increasingly
    considerably significantly slightly almost nearly about around approximately roughly far too so more less most""",
    "nobody named": """people critics fans scholars historians experts observers some others many supporters opponents
    scientists researchers writers commentators authors residents players students anyone everyone someone""",
    "contrast": "however although though but despite while yet nevertheless",
    "belief": """belief theory theories rumor rumors rumour rumours legend tradition myth speculation opinion view claim
    claims allegation allegations evidence reputation controversy debate""",
}
PATTERNS = {
    name: re.compile(rf"\b(?:{pattern})\b")
    for name, pattern in {**PHRASES, **{name: "|".join(words.split()) for name, words in WORDS.items()}}.items()
}
"""Signs of vague attribution after Ganter & Strube (2009), ACL short papers: quantifiers, passives, adverbs."""

CLAIMS = {
    "negation": re.compile(r"\b(?:no|not|never|without|neither|nor|none|cannot)\b|n't\b"),
    "significance": re.compile(r"(?<!not )(?<!no )\bsignificant(?:ly)?\b|\bp [<=] 0"),
}
"""What makes a finding sound settled to its readers, cues aside; of forty tried these two help certainty."""


def words_of(text: str) -> list[str]:
    """Return the first `MOST` words and marks of ``text``; "n't" and "'s" stand apart, as in treebanks.

    Examples
    --------
    >>> words_of("It doesn’t matter.")
    ['It', 'does', "n't", 'matter', '.']
    """
    found = (hit.group() for hit in TOKEN.finditer(plain(text)))
    return [word for word, _ in zip(found, range(MOST), strict=False)]


def shape_of(word: str, spared: frozenset[str] = FUNCTION_WORDS | STANCE_WORDS) -> str:
    """Return the class of a word: itself for function words, else its ending, capital or number.

    Examples
    --------
    >>> [shape_of(word) for word in ("would", "Seoul", "launched", "60", "site")]
    ['would', 'Aa', '-ed', '0', 'x']
    """
    lower = word.lower()
    if lower in spared or not word[0].isalnum():
        return lower
    if word[0].isdigit() or word[0].isupper():
        return "0" if word[0].isdigit() else "Aa"
    return next((f"-{end}" for end in ENDINGS if lower.endswith(end) and len(lower) > len(end) + 2), "x")


def _grams(items: Sequence[str], size: int) -> Iterable[str]:
    padded = ["<", *items, ">"]
    return (" ".join(padded[i : i + size]) for i in range(len(padded) - size + 1))


def _letters(words: Iterable[str]) -> Iterable[str]:
    """Yield the stretches of three to five letters of each word, its ends marked."""
    for word in words:
        marked = f"<{word[:LETTERS]}>"
        for size in (3, 4, 5):
            for i in range(len(marked) - size + 1):
                yield marked[i : i + size]


def sentence_traits(text: str, groups: Iterable[str] = tuple(SIZES)) -> dict[str, float]:
    """Return the features of a sentence: counts of n-grams of ``groups``, damped; cues, categories and patterns.

    ``groups`` are of `GROUPS`; "claim" adds `CLAIMS`.

    Examples
    --------
    >>> traits = sentence_traits("They may go.")
    >>> traits["cue:may"], traits["category:epistemic"], traits["b:may go"]
    (0.5, 0.2, 1.0)
    """
    words = words_of(text)
    lower = [word.lower() for word in words]
    groups = set(groups)
    shapes = [shape_of(word) for word in words] if groups & {"s2", "s3", "s4"} else []
    grams: dict[str, Iterable[str]] = {
        "w": lower, "b": _grams(lower, 2), "c": _letters(lower),
        "s2": _grams(shapes, 2), "s3": _grams(shapes, 3), "s4": _grams(shapes, 4),
    }  # fmt: skip  # a group with its n-grams, made only when asked for
    traits: dict[str, float] = {"long": math.log1p(len(words)) / 10}
    for name in (name for name in SIZES if name in groups):
        traits |= {f"{name}:{item}": 1 + math.log(n) for item, n in Counter(grams[name]).items()}
    begin = " ".join(lower)
    for name, pattern in PATTERNS.items():
        number = sum(1 for _ in pattern.finditer(begin))
        if number:
            traits |= {f"pattern:{name}": PATTERN * min(number, 3), f"pattern?{name}": PATTERN}
    for name, pattern in CLAIMS.items() if "claim" in groups else ():
        number = sum(1 for _ in pattern.finditer(begin))
        if number:
            traits[f"claim:{name}"] = CLAIM * min(number, 2)
    return traits | _cue_traits(text)


def _cue_traits(text: str) -> dict[str, float]:
    """Count cues, categories and kinds, at most three of each, and note their presence."""
    cues = find_cues(text)
    traits = {f"cue:{cue}": CUE * (1 + math.log(n)) for cue, n in Counter(cue.cue for cue in cues).items()}
    counts = Counter(name for cue in cues for name in (f"category:{cue.category}", f"kind:{cue.kind}"))
    for name, number in counts.items():
        traits |= {name: CATEGORY * min(number, 3), name.replace(":", "?"): CATEGORY}
    return traits
