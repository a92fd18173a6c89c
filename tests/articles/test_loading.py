"""Pages become articles, field by field."""

from __future__ import annotations

import io
import json
import random
import tempfile
import warnings
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsresearch.articles import load_articles, loading
from newsresearch.pages import read_pages
from newsresearch.schema import TABLES, UsageError

WIRE = """Go to Contents Go to Navigation

(2nd LD) Envoys agree to meet again in the autumn

National/Politics 09:05 March 2, 2019

(ATTN: ADDS details in paras 3-4; CHANGES headline)
By A. Sample and B. Sample

OSLO/SEOUL, March 2 (Sample) -- Envoys of two countries agreed on Saturday to meet again in the autumn.

"We will see each other soon," one of them said.

a.sample@example.org
(END)

Related Articles
(LEAD) Another story of the day
Send Feedback
"""
PAGE = """<html><head><title>Envoys meet | Sample Post</title>
<meta property="og:title" content="(LEAD) Envoys meet">
<meta property="article:published_time" content="2019-03-02T09:05:00+09:00">
</head><body><nav><a href="/">Home</a></nav><article><h1>(LEAD) Envoys meet</h1>
<p>OSLO, March 2 (Sample) -- Envoys of two countries agreed on Saturday to meet again in the autumn, and their hosts
said that a date would be set before the summer.</p>
<p>"We will see each other soon," one of them told reporters after the talks, which had lasted for two days and ended
without a statement.</p></article></body></html>"""


def load_one(tmp_path: Path, name: str, data: str | bytes) -> dict:
    """The one article in a file of these contents."""
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    (row,) = load_articles(path).to_dict("records")
    return row


def load_record(tmp_path: Path, **fields: object) -> dict:
    """The one article of a JSONL line with these fields."""
    return load_one(tmp_path, "a.jsonl", json.dumps(fields))


def test_source_article_field_by_field(seed):
    """The source article comes out with every field that its page shows."""
    (row,) = load_articles(seed).to_dict("records")
    expected = {
        "outlet": "Yonhap", "revision": "LEAD", "revision_number": 1, "section": "North Korea",
        "editor_note": "RECASTS headline; ADDS more info throughout", "published_zone": "Asia/Seoul",
        "published_at": pd.Timestamp("2019-09-16 08:29", tz="UTC"), "published_date": pd.Timestamp("2019-09-16"),
        "published_precision": "minute", "published_from": "page", "dateline": "SEOUL", "agency": "Yonhap",
        "byline": "Koh Byung-joon", "language": "en",
    }  # fmt: skip  # a table of pairs
    assert {k: row[k] for k in expected} == expected
    assert row["headline"].startswith("N.K. says ") and row["headline"].endswith(" are removed")


def test_source_article_has_eleven_paragraphs_and_no_furniture(seed):
    """The body begins after the dateline, has eleven paragraphs, and ends with the last sentence."""
    text = load_articles(seed)["text"][0]
    assert len(text.split("\n\n")) == 11
    assert text.startswith("A North Korean official said Monday")
    assert text.endswith("missile programs.")


def test_html_of_the_same_wire(shared):
    """A Yonhap page as HTML gives the words that another project expects, without the dateline."""
    folder = shared / "corpora" / "yonhap_page"
    (row,) = load_articles(folder / "yna_co_kr.html").to_dict("records")
    expected = (folder / "yna_co_kr.txt").read_text(encoding="utf-8")
    assert row["text"].split() == expected.split(" -- ", 1)[1].split()
    assert (row["outlet"], row["dateline"], row["published_at"].isoformat(), row["published_zone"]) == (
        "Yonhap", "SEOUL", "2019-08-20T00:31:00+00:00", "Asia/Seoul",
    )  # fmt: skip  # four fields


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("headline", "Envoys agree to meet again in the autumn"), ("revision", "2nd LEAD"), ("revision_number", 2),
        ("editor_note", "ADDS details in paras 3-4; CHANGES headline"), ("section", "National/Politics"),
        ("byline", "A. Sample and B. Sample"), ("dateline", "OSLO/SEOUL"), ("agency", "Sample"),
        ("published_date", pd.Timestamp("2019-03-02")),
        ("text", "Envoys of two countries agreed on Saturday to meet again in the autumn.\n\n"
                 '"We will see each other soon," one of them said.'),
    ],
)  # fmt: skip  # a table, its pairs side by side
def test_wire_page(tmp_path, column, value):
    """A wire page of ours gives up each field."""
    assert load_one(tmp_path, "a.txt", WIRE)[column] == value


