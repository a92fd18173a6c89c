"""Stamps as pages print them, and the lines that are nothing else."""

from __future__ import annotations

import time

import pytest

from newsresearch.articles.stamps import is_stamp, published, stamps


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("March 5, 2024 at 18:25 JST", "March 5, 2024 at 18:25 JST"),
        ("Published : March 5, 2024 - 08:30", "March 5, 2024 - 08:30"),
        ("Published Mar 5, 2024 4:12 pm KST | Updated Mar 6, 2024 9:00 am KST", "Mar 5, 2024 4:12 pm KST"),
        ("Published: Mar 05, 2024 10:35 PM Updated: Mar 05, 2024 11:01 PM", "Mar 05, 2024 10:35 PM"),
        ("Posted on : Mar.5,2024 17:13 KST Modified on : Mar.6,2024 10:00 KST", "Mar.5,2024 17:13 KST"),
        ("Modified on : Mar.6,2024 10:00 KST Posted on : Mar.5,2024 17:13 KST", "Mar.5,2024 17:13 KST"),
        ("Posted: Mar 05, 2024 4:00 AM EST | Last Updated: March 6, 2024", "Mar 05, 2024 4:00 AM EST"),
        ("Posted Tue 5 Mar 2024 at 10:12am, updated Tue 5 Mar 2024 at 11:30am", "5 Mar 2024 at 10:12am"),
        ("Issued on: 05/03/2024 - 02:10 Modified: 05/03/2024 - 02:08", "05/03/2024 - 02:10"),
        ("2024.03.05 17:13", "2024.03.05 17:13"),
        ("입력 2024.03.05. 07:45 업데이트 2024.03.05. 10:00", "2024.03.05. 07:45"),
        ("5 March 2024, 10:02", "5 March 2024, 10:02"),
        ("17:29 September 16, 2019", "17:29 September 16, 2019"),
        ("SAMPLE POST - Mar 5, 2024 - 09:00 | World, All", "Mar 5, 2024 - 09:00"),
        ("March 5, 2024 / 3:12 AM", "March 5, 2024 / 3:12 AM"),
        ("March 04, 2024 9:51 PM", "March 04, 2024 9:51 PM"),
        ("Ann Sample · Sample News · Posted: Mar 05, 2024 4:00 AM EST", "Mar 05, 2024 4:00 AM EST"),
        ("Date: 05/03/2024 | Source: KCNA.kp (En)", "05/03/2024"),
        ("March 5, 2024", "March 5, 2024"),
        ("Tuesday, March 5, 2024", "March 5, 2024"),
        ("Last updated: 9 March 2024", None),
        ("Updated March 6, 2024 09:00 KST", None),
    ],
)  # fmt: skip  # a table, a case a line
def test_a_line_that_is_a_stamp(line, words):
    """A stamp gives the words of publication, in whichever order a page prints day and time, and none of a change."""
    assert is_stamp(line)
    assert published(line) == words


@pytest.mark.parametrize(
    "line",
    [
        "Envoys met on March 5, 2024 at 10:00 in the capital",
        "SEOUL, March 5, 2024 (Yonhap) -- Talks Resume",
        "Statement of the Sample Ministry, March 5, 2024",
        "A study published March 5, 2024 says otherwise.",
        "March 5",
        "Envoys meet",
    ],
)
def test_a_line_that_says_more_is_no_stamp(line):
    """A sentence, a dateline and the title of a document keep their day."""
    assert not is_stamp(line)


def test_a_day_within_a_sentence_is_no_stamp():
    """What a sentence tells of a day is not when the page was published."""
    assert not list(stamps("They met on March 5, 2024 at 10:00 KST and again in March 2024."))
    assert [s.label for s in stamps("a study published March 5, 2024")] == [""]


@pytest.mark.parametrize(
    "text", ["1" * 20_000, "Mar 1" * 5_000, "1:00 " * 5_000, "Published " * 3_000, "2024." * 5_000]
)
def test_stamps_are_found_in_linear_time(text):
    """No text makes the search slow."""
    start = time.process_time()
    list(stamps(text))
    assert time.process_time() - start < 1
