"""Dates as pages write them: the moment, the local day, the zone and the precision; never today for what is missing."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple
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
    "KST": "Asia/Seoul", "JST": "Asia/Tokyo", "HKT": "Asia/Hong_Kong", "SGT": "Asia/Singapore", "PHT": "Asia/Manila",
    "WIB": "Asia/Jakarta", "ICT": "Asia/Bangkok", "PKT": "Asia/Karachi", "MSK": "Europe/Moscow",
    "EST": "America/New_York", "EDT": "America/New_York", "ET": "America/New_York", "CDT": "America/Chicago",
    "CT": "America/Chicago", "MST": "America/Denver", "MDT": "America/Denver", "MT": "America/Denver",
    "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "PT": "America/Los_Angeles",
    "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney", "AWST": "Australia/Perth", "NZST": "Pacific/Auckland",
    "NZDT": "Pacific/Auckland", "BST": "Europe/London", "CET": "Europe/Paris", "CEST": "Europe/Paris",
    "EET": "Europe/Helsinki", "EEST": "Europe/Helsinki", "WET": "Europe/Lisbon", "WEST": "Europe/Lisbon",
    "SAST": "Africa/Johannesburg", "GMT": "UTC", "UTC": "UTC", "Z": "UTC",
}  # fmt: skip  # CST and IST are left out: Chicago's or Shanghai's, India's, Israel's or Ireland's
UNKNOWN_ZONE = re.compile(r"[A-Z]{2,3}T")
MONTH_FIRST = ("America/", "US/", "Pacific/Honolulu")  # zones where 3/5 is the fifth of March
_TAIL = (
    r"\s*(?P<ap>[AaPp]\.?[Mm]\.?)?\s*\(?(?P<z>Z\b|(?:GMT|UTC)\s?[+-]\d{1,2}(?::?[0-5]\d)?(?!\d)|[A-Z]{2,4}\b|"
    r"[+-](?:0\d|1[0-4])(?::?[0-5]\d)?\b)?"
)
TIME = re.compile(rf"(?<![\d:])(?P<h>[01]?\d|2[0-3])[:.h](?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d)(?:\.\d+)?)?{_TAIL}")
HALVES = {"오전": "AM", "오후": "PM", "午前": "AM", "午後": "PM", "上午": "AM", "下午": "PM"}
EAST_TIME = re.compile(  # "오후 5시 29분", "下午5点", "오후 05:29"
    rf"(?P<ap>{'|'.join(HALVES)})\s*(?P<h>\d{{1,2}})(?:\s*[시時时点點]|:)\s*(?P<mi>\d{{1,2}})?|"
    r"(?<!\d)(?P<h2>\d{1,2})\s*[시時时点點]\s*(?P<mi2>\d{1,2})?"
)
NO_TIME = re.compile(r"(?<![\d:])\d{1,2}:\d\d(?![\d:])")  # looked for where no time that exists is found
_PART = r"(?:[-/]|\.\s?)"
ISO = re.compile(
    rf"(?<!\d)(?P<y>\d{{4}})(?:(?P<mo>\d\d)(?P<d>\d\d)|{_PART}(?P<mo2>\d{{1,2}}){_PART}(?P<d2>\d{{1,2}}))"
    rf"(?:(?:T|\s+)?(?P<h>\d\d):?(?P<mi>\d\d)(?::?(?P<s>\d\d)(?:[.,]\d+)?)?{_TAIL})?(?!\d)"
)
# "Mar 4 22:12:00 UTC 2024", as programs print a time: the year behind it.
YEAR_LAST = re.compile(
    rf"(?<!\w)(?P<md>(?:{MONTH})\.?\s+\d{{1,2}})\s+(?P<t>\d{{1,2}}:\d\d(?::\d\d)?(?:\s+(?:[A-Z]{{2,5}}|[+-]\d{{4}}))?)"
    r"\s+(?P<y>\d{4})(?!\d)",
    re.I,
)
_NTH = r"(?:st|nd|rd|th|er|[.ºª°])?"
DIGITS = re.compile(r"(?<!\d)(?<!\d[-./])(?P<d>\d{1,2})(?P<j>\. ?|[-/])(?P<mo>\d{1,2})(?P=j)(?P<y>\d{4})(?!\d)")
DIGITS_SHORT = re.compile(r"^\s*(?P<d>\d{1,2})(?P<j>[./])(?P<mo>\d{1,2})(?P=j)(?P<y>\d\d)(?![\d./:])")
WORDS = (
    re.compile(
        rf"(?<!\w)(?P<mo>{MONTH})(?:\.\s*|\s+)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\.?,?\s+|,)(?P<y>\d{{4}})"
        r"(?!\d(?!\d?:\d\d))",
        re.I,
    ),  # a time may stand close behind: "March 15, 20241:05 PM"
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}}){_NTH}\s+(?:de\s+|of\s+)?(?P<mo>{MONTH})\.?,?\s+(?:de\s+)?(?P<y>\d{{4}})(?!\d)",
        re.I,
    ),
    re.compile(rf"^\s*(?P<y>\d{{4}})\.?\s+(?P<mo>{MONTH})\.?\s+(?P<d>\d{{1,2}})(?!\d)", re.I),  # Hungarian
    re.compile(rf"(?<![^\W_])(?P<d>\d{{1,2}})(?P<j>[-/.]?)(?P<mo>{MONTH})(?P=j)(?P<y>\d{{4}})(?!\d)", re.I),
    re.compile(rf"(?<!\w)(?P<mo>{MONTH})(?P<j>[-/])(?P<d>\d{{1,2}})(?P=j)(?P<y>\d{{4}})(?!\d)", re.I),
    re.compile(rf"^\s*(?P<d>\d{{1,2}})(?P<j>[-/])(?P<mo>{MONTH})(?P=j)(?P<y>\d\d)(?![\d:])", re.I),
    re.compile(r"(?P<y>\d{4})\s*[年년]\s*(?P<mo>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일]"),
    DIGITS,
    DIGITS_SHORT,
)
JUCHE = (
    re.compile(r"\bJuche\s?(?P<n>\d{1,3})\.\s?(?P<mo>\d{1,2})\.\s?(?P<d>\d{1,2})(?!\d)"),
    re.compile(rf"\bJuche\s?(?P<n>\d{{1,3}})\s?\((?P<y>\d{{4}})\),?\s(?P<mo>{MONTH})\s(?P<d>\d{{1,2}})(?!\d)", re.I),
    re.compile(
        rf"(?<!\w)(?P<mo>{MONTH})\s(?P<d>\d{{1,2}}),?\sJuche\s?(?P<n>\d{{1,3}})(?:\s?\((?P<y>\d{{4}})\))?", re.I
    ),
)
NO_DAY = "is no day that exists"  # of a date, in a note
LONGEST_SHOWN = 100  # characters of a date in a note
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


class Clock(NamedTuple):
    """A time of day as it stands: hour, minute, second, zone and half of the day (AM, PM); None for what it lacks."""

    hour: str | None = None
    minute: str | None = None
    second: str | None = None
    zone: str | None = None
    half: str | None = None


@lru_cache(maxsize=4096)
def read_date(text: str, *, zone: str | None = None, origin: str = "page", order: str | None = None) -> When | None:
    """Return the time that a text states, or None when it states none that exists.

    A day without a time stands as midnight UTC, a year as its first day; the precision says so. A time of day that
    does not exist (27:99) leaves the day, and stands in ``odd``. The day is that of the zone which the time names;
    that of ``zone`` where the time is in UTC, midnight aside, which is how a bare day is written.

    Parameters
    ----------
    text : str
        "17:29 September 16, 2019", "2019-08-20T09:31:01+09:00", "9 Januar 1993", "2017" ...
    zone : str, optional
        The outlet's zone, used when a time has none of its own.
    origin : str
        Where the text stood: page, dateline, metadata, filename.
    order : str, optional
        "day" or "month": which comes first in 3/5/2024 where no zone of an outlet says so. Without either it is the
        day, and the other reading stands in ``doubt``.

    Examples
    --------
    >>> when = read_date("17:29 September 16, 2019", zone="Asia/Seoul")
    >>> when.at.isoformat(), when.day.isoformat(), when.precision
    ('2019-09-16T08:29:00+00:00', '2019-09-16', 'minute')
    """
    text = YEAR_LAST.sub(r"\g<md> \g<y> \g<t>", text.strip()[:300])
    try:
        if found := ISO.search(text):
            day = _day(found["y"], found["mo"] or found["mo2"], found["d"] or found["d2"])
            clock = Clock(found["h"], found["mi"], found["s"], found["z"], found["ap"])
            return _when(day, clock if clock.hour else _clock(text[found.end() : found.end() + 20]), zone, origin)
        for pattern in WORDS:
            if found := pattern.search(text):
                day, doubt = _ordered_day(found, order, zone) if pattern in (DIGITS, DIGITS_SHORT) else (
                    _day(found["y"], found["mo"], found["d"]), None)  # fmt: skip  # one expression
                rest = text[: found.start()] + " " + text[found.end() :]
                clock = _clock(rest)
                when = replace(_when(day, clock, zone, origin), doubt=doubt)
                odd = None if clock.hour else NO_TIME.search(rest)
                return replace(when, odd=odd[0]) if odd else when
        if found := PARTIAL.match(text):
            year = int(found["y"] or found["y2"] or found["y3"])
            name = found["mo"] or found["mo2"]
            month_n = _month(name) if name else 1
            at = dt.datetime(year, month_n, 1, tzinfo=dt.UTC)
            return When(at, at.date(), None, "month" if name else "year", origin)
        if re.fullmatch(r"\d{10}(?:\.\d+)?|\d{13}", text):  # seconds or milliseconds since 1970
            at = dt.datetime.fromtimestamp(int(text[:10]), dt.UTC)
            return _in_zone(When(at, at.date(), "UTC", "minute", origin), zone, midnight=at.time() == dt.time())
    except (ValueError, OverflowError, KeyError):
        return None
    return None


def refused(given: str) -> str:
    """Word the note about a date that gives no time: the calendar lacks its day, or it is no date at all.

    Examples
    --------
    >>> refused("2019-02-31")
    "date '2019-02-31' is no day that exists; the article stands without one"
    >>> refused("soon")
    "date 'soon' is not read as a date; the article stands without one; write it as 2024-03-05"
    """
    shown = given if len(given) <= LONGEST_SHOWN else f"{given[:LONGEST_SHOWN]} ..."
    text = YEAR_LAST.sub(r"\g<md> \g<y> \g<t>", given.strip()[:300])
    if any(pattern.search(text) for pattern in (ISO, *WORDS)):
        return f"date {shown!r} {NO_DAY}; the article stands without one"
    return f"date {shown!r} is not read as a date; the article stands without one; write it as 2024-03-05"


def order_in(text: str) -> str | None:
    """Return which comes first in a day of digits, "day" or "month", "either" for both, or None where it is none.

    Examples
    --------
    >>> order_in("3/15/2024"), order_in("15/3/2024"), order_in("3/5/2024"), order_in("2024-03-15")
    ('month', 'day', 'either', None)
    """
    text = text.strip()[:300]
    found = DIGITS.search(text) or DIGITS_SHORT.search(text)
    if not found or found["j"][0] == "." or ISO.search(text):
        return None
    first, second = int(found["d"]), int(found["mo"])
    if max(first, second) > 31 or min(first, second) > 12 or first == second:
        return None
    return "month" if second > 12 else "day" if first > 12 else "either"


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


def near_day(text: str, month: dt.date) -> dt.date | None:
    """Return the day that a dateline names, in the year that puts it nearest to a month (its first day).

    Examples
    --------
    >>> near_day("December 31", dt.date(2024, 1, 1))
    datetime.date(2023, 12, 31)
    """
    days = [day for year in (month.year - 1, month.year, month.year + 1) if (day := read_day(text, year))]
    return min(days, key=lambda day: abs(day - month.replace(day=15)), default=None)


def read_juche(text: str) -> When | None:
    """Return the day that a text states by the calendar of Juche, whose year 1 is 1912, or None.

    Examples
    --------
    >>> read_juche("www.kcna.kp (Juche113.3.5.)").day.isoformat()
    '2024-03-05'
    """
    for pattern in JUCHE:
        if not (found := pattern.search(text)):
            continue
        parts = found.groupdict()
        year = int(parts["n"]) + 1911
        try:
            day = _day(parts.get("y") or str(year), parts["mo"], parts["d"])
        except ValueError:
            return None
        if day.year != year:
            return None
        return When(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC), day, None, "day", "page")
    return None


def _clock(text: str) -> Clock:
    """Return the first time of day in a text."""
    if east := EAST_TIME.search(text):
        return Clock(east["h"] or east["h2"], east["mi"] or east["mi2"] or "0", half=HALVES.get(east["ap"] or ""))
    found = TIME.search(text)
    return Clock(found["h"], found["mi"], found["s"], found["z"], found["ap"]) if found else Clock()


def _month(name: str) -> int:
    return int(name) if name.isdigit() else MONTHS[name.lower()]


def _day(year: str, month: str, day: str) -> dt.date:
    """Return the day of three parts; of a year in two digits the century is that of 1970 to 2069."""
    years = int(year)
    if len(year) == 2:
        years += 2000 if years < 70 else 1900
    if not 1700 <= years <= 2200:  # before newspapers, or a number; and pandas holds 1678 to 2261
        raise ValueError(year)
    return dt.date(years, _month(month), int(day))


def _ordered_day(found: re.Match[str], order: str | None, zone: str | None) -> tuple[dt.date, str | None]:
    """Return the day of a match of DIGITS, and words for the doubt where nothing says which part is the day."""
    first, second = int(found["d"]), int(found["mo"])
    either = first <= 12 and second <= 12 and first != second and found["j"][0] != "."
    if either and zone:
        order = "month" if zone.startswith(MONTH_FIRST) else "day"
    if second > 12 >= first or (either and order == "month"):
        return _day(found["y"], found["d"], found["mo"]), None
    day = _day(found["y"], found["mo"], found["d"])
    if not either or order:
        return day, None
    other = _day(found["y"], found["d"], found["mo"])
    return day, (
        f"date {found[0].strip()!r} may be {day.day} {day:%B} or {other.day} {other:%B}; it is read day first; "
        f"write it as {day} or {other}"
    )


def _in_zone(when: When, zone: str | None, *, midnight: bool) -> When:
    """Return a time in UTC with the day and name of a zone, unless it is midnight: that is how a day is written."""
    if not zone or midnight:
        return when
    return replace(when, day=when.at.astimezone(ZoneInfo(zone)).date(), zone=zone)


def _when(day: dt.date, clock: Clock, zone: str | None, origin: str) -> When:
    """Return the time of a day, to the minute where the clock gives one that exists."""
    at = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
    if clock.hour is None or clock.minute is None:
        return When(at, day, None, "day", origin)
    hours, said = int(clock.hour), clock.zone
    if hours > 23 or int(clock.minute) > 59:
        return When(at, day, None, "day", origin, f"{clock.hour}:{clock.minute}")
    if clock.half and hours <= 12:
        hours = hours % 12 + (12 if clock.half[0] in "Pp" else 0)
    local = dt.datetime(day.year, day.month, day.day, hours, int(clock.minute))
    if said and (offset := _offset(said)) is not None:
        when = When(local.replace(tzinfo=dt.timezone(offset)).astimezone(dt.UTC), day, _offset_name(offset), "minute",
                    origin)  # fmt: skip  # one call
        if not offset:
            return _in_zone(when, zone, midnight=local.time() == dt.time() and not int(clock.second or 0))
        same = zone and local.replace(tzinfo=ZoneInfo(zone)).utcoffset() == offset
        return replace(when, zone=zone) if same else when
    name = ZONES.get(said or "", zone)
    info = ZoneInfo(name) if name else dt.UTC
    strange = said if said and said not in ZONES and UNKNOWN_ZONE.fullmatch(said) else None
    return When(local.replace(tzinfo=info).astimezone(dt.UTC), day, name, "minute", origin, strange=strange)


def _offset(said: str) -> dt.timedelta | None:
    """Return how far a zone lies before UTC as "+09:00", "-5", "GMT+0900" and "Z" say; None for another name."""
    if ZONES.get(said) == "UTC":
        return dt.timedelta()
    found = re.fullmatch(r"(?:GMT|UTC)?\s?([+-])(\d{1,2}?):?([0-5]\d)?", said)
    if not found:
        return None
    return dt.timedelta(hours=int(found[2]), minutes=int(found[3] or 0)) * (-1 if found[1] == "-" else 1)


def _offset_name(offset: dt.timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"UTC{'+-'[minutes < 0]}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}" if minutes else "UTC"
