"""How good the measures are: labelled sets in, one row per metric out, with an interval and a baseline."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.pipeline import make_pipeline

from newsresearch import schema
from newsresearch.actors import load_actors
from newsresearch.extract import extract_tables

N_RESAMPLES = 1000
SIDES = ("DPRK", "US", "ROK", "EXPERT", "OTHER")
TARGETS = ("DPRK", "US", "ROK", "CHN", "NONE")
STATES = ("DPRK", "US", "ROK", "CHN", "JPN", "RUS", "UN")
PEOPLE = (
    "KIM_JONG_UN", "TRUMP", "MOON_JAE_IN", "XI_JINPING", "POMPEO", "TILLERSON", "BOLTON", "MATTIS", "BIEGUN",
    "KIM_YONG_CHOL", "CHOE_SON_HUI", "RI_YONG_HO", "KIM_YO_JONG", "HALEY", "PENCE", "PUTIN", "ABE", "OBAMA",
)  # fmt: skip  # the codebook's list on few lines
DELEGATIONS = {"PRK": "DPRK", "KOR": "ROK", "USA": "US"}


def evaluate(name: str, data: str | Path | None = None, *, split: str = "dev", seed: int = 0) -> pd.DataFrame:
    """Compare the package with a labelled set.

    Use it before trusting a measure, and after every change. The gold set was coded by language-model readers under
    a codebook, not by people: agreement with it says that the package follows that codebook, not that it is right.

    Parameters
    ----------
    name : {"gold", "statements", "hedging", "mentions"}
        ``gold`` is all; the others are its parts.
    data : path, optional
        The folder that holds ``gold/``; by default the environment variable NEWSRESEARCH_SHARED, then ``../shared``.
    split : {"dev", "train"}
        The set to score: dev to judge by; train, on which the shipped models were fitted, only to study errors.
    seed : int
        Of the resampling.

    Returns
    -------
    DataFrame
        One row per metric: ``metric``, ``value`` (0..1), ``low``, ``high`` (95 %, by resampling documents), ``n``
        (rows behind it), ``baseline`` (TF-IDF with logistic regression, trained on the train set in the same run;
        for statements it is given which sentences hold one; missing where it makes no sense).

    Raises
    ------
    UsageError
        For an unknown name or split, or when the folder is not there.

    Examples
    --------
    >>> evaluate("weather")
    Traceback (most recent call last):
    newsresearch.schema.UsageError: name='weather' cannot be used. Allowed: gold, statements, hedging, mentions. To
    go on: pass one of these as name.
    """
    schema.one_of("name", name, ("gold", "statements", "hedging", "mentions"))
    schema.one_of("split", split, ("dev", "train"))
    folder = find_data(data)
    articles, gold = load_gold(folder, split)
    pairs = pair_rows(gold, extract_tables(articles))
    rows = []
    if name in ("gold", "statements"):
        rows += _score(pairs, STATEMENT_METRICS, seed)
    if name in ("gold", "hedging"):
        rows += _score(pairs, HEDGE_METRICS, seed)
    if name in ("gold", "mentions"):
        rows += _score(pairs, MENTION_METRICS, seed)
    table = pd.DataFrame(rows)
    floors = baselines(load_gold(folder, "train")[1], gold) if name != "mentions" else {}
    table["baseline"] = table["metric"].map(floors).astype("float64")
    return table


def find_data(data: str | Path | None = None) -> Path:
    """Return the folder that holds ``gold/``, or say how to name it.

    Examples
    --------
    >>> find_data("nowhere")
    Traceback (most recent call last):
    newsresearch.schema.UsageError: data='nowhere' without gold/ cannot be used. Allowed: a folder that holds gold/
    and corpora/. To go on: pass it as data, or set NEWSRESEARCH_SHARED.
    """
    folder = Path(data or os.environ.get("NEWSRESEARCH_SHARED") or Path("..") / "shared")
    if not (folder / "gold").is_dir():
        raise schema.fault(
            f"data={str(folder)!r} without gold/",
            "a folder that holds gold/ and corpora/",
            "pass it as data, or set NEWSRESEARCH_SHARED",
        )
    return folder


def load_gold(folder: str | Path, split: str = "dev") -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the gold set's documents as articles, and its sentences with offsets into them.

    The texts stay as they are, so that offsets hold. Sentences keep the codebook's fields and get ``article_id``,
    ``start``, ``end``; a sentence that cannot be found in its document is left out (none in the present set).

    Examples
    --------
    >>> articles, gold = load_gold(find_data())  # doctest: +SKIP
    """
    prefix = "" if split == "dev" else "train_"
    documents = _read_lines(Path(folder) / "gold" / f"{prefix}documents.jsonl")
    sentences = pd.DataFrame(_read_lines(Path(folder) / "gold" / f"{prefix}sentences.jsonl"))
    articles = pd.DataFrame(
        {
            "article_id": [d["doc"] for d in documents],
            "outlet": [d["source"] for d in documents],
            "headline": [d["title"] or None for d in documents],
            "published_date": pd.to_datetime([_day(d["date"]) for d in documents]),
            "publisher_side": [_publisher_side(d["source"]) for d in documents],
            "language": "en",
            "text": [d["text"] for d in documents],
        }
    )
    if "start" not in sentences.columns:
        sentences = _locate(sentences, dict(zip(articles["article_id"], articles["text"], strict=True)))
    sentences = sentences.rename(columns={"doc": "article_id"})
    return schema.conform(articles, "articles"), sentences.reset_index(drop=True)


