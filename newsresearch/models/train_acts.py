"""Train acts of states in the news: ``python -m newsresearch.models.train_acts --shared FOLDER``."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.model_selection import StratifiedGroupKFold

from newsresearch.models import LinearModel, save_model
from newsresearch.models.acts.traits import act_traits
from newsresearch.models.fitting import fit_linear, read_options, write_provenance

CLASSES = ("statement", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
"""In the order of the set's numbers, 0 to 4. It does not name them: the names are read off its sentences."""
STRENGTH = 10.0  # by cross-validation over groups of unlike sentences
LEAST = 2  # rows with a feature
RUN = 6  # words in a row that make two sentences near duplicates


def read_acts(path: Path) -> pd.DataFrame:
    """Read the labelled sentences: ``text``, ``quad`` (one of `CLASSES`), each text once.

    Examples
    --------
    >>> read_acts(Path("shared/corpora/cameo_quad/train.jsonl")).shape  # doctest: +SKIP
    (1346, 2)
    """
    rows = pd.read_json(path, lines=True).drop_duplicates("text", ignore_index=True)
    return pd.DataFrame({"text": rows["text"], "quad": rows["label"].map(dict(enumerate(CLASSES)))})


def train(rows: pd.DataFrame) -> LinearModel:
    """Train on rows as `read_acts` returns them.

    Examples
    --------
    >>> texts = ["He spoke.", "They will meet.", "It sent aid.", "She warned them.", "The army attacked."]
    >>> model = train(pd.DataFrame({"text": texts * 3, "quad": CLASSES * 3}))
    >>> model.classes[model.predict_proba([act_traits("The army attacked.")]).argmax()]
    'material conflict'
    """
    traits = [act_traits(text) for text in rows["text"]]
    return fit_linear(traits, rows["quad"].tolist(), CLASSES, strength=STRENGTH, least=LEAST)


def group_alike(texts: list[str]) -> np.ndarray:
    """Return a number for each text, the same for texts that share a run of six words, directly or over others.

    Examples
    --------
    >>> group_alike(["a b c d e f g", "x y", "z a b c d e f"]).tolist()
    [0, 1, 0]
    """
    groups = np.arange(len(texts))
    first: dict[str, int] = {}
    for row, text in enumerate(texts):
        words = re.findall(r"\w+", text.lower())
        for start in range(max(len(words) - RUN + 1, 1)):
            run = " ".join(words[start : start + RUN])
            groups[groups == groups[row]] = groups[first.setdefault(run, row)]
    return groups


def cross_validate(rows: pd.DataFrame, groups: np.ndarray, folds: int = 5, seed: int = 0) -> np.ndarray:
    """Return the probability of every class for every row, by models that saw no row of its group.

    Parameters
    ----------
    rows : DataFrame
        As `read_acts` returns them.
    groups : ndarray
        Rows of one group are never parted: `group_alike` keeps near duplicates together; a clustering of the
        sentences is harsher, and nearer to what other sets show.
    folds, seed : int

    Returns
    -------
    ndarray, rows x 5

    Examples
    --------
    >>> rows = read_acts(path)  # doctest: +SKIP
    >>> cross_validate(rows, group_alike(rows["text"].tolist())).shape  # doctest: +SKIP
    (1346, 5)
    """
    out = np.zeros((len(rows), len(CLASSES)))
    parts = StratifiedGroupKFold(folds, shuffle=True, random_state=seed).split(rows, rows["quad"], groups)
    for seen, unseen in parts:
        model = train(rows.iloc[seen])
        out[unseen] = model.predict_proba([act_traits(text) for text in rows["text"].iloc[unseen]])
    return out


def main(arguments: list[str] | None = None) -> None:
    """Train on ``FOLDER/corpora/cameo_quad/train.jsonl`` and write the weights into ``acts/``."""
    shared, out = read_options(__doc__, arguments, "acts", ["cameo_quad"])
    source = shared / "corpora" / "cameo_quad" / "train.jsonl"
    rows = read_acts(source)
    save_model(train(rows), out, "quad")
    command = "python -m newsresearch.models.train_acts --shared FOLDER"
    write_provenance(out, "quad", command, {"corpora/cameo_quad/train.jsonl": source}, n_rows=len(rows))


if __name__ == "__main__":
    main()
