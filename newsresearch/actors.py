"""Who the actors are, and which office each held on a day."""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache
from pathlib import Path

import pandas as pd

from newsresearch import lexicons
from newsresearch.schema import SIDES, fault

KINDS = ("state", "person", "organisation")
COLUMNS = ("actor_id", "kind", "side", "name", "aliases")
FURTHER = ("short", "example", "source")
# Other words for an office of ``roles.csv``, the first that somebody holds winning.
SAME_OFFICE = {
    "leader": ("supreme leader", "president", "prime minister"),
    "premier": ("premier", "prime minister"),
    "national security advisor": ("national security adviser",),
    "defense secretary": ("secretary of defense",),
    "defence secretary": ("secretary of defense",),
    "defense chief": ("secretary of defense", "defence minister", "minister of defence"),
    "defence chief": ("secretary of defense", "defence minister", "minister of defence"),
    "defense minister": ("defence minister", "minister of defence", "minister of the people's armed forces"),
    "defence minister": ("defence minister", "minister of defence", "minister of the people's armed forces"),
    "treasury secretary": ("secretary of the treasury",),
    "secretary general": ("secretary-general",),
    "chief": ("secretary-general",),  # "the UN chief"
    "ambassador to the u.n.": ("ambassador to the un",),
    "ambassador to the united nations": ("ambassador to the un",),
    "iaea chief": ("director general of the iaea",),
    "iaea director general": ("director general of the iaea",),
    "un ambassador": ("ambassador to the un",),
    "spy chief": ("director of the national intelligence service", "cia director"),
    "special envoy for north korea": ("special representative for north korea",),
}
Day = dt.date | pd.Timestamp | str | None


def load_actors(extra: pd.DataFrame | str | Path | None = None, *, call: str = "load_actors") -> pd.DataFrame:
    """Return the table of actors, with rows of your own.

    For the names, sides and kinds behind ``mentions``. It is blind to actors that neither it nor ``extra`` lists.

    Parameters
    ----------
    extra : DataFrame or path of a CSV file, optional
        Rows with at least ``actor_id``, ``kind``, ``side``, ``name``, ``aliases`` (joined by ``|``); a row whose
        ``actor_id`` is known replaces the packaged one.
    call : str
        What an error names: the call and the argument that brought the rows.

    Returns
    -------
    DataFrame
        One row per actor: ``actor_id``, ``kind`` (state, person, organisation), ``side``, ``name``, ``aliases``,
        ``short``, ``example``, ``source``, all text.

    Raises
    ------
    UsageError
        When a column is missing, or a value is wrong; the message names its row and column.

    Examples
    --------
    >>> load_actors().set_index("actor_id").at["STATE_DEPARTMENT", "side"]
    'US'
    """
    packaged = lexicons.load("actors")
    if extra is None:
        return packaged
    if isinstance(extra, str | Path) and not Path(extra).is_file():
        raise fault(f"{call}: {str(extra)!r}, which is no file", "a DataFrame, or the path of a CSV file", "pass one")
    own = pd.read_csv(extra, dtype="str") if isinstance(extra, str | Path) else extra
    if not isinstance(own, pd.DataFrame):
        raise fault(
            f"{call}: {type(own).__name__}",
            "a DataFrame, or the path of a CSV file",
            f"pass rows with the columns {', '.join(COLUMNS)}",
        )
    missing = [column for column in COLUMNS if column not in own.columns]
    if missing:
        raise fault(
            f"{call}: rows without {', '.join(missing)}", f"rows with the columns {', '.join(COLUMNS)}",
            "add the columns; newsresearch.actors.load_actors() shows the packaged rows",
        )  # fmt: skip  # one line each reads best
    for number, row in enumerate(own.to_dict("records")):
        for column in COLUMNS:
            allowed = {"kind": KINDS, "side": SIDES}.get(column)
            value = row[column]
            if not isinstance(value, str) or not value or (allowed and value not in allowed):
                raise fault(
                    f"{call}: row {number}, column {column}: {value!r}",
                    ", ".join(allowed) if allowed else "text that is not empty",
                    "correct this cell",
                )
    own = own.reindex(columns=[*COLUMNS, *FURTHER]).drop_duplicates("actor_id", keep="last")
    kept = packaged[~packaged["actor_id"].isin(own["actor_id"])]
    return pd.concat([kept, own], ignore_index=True).astype("str")


def role_on(actor_id: str, date: Day) -> tuple[str, str] | None:
    """Return the office that an actor held on a day, and its side.

    For titles in tables and figures. It is blind to offices that ``roles.csv`` does not list.

    Parameters
    ----------
    actor_id : str
        As in ``load_actors``.
    date : date, Timestamp, ISO string or None
        The day, without a zone.

    Returns
    -------
    tuple of str or None
        ``(role, side)``, the later one where two overlap.

    Examples
    --------
    >>> role_on("POMPEO", "2018-06-12")
    ('Secretary of State', 'US')
    """
    held = offices_on(actor_id, date)
    return held[-1] if held else None


