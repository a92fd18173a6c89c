"""Rules of context: which use of a word is a cue (the modal "may") and which is none (the month, a name)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

NEAR = 40  # characters of context that a rule may read, so that a long line costs linear time
UNITS = "one|two|three|four|five|six|seven|eight|nine"
NUMBER = (
    rf"(?:[$€£¥₩]\s?)?(?:\d|(?:{UNITS}|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    rf"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-(?:{UNITS}))?"
    r"|a (?:dozen|hundred|thousand|million|year|month|week|decade|century|third|quarter)"
    rf"|half|dozens|hundreds|thousands)\b)"
)
REACHES = "hit|reach|strike|carry|travel|fly|deliver|threaten|fire|launch|be (?:mounted|loaded|placed|fitted|targeted)"
PLACES = (
    r"(?:is(?:lands?|lets?|les?)|archipelago|atolls?|reefs?|shoals?|rocks|territor(?:y|ies)|waters|seas?|seabed|airspace"
    r"|land)"
)
NAMED = r"(?:dokdo|takeshima|senkakus?|diaoyus?|spratlys?|paracels?|kurils?|taiwan)"
TERRITORY = (
    r"(?:(?:full|undisputed|exclusive|its|their|our|his) )*(?:sovereignty|ownership)\b"
    r"|(?:(?:all|most|much|parts?|nearly|almost|some|both|of|the|its|their|our|a|an|these|those|this|that|disputed"
    r"|contested|uninhabited|remote|rocky|tiny|small|same|whole|entire|nearby|surrounding|south|north|east|west|yellow"
    r"|china|(?:north|south|east|west)ern|korean|japanese|chinese|kuril|spratly|paracel|senkaku|diaoyu)\s+)*"
    rf"(?:{PLACES}|{NAMED})(?=\W*$|[.,;:)]|\s+(?:as|and|for|in|off|near|under|which|from|over|but|since|too)\b)"
    r"|(?:[\w’'-]+\s+){1,4}as\s+(?:part of\s+)?(?:its|their|his|our)\s+(?:own|territory|land|waters|sovereign)\b"
)
"""What a state claims: "the disputed islands", "full sovereignty", "Dokdo as its territory"; no clause follows it."""


@dataclass(frozen=True)
class Rule:
    """Patterns of what stands before and after a cue: a ``drop`` rejects it; where a ``keep`` is given, one must hold.

    ``before`` ends where the cue starts, ``after`` starts where it ends; both are cut to `NEAR` characters. ``drops``
    says in words what is rejected. ``names`` also rejects a capital inside a sentence; ``only_names`` asks all but
    ``drop_before`` about capitals alone ("may" is never the month). After ``spare_before`` nothing is rejected.
    """

    drops: str
    drop_before: str = ""
    drop_after: str = ""
    keep_before: str = ""
    keep_after: str = ""
    spare_before: str = ""
    names: bool = False
    only_names: bool = False

    def holds(self, before: str, cue: str, after: str) -> bool:
        """Return whether ``cue`` between ``before`` and ``after`` stays a cue.

        Examples
        --------
        >>> RULES["number"].holds("It flew ", "about", " 60 miles"), RULES["number"].holds("We spoke ", "about", " it")
        (True, False)
        """
        if _ends(self.spare_before, before):
            return True
        if self.only_names and not cue[0].isupper():
            return not _ends(self.drop_before, before)
        if self.names and cue[0].isupper() and re.search(r"\w,?\s+$", before):
            return False
        if _ends(self.drop_before, before) or _starts(self.drop_after, after):
            return False
        return not (self.keep_before or self.keep_after) or (
            _ends(self.keep_before, before) or _starts(self.keep_after, after)
        )


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _ends(pattern: str, before: str) -> bool:
    return bool(pattern) and _pattern(f"(?:{pattern})$").search(before) is not None


def _starts(pattern: str, after: str) -> bool:
    return bool(pattern) and _pattern(pattern).match(after) is not None


NOT = (
    r"\b(?:no|not|without|never|beyond|neither|nor|cannot|hardly|isn[’']t|aren[’']t|wasn[’']t|weren[’']t)\s+"
    r"(?:the\s+|a\s+|an\s+|any\s+|be\s+)?"
)

RULES: dict[str, Rule] = {
    "month": Rule(
        "the month, the name, the wish and the courtesy: May 2018, Theresa May, May you live long, if I may",
        drop_before=r"\bif i\s+|\b(?:mr|mrs|ms|dr|sen|rep|gov|gen|prof)\.?\s+",
        drop_after=r"\s*(?:\d|,|-|(?:and|was|is|has|had|said|day|the|god|you|he|they|we|his|our|their|this)\b)",
        keep_before=r"(?:^|[.!?:]\s)\W*",
        keep_after=r"\s+(?:be|have|not|soon)\b",
        only_names=True,
    ),
    "ability": Rule(
        "what a weapon or a person is able to do: could hit Guam, as far as it could, all they could",
        drop_before=r"\b(?:as \w+ as (?:\w+\s+){1,2}|no one\s+"
        r"|(?:if|all|everything|what|whatever|best|than|while|when|wherever|wish) (?:i|we|he|she|they|you)\s+)",
        drop_after=rf"\s+(?:not\s+|potentially\s+|theoretically\s+|eventually\s+)?(?:{REACHES})\b|\s+(?:easily|only)\b"
        r"|\s+(?:not\s+)?(?:see|hear|feel|remember|understand|afford)\b",
    ),
    "noun": Rule(
        "the noun: military might, the might of an army",
        drop_before=r"\b(?:military|economic|nuclear|invincible|irresistible|absolute|great|its|their|our|the|national)\s+"
        r"|[’']s\s+",
        drop_after=r"\s*(?:[.,;:]|(?:of|and|in|to|with|developing)\b)",
        spare_before=r"\b(?:i|he|she|it|we|you|they|there|this|that|which|who|what)\s+",
    ),
    "unnegated": Rule("the negated cue: no doubt, not possible", drop_before=NOT),
    "possible": Rule(
        "the superlative, the negation and the condition: as soon as possible, not possible, possible only when",
        drop_before=rf"{NOT}|\bas \w+ as\s+|\b(?:every|only|all)\s+|\w+est\s+|\b(?:make|makes|made|making)\s+(?:it\s+)?"
        r"|\bonly (?:\w+\s+){0,4}is it\s+|\b(?:as|whenever|wherever|where|if)\s+",
        drop_after=r"\s+(?:only\s+)?(?:after|when|if|once|by|thanks)\b",
    ),
    "impossible": Rule(
        "the possibility that is denied: no possibility, dismissed the possibility",
        drop_before=rf"{NOT}|\b(?:scoff(?:s|ed)? at|dismiss(?:es|ed)?|reject(?:s|ed)?|exclude[sd]?) the\s+",
    ),
    "ability_noun": Rule(
        "the noun: economic potential, the potential to fire",
        drop_before=r"\b(?:economic|great|brilliant|tremendous|enormous|full|its|their|untapped|war|military|to|from)\s+",
        drop_after=r"\s*(?:[.,;:]|(?:to|and|from)\b)",
    ),
    "chance": Rule(
        "the occasion: a chance for peace, a chance to shine, the last chance, a window of chance",
        drop_before=r"\b(?:last|one|only|every|second|third|another|missed|rare|golden|historic|window (?:of|for)|any"
        r"|by|no|(?:gives?|offers?) \w+ a)\s+",
        drop_after=r"\s+for\b|\s*[.!]",
        spare_before=r"\bthere(?:[’']s| is| was| remains)(?: still| also)? (?:a|some)(?: \w+){0,2}\s+",
    ),
    "not_on_stage": Rule(
        "who comes to be seen: appeared on television",
        drop_before=r"\b(?:make|makes|made)\s+(?:\w+\s+){1,5}",
        drop_after=r"\s+(?:on|at|before|in|alongside|with)\b",
    ),
    "opinion": Rule(
        "faith, and belief in a person: believe in peace, believe him",
        drop_after=r"\s+(?:in|him|her|them|me|us)\b",
    ),
    "thought": Rule(
        "the activity, the body and the judgement: think of home, a think tank, I think it is important",
        drop_before=r"\b(?:in|of|any|the|with|second|never)\s+",
        drop_after=r"\s+(?:of|back|anything|twice|again|tank)\b|[\s-]+tank"
        r"|\s+it(?:[’']s| is|[’']d be| would be)\s+(?:\w+ly\s+)?"
        r"(?:clear|fair|good|great|important|necessary|sad|unfair|unfortunate|vital|wrong)\b",
    ),
    "not_name": Rule(
        "the name, and a hope that is rejected or given: Victor Hope, no hope, a beacon of hope",
        names=True,
        drop_before=r"\b(?:no|false|gives?|gave|brings?|brought|dash(?:es|ed)? the|of)\s+",
        drop_after=r"\s+(?:Hicks|Springs|Valley)\b",
    ),
    "hopeful": Rule(
        "the candidate and the mood: presidential hopefuls, a hopeful future",
        drop_before=r"\b(?:presidential|party|more|a|medal|congressional)\s+",
    ),
    "expected": Rule(
        "what came or comes anyway: sooner than expected, much-anticipated, can expect",
        drop_before=r"\b(?:than|as|fully|never|long|come to|can|highly|much|so|the)[\s-]+",
        drop_after=r"\s+of\b",
    ),
    "not_said": Rule(
        "what a speaker says of his own words: as I indicated", drop_before=r"\bas (?:i|we|he|she|they)(?: have)?\s+"
    ),
    "suggested": Rule(
        "the proposal: suggested that he needed to, suggested a meeting",
        drop_after=r"\s+(?:(?:that\s+)?(?:\w+\s+){1,3}(?:should|need(?:ed)? to|meet)\b|an?\s+(?:meeting|date|visit)\b)",
    ),
    "not_right": Rule(
        "the right and the deed: claimed responsibility, a claim of citizenship, claims the islands, a claim debunked",
        drop_before=rf"\b(?:maritime|territorial|competing|rival|legal|our|baseless|false|debunked the|{PLACES})\s+",
        drop_after=r"\s+(?:responsibility|credit|victory|lives|the lives|territory|asylum|"
        r"(?:of|to) (?:territory|(?:\w+ )?citizenship|land|islands)|was debunked)\b"
        rf"|\s+(?:to|over)\s+(?:the\s+)?{NAMED}\b|\s+(?:(?:of|to|over|on)\s+)?(?:{TERRITORY})",
    ),
    "not_concessive": Rule(
        "the list of examples: whether it is trade or arms",
        drop_before=r"\bregardless of\s+",
        drop_after=r"\s+(?:it|this|that|you)(?:[’']s| is| was|[’']re| are)\b|\s+(?:its|by|through)\b|\s+or not you\b",
    ),
    "not_person": Rule(
        "the person: the murder suspects, terrorist suspects",
        drop_before=r"\b(?:the|murder|terror|terrorist|two|three|four|other|key|prime|arrested|these|those|\d+)\s+",
    ),
    "unknown": Rule(
        "what was new: previously unknown, a leap into the unknown, unknown soldiers",
        drop_before=r"\b(?:previously|hitherto|into the|the|of the|little)[\s-]+",
        drop_after=r"\s+(?:soldiers?|number)\b",
    ),
    "terms": Rule("the firm phrase: in no uncertain terms", drop_before=r"\bno\s+"),
    "apparent": Rule(
        "what all can see, and the heir", drop_before=r"\b(?:heir|is|are|was|were|became|become|more|so|all too)\s+"
    ),
    "supposed": Rule("the duty: is supposed to, was supposed to", drop_after=r"\s+to\b"),
    "not_class": Rule(
        "the noun: this, that, any, some, what, the kind of",
        drop_before=r"\b(?:this|that|these|any|some|what|the|a|same|every|no|which|all|one|new|another|other|right|first|"
        r"whatever|certain|different|only|best|worst|such|his|its|their|of|my|your|our|two|three)\s+",
    ),
    "number": Rule("the word without a number: spoke about peace, some people", keep_after=rf"\s+(?:the\s+)?{NUMBER}"),
    "numbered": Rule(
        "the word without a number before it: or so they say",
        keep_before=rf"{NUMBER}[\w,.%]*(?:\s+\w+){{0,2}}\s+",
    ),
    "sure": Rule(
        "the booster that is negated, asked or a reply of doubt: not certain, never sure",
        drop_before=rf"{NOT}|\b(?:hardly|if|whether|far from|make|be|to be|for)\s+|n[’']t\s+(?:\w+\s+)?",
    ),
    "necessarily": Rule("what must follow: necessarily fails", keep_before=rf"{NOT}|n[’']t\s+(?:\w+\s+)?"),
    "assumed": Rule(
        "what is taken on: assumed office, the report assumed a nature",
        drop_after=r"\s+(?:office|power|control|command|responsibility|responsibilities|the \w+|political)\b",
    ),
    "sceptic": Rule(
        "the side in a dispute: skeptics have scoffed", drop_before=r"(?:^|[.!?]\s)\W*|\b(?:the|some|many)\s+"
    ),
    "bet": Rule("the wager: placed a bet", keep_before=r"\b(?:i|i[’']d|i would|we|you)\s+"),
    "considered": Rule("the plan that was considered", keep_before=r"\bwidely\s+", keep_after=r"\s+to (?:be|have)\b"),
    "belief": Rule("faith: a religious belief", keep_after=r"\s+(?:is|was|are|were)?\s*that\b"),
    "sense": Rule("the faculty: a sense of humour", keep_after=r"\s+that\b"),
    "odd": Rule("what is strange", keep_before=rf"{NUMBER}\w*[\s-]"),
    "quantity": Rule(
        "the manner: met virtually", keep_after=rf"\s+(?:all|every|everything|everyone|no|none|nothing|{NUMBER})"
    ),
    "most": Rule("the superlative: the most recent", drop_before=r"\b(?:the|at|its|their|his|our|my|second)\s+"),
    "certain_some": Rule(
        "what is sure: it is certain, certain that",
        drop_before=r"\b(?:is|are|was|were|be|been|am|quite|not|almost|seems?|nothing|make|for)\s+",
        drop_after=r"\s+(?:that|to)\b",
    ),
    "rather": Rule(
        "the choice: rather than, would rather", drop_before=r"\bwould\s+|^\W*|[,;]\s+", drop_after=r"\s+than\b"
    ),
    "soon": Rule("the moment that something follows: as soon as, too soon", drop_before=r"\b(?:as|too|so|how)\s+"),
    "emphatic": Rule(
        "the degree that is asked or denied: how very, not really, too far",
        drop_before=r"\b(?:not|how|n[’']t|never|too|as|so|if|the)\s+|n[’']t\s+",
    ),
}
"""What each rule drops, by its name in the lexicon."""
