"""Clauses that look like content or attribution and are not, or that close a sentence by saying whose words it was."""

from __future__ import annotations

import re

from newsresearch.models.attribution.tokens import verb_forms

Span = tuple[int, int]

_SAID = (
    r"(?:said|say|says|added|announced|reported|wrote|noted|warned|estimated|suggested|claimed|declared|insisted"
    r"|explained)"
)
ASIDE = r"(?:as|amid|after|while|despite|following)"  # opens a circumstance behind "the aide said"
_HELD = (
    r"(?:charged|asserted|stressed|emphasi[sz]ed|underlined|underscored|deplored|stated|observed|argued|argues|contended"
    r"|held|pointed out|stresses|notes|recalled|cautioned|urged|urges)"
)  # these close a sentence too, but elsewhere do other work
_PEOPLE = (
    r"officials?|analysts?|experts?|diplomats?|sources?|spokes\w+|lawmakers|aides|observers|critics|activists|authorities"
    r"|residents|researchers|scientists|media|reports|ministers?|advis[eo]rs?|witnesses|agents|prosecutors|police|envoys?|president|secretary|leaders?|chief|director|general"
)  # who speaks without an article
_PLAIN = re.compile(
    rf"\b(?:{_SAID}|notes|adds|warns|reports|writes|claims|told|tells|saying|adding|noting|warning|telling|claiming)\b"
)
_CLOSING = re.compile(
    r",[”\"]?\s+(?P<who>(?:"
    r"(?:[Tt]he|an?|its|his|her|their|our|some|one|several|state|[A-Z][\w.’'-]*)\s[^,;:\n\"“”]{0,70}?\w"
    rf"|(?:[a-z]+\s){{0,3}}(?:{_PEOPLE})(?:\s[A-Z][\w.’'-]*){{0,4}}|[A-Z][\w.’'-]*|he|she|it|they))"
    rf"\s+(?P<cue>{_SAID}|{_HELD}|(?:was|were)\s(?:quoted|cited)\sas\ssaying"
    r"|told (?:reporters|journalists|lawmakers|[A-Z][\w.’'-]*))(?:(?<=as saying)\sby\s[^,;\"“”]{2,40}?)?"
    r"(?P<rest>\s*[.]?\s*\Z"
    r"|,\s(?:and\s(?:went|goes)\son|(?:saying|adding|noting|stressing|continuing))\s*:?\s*\Z"
    r"|\s+(?:in|on|at|after|during|through|via|earlier|later|late|\w+day|this|last)\b[^,;\"“”]{0,100}\Z"
    r"|,\s(?:\w+\s)?(?:hours?|days?|weeks?|months?|citing|quoting|adding|without)\b[^;\"“”]{0,100}\Z"
    rf"|,\s(?P<aside>{ASIDE})\b"
    r"(?![^;]*\b(?:say|said|warn|add|not|stress|point|urg|call)(?:s|ed|ing)?\b)"
    r"[^;\"“”]{0,160}\Z)"
)
# "..., urges Rodong Sinmun Friday in a commentary": so KCNA names the paper that it sums up.
_PAPER_LAST = re.compile(
    rf",\s(?P<cue>{_SAID}|{_HELD})\s(?P<who>(?:the\s)?(?:[A-Z]\w+\s){{1,4}}?|(?:a|an|the)\s(?:[\w’'-]+\s){{1,6}}?)"
    r"(?:\w+day\s)?(?P<rest>in\s(?:its|an?|the|this)\s(?:[\w’'-]+\s){0,6}?"
    r"(?:commentary|article|statement|editorial|dispatch|report)\b[^,;\"“”]{0,60}\Z)"
)
_CLAUSE = re.compile(
    r"\b(?:that|which|whether|it|he|she|they|there|would|will|was|were|is|are|had|has|have|could|should|must|may|might)\b"
)  # words after which the rest is content, not place or time
_INFORMING = (
    r"(?:elaborat|comment|mention|specif|give|gave|provid|offer(?:ed)? (?:any |further )?details?|spell|respond|repl"
    r"|disclos|explain|identif|detail|reveal|communicat|address|discuss)\w*"
)
_SILENT = re.compile(
    rf"(?:\bnot|n[’']t|\bnever)\s+(?:\w+\s){{0,2}}?{_INFORMING}\b"
    r"|\b(?:declin|refus)\w+(?:\s+to\s+(?:say|comment|elaborate|share|disclose|discuss|answer|confirm|identify)|\s*\Z)",
)
_NOT_SAY = re.compile(r"(?:\bnot|n[’']t|\bnever)\s+(?:\w+\s)?(?:say|tell)\Z")
_QUESTION = re.compile(r"(?:what|how|who|whom|when|where|why|which|whether|if)\b")
_DETAILS = re.compile(r"to (?:comment|share|disclose|elaborate|discuss|give|provide|answer)\b")
_HELD_BY_ALL = re.compile(r"\b(?:is|are|was|were)\s(?:\w+\s){0,2}?(?:believed|thought|expected|known|considered)\Z")
_DISAGREE = re.compile(r"\b(?:differ|disagree|quarrel)(?:s|ed)?\s(?:over|on|about)\Z")
_FINITE = re.compile(
    r"(?:[^,]*?\s)?(?:is|are|was|were)\s(?!who\b)\w+|(?:it|that|this|there)['’]s\b|(?:there|it)\s\w+", re.IGNORECASE
)  # what holds a clause names nobody
_ASKS = re.compile(
    r"\W*(?:What|How|Why|When|Where|Who|Did|Does|Has|Have)\b[^\"“”.!]{0,120}\b(?:say|said|says|tell|told|mean)\b[^\"“”.!]*\?\s*\Z"
)
_ADDRESSEE = re.compile(
    r"(?:(?:the\s)?(?:[A-Z][\w&]*\s){0,3}(?:News|Times|Post|Journal|Network|Radio|TV|Television|Press|Channel|Agency|Week|Review)"
    r"|Reuters|CNN|NBC|CBS|ABC|BBC|NPR|AFP|AP|MSNBC|Yonhap|Kyodo|Bloomberg|Politico|Axios)\s"
    r"(?:\w+day\s|in an interview\s|on \w+day\s)?(?=(?:that|he|she|it|they|there|the|his|her|its|their|we)\b)"
)
_REFERS = re.compile(r"\b(?:referring|alluding) to\Z|\b(?:in|a) reference to\Z")  # what words are about
_ALLEGED = re.compile(
    r"(?:(?:had|has|have|is|are|was|were)\s)?(?:reportedly|alleged(?:ly)?|purported(?:ly)?|supposed(?:ly)?)"
    r"(?:\s(?:had|has|have|been))?"
)  # nobody is named who says so
_TOLD_OF = re.compile(
    r"(?:\A|\s)(?:is|are|was|were|been|being)\s(?:\w+\s){0,2}?"
    r"(?:blamed|accused|described|seen|viewed|regarded|dubbed|known|critici[sz]ed|considered)(?:\s(?:as|of|for|about|in))?\Z"
)  # what others say of somebody, who is no source
_BY = re.compile(r"\s(?:\w+\s){0,2}by\b")
_TAIL = re.compile(r"[\s,]+(?:and|or|but|which)\Z")
_SEEMING = re.compile(r"\b(?:appear|seem)(?:s|ed|ing)?\b")  # how things look to the reporter, whatever the subject
_READING = re.compile(r"\b(?:suggest|indicate|signal|signall|show|impl(?:y|ie)|mean|prove|reflect)(?:[sd]|es|ed)?\b")
_THING = re.compile(
    r"(?:that|this|which|these|those|the (?:move|test|launch|visit|decision|statement|remarks?|comments?|step|shift"
    r"|timing|change|development|announcement|invitation|lack|absence|fact|result)s?)\b"
)  # subjects that mean something without saying it
_FRAGMENT = re.compile(r"(?:and|or|nor|but)\s(?:[\w'’-]+\s?){1,3}\Z")
_SECOND = re.compile(r",?\s(?:and|but)\sthat\s(?!(?:is|was|would|will|could|had|has|can|may|might|should)\b)")
_MODAL = re.compile(r"\b(?:would|will|could|should|must|can|to)\s[a-z]")
_LISTED = re.compile(
    r",\s(?!(?:and|but|or|nor|yet|so|which|who|whom|whose|where|when|while|as|after|before|because|although|though|if|since"
    r"|including|such|according|with|without|in|on|at|by|for|from|of|to|a|an|the|its|his|her|their|not|it|he|she|they"
    r"|despite|amid|following|unless|until|once|even|just|then|thus|\w+(?:ing|ed|ly|day))\b)[a-z]+\s[^,;:\"“”.]{3,120}?,?\s"
    r"and\s(?:[a-z]+ly\s)?[a-z]+\b[^,;:\"“”]{0,120}\.?\s*\Z"
)  # "would stop tests, close the site and seek talks"
_ATTRIBUTES = re.compile(
    r"(?:[\w.’'-]+\s){0,6}(?:said|says|announced|reported)"
    r"(?:\s(?:in|on|at|during|through|via)\s(?P<rest>[^,;:\"“”]{1,100}))?[.\s]*\Z"
)  # nothing is said: who says it, and where
_TAG = re.compile(
    r"(?:[\w.’'-]+\s){1,4}(?:wrote|tweeted|asked|added|replied|continued|concluded|posted|exclaimed)"
    r"(?:\s(?:later|again|\w+day|(?:in|on|at|during)\s(?P<rest>[\w\s’'-]{1,40})))?[.\s]*\Z"
)  # the same with other verbs
_ADJUNCT = re.compile(
    r"(?:in|at|on|during|earlier|late|later)\s(?:[\w'’.-]+\s){1,9}?"
    r"(?=that\s(?!(?:would|will|was|is|has|had|could|can|may|were|are|\w+ed|\w+s)\b))"
)
_INNER_SUBJECT = re.compile(
    r"(?P<cue>said|says)\s(?!\w+day\b)(?!.*\b(?:in|on|at|to|of|for|by|during|from|with|as)\b)"
    r"(?=(?:its|his|her|their|the|it|he|she|they|[A-Z]\w+)\s(?:\w+\s){0,3}[a-z]+(?:s|ed)\Z)"
)  # "said its first look suggests": what follows the verb is content

