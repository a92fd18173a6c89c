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
    r"broadcaster|outlet|officer|premier|chancellor|author|letter|editorial|media|dispatch|pair|two|country|nation|regime|government|announcement|tweet|post|op-ed|memo|message|video|speech|dictator|billionaire|tycoon|"
    r"businessman|ruler|strongman|democrat|republican|outlet)$",
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
    r"[.!?;:)]\s(?<!\b[A-Z]\.\s)(?<!\b(?:Rep|Gen|Sen|Gov|Adm|Col)\.\s)(?<!\bLt\.\s)|\n|,\s|\b(?:said|says|told|with|met|and|to|by|that|as|when|but|after|while|between|from)\s"
)
QUOTED = re.compile(
    r"\b(?:quot(?:ed|es|ing)|cit(?:ed|es|ing))\s+(?P<who>[^,;.\n]{3,90}?(?:,[^,\n]{3,60},)?)\s+as\s+"
    r"(?:saying|telling|having said|writing)\b"
)  # "the agency quoted X as saying": X speaks
QUOTED_BY = re.compile(
    r"(?P<who>[^,;\n]{3,90}?)\s(?:was|were|is|are)\s(?:quoted|cited)(?:\sas saying)?\sby\s"
)  # "X was quoted by the agency as saying": X speaks
CITING = re.compile(
    r"[^.;\n“\"]{0,80}?,?\s(?:citing|quoting)\s(?P<who>(?:[^,;.\n]|(?<=\b[A-Z])\.){3,90})"
)  # "the agency reported, citing X": X speaks
INNER = re.compile(
    r"(?:that\s+)?(?P<who>(?:the\s)?(?:[\w.’'-]+\s){0,5}?[A-Z][\w.’'-]+)\s(?:had\s|has\s|have\s|also\s)?"
    r"(?:said|told|promised|vowed|pledged|insisted|denied|warned|(?:was|is|were) willing)\b"
)  # content that itself begins "X said": the outer source passes on
WISHED = re.compile(
    r"(?:that\s+)?(?P<who>(?:the\s)?(?:[\w.’'-]+\s){0,5}?[A-Z][\w.’'-]+)\s(?:still\s|also\s|did\snot\s|does\snot\s|had\s|has\s)?"
    r"(?:wants?|wanted|hopes?|hoped|believes?|believed|expects?|expected|wishe[sd]|intends?|intended|plans?|planned"
    r"|agrees?|agreed|made clear|makes clear|decided|asked)\b"
)  # content that tells what a chief wants: a spokesman of his side only passes it on
PLAIN = re.compile(
    r"\b(?:said|says?|told|tells?|announced|reported|reports?|claimed|claims?|insisted|insists?|vowed|vows?|warned|warns?"
    r"|promised|promises|threatened|threatens|suggested|argues?|argued|wrote|writes|cites?|saying|wants?|believes?|views?)\b"
)
SAID_AFTER = re.compile(
    r"[!?.…]?[”\"’']+\s+(?P<who>(?:[Tt]he\s)?(?:[\w.’'-]+\s){0,4}?[\w.’'-]+)\s"
    r"(?:tweeted|said|asked|replied|added|wrote|told|answered|shouted|says|asks|responded)\b"
)  # '"They are wrong!" Carver tweeted ...', cut into two sentences
GAP = re.compile(
    r"(?:['’]s)?(?:\s(?!and\b|or\b|to\b|of\b|that\b|in\b)[\w-]+){0,3}\s?"
)  # adverbs or a noun before a verb
PEOPLE_BEFORE = re.compile(
    r"(?P<who>(?:(?:[Ss]ome|[Mm]any|[Oo]ther|[Ss]everal|[A-Z]\w+)\s)?(?:[a-z]+\s){0,2}?"
    rf"{HUMAN.pattern}(?:\s(?:in|of|from|involved|familiar|close)\b[^,;:.]{{0,60}}?)?)\s?\Z"
)
LEADING = re.compile(
    r"(?:(?:despite|although|though|whether|but|and|while|as|when|if|after|before|yet|still|also|meanwhile|however|then|now|today"
    r"|yesterday|because|since|where|that|even|only|both|with|image copyright reuters image caption)\b,?\s|[\W_]+)+",
    re.IGNORECASE,
)  # what stands before a source without being part of it
DAY_LAST = re.compile(
    r"(?<=\w)['’]?,?\s(?:(?:(?:early|late|later)\s)?(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?:\s(?:morning|afternoon|evening|night))?,?|(?:earlier|later)(?:\s(?:this|on that)\s\w+)?)\Z"
)  # the time of saying, no part of who says it
BY_STATE_MEDIA = re.compile(
    r"\b(?:carried|released|published|issued|reported|run|cited|quoted|distributed|broadcast)\s(?:\w+\s)?by\s"
    r"(?:the\s|Pyongyang's\s|Pyongyang’s\s)?(?:(?:official|state-run|state|North(?:\sKorea)?(?:n|['’]s)?)\s){0,3}"
    r"(?:KCNA|Korean Central|Rodong Sinmun)"
)  # whose words state media carry, no country named, speaks for the state
PAST_OFFICE = re.compile(r"\b(?:former|ex-|retired)\b", re.IGNORECASE)  # before a name; behind it, it is another's
EXPLAINS = re.compile(r"(?:then\s)?(?:the|a|an|who)\s[a-z]")
EXPLAINED = re.compile(
    r"(?:\A|(?<=[.\s]))(?P<who>(?:[A-Z][\w.’'-]*|\d+)(?:\s[A-Z][\w.’'-]*){1,4}),\s(?:then\s)?\Z"
)  # the name that an apposition explains
NO_WORD = re.compile(
    r"[\s,]*(?:and|or|but|to|don[’']t|the|as|in|of|for|by|there|here|an?|on|with|from|nor|so|not|how|meanwhile)[\s,]*",
    re.IGNORECASE,
)  # small words that the tagger takes for a source
BOTH = re.compile(
    r"(?:(?:[Ss]enior|[Tt]op|[Mm]ultiple|[Ss]everal|[Ss]ome|[Tt]he)\s)?"
    r"(?:U\.S\.|US|American|South Korean|North Korean|Japanese|Chinese|Russian|Western)\sand\s\Z"
)  # the first of two countries whose officials speak
OWN_PAPER = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?|[Aa]nother)\s(?:[a-z]+\s){0,3}?)?(?:essay|editorial|article|daily|dailies|newspapers?|papers?|commentary)\Z"
)  # of the house, where a side's own agency sums up papers
NAMED_RULE = re.compile(r"\s[A-Z].*\s(?:administration|regime|government)$")  # "the Carver administration" is no other
ENTOURAGE = re.compile(r"\s(?:administration|regime|government|campaign|cabinet)\b")  # who serves a person is not he
OWNING = re.compile(r"['’]s\b|(?<=s)['’](?=\s)")  # the end of a possessive
NO_SOURCE = re.compile(
    r"(?:was|were|is|are|has|had|have|be|been|will|would|public|both|state|anyone|someone|everyone|nobody|people|--)",
    re.IGNORECASE,
)
DEED = re.compile(r"\s(?:later\s|also\s|then\s)?(?:[a-z]+ed|raises?|wrote|gave|made)\s(?!by\b|in\b|at\b)")
ABBREVIATION = re.compile(r"[A-Z]{3,6}")
PEOPLE_AT_END = re.compile(
    r"(?<![\w’'-])(?P<who>(?:[A-Z][\w.’'-]*\s){0,3}(?:(?!by\b|with\b|and\b|to\b|of\b)[a-z]+\s){0,2}?[a-z]{3,}s)\Z"
)
OWNED = re.compile(
    r"(?P<who>[^,]{2,60}?)['’]s?\s(?:\w+\s){0,2}?(?:statement|announcement|letter|tweet|post|report|memo|speech|message|remarks|comments)s?"
)
GOES_ON = re.compile(r"\b(?:continued|added|concluded|went on)\b")  # who spoke before speaks on
_ORGAN = r"(?:ministry|committee|department|newspaper|agency|military|government|army|office|council|party|command)"
OPENS = re.compile(
    rf"\W*(?P<who>(?:[Aa]n?|[Tt]he|[Oo]ne|[Ss]ome|(?:[A-Z][\w.]*\s)?[A-Z][\w.]*['’]s)\s(?:[\w.’'-]+\s){{0,5}}?"
    rf"(?:{HUMAN.pattern}(?:\s(?:of|for)\s(?:the\s)?(?:[A-Z][\w.’'-]*\s){{1,5}}(?:[a-z]+\s){{0,2}}?{_ORGAN}\b)?|{_ORGAN}\b))(?!['’]|\s[A-Z])"
)  # a description that opens a sentence, no name following
CROWD = re.compile(r"(?P<who>[A-Z][a-z]+s)\s(?P<verb>[a-z]+)\b")
SERVES = re.compile(
    r"\b(?:office|administration|government|regime|cabinet|ministry|team|aides?|advis[eo]rs?|officials?|spokes\w+|delegation)\b"
)  # who belongs to a person of office is of his side
TITLED = re.compile(
    r"(?:spokes\w+|minister|secretary|president|leader|chief|director|envoy|official|analyst|expert|advis[eo]r)"
)
HELD = re.compile(
    r"\bThe (?:statement|remarks?|comments?|warning|announcement|message)s? (?:by|from|of) "
    r"(?P<who>(?:the|a|an) [^,.;\n]{10,120}?) (?:appear|seem|c[ao]me|is|was|are|were|follow|mark|suggest)s?(?:ed)?\b"
)  # "The statement by the deputy chief of ... came": who the unnamed official before was
SINGULAR = re.compile(r"(?:he|she|him|her|his|himself|herself)$", re.IGNORECASE)
COMPANION = re.compile(
    r"\b(?:[Bb]eside|[Aa]longside|[Ww]ith|[Mm]eeting|of|to|from|by|for|against|about)\s(?:[\w.’'-]+\s){0,3}\Z"
)  # who stands beside the subject of a sentence
SHORT_STATES = {
    "U.S.": "United States", "US": "United States", "North": "North Korea", "the North": "North Korea",
    "South": "South Korea", "the South": "South Korea", "The North": "North Korea", "The South": "South Korea",
    "N.K.": "North Korea", "U.N.": "United Nations", "UN": "United Nations", "The U.S.": "United States",
    "the U.S.": "United States", "North Koreans": "North Korea", "South Koreans": "South Korea",
    "Americans": "United States", "Russians": "Russia", "North Korean": "North Korea", "South Korean": "South Korea",
}  # fmt: skip  # a short form and the name that an article spells out
BARE_OFFICIALS = re.compile(
    r"(?:(?:an?|the|one|two|some|many|several|multiple|other|senior|top|government|military)\s){0,3}(?:officials?|aides?|spokes\w+)",
    re.IGNORECASE,
)  # of the state that spoke last
CANDIDATE = re.compile(
    r"\b(?:presidential|Republican|Democratic) (?:candidate|nominee|hopeful|front-?runner|contender)\b"
)
MEMBER = re.compile(r"\b(?:[Ss]enator|Sen\.|[Rr]epresentative|Rep\.|[Cc]ongress(?:wo)?man|[Gg]overnor|Gov\.)")
SERVED = re.compile(
    r"\b(?:in|under|during|for)\s(?:the\s)?(?:former\s)?(?:President\s)?(?:[A-Z][\w.]*\s)*?(?P<name>[A-Z]\w+)(?:['’]s)?"
    r"(?P<post>\sadministration)?\b"
)
MEMORY = 50  # sources back that a description may stand for; keeps the time linear
OPENING = 60  # characters at the start of a sentence in which its subject is looked for
REACH = 6  # sentences back in which a pronoun looks for its name
WINDOW = 400  # characters back in which a state is looked for
MEDIA = frozenset(
    "statement report letter commentary article editorial dispatch announcement tweet post op-ed memo message video "
    "speech".split()
)
SPOKEN = frozenset({"statement", "announcement", "message", "speech"})  # a state's or official's, no expert's
HELD_BY_ONE = frozenset("president premier chancellor minister ambassador".split())
COUNTRY = frozenset({"country", "nation"})
INSTITUTIONS = frozenset(
    re.findall(
        r"\S+",
        "ministry agency office military group department committee administration network broadcaster outlet "
        "media country nation regime government",
    )
)
