"""Dictionaries of the user's own: LIWC, quanteda and CSV files as one table of categories and phrases."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from newsresearch.schema import as_path, fault

FORMS = ".dic (LIWC), .yml or .yaml (quanteda), .csv with the columns category and phrase"
Row = tuple[str, str, float | None]  # category, phrase, valence
KEYS = re.compile(r"(?:\s+\d+)+$")  # a line of LIWC ends in the numbers of its categories


def read_dictionary(path: str | Path) -> pd.DataFrame:
    """Read a dictionary of categories and the words that belong to them.

    Use it for the dictionary that you hold under its own licence (LIWC, the Lexicoder Sentiment Dictionary,
    Loughran-McDonald); none of their words is shipped here. ``*`` at the end of a word stands for any ending.

    Parameters
    ----------
    path : str or Path
        A LIWC ``.dic`` (numbered categories between two lines of ``%``), a quanteda ``.yml`` (categories, nested at
        will, with lists of words), or a ``.csv`` with the columns ``category`` and ``phrase``, and where words have one
        ``valence`` (a number; `score_sentiment` takes -4 to 4). UTF-8.

    Returns
    -------
    DataFrame
        One row per category and phrase, in the order of the file: ``category`` (nested ones joined by "."), ``phrase``
        (in small letters); with a ``.csv`` that has it, ``valence`` (missing where a cell is empty).

    Raises
    ------
    UsageError
        When the file is not there, is of another form, or a line of it cannot be read; the message names the line.

    References
    ----------
    Young, L. and Soroka, S. (2012). Affective News. Political Communication 29. The Lexicoder dictionary.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "mine.yml"
    ...     _ = path.write_text("war: [shell*, open fire]")
    ...     read_dictionary(path).values.tolist()
    [['war', 'shell*'], ['war', 'open fire']]
    """
    place = as_path("path", path, "read_dictionary")
    readers = {".dic": _read_liwc, ".yml": _read_yaml, ".yaml": _read_yaml, ".csv": _read_csv}
    if place.suffix.lower() not in readers:
        raise fault(f"path={str(path)!r}", FORMS, "save the dictionary in one of these forms")
    if not place.is_file():
        raise fault(f"path={str(path)!r}, which is no file", FORMS, "pass the path of the dictionary's file")
    try:
        text = place.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise fault(f"{place.name}, byte {error.start}", "text in UTF-8", "save the file as UTF-8") from None
    rows = readers[place.suffix.lower()](text, place.name)
    kept = dict.fromkeys((name, word.lower().strip(), value) for name, word, value in rows if re.search(r"\w", word))
    if not kept:
        raise fault(f"{place.name}, without a word in a category", FORMS, "look into the file")
    out = pd.DataFrame([row[:2] for row in kept], columns=["category", "phrase"], dtype="str")
    if all(value is None for *_, value in kept):
        return out
    return out.assign(valence=pd.Series([value for *_, value in kept], dtype="float64"))


def _read_liwc(text: str, name: str) -> Iterator[Row]:
    names: dict[str, str] = {}
    marks = 0
    for number, line in enumerate(text.splitlines(), start=1):
        cells = line.split()
        if line.strip() == "%":
            marks += 1
        elif cells and marks == 1:
            key, _, title = line.strip().replace("\t", " ").partition(" ")
            names[key] = title.strip()
        elif cells and marks > 1:
            entry = KEYS.search(line.strip())
            for key in entry[0].split() if entry else ():
                if key not in names:
                    raise fault(
                        f"{name}, line {number}, category {key!r}",
                        ", ".join(f"{title}: {key}" for key, title in names.items()),
                        "correct the line",
                    )
                yield names[key], line.strip()[: entry.start()] if entry else "", None
    if marks < 2:
        raise fault(f"{name}, with {marks} lines of %", "two, around the categories", "save it in LIWC's form")


def _read_yaml(text: str, name: str) -> Iterator[Row]:
    try:
        import yaml  # heavy, and needed here alone
    except ImportError:
        raise fault(f"{name} without the package PyYAML", FORMS, "pip install pyyaml") from None
    try:
        tree = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise fault(
            f"{name}, line {mark.line + 1 if mark else 1}, which is no YAML", FORMS, "correct the line"
        ) from None
    if not isinstance(tree, dict):
        raise fault(f"{name}, which holds no categories", FORMS, "begin each category with its name and a colon")
    yield from _walk(tree, ())


def _walk(node: Any, path: tuple[str, ...]) -> Iterator[Row]:
    """Categories and words of nested mappings and lists."""
    if isinstance(node, dict):
        for key, child in node.items():
            yield from _walk(child, (*path, str(key)))
    elif isinstance(node, list):
        for child in node:
            yield from _walk(child, path)
    elif node is not None:
        yield ".".join(path), str(node), None


def _read_csv(text: str, name: str) -> Iterator[Row]:
    rows = csv.DictReader(text.splitlines())
    missing = [column for column in ("category", "phrase") if column not in (rows.fieldnames or [])]
    if missing:
        raise fault(f"{name} without {', '.join(missing)}", "the columns category and phrase", "name them so")
    for row in rows:
        value = _number(row.get("valence") or "", f"{name}, line {rows.line_num}")
        yield row["category"] or "", row["phrase"] or "", value


def _number(cell: str, place: str) -> float | None:
    """Return a cell's number, None for an empty cell."""
    if not cell.strip():
        return None
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise fault(f"{place}, valence {cell!r}", "a number, or an empty cell", "correct the line")
    return value
