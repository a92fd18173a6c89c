"""What a statement makes depend on what: the connective, the part that depends, the part that it depends on."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass, replace

import pandas as pd

from newsresearch.schema import need_columns

Span = tuple[int, int]  # start and end, in characters
Place = tuple[Hashable, Hashable]  # an article's id and a sentence's number

ASKING = 60  # characters before "if" in which somebody may ask
LONGEST = 4000  # characters of one statement that are read; a condition beyond is out of its reach

# Each pattern is one kind of connective. What follows it is the antecedent, apart from those in AHEAD.
AHEAD = ("would trigger", "or else", "otherwise")  # "an attack would trigger a war", "stop or else we act"
ASKED = re.compile(
    r"\b(?:(?:ask\w*|wonder\w*)(?: [\w.]+){0,3}|as|even|see|seen|know\w*|unclear|clear|certain|uncertain|question\w*"
    r"|doubt|sure|difference|decide|determine|check\w*|find out|figure out|tell|say|what|care|matter"
    r"|whether or not)\s$",
    re.IGNORECASE,
)  # "asked him if" opens a question, "as if" a comparison, "even if" a concession
SUBJECT = (
    r"(?:the|a|an|we|they|he|she|it|you|i|there|this|that|these|those|all|both|any|no|our|their|his|its|such|"
    r"mr\.?|president|north|south|pyongyang|washington|seoul|beijing|kim|trump|sanctions|threats|talks|"
    r"(?-i:[A-Z])\w+)"
)
PRONOUN = r"(?:they|he|she|it|we|you|there|this|that|any|sanctions|talks|tensions|officials|pyongyang|washington|seoul)"
CALENDAR = (
    r"(?:(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october|(?:jan|feb|aug|sept|oct|nov|dec)\."
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|midnight|noon|christmas|easter)\b"
)
DATE = (
    r"(?:(?:the|this|that|next|last|a|an|one|two|three|early|mid|late|too|very|christmas|new)[ -]){0,3}(?:end (?:of )?"
    r"(?:the |this |next )?(?:year|month|week|day|decade|\d+)|years?|months?|weeks?|days?|hours?|nights?|time|long|now"
    r"|then|noon|midnight|dawn|today|tomorrow|spring|summer|autumn|fall|winter|weekend|deadline|\d+|(?:mon|tues|wednes|thurs|fri"
    r"|satur|sun)day|(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\w*|may (?=\d)|it (?:is|was|'s) too late)\b"
)  # "before the year ends" sets a time, no condition
DENIED = (
    r"\b(?:(?:will|would|can|could|may|shall|must|should|do|does)(?: never| not|not|n['’]t)|won['’]t|can['’]t)(?! have)"
)
NONE = (  # "no talks before": what is denied now, not "there were no talks before the war"
    r"(?<!was )(?<!were )(?<!been )(?<!had )(?<!has )(?<!have )(?<!made )(?<!with )(?<!saw )"
    r"\bno (?!time|one|more|longer)(?:[\w-]+ ){1,3}?"
)
CONNECTIVES: tuple[tuple[str, str], ...] = (
    ("only if", r"\bonly (?:if|when|after|once|upon|under|in return for|in exchange for)\b"),
    ("not until", r"\b(?:not|no|never|without|n't|nothing)\b[^.;]{1,80}?\buntil\b(?! (?:now|then|noon|midnight)\b)"),
    ("unless", r"\bunless\b"),
    ("provided that", r"\b(?:provided|providing|assuming|supposing|on (?:the )?condition) that\b(?! even)"),
    ("as long as", r"\b(?:as|so) long as\b(?! (?:a|\d+|two|three|four|five|six|several|ten)\b)"),
    ("in exchange for", r"\bin (?:exchange|return|reciprocation) for\b|\bin (?:exchange|return)(?= for\b|,)"),
    (
        "depend on",
        r"\b(?:depend(?:s|ed|ing|ent)?|contingent|conditional|conditioned|hinges?|hinged"
        r"|predicated)(?: \w+)? (?:up)?on\b",
    ),
    (
        "in the event",
        r"\bin (?:the|an) (?:event|case)(?: of| that|,| there)|\bin case (?:of|that|the|they|it|we|he)\b",
    ),
    (
        "condition of",
        r"\b(?:as a|a|the|vital|necessary) (?:pre-?)?(?:condition|requisite)s? (?:of|for|to)\b(?! anonymity)"
        r"|\b(?:vital |key |necessary )?prerequisites? (?:of|for|to)\b",
    ),
    (
        "if",
        r"\bif\b(?! (?:not|anything|only|you look|you will|you could|you can|we could|i may|i could)\b)",
    ),
    ("should", rf"(?:(?<=^)|(?<=[,;:“\"] )|(?<=\w ))\bshould(?= {PRONOUN} (?!be\b)\w+)"),
    (
        "should",
        r"(?:^|(?<=[.:“\"] ))(?-i:Should)(?= (?:the \w+|any|(?-i:[A-Z])\w+)(?: (?-i:[A-Z])\w+)* (?!be\b)\w"
        r"[^?]*(?:[.,]|$))",
    ),
    (
        "were to",
        rf"(?:^|(?<=[,;:“\"] ))were(?= (?:{PRONOUN}|(?:the|a) \w+|(?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)?) to\b)",
    ),
    ("or else", r"\bor else\b"),
    ("otherwise", rf"(?<=\w[,;] )(?:or )?otherwise(?=,? {SUBJECT}\b)"),
    ("the more", r"\bthe (?:more|longer|sooner|faster|closer)\b(?=[^.;]{3,80}, the (?:more|less|\w+er|worse)\b)"),
    ("while", r"\b(?:for the duration of|(?:while|so long as) (?=(?:the )?(?:talks|negotiations|dialogue)\b))"),
    (
        "when",
        rf"(?:^|(?<=[.“\"] )|(?<=\bthat ))when (?={SUBJECT}\b[^.;,]{{3,80}}, [^.;]{{0,40}}"
        r"\b(?:will|would|can|may|shall)\b)",
    ),
    ("would trigger", r"\bwould (?:trigger|be met with)\b"),
    ("had", r"(?:^|(?<=[,;“\"] )|(?<=\band ))had (?:it|he|they|she|we|the|there|not)\b"),
    (
        "until",
        rf"\buntil (?={SUBJECT}\b)(?!(?:the|this|that) (?:last|end|time|early|late|mid|moment|present|day"
        rf"|final|1|2))(?!now|then|recently|today|{CALENDAR})",
    ),
    ("until", r"\buntil (?=(?:complete|full|final|after|such|verifiable|denucleari)\w*)"),
    (
        "once",
        r"(?<!at )\bonce (?=(?:the|these|those|all|both|this|that|its|their|mutual|sanctions|talks|it is"
        r"|they are|we have)\b)|\bonce (?=\w+ed,)|(?<=\bthat )once (?=[\w' -]{3,60}, )",
    ),
    (
        "first",
        r"\b(?:must|needs? to|has to|have to|should|would have to|will have to)\b[^.;,]{1,90}?\b(?:before"
        rf"\b(?! {DATE})|first\b)",
    ),
    (
        "before",
        r"\b(?:insist|demand|require|commit|want|need)\w*\b[^.;]{1,90}?\bbefore (?=any\b|agreeing|talks|we\b"
        r"|it\b|they\b|meeting|negotiat|sanction|there\b|lifting)",
    ),
    (
        "when",
        r"\b(?:will|would|can|could|may|might|shall|must)\b[^.;]{1,100}?\bwhen (?=[^.;,]{1,160}?\b(?:is|are"
        r"|has|have)\b)",
    ),
    (
        "not before",
        rf"(?:{NONE}before\b|{DENIED} [^.;,]{{1,60}}?\bbefore\b(?=[^.;,]{{1,80}}? (?:is|are|has|have) ))"
        rf"(?! {DATE}| \w+ing\b)",
    ),
    ("not without", rf"(?:{NONE}|(?:{DENIED} be|\bimpossible)\b[^.;,]{{0,60}}?)\bwithout\b"),
    (
        "after",
        r"\b(?:will|would|can|could|may|might|shall)(?: only| then)? (?:be (?:\w+ly )?(?:\w+ed|given|possible|ready)"
        r"|come|begin|start|resume|follow|happen|take place)\b[^.;,]{0,60}?\bafter (?=(?:it|he|she|they|we"
        r"|(?:the |its |all )?(?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)?|the (?:north|south|regime|country|two sides"
        r"|united states)) (?:\w+ly )?(?:is|are|has|have|give|take|\w+s)\b|(?:[\w-]+ ){1,5}?(?:is|are|has|have) )",
    ),
    (
        "any",
        r"\bany (?:\w+ ){0,2}?(?:attack|use|provocation|aggression|invasion|strike|move|attempt|act)\b(?="
        r"[^.;]{1,120}?\b(?:will|would) (?:be|result|face|trigger|mean|lead)\b)",
    ),
)  # fmt: skip  # one connective a line
COMPILED = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in CONNECTIVES)
NEEDLES: dict[str, tuple[str, ...]] = {  # one of them stands in every match; a plain search spares most patterns
    "only if": ("only ",), "not until": ("until",), "provided that": (" that",), "as long as": ("long as",),
    "in exchange for": ("in exchange", "in return", "in recip"), "in the event": ("event", "case"),
    "depend on": ("depend", "conting", "condition", "hinge", "predicat"), "condition of": ("condition", "requisite"),
    "first": ("before", "first"), "not before": ("before",),
    "not without": ("without",), "any": ("any ",), "had": ("had ",), "when": ("when ",),
    "were to": ("were ",), "the more": (", the ",), "while": ("while", "duration", "long as"),
}  # fmt: skip  # short rows
CLAUSE_END = re.compile(
    r"(?<=\w)[\"”’']?(?:,[\"”’']?\s+(?=(?:then|the|a|we|they|he|she|it|you|i|there|this|that|our|north|south|no|nothing|"
    r"all|any)\b|(?-i:[A-Z]))|;|(?<!\b\w)(?<!\bmr)(?<!\bms)(?<!\bmrs)(?<!\bdr)(?<!\bgen)(?<!\bsept)\.\s|$)",
    re.IGNORECASE,
)  # no end after "U.S." and titles
COMMA = re.compile(
    r"(?<=\w)[\"”’']?,[\"”’']?\s+(?!(?:and|or|but|nor|which|who|whose|when|where)\b)(?=[^.;]{0,60}?\b(?:will|would|can|"
    r"cannot|could|may|might|must|should|shall|is|are|was|were|has|have|needs?|do|does|did|won['’]t)\b)",
    re.IGNORECASE,
)  # a comma with a clause behind it: a verb that such clauses have within 60 letters
LAST_WORD = re.compile(r"\w+\W*$")
MODAL = re.compile(r"\b(?:will|would)\b", re.IGNORECASE)
HAVE_TO = re.compile(r"(?:must|(?:needs?|has|have) to|should)(?: \w+ to)?\b|\w+", re.IGNORECASE)
TWO_SIDED = (
    "not until",
    "not before",
    "not without",
    "after",
    "when",
)  # the connective's match holds what depends: "not lift sanctions until"
DEMANDS = ("first", "before")  # "must disarm before talks": talks depend on disarming
CLAUSE_START = re.compile(r"[;,“\"]\s|(?<!\b\w)\.\s|\bthat\s")
WHOLE_START = re.compile(r"[;“\"]\s|(?<!\b\w)\.\s|\bthat\s")  # "as planned, stop or else": commas part nothing


@dataclass(frozen=True)
class Condition:
    """One condition in a text: the connective's dictionary form, and where the two parts stand (characters)."""

    connective: str
    antecedent: tuple[int, int]
    consequent: tuple[int, int]


