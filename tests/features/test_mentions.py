"""Mentions: which words name an actor, and which only look so."""

from __future__ import annotations

import json
import re
from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsresearch.features.mentions import mentions_in
from newsresearch.matching import plain
from newsresearch.sentences import split_sentences


def named(text: str) -> list[tuple[str, str]]:
    """Return text and id of every mention."""
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    found = mentions_in(articles, split_sentences(articles))
    assert [text[a:b] for a, b in zip(found["start"], found["end"], strict=True)] == found["text"].tolist()
    return list(zip(found["text"], found["actor_id"], strict=True))


def ids(text: str, day: str | None = None) -> list[str]:
    """Return the ids of all mentions in an article of that day."""
    articles = pd.DataFrame({"article_id": ["a"], "text": [text], "published_date": pd.to_datetime([day])})
    return mentions_in(articles, split_sentences(articles))["actor_id"].tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S.-North Korea talks", [("U.S.", "US"), ("North Korea", "DPRK")]),
        ("The Trump administration waits.", [("Trump administration", "US")]),
        ("Seoul's view differs.", [("Seoul", "ROK")]),
        ("North Korean leader Kim Jong Un left.", [("North Korean", "DPRK"), ("Kim Jong Un", "KIM_JONG_UN")]),
        ("A note of the D.P.R.K. arrived.", [("D.P.R.K.", "DPRK")]),
    ],
)
def test_names_are_mentions(text, expected):
    """Names and adjectives count, each once."""
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ships crossed the South China Sea.",
        "The team landed in American Samoa.",
        "Rain fell in North Chungcheong Province and in South Jeolla.",
        "The two Koreas share a border; Koreans fish on both sides.",
        "Freight crosses the Indian Ocean to North America.",
        "They told us about the moon.",
        "A Chinese New Year greeting, no more.",
    ],
)
def test_names_within_other_names_are_none(text):
    """Seas, provinces, continents and feasts that hold a name are no mentions of it."""
    mentioned = named(text)
    assert mentioned == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Washington rejected the offer.", ["US"]),
        ("The plan found no friends in Washington's corridors.", ["US"]),
        ("The envoy arrived in Washington on Monday.", []),
        ("In Washington, rain fell.", []),
        ("Apples grow in Washington state.", []),
        ("The Washington Post had it first.", []),
        ("Denzel Washington played the lead.", []),
        ("They named a street after Mr. Washington.", []),
        ("WASHINGTON, June 3 - Rain fell.", []),
    ],
)
def test_washington_is_a_government_a_state_a_paper_or_a_person(text, expected):
    """Only the government is a mention."""
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seoul proposed a date.", ["ROK"]),
        ("A phone rang in Seoul.", []),
        ("Buses run through downtown Seoul.", []),
        ("SEOUL, South Korea (AP) -- A phone rang.", []),
        ("Anger grew over Seoul's drills.", ["ROK"]),
        ("A Seoul-based analyst wrote.", []),
        ("Experts flew from Beijing to Pyongyang.", []),
        ("They met in Seoul, Tokyo and Moscow.", []),
        ("A message went from Washington to Pyongyang.", ["US", "DPRK"]),
    ],
)
def test_capitals_are_governments_or_places(text, expected):
    """A capital counts unless words of place stand around it; one that nothing marks is taken for the government."""
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Korea is divided. The South agreed.", ["ROK"]),
        ("On Korea the North's answer was short.", ["DPRK"]),
        ("On Korea the reclusive North kept silent.", ["DPRK"]),
        ("Talks between North and South Korea resumed.", ["DPRK", "ROK"]),
        ("The history of Korea: the North and South compete.", ["DPRK", "ROK"]),
        ("A Korea hand asked for North-South dialogue.", ["DPRK", "ROK"]),
        ("North says no\nA newspaper in Korea printed it.", ["DPRK"]),
        ("Korea lies where the north of the continent ends.", []),
        ("Korea saw the far North freeze.", []),
        ("Korea sits beyond the North Pacific.", []),
        ("The South voted in Alabama.", []),
    ],
)
def test_halves_are_states_only_beside_korea(text, expected):
    """North and South count where Korea is in play, after an article or in pairs, not as directions."""
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The south Korean puppet authorities met.", ["ROK"]),
        ("People in the north and the south of one south Korea song", ["DPRK", "ROK"]),
        ("Lovers of peace in the north, south and abroad sing; south Korea listens.", ["DPRK", "ROK", "ROK"]),
        ("The north-south relations froze while south Korea armed.", ["DPRK", "ROK", "ROK"]),
        ("Snow covered the north. South Korea shivered.", ["ROK"]),
    ],
)
def test_lower_case_halves_are_states_in_the_english_of_the_dprk(text, expected):
    """Where a text writes "south Korea", "the north" and "the south" count too."""
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. State Department replied.", [("U.S. State Department", "STATE_DEPARTMENT")]),
        ("The South Korean National Assembly met.", [("South Korean National Assembly", "ROK_NATIONAL_ASSEMBLY")]),
        ("A U.S. Navy ship sank.", [("U.S. Navy", "US_NAVY")]),
        ("The Vietnamese Ministry of Public Security knew.", [("Vietnamese Ministry of Public Security", "VNM")]),
        ("The Swedish Embassy called.", [("Swedish Embassy", "SWE")]),
        ("Japan's embassy called.", [("Japan", "JPN")]),
        ("The Central Intelligence Agency of the U.S. knew.", [("Central Intelligence Agency of the U.S.", "CIA")]),
        ("A puzzle for the U.S. military arose.", [("U.S.", "US")]),
    ],
)
def test_organs_of_government_are_one_mention_with_their_state(text, expected):
    """An organ under its full name is one mention, listed or not; a possessive or a common noun parts them."""
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim Yo Jong came. Kim smiled.", ["KIM_YO_JONG"] * 2),
        ("Susan Rice wrote. Rice left.", ["SUSAN_RICE"] * 2),
        ("Kim said no. Later Kim Kye Gwan came.", ["KIM_KYE_GWAN"] * 2),
        ("Kim Jong Un and Kim Il Sung look alike. Kim smiled.", ["KIM_JONG_UN", "KIM_IL_SUNG", "KIM_JONG_UN"]),
        ("Kim Dae-jung, Kim Young-sam. Kim Dae-jung won. Kim smiled.",
         ["KIM_DAE_JUNG", "KIM_YOUNG_SAM", "KIM_DAE_JUNG", "KIM_DAE_JUNG"]),
        ("Kim Yong Chol came with Kim Song-hye. Kim Yong Chol left.", ["KIM_YONG_CHOL"] * 2),
        ("Kim Dong Chul was freed with Tony Kim.", []),
        ("A library bears the name of Kim Jong Suk.", []),
        ("Hu Jintao met Hu Zhenyi in Xi'an.", ["HU_JINTAO"]),
        ("ComradeKim Jong Unwas there.", ["KIM_JONG_UN"]),
    ],
)  # fmt: skip  # a line for a row
def test_surnames_follow_the_article(text, expected):
    """A surname means the person whom the article names in full, and no stranger."""
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("day", "actor"),
    [
        (None, "KIM_JONG_UN"),
        ("2018-06-12", "KIM_JONG_UN"),
        ("2011-12-16", "KIM_JONG_IL"),
        ("2000-10-24", "KIM_JONG_IL"),
        ("1994-06-16", "KIM_IL_SUNG"),
    ],
)
def test_kim_alone_is_the_leader_of_the_day(day, actor):
    """Where an article names no Kim in full, the date says who led."""
    assert ids("Nobody knew what Kim would do.", day) == [actor]


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("President Bush spoke.", "1991-09-27", ["GEORGE_HW_BUSH"]),
        ("President Bush spoke.", "2002-01-29", ["GEORGE_W_BUSH"]),
        ("Secretary Clinton spoke.", "2010-07-21", ["HILLARY_CLINTON"]),
        ("Former President Clinton spoke.", "2009-08-05", ["BILL_CLINTON"]),
        ("President Park spoke.", "2015-08-25", ["PARK"]),
        ("President Lee spoke.", "2010-05-24", ["LEE_MYUNG_BAK"]),
        ("Secretary Rice spoke.", "2006-10-19", ["RICE"]),
        ("Ambassador Rice spoke.", "2009-06-12", ["SUSAN_RICE"]),
        ("Kim Yo Jong handed over a letter from Chairman Kim.", "2018-02-10", ["KIM_YO_JONG", "KIM_JONG_UN"]),
        ("Rice is dear this year.", "2006-10-19", []),
        ("Chairman Powell raised the rate.", "2022-05-06", []),
        ("The park was closed. Park benches stood empty.", "2015-08-25", []),
    ],
)
def test_titles_and_dates_decide_among_namesakes(text, day, expected):
    """A title before a surname names who held that office on the day, or before."""
    assert ids(text, day) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moon met reporters.", ["MOON_JAE_IN"]),
        ("The Moon government waited.", ["ROK"]),
        ("The Moon-Kim summit ended.", ["MOON_JAE_IN", "KIM_JONG_UN"]),
        ("A full Moon rose.", []),
        ("The Moon rose.", []),
        ("Engineers plan a Moon landing.", []),
    ],
)
def test_moon_is_a_person_or_in_the_sky(text, expected):
    """The name counts, the body does not."""
    assert ids(text) == expected


