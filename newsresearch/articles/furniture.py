"""Furniture: menu words, share buttons, by-lines, credits and end marks that are no part of the story."""

from __future__ import annotations

import re

MENU = re.compile(
    r"^(?:(?:Go|Skip|Jump) to (?:the )?(?:main )?(?:contents?|navigation|menu|search|footer)|Send Feedback|How can we improve\?|"
    r"Thanks for your feedback!?|Share(?: (?:this|on|via|all)\b.{0,60})?|SHARE|Print(?: this)?|E-?mail(?: this)?|Copy (?:URL|link)|Like|"
    r"Save|Facebook|Twitter|X|Kakao ?Talk|LINE|WhatsApp|Telegram|Pinterest|LinkedIn|Reddit|Font [Ss]ize.{0,20}|Text [Ss]ize.{0,20}|"
    r"Advertisement|ADVERTISEMENT|Sponsored(?: content)?|Loading\.{0,3}|Close|Open|Menu|Search|Home|Back to top|Top|List|"
    r"Article (?:View Option|Language Filter)|Read more:?|Scroll to continue.{0,40}|Continue reading.{0,60}|"
    r"Copyright \(?[c©].{0,200}|©.{0,200}|Copyright ©?.{0,200}|All [Rr]ights [Rr]eserved\.?|"
    r"Sign up (?:for|to) .{0,100}|Subscribe(?: now)?(?: (?:to|for) .{0,100})?|Manage Newsletters|Follow us on .{0,60}|"
    r"Sorry, there was an error\.?|Most (?:Viewed|Popular|Read)(?: .{0,30})?|Latest News|Keywords?:?|#\S+(?:\s+#\S+)*|"
    r"Get (?:the latest )?news .{0,80} (?:inbox|phone).{0,40}|Media playback is unsupported on your device.{0,20})$"
)
JUMPS = re.compile(r"^(?:(?:Go|Skip|Jump) to (?:the )?(?:main )?\w+\W*){1,6}$")  # several on one line, as copied from a browser
END = re.compile(r"^\W*(?:\(?END\)?|-\s?0\s?-|-30-|###+|\(END/\w+\))\W*$")
END_AT_TAIL = re.compile(r"\s*(?:-0-|\(END\)|\(end\))\s*$")
EMAIL = re.compile(r"^\W*(?:\S+@[\w.-]+\.\w{2,}[\s,;/()]*)+$")
RELATED = re.compile(r"^(?:Related (?:Articles?|Stories|News|Content|Topics)|More on this story|More from .{0,40}|Read also|See also|"
                     r"You may also like|Recommended|Around the web|Trending)\W*$", re.I)  # fmt: skip  # one list
CREDIT = re.compile(
    r"^\W*(?:\((?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Rr]eported)\b.{0,400}\)|"
    r"(?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by .{0,200}|.{3,200}\bcontributed (?:to this (?:report|story|article)|reporting)\.?|"
    r"Contributing:.{0,120}|Our Standards:.{0,80})\W*$", re.S
)  # fmt: skip  # one list
CAPTION = re.compile(r"^(?:Image (?:copyright|caption|source)|Media caption|Photo(?:graph)?(?: by|:)|FILE(?: PHOTO)?(?::| [-–—])|"
                     r"\(?(?:Getty Images|AP Photo|Yonhap file photo|Yonhap)\)?$)")  # fmt: skip  # one list
BYLINE = re.compile(r"^By[ :]\s*(?P<names>(?!the end\b)[^\n]{2,160})$", re.I)
ATTENTION = re.compile(r"^\(?ATTN:?\s*(?P<note>.{2,400}?)\)?$", re.S)
# Another story's tag spliced into a paragraph: "[RELATED: ...]", "(READ MORE: ...)".
SPLICED = re.compile(r"\s*[\[(](?:RELATED|READ MORE|READ|MORE|SEE ALSO|Related|Read more|See also|WATCH|Watch):? [^\[\]()]{5,160}[\])]")


def is_menu(line: str) -> bool:
    """Return whether a line is a menu word, a share button or a notice, not a sentence of the story.

    Examples
    --------
    >>> is_menu("Go to Navigation"), is_menu("Talks resumed on Monday.")
    (True, False)
    """
    return bool(MENU.match(line) or EMAIL.match(line) or JUMPS.match(line))


def cut_tail(paragraphs: list[str]) -> list[str]:
    """Return the paragraphs up to the end mark, without credits, e-mail lines and menus after the last sentence.

    Examples
    --------
    >>> cut_tail(["Talks resumed.", "(END)", "Related Articles", "Another story"])
    ['Talks resumed.']
    """
    kept: list[str] = []
    for paragraph in paragraphs:
        if END.match(paragraph) or (RELATED.match(paragraph) and kept):
            break
        if is_menu(paragraph) or CREDIT.match(paragraph):
            continue
        kept.append(END_AT_TAIL.sub("", paragraph))
        if kept[-1] != paragraph:
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
    if names.endswith((".", ":", "?")) and not names.endswith(("Jr.", "Sr.")) or plain < len(words) or len(words) > 20:
        return None
    return names
