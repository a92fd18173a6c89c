"""One article from its sentences, as the statements' room sees it."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from newsresearch.features.statements import statements_in


def _read(
    sentences: list[list[str]], mentions: list[tuple[str, str, str, str]] = (), **article: object
) -> pd.DataFrame:
    """Find the statements of one article given as paragraphs of sentences, and mentions by their words."""
    text = "\n\n".join(" ".join(paragraph) for paragraph in sentences)
    rows, at = [], 0
    for p, paragraph in enumerate(sentences):
        for sentence in paragraph:
            at = text.index(sentence, at)
            rows.append((len(rows), p, at, at + len(sentence), sentence))
            at += len(sentence)
    frame = pd.DataFrame(rows, columns=["sentence_id", "paragraph", "start", "end", "text"]).assign(article_id="a")
    found = [
        (text.index(words), text.index(words) + len(words), words, actor, side, kind)
        for words, actor, side, kind in mentions
    ]
    known = pd.DataFrame(found, columns=["start", "end", "text", "actor_id", "side", "kind"]).assign(
        article_id="a", sentence_id=0
    )
    articles = pd.DataFrame([{"article_id": "a", "text": text, **article}])
    out = statements_in(articles, frame, known)
    for row in out.itertuples():
        assert text[row.start : row.end] == row.text
    return out


@pytest.fixture
def read() -> Callable[..., pd.DataFrame]:
    """Return the function that finds the statements of one article given as paragraphs of sentences."""
    return _read