@pytest.mark.parametrize("wrap", ["\n", "\n\n", "\n   "])
@pytest.mark.parametrize("start", ["(ATTN:", "(Attn:"])
def test_a_wrapped_note_to_the_editors_is_whole(tmp_path, start, wrap):
    """A note over three lines is one, with the brackets in it, and none of it stands in the text or the by-line."""
    lines = [
        f"{start} ADDS details in paras 3-4 (and 7);",
        "CHANGES headline; UPDATES with a statement of the hosts",
        "in para 5)",
    ]
    page = WIRE.replace("(ATTN: ADDS details in paras 3-4; CHANGES headline)", wrap.join(lines))
    row = load_one(tmp_path, "a.txt", page)
    assert row["editor_note"] == (
        "ADDS details in paras 3-4 (and 7); CHANGES headline; UPDATES with a statement of the hosts in para 5"
    )
    assert row["text"] == load_one(tmp_path, "b.txt", WIRE)["text"]
    assert (row["headline"], row["byline"]) == ("Envoys agree to meet again in the autumn", "A. Sample and B. Sample")


@pytest.mark.parametrize(
    ("given_", "byline"),
    [
        ("www.example.com", None), ("https://www.example.com/a-page", None), ("example.com", None),
        ("A. Sample, www.example.com", "A. Sample"),
        ("A. Sample <a.sample@example.org>; B. Sample", "A. Sample; B. Sample"),
        ("J.R. Sample, Ph.D.", "J.R. Sample, Ph.D."), ("A. Sample/B. Sample", "A. Sample/B. Sample"),
    ],
)  # fmt: skip  # a table, its rows side by side
def test_an_address_is_no_byline(tmp_path, given_, byline):
    """A web or e-mail address is never a by-line, whatever form states it."""
    linked = json.dumps({"@type": "NewsArticle", "headline": "Envoys meet", "author": [{"name": given_}]})
    page = PAGE.replace("<head>", f'<head><script type="application/ld+json">{linked}</script>')
    rows = [load_record(tmp_path, text="The envoys met.", author=[given_]), load_one(tmp_path, "a.html", page)]
    assert [None if pd.isna(row["byline"]) else row["byline"] for row in rows] == [byline, byline]


@pytest.mark.parametrize(
    ("column", "value"),
    [("headline", "Envoys meet"), ("revision", "LEAD"), ("dateline", "OSLO"), ("published_from", "metadata"),
     ("published_at", pd.Timestamp("2019-03-02 00:05", tz="UTC"))],
)  # fmt: skip  # a table, its pairs side by side
def test_html_page(tmp_path, column, value):
    """An HTML page of ours gives up each field."""
    assert load_one(tmp_path, "a.html", PAGE)[column] == value


@pytest.mark.parametrize(
    ("fields", "side"),
    [
        ({"source": "KCNA"}, "DPRK"), ({"source": "White House"}, "US"), ({"url": "http://www.kcna.kp/en/x"}, "DPRK"),
        ({"source": "UN General Debate speech of KOR"}, "ROK"), ({"id": "PRK_72_2017", "country": "PRK"}, "DPRK"),
        ({"source": "Reuters"}, None), ({}, None),
    ],
)  # fmt: skip  # a table, its pairs side by side
def test_publisher_side(tmp_path, fields, side):
    """A government's own texts carry its side, the press carries none."""
    row = load_record(tmp_path, text="The envoys met in Oslo on Monday.", **fields)
    assert (None if pd.isna(row["publisher_side"]) else row["publisher_side"]) == side


@pytest.mark.parametrize(
    ("date", "day", "precision"),
    [
        ("2019-02-27", "2019-02-27", "day"), (2017, "2017-01-01", "year"), ("February 2019", "2019-02-01", "month"),
        ("2019-02-27T23:30:00-05:00", "2019-02-27", "minute"), ("27 Februar 2019", "2019-02-27", "day"),
    ],
)  # fmt: skip  # a table, its rows side by side
def test_dates_and_their_precision(tmp_path, date, day, precision):
    """The local day and the precision follow what the date says."""
    row = load_record(tmp_path, text="The envoys met in Oslo.", date=date)
    assert (row["published_date"], row["published_precision"]) == (pd.Timestamp(day), precision)


