"""The report: everything that it shows stands in a file, and the same input gives the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import newsresearch as nr
from newsresearch import schema
from newsresearch.panels import DEFAULT, GENERAL, choose_span
from newsresearch.report import _dated, _panel_table, _undated


@pytest.fixture(scope="module")
def report(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict]:
    """A report on the sample."""
    out = tmp_path_factory.mktemp("report")
    return out, nr.build_report(root / "data" / "sample", out=out)


def test_every_panel_has_its_figure_in_three_forms_and_its_table_in_two(report: tuple[Path, dict]):
    """For each question there are PNG, SVG, PDF, CSV and Parquet."""
    out, _ = report
    for panel in GENERAL:
        assert all((out / "figures" / f"{panel.name}.{form}").stat().st_size > 0 for form in ("png", "svg", "pdf"))
        assert all((out / "tables" / f"{panel.name}.{form}").stat().st_size > 0 for form in ("csv", "parquet"))


def test_the_page_names_every_question_and_links_only_to_files_that_are_there(report: tuple[Path, dict]):
    """Each question is a heading; each relative link leads to a file of the folder."""
    out, _ = report
    page = (out / "index.html").read_text(encoding="utf-8")
    assert all(f"<h2>{panel.question}</h2>" in page for panel in GENERAL)
    links = {piece.split('"')[0] for piece in page.split('href="')[1:] + page.split('src="')[1:]}
    assert [link for link in links if not link.startswith("#") and not (out / link).is_file()] == []


def test_the_page_loads_nothing_from_elsewhere(report: tuple[Path, dict]):
    """There is no script and no address of another host to load from."""
    page = (report[0] / "index.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert 'src="http' not in page


def test_the_manifest_gives_the_hash_of_every_file(report: tuple[Path, dict]):
    """manifest.json is what the call returns."""
    out, manifest = report
    assert json.loads((out / "manifest.json").read_text()) == manifest
    assert set(manifest["figures"]) == {p.relative_to(out).as_posix() for p in (out / "figures").iterdir()}


def test_the_same_input_gives_the_same_bytes(report: tuple[Path, dict], root: Path, tmp_path: Path):
    """A second report of the same pages is the same in every figure, table and page."""
    out, manifest = report
    assert nr.build_report(root / "data" / "sample", out=tmp_path) == manifest
    assert (tmp_path / "index.html").read_bytes() == (out / "index.html").read_bytes()


def test_the_figure_bears_the_question(report: tuple[Path, dict]):
    """The title within each drawing is the panel's question."""
    out, _ = report
    for panel in GENERAL:
        assert f"<dc:title>{panel.question}</dc:title>" in (out / "figures" / f"{panel.name}.svg").read_text("utf-8")


def test_a_caption_repeats_no_footer(report: tuple[Path, dict]):
    """Under a figure stand the articles and their dates; the note and what was counted stand in the figure alone."""
    page = (report[0] / "index.html").read_text(encoding="utf-8")
    captions = [piece.split("</figcaption>")[0] for piece in page.split("<figcaption>")[1:]]
    assert len(captions) == len(GENERAL)
    assert all("articles. Dated 20" in " ".join(caption.split()) for caption in captions)
    assert not any("One version of a story counts" in caption for caption in captions)
    assert not any(panel.note in page for panel in GENERAL)


def test_times_of_versions_are_local(report: tuple[Path, dict]):
    """Versions have the time of their outlet, with its zone, under the headline of the latest."""
    page = (report[0] / "index.html").read_text(encoding="utf-8")
    versions = page.split('<section id="versions">')[1].split("</section>")[0]
    assert "<td>28 February 2019, 15:41 (Asia/Seoul)</td>" in versions
    headlines = [piece.split("</h4>")[0] for piece in versions.split("<h4>")[1:]]
    assert len(headlines) == 4
    assert (
        headlines[0] == headlines[2] == "Trump, Kim fail to reach agreement; N.K. says it asked only for partial relief"
    )


def test_tables_have_names_and_no_column_that_is_alike_in_all_rows(tmp_path: Path, root: Path):
    """Actors are named, years are years, and what is the same in all rows stands once, above, with the file of all."""
    nr.build_report(out=tmp_path, home=root)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    actors = page.split('<section id="news_actors">')[1].split("</section>")[0]
    heads = [piece.split("</th>")[0].split(">")[-1] for piece in actors.split("<th")[2:]]
    assert heads[:4] == ["actor", "year", "side", "n mentions"]
    assert "<td>Donald Trump</td><td>2018</td>" in actors
    assert "In all rows by: year; versions: latest." in actors
    assert 'href="tables/news_actors.csv">tables/news_actors.csv</a>' in actors
    assert "TRUMP" not in actors


