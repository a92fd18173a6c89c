"""Words in context and words that tell groups apart."""

import math
import re
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats.contingency import odds_ratio

from newsresearch.schema import UsageError
from newsresearch.summaries import compare_words, find_words, show_evidence
from newsresearch.summaries.words import score_words, words_of


@pytest.fixture
def spoken() -> dict[str, pd.DataFrame]:
    """Forty articles of two sides: one word is used by one side in every article, one in a single article."""
    texts = ["We want talks.", "We want peace."] * 20
    texts[0] += " Deal, deal, deal, deal, deal!"
    texts[1] += " Don't we?"
    ids = [f"{n:02d}.1" for n in range(40)]
    statements = pd.DataFrame({"article_id": ids, "side": ["US", "DPRK"] * 20, "text": texts})
    statements["statement_id"] = statements["article_id"] + ":0"
    return {"articles": pd.DataFrame({"article_id": ids}), "statements": statements}


def test_log_odds_are_those_of_the_formula() -> None:
    """Counts 30 of 100 and 10 of 100, a prior of 10 of 50: the formula worked out by hand."""
    log_odds, z = score_words(np.array([30.0, 70]), np.array([10.0, 90]), np.array([10.0, 40]))
    by_hand = np.log(40 / 110) - np.log(20 / 130)
    assert log_odds[0] == pytest.approx(by_hand)
    assert z[0] == pytest.approx(by_hand / np.sqrt(1 / 40 + 1 / 20))


def test_words_score_as_the_published_formula(spoken: dict[str, pd.DataFrame]) -> None:
    """Log-odds and z of every word are those of Monroe et al. (2008), eq. 16 and 20-22, written out over counts."""
    found = compare_words(spoken, group="side", groups=("US", "DPRK"), min_count=1, prior=50).set_index("word")
    said = spoken["statements"].groupby("side")["text"].agg(" ".join).str.lower()
    first, second = (Counter(re.findall(r"[a-z]+(?:'[a-z]+)?", said[side])) for side in ("US", "DPRK"))
    total = {word: first[word] + second[word] for word in (first | second)}
    for word, uses in total.items():
        weight = 50 * uses / sum(total.values())
        odds = [(own[word] + weight) / (own.total() + 50 - own[word] - weight) for own in (first, second)]
        delta = math.log(odds[0]) - math.log(odds[1])
        spread = 1 / (first[word] + weight) + 1 / (second[word] + weight)
        assert found.loc[word, ["log_odds", "z"]].tolist() == pytest.approx([delta, delta / math.sqrt(spread)])
    assert set(found.index) == set(total)


def test_words_score_as_in_another_program(spoken: dict[str, pd.DataFrame]) -> None:
    """The z-scores are what ConvoKit 5.0.0's FightingWords prints for these statements, with equal prior."""
    found = compare_words(spoken, group="side", groups=("US", "DPRK"), min_count=1, prior=50).set_index("word")["z"]
    theirs = {"peace": -3.731161, "don't": -0.720086, "we": -0.339603, "want": -0.163145, "deal": 1.588873,
              "talks": 3.573958}  # fmt: skip  # printed to six digits
    assert found.to_dict() == pytest.approx(theirs, abs=2e-6)


def test_a_word_that_a_group_never_uses_may_be_rare_there_by_chance() -> None:
    """Of 20 uses beside none the near end is no higher than scipy's exact one for the odds ratio; a note says why."""
    texts = ["deal " + "we " * 29, "we " * 30] * 20
    ids = [f"{n:02d}.1" for n in range(40)]
    said = pd.DataFrame({"article_id": ids, "statement_id": ids, "side": ["US", "DPRK"] * 20, "text": texts})
    tables = {"articles": pd.DataFrame({"article_id": ids}), "statements": said}
    found = compare_words(tables, group="side", groups=("US", "DPRK"), min_count=1, prior=1).set_index("word")
    exact = odds_ratio([[20, 580], [0, 600]]).confidence_interval(0.95).low
    assert 0 < found.loc["deal", "low"] <= math.log(exact)
    assert found.loc["deal", "note"] == "one group alone uses it: the far end rests on the prior"
    assert found["note"].isna().tolist() == [False, True]


