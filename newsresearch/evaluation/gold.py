"""The gold set: its documents as articles, its sentences with offsets, and what the tables say of each."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pandas as pd

from newsresearch.actors import load_actors
from newsresearch.schema import as_path, conform, fault

STATES = ("DPRK", "US", "ROK", "CHN", "JPN", "RUS", "UN")
PEOPLE = (
    "KIM_JONG_UN", "TRUMP", "MOON_JAE_IN", "XI_JINPING", "POMPEO", "TILLERSON", "BOLTON", "MATTIS", "BIEGUN",
    "KIM_YONG_CHOL", "CHOE_SON_HUI", "RI_YONG_HO", "KIM_YO_JONG", "HALEY", "PENCE", "PUTIN", "ABE", "OBAMA",
)  # fmt: skip  # the codebook's list on few lines
PUBLISHERS = {"KCNA": "DPRK", "White House": "US"}
DELEGATIONS = {"PRK": "DPRK", "KOR": "ROK", "USA": "US"}

Row = dict[str, Any]


def find_data(data: str | Path | None = None) -> Path:
    """Return the folder that holds ``gold/``, or say how to name it.

    Examples
    --------
    >>> find_data("nowhere")
    Traceback (most recent call last):
    newsresearch.checks.UsageError: data='nowhere' without gold/ cannot be used. Allowed: a folder that holds gold/
    and corpora/. To go on: pass it as data, or set NEWSRESEARCH_SHARED.
    """
    if data is not None:
        as_path("data", data, "evaluate")
    folder = Path(data or os.environ.get("NEWSRESEARCH_SHARED") or Path("..") / "shared")
    if not (folder / "gold").is_dir():
        raise fault(
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
    sentences = _read_lines(Path(folder) / "gold" / f"{prefix}sentences.jsonl")
    if "start" not in sentences[0]:
        sentences = _locate(sentences, {d["doc"]: d["text"] for d in documents})
    articles = pd.DataFrame(
        {
            "article_id": [d["doc"] for d in documents],
            "outlet": [d["source"] for d in documents],
            "headline": [d["title"] or None for d in documents],
            "published_date": pd.to_datetime(pd.Series([_day(d["date"]) for d in documents], dtype="str")),
            "publisher_side": [_publisher_side(d["source"]) for d in documents],
            "language": "en",
            "text": [d["text"] for d in documents],
        }
    )
    return conform(articles, "articles"), pd.DataFrame(sentences).rename(columns={"doc": "article_id"})


def pair_rows(gold: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Put beside each gold sentence what the tables say of it: the statement of longest overlap, hedges, mentions.

    Returns the gold rows with ``found`` (a statement overlaps) and ``our_statement_id``, ``our_quote``,
    ``our_speaker``, ``our_side``, ``our_target``, ``our_tone``, ``our_act``, ``our_condition``, ``our_hedged``,
    ``our_cues``, ``our_voices``, ``our_mentions``, and ``our_p_...`` for every confidence that the statements carry.

    Examples
    --------
    >>> pair_rows(gold, extract_tables(articles))["found"].mean()  # doctest: +SKIP
    0.6
    """
    actors = set(load_actors()["actor_id"])
    sure = [column for column in tables["statements"].columns if column.startswith("p_")]
    inside = {name: _by_article(tables[name]) for name in ("statements", "hedges", "mentions")}
    rows = []
    for row in _records(gold):
        found = {name: _overlapping(parts.get(row["article_id"], []), row) for name, parts in inside.items()}
        best: Row = max(found["statements"], key=lambda s: _shared(s, row), default={})
        hedges = [h for h in found["hedges"] if h["kind"] == "hedge"]
        rows.append(
            {
                "found": bool(best),
                "our_statement_id": best.get("statement_id"),
                "our_quote": _text(best.get("quote"), "none"),
                "our_speaker": _text(best.get("speaker")),
                "our_side": _text(best.get("side"), "NONE"),
                "our_target": _text(best.get("target"), "NONE"),
                "our_tone": best.get("tone", 0),
                "our_act": _text(best.get("act"), "none"),
                "our_condition": bool(best.get("has_condition", False)),
                "our_hedged": bool(hedges),
                "our_cues": [h["text"].lower() for h in hedges],
                "our_voices": [h["voice"] for h in hedges],
                "our_mentions": _codebook_mentions(found["mentions"], actors),
                **{f"our_{name}": best.get(name) for name in sure},
            }
        )
    return pd.concat([gold.reset_index(drop=True), pd.DataFrame(rows)], axis=1)


def _by_article(table: pd.DataFrame) -> dict[str, list[Row]]:
    """Return the rows of each article, by their place."""
    rows: dict[str, list[Row]] = {}
    for row in _records(table.sort_values(["article_id", "start"], kind="stable")):
        rows.setdefault(row["article_id"], []).append(row)
    return rows


def _records(table: pd.DataFrame) -> list[Row]:
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


def _shared(row: Row, span: Row) -> int:
    """Count the characters that two spans share."""
    return min(row["end"], span["end"]) - max(row["start"], span["start"])


def _overlapping(rows: list[Row], span: Row) -> list[Row]:
    return [row for row in rows if _shared(row, span) > 0]


def _codebook_mentions(mentions: list[Row], known: set[str]) -> list[tuple[str, str]]:
    """Return mentions as the codebook lists them: organs of government as their state, people of its list only."""
    out = []
    for row in mentions:
        actor = row["actor_id"]
        if row["kind"] != "person" and actor not in STATES and actor in known:
            actor = row["side"]
        if actor in STATES or actor in PEOPLE:
            out.append((row["text"], actor))
    return out


def _text(value: Any, missing: str = "") -> str:
    return value if isinstance(value, str) else missing


def _day(date: str) -> str | None:
    """Return a full date from the gold's date, which may be a year."""
    return None if not date else date if len(date) > 4 else f"{date}-01-01"


def _publisher_side(source: str) -> str | None:
    if source.startswith("UN General Debate"):
        return DELEGATIONS.get(source[-3:])
    return PUBLISHERS.get(source)


def _locate(sentences: list[Row], texts: dict[str, str]) -> list[Row]:
    """Find sentences, whose white space is collapsed, in their documents, in order; leave out what is not found."""
    located, cursor = [], dict.fromkeys(texts, 0)
    for row in sentences:
        doc = row["doc"]
        pattern = r"\s+".join(re.escape(word) for word in row["text"].split())
        match = re.compile(pattern).search(texts[doc], cursor[doc])
        if match:
            cursor[doc] = match.end()
            located.append({**row, "start": match.start(), "end": match.end()})
    return located


def _read_lines(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]
