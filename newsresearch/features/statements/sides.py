"""Whose voice a described source is: side by country, office and kind of source."""

from __future__ import annotations

import re
from functools import cache

from newsresearch.lexicons import load

_EXPERT = re.compile(
    r"\b(?:analysts?|experts?|professors?|scholars?|researchers?|academics?|historians?|economists?|scientists?"
    r"|(?:senior|research|visiting) fellow|fellow (?:at|in|with|for)"
    r"|specialists?|observers|defectors?|think[- ]tank|physicists?|theorists?|strategists?|commentators?"
    r"|former|ex-\w+|retired|then-\w+|universit(?:y|ies)|college|institut(?:e|ion)|cent(?:er|re) for|foundation"
    r"|council on foreign relations|federation of american scientists|rand corp\w*|38 north|brookings|carnegie|heritage"
    r"|one-time|onetime|author)\b",
    re.IGNORECASE,
)
_MEDIA = re.compile(
    r"\b(?:newspapers?|reporters?|journalists?|correspondents?|anchors?|broadcasters?|news agency|news|media"
    r"|dailies|daily"
    r"|editorial|magazine|times|post|journal|cnn|bbc|nbc|abc|cbs|fox|reuters|ap|associated press|afp|npr|pbs|msnbc"
    r"|yonhap|kyodo|nhk|bloomberg|politico|axios|chosun ilbo|joongang ilbo|host|television|reports)\b",
    re.IGNORECASE,
)
_STATE_MEDIA = re.compile(
    r"\b(?:KCNA|Korean Central|Rodong|Minju Jos|Uriminzokkiri|north korean? (?:state|official)? ?(?:media|news)"
    r"|(?:the )?(?:north|regime|dprk)['’]s (?:state|official)? ?(?:media|news|television)"
    r"|state[- ](?:run |controlled )?(?:media|news|tv|television|broadcaster))",
    re.IGNORECASE,
)
_OFFICES = {
    "ROK": r"Blue House|Cheong Wa Dae|Unification Minist(?:er|ry)|National Intelligence Service|Yonsei|Saenuri|"
    r"[Ss]outh Korean?s?|puppet|ROK|Seoul|the South\b|Republic of Korea",
    "DPRK": r"[Nn]orth Korean?s?|DPRK|Pyongyang|the North\b|N\.K\.|Supreme Leader|Workers['’] Party|"
    r"Korean People['’]s Army|KPA|"
    r"National Defen[cs]e Commission|regime|Democratic People['’]s Republic",
    "CHN": r"Chinese|China|Beijing|Xinhua",
    "JPN": r"Japanese|Japan|Tokyo",
    "RUS": r"Russian?s?|Moscow|Kremlin",
    "UN": r"United Nations|U\.?N\.?|Security Council|IAEA|International Atomic Energy Agency|Secretary-General",
    "OTHER": r"British|Britain|UK|U\.K\.|French|France|German|Germany|Iranian|Iran|Israeli?|Syrian?|Australian?|"
    r"Canadian|Canada|European|EU|NATO|Malaysian?|Singapore(?:an)?|Vietnam(?:ese)?|Indian?|Pakistani?|Philippines?|Swedish|"
    r"Dutch|Norwegian|Ukrain(?:e|ian)|Taiwan(?:ese)?|Cuban?|Iraqi?|Saudi|Turkish|Turkey|Thai(?:land)?|Indonesian?",
    "US": r"White House|Pentagon|(?i:State Department|Secretary of (?:State|Defense|the Treasury)|Defen[sc]e Secretary"
    r"|congress(?:man|woman|ional)?|senat(?:e|ors?)|sens?\.|reps?\.|republicans?|democrat(?:s|ic)?|lawmakers?"
    r"|national security (?:advis[eo]r|council)|joint chiefs|homeland security|central intelligence|marine corps"
    r"|press secretary|attorney general|president-elect|house speaker|energy secretary|commerce secretary|treasury"
    r"|director of national intelligence|oval office|administration officials?|pacific command|strategic command)"
    r"|GOP|CIA|FBI|NSA|Air Force|Navy|Army|House|Vice President|Missile Defense Agency|Commerce Department|"
    r"Justice Department|U\.?S\.?|Americans?|United States|America|Washington|"
    r"(?:Trump|Obama|Bush|Biden|Clinton) administration",
}
_OFFICE = re.compile("|".join(f"(?P<{side}>(?<!\\w)(?:{words})(?!\\w))" for side, words in _OFFICES.items()))


def side_of_description(description: str) -> str | None:
    """Return the side of a source by the words that describe it, None when they do not tell.

    Blind to who a bare name is; an office of one country named in another's description ("ambassador to China") goes
    by the first country named.

    Examples
    --------
    >>> side_of_description("a North Korean foreign ministry official"), side_of_description("a former U.S. envoy")
    ('DPRK', 'EXPERT')
    """
    if _STATE_MEDIA.search(description):
        return "CHN" if re.search(r"\bChin", description) else "DPRK"
    if _EXPERT.search(description):
        return "EXPERT"
    office = _OFFICE.search(description)
    if _MEDIA.search(description) and not re.search(
        r"minist|official|spokes|secretary|source", description, re.IGNORECASE
    ):
        return "MEDIA"
    if _outlets().search(description):
        return "MEDIA"
    return office.lastgroup if office else None


@cache
def _outlets() -> re.Pattern[str]:
    """Names of the press: every outlet of the packaged table that no side publishes."""
    table = load("outlets")
    press = table[table["publisher_side"].isna()]
    words = {n.strip() for n in press["outlet"].tolist() + "|".join(press["names"].dropna()).split("|") if n.strip()}
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")(?!\w)")
