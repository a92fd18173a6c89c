"""What is made to depend on what."""

import pandas as pd
import pytest

from newsresearch.schema import UsageError
from newsresearch.summaries import count_conditions, find_conditions, show_evidence

Tables = dict[str, pd.DataFrame]

SAID = [
    ("a.1", "US", 10, "Any sanctions relief depends on full denuclearization."),
    ("a.1", "US", 90, "We will meet again next month."),
    ("b.1", "US", 10, "If they give up uranium enrichment, the sanctions may be lifted."),
    ("b.1", "DPRK", 90, "There will be no talks unless the joint drills are halted."),
    ("c.1", "DPRK", 10, "A summit is possible only after the embargo is lifted."),
]


@pytest.fixture
def bargains() -> Tables:
    """Three articles, five statements, four of them with a condition."""
    said = pd.DataFrame(SAID, columns=["article_id", "side", "start", "text"])
    said["end"] = said["start"] + said["text"].str.len()
    said["statement_id"] = [f"{a}:{n}" for n, a in enumerate(said["article_id"])]
    said["has_condition"] = [True, False, True, True, True]
    return {"articles": pd.DataFrame({"article_id": ["a.1", "b.1", "c.1"]}), "statements": said}


def test_both_parts_of_a_condition_are_found(bargains: Tables) -> None:
    """Connective, what depends and what it depends on, in every order of the two."""
    found = find_conditions(bargains)
    assert found[["connective", "consequent", "antecedent"]].values.tolist() == [
        ["depend on", "Any sanctions relief", "full denuclearization"],
        ["if", "the sanctions may be lifted", "they give up uranium enrichment"],
        ["unless", "There will be no talks", "the joint drills are halted"],
        ["only if", "A summit is possible", "the embargo is lifted"],
    ]


def test_offsets_are_those_of_the_article(bargains: Tables) -> None:
    """Both parts stand at their offsets, counted from the statement's start in the article."""
    for row in find_conditions(bargains).itertuples():
        start = bargains["statements"].set_index("statement_id").loc[row.statement_id, "start"]
        for part in ("consequent", "antecedent"):
            first, last = getattr(row, f"{part}_start"), getattr(row, f"{part}_end")
            assert row.text[first - start : last - start] == getattr(row, part)


def test_each_part_has_its_issue(bargains: Tables) -> None:
    """The issue is that of the part that depends, though the other part may come first."""
    assert find_conditions(bargains)[["issue", "condition_issue"]].values.tolist() == [
        ["sanctions", "denuclearization"], ["sanctions", "denuclearization"], ["talks", "exercises"],
        ["talks", "sanctions"],
    ]  # fmt: skip


def test_a_statement_cut_short_takes_the_condition_of_its_sentence(bargains: Tables) -> None:
    """Where the words of the statement lack the connective the sentence has it."""
    bargains["sentences"] = bargains["statements"].assign(sentence_id=range(5))
    short = bargains["statements"].assign(sentence_id=range(5))
    short.loc[3, "text"] = "There will be no talks"
    found = find_conditions({**bargains, "statements": short})
    assert found.loc[2, ["connective", "antecedent"]].tolist() == ["unless", "the joint drills are halted"]


def test_what_depends_may_stand_in_the_other_half_of_a_quotation() -> None:
    """The half without the connective has no condition of its own, but its words are what depends."""
    sentence = "“If the drills stop,” he said, “we shall talk.”"
    said = pd.DataFrame(
        [("a:0", 1, 19, "If the drills stop", True), ("a:1", 32, 45, "we shall talk", False)],
        columns=["statement_id", "start", "end", "text", "has_condition"],
    ).assign(article_id="a", sentence_id=0, side="DPRK", quotation_id="q")
    sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "text": sentence})
    articles = pd.DataFrame({"article_id": ["a"]})
    found = find_conditions({"articles": articles, "statements": said, "sentences": sentences})
    assert found[["consequent", "antecedent"]].values.tolist() == [["we shall talk", "the drills stop"]]


