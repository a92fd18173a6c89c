"""Two sides beside each other: every measure, its difference, and a p-value that knows how many were compared."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from newsresearch.schema import SIDES, as_names, check_count, fault, one_of
from newsresearch.summaries.differences import bound_differences
from newsresearch.summaries.estimates import FEW, widen_flat
from newsresearch.summaries.measures import (
    MEASURES,
    Measure,
    Tables,
    count_measure,
    find_measure,
    measures_in,
    other_side,
)
from newsresearch.summaries.resampling import adjust, interval, resample_together
from newsresearch.summaries.rows import (
    BOTH_WAYS,
    GROUPS,
    group_rows,
    in_full,
    need_groups,
    say_undated,
    say_unworded,
    statement_rows,
    text_column,
)

_SPEAKERS = ("EXPERT", "MEDIA")  # kinds of speakers: no actor of the gazetteer is one, statements are about states


def compare_sides(
    tables: Tables,
    *,
    sides: Sequence[str] = ("DPRK", "US"),
    by: str | None = None,
    measures: Sequence[str] | str | None = None,
    min_articles: int = 10,
    n_resamples: int = 2000,
    target: str | None = None,
    between: str = "side",
    side: str | None = None,
    versions: str = "latest",
    seed: int = 0,
) -> pd.DataFrame:
    """Put two sides beside each other on every measure, with the difference, its interval and an adjusted p.

    Use it to ask where two sides differ, over all or issue by issue. Both sides are resampled by the same stories, so
    an article that quotes both counts as the pair it is. It is blind to why they differ: who is asked, by whom, and
    about what. A p-value speaks of sampling alone, not of the errors of the measure: ``share_<act>`` rests on a
    decision that is right for little more than half of the statements, least for offer, threaten, demand, pledge and
    reject (``data/evaluation/errors.csv``), so read the evidence before you report one.

    In simulations of 30, 100 and 500 articles 93 to 95 % of the intervals of a difference hold the truth, and 4 to 6 %
    of p-values where nothing differs are below .05 (``tests/benchmarks/coverage.py``). A side without any hit (or with
    nothing else) has the exact interval for its number of stories, and the difference takes it over by square-and-add;
    the note says where neither side varies. With one or two hits resampled intervals are short: of 30 articles and
    shares of 1 and 5 %, 92 % hold.

    Parameters
    ----------
    tables : dict of DataFrames
        From ``extract_tables`` or ``read_tables``, with words or without.
    sides : pair of str
        Any two sides; with ``between`` any two outlets, speakers, periods ("2018" with Y) or administrations.
    by : str, optional
        issue, or any other group: one comparison within each.
    measures : list of str, optional
        By default every measure whose columns the tables have.
    min_articles : int
        Below so many articles a side has no estimate and the row the note "too few".
    n_resamples : int
        Resamples of stories (articles where not threaded).
    target : str, optional
        For ``tone`` and ``conflict``: whom the statements are about. By default the other of the two sides; with
        ``between`` something else than sides, whom each speaker looks at: the US for the DPRK's statements, the DPRK
        for all others, both directions together unless ``side`` picks one.
    between : str
        What ``sides`` are: side, speaker, outlet, publisher_side, issue, D, W, M, Q, Y or administration.
    side : str, optional
        Count one side's statements only, with ``between`` something else than sides: the US in 2017 beside the US in
        2018.
    versions : {"latest", "all"}
        Of threaded articles, count one version of a story or every one.
    seed : int
        The same seed, the same intervals.

    Returns
    -------
    DataFrame
        One row per measure (and group): ``measure``, ``issue`` (NA unless by issue), ``side_a``, ``estimate_a``,
        ``low_a``, ``high_a``, ``n_statements_a``, ``n_articles_a``, the same for ``b``, ``difference`` (a - b) with
        ``difference_low`` and ``difference_high`` (95 %), ``p_adjusted`` (Benjamini & Hochberg over all rows),
        ``note``. ``by``, ``group``, ``between``, ``side``, ``target_a``, ``target_b`` (NA where both directions count),
        ``versions`` and ``attrs["counted"]`` say what was counted. No one speaks of experts or media as sides: toward
        them estimates are NA, and the note "not defined" says so.

    Raises
    ------
    UsageError
        When a side, an option or a column is unknown, or ids stand twice.

    References
    ----------
    Davison & Hinkley (1997), Bootstrap Methods and their Application. Hesterberg (2015), The American Statistician
    69(4). Benjamini & Hochberg (1995), JRSS B 57(1). Clopper & Pearson (1934), Biometrika 26(4), and Zou & Donner
    (2008), Statistics in Medicine 27(10), for sides that do not vary.

    Examples
    --------
    >>> page = pd.DataFrame({"article_id": ["a.1"]})
    >>> said = pd.DataFrame({"statement_id": ["a.1:0"], "article_id": ["a.1"], "side": ["US"], "hedged": [True]})
    >>> compare_sides({"articles": page, "statements": said}, measures=["share_hedged"])["note"].item()
    'too few'
    """
    call = "compare_sides"
    check_count("min_articles", min_articles, 1, call)
    check_count("n_resamples", n_resamples, 1, call)
    check_count("seed", seed, 0, call)
    one_of("between", between, GROUPS)
    if by is not None:
        one_of("by", by, GROUPS)
    if target is not None:
        one_of("target", target, SIDES)
    if side is not None and between == "side":
        raise fault(
            f"{call}: side={side!r} with between='side'",
            "one side's statements between outlets, periods and so on",
            'leave side out, or pass between="Y" or another',
        )
    rows = statement_rows(tables, call, versions=versions, side=side)
    if measures is None:
        measures = measures_in(tables)
    asked = [find_measure(name, tables, option="measures") for name in as_names("measures", measures, call)]
    if not asked:
        raise fault(f"{call}: measures={measures!r}", ", ".join(MEASURES), "pass at least one, or None for all")
    counted = rows.attrs["counted"] + say_undated(tables, [between, by], call, versions=versions)
    pair, rows = _pair(rows, sides, between, call)
    rows = rows.reset_index(drop=True)
    codes, groups = group_rows(rows, by, call)
    side_index = rows["in_pair"].to_numpy()
    if between == "side":  # whom either looks at becomes the other of the two
        rows["other"] = pd.Series(np.where(rows["in_pair"] == 0, pair[1], pair[0]), index=rows.index, dtype="str")
    toward = _toward(pair, between, target, side)
    if side is not None:
        counted += f" Only statements of {side} count."
    if toward == (None, None) and any(measure.aimed for measure in asked):
        counted += BOTH_WAYS
    elif target is not None and any(measure.aimed for measure in asked):
        counted += f" Tone and conflict: only statements about {target} count."
    if any("n_words" in measure.needs for measure in asked):
        counted += say_unworded(rows)

    cluster_codes, cluster = np.unique(rows["cluster"].to_numpy(), return_inverse=True)
    n_clusters, width = len(cluster_codes), 2 * len(groups)
    cell = np.where(codes >= 0, codes * 2 + side_index, -1)
    tops, bottoms, facts = [], [], []
    for measure in asked:
        above, below = count_measure(measure, rows, tables, target=target if measure.aimed else None)
        counts = (below > 0) & (cell >= 0)
        place = cluster[counts] * width + cell[counts]
        tops.append(np.bincount(place, above[counts], n_clusters * width).reshape(n_clusters, width))
        bottoms.append(np.bincount(place, below[counts], n_clusters * width).reshape(n_clusters, width))
        facts.append(_behind(rows, counts, cell, cluster, width))
    units = np.repeat([measure.unit for measure in asked], width)
    top, bottom = np.hstack(tops), np.hstack(bottoms)
    n_statements, n_articles, n_stories = (np.concatenate(part) for part in zip(*facts, strict=True))
    unspoken = [name for measure in asked for name in _unspoken(measure, pair, between, toward) * len(groups)]
    return _assemble(
        top, bottom, units, n_statements, n_articles, n_stories, unspoken, min_articles, n_resamples, seed
    ).pipe(_label, asked, groups, pair, by, between, side, toward, versions, counted)


def _pair(rows: pd.DataFrame, sides: Sequence[str], between: str, call: str) -> tuple[tuple[str, str], pd.DataFrame]:
    """Return the pair and the rows of either, ``in_pair`` 0 or 1."""
    pair = tuple(as_names("sides", sides, call))
    if len(pair) != 2 or pair[0] == pair[1]:
        raise fault(f"{call}: sides={sides!r}", 'two different names, as in sides=("DPRK", "US")', "pass such a pair")
    codes, names = group_rows(rows, between, call)
    allowed = SIDES if between == "side" else names
    need_groups(allowed, f"sides={sides!r}", between, "between", call)
    pair = tuple(in_full(name, allowed) for name in pair)
    for name in pair:
        one_of("sides", name, allowed)
    place = np.full(len(names) + 1, -1)
    for rank, name in enumerate(pair):
        if name in names:
            place[names.index(name)] = rank
    in_pair = place[codes]
    kept = in_pair >= 0
    return (pair[0], pair[1]), rows[kept].assign(in_pair=in_pair[kept])


def _toward(
    pair: tuple[str, str], between: str, target: str | None, side: str | None
) -> tuple[str, str] | tuple[None, None]:
    """Return whom the statements of either are about in the aimed measures; None where that is each speaker's own."""
    if target is None and between == "side":
        return pair[1], pair[0]
    if target is None and side is not None:
        target = str(other_side(pd.Series([side], dtype="str")).item())
    return (target, target) if target is not None else (None, None)


