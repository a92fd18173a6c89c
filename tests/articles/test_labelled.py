"""Nexis and LexisNexis exports in any order of their fields, in six interfaces, as text, HTML, Word and rich text."""

from __future__ import annotations

import html
import io
import tempfile
import textwrap
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsresearch.articles import load_articles
from newsresearch.articles.labelled import read_lexis, read_nexis_html
from newsresearch.pages import read_pages

BODY = [
    "The envoys met in the old town hall of Oslo on Monday and agreed to go on with their talks in the spring of the "
    "next year.",
    '"We are not there yet," one of them said: "a date was left open by all who took part, and so was a place."',
]
HEADLINES = [
    "Talks", "Envoys meet again: 'We are not there yet'", "North Korea to free 3 Americans on May 9, 2018",
    "Envoys of two countries meet again in the old town hall of Oslo after a pause of more than two years",
]  # fmt: skip  # one list
NUMBER, DATE, BYLINE, SECTION, LENGTH, PLACE, LOADED, LANGUAGE, TYPE, BODY_WORD, END = range(11)
# What six interfaces print, in the order of the names above.
INTERFACES = {
    "English": ["of {} DOCUMENTS", "May 9, 2018 Wednesday 5:12 AM GMT", "BYLINE", "SECTION", "LENGTH: 345 words",
                "DATELINE", "LOAD-DATE: May 10, 2018", "LANGUAGE: ENGLISH", "PUBLICATION-TYPE", "Body",
                "End of Document"],
    "German": ["von {} DOKUMENTEN", "9. Mai 2018 Mittwoch", "AUTOR", "RUBRIK", "LÄNGE: 345 Wörter", "DATELINE",
               "UPDATE: 10. Mai 2018", "SPRACHE: ENGLISCH", "PUBLICATION-TYPE", "Hauptteil", "Ende des Dokuments"],
    "French": ["de {} DOCUMENTS", "mercredi 9 mai 2018", "AUTEUR", "RUBRIQUE", "LONGUEUR: 345 mots", "ORIGINE-DEPECHE",
               "DATE-CHARGEMENT: 10 mai 2018", "LANGUE: ANGLAIS", "TYPE-PUBLICATION", "Corps", "Fin du document"],
    "Spanish": ["de {} DOCUMENTOS", "miércoles 9 de mayo de 2018", "AUTOR", "SECCIÓN", "LONGITUD: 345 palabras",
                "ORIGEN", "FECHA-CARGA: 10 mayo 2018", "IDIOMA: INGLÉS", "TIPO-PUBLICACIÓN", "Cuerpo",
                "Fin del documento"],
    "Italian": ["di {} DOCUMENTI", "mercoledì 9 maggio 2018", "AUTORE", "SEZIONE", "LUNGHEZZA: 345 parole", "DATELINE",
                "DATA-CARICAMENTO: 10 maggio 2018", "LINGUA: INGLESE", "TIPO-PUBBLICAZIONE", "Corpo",
                "Fine del documento"],
    "Dutch": ["van {} DOCUMENTEN", "9 mei 2018 woensdag", "AUTEUR", "SECTIE", "LENGTE: 345 woorden", "DATELINE",
              "LAAD-DATUM: 10 mei 2018", "TAAL: ENGELS", "PUBLICATIE-TYPE", "Body", "Einde van document"],
}  # fmt: skip  # a list an interface


@st.composite
def documents(draw: st.DrawFn) -> tuple[list[str], str, list[str], list[str], list[str]]:
    """One article's interface, headline, and its lines above the headline, between headline and body, and below."""
    words = INTERFACES[draw(st.sampled_from(sorted(INTERFACES)))]
    fields = {
        BYLINE: f"{words[BYLINE]}: By A. Sample", SECTION: f"{words[SECTION]}: Section A; Column 0; Foreign Desk",
        PLACE: f"{words[PLACE]}: OSLO, Norway",
    }  # fmt: skip  # three fields
    chosen = draw(st.lists(st.sampled_from(sorted(fields)), unique=True))
    head = draw(st.permutations([words[LENGTH], *(fields[n] for n in chosen)]))
    tail = draw(st.permutations([words[LANGUAGE], f"{words[TYPE]}: Newspaper", words[LOADED]]))
    tail = tail[: draw(st.integers(1, 3))]
    edition = draw(st.sampled_from([[], ["National Edition"], ["Edition 1;", "Scotland"]]))
    return words, draw(st.sampled_from(HEADLINES)), edition, head, tail


