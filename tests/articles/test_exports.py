"""Exports of news databases, in the languages of their interfaces; all texts are ours."""

from __future__ import annotations

import io
import zipfile

import pandas as pd
import pytest

from newsresearch.articles import load_articles

BODY = ["The envoys met in Oslo on Monday and agreed to go on.", "A date was left open by both of them."]


def factiva(*articles: str) -> str:
    """A page of Factiva that holds these articles."""
    inner = "".join(f'<div id="article-SAMP{n}" class="article">{a}</div>' for n, a in enumerate(articles))
    return f"<html><head><title>Factiva</title></head><body><div>{inner}</div></body></html>"


def listed(count: str, date: str, language: str) -> str:
    """An article as Factiva lists it: fields without names, in the words of the interface."""
    paragraphs = "".join(f'<p class="articleParagraph enarticleParagraph">{p}</p>' for p in BODY)
    return (
        '<div class="article enArticle"><p><div>World Desk</div><div id="hd">'
        f'<span class="enHeadline">Envoys <b>meet</b> again </span></div>'
        f'<div class="author">By A. Sample </div><div>{count}</div><div>{date}</div>'
        f"<div>Sample Post</div><div>SAMP</div><div>{language}</div><div>Copyright 2018 Sample Post</div></p>"
        f"{paragraphs}<p>Document SAMP000020180509</p></div>"
    )


CODED = (
    '<div class="article enArticle"><table><tr><td><b>SE</b>&nbsp;</td><td>World Desk</td></tr>'
    '<tr><td><b>HD</b></td><td><span class="enHeadline">Envoys meet again</span></td></tr>'
    "<tr><td><b>BY</b></td><td>By A. Sample</td></tr><tr><td><b>WC</b></td><td>19 words</td></tr>"
    "<tr><td><b>PD</b></td><td>9 May 2018</td></tr><tr><td><b>SN</b></td><td>Sample Post</td></tr>"
    f'<tr><td><b>LP</b></td><td><p class="articleParagraph enarticleParagraph">{BODY[0]}</p></td></tr>'
    f'<tr><td><b>TD</b></td><td><p class="articleParagraph enarticleParagraph">{BODY[1]}</p></td></tr>'
    "<tr><td><b>NS</b></td><td>gdip : International Relations</td></tr></table></div>"
)


# As Factiva writes it: codes in paragraphs or below a break, a table within the text.
INDEXED = (
    "<div class='article enArticle'><table>"
    '<tr><td align="right" class="index"><b>SE</b>&nbsp;</td><td>World Desk</td></tr>'
    "<tr><td class=\"index\"><b>HD</b>&nbsp;</td><td><b class='enHeadline'>Envoys meet again</b></td></tr>"
    '<tr><td class="index"><b>BY</b>&nbsp;</td><td>By A. Sample</td></tr>'
    '<tr><td class="index"><b>WC</b>&nbsp;</td><td>1 019 mots</td></tr>'
    '<tr><td class="index"><b>PD</b>&nbsp;</td><td>9 mai 2018</td></tr>'
    '<tr><td class="index"><b>SN</b>&nbsp;</td><td>Sample Post</td></tr>'
    f'<tr><td class="index"><p><b>LP</b>&nbsp;</p></td><td><p class="articleParagraph">{BODY[0]}</p></td></tr>'
    '<tr><td class="index"><p><b>TD</b>&nbsp;</p></td><td><table><tr><td><p class="articleParagraph">'
    f"{BODY[1]}</p></td></tr></table></td></tr>"
    '<tr><td class="index"><br/><b>NS</b>&nbsp;</td><td><br/>gdip : International Relations</td></tr>'
    '<tr><td class="index"><br/><b>AN</b>&nbsp;</td><td><br/>Document SAMP1</td></tr></table></div>'
)


def expected(rows: pd.DataFrame) -> None:
    """Check the fields that every export below states."""
    columns = ["headline", "byline", "section", "outlet", "published_date"]
    assert rows[columns].drop_duplicates().values.tolist() == [
        ["Envoys meet again", "A. Sample", "World Desk", "Sample Post", pd.Timestamp("2018-05-09")]
    ]
    assert set(rows["text"]) == {"\n\n".join(BODY)}


