"""Train the vectors of words: ``python -m newsresearch.models.train_vectors --shared FOLDER``."""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix
from sklearn.utils.extmath import randomized_svd

CORPORA = (
    "news_nk/articles.jsonl", "kcna/kcna_2023_2024.jsonl", "kcna/kcna_2011_us.jsonl", "whitehouse/documents.jsonl",
    "ungdc/speeches.jsonl", "polnear/train.jsonl", "newsmtsc/train.jsonl", "cameo_quad/train.jsonl",
)  # fmt: skip  # all the unlabelled text of the field that there is, 22 million characters
TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|[.!?]")
LEAST = 15  # occurrences; rarer words have too few neighbours to be placed
MOST = 15_000
CONTEXTS = 5_000
REACH = 4  # words to either side; the two nearest count by side, those beyond together


def read_texts(folder: Path) -> Iterable[str]:
    """Yield the longest text of every row of the corpora.

    Examples
    --------
    >>> next(iter(read_texts(Path("shared/corpora"))))[:4]  # doctest: +SKIP
    'USA '
    """
    for name in CORPORA:
        with (folder / name).open(encoding="utf-8") as file:
            for line in file:
                yield max((v for v in json.loads(line).values() if isinstance(v, str)), key=len, default="")


def fit_vectors(
    texts: Iterable[str], *, dimensions: int = 150, least: int = LEAST, seed: int = 0
) -> tuple[list[str], np.ndarray]:
    """Return words, most frequent first, and a vector for each from where they stand.

    Counts of neighbours, weighted 1/distance, as positive pointwise mutual information with smoothed contexts,
    reduced by singular value decomposition (Levy, Goldberg & Dagan 2015, TACL 3).

    Examples
    --------
    >>> words, vectors = fit_vectors(["a cat sat . a dog sat . "] * 20, dimensions=2)
    >>> vectors.shape
    (5, 2)
    """
    documents = [TOKEN.findall(text.lower().replace("’", "'")) for text in texts]
    counts = Counter(word for words in documents for word in words)
    known = sorted((w for w, n in counts.items() if n >= least), key=lambda w: (-counts[w], w))[:MOST]
    rows = {word: row for row, word in enumerate(known)}
    gap = [-1] * (REACH + 1)  # no neighbours across documents
    stream = np.concatenate([np.array([rows.get(word, -1) for word in words] + gap) for words in documents])
    counted = csr_matrix((len(known), 3 * CONTEXTS))
    for distance in range(1, REACH + 1):
        for side, (word, near) in enumerate(
            ((stream[:-distance], stream[distance:]), (stream[distance:], stream[:-distance]))
        ):
            kept = (word >= 0) & (near >= 0) & (near < CONTEXTS)
            block = side if distance <= 2 else 2
            places = (word[kept], near[kept] + block * CONTEXTS)
            counted = counted + coo_matrix((np.full(kept.sum(), 1 / distance), places), shape=counted.shape).tocsr()
    left, values, _ = randomized_svd(_information(counted), dimensions, random_state=seed, n_iter=3)
    return known, left * np.sqrt(values)


def _information(counts: csr_matrix) -> csr_matrix:
    """Positive pointwise mutual information; contexts smoothed by the power 0.75 (Levy et al. 2015)."""
    by_word = np.asarray(counts.sum(axis=1)).ravel()
    by_context = np.asarray(counts.sum(axis=0)).ravel() ** 0.75
    cells = counts.tocoo()
    values = np.log(cells.data * by_context.sum() / (by_word[cells.row] * by_context[cells.col]))
    kept = values > 0
    return csr_matrix((values[kept], (cells.row[kept], cells.col[kept])), shape=counts.shape)


def main(arguments: list[str] | None = None) -> None:
    """Train on ``FOLDER/corpora`` and write the vectors, one byte a number, beside the stance models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds corpora/")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "stance", help="where the vectors go")
    options = parser.parse_args(arguments)
    corpora = options.shared / "corpora"
    words, vectors = fit_vectors(read_texts(corpora))
    whole = np.round(vectors / np.abs(vectors).max(axis=1, keepdims=True) * 127).astype(np.int8)
    np.save(options.out / "vectors.npy", whole)
    (options.out / "vectors.json").write_text(json.dumps(words, indent=0) + "\n", encoding="utf-8")
    data = {f"corpora/{name}": hashlib.sha256((corpora / name).read_bytes()).hexdigest() for name in CORPORA}
    note = {"command": "python -m newsresearch.models.train_vectors --shared FOLDER", "seed": 0, "sha256": data}
    (options.out / "vectors_provenance.json").write_text(json.dumps(note, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
