"""Tables that are no text: Parquet and Excel, read as records within the limits."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from newsresearch.forms import columns, unpacking
from newsresearch.forms.limits import Limits, TooMuchError

BATCH = 20  # rows unpacked at once, so that long texts stay few in memory
HEAD_ROWS = 20  # a sheet may have a title and notes above its column names
ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
Record = tuple[int, dict[str, Any], str | None]


def parquet_records(data: bytes, limits: Limits) -> Iterator[Record]:
    """Yield (row, record, None) of a Parquet file, in batches.

    Raises
    ------
    ValueError
        When the bytes are no Parquet file, or unpack beyond the limits.
    """
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        size = sum(file.metadata.row_group(n).total_byte_size for n in range(file.metadata.num_row_groups))
        if size > limits.archive_bytes:
            raise TooMuchError(size, limits.archive_bytes, "bytes unpacked", "archive_bytes")
        place = unpacked = 0
        for batch in file.iter_batches(batch_size=BATCH):
            unpacked += batch.nbytes  # a value that repeats is stored once, and counted once above
            if unpacked > limits.archive_bytes:
                raise TooMuchError(unpacked, limits.archive_bytes, "bytes unpacked", "archive_bytes")
            for record in batch.to_pylist():
                place += 1
                yield place, {str(name): _plain(value) for name, value in record.items()}, None
    except (pa.ArrowException, OverflowError) as problem:
        raise ValueError("it is cut off or no Parquet inside") from problem


def excel_records(data: bytes, limits: Limits) -> Iterator[Record]:
    """Yield (row, record, None) of every sheet of an .xlsx file; a formula gives its saved value.

    The first row of a sheet that has two words or more, or the name of a text column, names the columns. Rows are
    counted over all sheets.

    Raises
    ------
    ValueError
        When the bytes are no Excel file, declare XML entities, or unpack beyond the limits.
    """
    import openpyxl

    _check_parts(data, limits)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        place = 0
        for sheet in book.worksheets:
            names: list[str] | None = None
            for n, row in enumerate(sheet.iter_rows(values_only=True)):
                if names is None:
                    said = [cell for cell in row if isinstance(cell, str) and cell.strip()]
                    if n < HEAD_ROWS and (
                        len(said) > 1 or (said and columns.key_of(said[0]) in columns.COLUMNS["text"])
                    ):
                        names = [
                            str(cell).strip() if cell is not None else f"column {m}" for m, cell in enumerate(row, 1)
                        ]
                    elif n >= HEAD_ROWS:
                        break
                elif any(cell not in (None, "") for cell in row):
                    place += 1
                    yield place, {name: _plain(cell) for name, cell in zip(names, row, strict=False)}, None
    except TooMuchError:
        raise
    except Exception as problem:  # openpyxl passes on whatever its XML reader and its own parts raise
        raise ValueError(f"{type(problem).__name__}: {str(problem)[:100]}") from problem


def _check_parts(data: bytes, limits: Limits) -> None:
    """Raise where a zipped document unpacks beyond the limits or its XML declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            total = 0
            for info in archive.infolist():
                total += info.file_size
                if total > limits.archive_bytes or len(archive.infolist()) > limits.archive_members:
                    raise TooMuchError(total, limits.archive_bytes, "bytes unpacked", "archive_bytes")
                if info.file_size > limits.archive_ratio * max(info.compress_size, 1000):
                    raise TooMuchError(info.file_size // max(info.compress_size, 1), limits.archive_ratio,
                                       "times its packed size", "archive_ratio")  # fmt: skip  # one call
                if info.filename.endswith((".xml", ".rels")):
                    with archive.open(info) as part:
                        if ENTITY.search(part.read(65_536).replace(b"\0", b"")):  # in UTF-16 too
                            raise ValueError("it declares XML entities")
    except unpacking.BROKEN as problem:
        raise ValueError(str(problem)[:100] or type(problem).__name__) from problem


def _plain(value: Any) -> Any:
    """Return a cell as JSON knows it: times as ISO text, bytes as text."""
    if isinstance(value, (dt.datetime, dt.date)):
        midnight = isinstance(value, dt.datetime) and value.tzinfo is None and value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat()  # type: ignore[attr-defined]  # mypy loses `and`
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
