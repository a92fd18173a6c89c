"""Names of people in one article: which they are, their fullest form, and what the article calls them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from newsresearch.lexicons import load

_WORD = (
    r"(?:(?:[A-Z]\.){2,}|(?:Gen|Lt|Col|Cmdr|Adm|Sen|Rep|Gov|Mr|Mrs|Ms|Dr|Sgt|Capt|Maj|St|Prof|Jr|[A-Z])\."
    r"|[A-Z]\w*(?:[-’'](?!s\b)\w+)*)"
)
_RUN = re.compile(rf"(?<![\w./]){_WORD}(?:[ \u00a0](?:(?:bin|al|de|van|von|der|la)\s)?{_WORD})*")


@cache
def _words(*, title: bool) -> frozenset[str]:
    """Return the packaged words that are titles, or those that are no part of a name at all."""
    table = load("name_words")
    return frozenset("|".join(table.loc[(table["kind"] == "title") == title, "forms"]).split("|"))


def _is_no_name(word: str) -> bool:
    """Whether a word belongs to places, institutions or the like; "Un" is a name, "UN" is none."""
    return word.lower().strip(".,'’") in _words(title=False) or word.strip(".,'’") in {"UN", "US"}


def bare(name: str) -> str:
    """Return a name without possessive and outer titles.

    Examples
    --------
    >>> bare("Deputy Secretary Stephen Biegun's")
    'Stephen Biegun'
    """
    words = re.sub(r"['’]s?$", "", name.strip()).split()
    while words and (words[0].lower().strip(".,") in _words(title=True) or _is_no_name(words[0])):
        words.pop(0)
    while words and words[-1].lower().strip(".,") in _words(title=True):
        words.pop()
    inner = [n for n, word in enumerate(words[1:-2], 1) if word.lower().strip(".,") in _words(title=True)]
    return " ".join(words[inner[-1] + 1 :] if inner else words)  # "Ohio GOP Sen. John Carver"


def looks_like_person(name: str) -> bool:
    """Whether no word of a bare name belongs to offices, places, weekdays or institutions.

    Examples
    --------
    >>> looks_like_person("Stephen Biegun"), looks_like_person("Security Council")
    (True, False)
    """
    words = name.split()
    return (
        bool(words)
        and len(words) <= 4
        and not any(
            _is_no_name(w) or w.lower().strip(".,") in _words(title=True) or (w.isupper() and len(w) > 3) for w in words
        )
    )


class Names:
    """The people that an article names, found by form; built once per article.

    Attributes
    ----------
    places : dict of str to list of (start, end)
        Where each full name (two words or more) stands.
    """

    def __init__(self, text: str, people: list[tuple[int, int, str]]) -> None:
        self.text = text
        self.runs: list[tuple[int, int, str]] = []
        self.places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._by_last: dict[str, list[str]] = defaultdict(list)
        self._by_first: dict[str, list[str]] = defaultdict(list)
        self.actor: dict[str, str] = {}
        for start, end, actor in people:
            self.actor.setdefault(re.sub(r"['’]s$", "", text[start:end]), actor)
        for match in _RUN.finditer(text):
            name = bare(match.group())
            if not name or not looks_like_person(name):
                continue
            at = match.start() + match.group().find(name)
            self.runs.append((at, at + len(name), name))
            if " " in name:
                self.places[name].append((at, at + len(name)))
        for name in self.places:
            words = name.split()
            self._by_last[words[-1]].append(name)
            self._by_first[words[0]].append(name)
        by_actor: dict[str, str] = {}
        for name, actor in self.actor.items():
            if len(name) > len(by_actor.get(actor, "")):
                by_actor[actor] = name
        self._fullest_of_actor = by_actor

    def fullest(self, name: str) -> str:
        """Return the fullest form that the article gives for ``name``."""
        actor = self.actor.get(name)
        if actor:
            return self._fullest_of_actor[actor]
        if " " in name:
            longer = [full for full in self._by_last.get(name.split()[-1], []) if name in full]
            return max(longer, key=len, default=name)
        options = self._by_last.get(name) or self._by_first.get(name, [])  # a Korean or Chinese surname stands first
        if not options:
            return name
        return max(options, key=lambda full: (len(self.places[full]), len(full)))

    def full_name_of(self, actor: str) -> str | None:
        """Return the longest name that the article gives a known actor."""
        return self._fullest_of_actor.get(actor)

    def known(self, name: str) -> bool:
        """Whether ``name`` is a full name, a known actor or the surname of one."""
        return name in self.places or name in self.actor or name in self._by_last or name in self._by_first
