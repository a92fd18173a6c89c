"""Public corpora: fetched once, checked, read as articles; the server is one of ours on this machine."""

from __future__ import annotations

import functools
import hashlib
import http.server
import importlib.util
import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from newsresearch import corpora, lexicons
from newsresearch.cli import main
from newsresearch.corpora import FetchError, fetch, load_corpus
from newsresearch.schema import UsageError

NAMES = "kcna_2024, un_debates"
SPEECH = (
    "Mr. President,\n\nMy delegation came to this hall to speak of peace and of the right to live without threats.\n"
)
ITEMS = [
    {"topic": "News", "headline": "Drill Denounced", "date": 0, "date_str": "2024-07-01",
     "link": "http://www.kcna.kp/en/article/q/1.kcmsf",
     "story_text": "Pyongyang, July 1 (KCNA) -- The drill is a rehearsal.\nIt must stop. -0-"},
    {"topic": "News", "headline": "No Text", "link": "http://www.kcna.kp/en/article/q/2.kcmsf", "date": 0,
     "date_str": "2024-07-02", "story_text": None},
]  # fmt: skip  # two items
FILES = {
    "speeches/TXT/Session 72 - 2017/PRK_72_2017.txt": ("un_debates", SPEECH),
    "speeches/TXT/Session 72 - 2017/USA_72_2017.txt": ("un_debates", SPEECH.replace("peace", "strength")),
    "data/items.json": ("kcna_2024", json.dumps(ITEMS)),
}

needs_pooch = pytest.mark.skipif(importlib.util.find_spec("pooch") is None, reason="needs the extra corpora")


class Server(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and counts what is asked of it."""

    asked: list[str] = []

    def do_GET(self) -> None:
        """Answer, and remember the address."""
        Server.asked.append(self.path)
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A server of our own in place of GitHub, a table with its files, an empty cache; yields the served folder."""
    folder = tmp_path / "served"
    rows = []
    for path, (name, text) in FILES.items():
        place = folder / "owner" / "repo" / "0123456789abcdef" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())
        digest = hashlib.sha256(text.encode()).hexdigest()
        rows.append((name, "owner/repo", "0123456789abcdef", path, str(len(text.encode())), digest, "ours"))
    columns = ["name", "repository", "commit", "path", "n_bytes", "sha256", "licence"]
    table = pd.DataFrame(rows, columns=columns, dtype="str")
    whole = lexicons.load
    monkeypatch.setattr(lexicons, "load", lambda name: table.copy() if name == "corpora" else whole(name))
    monkeypatch.setenv("NEWSRESEARCH_CACHE", str(tmp_path / "cache"))
    served = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Server, directory=str(folder)))
    monkeypatch.setattr(corpora, "SERVER", f"http://127.0.0.1:{served.server_port}")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    Server.asked = []
    thread = threading.Thread(target=served.serve_forever, daemon=True)
    thread.start()
    yield folder
    served.shutdown()
    served.server_close()


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> str:
    """An address at which nobody answers."""
    monkeypatch.setattr(corpora, "SERVER", "http://127.0.0.1:9")
    return "http://127.0.0.1:9/owner/repo/0123456789abcdef"


@needs_pooch
def test_a_file_is_fetched_into_the_cache(server: Path, tmp_path: Path):
    """What comes lies in the cache under repository, commit and path, and is the file."""
    table = fetch("kcna_2024")
    path = tmp_path / "cache" / "corpora" / "owner" / "repo" / "0123456789ab" / "data" / "items.json"
    assert table["path"].tolist() == [str(path)]
    assert path.read_text(encoding="utf-8") == FILES["data/items.json"][1]
    assert table.loc[0, ["repository", "licence"]].tolist() == ["owner/repo", "ours"]


@needs_pooch
def test_a_second_call_needs_no_network(server: Path, monkeypatch: pytest.MonkeyPatch):
    """A fetched file is not asked for again, and needs neither server nor pooch."""
    first = fetch("kcna_2024")
    monkeypatch.setattr(corpora, "SERVER", "http://127.0.0.1:9")
    monkeypatch.setitem(sys.modules, "pooch", None)
    pd.testing.assert_frame_equal(fetch("kcna_2024"), first)
    assert len(Server.asked) == 1


@needs_pooch
def test_only_the_files_asked_for_are_fetched(server: Path):
    """A pattern chooses among the files of a corpus; blanks of a path are written as the web writes them."""
    assert [Path(path).name for path in fetch("un_debates", only="*/PRK_*")["path"]] == ["PRK_72_2017.txt"]
    assert Server.asked == ["/owner/repo/0123456789abcdef/speeches/TXT/Session%2072%20-%202017/PRK_72_2017.txt"]


