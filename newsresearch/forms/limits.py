"""The named limits that keep a hostile file inside its box."""

from __future__ import annotations

from dataclasses import dataclass, fields

from newsresearch.checks import check_count, fault


@dataclass(frozen=True)
class Limits:
    """How much an input may hold before it gets an error instead of a reading.

    Parameters
    ----------
    input_bytes : int
        Bytes of a file or of a member of an archive.
    archive_bytes : int
        Bytes of an archive, and of all its members unpacked.
    archive_ratio : int
        Unpacked bytes for each packed byte.
    archive_members : int
        Files in an archive, parts of a mail or of a page saved as one.
    html_bytes : int
        Bytes of one HTML page (a page of a database's export, which holds many articles, counts by article).
    html_elements : int
        Elements of one HTML page.
    html_depth : int
        Levels of nested elements in an HTML page.
    html_attributes : int
        Attributes of one element in an HTML page.
    table_rows : int
        Rows of a table (CSV, JSONL, JSON, Parquet, Excel), articles of a database's export.
    table_columns : int
        Columns of a table.
    file_parts : int
        Cells of a CSV or Parquet file, objects and lists of a JSON file, XML elements of an Excel or Word file,
        control words and groups of an RTF file.

    Raises
    ------
    UsageError
        When a limit is no whole number from 1.

    Examples
    --------
    >>> Limits(input_bytes=1_000_000).archive_members
    10000
    """

    input_bytes: int = 50_000_000  # a browser's save of a page stays under 10 MB, a year of JSONL under 50
    archive_bytes: int = 500_000_000  # bytes of an archive, and of all its members unpacked
    archive_ratio: int = 200  # text packs to a tenth; a bomb to a thousandth
    archive_members: int = 10_000
    html_bytes: int = 15_000_000  # a parsed page takes twenty times its bytes of memory
    html_elements: int = 100_000  # a page has under 10,000; the libraries take a minute for half a million
    html_depth: int = 250  # pages nest to 60; libxml2 drops what lies deeper than 256
    html_attributes: int = 1000  # an element has a dozen; libxml2 compares each with all others
    table_rows: int = 250_000  # a file of 50 MB has as many rows of 200 bytes, which is a headline
    table_columns: int = 1000  # a table of news has a dozen
    file_parts: int = 4_000_000  # sixteen in each of 250,000 rows; one takes microseconds and a hundred bytes

    def __post_init__(self) -> None:
        for field in fields(self):
            check_count(field.name, getattr(self, field.name), 1, "Limits")


class TooMuchError(ValueError):
    """An input over one of the limits; the message names the limit."""

    def __init__(self, given: int, allowed: int, what: str, name: str) -> None:
        super().__init__(f"{given} {what}, where {allowed} are allowed; pass limits=Limits({name}={given}) to read it")


def check_limits(limits: object, call: str) -> None:
    """Raise unless ``limits`` is None or Limits.

    Examples
    --------
    >>> check_limits(Limits(), "read_pages")
    """
    if limits is not None and not isinstance(limits, Limits):
        raise fault(
            f"{call}: limits={limits!r}",
            "Limits of newsresearch.forms.limits",
            "write it as limits=Limits(input_bytes=100_000_000)",
        )


def check_size(
    limits: Limits, *, rows: int = 0, columns: int = 0, parts: int = 0, what: str = "cells of a table"
) -> None:
    """Raise TooMuchError where a file has more rows, columns or parts than the limits allow.

    Examples
    --------
    >>> check_size(Limits(), rows=1000, columns=12, parts=12_000)
    """
    for given, allowed, words, name in (
        (columns, limits.table_columns, "columns of a table", "table_columns"),
        (rows, limits.table_rows, "rows of a table", "table_rows"),
        (parts, limits.file_parts, what, "file_parts"),
    ):
        if given > allowed:
            raise TooMuchError(given, allowed, words, name)
