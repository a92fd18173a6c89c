"""Articles of Nexis and LexisNexis exports: head lines, "NAME: value" lines, the body, and named lines again."""

from __future__ import annotations

import html
import re

from newsresearch.articles.dates import MONTHS, read_date
from newsresearch.articles.draft import Draft
from newsresearch.articles.furniture import HOST
from newsresearch.articles.outlets import outlet_at, outlet_known, outlet_named
from newsresearch.articles.paragraphs import BLANK, unwrapped
from newsresearch.articles.wire import mend

# Our field -> its names in the interfaces, English, German, French, Spanish, Italian, Dutch and Portuguese.
NAMES = {
    "byline": "byline autor autora auteur autore autori verfasser",
    "section": "section rubrik rubrique sección seccion sezione sectie secção seção ressort",
    "length": "length länge longueur longitud lunghezza lengte comprimento extensão",
    "dateline": "dateline origine-depeche origine-dépêche origen ort datumszeile luogo plaats",
    "highlight": "highlight encart destacado resumen zusammenfassung sommario samenvatting abstract series notes",
    "headline": "headline title titel titre titular título titolo überschrift kop",
    "url": "url",
    "body": "body hauptteil corps cuerpo corpo textkörper tekst",
    "language": "language sprache langue idioma lingua taal língua",
    "load-date": (
        "load-date date-chargement fecha-carga data-caricamento laad-datum laaddatum data-carga ladedatum update "
        "datum_des_ladens date_de_chargement fecha_de_carga data_di_caricamento"
    ),
    "tail": (
        "publication-type type-publication type_de_publication tipo-publicación tipo-publicacion tipo_de_publicación "
        "tipo-pubblicazione publicatie-type publikationstyp zeitungstyp graphic grafik graphique gráfico grafico "
        "afbeelding subject sujet asunto materia thema soggetto onderwerp person personne persona persoon geographic "
        "géographique geografisch organization organisation organización company firma société empresa country land "
        "pays país state city stadt ville ciudad industry branche industrie ticker type correction-date journal-code "
        "journal_code "
        "document-type classification klassifizierung clasificación classificazione classificatie"
    ),
    "other": "copyright distribution",
}  # fmt: skip  # a field with its names
MEANING = {name.replace("_", " "): field for field, names in NAMES.items() for name in names.split()}
# Names of fields that stand alone on their line, the value below.
ALONE = frozenset(name for name, field in MEANING.items() if field in ("body", "highlight", "tail"))
NAMED = re.compile(r"^\s*(?P<name>[^\W\d_][^\W\d_]*(?:[- ][^\W\d_]+){0,3})\s*:\s*(?P<value>.*)$", re.S)
HEAD, TAIL = (
    frozenset("byline section length dateline highlight headline url body".split()),
    frozenset(("load-date", "language", "url", "tail")),
)
DROP = re.compile(
    r"^\s*(?:Copyright|©|\(c\)|All Rights Reserved|\d+ [a-zà-ž]{2,4} \d+ DO[CK]UMENT|"
    r"DO[CK]UMEN\w{1,5} \d+ [a-zà-ž]{2,4} \d+\s*$|Page \d+ of \d+$)",
    re.I,
)
EDITION = re.compile(
    r"\b(?:Edition|Ausgabe|Édition|Edición|Edizione|Editie)\b|^(?:Final|Early|Late|First|Second|Third|\d\w\w)\b.{0,20}$",
    re.I,
)
APPENDED = re.compile(r"(?:Correction|Clarification)s? Appended$", re.I)
SHOW = re.compile(r"(?:SHOW|PROGRAM): ")  # a transcript's programme, between the station and the date
# The page before the first document of a download: who searched for what.
COVER = re.compile(
    r"^(?:(?:User Name|Job Number|Date and Time|Client/Matter|Search (?:Terms|Type)|Narrowed by)\s*:|1\. \S)", re.I
)  # or a numbered list of its articles
OWN_LINE = re.compile(r"(?m)^(?=[A-ZÀ-Þ][A-ZÀ-Þ-]{2,24}(?: [A-ZÀ-Þ-]{2,20}){0,2}: )")
EDITION_PARTS = re.compile(r";[ \t]*\n\s*")  # "Edition 1;" above "National Edition"
LABEL = re.compile(r"^(?:ABSTRACT|FULL TEXT)$")  # titles inside a body
INDENT = "     "  # outlet, date and edition stand in the middle of their lines
WIDTH = 78  # characters of a line in the text form
FEW = 6  # words beside a date that a line of its own may have: a weekday, the hour, its zone, an edition


