"""Rows of tables (CSV, JSONL, Parquet, Excel): the fields as given, the text freed of dateline and furniture."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import replace
from html import unescape
from typing import Any

from newsresearch.articles.dates import read_date, refused
from newsresearch.articles.draft import Draft, When
from newsresearch.articles.outlets import publisher_of, speech_of
from newsresearch.articles.paragraphs import paragraphs_of, plain_markdown
from newsresearch.articles.wire import mend
from newsresearch.forms.columns import NOTHING
from newsresearch.forms.decoding import strip_tags

MIDNIGHT = re.compile(r"^\d{4}-\d\d-\d\d[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)?$")  # how tables write a day
BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|script|style|article|section|ul|ol|li|h[1-6]|blockquote|table)(?:\s[^<>]{0,500})?\s?/?>",
    re.I,
)
LINE_BREAK = re.compile(r"<br\s?/?>", re.I)
CUT_OFF = re.compile(r"\s*\[\+\d+ chars\]\s*$")
# Excel's number of a day; those of years that papers of a corpus have been printed in.
SERIAL, FIRST_SERIAL, LAST_SERIAL = re.compile(r"\d{5}(?:\.0)?"), 20000, 60000
EXCEL_DAY_0 = dt.date(1899, 12, 30)
# Keys under which a field that is an object holds its words: of news services, JSON-LD, WordPress and Mongo.
KEYS = ("main", "name", "title", "default", "@value", "rendered", "$date", "$numberLong")


def read_record(record: dict[str, Any], order: str | None = None) -> Draft:
    """Return the article in a row, its fields already under our names; ``order`` as for ``read_date``.

    The outlet keeps the name that the row gives; a row without one has the outlet of its address.

    Examples
    --------
    >>> draft = read_record({"text": "Envoys met.", "date": "2019-02-28", "outlet": "KCNA"})
    >>> draft.publisher_side, draft.when.precision, draft.paragraphs
    ('DPRK', 'day', ['Envoys met.'])
    """
    url = words(record.get("url"))
    outlet_name = words(record.get("outlet"))
    shown, outlet = publisher_of(outlet_name, url)
    speech = speech_of(outlet_name, words(record.get("name")), words(record.get("country")))
    text, missing = _cut_off(_plain(str(record["text"])))
    draft = Draft(paragraphs_of(text))
    draft.headline = words(record.get("headline"))
    draft.byline = words(record.get("byline"))
    draft.section = words(record.get("section"))
    draft.language = _language(words(record.get("language")))
    draft.url = url
    if outlet:
        draft.outlet, draft.publisher_side = shown, outlet.side
        if outlet.name == "White House":
            draft.paragraphs = [plain_markdown(p) for p in draft.paragraphs]
    if speech:
        draft.outlet, draft.publisher_side = speech[0], speech[1]
    mend(draft)
    given = date_text(record.get("date")) or (speech[2] if speech else None)
    if given:
        draft.when = read_date(given, zone=outlet.zone if outlet else None, origin="metadata", order=order)
        if draft.when is None:
            draft.note = refused(given)
        elif MIDNIGHT.match(given):
            draft.when = replace(draft.when, at=dt.datetime.combine(draft.when.day, dt.time(), dt.UTC), zone=None,
                                 precision="day")  # fmt: skip  # one call
        elif speech and draft.when.precision == "day" and draft.when.day.strftime("%m%d") == "0101":
            draft.when = When(draft.when.at, draft.when.day, None, "year", "metadata")
    if missing:
        draft.note = f"{draft.note}; {missing}" if draft.note else missing
    return draft


def _plain(text: str) -> str:
    """Return a text without the HTML that a cell may hold; lines of markup end nothing."""
    if not BLOCK_TAG.search(text):
        return text
    if text.lstrip()[:1] == "<":
        text = " ".join(text.split())
    return unescape(strip_tags(LINE_BREAK.sub("<br><br>", text)))


def _cut_off(text: str) -> tuple[str, str | None]:
    """Return a text without NewsAPI's mark of what it left out, and the note about it."""
    found = CUT_OFF.search(text[-40:])
    if not found:
        return text, None
    return text[: len(text[:-40]) + found.start()], (
        f"the text is cut off by its service ({found[0].strip()}); fetch the page"
    )


def words(value: Any) -> str | None:
    """Return a cell as text, lists joined by commas, or None where it is empty.

    Examples
    --------
    >>> words(["A. Sample", "B. Sample"]), words(float("nan"))
    ('A. Sample, B. Sample', None)
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, (list, tuple)):
        return ", ".join(w for v in value if (w := words(v))) or None
    if isinstance(value, dict):
        return words(next((value[key] for key in KEYS if value.get(key)), None))
    return " ".join(str(value).split()) or None


def date_text(value: Any) -> str | None:
    """Return the cell of a date as text: whole numbers without a fraction, Excel's number of a day as that day.

    Examples
    --------
    >>> date_text(2017.0), date_text(45356), date_text("N/A")
    ('2017', '2024-03-05', None)
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = words(value)
    if text is None or text in NOTHING:
        return None
    if SERIAL.fullmatch(text) and FIRST_SERIAL <= int(text[:5]) <= LAST_SERIAL:
        return (EXCEL_DAY_0 + dt.timedelta(days=int(text[:5]))).isoformat()
    return text


def _language(value: str | None) -> str | None:
    """Return two letters of "en", "en-GB" or "English"; None for names unknown, so that the text decides."""
    if not value:
        return None
    names = {"english": "en", "korean": "ko", "chinese": "zh", "japanese": "ja", "russian": "ru", "german": "de",
             "french": "fr", "spanish": "es"}  # fmt: skip  # a table of pairs
    value = value.lower()
    return names.get(value) or (value[:2] if len(value) == 2 or value[2:3] in "-_" else None)
