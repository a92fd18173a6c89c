"""The attribution tagger: which words are content, which name the source, which are the cue."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import pycrfsuite

from newsresearch.models import load_model
from newsresearch.models.attribution.evidence import weigh
from newsresearch.models.attribution.marks import Quotation, find_quotations, paragraphs_of
from newsresearch.models.attribution.tokens import MOST_TOKENS, Token, describe, tokenize

__all__ = [
    "Attribution",
    "Cursor",
    "Quotation",
    "evidence_of",
    "find_quotations",
    "paragraphs_of",
    "tag_attributions",
    "weigh_sentences",
]

WEIGHTS = "attribution.crfsuite.gz"


@dataclass
class Attribution:
    """The stretches of one paragraph that the tagger labels, each ``(start, end)`` in the article's text."""

    content: list[tuple[int, int]] = field(default_factory=list)
    source: list[tuple[int, int]] = field(default_factory=list)
    cue: list[tuple[int, int]] = field(default_factory=list)


@cache
def _weights() -> bytes:
    """Hold the weights: the tagger reads from this memory as long as it lives, and does not keep it itself."""
    return gzip.decompress(files("newsresearch.models").joinpath(WEIGHTS).read_bytes())


@cache
def _tagger() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(_weights())
    return tagger


def pieces(text: str, quotations: Sequence[Quotation]) -> Iterator[tuple[list[Token], list[Quotation]]]:
    """Give the tokens of each paragraph with the marked stretches that touch it, long paragraphs in pieces."""
    at = 0
    for start, end in paragraphs_of(text):
        while at < len(quotations) and quotations[at].end <= start:
            at += 1
        upto = at
        while upto < len(quotations) and quotations[upto].start < end:
            upto += 1
        tokens = tokenize(text, start, end)
        for cut in range(0, len(tokens), MOST_TOKENS):
            part = tokens[cut : cut + MOST_TOKENS]
            yield part, [q for q in quotations[at:upto] if q.end > part[0].start and q.start < part[-1].end]


def tag_attributions(text: str, quotations: Sequence[Quotation] | None = None) -> Attribution:
    """Label content, source and cue of every attribution in ``text``.

    A linear-chain conditional random field over paragraphs. Use it where wording decides; it is blind to nested
    attributions (the outer one wins) and knows nothing of who the sources are.

    References
    ----------
    Trained on PolNeAR (Newell et al., LREC 2018). Lafferty, McCallum and Pereira, ICML 2001.

    Examples
    --------
    >>> text = "The ministry said that talks would resume."
    >>> [text[a:b] for a, b in tag_attributions(text).source]
    ['The ministry']
    """
    quotations = find_quotations(text) if quotations is None else quotations
    out = Attribution()
    for tokens, touching in pieces(text, quotations):
        labels = _tagger().tag(describe(tokens, touching))
        for kind, first, last in spans_of(labels):
            {"C": out.content, "S": out.source, "Q": out.cue}[kind].append((tokens[first].start, tokens[last].end))
    return out


class Cursor:
    """Walks a list of spans in order of start once: which of them overlap the next stretch."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self.spans, self.at = spans, 0

    def within(self, start: int, end: int) -> list[int]:
        """Return the positions of the spans that overlap ``start`` to ``end``; stretches come in order."""
        while self.at < len(self.spans) and self.spans[self.at][1] <= start:
            self.at += 1
        out, i = [], self.at
        while i < len(self.spans) and self.spans[i][0] < end:
            if self.spans[i][1] > start:
                out.append(i)
            i += 1
        return out


def evidence_of(
    text: str,
    sentences: Sequence[tuple[int, int]],
    *,
    own: bool,
    quotations: Sequence[Quotation] | None = None,
    attribution: Attribution | None = None,
) -> list[dict[str, float]]:
    """Return the judge's features of every sentence of one article, with the tagger's view of its neighbours."""
    quotations = find_quotations(text) if quotations is None else quotations
    attribution = tag_attributions(text, quotations) if attribution is None else attribution
    lists = [[(q.start, q.end) for q in quotations], attribution.content, attribution.source, attribution.cue]
    walks = [Cursor(spans) for spans in lists]
    out = []
    for start, end in sentences:
        marks, *labelled = [walk.within(start, end) for walk in walks]
        spans = [[lists[n + 1][i] for i in hits] for n, hits in enumerate(labelled)]
        out.append(weigh(text, (start, end), [quotations[i] for i in marks], *spans, own=own))
    summaries = [[n for n in row if n.startswith(("covered", "marked", "source="))] for row in out]
    for i, row in enumerate(out):
        for side, j in (("before:", i - 1), ("after:", i + 1)):
            if 0 <= j < len(out):
                row.update({side + name: 1.0 for name in summaries[j]})
            else:
                row[side + "-"] = 1.0
    return out


def weigh_sentences(rows: Sequence[dict[str, float]]) -> list[float]:
    """Return for each row of `evidence_of` the probability (0..1) that the sentence is somebody's statement."""
    return load_model("attribution/judge").predict_proba(rows)[:, 1].tolist() if rows else []


def spans_of(labels: Sequence[str]) -> list[tuple[str, int, int]]:
    """Return ``(kind, first, last)`` of each labelled stretch of tokens.

    Examples
    --------
    >>> spans_of(["B-S", "I-S", "O", "B-Q"])
    [('S', 0, 1), ('Q', 3, 3)]
    """
    out: list[tuple[str, int, int]] = []
    for i, label in enumerate(labels):
        if label == "O":
            continue
        kind = label[2:]
        if label[0] == "I" and out and out[-1][0] == kind and out[-1][2] == i - 1:
            out[-1] = (kind, out[-1][1], i)
        else:
            out.append((kind, i, i))
    return out