def test_rows_of_the_figure_come_first():
    """Rows without an estimate stand behind those that are drawn; numbers have the figure's unit."""
    rows = pd.DataFrame({"period": pd.to_datetime(["2018-01-01", "2018-04-01"]), "group": ["US", "DPRK"], "by": "side",
                         "measure": "share_hedged", "estimate": [None, 0.125], "freq": "Q"})  # fmt: skip
    table = _panel_table(rows, "hedging")
    cells = [piece.split("</td>")[0].split(">")[-1] for piece in table.split("<td")[1:]]
    assert cells == ["2018 Q2", "DPRK", "12.5", "2018 Q1", "US", ""]
    assert "In all rows by: side; measure: Statements with a hedge (% of statements); freq: quarter." in table


def test_a_table_says_toward_whom():
    """Tone toward one target is named as over the figure."""
    rows = pd.DataFrame({"group": ["US", "ROK"], "by": "side", "target": "DPRK", "measure": "tone", "estimate": 0.1})
    assert "measure: Tone toward DPRK (mean, −1 hostile to 1 friendly)" in _panel_table(rows, "tone")


def test_the_page_promises_no_interval_that_is_not_there(report: tuple[Path, dict]):
    """The first sentence says that intervals stand where one can be estimated."""
    page = " ".join((report[0] / "index.html").read_text(encoding="utf-8").split())
    assert "where one can be estimated, an interval (95 %, by resampling stories)" in page


def test_the_words_for_a_figure_say_what_is_drawn(report: tuple[Path, dict]):
    """The text in place of a figure names its measures, groups and periods."""
    page = (report[0] / "index.html").read_text(encoding="utf-8")
    words = [piece.split('"')[0] for piece in page.split('alt="')[1:]]
    assert any("Drawn: measure: Statements with a hedge (% of statements); side: DPRK, US" in text for text in words)
    assert any("Drawn: source: " in text and "; target: " in text for text in words)
    assert any("compared: DPRK and US" in text for text in words)
    assert any("; period: 2017-07 to 2019-12." in text for text in words)


def test_what_went_in_counts_the_articles_without_a_date():
    """Articles without a date are a number; where each has one the sentence says so."""
    articles = pd.DataFrame({"published_date": pd.to_datetime(["2018-01-05", None])})
    assert _undated(articles) == "1 of 2 articles have no date."
    assert _undated(articles.iloc[:1]) == "Every article has a date."


def test_columns_of_two_sides_bear_their_names(report: tuple[Path, dict]):
    """In the table of a comparison the sides stand over the columns, not the letters a and b."""
    page = (report[0] / "index.html").read_text(encoding="utf-8")
    sides = page.split('<section id="sides">')[1].split("</section>")[0]
    assert ">estimate DPRK</th>" in sides
    assert ">n articles US</th>" in sides
    assert " a</th>" not in sides


def test_articles_without_a_date_are_counted():
    """The words under a figure say from when to when the articles are and how many have no date."""
    days = pd.to_datetime(["2018-01-05", "2018-06-12", None])
    articles = pd.DataFrame({"published_date": days, "published_precision": ["day", "day", None]})
    assert _dated(articles) == "Dated 2018-01-05 to 2018-06-12; 1 without a date."
    assert _dated(articles.iloc[2:]) == "None has a date."
    assert _dated(articles.assign(published_precision="year").iloc[:1]) == "Dated 2018."


def test_text_of_a_page_is_escaped(tmp_path: Path):
    """A headline with markup is shown as text."""
    page = {
        "article_id": ["a.1"], "headline": ["<script>alert(1)</script>"], "language": ["en"],
        "published_date": pd.to_datetime(["2018-06-12"]), "text": ["Kim said the <b>talks</b> may fail."],
    }  # fmt: skip  # one article
    tables = nr.extract_tables(nr.thread_stories(schema.conform(pd.DataFrame(page), "articles")))
    nr.build_report(tables=tables, out=tmp_path)
    shown = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_groups_too_small_to_compare_say_so(root: Path, tmp_path: Path):
    """In a comparison of one article the table says "too few" in place of a number."""
    nr.build_report(root / "data" / "sample" / "20171129_hwasong15.txt", out=tmp_path)
    sides = pd.read_csv(tmp_path / "tables" / "sides.csv")
    assert sides["difference"].isna().all()
    assert sides["note"].str.contains("too few").all()


def test_tables_without_words_give_a_report_of_figures(root: Path, tmp_path: Path):
    """What was written wordless has its figures and its page, without readings, versions and changes."""
    nr.write_tables(root / "seeds", tmp_path / "t", text=False, progress=False)
    manifest = nr.build_report(tables=nr.read_tables(tmp_path / "t"), out=tmp_path / "r")
    assert json.loads((tmp_path / "r" / "manifest.json").read_text(encoding="utf-8")) == manifest
    assert all(f"<h2>{panel.question}</h2>" in (tmp_path / "r" / "index.html").read_text("utf-8") for panel in GENERAL)