def as_text(found: list, place: int) -> str:
    """The text form: outlet, date and edition centred, everything wrapped."""
    words, headline, edition, head, tail = found
    above = [f"{place} {words[NUMBER].format(3)}", "", "Sample Post (London)", "", words[DATE], *edition]
    blocks = [textwrap.fill(part, 76) for part in [headline, *head, *BODY, *tail]]
    return "\n".join(line.center(78) for line in above) + "\n\n" + "\n\n".join(blocks) + "\n\n"


def as_page(found: list, place: int) -> str:
    """The HTML form: a paragraph a field."""
    words, headline, edition, head, tail = found
    lines = [f"{place} {words[NUMBER].format(3)}", "Sample Post (London)", words[DATE], *edition[:1], headline, *head,
             *BODY, *tail]  # fmt: skip  # one list
    inner = "".join(f'<DIV CLASS="c0"><P CLASS="c1"><SPAN>{html.escape(line)}</SPAN></P></DIV>' for line in lines)
    return f'<A NAME="DOC_ID_0_{place}"></A>{inner}'


def as_word(found: list) -> list[str]:
    """The lines of the Word form: headline first, names of fields with one capital."""
    words, headline, edition, head, tail = found
    named = [line.partition(":") for line in (*head, *tail)]
    named = [f"{name.capitalize()}:\xa0{value.strip()}" for name, _, value in named]
    return [headline, "Sample Post (London)", words[DATE], *edition[:1], "Copyright 2018 Sample Post",
            *named[: len(head)], words[BODY_WORD], "", *BODY, "", *named[len(head) :], words[END]]  # fmt: skip  # lines


def docx(lines: list[str]) -> bytes:
    """A Word file of these paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{html.escape(line)}</w:t></w:r></w:p>" for line in lines)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        file.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
    return out.getvalue()


def rtf(lines: list[str]) -> bytes:
    """A file of rich text of these paragraphs."""
    spelled = ("".join(c if c.isascii() else rf"\u{ord(c)}?" for c in line) for line in lines)
    return rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}" + r"\par ".join(spelled).encode() + rb"\par}"


@settings(max_examples=60, deadline=None)
@given(st.lists(documents(), min_size=1, max_size=3), st.sampled_from(["txt", "html", "docx", "rtf"]))
def test_any_order_of_fields(found, form):
    """Each document is an article with its outlet, headline, date and body, whatever stands around them and where."""
    words = [line for one in found for line in as_word(one)]
    data = {
        "txt": lambda: "".join(as_text(one, n) for n, one in enumerate(found, 1)).encode(),
        "html": lambda: "".join(as_page(one, n) for n, one in enumerate(found, 1)).encode(),
        "docx": lambda: docx(words),
        "rtf": lambda: rtf(words),
    }[form]()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"a.{form}").write_bytes(data)
        rows = read_pages(folder)[["page_id", "place"]].merge(load_articles(folder, cache=False), on="page_id")
    rows = rows.sort_values("place")
    assert rows["headline"].tolist() == [one[1] for one in found]
    assert set(rows["text"]) == {"\n\n".join(BODY)}
    assert set(rows["published_date"]) == {pd.Timestamp("2018-05-09")}
    assert set(rows["outlet"]) == {"Sample Post"}
    assert set(rows["byline"].dropna()) <= {"A. Sample"}


def test_speakers_are_no_fields():
    """A transcript's speakers stand in capitals before a colon, and are part of the body, the last of them too."""
    said = ["TRUMP: We will see what happens in the end.", "QUESTION: When will that be, Mr. President?",
            "TRUMP: Thank you all, thank you very much."]  # fmt: skip  # three lines
    lines = ["Sample Post", "May 9, 2018", "Remarks on a meeting", "LENGTH: 25 words", *said, "LOAD-DATE: May 10, 2018"]
    assert read_lexis("\n\n".join(lines)).paragraphs == said


@given(st.text(max_size=600))
def test_any_document_is_read(words):
    """No text breaks the reader."""
    read_lexis(words)
    read_lexis(f"Sample Post\n\nMay 9, 2018\n\nLENGTH: 3 words\n\n{words}")


