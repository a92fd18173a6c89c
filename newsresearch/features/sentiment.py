"""Lexicon sentiment of texts: VADER's rules, with names masked so that "United States" does not count as warm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import version

import pandas as pd

from newsresearch import lexicons
from newsresearch.features import _valences
from newsresearch.features._vader import Driver, Vader
from newsresearch.matching import PhraseMatcher
from newsresearch.schema import as_texts, check_flag, one_of

ENGINES = ("vader",)
LEXICONS = ("vader", "diplomacy")
MASKS = ("actors", None)
SCORES = ["compound", "neg", "neu", "pos"]
NAME_COLUMNS = ("name", "aliases", "short")  # of the actors' table, several names of a cell parted by "|"
JOINT = "_"  # stands for the space inside a phrase: no mark that VADER strips parts a word
FILLER = "w"  # no word or emoticon of the lexicon is made of this letter, alone or with punctuation


def score_sentiment(
    texts: Iterable[str] | pd.Series,
    *,
    engine: str = "vader",
    lexicon: str | Mapping[str, float] | pd.DataFrame = "vader",
    mask: str | None = "actors",
    explain: bool = False,
) -> pd.DataFrame:
    """Score how warm or cold the words of each text are.

    Use it on sentences or statements, and compare averages; a whole article adds up to an extreme. It counts words: it
    does not know toward whom they are meant, nor who speaks, and a quoted insult counts as the quoting side's.

    Parameters
    ----------
    texts : list or Series of str
        Missing texts are allowed and get missing scores; an empty text scores 0.
    engine : "vader"
        The rules and lexicon of vaderSentiment (nltk's class of the same name gives other scores).
    lexicon : {"vader", "diplomacy"}, dict or DataFrame
        "diplomacy" puts words of diplomacy and conflict over VADER's ("reject", "lift sanctions"), with valences
        learned from coded sentences of news, and for rare words from the words that stand near them; better on
        sentences about states, unlike other studies' VADER scores.
        Words of your own stand in the place of VADER's, under VADER's rules of degree and negation: a dict of word ->
        valence (-4 to 4), a table with ``phrase`` and ``valence``, or a dictionary that ``read_dictionary`` returns,
        whose categories positive and negative (and what LIWC and Lexicoder call them; neg_positive is a negated
        positive) count 2 and -2, its others nothing. ``*`` at the end of a word stands for any ending.
    mask : "actors" or None
        "actors" replaces the gazetteer's names, and other names with words of the lexicon ("Security Council",
        "Korean War"), letter by letter, so that they keep their place, capitals and punctuation but carry no value.
        None, with VADER's lexicon, gives exactly vaderSentiment's scores.
    explain : bool
        Add the column ``drivers``.

    Returns
    -------
    DataFrame
        One row per text, with the index of ``texts`` where that is a Series: ``compound`` (-1 to 1), and the shares
        ``neg``, ``neu``, ``pos`` (0 to 1). ``drivers`` lists the words that drove the score, each as (word, lexicon
        value, valence in the end, rules applied). ``attrs`` names engine, lexicon, their version and the mask; words
        of your own are named by their number and a digest of words and values.

    Raises
    ------
    UsageError
        For one string instead of a list, a row that is no text, an unknown engine, lexicon or mask, and for words of
        your own without a valence, with two, or beyond the scale.

    References
    ----------
    Hutto, C.J. and Gilbert, E. (2014). VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media
    Text. ICWSM 8.

    Examples
    --------
    >>> texts = ["The United States and North Korea.", "The talks were not good."]
    >>> score_sentiment(texts)["compound"].tolist()
    [0.0, -0.3412]
    >>> score_sentiment(texts, explain=True).loc[1, "drivers"]
    [Driver(word='good', lexicon=1.9, valence=-1.406, rules='negated by not')]
    """
    one_of("engine", engine, ENGINES)
    if isinstance(lexicon, str):
        one_of("lexicon", lexicon, LEXICONS)
    one_of("mask", mask, MASKS)
    check_flag("explain", explain, "score_sentiment")
    series = as_texts(texts, "score_sentiment")
    words = _packaged(lexicon) if isinstance(lexicon, str) else _own(_valences.valences(lexicon), series.dropna())
    missing = series.isna().tolist()
    rows: list[tuple[float, ...]] = []
    reasons: list[list[Driver]] = []
    for text, absent in zip(series.tolist(), missing, strict=True):
        drivers: list[Driver] | None = [] if explain else None
        if absent:
            rows.append((float("nan"),) * len(SCORES))
        else:
            rows.append(words.vader.score(words.join(_mask(text, words) if mask else text), drivers))
        reasons.append([driver._replace(word=driver.word.replace(JOINT, " ")) for driver in drivers or []])
    out = pd.DataFrame(rows, columns=SCORES, index=series.index, dtype="float64")
    if explain:
        out["drivers"] = pd.Series(reasons, index=series.index, dtype="object")
    out.attrs = {"engine": engine, "lexicon": words.version, "mask": mask}
    return out


@dataclass(frozen=True)
class _Words:
    """A lexicon at work: VADER's rules over it, its phrases of several words, which version it is, names to mask."""

    vader: Vader
    phrases: PhraseMatcher | None
    version: str

    def join(self, text: str) -> str:
        """Return ``text`` with the phrases of several words as one word each, its length unchanged."""
        if self.phrases is None:
            return text
        out, reached = [], 0
        for start, end, _ in self.phrases.find(text):
            out += [text[reached:start], JOINT.join(text[start:end].split(" "))]
            reached = end
        return "".join((*out, text[reached:]))

    @cached_property
    def names(self) -> PhraseMatcher:
        """Find the names that can move a score; masking the others would change nothing."""
        names = {*lexicons.load("masked_words")["phrase"], *_aliases()}
        return PhraseMatcher(sorted(n for n in names if any(map(self.vader.knows, (n, self.join(n))))))


