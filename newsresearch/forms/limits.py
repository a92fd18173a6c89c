"""The named limits that keep a hostile file inside its box."""

from __future__ import annotations

from dataclasses import dataclass


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
        Files in an archive.
    html_bytes : int
        Bytes of one HTML page (a page of a database's export, which holds many articles, counts by article).
    html_elements : int
        Elements of one HTML page.
    html_depth : int
        Levels of nested elements in an HTML page.
    html_attributes : int
        Attributes of one element in an HTML page.

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


class TooMuchError(ValueError):
    """An input over one of the limits; the message names the limit."""

    def __init__(self, given: int, allowed: int, what: str, name: str) -> None:
        super().__init__(f"{given} {what}, where {allowed} are allowed; pass limits=Limits({name}={given}) to read it")
