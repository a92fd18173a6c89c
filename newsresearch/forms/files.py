"""Files in the file system: found, opened carefully, and shown by names that hide nothing."""

from __future__ import annotations

import glob
import os
import re
import stat
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Any

from newsresearch.forms import unpacking
from newsresearch.forms.limits import Limits, TooMuchError
from newsresearch.schema import NothingReadError, fault

# Controls, zero-width characters and overrides of the writing direction.
INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
# What systems, editors and archives of the Mac put beside documents, and the folder of pictures and scripts that a
# browser saves with a page ("page_files" beside "page.html"; in German, French, Spanish and Italian too).
SYSTEM_FILES = frozenset((".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".localized", ".directory", "icon\r",
                          ".gitkeep", ".gitignore"))  # fmt: skip  # one list
SYSTEM_STARTS = ("._", "~$", ".~lock.")
SYSTEM_FOLDERS = frozenset(("__macosx", ".git", ".trashes", ".spotlight-v100", ".fseventsd", ".ipynb_checkpoints",
                            "$recycle.bin", "system volume information", "@eadir"))  # fmt: skip  # one list
PARTS_FOLDER = re.compile(r"^(?P<page>.+)(?:_files|-Dateien|_fichiers|_archivos|_file|\.files)$")
LEFT_OUT = "left out"
"""The form, in a ledger, of what is no document and counts neither as read nor as unread."""
Source = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def find(source: Source) -> list[str]:
    """Return the files that ``source`` names, sorted, each once."""
    items: list[Any] = [source]
    if isinstance(source, Iterable) and not isinstance(source, (str, os.PathLike)):
        items = list(source)
    found: set[Path] = set()
    missing: list[Path] = []
    for item in items:
        if not isinstance(item, (str, os.PathLike)):
            raise fault(
                f"source of type {type(item).__name__}",
                "a file, a folder, a glob, or a list of these",
                "pass paths as text",
            )
        if not os.fspath(item):
            raise fault(
                "source='', an empty path", "a file, a folder, a glob, or a list of these", "name one; '.' is here"
            )
        path = Path(item)
        if path.is_dir():
            found.update(_walk(path))
        elif os.path.lexists(path):
            found.add(path)
        elif matches := glob.glob(os.fspath(item), recursive=True):  # noqa: PTH207  # Path.glob takes no absolute pattern
            found.update(p for p in map(Path, matches) if not p.is_dir())
        else:
            missing.append(path)
    if missing and not found:
        raise fault(
            f"source={os.fspath(items[0])!r}",
            "an existing file or folder, or a glob that matches some",
            "check the spelling and the working folder",
        )
    if not found:
        raise fault(
            f"source={os.fspath(items[0])!r}, a folder without a file in it" if items else "source=[], an empty list",
            "a file, a folder that holds files, a glob, or a list of these",
            "put your pages there, or check that it is the folder that you mean",
            kind=NothingReadError,
        )
    found.update(missing)  # some of a list are there: the others have their row
    return sorted(path.as_posix() for path in found)


def _walk(top: Path) -> Iterator[Path]:
    """Yield every file and link under a folder, and folders that cannot be listed."""
    closed: list[Path] = []
    for folder, folders, files in os.walk(top, onerror=lambda error: closed.append(Path(error.filename))):
        yield from (Path(folder) / name for name in files)
        yield from (Path(folder) / name for name in folders if (Path(folder) / name).is_symlink())
    yield from closed


def read(path: str, limits: Limits) -> bytes:
    """Return the bytes of a regular file, at most ``limits.input_bytes``; no link is followed, no pipe waited for."""
    if stat.S_ISLNK(os.lstat(path).st_mode):
        raise OSError(0, "it is a link, and links are not followed")
    if stat.S_ISDIR(os.lstat(path).st_mode):
        raise OSError(0, "the folder cannot be listed")
    # Not every system has these flags; the first keeps out a link put there meanwhile, the second a pipe that blocks.
    careful = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    most = limits.archive_bytes if unpacking.named_archive(path) else limits.input_bytes
    with open(os.open(path, os.O_RDONLY | careful), "rb") as file:  # noqa: PTH123  # Path.open takes no flags
        before = os.fstat(file.fileno())
        if not stat.S_ISREG(before.st_mode):
            raise OSError(0, "it is a device, a pipe or a socket")
        if before.st_size > most:
            raise TooMuchError(before.st_size, most, "bytes of an input", _limit_of(path))
        data = file.read(most + 1)
        after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != before.st_size:
        raise OSError(0, "it changed while it was read")
    return data


def _limit_of(path: str) -> str:
    return "archive_bytes" if unpacking.named_archive(path) else "input_bytes"


def shown(path: str) -> str:
    r"""Return a path as the ledger shows it: what is no UTF-8, or would hide or turn letters, stands escaped.

    Examples
    --------
    >>> print(shown("page\u202etxt.exe"))
    page\u202etxt.exe
    """
    plain = path.encode("utf-8", "backslashreplace").decode()
    return INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)


def left_out(path: str, seen: Container[str] = ()) -> str | None:
    """Say that a file is no document, or return None.

    Parameters
    ----------
    path : str
        Of a file, or of a member in its archive.
    seen : container of str
        Paths before this one in sorted order: a page stands before the folder that a browser saved with it.

    Examples
    --------
    >>> left_out("pages/.DS_Store"), left_out("pages/story.html")
    ('not a document: left out (a file of the system)', None)
    """
    *folders, name = path.replace("\\", "/").split("/")
    low = name.lower()
    if low in SYSTEM_FILES or low.startswith(SYSTEM_STARTS) or any(f.lower() in SYSTEM_FOLDERS for f in folders):
        return "not a document: left out (a file of the system)"
    for n, folder in enumerate(folders):
        if found := PARTS_FOLDER.match(folder):
            page = "/".join((*folders[:n], found["page"]))
            if any(f"{page}{ending}" in seen for ending in (".html", ".htm", ".HTML", ".HTM", ".xhtml")):
                return f"not a document: left out (a part of the saved page {shown(found['page'])})"
    return None


def files_of(ledger: Iterable[str]) -> list[str]:
    """Return the files that paths of a ledger stand in, each once, as the file system names them."""
    return sorted({_file_of(path) for path in ledger})


def _file_of(path: str) -> str:
    """Return the file of a ledger's path: before the first "!" that parts an archive from its member, unescaped."""
    ends = [n for n, character in enumerate(path) if character == "!"] + [len(path)]
    for end in ends:
        if os.path.lexists(path[:end]):
            return path[:end]
    folder, _, name = path.rpartition("/")
    try:
        names = {shown(found): found for found in os.listdir(folder or ".")}  # noqa: PTH208  # names, not paths
    except OSError:
        return path
    for part in (name, *(name[:n] for n, character in enumerate(name) if character == "!")):
        if part in names:
            return f"{folder}/{names[part]}" if folder else names[part]
    return path


def size(path: str) -> int:
    """Return the bytes of a file, 0 where it cannot be asked."""
    try:
        return os.lstat(path).st_size
    except OSError:
        return 0
