"""Train the issues of texts that no word tells: ``python -m newsresearch.models.train_issues --shared FOLDER``.

Distant supervision: sentences that the table of issues labels teach the words around its phrases, which themselves are
left out. Sentences without a phrase are the class "other", though some of them do have an issue.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd

from newsresearch import lexicons
from newsresearch.matching import PhraseMatcher
from newsresearch.models import LinearModel, save_model
from newsresearch.models.fitting import fit_linear, prune, read_options, write_provenance
from newsresearch.models.issues.traits import issue_traits
from newsresearch.schema import ISSUES

CORPORA = ("news_nk/articles.jsonl", "kcna/kcna_2023_2024.jsonl", "whitehouse/documents.jsonl")
MOST = 4000
"""Sentences with an issue, and without, that each corpus gives."""

STRENGTH, LEAST, FEATURES = 5.0, 5, 8000
HELD_OUT = 5  # one article of five of the news tells how often the model is right
SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+")
SHORT = 6  # words; shorter sentences have too little around a phrase


def label_sentences(texts: list[str]) -> pd.DataFrame:
    """Cut texts into sentences and label each as ``classify_issues`` does: ``text`` (its number), ``words``, ``issue``.

    Examples
    --------
    >>> label_sentences(["The new sanctions bite hard, he said. It was late at night, he said."])["issue"].tolist()
    ['sanctions', 'other']
    """
    table = lexicons.load("issues")
    matcher, names = PhraseMatcher(table["phrase"], ignore_case=True), table["issue"].tolist()
    rows = []
    for number, text in enumerate(texts):
        for sentence in dict.fromkeys(SENTENCE.split(text)):
            if len(sentence.split()) >= SHORT:
                found = Counter(names[index] for _, _, index in matcher.find(sentence))
                issue = found.most_common(1)[0][0] if found else "other"
                rows.append((number, issue_traits(sentence, matcher), issue))
    return pd.DataFrame(rows, columns=["text", "words", "issue"])


def train(rows: pd.DataFrame) -> LinearModel:
    """Train on rows as `label_sentences` returns them."""
    classes = tuple(issue for issue in ISSUES if issue in set(rows["issue"]))
    model = fit_linear(rows["words"].tolist(), rows["issue"].tolist(), classes, strength=STRENGTH, least=LEAST)
    return prune(model, FEATURES)


def measure(model: LinearModel, rows: pd.DataFrame) -> pd.DataFrame:
    """Return for rising thresholds how many labelled sentences are named, how many rightly, and the share of others.

    Returns
    -------
    DataFrame
        One row per threshold: ``threshold``, ``named`` and ``right`` (shares of the sentences with an issue, and of
        those named), ``others`` (share of sentences without a phrase that get an issue).
    """
    p = model.predict_proba(rows["words"].tolist())
    p[:, model.classes.index("other")] = 0
    best, sure = np.array(model.classes)[p.argmax(axis=1)], p.max(axis=1)
    known = (rows["issue"] != "other").to_numpy()
    out = []
    for threshold in np.arange(0.3, 0.96, 0.05):
        named = known & (sure >= threshold)
        right = float((best == rows["issue"].to_numpy())[named].mean()) if named.any() else float("nan")
        out.append((threshold, named.sum() / known.sum(), right, (sure[~known] >= threshold).mean()))
    return pd.DataFrame(out, columns=["threshold", "named", "right", "others"])


def _sample(path: Path, seed: int) -> pd.DataFrame:
    """Return the labelled sentences of one corpus, at most ``MOST`` with an issue and as many without."""
    texts = [str(json.loads(line).get("text") or "") for line in path.read_text(encoding="utf-8").splitlines()]
    rows = label_sentences(texts)
    parts = [part.sample(min(len(part), MOST), random_state=seed) for _, part in rows.groupby(rows["issue"] == "other")]
    return pd.concat(parts).sort_index().assign(corpus=path.parent.name)


def main(arguments: list[str] | None = None) -> None:
    """Train on news, KCNA and White House, print how good it is on news left out, write the weights of all."""
    shared, out = read_options(__doc__, arguments, "issues", ["news_nk", "kcna", "whitehouse"])
    files = {f"corpora/{name}": shared / "corpora" / name for name in CORPORA}
    rows = pd.concat([_sample(path, 0) for path in files.values()], ignore_index=True)
    held = ((rows["corpus"] == "news_nk") & (rows["text"] % HELD_OUT == 0)).to_numpy()
    print(measure(train(rows[~held]), rows[held]).round(3).to_string(index=False))
    save_model(train(rows), out, "fallback")
    command = "python -m newsresearch.models.train_issues --shared FOLDER"
    write_provenance(out, "fallback", command, files, n_rows=len(rows))


if __name__ == "__main__":
    main()