@pytest.mark.parametrize(
    "text", ["The regime fired back.", "The president left.", "He said that they agreed.", "The country is poor."]
)
def test_descriptions_are_no_mentions(text):
    """Pronouns and common nouns are left to the resolution of speakers; a named regime counts as its state."""
    assert ids(text) == []
    assert ids("The Kim regime fired back.") == ["DPRK"]


@pytest.mark.parametrize(
    "text", [". " * 20_000, "US " * 40_000, "Kim " * 30_000, "the North-South " * 8_000, "x" * 200_000]
)
def test_long_texts_give_a_table(text):
    """A line of marks, of one name or of one word is read at any length."""
    found = ids("Korea " + text)
    assert len(found) == {". ": 0, "US": 40_000, "Ki": found.count("KIM_JONG_UN"), "th": 16_000, "xx": 0}[text[:2]]


@pytest.mark.parametrize("text", ["", "😀", "\n\n", "“Kim", "North", "Kim Jong", "the"])
def test_odd_texts_give_a_table(text):
    """Scraps of text raise nothing."""
    assert set(ids(text)) <= {"KIM_JONG_UN"}


def test_mentions_agree_with_readers(shared):
    """On the sentences that two readers coded, mentions with their ids reach an F1 of .97."""
    gold = [json.loads(line) for line in (shared / "gold" / "sentences.jsonl").open(encoding="utf-8")]
    known = {actor for row in gold for _, actor in row["mentions"]}
    pages = [json.loads(line) for line in (shared / "gold" / "documents.jsonl").open(encoding="utf-8")]
    articles = pd.DataFrame(
        {
            "article_id": [page["doc"] for page in pages],
            "text": [page["text"] for page in pages],
            "published_date": pd.to_datetime([page["date"] or None for page in pages], format="mixed"),
        }
    )
    found = mentions_in(articles, split_sentences(articles))
    texts = articles.set_index("article_id")["text"]
    right = ours = theirs = 0
    reached: dict[str, int] = {}
    for row in gold:
        place = re.compile(r"\s+".join(map(re.escape, row["text"].split())))
        match = place.search(texts[row["doc"]], reached.get(row["doc"], 0))
        start, reached[row["doc"]] = match.span()
        inside = found[(found["article_id"] == row["doc"]) & found["start"].between(start, match.end() - 1)]
        as_state = inside["actor_id"].where(inside["kind"] != "organisation", inside["side"])
        have = Counter(zip(inside["text"].map(plain), as_state, strict=True))
        have = Counter({key: n for key, n in have.items() if key[1] in known})
        want = Counter((plain(" ".join(text.split())), actor) for text, actor in row["mentions"])
        right, ours, theirs = right + (have & want).total(), ours + have.total(), theirs + want.total()
    assert 2 * right / (ours + theirs) > 0.97


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("Kim North US. the’-\n😀"), max_size=120))
def test_mentions_never_overlap(text):
    """Mentions of any text are in order and disjoint."""
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    found = mentions_in(articles, split_sentences(articles))
    assert (found["start"].iloc[1:].to_numpy() >= found["end"].iloc[:-1].to_numpy()).all()
