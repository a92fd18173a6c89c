"""Two thousand real pages, mutated: the law of loading holds (a hundred thousand in ``make soak``)."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

PLACE = Path(__file__).parent / "benchmarks" / "soak.py"


@pytest.fixture(scope="module")
def soaking():
    """The module of the soak, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("soak", PLACE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# A failing seed is a failing batch; shrinking it would only find another batch.
@settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32 - 1))
def test_no_mutated_page_breaks_the_law(soaking, seed):
    """No exception leaves, every input has a row, ledger and articles agree, and every offset fits."""
    done, wrong, _ = soaking.soak(250, seed)
    assert (done, wrong) == (250, [])