def test_no_article_at_all_is_said_and_nothing_is_drawn(tmp_path: Path):
    """Tables without articles are an error, and no folder is made."""
    with pytest.raises(schema.NothingReadError) as error:
        nr.build_report(tables=nr.extract_tables(schema.empty("articles")), out=tmp_path / "r")
    assert str(error.value) == (
        "build_report: tables of no article cannot be used. Allowed: tables with at least one article. "
        "To go on: look at what was loaded."
    )
    assert not (tmp_path / "r").exists()


def test_inputs_of_which_none_is_read_are_said_and_nothing_is_drawn(tmp_path: Path):
    """A source without a readable article is named, and no folder is made."""
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.warns(UserWarning, match="1 input"), pytest.raises(schema.NothingReadError) as error:
        nr.build_report(tmp_path / "empty.txt", out=tmp_path / "r")
    assert str(error.value) == (
        f"build_report: {tmp_path / 'empty.txt'}, in which no article was found, cannot be used. Allowed: files, "
        "folders, globs or archives that hold an article. To go on: see why in read_pages(source), which lists every "
        "input."
    )
    assert not (tmp_path / "r").exists()


def test_articles_of_an_id_and_a_text_make_a_report(tmp_path: Path):
    """Without dates, outlets and numbers of words there are figures all the same."""
    page = pd.DataFrame({"article_id": ["a.1"], "text": ["North Korea said it may fire a missile at the U.S."]})
    manifest = nr.build_report(tables=nr.extract_tables(page), out=tmp_path)
    assert len(manifest["figures"]) == 3 * len(GENERAL)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"out": 5}, "build_report: out=5 cannot be used. Allowed: a path, as text or pathlib.Path. To go on: pass "
                     "such a path as out."),
        ({"out": "r", "home": 5}, "build_report: home=5 cannot be used. Allowed: a path, as text or pathlib.Path. To "
                                  "go on: pass such a path as home."),
        ({"out": "r", "tables": 5}, "build_report: tables=int cannot be used. Allowed: a dict of DataFrames with "
                                    "articles, sentences, mentions, statements, hedges. To go on: pass what "
                                    "extract_tables or read_tables returns."),
    ],
)  # fmt: skip  # a case and its message
def test_wrong_types_are_answered(options: dict, message: str):
    """What is no path and no tables is named with what is allowed."""
    with pytest.raises(schema.UsageError) as error:
        nr.build_report(**options)
    assert str(error.value) == message


def test_an_input_that_was_not_read_is_named(root: Path, tmp_path: Path):
    """The page and the manifest name the file that could not be read."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    page = root / "data" / "sample" / "20171129_hwasong15.txt"
    with pytest.warns(UserWarning, match="1 input"):
        manifest = nr.build_report([page, tmp_path / "in"], out=tmp_path / "out")
    assert [Path(path).name for path in manifest["unread"]] == ["empty.txt"]
    assert "empty.txt" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_source_and_tables_together_are_refused(tmp_path: Path):
    """One of the two is enough."""
    with pytest.raises(schema.UsageError) as error:
        nr.build_report("somewhere", tables={}, out=tmp_path)
    assert str(error.value) == (
        "build_report: source and tables together cannot be used. Allowed: one of the two. To go on: leave one out."
    )


def test_the_default_report_needs_the_repository(tmp_path: Path):
    """Without a source, and without the repository's data, the error says what is missing."""
    with pytest.raises(schema.UsageError) as error:
        nr.build_report(out=tmp_path / "out", home=tmp_path)
    assert str(error.value) == (
        f"build_report without a source, and no folder {str(tmp_path / 'seeds')!r} cannot be used. Allowed: a source, "
        "or a current folder that holds seeds/, data/sample/ and data/measures/. To go on: name your pages, or run it "
        "at the top of the repository."
    )


def test_the_default_report_shows_the_source_article_and_every_corpus(root: Path, tmp_path: Path):
    """It opens with the seed page, read, and has a panel for each question about the measured corpora."""
    manifest = nr.build_report(out=tmp_path, home=root)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "The source article, read" in page
    assert "Koh Byung-joon" in page
    assert [panel["name"] for panel in manifest["panels"]] == [panel.name for panel in DEFAULT]
    assert manifest["unread"] == []


def test_a_corpus_of_years_is_traced_by_year():
    """Speeches of which only the year is known have no weeks, however near they are."""
    articles = pd.DataFrame({"published_date": pd.to_datetime(["2019-01-01"] * 2), "published_precision": "year"})
    assert choose_span({"articles": articles}) == "Y"
