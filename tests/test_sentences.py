"""Sentences: where they end, and that nothing is lost."""

from __future__ import annotations

import json
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsresearch.schema import UsageError
from newsresearch.sentences import sentence_spans, split_sentences
from newsresearch.stories import thread_stories


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. Ambassador spoke. He left.", ["The U.S. Ambassador spoke.", "He left."]),
        ("Talks were held in the U.S. The envoy flew home.", ["Talks were held in the U.S.", "The envoy flew home."]),
        ("“We shall see.” He smiled.", ["“We shall see.”", "He smiled."]),
        ('"Why now?" he asked Gen. Park on Sept. 3.', ['"Why now?" he asked Gen. Park on Sept. 3.']),
        ("No final mark\nA new line", ["No final mark", "A new line"]),
    ],
)
def test_sentences_end_where_readers_end_them(text: str, expected: list[str]):
    """Abbreviations do not end a sentence, new lines do, closing marks stay."""
    assert [text[start:end] for start, end, _ in sentence_spans(text)] == expected


@given(st.text(alphabet=st.sampled_from("aB .?!\n\"“”'U\u00a0…é😀)"), max_size=200))
def test_spans_cover_all_that_is_not_space(text: str):
    """Spans are ordered, disjoint, trimmed, and together hold every character but white space."""
    spans = sentence_spans(text)
    assert all(0 <= start < end <= len(text) for start, end, _ in spans)
    assert all(before[1] <= after[0] and before[2] <= after[2] for before, after in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end, _ in spans)
    assert "".join("".join(text[start:end].split()) for start, end, _ in spans) == "".join(text.split())


@pytest.mark.parametrize("line", ["!" * 60_000, "word " * 12_000, "U.S. " * 9_000, '"' * 50_000, "x" * 50_000])
def test_a_line_of_any_length_is_split(line: str):
    """A very long line loses no character."""
    assert "".join("".join(line[a:b].split()) for a, b, _ in sentence_spans(line)) == "".join(line.split())


def test_only_english_text_gives_rows():
    """Articles in another language, empty or missing texts give no rows; an unknown language is read."""
    articles = pd.DataFrame(
        {
            "article_id": ["a", "b", "c", "d"],
            "text": ["One. Two.", "Eins. Zwei.", None, "Three."],
            "language": ["en", "de", "en", None],
        }
    )
    table = split_sentences(articles)
    assert table[["article_id", "sentence_id", "text"]].values.tolist() == [
        ["a", 0, "One."],
        ["a", 1, "Two."],
        ["d", 0, "Three."],
    ]


def test_the_text_decides_where_the_table_does_not():
    """Without a column of languages, a text in another language gives no rows; a few words count as English."""
    texts = ["북한 외무성은 월요일 회담을 다시 시작할 수 있다고 밝혔다.", "Envoys met in Oslo.", "Oslo.",
             "Die Gesandten trafen sich am Montag und wollen die Gespräche bald fortsetzen."]  # fmt: skip  # two lines
    table = split_sentences(pd.DataFrame({"article_id": list("abcd"), "text": texts}))
    assert table["article_id"].tolist() == ["b", "c"]


@pytest.mark.parametrize(
    ("ids", "given_", "allowed", "remedy"),
    [
        (["a", "a"], "a table with 2 rows of article_id 'a'", "one row per article",
         "drop the repeated rows, or load the files again with load_articles"),
        (["a", None], "row 1 without an article_id", "an id in every row", "drop the row, or number the articles"),
    ],
)  # fmt: skip  # two cases
def test_every_article_has_an_id_of_its_own(ids, given_, allowed, remedy):
    """An id that is missing or stands in two rows is named, by splitting and by threading."""
    for call in (split_sentences, thread_stories):
        with pytest.raises(UsageError) as error:
            call(pd.DataFrame({"article_id": ids, "text": "They met."}))
        expected = f"{call.__name__}: {given_} cannot be used. Allowed: {allowed}. To go on: {remedy}."
        assert str(error.value) == expected


def test_a_table_without_text_is_refused():
    """The error names the missing column."""
    with pytest.raises(UsageError) as error:
        split_sentences(pd.DataFrame({"article_id": ["a"]}))
    assert str(error.value) == (
        "split_sentences: a table without text cannot be used. Allowed: a table with the columns article_id, text. "
        "To go on: pass the table that load_articles returns."
    )


def test_boundaries_agree_with_readers(shared):
    """On sentences that readers saw, even without their lines, boundaries reach an F1 of .90."""
    with (shared / "gold" / "sentences.jsonl").open(encoding="utf-8") as file:
        gold = pd.DataFrame(map(json.loads, file))
    right = ours = theirs = 0
    for _, rows in gold.groupby("doc"):
        parts: list[str] = []
        for row in rows.sort_values("n").itertuples():
            if row.join and parts:
                parts[-1] += " " + row.text
            else:
                parts.append(row.text)
        text = " ".join(parts)
        want = {len(" ".join(parts[: n + 1])) for n in range(len(parts))}
        have = {end for _, end, _ in sentence_spans(text)}
        right, ours, theirs = right + len(want & have), ours + len(have), theirs + len(want)
    assert 2 * right / (ours + theirs) > 0.9  # joined by spaces, headings lose the line that ends them
