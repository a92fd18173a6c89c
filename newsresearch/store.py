"""Feature tables on disk: a folder of Parquet files, written in a stream, resumable, with words or without."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from tqdm import tqdm

from newsresearch import schema
from newsresearch.articles import load_articles
from newsresearch.extract import extract_tables
from newsresearch.stories import thread_stories

BATCH = 200
"""Articles in one part: what a stop can lose, and what memory has to hold."""

FORMAT = 1
"""Raised when the layout of the folder changes; parts of another format are computed again."""


def write_tables(
    source: Any,
    out: str | Path,
    *,
    text: bool = True,
    engine: str = "local",
    workers: int | None = None,
    actors: pd.DataFrame | None = None,
    progress: bool = True,
) -> dict[str, Any]:
    """Compute all tables of ``source`` and write them as a folder of Parquet files.

    Use it for corpora that take minutes: a run that was stopped goes on where it was, and a second run over the
    same articles computes nothing. ``text=False`` leaves out every column that holds words of the source, so that
    the folder may be shared where the texts may not.

    Parameters
    ----------
    source : path, list of paths, or DataFrame
        Whatever ``load_articles`` takes, or its result (threaded or not; what is not threaded is threaded here).
    out : path
        The folder to write; made when it is not there.
    text : bool
        False leaves out ``text``, ``headline``, ``editor_note``, ``byline``, ``before``, ``after``, ``condition``,
        ``speaker`` and ``channel``.
    engine : {"local"}
        Where the work is done.
    workers : int, optional
        Processes; by default one.
    actors : DataFrame, optional
        Further rows for the actor gazetteer.
    progress : bool
        Show a progress bar.

    Returns
    -------
    dict
        The manifest, also written to ``manifest.json``: ``version``, ``format``, ``text``, ``n_articles``, and for
        each table its ``rows``, ``bytes`` and ``sha256``.

    Raises
    ------
    UsageError
        For an unknown engine, a number of workers below 1, or ``out`` being a file.

    Examples
    --------
    >>> import tempfile
    >>> page = pd.DataFrame({"article_id": ["a.1"], "text": ["North Korea said it may fire a missile."]})
    >>> write_tables(page, tempfile.mkdtemp(), text=False, progress=False)["tables"]["hedges"]["rows"]
    1
    """
    schema.one_of("engine", engine, ("local",))
    if workers is not None and workers < 1:
        raise schema.fault(f"workers={workers}", "1 or more", "leave it out for one process")
    folder = Path(out)
    if folder.is_file():
        raise schema.fault(f"out={str(out)!r}, a file", "a folder", "name a folder, or remove the file")
    articles = source if isinstance(source, pd.DataFrame) and "article_id" in source.columns else load_articles(source)
    if "story_id" not in articles.columns:
        articles = thread_stories(articles)
    parts = folder / ".parts"
    parts.mkdir(parents=True, exist_ok=True)
    batches = [articles.iloc[i : i + BATCH].reset_index(drop=True) for i in range(0, max(len(articles), 1), BATCH)]
    jobs = [(batch, parts / _fingerprint(batch, actors, text), text, actors) for batch in batches]
    for _ in tqdm(_run(jobs, workers), total=len(jobs), desc="parts", disable=not progress or len(jobs) < 2):
        pass
    manifest = {
        "version": version("newsresearch"),
        "format": FORMAT,
        "text": text,
        "n_articles": len(articles),
        "tables": {name: _join(name, [job[1] for job in jobs], folder) for name in schema_tables()},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    shutil.rmtree(parts)
    return manifest


def read_tables(folder: str | Path) -> dict[str, pd.DataFrame]:
    """Read a folder that ``write_tables`` wrote, with words or without.

    Use it to draw figures without computing anything again. It does not check that the texts behind the tables are
    still the same; ``manifest.json`` says what was read.

    Parameters
    ----------
    folder : path
        The folder.

    Returns
    -------
    dict of DataFrames
        ``articles``, ``sentences``, ``mentions``, ``statements``, ``hedges``, as ``extract_tables`` returns them; a
        wordless folder lacks the columns that hold words.

    Raises
    ------
    UsageError
        When the folder lacks a table.

    Examples
    --------
    >>> import tempfile
    >>> folder = tempfile.mkdtemp()
    >>> _ = write_tables(pd.DataFrame({"article_id": ["a.1"], "text": ["Kim spoke."]}), folder, progress=False)
    >>> len(read_tables(folder)["articles"])
    1
    """
    folder = Path(folder)
    missing = [name for name in schema_tables() if not (folder / f"{name}.parquet").is_file()]
    if missing:
        raise schema.fault(
            f"read_tables: {str(folder)!r} without {missing[0]}.parquet",
            "a folder that write_tables finished",
            "run write_tables with this folder as out; a stopped run goes on",
        )
    return {name: pd.read_parquet(folder / f"{name}.parquet") for name in schema_tables()}


def schema_tables() -> tuple[str, ...]:
    """Return the names of the stored tables, in the order of the flow.

    Examples
    --------
    >>> schema_tables()[0]
    'articles'
    """
    return ("articles", "sentences", "mentions", "statements", "hedges")


def without_words(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table without the columns that hold words of the source.

    Examples
    --------
    >>> list(without_words(pd.DataFrame({"article_id": ["a"], "text": ["secret"]})))
    ['article_id']
    """
    return table.drop(columns=[c for c in schema.WORDS if c in table.columns])