def read_nexis_html(piece: str) -> Draft:
    """Return the article in one document of a Nexis UK page.

    Examples
    --------
    >>> read_nexis_html("<P>The Sample Post</P><P>June 17, 1995</P><P>Envoys meet</P><P>LENGTH: 3 words</P>"
    ...                 "<P>The envoys met.</P>").headline
    'Envoys meet'
    """
    piece = "".join(part.split("-->", 1)[-1] if n else part for n, part in enumerate(piece.split("<!--")))
    lines = [plain(p) for p in elements(piece, r"<P\b[^<>]*>", r"</P>")]
    return _labelled([line for line in lines if line])


def read_lexis(piece: str) -> Draft:
    r"""Return the article in one document of a LexisNexis, Lexis Advance or Nexis Uni export.

    Examples
    --------
    >>> draft = read_lexis("Envoys meet\n\nSample Post\n\nJuly 2, 2019\n\nLength: 3 words\n\nBody\n\nThe envoys met.")
    >>> draft.headline, draft.outlet
    ('Envoys meet', 'Sample Post')
    """
    lines: list[str] = []
    for block in BLANK.split(OWN_LINE.sub("\n", piece)):
        inner = [line for line in block.split("\n") if line.strip()]
        wrapped = len(inner) > 1 and max(map(len, inner)) <= WIDTH + len(INDENT)
        if any(line.startswith(INDENT) for line in inner):  # outlet, date and edition, this over two lines at times
            inner = EDITION_PARTS.sub("; ", "\n".join(inner)).split("\n")
        elif wrapped:
            inner = unwrapped([line.strip() for line in inner], WIDTH, len(lines))
        lines += (line.strip() for line in inner)
    return _labelled(lines)


def _labelled(lines: list[str]) -> Draft:
    """Read head lines, "NAME: value" lines, the body, and "NAME: value" lines again."""
    lines = [line for line in lines if not DROP.match(line)]
    fields = [_field(line) for line in lines]
    named = next((n for n, (field, _) in enumerate(fields) if field in HEAD), None)
    start = 0 if named is None else _body_start(fields, named)
    end = _tail_start(fields, start) if named is not None else len(lines)
    draft = Draft([line for line in lines[start:end] if not LABEL.match(line)])
    loaded = ""
    head = lines[: named or 0]
    for field, value in [*fields[named or 0 : start], *fields[end:]]:
        if field == "byline":
            draft.byline = names(value) or draft.byline
        elif field in ("section", "headline", "dateline", "url"):
            setattr(draft, field, getattr(draft, field) or value or None)
        elif field == "language":
            first = re.split(r"[;,\s]", value.lower(), maxsplit=1)[0]
            draft.language = (
                "en" if first in ("english", "englisch", "anglais", "inglés", "inglese", "engels") else None
            )
        elif field == "load-date":
            loaded = value
    while draft.paragraphs and re.fullmatch(r"https?://\S+", draft.paragraphs[-1]):
        address = draft.paragraphs.pop()
        draft.url = draft.url or (address if address.count("/") > 3 else None)  # a bare host is a credit
    head = [line for n, line in enumerate(head) if not (n and re.fullmatch(r"\([^()]{1,80}\)", line))]  # "(Blog)"
    head = [line for n, line in enumerate(head) if not (n and SHOW.match(line))]
    _read_head(draft, head, loaded)
    mend(draft)
    return draft


def _field(line: str) -> tuple[str | None, str]:
    """Return field and value of a line "NAME: value", ("", value) for an unknown name in capitals, else (None, "")."""
    if (low := line.strip().lower()) in ALONE:
        return MEANING[low], ""
    if found := NAMED.match(line[:2000]):
        name = found["name"]
        value = line[found.start("value") :].strip()
        field = MEANING.get(" ".join(name.lower().split()))
        if field and (name.isupper() or name[0].isupper()):
            return field, value
        if name.isupper():
            return "", value
    return None, ""


def _body_start(fields: list[tuple[str | None, str]], named: int) -> int:
    """Return where the body begins: after the last field of the head that is known, none but named lines before it."""
    start = at = named
    while at < len(fields):
        field = fields[at][0]
        if field in HEAD or (field in TAIL and at + 1 < len(fields)):
            start = at + 1
            if field == "body":
                break
        elif field is None:
            # Nexis Uni: an unnamed line may stand among the fields, as a second copyright; the word for body ends them.
            ahead = [n for n in range(at, min(at + 4, len(fields))) if fields[n][0] == "body" and not fields[n][1]]
            return ahead[0] + 1 if ahead else start
        at += 1
    return start


