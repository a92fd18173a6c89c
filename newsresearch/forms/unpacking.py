"""Archives, one level deep: members as bytes, nothing written, nothing outside the archive touched."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Container, Iterator
from pathlib import PurePosixPath

from newsresearch.forms.limits import Limits, TooMuchError

ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".gz", ".xz", ".bz2")
# Zip files inside, documents to us.
OFFICE = (".docx", ".xlsx", ".xlsm", ".odt", ".ods", ".odp", ".pptx", ".epub")
# A part that one kind of document has -> its form, the general ones last.
PARTS = {
    "word/document.xml": "docx", "xl/workbook.xml": "excel", "ppt/presentation.xml": "presentation",
    "META-INF/container.xml": "e-book", "[Content_Types].xml": "office", "mimetype": "opendocument",
}  # fmt: skip  # a table of pairs
# What the libraries raise on bytes that are no archive, or a broken one.
BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, OSError, EOFError, zlib.error, lzma.LZMAError,
    RuntimeError,  # also what zipfile raises for a method that it does not know
)  # fmt: skip  # one list
Member = tuple[str, bytes, str | None]


def named_archive(path: str) -> bool:
    """Return whether the name says archive.

    Examples
    --------
    >>> named_archive("pages.tar.gz"), named_archive("page.docx")
    (True, False)
    """
    return path.lower().endswith(ENDINGS)


def office_form(data: bytes) -> str | None:
    """Return the form of a zip file that is one document, whatever its name: docx, excel, or one that is not read.

    Examples
    --------
    >>> office_form(b"PK...word/document.xml"), office_form(b"SEOUL")
    ('docx', None)
    """
    if not data.startswith(b"PK"):
        return None
    names = _names(data)
    return next((form for part, form in PARTS.items() if part in names), None)


def _names(data: bytes) -> Container[str] | str:
    """Return the names in a zip file, or the text that they stand in where its list is lost."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.NameToInfo)
    except (*BROKEN, ValueError):
        return (data[:4000] + data[-4000:]).decode("latin-1")  # the list stands at the end


def is_archive(path: str, data: bytes) -> bool:
    """Return whether the bytes or the name say archive; documents of Office programs are none.

    Examples
    --------
    >>> is_archive("page.txt", b"SEOUL")
    False
    """
    if path.lower().endswith(OFFICE):
        return False
    if office_form(data):  # a .docx that lost its name
        return False
    return named_archive(path) or data.startswith((b"PK\x03\x04", b"\x1f\x8b", b"\xfd7zXZ\x00"))


def members(path: str, data: bytes, limits: Limits) -> Iterator[Member]:
    """Yield (name, bytes, what is wrong or None) of every member, sorted by name.

    Examples
    --------
    >>> list(members("a.txt.gz", gzip.compress(b"Seoul"), Limits()))
    [('a.txt', b'Seoul', None)]
    """
    try:
        if data.startswith(b"PK") or path.lower().endswith(".zip"):
            yield from _zip(data, limits)
        else:
            yield from _stream(path, data, limits)
    except TooMuchError as problem:
        yield "", data, str(problem)
    except (*BROKEN, ValueError) as problem:
        yield "", data, f"the archive is broken ({str(problem)[:100] or type(problem).__name__}); download it again"


def _zip(data: bytes, limits: Limits) -> Iterator[Member]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = sorted((i for i in archive.infolist() if not i.is_dir()), key=lambda i: i.filename)
        if len(infos) > limits.archive_members:
            raise TooMuchError(len(infos), limits.archive_members, "members", "archive_members")
        total = 0
        for info in infos:
            name = info.filename
            if reason := _unsafe(name):
                yield name, b"", reason
                continue
            if (info.external_attr >> 16) & 0o170000 == 0o120000:  # S_IFLNK in the unix half of the attributes
                yield name, b"", "a link in an archive; put the file itself there"
                continue
            if info.flag_bits & 1:
                yield name, b"", "the member is protected by a password; unpack it first"
                continue
            if info.file_size > limits.archive_ratio * max(info.compress_size, 1000):
                yield name, b"", str(TooMuchError(info.file_size // max(info.compress_size, 1), limits.archive_ratio,
                                             "times its packed size", "archive_ratio"))  # fmt: skip  # one call
                continue
            try:
                with archive.open(info) as file:
                    inner = file.read(limits.input_bytes + 1)
            except BROKEN as problem:
                yield name, b"", f"the member is broken ({str(problem)[:100]}); download the archive again"
                continue
            total += len(inner)
            if total > limits.archive_bytes:
                raise TooMuchError(total, limits.archive_bytes, "bytes unpacked", "archive_bytes")
            yield name, inner, None


def _stream(path: str, data: bytes, limits: Limits) -> Iterator[Member]:
    """Unpack .gz, .xz, .bz2, and the .tar in it, if there is one."""
    name = PurePosixPath(path).name
    most = min(limits.archive_bytes, max(limits.archive_ratio * len(data), 1_000_000))
    opened = {b"\x1f\x8b": gzip.open, b"\xfd7": lzma.open, b"BZ": bz2.open}.get(data[:2])
    inner = opened(io.BytesIO(data)).read(most + 1) if opened else data  # type: ignore[operator]  # all three take a file
    if len(inner) > limits.archive_bytes:
        raise TooMuchError(len(inner), limits.archive_bytes, "bytes unpacked", "archive_bytes")
    if len(inner) > most:
        ratio = -(-len(inner) // max(1, len(data)))
        raise TooMuchError(ratio, limits.archive_ratio, "times its packed size or more", "archive_ratio")
    if inner[257:262] != b"ustar":
        stem = name.rsplit(".", 1)[0] if named_archive(name) else name
        yield stem, inner, None
        return
    with tarfile.open(fileobj=io.BytesIO(inner)) as archive:
        infos = sorted((i for i in archive.getmembers() if not i.isdir()), key=lambda i: i.name)
        if len(infos) > limits.archive_members:
            raise TooMuchError(len(infos), limits.archive_members, "members", "archive_members")
        for info in infos:
            if reason := _unsafe(info.name):
                yield info.name, b"", reason
            elif not info.isfile():
                yield info.name, b"", "a link or device in an archive; put the file itself there"
            else:
                file = archive.extractfile(info)
                yield info.name, file.read(limits.input_bytes + 1) if file else b"", None


def _unsafe(name: str) -> str | None:
    """Say what is wrong with a member's name that leaves the archive."""
    parts = PurePosixPath(name.replace("\\", "/"))
    if not parts.parts:
        return "the member has no name; pack the archive again"
    if parts.is_absolute() or ".." in parts.parts or ":" in parts.parts[0]:
        return "the member's name leaves the archive; pack it again with plain names"
    return None