def pair_rows(gold: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Put beside each gold sentence what the tables say of it: the statement of longest overlap, hedges, mentions.

    Returns the gold rows with ``found`` (a statement overlaps) and ``our_speaker``, ``our_side``, ``our_target``,
    ``our_tone``, ``our_act``, ``our_condition``, ``our_hedged``, ``our_cues``, ``our_voices``, ``our_mentions``.

    Examples
    --------
    >>> pair_rows(gold, extract_tables(articles))["found"].mean()  # doctest: +SKIP
    0.6
    """
    actors = load_actors().set_index("actor_id")
    by_article = {name: dict(iter(tables[name].groupby("article_id"))) for name in ("statements", "hedges", "mentions")}
    rows = []
    for row in gold.itertuples():
        inside = {
            name: _overlapping(frames.get(row.article_id), row.start, row.end) for name, frames in by_article.items()
        }
        best = inside["statements"].head(1)
        hedges = inside["hedges"]
        hedges = hedges[hedges["kind"] == "hedge"].sort_values("start")
        found = len(best) > 0
        rows.append(
            {
                "found": found,
                "our_speaker": _text(best["speaker"].iloc[0]) if found else "",
                "our_side": _text(best["side"].iloc[0], "NONE") if found else "NONE",
                "our_target": _text(best["target"].iloc[0], "NONE") if found else "NONE",
                "our_tone": int(best["tone"].iloc[0]) if found else 0,
                "our_act": _text(best["act"].iloc[0], "none") if found else "none",
                "our_condition": bool(best["has_condition"].iloc[0]) if found else False,
                "our_hedged": len(hedges) > 0,
                "our_cues": hedges["text"].str.lower().tolist(),
                "our_voices": hedges["voice"].tolist(),
                "our_mentions": _codebook_mentions(inside["mentions"], actors),
            }
        )
    return pd.concat([gold.reset_index(drop=True), pd.DataFrame(rows)], axis=1)


def baselines(train: pd.DataFrame, gold: pd.DataFrame) -> dict[str, float]:
    """Score TF-IDF with logistic regression, trained on ``train``, on the gold sentences: the floor to beat.

    Examples
    --------
    >>> baselines(train, gold)["act macro F1"] > 0.3  # doctest: +SKIP
    True
    """

    def predict(column: str, rows: pd.DataFrame, learn: pd.DataFrame) -> np.ndarray:
        model = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
            LogisticRegression(C=4, max_iter=1000, class_weight="balanced"),
        )
        return model.fit(learn["text"], learn[column]).predict(rows["text"])

    def has(rows: pd.DataFrame) -> pd.DataFrame:
        return rows[rows["quote"] != "none"]

    stated = f1_score(gold["quote"] != "none", predict("said", gold, train.assign(said=train["quote"] != "none")))
    sides = [side if side in SIDES else "OTHER" for side in predict("side", has(gold), has(train))]
    return {
        "sentence has a statement, F1": float(stated),
        "side macro F1": _macro(has(gold)["side"].map(_five_sides), sides, SIDES),
        "target macro F1": _macro(has(gold)["target"], predict("target", has(gold), has(train)), TARGETS),
        "act macro F1": _macro(has(gold)["act"], predict("act", has(gold), has(train)), schema.ACTS),
        "tone macro F1": _macro(has(gold)["tone"], predict("tone", has(gold), has(train)), (-1, 0, 1)),
        "condition F1": float(f1_score(has(gold)["condition"], predict("condition", has(gold), has(train)))),
        "sentence hedged, F1": float(f1_score(gold["hedged"], predict("hedged", gold, train))),
    }


def _both(pairs: pd.DataFrame) -> pd.DataFrame:
    """Rows in which gold and tables both see a statement."""
    return pairs[pairs["found"] & (pairs["quote"] != "none")]


def _score(pairs: pd.DataFrame, metrics: dict[str, tuple], seed: int) -> list[dict]:
    """Compute each metric with an interval from resampling documents."""
    generator = np.random.default_rng(seed)
    documents = pairs["article_id"].unique()
    positions = {doc: np.flatnonzero(pairs["article_id"] == doc) for doc in documents}
    draws = [generator.choice(documents, len(documents)) for _ in range(N_RESAMPLES)]
    rows = []
    for metric, (rows_of, value_of) in metrics.items():
        used = rows_of(pairs)
        keep = pairs.index.isin(used.index)
        values = []
        for draw in draws:
            taken = np.concatenate([positions[doc] for doc in draw])
            sample = pairs.iloc[taken[keep[taken]]]
            values.append(value_of(sample) if len(sample) else np.nan)
        low, high = np.nanpercentile(values, [2.5, 97.5])
        rows.append({"metric": metric, "value": value_of(used), "low": low, "high": high, "n": len(used)})
    return rows


def _macro(truth: pd.Series, guess: object, labels: tuple) -> float:
    """Macro F1 over ``labels``; rows of other labels count as errors of the guess."""
    return float(f1_score(list(truth), list(guess), labels=list(labels), average="macro", zero_division=0))


def _five_sides(side: str) -> str:
    return side if side in SIDES else "OTHER"


def _bag_f1(truth: pd.Series, guess: pd.Series) -> float:
    """F1 of items that may repeat within a row (cues, mentions)."""
    hits = wanted = given = 0
    for right, ours in zip(truth, guess, strict=True):
        left = list(right)
        wanted, given = wanted + len(right), given + len(ours)
        for item in ours:
            if item in left:
                left.remove(item)
                hits += 1
    return 2 * hits / (wanted + given) if wanted + given else float("nan")


def same_speaker(gold: str, ours: str) -> bool:
    """Say whether two descriptions name one source: the words of one, titles aside, are among the other's.

    Examples
    --------
    >>> same_speaker("Donald Trump", "President Trump"), same_speaker("Mike Pompeo", "Kim Jong Un")
    (True, False)
    """
    first, second = _name_words(gold), _name_words(ours)
    if not first or not second:
        return first == second
    return first <= second or second <= first or (len(first & second) / len(first | second) >= 0.5)


TITLES = frozenset(
    "the a an u.s us mr mrs ms president leader secretary minister spokesman spokeswoman spokesperson of state "
    "chairman gen general sen senator rep former south north korea korean".split()
)
"""Words of a description that name an office, not a person."""


def _name_words(name: str) -> frozenset[str]:
    words = frozenset(re.findall(r"\w[\w.-]*\w|\w", re.sub(r"['’]s\b", "", name).lower().replace("-", " ")))
    return (words - TITLES) or words


def _voice_share(rows: pd.DataFrame) -> float:
    """Share of gold-hedged rows in which the first cue found has the right voice."""
    right = [
        voices[0] == ("reporter" if quote == "none" else side)
        for voices, quote, side in zip(rows["our_voices"], rows["quote"], rows["side"], strict=True)
    ]
    return float(np.mean(right)) if right else float("nan")


Metric = tuple[Callable[[pd.DataFrame], pd.DataFrame], Callable[[pd.DataFrame], float]]

STATEMENT_METRICS: dict[str, Metric] = {
    "sentence has a statement, F1": (
        lambda p: p,
        lambda p: float(f1_score(p["quote"] != "none", p["found"], zero_division=0)),
    ),
    "speaker right": (
        _both,
        lambda p: float(np.mean([same_speaker(a, b) for a, b in zip(p["speaker"], p["our_speaker"], strict=True)])),
    ),
    "side macro F1": (_both, lambda p: _macro(p["side"].map(_five_sides), p["our_side"].map(_five_sides), SIDES)),
    "target macro F1": (_both, lambda p: _macro(p["target"], p["our_target"], TARGETS)),
    "tone macro F1": (_both, lambda p: _macro(p["tone"], p["our_tone"], (-1, 0, 1))),
    "act macro F1": (_both, lambda p: _macro(p["act"], p["our_act"], schema.ACTS)),
    "condition F1": (_both, lambda p: float(f1_score(p["condition"], p["our_condition"], zero_division=0))),
}
HEDGE_METRICS: dict[str, Metric] = {
    "sentence hedged, F1": (lambda p: p, lambda p: float(f1_score(p["hedged"], p["our_hedged"], zero_division=0))),
    "hedge cues, F1": (
        lambda p: p,
        lambda p: _bag_f1(p["cues"].map(lambda cues: [c.lower() for c in cues]), p["our_cues"]),
    ),
    "voice of a hedge right": (
        lambda p: p[p["hedged"] & p["our_hedged"] & p["quote"].isin(["none", "direct"])],
        _voice_share,
    ),
}
MENTION_METRICS: dict[str, Metric] = {
    "mentions with id, F1": (
        lambda p: p,
        lambda p: _bag_f1(p["mentions"].map(lambda m: [tuple(x) for x in m]), p["our_mentions"]),
    ),
}


def _overlapping(frame: pd.DataFrame | None, start: int, end: int) -> pd.DataFrame:
    """Rows that overlap [start, end), the longest overlap first."""
    if frame is None:
        return pd.DataFrame(
            columns=["start", "end", "speaker", "side", "target", "tone", "act", "has_condition", "text", "kind", "voice",
                     "actor_id"]
        )  # fmt: skip  # names on few lines
    shared = np.minimum(frame["end"], end) - np.maximum(frame["start"], start)
    hit = frame[shared > 0]
    return hit.assign(shared=shared[shared > 0]).sort_values("shared", ascending=False, kind="stable")


def _codebook_mentions(mentions: pd.DataFrame, actors: pd.DataFrame) -> list[tuple[str, str]]:
    """Mentions as the codebook lists them: organs of government as their state, people of its list only."""
    out = []
    for row in mentions.sort_values("start").itertuples():
        actor = row.actor_id
        if row.kind != "person" and actor not in STATES:
            actor = row.side
        if actor in STATES or actor in PEOPLE:
            out.append((row.text, actor))
    return out


def _text(value: object, missing: str = "") -> str:
    return missing if pd.isna(value) else str(value)


def _day(date: str) -> str | None:
    """A full date from the gold's date, which may be a year."""
    return None if not date else date if len(date) > 4 else f"{date}-01-01"


def _publisher_side(source: str) -> str | None:
    if source == "KCNA":
        return "DPRK"
    if source == "White House":
        return "US"
    return DELEGATIONS.get(source[-3:]) if source.startswith("UN General Debate") else None


def _locate(sentences: pd.DataFrame, texts: dict[str, str]) -> pd.DataFrame:
    """Find sentences, whose white space is collapsed, in their documents, in order."""
    starts, ends, cursor = [], [], dict.fromkeys(texts, 0)
    for row in sentences.itertuples():
        pattern = r"\s+".join(re.escape(word) for word in row.text.split())
        match = re.compile(pattern).search(texts[row.doc], cursor[row.doc])
        starts.append(match.start() if match else -1)
        ends.append(match.end() if match else -1)
        if match:
            cursor[row.doc] = match.end()
    located = sentences.assign(start=starts, end=ends)
    return located[located["start"] >= 0]


def _read_lines(path: Path) -> list[dict]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]
