"""CSV and TSV as records: where the names of the columns stand, and what parts the cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from newsresearch.forms.columns import COLUMNS, key_of
from newsresearch.forms.limits import Limits, check_size

Record = tuple[int, dict[str, Any], str | None]
MARKS = ",;\t|"
SEP = re.compile(r"\ufeff?\"?sep=(?P<mark>[^\w\s\"]|\t)\"?[ \t]*(?:\n|$)", re.I)  # Excel's word to itself
HEAD_LINES = 20  # a table may have a title and notes above its column names
LONGEST_NAME = 60  # characters of a column's name, where a text is to be told from a table
ROWS_TRIED = 20
LONGEST_CELL = 2**31 - 1  # the module's own limit of 128 kB is shorter than a press briefing


def cell_records(text: str, mark: str | None, limits: Limits, columns: Mapping[str, str]) -> Iterator[Record]:
    r"""Yield (row, record, what is wrong or None) of CSV, its cells parted by ``mark`` or the likeliest.

    Of two columns with one name the first that is filled counts. Excel's line "sep=;" is followed, and a title above
    the names is none of them.

    Raises
    ------
    TooMuchError
        When it has more rows, columns or cells than the limits allow.

    Examples
    --------
    >>> list(cell_records("sep=;\ntitle;text;text\nTalks;They met.;", None, Limits(), {}))
    [(1, {'title': 'Talks', 'text': 'They met.'}, None)]
    """
    at, mark = _start(text, mark, columns)
    csv.field_size_limit(LONGEST_CELL)
    head = text[at : _line_end(text, at)]
    lines, marks = text.count("\n"), text.count(mark)
    check_size(limits, columns=len(next(csv.reader([head], delimiter=mark), [])))
    if lines > limits.table_rows or lines + marks > limits.file_parts:  # a quoted cell may hold both
        rows = parts = 0
        for row in csv.reader(_lines(text, at), delimiter=mark):
            rows, parts = rows + bool(row), parts + len(row)
        check_size(limits, rows=rows - 1, parts=parts)
    names: list[str] | None = None
    place = 0
    for row in csv.reader(_lines(text, at), delimiter=mark):
        if not row:
            continue
        if names is None:
            names = [name.strip() or f"column {n}" for n, name in enumerate(row, 1)]
            twice = len(set(names)) < len(names)
            continue
        place += 1
        record: dict[str, Any] = dict(zip(names, row, strict=False))
        if twice:
            for name, cell in zip(reversed(names[: len(row)]), reversed(row[: len(names)]), strict=True):
                record[name] = cell if cell.strip() or not record[name].strip() else record[name]
        if len(row) > len(names):
            excess = f"row {place} has {len(row)} cells under {len(names)} names; quote cells that hold {mark!r}"
            yield place, record, excess
        else:
            yield place, record, None


def table_mark(sample: str, *, whole: bool) -> str | None:
    r"""Return what parts the cells of a text that is a table for certain, or None.

    Its first line names three columns or more, each once, a text and another known one among them, and every row has
    as many cells.

    Parameters
    ----------
    sample : str
        The beginning of a text.
    whole : bool
        Whether it is the whole text; else its last row may be cut off, and does not count.

    Examples
    --------
    >>> table_mark("title,text,date\nTalks,They met.,2019\n", whole=True)
    ','
    >>> table_mark("Text, date and title\nThey met, and left, on Monday.\n", whole=True)
    """
    head = sample[: _line_end(sample, 0)]
    for mark in MARKS:
        if head.count(mark) < 2:
            continue
        names = [key_of(name) for name in next(csv.reader([head], delimiter=mark), [])]
        known = [field for field, usual in COLUMNS.items() if not set(usual).isdisjoint(names)]
        if "text" not in known or len(known) < 2 or len(set(names)) < len(names):
            continue
        if max(map(len, names)) > LONGEST_NAME:
            continue
        csv.field_size_limit(LONGEST_CELL)
        rows: list[list[str]] = []
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=mark):
            rows += [row] if row else []
            if len(rows) > ROWS_TRIED:
                break
        else:
            rows = rows if whole else rows[:-1]
        if len(rows) > 1 and all(len(row) == len(names) for row in rows):
            return mark
    return None


def _start(text: str, mark: str | None, columns: Mapping[str, str]) -> tuple[int, str]:
    """Return where the line with the names of the columns begins, and what parts the cells.

    Lines of one cell above a line that names a text are a title and notes; without such a line the first one counts.
    """
    at = 0
    if said := SEP.match(text):
        at, mark = said.end(), said["mark"]
    usual = {key_of(columns["text"])} if "text" in columns else set(COLUMNS["text"])
    first = at
    for _ in range(HEAD_LINES):
        line = text[at : _line_end(text, at)]
        cells = [cell for cell in next(csv.reader([line], delimiter=mark or _likeliest(line)), []) if cell.strip()]
        if not usual.isdisjoint(map(key_of, cells)):
            first = at
            break
        at += len(line) + 1
        if len(cells) > 1 or at >= len(text):
            break
    return first, mark or _likeliest(text[first : _line_end(text, first)])


def _likeliest(line: str) -> str:
    return max(MARKS, key=line.count)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _lines(text: str, at: int) -> io.StringIO:
    lines = io.StringIO(text, newline="")
    lines.seek(at)
    return lines
