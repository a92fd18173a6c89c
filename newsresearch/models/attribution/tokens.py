"""Words of a paragraph and what a tagger may know about each: form, marks around it, the verbs of saying near it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from newsresearch.lexicons import load
from newsresearch.models.attribution.marks import Quotation

GROUPS = "attribution/groups.txt"  # words that keep similar company, a group a line

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|''|``|['’]s\b|\w+(?:[-.&]\w+|['’](?!s\b)\w+)*|\.\.\.|[^\w\s]"
)  # "U.S.", a possessive apart from its noun, "low-IQ", "don't"
_MARKS = set("\"“”„«»‘’'`") | {"''", "``"}
_OPENING = frozenset('“"‘') | {"''", "``"}
_PLAIN = {"''": '"', "``": "“"}  # two single marks are a double one
_ABBREVIATIONS = frozenset(
    re.findall(
        r"\S+",
        "mr mrs ms dr cmdr maj gen lt col sgt capt adm sen rep gov prof st jan feb aug sept oct nov dec vs no jr "
        "sr rev hon",
    )
)
_CLOSED = frozenset(
    re.findall(
        r"\S+",
        "that to of for as by in on with from at he she it they we who which what how why whether if and but or , "
        ". : ; the a his her its their would will had has was were is are not",
    )
)  # words whose role depends on the verb before them
_BREAKS = frozenset(",;:—–-(")  # after which a clause may open
MOST_WORDS = 50_000  # kept in memory with what is known of them
MOST_TOKENS = 1500  # a paragraph longer than this is tagged in pieces, so that memory stays flat


@dataclass(frozen=True)
class Token:
    """A word or mark with its offsets in the article's text."""

    start: int
    end: int
    text: str


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """Return the words and marks of ``text[start:end]``.

    Examples
    --------
    >>> [t.text for t in tokenize("Kim's aide said no.", 0, 19)]
    ['Kim', "'s", 'aide', 'said', 'no', '.']
    """
    return [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, start, end)]


@cache
def verb_acts() -> dict[str, str]:
    """Return every packaged verb of saying with the act that it hints at."""
    table = load("speech_verbs")
    return dict(zip(table["verb"], table["act"], strict=True))


@cache
def verb_forms() -> dict[str, str]:
    """Return every form of the packaged verbs of saying with its verb."""
    table = load("speech_verbs")
    out: dict[str, str] = {}
    for verb, forms in zip(table["verb"], table["forms"], strict=True):
        for form in forms.split("|"):
            if " " not in form:
                out.setdefault(form, verb)
    return out


@cache
def word_groups() -> dict[str, str]:
    """Return the group of every word that the tagger knows by its company, "17" for example; trained, see `GROUPS`."""
    lines = files("newsresearch.models").joinpath(GROUPS).read_text(encoding="utf-8").splitlines()
    return {word: str(number) for number, line in enumerate(lines) for word in line.split(" ")}


@lru_cache(MOST_WORDS)
def _group(word: str) -> str:
    found = word_groups().get(word)
    return found or ("0" if word[0].isdigit() else "?" if word[0].isalpha() else word)


def sentence_breaks(tokens: Sequence[Token]) -> list[int]:
    """Return for each token the number of its sentence in the paragraph, by full stops alone (abbreviations known)."""
    out, number, pending = [], 0, False
    for i, token in enumerate(tokens):
        if pending and token.text not in _MARKS and token.text not in ")]":
            pending = False
            if token.text[0].isupper() or token.text[0].isdigit() or tokens[i - 1].text in _MARKS:
                number += 1
        elif pending and token.text in _OPENING and i and token.start > tokens[i - 1].end:
            pending, number = False, number + 1
        out.append(number)
        if token.text in {".", "!", "?"}:
            before = tokens[i - 1].text.lower() if i else ""
            pending = not (token.text == "." and (before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha())))
    return out


@lru_cache(MOST_WORDS)
def _shape(word: str) -> str:
    if word.isupper():
        return "X" if len(word) == 1 else "XX"
    if word[0].isupper():
        return "Xx"
    if word[0].isdigit():
        return "0"
    return "x" if word[0].isalpha() else word


