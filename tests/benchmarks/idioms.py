"""Which of KCNA's fixed phrases come before tests? Run ``python tests/benchmarks/idioms.py``; it reads the corpora.

An item counts as before a test when a missile, a satellite or a nuclear device was tested 1 to ``--days`` days later.
For each phrase: the share of its items before a test, beside the share of all items of the same years (``base``, each
year weighted as the phrase's items are). The interval comes from drawing the phrase's items anew, and is too narrow
where they cluster in time; the p therefore comes from moving the calendar of tests around within each stretch of items,
which keeps the clusters of both, and is adjusted over all phrases (Benjamini-Hochberg). It is two-sided: a phrase may
also stay away from tests. A stretch of items with next to no test says nothing and is left out.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control

import newsresearch as nr

SHARED = Path(os.environ.get("NEWSRESEARCH_SHARED", Path(__file__).parents[3] / "shared")) / "corpora"
SETS = {"2011": "kcna_2011_us.jsonl", "2023-24": "kcna_2023_2024.jsonl"}
KINDS = ("missile test", "nuclear test", "satellite launch")
FEWEST = 10  # items with a phrase
FEWEST_TESTS = 3  # days of tests in a stretch of items; fewer are one accident
N_DRAWS = 2000


def tests(listed: str) -> pd.DatetimeIndex:
    """Return the days of tests: those of the packaged events, or all of the CSIS list."""
    if listed == "csis":
        table = pd.read_csv(SHARED / "provocations" / "provocations.csv", parse_dates=["date"])
        table = table[table["type"].str.contains("Missile|Nuclear")]
    else:
        table = nr.load_events()
        table = table[table["kind"].isin(KINDS) & (table["date_precision"] == "day")]
    return pd.DatetimeIndex(table["date"].unique()).sort_values()


def days_before(first: pd.Timestamp, last: pd.Timestamp, tested: pd.DatetimeIndex, days: int) -> np.ndarray:
    """Return for every day from ``first`` to ``last`` whether a test follows within ``days`` days."""
    day = pd.date_range(first, last)
    ahead = tested.to_numpy()[None, :] - day.to_numpy()[:, None]
    return ((ahead > np.timedelta64(0, "D")) & (ahead <= np.timedelta64(days, "D"))).any(axis=1)


def read_items() -> pd.DataFrame:
    """Return KCNA's dated items: ``stretch``, ``day`` (number within it), and a column of truth values per phrase."""
    parts = []
    for stretch, name in SETS.items():
        items = nr.load_articles(SHARED / "kcna" / name)
        parts.append(items[items["language"] == "en"].dropna(subset=["published_date"]).assign(stretch=stretch))
    items = pd.concat(parts, ignore_index=True)
    found = nr.find_idioms(items["text"])
    has = pd.crosstab(found["row"], found["phrase"]) > 0
    severe = pd.crosstab(found["row"], found["severity"].map("any phrase of severity {}".format)) > 0
    day = items["published_date"]
    start = day.groupby(items["stretch"]).transform("min")
    about = pd.DataFrame({"stretch": items["stretch"], "date": day, "day": (day - start).dt.days})
    return about.join(has).join(severe).fillna(dict.fromkeys([*has.columns, *severe.columns], False))


def compare(items: pd.DataFrame, before: dict[str, np.ndarray], seed: int = 0) -> pd.DataFrame:
    """Compare each phrase's items with all items."""
    draw = np.random.default_rng(seed)
    stretch, day = items["stretch"].to_numpy(), items["day"].to_numpy()

    def excess(calendar: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """Return for each item whether it stands before a test, and the share of its stretch that does."""
        hit = np.array([calendar[s][d] for s, d in zip(stretch, day, strict=True)], dtype=float)
        return hit, pd.Series(hit).groupby(stretch).transform("mean").to_numpy()

    phrases = [name for name in items.columns if name not in ("stretch", "date", "day") and items[name].any()]
    hit, base = excess(before)
    has = items[phrases].to_numpy(dtype=float)
    n = has.sum(axis=0)
    moved = np.empty((N_DRAWS, len(phrases)))
    for k in range(N_DRAWS):
        turned = {name: np.roll(days, draw.integers(1, len(days))) for name, days in before.items()}
        other, usual = excess(turned)
        moved[k] = (other - usual) @ has / n
    rows = []
    for column, name in enumerate(phrases):
        places = np.flatnonzero(has[:, column])
        row = {"phrase": name, "items": len(places), "share": hit[places].mean(), "base": base[places].mean()}
        row["difference"] = row["share"] - row["base"]
        if len(places) >= FEWEST:
            drawn = hit[places][draw.integers(0, len(places), (N_DRAWS, len(places)))].mean(axis=1)
            row["low"], row["high"] = np.quantile(drawn, [0.025, 0.975]) - row["base"]
            row["p"] = (1 + (abs(moved[:, column]) >= abs(row["difference"]) - 1e-12).sum()) / (N_DRAWS + 1)
        rows.append(row)
    table = pd.DataFrame(rows)
    enough = table["p"].notna()
    table.loc[enough, "p_adjusted"] = false_discovery_control(table.loc[enough, "p"])
    table["note"] = np.where(enough, "", "too few")
    return table.sort_values(["note", "p", "phrase"], ignore_index=True)


def main() -> None:
    """Print a table for each list of tests and length of window."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, nargs="*", default=[30, 7], help="lengths of the window")
    parser.add_argument("--tests", nargs="*", default=["events", "csis"], choices=["events", "csis"])
    options = parser.parse_args()
    items = read_items()
    for listed in options.tests:
        tested = tests(listed)
        for days in options.days:
            before, said = {}, []  # calendars of the stretches that have tests; what is read
            for stretch, rows in items.groupby("stretch"):
                first, last = rows["date"].min(), rows["date"].max()
                calendar = days_before(first, last, tested, days)
                number = ((tested >= first) & (tested <= last)).sum()
                share = f"{calendar[rows['day']].mean():.0%} of items before one"
                if number >= FEWEST_TESTS:
                    before[stretch] = calendar
                else:
                    share = "left out"
                said.append(f"{stretch}: {len(rows)} items, {number} days of tests, {share}")
            print(f"Tests of {listed}, within {days} days. {'; '.join(said)}")
            print(
                compare(items[items["stretch"].isin(list(before))], before).round(3).to_string(index=False, na_rep="-"),
                end="\n\n",
                flush=True,
            )


if __name__ == "__main__":
    main()
