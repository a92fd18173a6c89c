"""JSON and JSON Lines as records: where in a file its articles are."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from newsresearch.forms.columns import COLUMNS, CONTAINERS, key_of, map_columns
from newsresearch.forms.limits import Limits, TooMuchError, check_size

Record = tuple[int, dict[str, Any], str | None]
Columns = Mapping[str, str]
SAMPLED = 20  # objects of a list looked at for an article
DEEPEST = 4  # objects within objects; deeper, it is a part of an article
ENVELOPES = frozenset(
    (*CONTAINERS, "content", "story", "item", "post", "document", "doc", "result", "response", "news")
)
BETWEEN = re.compile(r"[\s,\x1e]*")  # what stands between two values of one file; RFC 7464 has a mark


def json_records(text: str, limits: Limits, columns: Columns) -> Iterator[Record]:
    """Yield (place, record, what is wrong or None) of a JSON file, or of several values in a row.

    An article is an object with a text, wherever it lies; a list of objects with texts is many. Tables as pandas
    writes them (columns, index, split, records, list) are rows.

    Raises
    ------
    ValueError
        When it is no JSON, neither list nor object, or holds more rows than the limits allow.

    Examples
    --------
    >>> list(json_records('{"response": {"text": "They met.", "images": [{"url": "a"}]}}', Limits(), {}))
    [(1, {'text': 'They met.', 'images': [{'url': 'a'}]}, None)]
    """
    found: list[Any] = []
    for value in _values(text):
        found += _articles(value, columns)
        check_size(limits, rows=len(found))
    if found and not any(isinstance(record, dict) for record in found):
        raise ValueError("a list without an object in it; write one object an article")
    for place, record in enumerate(found, 1):
        if isinstance(record, dict):
            yield place, record, None
        else:
            yield place, {"item": record}, f"item {place} is no object; write one object an article"


def line_records(text: str, limits: Limits, columns: Columns) -> Iterator[Record]:
    r"""Yield (line, record, what is wrong or None) of JSON Lines; or a list, or objects over several lines, as JSON.

    Raises
    ------
    ValueError
        When there are more lines than the limits allow, or several of which none is an object.

    Examples
    --------
    >>> [record for _, record, _ in line_records('{"text": "One."}\n{"text": "Two."}', Limits(), {})]
    [{'text': 'One.'}, {'text': 'Two.'}]
    """
    if text.count("\n") > limits.table_rows:
        check_size(limits, rows=sum(not line.isspace() for line in io.StringIO(text)))
    first = next((line for line in io.StringIO(text) if line.strip()), "")
    if not isinstance(_loaded(first), dict):
        try:
            several = list(json_records(text, limits, columns))
        except TooMuchError:
            raise
        except (ValueError, RecursionError):
            if len(first.strip()) < len(text.strip()) and not any(
                isinstance(_loaded(line), dict) for line in io.StringIO(text)
            ):
                raise ValueError("no line of it is a JSON object; write one object a line") from None
        else:
            yield from several
            return
    for place, line in enumerate(io.StringIO(text), 1):  # one after the other: a list of empty lines would be long
        line = line.removesuffix("\n")
        if not line.strip():
            continue
        record = _loaded(line)
        if isinstance(record, dict):
            yield place, record, None
        else:
            kind = "JSON" if record is None else "JSON object"
            yield place, {"line": line}, f"line {place} is no {kind}; write one object a line"


def _loaded(line: str) -> Any:
    """Return what a line of JSON says, or None where it is none."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return "null" if found is None else found


def _values(text: str) -> Iterator[Any]:
    """Yield the values that stand one after the other in a text."""
    decoder = json.JSONDecoder()
    start = BETWEEN.match(text)
    at = start.end() if start else 0
    if at == len(text):
        raise json.JSONDecodeError("Expecting value", text, at)
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        if not isinstance(value, (dict, list)):
            raise ValueError("neither a list nor an object")
        yield value
        gap = BETWEEN.match(text, at)
        at = gap.end() if gap else at