def describe(tokens: Sequence[Token], quotations: Sequence[Quotation]) -> list[list[str]]:
    """Return the features of each token, as words of the tagger's vocabulary.

    Parameters
    ----------
    tokens
        One paragraph.
    quotations
        The marked stretches that touch it, in order.
    """
    n = len(tokens)
    verbs, acts = verb_forms(), verb_acts()
    lower = [_PLAIN.get(t.text) or t.text.lower() for t in tokens]
    shape = [_shape(t.text) for t in tokens]
    group = [_group(w) for w in lower]
    sentence = sentence_breaks(tokens)
    clause = _clauses(lower, sentence)
    verb = [verbs.get(w, "") for w in lower]
    marked = _marked(tokens, quotations)
    around = _around(lower, marked)
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    has_verb: dict[int, bool] = {}
    has_mark: dict[int, bool] = {}
    for i, s in enumerate(sentence):
        first.setdefault(s, i)
        last[s] = i
        if verb[i] and marked[i] == "O":
            has_verb[s] = True
        if marked[i] != "O":
            has_mark[s] = True
    left, right = _nearest(verb, marked, sentence), _nearest(verb[::-1], marked[::-1], sentence[::-1])[::-1]
    commas = _commas(lower, sentence)
    comma_verb = dict.fromkeys(first, False)  # the sentence ends ", NAME said" or ", said NAME"
    for s, end in last.items():
        tail = range(max(first[s], end - 9), end + 1)
        comma_verb[s] = any(verb[i] and marked[i] == "O" for i in tail) and any(lower[i] in ',"”' for i in tail)
    out = []
    for i in range(n):
        s = sentence[i]
        word, q = lower[i], marked[i]
        p1 = lower[i - 1] if i else "^"
        p2 = lower[i - 2] if i > 1 else "^"
        n1 = lower[i + 1] if i + 1 < n else "$"
        n2 = lower[i + 2] if i + 2 < n else "$"
        place = "F" if i == first[s] else "f" if i - first[s] < 4 else "L" if last[s] - i < 2 else "m"
        lv, ld = left[i]
        rv, rd = right[i]
        env = f"{'v' if has_verb.get(s) else '-'}{'q' if has_mark.get(s) else '-'}{'c' if comma_verb[s] else '-'}"
        act = acts.get(lv, "-")
        close = word if word in _CLOSED else "*"
        before = f"{'v' if has_verb.get(s - 1) else '-'}{'q' if has_mark.get(s - 1) else '-'}" if s else "^"
        out.append(
            [
                "w=" + word, "s=" + shape[i], "x=" + word[-3:], "q=" + q, "q1=" + (marked[i - 1] if i else "^") + q,
                "p=" + place, "w-1=" + p1, "w-2=" + p2, "w+1=" + n1, "w+2=" + n2, "b-=" + p1 + "|" + word,
                "b+=" + word + "|" + n1, "s-1=" + (shape[i - 1] if i else "^"),
                "s+1=" + (shape[i + 1] if i + 1 < n else "$"), "v=" + verb[i], "lv=" + lv, "rv=" + rv,
                "ld=" + ld + "|" + rd, "lvd=" + lv + ld, "rvd=" + rv + rd, "e=" + env + q, "eb=" + before + env,
                "ev=" + env + ("V" if verb[i] else "") + place + shape[i], "t=" + p2 + "|" + p1 + "|" + word,
                "ep=" + env + ld + rd + q, "a=" + around[i], "la=" + act + ld + "|" + close, "lw=" + lv + "|" + close,
                "n=" + n1 + "|" + n2, "r=" + word[:4], "va=" + acts.get(verb[i], "-") + "|" + n1,
                "ca=" + commas[i] + act + ("V" if rv else "-"), "k=" + group[i],
                "k-1=" + (group[i - 1] if i else "^"), "k+1=" + (group[i + 1] if i + 1 < n else "$"),
                "kk=" + (group[i - 1] if i else "^") + "|" + group[i], "lk=" + lv + "|" + group[i],
                "cl=" + clause[i] + ("v" if lv else "-"),
            ]
        )  # fmt: skip  # a feature with its neighbours reads as the list that it is
    return out


def _clauses(lower: Sequence[str], sentence: Sequence[int]) -> list[str]:
    """Give each word the word that opens its clause: the first after a comma, a dash or the sentence's start."""
    out, opener, current = [], "^", -1
    for word, s in zip(lower, sentence, strict=True):
        if s != current:
            opener, current = "^", s
        elif opener == "?":
            opener = word
        out.append(opener)
        if word in _BREAKS:
            opener = "?"
    return out


def _marked(tokens: Sequence[Token], quotations: Sequence[Quotation]) -> list[str]:
    """Say for each token whether it stands in marks: O outside, M a mark, else by the stretch's length and place."""
    out, at = [], 0
    kinds = {}
    for token in tokens:
        while at < len(quotations) and quotations[at].end <= token.start:
            at += 1
        if at < len(quotations) and quotations[at].start <= token.start:
            q = quotations[at]
            if token.start < q.inner_start:
                out.append("M(")
            elif token.start >= q.inner_end:
                out.append(")M")
            else:
                if at not in kinds:
                    size = q.inner_end - q.inner_start
                    kinds[at] = "I" + ("1" if size < 20 else "2" if size < 50 else "3" if size < 100 else "4")
                out.append(kinds[at])
        else:
            out.append("O")
    return out


def _around(lower: Sequence[str], marked: Sequence[str]) -> list[str]:
    """Give each word inside marks the words that stand just before and just after its stretch."""
    out, i, n = ["-"] * len(lower), 0, len(lower)
    while i < n:
        if marked[i] == "O":
            i += 1
            continue
        j = i
        while j < n and marked[j] != "O":
            j += 1
        words = f"{lower[i - 1] if i else '^'}|{lower[j] if j < n else '$'}"
        out[i:j] = [words] * (j - i)
        i = j
    return out


def _commas(lower: Sequence[str], sentence: Sequence[int]) -> list[str]:
    """Count the commas so far in each word's sentence, to two."""
    out, count, current = [], 0, -1
    for word, s in zip(lower, sentence, strict=True):
        if s != current:
            count, current = 0, s
        out.append(str(min(count, 2)))
        count += word == ","
    return out


def _nearest(verb: Sequence[str], marked: Sequence[str], sentence: Sequence[int]) -> list[tuple[str, str]]:
    """Give each token the verb of saying before it in its sentence, outside marks, and how far that is."""
    out: list[tuple[str, str]] = []
    seen, where, current = "", 0, -1
    for i, s in enumerate(sentence):
        if s != current:
            seen, current = "", s
        distance = i - where
        out.append((seen, "-" if not seen else str(distance) if distance < 4 else "8" if distance < 9 else "far"))
        if verb[i] and marked[i] == "O":
            seen, where = verb[i], i
    return out
