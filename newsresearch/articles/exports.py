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
FIELD = re.compile(
    r"^\s*(?P<name>BYLINE|AUTOR|SECTION|RUBRIK|LENGTH|LÄNGE|DATELINE|LOAD-DATE|LANGUAGE|SPRACHE|PUBLICATION-TYPE|GRAPHIC|"
    r"HEADLINE|TITLE|UPDATE|SUBJECT|PERSON|GEOGRAPHIC|ORGANIZATION|COMPANY|COUNTRY|STATE|CITY|INDUSTRY|TICKER|TYPE|URL|"
    r"SERIES|CORRECTION-DATE|JOURNAL-CODE|JOURNAL CODE|NOTES|BODY|CLASSIFICATION|HIGHLIGHT|DOCUMENT-TYPE|ABSTRACT|"
    r"COPYRIGHT|DISTRIBUTION)\s*:?\s*(?P<value>.*)$",
    re.I | re.S,
)
AFTER_BODY = frozenset(
    (  # noqa: SIM905  # words read best as words
        "load-date language sprache publication-type graphic subject person geographic organization company country "
        "state city industry ticker type correction-date journal-code notes classification document-type"
    ).split()
)
DROP = re.compile(r"^\s*(?:Copyright|©|\(c\)|All Rights Reserved|\d+ (?:of|von|de) \d+ DO[CK]UMENT)", re.I)
COUNT = re.compile(r"^[\d.,]+\s*(?:words?|Wörter|W.rter|mots|palabras|parole|palavras|字|個字|语|단어|слов\w*)$", re.I)


def read_factiva(piece: str) -> Draft:
    """Return the article in one div of a Factiva page, whatever the language of its interface.

    Factiva lists head fields without names; the one with a date, the name after it, and the number of words tell.

    Examples
    --------
    >>> read_factiva('<span class="enHeadline">Envoys meet</span><div>7 words</div><div>9 May 2018</div>'
    ...              '<div>Sample Post</div><p class="articleParagraph">The envoys met.</p>').outlet
    'Sample Post'
    """
    paragraphs = [_plain(p) for p in re.findall(r'<p class="articleParagraph[^"]*"[^>]*>(.*?)</p>', piece, re.S)]
    if not paragraphs:
        paragraphs = [_plain(p) for p in re.findall(r"<(?:p|pre)\b[^>]*>(.*?)</(?:p|pre)>", piece, re.S)]
    draft = Draft([p for p in paragraphs if p])
    if head := re.search(r'<span class=["\']\w*Headline["\'][^>]*>(.*?)</span>', piece, re.S):
        draft.headline = _plain(head[1]) or None
    if author := re.search(r'<div class="author">(.*?)</div>', piece, re.S):
        draft.byline = re.sub(r"^By\s+", "", _plain(author[1]), flags=re.I) or None
    top = piece.split('class="articleParagraph', 1)[0]
    fields = [_plain(d) for d in re.findall(r"<div(?:\s[^>]*)?>([^<]*)</div>", top)]
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
        name = found["name"].lower() if found and (":" in line[:20] or found["value"] == "") else None
        value = found["value"].strip() if found and name else ""
        if name == "byline" or name == "autor":
            draft.byline = re.sub(r"^By\s+", "", value, flags=re.I).rstrip(";") or None
        elif name in ("section", "rubrik") and state != "tail":
            draft.section = value or None
        elif name in ("headline", "title") and state == "head":
            draft.headline = value or None
        elif name == "dateline":
            draft.dateline = value or None
        elif name == "url":
            draft.url = value or None
        elif name in ("language", "sprache"):
            draft.language = {"english": "en", "englisch": "en"}.get(value.lower().rstrip(";"))
        elif name in ("length", "länge", "body") and state == "head":
            state = "body"
        elif name == "load-date":
            loaded, state = value, "tail"
        elif name in ("graphic", "classification") or (name in AFTER_BODY and state == "body" and body):
            state = "tail"
        elif name is None and state == "head":
            head.append(line)
        elif name is None and state == "body":
            body.append(line)
    draft.paragraphs = body
    dated = next((n for n, line in enumerate(head) if len(line) < 80 and read_date(line)), None)
    if dated is not None:
        draft.when = read_date(head[dated])
        others = [*head[:dated], *head[dated + 1 :]]
        # Nexis UK and .TXT: outlet, date, headline. Lexis Advance and Nexis Uni: headline, outlet, date.
        if dated >= 2:
            draft.headline = draft.headline or " ".join(others[: dated - 1])
            _publish(draft, head[dated - 1])
        else:
            _publish(draft, head[0] if dated else None)
            draft.headline = draft.headline or (others[dated] if len(others) > dated else None)
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


def _plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", "", markup)).split())