def test_an_impossible_date_is_named(tmp_path):
    """An article whose date does not exist stays, without a date and with a note."""
    row = load_record(tmp_path, text="The envoys met in Oslo.", date="2019-02-31")
    assert pd.isna(row["published_at"]) and pd.isna(row["published_date"])
    assert row["note"] == "date '2019-02-31' is no day that exists; the article stands without one"


def test_an_undated_article_gets_no_date(tmp_path):
    """A page without a date has none, not today's."""
    row = load_one(tmp_path, "a.txt", "Envoys meet\n\nThe two envoys met again in the old town hall of Oslo.")
    assert pd.isna(row["published_at"]) and pd.isna(row["published_precision"])


def test_clean_text_stays_as_it_is(tmp_path):
    """Text that has no furniture keeps every character."""
    text = 'The envoys  met.\n\n"Good," said one — at 5 p.m.\n\nThey left.'
    assert load_record(tmp_path, text=text)["text"] == text


def test_wrapped_lines_are_joined(tmp_path):
    """Lines wrapped at a width become paragraphs again."""
    text = ("The envoys met in the old town hall of Oslo and spoke for two\n"
            "hours about the date of the next meeting and about its place,\n"
            "which both of them left open.\n\nThey left in the evening.")  # fmt: skip  # the wrap is the test
    paragraphs = load_record(tmp_path, text=text, source="White House")["text"].split("\n\n")
    assert [len(p.split("\n")) for p in paragraphs] == [1, 1]


def test_one_warning_counts_the_failures(tmp_path):
    """One warning gives the number not read and the first reasons."""
    (tmp_path / "a.txt").write_text(WIRE)
    (tmp_path / "b.txt").write_text("")
    with pytest.warns(UserWarning) as caught:
        articles = load_articles(tmp_path)
    assert len(articles) == 1
    assert [str(w.message) for w in caught] == [
        "1 input could not be read; read_pages(source) lists them. "
        f"{(tmp_path / 'b.txt').as_posix()}: the file is empty; save it again"
    ]


def test_nothing_readable_gives_the_empty_table(tmp_path):
    """A folder of failures gives a table without rows and with all columns."""
    (tmp_path / "b.txt").write_text("")
    with pytest.warns(UserWarning):
        articles = load_articles(tmp_path)
    assert len(articles) == 0
    assert list(articles.columns)[: len(TABLES["articles"].columns)] == list(TABLES["articles"].columns)


def test_a_ledger_is_a_source(tmp_path):
    """Rows picked from the ledger load the articles on those pages."""
    (tmp_path / "a.txt").write_text(WIRE)
    (tmp_path / "b.html").write_text(PAGE)
    ledger = read_pages(tmp_path)
    picked = load_articles(ledger[ledger["format"] == "html"])
    assert picked["page_id"].tolist() == ledger.loc[ledger["format"] == "html", "page_id"].tolist()


def test_order_and_place_change_nothing(tmp_path):
    """The same pages under other names and in an archive give the same table."""
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.txt").write_text(WIRE)
    (tmp_path / "one" / "b.html").write_text(PAGE)
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as file:
        file.writestr("z.txt", WIRE)
        file.writestr("k.html", PAGE)
    pd.testing.assert_frame_equal(load_articles(tmp_path / "one"), load_articles(tmp_path / "two.zip"))


def test_a_korean_article_keeps_its_row(tmp_path):
    """An article in Korean is a row with its language."""
    text = "북한 외무성은 월요일 성명을 통해 회담을 다시 시작할 수 있다고 밝혔다."
    assert load_one(tmp_path, "a.txt", text)["language"] == "ko"