@needs_pooch
def test_other_content_is_refused(server: Path, tmp_path: Path):
    """A file with another sha256 is not kept, and the message says what was expected and what to do."""
    place = server / "owner" / "repo" / "0123456789abcdef" / "data" / "items.json"
    place.write_text("[]", encoding="utf-8")
    with pytest.raises(FetchError) as error:
        fetch("kcna_2024")
    url = f"{corpora.SERVER}/owner/repo/0123456789abcdef/data/items.json"
    target = tmp_path / "cache" / "corpora" / "owner" / "repo" / "0123456789ab" / "data" / "items.json"
    digest = hashlib.sha256(FILES["data/items.json"][1].encode()).hexdigest()
    assert str(error.value) == (
        f"{url}, whose content is not the one on record, cannot be used. Allowed: the sha256 {digest}. To go on: try "
        "again, in case the download was cut short or a proxy answered in its place; else download "
        f"{url} by other means, save it as {target} (or into a folder that you pass as folder=) and call again."
    )
    assert not target.exists()


@needs_pooch
def test_without_network_the_way_by_hand_is_named(server: Path, offline: str, tmp_path: Path):
    """When nobody answers, the message names address, content and place of the file."""
    with pytest.raises(FetchError) as error:
        fetch("kcna_2024")
    target = tmp_path / "cache" / "corpora" / "owner" / "repo" / "0123456789ab" / "data" / "items.json"
    text = FILES["data/items.json"][1].encode()
    assert str(error.value) == (
        f"{offline}/data/items.json, which could not be downloaded (ConnectionError), cannot be used. Allowed: "
        f"{len(text)} bytes with the sha256 {hashlib.sha256(text).hexdigest()}. To go on: connect to the network and "
        f"call again; or download {offline}/data/items.json by other means, save it as {target} (or into a folder that "
        "you pass as folder=) and call again."
    )


@needs_pooch
def test_a_file_changed_in_the_cache_is_fetched_again(server: Path):
    """A file whose content changed after it was fetched is replaced."""
    path = Path(fetch("kcna_2024").loc[0, "path"])
    path.write_text("changed", encoding="utf-8")
    fetch("kcna_2024")
    assert path.read_text(encoding="utf-8") == FILES["data/items.json"][1]


def test_a_file_put_there_by_hand_is_used(server: Path, offline: str, tmp_path: Path):
    """The place that the message names works: a file put there is found without network."""
    target = tmp_path / "cache" / "corpora" / "owner" / "repo" / "0123456789ab" / "data" / "items.json"
    target.parent.mkdir(parents=True)
    target.write_text(FILES["data/items.json"][1], encoding="utf-8")
    assert fetch("kcna_2024")["path"].tolist() == [str(target)]


def test_a_folder_is_looked_into_first(server: Path, offline: str, tmp_path: Path):
    """A file with the right content is used where it lies in the user's folder, under any name."""
    mine = tmp_path / "mine" / "deeper"
    mine.mkdir(parents=True)
    (mine / "saved as.json").write_text(FILES["data/items.json"][1], encoding="utf-8")
    assert fetch("kcna_2024", folder=tmp_path / "mine")["path"].tolist() == [str(mine / "saved as.json")]


def test_without_pooch_the_extra_is_named(server: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """A first download without pooch says which command installs it, and the way by hand."""
    monkeypatch.setitem(sys.modules, "pooch", None)
    with pytest.raises(FetchError) as error:
        fetch("kcna_2024")
    target = tmp_path / "cache" / "corpora" / "owner" / "repo" / "0123456789ab" / "data" / "items.json"
    assert str(error.value) == (
        "downloading data/items.json needs pooch, which is not installed; run: pip install 'newsresearch[corpora]', or "
        f"download {corpora.SERVER}/owner/repo/0123456789abcdef/data/items.json by other means, save it as {target} "
        "(or into a folder that you pass as folder=) and call again"
    )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: fetch("weather"),
            f"name='weather' cannot be used. Allowed: {NAMES}. To go on: pass one of these as name.",
        ),
        (
            lambda: fetch("un_debates", only="*/PRK_99*"),
            "only='*/PRK_99*', which fits none of the 2 files of un_debates cannot be used. Allowed: a pattern for "
            "paths such as 'speeches/TXT/Session 72 - 2017/PRK_72_2017.txt'. To go on: correct it, or leave it out for "
            "all files.",
        ),
        (
            lambda: fetch("kcna_2024", only=3),
            "only=3 cannot be used. Allowed: a pattern as text. To go on: write it as 'data/items.json', with * where "
            "you like.",
        ),
        (
            lambda: fetch("kcna_2024", folder=3),
            "fetch: folder=3 cannot be used. Allowed: a path, as text or pathlib.Path. To go on: pass such a path as "
            "folder.",
        ),
        (
            lambda: fetch("un_debates", folder="nowhere"),
            "folder='nowhere' cannot be used. Allowed: a folder that is there. To go on: pass the folder that holds "
            "the files.",
        ),
    ],
)  # fmt: skip  # a case on few lines
def test_wrong_use_is_answered(server: Path, call, message: str):
    """An unknown name, pattern or folder is answered with what is allowed."""
    with pytest.raises(UsageError) as error:
        call()
    assert str(error.value) == message