def _articles(value: Any, columns: Columns) -> list[Any]:
    """Return the articles in a value: its own, those in an envelope, the longest list of them; or the value itself."""
    if not isinstance(value, dict):
        return list(value)
    if rows := _table(value, columns):
        return rows
    if _has_text(value, columns):
        return [value]
    if rows := _collection(value, columns):
        return rows
    found = list(_found(value, columns, 0))
    return max(found, key=lambda f: (f[0], len(f[1])))[1] if found else [value]


def _found(value: dict[str, Any], columns: Columns, depth: int) -> Iterator[tuple[int, list[Any]]]:
    """Yield (how sure, articles) of the lists and the envelopes in an object; none of what an article holds."""
    envelopes = {name: v for name, v in value.items() if isinstance(v, dict) and _has_text(v, columns)}
    if named := [inner for name, inner in envelopes.items() if key_of(name) in ENVELOPES]:
        yield 4, named
    elif envelopes:
        yield 2, list(envelopes.values())
    for name, inner in value.items():
        if name in envelopes:
            continue
        if _objects(inner):
            if any(_has_text(item, columns) for item in inner[:SAMPLED]):
                yield 3, inner
            elif any(_has(item, ("headline", "url"), columns) for item in inner[:SAMPLED]):
                yield 1, inner  # a list of addresses, which is said
        elif isinstance(inner, dict):
            if rows := _table(inner, columns) or _collection(inner, columns):
                yield 3, rows
            elif depth < DEEPEST:
                yield from _found(inner, columns, depth + 1)


def _collection(value: dict[str, Any], columns: Columns) -> list[Any]:
    """Return the articles of an object that holds nothing else: {id: {...}}, or {year: [{...}]}."""
    kept = list(value.values())
    if kept and all(isinstance(inner, dict) for inner in kept):
        first = kept[:SAMPLED]
        n = sum(_has_text(inner, columns) for inner in first)
        alike = all(_has(inner, ("text", "headline"), columns) for inner in first)
        return kept if n > 1 or (n == 1 and alike) else []
    if len(kept) > 1 and all(_objects(inner) and _has_text(inner[0], columns) for inner in kept):
        return [article for inner in kept for article in inner]
    return []


def _objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _has_text(value: dict[str, Any], columns: Columns) -> bool:
    """Return whether an object is an article: words under the name of a text, or in an envelope that it has."""
    if map_columns(value, columns)[0] is not None:
        return True
    return any(isinstance(v, list) and v and all(isinstance(p, str) for p in v) and len(v[0].split()) > 1
               for k, v in value.items() if key_of(k) in _names("text", columns))  # fmt: skip  # paragraphs, said so


def _has(value: Mapping[str, Any], fields: tuple[str, ...], columns: Columns) -> bool:
    keys = {key_of(name) for name in value}
    return any(not keys.isdisjoint(_names(field, columns)) for field in fields)


def _names(field: str, columns: Columns) -> tuple[str, ...]:
    return (key_of(columns[field]),) if field in columns else COLUMNS[field]


def _table(value: dict[str, Any], columns: Columns) -> list[Any]:
    """Return the rows of a table written by columns: {"text": {"0": ...}}, {"text": [...]}, {"columns", "data"}."""
    names, data = value.get("columns"), value.get("data")
    if isinstance(names, list) and isinstance(data, list) and all(isinstance(row, list) for row in data):
        if not _has(dict.fromkeys(map(str, names)), ("text", "headline", "url"), columns):
            return []
        return [dict(zip(map(str, names), row, strict=False)) for row in data]
    if not _has(value, ("text",), columns):
        return []
    inner = list(value.values())
    if all(isinstance(column, dict) for column in inner):
        rows = list(inner[0])
        if all(list(column) == rows for column in inner) and not any(isinstance(c, dict) for c in inner[0].values()):
            return [{name: column[row] for name, column in value.items()} for row in rows]
    elif all(isinstance(column, list) and len(column) == len(inner[0]) for column in inner) and len(inner) > 1:
        return [dict(zip(value, row, strict=True)) for row in zip(*inner, strict=True)]
    return []