def _unspoken(
    measure: Measure, pair: tuple[str, str], between: str, toward: tuple[str | None, str | None]
) -> list[str | None]:
    """Return, for either, whom the measure asks about when that is a kind of speaker that no one speaks of."""
    named = "mentions.side" in measure.needs and between == "side"
    about = toward if measure.aimed else (pair[1], pair[0]) if named else (None, None)
    return [name if name in _SPEAKERS else None for name in about]


def _behind(
    rows: pd.DataFrame, counts: np.ndarray, cell: np.ndarray, cluster: np.ndarray, width: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Count the statements, articles and stories of each cell."""
    cell, article, cluster = cell[counts], rows["article"].to_numpy()[counts], cluster[counts]
    return (
        np.bincount(cell, minlength=width),
        np.bincount(np.unique(article * width + cell) % width, minlength=width),
        np.bincount(np.unique(cluster * width + cell) % width, minlength=width),
    )


def _assemble(
    top: np.ndarray,
    bottom: np.ndarray,
    units: np.ndarray,
    n_statements: np.ndarray,
    n_articles: np.ndarray,
    n_stories: np.ndarray,
    unspoken: list[str | None],
    min_articles: int,
    n_resamples: int,
    seed: int,
) -> pd.DataFrame:
    """Resample once for all columns (a, b, a, b ...) and return one row per pair of columns."""
    with np.errstate(invalid="ignore", divide="ignore"):
        exposure = bottom.sum(axis=0)
        estimate = np.where(exposure > 0, top.sum(axis=0) / exposure, np.nan)
    known = np.array([name is None for name in unspoken], dtype=bool)
    enough = (n_articles >= min_articles) & known
    both = enough[0::2] & enough[1::2]
    n_pairs = len(both)
    low, high = np.full(2 * n_pairs, np.nan), np.full(2 * n_pairs, np.nan)
    bounds, p, still = np.full((2, n_pairs), np.nan), np.full(n_pairs, np.nan), np.zeros(n_pairs, dtype=bool)
    needed = np.flatnonzero(enough)
    if len(needed):
        draws = dict(zip(needed.tolist(), resample_together(
            top[:, needed], bottom[:, needed], n_resamples=n_resamples, seed=seed
        ), strict=True))  # fmt: skip
        low[needed], high[needed] = interval(np.stack(list(draws.values())), n_stories[needed])
        low, high = widen_flat(units, estimate, low, high, n_stories, exposure)
        paired = np.flatnonzero(both)
        if len(paired):
            of_pair = np.column_stack([2 * paired, 2 * paired + 1]).ravel()
            bounds[0, paired], bounds[1, paired], p[paired], still[paired] = bound_differences(
                np.stack([draws[i] for i in of_pair.tolist()]), units[of_pair], estimate[of_pair], n_stories[of_pair],
                exposure[of_pair],
            )  # fmt: skip  # one line of arrays
    estimate = np.where(enough, estimate, np.nan)
    out: dict[str, object] = {}
    for name, first in (("a", 0), ("b", 1)):
        out |= {
            f"estimate_{name}": estimate[first::2],
            f"low_{name}": low[first::2],
            f"high_{name}": high[first::2],
            f"n_statements_{name}": n_statements[first::2],
            f"n_articles_{name}": n_articles[first::2],
        }
    out |= {
        "difference": estimate[0::2] - estimate[1::2],
        "difference_low": bounds[0],
        "difference_high": bounds[1],
        "p_adjusted": adjust(p),
        "note": text_column(
            _notes(both, np.minimum(n_stories[0::2], n_stories[1::2]), bounds[0], still, unspoken), n_pairs
        ),
    }
    return pd.DataFrame(out)


def _notes(
    both: np.ndarray, n_stories: np.ndarray, low: np.ndarray, still: np.ndarray, unspoken: list[str | None]
) -> np.ndarray:
    """Say why a pair has no numbers, no interval, or one that rests on the number of stories alone."""
    note = np.full(len(both), None, dtype=object)
    note[still] = "neither side varies: exact intervals"
    note[np.isnan(low)] = "no variation: no interval"
    note[np.isnan(low) & (n_stories == 1)] = "one article: no interval"
    note[~both] = FEW
    for pair in range(len(both)):
        names = [name for name in unspoken[2 * pair : 2 * pair + 2] if name is not None]
        if names:
            note[pair] = f"not defined: no one speaks of {' or '.join(dict.fromkeys(names))}"
    return note


def _label(
    found: pd.DataFrame, asked: list, groups: list[str], pair: tuple[str, str], by: str | None, between: str,
    side: str | None, toward: tuple[str | None, str | None], versions: str, counted: str,
) -> pd.DataFrame:  # fmt: skip  # one line of names each
    """Put names before the numbers and say behind them what was counted."""
    size = len(found)
    group = text_column(groups * len(asked) if by is not None else None, size)
    aimed = np.repeat([measure.aimed for measure in asked], len(groups)).astype(bool)
    named = pd.DataFrame(
        {
            "measure": text_column(np.repeat([measure.name for measure in asked], len(groups)), size),
            "issue": group if by == "issue" else text_column(None, size),
            "side_a": text_column(pair[0], size),
            "side_b": text_column(pair[1], size),
        }
    )
    scope = pd.DataFrame(
        {
            "by": text_column(by, size),
            "group": group,
            "between": text_column(between, size),
            "side": text_column(side, size),
            "target_a": text_column([toward[0] if yes else None for yes in aimed], size),
            "target_b": text_column([toward[1] if yes else None for yes in aimed], size),
            "versions": text_column(versions, size),
        }
    )
    labelled = pd.concat([named, found, scope], axis=1)
    labelled.attrs["counted"] = counted
    return labelled
