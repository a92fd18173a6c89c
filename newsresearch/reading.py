"""An article to read in a notebook or a report: who says what about whom, with hedges and boosters marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise
from typing import Any

import pandas as pd

from newsresearch.features.sentiment import score_sentiment
from newsresearch.palette import SIDE_LOOKS, shade, tint
from newsresearch.schema import fault, need_columns

STATEMENT_COLUMNS = ("article_id", "start", "end", "side")
HEDGE_COLUMNS = ("article_id", "start", "end", "kind")
TONES = {-1: ("−", "hostile"), 0: ("0", "neutral"), 1: ("+", "friendly")}


PAPER, INK = "var(--jp-layout-color0,#fff)", "var(--jp-content-font-color0,#1b1b1b)"
"""Background and text: of JupyterLab's theme, light or dark; elsewhere dark on white."""


@dataclass(frozen=True)
class Span:
    """A stretch of the article's text, what it is, and the words that the pointer shows."""

    start: int
    end: int
    role: str
    side: str
    title: str
    tag: str = ""


class Reading:
    """An article drawn as HTML: what ``show_article`` returns and a notebook displays.

    A class, since a notebook asks an object for ``_repr_html_``; ``str(...)`` gives the plain text.
    """

    def __init__(self, html: str, text: str) -> None:
        self._html, self._text = html, text

    def _repr_html_(self) -> str:
        """Return the article as a piece of HTML with its own style."""
        return self._html

    def __repr__(self) -> str:
        """Return the headline and the text."""
        return self._text

    __str__ = __repr__


def show_article(article_id: str, tables: dict[str, pd.DataFrame]) -> Reading:
    """Show an article with its statements, their sources, and its hedges and boosters marked.

    Use it to check by eye what the tables hold: each statement stands in the colour and underline of the side that
    speaks, with a tag that says to whom and how warmly, and all its coding when the pointer rests on it: there too the
    sentiment of its words (VADER's compound, names masked) and the words that drove it, strongest first, each with its
    valence and the rules that changed it. It shows only what was found: a statement that was missed looks like
    narration. Paper and ink are those of JupyterLab's theme, light or dark; in a notebook that is not trusted yet,
    JupyterLab drops the colours, and running the cell brings them back.

    Parameters
    ----------
    article_id : str
        One of ``tables["articles"]["article_id"]``.
    tables : dict of DataFrames
        From ``extract_tables``, or ``read_tables`` of a folder with words.

    Returns
    -------
    Reading
        A notebook displays it; ``_repr_html_()`` is the piece of HTML, all text of the article escaped.

    Raises
    ------
    UsageError
        When the tables hold no such article, or no words.

    Examples
    --------
    >>> page = {"article_id": ["a.1"], "headline": ["Talks <soon>"], "text": ["He said yes."]}
    >>> "Talks &lt;soon&gt;" in show_article("a.1", {"articles": pd.DataFrame(page)})._repr_html_()
    True
    """
    if not isinstance(tables, dict) or "articles" not in tables:
        raise fault(
            "show_article: tables without articles", "the dict of extract_tables", "pass extract_tables(articles)"
        )
    articles = tables["articles"]
    need_columns(articles, ["article_id"], "show_article", "load_articles")
    if "text" not in articles.columns:
        raise fault("show_article: tables without words", "tables that hold the text", "extract them from the articles")
    found = articles[articles["article_id"] == article_id] if isinstance(article_id, str) else articles.iloc[:0]
    if found.empty:
        shown = repr(article_id) if isinstance(article_id, str) else f"a {type(article_id).__name__}"
        raise fault(
            f"show_article: article_id={shown}",
            f"one of the {len(articles)} ids in tables['articles'], such as {_first_id(articles)}",
            "take an id from tables['articles']['article_id']",
        )
    article = found.iloc[0]
    text = _words(article, "text")
    statements = _rows(tables, "statements", article_id, STATEMENT_COLUMNS)
    spans = [*_statement_spans(statements, text), *_hedge_spans(_rows(tables, "hedges", article_id, HEDGE_COLUMNS))]
    spans = sorted((s for s in spans if 0 <= s.start < s.end <= len(text)), key=lambda s: (s.start, s.end))
    body = "\n".join(f"<p>{_mark(text, *place, here)}</p>" for place, here in _by_paragraph(text, spans))
    html = f'<article class="nr-reading">{_style()}{_head(article)}{body}{_legend(spans)}</article>'
    return Reading(html, f"{_words(article, 'headline')}\n\n{text}".strip())


