"""Furniture: menu words, share buttons, by-lines, credits and end marks that are no part of the story."""

from __future__ import annotations

import re

MENU = re.compile(
    r"^(?:Send Feedback|How can we improve\?|Thanks for your feedback!?|Share(?: (?:this|on|via|all)\b.{0,60})?|SHARE|"
    r"Print(?: this)?|E-?mail(?: this)?|Copy (?:URL|link)|Like|Save|Facebook|Twitter|X|Kakao ?Talk|LINE|WhatsApp|"
    r"Telegram|Pinterest|LinkedIn|Reddit|Font [Ss]ize.{0,20}|Text [Ss]ize.{0,20}|Advertisement|ADVERTISEMENT|"
    r"Sponsored(?: content)?|Loading\.{0,3}|Close|Open|Menu|Search|Home|Back to top|Top|List|"
    r"Article (?:View Option|Language Filter)|Scroll to continue.{0,40}|Continue reading.{0,60}|"
    r"Copyright \(?[c©].{0,200}|©.{0,200}|Copyright ©?.{0,200}|All [Rr]ights [Rr]eserved\.?|"
    r"Sign up (?:for|to) .{0,100}|Sign up here\.?|[^<>»›]{1,40}(?: [>»›] [^<>»›]{1,40}){1,5}|"
    r"(?:Japanese|Korean|Chinese|English|Russian) (?:[Vv]ersion|[Ee]dition)|\d{1,2} of \d{1,3}|\[?Juche \d+.{0,30}|"
    r"(?:From|To|Cc|Sent): .{0,80}@.{0,80}|Subject: (?:FW|Fwd|RE|Re|Fw): .{0,200}|Like this (?:story|article)\?.{0,60}|"
    r"Purchase Licensing Rights.{0,40}|Links?|Linked[Ii]n|"
    r"Please direct (?:questions|comments|inquiries)\b.{0,120}|[_=*~•·\u2014\u2013-](?: ?[_=*~•·\u2014\u2013-]){1,40}|"
    r"(?:https?://|www\.)\S+(?: ?\((?:Juche ?)?[\d. ]{4,20}\))?|"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4}) \| .{2,40}|"
    r"Subscribe(?: now)?(?: (?:to|for) .{0,100})?|Manage Newsletters|"
    r"Follow us on .{0,60}|Follow .{0,60} on (?:Twitter|Facebook|X|Google News)\b.{0,120}|"
    r"Sorry, there was an error\.?|Most (?:[Vv]iewed|[Pp]opular|[Rr]ead)(?: .{0,30})?|Latest News|"
    r"(?:Keywords?|KEY ?WORDS?|Tags?):?|(?:Keywords?|KEY ?WORDS?|Tags?) ?: .{1,300}|"
    r"(?:Follow|Find|See|Read) .{1,100}\bcoverage\b.{0,80} https?://\S{1,200}|"
    r"#\S+(?:\s+#\S+)*|"
    r"Get (?:the latest )?news .{0,80} (?:inbox|phone).{0,40}|Media playback is unsupported on your device.{0,20}|"
    r"(?:(?:READ )?MORE|Read more|Read next|READ NEXT) ?: .{5,200}|READ MORE\b.{0,200}|"
    r"For more stories like this.{0,80}|Got a story\?.{0,200}|This is a breaking (?:news? )?story.{0,60}|"
    r"Please log ?out and then log ?in again.{0,80}|"
    r"Join our commenting forum|Comments?|"
    r"(?:Do you have a story|Get in touch with) .{0,160}@.{0,60}|You must .{0,80} before commenting\.?)$"
)
# A sentence behind such a word is prose.
TAGGED = re.compile(r"^(?:Keywords?|KEY ?WORDS?|Tags?) ?: (?:\S+\s+){12}.*[.!?][\"”’)]*$", re.S)
JUMPS = re.compile(r"^(?:(?:Go|Skip|Jump) to (?:the )?(?:main )?\w+\W*){1,6}$")  # a browser copies them into one line
END = re.compile(r"^\W{0,20}(?:\(?END\)?|-\s?0\s?-|-30-|###+|\(END/\w+\)|\(끝\))\W{0,20}$")
END_AT_TAIL = re.compile(r"(?:-0-|\(END\)|\(end\)|\bEnd(?:item|it)\.?|\(끝\)|[■●]|==\s?Kyodo)\s*$")
# Initials of writer and editors, as AFP ends a story: "abc/de/fg".
INITIALS = re.compile(r"^[a-z]{2,4}(?:[/-][a-z]{2,4}){1,5}$")
LONGEST = 700  # characters; a menu line, a credit or a caption is shorter, and the patterns stay linear
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,30}){1,5}")
EMAIL_AT_TAIL = re.compile(rf"\s+{EMAIL.pattern}$")
WEB = re.compile(r"(?:\bhttps?:/|\bwww\.|(?<![\w/])//)[^\s,;|<>()]*", re.I)
# A part of a by-line that is the name of a site; a name with full stops ends in no domain.
HOST = re.compile(
    r"@?(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|edu|gov|mil|int|info|news|press|media|tv|io|co|me|"
    r"uk|us|kr|kp|jp|cn|hk|tw|ru|de|fr|es|it|au|ca|in|eu)(?:/\S*)?",
    re.I,
)
RELATED = re.compile(
    r"^(?:Related (?:Articles?|Stories|News|Content|Topics|[Cc]overage|[Ll]inks)|Latest Headlines|"
    r"Suggested Topics|More on this story|More from .{0,40}|Read also|See also|"
    r"You may also like|Recommended|Around the web|Trending|Tags)\W{0,20}$",
    re.I,
)
CREDIT = re.compile(
    r"^\W{0,20}(?:\((?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Rr]eported)\b.{0,400}\)|"
    r"(?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by .{0,200}|"
    r".{3,200}\bcontributed (?:to this (?:report|story|article)|reporting)\.?|Contributing:.{0,120}|"
    r"\(\([^()]{0,100}@[^()]{0,200}\)\)|"  # Reuters: how to reach the reporter
    r"Our Standards:.{0,80})\W{0,20}$",
    re.S,
)
EDITED = re.compile(r"(?:Edited|Translated|Written|Reported|Compiled)(?: and edited)? by [A-Z]")
MOST_CREDITED = 20  # words
# The same behind the last sentence.
CREDIT_AT_TAIL = re.compile(r"\s*\((?:Additional )?(?:Reporting|Writing|Editing|Compiled|Reported)\b[^()]{3,400}\)\s*$")
READ_MORE = re.compile(r"^Read [Mm]ore\W{0,3}$")
OVER = re.compile(r"^(?:Our Standards: The Thomson Reuters|Suggested Topics\b)")  # Reuters: no story goes on below
SENTENCE = re.compile(r"[.!?][\"”’)]*$")
CAPTION = re.compile(
    r"^(?:Image (?:copyright|caption|source)|Media caption|Photo(?:graph)?(?: by|:)|FILE(?: PHOTO)?(?::| [-–—])|"
    r"\(?(?:Getty Images|AP Photo|Yonhap file photo|Yonhap)\)?$)"
)
# A picture's credit behind its caption: "(Yonhap)", "(AP Photo/A. Sample)", "(AP-Yonhap)", "REUTERS/A. Sample".
_AGENCIES = r"Yonhap|AP|AFP|EPA|EFE|Reuters|REUTERS|KCNA|Xinhua|Kyodo|TASS|UPI|Getty Images"
PICTURED = re.compile(
    r"(?<=[.!?\"”)])\s*(?:\((?:"
    rf"[A-Z][\w.]{{0,20}}(?: [\w.]{{1,20}}){{0,3}}[-/](?:{_AGENCIES})|"
    rf"(?:{_AGENCIES})(?:[-/]| (?:[Ff]ile )?[Pp]hotos?\b)[^()]{{0,60}}|"
    r"Yonhap|Getty Images|Photo(?: by|:) [^()]{3,60})\)|REUTERS/[^()]{3,60})\s*$"
)
# A bare "(Reuters)" may also say where a reader finds more, so the sentence has to speak of a picture.
BARE = re.compile(rf"(?<=[.!?\"”)])\s*\((?:{_AGENCIES})\)\s*$")
PICTURE = re.compile(r"\b(?:photo|photograph|picture|pictured|image|(?:is|are) seen|seen here)\b", re.I)
CAPTION_LENGTH = 450  # characters
# A name in front of whom it works for, without "By".
STAFF = re.compile(
    r"^(?P<names>(?:[A-ZÀ-Þ][\w.'’-]*,? (?:and )?){2,8}(?:Associated Press|The Associated Press|AP|Reuters|Staff)"
    r"(?: (?:[Ww]riters?|[Rr]eporters?|[Cc]orrespondents?))?)$"
)
BYLINE = re.compile(r"^By[ :]\s*(?P<names>(?!the end\b)[^\n]{2,160})$", re.I)
ATTENTION = re.compile(r"^(?:\((?i:ATTN)\b:?|ATTN\b:?|ATTENTION\s*[-–—:])\s*(?P<note>.{2,700}?)(?:\)|\s*///)?$", re.S)
BETWEEN = frozenset(
    "and in of the for de van von with writer writers reporter reporters correspondent correspondents staff".split()
)  # words of a by-line that no capital begins
OPEN_NOTE = re.compile(r"^\(\s*ATTN\b", re.I)
NOTE_LINES = 6  # over which a note may be wrapped
# Another story's tag spliced into a paragraph: "[RELATED: ...]", "(READ MORE: ...)".
SPLICED = re.compile(
    r" ?[\[(](?:RELATED|READ MORE|READ|MORE|SEE ALSO|Related|Read more|See also|WATCH|Watch):? [^\[\]()]{5,160}[\])]"
)