def test_wordless_tables_have_issues_and_no_offsets(bargains: Tables) -> None:
    """Without words the issues of both parts stand as they were stored."""
    found = find_conditions(bargains)
    names = ["statement_id", "issue", "condition_issue"]
    stored = bargains["statements"].drop(columns="text").merge(found[names], how="left").assign(issue="other")
    stored = stored.assign(
        consequent_issue=found.set_index("statement_id")["issue"].reindex(stored["statement_id"]).array
    )
    wordless = find_conditions({**bargains, "statements": stored})
    pd.testing.assert_frame_equal(wordless[names], found[names])
    assert wordless[["connective", "antecedent_start"]].isna().all(axis=None) and "text" not in wordless


def test_the_matrix_counts_each_side(bargains: Tables) -> None:
    """Of the US both conditions are of one cell, of the DPRK each is of its own."""
    found = count_conditions(bargains)
    assert found[["group", "issue", "condition_issue", "n_statements", "n_articles", "share"]].values.tolist() == [
        ["DPRK", "talks", "exercises", 1, 1, 0.5],
        ["DPRK", "talks", "sanctions", 1, 1, 0.5],
        ["US", "sanctions", "denuclearization", 2, 2, 1.0],
    ]


def test_a_cell_leads_back_to_its_statements(bargains: Tables) -> None:
    """The evidence of the US's only cell is its two statements, that of a condition is the statement itself."""
    cell = count_conditions(bargains).query("group == 'US'")
    assert show_evidence(cell, bargains)["statement_id"].tolist() == ["a.1:0", "b.1:2"]
    assert show_evidence(find_conditions(bargains).iloc[3], bargains)["statement_id"].tolist() == ["c.1:4"]


def test_shares_have_an_interval_over_articles(random_tables: object) -> None:
    """Shares of a group sum to 1, and each lies in its interval."""
    found = count_conditions(random_tables(n_statements=900))
    assert found.groupby("group")["share"].sum().tolist() == pytest.approx([1.0] * 4)
    assert (found["low"] <= found["share"]).all() and (found["share"] <= found["high"]).all()


def test_a_cell_that_holds_all_has_the_exact_interval_of_a_share(bargains: Tables) -> None:
    """Of two articles both of one cell the share is 1, from 0.025 ** (1 / 2) up."""
    found = count_conditions(bargains).query("group == 'US'").iloc[0]
    assert found[["share", "low", "high"]].tolist() == pytest.approx([1.0, 0.1581, 1.0], abs=1e-4)


def test_wordless_tables_without_the_issues_are_an_error(bargains: Tables) -> None:
    """Neither words nor issues: the error says which columns are missing."""
    bargains["statements"] = bargains["statements"].drop(columns="text")
    with pytest.raises(UsageError) as error:
        count_conditions(bargains)
    assert str(error.value) == (
        "count_conditions: wordless statements without issue, condition_issue cannot be used. Allowed: statements "
        "with text, or with the columns issue and condition_issue. To go on: compute the tables again with "
        "extract_tables or write_tables."
    )


def test_articles_without_a_date_are_said_and_periods_stand_in_time(bargains: Tables) -> None:
    """By year the groups follow each other, attrs say how many articles have no date, and which statements count."""
    days = pd.to_datetime(["2018-05-01", "2017-05-01", None]).astype("datetime64[ns]")
    bargains["articles"]["published_date"] = days
    bargains["statements"]["target"] = "DPRK"
    assert count_conditions(bargains, by="Y")["group"].unique().tolist() == ["2017-01-01", "2018-01-01"]
    found = count_conditions(bargains, by="Y", side="US", target="DPRK")
    assert found.attrs["counted"] == (
        "The articles are not threaded: each counts on its own (thread_stories finds their versions). 1 of 3 articles "
        "are left out: they have no date that tells the period (Y). Only statements of US count. Only statements about "
        "DPRK count."
    )
    assert find_conditions(bargains, side="US").attrs["counted"].endswith(" Only statements of US count.")


def test_no_condition_is_no_row(bargains: Tables) -> None:
    """Statements without a condition give empty tables with their columns."""
    bargains["statements"]["has_condition"] = False
    assert find_conditions(bargains).empty
    assert count_conditions(bargains).columns.tolist()[:3] == ["group", "issue", "condition_issue"]
