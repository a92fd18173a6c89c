"""What each rule of hedging is worth, and where cues are missed: ``python -m newsresearch.evaluation.ablation``.

The command prints three tables for both halves of the gold set and, with ``--out FOLDER``, writes them there as
``hedge_rules.csv``, ``hedge_categories.csv`` and ``hedge_voice.csv``: numbers, no words of the texts.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import f1_score

from newsresearch import lexicons
from newsresearch.evaluation.gold import find_data, load_gold, pair_rows
from newsresearch.evaluation.metrics import bag_f1
from newsresearch.extract import extract_tables
from newsresearch.models.hedging.cues import Cue, find_cues
from newsresearch.models.hedging.rules import RULES
from newsresearch.schema import one_of

SPLITS = ("dev", "train")
TITLE = "a word in a title between quotation marks: the film “What May Come”"
UNLISTED = "not in the lexicon"
UNCODED = "not coded"


def ablate_rules(data: str | Path | None = None, *, split: str = "dev") -> pd.DataFrame:
    """Switch off each rule of context in turn, and say what is lost on the gold set.

    To see which rule earns its place. It is blind to rules of boosters and vague words, which the gold set does not
    mark, and to rules that only act together; the rules were written looking at the half "train".

    Parameters
    ----------
    data : path, optional
        The folder that holds ``gold/``; by default the environment variable NEWSRESEARCH_SHARED, then ``../shared``.
    split : {"dev", "train"}
        The half of the gold set.

    Returns
    -------
    DataFrame
        First a row with all rules, then one row per rule, by ``cue_gain``: ``rule``, ``drops`` (what it rejects, in
        words), ``n_dropped`` (hedges that only this rule rejects), ``n_wrongly`` (of these, marked in the gold set),
        ``sentence_f1`` (hedged or not) and ``cue_f1`` without it, ``sentence_gain`` and ``cue_gain``: how much higher
        each is with it.

    Raises
    ------
    UsageError
        For an unknown split, or when the folder is not there.

    Examples
    --------
    >>> ablate_rules(split="dev").loc[0, ["rule", "cue_gain"]].tolist()  # doctest: +SKIP
    ['all rules', nan]
    """
    gold = _read_gold(data, split)
    full = _measure(gold, ())
    rows: list[dict[str, object]] = [{"rule": "all rules", "drops": pd.NA, **full}]
    for rule, drops in hedge_rules().items():
        off = _measure(gold, (rule,))
        rows.append(
            {
                "rule": rule, "drops": drops, "n_dropped": off["n_given"] - full["n_given"],
                "n_wrongly": off["n_hits"] - full["n_hits"], "sentence_f1": off["sentence_f1"],
                "cue_f1": off["cue_f1"], "sentence_gain": full["sentence_f1"] - off["sentence_f1"],
                "cue_gain": full["cue_f1"] - off["cue_f1"],
            }
        )  # fmt: skip  # one row of the table
    columns = ["rule", "drops", "n_dropped", "n_wrongly", "sentence_f1", "cue_f1", "sentence_gain", "cue_gain"]
    table = pd.DataFrame(rows, columns=columns).astype({"n_dropped": "Int64", "n_wrongly": "Int64"})
    order = table["cue_gain"].sort_values(ascending=False, kind="stable", na_position="first").index
    return table.loc[order].reset_index(drop=True)


def hedge_rules() -> dict[str, str]:
    """Return the rules that decide on hedges (those that one in the lexicon names, and titles), with what each drops.

    Examples
    --------
    >>> hedge_rules()["month"][:9]
    'the month'
    """
    hedges = lexicons.load("hedges").query("kind == 'hedge'")
    named = set(hedges["rule"].dropna())
    return {rule: RULES[rule].drops for rule in RULES if rule in named} | {"title": TITLE}


def tally_categories(data: str | Path | None = None, *, split: str = "dev") -> pd.DataFrame:
    """Count the cues found, missed and false on the gold set, by category of the lexicon.

    To see which kind of hedging a count misses. A cue of the gold set belongs to the category of its form in the
    lexicon, whichever kind that row has; one without a row is "not in the lexicon".

    Parameters
    ----------
    data, split
        As for `ablate_rules`.

    Returns
    -------
    DataFrame
        One row per category, the most frequent first, and a row "all": ``category``, ``n_gold``, ``n_found``,
        ``n_missed``, ``n_false``, ``precision``, ``recall``, ``f1`` (missing where nothing can be divided).

    Raises
    ------
    UsageError
        For an unknown split, or when the folder is not there.

    Examples
    --------
    >>> tally_categories(split="dev")["category"].iloc[-1]  # doctest: +SKIP
    'all'
    """
    gold = _read_gold(data, split)
    listed = {
        form: category
        for forms, category in lexicons.load("hedges")[["forms", "category"]].iloc[::-1].itertuples(index=False)
        for form in forms.split("|")
    }  # of several rows with a form the first counts, as in find_cues
    found, missed, false = Counter[str](), Counter[str](), Counter[str]()
    for text, cues in zip(gold["text"], gold["cues"], strict=True):
        ours = _hedges(find_cues(text))
        wanted = [cue.lower() for cue in cues]
        partner, left = _match(wanted, [text[cue.start : cue.end].lower() for cue in ours])
        found.update(ours[place].category for place in partner if place is not None)
        missed.update(listed.get(cue, UNLISTED) for cue, place in zip(wanted, partner, strict=True) if place is None)
        false.update(ours[place].category for place in left)
    names = sorted({*found, *missed, *false}, key=lambda name: (-found[name] - missed[name], name))
    rows = [(name, found[name], missed[name], false[name]) for name in names]
    rows.append(("all", found.total(), missed.total(), false.total()))
    return _rates(pd.DataFrame(rows, columns=["category", "n_found", "n_missed", "n_false"]), "category")


def tally_voices(data: str | Path | None = None, *, split: str = "dev") -> pd.DataFrame:
    """Count the cues found, missed and false on the gold set, by whose voice they are, and how often that is seen.

    The gold set tells the voice of narration (the reporter's), of sentences that are quoted whole and of a side's own
    texts (that side's); in indirect or partly quoted sentences it does not: "not coded".

    Parameters
    ----------
    data, split
        As for `ablate_rules`.

    Returns
    -------
    DataFrame
        One row per voice, the most frequent first, and a row "all": ``voice``, ``n_sentences`` (hedged ones),
        ``n_gold``, ``n_found``, ``n_missed``, ``n_false``, ``precision``, ``recall``, ``f1``, ``n_voice`` (cues found
        whose voice is coded) and ``voice_right`` (share of these to which the tables give the voice coded).

    Raises
    ------
    UsageError
        For an unknown split, or when the folder is not there.

    Examples
    --------
    >>> tally_voices(split="dev")["voice"].iloc[0]  # doctest: +SKIP
    'not coded'
    """
    one_of("split", split, SPLITS)
    articles, gold = load_gold(find_data(data), split)
    pairs = pair_rows(gold, extract_tables(articles))
    rows = []
    for quote, side, hedged, wanted, given, voices in pairs[
        ["quote", "side", "hedged", "cues", "our_cues", "our_voices"]
    ].to_numpy():
        voice = "reporter" if quote == "none" else side if quote in ("direct", "own") else UNCODED
        partner, left = _match([cue.lower() for cue in wanted], given)
        hits = [voices[place] for place in partner if place is not None]
        coded = 0 if voice == UNCODED else len(hits)
        rows.append((voice, hedged, len(hits), len(wanted) - len(hits), len(left), coded, hits.count(voice)))
    names = ["voice", "n_sentences", "n_found", "n_missed", "n_false", "n_voice", "right"]
    counts = pd.DataFrame(rows, columns=names).groupby("voice", as_index=False).sum()
    counts = counts.assign(total=counts["n_found"] + counts["n_missed"])
    counts = counts[counts["total"] + counts["n_false"] > 0].sort_values(["total", "voice"], ascending=[False, True])
    whole = counts.drop(columns="voice").sum().to_frame().T.assign(voice="all")
    table = _rates(pd.concat([counts, whole], ignore_index=True)[names], "voice")
    right = table["right"] / table["n_voice"].replace(0, np.nan)
    first = ["voice", "n_sentences"]
    order = [*first, *[name for name in table.columns if name not in (*first, "n_voice", "right")], "n_voice"]
    return table[order].assign(voice_right=right)


TABLES: dict[str, Callable[..., pd.DataFrame]] = {
    "hedge_rules": ablate_rules,
    "hedge_categories": tally_categories,
    "hedge_voice": tally_voices,
}
"""Tables of this module, by the name of the file that each is written to."""


def _read_gold(data: str | Path | None, split: str) -> pd.DataFrame:
    one_of("split", split, SPLITS)
    return load_gold(find_data(data), split)[1]


def _hedges(cues: Iterable[Cue]) -> list[Cue]:
    return [cue for cue in cues if cue.kind == "hedge"]


def _measure(gold: pd.DataFrame, without: tuple[str, ...]) -> dict[str, float]:
    """Return F1 of sentences and cues, the number of cues given and how many of them the gold set marks."""
    found = [_hedges(find_cues(text, without=without)) for text in gold["text"]]
    ours = [[text[c.start : c.end].lower() for c in cues] for text, cues in zip(gold["text"], found, strict=True)]
    wanted = [[cue.lower() for cue in cues] for cues in gold["cues"]]
    return {
        "sentence_f1": float(f1_score(gold["hedged"].astype(bool), [bool(cues) for cues in ours], zero_division=0)),
        "cue_f1": bag_f1(wanted, ours),
        "n_given": sum(map(len, ours)),
        "n_hits": sum((Counter(right) & Counter(given)).total() for right, given in zip(wanted, ours, strict=True)),
    }


def _match(wanted: Sequence[str], given: Sequence[str]) -> tuple[list[int | None], list[int]]:
    """Pair equal items, each once: the place in ``given`` of every wanted one, or None, and the places left over."""
    left = list(range(len(given)))
    partner: list[int | None] = []
    for item in wanted:
        place = next((place for place in left if given[place] == item), None)
        if place is not None:
            left.remove(place)
        partner.append(place)
    return partner, left


def _rates(counts: pd.DataFrame, key: str) -> pd.DataFrame:
    """Add the number of gold cues, precision, recall and F1 to counts of cues found, missed and false."""
    found, missed, false = (counts[name] for name in ("n_found", "n_missed", "n_false"))
    given, gold = found + false, found + missed
    rates = {
        "precision": found / given.replace(0, np.nan),
        "recall": found / gold.replace(0, np.nan),
        "f1": 2 * found / (given + gold).replace(0, np.nan),
    }
    table = counts.assign(n_gold=gold, **rates)
    first = [key, *(name for name in ("n_sentences",) if name in counts), "n_gold", "n_found", "n_missed", "n_false"]
    return table[[*first, *(name for name in table.columns if name not in first)]].reset_index(drop=True)


def main(arguments: list[str] | None = None) -> None:
    """Print the three tables of both halves, and write them to a folder when asked to."""
    parser = argparse.ArgumentParser(
        prog="python -m newsresearch.evaluation.ablation", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--data", type=Path, help="the folder that holds gold/; by default NEWSRESEARCH_SHARED")
    parser.add_argument("--out", type=Path, help="a folder for the tables as CSV files; made when it is not there")
    options = parser.parse_args(arguments)
    for name, build in TABLES.items():
        parts = [build(options.data, split=split).assign(split=split) for split in SPLITS]
        table = pd.concat(parts, ignore_index=True)
        table = table[["split", *table.columns.drop("split")]].round(4)
        print(f"{name}\n{table.drop(columns='drops', errors='ignore').to_string(index=False)}\n")
        if options.out:
            options.out.mkdir(parents=True, exist_ok=True)
            table.to_csv(options.out / f"{name}.csv", index=False)


if __name__ == "__main__":
    main()