def is_credit(line: str) -> bool:
    """Return whether a line says who edited, wrote or translated a story, and nothing else.

    Examples
    --------
    >>> is_credit("Translated by A. Sample. Edited by B. Sample."), is_credit("Edited by hand, it was shown to both.")
    (True, False)
    """
    if len(line) > LONGEST:
        return False
    if not EDITED.match(line):
        return CREDIT.match(line) is not None
    words = [word for word in re.split(r"[\s,&]+", line) if word]
    return len(words) <= MOST_CREDITED and all(w[0].isupper() or w in BETWEEN or w in ("by", "edited") for w in words)


def is_menu(line: str) -> bool:
    """Return whether a line is a menu word, a share button or a notice, not a sentence of the story.

    Examples
    --------
    >>> is_menu("Go to Navigation"), is_menu("Talks resumed on Monday.")
    (True, False)
    """
    if len(line) > LONGEST or TAGGED.match(line):
        return False
    emails = all(EMAIL.fullmatch(word.strip(" ,;/()[]<>")) for word in line.split())
    return bool(emails or MENU.match(line) or JUMPS.match(line))


def notes_whole(paragraphs: list[str]) -> list[str]:
    """Return paragraphs with each wrapped (ATTN: ...) note in one, and what stands behind its bracket in another.

    Examples
    --------
    >>> notes_whole(["(ATTN: ADDS details", "in para 3) By A. Sample", "Talks resumed."])
    ['(ATTN: ADDS details in para 3)', 'By A. Sample', 'Talks resumed.']
    """
    out: list[str] = []
    at = 0
    while at < len(paragraphs):
        line, at = paragraphs[at], at + 1
        if OPEN_NOTE.match(line):
            for n in range(at, min(at + NOTE_LINES, len(paragraphs) + 1)):
                whole = " ".join([line, *paragraphs[at:n]])
                if len(whole) > LONGEST or (end := _closed(whole)) is None:
                    continue
                out.append(whole[:end])
                line, at = whole[end:].strip(), n
                break
        if line:
            out.append(line)
    return out


