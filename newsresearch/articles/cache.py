"""Articles read before, kept by content in the user's cache folder, so that a second run parses nothing again."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Any

import pandas as pd
from platformdirs import user_cache_path

PLACE = "NEWSRESEARCH_CACHE"
"""Environment variable that names another folder for the cache."""
WAIT = 1.0  # seconds for another process that writes; after these the articles are read without the cache
PENDING = 500  # rows written in one step: a run that breaks off loses no more of them
FAILURES = (sqlite3.Error, OSError)


def cache_file() -> Path:
    """Return the file that holds the cache; it may be deleted at any time.

    Examples
    --------
    >>> cache_file().name
    'articles.sqlite'
    """
    folder = os.environ.get(PLACE)
    return (Path(folder) if folder else user_cache_path("newsresearch")) / "articles.sqlite"


class ArticleCache:
    """Rows of articles by the content that they were read from.

    A database that two processes may use at once; where it cannot be opened or written, nothing is kept and nothing
    fails. A key holds the content, the form, the names of columns and the code that reads, so that a new version of
    the package never meets old rows.
    """

    def __init__(self, columns: Mapping[str, str] | None = None) -> None:
        self._about = f"{fingerprint()}|{sorted((columns or {}).items())}"
        self._base: sqlite3.Connection | None = None
        self._pending: list[tuple[bytes, bytes]] = []

    def __enter__(self) -> ArticleCache:
        try:
            path = cache_file()
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
            self._base.execute("PRAGMA journal_mode=WAL")  # readers do not wait for a writer
            self._base.execute("CREATE TABLE IF NOT EXISTS articles (key BLOB PRIMARY KEY, row BLOB) WITHOUT ROWID")
        except FAILURES:
            self._close()
        return self

    def __exit__(self, kind: type | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        self._write()
        self._close()

    def key(self, *parts: object) -> bytes:
        """Return the key of a content, its parts told apart."""
        return hashlib.sha256(repr((self._about, parts)).encode("utf-8", "surrogatepass")).digest()

    def get(self, key: bytes) -> dict[str, Any] | None:
        """Return the row kept under a key, or None."""
        if self._base is None:
            return None
        try:
            found = self._base.execute("SELECT row FROM articles WHERE key = ?", (key,)).fetchone()
            return _loaded(found[0]) if found else None
        except (*FAILURES, ValueError, KeyError, TypeError, zlib.error):  # someone else's bytes, or a broken file
            return None

    def put(self, key: bytes, row: Mapping[str, Any]) -> None:
        """Keep a row under a key."""
        if self._base is not None:
            self._pending.append((key, _dumped(row)))
            if len(self._pending) >= PENDING:
                self._write()

    def _write(self) -> None:
        if self._base is None or not self._pending:
            return
        try:
            self._base.execute("BEGIN IMMEDIATE")
            self._base.executemany("INSERT OR REPLACE INTO articles VALUES (?, ?)", self._pending)
            self._base.execute("COMMIT")
        except FAILURES:
            self._close()
        self._pending = []

    def _close(self) -> None:
        if self._base is not None:
            self._base.close()
        self._base = None


@cache
def fingerprint() -> str:
    """Return a digest of what decides how a page is read: the code of these rooms, the outlets, the HTML library."""
    package = Path(__file__).parents[1]
    parts = [*sorted((package / "articles").glob("*.py")), *sorted((package / "forms").glob("*.py"))]
    digest = hashlib.sha256()
    for path in [*parts, package / "lexicons" / "outlets.csv"]:
        digest.update(path.read_bytes())
    with suppress(metadata.PackageNotFoundError):  # an extra
        digest.update(metadata.version("trafilatura").encode())
    return digest.hexdigest()


def _dumped(row: Mapping[str, Any]) -> bytes:
    plain = {k: v.isoformat() if isinstance(v, (dt.datetime, dt.date)) else v for k, v in row.items()}
    return zlib.compress(json.dumps(plain).encode(), 1)


def _loaded(data: bytes) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(zlib.decompress(data))
    if row["published_at"] is not None:
        row["published_at"] = dt.datetime.fromisoformat(row["published_at"])
    if row["published_date"] is not None:
        row["published_date"] = pd.Timestamp(row["published_date"])
    return row
