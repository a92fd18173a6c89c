"""The command `newsresearch`: load, features, report, fetch, evaluate."""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from newsresearch.schema import NothingReadError, UsageError

READ_ALL, SOME_UNREAD, WRONG_USAGE = 0, 1, 2
_PRINTED = 200  # rows that are printed
_NARROW = 8  # letters that a cell keeps, however narrow the terminal


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    Parameters
    ----------
    arguments : sequence of str, optional
        By default those of the command line.

    Returns
    -------
    int
        0 when all inputs were read, 1 when some or all were not (the ledger says which), 2 for wrong usage.

    Raises
    ------
    SystemExit
        From ``--help`` and for arguments that cannot be parsed (status 2).

    Examples
    --------
    >>> main(["load", "no such folder"])
    2
    """
    options = _parser().parse_args(arguments)
    warnings.simplefilter("ignore" if options.quiet else "default")
    warnings.showwarning = _show_warning
    try:
        return options.run(options)
    except UsageError as error:
        print(f"newsresearch: {error}", file=sys.stderr)
        return SOME_UNREAD if isinstance(error, NothingReadError) else WRONG_USAGE
    except OSError as error:  # a full disk, a file that may not be replaced
        print(f"newsresearch: {error.filename or options.command}: {error.strerror or error}", file=sys.stderr)
        return WRONG_USAGE


def _parser() -> argparse.ArgumentParser:
    """Describe the commands and their options."""
    parser = argparse.ArgumentParser(
        prog="newsresearch",
        description="Who said what about whom, how warmly, how firmly: news pages in, tables and figures out.",
        epilog="Exit status: 0 when all inputs were read, 1 when some were not, 2 for wrong usage.",
    )
    parser.add_argument("--quiet", action="store_true", help="print no warnings")
    commands = parser.add_subparsers(dest="command", required=True)

    load = commands.add_parser("load", help="read pages into a table of articles and print the ledger")
    load.add_argument("source", nargs="+", help="files, folders, globs or archives")
    _add_columns(load)
    load.add_argument("--out", type=Path, help="write the articles here (.csv, .parquet or .jsonl)")
    load.set_defaults(run=_load)

    features = commands.add_parser("features", help="write all feature tables as a folder of Parquet files")
    features.add_argument("source", nargs="+", help="files, folders, globs or archives")
    _add_columns(features)
    features.add_argument("--out", type=Path, required=True, help="the folder to write")
    features.add_argument("--wordless", action="store_true", help="leave out every column that holds words")
    features.add_argument("--workers", type=int, help="processes (default: one)")
    features.set_defaults(run=_features)

    report = commands.add_parser("report", help="write figures, tables and one HTML page")
    report.add_argument("source", nargs="*", help="files, folders, globs or archives; without: the default report")
    report.add_argument("--tables", type=Path, help="a folder that `newsresearch features` wrote, in place of a source")
    report.add_argument("--out", type=Path, required=True, help="the folder to write")
    report.set_defaults(run=_report)

    fetch = commands.add_parser("fetch", help="get the files of a public corpus or labelled set into the cache")
    fetch.add_argument("name", help="kcna_2011, kcna_2012, kcna_2024, un_debates, newsmtsc ...; a wrong one lists all")
    fetch.add_argument("--folder", type=Path, help="a folder of yours to look into first")
    fetch.add_argument("--only", help="a pattern for the paths to get, such as '*/PRK_*'")
    fetch.set_defaults(run=_fetch)

    evaluate = commands.add_parser("evaluate", help="compare the measures with a labelled set")
    evaluate.add_argument("name", help="gold, statements, mentions, hedging, sentiment, acts or attribution")
    evaluate.add_argument("--data", type=Path, help="the folder that holds gold/ (default: NEWSRESEARCH_SHARED)")
    evaluate.add_argument("--split", default="dev", help="dev (default) or train")
    evaluate.set_defaults(run=_evaluate)
    return parser


def _add_columns(command: argparse.ArgumentParser) -> None:
    """Give a command the option that names the columns of tables."""
    command.add_argument(
        "--columns",
        action="append",
        default=[],
        metavar="FIELD=NAME",
        help="for tables: the column that holds a field, such as text=BodyText (may be given several times)",
    )


def _columns(options: argparse.Namespace) -> dict[str, str] | None:
    """Return the names of columns that were given, by field."""
    from newsresearch.forms.columns import COLUMNS
    from newsresearch.schema import fault

    for given in options.columns:
        if given.partition("=")[0] not in COLUMNS or not given.partition("=")[2]:
            raise fault(
                f"{options.command}: --columns {given}",
                f"a field ({', '.join(COLUMNS)}), = and the name of your column",
                "write it as --columns text=BodyText",
            )
    return dict(given.split("=", 1) for given in options.columns) or None


def _load(options: argparse.Namespace) -> int:
    """Print what was read and what was not; write the articles when asked."""
    if options.out is not None:
        _check_ending(options.out)
    from newsresearch.articles import load_articles
    from newsresearch.pages import read_pages

    columns = _columns(options)
    pages = read_pages(options.source, columns=columns)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the ledger below says what the warning would
        articles = load_articles(pages, columns=columns)
    if not articles.empty:
        _print(articles[["article_id", "published_date", "outlet", "revision", "headline"]])
        print()
    print(f"{len(pages)} inputs, {len(articles)} articles")
    if articles.empty:
        return _nothing(pages, articles, options)
    if options.out is not None:
        _write(articles, options.out)
    return _ledger(pages, articles)


def _features(options: argparse.Namespace) -> int:
    """Write all tables of a source."""
    from newsresearch.articles import load_articles
    from newsresearch.pages import read_pages
    from newsresearch.store import write_tables

    columns = _columns(options)
    pages = read_pages(options.source, columns=columns)
    articles = load_articles(pages, columns=columns)
    if articles.empty:
        return _nothing(pages, articles, options)
    articles.attrs["source"] = options.source
    manifest = write_tables(articles, options.out, text=not options.wordless, workers=options.workers)
    for name, table in manifest["tables"].items():
        print(f"{name:<12}{table['rows']:>9} rows {table['bytes']:>11} bytes")
    return _ledger(pages, articles)


def _report(options: argparse.Namespace) -> int:
    """Write a report and say where it is."""
    from newsresearch.report import build_report
    from newsresearch.store import read_tables

    tables = None if options.tables is None else read_tables(options.tables)
    manifest = build_report(options.source or None, tables=tables, out=options.out)
    print(f"{len(manifest['figures'])} figures, {len(manifest['tables'])} tables: open {options.out / 'index.html'}")
    return SOME_UNREAD if manifest["unread"] else READ_ALL


def _fetch(options: argparse.Namespace) -> int:
    """Get the files of a corpus and say where they lie and under which licence."""
    from newsresearch.corpora import FetchError, fetch

    try:
        files = fetch(options.name, folder=options.folder, only=options.only)
    except FetchError as error:
        print(f"newsresearch: {error}", file=sys.stderr)
        return SOME_UNREAD
    for row in files.itertuples():
        print(f"{row.n_bytes:>11} bytes  {row.path}")
    for repository, rows in files.groupby("repository"):
        print(f"{len(rows)} files of github.com/{repository}; licence as stated: {rows['licence'].iloc[0]}")
    return READ_ALL


def _evaluate(options: argparse.Namespace) -> int:
    """Print one row per metric."""
    from newsresearch.evaluation import evaluate

    _print(evaluate(options.name, options.data, split=options.split).round(3))
    return READ_ALL


def _ledger(pages: pd.DataFrame, articles: pd.DataFrame) -> int:
    """Print the inputs that gave no article, each with its reason."""
    from newsresearch.pages import unread_in

    unread = unread_in(pages)
    if unread.empty:
        return READ_ALL
    print(f"\nnot read: {len(unread)}")
    for row in unread.itertuples():
        print(f"  {row.path}: {row.error}")
    return SOME_UNREAD


def _nothing(pages: pd.DataFrame, articles: pd.DataFrame, options: argparse.Namespace) -> int:
    """Say that there is no article, and why no input gave one."""
    from newsresearch.store import need_articles

    _ledger(pages, articles)
    need_articles(articles, options.source, options.command)
    return SOME_UNREAD


def _check_ending(path: Path) -> None:
    """Raise unless a table can be written in the form that the file's ending names."""
    from newsresearch.schema import one_of

    one_of("the ending of --out", path.suffix, (".csv", ".parquet", ".jsonl"))