@pytest.mark.parametrize(
    ("count", "date", "language"),
    [
        ("19 words", "9 May 2018", "English"), ("19 Wörter", "9 Mai 2018", "Englisch"),
        ("19 字", "2018 年 5 月 9 日", "英文"), ("19 字", "2018 年 5 月 9 日 09:30", "英文"),
        ("19 mots", "9 mai 2018", "Anglais"), ("19 palabras", "9 mayo 2018", "Inglés"),
        ("19 parole", "9 maggio 2018", "Inglese"), ("19 слов", "9 мая 2018", "Английский"),
        ("19 語", "2018年 5月 9日", "英語"), ("1.019 Wörter", "9. Mai 2018 09:30", "Englisch"),
    ],
)  # fmt: skip  # a table, its rows side by side
def test_factiva_in_the_language_of_its_interface(tmp_path, count, date, language):
    """The fields are found whatever language the interface has."""
    (tmp_path / "a.html").write_text(factiva(listed(count, date, language)), encoding="utf-8")
    expected(load_articles(tmp_path))


@pytest.mark.parametrize("article", [CODED, INDEXED])
def test_factiva_with_its_index(tmp_path, article):
    """The form with Factiva's two-letter codes gives the same article, whatever marks stand around a code."""
    (tmp_path / "a.html").write_text(factiva(article), encoding="utf-8")
    expected(load_articles(tmp_path))


def test_every_article_of_a_page(tmp_path):
    """A page of three articles, one of them coded, is three articles."""
    page = factiva(listed("19 words", "9 May 2018", "English"), CODED, listed("19 Wörter", "9 Mai 2018", "Englisch"))
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    rows = load_articles(tmp_path)
    assert len(rows) == 3
    expected(rows)


NUMBERED = {
    "english": (
        "2 of 3 DOCUMENTS",
        "May 9, 2018 Wednesday",
        "SECTION",
        "LENGTH: 19 words",
        "BYLINE",
        "LANGUAGE: ENGLISH",
    ),
    "german": ("Dokument 2 von 3", "Mittwoch 9. Mai 2018", "RUBRIK", "LÄNGE: 19 Wörter", "AUTOR", "SPRACHE: ENGLISCH"),
    "french": ("Document 2 de 3", "mercredi 9 mai 2018", "RUBRIQUE", "LONGUEUR: 19 mots", "AUTEUR", "LANGUE: ANGLAIS"),
}


@pytest.mark.parametrize("interface", NUMBERED)
@pytest.mark.parametrize("edition", [[], ["National Edition"], ["Ireland"]])
def test_lexisnexis_text(tmp_path, interface, edition):
    """LexisNexis' text gives the fields in three interfaces, and the edition is no headline."""
    number, date, section, length, author, language = NUMBERED[interface]
    lines = [number, "Sample Post (London)", date, *edition, "Envoys meet again", f"{author}: A. Sample",
             f"{section}: World Desk", length, *BODY, "LOAD-DATE: May 10, 2018", language,
             "Copyright 2018 Sample Post"]  # fmt: skip  # lines of one document
    (tmp_path / "a.txt").write_text("\n\n".join(lines), encoding="utf-8")
    expected(load_articles(tmp_path))


def docx(*lines: str) -> bytes:
    """A Word file of these paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        file.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
    return out.getvalue()


DOCUMENT = ["Envoys meet again", "Sample Post (London)", "(World Blog)", "May 9, 2018 Wednesday",
            "Copyright 2018 Sample Post", "Section: World Desk", "Length: 19 words", "Byline: A. Sample", "Body", *BODY,
            "https://example.org/a/b",
            "Load-Date: May 10, 2018", "End of Document"]  # fmt: skip  # lines of one document
COVER = ["User Name: A. Sample", "Date and Time: Friday, July 5, 2019 9:31:00 AM", "Job Number: 1", "Documents (2)",
         "1. Envoys meet again", "Client/Matter: -None-", "Search Terms: envoys",
         "Narrowed by:"]  # fmt: skip  # a cover


def test_nexis_uni_word_file(tmp_path):
    """A Word file of Nexis Uni is cut into its documents, and its cover page is no part of the first."""
    (tmp_path / "a.docx").write_bytes(docx(*COVER, *DOCUMENT, *DOCUMENT[:-2], "Ende des Dokuments"))
    rows = load_articles(tmp_path)
    assert len(rows) == 2
    expected(rows)
    assert set(rows["url"]) == {"https://example.org/a/b"}


def test_nexis_uk_html(tmp_path):
    """A page of Nexis UK gives the fields, and a line break in a headline is a blank."""
    lines = ["Sample Post", "May 9, 2018", "Envoys<BR>meet again", "BYLINE: --A. Sample", "SECTION: World Desk",
             "LENGTH: 19 words", *BODY, "LOAD-DATE: May 10, 2018"]  # fmt: skip  # lines of one document
    inner = "".join(f'<DIV CLASS="c0"><P CLASS="c1"><SPAN>{line}</SPAN></P></DIV>' for line in lines)
    (tmp_path / "a.html").write_text(f'<html><body><A NAME="DOC_ID_0_0"></A>{inner}</body></html>')
    expected(load_articles(tmp_path))
