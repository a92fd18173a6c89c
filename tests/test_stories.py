"""Versions of a story and copies of a text."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsresearch import stories
from newsresearch.revisions import compare_revisions
from newsresearch.schema import UsageError
from newsresearch.stories import thread_stories

FIRST = (
    "Envoys of two countries met in the old town hall of Oslo on Saturday to speak about the date of their next "
    "meeting. The hosts said that the talks had been held in a good mood and that both sides would look for a date in "
    "the autumn."
)
SECOND = FIRST + (
    " A spokesman of one delegation told reporters after the meeting that a list of towns had been exchanged as well. "
    "Both capitals are expected to confirm the date within two weeks, and the hosts offered to send the invitations."
)
OTHER = (
    "The central bank of a northern country raised its rate by a quarter of a point on Saturday, which surprised "
    "traders. Its governor said at a news conference that prices of food and energy had gone up faster than the bank "
    "had thought."
)


def table(*rows: tuple) -> pd.DataFrame:
    """Articles of (id, outlet, revision, number, time, text)."""
    frame = pd.DataFrame(rows, columns=["article_id", "outlet", "revision", "revision_number", "published_at", "text"])
    frame["published_at"] = pd.to_datetime(frame["published_at"], utc=True)
    frame["published_date"] = frame["published_at"].dt.tz_localize(None).dt.normalize()
    return frame.assign(headline="Envoys meet in Oslo", published_precision="minute")


def threaded(*rows: tuple) -> dict[str, tuple]:
    """Article -> (story, latest, copy of)."""
    out = thread_stories(table(*rows))
    copy = out["duplicate_of"].astype(object).where(out["duplicate_of"].notna(), None)
    return dict(zip(out["article_id"], zip(out["story_id"], out["is_latest"], copy, strict=True), strict=True))


def test_versions_of_a_wire_story():
    """A story and its marked rewrite are one story, and the later version is the one to count."""
    assert threaded(
        ("c", "Sample", "LEAD", 1, "2019-03-02 11:00", SECOND), ("a", "Sample", None, 0, "2019-03-02 09:00", FIRST),
        ("b", "Sample", None, 0, "2019-03-02 10:00", OTHER),
    ) == {"a": ("a", False, None), "b": ("b", True, None), "c": ("a", True, None)}  # fmt: skip  # three rows


PAGES = table(
    ("c", "Sample", "LEAD", 1, "2019-03-02 11:00", SECOND), ("a", "Sample", None, 0, "2019-03-02 09:00", FIRST),
    ("b", "Sample", None, 0, None, OTHER),
).assign(published_precision=["minute", "minute", None])  # fmt: skip  # three rows


@pytest.mark.parametrize(
    "form",
    [
        lambda rows: rows.set_index("article_id", drop=False),
        lambda rows: rows.astype({"article_id": "category", "outlet": "category", "text": "category"}),
        lambda rows: rows.convert_dtypes(dtype_backend="numpy_nullable"),
    ],
    ids=["named index", "categories", "missing as NA"],
)
def test_other_forms_of_a_table_give_the_same_stories(form: Callable[[pd.DataFrame], pd.DataFrame]):
    """A named index, categories and pandas' NA change neither the stories nor what a rewrite changed."""
    stories, given = thread_stories(PAGES), thread_stories(form(PAGES))
    pd.testing.assert_frame_equal(given, stories, check_dtype=False)
    pd.testing.assert_frame_equal(compare_revisions(form(stories)), compare_revisions(stories))


KEPT = "The hosts served salmon at noon. A choir sang in front of the hall. Both delegations stayed at one hotel. "


def rewritten(first: str, second: str, *, hours: int = 11, kept: str = KEPT) -> list[str]:
    """The stories of an article and its lead, which share some sentences under another headline."""
    articles = table(
        ("a", "Sample", None, 0, "2019-03-01 09:00", f"{first} {kept}"),
        ("b", "Sample", "LEAD", 1, pd.Timestamp("2019-03-01 09:00") + pd.Timedelta(hours=hours), f"{kept} {second}"),
    ).assign(headline=["Oslo awaits visitors", "No date in sight, governor says"])
    return thread_stories(articles)["story_id"].tolist()


@pytest.mark.parametrize(
    ("hours", "kept", "stories"),
    [
        (11, KEPT, ["a", "a"]), (30, KEPT.replace("salmon", "herring"), ["a", "a"]),
        (11, KEPT.split(". ")[0] + ". ", ["a", "b"]), (60, KEPT, ["a", "b"]),
    ],
)  # fmt: skip  # a table, its rows side by side
def test_a_lead_may_keep_sentences_alone(hours, kept, stories):
    """A marked rewrite within 36 hours that keeps three sentences is the same story; one sentence is background."""
    assert rewritten(FIRST, OTHER + " " + SECOND[len(FIRST) :], hours=hours, kept=kept) == stories


def test_identical_texts_are_copies_of_the_earliest():
    """The same words in two outlets are one story, and the later one is marked as a copy."""
    assert threaded(
        ("a", "Post", None, 0, "2019-03-03 09:00", FIRST), ("b", "Sample", None, 0, "2019-03-02 09:00", FIRST)
    ) == {"a": ("b", False, "b"), "b": ("b", True, None)}


