"""How sources are written: pronouns, descriptions, titles, headings; the patterns that the speakers' room reads by."""

from __future__ import annotations

import re

PRONOUN = re.compile(
    r"(?:he|she|they|it|we|i|you|who|himself|herself|itself|them|him|her|which|that|his|the latter)$", re.IGNORECASE
)
GENERIC = re.compile(
    r"(?:the|this|that|these|those|his|her|its|their|both|another|one)\s+(?:[\w-]+\s+){0,2}?(?P<noun>official|officials|spokesman|spokeswoman|"
    r"spokesperson|minister|ministry|secretary|president|leader|general|ambassador|envoy|adviser|advisor|diplomat|source|sources|agency|"
    r"statement|report|reports|analyst|expert|professor|senator|congressman|lawmaker|newspaper|paper|commentary|article|office|military|"
    r"man|woman|commander|admiral|chief|director|group|department|committee|chairman|researchers|researcher|administration|network|"
    r"broadcaster|outlet|officer|premier|chancellor|author|letter|editorial|media|dispatch|pair|two|country|nation|regime|government)$",
    re.IGNORECASE,
)
ANONYMOUS = re.compile(
    r"\b(?:an?|one|two|three|four|several|some|unnamed|unidentified|anonymous|another|multiple|many|other|senior|top|"
    r"sources?|officials?|person|people|diplomats?|aides?)\b",
    re.IGNORECASE,
)
HUMAN = re.compile(
    r"\b(?:officials?|sources?|spokes\w+|diplomats?|aides?|person|people|lawmakers?|officers?|analysts?|experts?|defectors?"
    r"|witness(?:es)?|residents?|advisers?|advisors?|negotiators?|envoys?|source)\b",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"\b(?:president|foreign minister|unification minister|defen[cs]e minister|prime minister|secretary of state"
    r"|vice president"
    r"|defen[cs]e secretary|secretary of defen[cs]e|secretary-general|chancellor|premier|ambassador|envoy"
    r"|national security advis[eo]r"
    r"|press secretary|foreign ministry spokes(?:man|woman|person)|leader|senator|republican|democrat|general"
    r"|admiral|professor"
    r"|governor|mayor|commander)\b",
    re.IGNORECASE,
)  # one word or phrase that an article gives to a person and later uses alone
HEADING = re.compile(
    r"(?:More|Related|Report|Read|Watch|Result|The result|See also|Video|Exclusive|Thus|Then|But)$", re.IGNORECASE
)
LEAD = re.compile(
    r"(?:Story highlights|More|RELATED|SEE ALSO|READ(?: MORE)?|WATCH|Image copyright|Image caption|Both|both)\s*:?\s+"
)
RELATIVE = re.compile(r",?\s(?:who|which|whose|that)\s")
NO_SUBJECT = re.compile(
    r"(?:but|and|or|while|when|as|then|also|later|however|therefore|now|this|that|these|those|it|in|on|at|by|for|if|so"
    r"|because|after|before|since|although|though|despite|amid|our|my|we|i|you|there|here|what|who|which|to)\b",
    re.IGNORECASE,
)  # words that open a clause, not a source
PLURAL = re.compile(r"\b(?:officials|sources|aides|diplomats|people|analysts|experts|lawmakers|officers)\b")
TITLE_STARTS = re.compile(
    r"[.!?;:)]\s(?<!\b[A-Z]\.\s)|\n|,\s|\b(?:said|says|told|with|met|and|to|by|that|as|when|but|after|while|between|from)\s"
)
QUOTED = re.compile(
    r"\b(?:quot(?:ed|es|ing)|cit(?:ed|es|ing))\s+(?P<who>[^,;.\n]{3,90}?(?:,[^,\n]{3,60},)?)\s+as\s+"
    r"(?:saying|telling|having said|writing)\b"
)  # "the agency quoted X as saying": X speaks
INNER = re.compile(
    r"(?:that\s+)?(?P<who>(?:the\s)?(?:[\w.’'-]+\s){0,5}?[A-Z][\w.’'-]+)\s(?:had\s|has\s|have\s|also\s)?"
    r"(?:said|told|promised|vowed|pledged|insisted|denied|warned|(?:was|is|were) willing)\b"
)  # content that itself begins "X said": the outer source passes on
HELD = re.compile(
    r"\bThe (?:statement|remarks?|comments?|warning|announcement|message)s? (?:by|from|of) "
    r"(?P<who>(?:the|a|an) [^,.;\n]{10,120}?) (?:appear|seem|c[ao]me|is|was|are|were|follow|mark|suggest)s?(?:ed)?\b"
)  # "The statement by the deputy chief of ... came": who the unnamed official before was
SINGULAR = re.compile(r"(?:he|she|him|her|his|himself|herself)$", re.IGNORECASE)
SHORT_STATES = {
    "U.S.": "United States", "US": "United States", "North": "North Korea", "the North": "North Korea",
    "South": "South Korea", "the South": "South Korea", "The North": "North Korea", "The South": "South Korea",
    "N.K.": "North Korea", "U.N.": "United Nations", "UN": "United Nations", "The U.S.": "United States",
    "the U.S.": "United States",
}  # fmt: skip  # a short form and the name that an article spells out
MEMORY = 50  # sources back that a description may stand for; keeps the time linear
OPENING = 60  # characters at the start of a sentence in which its subject is looked for
REACH = 6  # sentences back in which a pronoun looks for its name
INSTITUTIONS = frozenset(
    re.findall(
        r"\S+",
        "ministry agency office military group department committee administration network broadcaster outlet "
        "media country nation regime government",
    )
)
