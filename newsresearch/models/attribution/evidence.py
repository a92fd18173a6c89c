"""What speaks for and against a sentence being somebody's statement: the judge's features."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsresearch.models.attribution.marks import Quotation
from newsresearch.models.attribution.tokens import verb_acts, verb_forms

Span = tuple[int, int]

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_SELVES = frozenset(
    ("we i my our us me").split()  # a list of words reads best as words
)
_VAGUE = frozenset(
    ("it this that these those which there they").split()  # a list of words reads best as words
)


def weigh(
    text: str,
    sentence: Span,
    marks: Sequence[Quotation],
    contents: Sequence[Span],
    sources: Sequence[Span],
    cues: Sequence[Span],
    *,
    own: bool,
) -> dict[str, float]:
    """Return the features of one sentence: what the tagger and the marks found in it, its verbs and words.

    Parameters
    ----------
    text : str
        The article's.
    sentence : (start, end)
    marks, contents, sources, cues
        Those that overlap the sentence.
    own : bool
        Whether a side publishes the text; there attribution is the exception.

    Examples
    --------
    >>> "verb=say" in weigh("Seoul said so.", (0, 14), [], [(11, 13)], [(0, 5)], [(6, 10)], own=False)
    True
    """
    low, high = sentence
    words = [w.lower() for w in _WORD.findall(text[low:high])]
    total = max(1, high - low)
    covered = sum(min(high, b) - max(low, a) for a, b in contents) / total
    marked = sum(min(high, m.inner_end) - max(low, m.inner_start) for m in marks) / total
    longest = max((len(_WORD.findall(text, max(low, m.start), min(high, m.end))) for m in marks), default=0)
    verbs = verb_forms()
    acts = verb_acts()
    said = sorted({verbs[w] for a, b in cues for w in _WORD.findall(text[a:b].lower()) if w in verbs})
    out = {
        f"covered={min(int(covered * 5), 4) if contents else '-'}": 1.0,
        f"marked={min(int(marked * 5), 4) if marks else '-'}": 1.0,
        f"longest={min(longest, 12) // 3}": 1.0,
        f"pieces={min(len(contents), 3)}|{min(len(sources), 2)}|{min(len(cues), 2)}": 1.0,
        f"runs={any(m.start < low or m.end > high for m in marks)}": 1.0,
        f"length={min(len(words) // 8, 5)}": 1.0,
        f"ends={text[high - 1 : high]}": 1.0,
    }
    for verb in said:
        out[f"verb={verb}"] = 1.0
        out[f"act={acts[verb]}"] = 1.0
    if cues and not said:
        out["cue=" + text[cues[0][0] : cues[0][1]].lower()[:30]] = 1.0
        out["verb=?"] = 1.0
    for a, b in sources[:2]:
        first = text[a:b].split()[0].lower() if text[a:b].split() else ""
        kind = "self" if first in _SELVES else "vague" if first in _VAGUE else "name" if text[a].isupper() else "noun"
        out[f"source={kind}"] = 1.0
        out["source:" + text[a:b].lower().split()[-1]] = 1.0 if text[a:b].split() else 0.0
    for word in words:
        out["w=" + word] = 0.5
    for i, word in enumerate(words[:2]):
        out[f"first{i}={word}"] = 0.5
    for word in words:
        if word in verbs:
            out["any=" + verbs[word]] = 0.5
    voice = "own:" if own else "press:"
    bare = {name: value for name, value in out.items() if not name.startswith(("w=", "first"))}
    out.update({voice + name: value for name, value in bare.items()})
    out[voice] = 1.0
    return out