_OPENING = re.compile(
    r"(?P<who>(?:[A-Z][\w.’'-]*)(?:\s(?!(?:and|or|but|when|while|as|if|than|what)\s)[\w.’'&-]+){0,6}?)"
    r"(?:,\s[^,.;:\"“”]{3,90},)?\s(?P<cue>said|says)"
    r"\s(?!(?:that\s)?(?:in|on|at|to|of|for|by|during|from|after|before|nothing|little|much|more|so|no|yes|goodbye"
    r"|farewell)\b|\w+day\b)[a-zA-Z][^\"“”]{15}"
)  # content without "that": no place, no day, no "nothing"


def opening_clause(text: str, start: int, end: int) -> Span | None:
    """Return the source of a sentence that opens with it, "said" or "says" and a clause.

    Examples
    --------
    >>> line = "The aide said trust takes time."
    >>> line[slice(*opening_clause(line, 0, len(line)))], opening_clause("The aide said nothing at all to us.", 0, 35)
    ('The aide', None)
    """
    match = _OPENING.match(text, start, end)
    return match.span("who") if match else None


def closing_clause(text: str, start: int, end: int) -> tuple[int, Span, Span] | None:
    """Return where the content ends before ", the aide said in Seoul", the source and the cue.

    Examples
    --------
    >>> line = "The talks had failed, the aide said in a note on Friday."
    >>> comma, source, cue = closing_clause(line, 0, len(line))
    >>> line[:comma], line[slice(*source)], line[slice(*cue)]
    ('The talks had failed', 'the aide', 'said')
    """
    match = _CLOSING.search(text, start, end) or _PAPER_LAST.search(text, start, end)
    if not match or (_CLAUSE.search(match["rest"]) and not match.groupdict().get("aside")):
        return None
    who = match.start("who"), match.end("who") - (text[match.end("who") - 1] == " ")
    return match.start(), who, match.span("cue")


