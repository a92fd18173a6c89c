"""How often the 95 % intervals hold the truth, and how often a p-value cries wolf, on simulated articles.

Run: python tests/benchmarks/coverage.py [repetitions]
Articles hold a number of statements of either side that varies (geometric) and have an inclination of their own (beta
distributed), so that statements of one article resemble each other. Hedged shares are 0.3 and 0.45. Printed for 10, 30,
100 and 500 articles: the share of intervals that hold the truth, for one side and for the difference (compare_sides)
and for one group (measure_hedging); and the share of p-values under 0.05 where both shares are 0.3. Then, for shares so
rare that a side is often without a hit, the share of intervals of the difference that hold the truth, over all and
where a side is without.
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd

from newsresearch.summaries import compare_sides, measure_hedging

SHARES = (0.3, 0.45)
RARE = (0.01, 0.05)
LIKENESS = 4.0  # of the beta distribution: an intraclass correlation of 1 / (1 + 4) = 0.2


def simulate(n_articles: int, shares: tuple[float, float], seed: int) -> dict[str, pd.DataFrame]:
    """Return tables of articles with statements of two sides."""
    draw = np.random.default_rng([seed, 1])  # another stream than the resampling of the same seed
    parts = []
    for side, share in zip(("DPRK", "US"), shares, strict=True):
        own = draw.beta(share * LIKENESS, (1 - share) * LIKENESS, n_articles)
        article = np.repeat(np.arange(n_articles), draw.geometric(0.3, n_articles))
        hedged = draw.random(len(article)) < own[article]
        parts.append(pd.DataFrame({"article": article, "side": side, "hedged": hedged}))
    said = pd.concat(parts, ignore_index=True)
    said["article_id"] = said["article"].map("{:04d}.1".format)
    said["statement_id"] = [f"s:{i}" for i in range(len(said))]
    articles = pd.DataFrame({"article_id": sorted(said["article_id"].unique())})
    hedges = said.loc[said["hedged"], ["statement_id", "side"]].assign(kind="hedge", voice=lambda rows: rows["side"])
    return {"articles": articles, "statements": said, "hedges": hedges}


def main(repetitions: int) -> None:
    """Print one line per number of articles."""
    error = (0.05 * 0.95 / repetitions) ** 0.5
    print(f"{repetitions} repetitions; standard error of a coverage near 0.95: {error:.4f}")
    print(f"{'articles':>8} {'one side':>9} {'difference':>10} {'by group':>9} {'p < .05':>8}")
    for n in (10, 30, 100, 500):
        held = np.zeros(4)
        for seed in range(repetitions):
            tables = simulate(n, SHARES, seed)
            row = compare_sides(tables, measures="share_hedged", n_resamples=1000, seed=seed).iloc[0]
            alone = measure_hedging(tables, n_resamples=1000, seed=seed).iloc[0]
            null = compare_sides(
                simulate(n, (0.3, 0.3), seed), measures="share_hedged", n_resamples=1000, seed=seed
            ).iloc[0]
            held += [
                row["low_a"] <= SHARES[0] <= row["high_a"],
                row["difference_low"] <= SHARES[0] - SHARES[1] <= row["difference_high"],
                alone["low"] <= SHARES[0] <= alone["high"],
                null["p_adjusted"] < 0.05,
            ]
        print(f"{n:>8} " + " ".join(f"{x:>9.3f}" for x in held / repetitions))
    print(f"{'rare':>8} {'difference':>10} {'no hit':>9} {'of them':>9}")
    for n in (10, 30):
        held_rare, without = np.zeros(repetitions, dtype=bool), np.zeros(repetitions, dtype=bool)
        for seed in range(repetitions):
            row = compare_sides(
                simulate(n, RARE, seed), measures="share_hedged", min_articles=2, n_resamples=1000, seed=seed
            ).iloc[0]
            held_rare[seed] = row["difference_low"] <= RARE[0] - RARE[1] <= row["difference_high"]
            without[seed] = 0 in (row["estimate_a"], row["estimate_b"])
        print(f"{n:>8} {held_rare.mean():>10.3f} {held_rare[without].mean():>9.3f} {without.mean():>9.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
