"""Bytes into text: which encoding they have; and how large and deep HTML is, and what its words are."""

from __future__ import annotations

import re

META_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,80}encoding=["']([\w-]+)""", re.I
)
# What Korean, Japanese, Chinese, Russian and western files are written in, besides UTF-8.
ENCODINGS = ["utf_16", "cp1252", "cp949", "cp932", "gb18030", "big5", "cp1251"]
# UTF-8 read as cp1252 or latin-1: "â€™" for a quote, "Ã©" for an accent.
MIXED_UP = re.compile("â€|Ã[\x80-\xbf©¨¼¶¤±§³²¹º¡¢«¯®]|Â[\xa0-\xbf]|ï»¿|ì[\x80-\xbf]|ë[\x80-\xbf]")
STRAY = re.compile("[\udc80-\udcff]")
HALF = re.compile("[\ud800-\udfff]")
UNSEEN = re.compile("[\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
BLOCK = re.compile(r"<(script|style|nav|footer|head)\b", re.I)
# Elements whose end may not be left out; a page full of open <p> or <li> is not deep.
NESTING = re.compile(
    r"<(?:(?P<raw>script|style)\b[^<>]*>|(?P<close>/)?(?:a|abbr|article|aside|b|blockquote|center|dl|div|em|fieldset|"
    r"figure|font|footer|form|header|i|main|nav|ol|pre|q|s|section|small|span|strong|sub|sup|svg|table|template|u|ul)\b"
    r"[^<>]*?(?P<empty>/)?>)",
    re.I,
)
OPENING = re.compile(r"<(?:(?P<raw>script|style|SCRIPT|STYLE)\b[^<>]*>|[a-zA-Z])")
VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
# What opens Japanese letters in the seven bits of mails and of old pages.
JAPANESE = re.compile(rb"\x1b(?:\$[B@]|\(J)")
# Quotes of old Macs, which stand at the wrong end of words for the capitals that cp1252 would make of them.
MAC = re.compile(rb"(?<![^\s(])\xd2[A-Za-z][^\xd2\xd3]{1,1000}[a-z.,!?]\xd3(?![A-Za-z\x80-\xff])|[a-z]\xd5[st]\b")
LONG_TAG = 2000  # characters, of which a tag with a thousand attributes has more
INLINE = re.compile(r"</?(?:a|b|i|em|strong|span|abbr|sup|sub|u|font)\b", re.I)


def decode(data: bytes, *, html: bool = False, said: str | None = None) -> tuple[str, str]:
    r"""Return the text of bytes and the encoding chosen: UTF-8 if it fits, else what the file says, else the likeliest.

    NUL characters are dropped and line ends made "\n". A wrong guess shows as odd letters; the ledger names the
    encoding for that reason.

    Parameters
    ----------
    data : bytes
        Of a text.
    html : bool
        Whether its own head may say the encoding.
    said : str, optional
        The encoding that a wrapping around it states.

    Examples
    --------
    >>> decode("Müller".encode("cp1252"))
    ('Müller', 'cp1252')
    """
    text, encoding = _mended(*_decode(data, html, said))
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n"), encoding


def whole(text: str) -> str:
    r"""Return a text with each half of a letter, as JSON may spell it, replaced by the mark of an unreadable one.

    Examples
    --------
    >>> whole("En\ud800voys") == "En\ufffdvoys"
    True
    """
    return text if text.isascii() else HALF.sub("\ufffd", text)


def visible(text: str) -> str:
    r"""Return a text without zero-width characters, soft hyphens and overrides of the writing direction.

    They would hide a name from every search. What joins letters of Indic and Arabic scripts, or emoji, stays.

    Examples
    --------
    >>> visible("K\u200bim said\u202e so")
    'Kim said so'
    """
    return text if text.isascii() else UNSEEN.sub("", text)


def _mended(text: str, encoding: str) -> tuple[str, str]:
    """Return a text whose UTF-8 was once read as something else ("donâ€™t") as it was meant, and say so."""
    if not MIXED_UP.search(text):
        return text, encoding
    from ftfy import fix_encoding  # only where the text shows the damage

    mended = fix_encoding(text)
    return (mended, f"{encoding}, mended") if mended != text else (text, encoding)


def _part_utf8(data: bytes) -> str | None:
    """Return mostly valid UTF-8 with its stray bytes read as cp1252, or None where it is something else."""
    text = data.decode("utf-8", "surrogateescape")
    stray = len(STRAY.findall(text))
    if stray * 4 > sum(not character.isascii() for character in text) - stray:
        return None
    return STRAY.sub(lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace"), text)


def _decode(data: bytes, html: bool, stated: str | None) -> tuple[str, str]:
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace"), "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), "utf-16"
    if JAPANESE.search(data):
        try:
            return data.decode("iso2022_jp_ext"), "iso2022_jp_ext"
        except UnicodeDecodeError:
            pass
    try:
        if not utf16_like(data[:1000]):
            return data.decode("utf-8"), "utf-8"
        wide = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        return data.decode(wide), wide
    except UnicodeDecodeError:
        pass
    if (mixed := _part_utf8(data)) is not None:
        return mixed, "utf-8 with cp1252"
    said = META_CHARSET.search(data[:5000]) if html and not stated else None
    if stated or said:
        name = stated or (said[1] or said[2]).decode("ascii", "replace").lower()  # type: ignore[index]  # one of both
        name = {"euc-kr": "cp949", "ks_c_5601-1987": "cp949", "shift_jis": "cp932", "gb2312": "gb18030"}.get(name, name)
        try:
            return data.decode(name), name
        except (ValueError, LookupError):
            pass
    sample = data[:200_000]
    high = sum(b > 127 for b in sample)
    runs = sum(map(len, re.findall(rb"[\x80-\xff]{2,}", sample)))
    if runs < high / 2:  # lone high bytes are western accents; Asian and Russian letters stand in rows
        if MAC.search(data):
            return data.decode("mac_roman"), "mac_roman"
        return data.decode("cp1252", "replace"), "cp1252"
    from charset_normalizer import from_bytes  # only where UTF-8 fails, so that the fast path never pays for it

    best = from_bytes(sample, cp_isolation=ENCODINGS).best()
    name = best.encoding if best and best.encoding not in ("utf_16", "ascii") else "cp1252"
    try:
        return data.decode(name), name
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace"), "utf-8 with unreadable bytes"


def utf16_like(sample: bytes) -> bool:
    """Return whether every second byte is NUL, as in western UTF-16 without its mark.

    Examples
    --------
    >>> utf16_like("Seoul".encode("utf-16-le"))
    True
    """
    half = len(sample) // 2
    return half > 3 and max(sample[::2].count(0), sample[1::2].count(0)) > half * 0.7


def depth_of(html: str) -> int:
    """Return how deep the elements of a page nest that have to be closed.

    Examples
    --------
    >>> depth_of("<div><p>One<p>Two<div><b>three</b></div></div>")
    3
    """
    depth = deepest = at = 0
    low = ""
    while tag := NESTING.search(html, at):
        at = tag.end()
        if tag["raw"]:  # what stands in a script or a style sheet is no tag
            low = low or html.lower()
            at = low.find(f"</{tag['raw'].lower()}", at)
            if at < 0:
                break
        elif tag["close"]:
            depth = max(0, depth - 1)
        elif not tag["empty"]:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def attributes_of(html: str) -> int:
    """Return how many attributes the fullest element of a page has, roughly; 0 where all are short.

    Examples
    --------
    >>> attributes_of("<p class='x'>One"), attributes_of(f"<p {'a=1 ' * 2000}>") >= 2000
    (0, True)
    """
    most = at = 0
    while tag := OPENING.search(html, at):
        start, at = tag.start(), tag.end()
        if tag["raw"]:  # what stands in a script or a style sheet is no tag
            end = html.find(f"</{tag['raw']}", at)
            at = len(html) if end < 0 else end
            continue
        end = html.find(">", at)
        end = at = len(html) if end < 0 else end
        if end - start > LONG_TAG:
            names = re.split(r"[\"']", VALUE.sub(" ", html[start:end]), maxsplit=1)[0]  # a ">" may have cut a value
            most = max(most, len(names.split()))
    return most


def strip_tags(html: str) -> str:
    """Return the text of HTML in one pass: no tags, comments, scripts or navigation; a line for every block.

    Examples
    --------
    >>> strip_tags("<p>Envoys <b>met</b>.</p><script>x</script>").split()
    ['Envoys', 'met.']
    """
    low = html.lower()
    if len(low) != len(html):  # a few letters grow when lowered; closing tags in capitals stay unfound then
        low = html
    ahead: dict[str, int] = {}  # closing mark -> where it comes next, so that no stretch is searched twice
    out, at = [], 0
    while (start := html.find("<", at)) >= 0:
        out.append(html[at:start])
        block = BLOCK.match(html, start)
        close = "-->" if html.startswith("<!--", start) else f"</{block[1].lower()}" if block else ">"
        if ahead.get(close, start) <= start:
            found = low.find(close, start + 1)
            ahead[close] = len(html) if found < 0 else found
        end = ahead[close]
        if end == len(html):  # never closed: the mark alone is dropped
            at = start + 1
            continue
        if not INLINE.match(html, start):
            out.append("\n")
        at = end + len(close)
        if block:  # the rest of the closing tag
            at = html.find(">", at, at + 20) + 1 or at
    out.append(html[at:])
    return "".join(out)
