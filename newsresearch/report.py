"""The report: a list of panels, each a question, a summary, a figure and a table; the only writer of reports."""

from __future__ import annotations

import hashlib
import json
from html import escape
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
import numpy as np
import pandas as pd

from newsresearch.articles import load_articles
from newsresearch.extract import extract_tables, select_articles
from newsresearch.figures import save_figure
from newsresearch.figures.style import PERIODS, describe_measure, name_actor, name_aim, name_group, name_kind, number
from newsresearch.pages import read_pages, unread_in
from newsresearch.panels import DEFAULT, GENERAL, Panel, Tables
from newsresearch.reading import show_article, time_of
from newsresearch.revisions import compare_revisions
from newsresearch.schema import NothingReadError, as_path, conform, fault, need_tables
from newsresearch.store import need_articles, read_tables, safe_cells, schema_tables, writable_folder
from newsresearch.stories import thread_stories

READ_IN_FULL = 6
"""Articles shown word for word; a page with more is slow to open and nobody reads it."""

SPOKEN = 10
"""Names that the words for a figure list at most."""

TABLE_ROWS = 60
"""Rows of a table on the page; the file beside it has all."""


def build_report(
    source: Any = None, *, tables: Tables | None = None, out: str | Path, home: str | Path = "."
) -> dict[str, Any]:
    """Write a report: figures, the table behind each, and one HTML page that shows them with the articles read.

    Use it for a folder of pages, or for tables that are already computed. Without either it writes the default
    report of the repository: ``seeds``, ``data/sample`` and ``data/measures`` under ``home``. It computes nothing of
    its own: every number stands in a table, and ``show_evidence`` leads from a row to its sentences. The same input
    gives the same bytes.

    Parameters
    ----------
    source : path or list of paths, optional
        Whatever ``read_pages`` takes.
    tables : dict of DataFrames, optional
        From ``extract_tables`` or ``read_tables``, in place of ``source``.
    out : path
        The folder to write; made when it is not there.
    home : path
        Where the default report finds its data.

    Returns
    -------
    dict
        The manifest, also written to ``manifest.json``: ``version``, ``n_articles``, ``unread`` (inputs not read),
        ``figures`` and ``tables`` (path to sha256), ``panels`` (name, question, note).

    Raises
    ------
    UsageError
        When both a source and tables are given, when ``out`` is a file or cannot be written, or when the default data
        are not there; NothingReadError, a kind of it, when there is no article to report on.

    Examples
    --------
    >>> manifest = build_report("my_folder", out="my_report")  # doctest: +SKIP
    >>> sorted(manifest["figures"])[:1]  # doctest: +SKIP
    ['figures/actors.pdf']
    """
    call = "build_report"
    if source is not None and tables is not None:
        raise fault(f"{call}: source and tables together", "one of the two", "leave one out")
    as_path("out", out, call)
    pages, opening = None, []
    panels: tuple[Panel, ...]
    if tables is not None:
        need_tables(tables, schema_tables(), call)
        if tables["articles"].empty:
            raise fault(
                f"{call}: tables of no article", "tables with at least one article", "look at what was loaded",
                kind=NothingReadError,
            )  # fmt: skip  # one sentence
        given = tables["articles"]
        wordless = [name for name in ("text", "headline") if name not in given]
        tables = {**tables, "articles": conform(given, "articles").drop(columns=wordless)}
        corpora, panels, title = {"tables": tables}, GENERAL, "Report on the given tables"
    elif source is not None:
        pages, tables = _read(source)
        corpora, panels, title = {"tables": tables}, GENERAL, "Report on the given pages"
    else:
        pages, corpora = _default_corpora(as_path("home", home, call))
        tables, panels, title = corpora["reading"], DEFAULT, "DPRK beside the US"
        opening = _from_folder(pages, tables["articles"], "seeds")
    folder = writable_folder("out", out, call)
    _clear(folder)
    for name in ("figures", "tables"):
        (folder / name).mkdir(exist_ok=True)
    shown = [_write_panel(panel, corpora, folder) for panel in panels if panel.corpus in corpora]
    words = {
        **_readings(tables, opening),
        "versions": _versions(tables["articles"]),
        "changes": _changes(tables),
        "undated": _undated(tables["articles"]),
    }
    page = _page(title, shown, words, pages)
    (folder / "index.html").write_text(page, encoding="utf-8")
    manifest = {
        "version": version("newsresearch"),
        "n_articles": {name: len(part["articles"]) for name, part in corpora.items()},
        "unread": [] if pages is None else unread_in(pages)["path"].tolist(),
        "figures": _hashes(folder, "figures"),
        "tables": _hashes(folder, "tables"),
        "panels": [{"name": p["name"], "question": p["question"], "note": p["note"]} for p in shown],
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return manifest


def _clear(folder: Path) -> None:
    """Remove the figures and tables that an earlier report's manifest names; what else lies there stays."""
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        return
    earlier = json.loads(manifest.read_text(encoding="utf-8"))
    for name in (*earlier.get("figures", ()), *earlier.get("tables", ())):
        if Path(name).parent.as_posix() in ("figures", "tables"):
            (folder / name).unlink(missing_ok=True)


def _read(source: Any) -> tuple[pd.DataFrame, Tables]:
    """Read, load, thread and extract a source."""
    pages = read_pages(source)
    articles = load_articles(pages)
    need_articles(articles, source, "build_report")
    return pages, extract_tables(thread_stories(articles))


def _default_corpora(home: Path) -> tuple[pd.DataFrame, dict[str, Tables]]:
    """Read the repository's own pages and measured tables."""
    needed = [home / "seeds", home / "data" / "sample", home / "data" / "measures"]
    missing = [path for path in needed if not path.is_dir()]
    if missing:
        raise fault(
            f"build_report without a source, and no folder {str(missing[0])!r}",
            "a source, or a current folder that holds seeds/, data/sample/ and data/measures/",
            "name your pages, or run it at the top of the repository",
        )
    pages, reading = _read(needed[:2])
    measured = sorted(path.parent for path in needed[2].glob("*/provenance.json"))
    return pages, {"reading": reading, **{folder.name: read_tables(folder) for folder in measured}}


def _write_panel(panel: Panel, corpora: dict[str, Tables], folder: Path) -> dict[str, Any]:
    """Write one panel's figure and table; return what the page shows of it."""
    tables = corpora[panel.corpus]
    if panel.between is not None:
        first, last = panel.between
        inside = tables["articles"]["published_date"].between(pd.Timestamp(first), pd.Timestamp(last))
        tables = select_articles(tables, tables["articles"].loc[inside, "article_id"])
    summary = panel.summarise(tables)
    figure = panel.draw(summary, title=panel.question, source=panel.note)
    save_figure(figure, folder / "figures", panel.name)
    flat = safe_cells(summary.reset_index(drop=True))
    flat.to_csv(folder / "tables" / f"{panel.name}.csv", index=False)
    summary.reset_index(drop=True).to_parquet(folder / "tables" / f"{panel.name}.parquet", index=False)
    return {
        "name": panel.name,
        "question": panel.question,
        "note": panel.note,
        "n_articles": len(tables["articles"]),
        "alt": f"{panel.question} {_say_drawn(summary)}".strip(),
        "dated": _dated(tables["articles"]),
        "rows": len(summary),
        "table": _panel_table(summary.reset_index(drop=True), panel.name),
        "shown": min(len(summary), TABLE_ROWS),
    }


def _dated(articles: pd.DataFrame) -> str:
    """Say from when to when articles are, and how many have no date."""
    dates = articles["published_date"].dropna()
    if dates.empty:
        return "None has a date."
    precision = articles["published_precision"] if "published_precision" in articles.columns else None
    told = slice(
        0, 4 if precision is not None and precision.dropna().eq("year").all() and precision.notna().any() else 10
    )
    first, last = (str(day.date())[told] for day in (dates.min(), dates.max()))
    missing = len(articles) - len(dates)
    return f"Dated {first}{'' if first == last else f' to {last}'}{f'; {missing:,} without a date' if missing else ''}."


def _undated(articles: pd.DataFrame) -> str:
    """Say how many articles have no date."""
    missing = int(articles["published_date"].isna().sum())
    return f"{missing:,} of {len(articles):,} articles have no date." if missing else "Every article has a date."


def _say_drawn(summary: pd.DataFrame) -> str:
    """Say what a figure draws, for those who do not see it: the measures, the groups, the periods."""
    named = _named(_drawn_first(summary) if "actor_id" in summary.columns else summary)
    by = name_kind(summary["by"].iloc[0]) if "by" in summary.columns and len(summary) else ""
    pair = ("source", "target") if "source_id" in summary.columns else ()
    wanted = ("measure", "event", "actor", *pair, "issue", "condition issue", by, "group", "period")
    columns = {_head(column): column for column in named.columns}
    kept = [head for head in dict.fromkeys(wanted) if head in columns]
    said = [_say_values(by if head == "group" and by else head, named[columns[head]]) for head in kept]
    sides = [str(summary[f"side_{end}"].iloc[0]) for end in "ab" if f"side_{end}" in summary.columns and len(summary)]
    said += [f"compared: {name_group(sides[0], summary['between'].iloc[0])} and "
             f"{name_group(sides[1], summary['between'].iloc[0])}"] if sides else []  # fmt: skip  # one sentence
    return f"Drawn: {'; '.join(dict.fromkeys(filter(None, said)))}." if any(said) else ""


def _say_values(head: str, column: pd.Series) -> str:
    """List the values of a column, those of periods from the first to the last; "" where there are none."""
    values = [str(value) for value in column.dropna().drop_duplicates()]
    if not values:
        return ""
    if head in (*PERIODS.values(), "period"):
        return f"{head}: {values[0]}{f' to {values[-1]}' if len(values) > 1 else ''}"
    return f"{head}: {', '.join(values[:SPOKEN])}{' and others' if len(values) > SPOKEN else ''}"


def _from_folder(pages: pd.DataFrame, articles: pd.DataFrame, folder: str) -> list[str]:
    """Return the articles whose page lies in a folder of this name."""
    inside = pages["path"].map(lambda path: folder in Path(path).parts)
    return articles.loc[articles["page_id"].isin(pages.loc[inside, "page_id"]), "article_id"].tolist()


def _readings(tables: Tables, opening: list[str]) -> dict[str, list[str]]:
    """Show the opening articles, then the latest ones, word for word, where there are words."""
    articles = tables["articles"]
    if "text" not in articles.columns:
        return {"opening": [], "readings": []}
    if "is_latest" in articles.columns:
        articles = articles[articles["is_latest"] & articles["duplicate_of"].isna()]
    rest = articles[~articles["article_id"].isin(opening)]
    latest = rest.sort_values(["published_at", "article_id"], ascending=[False, True], kind="stable")
    chosen = {"opening": opening, "readings": latest["article_id"].head(READ_IN_FULL).tolist()}
    return {part: [show_article(i, tables)._repr_html_() for i in ids] for part, ids in chosen.items()}


def _versions(articles: pd.DataFrame) -> str:
    """List the stories that were told more than once, each under its latest headline, in the time of the outlet."""
    if "story_id" not in articles.columns or "headline" not in articles.columns:
        return ""
    told = articles[articles.groupby("story_id")["article_id"].transform("size") > 1]
    told = told.sort_values(["story_id", "published_at", "revision_number"], kind="stable")
    told = told.assign(published=[time_of(article) for article in told.to_dict("records")])
    moments = told["published"].map("the version of {}".format)
    names = dict(zip(told["article_id"].astype(str), moments, strict=True))
    for column in ("thread_reason", "duplicate_of"):
        told[column] = [_name_ids(text, names) for text in told[column]]
    columns = {
        "published": "published", "revision": "revision", "headline": "headline", "is_latest": "counts",
        "duplicate_of": "duplicate of", "thread_reason": "why one story",
    }  # fmt: skip  # names of the columns
    blocks = told.groupby("story_id", sort=False)
    return "".join(_block(rows, rows[list(columns)].rename(columns=columns)) for _, rows in blocks)


def _block(versions: pd.DataFrame, table: pd.DataFrame) -> str:
    """Draw a table under the headline of a story's latest version."""
    latest = versions.loc[versions["is_latest"].fillna(False).astype(bool), "headline"].dropna()
    headlines = [*latest, *versions["headline"].dropna()[::-1]]
    heading = escape(str(headlines[0])) if headlines else "No headline"
    return f"<h4>{heading}</h4>{_table(table.dropna(axis='columns', how='all'))}"


def _name_ids(text: Any, names: dict[str, str]) -> Any:
    """Put names in the place of ids of articles within a text."""
    if pd.isna(text):
        return text
    return " ".join(names.get(word, word) for word in str(text).split(" "))


def _changes(tables: Tables) -> str:
    """List the sentences of rewrites whose hedges came or went, each story under its latest headline."""
    articles = tables["articles"]
    if "story_id" not in articles.columns or "text" not in articles.columns:
        return ""
    changed = compare_revisions(articles, hedges=tables["hedges"], statements=tables["statements"])
    hedged = changed[changed["hedges_added"].notna() | changed["hedges_dropped"].notna()]
    columns = ["from_revision", "to_revision", "change", "before", "after", "hedges_dropped", "hedges_added"]
    return "".join(
        _block(articles[articles["story_id"] == story], rows[columns])
        for story, rows in hedged.groupby("story_id", sort=False)
    )


def _panel_table(summary: pd.DataFrame, name: str) -> str:
    """Draw a summary: the rows of the figure first, in its names and units; above them what is alike in all."""
    named = _named(_drawn_first(summary))
    alike = [] if len(named) < 2 else [c for c in named.columns if named[c].map(str).nunique() == 1]
    said = [f"{_head(c)}: {_text(named[c].iloc[0])}" for c in alike if _text(named[c].iloc[0])]
    above = f"In all rows {'; '.join(said)}. " if said else ""
    return (
        f'<p class="small">{escape(above)}All rows and columns: <a href="tables/{name}.csv">tables/{name}.csv</a>.</p>'
        + _table(named.drop(columns=alike).head(TABLE_ROWS))
    )


def _drawn_first(summary: pd.DataFrame) -> pd.DataFrame:
    """Put the actors named most first, as the figure does; else the rows with an estimate."""
    if "actor_id" in summary.columns:
        actors = summary["actor_id"].astype("object")
        totals = summary.groupby(actors)["n_mentions"].sum().sort_values(ascending=False, kind="stable")
        rank = {actor: place for place, actor in enumerate(totals.index)}
        return summary.iloc[actors.map(rank).argsort(kind="stable")]
    if "estimate" in summary.columns:
        return summary.iloc[summary["estimate"].isna().to_numpy().argsort(kind="stable")]
    return summary


def _named(summary: pd.DataFrame) -> pd.DataFrame:
    """Write a summary's ids, periods and estimates as the figure does."""
    shown = summary.astype("object").drop(columns="period_name", errors="ignore")
    for column in ("by", "freq", "between"):
        if column in shown.columns:
            shown[column] = [None if pd.isna(kind) else name_kind(kind) for kind in shown[column]]
    by = summary["by"].iloc[0] if "by" in summary.columns and len(summary) else None
    freq = summary["freq"].iloc[0] if "freq" in summary.columns and len(summary) else None
    for column in ("actor_id", "source_id", "target_id"):
        if column in shown.columns:
            shown[column] = [name_actor(str(actor)) for actor in shown[column]]
    if "group" in shown.columns:
        shown["group"] = [None if pd.isna(group) else name_group(group, by) for group in shown["group"]]
    if "period" in shown.columns:
        shown["period"] = [
            f"{day.year} Q{day.quarter}" if freq == "Q" else name_group(day.date(), freq) for day in summary["period"]
        ]
        if "period_name" in summary.columns:
            shown["period"] = [f"{name}, from {day.year}" for name, day in zip(
                summary["period_name"], summary["period"], strict=True)]  # fmt: skip  # one list
    if "measure" in shown.columns:
        aims = {m: name_aim(describe_measure(str(m)), rows) for m, rows in summary.groupby("measure", sort=False)}
        facts = [aims[measure] for measure in summary["measure"]]
        shown["measure"] = [f"{fact.name} ({fact.unit})" for fact in facts]
        for column in [c for c in shown.columns if c.removesuffix("_a").removesuffix("_b") in ESTIMATES]:
            shown[column] = [
                None if pd.isna(x) else number(x, f, sign=column.startswith("difference"))
                for x, f in zip(summary[column], facts, strict=True)
            ]
    heads = {"actor_id": "actor", "source_id": "source", "target_id": "target", "group": name_kind(by) or "group"}
    for end in "ab":
        if f"side_{end}" in summary.columns and summary[f"side_{end}"].nunique() == 1:
            kind = summary["between"].iloc[0] if "between" in summary.columns else "side"
            side = name_group(summary[f"side_{end}"].iloc[0], kind)
            ends = [column for column in shown.columns if column.endswith(f"_{end}")]
            heads |= {column: f"{column.removesuffix(f'_{end}')} {side}" for column in ends if column != f"side_{end}"}
            shown = shown.drop(columns=f"side_{end}")
    return shown.rename(columns={old: new for old, new in heads.items() if new not in shown.columns})


ESTIMATES = (
    "estimate",
    "low",
    "high",
    "before",
    "after",
    "difference",
    "difference_low",
    "difference_high",
    "smoothed",
)
"""Columns in the unit of the row's measure."""

WRAPPED = 48
"""Letters from which a column of text is broken into lines; a shorter one keeps to one."""


def _head(column: str) -> str:
    """Write a column's name as words."""
    return str(column).replace("_", " ")


def _text(value: Any) -> str:
    """Write a value of a table: numbers short, days without the time."""
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, float | np.floating):
        return f"{value:,.3f}".replace("-", "−")
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}" if value == value.normalize() else f"{value:%Y-%m-%d %H:%M}"
    return f"{int(value):,}" if isinstance(value, int | np.integer) else str(value)


