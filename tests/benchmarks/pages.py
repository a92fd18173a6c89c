"""HTML pages read by this package and by others, beside what another project expects: quality and time.

Run ``python tests/benchmarks/pages.py``. It needs rouge-score; newspaper4k runs in an environment of its own, whose
Python ``--newspaper`` names (it pins other versions of our dependencies), and is left out without it.
The pages are those of Fundus' tests (``corpora/outlet_pages`` and ``corpora/yonhap_page`` of the shared folder); the
body is scored by ROUGE-LSum as Fundus does, headline and by-line by equality of their letters, the date by its day.
A page may state several headlines (OpenGraph, JSON-LD, h1, title), and which of them Fundus expects is its choice for
each outlet; "stated" is the share of pages where the headline read is one of the page's own, "undisputed" the share
right among the pages whose own statements agree.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
from rouge_score.rouge_scorer import RougeScorer

SHARED = Path(os.environ.get("NEWSRESEARCH_SHARED", Path(__file__).parents[3] / "shared")) / "corpora"
Fields = dict[str, Any]  # body (paragraphs), headline, date (ISO day), authors


def expected() -> list[tuple[str, str, list[Fields]]]:
    """Name, HTML and the possible answers of every page."""
    folder = SHARED / "outlet_pages"
    pages = []
    for path in sorted(folder.glob("*.html.gz")):
        answers = json.loads((folder / f"{path.name.split('_')[0]}.json").read_text(encoding="utf-8"))
        fields = [
            {"body": _flat(a.get("body")), "headline": a.get("title"), "date": str(a.get("publishing_date"))[:10],
             "authors": a.get("authors") or []}
            for a in answers.values()
        ]  # fmt: skip  # a row on two lines
        pages.append((path.name, gzip.decompress(path.read_bytes()).decode("utf-8", "replace"), fields))
    wire = SHARED / "yonhap_page"
    body = (wire / "yna_co_kr.txt").read_text(encoding="utf-8").strip().split("\n")
    pages.append(("yonhap", (wire / "yna_co_kr.html").read_text(encoding="utf-8"), [{"body": body}]))
    return pages


def _flat(body: Any) -> list[str]:
    """The paragraphs of Fundus' body: summary, headlines of sections and paragraphs."""
    if isinstance(body, dict):
        return [text for key in ("summary", "headline", "paragraphs", "sections") for text in _flat(body.get(key))]
    if isinstance(body, list):
        return [text for item in body for text in _flat(item)]
    return [body] if isinstance(body, str) and body.strip() else []


def ours(html: str) -> Fields:
    """What this package reads."""
    from newsresearch.articles.html import read_html

    draft = read_html(html)
    authors = [a for a in re.split(r",\s*|;\s*| and | & ", draft.byline or "") if a.strip()]
    return {"body": draft.paragraphs, "headline": draft.headline, "authors": authors,
            "date": draft.when.day.isoformat() if draft.when else None}  # fmt: skip  # four fields


def trafilatura(html: str) -> Fields:
    """What trafilatura reads alone."""
    from trafilatura import bare_extraction

    found = bare_extraction(html, include_comments=False, include_tables=False, with_metadata=True)
    return {"body": (getattr(found, "text", None) or "").split("\n"), "headline": getattr(found, "title", None),
            "authors": [a for a in re.split(r";\s*|,\s*", getattr(found, "author", None) or "") if a],
            "date": getattr(found, "date", None)}  # fmt: skip  # four fields


NEWSPAPER = """
import json, sys, time, newspaper
out = []
for html in json.load(sys.stdin):
    start = time.process_time()
    article = newspaper.Article("https://example.org/", fetch_images=False)
    article.download(input_html=html)
    article.parse()
    date = article.publish_date.date().isoformat() if article.publish_date else None
    fields = {"body": article.text.split("\\n"), "headline": article.title, "authors": article.authors, "date": date}
    out.append([fields, time.process_time() - start])
json.dump(out, sys.stdout)
"""


def stated(html: str) -> set[str]:
    """The letters of the titles that a page states, the name of its site cut off."""
    from lxml import html as lxml_html

    from newsresearch.articles import headings
    from newsresearch.articles.html import _linked_data, _meta

    tree = lxml_html.document_fromstring(html)
    return set(map(_letters, headings.titles(tree, _meta(tree), _linked_data(tree), None).values()))


def scores(found: Fields, answers: list[Fields], scorer: RougeScorer) -> dict[str, float]:
    """The scores against the answer that fits best (pages of one outlet share a file of answers)."""
    body = "\n".join(found["body"])
    rated = [(scorer.score("\n".join(a["body"]), body)["rougeLsum"].fmeasure, n) for n, a in enumerate(answers)]
    best, n = max(rated)
    answer = answers[n]
    out = {"body": best}
    if "headline" in answer:
        out["headline"] = float(_letters(found["headline"]) == _letters(answer["headline"]))
        out["date"] = float(found["date"] == answer["date"])
        out["byline"] = float({_letters(a) for a in found["authors"]} == {_letters(a) for a in answer["authors"]})
    return out


def _letters(text: str | None) -> str:
    return re.sub(r"\W+", "", text or "").casefold()


def main() -> None:
    """Print the scores and the seconds of each reader, and with ``--pages`` those of each page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--newspaper", help="the Python of an environment with newspaper4k")
    parser.add_argument("--pages", action="store_true", help="the scores of each page too")
    options = parser.parse_args()
    pages, scorer = expected(), RougeScorer(["rougeLsum"])
    answers: dict[str, list[tuple[Fields, float]]] = {}
    readers: dict[str, Callable[[str], Fields]] = {"newsresearch": ours, "trafilatura": trafilatura}
    for name, read in readers.items():
        read(pages[0][1])  # imports and caches are no part of the time
        answers[name] = []
        for _, html, _ in pages:
            start = time.process_time()
            found = read(html)
            answers[name].append((found, time.process_time() - start))
    if options.newspaper:
        given = json.dumps([html for _, html, _ in pages])
        done = subprocess.run(
            [options.newspaper, "-c", NEWSPAPER], input=given, capture_output=True, text=True, check=True
        )
        answers["newspaper4k"] = [(found, seconds) for found, seconds in json.loads(done.stdout)]
    titles = {name: stated(html) for name, html, _ in pages}
    rows = [
        {"reader": name, "page": page[0], "seconds": seconds, **scores(found, page[2], scorer),
         "stated": float(_letters(found["headline"]) in titles[page[0]])}
        for name, results in answers.items()
        for page, (found, seconds) in zip(pages, results, strict=True)
    ]  # fmt: skip  # a row on two lines
    table = pd.DataFrame(rows)
    if options.pages:
        print(table.pivot(index="page", columns="reader", values="body").round(3).to_string(), end="\n\n")
    table["undisputed"] = table["headline"].where(table["page"].map(lambda page: len(titles[page]) == 1))
    columns = ["body", "headline", "stated", "undisputed", "date", "byline"]
    means = table.groupby("reader", sort=False)[columns].mean().round(3)
    print(means.assign(pages=len(pages), seconds=table.groupby("reader")["seconds"].sum().round(2)).to_string())


if __name__ == "__main__":
    main()
