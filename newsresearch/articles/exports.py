"""Articles of database exports: Factiva, Nexis and LexisNexis, each already cut out of its file."""

from __future__ import annotations

import html
import re

from newsresearch.articles.dates import read_date
from newsresearch.articles.draft import Draft
from newsresearch.articles.outlets import outlet_known, outlet_named
from newsresearch.articles.paragraphs import paragraphs_of
from newsresearch.articles.wire import mend

# "LENGTH: 760 words", "Byline: A. Sample"; German, French and Spanish interfaces beside the English.
NAMES = {
    "autor": "byline", "auteur": "byline", "rubrik": "section", "rubrique": "section", "sección": "section",
    "länge": "length", "longueur": "length", "longitud": "length", "sprache": "language", "langue": "language",
    "idioma": "language", "titel": "headline", "titre": "headline", "title": "headline", "grafik": "graphic",
    "hauptteil": "body", "corps": "body", "cuerpo": "body", "journal code": "journal-code",
    "datum des ladens": "load-date", "date de chargement": "load-date", "fecha de carga": "load-date",
    "klassifizierung": "classification", "clasificación": "classification",
}  # fmt: skip  # a table of pairs
FIELD = re.compile(
    rf"^\s*(?P<name>{'|'.join(NAMES)}|BYLINE|SECTION|LENGTH|DATELINE|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|GRAPHIC|"
    r"HEADLINE|UPDATE|SUBJECT|PERSON|GEOGRAPHIC|ORGANIZATION|COMPANY|COUNTRY|STATE|CITY|INDUSTRY|TICKER|TYPE|URL|"
    r"SERIES|CORRECTION-DATE|JOURNAL-CODE|NOTES|BODY|CLASSIFICATION|HIGHLIGHT|DOCUMENT-TYPE|ABSTRACT|"
    r"COPYRIGHT|DISTRIBUTION)\s*:?\s*(?P<value>.*)$",
    re.I | re.S,
)
AFTER_BODY = frozenset(
    (  # words read best as words
        "load-date language publication-type graphic subject person geographic organization company country "
        "state city industry ticker type correction-date journal-code notes classification document-type"
    ).split()
)
DROP = re.compile(r"^\s*(?:Copyright|©|\(c\)|All Rights Reserved|\d+ (?:of|von|de) \d+ DO[CK]UMENT)", re.I)
EDITION = re.compile(
    r"\b(?:Edition|Ausgabe|Édition|Edición)\b|^(?:Final|Early|Late|First|Second|Third|\d\w\w)\b.{0,20}$", re.I
)
CODES = ("SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "ART", "AN")
CODED = re.compile(
    rf"<td\b[^>]*>\s*(?:<b\b[^>]*>)?\s*(?P<code>{'|'.join(CODES)}|[A-Z]{{2,3}})\s*(?:&nbsp;|\s)*(?:</b>)?\s*"
    r"(?:&nbsp;|\s)*</td>\s*<td\b[^>]*>(?P<value>.*?)</td>",
    re.S,
)  # "full article plus indexing": a code in one cell, its value in the next
# The page before the first document of a download: who searched for what.
COVER = re.compile(r"^(?:User Name|Job Number|Date and Time|Client/Matter|Search (?:Terms|Type)|Narrowed by)\s*:", re.I)
COUNT = re.compile(
    r"^[\d.,]+\s*(?:words?|Wörter|W.rter|mots|palabras|parole|palavras|字|個字|语|語|単語|단어|слов\w*|woorden|ord|słów)$",
    re.I,
)


def read_factiva(piece: str) -> Draft:
    """Return the article in one div of a Factiva page, whatever the language of its interface.

    Factiva lists head fields without names; the one with a date, the name after it, and the number of words tell.

    Examples
    --------
    >>> read_factiva('<span class="enHeadline">Envoys meet</span><div>7 words</div><div>9 May 2018</div>'
    ...              '<div>Sample Post</div><p class="articleParagraph">The envoys met.</p>').outlet
    'Sample Post'
    """
    coded = {found["code"]: found["value"] for found in CODED.finditer(piece)}
    if "HD" in coded and ("TD" in coded or "LP" in coded):
        return _read_coded(coded)
    paragraphs = [_plain(p) for p in re.findall(r'<p class="articleParagraph[^"]*"[^>]*>(.*?)</p>', piece, re.S)]
    if not paragraphs:
        paragraphs = [_plain(p) for p in re.findall(r"<(?:p|pre)\b[^>]*>(.*?)</(?:p|pre)>", piece, re.S)]
    draft = Draft([p for p in paragraphs if p])
    if head := re.search(r'<span class=["\']\w*Headline["\'][^>]*>(.*?)</span>', piece, re.S):
        draft.headline = _plain(head[1]) or None
    if author := re.search(r'<div class="author">(.*?)</div>', piece, re.S):
        draft.byline = _names(_plain(author[1]))
    top = piece.split('class="articleParagraph', 1)[0]
    cells = re.findall(r"<div(?:\s[^>]*)?>((?:[^<]|<(?!/?div))*)</div>", top)
    fields = [_plain(cell) for cell in cells if "Headline" not in cell]
    after = next((n + 1 for n, f in enumerate(fields) if COUNT.match(f)), 0)
    if after and fields[:1] and not COUNT.match(fields[0]) and top.find(">" + fields[0]) < top.find("Headline"):
        draft.section = fields[0]
    for n, field in enumerate(fields[after:], after):
        if when := read_date(field):
            draft.when = when
            rest = [f for f in fields[n + 1 :] if f and not re.match(r"^\d{1,2}:\d\d", f)]
            if clock := next((f for f in fields[n + 1 : n + 2] if re.match(r"^\d{1,2}:\d\d", f)), None):
                draft.when = read_date(f"{field} {clock}") or when
            _publish(draft, rest[0] if rest else None)
            break
    mend(draft)
    return draft


def _read_coded(coded: dict[str, str]) -> Draft:
    """Return the article in a table of Factiva's two-letter codes."""
    body = "\n".join(coded.get(code, "") for code in ("LP", "TD"))
    paragraphs = [_plain(p) for p in re.split(r"<p\b[^>]*>|</p>|<br\s*/?>\s*<br\s*/?>", body)]
    draft = Draft([p for p in paragraphs if p])
    fields = {code: _plain(value) for code, value in coded.items()}
    draft.headline = fields["HD"] or None
    draft.byline, draft.section = _names(fields.get("BY", "")), fields.get("SE") or None
    draft.when = read_date(f"{fields.get('PD', '')} {fields.get('ET', '')}") or read_date(fields.get("PD", ""))
    _publish(draft, fields.get("SN"))
    mend(draft)
    return draft


def read_nexis_html(piece: str) -> Draft:
    """Return the article in one document of a Nexis UK page.

    Examples
    --------
    >>> read_nexis_html("<P>The Sample Post</P><P>June 17, 1995</P><P>Envoys meet</P><P>LENGTH: 3 words</P>"
    ...                 "<P>The envoys met.</P>").headline
    'Envoys meet'
    """
    piece = re.sub(r"<!--.*?-->", "", piece, flags=re.S)
    lines = [_plain(p) for p in re.findall(r"<P\b[^>]*>(.*?)</P>", piece, re.S | re.I)]
    return _labelled([line for line in lines if line])


def read_lexis(piece: str) -> Draft:
    r"""Return the article in one document of a LexisNexis, Lexis Advance or Nexis Uni export.

    Examples
    --------
    >>> draft = read_lexis("Envoys meet\n\nSample Post\n\nJuly 2, 2019\n\nLength: 3 words\n\nBody\n\nThe envoys met.")
    >>> draft.headline, draft.outlet
    ('Envoys meet', 'Sample Post')
    """
    return _labelled(paragraphs_of(re.sub(r"(?m)^(?=LENGTH:|BYLINE:|SECTION:|LOAD-DATE:|LANGUAGE:)", "\n", piece)))


def _labelled(lines: list[str]) -> Draft:
    """Read head lines, "NAME: value" lines, the body, and "NAME: value" lines again."""
    draft = Draft([])
    head: list[str] = []
    body: list[str] = []
    state, loaded = "head", ""
    for line in lines:
        if DROP.match(line):
            continue
        found = FIELD.match(line)
        name = found["name"].lower() if found and (":" in line[:25] or found["value"] == "") else None
        name = NAMES.get(name, name) if name else None
        value = found["value"].strip() if found and name else ""
        if name == "byline":
            draft.byline = _names(value)
        elif name == "section" and state != "tail":
            draft.section = value or None
        elif name == "headline" and state == "head":
            draft.headline = value or None
        elif name == "dateline":
            draft.dateline = value or None
        elif name == "url":
            draft.url = value or None
        elif name == "language":
            first = re.split(r"[;,\s]", value.lower(), maxsplit=1)[0]
            draft.language = {"english": "en", "englisch": "en", "anglais": "en", "inglés": "en"}.get(first)
        elif name in ("length", "body") and state == "head":
            state = "body"
        elif name == "load-date":
            loaded, state = value, "tail"
        elif name in ("graphic", "classification") or (name in AFTER_BODY and state == "body" and body):
            state = "tail"
        elif name is None and state == "head" and not (head and re.fullmatch(r"\([^()]{1,80}\)", line)):  # "(Blog)"
            head.append(line)
        elif name is None and state == "body":
            body.append(line)
    while body and re.fullmatch(r"https?://\S+", body[-1]):
        address = body.pop()
        draft.url = draft.url or (address if address.count("/") > 3 else None)  # a bare host is a credit
    draft.paragraphs = body
    dates = [n for n, line in enumerate(head) if len(line) < 80 and read_date(line)]
    cover = any(COVER.match(line) for line in head)  # its dates are those of the search
    dated = (dates[-1] if cover else dates[0]) if dates else None
    if dated is not None:
        draft.when = read_date(head[dated])
        others = [*head[:dated], *head[dated + 1 :]]
        # Nexis UK and .TXT: outlet, date, headline. Lexis Advance and Nexis Uni: headline, outlet, date.
        if dated >= 2:
            draft.headline = draft.headline or (head[dated - 2] if cover else " ".join(others[: dated - 1]))
            _publish(draft, head[dated - 1])
        else:
            _publish(draft, head[0] if dated else None)
            after = others[dated:]
            if len(after) > 1 and (EDITION.search(after[0]) or len(after[0].split()) < 3):
                after = after[1:]  # "National Edition", "Ireland"
            draft.headline = draft.headline or (after[0] if after else None)
    elif head:
        named = next((n for n, line in enumerate(head) if outlet_known(line)), len(head))
        _publish(draft, head[named] if named < len(head) else None)
        draft.headline = draft.headline or " ".join(head[:named] or head[named + 1 :]) or None
        draft.when = read_date(loaded, origin="metadata")  # the day the database took it in, the nearest that it says
    mend(draft)
    return draft


def _publish(draft: Draft, name: str | None) -> None:
    outlet = outlet_named(re.sub(r"\s*\([^()]*\)$", "", name).rstrip(".") if name else None)
    if outlet:
        draft.outlet, draft.publisher_side = outlet.name, outlet.side


def _names(byline: str) -> str | None:
    """Return the names of a by-line field, without "By", marks around them and the address of a site."""
    names = re.sub(r"^By\s+", "", byline.strip(" ;,-–—()_*"), flags=re.I)
    names = re.sub(r",?\s*(?:www\.)?[\w-]+\.(?:com|org|net|co\.\w\w)\b", "", names).strip(" ;,")
    return names if any(c.isalpha() for c in names) else None


def _plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", "", re.sub(r"<br\b[^<>]*>", " ", markup, flags=re.I))).split())
