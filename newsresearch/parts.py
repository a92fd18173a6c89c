"""Parts of a long run: batches of articles computed into folders, in one process or several, and joined in a stream."""

from __future__ import annotations

import hashlib
import shutil
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from newsresearch import schema
from newsresearch.extract import extract_tables

FORMAT = 1
"""Raised when the layout of the folder changes; parts of another format are computed again."""
AHEAD = 2  # batches for each process that wait to be computed; more would only fill the memory


class Options(NamedTuple):
    """What, besides its articles, decides what is in a part."""

    text: bool
    actors: pd.DataFrame | None
    issues: pd.DataFrame | None


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


def check_values(articles: pd.DataFrame, call: str) -> None:
    """Raise where a column of one's own holds values that Parquet has no type for.

    Examples
    --------
    >>> check_values(pd.DataFrame({"article_id": ["a.1"], "coder": [None]}), "write_tables")
    """
    for name in articles.columns[articles.dtypes == "object"]:
        try:
            pa.array(articles[name], from_pandas=True)
        except (pa.ArrowException, OverflowError) as problem:
            kinds = ", ".join(sorted({type(value).__name__ for value in articles[name]})[:3])
            raise schema.fault(
                f"{call}: articles with the column {name}, which holds {kinds},",
                "columns of text, numbers, truth values or times, one kind in each",
                "convert the column with .astype('str'), or drop it",
            ) from problem


def write_parts(batches: Iterable[pd.DataFrame], out: Path, options: Options, workers: int) -> Iterator[Path]:
    """Write the parts that are not there yet and yield the folder of each, in order; few batches are held at once.

    Examples
    --------
    >>> import tempfile
    >>> page = pd.DataFrame({"article_id": ["a.1"], "text": ["Kim spoke."]})
    >>> folders = list(write_parts([page], Path(tempfile.mkdtemp()), Options(True, None, None), 1))
    >>> sorted(path.stem for path in folders[0].iterdir())
    ['articles', 'hedges', 'mentions', 'sentences', 'statements']
    """
    about = hashlib.sha256(f"{FORMAT} {version('newsresearch')} {options.text}".encode())
    for frame in (options.actors, options.issues):
        about.update(b"|" + (b"" if frame is None else _json(frame)))
    jobs = ((batch, out / _named(batch, about.digest()), options) for batch in batches)
    if workers == 1:
        for job in jobs:
            yield _write(*job)
        return
    waiting: deque[Future[Path]] = deque()
    with ProcessPoolExecutor(workers) as pool:
        for job in jobs:
            waiting.append(pool.submit(_write, *job))
            if len(waiting) >= AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _json(frame: pd.DataFrame) -> bytes:
    return frame.to_json(orient="split", date_format="iso").encode()


def _named(articles: pd.DataFrame, about: bytes) -> str:
    """Name a batch by its content and by what decides its result."""
    return hashlib.sha256(about + _json(articles)).hexdigest()[:24]


def _write(articles: pd.DataFrame, folder: Path, options: Options) -> Path:
    """Compute one batch into its folder; the rename at the end makes it whole or absent."""
    if folder.is_dir():
        return folder
    tables = extract_tables(articles, actors=options.actors, issues=options.issues, progress=False)
    unfinished = folder.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    for name, table in tables.items():
        kept = table if options.text else without_words(table)
        kept.to_parquet(unfinished / f"{name}.parquet", index=False)
    unfinished.rename(folder)
    return folder


def join_parts(name: str, parts: list[Path], folder: Path) -> dict[str, Any]:
    """Stream one table's parts into one file; return its rows, bytes and hash.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> for part in "ab":
    ...     (folder / part).mkdir()
    ...     pd.DataFrame({"article_id": [part]}).to_parquet(folder / part / "articles.parquet")
    >>> join_parts("articles", [folder / "a", folder / "b"], folder)["rows"]
    2
    """
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
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"rows": rows, "bytes": path.stat().st_size, "sha256": digest}
