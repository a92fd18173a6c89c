"""Articles that databases write as plain or rich text: lines in an order, under codes, or with labels."""

from __future__ import annotations

import re
from itertools import islice

from newsresearch.articles.datelines import read_dateline
from newsresearch.articles.dates import read_date
from newsresearch.articles.draft import Draft
from newsresearch.articles.exports import COUNT, NUMBER
from newsresearch.articles.furniture import read_byline
from newsresearch.articles.labelled import names, publish
from newsresearch.articles.outlets import outlet_known, outlet_named
from newsresearch.articles.paragraphs import paragraphs_of
from newsresearch.articles.wire import mend, read_wire
from newsresearch.forms.documents import FACTIVA_END, fields_of, head_of

LONGEST_HEAD = 16  # lines above and below the number of words
CLOCK = re.compile(r"^\d{1,2}:\d\d")
COPYRIGHT = re.compile(r"^(?:\(c\)|©|Copyright\b|Copr\.|All rights reserved)", re.I)
LANGUAGE = re.compile(
    r"^(?:English|Englisch|Anglais|Inglés|Inglese|Engels|Inglês|Английский|英文|英語|英语|영어|angielski)$", re.I
)
SOURCE_CODE = re.compile(r"^[A-Z][A-Z0-9]{1,9}$")
LONGEST_BYLINE = 8  # words of a line of names below a headline
# Labels of ProQuest; those of the second row stand below a full text, too.
LABELS = frozenset(
    (  # words read best as words
        "author,authors,publication info,links,full text,abstract,dateline,credit,"
        "subject,business indexing term,location,people,company / organization,classification,identifier / keyword,"
        "title,alternate title,publication title,first page,volume,issue,pages,publication year,publication date,"
        "column,section,publisher,place of publication,country of publication,publication subject,issn,e-issn,"
        "source type,language of publication,document type,document feature,proquest document id,document url,"
        "copyright,last updated,database,source attribution,supplement,edition"
    ).split(",")
)
BODY = frozenset(("full text", "abstract"))
TAIL = LABELS - BODY - {"author", "authors", "dateline", "credit", "section", "column", "links"}
LABEL = re.compile(r"^(?P<name>[A-Z][A-Za-z/ -]{2,30}?): ?(?P<value>.*)$")
ARTICLE = re.compile(r"^(?P<name>[^,()]+), (?P<the>The)\b")  # "Sample Post, The (Oslo)"
NOTHING = re.compile(r"^(?:None|Not) available\.?$", re.I)
LINK = re.compile(r"^ProQuest document link\b")


def read_factiva_codes(piece: str) -> Draft:
    r"""Return the article of a Factiva text in two-letter codes: the body stands under LP and TD.

    Examples
    --------
    >>> draft = read_factiva_codes("HD Envoys meet\nBY A. Sample\nPD 9 May 2018\nSN Sample Post\nTD\nThey met.\nAN 1")
    >>> draft.headline, draft.byline, draft.outlet, draft.paragraphs
    ('Envoys meet', 'A. Sample', 'Sample Post', ['They met.'])
    """
    fields = fields_of(piece)
    draft = Draft(paragraphs_of("\n\n".join(fields[code] for code in ("LP", "TD") if fields.get(code))))
    line = {code: " ".join(value.split()) for code, value in fields.items() if code not in ("LP", "TD")}
    draft.headline, draft.section = line.get("HD") or None, line.get("SE") or None
    draft.byline = names(line.get("BY", ""))
    draft.when = read_date(f"{line.get('PD', '')} {line.get('ET', '')}") or read_date(line.get("PD", ""))
    publish(draft, line.get("SN"))
    mend(draft)
    return draft


def read_factiva_text(piece: str) -> Draft:
    r"""Return the article of a Factiva text without names of fields.

    The number of words with the day below it tells the head: headline and names above; hour, source, code, language
    and copyright below. A piece without them is read as a page.

    Examples
    --------
    >>> draft = read_factiva_text("Envoys meet\nBy A. Sample\n7 words\n9 May 2018\n09:30\nSample Post\nSAMP\nEnglish\n"
    ...                           "(c) 2018 Sample Post\n\nThe envoys met.\n\nDocument SAMP000020180509ee590001x")
    >>> draft.headline, draft.byline, draft.outlet, draft.when.at.isoformat(), draft.paragraphs
    ('Envoys meet', 'A. Sample', 'Sample Post', '2018-05-09T09:30:00+00:00', ['The envoys met.'])
    """
    piece = FACTIVA_END.sub("", piece)
    rows = piece.split("\n")
    head = list(islice(((n, row.strip()) for n, row in enumerate(rows) if row.strip()), 2 * LONGEST_HEAD))
    lines = [line for _, line in head]
    count = next((n for n, line in enumerate(lines[:LONGEST_HEAD]) if _counts(line, lines[n + 1 : n + 3])), None)
    if count is None:
        return read_wire(piece)
    dated = next(n for n in range(count + 1, count + 3) if read_date(lines[n]))
    below = lines[dated + 1 : dated + LONGEST_HEAD]
    clock = below.pop(0) if below and CLOCK.match(below[0]) else ""
    last = dated + bool(clock)  # the last line of the head
    marks = [n for n, line in enumerate(below) if COPYRIGHT.match(line)] or [
        n for n, line in enumerate(below) if LANGUAGE.match(line)
    ]
    if marks:
        last += marks[0] + 1
    elif below:
        last += 2 if len(below) > 1 and SOURCE_CODE.match(below[1]) else 1
    draft = Draft(paragraphs_of("\n".join(rows[head[last][0] + 1 :])))
    draft.when = read_date(f"{lines[dated]} {clock}") or read_date(lines[dated])
    publish(draft, below[0] if below and last > dated + bool(clock) else None)
    _titles(draft, lines[:count])
    mend(draft)
    return draft


