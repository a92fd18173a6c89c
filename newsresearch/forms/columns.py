"""The column names that tables of news use, and what each means to us."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

# Field of ours -> names in use, the likeliest first. Compared without case, blanks, hyphens and underscores.
COLUMNS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "articletext", "maintext", "fulltext", "articlebody", "story",
             "contentoriginal", "bodytext", "plaintext", "speech"),
    "headline": ("headline", "title", "hd", "heading", "articletitle", "headlinetext"),
    "date": ("publishedat", "publishedon", "publishdate", "published", "pubdate", "datepublished", "datetime", "date",
             "publicationdate", "articledate", "pd", "seendate", "timestamp", "day", "year"),
    "outlet": ("outlet", "source", "publication", "publisher", "newspaper", "medianame", "sourcename", "domain",
               "sourcedomain", "sn", "sitename"),
    "url": ("url", "link", "articleurl", "sourceurl", "documentidentifier", "canonicallink", "indexurl"),
    "byline": ("byline", "author", "authors", "by", "reporter", "writer"),
    "section": ("section", "topic", "type", "category", "desk"),
    "language": ("language", "lang", "la"),
    "country": ("country", "iso3", "countrycode"),
    "name": ("id", "doc", "docid", "documentid", "filename", "file"),
}  # fmt: skip  # one field a line


def _key(name: object) -> str:
    return re.sub(r"[\s_\-.]+", "", str(name)).lower()


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
    by_key = {_key(name): value for name, value in record.items()}
    fields: dict[str, Any] = {}
    for field, names in COLUMNS.items():
        own = columns.get(field)
        for name in [_key(own)] if own is not None else names:
            value = by_key.get(name)
            if not _missing(value):
                fields[field] = value
                break
    text = fields.get("text")
    if text is None:
        if any(name in by_key for name in ([_key(columns["text"])] if "text" in columns else COLUMNS["text"])):
            return None, "the item has no text; fill its text column or leave the item out"
        if "url" in fields:
            return None, "the list has addresses and no texts; fetch the texts with the service that made the list"
        return None, (
            f"no text column among {', '.join(map(str, list(record)[:8])) or 'nothing'}; "
            "name it with columns={'text': ...}"
        )
    if not isinstance(text, str):
        return None, f"the text is {type(text).__name__}, not words; name the right column with columns={{'text': ...}}"
    return fields, None


def _missing(value: Any) -> bool:
    return value is None or value != value or (isinstance(value, str) and not value.strip()) or value == []
