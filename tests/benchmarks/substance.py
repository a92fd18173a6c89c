"""Whether the measures find in real texts what is known of them: one line per expectation, with what was found.

Run: python tests/benchmarks/substance.py [folder of measures] [folder of corpora]
By default data/measures of this repository and the corpora of NEWSRESEARCH_SHARED (or ../shared). Expectations:
KCNA of 2023-24 is colder toward the US and the ROK than toward Russia and China; in UN speeches under every US
administration with at least four speeches of each, the DPRK is colder toward the US than the ROK is; news of 2017 hold
a larger share of threats than news of 2018; and months of more provocations are months of more conflict in the news,
months of more negotiations of less (Spearman's rank correlation; its interval by drawing months anew; months of fewer
than five articles left out). "clear" says that the interval excludes the contrary.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from newsresearch.extract import select_articles
from newsresearch.store import read_tables
from newsresearch.summaries import compare_sides, measure_hedging, trace_timeline

ROOT = Path(__file__).parents[2]
LAST_NEGOTIATION = "2018-08"  # the list of negotiations ends there
CONFLICT_ACTS = ("threaten", "criticise")
Line = tuple[str, str, bool | None, bool | None]


def kcna(tables: dict[str, pd.DataFrame]) -> list[Line]:
    """Compare the tone of KCNA's own statements toward four states."""
    late = tables["articles"].query("published_date >= '2023-01-01'")["article_id"]
    found = measure_hedging(select_articles(tables, late), by="target", measure="tone", side="DPRK").set_index("group")
    lines: list[Line] = []
    for cold in ("US", "ROK"):
        for warm in ("RUS", "CHN"):
            a, b = found.loc[cold], found.loc[warm]
            lines.append((f"KCNA 2023-24: tone toward {cold} below toward {warm}", f"{show(a)} against {show(b)}",
                          a["estimate"] < b["estimate"], a["high"] < b["low"]))  # fmt: skip
    return lines


def speeches(tables: dict[str, pd.DataFrame]) -> list[Line]:
    """Compare the tone of two delegations toward the US, by administration and over all.

    Administrations count in which each delegation gave four speeches, however few of them speak of the US.
    """
    lines: list[Line] = []
    given = compare_sides(tables, sides=("DPRK", "ROK"), by="administration", measures="words_per_statement",
                          min_articles=4, n_resamples=2)  # fmt: skip
    enough = set(given.loc[given["note"].isna(), "group"])
    for by in (None, "administration"):
        found = compare_sides(tables, sides=("DPRK", "ROK"), by=by, measures="tone", target="US", min_articles=1)
        for _, row in found[found["group"].isin(enough) if by else found.index >= 0].iterrows():
            name = f"UN speeches, {row['group'] if by else 'all years'}: DPRK below ROK toward the US"
            number = f"{row['n_articles_a']} and {row['n_articles_b']} speeches about the US"
            if pd.isna(row["difference"]):
                lines.append((name, f"no statement of one about the US: {number}", None, None))
                continue
            text = f"{row['estimate_a']:+.2f} against {row['estimate_b']:+.2f}, difference {row['difference']:+.2f} "
            bounds = f"{row['difference_low']:+.2f} to {row['difference_high']:+.2f}"
            text += f"({'no interval' if pd.isna(row['difference_low']) else bounds}), {number}"
            lines.append((name, text, row["difference"] < 0, row["difference_high"] < 0))
    return lines


def threats(tables: dict[str, pd.DataFrame]) -> list[Line]:
    """Compare the share of threats in news of two years, for all sides and for each of two."""
    lines: list[Line] = []
    for side in (None, "DPRK", "US"):
        said = tables["statements"]
        part = {**tables, "statements": said if side is None else said[said["side"] == side]}
        row = compare_sides(part, sides=("2017-01-01", "2018-01-01"), between="Y", measures="share_threaten").iloc[0]
        text = f"{row['estimate_a']:.1%} against {row['estimate_b']:.1%}, difference {row['difference']:+.1%} "
        text += f"({row['difference_low']:+.1%} to {row['difference_high']:+.1%}), "
        text += f"{row['n_articles_a']} and {row['n_articles_b']} articles"
        lines.append((f"News, {side or 'all sides'}: threats in 2017 above 2018", text, row["difference"] > 0,
                      row["difference_low"] > 0))  # fmt: skip
    return lines


