"""The only reader of raw input: files, folders, archives, encodings, and the ledger with a row for every input."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from tqdm import tqdm

from newsresearch.forms import decoding, files, frames, mail, recognising, refusals, splitting, unpacking
from newsresearch.forms.columns import check_columns, map_columns
from newsresearch.forms.files import Source
from newsresearch.forms.limits import Limits, TooMuchError, check_limits
from newsresearch.forms.rtf import rtf_text
from newsresearch.schema import conform

MANY = 200  # files from which reading takes long enough for a bar


@dataclass(frozen=True)
class Page:
    """One input with its content: ``text`` of a page, or the ``record`` of a row; neither where ``error`` says why."""

    path: str
    place: int | None
    format: str
    encoding: str | None
    n_bytes: int
    sha256: str
    error: str | None
    text: str | None = None
    record: dict[str, Any] | None = None
    page_id: str = ""


def read_pages(
    source: Source, *, columns: Mapping[str, str] | None = None, limits: Limits | None = None
) -> pd.DataFrame:
    """List every input in ``source``, readable or not: the ledger of a corpus.

    Use it before or after ``load_articles`` to see what was found, how it was decoded and what could not be read.
    It judges the form only: whether a page holds news or a recipe is the reader's business.

    Parameters
    ----------
    source : str, path, or a list of these
        A file, a folder (read with all folders in it), a glob pattern, an archive (.zip, .tar.gz, .gz, .xz, .bz2,
        unpacked one level deep). Pages may be text, HTML, MHTML, mails, RTF or Word files; tables CSV, TSV, JSON,
        JSONL, Parquet or Excel; exports those of Factiva, Nexis, LexisNexis, ProQuest and NewsBank. A text of several
        wire stories, each with its end mark and dateline, is cut into them. Links are listed and never followed. Files
        of the system (``.DS_Store``, ``Thumbs.db``, ``__MACOSX/`` ...) and what a browser saves beside a page
        ("page_files") are listed with the format "left out", and are no unread inputs (see ``unread_in``).
    columns : mapping, optional
        For tables: the field of ours -> the name of your column, as ``{"text": "BodyText", "date": "Day"}``. Names
        in use elsewhere are known (``newsresearch.forms.columns.COLUMNS``).
    limits : Limits, optional
        Bytes of an input, bytes and members of an archive, ratio of unpacking, bytes, elements, depth and
        attributes of HTML.

    Returns
    -------
    DataFrame
        One row per input (an archive's member, a line of JSONL, a row of CSV and an article of a database export
        count as one), sorted by ``path`` and ``page_id``: ``page_id``, ``path``, ``format``, ``encoding``,
        ``n_bytes``, ``sha256``, ``error`` (NA, or what is wrong and what to do), ``place`` (line, row or number in
        its file, from 1).

    Raises
    ------
    UsageError
        When there is no such file, folder or match, or no file in the folder; when ``columns`` or ``limits`` is
        something else.

    Examples
    --------
    >>> ledger = read_pages("seeds")
    >>> ledger[["format", "encoding", "error"]].values.tolist()
    [['text', 'utf-8', nan]]
    """
    check_columns(columns, "read_pages")
    check_limits(limits, "read_pages")
    rows = [
        {
            "page_id": p.page_id, "path": p.path, "format": p.format, "encoding": p.encoding, "n_bytes": p.n_bytes,
            "sha256": p.sha256, "error": p.error, "place": p.place,
        }
        for p in iter_pages(source, columns=columns, limits=limits)
    ]  # fmt: skip  # a row on few lines reads as the row it is
    frame = pd.DataFrame(rows, columns=["page_id", "path", "format", "encoding", "n_bytes", "sha256", "error", "place"])
    return conform(frame.astype({"place": "Int64"}), "pages")


def iter_pages(
    source: Source,
    *,
    columns: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    progress: bool | None = False,
) -> Iterator[Page]:
    """Yield every input of ``source`` with its content, in order of path; for readers that stream.

    Parameters
    ----------
    source, columns, limits
        As for ``read_pages``.
    progress : bool, optional
        Show a progress bar over the files; None: from 200 files on.

    Examples
    --------
    >>> [len(page.text) for page in iter_pages("seeds")]
    [2633]
    """
    limits = limits or Limits()
    seen: Counter[str] = Counter()
    paths = files.find(source)
    show = len(paths) >= MANY if progress is None else progress
    together = frozenset(paths)
    for path in tqdm(paths, desc="files read", unit="", disable=not show):
        for page in _pages_of(path, columns or {}, limits, together):
            seen[page.page_id] += 1
            again = seen[page.page_id]
            yield replace(page, page_id=f"{page.page_id}-{again}") if again > 1 else page


def unread_in(ledger: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a ledger that could not be read; what is no document at all is none of them.

    Use it to decide whether a corpus is whole. Files of the system (``.DS_Store``, ``Thumbs.db``, ``desktop.ini``,
    ``._*``, ``__MACOSX/``) and the folder of parts that a browser saves beside a page keep their row in the ledger,
    with the format "left out", and are missing from no corpus.

    Parameters
    ----------
    ledger : DataFrame
        From ``read_pages``.

    Examples
    --------
    >>> len(unread_in(read_pages("seeds")))
    0
    """
    return ledger[ledger["error"].notna() & ledger["format"].ne(files.LEFT_OUT)]