def test_a_lightly_edited_copy_is_a_copy():
    """A text of another outlet with a word changed is a copy."""
    edited = FIRST.replace("good mood", "fine mood")
    assert threaded(
        ("a", "Sample", None, 0, "2019-03-02 09:00", FIRST), ("b", "Post", None, 0, "2019-03-02 12:00", edited)
    )["b"] == ("a", False, "a")


def test_the_same_frame_months_later_is_another_story():
    """Near-identical texts weeks apart are two stories."""
    edited = FIRST.replace("good mood", "fine mood")
    rows = (("a", "Sample", None, 0, "2019-03-02 09:00", FIRST), ("b", "Sample", None, 0, "2019-06-02 09:00", edited))
    assert [story for story, _, _ in threaded(*rows).values()] == ["a", "b"]


def test_reasons_are_words():
    """The reason says what is shared with which article; a story of one has none."""
    out = thread_stories(table(
        ("a", "Sample", None, 0, "2019-03-02 09:00", FIRST), ("b", "Sample", "LEAD", 1, "2019-03-02 11:00", SECOND),
        ("c", "Sample", None, 0, "2019-03-02 10:00", OTHER),
    ))  # fmt: skip  # three rows
    assert out["thread_reason"].astype(object).where(out["thread_reason"].notna(), None).tolist() == [
        "first of 2 articles that tell one story",
        "a marked rewrite that shares 100% of the shorter text's four-word runs with a",
        None,
    ]


def test_likeness_agrees_with_sets():
    """The share in the reason is the Jaccard index that plain sets give."""

    def shingles(text: str) -> set:
        words = text.lower().replace(".", "").split()
        return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}

    edited = FIRST.replace("good mood", "fine mood")
    a, b = shingles(FIRST), shingles(edited)
    out = thread_stories(table(
        ("a", "Sample", None, 0, "2019-03-02 09:00", FIRST), ("b", "Post", None, 0, "2019-03-02 12:00", edited)
    ))  # fmt: skip  # two rows
    assert (
        out["thread_reason"][1] == f"nearly the same words as a ({len(a & b) / len(a | b):.0%} of the four-word runs)"
    )


def test_input_stays_as_it_was():
    """Threading returns a new table and leaves its input alone."""
    articles = table(
        ("b", "Sample", None, 0, "2019-03-02 09:00", FIRST), ("a", "Sample", None, 0, "2019-03-02 10:00", OTHER)
    )
    before = articles.copy()
    thread_stories(articles)
    pd.testing.assert_frame_equal(articles, before)


def test_a_table_of_something_else():
    """A table without texts is a wrong call."""
    with pytest.raises(UsageError) as caught:
        thread_stories(pd.DataFrame({"article_id": ["a"]}))
    assert str(caught.value) == (
        "thread_stories: a table without text cannot be used. Allowed: a table with the columns article_id, text. "
        "To go on: pass the table that load_articles returns."
    )


@settings(max_examples=40, deadline=None)
@given(order=st.permutations(range(4)))
def test_order_of_rows_changes_nothing(order):
    """The stories are the same in whatever order the articles come."""
    articles = table(
        ("a", "Sample", None, 0, "2019-03-02 09:00", FIRST), ("b", "Sample", "LEAD", 1, "2019-03-02 11:00", SECOND),
        ("c", "Post", None, 0, "2019-03-02 10:00", FIRST), ("d", "Sample", None, 0, None, OTHER),
    )  # fmt: skip  # four rows
    pd.testing.assert_frame_equal(thread_stories(articles.iloc[list(order)]), thread_stories(articles))


def test_no_articles():
    """An empty table gives an empty table with the new columns."""
    out = thread_stories(table())
    assert (len(out), list(out.columns[-4:])) == (0, ["story_id", "is_latest", "duplicate_of", "thread_reason"])


@pytest.mark.parametrize("number", ["second", float("inf")])
def test_a_revision_that_is_no_number_is_a_wrong_call(number):
    """A word, or a number without end, in the place of a revision's number is shown."""
    rows = pd.DataFrame({"article_id": ["a"], "text": [FIRST], "revision_number": [number]}, dtype="object")
    with pytest.raises(UsageError) as caught:
        thread_stories(rows)
    assert str(caught.value) == (
        f"thread_stories: column revision_number of type object, such as {number!r} cannot be used. Allowed: values of "
        "type Int64. To go on: convert the column with pandas, or drop it."
    )


def test_a_story_is_the_same_with_few_texts_at_hand(monkeypatch):
    """Shingles that are made anew for every pair give the same stories and reasons."""
    articles = table(
        ("a", "Sample", None, 0, "2019-03-02 09:00", FIRST), ("b", "Sample", "LEAD", 1, "2019-03-02 11:00", SECOND),
        ("c", "Post", None, 0, "2019-03-02 10:00", FIRST.replace("good", "fine")), ("d", "Post", None, 0, None, OTHER),
    )  # fmt: skip  # four rows
    at_hand = thread_stories(articles)
    monkeypatch.setattr(stories, "OPEN", 1)
    pd.testing.assert_frame_equal(thread_stories(articles), at_hand)
