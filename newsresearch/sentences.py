"""Paragraphs and sentences, with exact offsets into the article's text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pandas as pd
from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

from newsresearch.articles.languages import language_of
from newsresearch.schema import conform, empty, need_columns, need_own_ids

# Lower case, without the last full stop, as Punkt keeps them.
ABBREVIATIONS = frozenset(
    """
    h.r h.w u.s u.n u.k n.k s.k d.p.r.k r.o.k p.r.c e.u u.s.s.r d.c u.s.a a.m p.m e.g i.e ph.d b.c a.d l.a n.y
    dprk-u.s u.s.-rok u.s.-n.k n.korea s.korea
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri
    mr mrs ms dr prof rev hon st sr jr gen sen rep gov lt col maj capt sgt cmdr adm brig cpl pvt pres amb sec
    corp inc co ltd bros vs etc no nos vol fig approx est dept univ assn ave mt ft viz al spc supt messrs
    lt.gen lt.col maj.gen brig.gen
    calif mass conn ariz colo fla ill ind kan md mich minn miss mo mont neb nev okla ore pa tenn tex va wis
    """.split()
)
# Words that after an abbreviation such as "U.S." open a new sentence rather than a name.
STARTERS = frozenset(
    """
    the a an this that these those it its he she they we i you his her their our my there here
    in on at as but and or so if when while after before since until although though however meanwhile
    for from with by what why how who where which both some many most no not yet also still
    last next earlier later asked according despite during under
    """.split()
)
BEFORE_NUMBER = ("Jan.", "Feb.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.", "No.", "Nos.")
WINDOW = 20_000  # characters; no sentence of prose is longer, and what is longer is cut
CLOSING = "\"'”’»)]}"


class _NewsMarks(PunktLanguageVars):
    """Punkt's English marks, and the curly quotes that it does not know."""

    re_boundary_realignment = re.compile(r"[\"'”’»)\]}]+(?:\s+|(?=--)|$)", re.MULTILINE)

    @property
    def _re_non_word_chars(self) -> str:
        return r"(?:[)\";}\]\*:@\'\({\[!?”’»])"


def split_sentences(articles: pd.DataFrame) -> pd.DataFrame:
    """Split English articles into sentences.

    Every feature stands on these rows. Abbreviations of news (``U.S.``, ``Gen.``) end no sentence;
    a new line always ends a sentence, and so do 20,000 characters.
    It is blind to sentences that lack their closing mark within a line.

    Parameters
    ----------
    articles : DataFrame
        With ``article_id`` and ``text``, as ``load_articles`` returns; articles whose ``language`` is known and not
        ``en`` give no rows, and where the table does not say it the text itself decides.

    Returns
    -------
    DataFrame
        One row per sentence, sorted by ``article_id`` and ``sentence_id`` (0, 1 ... in the article): ``article_id``,
        ``sentence_id``, ``paragraph`` (0, 1 ...), ``start``, ``end`` (characters in the article's text), ``text``.

    Raises
    ------
    UsageError
        When a column is missing, or an ``article_id`` is missing or stands in two rows.

    References
    ----------
    Kiss, T., and Strunk, J. (2006). Unsupervised multilingual sentence boundary detection. Computational Linguistics
    32(4).

    Examples
    --------
    >>> page = pd.DataFrame({"article_id": ["a"], "text": ["Talks resumed in the U.S. The envoy left."]})
    >>> split_sentences(page)["text"].tolist()
    ['Talks resumed in the U.S.', 'The envoy left.']
    """
    need_columns(articles, ("article_id", "text"), "split_sentences", "load_articles")
    need_own_ids(articles, "split_sentences")
    languages = articles["language"] if "language" in articles.columns else [None] * len(articles)
    rows = [
        (article, number, paragraph, start, end, text[start:end])
        for article, text, language in zip(articles["article_id"], articles["text"], languages, strict=True)
        if isinstance(text, str) and _is_english(language, text)
        for number, (start, end, paragraph) in enumerate(sentence_spans(text))
    ]
    if not rows:
        return empty("sentences")
    columns = ["article_id", "sentence_id", "paragraph", "start", "end", "text"]
    return conform(pd.DataFrame(rows, columns=columns), "sentences")


def _is_english(language: object, text: str) -> bool:
    """Say whether a text is English, by its row or else by itself; what nothing tells counts as English."""
    return (language if isinstance(language, str) else language_of(text) or "en") == "en"


def sentence_spans(text: str) -> list[tuple[int, int, int]]:
    r"""Return ``(start, end, paragraph)`` of every sentence in ``text``, in order.

    For one text without a table. It is blind to the language of the text.

    Parameters
    ----------
    text : str
        Any text; lines are paragraphs.

    Returns
    -------
    list of tuple
        Ordered, disjoint spans in characters, white space trimmed; together they cover every other character.

    Examples
    --------
    >>> sentence_spans("He left.\nShe stayed.")
    [(0, 8, 0), (9, 20, 1)]
    """
    spans: list[tuple[int, int, int]] = []
    paragraph = 0
    for line in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        found = _line_spans(line.group())
        spans.extend((line.start() + start, line.start() + end, paragraph) for start, end in found)
        paragraph += bool(found)
    return spans


def _line_spans(line: str) -> list[tuple[int, int]]:
    """Return the sentences of one line; one that opens in lower case belongs to the one before it."""
    out: list[tuple[int, int]] = []
    reached = 0
    for end in _ends(line):
        start, stop = _trim(line, reached, end)
        reached = end
        if start == stop:
            continue
        # What Punkt cuts off before a closing mark, or in '"Why?" he asked' or "Jan. 2", goes on.
        if out and (
            line[start].islower()
            or (line[start].isdigit() and line.endswith(BEFORE_NUMBER, 0, out[-1][1]))
            or all(character in CLOSING for character in line[start:stop])
        ):
            out[-1] = (out[-1][0], stop)
        else:
            out.append((start, stop))
    return out


def _ends(line: str) -> Iterator[int]:
    """Yield where Punkt ends sentences, reading windows: its own patterns give up on a very long line."""
    reached = 0
    while len(line) - reached > WINDOW:
        window = line[reached : reached + WINDOW]
        ends = [end for _, end in _punkt().span_tokenize(window)][:-1]
        if not ends:
            ends = [window.rfind(" ") + 1 or WINDOW]
        yield from (reached + end for end in ends)
        reached += ends[-1]
    yield from (reached + end for _, end in _punkt().span_tokenize(line[reached:]))
    yield len(line)


def _trim(line: str, start: int, end: int) -> tuple[int, int]:
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    return start, end


@cache
def _punkt() -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = set(ABBREVIATIONS)
    parameters.sent_starters = set(STARTERS)
    return PunktSentenceTokenizer(parameters, lang_vars=_NewsMarks())
