"""Feature tables on disk: a folder of Parquet files, written in a stream, resumable, with words or without."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from tqdm import tqdm

from newsresearch import schema
from newsresearch.actors import load_actors
from newsresearch.articles import load_articles
from newsresearch.extract import extract_tables
from newsresearch.features.issues import check_issues
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
    issues: pd.DataFrame | None = None,
    progress: bool = True,
) -> dict[str, Any]:
    """Compute all tables of ``source`` and write them as a folder of Parquet files.

    Use it for corpora that take minutes: a run that was stopped goes on where it was, and a second run over the
    same articles computes nothing. A folder holds one source: tables of other articles in it are not replaced.
    ``text=False`` leaves out every column that holds words of the source, so that
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
    actors, issues : DataFrame, optional
        As for ``extract_tables``.
    progress : bool
        Show a progress bar.

    Returns
    -------
    dict
        The manifest, also written to ``manifest.json``: ``version``, ``format``, ``text``, ``source`` (as given,
        or what the table of articles holds), ``n_articles``, and for each table its ``rows``, ``bytes`` and ``sha256``.

    Raises
    ------
    UsageError
        For an unknown engine, a number of workers below 1, an ``out`` that is a file, cannot be written or holds the
        tables of another source (none of its articles is among these, and its name is another); NothingReadError, a
        kind of it, when a source is named that holds no article.

    Examples
    --------
    >>> import tempfile
    >>> page = pd.DataFrame({"article_id": ["a.1"], "text": ["North Korea said it may fire a missile."]})
    >>> write_tables(page, tempfile.mkdtemp(), text=False, progress=False)["tables"]["hedges"]["rows"]
    1
    """
    call = "write_tables"
    schema.one_of("engine", engine, ("local",))
    schema.check_flag("text", text, call)
    schema.check_flag("progress", progress, call)
    if workers is not None:
        schema.check_count("workers", workers, 1, call)
    if actors is not None:
        actors = load_actors(actors, call=f"{call}(actors=...)")
    check_issues(issues, f"{call}(issues=...)")
    folder = writable_folder("out", out, call)
    loaded = isinstance(source, pd.DataFrame) and "article_id" in source.columns
    articles = source if loaded else load_articles(source)
    if not loaded:
        need_articles(articles, source, call)
    name = name_source(source if not isinstance(source, pd.DataFrame) else articles.attrs.get("source"), articles)
    if "story_id" not in articles.columns:
        articles = thread_stories(articles)
    _refuse_another(folder, name, articles, call)
    parts = folder / ".parts"
    parts.mkdir(parents=True, exist_ok=True)
    batches = [articles.iloc[i : i + BATCH].reset_index(drop=True) for i in range(0, max(len(articles), 1), BATCH)]
    jobs = [_Job(b, parts / _fingerprint(b, actors, issues, text), text, actors, issues) for b in batches]
    for _ in tqdm(_run(jobs, workers), total=len(jobs), desc="parts", disable=not progress or len(jobs) < 2):
        pass
    manifest = {
        "version": version("newsresearch"),
        "format": FORMAT,
        "text": text,
        "source": name,
        "n_articles": len(articles),
        "tables": {table: _join(table, [job.folder for job in jobs], folder) for table in schema_tables()},
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
    folder = schema.as_path("folder", folder, "read_tables")
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


def writable_folder(name: str, folder: str | Path, call: str) -> Path:
    """Return a folder that can be written to, made where it is not there, or raise in one sentence.

    Examples
    --------
    >>> import tempfile
    >>> writable_folder("out", tempfile.mkdtemp(), "write_tables").is_dir()
    True
    """
    path = schema.as_path(name, folder, call)
    reason = "a file" if path.is_file() else ""
    try:
        if not reason:
            path.mkdir(parents=True, exist_ok=True)
            reason = "" if os.access(path, os.W_OK) else "which may not be written to"
    except OSError as error:
        reason = f"which cannot be made ({error.strerror})"
    if reason:
        raise schema.fault(
            f"{call}: {name}={str(folder)!r}, {reason},",
            "a folder that can be made and written to",
            "name another folder",
        )
    return path


def need_articles(articles: pd.DataFrame, source: object, call: str) -> None:
    """Raise NothingReadError when a source gave no article.

    Examples
    --------
    >>> need_articles(pd.DataFrame({"article_id": ["a.1"]}), "my_folder", "report")
    """
    if articles.empty:
        raise schema.fault(
            f"{call}: {name_source(source, articles)}, in which no article was found,",
            "files, folders, globs or archives that hold an article",
            "see why in read_pages(source), which lists every input",
            kind=schema.NothingReadError,
        )


def name_source(source: object, articles: pd.DataFrame) -> str:
    """Name a source as it was given, or the table of articles by its number of rows and its first id.

    Examples
    --------
    >>> name_source(["a.txt", "b.txt"], pd.DataFrame()), name_source(None, pd.DataFrame({"article_id": ["a.1"]}))
    ('a.txt, b.txt', "a table of 1 article, the first 'a.1'")
    """
    if isinstance(source, (str, os.PathLike)):
        return str(source)
    if isinstance(source, (list, tuple)):
        return ", ".join(map(str, source))
    number = len(articles)
    first = f", the first {str(articles['article_id'].min())!r}" if number else ""
    return f"a table of {number:,} article{'' if number == 1 else 's'}{first}"


def _refuse_another(folder: Path, name: str, articles: pd.DataFrame, call: str) -> None:
    """Raise when the folder holds finished tables of another source: another name, and no article of these."""
    table, manifest = folder / "articles.parquet", folder / "manifest.json"
    if not table.is_file():
        return
    held = pd.read_parquet(table, columns=["article_id"])
    earlier = name_source(None, held)
    if manifest.is_file():
        earlier = json.loads(manifest.read_text(encoding="utf-8")).get("source", earlier)
    if held.empty or earlier == name or held["article_id"].isin(articles["article_id"].astype("str")).any():
        return
    raise schema.fault(
        f"{call}: out={str(folder)!r}, which holds the tables of another source ({earlier}), for {name}",
        "a folder that is empty, or holds tables of the same source, which then goes on where it was",
        "name another folder, or remove the tables in this one first",
    )


class _Job(NamedTuple):
    """A part of the work: some articles, the folder of their tables, and what decides what is in them."""

    articles: pd.DataFrame
    folder: Path
    text: bool
    actors: pd.DataFrame | None
    issues: pd.DataFrame | None


def _run(jobs: list[_Job], workers: int | None) -> Iterator[None]:
    """Write the parts that are not there yet, in this process or in several."""
    if workers is None or workers == 1:
        yield from map(_write_part, jobs)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(_write_part, jobs)


def _write_part(job: _Job) -> None:
    """Compute one batch into its folder; the rename at the end makes it whole or absent."""
    if job.folder.is_dir():
        return
    tables = extract_tables(job.articles, actors=job.actors, issues=job.issues, progress=False)
    unfinished = job.folder.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    for name, table in tables.items():
        kept = table if job.text else without_words(table)
        kept.to_parquet(unfinished / f"{name}.parquet", index=False)
    unfinished.rename(job.folder)


def _fingerprint(articles: pd.DataFrame, actors: pd.DataFrame | None, issues: pd.DataFrame | None, text: bool) -> str:
    """Name a batch by its content and by what decides its result."""
    said = hashlib.sha256(f"{FORMAT} {version('newsresearch')} {text}".encode())
    for frame in (articles, actors, issues):
        said.update(b"|")
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
