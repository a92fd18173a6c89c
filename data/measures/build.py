"""Compute the wordless tables of data/measures from the corpora, or check that a sample of them still comes out.

python data/measures/build.py            rebuild all (needs the corpora; NEWSRESEARCH_SHARED names their folder)
python data/measures/build.py --check    recompute some articles of each and compare; 1 when they differ
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import warnings
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from newsresearch.articles import load_articles
from newsresearch.extract import extract_tables
from newsresearch.store import read_tables, without_words, write_tables
from newsresearch.stories import thread_stories

HERE = Path(__file__).parent
COMMAND = "make measures"
SAMPLE = 12
CORPORA = {
    "news_nk": ["news_nk/articles.jsonl"],
    "kcna": ["kcna/kcna_2011_us.jsonl", "kcna/kcna_2023_2024.jsonl"],
    "whitehouse": ["whitehouse/documents.jsonl"],
    "ungdc": ["ungdc/speeches.jsonl"],
}


def main() -> int:
    """Rebuild or check; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("corpora", nargs="*", help=f"some of: {', '.join(CORPORA)} (default: all)")
    options = parser.parse_args()
    corpora = Path(os.environ.get("NEWSRESEARCH_SHARED", HERE.parents[2] / "shared")) / "corpora"
    if not corpora.is_dir():
        print(f"skipped: no corpora in {corpora}; set NEWSRESEARCH_SHARED to the folder that holds them")
        return 1 if os.environ.get("CI") else 0
    warnings.simplefilter("ignore")  # what was not read stands in provenance.json
    names = options.corpora or list(CORPORA)
    if options.check:
        return max(check(name, corpora) for name in names)
    for name in names:
        build(name, corpora, options.workers)
    return 0


def load(name: str, corpora: Path) -> pd.DataFrame:
    """Load and thread one corpus."""
    return thread_stories(load_articles([corpora / path for path in CORPORA[name]]))


def build(name: str, corpora: Path, workers: int | None) -> None:
    """Write one corpus' tables and where they come from."""
    articles = load(name, corpora)
    manifest = write_tables(articles, HERE / name, text=False, workers=workers)
    (HERE / name / "manifest.json").unlink()  # provenance.json says the same and more
    provenance = {
        "corpus": name,
        "command": COMMAND,
        "version": version("newsresearch"),
        "inputs": {path: hashlib.sha256((corpora / path).read_bytes()).hexdigest() for path in CORPORA[name]},
        "n_articles": manifest["n_articles"],
        "tables": manifest["tables"],
    }
    (HERE / name / "provenance.json").write_text(json.dumps(provenance, indent=2) + "\n", encoding="utf-8")
    print(f"{name}: {manifest['n_articles']} articles, {sum(t['bytes'] for t in manifest['tables'].values()):,} bytes")


def check(name: str, corpora: Path) -> int:
    """Recompute a sample of articles and compare every table; return 1 when one differs."""
    stored = read_tables(HERE / name)
    articles = load(name, corpora)
    chosen = sorted(articles["article_id"], key=lambda i: hashlib.sha256(i.encode()).hexdigest())[:SAMPLE]
    fresh = extract_tables(articles[articles["article_id"].isin(chosen)].reset_index(drop=True), progress=False)
    differ = []
    for table, rows in fresh.items():
        ours = stored[table][stored[table]["article_id"].isin(chosen)].reset_index(drop=True)
        try:
            pd.testing.assert_frame_equal(
                without_words(rows).reset_index(drop=True), ours, check_dtype=False, rtol=1e-6
            )
        except AssertionError as error:
            differ.append(f"{table}: {str(error).splitlines()[0]}")
    if len(stored["articles"]) != len(articles):
        differ.append(f"articles: {len(stored['articles'])} stored, {len(articles)} loaded")
    said = "; ".join(differ) + "; run `make measures`" if differ else "as stored"
    print(f"{name}: {len(chosen)} of {len(articles)} articles computed again, {said}")
    return int(bool(differ))


if __name__ == "__main__":
    sys.exit(main())
