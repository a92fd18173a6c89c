"""False alarms of find_shifts where nothing shifts, and how often its dates hold the truth where something does.

Run: python tests/benchmarks/shifts.py [repetitions]
Timelines of one group in shuffled order: shares of ten statements a period, of one level throughout, in which every
order is as likely as any other; and the same beside timelines whose periods resemble the one before (autoregressive,
lag-1 correlation 0.3). Printed for 24, 36 and 120 periods: the share of timelines in which a shift is reported. Then,
for steps of 1.5 and 3 standard deviations in the middle of 36 periods: how often a shift is found, and how often the
interval of its date holds the true one.
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd

from newsresearch.summaries import find_shifts

LIKENESS = 0.3


def timeline(values: np.ndarray) -> pd.DataFrame:
    """Return values as the timeline of one group."""
    months = pd.date_range("1990-01-01", periods=len(values), freq="MS")
    return pd.DataFrame({"period": months, "group": "US", "estimate": values, "n_articles": 20})


def shuffled(n: int, draw: np.random.Generator) -> np.ndarray:
    """Return shares of ten statements each, in an order drawn at random."""
    return draw.permutation(draw.binomial(10, 0.2, n) / 10)


def alike(n: int, draw: np.random.Generator) -> np.ndarray:
    """Return values that resemble the one before."""
    noise = draw.normal(size=n)
    values = noise.copy()
    for place in range(1, n):
        values[place] = LIKENESS * values[place - 1] + (1 - LIKENESS**2) ** 0.5 * noise[place]
    return values


def main(repetitions: int) -> None:
    """Print one line per length and one per step."""
    error = (0.05 * 0.95 / repetitions) ** 0.5
    print(f"{repetitions} repetitions; standard error of a rate near 0.05: {error:.4f}")
    print(f"{'periods':>8} {'shuffled':>9} {'alike':>9}")
    for n in (24, 36, 120):
        rates = []
        for make in (shuffled, alike):
            found = [
                len(find_shifts(timeline(make(n, np.random.default_rng([seed, 2]))), n_resamples=1, seed=seed)) > 0
                for seed in range(repetitions)
            ]
            rates.append(np.mean(found))
        print(f"{n:>8} " + " ".join(f"{rate:>9.3f}" for rate in rates), flush=True)
    print(f"{'step':>8} {'found':>9} {'date held':>9}")
    for step in (1.5, 3.0):
        seen, held = 0, 0
        for seed in range(repetitions):
            values = np.random.default_rng([seed, 3]).normal(size=36)
            values[18:] += step
            found = find_shifts(timeline(values), max_shifts=1, n_resamples=200, seed=seed)
            if len(found):
                true = timeline(values)["period"][18]
                seen += 1
                held += bool(found["period_low"].iloc[0] <= true <= found["period_high"].iloc[0])
        print(f"{step:>8} {seen / repetitions:>9.3f} {held / max(seen, 1):>9.3f}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
