"""Real pages, mutated: cut, doubled, spliced, re-encoded, bit-flipped. Whatever comes, the law of loading holds.

The law: no exception leaves ``load_articles``, every input has a row, and every offset fits.
Run ``python tests/benchmarks/soak.py --inputs 100000``; it prints what was read and what was not, and exits 1 with
the inputs that broke the law, which it keeps.
"""

from __future__ import annotations

import argparse
import gzip
import io
import os
import random
import shutil
import sys
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from pathlib import Path

from tqdm import tqdm

from newsresearch.articles import load_articles
from newsresearch.pages import read_pages
from newsresearch.sentences import split_sentences

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("NEWSRESEARCH_SHARED", ROOT.parent / "shared")) / "corpora"
MOST = 16_000  # bytes kept of a page, so that a hundred thousand of them take an hour and not a day
ENCODINGS = ("utf-16", "utf-16-le", "cp1252", "cp949", "shift_jis", "utf-8-sig", "utf-32", "utf-7", "cp037")
ENDINGS = (
    ".txt",
    ".html",
    ".csv",
    ".json",
    ".jsonl",
    ".zip",
    ".docx",
    ".gz",
    ".parquet",
    ".xlsx",
    ".mhtml",
    ".eml",
    ".rtf",
    "",
)
BATCH = 250

Original = tuple[str, bytes]  # the ending of the name, and the content


def originals(shared: Path = SHARED) -> list[Original]:
    """Pages of the sample and, where they are, of the corpora: head and middle of long ones."""
    found: list[Original] = []
    for path in [*sorted((ROOT / "data" / "sample").iterdir()), *sorted((ROOT / "seeds").iterdir())]:
        found.append((path.suffix, path.read_bytes()))
    articles = load_articles(ROOT / "data" / "sample" / "2018_spring.jsonl")[["headline", "text", "published_date"]]
    for ending, write in ((".csv", articles.to_csv), (".parquet", articles.to_parquet), (".xlsx", articles.to_excel)):
        out = io.BytesIO()
        write(out, index=False)  # type: ignore[operator]  # three methods of one shape
        found.append((ending, out.getvalue()))
    for path in sorted(shared.glob("database_exports/*_*.*")):
        data = path.read_bytes()
        found.append((path.suffix.lower(), data if zipfile.is_zipfile(path) and len(data) < 60_000 else _short(data)))
    for path in [*sorted(shared.glob("outlet_pages/*.html.gz")), shared / "yonhap_page" / "yna_co_kr.html"]:
        if path.exists():
            data = path.read_bytes()
            found.append((".html", _short(gzip.decompress(data) if path.suffix == ".gz" else data)))
    for path in [*sorted(shared.glob("*/*.jsonl")), *sorted(shared.glob("ungdc/*.txt"))]:
        with path.open("rb") as file:
            found.append((path.suffix, file.read(MOST)))
    return found