def _first_id(articles: pd.DataFrame) -> str:
    """Return an id to show in an error."""
    return repr(str(articles["article_id"].iloc[0])) if len(articles) else "none, the table is empty"


def _words(row: Any, column: str) -> str:
    """Return a cell as text, "" where it is missing."""
    value = row.get(column)
    return "" if value is None or pd.isna(value) else str(value)


def _rows(tables: dict[str, pd.DataFrame], name: str, article_id: str, columns: tuple[str, ...]) -> pd.DataFrame:
    """Return the rows of one article, none where the table is absent."""
    if name not in tables:
        return pd.DataFrame(columns=list(columns))
    need_columns(tables[name], columns, "show_article", "extract_tables")
    return tables[name][tables[name]["article_id"] == article_id].sort_values(["start", "end"], kind="stable")


def _statement_spans(statements: pd.DataFrame, text: str) -> Iterator[Span]:
    """Yield the content, the source and the cue of each statement."""
    told: set[tuple[int, int, str]] = set()
    scores = _scores(
        [text[max(int(a), 0) : int(b)] for a, b in zip(statements["start"], statements["end"], strict=True)]
    )
    for (_, row), score in zip(statements.iterrows(), scores, strict=True):
        side = _words(row, "side") or "OTHER"
        title = "\n".join(filter(None, (_coding(row), score)))
        yield Span(int(row["start"]), int(row["end"]), "content", side, title, _tag(row, side))
        for role in ("speaker", "cue"):
            start, end = row.get(f"{role}_start"), row.get(f"{role}_end")
            if start is None or pd.isna(start) or end is None or pd.isna(end):
                continue
            place = (int(start), int(end), role)
            if place not in told:  # the sentences of one utterance share their source and cue
                told.add(place)
                what = "source" if role == "speaker" else "cue"
                yield Span(int(start), int(end), role, side, f"{what}: {_words(row, role)} ({side})")


def _scores(contents: list[str]) -> list[str]:
    """Say of each statement how warm its words are, and which words made it so."""
    if not contents:
        return []
    scored = score_sentiment(contents, explain=True)
    return [_score(row.compound, row.drivers) for row in scored.itertuples()]


def _score(compound: Any, drivers: Any) -> str:
    """Write a score with the words that drove it, strongest first, a word a line."""
    lines = [f"sentiment of the words: {_signed(compound, 2)}"]
    for driver in sorted(drivers, key=lambda driver: -abs(driver.valence)):
        rules = f" ({driver.rules})" if driver.rules else ""
        lines.append(f"    {driver.word} {_signed(driver.valence, 1)}{rules}")
    return "\n".join(lines)


def _signed(value: float, digits: int) -> str:
    """Write a number with its sign, zero without one."""
    rounded = round(value, digits)
    return f"{rounded:+.{digits}f}".replace("-", "−") if rounded else "0"


def _hedge_spans(hedges: pd.DataFrame) -> Iterator[Span]:
    """Yield the hedges and boosters."""
    for _, row in hedges.iterrows():
        kind = _words(row, "kind") or "hedge"
        facts = [f"{kind}: {_words(row, 'cue')}", _words(row, "category"), f"voice: {_words(row, 'voice')}"]
        yield Span(
            int(row["start"]), int(row["end"]), kind, "", "\n".join(f for f in facts if not f.endswith(": ") and f)
        )


def _coding(row: Any) -> str:
    """Say how a statement is coded, a fact a line."""
    tone = row.get("tone")
    facts = [
        ("source", _words(row, "speaker") + (" (unnamed)" if row.get("anonymous") is True else "")),
        ("side", _words(row, "side")),
        ("about", _words(row, "target")),
        ("tone", "" if tone is None or pd.isna(tone) else TONES.get(int(tone), ("", str(tone)))[1]),
        ("act", _words(row, "act")),
        ("quotation", _words(row, "quote")),
        ("cue", _words(row, "cue")),
        ("condition", _words(row, "condition")),
        ("issue", _words(row, "issue")),
        ("channel", _words(row, "channel")),
    ]
    return "\n".join(f"{name}: {value}" for name, value in facts if value)


def _tag(row: Any, side: str) -> str:
    """Return the short label before a statement: who, about whom, tone, act."""
    target, tone = _words(row, "target"), row.get("tone")
    sign = "" if tone is None or pd.isna(tone) or not target else TONES.get(int(tone), ("", ""))[0]
    toward = f"→{target}{f' {sign}' if sign else ''}" if target else ""
    return " · ".join(part for part in (f"{side}{toward}", _words(row, "act")) if part)


