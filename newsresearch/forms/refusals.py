"""Why an input is no page: bytes of another form, a text without an article, a server's error."""

from __future__ import annotations

import re

from newsresearch.forms.decoding import strip_tags, utf16_like

MAGIC = {
    b"%PDF": "a PDF; save its text as .txt or .html",
    b"\x89PNG": "a picture; save the page as .html or .txt",
    b"\xff\xd8\xff": "a picture; save the page as .html or .txt",
    b"GIF8": "a picture; save the page as .html or .txt",
    b"\xd0\xcf\x11\xe0": "an old or protected Office file; save it again as .docx or .xlsx, without a password",
    b"PARE": "encrypted Parquet; write it again without a key",
    b"7z\xbc\xaf": "a 7z archive; unpack it, or pack it as .zip",
    b"Rar!": "a RAR archive; unpack it, or pack it as .zip",
    b"\x28\xb5\x2f\xfd": "packed with zstd; unpack it, or pack it as .gz",
    b"PAR1": "Parquet under another name; name it .parquet",
    b"SQLite format": "a database; export its table as .csv",
    b"\x7fELF": "a program, not a page",
    b"MZ\x90": "a program, not a page",
    b"WARC/0.": "a web archive (WARC); extract its pages as .html",
    b"WARC/1.": "a web archive (WARC); extract its pages as .html",
    b"bplist00": "a web archive of Safari; open it there and save the page's source as .html",
    b"<stata_dta>": "a Stata file; export its table as .csv or .parquet",
    b"ARROW1": "an Arrow file (Feather); write its table as .parquet or .csv",
    b"FEA1": "an Arrow file (Feather); write its table as .parquet or .csv",
    b"RDX2\n": "R data; write its table as .csv or .parquet",
    b"RDX3\n": "R data; write its table as .csv or .parquet",
    b"X\n\0\0\0": "R data; write its table as .csv or .parquet",
}
# Forms that a name or the parts of a zip file tell.
OTHERS = {
    "opendocument": "an OpenDocument file; save it again as .docx, or a table as .xlsx or .csv",
    "presentation": "a presentation; save its text as .docx or .txt",
    "office": "an Office file that is neither Word nor Excel; save it again as .docx or .xlsx",
    "e-book": "an e-book; save its chapters as .html",
    "script": "a script, not a page; leave it out, or name a page .html",
    "style sheet": "a style sheet, not a page; leave it out, or name a page .html",
    "stata": "a Stata file; export its table as .csv or .parquet",
    "arrow": "an Arrow file (Feather); write its table as .parquet or .csv",
    "orc": "an ORC file; write its table as .parquet or .csv",
    "r data": "R data; write its table as .csv or .parquet",
    "pickle": "a pickle of Python, which is never opened; write its table as .parquet or .csv",
    "html table": "a table in HTML; open it in a spreadsheet and save it as .csv",
}
FEED = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?[^>]{0,400}\?>\s*|<!--[^>]{0,1500}-->\s*){0,5}"
    rb"<(?P<kind>rss|feed|rdf:RDF)[\s>]"
)
LETTERS = re.compile(r"[가-힣ぁ-ヿ一-鿿]")
NO_SENTENCE = "no article in it: not one full sentence found; save the page again with its text"
FRAMESET = re.compile(r"<frameset\b", re.I)
TITLES = re.compile(r"<(?:title|h1)\b[^<>]*>(?P<title>.{1,300}?)</(?:title|h1)\b", re.I | re.S)
# What servers and their guards say in place of a page, alone or beside the name of the site.
_SAID = (
    r"access (?:to this (?:page|site|website) (?:has been |is )?)?denied|just a moment|attention required!?|"
    r"page (?:not found|cannot be found|unavailable)|(?:file |url )?not found|forbidden|bad (?:gateway|request)|"
    r"(?:service )?(?:temporarily )?unavailable|internal server error|gateway time-?out|too many requests|"
    r"unauthorized|request (?:blocked|rejected)|are you (?:a robot|human)|security check|"
    r"one more step|human verification|verify you are human|pardon our interruption|"
    r"sorry,? you have been blocked|you have been blocked"
)
_CODE = r"(?:(?:http )?error )?[45]\d\d(?: error)?"
_SITE = r"[^\s|]\S{0,30}(?: \S{1,30}){0,3}"  # the name of a site has few words, a headline more
FAULT = re.compile(
    rf"\W{{0,5}}(?:(?:{_CODE}\W{{0,5}})?(?:{_SAID})(?:\W{{1,5}}{_CODE})?|{_CODE})[\s.!?…]{{0,5}}"
    rf"(?:[|–—·-] {_SITE})?",
    re.I,
)
SITE_FIRST = re.compile(rf"{_SITE} [|–—·-] (?:{_CODE}\W{{0,5}})?(?:{_SAID})[\s.!?…]{{0,5}}", re.I)
SHORT = 120  # words that such a page stays below
ALONE = re.compile(  # nothing beside what a server says, or the name of its host
    rf"(?:[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}} [|–—·-] )?\W{{0,5}}(?:(?:{_CODE}\W{{0,5}})?(?:{_SAID})"
    rf"(?:\W{{1,5}}{_CODE})?|{_CODE})[\s.!?…]{{0,5}}(?:[|–—·-] [\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}})?",
    re.I,
)
SENTENCES = re.compile(r"(?<=[.!?])[\"”’)]{0,3}(?:\s+|$)")
LEAST_WORDS, LEAST_LETTERS = 8, 20  # of a full sentence, in scripts with and without blanks