def test_items_without_text_are_counted(shared):
    """KCNA's items of 2023-24 are all accounted for: an article or a row with an error."""
    path = shared / "corpora" / "kcna" / "kcna_2023_2024.jsonl"
    ledger = read_pages(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        articles = load_articles(path)
    assert len(articles) + ledger["error"].notna().sum() == len(ledger) == 1308


def test_every_export_article_has_headline_body_and_date(shared):
    """Every article of the database exports has a headline, a body and a date."""
    articles = load_articles(shared / "corpora" / "database_exports" / "*_*.*")
    assert articles[["headline", "published_date"]].notna().all().all()
    assert articles["text"].str.len().min() > 100


def test_half_letters_break_nothing(tmp_path):
    """JSON may spell half a letter, in a text, a headline or a column's name; it stands as an unreadable one."""
    lines = ['{"text": "The envoys \\ud800met.", "title": "\\udfffTalks"}', '{"\\ud800": "The envoys met."}']
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    assert read_pages(tmp_path)["error"].notna().sum() == 1
    with pytest.warns(UserWarning, match="^1 input could not be read"):
        articles = load_articles(tmp_path, cache=False)
    assert articles[["headline", "text"]].values.tolist() == [["\ufffdTalks", "The envoys \ufffdmet."]]


SEEDS = [
    WIRE.encode(),
    PAGE.encode(),
    b'{"text": "The envoys met.", "date": "2019-02-27"}\n',
    b"title,text\na,The envoys met.\n",
]


def _zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a.txt", WIRE)
    return out.getvalue()


NAMES = ["a.txt", "a.html", "a.jsonl", "a.csv", "a.zip", "a.json", "a.docx"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the soak runs more
@given(
    start=st.sampled_from([*SEEDS, _zipped()]),
    name=st.sampled_from(NAMES),
    kind=st.sampled_from(["cut", "double", "splice", "flip", "recode", "noise"]),
    n=st.integers(0, 10_000),
)
def test_no_page_breaks_the_batch(start, name, kind, n):
    """Whatever is done to a page, no exception leaves, every input has a row, and article and ledger agree."""
    rng = random.Random(n)
    at = n % (len(start) + 1)
    data = {
        "cut": lambda: start[:at],
        "double": lambda: start * (1 + n % 3),
        "splice": lambda: start[:at] + SEEDS[n % len(SEEDS)] + start[at:],
        "flip": lambda: bytes(b ^ (1 << rng.randrange(8)) if rng.random() < 0.02 else b for b in start),
        "recode": lambda: start.decode("latin-1").encode(("utf-16", "utf-8", "cp037", "utf-32")[n % 4], "replace"),
        "noise": lambda: rng.randbytes(at),
    }[kind]()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        ledger = read_pages(folder)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            articles = load_articles(folder)
    assert len(ledger) >= 1
    assert sorted(articles["page_id"]) == sorted(ledger.loc[ledger["error"].isna(), "page_id"])


@pytest.mark.parametrize("option", ["cache", "progress"])
@pytest.mark.parametrize("value", ["no", 5, []])
def test_what_is_no_truth_value_is_refused(tmp_path, option, value):
    """A text or a number in place of True or False is shown."""
    with pytest.raises(UsageError) as caught:
        load_articles(tmp_path, **{option: value})
    assert str(caught.value) == (
        f"load_articles: {option}={value!r} cannot be used. Allowed: True, False. To go on: pass one of these as "
        f"{option}."
    )


def test_a_ledger_of_other_things_is_refused():
    """A number in the place of a path is shown with its row."""
    with pytest.raises(UsageError) as caught:
        load_articles(pd.DataFrame({"page_id": ["a"], "path": [5]}))
    assert str(caught.value) == (
        "load_articles: column path: row 0, int 5 cannot be used. Allowed: text, or a missing value. To go on: pass "
        "the column that holds the texts, or convert it with .astype('str')."
    )


def test_articles_of_many_chunks_are_one_table(tmp_path, monkeypatch):
    """However few rows are held at once, the table is the same."""
    (tmp_path / "a.csv").write_text("title,text\n" + "".join(f"Item {n},They met on day {n}.\n" for n in range(7)))
    whole = load_articles(tmp_path, cache=False)
    monkeypatch.setattr(loading, "ROWS", 3)
    pd.testing.assert_frame_equal(load_articles(tmp_path, cache=False), whole)


def test_names_glued_to_words_are_set_apart_on_dprk_pages(tmp_path):
    """Blanks that a page of the DPRK lost around its leaders' names come back; other pages stay as they are."""
    for outlet in ("KCNA", "Sample Post"):
        (tmp_path / f"{outlet}.csv").write_text(
            f"text,source\nThe boatmen heard ComradeKim Jong Unhighly praise it.,{outlet}\n"
        )
    texts = load_articles(tmp_path).set_index("outlet")["text"]
    assert texts["KCNA"] == "The boatmen heard Comrade Kim Jong Un highly praise it."
    assert texts["Sample Post"] == "The boatmen heard ComradeKim Jong Unhighly praise it."
