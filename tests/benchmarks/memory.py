"""Peak memory of reading a corpus and of writing its tables, as it grows a hundredfold.

Run ``python tests/benchmarks/memory.py --inputs 1000 10000 100000``. Each row is measured in a process of its own, on
small wire articles of ours that are all different; the megabytes are the highest that the process held
(``ru_maxrss``), and those of its start stand beside them; with ``--workers`` those of its largest worker too. "stream"
reads page by page and keeps nothing, "load" makes the table of articles, "thread" finds the stories in it, "write"
writes all tables, with the texts threaded before.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

LINES = 10_000  # of one file
STEPS = ("stream", "load", "thread", "write")
SPEAKERS = ("The South Korean ministry", "A U.S. envoy", "North Korea's foreign ministry", "A Chinese spokesman")
VERBS = ("said", "told reporters", "announced", "stated")
SYLLABLES = ("ba", "do", "fen", "gir", "hul", "ka", "lo", "mer", "nis", "pol", "ra", "sed", "tun", "vi", "wor", "zel")
ENDS = ("talks may resume next month", "sanctions will stay", "the exercises were likely over", "no date had been set",
        "the proposal was rejected", "a missile could be tested")  # fmt: skip  # one list


def write_corpus(folder: Path, n: int, seed: int = 0) -> None:
    """Write ``n`` different articles of three sentences as JSONL; like news, two of them share hardly four words."""
    rng = random.Random(seed)
    words = ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 3))) for _ in range(3000)]
    folder.mkdir()
    for start in range(0, n, LINES):
        with (folder / f"{start}.jsonl").open("w", encoding="utf-8") as file:
            for place in range(start, min(start + LINES, n)):
                said = " ".join(
                    f"{rng.choice(SPEAKERS)} {rng.choice(VERBS)} that {rng.choice(ENDS)} as the "
                    f"{' '.join(rng.choices(words, k=5))} and the {' '.join(rng.choices(words, k=6))} had."
                    for _ in range(3)
                )
                day = f"20{10 + place % 10}-{1 + place % 12:02}-{1 + place % 28:02}"
                text = f"SEOUL (Sample) -- {said}"
                record = {"headline": f"Item {place}", "date": day, "source": "Sample", "text": text}
                file.write(json.dumps(record) + "\n")


def measure(step: str, source: str, out: str, workers: int) -> None:
    """Do one step in this process and print articles, seconds, and megabytes at the start, at most and of a worker."""
    from newsresearch.articles.loading import article_in, load_articles
    from newsresearch.pages import iter_pages
    from newsresearch.store import write_tables
    from newsresearch.stories import thread_stories

    warnings.simplefilter("ignore")
    first = Path(out, f"first {step}")
    write_corpus(first, 10)
    warm = thread_stories(load_articles(first, cache=False))  # models and tables are no part of the growth
    write_tables(warm, Path(out, f"warm {step}"), progress=False)
    before, start = _peak(), time.perf_counter()
    if step == "stream":
        n = sum(bool(article_in(page).paragraphs) for page in iter_pages(source))
    elif step == "write":
        n = int(write_tables(source, Path(out, "tables"), workers=workers, progress=False)["n_articles"])
    else:
        articles = load_articles(source, cache=False, progress=False)
        n = len(thread_stories(articles) if step == "thread" else articles)
    seconds = time.perf_counter() - start
    print(json.dumps([n, seconds, before, _peak(), _peak(resource.RUSAGE_CHILDREN)]))


def _peak(whose: int = resource.RUSAGE_SELF) -> int:
    return resource.getrusage(whose).ru_maxrss // 1024


def main() -> None:
    """Print a row for each step and number of articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--steps", nargs="+", choices=STEPS, default=list(STEPS))
    parser.add_argument("--workers", type=int, default=1, help="processes that write tables")
    parser.add_argument("--measure", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(*options.measure, options.workers)
        return
    head = f"{'step':8}{'articles':>9}{'MB of text':>12}{'seconds':>9}{'MB at start':>13}"
    print(f"{head}{'MB at most':>12}{'of a worker':>13}")
    for n in options.inputs:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "corpus")
            write_corpus(source, n)
            for step in options.steps:
                command = [sys.executable, __file__, "--measure", step, str(source), folder]
                command += ["--workers", str(options.workers)]
                done = subprocess.run(command, capture_output=True, text=True, check=True)
                found, seconds, before, most, worker = json.loads(done.stdout.splitlines()[-1])
                size = sum(path.stat().st_size for path in source.iterdir()) / 1e6
                print(f"{step:8}{found:9}{size:12.1f}{seconds:9.1f}{before:13}{most:12}{worker:13}", flush=True)


if __name__ == "__main__":
    main()
