"""Sentiment toward a marked target: whether a text is warm or cold about the one that a span in it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from newsresearch.models import load_model
from newsresearch.models.encoder import PACKAGE, VERSION, need_encoder
from newsresearch.models.encoder.heads import score_targets
from newsresearch.models.target.traits import target_traits
from newsresearch.schema import as_texts, fault, one_of

MODELS = {"light": "target/sentiment", "minilm": "target/minilm"}
"""Our weights by engine."""
PROBABILITIES = ["p_negative", "p_neutral", "p_positive"]
CALL = "score_target_sentiment"
AT_ONCE = 1000  # rows of features held in memory together


def score_target_sentiment(
    texts: Iterable[str] | pd.Series, spans: Iterable[tuple[int, int]] | pd.Series, *, engine: str = "light"
) -> pd.DataFrame:
    """Say whether each text is negative, neutral or positive toward the target that its span marks.

    Use it on sentences of news, one row for each target of interest: "A praised B, who had attacked C" is another
    thing for each of the three. It learned from US political news, labelled by readers who saw one sentence. It reads
    words near the target and in its clause, and is blind to irony, to what is known of the target from elsewhere, and
    often to who did what to whom across clauses. Compare averages over many rows: three in ten are wrong.

    Parameters
    ----------
    texts : list or Series of str
        Sentences. Missing texts are allowed and get missing scores; of a long text some 120 words to either side of
        the target are read.
    spans : list or Series of (start, end)
        Characters of each text that name the target, 0-based, half-open; in the order of ``texts``.
    engine : "light" or "minilm"
        "light" is a linear model over words, their places beside the target, lexicon valence and word vectors.
        "minilm" joins it with what a frozen encoder reads in each word where it stands: right more often, and some
        twenty times slower. It needs the extra: ``pip install 'newsresearch[models]'``; nothing is fetched at a call.

    Returns
    -------
    DataFrame
        One row per text, with the index of ``texts`` where that is a Series: ``polarity`` (-1, 0, 1, the likeliest),
        ``p_negative``, ``p_neutral``, ``p_positive`` (0 to 1, together 1). An empty text with the span (0, 0) is
        neutral. ``attrs`` names engine and model, and the encoder with its version where there is one.

    Raises
    ------
    UsageError
        For one string instead of a list, a row that is no text, more or fewer spans than texts, a span that is no pair
        of whole numbers or marks no character of its text, an unknown engine, an extra that is not installed.

    References
    ----------
    Hamborg, F. and Donnay, K. (2021). NewsMTSC: A Dataset for (Multi-)Target-dependent Sentiment Classification in
    Political News Articles. EACL. The labels that it learned from.
    Wang, W. et al. (2020). MiniLM: Deep Self-Attention Distillation. NeurIPS. The encoder's kind; all-MiniLM-L6-v2.

    Examples
    --------
    >>> texts = ["Lee praised the envoy for his courage.", "Lee attacked the corrupt envoy."]
    >>> score_target_sentiment(texts, [(12, 21), (13, 30)])["polarity"].tolist()
    [1, -1]
    """
    one_of("engine", engine, MODELS)
    if engine == "minilm":
        need_encoder(f"{CALL}(engine='minilm')")
    series = as_texts(texts, CALL)
    marked = _as_spans(spans, series)
    scores = np.full((len(series), 3), np.nan)
    read = [row for row, span in enumerate(marked) if span is not None]
    words = series.tolist()
    for first in range(0, len(read), AT_ONCE):
        rows = read[first : first + AT_ONCE]
        scores[rows] = _score([(words[row], *(marked[row] or (0, 0))) for row in rows], engine)
    scores[[row for row in read if not words[row]]] = (0.0, 1.0, 0.0)
    out = pd.DataFrame(scores, columns=PROBABILITIES, index=series.index)
    likeliest = pd.Series(np.nan_to_num(scores, nan=-1.0).argmax(axis=1) - 1, series.index, dtype="Int64")
    out.insert(0, "polarity", likeliest.mask(series.isna()))
    out.attrs = {"engine": engine, "model": MODELS[engine]}
    if engine == "minilm":
        out.attrs["encoder"] = f"{PACKAGE} {VERSION}"
    return out


def _score(rows: list[tuple[str, int, int]], engine: str) -> np.ndarray:
    if engine == "minilm":
        return score_targets(rows)
    return load_model(MODELS[engine]).predict_proba([target_traits(*row) for row in rows])


def _as_spans(spans: Any, texts: pd.Series) -> list[tuple[int, int] | None]:
    """Return one span for each text, none for a missing one, or raise and name the row."""
    if isinstance(spans, str) or not isinstance(spans, Iterable):
        raise fault(f"{CALL}: spans, {type(spans).__name__}", "a list of (start, end)", "pass a pair for each text")
    pairs = list(spans)
    if len(pairs) != len(texts):
        raise fault(f"{CALL}: {len(texts)} texts with {len(pairs)} spans", "a span for each text", "pass as many spans")
    missing = texts.isna().tolist()
    return [
        None if absent else _as_span(span, text, row)
        for row, text, span, absent in zip(texts.index, texts, pairs, missing, strict=True)
    ]


def _as_span(span: object, text: str, row: object) -> tuple[int, int]:
    whole = isinstance(span, Sequence | np.ndarray) and not isinstance(span, str) and len(span) == 2
    numbers = list(span) if whole else []  # type: ignore[call-overload]  # `whole` has checked it
    if not whole or not all(isinstance(n, int | np.integer) and not isinstance(n, bool) for n in numbers):
        raise fault(
            f"{CALL}: row {row!r}, span {span!r}",
            "a pair of whole numbers (start, end)",
            "pass the offsets of the target's first character and of the one after its last",
        )
    start, end = int(numbers[0]), int(numbers[1])
    if not (0 <= start < end <= len(text) or (not text and start == end == 0)):
        raise fault(
            f"{CALL}: row {row!r}, span ({start}, {end}) of a text of {len(text)} characters",
            f"0 <= start < end <= {len(text)}",
            "pass offsets into this very text",
        )
    return start, end