def _by_paragraph(text: str, spans: list[Span]) -> list[tuple[tuple[int, int], list[Span]]]:
    """Return the (start, end) of each paragraph with the spans in it, sorted; a blank line parts paragraphs."""
    places, start = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            places.append((start, start + len(part)))
        start += len(part) + 2
    held: list[list[Span]] = [[] for _ in places]
    ends = [end for _, end in places]
    for span in spans:
        n = bisect_right(ends, span.start)
        while n < len(places) and places[n][0] < span.end:
            held[n].append(span)
            n += 1
    return list(zip(places, held, strict=True))


def _mark(text: str, start: int, end: int, spans: list[Span]) -> str:
    """Return a stretch of text as HTML with its spans marked.

    The text is cut wherever a span begins or ends, so spans may overlap in any way; pieces of one statement are then
    held together by one element, and the shortest of overlapping statements gives it its colour.
    """
    cuts = sorted({start, end, *(max(s.start, start) for s in spans), *(min(s.end, end) for s in spans)})
    pieces: list[tuple[int, int, list[Span]]] = []
    active: list[Span] = []
    n = 0
    for a, b in pairwise(cuts):
        active = [s for s in active if s.end > a]
        while n < len(spans) and spans[n].start <= a:
            active += [spans[n]] if spans[n].end > a else []
            n += 1
        pieces.append((a, b, active))
    out = []
    for contents, run in groupby(pieces, key=lambda piece: [s for s in piece[2] if s.role == "content"]):
        held = list(run)
        inner = "".join(_piece(text[a:b], [s for s in active if s.role != "content"]) for a, b, active in held)
        if contents:
            nearest = min(contents, key=lambda s: s.end - s.start)
            tags = "".join(f'<span class="tag">{escape(s.tag)}</span>' for s in contents if s.start == held[0][0])
            title = "\n\n".join(s.title for s in contents)
            inner = f'<span class="said {_class(nearest.side)}" title="{escape(title)}">{tags}{inner}</span>'
        out.append(inner)
    return "".join(out)


def _piece(words: str, active: list[Span]) -> str:
    """Return a piece of text inside the marks that cover it."""
    html = escape(words, quote=False).replace("\n", "<br>")
    for span in sorted(active, key=lambda s: s.end - s.start):
        side = f" {_class(span.side)}" if span.side else ""
        html = f'<span class="{escape(span.role)}{side}" title="{escape(span.title)}">{html}</span>'
    return html


def _class(side: str) -> str:
    """Return the style class of a side; a side that has no look is drawn as OTHER."""
    return f"side-{side if side in SIDE_LOOKS else 'OTHER'}"


def _head(article: Any) -> str:
    """Return the headline, the line of facts under it, and the editor's note."""
    revision, note = _words(article, "revision"), _words(article, "editor_note")
    badge = f' <span class="revision">{escape(revision)}</span>' if revision else ""
    facts = [_words(article, "outlet"), time_of(article), _words(article, "dateline"), _words(article, "byline")]
    agency, section = _words(article, "agency"), _words(article, "section")
    facts += [agency if agency != facts[0] else "", section]
    line = " · ".join(escape(fact) for fact in facts if fact)
    remark = f'<p class="note">{escape(note)}</p>' if note else ""
    return f'<h3>{escape(_words(article, "headline")) or "No headline"}{badge}</h3><p class="meta">{line}</p>{remark}'


def time_of(article: Any) -> str:
    """Return the time of publication where it was published, as finely as it is known.

    Examples
    --------
    >>> time_of({"published_date": "2019-09-16", "published_precision": "month"})
    'September 2019'
    """
    moment, day = article.get("published_at"), article.get("published_date")
    precision, zone = _words(article, "published_precision") or "day", _words(article, "published_zone")
    if precision == "minute" and moment is not None and not pd.isna(moment):
        local = pd.Timestamp(moment).tz_convert(zone) if zone else pd.Timestamp(moment)
        return f"{local.day} {local:%B %Y, %H:%M} ({zone or 'UTC'})"
    if day is None or pd.isna(day):
        return "no date"
    day = pd.Timestamp(day)
    return {"year": f"{day:%Y}", "month": f"{day:%B %Y}"}.get(precision, f"{day.day} {day:%B %Y}")


