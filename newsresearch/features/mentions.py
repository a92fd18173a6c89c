"""Mentions of actors: names found in one pass, short names resolved by their article and its date."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

import pandas as pd

from newsresearch.actors import load_actors, offices_on
from newsresearch.matching import PhraseMatcher
from newsresearch.schema import conform, empty, need_columns

# Names of other things that hold a name of ours.
NOT_ACTORS = (
    "South China Sea", "East China Sea", "China Sea", "Sea of Japan", "American Samoa", "Indian Ocean", "South China",
    "North America", "South America", "Latin America", "Central America", "North American", "South American",
    "Latin American", "Latin Americans", "African American", "African Americans", "Native American", "Native Americans",
    "British Columbia", "French Guiana", "Gulf of America", "America First", "Chinese New Year", "Chinese Taipei",
    "Voice of Russia", "Voice of America", "Russia Today", "Radio Free Asia", "U.S. News", "USA TODAY", "USA Today",
    "Washington Post", "Washington Times", "Washington Examiner", "Washington Free Beacon", "Washington Monthly",
    "Washington state", "Washington State", "state of Washington", "State of Washington", "George Washington",
    "Washington, D.C.", "Washington, DC", "Washington DC", "Washington D.C.", "Washington Monument",
    "Washington Institute", "University of Washington", "Washington University", "Washington Nationals",
    "Seoul National University", "Seoul Shinmun", "Seoul Metropolitan", "Beijing News", "Beijing University",
    "Beijing Youth Daily", "Moscow Times", "Moscow State University", "Tokyo Electric", "Tokyo Shimbun",
    "Tokyo University", "University of Tokyo", "Tokyo Metropolitan", "Pyongyang Times", "Pyongyang University",
    "Japan Times", "China Daily", "China Central Television", "Chinese Central Television", "Air China",
    "Bank of China", "South China Morning Post", "Korea Times", "NK News", "DPRK Today", "DPRK News Service",
    "Federation of American Scientists", "American Enterprise Institute", "Bank of America", "American Airlines",
    "British Airways", "U.S.-Korea Institute", "US-Korea Institute", "Arms Control Association",
    "Committee for Human Rights in North Korea", "Liberty in North Korea", "Fighters for a Free North Korea",
    "Trump Tower", "Trump Organization", "White House Correspondents", "Clinton Foundation", "Carter Center",
    "UN Convention", "U.N. Convention", "(KCNA)", "First World Congress", "Party Congress", "Moon Festival",
    *(f"{way} {place}{end}" for way in ("North", "South") for end in ("", " Province")
      for place in ("Chungcheong", "Gyeongsang", "Jeolla", "Kyongsang", "Cholla", "Chungchong")),
)  # fmt: skip  # a list reads best in full lines

# A capital is a place after these words, unless something of its own follows ("in Washington's crosshairs").
PLACE_BEFORE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]round|[Ii]nto|[Aa]cross|[Tt]hrough|[Dd]owntown|central|(?:north|south"
    r"|east|west)ern|leaving?|left|visit(?:ed|s|ing)?|to visit|arrived? in|capital,?|city of|streets of"
    r"|(?:trip|welcome|return(?:ed|s|ing)?|travel(?:l?ed|l?ing|s)?|flew|flown|fl(?:y|ies|ying)|visits?|sent|went|go"
    r"|going|back|invited(?: \w+)?|invitation(?: \w+)?|drove|journey|flight|envoy|ambassador) to"
    r"|(?:report|return(?:ed|s)?|flight|arrived|overnight|start|back|day|hours?|miles?|kilomet(?:er|re)s) from"
    r"|(?:strikes?|attack(?:ed|s)?|hit|waste) (?:on|to|against)|embassy in|a|of|over)\s+$"
)
PLACE_AFTER = re.compile(
    r"\s*(?:,\s+[A-Z][\w.]+\s*[-—(]|\s*[(—]|\s--|,\s+(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?\s+\d"
    r"|North Korea|South Korea|China|Japan|Russia))"
    r"|-based\b|\s+(?:bureau|citizens|residents|airport|suburbs?|subway|streets|Municipal|International|Olympics|Metro"
    r"|Airport|Station|Gov\.|Governor)\b"
)
OWN_AFTER = re.compile(r"['’]s?\s+(?!streets|main|central|airport|suburbs|subway|skyline|downtown|city)[a-z]")
HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\.?\s+$")

ARTICLE = re.compile(r"\b[Tt]he\s+(?:(?!far|true|deep|frozen|up)[a-z]+(?:-[a-z]+)?\s+)?$")
BARE_ARTICLE = re.compile(r"\b[Tt]he\s+$")
DIRECTION_AFTER = re.compile(r"\s+(?:of\b|[A-Z](?!orea)|side\b|coast\b|end\b|pole\b)|-?(?:east|west)")
OTHER_HALF_AFTER = re.compile(r"\s+and\s+(?:North|South|north|south)\s+Korea\b")
PAIR = re.compile(r"(?:North-South|South-North|north-south|south-north)(?!\s+(?:[A-Z]|axis|line\b|direction))")
COORDINATION = re.compile(r"(?:,| and| or|, and)\s+(?:the\s+)?$")
LINE_START = re.compile(r"(?:^|[\n.!?;:]\s*[\"“'‘]?\s*)$")
VERB_AFTER = re.compile(r"['’]s?\s+[a-z]|\s+(?:has|had|will|would|said|says|wants|warned|insists|denies)\b")
HEADLINE_VERB = re.compile(r"\s+(?!is\b|was\b|has\b)[a-z]+s\b")

NAME_BEFORE = re.compile(r"(?:\b([A-Z][a-z]+)[ -])?\b(?:([A-Z][a-z]+)|(Sen|Gen|Mr|Mrs|Ms|Dr|Pres)\.)[ \n]$")
GIVEN_AFTER = re.compile(r"\s+(?!Jong\b)[A-Z][a-z]+(?:-[A-Za-z]|\s+[A-Z][a-z])")
MOON_OF_THE_SKY = re.compile(r"\b(?:[Ff]ull|[Nn]ew|[Bb]lue|[Hh]alf|[Hh]arvest|[Tt]he|to|of)\s+$")
MOON_GOVERNS = re.compile(r"['’]?s?[\s-]+(?:administration|government|team|presidency|camp|Kim|Trump|policy|era)")
# The office that a title before a surname stands for, as a pattern over ``role`` of the offices.
TITLES = {
    "Vice President": r"Vice President", "President": r"(?:Acting )?President$", "Secretary": r"Secretary of",
    "Minister": r".*Minister$", "Premier": r"Premier|Prime Minister", "Chairman": r"Supreme Leader|Chairman",
    "Leader": r"Supreme Leader", "Marshal": r"Supreme Leader", "Comrade": r"Supreme Leader",
    "Ambassador": r"Ambassador|Special Rep", "Senator": r"Senator", "Sen": r"Senator",
    "Pres": r"(?:Acting )?President$", "General": r"Secretary-General|Commander|Chairman of the Joint", "Gen": r"Commander|Chairman of the Joint",
    "Director": r".*Director", "Speaker": r"Speaker", "Adviser": r".*Adviser", "Advisor": r".*Adviser",
}  # fmt: skip  # a table
HEADS = re.compile(r"Supreme Leader|(?:Acting )?President$|Premier|Prime Minister|Secretary of State|Secretary-General")
# Capitalised words that stand before a surname without being a name.
NOT_NAMES = frozenset(
    """
    mr mrs ms dr prime the but and when while if as on in for with that since after before both despite whether no
    though although because until unless so yet then now how why what who where through under over about against
    between by from to of at into like unlike given even only just still once did does will would could should may
    can is was has had do are were not nor or says said see saw meets met dear respected great candidate nominee then
    """.split()  # noqa: SIM905 - a list of words reads better as prose
)
# Organs of government under their full name are one mention with their state (codebook); a possessive parts them.
ORGAN = re.compile(
    r" (?:puppet )?(?:(?:[A-Z][a-z]+|and|of|for|the) ){0,4}?(?:Ministry(?: of [A-Z][a-z]+(?: (?:and )?[A-Z][a-z]+)?)?"
    r"|Department(?: of [A-Z][a-z]+(?: [A-Z][a-z]+)?)?|Centers for Disease Control|(?:National )?Assembly|Embassy"
    r"|Consulate(?: General)?|Navy|Army(?: Garrison [A-Z][a-z]+)?|Air Force|Marine Corps|Marines|Coast Guard|Cabinet"
    r"|Parliament|Supreme Court|Geological Survey|Secret Service|Immigration Services|Government|Administration)\b"
)
DATELINE_AFTER = re.compile(r"\s*\([A-Z][A-Za-z. ]{1,20}\)\s*(?:--|[-—–])")
PRESS = frozenset(
    {"KCNA", "RODONG_SINMUN", "MINJU_JOSON", "KCTV", "XINHUA", "TASS"}
)  # a paper "of" a state is no organ
OF_STATE = re.compile(r" of (?:the )?")
# KCNA prints its leaders' names in bold, and copies of its pages lose the space beside them ("ComradeKim Jong Un").
GLUED = re.compile(r"Kim Jong Un|Kim Jong Il|Kim Il Sung")
# Surnames that name one person in this news also where the article never gives the full name.
UNMISTAKABLE = frozenset(
    """
    Kim Trump TRUMP Obama Moon Xi Putin Abe Pompeo POMPEO Tillerson Bolton Mattis Pence Biegun Haley Biden Blinken
    Lavrov Guterres Rumsfeld Cheney McMaster Choe Ri
    """.split()  # noqa: SIM905 - a list of words reads better as prose
)
LEADS_WITHOUT_NAME = frozenset("Bush Clinton Yoon Roh Hu Koizumi Kishida Ishiba Yeltsin Medvedev Annan Ban".split())  # noqa: SIM905


class _Name(NamedTuple):
    actor_id: str
    kind: str
    short: bool
    leading: bool  # the surname comes first, as in Korean


class _Hit(NamedTuple):
    start: int
    end: int
    actor_id: str
    short: bool = False


def mentions_in(
    articles: pd.DataFrame, sentences: pd.DataFrame, *, actors: pd.DataFrame | str | None = None
) -> pd.DataFrame:
    """Find the actors that articles name, by name, alias or adjective.

    Surnames are resolved by the article, its date and the title before them; capitals count where they stand for the
    government. It is blind to pronouns and descriptions ("the president"), and to actors outside the table.

    Parameters
    ----------
    articles : DataFrame
        With ``article_id`` and ``text``, as ``load_articles`` returns; ``published_date`` where known decides whom a
        surname or a title names.
    sentences : DataFrame
        As ``split_sentences`` returns.
    actors : DataFrame or path of a CSV file, optional
        Further actors, as for ``load_actors``.

    Returns
    -------
    DataFrame
        One row per mention, sorted by ``article_id`` and ``start``: ``article_id``, ``sentence_id``, ``start``, ``end``
        (characters in the article's text), ``text``, ``actor_id``, ``side``, ``kind``.

    Raises
    ------
    UsageError
        When a column is missing, or a row of ``actors`` is wrong.

    Examples
    --------
    >>> page = pd.DataFrame({"article_id": ["a"], "text": ["U.S.-North Korea talks"]})
    >>> one = pd.DataFrame({"article_id": ["a"], "sentence_id": [0], "start": [0], "end": [22]})
    >>> mentions_in(page, one)["actor_id"].tolist()
    ['US', 'DPRK']
    """
    need_columns(articles, ("article_id", "text"), "mentions_in", "load_articles")
    need_columns(sentences, ("article_id", "sentence_id", "start", "end"), "mentions_in", "split_sentences")
    table = load_actors(actors)
    finder = _Finder(table)
    about = table.set_index("actor_id")
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    days = dict(zip(articles["article_id"], _days(articles), strict=True))
    rows = []
    for article, group in sentences.groupby("article_id", sort=False):
        text = texts.get(article)
        if not isinstance(text, str):
            continue
        hits, at = finder.find(text, days[article]), 0
        spans = zip(group["sentence_id"], group["start"], group["end"], strict=True)
        for sentence, start, end in sorted(spans, key=lambda span: span[1]):
            while at < len(hits) and hits[at].start < end:
                hit = hits[at]
                at += 1
                if hit.start >= start and hit.end <= end:
                    rows.append((article, sentence, hit.start, hit.end, text[hit.start : hit.end], hit.actor_id))
    if not rows:
        return empty("mentions")
    out = pd.DataFrame(rows, columns=["article_id", "sentence_id", "start", "end", "text", "actor_id"])
    out = out.assign(side=out["actor_id"].map(about["side"]), kind=out["actor_id"].map(about["kind"]))
    return conform(out, "mentions")


def _days(articles: pd.DataFrame) -> list[str | None]:
    """Return the ISO day of every article, None where it is unknown."""
    if "published_date" not in articles.columns:
        return [None] * len(articles)
    dates = pd.to_datetime(articles["published_date"])
    return [None if pd.isna(date) else date.strftime("%Y-%m-%d") for date in dates]


class _Article:
    """What an article has said so far about whom its surnames mean."""

    def __init__(self, text: str, day: str | None, first: dict[str, str]) -> None:
        self.text = text
        self.day = day
        self.first = first  # surname -> the person whom the article first names in full
        self.latest: dict[str, str] = {}  # surname -> the person named in full last
        self.named: Counter[str] = Counter()
        self.strangers: set[str] = set()  # surnames that somebody outside the table bears
        self.korean = "Korea" in text
        self.idiom = "south Korea" in text  # the DPRK's English writes "the south" for the ROK


class _Finder:
    """All names of one table of actors, as one automaton."""

    def __init__(self, actors: pd.DataFrame) -> None:
        self.names: dict[str, list[_Name]] = {phrase: [] for phrase in NOT_ACTORS}
        self.side = dict(zip(actors["actor_id"], actors["side"], strict=True))
        self.kind = dict(zip(actors["actor_id"], actors["kind"], strict=True))
        self.shorts: dict[str, list[str]] = {}
        for row in actors.itertuples():
            actor, kind, name = str(row.actor_id), str(row.kind), str(row.name)
            for form in dict.fromkeys((name, *str(row.aliases).split("|"))):
                self.names.setdefault(form, []).append(_Name(actor, kind, False, False))
            for form in row.short.split("|") if isinstance(row.short, str) else ():
                self.names.setdefault(form, []).append(_Name(actor, kind, True, name.startswith(form)))
                self.shorts.setdefault(actor, []).append(form)
        for half, actor in (("north", "DPRK"), ("south", "ROK")):
            self.names.setdefault(half, []).append(_Name(actor, "state", True, False))
        self.matcher = PhraseMatcher(self.names)

    def find(self, text: str, day: str | None = None) -> list[_Hit]:
        """Return the mentions in one article's text, in order."""
        found = self.matcher.find(text)
        article = _Article(text, day, self._first_named(found))
        hits: list[_Hit] = []
        for start, end, index in found:
            form = self.matcher.phrases[index]
            names = self.names[form]
            if not names:
                continue
            name = names[0]
            actor: str | None
            if not name.short:
                if name.kind == "person" and re.match(r"-[a-z]", text[end : end + 2]):  # "Kim Song-nam", a stranger
                    continue
                if name.kind == "state" and DATELINE_AFTER.match(text, end):
                    continue
                actor = self._full(name, article)
            elif name.kind == "state":
                half = form.casefold() in {"north", "south"}
                previous = hits[-1] if hits else None
                state = self._is_half(article, start, end, previous) if half else self._is_capital(text, start, end)
                actor = name.actor_id if state else None
            else:
                actor = self._resolve(article, start, end, form)
            if actor is not None:
                hits.append(_Hit(start, end, actor, name.short))
        if "Kim " in text:
            hits = self._with_glued(text, hits)
        return self._joined(text, hits)

    def _first_named(self, found: list[tuple[int, int, int]]) -> dict[str, str]:
        """Return, for each surname, the person whom the article first names in full."""
        first: dict[str, str] = {}
        for _, _, index in found:
            for name in self.names[self.matcher.phrases[index]][:1]:
                if not name.short and name.kind == "person":
                    for surname in self.shorts.get(name.actor_id, []):
                        first.setdefault(surname, name.actor_id)
        return first

    def _full(self, name: _Name, article: _Article) -> str:
        """Note whom a full name introduces."""
        if name.kind == "person":
            article.named[name.actor_id] += 1
            for surname in self.shorts.get(name.actor_id, []):
                article.latest[surname] = name.actor_id
        return name.actor_id

    def _resolve(self, article: _Article, start: int, end: int, form: str) -> str | None:
        """Return whom a surname means here: nobody when a stranger's other name touches it."""
        text, names = article.text, self.names[form]
        before = text[max(0, start - 30) : start]
        if form == "Moon" and MOON_OF_THE_SKY.search(before) and not MOON_GOVERNS.match(text, end):
            if not re.search(r"\b(?:to|of)\s+$", before):
                return None
            if re.match(r"\s+(?:landing|mission|rover|rock)", text[end : end + 9]):
                return None
        title = None
        touching = NAME_BEFORE.search(before)
        if touching:
            one, two = touching.group(1) or "", touching.group(2) or touching.group(3)
            title = f"{one} {two}" if f"{one} {two}" in TITLES else two if two in TITLES else None
            stranger = title is None and not _no_name(two)
            if stranger and not (names[0].leading and two.endswith("s")):  # "Meets Kim" in a headline
                article.strangers.add(form)
                return None
        if names[0].leading and GIVEN_AFTER.match(text, end) and not re.match(r"\s+(?:and|in)\b", text[end : end + 5]):
            article.strangers.add(form)
            return None
        candidates = tuple(name.actor_id for name in names if name.short)
        if title:
            holder = _by_title(candidates, title, article.day)
            if holder and (form not in article.strangers or title in {"President", "Chairman"}):
                return holder
        if form == "Kim" and (mine := [actor for actor in candidates if article.named[actor]]):
            mine = _without_predecessors(mine, article.day)
            return max(mine, key=lambda actor: article.named[actor])
        return article.latest.get(form) or article.first.get(form) or self._by_default(article, form, candidates)

    def _by_default(self, article: _Article, form: str, candidates: tuple[str, ...]) -> str | None:
        """Return whom a surname means in an article that gives nobody's full name."""
        head = _head_on(candidates, article.day)
        if form in UNMISTAKABLE:
            return head or candidates[0]
        return head if form in LEADS_WITHOUT_NAME and form not in article.strangers else None

    def _is_capital(self, text: str, start: int, end: int) -> bool:
        """Say whether a capital stands for the government: not after a word of place, not in a dateline."""
        before = text[max(0, start - 40) : start]
        if PLACE_AFTER.match(text, end):
            return False
        if text[start:end] == "Washington" and self._is_person(before):
            return False
        if OWN_AFTER.match(text, end):
            return True
        return not PLACE_BEFORE.search(before)

    def _is_person(self, before: str) -> bool:
        """Say whether "Washington" follows a given name or a form of address."""
        touching = NAME_BEFORE.search(before)
        name = touching.group(2) if touching else None
        return bool(HONORIFIC.search(before) or (name and not _no_name(name)))

    def _is_half(self, article: _Article, start: int, end: int, previous: _Hit | None) -> bool:
        """Say whether "North" or "South" is the state: "the North", not "the North Atlantic" or "the north of"."""
        text = article.text
        before = text[max(0, start - 30) : start]
        if not article.korean:
            return False
        if PAIR.match(text, start) or PAIR.match(text, start - 6):
            return article.idiom or text[start].isupper()
        if OTHER_HALF_AFTER.match(text, end):
            return True
        if text[start].isupper() and LINE_START.search(before) and HEADLINE_VERB.match(text, end):
            return True
        if DIRECTION_AFTER.match(text, end):
            return False
        coordinated = previous is not None and previous.short and self.side[previous.actor_id] in {"DPRK", "ROK"}
        if coordinated and COORDINATION.fullmatch(text[previous.end : start]):  # type: ignore[union-attr]
            return True
        if text[start].isupper():
            return bool(ARTICLE.search(before))
        return bool(BARE_ARTICLE.search(before)) and (article.idiom or bool(VERB_AFTER.match(text, end)))

    def _with_glued(self, text: str, hits: list[_Hit]) -> list[_Hit]:
        """Add leaders' names that a letter touches on one side."""
        ids = {name: self.names[name][0].actor_id for name in ("Kim Jong Un", "Kim Jong Il", "Kim Il Sung")}
        known = {(hit.start, hit.end) for hit in hits}
        glued = [
            _Hit(*match.span(), ids[match.group()])
            for match in GLUED.finditer(text)
            if match.span() not in known
            and (text[match.start() - 1 : match.start()].islower() or text[match.end() : match.end() + 1].islower())
        ]
        if not glued:
            return hits
        whole = {position for hit in glued for position in range(hit.start, hit.end)}
        return sorted([*glued, *(hit for hit in hits if hit.start not in whole)], key=lambda hit: hit.start)

    def _joined(self, text: str, hits: list[_Hit]) -> list[_Hit]:
        """Return disjoint mentions, an organ and its state as one."""
        out: list[_Hit] = []
        for hit in hits:
            last = out[-1] if out else None
            if last and hit.start < last.end:
                continue
            if last and self.side[last.actor_id] == self.side[hit.actor_id]:
                between, kinds = text[last.end : hit.start], (self.kind[last.actor_id], self.kind[hit.actor_id])
                if kinds == ("state", "organisation") and between == " ":
                    out[-1] = hit._replace(start=last.start)
                    continue
                if kinds == ("organisation", "state") and last.actor_id not in PRESS and OF_STATE.fullmatch(between):
                    out[-1] = last._replace(end=hit.end)
                    continue
            out.append(hit)
        return self._with_organs(text, out)

    def _with_organs(self, text: str, hits: list[_Hit]) -> list[_Hit]:
        """Return ``hits`` with each state's unlisted organ of government joined to it."""
        out: list[_Hit] = []
        for hit in hits:
            if out and hit.start < out[-1].end:
                continue
            organ = None if hit.short or self.kind[hit.actor_id] != "state" else ORGAN.match(text, hit.end)
            out.append(hit._replace(end=organ.end()) if organ else hit)
        return out


def _no_name(word: str) -> bool:
    """Say whether a capitalised word is no given name: a function word, "Korean", "Meeting"."""
    return word.casefold() in NOT_NAMES or word.endswith(("an", "ing"))


@cache
def _by_title(candidates: tuple[str, ...], title: str, day: str | None) -> str | None:
    """Return the one candidate who holds on that day, or before it has held, the office that a title stands for."""
    office = re.compile(TITLES[title])
    for ended in (False, True):
        fits = [a for a in candidates if any(map(office.match, _offices(a, day, ended=ended)))]
        if len(fits) == 1 or (fits and not ended):
            return fits[0]
    return None


@cache
def _head_on(candidates: tuple[str, ...], day: str | None) -> str | None:
    """Return the first candidate who leads a side's politics on that day."""
    return next((a for a in candidates if any(map(HEADS.match, _offices(a, day)))), None)


def _without_predecessors(actors: list[str], day: str | None) -> list[str]:
    """Return ``actors`` with one leader among them: the day's, else the latest, who stands first in the table."""
    leaders = [actor for actor in actors if any(map(HEADS.match, _offices(actor, None, ended=True)))]
    current = _head_on(tuple(leaders), day) or next(iter(leaders), None)
    return [actor for actor in actors if actor == current or actor not in leaders]


def _offices(actor: str, day: str | None, *, ended: bool = False) -> list[str]:
    return [role for role, _ in offices_on(actor, day, ended=ended)]
