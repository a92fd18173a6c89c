"""Resampling against outside references."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests

from newsresearch.summaries import resampling


@pytest.fixture
def clusters() -> tuple[np.ndarray, np.ndarray]:
    """Numerators and denominators of 400 articles."""
    draw = np.random.default_rng(5)
    below = draw.integers(1, 9, 400).astype(float)
    return draw.binomial(below.astype(int), 0.3).astype(float), below


def scipy_interval(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Return scipy's percentile interval of the ratio of sums, articles resampled in pairs."""
    found = stats.bootstrap(
        (above, below), lambda a, b, axis: a.sum(axis) / b.sum(axis), paired=True, vectorized=True,
        n_resamples=9999, method="percentile", rng=np.random.default_rng(1),
    )  # fmt: skip
    return np.array(found.confidence_interval)


def test_the_interval_of_a_group_is_that_of_scipy(clusters: tuple[np.ndarray, np.ndarray]) -> None:
    """With hundreds of articles the interval of a ratio is scipy's percentile interval, up to resampling noise."""
    above, below = clusters
    low, high = resampling.resample_within(above, below, np.array([400]), n_resamples=9999, seed=0)
    assert np.allclose([low[0], high[0]], scipy_interval(above, below), atol=0.0015)


def test_shared_weights_give_the_interval_of_scipy(clusters: tuple[np.ndarray, np.ndarray]) -> None:
    """Resamples that all columns share give the same interval."""
    above, below = clusters
    (draws,) = resampling.resample_together(above[:, None], below[:, None], n_resamples=9999, seed=0)
    low, high = resampling.interval(draws[None], np.array([400]))
    assert np.allclose([low[0], high[0]], scipy_interval(above, below), atol=0.0015)


def test_columns_that_are_equal_never_differ(clusters: tuple[np.ndarray, np.ndarray]) -> None:
    """Two sides with the same numbers in every article differ by 0 in every resample: the weights are shared."""
    above, below = (np.column_stack([x, x]) for x in clusters)
    a, b = resampling.resample_together(above, below, n_resamples=50, seed=0)
    assert not np.any(a - b)


def test_groups_are_resampled_alone(clusters: tuple[np.ndarray, np.ndarray]) -> None:
    """A group's interval lies within what its own clusters can give, whatever stands beside it."""
    low, high = resampling.resample_within(
        np.array([0.0, 1, 5, 6, 7]), np.ones(5), np.array([2, 3]), n_resamples=500, seed=0
    )
    assert low.tolist() == [0.0, 5.0] and high.tolist() == [1.0, 7.0]


def test_one_cluster_has_no_interval() -> None:
    """A group of one cluster, or of none, has no interval."""
    low, _ = resampling.resample_within(np.array([1.0]), np.array([2.0]), np.array([1, 0]), n_resamples=9, seed=0)
    assert np.isnan(low).tolist() == [True, True]


def test_the_interval_of_a_mean_is_as_wide_as_a_t_interval() -> None:
    """For ten articles of normal values the interval has the width of Student's."""
    values = np.random.default_rng(3).normal(size=10)
    low, high = resampling.resample_within(values, np.ones(10), np.array([10]), n_resamples=40_000, seed=0)
    wanted = stats.t.interval(0.95, 9, values.mean(), stats.sem(values))
    assert high[0] - low[0] == pytest.approx(wanted[1] - wanted[0], rel=0.08)


@pytest.mark.parametrize(
    "p", [[0.01, 0.02, 0.03, 0.04], [0.9, 0.001, 0.04, 0.04, 0.2], [0.5], [1.0, 1.0, 1e-12, 0.049, 0.051, 0.2]]
)
def test_p_values_are_adjusted_as_statsmodels_does(p: list[float]) -> None:
    """Benjamini and Hochberg's adjustment is that of statsmodels."""
    assert np.allclose(resampling.adjust(np.array(p)), multipletests(p, method="fdr_bh")[1])


def test_missing_p_values_are_not_counted() -> None:
    """A comparison without p stays without and does not make the others dearer."""
    assert resampling.adjust(np.array([np.nan, 0.02, np.nan])).tolist()[1] == 0.02


def test_a_p_value_and_its_interval_agree(clusters: tuple[np.ndarray, np.ndarray]) -> None:
    """Where p is just 0.05 the interval of the difference ends at 0."""
    draws = np.sort(np.random.default_rng(0).normal(size=4001))
    low, _ = resampling.interval(draws[None], np.array([12]))
    assert resampling.p_value(draws - low[0], 12) == pytest.approx(0.05, abs=0.003)


@pytest.mark.parametrize(("draws", "p"), [([0.0, 0.0, 0.0], 1.0), ([-1.0, 1.0], 1.0)])
def test_a_difference_around_zero_has_p_1(draws: list[float], p: float) -> None:
    """No difference gives p = 1."""
    assert resampling.p_value(np.array(draws), 30) == p


def test_a_p_value_is_never_0() -> None:
    """With all 999 resamples on one side of 0 and many articles, p is the smallest that they can show."""
    assert resampling.p_value(np.ones(999), 10**9) == pytest.approx(2 / 1000)


def test_the_same_seed_gives_the_same_interval(clusters: tuple[np.ndarray, np.ndarray]) -> None:
    """Two runs with one seed agree in every digit."""
    first, again = (resampling.draw_within(*clusters, np.array([400]), n_resamples=20, seed=4) for _ in range(2))
    assert np.array_equal(first, again)
