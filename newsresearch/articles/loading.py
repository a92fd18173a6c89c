"""Pages into the table of articles: each page to the reader of its form, each draft to a row."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import pandas as pd

from newsresearch.articles.cache import ArticleCache
from newsresearch.articles.dates import NO_DAY, near_day, order_in, read_day, read_name
from newsresearch.articles.draft import Draft, When
from newsresearch.articles.exports import read_factiva
from newsresearch.articles.furniture import without_addresses
from newsresearch.articles.html import read_html
from newsresearch.articles.labelled import read_lexis, read_nexis_html
from newsresearch.articles.languages import language_of
from newsresearch.articles.outlets import outlet_named, speech_of
from newsresearch.articles.paragraphs import paragraphs_of, unglued
from newsresearch.articles.tables import date_text, read_record
from newsresearch.articles.texts import read_factiva_codes, read_factiva_text, read_labelled_text, read_proquest
from newsresearch.articles.wire import read_wire
from newsresearch.forms.columns import check_columns
from newsresearch.forms.decoding import visible, whole
from newsresearch.forms.files import LEFT_OUT, Source, files_of
from newsresearch.forms.limits import Limits, check_limits
from newsresearch.pages import Page, iter_pages
from newsresearch.schema import TABLES, as_texts, check_flag, conform, need_columns

# One reader a form: text in, draft out. A new form is one file and one line here.
READERS: dict[str, Callable[[str], Draft]] = {
    "text": read_wire,
    "html": read_html,
    "factiva": read_factiva,
    "nexis": read_nexis_html,
    "lexisnexis": read_lexis,
    "lexis": read_lexis,
    "factiva text": read_factiva_text,
    "factiva codes": read_factiva_codes,
    "proquest": read_proquest,
    "labelled": read_labelled_text,
}
BLOCK = 1_000_000  # characters
ROWS = 5000  # of articles, made a table at once
HELD = 200  # rows of a table that wait for one that says whether its dates put the day or the month first
Ordered = tuple[Page, str | None]
FIRST_REASONS = 3  # the warning shows these, the ledger all


def load_articles(
    source: Source | pd.DataFrame,
    *,
    columns: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    cache: bool = True,
    progress: bool | None = None,
) -> pd.DataFrame:
    """Read every article in ``source``: pages saved as text or HTML, tables, archives, database exports.

    Use it on a folder as it is. Inputs that cannot be read stand in ``read_pages(source)``; one warning gives their
    number and the first reasons, and nothing in a file makes it raise. Blind to what a page says in pictures, and to
    whether two pages tell one story (see ``thread_stories``).

    Parameters
    ----------
    source : str, path, list of these, or DataFrame
        As for ``read_pages``, or the table that it returns (or some rows of it), whose files are read again.
    columns : mapping, optional
        For tables: the field of ours -> the name of your column, as ``{"text": "BodyText"}``.
    limits : Limits, optional
        How much an input may hold.
    cache : bool
        Keep what was read, texts included, by content in the cache folder of the user (or that of the environment
        variable ``NEWSRESEARCH_CACHE``), so that a second run over the same files parses nothing again. The cache is
        made on the first call, and may be deleted at any time.
    progress : bool, optional
        Show a progress bar over the files; by default from 200 files on.

    Returns
    -------
    DataFrame
        One row per article, sorted by ``article_id``. ``text`` is the body alone, paragraphs joined by a blank line;
        the dateline, by-lines, credits and menus are cut off. ``revision_number``: 0 for no marker and URGENT, 1 for
        LEAD, n for nth LEAD, UPDATE n and WRAPUP n. ``published_at`` is in UTC (midnight where only the day is
        known), ``published_date`` the day where it was published: that of the zone beside the time, and of the
        outlet's zone for a time in UTC. A day in digits (3/5/2024) is read as the outlet's country writes it, else as
        the other rows of its table do, else day first with a note. ``published_from`` is ``filename`` where only the
        name of the page's file states a day or month (2018-06-12, 20180612, 12_June_2018). ``n_words`` counts words
        parted by white space.
        Further columns: ``label`` (kind of piece that the headline names: News Focus, Interview) and ``note`` (what is
        odd: a date or time that does not exist or may be another, a time whose zone is not known, a text that its
        service cut off; or NA).

    Raises
    ------
    UsageError
        When there is no such file, folder or match, or no file in the folder; when an option is something else.

    Examples
    --------
    >>> articles = load_articles("seeds")
    >>> articles.loc[0, ["revision", "dateline", "agency"]].tolist()
    ['LEAD', 'SEOUL', 'Yonhap']
    """
    call = "load_articles"
    check_columns(columns, call)
    check_limits(limits, call)
    check_flag("cache", cache, call)
    if progress is not None:
        check_flag("progress", progress, call)
    if isinstance(source, pd.DataFrame):
        need_columns(source, ["page_id", "path"], call, "read_pages")
        for column in ("page_id", "path"):
            as_texts(source[column], f"{call}: column {column}")
        wanted = set(source["page_id"])
        files = files_of(source["path"].dropna())
        every = iter_pages(files, columns=columns, limits=limits, progress=progress)
        pages: Iterable[Ordered] = (pair for pair in _with_orders(every) if pair[0].page_id in wanted)
    else:
        pages = _with_orders(iter_pages(source, columns=columns, limits=limits, progress=progress))
    failures: dict[str, list[str]] = {}  # reason -> paths
    if cache:
        with ArticleCache(columns) as kept:
            frame = _frame(_rows(pages, failures, kept))
    else:
        frame = _frame(_rows(pages, failures, None))
    if failures:
        warnings.warn(_warning(failures), UserWarning, stacklevel=2)
    return frame


def _frame(rows: Iterator[dict[str, Any]]) -> pd.DataFrame:
    """Return rows as the table of articles; few are held as rows at once, which take thrice the memory."""
    names = [*TABLES["articles"].columns, "label", "note"]
    frames: list[pd.DataFrame] = []
    while chunk := list(islice(rows, ROWS)) or ([] if frames else [{}]):
        frame = pd.DataFrame([row for row in chunk if row], columns=names)
        frame[["label", "note"]] = frame[["label", "note"]].astype("str")
        frames.append(conform(frame, "articles"))
    return conform(pd.concat(frames), "articles") if len(frames) > 1 else frames[0]


def _warning(failures: Mapping[str, list[str]]) -> str:
    """Word the number of inputs not read and the first reasons, each with the first path that has it."""
    n = sum(map(len, failures.values()))
    shown = [
        f"{paths[0]}{f' and {len(paths) - 1} more' if len(paths) > 1 else ''}: {reason}"
        for reason, paths in list(failures.items())[:FIRST_REASONS]
    ]
    rest = n - sum(len(paths) for paths in list(failures.values())[:FIRST_REASONS])
    if rest:
        shown.append(f"{rest} more for other reasons")
    return f"{n} input{'s' if n > 1 else ''} could not be read; read_pages(source) lists them. {'; '.join(shown)}"


def _with_orders(pages: Iterable[Page]) -> Iterator[Ordered]:
    """Yield each page with the order of day and month in its table's dates, None where no row decides it.

    A row whose date may be either (3/5/2024) is held back, and the rows behind it, until a row of the table decides.
    """
    held: list[Page] = []
    path, order = None, None
    for page in pages:
        if page.path != path:
            yield from ((row, order) for row in held)
            held, path, order = [], page.path, None
        date = (page.record and order is None and date_text(page.record.get("date"))) or ""
        said = order_in(date)
        order = order or (said if said != "either" else None)
        held.append(page)
        waits = order is None and len(held) < HELD and (len(held) > 1 or said == "either")
        if not waits:
            yield from ((row, order) for row in held)
            held = []
    yield from ((row, order) for row in held)


def _rows(
    pages: Iterable[Ordered], failures: dict[str, list[str]], kept: ArticleCache | None
) -> Iterator[dict[str, Any]]:
    for page, order in pages:
        if page.error and page.format == LEFT_OUT:
            continue
        if page.error:
            failures.setdefault(page.error, []).append(page.path)
            continue
        ids = {"article_id": f"{page.page_id}.1", "page_id": page.page_id}
        if kept is None:
            yield row_of(article_in(page, order)) | ids
            continue
        key = kept.key(page.format, page.encoding, page.sha256, speech_of(None, page.path, None), _named(page), order)
        row = kept.get(key)
        if row is None:
            row = row_of(article_in(page, order))
            kept.put(key, row)
        yield row | ids


def article_in(page: Page, order: str | None = None) -> Draft:
    """Return the article on a readable page; ``order`` as for ``read_date``."""
    if page.record is not None:
        return read_record(page.record, order)
    text = page.text or ""
    if page.format == "text" and (speech := speech_of(None, page.path, None)):
        draft = Draft(paragraphs_of(text), outlet=speech[0], publisher_side=speech[1])
        year = pd.Timestamp(int(speech[2] or 1), 1, 1, tz="UTC").to_pydatetime() if speech[2] else None
        draft.when = When(year, year.date(), None, "year", "filename") if year else None
        return draft
    draft = READERS[page.format](text)
    said = draft.note or ""
    if draft.when is None and not (said.startswith("date ") and NO_DAY in said):  # a date of its own stays, if wrong
        draft.when = _named(page)
        draft.note = None if draft.when and said.startswith("date ") else draft.note
    return draft


def _named(page: Page) -> When | None:
    """Return the day that the name of a page's file states; that of a file of many articles is none of theirs."""
    return read_name(page.path) if page.record is None and page.place is None else None


