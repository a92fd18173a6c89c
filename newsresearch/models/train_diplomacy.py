"""Learn the valence of the field's words: ``python -m newsresearch.models.train_diplomacy --shared FOLDER``."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from newsresearch.matching import PhraseMatcher
from newsresearch.models.meaning import valences

TOP = 4.0  # VADER's scale is -4 to 4
STRENGTH = (
    0.1  # inverse of the penalty that draws words to zero; more gains little in cross-validation and trusts rare words
)
LEAST = 3  # sentences; a word seen less often gets no valence
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


def learn_valences(phrases: Iterable[str], signs: pd.DataFrame) -> pd.DataFrame:
    """Return for every phrase (its forms parted by "|") its ``valence`` (-4 to 4) and ``n``, the sentences with it.

    A ridge-penalised logistic regression tells warm from cold sentences by the phrases in them and by the sum of
    VADER's valences of all other words. A phrase's weight, divided by the weight of that sum, is its valence on
    VADER's own scale; the penalty draws phrases of few sentences, and of mixed ones, to zero.

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
    model = LogisticRegression(C=STRENGTH, max_iter=500)
    model.fit(hstack([holds, np.array(others)[:, None]]).tocsr(), signs["sign"], signs["weight"])
    values = np.clip(model.coef_[0][:-1] / model.coef_[0][-1], -TOP, TOP).round(1) + 0.0  # no negative zero
    return pd.DataFrame(
        {"phrase": names, "valence": values, "n": np.asarray(holds.sum(axis=0)).ravel().astype("int64")}
    )


def leave_out(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with a missing valence where too few sentences hold the phrase, or say nothing of it.

    Examples
    --------
    >>> rows = pd.DataFrame({"phrase": ["a", "b", "c"], "valence": [0.1, 1.0, 1.0], "n": [9, 9, 1]})
    >>> leave_out(rows)["valence"].isna().tolist()
    [True, False, True]
    """
    told = (rows["n"] >= LEAST) & (rows["valence"].abs() >= FLOOR)
    return rows.assign(valence=rows["valence"].where(told))


def main(arguments: list[str] | None = None) -> None:
    """Learn the valences of the phrases in ``lexicons/diplomacy.csv`` and write them into it."""
    place = Path(__file__).parents[1] / "lexicons" / "diplomacy.csv"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds corpora/ and gold/")
    parser.add_argument("--table", type=Path, default=place, help="phrase, example and source of every row")
    options = parser.parse_args(arguments)
    table = pd.read_csv(options.table, dtype="str").drop(columns=["valence", "n"], errors="ignore")
    learned = leave_out(learn_valences(table["phrase"], read_signs(options.shared)))
    learned.merge(table, on="phrase").sort_values("phrase").to_csv(options.table, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