def test_groups_swapped_swap_the_signs(spoken: dict[str, pd.DataFrame]) -> None:
    """With the groups the other way round every word has the opposite sign."""
    one, other = (
        compare_words(spoken, group="side", groups=pair, min_count=1).set_index("word")["log_odds"]
        for pair in (("US", "DPRK"), ("DPRK", "US"))
    )
    assert (one + other.reindex(one.index)).abs().max() < 1e-12


def test_counts_are_those_of_the_statements(spoken: dict[str, pd.DataFrame]) -> None:
    """Words are counted in lower case, marks inside words kept."""
    found = compare_words(spoken, group="side", groups=("US", "DPRK"), min_count=1).set_index("word")
    assert found.loc["talks", ["count_a", "count_b", "n_articles_a"]].tolist() == [20, 0, 20]
    assert found.loc["don't", ["count_a", "count_b"]].tolist() == [0, 1]


def test_a_word_of_one_article_has_an_interval_that_holds_0(spoken: dict[str, pd.DataFrame]) -> None:
    """A word that one article repeats is not told apart from chance; one in every article of a side is."""
    found = compare_words(spoken, group="side", groups=("US", "DPRK"), min_count=1).set_index("word")
    assert found.loc["deal", "z"] > 0
    assert found.loc["deal", "low"] <= 0 < found.loc["talks", "low"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("US and U.S. troops leave us.", ["U.S.", "and", "U.S.", "troops", "leave", "us"]),
        ("The UN, the U.N. and Kim Jong Un", ["the", "U.N.", "the", "U.N.", "and", "kim", "jong", "un"]),
        ("DPRK-U.S. and US-led talks", ["dprk", "U.S.", "and", "U.S.", "led", "talks"]),
        ("the US's allies, the U.S.'s allies", ["the", "U.S.", "s", "allies", "the", "U.S.", "s", "allies"]),
        ("D.P.R.K., DPRK, U.K. and UK", ["dprk", "dprk", "uk", "and", "uk"]),
        ("WHO asks who said so at 9 A.M. in inter-Korean talks", ["W.H.O.", "asks", "who", "said", "so", "at", "a.m",
                                                                  "in", "inter-korean", "talks"]),
        ("Don't U-turn, U. S. Grant", ["don't", "u-turn", "u", "s", "grant"]),
    ],
)  # fmt: skip  # a text and its words
def test_a_country_is_told_from_a_pronoun(text: str, words: list[str]) -> None:
    """Capitals that are another word in lower case stand for one name, with dots or without; all else is lowered."""
    assert words_of(text) == words


def test_the_country_and_the_pronoun_are_two_words(spoken: dict[str, pd.DataFrame]) -> None:
    """US and U.S. count as one word, us as another, and show_evidence finds the statements of either."""
    spoken["statements"].loc[:3, "text"] = ["The US will.", "Tell us.", "The U.S. will.", "US-led drills."]
    found = compare_words(spoken, group="side", min_count=1).set_index("word")
    assert found.loc["U.S.", ["count_a", "count_b"]].tolist() == [1, 2]
    assert found.loc["us", ["count_a", "count_b"]].tolist() == [1, 0]
    row = found.reset_index().query("word == 'U.S.'")
    assert show_evidence(row, spoken)["article_id"].tolist() == ["00.1", "02.1", "03.1"]


def test_runs_of_words_are_counted_too(spoken: dict[str, pd.DataFrame]) -> None:
    """With ngrams=2 pairs of words count."""
    assert "want peace" in set(compare_words(spoken, group="side", ngrams=2, min_count=1)["word"])


def test_statements_without_words_give_no_rows(spoken: dict[str, pd.DataFrame]) -> None:
    """Statements of marks alone have no word to compare."""
    spoken["statements"]["text"] = "..."
    assert compare_words(spoken, group="side").empty


def test_wordless_tables_are_an_error(spoken: dict[str, pd.DataFrame]) -> None:
    """Without text there is nothing to count, and the error says where text comes from."""
    spoken["statements"] = spoken["statements"].drop(columns="text")
    with pytest.raises(UsageError) as error:
        compare_words(spoken, group="side")
    assert str(error.value) == (
        "compare_words: a table without text cannot be used. Allowed: a table with the columns text. To go on: pass "
        "the table that extract_tables returns."
    )


def test_an_unknown_group_is_an_error(spoken: dict[str, pd.DataFrame]) -> None:
    """A group that is not there is named with those that are."""
    with pytest.raises(UsageError) as error:
        compare_words(spoken, group="side", groups=("US", "ROK"))
    assert str(error.value) == (
        "compare_words: groups=('US', 'ROK') cannot be used. Allowed: two different of DPRK, US. To go on: pass such a "
        "pair as groups."
    )


