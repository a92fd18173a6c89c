"""Articles a second and peak memory of loading: wire text, JSONL, HTML, and a second run from the cache.

Run ``python tests/benchmarks/loading.py``. Each row is measured in a process of its own, on pages of the sample that
are made different by a line; "streamed" reads page by page and keeps nothing, as the writer of tables does.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
FORMS = ("text", "jsonl", "html")


def write_pages(folder: Path, form: str, n: int) -> None:
    """Write ``n`` different pages of a form: files of text or HTML, or lines of one file."""
    if form == "jsonl":
        records = [json.loads(line) for line in (SAMPLE / "2018_spring.jsonl").read_text(encoding="utf-8").splitlines()]
        with (folder / "pages.jsonl").open("w", encoding="utf-8") as file:
            for place in range(n):
                record = records[place % len(records)]
                file.write(
                    json.dumps(record | {"text": f"{record['text']}\n\nThis is copy {place} of the page."}) + "\n"
                )
        return
    ending = {"text": ".txt", "html": ".html"}[form]
    pages = [path.read_text(encoding="utf-8") for path in sorted(SAMPLE.glob(f"*{ending}"))]
    for place in range(n):
        page = pages[place % len(pages)]
        (folder / f"{place}{ending}").write_text(
            page.replace("(Sample) -- ", f"(Sample) -- In copy {place}, "), "utf-8"
        )


def measure(folder: str, mode: str) -> None:
    """Load the folder once and print seconds and megabytes; runs in its own process."""
    from newsresearch.articles.loading import article_in, load_articles
    from newsresearch.pages import iter_pages

    load_articles(SAMPLE, cache=False)  # imports and tables are no part of the time
    start = time.process_time()
    if mode == "streamed":
        n = sum(bool(article_in(page).paragraphs) for page in iter_pages(folder))
    else:
        n = len(load_articles(folder, cache=mode == "cached", progress=False))
    seconds = time.process_time() - start
    print(json.dumps([n, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024]))


def main() -> None:
    """Print a row for each form and number of pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(*options.measure)
        return
    print(f"{'form':8}{'pages':>8}  {'mode':10}{'pages/s':>9}{'peak MB':>9}")
    for form in FORMS:
        for n in options.inputs:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name, "pages")
                folder.mkdir()
                write_pages(folder, form, n)
                for mode in ("table", "streamed", "cached", "cached"):
                    command = [sys.executable, __file__, "--measure", str(folder), mode]
                    environment = os.environ | {"NEWSRESEARCH_CACHE": f"{name}/cache"}
                    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
                    found, seconds, memory = json.loads(done.stdout.splitlines()[-1])
                    print(f"{form:8}{found:8}  {mode:10}{found / seconds:9.0f}{memory:9}")


if __name__ == "__main__":
    main()
