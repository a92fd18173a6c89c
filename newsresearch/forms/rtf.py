"""Rich text, as Nexis Uni and Factiva deliver it, into plain text: words and paragraphs, no pictures, nothing run."""

from __future__ import annotations

import re

from newsresearch.forms.limits import Limits, check_size

TOKEN = re.compile(
    rb"\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|'(?P<byte>[0-9a-fA-F]{2})|(?P<sign>[^a-zA-Z]))|"
    rb"(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)"
)
# Groups whose words are no part of the page.
HIDDEN = frozenset(
    (  # words read best as words
        b"fonttbl colortbl stylesheet listtable listoverridetable rsidtbl info pict object header headerl headerr "
        b"headerf footer footerl footerr footerf footnote fldinst themedata datastore latentstyles generator xmlnstbl "
        b"filetbl"
    ).split()
)
SIGNS = {
    b"par": "\n\n", b"sect": "\n\n", b"page": "\n\n", b"row": "\n\n", b"line": "\n", b"tab": "\t", b"cell": "\t",
    b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•", b"emspace": " ", b"enspace": " ",
}  # fmt: skip  # a table of pairs
PAGES = {437: "cp437", 850: "cp850", 932: "cp932", 936: "gb18030", 949: "cp949", 950: "big5", 65001: "utf-8"}


def rtf_text(data: bytes, limits: Limits) -> str:
    r"""Return the text of an RTF file, a blank line between paragraphs.

    Letters come in the file's code page or as numbers; what is hidden, such as tables of fonts and headers of pages,
    is left out. Time and memory grow with the file alone.

    Raises
    ------
    TooMuchError
        When it has more control words and groups than the limits allow.

    Examples
    --------
    >>> page = rb"{\rtf1\ansicpg1252{\fonttbl{\f0 Arial;}}M\'fcller \b met\b0  \u8220?her\u8221?.\par They left.}"
    >>> rtf_text(page, Limits())
    'Müller met “her”.\n\nThey left.'
    """
    check_size(limits, parts=data.count(b"\\") + data.count(b"{"), what="control words and groups of rich text")
    found = re.search(rb"\\ansicpg(\d{1,5})", data[:2000])
    number = int(found[1]) if found else 1252
    page = PAGES.get(number, f"cp{number}" if 1250 <= number <= 1258 else "cp1252")
    out: list[str] = []
    waiting = bytearray()  # letters of the code page, which may take two bytes
    stack: list[tuple[bool, int]] = []
    hidden, width, skip, fresh = False, 1, 0, False
    high = ""  # the first half of a letter that takes two numbers
    at = 0

    def flush() -> None:
        if waiting:
            out.append(waiting.decode(page, "replace"))
            waiting.clear()

    while token := TOKEN.search(data, at):
        at = token.end()
        if brace := token["brace"]:
            flush()
            if brace == b"{":
                stack.append((hidden, width))
            elif stack:
                hidden, width = stack.pop()
            fresh, skip = brace == b"{", 0
            continue
        word, value = token["word"], int(token["number"] or 0)
        if word == b"bin":
            at += max(0, value)
        elif token["sign"] == b"*" or (fresh and word in HIDDEN):
            hidden = True
        elif word == b"uc":
            width = max(0, value)
        elif hidden:
            pass
        elif word == b"u":
            flush()
            letter = chr(value % 65536)
            if "\ud800" <= letter < "\udc00":
                high = letter
            else:
                pair = (high + letter).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
                out.append(pair)
                high = ""
            skip = width
            fresh = False
            continue
        elif word:
            flush()
            out.append(SIGNS.get(word, ""))
        elif (letter_byte := token["byte"]) is not None:
            if skip:
                skip -= 1
            else:
                waiting.append(int(letter_byte, 16))
            continue
        elif sign := token["sign"]:
            flush()
            out.append(
                {b"~": "\u00a0", b"_": "-", b"-": "", b"\n": "\n\n", b"\r": "\n\n"}.get(sign, sign.decode("latin-1"))
            )
        elif text := token["text"]:
            waiting += text[skip:]
            skip = max(0, skip - len(text))
        fresh = False
    flush()
    lines = (line.strip(" \t") for line in "".join(out).replace("\0", "").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
