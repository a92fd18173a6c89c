"""Public corpora: fetched once from where they lie, checked by sha256, read as articles."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
import warnings
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import quote

import pandas as pd
from tqdm import tqdm

from newsresearch import lexicons
from newsresearch.articles import load_articles
from newsresearch.articles.cache import cache_file
from newsresearch.schema import UsageError, as_path, fault, one_of

SERVER = "https://raw.githubusercontent.com"
WAIT = 60  # seconds without an answer after which a download has failed
FEW = 5  # files from which a progress bar is shown
DAY = re.compile(r"/(\d{4})-?(\d\d)-?(\d\d)[^/]*$")  # of an address at KCNA: .../2011-01-31ee.html
FILE_COLUMNS = ["path", "n_bytes", "sha256", "repository", "commit", "licence"]


class FetchError(UsageError):
    """A file of a corpus is neither here nor to be had; the message says what to do."""


def fetch(name: str, *, folder: str | Path | None = None, only: str | None = None) -> pd.DataFrame:
    """Get the files of a public corpus or labelled set; from the second call on, no network is needed.

    Use it for data that others published and that this package does not ship. It knows the files of
    ``lexicons/corpora.csv``, each at one commit, and no others.

    Parameters
    ----------
    name : str
        "kcna_2011", "kcna_2012", "kcna_2024", "kcna_headlines", "un_debates", or a labelled set: "newsmtsc",
        "cameo_quad", "conll2010_weasel", "factuality_uw", "factuality_meantime", "certainty".
    folder : str or Path, optional
        A folder of yours to look into first, with all folders in it: a file with the right content is used where it
        lies, whatever its name.
    only : str, optional
        A pattern for paths in the repository, as ``"*/PRK_*"`` for the DPRK's speeches among "un_debates".

    Returns
    -------
    DataFrame
        One row per file, by its path in the repository: ``path`` (on this machine), ``n_bytes``, ``sha256``,
        ``repository``, ``commit``, ``licence`` (as the repository states it). Files lie in the cache folder of the
        user, or in that of the environment variable ``NEWSRESEARCH_CACHE``.

    Raises
    ------
    UsageError
        For an unknown name, a folder that is none, a pattern that fits no file. As its subclass ``FetchError`` when a
        file cannot be downloaded, or when what comes has another sha256; the message names address and place, so
        that the file can be put there by hand.

    Examples
    --------
    >>> fetch("un_debates", only="*/PRK_72_2017.txt")["n_bytes"].tolist()  # doctest: +SKIP
    [19230]
    """
    rows = _rows(name, only)
    here = {} if folder is None else _contents(as_path("folder", folder, "fetch"), set(rows["n_bytes"]))
    paths = []
    for row in tqdm(rows.to_dict("records"), desc=f"fetch {name}", unit="file", disable=len(rows) < FEW):
        target = cache_file().parent / "corpora" / row["repository"] / row["commit"][:12] / row["path"]
        if row["sha256"] in here:
            target = here[row["sha256"]]
        elif not target.is_file() or _sha256(target) != row["sha256"]:
            _download(row, target)
        paths.append(str(target))
    return rows.assign(path=paths)[FILE_COLUMNS].reset_index(drop=True)


def load_corpus(
    name: str, *, folder: str | Path | None = None, only: str | None = None, cache: bool = True
) -> pd.DataFrame:
    """Read a public corpus as articles; its files are fetched where they are not here yet.

    Use it to try a method on texts that others can get too. It is blind to what a corpus leaves out: those of KCNA
    hold the items that somebody collected.

    Parameters
    ----------
    name : {"kcna_2011", "kcna_2012", "kcna_2024", "un_debates"}
        KCNA's stories of 2011 and 2012, its items to November 2024, and the speeches of DPRK, ROK and US in the UN
        General Debate. What other names hold are no articles; ``fetch`` gets their files.
    folder, only
        As for ``fetch``.
    cache : bool
        As for ``load_articles``.

    Returns
    -------
    DataFrame
        One row per article, as ``load_articles`` returns it.

    Raises
    ------
    UsageError
        As ``fetch``; for a name whose files hold no articles; and when an extra is needed.

    References
    ----------
    Jankin, S., Baturo, A. and Dasandi, N. United Nations General Debate Corpus, doi:10.7910/DVN/0TJX8Y.

    Examples
    --------
    >>> load_corpus("un_debates", only="*/PRK_*")["publisher_side"].unique().tolist()  # doctest: +SKIP
    ['DPRK']
    """
    one_of("name", name, sorted(set(lexicons.load("corpora")["name"])))
    if name not in CORPORA:
        raise fault(
            f"name={name!r}, whose files hold no articles", ", ".join(CORPORA), f"get the files with fetch({name!r})"
        )
    files = [Path(path) for path in fetch(name, folder=folder, only=only)["path"]]
    return CORPORA[name](files, cache)


def _rows(name: str, only: str | None) -> pd.DataFrame:
    """Return the files of a name, those that fit the pattern."""
    table = lexicons.load("corpora")
    one_of("name", name, sorted(set(table["name"])))
    rows = table[table["name"] == name].astype({"n_bytes": "int64"})
    if only is not None and not isinstance(only, str):
        raise fault(
            f"only={only!r}", "a pattern as text", f"write it as {rows['path'].iloc[0]!r}, with * where you like"
        )
    fits = [only is None or fnmatch(path, only) for path in rows["path"]]
    if not any(fits):
        raise fault(
            f"only={only!r}, which fits none of the {len(rows)} files of {name}",
            f"a pattern for paths such as {rows['path'].iloc[0]!r}",
            "correct it, or leave it out for all files",
        )
    return rows[fits].sort_values("path")


def _contents(folder: Path, sizes: set[int]) -> dict[str, Path]:
    """Return the files of a folder by their sha256, those of some sizes."""
    if not folder.is_dir():
        raise fault(f"folder={str(folder)!r}", "a folder that is there", "pass the folder that holds the files")
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size in sizes)
    return {_sha256(path): path for path in found}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _download(row: dict[str, str], target: Path) -> None:
    """Get one file, or say what is wrong and where to put it by hand."""
    url = f"{SERVER}/{row['repository']}/{row['commit']}/{quote(row['path'])}"
    by_hand = f"download {url} by other means, save it as {target} (or into a folder that you pass as folder=)"
    try:
        import pooch  # an extra, needed for a first download alone
    except ImportError:
        raise FetchError(
            f"downloading {row['path']} needs pooch, which is not installed; run: pip install 'newsresearch[corpora]', "
            f"or {by_hand} and call again"
        ) from None
    log = pooch.get_logger()
    level = log.level
    log.setLevel("WARNING")  # one line a file would drown the progress bar
    try:
        get = pooch.HTTPDownloader(timeout=WAIT, progressbar=False)
        pooch.retrieve(url, f"sha256:{row['sha256']}", target.name, target.parent, downloader=get)
    except ValueError:  # pooch has removed what came
        raise fault(
            f"{url}, whose content is not the one on record,",
            f"the sha256 {row['sha256']}",
            "try again, in case the download was cut short or a proxy answered in its place; else "
            f"{by_hand} and call again",
            kind=FetchError,
        ) from None
    except Exception as problem:  # requests, urllib3 and the disk share no base class but this one
        raise fault(
            f"{url}, which could not be downloaded ({type(problem).__name__}),",
            f"{row['n_bytes']} bytes with the sha256 {row['sha256']}",
            f"connect to the network and call again; or {by_hand} and call again",
            kind=FetchError,
        ) from problem
    finally:
        log.setLevel(level)


def _speeches(paths: list[Path], cache: bool) -> pd.DataFrame:
    return load_articles([str(path) for path in paths], cache=cache)


def _items(paths: list[Path], cache: bool) -> pd.DataFrame:
    """Read KCNA's items of 2024: its table names the day twice, as a number and in words."""
    return load_articles([str(path) for path in paths], columns={"text": "story_text", "date": "date_str"}, cache=cache)


