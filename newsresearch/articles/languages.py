"""The language of a text, by its script and its commonest words."""

from __future__ import annotations

import re

# The commonest words of a language that others lack, after the frequency lists of Wiktionary.
STOPWORDS = {
    "en": (
        "the of and to in that is was for it with as his on be at by had not are but from have an they which were will "
        "said has its"
    ),
    "de": (
        "der die und den von zu das mit sich des auf für ist im dem nicht ein eine als auch es werden aus hat dass sie "
        "nach wird bei"
    ),
    "fr": "le la les des et du une dans est que pour qui sur pas plus par avec au ce sont il ne se aux cette ont",
    "es": "el los las y del que una por con para su es al lo como más pero sus le ha este sobre entre",
    "it": "il di che è la per un non una sono del con della da si al alla dei nel più gli anche ha le",
    "pt": "o os as e do da em um uma que para com não no na por mais dos como mas foi ao das ele",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als bij door maar naar",
    "sv": "och att det som en på är av för den med till inte om ett har de var jag men",
    "id": "yang dan di dengan untuk pada ini itu dari dalam tidak akan oleh ke adalah tersebut telah",
    "vi": "và của là có không được cho trong một các người với đã này những",
    "tr": "ve bir bu için ile olarak da de çok daha olan gibi sonra kadar",
}
WORDS = {language: frozenset(words.split()) for language, words in STOPWORDS.items()}
SCRIPTS = (
    ("ko", re.compile(r"[가-힣ᄀ-ᇿ]")), ("ja", re.compile(r"[ぁ-ヿ]")), ("zh", re.compile(r"[一-鿿]")),
    ("ru", re.compile(r"[Ѐ-ӿ]")), ("ar", re.compile(r"[؀-ۿ]")), ("th", re.compile(r"[ก-๛]")),
    ("el", re.compile(r"[Ͱ-Ͽ]")), ("he", re.compile(r"[֐-׿]")), ("hi", re.compile(r"[ऀ-ॿ]")),
)  # fmt: skip  # a table of pairs
FEWEST = 3  # different words of another language in Latin letters; "Envoys met in Oslo" has two that Dutch has too
LETTER = re.compile(r"[^\W\d_]")


def language_of(text: str) -> str | None:
    """Return the language as two letters (ISO 639-1), or None where nothing tells.

    Scripts of one language are sure; among languages in Latin letters the commonest words decide, so that a text of
    a few words, or one in a language not listed here, stays None.

    Examples
    --------
    >>> language_of("The envoys met in the capital and said that talks will go on."), language_of("회담이 열렸다")
    ('en', 'ko')
    """
    sample = text[:800]
    letters = len(LETTER.findall(sample))
    if not letters:
        return None
    plain = sample.isascii()
    counts = {language: 0 if plain else len(pattern.findall(sample)) for language, pattern in SCRIPTS}
    if counts["ja"] > letters * 0.05 and counts["ja"] + counts["zh"] > letters * 0.4:
        return "ja"
    best = max(counts, key=lambda language: counts[language])
    if counts[best] > letters * 0.4:
        return best
    words = re.findall(r"[^\W\d_]+", sample.lower())
    scores = {language: sum(map(common.__contains__, words)) for language, common in WORDS.items()}
    leader = max(scores, key=lambda language: scores[language])
    if leader != "en" and len(WORDS[leader].intersection(words)) < FEWEST:
        return None
    if scores[leader] >= max(1, len(words) * 0.08):
        return leader
    return "en" if len(words) < 8 and plain and scores["en"] == scores[leader] and scores["en"] else None
