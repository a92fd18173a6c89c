"""Dates as pages write them: the moment, the local day, the zone and the precision; never today for what is missing."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import lru_cache
from zoneinfo import ZoneInfo

from newsresearch.articles.draft import When

MONTHS = {
    name: n
    for n, names in enumerate(
        ("jan january januar janvier janv enero ene gennaio janeiro januari gener jänner jän tammikuu január "
         "января январь януари stycznia styczeń ocak ledna leden يناير",
         "feb february februar février févr fevr febrero febbraio fevereiro februari febrer helmikuu február "
         "февраля февраль февруари lutego luty şubat února únor فبراير",
         "mar march märz mär maerz mars marzo março maart mrt març maaliskuu március marts "
         "марта март marca marzec mart března březen مارس",
         "apr april avril avr abril abr aprile huhtikuu április "
         "апреля апрель април kwietnia kwiecień nisan dubna duben أبريل ابريل",
         "may mai mayo maggio maio mei maj maig toukokuu május "
         "мая май maja mayıs května květen مايو",
         "jun june juni juin junio giugno junho juny kesäkuu június "
         "июня июнь юни czerwca czerwiec haziran června červen يونيو",
         "jul july juli juillet juil julio luglio julho juliol heinäkuu július "
         "июля июль юли lipca lipiec temmuz července červenec يوليو",
         "aug august août agosto ago augustus augusti agustus agost ogos elokuu augusztus "
         "августа август sierpnia sierpień ağustos srpna srpen أغسطس",
         "sep sept september septembre septiembre settembre setembro setembre syyskuu szeptember "
         "сентября сентябрь септември września wrzesień eylül září سبتمبر",
         "oct october oktober okt octobre octubre ottobre outubro lokakuu október "
         "октября октябрь октомври października październik ekim října říjen أكتوبر",
         "nov november novembre noviembre novembro marraskuu "
         "ноября ноябрь ноември listopada listopad kasım listopadu نوفمبر",
         "dec december dezember dez décembre déc diciembre dic dicembre dezembro desember desembre joulukuu "
         "декабря декабрь декември grudnia grudzień aralık prosince prosinec ديسمبر"), 1)
    for name in names.split()
}  # fmt: skip  # English, and the interfaces of the databases
# By their first letters, so that a word is compared with a few names only; longer names first.
MONTH = "|".join(
    f"{first}(?:{'|'.join(sorted((name[1:] for name in MONTHS if name[0] == first), key=len, reverse=True))})"
    for first in sorted({name[0] for name in MONTHS})
)
ZONES = {
    "KST": "Asia/Seoul", "JST": "Asia/Tokyo", "EST": "America/New_York", "EDT": "America/New_York",
    "ET": "America/New_York", "GMT": "UTC", "UTC": "UTC", "Z": "UTC", "BST": "Europe/London", "CET": "Europe/Paris",
    "CEST": "Europe/Paris", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "MSK": "Europe/Moscow",
    "HKT": "Asia/Hong_Kong", "SGT": "Asia/Singapore",
}  # fmt: skip  # CST is left out: Chicago's or Shanghai's
_TIME = (
    r"(?P<h>[01]?\d|2[0-3])[:.h](?P<mi>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?\s*(?P<ap>[AaPp]\.?[Mm]\.?)?"
    r"\s*\(?(?P<z>Z\b|(?:GMT|UTC)[+-]\d{1,2}(?!\d)|[A-Z]{2,4}\b|[+-]\d\d:?\d\d\b)?"
)
TIME = re.compile(rf"(?<![\d:]){_TIME}")
HALVES = {"오전": "AM", "오후": "PM", "午前": "AM", "午後": "PM", "上午": "AM", "下午": "PM"}
EAST_TIME = re.compile(  # "오후 5시 29분", "下午5点", "오후 05:29"
    rf"(?P<ap>{'|'.join(HALVES)})\s*(?P<h>\d{{1,2}})(?:\s*[시時时点點]|:)\s*(?P<mi>\d{{1,2}})?|"
    r"(?<!\d)(?P<h2>\d{1,2})\s*[시時时点點]\s*(?P<mi2>\d{1,2})?"
)
NO_TIME = re.compile(r"(?<![\d:])\d{1,2}:\d\d(?![\d:])")  # looked for where no time that exists is found
ISO = re.compile(
    r"(?<!\d)(?P<y>\d{4})[-/.]?(?P<mo>\d\d)[-/.]?(?P<d>\d\d)"
    r"(?:(?:T|\s+)?(?P<h>\d\d):?(?P<mi>\d\d)(?::?(?P<s>\d\d)(?:[.,]\d+)?)?\s*(?P<z>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?(?!\d)"
)
WORDS = (
    re.compile(
        rf"(?<!\w)(?P<mo>{MONTH})(?:\.\s*|\s+)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\.?,?\s+|,)(?P<y>\d{{4}})"
        r"(?!\d(?!\d?:\d\d))",
        re.I,
    ),  # a time may stand close behind: "March 15, 20241:05 PM"
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?(?P<mo>{MONTH})\.?,?\s+(?:de\s+)?(?P<y>\d{{4}})(?!\d)",
        re.I,
    ),
    re.compile(rf"^\s*(?P<y>\d{{4}})\.?\s+(?P<mo>{MONTH})\.?\s+(?P<d>\d{{1,2}})(?!\d)", re.I),  # Hungarian
    re.compile(r"(?P<y>\d{4})\s*[年년]\s*(?P<mo>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일]"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[./](?P<mo>\d{1,2})[./](?P<y>\d{4})(?!\d)"),
)
PARTIAL = re.compile(
    rf"^\W*(?:(?P<mo>{MONTH})\.?,?\s+(?P<y>\d{{4}})|(?P<y2>\d{{4}})-(?P<mo2>\d\d)|(?P<y3>(?:1[89]|20)\d\d)(?:\.0)?)\W*$",
    re.I,
)
# A day in a file's name, its parts joined by one mark or none: 2018-06-12, 20180612, 12_June_2018, June-12-2018.
_YEAR, _MARKS = r"(?<!\d)(?P<y>(?:1[89]|20)\d\d)", r"[-_., ]*"
_NAMED = rf"(?P<mo>{MONTH})"
NAMED_DAYS = (
    re.compile(rf"{_YEAR}(?P<joint>[-_. ]?)(?P<mo>\d\d)(?P=joint)(?P<d>\d\d)(?!\d)"),
    re.compile(rf"(?<!\d)(?P<d>\d\d?)(?:st|nd|rd|th)?{_MARKS}{_NAMED}{_MARKS}{_YEAR}(?!\d)", re.I),
    re.compile(rf"(?<![^\W_]){_NAMED}{_MARKS}(?P<d>\d\d?)(?:st|nd|rd|th)?[-_., ]+{_YEAR}(?!\d)", re.I),
    re.compile(rf"{_YEAR}{_MARKS}{_NAMED}{_MARKS}(?P<d>\d\d?)(?!\d)", re.I),
    re.compile(rf"(?<!\d)(?P<d>\d\d)(?P<joint>[-_. ])(?P<mo>\d\d)(?P=joint){_YEAR}(?!\d)"),
)
NAMED_MONTH = re.compile(
    rf"{_YEAR}[-_.](?P<mo>\d\d)(?![-_.]?\d)|(?<![^\W_])(?P<mo2>{MONTH}){_MARKS}(?P<y2>(?:1[89]|20)\d\d)(?!\d)", re.I
)


@lru_cache(maxsize=4096)
def read_date(text: str, *, zone: str | None = None, origin: str = "page") -> When | None:
    """Return the time that a text states, or None when it states none that exists.

    A day without a time stands as midnight UTC, a year as its first day; the precision says so. A time of day that
    does not exist (27:99) leaves the day, and stands in ``odd``.

    Parameters
    ----------
    text : str
        "17:29 September 16, 2019", "2019-08-20T09:31:01+09:00", "9 Januar 1993", "2017" ...
    zone : str, optional
        The outlet's zone, used when a time has none of its own.
    origin : str
        Where the text stood: page, dateline, metadata, filename.

    Examples
    --------
    >>> when = read_date("17:29 September 16, 2019", zone="Asia/Seoul")
    >>> when.at.isoformat(), when.day.isoformat(), when.precision
    ('2019-09-16T08:29:00+00:00', '2019-09-16', 'minute')
    """
    text = text.strip()[:300]
    try:
        if found := ISO.search(text):
            parts = found.groupdict()
            hour, minute, said, half = parts["h"], parts["mi"], parts["z"], None
            if hour is None:
                hour, minute, said, half = _clock(text[found.end() : found.end() + 20])
            return _when(parts, parts["mo"], hour, minute, said, half, zone, origin)
        for pattern in WORDS:
            if found := pattern.search(text):
                parts = found.groupdict()
                day, month = int(parts["d"]), parts["mo"]
                if month.isdigit() and int(month) > 12 >= day:  # the American order, month first
                    parts["d"], month = month, str(day)
                rest = text[: found.start()] + " " + text[found.end() :]
                hour, minute, said, half = _clock(rest)
                when = _when(parts, month, hour, minute, said, half, zone, origin)
                odd = None if hour else NO_TIME.search(rest)
                return replace(when, odd=odd[0]) if odd else when
        if found := PARTIAL.match(text):
            year = int(found["y"] or found["y2"] or found["y3"])
            name = found["mo"] or found["mo2"]
            month_n = _month(name) if name else 1
            at = dt.datetime(year, month_n, 1, tzinfo=dt.UTC)
            return When(at, at.date(), None, "month" if name else "year", origin)
        if re.fullmatch(r"\d{10}|\d{13}", text):  # seconds or milliseconds since 1970
            at = dt.datetime.fromtimestamp(int(text[:10]), dt.UTC)
            return When(at, at.date(), "UTC", "minute", origin)
    except (ValueError, OverflowError, KeyError):
        return None
    return None


def read_name(path: str) -> When | None:
    """Return the day or month that a file's name states, or None when it states none that exists.

    Only the last part of a path counts, a member's in an archive. A day and month that may be either (03-04-2018; dots
    put the day first) are none, nor is a bare year, which is as often what a page is about.

    Examples
    --------
    >>> read_name("pages/2018-06-12_summit.txt").day.isoformat(), read_name("13-06-2018.html").day.isoformat()
    ('2018-06-12', '2018-06-13')
    >>> read_name("2018-02-31.txt"), read_name("03-04-2018.txt")
    (None, None)
    """
    name = re.split(r"[/!\\]", path)[-1][:300]
    for pattern in NAMED_DAYS:
        if found := pattern.search(name):
            parts = found.groupdict()
            day, month = int(parts["d"]), _month(parts["mo"])
            if pattern is NAMED_DAYS[-1] and month > 12 >= day:  # the American order
                day, month = month, day
            elif pattern is NAMED_DAYS[-1] and day <= 12 and day != month and parts["joint"] != ".":
                return None
            try:
                date = dt.date(int(parts["y"]), month, day)
            except ValueError:
                return None
            return When(dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC), date, None, "day", "filename")
    if found := NAMED_MONTH.search(name):
        month = _month(found["mo"] or found["mo2"])
        if 1 <= month <= 12:
            at = dt.datetime(int(found["y"] or found["y2"]), month, 1, tzinfo=dt.UTC)
            return When(at, at.date(), None, "month", "filename")
    return None


def read_day(text: str, year: int) -> dt.date | None:
    """Return the day that a dateline names ("Sept. 16"), in the year that the page gives.

    Examples
    --------
    >>> read_day("Sept. 16", 2019)
    datetime.date(2019, 9, 16)
    """
    found = re.search(rf"(?P<mo>{MONTH})\.?\s+(?P<d>\d{{1,2}})|(?P<d2>\d{{1,2}})\s+(?P<mo2>{MONTH})", text, re.I)
    try:
        return dt.date(year, _month(found["mo"] or found["mo2"]), int(found["d"] or found["d2"])) if found else None
    except ValueError:
        return None


def _clock(text: str) -> tuple[str | None, str | None, str | None, str | None]:
    """Return hour, minute, zone and half of the day (AM, PM) of the first time in a text, None for what it lacks."""
    if east := EAST_TIME.search(text):
        return east["h"] or east["h2"], east["mi"] or east["mi2"] or "0", None, HALVES.get(east["ap"] or "")
    found = TIME.search(text)
    return (found["h"], found["mi"], found["z"], found["ap"]) if found else (None, None, None, None)


def _month(name: str) -> int:
    return int(name) if name.isdigit() else MONTHS[name.lower()]


def _when(parts: dict, month: str, hour: str | None, minute: str | None, said: str | None, half: str | None,
          zone: str | None, origin: str) -> When:  # fmt: skip  # the parts of one time
    if not 1700 <= int(parts["y"]) <= 2200:  # before newspapers, or a number; and pandas holds 1678 to 2261
        raise ValueError(parts["y"])
    day = dt.date(int(parts["y"]), _month(month), int(parts["d"]))
    if hour is None or minute is None:
        at = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
        return When(at, day, None, "day", origin)
    hours = int(hour)
    if hours > 23 or int(minute) > 59:
        at = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
        return When(at, day, None, "day", origin, f"{hour}:{minute}")
    if half and hours <= 12:
        hours = hours % 12 + (12 if half[0] in "Pp" else 0)
    local = dt.datetime(day.year, day.month, day.day, hours, int(minute))
    name: str | None = None
    info: dt.tzinfo = dt.UTC
    if said and said[:3] in ("GMT", "UTC") and len(said) > 3:  # GMT+9
        said = f"{said[3]}{int(said[4:]):02d}:00"
    if said and said[0] in "+-":
        digits = said[1:].replace(":", "")
        offset = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:])) * (-1 if said[0] == "-" else 1)
        info = dt.timezone(offset)
        if zone and local.replace(tzinfo=ZoneInfo(zone)).utcoffset() == offset:
            name = zone
        else:
            name = "UTC" if not offset else f"UTC{said[0]}{digits[:2]}:{digits[2:]}"
    elif said in ZONES or zone:
        name = ZONES.get(said or "", zone)
        info = ZoneInfo(name) if name else dt.UTC
    return When(local.replace(tzinfo=info).astimezone(dt.UTC), day, name, "minute", origin)