def _tail_start(fields: list[tuple[str | None, str]], start: int) -> int:
    """Return where the fields below the body begin; a speaker's name before a colon is none of them."""
    unnamed = sum(field is None for field, _ in fields[start:])
    for at in range(start, len(fields)):
        field, value = fields[at]
        below = field == "load-date" or not value or unnamed <= (len(fields) - at) // 2
        if field in TAIL and at > start and below:
            return at
        unnamed -= field is None
    return len(fields)


def _read_head(draft: Draft, head: list[str], loaded: str) -> None:
    """Give a draft outlet, date and headline out of the lines above its fields."""
    strangers = {n: few for n, line in enumerate(head) if (few := _beside_date(line)) is not None}
    cover = any(COVER.match(line) for line in head)  # its dates are those of the search
    if not strangers:
        named = next((n for n, line in enumerate(head) if outlet_known(line)), len(head))
        publish(draft, head[named] if named < len(head) else None)
        draft.headline = draft.headline or " ".join(head[:named] or head[named + 1 :]) or None
        draft.when = read_date(loaded, origin="metadata")  # the day the database took it in, the nearest that it says
        return
    dated = max(strangers) if cover else min(strangers, key=lambda n: (strangers[n], n))
    draft.when = read_date(head[dated])
    # Nexis UK and .TXT: outlet, date, headline. Lexis Advance and Nexis Uni: headline, outlet, date.
    if dated >= 2:
        draft.headline = draft.headline or (head[dated - 2] if cover else " ".join(head[: dated - 1]))
        publish(draft, head[dated - 1])
        return
    publish(draft, head[0] if dated else None)
    after = head[dated + 1 :]
    if len(after) > 1 and (EDITION.search(after[0]) or len(after[0].split()) < 3):
        after = after[1:]  # "National Edition", "Ireland"
    if len(after) > 1 and APPENDED.match(after[0]):
        after = after[1:]
    draft.headline = draft.headline or (after[0] if after else None)


def _beside_date(line: str) -> int | None:
    """Return how many words stand beside the date in a line that is one, or None where it is no line of a date."""
    if len(line) >= 80 or read_date(line) is None:
        return None
    words = [w for w in re.findall(r"[^\W\d_]+", line.lower()) if w not in MONTHS]
    return len(words) if len(words) <= FEW else None


def publish(draft: Draft, name: str | None) -> None:
    """Give a draft the outlet of a name as an export writes it, with its city or a full stop behind it.

    Examples
    --------
    >>> publish(draft := Draft([]), "The Sample Post (London)")
    >>> draft.outlet
    'The Sample Post'
    """
    name = re.sub(r"\s*\([^()]*\)$| +-- +\w+$| Supplied by .*$", "", name).rstrip(".") if name else None
    outlet = (outlet_at(name) if name and HOST.fullmatch(name) else None) or outlet_named(name)
    if outlet:
        draft.outlet, draft.publisher_side = outlet.name, outlet.side


def names(byline: str) -> str | None:
    """Return the names of a by-line field, without "By", marks around them and the address of a site.

    Examples
    --------
    >>> names("--By A. Sample, example.com")
    'A. Sample'
    """
    found = re.sub(r"^By\s+", "", byline.strip(" ;,-–—()_*"), flags=re.I)
    found = re.sub(r",?\s*(?:www\.)?[\w-]+\.(?:com|org|net|co\.\w\w)\b", "", found).strip(" ;,")
    return found if any(c.isalpha() for c in found) else None


def elements(markup: str, opening: str, closing: str) -> list[str]:
    """Return what stands between marks, in one pass; an element never closed ends where the next one opens.

    Examples
    --------
    >>> elements("<p>One</p><p>Two<p>Three</p>", "<p>", "</p>")
    ['One', 'Two', 'Three']
    """
    return [re.split(closing, part, maxsplit=1, flags=re.I)[0] for part in re.split(opening, markup, flags=re.I)[1:]]


def plain(markup: str) -> str:
    """Return markup as text on one line.

    Examples
    --------
    >>> plain("Envoys<BR>meet &amp; <b>talk</b>")
    'Envoys meet & talk'
    """
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", "", re.sub(r"<br\b[^<>]*>", " ", markup, flags=re.I))).split())
