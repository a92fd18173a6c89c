"""Measure the package on the labelled sets, as tables of numbers, or check that the cheap ones still come out.

python data/evaluation/build.py            rebuild all (needs the sets; NEWSRESEARCH_SHARED names their folder)
python data/evaluation/build.py --check    compute the gold set's figures again and compare; 1 when they differ
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import warnings
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # small matrices: threads only wait for each other

import pandas as pd

from newsresearch.evaluation import (
    NAMES,
    PARTS,
    ablation,
    calibrate,
    compare_decisions,
    count_confusions,
    evaluate,
    judge_acts,
    judge_targets,
    load_gold,
    pair_rows,
    trace_thresholds,
)
from newsresearch.extract import extract_tables
from newsresearch.schema import UsageError

HERE = Path(__file__).parent
COMMAND = "make evaluation"
DIGITS = 4
ENGINES = ("light", "minilm")
NEAR, FEW = 0.03, 2.5
"""What a share may differ by, and where few decisions stand behind it how many of these may fall otherwise: another
processor orders scores that are nearly equal differently."""
KEYS = {
    "metrics": ["metric"],
    "calibration": ["measure", "bin"],
    "thresholds": ["measure", "threshold"],
    "errors": ["measure", "gold", "found"],
}
SOURCES = ("gold", "corpora/newsmtsc", "corpora/cameo_quad", "corpora/conll2010_weasel", "corpora/factuality",
           "corpora/certainty", "corpora/polnear")  # fmt: skip  # what is read, on two lines


def main() -> int:
    """Rebuild or check; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    shared = Path(os.environ.get("NEWSRESEARCH_SHARED", HERE.parents[2] / "shared"))
    if not (shared / "gold").is_dir():
        print(f"skipped: no gold set in {shared}; set NEWSRESEARCH_SHARED to the folder that holds it")
        return 1 if os.environ.get("CI") else 0
    warnings.simplefilter("ignore")  # scikit-learn's, on labels that a draw happens to lack
    return check(shared) if options.check else build(shared)


def build(shared: Path) -> int:
    """Write every table and where it comes from."""
    decisions = pd.concat([compare_decisions(read_pairs(shared)), *judge_engines(shared), judge_acts(shared)])
    tables = {"metrics": measure(shared), **summarise(decisions)}
    for name, table in tables.items():
        table.round(DIGITS).to_csv(HERE / f"{name}.csv", index=False, lineterminator="\n")
        print(f"{name}: {len(table)} rows")
    ablation.main(["--data", str(shared), "--out", str(HERE)])
    files = [path for source in SOURCES for path in sorted((shared / source).glob("*.jsonl"))]
    provenance = {
        "command": COMMAND,
        "version": version("newsresearch"),
        "inputs": {str(path.relative_to(shared)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
    }
    (HERE / "provenance.json").write_text(json.dumps(provenance, indent=2) + "\n", encoding="utf-8")
    return 0


def measure(shared: Path) -> pd.DataFrame:
    """Return every metric of every set, with what was to be reached and what two readers reach."""
    sets = [name for name in NAMES if name not in PARTS or name == "hedging"]  # "gold" has all of the other parts
    rows = pd.concat([evaluate(name, shared).assign(set=name) for name in sets], ignore_index=True)
    rows = rows.drop_duplicates("metric", ignore_index=True)
    targets = pd.read_csv(HERE / "targets.csv")
    columns = ["set", "metric", "value", "low", "high", "n", "baseline", "must", "aim", "readers"]
    return rows.merge(targets, on="metric", how="left")[columns]


def read_pairs(shared: Path) -> pd.DataFrame:
    """Return the gold set's dev half with what the package says of each sentence."""
    articles, gold = load_gold(shared)
    return pair_rows(gold, extract_tables(articles, progress=False))


def judge_engines(shared: Path) -> Iterator[pd.DataFrame]:
    """Yield the decisions on sentiment toward a target of every engine that is installed."""
    for engine in ENGINES:
        try:
            yield judge_targets(shared, engine=engine)
        except UsageError as error:
            print(f"target sentiment, {engine}: left out: {error}")


def summarise(decisions: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the tables of confidences and errors."""
    return {
        "calibration": calibrate(decisions),
        "thresholds": trace_thresholds(decisions),
        "errors": count_confusions(decisions),
    }


def check(shared: Path) -> int:
    """Compute the gold set's figures and those of target sentiment again; return 1 when a stored one is far away."""
    pairs = read_pairs(shared)
    fresh = summarise(pd.concat([compare_decisions(pairs), judge_targets(shared)]))
    values = [(name, value(rows(pairs))) for part in PARTS.values() for name, (rows, value) in part.items()]
    fresh["metrics"] = pd.DataFrame(values, columns=["metric", "value"])
    differ = [said for name, table in fresh.items() for said in compare(name, table)]
    said = "; ".join(differ) + f"; run `{COMMAND}`" if differ else "as stored"
    print(f"evaluation: {len(fresh)} tables computed again, {said}")
    return int(bool(differ))


def compare(name: str, fresh: pd.DataFrame) -> list[str]:
    """Say where a table differs from the stored one: in its rows, in a share, in more than a few counts."""
    stored = pd.read_csv(HERE / f"{name}.csv", dtype=dict.fromkeys(("gold", "found"), "str"), keep_default_na=False)
    both = fresh.merge(stored, on=KEYS[name], how="left", suffixes=("", "_stored"))
    if name == "errors":
        whole = fresh.merge(stored[stored["measure"].isin(fresh["measure"])], on=KEYS[name], how="outer").fillna(0)
        moved = (whole["n_x"] - whole["n_y"]).abs().sum() / 2
        return [f"{name}: {moved:.0f} decisions moved"] if moved > NEAR * fresh["n"].sum() else []
    column = "value" if name == "metrics" else "share_right"
    before = pd.to_numeric(both[f"{column}_stored"], errors="coerce")
    counts = both["n_stored"] if "n_stored" in both else both["n"]
    allowed = (FEW / pd.to_numeric(counts, errors="coerce")).clip(lower=NEAR)
    far = both[((both[column] - before).abs() > allowed) | (both[column].notna() & before.isna())]
    return [f"{name}: {' '.join(map(str, row))}" for row in far[KEYS[name]].head(3).itertuples(index=False)]


if __name__ == "__main__":
    sys.exit(main())
