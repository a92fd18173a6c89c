"""Files that hold many articles, cut into them: JSONL, CSV, and exports of news databases."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers import expat

from newsresearch.forms import cells, documents, objects, unpacking
from newsresearch.forms.limits import Limits, TooMuchError, check_size

# Numbered heads of LexisNexis and Nexis UK: "3 of 166 DOCUMENTS", "3 von 166 DOKUMENTEN", in any interface's words.
NUMBERED = re.compile(
    r"^[ \t]*(?:\d+ [a-zà-ž]{2,4} \d+ DO[CK]UMEN\w{1,5}|(?:DO[CK]UMEN\w{1,5}) \d+ [a-zà-ž]{2,4} \d+)[ \t]*$",
    re.M | re.I,
)
FACTIVA = re.compile(r"""<div[^<>]*\bclass=["']article \w{2,6}Article["']""")
FACTIVA_OUTER = re.compile(r"""<div[^<>]*\bid=["']article-[^<>]*class=["']article["']""")
NEXIS = re.compile(r"""<A NAME="DOC_ID_\d+_\d+"></A>""", re.I)
# "End of Document", "Ende des Dokuments", "Fin du document", "Einde van document" ...
END_OF_DOCUMENT = re.compile(
    r"^(?:End|Ende|Fin|Fine|Fim|Einde|Slut|Koniec) (?:\w{1,3} )?do[ck]umen\w{1,5}[ \t]*$", re.M | re.I
)
# A word count, or a name of a field in capitals as the interfaces write it before a blank that does not break.
LEXIS_FIELD = re.compile(
    r"^(?:Body$|Length:|Load-Date:|[A-ZÀ-Þ][\w-]{2,24}:\s*\d+ \w+$|[A-ZÀ-Þ][\w-]{2,24}:\xa0)", re.M
)
# The number of words and then a line for the body alone, as no other Word file has them.
LEXIS_BODY = re.compile(
    r"^(?:Length|Länge|Longueur|Longitud|Lengte): ?.{1,40}$(?s:.{0,2000}?)^(?:Body|Hauptteil|Corps|Cuerpo|Tekst)$", re.M
)
SPACES = {"w:br": "\n", "w:cr": "\n", "w:tab": "\t"}  # every program writes the prefix that Word does


def records(
    form: str, text: str, limits: Limits, columns: Mapping[str, str] | None = None
) -> Iterator[tuple[int, dict[str, Any], str | None]]:
    r"""Yield (line or row, record, what is wrong or None) of JSONL, JSON, CSV or TSV.

    Parameters
    ----------
    form : str
        One of these, in small letters.
    text : str
        Of the file.
    limits : Limits
        How much it may hold.
    columns : mapping, optional
        The field of ours -> the name of the user's column.

    Examples
    --------
    >>> list(records("csv", "title,text\nTalks,They met.", Limits()))
    [(1, {'title': 'Talks', 'text': 'They met.'}, None)]
    """
    if form in ("jsonl", "json"):  # counted before anything is made of them
        check_size(limits, parts=text.count("{") + text.count("["), what="objects and lists in JSON")
        read = objects.line_records if form == "jsonl" else objects.json_records
        yield from read(text, limits, columns or {})
    else:
        yield from cells.cell_records(text, "\t" if form == "tsv" else None, limits, columns or {})


def articles_in(form: str, text: str) -> tuple[str, list[str]]:
    """Return the form and the articles of a text: those of a database export, or the one page that it is.

    Examples
    --------
    >>> articles_in("text", "SEOUL (Sample) -- They met.")
    ('text', ['SEOUL (Sample) -- They met.'])
    """
    if form == "html":
        if "activa" in text and FACTIVA.search(text):
            outer = [m.start() for m in FACTIVA_OUTER.finditer(text)]
            inner = [m.start() for m in FACTIVA.finditer(text)]
            return "factiva", _cut(text, outer if len(outer) >= len(inner) else inner)
        if NEXIS.search(text):
            return "nexis", _cut(text, [m.start() for m in NEXIS.finditer(text)])
    if form == "text" and (heads := [m.end() for m in NUMBERED.finditer(text)]):
        return "lexisnexis", _cut(text, heads)
    if form in ("docx", "rtf"):
        pieces = [p for p in END_OF_DOCUMENT.split(text) if p.strip()]
        if len(pieces) > 1 or END_OF_DOCUMENT.search(text):
            return "lexis", [p for p in pieces if LEXIS_FIELD.search(p)] or pieces or [text]
        if heads := [m.end() for m in NUMBERED.finditer(text)]:
            return "lexisnexis", _cut(text, heads)
        if LEXIS_BODY.search(text):  # one article whose last line was cut off
            return "lexis", [text]
    if form in ("text", "docx", "rtf"):
        return documents.documents_in(text) or ("text", documents.stories_in(text))
    return form, [text]


def _cut(text: str, starts: list[int]) -> list[str]:
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def docx_text(data: bytes, limits: Limits) -> str:
    """Return the paragraphs of a Word file, a line each, a blank line between.

    Raises
    ------
    ValueError
        When the bytes are no Word file, declare XML entities, or unpack beyond the limits.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            info = archive.getinfo("word/document.xml")
            if info.file_size > limits.input_bytes:
                raise TooMuchError(info.file_size, limits.input_bytes, "bytes unpacked", "input_bytes")
            with archive.open(info) as file:
                xml = file.read(limits.input_bytes + 1)
        check_size(limits, parts=xml.count(b"<") - xml.count(b"</"), what="XML elements")
        return _words_of(xml)
    except (*unpacking.BROKEN, expat.ExpatError) as problem:
        raise ValueError(str(problem)[:100]) from problem


def _words_of(xml: bytes) -> str:
    """Return the paragraphs of a Word document's XML, read as a stream; a box inside a paragraph has its own."""
    done: list[str] = []
    open_: list[list[str]] = []
    inside = False  # an element that holds words

    def start(name: str, _: object) -> None:
        nonlocal inside
        if name == "w:p":
            open_.append([])
        elif name == "w:t":
            inside = True
        elif open_ and name in SPACES:
            open_[-1].append(SPACES[name])

    def end(name: str) -> None:
        nonlocal inside
        if name == "w:t":
            inside = False
        elif name == "w:p" and open_:
            done.append("".join(open_.pop()))

    def words(text: str) -> None:
        if inside and open_:
            open_[-1].append(text)

    def declared(*_: object) -> None:
        raise ValueError("it declares XML entities")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, words
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = declared
    parser.Parse(xml, True)
    return "\n\n".join(done)
