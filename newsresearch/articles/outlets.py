"""Who published a page: its name, zone and side, by name, address or agency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urlsplit

from newsresearch import lexicons

# Countries of UN speeches, by ISO 3166 code and by name.
COUNTRIES = {
    "PRK": "DPRK", "USA": "US", "KOR": "ROK", "CHN": "CHN", "JPN": "JPN", "RUS": "RUS",
    "NORTH KOREA": "DPRK", "UNITED STATES": "US", "SOUTH KOREA": "ROK",
}  # fmt: skip  # a table of pairs
UN_DEBATE = "UN General Debate"
SPEECH_NAME = re.compile(r"(?:^|[/!])(?P<country>[A-Z]{3})_(?P<session>\d{1,2})_(?P<year>\d{4})(?:\.txt)?$")
SPEECH_OUTLET = re.compile(r"^UN General (?:Debate|Assembly)\b.*?\b(?P<country>[A-Z]{3})\b")

BRACKETS = re.compile(r"(?P<name>[^()\[\]]+)[(\[](?P<inside>[^()\[\]]+)[)\]]\s*$")  # "Sample Post (Oslo)"
LONGEST_NAME = 200  # characters


@dataclass(frozen=True)
class Outlet:
    """A publisher: its name, zone and the side that it speaks for (None for the press)."""

    name: str
    zone: str | None
    side: str | None


def outlet_named(name: str | None) -> Outlet | None:
    """Return the outlet of a name ("Yonhap News Agency", "AP") or None when there is no name.

    A name that is not in the lexicon stands for itself, as the press.

    Examples
    --------
    >>> outlet_named("Korean Central News Agency").side
    'DPRK'
    """
    if not name or not name.strip():
        return None
    known = _by_name().get(_key(name))
    return known or Outlet(name.strip(), None, None)


def publisher_of(name: str | None, url: str | None) -> tuple[str | None, Outlet | None]:
    """Return the name to show and the outlet of a row: by its name, that as a host, its address, the name's parts.

    A name is shown as it stands; a host as the name of the outlet that it is known to be. What is not known stands for
    itself, as the press.

    Examples
    --------
    >>> publisher_of("www.kcna.kp", None)[0], publisher_of("KCNA (En)", None)[1].side, publisher_of(None, None)
    ('KCNA', 'DPRK', (None, None))
    """
    name = (name or "").strip()
    if not name:
        outlet = outlet_at(url)
        return (outlet.name, outlet) if outlet else (None, None)
    if known := _known(name):
        return known
    if outlet := outlet_at(url):
        return name, outlet
    if found := BRACKETS.match(name[:LONGEST_NAME]):
        for part in (found["name"], found["inside"]):
            if known := _known(part.strip()):
                return (name if known[0] == part.strip() else known[0]), known[1]
    return name, Outlet(name, None, None)


def _known(name: str) -> tuple[str, Outlet] | None:
    """Return the name to show and the outlet that a name or a host is known to be."""
    if outlet := _by_name().get(_key(name)):
        return name, outlet
    if not re.search(r"\s", name) and (outlet := outlet_at(name)):
        return outlet.name, outlet
    return None


def outlet_known(name: str) -> bool:
    """Return whether a name is in the lexicon.

    Examples
    --------
    >>> outlet_known("The New York Times"), outlet_known("Envoys meet")
    (True, False)
    """
    return _key(name) in _by_name()


@lru_cache(maxsize=4096)
def outlet_at(url: str | None) -> Outlet | None:
    """Return the outlet of an address, or None when its host is not in the lexicon.

    Examples
    --------
    >>> outlet_at("https://en.yna.co.kr/view/AEN1").name
    'Yonhap'
    """
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "") if url else ""
    except ValueError:
        return None
    parts = host.split(".")
    for n in range(len(parts) - 1):
        if known := _by_host().get(".".join(parts[n:])):
            return known
    return None


def speech_of(outlet: str | None, name: str | None, country: str | None) -> tuple[str, str | None, str | None] | None:
    """Return (outlet, side, year) of a UN General Debate speech, told by its outlet, file name or country; or None.

    Examples
    --------
    >>> speech_of(None, "un/PRK_72_2017.txt", None)
    ('UN General Debate', 'DPRK', '2017')
    """
    if name and (found := SPEECH_NAME.search(name)):
        return UN_DEBATE, COUNTRIES.get(found["country"]), found["year"]
    if outlet and (found := SPEECH_OUTLET.match(outlet)):
        return UN_DEBATE, COUNTRIES.get(found["country"]), None
    if outlet and outlet.startswith(UN_DEBATE):
        return UN_DEBATE, COUNTRIES.get((country or "").strip().upper()), None
    return None


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().casefold().removeprefix("the ")


@cache
def _table() -> list[tuple[Outlet, list[str], list[str]]]:
    rows = []
    for row in lexicons.load("outlets").fillna("").to_dict("records"):
        names, hosts = (str(row[column]).split("|") if row[column] else [] for column in ("names", "hosts"))
        outlet = Outlet(str(row["outlet"]), str(row["zone"]) or None, str(row["publisher_side"]) or None)
        rows.append((outlet, [outlet.name, *names], hosts))
    return rows


@cache
def _by_name() -> dict[str, Outlet]:
    return {_key(name): outlet for outlet, names, _ in _table() for name in names}


@cache
def _by_host() -> dict[str, Outlet]:
    return {host: outlet for outlet, _, hosts in _table() for host in hosts}
