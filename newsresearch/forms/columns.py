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
             "contentoriginal", "bodytext", "plaintext", "cleanedtext", "contenttext", "contenthtml", "texto",
             "volltext", "speech", "td"),
    "headline": ("headline", "title", "hd", "heading", "articletitle", "headlinetext", "webtitle", "hlead", "titel"),
    # The moment of publication, then any day, then what may be another time of the page's.
    "date": ("publishedat", "publishedon", "publishdate", "datepublish", "datepublished", "publisheddate",
             "publishingdate", "firstpublished", "firstpublicationdate", "webpublicationdate", "timepublished",
             "datetimepub", "publishedtime", "publishtime", "publicationtime", "published", "pubdate", "pubtime",
             "datetime", "date", "publicationdate", "articledate", "issued", "posted", "postedat", "releasedate",
             "uploaddate", "pd", "datum", "seendate", "timestamp", "pubday", "createdat", "created", "time", "day",
             "year"),
    "outlet": ("outlet", "source", "publication", "publisher", "newspaper", "medianame", "sourcename", "domain",
               "sourcedomain", "sourcehostname", "hostname", "sn", "sitename", "pubtitle", "newssource", "quelle"),
    "url": ("url", "link", "articleurl", "sourceurl", "documentidentifier", "canonicallink", "indexurl", "weburl"),
    "byline": ("byline", "author", "authors", "by", "reporter", "writer", "autor"),
    "section": ("section", "sectionname", "topic", "type", "category", "desk"),
    "language": ("language", "lang", "la"),
    "country": ("country", "iso3", "countrycode"),
    "name": ("id", "doc", "docid", "documentid", "filename", "file"),
}  # fmt: skip  # one field a line
# What programs write into a cell that holds nothing.
NOTHING = frozenset(("nan", "NaN", "None", "NaT", "N/A", "n/a", "#N/A", "null", "NULL", "<NA>", "-", "--"))
FLAGS = frozenset(("true", "false", "yes", "no"))
# What a date has: a year, digits alone, day and month and year, or Excel's number of a day.
DATED = re.compile(
    r"(?<!\d)(?:\d{4}|\d{8}|\d{10}|\d{13,14})(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2}|^\d{5}(?:\.0)?$|^\d{4}"
)
LONG_CELL = 250  # characters; no title of a list of addresses has more, nor most summaries
MOST_NAMES = 30  # of columns, in an error
OWN_TEXT = "columns={'text': ...} (--columns text=...)"
# Names under which interfaces of news services put the fields of an article: {"fields": {"bodyText": ...}}.
NAMES = ("name", "title", "domain")  # of an outlet that is an object; its address, language and kind are not the page's
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
        "write it as columns={'text': 'BodyText'}, in the shell as --columns text=BodyText",
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
    by_key, more = _levels(record, columns)
    by_columns = len(record) > 1 and all(isinstance(value, list) for value in record.values())  # {"text": [...], ...}
    fields: dict[str, Any] = {}
    for field, names in COLUMNS.items():
        own = columns.get(field)
        for level in (by_key, *more):  # what the record itself says comes first
            given = [level[name] for name in ([key_of(own)] if own is not None else names) if name in level]
            kept = [value for value in given if not _missing(value)]
            if fit := kept if by_columns else _fit(field, kept):
                break
        if fit:
            fields[field] = fit[0]
        if (
            field == "url"
            and not fit
            and (addresses := [v for v in map(by_key.get, COLUMNS["outlet"]) if _is_address(v)])
        ):
            fields["url"] = addresses[0]  # trafilatura's "source"
    text = fields.get("text")
    if text is None:
        if any(name in by_key for name in ([key_of(columns["text"])] if "text" in columns else COLUMNS["text"])):
            return None, "the item has no text; fill its text column or leave the item out"
        if "url" in fields and not any(map(_is_long, record.values())):
            return None, (
                f"a list of addresses{_service(by_key)} without texts; fetch the pages and load those, or a table that "
                "has the texts"
            )
        return None, (
            f"no text column among {_listed(list(record))}; rename it to one of {', '.join(COLUMNS['text'])}, or name "
            f"it with {OWN_TEXT}"
        )
    if not isinstance(text, str):
        return None, f"the text is {type(text).__name__}, not words; name the right column with {OWN_TEXT}"
    return fields, None


def _levels(record: Mapping[str, Any], columns: Mapping[str, str]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the values by key that are the article's own, and those of the objects inside that may fill what lacks.

    An object that holds the text, which the record lacks, is an envelope: what it holds is the article's own.
    """
    by_key = {key_of(name): value for name, value in record.items()}
    texts = [key_of(columns["text"])] if "text" in columns else COLUMNS["text"]
    more: list[dict[str, Any]] = []
    for name in CONTAINERS:
        inner = by_key.get(name)
        if not isinstance(inner, Mapping) or (name in texts and _worded(inner) is not None):
            continue
        inside = {key_of(key): value for key, value in inner.items()}
        if not any(_worded(by_key.get(text)) is not None for text in texts) and any(text in inside for text in texts):
            del by_key[name]  # not the name of an outlet
            by_key = inside | by_key
            continue
        by_key = {
            key: value for key, value in inside.items() if key in CONTAINERS and isinstance(value, Mapping)
        } | by_key
        if name == "source":
            by_key[name] = next((inside[key] for key in NAMES if not _missing(inside.get(key))), None)
            chosen = set(map(key_of, columns.values()))
            more.append({key: value for key, value in inside.items() if key in chosen})
        else:
            del by_key[name]
            more.append(inside)
    return by_key, more


def _fit(field: str, values: list[Any]) -> list[Any]:
    """Return the values that may fill a field, the best first."""
    if field == "text":  # an object that holds other things may stand beside the words
        return [words for value in values if (words := _worded(value)) is not None] or values
    if field == "date":
        said = [value for value in values if not (isinstance(value, bool) or _is_flag(value))]  # "published": true
        return sorted(said, key=lambda value: DATED.search(str(value)) is None)
    return sorted(values, key=_is_address) if field == "outlet" else values


def _worded(value: Any) -> str | None:
    """Return the words of a text: as they are, out of an object, or of a list of paragraphs; None where it has none."""
    if isinstance(value, Mapping):
        value = value.get("rendered")  # WordPress
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(part for part in value if part.strip())
    return value if isinstance(value, str) and value.strip() else None


def _is_flag(value: Any) -> bool:
    return isinstance(value, str) and value.strip().lower() in FLAGS


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and value.lstrip()[:8].lower().startswith(("http://", "https://"))


def _is_long(value: Any) -> bool:
    """Return whether a cell may be a text."""
    return isinstance(value, str) and len(value) > LONG_CELL and not _is_address(value)


def _listed(names: list[object]) -> str:
    """Return the names of columns, the first of very many."""
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return f"{', '.join(map(str, names[:MOST_NAMES]))}{more}" if names else "nothing"


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