def _count_words(text: str) -> int:
    """Return the number of words, by blocks: a list of all words of a long text takes ten times its memory."""
    words = at = 0
    while at < len(text):
        end = text.find(" ", at + BLOCK)
        end = len(text) if end < 0 else end
        words += len(text[at:end].split())
        at = end
    return words


def row_of(draft: Draft) -> dict[str, Any]:
    """Return the row of an article without its ids: the draft's fields, with what follows from them."""
    agency = outlet_named(draft.agency)
    if draft.outlet is None and agency:
        draft.outlet, draft.publisher_side = agency.name, agency.side
    if draft.publisher_side == "DPRK":
        draft.paragraphs = [unglued(paragraph) for paragraph in draft.paragraphs]
        draft.headline = unglued(draft.headline) if draft.headline else None
    text = "\n\n".join(p for p in (visible(p).strip() for p in draft.paragraphs) if p).replace("\u00a0", " ")
    for field in ("headline", "byline", "section", "editor_note"):
        if value := getattr(draft, field):
            setattr(draft, field, visible(value).strip() or None)
    draft.byline = without_addresses(draft.byline)
    when = draft.when
    if when and draft.day and (day := _in_dateline(draft.day, when)):
        at = pd.Timestamp(day, tz="UTC").to_pydatetime()
        when = When(at, day, None, "day", "dateline")
    note = draft.note
    if when and when.odd and note is None:
        note = f"time {when.odd!r} is no time of day; the article stands with its day alone"
    elif when and note is None and (when.doubt or (when.precision == "minute" and (when.strange or not when.zone))):
        note = when.doubt or _zone_note(when)
    row = {
        "outlet": draft.outlet, "headline": draft.headline,
        "revision": draft.revision, "revision_number": draft.revision_number, "editor_note": draft.editor_note,
        "section": draft.section, "published_at": when.at if when else None,
        "published_date": pd.Timestamp(when.day) if when else None, "published_zone": when.zone if when else None,
        "published_precision": when.precision if when else None, "published_from": when.origin if when else None,
        "dateline": draft.dateline, "agency": agency.name if agency else None, "byline": draft.byline,
        "publisher_side": draft.publisher_side, "url": draft.url, "language": draft.language or language_of(text),
        "text": text, "n_words": _count_words(text), "label": draft.label, "note": note,
    }  # fmt: skip  # a row on few lines reads as the row it is
    return {name: whole(value) if isinstance(value, str) else value for name, value in row.items()}


def _in_dateline(text: str, when: When) -> dt.date | None:
    """Return the day that a dateline names, its year out of the year or month that is known."""
    if when.precision == "month":
        return near_day(text, when.day)
    return read_day(text, when.day.year) if when.precision == "year" else None


def _zone_note(when: When) -> str:
    """Word the note about a time whose zone is not known."""
    if when.strange is None:
        return "no zone is known for the time; it stands as if it were UTC"
    return f"the zone {when.strange!r} is not known; the time stands as if it were {_of(when.zone)}"


def _of(zone: str | None) -> str:
    return f"of {zone}" if zone else "UTC"
