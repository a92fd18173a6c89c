"""Small tables written by hand, and random ones for facts that hold of any."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from newsresearch import schema

Tables = dict[str, pd.DataFrame]


@pytest.fixture
def tables() -> Tables:
    """Three articles, two of one story, with five statements."""
    articles = pd.DataFrame(
        {
            "article_id": ["a.1", "b.1", "c.1"],
            "outlet": ["North Wire", "North Wire", "South Post"],
            "published_date": pd.to_datetime(["2018-06-11", "2018-06-12", "2018-08-01"]).astype("datetime64[ns]"),
            "published_precision": ["day", "minute", "month"],
            "n_words": [100, 200, 100],
            "story_id": ["s1", "s1", "s2"],
            "is_latest": [False, True, True],
            "duplicate_of": pd.Series([None, None, None], dtype="str"),
        }
    )
    # statement, article, span, side, target, tone, act, words, hedged
    rows = [
        ("a.1:0", "a.1", 0, 20, "US", "DPRK", 1, "offer", 4, True),
        ("b.1:0", "b.1", 0, 20, "US", "DPRK", -1, "demand", 4, True),
        ("b.1:1", "b.1", 30, 60, "US", "CHN", 1, "praise", 6, False),
        ("b.1:2", "b.1", 70, 95, "DPRK", "US", -1, "threaten", 5, False),
        ("c.1:0", "c.1", 0, 40, "DPRK", "US", 0, "report", 8, True),
    ]
    names = ["statement_id", "article_id", "start", "end", "side", "target", "tone", "act", "n_words", "hedged"]
    statements = pd.DataFrame(rows, columns=names).assign(
        speaker_id=pd.Series(["TRUMP", "TRUMP", None, "KIM_JONG_UN", None], dtype="str"),
        issue=["talks", "talks", "sanctions", "missile", "talks"],
        compound=[0.5, -0.5, 0.25, -0.75, 0.0],
        has_condition=[False, True, False, False, False],
        condition_issue=pd.Series([None, "exercises", None, None, None], dtype="str"),
        sentence_id=[0, 0, 1, 2, 0],
    )
    mentions = pd.DataFrame(
        [
            ("a.1", 0, 5, 10, "DPRK", "DPRK"),
            ("b.1", 0, 2, 6, "TRUMP", "US"),
            ("b.1", 0, 10, 14, "DPRK", "DPRK"),
            ("b.1", 2, 75, 77, "US", "US"),
            ("b.1", 2, 80, 82, "US", "US"),
            ("c.1", 0, 45, 47, "US", "US"),
        ],
        columns=["article_id", "sentence_id", "start", "end", "actor_id", "side"],
    )
    hedges = pd.DataFrame(
        [
            ("a.1", 1, 4, "hedge", "a.1:0", "US"),
            ("b.1", 1, 4, "hedge", "b.1:0", "US"),
            ("b.1", 40, 44, "hedge", "b.1:1", "reporter"),
            ("b.1", 72, 75, "booster", "b.1:2", "DPRK"),
            ("c.1", 1, 4, "hedge", "c.1:0", "DPRK"),
            ("c.1", 50, 54, "hedge", None, "reporter"),
        ],
        columns=["article_id", "start", "end", "kind", "statement_id", "voice"],
    )
    sentences = pd.DataFrame(
        [("a.1", 0, 0, 25), ("b.1", 0, 0, 28), ("b.1", 1, 29, 66), ("b.1", 2, 67, 99), ("c.1", 0, 0, 60)],
        columns=["article_id", "sentence_id", "start", "end"],
    )
    return {
        "articles": articles, "sentences": sentences, "mentions": mentions, "statements": statements,
        "hedges": hedges,
    }  # fmt: skip  # as tables.md lists them


@pytest.fixture(scope="session")
def random_tables() -> Callable[..., Tables]:
    """Return a maker of wordless tables of any size."""

    def make(seed: int = 0, n_articles: int = 30, n_statements: int = 200, days: int = 500) -> Tables:
        draw = np.random.default_rng(seed)
        ids = np.array([f"{i:04d}.1" for i in range(n_articles)])
        day = np.datetime64("2016-10-01") + draw.integers(0, days, n_articles)
        articles = pd.DataFrame(
            {
                "article_id": ids,
                "outlet": draw.choice(["North Wire", "South Post", None], n_articles),
                "publisher_side": draw.choice(["DPRK", None], n_articles),
                "published_date": day.astype("datetime64[ns]"),
                "published_precision": draw.choice(["minute", "day", "month", "year"], n_articles),
                "n_words": draw.integers(0, 300, n_articles),
                "story_id": draw.choice([f"s{i}" for i in range(n_articles)], n_articles),
            }
        )
        articles.loc[draw.random(n_articles) < 0.1, "published_date"] = pd.NaT
        articles["is_latest"] = ~articles["story_id"].duplicated(keep="last")
        articles["duplicate_of"] = articles["article_id"].shift().where(draw.random(n_articles) < 0.2)
        place = np.sort(draw.integers(0, n_articles, n_statements))
        number = pd.Series(place).groupby(place).cumcount().to_numpy()
        statements = pd.DataFrame(
            {
                "statement_id": [f"{ids[a]}:{n}" for a, n in zip(place, number, strict=True)],
                "article_id": ids[place],
                "sentence_id": number,
                "start": number * 100,
                "end": number * 100 + draw.integers(0, 90, n_statements),
                "speaker_id": draw.choice(["TRUMP", "KIM_JONG_UN", None], n_statements),
                "side": draw.choice([*schema.SIDES[:4], None], n_statements),
                "target": draw.choice(["DPRK", "US", "ROK", None], n_statements),
                "tone": draw.integers(-1, 2, n_statements),
                "act": draw.choice(schema.ACTS, n_statements),
                "quote": draw.choice(schema.QUOTES, n_statements),
                "issue": draw.choice([*schema.ISSUES[:4], None], n_statements),
                "n_words": draw.integers(0, 30, n_statements),
                "has_condition": draw.random(n_statements) < 0.2,
                "hedged": draw.random(n_statements) < 0.3,
                "compound": draw.uniform(-1, 1, n_statements),
            }
        )
        of = draw.integers(0, max(n_statements, 1), 2 * n_statements)
        actors = draw.choice(["US", "TRUMP", "DPRK", "ROK"], len(of))
        mentions = pd.DataFrame(
            {
                "article_id": ids[place[of]],
                "sentence_id": number[of],
                "start": number[of] * 100 + draw.integers(0, 80, len(of)),
                "actor_id": actors,
                "side": pd.Series(actors).replace({"TRUMP": "US"}),
            }
        ).assign(end=lambda rows: rows["start"] + 4)
        hedges = statements.loc[of[: n_statements // 2], ["article_id", "start", "end", "statement_id", "side"]].assign(
            kind=draw.choice(["hedge", "booster"], n_statements // 2), voice=lambda rows: rows["side"]
        )
        sentences = statements[["article_id", "sentence_id", "start", "end"]].copy()
        statements["condition_issue"] = draw.choice([*schema.ISSUES[:4], None], n_statements)
        return {
            "articles": articles, "sentences": sentences, "mentions": mentions, "statements": statements,
            "hedges": hedges,
        }  # fmt: skip  # as tables.md lists them

    return make
