"""Dictionaries of the user's own: three forms of files, wildcards, phrases, counts."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsresearch.features.dictionaries import count_dictionary
from newsresearch.features.sentiment import score_sentiment
from newsresearch.lexicons.dictionaries import FORMS, read_dictionary
from newsresearch.schema import UsageError

ROWS = [["warm", "kind*"], ["warm", "thank you"], ["cold", "cruel"]]
FILES = {
    "mine.dic": "%\n1\twarm\n2\tcold\n%\nkind*\t1\nThank you\t1\ncruel\t2\n",
    "spaces.dic": "%\n1 warm\n2 cold\n%\nkind*  1\nthank you 1\ncruel 2\n",
    "mine.yml": "warm:\n  - kind*\n  - Thank you\ncold: [cruel]\n",
    "mine.csv": "category,phrase\nwarm,kind*\nwarm,thank you\ncold,cruel\n",
}


@pytest.mark.parametrize("name", FILES)
def test_each_form_gives_the_same_table(tmp_path, name):
    """A dictionary of two categories reads the same from LIWC, quanteda and CSV."""
    (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    assert read_dictionary(tmp_path / name).values.tolist() == ROWS


def test_nested_categories_are_joined(tmp_path):
    """Categories inside categories are named by their path."""
    (tmp_path / "mine.yml").write_text("tone:\n  warm: [kind]\n  cold: [cruel]\n", encoding="utf-8")
    assert read_dictionary(tmp_path / "mine.yml")["category"].tolist() == ["tone.warm", "tone.cold"]


def test_a_liwc_word_may_have_two_categories(tmp_path):
    """A word with two numbers stands in both categories."""
    (tmp_path / "mine.dic").write_text("%\n1\twarm\n2\taffect\n%\nkind\t1\t2\n", encoding="utf-8")
    assert read_dictionary(tmp_path / "mine.dic").values.tolist() == [["warm", "kind"], ["affect", "kind"]]


def test_a_csv_keeps_its_valences(tmp_path):
    """Valences of a CSV are kept, so that the dictionary goes into `score_sentiment` as it is."""
    (tmp_path / "mine.csv").write_text("category,phrase,valence\nwarm,Pact,2\ncold,feud,-1.5\n", encoding="utf-8")
    read = read_dictionary(tmp_path / "mine.csv")
    assert read["valence"].tolist() == [2.0, -1.5]
    scores = score_sentiment(["A pact.", "A feud."], lexicon=read)["compound"]
    assert (
        scores.tolist()
        == score_sentiment(["A pact.", "A feud."], lexicon={"pact": 2, "feud": -1.5})["compound"].tolist()
    )


def test_an_empty_valence_is_missing(tmp_path):
    """A cell without a valence is missing, and a column without any is none."""
    (tmp_path / "some.csv").write_text("category,phrase,valence\na,b,\na,c,1\n", encoding="utf-8")
    (tmp_path / "none.csv").write_text("category,phrase,valence\na,b,\na,c\n", encoding="utf-8")
    assert read_dictionary(tmp_path / "some.csv")["valence"].isna().tolist() == [True, False]
    assert read_dictionary(tmp_path / "none.csv").columns.tolist() == ["category", "phrase"]


def test_counts():
    """Wildcards, phrases of several words and curly apostrophes count, in any case; longest first, none twice."""
    rows = [("warm", "kind*"), ("warm", "kind regards"), ("not", "don't like"), ("cold", "cruel")]
    dictionary = pd.DataFrame(rows, columns=["category", "phrase"])
    texts = pd.Series(["Kind regards, kindly", "I don’t like it", "cruelty", "", None], index=list("vwxyz"))
    table = count_dictionary(texts, dictionary)
    assert table.columns.tolist() == ["n_words", "warm", "not", "cold"]
    assert table.loc["v":"y"].values.tolist() == [[3, 2, 0, 0], [4, 0, 1, 0], [1, 0, 0, 0], [0, 0, 0, 0]]
    assert table.loc["z"].isna().all()


@given(st.lists(st.sampled_from(["kind", "kinder", "thank", "you", "cruel"]), max_size=12))
def test_counts_of_single_words_equal_a_plain_count(words):
    """For words without wildcard the counts are those of a plain count."""
    dictionary = pd.DataFrame({"category": ["a", "a", "b"], "phrase": ["kind", "you", "cruel"]})
    table = count_dictionary([" ".join(words)], dictionary)
    assert table.loc[0].tolist() == [len(words), words.count("kind") + words.count("you"), words.count("cruel")]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "mine.txt",
            "a",
            "path={path!r} cannot be used. Allowed: {forms}. To go on: save the dictionary in one of these forms.",
        ),
        (
            "mine.csv",
            "word\na\n",
            "mine.csv without category, phrase cannot be used. "
            "Allowed: the columns category and phrase. To go on: name them so.",
        ),
        (
            "mine.dic",
            "kind 1\n",
            "mine.dic, with 0 lines of % cannot be used. "
            "Allowed: two, around the categories. To go on: save it in LIWC's form.",
        ),
        (
            "mine.dic",
            "%\n1 warm\n%\nkind 3\n",
            "mine.dic, line 4, category '3' cannot be used. Allowed: warm: 1. To go on: correct the line.",
        ),
        (
            "mine.yml",
            "a: [b\n",
            "mine.yml, line 2, which is no YAML cannot be used. Allowed: {forms}. To go on: correct the line.",
        ),
        (
            "mine.yml",
            "kind\n",
            "mine.yml, which holds no categories cannot be used. "
            "Allowed: {forms}. To go on: begin each category with its name and a colon.",
        ),
        (
            "mine.csv",
            "category,phrase\na,!\n",
            "mine.csv, without a word in a category cannot be used. Allowed: {forms}. To go on: look into the file.",
        ),
        (
            "mine.csv",
            "category,phrase,valence\na,b,1\na,c,warm\n",
            "mine.csv, line 3, valence 'warm' cannot be used. "
            "Allowed: a number, or an empty cell. To go on: correct the line.",
        ),
        (
            "none.csv",
            None,
            "path={path!r}, which is no file cannot be used. "
            "Allowed: {forms}. To go on: pass the path of the dictionary's file.",
        ),
    ],
)
def test_files_that_cannot_be_read(tmp_path, name, text, message):
    """An error names the file and the line, and says what is allowed."""
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as error:
        read_dictionary(tmp_path / name)
    assert str(error.value) == message.format(path=str(tmp_path / name), forms=FORMS)