def _pages_of(path: str, columns: Mapping[str, str], limits: Limits, together: frozenset[str]) -> Iterator[Page]:
    """Yield the pages in one file; whatever goes wrong becomes a page with an error."""
    shown = files.shown(path)
    if why := files.left_out(path, together):
        yield _left_out(shown, path, why, limits)
        return
    try:
        data = files.read(path, limits)
    except TooMuchError as excess:
        yield _failed(shown, "unknown", b"", str(excess), size=files.size(path))
        return
    except OSError as error:
        why = error.strerror or type(error).__name__
        yield _failed(shown, "unknown", b"", f"the file cannot be opened ({why}); check its name and your permission")
        return
    if not unpacking.is_archive(path, data):
        yield from _pages_in(shown, data, columns, limits)
        return
    n = 0
    members: set[str] = set()
    for member, inner, problem in unpacking.members(path, data, limits):
        n += 1
        name = f"{shown}!{files.shown(member)}" if member else shown
        if why := files.left_out(member, members):
            yield _failed(name, files.LEFT_OUT, inner, why)
            continue
        members.add(member)
        if problem:
            yield _failed(name, "archive", inner, problem)
        elif unpacking.is_archive(member, inner):
            yield _failed(name, "archive", inner, "an archive in an archive; unpack the outer one first")
        else:
            yield from _pages_in(name, inner, columns, limits)
    if not n:
        yield _failed(shown, "archive", data, "the archive holds no files; check that it was saved completely")


def _pages_in(path: str, data: bytes, columns: Mapping[str, str], limits: Limits) -> Iterator[Page]:
    """Yield the pages in the bytes of one file."""
    form = recognising.form_of(path, data)
    if not data.strip():
        yield _failed(path, form, data, "the file is empty; save it again")
        return
    if len(data) > limits.input_bytes:
        yield _failed(
            path, form, data, str(TooMuchError(len(data), limits.input_bytes, "bytes of an input", "input_bytes"))
        )
        return
    reason = refusals.refusal(form, data) or _missing_extra(form)
    if reason:
        yield _failed(path, form, data, reason)
        return
    if form in ("parquet", "excel"):
        read = frames.parquet_records if form == "parquet" else frames.excel_records
        yield from _rows(path, form, None, data, lambda: read(data, limits), columns, limits)
        return
    n_bytes = len(data)
    if form in ("docx", "rtf"):
        try:
            text = splitting.docx_text(data, limits) if form == "docx" else rtf_text(data, limits)
            encoding = "utf-8" if form == "docx" else "rtf"
        except TooMuchError as problem:
            yield _failed(path, form, data, str(problem))
            return
        except (ValueError, KeyError, OSError) as problem:
            yield _failed(path, form, data, f"the Word file cannot be opened ({problem}); save it again as .docx")
            return
    elif form == "mail":
        try:
            form, text, encoding = mail.page_of(data, limits)
            n_bytes = len(text)  # without its pictures
        except ValueError as problem:
            yield _failed(path, form, data, str(problem))
            return
        if reason := _missing_extra(form):
            yield _failed(path, form, data, reason)
            return
    else:
        text, encoding = decoding.decode(data, html=form == "html")
    if form in ("jsonl", "json", "csv", "tsv"):
        yield from _rows(
            path, form, encoding, data, lambda: splitting.records(form, text, limits, columns), columns, limits
        )
        return
    form, pieces = splitting.articles_in(form, text)
    if len(pieces) > limits.table_rows:
        many = TooMuchError(len(pieces), limits.table_rows, "articles of an export", "table_rows")
        yield _failed(path, form, data, str(many))
        return
    if form == "html" and (excess := _too_much_html(text, n_bytes, limits)):
        yield _failed(path, form, data, str(excess))
        return
    several = len(pieces) > 1
    for n, piece in enumerate(pieces, 1):
        raw = piece.encode("utf-8", "surrogatepass") if several else data
        error = refusals.no_article(piece, html=form in ("html", "factiva", "nexis"))
        yield Page(
            path, n if several else None, form, encoding, len(raw), hashlib.sha256(raw).hexdigest(), error,
            None if error else piece, page_id=_id(piece),
        )  # fmt: skip  # a row on few lines reads as the row it is