def _legend(spans: list[Span]) -> str:
    """Name the sides and marks that the article has."""
    sides = [side for side in SIDE_LOOKS if any(s.side == side and s.role == "content" for s in spans)]
    keys = [f'<span class="said {_class(side)}">{side}</span>' for side in sides]
    names = {"speaker": "source", "cue": "cue", "hedge": "hedge", "booster": "booster", "vague": "vague"}
    keys += [
        f'<span class="{role}">{name}</span>' for role, name in names.items() if any(s.role == role for s in spans)
    ]
    count = sum(s.role == "content" for s in spans)
    said = f"{count} statement{'' if count == 1 else 's'}"
    tags = "<br>Tags: who →about whom, tone (− hostile, 0 neutral, + friendly) · act." if count else ""
    rest = f"{'' if count else '<br>'} Point at a mark for its coding." if spans else ""
    return f'<p class="legend">{said}. {"".join(keys)}{tags}{rest}</p>'


def _style() -> str:
    """Return the style of a reading, which touches nothing outside its class."""
    rules = [
        f".nr-reading{{--paper:{PAPER};--ink:{INK};--faint:{_mixed('var(--ink)', 68)};max-width:44rem;"
        "padding:.8rem 1.1rem;background:var(--paper);color:var(--ink);overflow-wrap:anywhere;"
        "font:16px/1.75 Georgia,'Times New Roman',serif;-webkit-print-color-adjust:exact;print-color-adjust:exact}",
        ".nr-reading h3{font-size:1.25rem;line-height:1.3;margin:.2rem 0;color:var(--ink)}",
        ".nr-reading p{margin:.7rem 0;color:var(--ink)}",
        ".nr-reading [title]{cursor:help}",
        ".nr-reading .meta,.nr-reading .note,.nr-reading .legend,.nr-reading .tag,.nr-reading .revision"
        "{font-family:system-ui,'Segoe UI',Helvetica,Arial,sans-serif}",
        ".nr-reading .meta,.nr-reading .note,.nr-reading .legend{font-size:.8rem;color:var(--faint);margin:.2rem 0}",
        ".nr-reading .note{font-style:italic}",
        f".nr-reading .legend{{border-top:1px solid {_mixed('var(--ink)', 20)};margin-top:1rem;padding-top:.5rem;"
        "line-height:2}",
        ".nr-reading .legend>span{color:var(--ink);margin-right:.35rem;white-space:nowrap}",
        ".nr-reading .revision{font-size:.7rem;font-weight:600;border:1px solid var(--faint);border-radius:3px;"
        "padding:.05rem .35rem;vertical-align:middle;white-space:nowrap}",
        ".nr-reading .said{border-bottom-width:2px;padding:.08em .1em;-webkit-box-decoration-break:clone;"
        "box-decoration-break:clone}",
        ".nr-reading .said .tag{font-size:.62rem;font-weight:600;color:#fff;border-radius:3px;padding:.1rem .3rem;"
        "margin-right:.3rem;vertical-align:.12em;white-space:nowrap}",
        ".nr-reading .speaker{font-weight:600}",
        ".nr-reading .cue{font-style:italic}",
        ".nr-reading .hedge{text-decoration:underline wavy var(--ink) 1px;text-underline-offset:2px}",
        ".nr-reading .booster{text-decoration:underline double var(--ink);text-underline-offset:2px;font-weight:600}",
        ".nr-reading .vague{text-decoration:underline dotted var(--ink) 2px;text-underline-offset:2px}",
    ]
    for side, look in SIDE_LOOKS.items():  # the first of two values is for a browser without color-mix
        dark = shade(look.colour, 0.66)
        rules.append(f".nr-reading .said.side-{side}{{background:{tint(look.colour, 0.18)};"
                     f"background:{_mixed(look.colour, 18)};border-bottom-style:{look.underline};"
                     f"border-bottom-color:{look.colour};"
                     f"border-bottom-color:{_mixed(look.colour, 80, 'ink')}}}")  # fmt: skip
        rules.append(f".nr-reading .side-{side} .tag{{background:{dark}}}")
        rules.append(f".nr-reading .speaker.side-{side},.nr-reading .cue.side-{side}"
                     f"{{color:{dark};color:{_mixed(look.colour, 58, 'ink')}}}")  # fmt: skip
    return f"<style>{''.join(rules)}</style>"


def _mixed(colour: str, share: int, into: str = "paper") -> str:
    """Return a colour of which ``share`` percent is ``colour`` and the rest the paper or the ink of the theme."""
    return f"color-mix(in srgb,{colour} {share}%,var(--{into}))"
