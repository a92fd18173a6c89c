"""The report: a list of panels, each a question, a summary, a figure and a table; the only writer of reports."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd

from newsresearch.articles import load_articles
from newsresearch.extract import extract_tables, select_articles
from newsresearch.figures import save_figure
from newsresearch.pages import read_pages, unread_in
from newsresearch.panels import DEFAULT, GENERAL, Panel, Tables
from newsresearch.reading import show_article
from newsresearch.revisions import compare_revisions
from newsresearch.schema import NothingReadError, as_path, conform, fault, need_tables
from newsresearch.store import need_articles, read_tables, safe_cells, schema_tables, writable_folder
from newsresearch.stories import thread_stories

READ_IN_FULL = 6
"""Articles shown word for word; a page with more is slow to open and nobody reads it."""

TABLE_ROWS = 30
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
    words = {**_readings(tables, opening), "versions": _versions(tables["articles"]), "changes": _changes(tables)}
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
    save_figure(panel.draw(summary, source=panel.note), folder / "figures", panel.name)
    flat = safe_cells(summary.reset_index(drop=True))
    flat.to_csv(folder / "tables" / f"{panel.name}.csv", index=False)
    summary.reset_index(drop=True).to_parquet(folder / "tables" / f"{panel.name}.parquet", index=False)
    return {
        "name": panel.name,
        "question": panel.question,
        "note": panel.note,
        "n_articles": len(tables["articles"]),
        "counted": summary.attrs.get("counted", ""),
        "rows": len(summary),
        "table": _table(summary.head(TABLE_ROWS)),
        "shown": min(len(summary), TABLE_ROWS),
    }


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
    """List the stories that were told more than once."""
    if "story_id" not in articles.columns or "headline" not in articles.columns:
        return ""
    told = articles[articles.groupby("story_id")["article_id"].transform("size") > 1]
    if told.empty:
        return ""
    columns = ["story_id", "published_at", "revision", "headline", "is_latest", "duplicate_of", "thread_reason"]
    return _table(told.sort_values(["story_id", "published_at", "revision_number"], kind="stable")[columns])


def _changes(tables: Tables) -> str:
    """List the sentences of rewrites whose hedges came or went."""
    articles = tables["articles"]
    if "story_id" not in articles.columns or "text" not in articles.columns:
        return ""
    changed = compare_revisions(articles, hedges=tables["hedges"], statements=tables["statements"])
    hedged = changed[changed["hedges_added"].notna() | changed["hedges_dropped"].notna()]
    if hedged.empty:
        return ""
    columns = ["from_revision", "to_revision", "change", "before", "after", "hedges_dropped", "hedges_added"]
    return _table(hedged[columns])


def _table(frame: pd.DataFrame) -> str:
    """Draw a table as HTML, numbers short, all text escaped."""
    flat = frame.copy()
    for column in flat.columns:
        if pd.api.types.is_datetime64_any_dtype(flat[column]):
            day = flat[column].dt.normalize().eq(flat[column]).all()
            flat[column] = flat[column].dt.strftime("%Y-%m-%d" if day else "%Y-%m-%d %H:%M")
    return flat.to_html(index=False, na_rep="", border=0, float_format=lambda x: f"{x:.3f}", classes="numbers")


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