def offices_on(actor_id: str, date: Day, *, ended: bool = False) -> list[tuple[str, str]]:
    """Return every office that an actor held on a day, each with its side.

    For names with a title before them ("President Bush"). It is blind to offices that ``roles.csv`` does not list.

    Parameters
    ----------
    actor_id : str
        As in ``load_actors``.
    date : date, Timestamp, ISO string or None
        The day, without a zone; none is held on an unknown day.
    ended : bool
        Also the offices that had ended by that day; all of the table's when the day is unknown.

    Returns
    -------
    list of tuple of str
        ``(role, side)`` in the order of ``roles.csv``.

    Examples
    --------
    >>> offices_on("BIEGUN", "2020-01-01")[1]
    ('Deputy Secretary of State', 'US')
    """
    day, offices = _day(date), _roles().get(actor_id, ())
    if day is None:
        return [(role, side) for role, side, _, _ in offices] if ended else []
    return [(role, side) for role, side, start, end in offices if start <= day and (ended or day < end)]


def side_on(actor_id: str, date: Day, *, given: str | None = None) -> str:
    """Return whose voice an actor is on a day: the side's, or EXPERT once the known offices have ended.

    For the side of a statement. An official of the DPRK stays its voice also out of office. Whoever has no row in
    ``roles.csv``, such as an actor of your own, keeps one side on every day.

    Parameters
    ----------
    actor_id : str
        As in ``load_actors``.
    date : date, Timestamp, ISO string or None
        The day; when missing, the actor's side of the table stands.
    given : str, optional
        The side of a table of your own, where no row of ``roles.csv`` says it.

    Returns
    -------
    str
        One of ``SIDES``; OTHER for an unknown actor without ``given``.

    Examples
    --------
    >>> side_on("TILLERSON", "2017-08-01"), side_on("TILLERSON", "2019-08-01")
    ('US', 'EXPERT')
    """
    if given is not None and actor_id not in _roles():
        return given
    side = _sides().get(actor_id, "OTHER")
    current = role_on(actor_id, date)
    if current:
        return current[1]
    day = _day(date)
    begun = [row for row in _roles().get(actor_id, ()) if day and row[2] <= day]
    return "EXPERT" if begun and side != "DPRK" else side  # in the DPRK nobody speaks as a former official


def office_holder(phrase: str, date: Day) -> str | None:
    """Return who a description such as "the US president" stands for on a day.

    It is blind to offices without a row in ``roles.csv``, and gives nothing where two people fit.

    Parameters
    ----------
    phrase : str
        A country's name or adjective and an office, or an office that only one side has; any case.
    date : date, Timestamp, ISO string or None
        The day.

    Returns
    -------
    str or None
        An ``actor_id``.

    Examples
    --------
    >>> office_holder("the US president", "2018-06-12"), office_holder("North Korean leader", "2018-06-12")
    ('TRUMP', 'KIM_JONG_UN')
    """
    words = phrase.casefold().replace("’s", "").replace("'s", "").removeprefix("the ").strip()
    return _holder(words, _day(date))


@lru_cache(maxsize=65_536)  # one entry per description and day of a large corpus
def _holder(words: str, day: str | None) -> str | None:
    """Return the one person who on that day holds the office in ``words``."""
    side = None
    for name in _demonyms():
        if words.startswith(f"{name} "):
            side, words = _demonyms()[name], words[len(name) + 1 :]
            break
    for office in SAME_OFFICE.get(words, (words,)):
        found = {
            actor
            for actor, held in _roles().items()
            for role, of, start, end in held
            if day and start <= day < end and side in (None, of) and role.casefold() == office
        }
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _day(date: Day) -> str | None:
    """Return an ISO day; such strings sort as the days do."""
    if date is None or pd.isna(date):
        return None
    return pd.Timestamp(date).strftime("%Y-%m-%d")


@cache
def _roles() -> dict[str, list[tuple[str, str, str, str]]]:
    out: dict[str, list[tuple[str, str, str, str]]] = {}
    table = lexicons.load("roles").fillna({"until": "9999"})  # sorts after every day
    for row in table[["actor_id", "role", "side", "from", "until"]].itertuples(index=False):
        out.setdefault(row[0], []).append((row[1], row[2], row[3], row[4]))
    return out


@cache
def _sides() -> dict[str, str]:
    table = lexicons.load("actors")
    return dict(zip(table["actor_id"], table["side"], strict=True))


@cache
def _demonyms() -> dict[str, str]:
    """Return the side of every state's name and adjective, the longest first."""
    states = lexicons.load("actors").query("kind == 'state'")
    sides = {
        form.casefold(): side
        for aliases, side in zip(states["aliases"], states["side"], strict=True)
        for form in aliases.split("|")
    }
    return {form: sides[form] for form in sorted(sides, key=len, reverse=True)}  # "south korean" before "south korea"
