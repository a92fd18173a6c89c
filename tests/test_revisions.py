"""What a rewrite changed."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsresearch.articles import load_articles
from newsresearch.revisions import compare_revisions
from newsresearch.schema import UsageError
from newsresearch.store import without_words
from newsresearch.stories import thread_stories

OLD = (
    "Envoys met in the old town hall of Oslo on Saturday. The talks were likely broken off after two hours.\n\n"
    "The hosts served salmon. It seems that both sides left through the back door."
)
NEW = (
    "A spokesman may brief reporters on Sunday.\n\n"
    "Envoys met in the old town hall of Oslo on Saturday. The talks were broken off after three hours.\n\n"
    "Both sides left through the back door, it appears."
)


def compared(*texts: str, **columns: object) -> pd.DataFrame:
    """The changes over versions with these texts."""
    rows = pd.DataFrame({"article_id": [f"{n}.1" for n in range(len(texts))], "text": texts, "story_id": "0.1"})
    return compare_revisions(rows.assign(revision_number=range(len(texts)), **columns))


def cells(frame: pd.DataFrame, *columns: str) -> list[list]:
    """The values of some columns, None where they are missing."""
    return frame[list(columns)].astype(object).where(frame[list(columns)].notna(), None).values.tolist()


def test_changes_stand_in_reading_order():
    """A sentence that came, one reworded and one that went, where they stand; the one that stayed has no row."""
    assert cells(compared(OLD, NEW), "change", "before", "after") == [
        ["added", None, "A spokesman may brief reporters on Sunday."],
        ["reworded", "The talks were likely broken off after two hours.",
         "The talks were broken off after three hours."],
        ["dropped", "The hosts served salmon.", None],
        ["reworded", "It seems that both sides left through the back door.",
         "Both sides left through the back door, it appears."],
    ]  # fmt: skip  # four rows


def test_hedges_that_came_and_went():
    """The cues are those that one version of the sentence has and the other lacks."""
    assert cells(compared(OLD, NEW), "hedges_added", "hedges_dropped") == [
        ["may", None], [None, "likely"], [None, None], ["appears", "seems"],
    ]  # fmt: skip  # four rows


def test_a_hedge_that_stays_is_no_change():
    """A cue in both wordings of a sentence is neither added nor dropped."""
    out = compared("Talks may open in Oslo on the first Monday.", "Talks may open in Bergen on the first Monday.")
    assert cells(out, "change", "hedges_added", "hedges_dropped") == [["reworded", None, None]]


def test_offsets_lead_to_the_sentences():
    """The offsets of a row cut its sentences out of the two texts."""
    for row in compared(OLD, NEW).itertuples():
        if row.change != "added":
            assert OLD[row.before_start : row.before_end] == row.before
        if row.change != "dropped":
            assert NEW[row.after_start : row.after_end] == row.after


def test_versions_are_compared_with_the_one_before():
    """Three versions make two steps, in the order of their numbers."""
    out = compared("Envoys met in Oslo.", "Envoys met in Oslo. They left.", "They left.")
    assert cells(out, "from_article_id", "to_article_id", "change") == [
        ["0.1", "1.1", "added"], ["1.1", "2.1", "dropped"],
    ]  # fmt: skip  # two rows


def test_copies_are_no_versions():
    """An article that repeats another takes no part."""
    assert len(compared(OLD, NEW, duplicate_of=[None, "0.1"])) == 0


def test_what_became_of_likely(root):
    """In the sample's story of the launch, "likely" and "probably" are gone in the lead; Hanoi's "likely" too."""
    changes = compare_revisions(thread_stories(load_articles(root / "data" / "sample")))
    gone = changes[changes["hedges_dropped"].str.contains("likely|probably").fillna(False)]
    assert cells(gone, "from_revision", "to_revision", "change", "hedges_dropped") == [
        ["URGENT", "LEAD", "reworded", "likely"], ["URGENT", "LEAD", "reworded", "likely"],
        ["URGENT", "LEAD", "reworded", "probably"],
    ]  # fmt: skip  # three rows
    back = changes[changes["hedges_added"].eq("likely").fillna(False)]
    assert cells(back, "from_revision", "to_revision", "hedges_dropped") == [["LEAD", "2nd LEAD", "whether, could"]]


def test_hedges_given_are_the_hedges_used():
    """A table of hedges saves finding them, and what is no hedge in it counts for nothing."""
    given_ = pd.DataFrame({"article_id": ["0.1", "1.1"], "start": [0, 0], "text": ["Envoys", "Envoys"],
                           "kind": ["hedge", "booster"]})  # fmt: skip  # two rows
    rows = pd.DataFrame({"article_id": ["0.1", "1.1"], "story_id": "0.1", "revision_number": [0, 1],
                         "text": ["Envoys met in Oslo today.", "Envoys met in Oslo."]})  # fmt: skip  # two rows
    assert cells(compare_revisions(rows, hedges=given_), "hedges_added", "hedges_dropped") == [[None, "Envoys"]]


def test_articles_that_are_not_threaded():
    """A table without stories is a wrong call."""
    with pytest.raises(UsageError) as caught:
        compare_revisions(pd.DataFrame({"article_id": ["a"], "text": ["They met."]}))
    assert str(caught.value) == (
        "compare_revisions: a table without story_id cannot be used. Allowed: a table with the columns article_id, "
        "text, story_id. To go on: pass the table that thread_stories returns."
    )


SENTENCES = ("Envoys met in Oslo.", "They left at noon.", "Nobody spoke to reporters.", "A date may be set soon.")


@settings(max_examples=60, deadline=None)
@given(old=st.lists(st.sampled_from(SENTENCES), max_size=6), new=st.lists(st.sampled_from(SENTENCES), max_size=6))
def test_sentences_add_up(old, new):
    """The old sentences without those that went, and with those that came, are the new ones."""
    out = compared("\n\n".join(old), "\n\n".join(new))
    assert sorted([*old, *out["after"].dropna()]) == sorted([*new, *out["before"].dropna()])


@settings(max_examples=40, deadline=None)
@given(new=st.permutations(SENTENCES))
def test_moved_sentences_are_no_change(new):
    """Sentences in another order are no change."""
    assert len(compared("\n\n".join(SENTENCES), "\n\n".join(new))) == 0


SAID = "North Korea said Tuesday that it had fired a rocket into the sea. The South's military saw it fall."
GONE = "North Korea fired a rocket into the sea on Tuesday. The South's military said it had seen the rocket fall."


def test_statements_that_came_and_went():
    """What loses its source is dropped, what gains one is added."""
    assert cells(compared(SAID, GONE), "change", "statements_added", "statements_dropped") == [
        ["reworded", None, "that it had fired a rocket into the sea"],
        ["reworded", "it had seen the rocket fall", None],
    ]


def test_a_statement_reworded_is_the_same():
    """A statement that keeps half of its words neither came nor went, whoever is named as its source."""
    old = "The North said it had fired a long rocket into the eastern sea."
    new = "The North's state television said it had fired a rocket into the eastern sea at noon."
    assert cells(compared(old, new), "change", "statements_added", "statements_dropped") == [["reworded", None, None]]


def test_statements_given_are_the_statements_used():
    """A table of statements saves finding them; two in one sentence stand with a bar between."""
    given_ = pd.DataFrame({"article_id": "1.1", "start": [0, 7], "text": ["Envoys", "met, they said"]})
    rows = pd.DataFrame({"article_id": ["0.1", "1.1"], "story_id": "0.1", "revision_number": [0, 1],
                         "text": ["They left.", "Envoys met, they said."]})  # fmt: skip  # two rows
    out = compare_revisions(rows, statements=given_)
    assert cells(out[out["change"] == "added"], "statements_added") == [["Envoys | met, they said"]]


def test_statements_are_words_of_the_source():
    """A wordless table of changes keeps the hedges and loses sentences and statements."""
    kept = set(compared(SAID, GONE).columns) - set(without_words(compared(SAID, GONE)).columns)
    assert kept == {"before", "after", "statements_added", "statements_dropped"}


def test_an_id_that_stands_twice():
    """Two rows of one id are a wrong call."""
    with pytest.raises(UsageError) as caught:
        compare_revisions(pd.DataFrame({"article_id": ["a", "a"], "text": ["They met."] * 2, "story_id": "a"}))
    assert str(caught.value) == (
        "compare_revisions: a table with 2 rows of article_id 'a' cannot be used. Allowed: one row per article. "
        "To go on: drop the repeated rows, or load the files again with load_articles."
    )
