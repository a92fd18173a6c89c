"""Learn the valence of the field's words: ``python -m newsresearch.models.train_diplomacy --shared FOLDER``."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import KFold, cross_val_predict

from newsresearch.matching import PhraseMatcher
from newsresearch.models.meaning import valences
from newsresearch.models.stance.words import load_vectors
from newsresearch.models.train_vectors import REACH, read_texts

TOP = 4.0  # VADER's scale is -4 to 4
STRENGTH = (
    0.1  # inverse of the penalty that draws words to zero; more gains little in cross-validation and trusts rare words
)
LEAST = 3  # coded sentences; a phrase in fewer gets a valence only if the field's texts have it
SEEN = 5  # places in the field's texts; a phrase in fewer has too few neighbours
SMOOTH = 1.0  # penalty of the regression on neighbours; from 0.03 to 3 the cross-validated fit is the same
NEXT_TO_NONE = 0.1  # the last digit that is written
FLOOR = 0.5  # a word nearer to zero than this says nothing, and gets none
SETS = ("corpora/cameo_quad/train.jsonl", "gold/train_sentences.jsonl")
WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")


def read_signs(shared: Path) -> pd.DataFrame:
    """Read the sentences that are warm (1) or cold (-1): ``text``, ``sign``, ``weight``.

    Warm are cooperation in the acts set and a friendly tone in the coded statements, cold are conflict and a hostile
    tone. Weights make warm and cold count alike in each set, so that a set's many threats make no word cold.

    Examples
    --------
    >>> read_signs(Path("shared")).columns.tolist()  # doctest: +SKIP
    ['text', 'sign', 'weight']
    """
    acts = pd.read_json(shared / SETS[0], lines=True).drop_duplicates("text")
    coded = pd.read_json(shared / SETS[1], lines=True)
    parts = (
        pd.DataFrame({"text": acts["text"], "sign": acts["label"].map({0: 0, 1: 1, 2: 1, 3: -1, 4: -1})}),
        pd.DataFrame({"text": coded["text"], "sign": coded["tone"]}),
    )
    out = []
    for part in parts:
        known = part[part["sign"] != 0]
        shares = known["sign"].value_counts()
        out.append(known.assign(weight=known["sign"].map(len(known) / (2 * shares)).astype("float64")))
    return pd.concat(out, ignore_index=True)


def expect_valences(phrases: Iterable[str], texts: Iterable[str]) -> tuple[pd.DataFrame, float]:
    """Return for every phrase the valence to expect of it by its neighbours, and how often such signs are right.

    A word or phrase is the sum of the vectors of the words that stand up to four before or after it, in the field's
    texts. A ridge regression learns from VADER's words how valence follows from that, and is asked about the phrases.
    The share of right signs is that of VADER's words, each left out in one of ten folds. ``expected`` is 0 for a
    phrase that stands in fewer than five places, ``seen`` counts them.

    References
    ----------
    Khodak, M. et al. (2018). A La Carte Embedding: Cheap but Effective Induction of Semantic Feature Vectors. ACL.

    Examples
    --------
    >>> expect_valences(["dotard"], read_texts(Path("shared/corpora")))[0].columns.tolist()  # doctest: +SKIP
    ['phrase', 'expected', 'seen']
    """
    documents = [WORD.findall(text.lower().replace("’", "'")) for text in texts]
    lexicon = {word: value for word, value in vader_words().items() if WORD.fullmatch(word)}
    known, times = _neighbours(list(lexicon), documents)
    value = np.array(list(lexicon.values()))[times >= SEEN]
    known = known[times >= SEEN]
    folds = KFold(10, shuffle=True, random_state=0)
    told = cross_val_predict(Ridge(alpha=SMOOTH), known, value, cv=folds)
    names = list(phrases)
    asked, seen = _neighbours(names, documents)
    expected = np.where(seen >= SEEN, Ridge(alpha=SMOOTH).fit(known, value).predict(asked), 0.0)
    rows = pd.DataFrame({"phrase": names, "expected": np.clip(expected, -TOP, TOP), "seen": seen})
    return rows, float(np.mean(np.sign(told) == np.sign(value)))


def vader_words() -> dict[str, float]:
    """Return the words of VADER's lexicon, sorted, with their valence.

    Examples
    --------
    >>> vader_words()["good"]
    1.9
    """
    rows = files("vaderSentiment").joinpath("vader_lexicon.txt").read_text(encoding="utf-8").split("\n")
    cells = sorted(row.split("\t")[:2] for row in rows if row.strip())
    return {word: float(value) for word, value in cells}


def _neighbours(names: list[str], documents: list[list[str]]) -> tuple[np.ndarray, np.ndarray]:
    """Return of each name the direction of its neighbours' vectors, weighted by rarity, and its number of places."""
    forms = {tuple(form.split(" ")): row for row, name in enumerate(names) for form in name.split("|")}
    lengths: dict[str, list[int]] = {}
    for form in forms:
        lengths[form[0]] = sorted({*lengths.get(form[0], ()), len(form)}, reverse=True)
    words: list[str] = []
    places: list[tuple[int, int, int]] = []
    for document in documents:
        words += [""] * REACH
        start, i = len(words), 0
        words += document
        while i < len(document):
            sizes = (k for k in lengths.get(document[i], ()) if tuple(document[i : i + k]) in forms)
            size = next(sizes, 0)
            if size:
                places.append((forms[tuple(document[i : i + size])], start + i, start + i + size - 1))
            i += max(size, 1)
    words += [""] * REACH
    rows, vectors = load_vectors()
    stream = np.array([rows.get(word, -1) for word in words])
    name, first, last = np.array(places, dtype=np.int64).reshape(-1, 3).T
    counts = csr_matrix((len(names), len(vectors)))
    for distance in range(1, REACH + 1):
        for near in (stream[first - distance], stream[last + distance]):
            kept = near >= 0
            counts = counts + csr_matrix((np.ones(kept.sum()), (name[kept], near[kept])), shape=counts.shape)
    total = counts @ vectors
    return total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9), np.bincount(
        name, minlength=len(names)
    )


