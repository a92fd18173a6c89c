"""What every test may ask for: the shared corpora (or a skip that says why) and the source article."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache of the tests' own, so that the user's stays as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSRESEARCH_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and labelled sets; in CI it has to be there."""
    folder = Path(os.environ.get("NEWSRESEARCH_SHARED", ROOT.parent / "shared"))
    if not (folder / "corpora").is_dir():
        reason = f"no corpora in {folder}; set NEWSRESEARCH_SHARED to the folder that holds corpora/ and gold/"
        if os.environ.get("CI"):
            pytest.fail(f"in CI the corpora must be there: {reason}")
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def seed() -> Path:
    """The source article, a raw page as it was saved."""
    return next((ROOT / "seeds").glob("*.txt"))