def keeps_silent(cue: str, content: str) -> bool:
    """Whether a cue tells what is not said: "did not elaborate", "declined to comment", "did not say what ...".

    Examples
    --------
    >>> keeps_silent("did not say", "when they would leave"), keeps_silent("did not say", "that they would leave")
    (True, False)
    """
    if _SILENT.search(cue):
        refused = cue.rsplit(maxsplit=1)[-1].startswith(("declin", "refus"))
        return not refused or bool(_DETAILS.match(content))
    return bool(_NOT_SAY.search(cue) and _QUESTION.match(content))


def is_narrated(cue: str) -> bool:
    """Whether a cue tells what all hold or where two differ, so that nobody speaks.

    Examples
    --------
    >>> is_narrated("is widely believed"), is_narrated("differed over"), is_narrated("believed")
    (True, True, False)
    """
    return bool(_HELD_BY_ALL.search(cue) or _DISAGREE.search(cue))


def names_nobody(source: str) -> bool:
    """Whether a source as written holds a clause instead of a name or description.

    Examples
    --------
    >>> names_nobody("The vote is likely to raise"), names_nobody("an aide who is there")
    (True, False)
    """
    head = re.split(r",|\s(?:who|which|whose|that)\s", source, maxsplit=1)[0]
    return bool(_FINITE.match(head))


def attributes(cue: str) -> bool:
    """Whether a cue holds a plain verb of saying, whatever its subject.

    Examples
    --------
    >>> attributes("also said"), attributes("doubts about")
    (True, False)
    """
    return bool(_PLAIN.search(cue))