def _counts(line: str, below: list[str]) -> bool:
    """Return whether a line is the number of words: a day stands below it."""
    return bool(
        (COUNT.match(line) or NUMBER.match(line)) and any(read_date(other) for other in below if len(other) < 60)
    )


def _titles(draft: Draft, lines: list[str]) -> None:
    """Give a draft section, headline and by-line out of the lines above the number of words."""
    if lines and (by := read_byline(lines[-1])) is not None:
        draft.byline, lines = by, lines[:-1]
    if not lines:
        return
    longest = max(range(len(lines)), key=lambda n: len(lines[n].split()))
    draft.headline = lines[longest]
    draft.section = " ".join(lines[:longest]) or None
    if after := [line for line in lines[longest + 1 :] if len(line.split()) <= LONGEST_BYLINE]:
        draft.byline = draft.byline or names(after[-1])


def read_proquest(piece: str) -> Draft:
    r"""Return the article of a ProQuest text: labelled lines around its full text.

    Examples
    --------
    >>> draft = read_proquest("Envoys meet\n\nFull text: They met.\n\nTitle: Envoys meet\n\nPublication title: "
    ...                       "Sample Post; Oslo\n\nPublication date: May 9, 2018\n\nProQuest document ID: 1")
    >>> draft.headline, draft.outlet, draft.when.day.isoformat(), draft.paragraphs
    ('Envoys meet', 'Sample Post', '2018-05-09', ['They met.'])
    """
    fields: dict[str, list[str]] = {}
    name = ""
    for line in piece.strip("\n").split("\n"):
        found = LABEL.match(line)
        label = found["name"].lower() if found else ""
        if found and label in (TAIL | BODY if name == "full text" else LABELS):
            name = label if label not in fields else "again"
            fields.setdefault(name, []).append(found["value"])
        elif LINK.match(line):
            name = "links"
        else:
            fields.setdefault(name, []).append(line)
    values = {label: " ".join(" ".join(rows).split()) for label, rows in fields.items() if label not in BODY}
    body = "full text" if any(map(str.strip, fields.get("full text", []))) else "abstract"
    draft = Draft(paragraphs_of("\n".join(fields.get(body, []))))
    if body == "abstract":
        draft.paragraphs = [paragraph for paragraph in draft.paragraphs if not NOTHING.match(paragraph)]
        draft.note = f"no full text in the export{'; its abstract stands here' if draft.paragraphs else ''}"
    first = next((row.strip() for row in fields.get("", []) if row.strip()), "")
    draft.headline = values.get("title") or first or None
    draft.byline = names(values.get("author") or values.get("authors") or "")
    draft.section, draft.url = values.get("section") or None, values.get("document url") or None
    about = values.get("publication info", "")
    title = (values.get("publication title") or about).split(";")[0].strip()
    publish(draft, title if outlet_known(title) else title.split(",")[0].strip())
    zone = _zone(draft)
    draft.when = read_date(values.get("publication date", ""), zone=zone) or read_date(about, zone=zone)
    mend(draft)
    return draft


def read_labelled_text(piece: str) -> Draft:
    r"""Return the article below lines "Title: ...", "Date: ...", "Publication: ...", as NewsBank writes it.

    Examples
    --------
    >>> draft = read_labelled_text("Title: Envoys meet\nDate: May 9, 2018\nPaper: Sample Post\n\nThey met.\n\n"
    ...                            "Copyright 2018 Sample Post")
    >>> draft.headline, draft.outlet, draft.when.day.isoformat(), draft.paragraphs
    ('Envoys meet', 'Sample Post', '2018-05-09', ['They met.'])
    """
    fields, body = head_of(piece)
    draft = Draft(paragraphs_of(piece[body:]))
    while len(draft.paragraphs) > 1 and COPYRIGHT.match(draft.paragraphs[-1]):
        draft.paragraphs.pop()
    draft.headline, draft.section = fields.get("headline") or None, fields.get("section") or None
    draft.byline, draft.url = names(fields.get("byline", "")), fields.get("url") or None
    publish(draft, ARTICLE.sub(r"\g<the> \g<name>", fields.get("outlet", "")))
    draft.when = read_date(fields.get("date", ""), zone=_zone(draft))
    mend(draft)
    return draft


def _zone(draft: Draft) -> str | None:
    """Return the zone of a draft's outlet, or where it has none that of the agency in its dateline."""
    line = read_dateline(draft.paragraphs[0]) if draft.paragraphs else None
    outlet = outlet_named(draft.outlet or (line.agency if line else None))
    return outlet.zone if outlet else None