def safe_cells(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose text cells no spreadsheet takes for a formula: those that begin with = + - @ get a quote.

    Examples
    --------
    >>> safe_cells(pd.DataFrame({"headline": ["=1+1", "Talks"]}))["headline"].tolist()
    ["'=1+1", 'Talks']
    """
    out = table.copy()
    for column in out.columns[[pd.api.types.is_string_dtype(kind) for kind in out.dtypes]]:
        out[column] = out[column].where(~out[column].str.match(r"[=+\-@\t\r]", na=False), "'" + out[column])
    return out


def _run(jobs: list[tuple[pd.DataFrame, Path, bool, pd.DataFrame | None]], workers: int | None) -> Iterator[None]:
    """Write the parts that are not there yet, in this process or in several."""
    if workers is None or workers == 1:
        yield from map(_write_part, jobs)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(_write_part, jobs)


def _write_part(job: tuple[pd.DataFrame, Path, bool, pd.DataFrame | None]) -> None:
    """Compute one batch into its folder; the rename at the end makes it whole or absent."""
    articles, folder, text, actors = job
    if folder.is_dir():
        return
    tables = extract_tables(articles, actors=actors, progress=False)
    unfinished = folder.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    for name, table in tables.items():
        kept = table if text else without_words(table)
        kept.to_parquet(unfinished / f"{name}.parquet", index=False)
    unfinished.rename(folder)


def _fingerprint(articles: pd.DataFrame, actors: pd.DataFrame | None, text: bool) -> str:
    """Name a batch by its content and by what decides its result."""
    said = hashlib.sha256(f"{FORMAT} {version('newsresearch')} {text}".encode())
    for frame in (articles, actors):
        if frame is not None:
            said.update(frame.to_json(orient="split", date_format="iso").encode())
    return said.hexdigest()[:24]


def _join(name: str, parts: list[Path], folder: Path) -> dict[str, Any]:
    """Stream one table's parts into one file; return its rows, bytes and hash."""
    path = folder / f"{name}.parquet"
    rows = 0
    unified = pa.unify_schemas(
        [pq.read_schema(part / f"{name}.parquet") for part in parts], promote_options="permissive"
    )
    # Ids repeat their beginning from row to row; storing the differences makes wordless tables half as large.
    ids = {c: "DELTA_BYTE_ARRAY" for c in unified.names if c in ("statement_id", "quotation_id")}
    dictionary = [c for c in unified.names if c not in ids]
    with pq.ParquetWriter(
        path, unified, compression="zstd", compression_level=9, use_dictionary=dictionary, column_encoding=ids or None
    ) as writer:
        for part in parts:
            table = pq.read_table(part / f"{name}.parquet").cast(unified)
            rows += table.num_rows
            writer.write_table(table)
    content = path.read_bytes()
    return {"rows": rows, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
