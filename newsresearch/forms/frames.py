"""Tables that are no text: Parquet and Excel, read as records within the limits."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from newsresearch.forms import columns, unpacking
from newsresearch.forms.limits import Limits, TooMuchError, check_size

BATCH = 20  # rows unpacked at once, so that long texts stay few in memory
OPEN_BYTES = 50_000_000  # of the rows unpacked at once
COUNTED = 1000  # rows counted at once
POINTER = 8  # bytes that an item of a list takes at least
MOST_ROWS = 1_048_576  # of a sheet, in Excel itself
PIECE = 1_000_000  # bytes of a part of a workbook looked through at once
HEAD_ROWS = 20  # a sheet may have a title and notes above its column names
ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
Record = tuple[int, dict[str, Any], str | None]


def parquet_records(data: bytes, limits: Limits) -> Iterator[Record]:
    """Yield (row, record, None) of a Parquet file, in batches.

    Before the first row is given, rows, columns and cells are counted in the footer, and then the bytes that the
    values unpack to: one that repeats is stored once.

    Raises
    ------
    ValueError
        When the bytes are no Parquet file, or unpack beyond the limits.
    """
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        largest = _check_parquet(file, data, limits)
        place = 0
        for batch in file.iter_batches(batch_size=max(1, min(BATCH, OPEN_BYTES // max(1, largest)))):
            for record in batch.to_pylist():
                place += 1
                yield place, {str(name): _plain(value) for name, value in record.items()}, None
    except (pa.ArrowException, OverflowError) as problem:
        raise ValueError("it is cut off or no Parquet inside") from problem


def _check_parquet(file: Any, data: bytes, limits: Limits) -> int:
    """Return the bytes of the largest row, at most; raise where a Parquet file unpacks beyond the limits."""
    from pyarrow import parquet

    footer = file.metadata
    groups = [footer.row_group(n) for n in range(footer.num_row_groups)]
    check_size(limits, rows=footer.num_rows, columns=footer.num_columns)
    check_size(limits, parts=sum(group.column(n).num_values for group in groups for n in range(group.num_columns)))
    if (size := sum(group.total_byte_size for group in groups)) > limits.archive_bytes:
        raise TooMuchError(size, limits.archive_bytes, "bytes unpacked", "archive_bytes")
    leaves = [footer.schema.column(n) for n in range(footer.num_columns)]
    packed = [leaf.path for leaf in leaves if leaf.physical_type == "BYTE_ARRAY"]  # values that repeat stay stored once
    unpacked = largest = 0
    for batch in parquet.ParquetFile(io.BytesIO(data), read_dictionary=packed).iter_batches(batch_size=COUNTED):
        sizes = [_unpacked(column) for column in batch.columns]
        unpacked += sum(total for total, _ in sizes)
        largest = max(largest, sum(most for _, most in sizes))
    if unpacked > limits.archive_bytes:
        raise TooMuchError(unpacked, limits.archive_bytes, "bytes unpacked", "archive_bytes")
    return largest


def _unpacked(values: Any) -> tuple[int, int]:
    """Return the bytes that a column's values unpack to, and those of its largest value, at most."""
    import pyarrow as pa
    from pyarrow import compute

    kind = values.type
    if pa.types.is_dictionary(kind):
        lengths = compute.binary_length(values.dictionary).take(values.indices)
        return compute.sum(lengths).as_py() or 0, compute.max(lengths).as_py() or 0
    if pa.types.is_struct(kind):
        inner = [_unpacked(field) for field in values.flatten()]
        return sum(total for total, _ in inner), sum(most for _, most in inner)
    if pa.types.is_nested(kind):  # lists and maps
        items = values.flatten() if not pa.types.is_map(kind) else pa.StructArray.from_arrays(
            [values.keys, values.items], ["key", "value"])  # fmt: skip  # one expression
        total = _unpacked(items)[0] + POINTER * len(items)
        return total, total
    return values.nbytes, values.nbytes // max(1, len(values)) + POINTER


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
        place = unpacked = cells = 0
        for sheet in book.worksheets:
            names: list[str] | None = None
            for n, row in enumerate(sheet.iter_rows(values_only=True, max_row=MOST_ROWS)):
                cells += len(row)  # those left out before the last are filled up
                check_size(limits, columns=len(row), parts=cells)
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
                    check_size(limits, rows=place)
                    unpacked += sum(len(cell) for cell in row if isinstance(cell, str))  # texts that repeat stand once
                    if unpacked > limits.archive_bytes:
                        raise TooMuchError(unpacked, limits.archive_bytes, "characters unpacked", "archive_bytes")
                    filled = [(name, _plain(cell)) for name, cell in zip(names, row, strict=False)]
                    record = dict(reversed(filled))  # of columns with one name the first that is filled counts
                    record |= {name: cell for name, cell in reversed(filled) if cell not in (None, "")}
                    yield place, {name: record[name] for name in names[: len(row)]}, None
    except TooMuchError:
        raise
    except Exception as problem:  # openpyxl passes on whatever its XML reader and its own parts raise
        raise ValueError(f"{type(problem).__name__}: {str(problem)[:100]}") from problem


def _check_parts(data: bytes, limits: Limits) -> None:
    """Raise where a zipped document unpacks beyond the limits or its XML declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            total = elements = rows = 0
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
                    with archive.open(info) as part:
                        while piece := part.read(PIECE):
                            elements += piece.count(b"<") - piece.count(b"</")
                            rows += piece.count(b"<row")  # empty ones too, each of which takes as long
            check_size(limits, rows=rows, parts=elements, what="XML elements")
    except unpacking.BROKEN as problem:
        raise ValueError(str(problem)[:100] or type(problem).__name__) from problem


def _plain(value: Any) -> Any:
    """Return a cell as JSON knows it: times as ISO text, bytes as text."""
    if isinstance(value, (dt.datetime, dt.date)):
        midnight = isinstance(value, dt.datetime) and value.tzinfo is None and value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat()  # type: ignore[attr-defined]  # mypy loses `and`
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
