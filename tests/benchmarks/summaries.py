"""Processor seconds that summaries take: python tests/benchmarks/summaries.py.

Tables of 5,000 articles over 30 years with 100,000 statements of six sides, and of twice as much for the growth. Aims:
compare_sides by issue with 2,000 resamples under 2 s, a timeline by day under 0.5 s.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from newsresearch import schema, summaries

DAYS = 30 * 365


def make_tables(n_articles: int, n_statements: int) -> dict[str, pd.DataFrame]:
    """Return wordless tables drawn at random."""
    draw = np.random.default_rng(0)
    ids = np.array([f"{i:06d}.1" for i in range(n_articles)])
    day = np.datetime64("1990-01-01") + draw.integers(0, DAYS, n_articles)
    place = np.sort(draw.integers(0, n_articles, n_statements))
    statements = pd.DataFrame(
        {
            "statement_id": [f"{ids[a]}:{n}" for n, a in enumerate(place)],
            "article_id": ids[place],
            "side": draw.choice(schema.SIDES[:6], n_statements),
            "target": draw.choice(schema.SIDES[:3], n_statements),
            "tone": draw.integers(-1, 2, n_statements),
            "act": draw.choice(schema.ACTS, n_statements),
            "issue": draw.choice(schema.ISSUES, n_statements),
            "n_words": draw.integers(3, 40, n_statements),
            "has_condition": draw.random(n_statements) < 0.1,
            "condition_issue": draw.choice(schema.ISSUES, n_statements),
            "hedged": draw.random(n_statements) < 0.2,
            "compound": draw.uniform(-1, 1, n_statements),
        }
    )
    cues = statements.sample(n_statements // 5, random_state=0)
    hedges = cues[["article_id", "statement_id", "side"]].assign(
        kind=draw.choice(["hedge", "booster"], len(cues)), voice=cues["side"]
    )
    articles = pd.DataFrame({"article_id": ids, "published_date": day.astype("datetime64[ns]")})
    return {"articles": articles, "statements": statements, "hedges": hedges}


def main() -> None:
    """Print one line per call: seconds at one and at two times the size, the better of two runs each."""
    calls: dict[str, Callable] = {
        "compare_sides, by issue": lambda t: summaries.compare_sides(t, by="issue"),
        "compare_sides": summaries.compare_sides,
        "trace_timeline by day": lambda t: summaries.trace_timeline(t, measure="share_hedged", freq="D"),
        "trace_timeline by month": lambda t: summaries.trace_timeline(t, measure="tone", freq="M"),
        "measure_hedging": summaries.measure_hedging,
        "find_shifts by quarter": lambda t: summaries.find_shifts(
            summaries.trace_timeline(t, measure="tone", freq="Q", n_resamples=2)
        ),
        "count_conditions": summaries.count_conditions,
        "align_events, all events": lambda t: summaries.align_events(t, measure="tone", by="side"),
    }
    sizes = [make_tables(5_000, 100_000), make_tables(10_000, 200_000)]
    print(f"{'':<26} 100,000   200,000 statements")
    for name, call in calls.items():
        seconds = []
        for tables in sizes:
            runs = []
            for _ in range(2):
                start = time.process_time()
                call(tables)
                runs.append(time.process_time() - start)
            seconds.append(min(runs))
        print(f"{name:<26} " + " ".join(f"{s:7.2f} s" for s in seconds))


if __name__ == "__main__":
    main()
