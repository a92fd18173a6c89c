"""A text to features for its issue: its words and pairs of words, without those that the table of issues names."""

from __future__ import annotations

import re
from itertools import pairwise

from newsresearch.matching import PhraseMatcher

WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*")
REACH = 200  # words read: several sentences; what follows says little of what the text is about


def issue_traits(text: str, matcher: PhraseMatcher | None = None) -> dict[str, float]:
    """Return the words and pairs of words of ``text``, each 1; phrases of ``matcher`` are left out.

    Examples
    --------
    >>> issue_traits("Sanctions bite hard.", PhraseMatcher(["sanctions"], ignore_case=True))
    {'bite': 1.0, 'hard': 1.0, 'bite hard': 1.0}
    """
    text = text[: 12 * REACH]
    if matcher is not None:
        at, kept = 0, []
        for start, end, _ in matcher.find(text):
            kept.append(text[at:start])
            at = end
        text = " _ ".join([*kept, text[at:]])
    words = [word.lower().replace("’", "'") for word in WORD.findall(text)][:REACH]
    return dict.fromkeys([*words, *map(" ".join, pairwise(words))], 1.0)