def _stories(paths: list[Path], cache: bool) -> pd.DataFrame:
    """Read KCNA's stories of a year from R's data: days from the addresses, because the column of days is broken."""
    with tempfile.TemporaryDirectory() as place:
        table = Path(place) / "stories.jsonl"
        with table.open("w", encoding="utf-8") as file:
            for path in paths:
                file.writelines(json.dumps(record) + "\n" for record in _records(path))
        return load_articles(table, cache=cache)


def _records(path: Path) -> Iterator[dict[str, str]]:
    """Yield the stories that have a text; a comma between two blanks stands where paragraphs met."""
    try:
        import rdata  # an extra, for this form alone
    except ImportError:
        raise UsageError(
            f"reading {path.name} needs rdata, which is not installed; run: pip install 'newsresearch[corpora]'"
        ) from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about R's classes of days and tables, which we do not use
        (stories,) = rdata.read_rda(path).values()
    for text, title, url in zip(stories["story"], stories["title"], stories["index.link"], strict=True):
        if isinstance(text, str) and text.strip():
            day = DAY.search(url) if isinstance(url, str) else None
            yield {
                "text": text.replace(", , ", "\n\n"),
                "headline": title if isinstance(title, str) else "",
                "date": "-".join(day.groups()) if day else "",
                "url": url if isinstance(url, str) else "",
            }


CORPORA: dict[str, Callable[[list[Path], bool], pd.DataFrame]] = {
    "kcna_2011": _stories,
    "kcna_2012": _stories,
    "kcna_2024": _items,
    "un_debates": _speeches,
}
"""Corpora of articles, and how their files are read."""
