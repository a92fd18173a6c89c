"""Furniture: menu words, share buttons, by-lines, credits and end marks that are no part of the story."""

from __future__ import annotations

import re

MENU = re.compile(
    r"^(?:Send Feedback|How can we improve\?|Thanks for your feedback!?|Share(?: (?:this|on|via|all)\b.{0,60})?|SHARE|"
    r"Print(?: this)?|E-?mail(?: this)?|Copy (?:URL|link)|Like|Save|Facebook|Twitter|X|Kakao ?Talk|LINE|WhatsApp|"
    r"Telegram|Pinterest|LinkedIn|Reddit|Font [Ss]ize.{0,20}|Text [Ss]ize.{0,20}|Advertisement|ADVERTISEMENT|"
    r"Sponsored(?: content)?|Loading\.{0,3}|Close|Open|Menu|Search|Home|Back to top|Top|List|"
    r"Article (?:View Option|Language Filter)|Read [Mm]ore:?|Scroll to continue.{0,40}|Continue reading.{0,60}|"
    r"Copyright \(?[c©].{0,200}|©.{0,200}|Copyright ©?.{0,200}|All [Rr]ights [Rr]eserved\.?|"
    r"Sign up (?:for|to) .{0,100}|Subscribe(?: now)?(?: (?:to|for) .{0,100})?|Manage Newsletters|"
    r"Follow us on .{0,60}|Follow .{0,60} on (?:Twitter|Facebook|X|Google News)\b.{0,120}|"
    r"Sorry, there was an error\.?|Most (?:[Vv]iewed|[Pp]opular|[Rr]ead)(?: .{0,30})?|Latest News|Keywords?:?|"
    r"#\S+(?:\s+#\S+)*|"
    r"Get (?:the latest )?news .{0,80} (?:inbox|phone).{0,40}|Media playback is unsupported on your device.{0,20}|"
    r"(?:(?:READ )?MORE|Read more|Read next|READ NEXT) ?: .{5,200}|READ MORE\b.{0,200}|"
    r"For more stories like this.{0,80}|Got a story\?.{0,200}|This is a breaking (?:news? )?story.{0,60}|"
    r"Please log ?out and then log ?in again.{0,80}|"
    r"Join our commenting forum|Comments?|"
    r"(?:Do you have a story|Get in touch with) .{0,160}@.{0,60}|You must .{0,80} before commenting\.?)$"
)
JUMPS = re.compile(r"^(?:(?:Go|Skip|Jump) to (?:the )?(?:main )?\w+\W*){1,6}$")  # a browser copies them into one line
END = re.compile(r"^\W{0,20}(?:\(?END\)?|-\s?0\s?-|-30-|###+|\(END/\w+\))\W{0,20}$")
END_AT_TAIL = re.compile(r"(?:-0-|\(END\)|\(end\))$")
LONGEST = 700  # characters; a menu line, a credit or a caption is shorter, and the patterns stay linear
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,30}){1,5}")
WEB = re.compile(r"(?:\bhttps?:/|\bwww\.|(?<![\w/])//)[^\s,;|<>()]*", re.I)
# A part of a by-line that is the name of a site; a name with full stops ends in no domain.
HOST = re.compile(
    r"@?(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|edu|gov|mil|int|info|news|press|media|tv|io|co|me|"
    r"uk|us|kr|kp|jp|cn|hk|tw|ru|de|fr|es|it|au|ca|in|eu)(?:/\S*)?",
    re.I,
)
RELATED = re.compile(
    r"^(?:Related (?:Articles?|Stories|News|Content|Topics)|More on this story|More from .{0,40}|Read also|See also|"
    r"You may also like|Recommended|Around the web|Trending)\W{0,20}$",
    re.I,
)
CREDIT = re.compile(
    r"^\W{0,20}(?:\((?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Rr]eported)\b.{0,400}\)|"
    r"(?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by .{0,200}|"
    r".{3,200}\bcontributed (?:to this (?:report|story|article)|reporting)\.?|Contributing:.{0,120}|"
    r"Our Standards:.{0,80})\W{0,20}$",
    re.S,
)
CAPTION = re.compile(
    r"^(?:Image (?:copyright|caption|source)|Media caption|Photo(?:graph)?(?: by|:)|FILE(?: PHOTO)?(?::| [-–—])|"
    r"\(?(?:Getty Images|AP Photo|Yonhap file photo|Yonhap)\)?$)"
)
BYLINE = re.compile(r"^By[ :]\s*(?P<names>(?!the end\b)[^\n]{2,160})$", re.I)
ATTENTION = re.compile(r"^(?:\((?i:ATTN)\b|ATTN\b):?\s*(?P<note>.{2,700}?)\)?$", re.S)
OPEN_NOTE = re.compile(r"^\(\s*ATTN\b", re.I)
NOTE_LINES = 6  # over which a note may be wrapped
# Another story's tag spliced into a paragraph: "[RELATED: ...]", "(READ MORE: ...)".
SPLICED = re.compile(
    r" ?[\[(](?:RELATED|READ MORE|READ|MORE|SEE ALSO|Related|Read more|See also|WATCH|Watch):? [^\[\]()]{5,160}[\])]"
)


def is_menu(line: str) -> bool:
    """Return whether a line is a menu word, a share button or a notice, not a sentence of the story.

    Examples
    --------
    >>> is_menu("Go to Navigation"), is_menu("Talks resumed on Monday.")
    (True, False)
    """
    if len(line) > LONGEST:
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
    for n, paragraph in enumerate(paragraphs):
        short = len(paragraph) <= LONGEST
        related = short and RELATED.match(paragraph)
        if (short and END.match(paragraph)) or (related and n > len(paragraphs) / 2):  # earlier, a box within the story
            break
        if related or is_menu(paragraph) or (short and CREDIT.match(paragraph)):
            continue
        kept.append(END_AT_TAIL.sub("", paragraph.rstrip()).rstrip())
        if kept[-1] != paragraph.rstrip():
            break
    return [p for p in kept if p.strip()]


def read_byline(line: str) -> str | None:
    """Return the names in a by-line, or None when the line is none.

    Examples
    --------
    >>> read_byline("By A. Sample and B. Sample"), read_byline("By Monday, talks had stalled again.")
    ('A. Sample and B. Sample', None)
    """
    found = BYLINE.match(line.strip())
    if not found:
        return None
    names = found["names"].strip(" ,;|")
    words = [w for w in re.split(r"[\s,&]+", names) if w]
    plain = sum(w[0].isupper() or w in ("and", "in", "of", "the", "for", "de", "van", "von", "with") for w in words)
    if (
        (names.endswith((".", ":", "?")) and not names.endswith(("Jr.", "Sr.")))
        or plain < len(words)
        or len(words) > 20
    ):
        return None
    return names
