"""Texts that hold many articles, cut into them: what Factiva and ProQuest write as text, and wire stories in a row."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import chain, pairwise

# The last line of an article of Factiva: "Document SAMP000020180509ee590001x", its word in any interface's language.
FACTIVA_END = re.compile(
    r"^[ \t]*\w{2,12}:? (?=\w{20,32}[ \t]*$)[A-Z][A-Z0-9]{3,13}(?:19|20)\d{6}[a-z0-9]{5,12}[ \t]*$", re.M
)
FACTIVA_COUNT = re.compile(r"^[ \t]*\d[\d.,]* [^\W\d_]{1,12}[ \t]*$", re.M)  # "536 words"
# Factiva's codes of fields, in the order in which they stand.
CODES = (
    "SE HD BY CR WC PD ET SN SC NGC GC ED PG VOL LA CY CLM LP TD ART CT RF CO IN NS RE IPC IPD PUB AN".split()
)  # words read best as words
ORDER = {code: n for n, code in enumerate(CODES)}
CODE_LINE = re.compile(rf"^[ \t]*(?P<code>{'|'.join(CODES)})(?P<gap>[ \t\u00a0]+|$)(?P<value>.*)$", re.M)
CODE_HEAD = re.compile(r"^[ \t]*HD(?:[ \t\u00a0]|$)", re.M)
# What the index below a body holds: "gdip : Diplomacy | usa : United States".
INDEX = re.compile(r"[\w-]{1,12} ?: |\|")
PROQUEST_RULE = re.compile(r"^_{20,}[ \t]*$", re.M)
PROQUEST_FIELD = re.compile(
    r"^(?:ProQuest document ID|Document URL|Publication title|Full text|Publication info): ?\S|^ProQuest document link",
    re.M,
)
PROQUEST_TEXT = re.compile(r"^(?:Full text|Abstract|Title): ?\S", re.M)
# A line that ends a wire story, or the mark behind its last sentence.
STORY_END = re.compile(
    r"(?:^[^\w\n]{0,20}(?:\(?END\)?|- ?0 ?-|-30-|###+|\(END/\w{1,10}\))[^\w\n]{0,20}|"
    r"(?:\((?:END|end)\)|-0-)[ \t]*)$",
    re.M,
)
# The head of an article of NewsBank: lines "Title: ...", "Date: ...", "Publication: ..." and more, in any order.
LABELS = {
    "headline": ("title", "headline"), "date": ("date",), "outlet": ("publication", "paper", "newspaper", "source"),
    "byline": ("author", "authors", "byline"), "section": ("section", "column", "desk"), "url": ("url", "link"),
    "": ("page", "pages", "edition", "length", "language", "dateline", "record number", "document id"),
}  # fmt: skip  # a field with its names
OWN = ("headline", "date", "outlet")  # what every head of an article has
_LABEL = "|".join(name for names in LABELS.values() for name in names)
LABEL_LINE = re.compile(rf"(?P<name>{_LABEL}):[ \t](?P<value>.*)", re.I)
LABELLED = re.compile(rf"^(?:(?:{_LABEL}):[ \t].*\n[ \t]*){{3,12}}", re.M | re.I)
MARKS = ("END", "(end)", "0-", "0 -", "###")
# A place, a day, an agency in brackets, a dash, and a sentence; without the agency the place stands in capitals.
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?)"
_MORE = r"(?:[ ,/]{1,3}[A-ZÀ-Þ][\w.'’-]{1,30}){0,4}?,? ?"
_WORDS = r"(?=\S+(?:(?:[ \t]+|\n(?!\s*\n)[ \t]*)\S+){7})"
DATELINE = re.compile(
    rf"^[ \t]*(?:[A-ZÀ-Þ][\w.'’-]{{2,30}}{_MORE}(?:{_DAY},? ?)?\([A-Z][^()\n\d]{{1,40}}\)|"
    rf"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{{2,30}}{_MORE}{_DAY},?) ?(?:--+|[—–―]|-(?= ))[ \t]*{_WORDS}",
    re.M,
)
# What stands above the stories that a page only points to.
TEASERS = re.compile(
    r"^[ \t]*(?:Related (?:Articles?|Stories|News|Content|Topics|Coverage|Links)|Latest (?:News|Headlines|Stories)|"
    r"Most (?:Viewed|Popular|Read)\b.{0,30}|More (?:news|stories|on this story|from .{1,40})|Read (?:also|more|next)|"
    r"See also|You may also like|Recommended(?: .{1,30})?|Around the web|Trending|Suggested Topics|"
    r"Top (?:News|Stories))[ \t:]*$",
    re.M | re.I,
)
LONGEST_HEAD = 3000  # characters of a headline, notes and by-lines between an end mark and the dateline
LEAST_WORDS = 30  # of a last story that has no end mark of its own


def documents_in(text: str) -> tuple[str, list[str]] | None:
    r"""Return the form and the articles of a text that a database wrote, or None.

    Examples
    --------
    >>> form, articles = documents_in("HD Talks\nPD 9 May 2018\nTD\nThey met.\nAN S1\nHD Letters\nTD\nThey wrote.")
    >>> form, [article.split("\n")[0] for article in articles]
    ('factiva codes', ['HD Talks', 'HD Letters'])
    """
    if codes := _coded(text):
        return "factiva codes", codes
    if pieces := _ended(text):
        return "factiva text", pieces
    if pieces := _labelled(text):
        return "labelled", pieces
    if PROQUEST_RULE.search(text) and len({field[0][:9] for field in PROQUEST_FIELD.finditer(text)}) > 1:
        pieces = [piece for piece in PROQUEST_RULE.split(text) if PROQUEST_TEXT.search(piece)]
        return ("proquest", pieces) if pieces else None
    return None


def stories_in(text: str) -> list[str]:
    r"""Return the wire stories of a text: it is cut behind an end mark that a further dateline follows.

    What a page only points to ("Related Articles") is no story.

    Examples
    --------
    >>> one = "SEOUL, Sept. 16 (Sample) -- The envoys met on Monday and agreed to meet again.\n(END)\n"
    >>> len(stories_in(one + "Talks end\n" + one)), len(stories_in(one + "Related Articles\n" + one))
    (2, 1)
    """
    if not any(mark in text for mark in MARKS):  # so that a page without any costs nothing
        return [text]
    lines = [line.start() for line in DATELINE.finditer(text)]
    cuts = [0]
    marks = chain((mark.end() for mark in STORY_END.finditer(text)), [None])
    for end, after in pairwise(marks):
        first = bisect_left(lines, end or 0)
        if end is None or first == len(lines) or lines[first] >= (after or len(text)):
            continue
        begins = lines[first]
        closed = after is not None or len(text[begins:].split(None, LEAST_WORDS)) > LEAST_WORDS
        if closed and begins - end <= LONGEST_HEAD and not TEASERS.search(text, end, begins):
            cuts.append(end)
    return [text[start:end] for start, end in pairwise([*cuts, len(text)])]


def fields_of(piece: str) -> dict[str, str]:
    r"""Return what stands under each of Factiva's codes in an article; a code counts in its order alone.

    Examples
    --------
    >>> fields_of("HD\nEnvoys meet\nPD 9 May 2018\nTD\nThey met.\n\nBY the way, they left.\nNS gdip : Diplomacy")
    {'HD': 'Envoys meet', 'PD': '9 May 2018', 'TD': 'They met.\n\nBY the way, they left.', 'NS': 'gdip : Diplomacy'}
    """
    taken: list[re.Match[str]] = []
    for line in CODE_LINE.finditer(piece):
        last = taken[-1]["code"] if taken else ""
        if ORDER[line["code"]] <= ORDER.get(last, -1):
            continue
        below = ORDER[last] >= ORDER["LP"] if last else False  # a paragraph may begin with such letters
        plain = line["value"].strip() and "\t" not in line["gap"]
        if below and plain and line["code"] not in ("TD", "AN") and not INDEX.search(line["value"][:200]):
            continue
        taken.append(line)
    ends = [line.start() for line in taken[1:]] + [len(piece)]
    return {line["code"]: piece[line.start("value") : end].strip() for line, end in zip(taken, ends, strict=True)}


def head_of(piece: str) -> tuple[dict[str, str], int]:
    r"""Return the fields in the labelled lines that open an article, and where its body begins.

    Examples
    --------
    >>> head_of("Title: Talks\nDate: May 9, 2018\nPaper: Sample Post\n\nThey met.")
    ({'headline': 'Talks', 'date': 'May 9, 2018', 'outlet': 'Sample Post'}, 50)
    """
    found = LABELLED.search(piece)
    if found is None or piece[: found.start()].strip():
        return {}, 0
    meaning = {name: field for field, names in LABELS.items() for name in names}
    fields: dict[str, str] = {}
    for line in found[0].split("\n"):
        if label := LABEL_LINE.match(line.strip()):
            fields.setdefault(meaning[label["name"].lower()], label["value"].strip())
    fields.pop("", None)
    return fields, found.end()


def _labelled(text: str) -> list[str]:
    """Return the articles that labelled lines open, the first at the beginning of the text; else none."""
    first = LABELLED.search(text)
    if first is None or text[: first.start()].strip():
        return []
    named, dated = _named(first[0]), _has_day(first[0])
    if len(named) < len(OWN):
        return []
    starts = [
        head.start()
        for head in LABELLED.finditer(text)
        if head.start() == first.start() or (_named(head[0]) == named and _has_day(head[0]) >= dated)
    ]
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def _named(head: str) -> list[str]:
    """Return the names that a head has for headline, date and outlet, in its order; a note may have others."""
    names = [label["name"].lower() for line in head.split("\n") if (label := LABEL_LINE.match(line.strip()))]
    fields = [next((field for field in OWN if name in LABELS[field]), None) for name in names]
    return [name for n, name in enumerate(names) if fields[n] and fields[n] not in fields[:n]]


def _has_day(head: str) -> bool:
    """Return whether the date of a head has a day."""
    date = head_of(head)[0].get("date", "")
    numbers = re.findall(r"\d+", date)
    return len(numbers) >= (2 if re.search(r"[A-Za-zÀ-ÿ]{3}", date) else 3) or any(len(n) == 8 for n in numbers)


def _coded(text: str) -> list[str]:
    """Return the articles of a text in Factiva's codes, or none where it has not head, date or name, and body so."""
    if "HD" not in text or not CODE_HEAD.search(text):
        return []
    first: dict[str, int] = {}
    for line in CODE_LINE.finditer(text):
        first.setdefault(line["code"], line.start())
    about = min((first[code] for code in ("WC", "PD", "SN") if code in first), default=len(text))
    body = min((first[code] for code in ("LP", "TD") if code in first), default=-1)
    if not first.get("HD", len(text)) < about < body:
        return []
    starts: list[int] = []
    section = -1  # where a section stands, the line before a headline
    ended = True
    for line in CODE_LINE.finditer(text):
        code = line["code"]
        if code == "HD" and ended:
            starts.append(line.start() if section < 0 else section)
            ended = False
        section = line.start() if code == "SE" and (ended or "AN" not in first) else -1
        ended = ended or code == "AN" or (code in ("LP", "TD") and "AN" not in first)
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def _ended(text: str) -> list[str]:
    """Return the articles that each end in a line with Factiva's number of the document; what follows the last, too."""
    ends = [line.end() for line in FACTIVA_END.finditer(text)]
    pieces = [text[start:end] for start, end in pairwise([0, *ends])] if ends else []
    rest = text[ends[-1] :] if ends else ""
    return [*pieces, rest] if FACTIVA_COUNT.search(rest) else pieces