def refusal(form: str, data: bytes) -> str | None:
    """Say why bytes are no text, or return None.

    Examples
    --------
    >>> refusal("text", b"%PDF-1.4")
    'the file is a PDF; save its text as .txt or .html'
    """
    for magic, words in MAGIC.items():
        if data.startswith(magic) and not (magic == b"PAR1" and form == "parquet"):
            return f"the file is {words}"
    if form in OTHERS:
        return f"the file is {OTHERS[form]}"
    if form == "rtf":
        return None if data.startswith(b"{\\rtf") else "the file is no rich text; save it again as .txt"
    if form in ("docx", "excel"):
        return None if data.startswith(b"PK") else f"the file is no {form} file; save it again"
    if form == "parquet":
        return None if data.startswith(b"PAR1") else "the file is no Parquet file; save it again"
    if form in ("text", "html") and FEED.match(data[:4000].replace(b"\0", b"")):
        return "the file is a feed, a list of articles (RSS or Atom); save the pages that it names as .html"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    sample = data[:100_000]
    odd = sum(sample.count(bytes([b])) for b in (*range(0, 9), *range(14, 27), *range(28, 32)))
    if odd > len(sample) // 20 and not utf16_like(sample):  # a text may hold a stray control, not one in twenty
        return "the file is binary, not text; save the page as .html or .txt"
    return None


def no_article(text: str, *, html: bool = False) -> str | None:
    r"""Say that a page has not one sentence of an article in it, or return None.

    Examples
    --------
    >>> no_article("Home\nWorld\nSport")
    'no article in it: not one full sentence found; save the page again with its text'
    """
    plain = strip_tags(text) if html else text
    if html and len(plain.split(None, SHORT)) < SHORT:
        if FRAMESET.search(text):
            return "no article in it: a frameset; save the frame with the text"
        if fault := _fault_of(text):
            return f"an error page of the server ({fault!r}), not the article; save the page again"
    for line in plain.split("\n"):
        end = max(map(line.rfind, '.!?"”’)'))
        if end > 0 and len(line[:end].split(None, 5)) > 5:
            return None
        if len(LETTERS.findall(line[:1000])) >= 10:  # scripts without blanks between words
            return None
    return NO_SENTENCE


def _fault_of(html: str) -> str | None:
    """Return the title of a page that is a server's error, or None."""
    for found in TITLES.finditer(html):
        title = " ".join(re.sub(r"<[^<>]*>", " ", found["title"]).split())
        if FAULT.fullmatch(title) or SITE_FIRST.fullmatch(title):
            return title if ALONE.fullmatch(title) or _sentences(html) < 2 else None
    return None


def _sentences(html: str) -> int:
    """Return the number of full sentences on a short page."""
    parts = [
        part.rstrip('"”’)')
        for line in strip_tags(" ".join(html.split())).split("\n")
        for part in SENTENCES.split(re.sub(r"[。！？]", ". ", line))
    ]
    return sum(
        part.endswith((".", "!", "?"))
        and (len(part.split()) >= LEAST_WORDS or len(LETTERS.findall(part)) >= LEAST_LETTERS)
        for part in parts
    )