def _too_much_html(text: str, n_bytes: int, limits: Limits) -> TooMuchError | None:
    """Say which limit of a page of HTML is passed; what is within them is parsed in seconds."""
    for given, allowed, what, name in (
        (n_bytes, limits.html_bytes, "bytes of an HTML page", "html_bytes"),
        (text.count("<") - text.count("</"), limits.html_elements, "elements of an HTML page", "html_elements"),
        (decoding.depth_of(text), limits.html_depth, "levels of nested HTML", "html_depth"),
        (decoding.attributes_of(text), limits.html_attributes, "attributes of an element", "html_attributes"),
    ):
        if given > allowed:
            return TooMuchError(given, allowed, what, name)
    return None


def _rows(
    path: str, form: str, encoding: str | None, data: bytes, read: Any, columns: Mapping[str, str], limits: Limits
) -> Iterator[Page]:
    """Yield a page for each record that ``read`` gives as (place, record, problem)."""
    n = 0
    try:
        for place, record, wrong in read():
            n += 1
            line = json.dumps(record, sort_keys=True, ensure_ascii=False, default=str)
            raw = line.encode("utf-8", "surrogatepass")
            excess = _too_much_row(record, len(raw), limits)
            wrong = str(excess) if excess else wrong
            fields, lack = (None, wrong) if wrong else map_columns(record, columns)
            lack = decoding.whole(lack) if lack else None  # it may quote names of columns
            yield Page(
                path, place, form, encoding, len(raw), hashlib.sha256(raw).hexdigest(), lack,
                record=None if lack else fields, page_id=_id(line),
            )  # fmt: skip  # a row on few lines reads as the row it is
    except TooMuchError as problem:
        yield _failed(path, form, data, str(problem))
        return
    except (ValueError, KeyError, OSError, ImportError, RecursionError) as problem:
        yield _failed(path, form, data, f"the table cannot be read ({str(problem)[:200]}); open and save it again")
        return
    if not n:
        yield _failed(path, form, data, "the table has no rows; check that it was saved completely")


def _too_much_row(record: Mapping[str, Any], n_bytes: int, limits: Limits) -> TooMuchError | None:
    """Say which limit the row of a table passes: it is an input like a file."""
    for given, allowed, what, name in (
        (len(record), limits.table_columns, "columns of a table", "table_columns"),
        (n_bytes, limits.input_bytes, "bytes of an input", "input_bytes"),
    ):
        if given > allowed:
            return TooMuchError(given, allowed, what, name)
    return None


def _missing_extra(form: str) -> str | None:
    """Say which extra a form needs when it is not installed."""
    needs = {"html": ("trafilatura", "html"), "excel": ("openpyxl", "exports"), "parquet": ("pyarrow", "exports")}
    if form in needs and importlib.util.find_spec(needs[form][0]) is None:
        part, extra = needs[form]
        return f"reading {form} needs {part}, which is not installed; run: pip install 'newsresearch[{extra}]'"
    return None


def _left_out(shown: str, path: str, why: str, limits: Limits) -> Page:
    """Return the row of a file that is no document, whether it can be opened or not."""
    try:
        return _failed(shown, files.LEFT_OUT, files.read(path, limits), why)
    except (OSError, TooMuchError):
        return _failed(shown, files.LEFT_OUT, b"", why, size=files.size(path))


def _failed(path: str, form: str, data: bytes, error: str, *, size: int | None = None) -> Page:
    digest = hashlib.sha256(data).hexdigest()
    key = hashlib.sha256(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")).hexdigest()[:16]
    return Page(path, None, form, None, len(data) if size is None else size, digest, error, page_id=key)


def _id(content: str) -> str:
    """Return the id of a content: the same for every path, order and line ending."""
    plain = content.replace("\r\n", "\n").replace("\r", "\n")
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:16]
