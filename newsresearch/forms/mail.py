"""Pages that a browser saved as MHTML, and mails: the one part with the text, out of its MIME wrapping."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from html import escape

from newsresearch.forms import decoding
from newsresearch.forms.limits import Limits, TooMuchError

HEAD_END = re.compile(rb"\r?\n[ \t]*\r?\n|\r[ \t]*\r")
HEAD_BYTES = 100_000  # the head of a mail takes a few thousand
DEEPEST = 8  # parts within parts; a forwarded mail with pictures has four
LINE = re.compile(r"[^A-Za-z0-9+/]")
NAMED = re.compile(r"<link\b[^<>]*\brel=[\"']?canonical|<meta\b[^<>]*[\"']og:url[\"']", re.I)
HEAD_TAG = re.compile(r"<head\b[^<>]*>", re.I)
BROKEN = "the MIME file is broken ({}); save the page again as .html"


def page_of(data: bytes, limits: Limits) -> tuple[str, str, str]:
    r"""Return form, text and encoding of the page in a MIME file: its first HTML, or else its first plain text.

    The address that the wrapping states is put into a page that states none.

    Raises
    ------
    ValueError
        When there is no such part, or there are more parts than the limits allow.

    Examples
    --------
    >>> page_of(b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>They met.</p>", Limits())
    ('html', '<p>They met.</p>', 'utf-8')
    """
    outer, _ = _opened(data)
    found: tuple[Message, bytes] | None = None
    n = 0
    for head, body in _parts_in(data, 0):
        n += 1  # those that hold others too
        if n > limits.archive_members:
            raise TooMuchError(n, limits.archive_members, "parts of a MIME file", "archive_members")
        kind = head.get_content_type()
        if head.get_content_disposition() == "attachment" or kind not in ("text/html", "text/plain"):
            continue
        if kind == "text/html":
            found = head, body
            break
        found = found or (head, body)
    if found is None:
        raise ValueError(BROKEN.format("no page among its parts"))
    head, body = found
    html = head.get_content_type() == "text/html"
    try:
        raw = _unwrapped(body, head)
    except (ValueError, binascii.Error) as problem:
        raise ValueError(BROKEN.format(f"a part that is no {head['Content-Transfer-Encoding']}")) from problem
    text, encoding = decoding.decode(raw, html=html, said=head.get_content_charset())
    return ("html", _addressed(text, head, outer), encoding) if html else ("text", text, encoding)


def _opened(data: bytes) -> tuple[Message, bytes]:
    """Return the head of a part and its body."""
    data = data.lstrip(b"\r\n")
    end = HEAD_END.search(data, 0, HEAD_BYTES)
    stop, start = end.span() if end else (min(len(data), HEAD_BYTES), len(data))
    return BytesHeaderParser().parsebytes(data[:stop]), data[start:]


def _parts_in(data: bytes, depth: int) -> Iterator[tuple[Message, bytes]]:
    """Yield the head and body of every part, each followed by those that it holds."""
    head, body = _opened(data)
    yield head, body
    if depth == DEEPEST:
        return
    if head.get_content_maintype() == "message":
        yield from _parts_in(body, depth + 1)
    elif head.get_content_maintype() == "multipart":
        mark = (head.get_boundary() or "").encode("ascii", "replace")
        for part in _parts(body, b"--" + mark) if mark else ():
            yield from _parts_in(part, depth + 1)


def _parts(body: bytes, mark: bytes) -> Iterator[bytes]:
    """Yield what stands between the lines that a mark begins; the last part may lack its end."""
    at = 0 if body.startswith(mark) else _next(body, mark, 0)
    while at >= 0:
        start = at + len(mark)
        if body[start : start + 2] == b"--":
            return
        at = _next(body, mark, start)
        end = len(body) if at < 0 else at
        line = body.find(b"\n", start, end)
        yield body[(line + 1 if line >= 0 else start) : end]


def _next(body: bytes, mark: bytes, at: int) -> int:
    """Return where a mark next begins a line, or -1."""
    while (at := body.find(mark, at)) > 0:
        if body[at - 1 : at] in (b"\n", b"\r"):
            return at
        at += len(mark)
    return -1


def _unwrapped(body: bytes, head: Message) -> bytes:
    """Return the bytes of a part as they were before they were sent."""
    way = str(head.get("Content-Transfer-Encoding") or "").strip().lower()
    if way == "quoted-printable":
        return quopri.decodestring(body)
    if way == "base64":
        letters = LINE.sub("", body.decode("ascii", "replace").rstrip("=\r\n \t"))
        return base64.b64decode(letters[: len(letters) - (len(letters) % 4 == 1)] + "=" * (-len(letters) % 4))
    return body


def _addressed(html: str, head: Message, outer: Message) -> str:
    """Return a page with the address at which it was saved, where it names none itself."""
    places = (head.get("Content-Location"), outer.get("Snapshot-Content-Location"), outer.get("Content-Location"))
    place = next(
        (p for p in ("".join(str(p or "").split()) for p in places) if p.startswith(("http://", "https://"))), None
    )
    if place is None or NAMED.search(html):
        return html
    link = f'<link rel="canonical" href="{escape(place)}">'
    if tag := HEAD_TAG.search(html):
        return f"{html[: tag.end()]}{link}{html[tag.end() :]}"
    return f"{html}{link}"