def find_condition(text: str, *, before: str = "") -> Condition | None:
    """Find what a text makes depend on what; None when it does so nowhere.

    Use it on the words of one statement. It reads the first connective alone, and knows no condition without one
    ("no denuclearization, no relief"); the parts end at marks and commas, not by grammar.

    Parameters
    ----------
    text : str
    before : str
        What stands before it in its sentence; an "asked" at its end makes an "if" a question.

    Returns
    -------
    Condition or None

    Examples
    --------
    >>> found = find_condition("Relief is possible only after the reactor is closed.")
    >>> found.connective
    'only if'
    """
    text = text[:LONGEST]
    lowered, context = text.lower(), before[-ASKING:]
    for name, pattern in COMPILED:
        if not any(needle in lowered for needle in NEEDLES.get(name, (name,))):
            continue
        for hit in pattern.finditer(text):
            if name == "if" and ASKED.search((context + text[: hit.start()])[-ASKING:]):
                continue
            parts = _parts(text, name, hit)
            if parts is not None and parts[0][1] > parts[0][0]:
                return Condition(name, *parts)
    return None


def _parts(text: str, name: str, hit: re.Match[str]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return where the antecedent and the consequent of a connective stand; None where nothing is left of the first.

    The consequent is what stands before the connective, or, where that is less than two words, what follows the
    antecedent.
    """
    if name in AHEAD:
        start, end = _before(text, _trim(text, 0, hit.start())[1], CLAUSE_START if name == AHEAD[0] else WHOLE_START)
        stop = CLAUSE_END.search(text, hit.end()) if name != AHEAD[0] else None
        return ((start, end), _trim(text, hit.end(), stop.start() if stop else len(text))) if end > start else None
    word = LAST_WORD.search(hit.group())
    last = hit.start() + word.start() if word else hit.end()
    if name == "any" and (will := MODAL.search(text, hit.end())):
        return _trim(text, hit.start(), will.start()), _trim(text, will.start(), len(text))
    before = (0, last if name in TWO_SIDED else hit.start())
    little = len(text[slice(*before)].split()) < (1 if name == "depend on" else 2)
    start, end = _antecedent(text, hit.end(), little)
    if end <= start:
        return None
    if name in DEMANDS and hit.group().rstrip().lower().endswith("before"):
        verb = HAVE_TO.match(hit.group())
        return _trim(text, hit.start() + (verb.end() if verb else 0), last), (start, end)
    if name == "condition of" and not little:
        return _before(text, hit.start()), (start, end)
    return (start, end), _trim(text, *((end, len(text)) if little else before))


def _antecedent(text: str, start: int, little: bool) -> tuple[int, int]:
    """Return where the clause after a connective ends; with little before it, at a comma rather than at the end."""
    stop = CLAUSE_END.search(text, min(start + 1, len(text)))
    end = stop.start() if stop else len(text)
    if little and not re.search(r"\w", text[end:]):
        comma = COMMA.search(text, min(start + 8, len(text)))  # 8: past one short word, as in "if, ..."
        end = comma.start() if comma else end
    return _trim(text, start, end)


def _before(text: str, end: int, opening: re.Pattern[str] = CLAUSE_START) -> tuple[int, int]:
    """The clause that ends at ``end``."""
    marks = [hit.end() for hit in opening.finditer(text, 0, end)]
    return _trim(text, marks[-1] if marks else 0, end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut white space and marks off both ends."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def place_conditions(statements: pd.DataFrame, sentences: pd.DataFrame | None = None) -> list[Condition | None]:
    """Return the condition of each statement, with offsets in the article: each condition in one statement only.

    A statement has the condition that its own words hold. Where no statement of a sentence holds the sentence's
    condition, since all were cut short ("If they disarm, he said, we shall talk"), the one nearest to the antecedent
    has it. What depends is cut to the words of the utterance; it is empty where they hold none of it.

    Examples
    --------
    >>> said = pd.DataFrame({"article_id": ["a"], "start": [100], "text": ["No talks unless the drills stop."]})
    >>> place_conditions(said)[0].antecedent
    (116, 131)
    """
    whole: dict[Place, tuple[int, str]] = {}
    if sentences is not None and "sentence_id" in statements.columns:
        columns = [sentences[name].tolist() for name in ("article_id", "sentence_id", "start", "text")]
        whole = {(a, n): (int(start), text) for a, n, start, text in zip(*columns, strict=True)}
    numbers = statements["sentence_id"].tolist() if whole else range(len(statements))
    members: dict[Place, list[int]] = {}
    for row, place in enumerate(zip(statements["article_id"].tolist(), numbers, strict=True)):
        members.setdefault(place, []).append(row)
    texts = [text if isinstance(text, str) else "" for text in statements["text"].tolist()]
    spans = [(int(at), int(at) + len(text)) for at, text in zip(statements["start"].tolist(), texts, strict=True)]
    uttered = statements["quotation_id"].tolist() if "quotation_id" in statements.columns else range(len(texts))
    out: list[Condition | None] = [None] * len(texts)
    for place, rows in members.items():
        at, sentence = whole.get(place, (spans[rows[0]][0], texts[rows[0]]))
        around = _shift(find_condition(sentence), at) if isinstance(sentence, str) else None
        if around is None:
            continue
        taken: list[Span] = []
        for row in sorted(rows, key=lambda row: spans[row][1] - spans[row][0]):  # of two, one in the other, the inner
            start = spans[row][0]
            own = _shift(find_condition(texts[row], before=sentence[: max(start - at, 0)]), start)
            if own is not None and all(_gap(own.antecedent, other) >= 0 for other in taken):
                taken.append(own.antecedent)
                beside = own.consequent[0] == own.consequent[1] and own.antecedent[0] == around.antecedent[0]
                out[row] = replace(own, consequent=around.consequent) if beside else own
        if not taken:
            out[min(rows, key=lambda row: _gap(around.antecedent, spans[row]))] = around
        for row in rows:
            if (found := out[row]) is not None:
                near = [spans[other] for other in rows if other == row or uttered[other] == uttered[row]]
                out[row] = replace(found, consequent=_cut(found.consequent, near))
    return out


def _shift(found: Condition | None, by: int) -> Condition | None:
    """Count a condition's offsets from an earlier place."""
    if found is None:
        return None
    (a, b), (c, d) = found.antecedent, found.consequent
    return replace(found, antecedent=(a + by, b + by), consequent=(c + by, d + by))


def _gap(one: Span, other: Span) -> int:
    """Return the characters between two spans; less than 0 where they overlap, by as many as they share."""
    return max(one[0], other[0]) - min(one[1], other[1])


def _cut(span: Span, pieces: list[Span]) -> Span:
    """Return what a span shares with the piece that shares most with it."""
    piece = min(pieces, key=lambda piece: _gap(span, piece))
    start = max(span[0], piece[0])
    return start, max(start, min(span[1], piece[1]))


def conditions_in(statements: pd.DataFrame, sentences: pd.DataFrame | None = None) -> pd.DataFrame:
    """Find the two parts of every condition in some statements, with offsets.

    Use it to ask what a side makes depend on what. It is blind to what `find_condition` is blind to. A condition stands
    in one statement only: that whose words hold it, else, with ``sentences``, the nearest of its sentence.

    Parameters
    ----------
    statements : DataFrame
        ``statement_id``, ``article_id``, ``start`` (characters in the article) and ``text``, the article's own words
        from there on; with ``quotation_id``, what depends may stand in another row of a split quotation.
    sentences : DataFrame, optional
        ``article_id``, ``sentence_id``, ``start``, ``text``: read where statements, with ``sentence_id`` too, were cut
        short.

    Returns
    -------
    DataFrame
        One row per statement with a condition: ``statement_id``, ``article_id``, ``connective``,
        ``consequent_start``, ``consequent_end``, ``antecedent_start``, ``antecedent_end`` (characters in the article;
        NA for a consequent that is not said).

    Raises
    ------
    UsageError
        When a column is missing.

    Examples
    --------
    >>> said = pd.DataFrame({"statement_id": ["a:1"], "article_id": ["a"], "start": [100],
    ...                      "text": ["Nothing will move unless the drills stop."]})
    >>> conditions_in(said)[["connective", "antecedent_start"]].values.tolist()
    [['unless', 125]]
    """
    need_columns(statements, ["statement_id", "article_id", "start", "text"], "conditions_in", "find_statements")
    if sentences is not None:
        need_columns(sentences, ["article_id", "sentence_id", "start", "text"], "conditions_in", "split_sentences")
    rows = []
    keys = zip(statements["statement_id"].tolist(), statements["article_id"].tolist(), strict=True)
    for key, found in zip(keys, place_conditions(statements, sentences), strict=True):
        if found is not None:
            said = found.consequent if found.consequent[1] > found.consequent[0] else (None, None)
            rows.append((*key, found.connective, *said, *found.antecedent))
    columns = {"statement_id": "str", "article_id": "str", "connective": "str", "consequent_start": "Int64",
               "consequent_end": "Int64", "antecedent_start": "int64", "antecedent_end": "int64"}  # fmt: skip
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)