@pytest.mark.parametrize(
    ("count", "date"),
    [("345 słów", "9 maja 2018"), ("345 sözcük", "9 Mayıs 2018"), ("345 ord", "9 maj 2018"),
     ("345 slov", "9 května 2018"), ("345 kata", "9 Mei 2018")],
)  # fmt: skip  # a table, its rows side by side
def test_factiva_in_further_languages(tmp_path, count, date):
    """A number and a word before a date are the count of words, in languages that the reader does not list too."""
    cells = "".join(f"<div>{cell}</div>" for cell in (count, date, "Sample Post", "SAMP", "English"))
    paragraphs = "".join(f'<p class="articleParagraph">{p}</p>' for p in BODY)
    page = f'<span class="enHeadline">Envoys meet again</span>{cells}{paragraphs}'
    (tmp_path / "a.html").write_text(f'<title>Factiva</title><div class="article enArticle">{page}</div>', "utf-8")
    row = load_articles(tmp_path).iloc[0]
    assert [row["headline"], row["outlet"], row["published_date"], row["text"]] == [
        "Envoys meet again", "Sample Post", pd.Timestamp("2018-05-09"), "\n\n".join(BODY),
    ]  # fmt: skip  # four fields


@pytest.mark.parametrize(
    ("outlet", "extra", "name"),
    [
        ("The Sample Post", ["Late Edition - Final", "Correction Appended"], "The Sample Post"),
        ("Agence France Presse -- English", [], "AFP"),
        ("washingtonpost.com", [], "Washington Post"),
        ("Sample Monitoring Asia Supplied by Sample Worldwide", [], "Sample Monitoring Asia"),
    ],
)
def test_what_stands_beside_outlet_and_date(outlet, extra, name):
    """An outlet loses what the database adds to its name; no edition and no notice is the headline."""
    draft = read_lexis(
        "\n\n".join([outlet, "May 9, 2018 Wednesday", *extra, "Envoys meet again", "LENGTH: 9 words", *BODY])
    )
    assert (draft.outlet, draft.headline, draft.paragraphs) == (name, "Envoys meet again", BODY)


def test_a_programme_is_no_outlet():
    """In a transcript the station is the outlet, not its programme between it and the date."""
    lines = ["Sample TV", "SHOW: MORNING TALK 9:00 AM EST", "May 9, 2018 Wednesday", "Envoys meet", "LENGTH: 9 words"]
    draft = read_lexis("\n\n".join([*lines, *BODY]))
    assert (draft.outlet, draft.headline) == ("Sample TV", "Envoys meet")


@pytest.mark.parametrize("number", ["Dokument 1 von 3", "Document 1 de 3", "1 of 3 DOCUMENTS"])
def test_the_number_of_a_document_is_no_headline(number):
    """In any interface's words the line that counts a page's documents is left out."""
    lines = [number, "Sample Post", "9. Mai 2018", "Envoys meet", "LENGTH: 9 words", *BODY]
    assert read_nexis_html("".join(f"<P>{line}</P>" for line in lines)).headline == "Envoys meet"


def test_a_list_of_articles_before_the_first():
    """The numbered list on a download's first page gives no headline and no date."""
    lines = ["Results", "1. Envoys meet", "Sample Post, May 8, 2018", "2. Talks go on", "Sample Post, May 7, 2018"]
    lines += ["Envoys meet", "Sample Post", "May 9, 2018 Wednesday", "Length: 9 words", "Body", *BODY]
    draft = read_lexis("\n\n".join(lines))
    assert (draft.headline, draft.outlet, draft.when.day.isoformat()) == ("Envoys meet", "Sample Post", "2018-05-09")


def test_a_word_file_without_its_last_line(tmp_path):
    """One article of Lexis is told by the number of its words above its body where "End of Document" is cut off."""
    lines = ["Envoys meet", "Sample Post", "May 9, 2018", "Length: 9 words", "Byline: A. Sample", "Body", *BODY]
    (tmp_path / "a.docx").write_bytes(docx([*lines, "Load-Date: May 10, 2018"]))
    row = load_articles(tmp_path).iloc[0]
    assert [row["headline"], row["outlet"], row["byline"], row["text"]] == [
        "Envoys meet", "Sample Post", "A. Sample", "\n\n".join(BODY),
    ]  # fmt: skip  # four fields
