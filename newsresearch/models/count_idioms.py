"""Count the DPRK's fixed phrases in KCNA's items: ``python -m newsresearch.models.count_idioms --shared FOLDER``."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from newsresearch.matching import PhraseMatcher

SETS = ("kcna_2011_us.jsonl", "kcna_2023_2024.jsonl")


def count_idioms(phrases: Iterable[str], items: pd.DataFrame) -> pd.DataFrame:
    """Return for every phrase (its forms parted by "|") in how many items it stands, and the first and last year.

    Parameters
    ----------
    phrases : list of str
    items : DataFrame
        ``text``, ``year``.

    Returns
    -------
    DataFrame
        ``phrase``, ``n_items``, ``first_year``, ``last_year`` (missing for a phrase that is nowhere).

    Examples
    --------
    >>> items = pd.DataFrame({"text": ["A sea of fire.", "Seas of fire."], "year": [2011, 2024]})
    >>> count_idioms(["sea of fire"], items).values.tolist()
    [['sea of fire', 1, 2011, 2011]]
    """
    names = list(phrases)
    forms = [(form, row) for row, name in enumerate(names) for form in name.split("|")]
    matcher = PhraseMatcher([form for form, _ in forms], ignore_case=True)
    years: list[list[int]] = [[] for _ in names]
    for text, year in zip(items["text"], items["year"], strict=True):
        for row in {forms[index][1] for _, _, index in matcher.find(text)}:
            years[row].append(year)
    return pd.DataFrame(
        {
            "phrase": names,
            "n_items": [len(seen) for seen in years],
            "first_year": pd.array([min(seen, default=None) for seen in years], dtype="Int64"),
            "last_year": pd.array([max(seen, default=None) for seen in years], dtype="Int64"),
        }
    )


def main(arguments: list[str] | None = None) -> None:
    """Count the phrases of ``lexicons/idioms.csv`` and write the counts into it."""
    place = Path(__file__).parents[1] / "lexicons" / "idioms.csv"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds corpora/")
    parser.add_argument("--table", type=Path, default=place, help="the phrases, one row each")
    options = parser.parse_args(arguments)
    table = pd.read_csv(options.table, dtype="str").drop(
        columns=["n_items", "first_year", "last_year"], errors="ignore"
    )
    items = pd.concat(
        [pd.read_json(options.shared / "corpora" / "kcna" / name, lines=True, dtype=False) for name in SETS]
    ).dropna(subset=["text", "date"])
    items["year"] = items["date"].astype("str").str[:4].astype("int64")
    items["text"] = items["text"].str.split().str.join(" ")
    table.merge(count_idioms(table["phrase"], items), on="phrase").sort_values("phrase").to_csv(
        options.table, index=False, lineterminator="\n"
    )


if __name__ == "__main__":
    main()