def learn_valences(
    phrases: Iterable[str], signs: pd.DataFrame, expected: Iterable[float] | None = None
) -> pd.DataFrame:
    """Return for every phrase (its forms parted by "|") its ``valence`` (-4 to 4) and ``n``, the sentences with it.

    A ridge-penalised logistic regression tells warm from cold sentences by the phrases in them and by the sum of
    VADER's valences of all other words and of the valences expected of the phrases. A phrase's weight, divided by the
    weight of that sum, is how far its valence is from the expected one (0 without), on VADER's own scale; the penalty
    draws phrases of few sentences, and of mixed ones, to what is expected. Of a phrase of several words nothing is
    expected where three sentences speak: neighbours tell the topic of "lift sanctions", not what becomes of it.

    Examples
    --------
    >>> texts = ["Threats hurt.", "A warm hug.", "Good news.", "Bad threats.", "Good day.", "Bad day."]
    >>> signs = pd.DataFrame({"text": texts * 9, "sign": [-1, 1, 1, -1, 1, -1] * 9, "weight": 1.0})
    >>> learned = learn_valences(["threat|threats", "table"], signs)
    >>> learned["n"].tolist(), bool(learned["valence"][0] < 0), float(learned["valence"][1])
    ([18, 0], True, 0.0)
    """
    names = list(phrases)
    forms = [(form, column) for column, name in enumerate(names) for form in name.split("|")]
    matcher = PhraseMatcher([form for form, _ in forms], ignore_case=True)
    rows, columns, others = [], [], []
    for row, text in enumerate(signs["text"]):
        rest, reached = [], 0
        found = matcher.find(text)
        for start, end, _ in found:
            rest.append(text[reached:start])
            reached = end
        here = sorted({forms[index][1] for _, _, index in found})
        rows += [row] * len(here)
        columns += here
        others.append(sum(valences(WORD.findall(" ".join([*rest, text[reached:]]).lower().replace("’", "'")))))
    holds = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(signs), len(names)))
    n = np.asarray(holds.sum(axis=0)).ravel().astype("int64")
    prior = np.zeros(len(names)) if expected is None else np.array(list(expected))
    prior = np.where(_several(pd.Series(names)) & (n >= LEAST), 0.0, prior)
    model = LogisticRegression(C=STRENGTH, max_iter=500)
    model.fit(hstack([holds, (np.array(others) + holds @ prior)[:, None]]).tocsr(), signs["sign"], signs["weight"])
    values = prior + model.coef_[0][:-1] / model.coef_[0][-1]
    values = np.clip(values, -TOP, TOP).round(1) + 0.0  # no negative zero
    return pd.DataFrame({"phrase": names, "valence": values, "n": n})


def _several(phrases: pd.Series) -> pd.Series:
    """Say which phrases are of several words."""
    return phrases.str.partition("|")[0].str.contains(" ")


def leave_out(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with a missing valence where too few sentences and texts hold the phrase, or say nothing of it.

    Examples
    --------
    A phrase of several words keeps a valence near zero, for without it its single words would speak.

    Examples
    --------
    >>> rows = pd.DataFrame({"phrase": ["a", "b", "c", "d e"], "valence": [0.1, 1.0, 1.0, 0.1]})
    >>> leave_out(rows.assign(n=[9, 9, 1, 1], seen=[0, 0, 0, 9]))["valence"].isna().tolist()
    [True, False, True, False]
    """
    least = np.where(_several(rows["phrase"]), NEXT_TO_NONE, FLOOR)
    told = ((rows["n"] >= LEAST) | (rows["seen"] >= SEEN)) & (rows["valence"].abs() >= least)
    return rows.assign(valence=rows["valence"].where(told))


def main(arguments: list[str] | None = None) -> None:
    """Learn the valences of the phrases in ``lexicons/diplomacy.csv`` and write them into it."""
    place = Path(__file__).parents[1] / "lexicons" / "diplomacy.csv"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds corpora/ and gold/")
    parser.add_argument("--table", type=Path, default=place, help="phrase, example and source of every row")
    options = parser.parse_args(arguments)
    table = pd.read_csv(options.table, dtype="str").drop(columns=["valence", "n", "seen"], errors="ignore")
    rows, right = expect_valences(table["phrase"], read_texts(options.shared / "corpora"))
    print(f"Signs of VADER's words by their neighbours, left out in ten folds: {right:.3f} right.")
    learned = learn_valences(table["phrase"], read_signs(options.shared), rows["expected"])
    learned = leave_out(learned.assign(seen=rows["seen"]))
    learned.merge(table, on="phrase").sort_values("phrase").to_csv(options.table, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