def _closed(line: str) -> int | None:
    """Return where the bracket that opens a line is closed, or None."""
    depth = 0
    for place, character in enumerate(line):
        depth += (character == "(") - (character == ")")
        if not depth:
            return place + 1
    return None


def without_addresses(byline: str | None) -> str | None:
    """Return a by-line without web and e-mail addresses, or None where nothing else stands in it.

    Examples
    --------
    >>> without_addresses("A. Sample (a.sample@example.org), https://example.org/a"), without_addresses("example.com")
    ('A. Sample', None)
    """
    if not byline or not re.search(r"[@/]|\w\.\w", byline):
        return byline
    parts = re.split(r"(\s*[;,|]\s*)", EMAIL.sub(" ", WEB.sub(" ", byline[:LONGEST])))
    kept: list[str] = []
    for n in range(0, len(parts), 2):
        name = " ".join(re.sub(r"[(<\[]\s*[)>\]]", " ", parts[n]).split())
        if any(map(str.isalpha, name)) and not HOST.fullmatch(name):
            kept += [parts[n - 1], name] if kept else [name]
    return "".join(kept).strip() or None


def cut_tail(paragraphs: list[str]) -> list[str]:
    """Return the paragraphs up to the end mark, without credits, e-mail lines and menus after the last sentence.

    Examples
    --------
    >>> cut_tail(["Talks resumed.", "(END)", "Related Articles", "Another story"])
    ['Talks resumed.']
    """
    kept: list[str] = []
    last = max(
        (n for n, p in enumerate(paragraphs) if SENTENCE.search(p[-9:]) and len(p.split(None, 12)) > 12), default=-1
    )
    for n, paragraph in enumerate(paragraphs):
        short = len(paragraph) <= LONGEST
        related = short and (RELATED.match(paragraph) or READ_MORE.match(paragraph))
        late = n > last or (n > len(paragraphs) / 2 and not READ_MORE.match(paragraph))  # else a box within the story
        if (short and (END.match(paragraph) or OVER.match(paragraph))) or (related and late):
            break
        if related or is_menu(paragraph) or is_credit(paragraph) or (short and INITIALS.match(paragraph)):
            continue
        whole = paragraph.rstrip()
        rest = END_AT_TAIL.sub("", whole[-LONGEST:]).rstrip()
        ended = whole[:-LONGEST] + (rest if rest == whole[-LONGEST:] else EMAIL_AT_TAIL.sub("", rest))
        if not is_menu(ended):
            kept.append(CREDIT_AT_TAIL.sub("", ended) if short else ended)
        if ended != whole:
            break
    return [p for p in kept if p.strip()]