def _write(articles: pd.DataFrame, path: Path) -> None:
    """Write a table in the form that the file's ending names."""
    from newsresearch.store import safe_cells, writable_folder

    writable_folder("the folder of --out", path.parent, "load")
    if path.suffix == ".csv":
        safe_cells(articles).to_csv(path, index=False)
    elif path.suffix == ".parquet":
        articles.to_parquet(path, index=False)
    else:
        articles.to_json(path, orient="records", lines=True, date_format="iso")


def _print(table: pd.DataFrame) -> None:
    """Print a table's first rows, a line each that the terminal holds, and how many more there are."""
    import shutil

    first = table.head(_PRINTED)
    print(_cut(first, shutil.get_terminal_size((100, 24)).columns).to_string(index=False, na_rep="-"))
    more = len(table) - len(first)
    if more:
        print(f"... and {more:,} more: --out writes all, read_pages(source) lists every input in Python")


def _cut(table: pd.DataFrame, room: int) -> pd.DataFrame:
    """Cut the cells of the widest columns of text until a line has room."""
    texts = [name for name in table.columns if pd.api.types.is_string_dtype(table[name])]
    widths = {name: int(table[name].str.len().max()) for name in texts if table[name].notna().any()}
    excess = len(table.to_string(index=False, na_rep="-").split("\n", 1)[0]) - room
    for _ in range(excess):
        widest = max(widths, key=widths.__getitem__, default=None)
        if widest is None or widths[widest] <= _NARROW:
            break
        widths[widest] -= 1
    cells = {name: table[name].map(lambda text, n=widths[name]: text if len(text) <= n else f"{text[: n - 1]}…",
                                   na_action="ignore") for name in widths}  # fmt: skip  # one line of names
    return table.assign(**cells)


def _show_warning(message: Warning | str, *_: object, **__: object) -> None:
    print(f"warning: {message}", file=sys.stderr)
