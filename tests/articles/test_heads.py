"""Markers, datelines and outlets, as the wires write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsresearch import lexicons
from newsresearch.articles.datelines import read_dateline
from newsresearch.articles.headlines import read_headline
from newsresearch.articles.outlets import outlet_named


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("(URGENT) Envoys meet", ("Envoys meet", "URGENT", 0, None)),
        ("(LEAD) Envoys meet", ("Envoys meet", "LEAD", 1, None)),
        ("(3rd LD) Envoys meet", ("Envoys meet", "3rd LEAD", 3, None)),
        ("(LEAD) (News Focus) Envoys meet", ("Envoys meet", "LEAD", 1, "News Focus")),
        ("(Yonhap Interview) Envoy hopes for talks", ("Envoy hopes for talks", None, 0, "Yonhap Interview")),
        ("(EDITORIAL from a Sample daily on March 2)", ("(EDITORIAL from a Sample daily on March 2)", None, 0,
                                                         "EDITORIAL from a Sample daily on March 2")),
        ("UPDATE 2-Envoys meet", ("Envoys meet", "UPDATE 2", 2, None)),
        ("WRAPUP 1-Envoys meet", ("Envoys meet", "WRAPUP 1", 1, None)),
        ("CORRECTED-UPDATE 1-Envoys meet", ("Envoys meet", "UPDATE 1", 1, None)),
        ("Exclusive: Envoys meet", ("Envoys meet", None, 0, "Exclusive")),
        ("(Lead) Envoys meet", ("Envoys meet", "LEAD", 1, None)),
        ("(2nd Lead) (news focus) Envoys meet", ("Envoys meet", "2nd LEAD", 2, "news focus")),
        ("(urgent) Envoys meet", ("Envoys meet", "URGENT", 0, None)),
        ("(3rd LD-Writethru) Envoys meet", ("Envoys meet", "3rd LEAD", 3, None)),
        ("Update 2-Envoys meet", ("Envoys meet", "UPDATE 2", 2, None)),
        ("2ND LD: Envoys meet", ("Envoys meet", "2nd LEAD", 2, None)),
        ("UPDATE1: Envoys meet", ("Envoys meet", "UPDATE 1", 1, None)),
        ("RPT-UPDATE 2-Envoys meet", ("Envoys meet", "UPDATE 2", 2, None)),
        ("CORRECTED-(OFFICIAL)-Envoys meet", ("Envoys meet", "CORRECTED", 0, None)),
        ("[URGENT] Envoys meet", ("Envoys meet", "URGENT", 0, None)),
        ("[LEAD] Envoys meet", ("Envoys meet", "LEAD", 1, None)),
        ("Update2: Envoys meet", ("Envoys meet", "UPDATE 2", 2, None)),
        ("1st Update: Envoys meet", ("Envoys meet", "UPDATE 1", 1, None)),
        ("UPDATE: Envoys meet", ("Envoys meet", "UPDATE", 1, None)),
        ("BC-Envoys-Talks,2nd Lead", ("BC-Envoys-Talks", "2nd LEAD", 2, None)),
        ("BC-AS--Envoys-Talks, 3rd Ld-Writethru", ("BC-AS--Envoys-Talks", "3rd LEAD", 3, None)),
        ("Oslo-envoys-talks,lead", ("Oslo-envoys-talks", "LEAD", 1, None)),
        ("[Sample] Envoys meet", ("[Sample] Envoys meet", None, 0, None)),
        ("Envoy says so-called talks, lead nowhere", ("Envoy says so-called talks, lead nowhere", None, 0, None)),
        ("Lead: a metal and its history", ("Lead: a metal and its history", None, 0, None)),
        ("(news) Envoys meet", ("(news) Envoys meet", None, 0, None)),
        ("Lead negotiator (left) returns", ("Lead negotiator (left) returns", None, 0, None)),
    ],
)  # fmt: skip  # a table, a case a line
def test_markers_are_read_and_removed(headline, expected):
    """A marker becomes revision, number or label, and the headline stands without it."""
    assert read_headline(headline) == expected


@pytest.mark.parametrize(
    ("paragraph", "place", "day", "agency"),
    [
        ("SEOUL, Sept. 16 (Yonhap) -- Envoys met.", "SEOUL", "Sept. 16", "Yonhap"),
        ("WASHINGTON (Reuters) - Envoys met.", "WASHINGTON", None, "Reuters"),
        ("PYONGYANG, North Korea (AP) — Envoys met.", "PYONGYANG, North Korea", None, "AP"),
        ("Pyongyang, December 24 (KCNA) -- Envoys met.", "Pyongyang", "December 24", "KCNA"),
        ("SEOUL/WASHINGTON, Dec. 3 – Envoys met.", "SEOUL/WASHINGTON", "Dec. 3", None),
        ("MOSCOW, June 1. /TASS/. Envoys met.", "MOSCOW", "June 1", "TASS"),
        ("UNITED NATIONS — Envoys met.", "UNITED NATIONS", None, None),
        ("UNITED NATIONS — (AP) — Envoys met.", "UNITED NATIONS", None, "AP"),
        ("OSLO (AP) _ Envoys met.", "OSLO", None, "AP"),
        ("OSLO, Dec. 3, Kyodo - Envoys met.", "OSLO", "Dec. 3", "Kyodo"),
        ("MOSCOW, June 1. /TASS Correspondent A. Sample/. Envoys met.", "MOSCOW", "June 1", "TASS"),
        ("MOSCOW, June 1. /ITAR-TASS/. Envoys met.", "MOSCOW", "June 1", "ITAR-TASS"),
        ("TASS, June 1. Envoys met.", None, "June 1", "TASS"),
        ("Seoul, South Korea — Envoys met.", "Seoul, South Korea", None, None),
        ("Ho Chi Minh City, Vietnam — Envoys met.", "Ho Chi Minh City, Vietnam", None, None),
        ("NEW YORK/OSLO/SEOUL (Reuters) - Envoys met.", "NEW YORK/OSLO/SEOUL", None, "Reuters"),
    ],
)  # fmt: skip  # a table, a case a line
def test_datelines_are_cut(paragraph, place, day, agency):
    """A dateline gives its parts and ends where the sentence begins."""
    line = read_dateline(paragraph)
    assert (line.place, line.day, line.agency, paragraph[line.end :]) == (place, day, agency, "Envoys met.")


@pytest.mark.parametrize(
    "paragraph",
    ["Kim (left) - who spoke first - smiled.", "BREAKING - Envoys met.", "MS. SAMPLE: Good afternoon.",
     "The envoys — both of them — left.", "WASHINGTON and Pyongyang agreed to meet.",
     "KIM SAMPLE - the leader of the North - watched the talks.", "Seoul, South Korea — the capital — was quiet.",
     "Seoul, South Korea — Ann Sample's town — was quiet.", "Ann, South Korea - who spoke.", "A. Sample — Envoys met."],
)  # fmt: skip  # one list
def test_sentences_are_no_datelines(paragraph):
    """A sentence that begins with a name, a label or a dash keeps its words."""
    assert read_dateline(paragraph) is None


@given(st.text(max_size=300))
def test_a_dateline_ends_inside_its_paragraph(paragraph):
    """Whatever a paragraph holds, a dateline leaves words behind it."""
    line = read_dateline(paragraph)
    assert line is None or paragraph[line.end :].strip()


@pytest.mark.parametrize("row", lexicons.load("outlets").to_dict("records"), ids=lambda row: row["outlet"])
def test_an_outlet_is_known_by_its_example(row):
    """Each row's example, a dateline or a name, leads to the row's outlet."""
    line = read_dateline(row["example"])
    assert outlet_named(line.agency if line else row["example"]).name == row["outlet"]