def without_captions(paragraphs: list[str]) -> list[str]:
    """Return paragraphs without captions told by their credit; behind the last paragraph the credit alone is cut.

    Examples
    --------
    >>> without_captions(["Talks resumed.", "An envoy waves. (Yonhap)", "No date was set. (Yonhap)"])
    ['Talks resumed.', 'No date was set.']
    """
    out: list[str] = []
    for n, paragraph in enumerate(paragraphs, 1):
        end = paragraph[-120:]
        credit = PICTURED.search(end) or (BARE.search(end) if PICTURE.search(paragraph[:CAPTION_LENGTH]) else None)
        if credit and n < len(paragraphs) and len(paragraph) <= CAPTION_LENGTH:
            continue
        out.append(f"{paragraph[:-120]}{end[: credit.start()]}" if credit else paragraph)
    return out


def read_byline(line: str) -> str | None:
    """Return the names in a by-line, or None when the line is none.

    Examples
    --------
    >>> read_byline("By A. Sample and B. Sample"), read_byline("By Monday, talks had stalled again.")
    ('A. Sample and B. Sample', None)
    """
    line = line.strip()
    found = BYLINE.match(line)
    if not found:
        staff = STAFF.match(line) if len(line) < 120 else None
        return staff["names"] if staff else None
    names = (without_addresses(found["names"]) or "").strip(" ,;|")
    words = [w for w in re.split(r"[\s,&]+", names) if w]
    plain = sum(w[0].isupper() or w in BETWEEN for w in words)
    if (
        (names.endswith((".", ":", "?")) and not names.endswith(("Jr.", "Sr.")))
        or plain < len(words)
        or len(words) > 20
    ):
        return None
    return names