def test_labelled_sentences_are_no_corpus():
    """A name whose files hold no articles is answered with those that do."""
    with pytest.raises(UsageError) as error:
        load_corpus("newsmtsc")
    assert str(error.value) == (
        "name='newsmtsc', whose files hold no articles cannot be used. Allowed: kcna_2011, kcna_2012, kcna_2024, "
        "un_debates. To go on: get the files with fetch('newsmtsc')."
    )


def test_items_of_kcna_become_articles(server: Path):
    """An item has its day, headline and side; one without text is counted in a warning."""
    with pytest.warns(UserWarning, match="^1 input could not be read"):
        articles = load_corpus("kcna_2024", folder=server)
    row = articles.loc[0]
    assert len(articles) == 1
    assert (row["headline"], row["outlet"], row["publisher_side"]) == ("Drill Denounced", "KCNA", "DPRK")
    assert row["published_date"] == pd.Timestamp("2024-07-01")
    assert row["text"] == "The drill is a rehearsal.\n\nIt must stop."


def test_speeches_have_side_and_year(server: Path):
    """A speech has its delegation's side, and its year as a year."""
    articles = load_corpus("un_debates", folder=server)
    assert sorted(articles["publisher_side"]) == ["DPRK", "US"]
    assert articles["published_precision"].unique().tolist() == ["year"]
    assert articles["published_date"].dt.year.unique().tolist() == [2017]


@pytest.mark.filterwarnings("ignore::UserWarning")  # rdata's, while this test writes its file
def test_stories_of_kcna_become_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A story in R's data has its day from its address, and paragraphs where commas stood between blanks."""
    rdata = pytest.importorskip("rdata", reason="needs the extra corpora")
    stories = pd.DataFrame(
        {
            "story": ["The army is ready. , , It waits.", None],
            "title": ["Army Ready", "No Text"],
            "index.link": ["http://www.kcna.co.jp/item/2011/201103/2011-03-01zz.html"] * 2,
        },
        dtype="object",  # what rdata can write
    )
    path = tmp_path / "KCNA_2011.rda"
    rdata.write_rda(path, {"KCNA_2011": stories})
    monkeypatch.setattr(corpora, "fetch", lambda name, **_: pd.DataFrame({"path": [str(path)]}))
    articles = load_corpus("kcna_2011")
    row = articles.loc[0]
    assert len(articles) == 1
    assert (row["headline"], row["publisher_side"]) == ("Army Ready", "DPRK")
    assert row["published_date"] == pd.Timestamp("2011-03-01")
    assert row["text"] == "The army is ready.\n\nIt waits."


def test_real_speeches_are_known_by_their_content(shared: Path):
    """Four speeches of the shared corpora are the public files, byte for byte, and load as speeches."""
    articles = load_corpus("un_debates", folder=shared / "corpora" / "ungdc", only="*/[PU][RS][KA]_7[24]_201?.txt")
    assert sorted(zip(articles["publisher_side"], articles["published_date"].dt.year, strict=True)) == [
        ("DPRK", 2017), ("DPRK", 2019), ("US", 2017), ("US", 2019),
    ]  # fmt: skip  # four pairs


def test_real_sentences_are_known_by_their_content(shared: Path):
    """The development halves of two labelled sets are the public files, byte for byte."""
    for name in ("newsmtsc", "factuality_uw"):
        table = fetch(name, folder=shared / "corpora", only="*dev.jsonl")
        assert {Path(path).parent.parent.name for path in table["path"]} == {"corpora"}


@pytest.mark.parametrize(("arguments", "status"), [
    (["fetch", "un_debates", "--folder", "{served}"], 0), (["fetch", "un_debates"], 1), (["fetch", "weather"], 2),
])  # fmt: skip  # three cases
def test_the_command_tells_by_its_status(server: Path, offline: str, arguments: list[str], status: int):
    """Status 0: all files are here; 1: one could not be had; 2: no such name."""
    assert main([argument.format(served=server) for argument in arguments]) == status


def test_the_table_of_files_is_in_order():
    """Every file has a commit and a sha256 in full, a size, a licence; every corpus has files, every name a letter."""
    table = lexicons.load("corpora")
    assert table["commit"].str.fullmatch(r"[0-9a-f]{40}").all()
    assert table["sha256"].str.fullmatch(r"[0-9a-f]{64}").all()
    assert (table["n_bytes"].astype("int64") > 0).all()
    assert table.notna().all(axis=None)
    assert set(corpora.CORPORA) <= set(table["name"])