def months(tables: dict[str, pd.DataFrame], corpora: Path) -> list[Line]:
    """Correlate the months' conflict in the news with the months' provocations and negotiations."""
    said = tables["statements"]
    hostile = said.assign(hedged=said["act"].isin(CONFLICT_ACTS))  # a share, counted in the place of another share
    series = {
        "share that threatens or criticises": (trace({**tables, "statements": hostile}, "share_hedged"), 1),
        "tone toward the other side": (trace(tables, "tone"), -1),
    }
    if "conflict" in said.columns:
        series["conflict"] = (trace(tables, "conflict"), 1)
    lines: list[Line] = []
    for what, counts, sign in events(corpora):
        for name, (values, direction) in series.items():
            both = pd.DataFrame({"value": values}).join(counts.rename("count"), how="inner")
            rho, low, high = rank_correlation(both["value"].to_numpy(), both["count"].to_numpy())
            expected = sign * direction
            relation = "rises" if expected > 0 else "falls"
            lines.append((f"News by month: {name} {relation} with {what}",
                          f"rho {rho:+.2f} ({low:+.2f} to {high:+.2f}), {len(both)} months", rho * expected > 0,
                          min(low * expected, high * expected) > 0))  # fmt: skip
    return lines


def trace(tables: dict[str, pd.DataFrame], measure: str) -> pd.Series:
    """Return a measure of all statements by month, months of fewer than five articles left out."""
    found = trace_timeline(tables, measure=measure, by=None, freq="M", n_resamples=2).set_index("period")
    return found.loc[found["n_articles"] >= 5, "estimate"]


def events(corpora: Path) -> list[tuple[str, pd.Series, int]]:
    """Return the counts of events by month, and the sign that conflict should have with them."""
    dates = pd.to_datetime(pd.read_csv(corpora / "provocations" / "provocations.csv")["date"])
    provoked = dates.dt.to_period("M").value_counts()
    every = pd.period_range(provoked.index.min(), provoked.index.max(), freq="M")
    table = pd.read_csv(corpora / "negotiations" / "uskoreadata.csv")
    month = pd.to_datetime(table["Year"].astype(str) + " " + table["Month"].str.strip(), format="%Y %b")
    known = pd.DataFrame({"Prov": table["Prov"], "Nego": table["Nego"]}).set_index(month)[:LAST_NEGOTIATION]
    return [
        ("provocations (CSIS list)", provoked.reindex(every, fill_value=0).to_timestamp(), 1),
        ("provocations (monthly counts)", known["Prov"], 1),
        ("negotiations (monthly counts)", known["Nego"], -1),
    ]


def rank_correlation(first: np.ndarray, second: np.ndarray, n_resamples: int = 2000) -> tuple[float, float, float]:
    """Return Spearman's correlation and its interval, by drawing months anew."""
    draw = np.random.default_rng(0)
    picks = draw.integers(0, len(first), (n_resamples, len(first)))
    uneven = [pick for pick in picks if np.ptp(first[pick]) and np.ptp(second[pick])]
    drawn = [spearmanr(first[pick], second[pick]).statistic for pick in uneven]
    low, high = np.nanquantile(drawn, [0.025, 0.975])
    return float(spearmanr(first, second).statistic), float(low), float(high)


def show(row: pd.Series) -> str:
    """Write an estimate with interval and articles."""
    return f"{row['estimate']:+.2f} ({row['low']:+.2f} to {row['high']:+.2f}, {row['n_articles']} articles)"


def main(measures: Path, corpora: Path) -> None:
    """Print one line per expectation."""
    lines: list[Line] = []
    for name, check in (("kcna", kcna), ("ungdc", speeches), ("news_nk", threats)):
        if (measures / name).is_dir():
            lines += check(read_tables(measures / name))
    if (measures / "news_nk").is_dir():
        lines += months(read_tables(measures / "news_nk"), corpora)
    for expectation, text, holds, clear in lines:
        verdict = "no answer" if holds is None else ("holds, clear" if clear else "holds") if holds else "DOES NOT HOLD"
        print(f"{verdict:<14} {expectation}: {text}")


if __name__ == "__main__":
    shared = Path(os.environ.get("NEWSRESEARCH_SHARED", ROOT.parent / "shared")) / "corpora"
    given = [Path(argument) for argument in sys.argv[1:]]
    main(given[0] if given else ROOT / "data" / "measures", given[1] if len(given) > 1 else shared)