def _table(frame: pd.DataFrame) -> str:
    """Draw a table as HTML, numbers short, words whole, all text escaped; a wide one is scrolled."""
    texts = {column: [_text(value) for value in frame[column]] for column in frame.columns}
    wrapped = ' style="white-space: normal; min-width: 14rem"'
    styles = [wrapped if max(map(len, cells), default=0) > WRAPPED else "" for cells in texts.values()]
    head = "".join(f'<th scope="col" style="white-space: normal">{escape(_head(column))}</th>' for column in texts)
    body = "\n".join(
        "<tr>" + "".join(f"<td{style}>{escape(cell)}</td>" for style, cell in zip(styles, row, strict=True)) + "</tr>"
        for row in zip(*texts.values(), strict=True)
    )
    return (
        f'<table class="numbers" style="white-space: nowrap">\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody></table>"
    )


def _page(title: str, panels: list[dict[str, Any]], words: dict[str, Any], pages: pd.DataFrame | None) -> str:
    """Fill the page's template."""
    source = files("newsresearch").joinpath("templates/report.html").read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    ledger = pd.DataFrame() if pages is None else pages
    unread = unread_in(ledger) if len(ledger) else ledger
    return environment.from_string(source).render(
        title=title,
        version=version("newsresearch"),
        panels=panels,
        **words,
        n_inputs=len(ledger),
        unread=_table(unread[["path", "error"]]) if len(unread) else "",
        n_unread=len(unread),
    )


def _hashes(folder: Path, part: str) -> dict[str, str]:
    """Return the sha256 of every file of one part of the report."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((folder / part).iterdir())
    }