def says(cue: str) -> bool:
    """Whether a cue holds a verb of the packaged table, or "according to".

    Examples
    --------
    >>> says("also vowed"), says("launched")
    (True, False)
    """
    return "according" in cue.lower() or any(word in verb_forms() for word in re.findall(r"\w+", cue.lower()))


def cites(cue: str) -> bool:
    """Whether a cue names where words come from, so that what follows is a source and no content.

    Examples
    --------
    >>> cites("citing"), cites("adding")
    (True, False)
    """
    return cue.lower() in {"citing", "quoting"}


def tells(cue: str, source: str, content: str) -> bool:
    """Whether the reporter tells of a source, in lower case, instead of passing its words on.

    Examples
    --------
    >>> tells("suggests", "that move", "a new line"), tells("did not elaborate", "he", "on it")
    (True, True)
    """
    return bool(
        _SEEMING.search(cue)
        or _REFERS.search(cue)
        or (_READING.search(cue) and _THING.match(source))
        or keeps_silent(cue, content)
        or is_narrated(cue)
        or (names_nobody(source) and cue and not attributes(cue))
    )


def asks(sentence: str) -> bool:
    """Whether a sentence asks what somebody says, so that nothing is said.

    Examples
    --------
    >>> asks("What did he say about the wall?"), asks("He said they would go. Why?")
    (True, False)
    """
    return bool(_ASKS.match(sentence))


def past_addressee(text: str, cue: Span, start: int, end: int) -> int:
    """Return where content starts behind the end of the name of whom it is told: "told Fox News he would wait".

    Examples
    --------
    >>> line = "He told Fox News he would wait."
    >>> line[past_addressee(line, (3, 7), 12, len(line)) :]
    'he would wait.'
    """
    if not text.startswith(("told", "tells", "telling"), cue[0]):
        return start
    match = _ADDRESSEE.match(text, start, end)
    return match.end() if match else start


def told_of(text: str, cue: Span) -> bool:
    """Whether a cue tells what others, who are not named, say of its subject: "was described as", "reportedly".

    Examples
    --------
    >>> line = "He was described as calm. She was blamed for it by an aide."
    >>> told_of(line, (3, 19)), told_of(line, (30, 44))
    (True, False)
    """
    if _ALLEGED.fullmatch(text, *cue):
        verb = re.compile(r"\W*(\w+)").match(text, cue[1])
        return verb is None or verb[1].lower() not in verb_forms()
    end = text.find(".", cue[1])
    return bool(_TOLD_OF.search(text[slice(*cue)])) and not _BY.search(text, cue[1], end if end > 0 else len(text))


def is_fragment(content: str) -> bool:
    """Whether a stretch is the loose end of a list: "or write".

    Examples
    --------
    >>> is_fragment("or write"), is_fragment("but talks would go on")
    (True, False)
    """
    return bool(_FRAGMENT.match(content))


def only_attributes(content: str) -> bool:
    """Whether a stretch holds no content: who says it, the verb, at most place and time.

    Examples
    --------
    >>> only_attributes("radio said in a broadcast."), only_attributes("radio said in Rason that it rained")
    (True, False)
    """
    match = _ATTRIBUTES.match(content) or _TAG.match(content)
    return bool(match and not _CLAUSE.search(match["rest"] or ""))


def second_clause(text: str, start: int, end: int, high: int) -> int | None:
    """Return where content ends that goes on: a second clause with "that", or a list of what somebody would do.

    Examples
    --------
    >>> line = "that talks had ended, and that no date was set."
    >>> line[: second_clause(line, 0, 20, len(line))]
    'that talks had ended, and that no date was set'
    """
    that = text.startswith("that ", start, end) and _SECOND.match(text, end, high)
    listed = _LISTED.match(text, end, high) and _MODAL.search(text, start, end)
    return high - (text[high - 1] in ".!?") if that or listed else None


def tidy(text: str, start: int, end: int) -> Span:
    """Take a conjunction that leads on off the end, and time and place before "that" off the start.

    Examples
    --------
    >>> line = "on Friday in Seoul that it would wait and"
    >>> line[slice(*tidy(line, 0, len(line)))]
    'that it would wait'
    """
    tail = _TAIL.search(text, max(start, end - 10), end)
    end = tail.start() if tail else end
    adjunct = _ADJUNCT.match(text, start, end)
    return (adjunct.end() if adjunct else start), end


def said_within(cue: str) -> int:
    """Return how much of a cue attributes, the rest being the content's own subject and verb; all of it, mostly.

    Examples
    --------
    >>> cue = "said its first count suggests"
    >>> cue[:said_within(cue)]
    'said'
    """
    match = _INNER_SUBJECT.match(cue)
    return match.end("cue") if match else len(cue)