@given(text=st.text(max_size=80), pattern=st.sampled_from([r"\w+", "a", r"\s", "", r"[^a]*", "é|ß"]))
def test_every_match_stands_at_its_offsets(text: str, pattern: str) -> None:
    """A match is the text between its offsets, whatever the text."""
    found = find_words(pd.DataFrame({"article_id": ["a.1"], "text": [text]}), pattern)
    assert found["match"].tolist() == [text[a:b] for a, b in found[["start", "end"]].itertuples(index=False)]


def test_missing_text_has_no_match() -> None:
    """An article without text has no match."""
    page = pd.DataFrame({"article_id": ["a.1", "b.1"], "text": pd.Series([None, "a may"], dtype="str")})
    assert find_words(page, "MAY")["article_id"].tolist() == ["b.1"]


@pytest.mark.parametrize("pattern", [None, b"a", 3])
def test_a_pattern_is_a_text(pattern: object) -> None:
    """What is no text is named, with an example of a pattern."""
    with pytest.raises(UsageError) as error:
        find_words(pd.DataFrame({"article_id": ["a.1"], "text": ["a"]}), pattern)  # type: ignore[arg-type]
    assert str(error.value) == (
        f"find_words: pattern={pattern!r} cannot be used. Allowed: a regular expression, as text. "
        "To go on: pass a text, such as 'may'."
    )


def test_groups_of_tables_without_statements_are_an_error(spoken: dict[str, pd.DataFrame]) -> None:
    """Where nobody says anything no group can be named, and the message says what to do instead."""
    with pytest.raises(UsageError) as error:
        compare_words({**spoken, "statements": spoken["statements"].head(0)}, group="side", groups=("DPRK", "US"))
    assert str(error.value) == (
        "compare_words: groups=('DPRK', 'US') cannot be used. Allowed: tables with statements of two groups or more. "
        "To go on: load more articles."
    )


def test_periods_may_be_named_in_short(spoken: dict[str, pd.DataFrame]) -> None:
    """Years are asked for as 2017 and 2018, as compare_sides has it; attrs name the side that counts."""
    years = pd.to_datetime(["2017-05-01", "2018-05-01"] * 20).astype("datetime64[ns]")
    spoken["articles"]["published_date"] = years
    found = compare_words(spoken, group="Y", groups=("2018", "2017"), min_count=1)
    assert found.loc[0, ["group_a", "group_b", "word"]].tolist() == ["2018-01-01", "2017-01-01", "peace"]
    picked = compare_words({**spoken, "statements": spoken["statements"].assign(side="US")}, group="Y", side="US")
    assert picked.attrs["counted"].endswith(" Only statements of US count.")


def test_a_pattern_that_is_none_is_an_error() -> None:
    """A pattern that is no regular expression is named, with how to escape it."""
    with pytest.raises(UsageError) as error:
        find_words(pd.DataFrame({"article_id": ["a.1"], "text": ["a"]}), "(")
    assert str(error.value) == (
        "find_words: pattern='(' (missing ), unterminated subpattern at position 0) cannot be used. Allowed: a regular "
        "expression. To go on: escape signs that are meant as they stand, with re.escape(pattern)."
    )


@pytest.mark.parametrize("prior", [0, -1, "x", None, True, math.inf])
def test_a_prior_is_a_number_of_words(spoken: dict[str, pd.DataFrame], prior: object) -> None:
    """What is no number above 0 is no prior."""
    with pytest.raises(UsageError) as error:
        compare_words(spoken, group="side", prior=prior)
    assert str(error.value) == (
        f"compare_words: prior={prior!r} cannot be used. Allowed: numbers above 0. To go on: pass a number of words, "
        "such as 500."
    )


def test_an_unknown_kind_of_group_names_the_argument(spoken: dict[str, pd.DataFrame]) -> None:
    """The argument is called group here, as the message says."""
    with pytest.raises(UsageError) as error:
        compare_words(spoken, group="mood")
    assert str(error.value) == (
        "group='mood' cannot be used. Allowed: side, speaker, target, issue, act, quote, outlet, publisher_side, D, W, "
        "M, Q, Y, administration. To go on: pass one of these as group."
    )