def _short(data: bytes) -> bytes:
    """The head of a long page and the part around its story."""
    if len(data) <= MOST:
        return data
    at = max(data.find(b"<article"), data.find(b"articleParagraph"), MOST // 3)
    return data[: MOST // 3] + data[at : at + 2 * MOST // 3]


def mutated(original: Original, others: list[Original], rng: random.Random) -> Original:
    """One of the originals, with one to three things done to it, at times under another ending."""
    ending, data = original
    for _ in range(rng.choice((1, 1, 2, 3))):
        kind = rng.choice(("cut", "double", "splice", "recode", "flip", "lines", "insert"))
        a, b = sorted((rng.randrange(len(data) + 1), rng.randrange(len(data) + 1)))
        if kind == "cut":
            data = rng.choice((data[:a], data[a:], data[:a] + data[b:]))
        elif kind == "double":
            data = data[:a] + data[a:b] * rng.choice((2, 2, 3)) + data[b:]
        elif kind == "splice":
            other = rng.choice(others)[1]
            data = data[:a] + other[rng.randrange(len(other) + 1) :][:MOST] + data[b:]
        elif kind == "recode":
            data = data.decode("utf-8", "replace").encode(rng.choice(ENCODINGS), "replace")
        elif kind == "flip":
            changed = bytearray(data)
            for _ in range(max(1, len(data) // rng.choice((50, 500, 5000)))):
                if changed:
                    changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
            data = bytes(changed)
        elif kind == "lines":
            lines = data.split(b"\n")
            rng.shuffle(lines)
            data = b"\n".join(lines)
        else:
            odd = rng.choice(
                (b"\0", b"\xff", b'"', b"<", b"</", b"(", b"\r", "\u202e\u200b".encode(), b"&#0;", b"=1+1")
            )
            data = data[:a] + odd * rng.choice((1, 3, 500)) + data[a:]
    if rng.random() < 0.1:
        ending = rng.choice(ENDINGS)
    return ending, data[: 4 * MOST]


def broken(folder: Path) -> tuple[list[str], Counter[str]]:
    """Load a folder; return what broke the law, and how many rows of the ledger were read or have an error."""
    wrong: list[str] = []
    tally: Counter[str] = Counter()
    names = {path.as_posix() for path in folder.iterdir()}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ledger, articles = read_pages(folder), load_articles(folder, cache=False)
        sentences = split_sentences(articles)
    except Exception as problem:  # the law itself: nothing may arrive here
        return [f"{type(problem).__name__}: {problem}"], tally
    listed = {path.split("!")[0] for path in ledger["path"]}
    wrong += [f"no row: {name}" for name in sorted(names - listed)]
    read = ledger.loc[ledger["error"].isna(), "page_id"]
    if sorted(read) != sorted(articles["page_id"]):
        wrong.append("articles and ledger disagree")
    if ledger["page_id"].duplicated().any() or articles["article_id"].duplicated().any():
        wrong.append("an id twice")
    texts = articles.set_index("article_id")["text"]
    spans = sentences[["article_id", "start", "end", "text"]].itertuples(index=False)
    wrong += [f"offset: {article} {start}" for article, start, end, text in spans if texts[article][start:end] != text]
    tally["read"], tally["error"] = len(read), int(ledger["error"].notna().sum())
    return wrong, tally


def soak(inputs: int, seed: int = 0, *, keep: Path | None = None, minutes: float | None = None,
         progress: bool = False) -> tuple[int, list[str], Counter[str]]:  # fmt: skip  # one signature
    """Run mutated pages through loading; return how many ran, what broke the law, and the rows read or not."""
    rng = random.Random(seed)
    pages = originals()
    wrong: list[str] = []
    tally: Counter[str] = Counter()
    done, start = 0, time.monotonic()
    with tqdm(total=inputs, disable=not progress, unit=" inputs") as bar:
        while done < inputs and (minutes is None or time.monotonic() - start < 60 * minutes):
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                n = min(BATCH, inputs - done)
                for place in range(n):
                    ending, data = mutated(rng.choice(pages), pages, rng)
                    (folder / f"{place}{ending}").write_bytes(data)
                found, counts = broken(folder)
                if found and keep:
                    shutil.copytree(folder, keep / f"{seed}-{done}", dirs_exist_ok=True)
                wrong += found
                tally += counts
                done += n
                bar.update(n)
    return done, wrong, tally


def main() -> int:
    """Run the soak and print what became of the inputs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--minutes", type=float, help="stop after so many minutes")
    parser.add_argument(
        "--keep", type=Path, default=Path("soak-failures"), help="where inputs that broke the law are kept"
    )
    options = parser.parse_args()
    done, wrong, tally = soak(options.inputs, options.seed, keep=options.keep, minutes=options.minutes, progress=True)
    rows = tally["read"] + tally["error"]
    print(f"{done:,} inputs, {rows:,} rows: {tally['read']:,} read, {tally['error']:,} with an error")
    print(f"{len(wrong)} broke the law", *wrong[:20], sep="\n  ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
