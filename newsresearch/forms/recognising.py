"""Which form a file has: by its name, and by its content where that is certain."""

from __future__ import annotations

import json
import re

from newsresearch.forms.cells import table_mark
from newsresearch.forms.unpacking import office_form

FORMS = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
    ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".parquet": "parquet", ".xlsx": "excel", ".xlsm": "excel",
    ".docx": "docx", ".rtf": "rtf", ".mhtml": "mail", ".mht": "mail", ".eml": "mail",
    # What is refused by name, because its content may pass for a text.
    ".odt": "opendocument", ".ods": "opendocument", ".odp": "opendocument", ".pptx": "presentation", ".epub": "e-book",
    ".js": "script", ".mjs": "script", ".css": "style sheet", ".dta": "stata", ".orc": "orc", ".feather": "arrow",
    ".rds": "r data", ".rdata": "r data", ".rda": "r data", ".pkl": "pickle", ".pickle": "pickle",
}  # fmt: skip  # a table of pairs
HTML_HEAD = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)
TABLE_HEAD = re.compile(rb"\s*<(?:!doctype html|html|head|body|table|meta|style)\b", re.I)
# What Chrome, Firefox and Internet Explorer write above a page that they save with its pictures.
MHTML_HEAD = re.compile(rb"\s*(?:From: .?<?Saved by |MIME-Version: ?1|Snapshot-Content-Location: )", re.I)
MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[!?a-z]", re.I)
HEAD = 2000  # bytes looked at for a mark of the form
SAMPLE = 200_000  # bytes looked at for a table
LINES = 5  # of JSON that tell a file of JSON Lines
LONGEST_LINE = 5_000_000  # bytes of such a line


def form_of(path: str, data: bytes) -> str:
    """Return the form that the name, or else the first bytes, say.

    Examples
    --------
    >>> form_of("page", b"<!DOCTYPE html><html>"), form_of("PAGE.TXT", b"SEOUL")
    ('html', 'text')
    """
    name = re.split(r"[/!]", path.lower())[-1]
    dot = name.rfind(".")
    ending = name[dot:] if dot >= 0 else ""
    form = FORMS.get(ending, "text")
    head = data[:HEAD].replace(b"\0", b"")
    if ending == ".xls" and TABLE_HEAD.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "html table"  # as programs of the web export a table
    if form in ("text", "html") and MHTML_HEAD.match(head) and b"multipart/related" in data[:4000].lower():
        return "mail"
    if form == "mail" and MARKUP.match(head):  # a page that someone named so
        return "html"
    if form == "text" and HTML_HEAD.search(head):
        return "html"
    if form == "text" and (office := office_form(data)):
        return office
    if data.startswith(b"{\\rtf"):  # Word gives rich text any name
        return "rtf"
    if form == "text":
        return _table_in(data) or form
    if form == "json" and data[:1] == b"{" and b"\n{" in data[:SAMPLE]:
        return "jsonl"
    return form


def _table_in(data: bytes) -> str | None:
    """Return the form of a table under a name that says none, or None where it is not certain."""
    if data.lstrip()[:1] == b"{" and _json_lines(data):
        return "jsonl"
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))  # what a spreadsheet calls Unicode text
    text = data[:SAMPLE].decode("utf-16" if wide else "utf-8-sig", "replace")
    mark = table_mark(text.replace("\r\n", "\n").replace("\r", "\n"), whole=len(data) <= SAMPLE)
    return None if mark is None else "tsv" if mark == "\t" else "csv"


def _json_lines(data: bytes) -> bool:
    """Return whether each of the first lines is a JSON object."""
    n = at = 0
    while n < LINES and at < len(data):
        end = data.find(b"\n", at)
        end = len(data) if end < 0 else end
        if (line := data[at:end]).strip():
            n += 1
            try:
                if len(line) > LONGEST_LINE or not isinstance(json.loads(line), dict):
                    return False
            except (ValueError, RecursionError):
                return False
        at = end + 1
    return n > 0
