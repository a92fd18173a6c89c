"""Feature tables on disk: a folder of Parquet files, written in a stream, resumable, with words or without."""

from __future__ import annotations

import json
import os
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd
from tqdm import tqdm

from newsresearch import schema
from newsresearch.actors import load_actors
from newsresearch.articles import load_articles
from newsresearch.features.issues import check_issues
from newsresearch.parts import (
    FORMAT,
    Options,
    check_values,
    join_parts,
    safe_cells,
    schema_tables,
    without_words,
    write_parts,
)
from newsresearch.stories import thread_stories

__all__ = [
    "name_source",
    "need_articles",
    "read_tables",
    "safe_cells",
    "schema_tables",
    "without_words",
    "writable_folder",
    "write_tables",
]

BATCH = 200
"""Articles in one part: what a stop can lose, and what memory has to hold."""


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
    check_values(articles, call)
    _refuse_another(folder, name, articles, call)
    parts = folder / ".parts"
    parts.mkdir(parents=True, exist_ok=True)
    starts = range(0, max(len(articles), 1), BATCH)
    batches = (articles.iloc[start : start + BATCH].reset_index(drop=True) for start in starts)
    written = write_parts(batches, parts, Options(text, actors, issues), workers or 1)
    show = progress and len(starts) > 1
    folders = list(tqdm(written, total=len(starts), desc="parts", disable=not show))
    manifest = {
        "version": version("newsresearch"),
        "format": FORMAT,
        "text": text,
        "source": name,
        "n_articles": len(articles),
        "tables": {table: join_parts(table, folders, folder) for table in schema_tables()},
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


def writable_folder(name: str, folder: str | Path, call: str) -> Path:
    """Return a folder that can be written to, made where it is not there, or raise in one sentence.

    Examples
    --------
    >>> import tempfile
    >>> writable_folder("out", tempfile.mkdtemp(), "write_tables").is_dir()
    True
    """
    path = schema.as_path(name, folder, call)
    reason = ""
    try:
        if path.is_file():
            reason = "a file"
        else:
            path.mkdir(parents=True, exist_ok=True)
            reason = "" if os.access(path, os.W_OK) else "which may not be written to"
    except OSError as error:
        reason = f"which cannot be made ({error.strerror})"
    except ValueError as error:  # a NUL in the name
        reason = f"which cannot be made ({error})"
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