class _OwnVader(Vader):
    """VADER's rules over a user's words alone."""

    def __init__(self, words: Mapping[str, float]) -> None:
        super().__init__()
        self._lexicon = dict(words)


def _phrases(words: Iterable[str]) -> PhraseMatcher | None:
    several = [word for word in words if " " in word]
    return PhraseMatcher(several, ignore_case=True) if several else None


@cache
def _packaged(name: str) -> _Words:
    version_ = f"vaderSentiment {version('vaderSentiment')}"
    if name == "vader":
        return _Words(Vader(), None, version_)
    field = _field()
    further = {form.replace(" ", JOINT): value for form, value in field.items()}
    return _Words(Vader(further), _phrases(field), f"{version_}, diplomacy of newsresearch {version('newsresearch')}")


def _own(words: dict[str, float], texts: Iterable[str]) -> _Words:
    """Return a user's words, ready for these texts alone: a wildcard stands for the words that they have."""
    full = _valences.fill_in(words, texts)
    vader = _OwnVader({form.replace(" ", JOINT): value for form, value in full.items()})
    return _Words(vader, _phrases(full), _valences.describe(words))


@cache
def _field() -> dict[str, float]:
    """Forms of the field's words, in small letters, and their valence."""
    rows = lexicons.load("diplomacy").dropna(subset="valence")
    pairs = zip(rows["phrase"], rows["valence"].astype("float64"), strict=True)
    return {form: value for phrase, value in pairs for form in phrase.split("|")}


def _aliases() -> list[str]:
    """Return the gazetteer's names, aliases and short names, each once."""
    actors = lexicons.load("actors")
    names = [name for column in NAME_COLUMNS for cell in actors[column].dropna() for name in cell.split("|")]
    return list(dict.fromkeys(names))


def _mask(text: str, words: _Words) -> str:
    """Return ``text`` with the letters of names replaced, its length, capitals and punctuation unchanged."""
    out, reached = [], 0
    for start, end, _ in words.names.find(text):
        out.append(text[reached:start])
        out.extend(_fill(character) for character in text[start:end])
        reached = end
    return "".join((*out, text[reached:]))


def _fill(character: str) -> str:
    if not character.isalpha():
        return character
    return FILLER.upper() if character.isupper() else FILLER
