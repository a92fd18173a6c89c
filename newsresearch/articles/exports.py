"""Articles of Factiva exports, each already cut out of its page: fields without names, or under codes."""

from __future__ import annotations

import re

from newsresearch.articles.dates import read_date
from newsresearch.articles.draft import Draft
from newsresearch.articles.labelled import elements, names, plain, publish
from newsresearch.articles.wire import mend

# "Full article plus indexing" has a code in one cell, its value in the next.
CODES = (
    "SE HD BY CR WC PD ET SN SC NGC GC ED PG VOL LA CY CLM LP TD ART CT RF CO IN NS RE IPC IPD PUB AN".split()
)  # words read best as words
BLANKS = r"(?:\s|&nbsp;|&#160;|</?[^<>/tT][^<>]*>)*"  # spaces, and marks other than those of a table
CODE_CELL = re.compile(rf"<[tT][dD]\b[^<>]*>{BLANKS}(?P<code>{'|'.join(CODES)}){BLANKS}</[tT][dD]>")
COUNT = re.compile(
    r"^\d[\d., ]*(?:words?|Wörter|W.rter|mots|palabras|parole|palavras|字|個字|语|語|単語|단어|слов\w*|woorden|ord|"
    r"słów)$",
    re.I,
)
NUMBER = re.compile(r"^\d[\d., ]*[^\W\d_]{1,12}$")  # words in another language, told by the date in the next cell


def read_factiva(piece: str) -> Draft:
    """Return the article in one div of a Factiva page, whatever the language of its interface.

    Factiva lists head fields without names; the one with a date, the name after it, and the number of words tell.

    Examples
    --------
    >>> read_factiva('<span class="enHeadline">Envoys meet</span><div>7 words</div><div>9 May 2018</div>'
    ...              '<div>Sample Post</div><p class="articleParagraph">The envoys met.</p>').outlet
    'Sample Post'
    """
    coded = _coded(piece)
    if "HD" in coded and ("TD" in coded or "LP" in coded):
        return _read_coded(coded)
    paragraphs = [plain(p) for p in elements(piece, r'<p class="articleParagraph[^<>]*>', "</p>")]
    if not paragraphs:
        paragraphs = [plain(p) for p in elements(piece, r"<(?:p|pre)\b[^<>]*>", "</(?:p|pre)>")]
    draft = Draft([p for p in paragraphs if p])
    if head := re.search(r'<span class=["\']\w*Headline["\'][^<>]*>(.{0,2000}?)</span>', piece, re.S):
        draft.headline = plain(head[1]) or None
    if author := re.search(r'<div class="author">(.{0,2000}?)</div>', piece, re.S):
        draft.byline = names(plain(author[1]))
    top = piece.split('class="articleParagraph', 1)[0]
    cells = re.findall(r"<div(?:\s[^>]*)?>((?:[^<]|<(?!/?div))*)</div>", top)
    fields = [plain(cell) for cell in cells if "Headline" not in cell]
    counts = [n for n, f in enumerate(fields) if COUNT.match(f)] or [
        n for n, f in enumerate(fields[:-1]) if NUMBER.match(f) and read_date(fields[n + 1])
    ]
    after = counts[0] + 1 if counts else 0
    if after > 1 and top.find(">" + fields[0]) < top.find("Headline"):
        draft.section = fields[0]
    for n, field in enumerate(fields[after:], after):
        if when := read_date(field):
            draft.when = when
            rest = [f for f in fields[n + 1 :] if f and not re.match(r"^\d{1,2}:\d\d", f)]
            if clock := next((f for f in fields[n + 1 : n + 2] if re.match(r"^\d{1,2}:\d\d", f)), None):
                draft.when = read_date(f"{field} {clock}") or when
            publish(draft, rest[0] if rest else None)
            break
    mend(draft)
    return draft


def _coded(piece: str) -> dict[str, str]:
    """Return what stands under each code of an article; a value ends where the next code stands, tables in it too."""
    found = list(CODE_CELL.finditer(piece))
    values: dict[str, str] = {}
    for n, match in enumerate(found, 1):
        end = found[n].start() if n < len(found) else len(piece)
        values.setdefault(match["code"], piece[match.end() : end])
    return values


def _read_coded(coded: dict[str, str]) -> Draft:
    """Return the article in a table of Factiva's two-letter codes."""
    body = "\n".join(coded.get(code, "") for code in ("LP", "TD"))
    paragraphs = [plain(p) for p in re.split(r"<p\b[^>]*>|</p>|<br\s*/?>\s*<br\s*/?>", body)]
    draft = Draft([p for p in paragraphs if p])
    fields = {code: plain(value) for code, value in coded.items()}
    draft.headline = fields["HD"] or None
    draft.byline, draft.section = names(fields.get("BY", "")), fields.get("SE") or None
    draft.when = read_date(f"{fields.get('PD', '')} {fields.get('ET', '')}") or read_date(fields.get("PD", ""))
    publish(draft, fields.get("SN"))
    mend(draft)
    return draft
