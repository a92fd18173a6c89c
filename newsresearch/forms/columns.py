"""The column names that tables of news use, and what each means to us."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pandas import NaT

from newsresearch.schema import fault

# Field of ours -> names in use, the likeliest first. Compared without case, blanks, hyphens and underscores.
COLUMNS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "articletext", "maintext", "fulltext", "articlebody", "story",
             "contentoriginal", "bodytext", "plaintext", "cleanedtext", "texto", "volltext", "speech", "td"),
    "headline": ("headline", "title", "hd", "heading", "articletitle", "headlinetext", "webtitle", "hlead"),
    "date": ("publishedat", "publishedon", "publishdate", "published", "pubdate", "datepublished", "datetime", "date",
             "publicationdate", "articledate", "pd", "seendate", "timestamp", "pubday",
             "webpublicationdate", "createdat", "day", "year"),
    "outlet": ("outlet", "source", "publication", "publisher", "newspaper", "medianame", "sourcename", "domain",
               "sourcedomain", "sn", "sitename"),
    "url": ("url", "link", "articleurl", "sourceurl", "documentidentifier", "canonicallink", "indexurl", "weburl"),
    "byline": ("byline", "author", "authors", "by", "reporter", "writer"),
    "section": ("section", "sectionname", "topic", "type", "category", "desk"),
    "language": ("language", "lang", "la"),
    "country": ("country", "iso3", "countrycode"),
    "name": ("id", "doc", "docid", "documentid", "filename", "file"),
}  # fmt: skip  # one field a line
# What programs write into a cell that holds nothing.
NOTHING = frozenset(("nan", "NaN", "None", "NaT", "N/A", "n/a", "#N/A", "null", "NULL", "<NA>", "-", "--"))
# Names under which interfaces of news services put the fields of an article: {"fields": {"bodyText": ...}}.
CONTAINERS = ("fields", "source", "attributes", "metadata", "properties", "article", "data")


def key_of(name: object) -> str:
    """Return the name of a column as names are compared: lower case, no blanks, hyphens or underscores.

    Examples
    --------
    >>> key_of("Body-Text")
    'bodytext'
    """
    return re.sub(r"[\s_\-.]+", "", str(name)).lower()


def check_columns(columns: object, call: str) -> None:
    """Raise unless ``columns`` is None, or names columns for fields of ours.

    Examples
    --------
    >>> check_columns({"text": "BodyText"}, "load_articles")
    """
    if columns is None:
        return
    if not isinstance(columns, Mapping):
        given = f"{call}: columns={columns!r}"
    elif unknown := [field for field in columns if field not in COLUMNS]:
        given = f"{call}: columns with the field {unknown[0]!r}"
    elif wrong := [field for field, name in columns.items() if not isinstance(name, str)]:
        given = f"{call}: columns with {columns[wrong[0]]!r} for {wrong[0]}"
    else:
        return
    raise fault(
        given,
        f"a dict from fields ({', '.join(COLUMNS)}) to the names of your columns",
        "write it as columns={'text': 'BodyText'}",
    )


def map_columns(record: Mapping[str, Any], columns: Mapping[str, str]) -> tuple[dict[str, Any] | None, str | None]:
    """Return a record under our field names and None, or None and what it lacks.

    Parameters
    ----------
    record : mapping
        A row, by the table's own column names.
    columns : mapping
        The field of ours -> the name of the user's column; these win over the known names.

    Examples
    --------
    >>> map_columns({"Title": "Talks resume", "Body": "They met on Monday."}, {})
    ({'text': 'They met on Monday.', 'headline': 'Talks resume'}, None)
    """
    by_key = {key_of(name): value for name, value in record.items()}
    for name in CONTAINERS:
        if isinstance(inner := by_key.get(name), Mapping):
            if any(key_of(inside) in COLUMNS["text"] for inside in inner):
                del by_key[name]  # an envelope, not the name of an outlet
            by_key = {key_of(inside): value for inside, value in inner.items()} | by_key
    fields: dict[str, Any] = {}
    for field, names in COLUMNS.items():
        own = columns.get(field)
        for name in [key_of(own)] if own is not None else names:
            value = by_key.get(name)
            if not _missing(value):
                fields[field] = value
                break
    text = fields.get("text")
    if text is None:
        if any(name in by_key for name in ([key_of(columns["text"])] if "text" in columns else COLUMNS["text"])):
            return None, "the item has no text; fill its text column or leave the item out"
        if "url" in fields:
            return None, (
                f"a list of addresses{_service(by_key)} without texts; fetch the pages and load those, or a table that "
                "has the texts"
            )
        return None, (
            f"no text column among {', '.join(map(str, list(record)[:8])) or 'nothing'}; "
            "name it with columns={'text': ...}"
        )
    if not isinstance(text, str):
        return None, f"the text is {type(text).__name__}, not words; name the right column with columns={{'text': ...}}"
    return fields, None


def _service(by_key: Mapping[str, Any]) -> str:
    """Name the service whose column names a list has."""
    if {"mediaid", "medianame", "storiesid"} & by_key.keys():
        return " from Media Cloud"
    return " from GDELT" if {"seendate", "socialimage", "urlmobile", "mobileurl"} & by_key.keys() else ""


def _missing(value: Any) -> bool:
    return (
        value is None
        or (isinstance(value, float) and value != value)
        or value is NaT
        or (isinstance(value, str) and (not (bare := value.strip()) or (len(bare) < 5 and bare in NOTHING)))
        or value == []
    )
