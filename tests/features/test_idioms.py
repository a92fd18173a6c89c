"""Fixed phrases of the DPRK's English: found where they stand, counted in KCNA."""

import pandas as pd
import pytest

from newsresearch import lexicons
from newsresearch.features.idioms import find_idioms
from newsresearch.models.count_idioms import count_idioms
from newsresearch.schema import ACTS, UsageError


def test_examples_hold_their_phrase():
    """Every phrase of the table is found in its example, with its act and severity."""
    table = lexicons.load("idioms")
    found = find_idioms(table["example"])
    for row, phrase, act, severity in table[["phrase", "act", "severity"]].itertuples():
        here = found[found["row"] == row]
        assert (phrase.split("|")[0], act, int(severity)) in set(
            here[["phrase", "act", "severity"]].itertuples(index=False, name=None)
        )


def test_values_of_the_table():
    """Acts are acts of statements, severities 1 to 3, and phrases said to be KCNA's, they alone, were seen there."""
    table = lexicons.load("idioms")
    assert set(table["act"]) <= set(ACTS)
    assert set(table["severity"]) == {"1", "2", "3"}
    assert table["source"].isin(["KCNA", "usage"]).all()
    assert (table["n_items"].astype("int64") > 0).eq(table["source"] == "KCNA").all()


@pytest.mark.parametrize(
    "phrase", ["sea of fire", "hostile policy", "resolute measures", "gangster-like", "rehearsal for invasion"]
)
def test_the_phrase_as_written_is_the_one_that_is_named(phrase):
    """A well-known idiom is found under its own name, not under a neighbour's."""
    assert find_idioms([f"They spoke of a {phrase} again."])["phrase"].tolist() == [phrase]


def test_matches_are_cut_from_the_text():
    """Offsets lead to the words as they are written, in any case, over a filtered Series."""
    texts = pd.Series(["The Hostile Policy and a Sea of Flames.", None, "Nothing."], index=[5, 6, 7])
    found = find_idioms(texts)
    assert found[["row", "start", "end", "text", "phrase"]].values.tolist() == [
        [5, 4, 18, "Hostile Policy", "hostile policy"],
        [5, 25, 38, "Sea of Flames", "sea of fire"],
    ]


def test_no_match_gives_typed_columns():
    """Without a match the table has its columns and no row."""
    assert find_idioms([""]).dtypes["start"] == "int64"
    assert len(find_idioms([])) == 0


def test_counts_are_of_items():
    """An item counts once for a phrase, whatever its form and number; years are the first and the last."""
    items = pd.DataFrame(
        {"text": ["a sea of fire, a sea of flames", "sea of fire", "calm"], "year": [2012, 2011, 2024]}
    )
    counts = count_idioms(["sea of fire|sea of flames", "pay dearly"], items)
    assert counts.loc[0].tolist() == ["sea of fire|sea of flames", 2, 2011, 2012]
    assert counts.loc[1, ["first_year", "last_year"]].isna().all()


def test_what_is_no_text():
    """An error names the row that holds no text."""
    with pytest.raises(UsageError) as error:
        find_idioms([3])
    assert str(error.value) == (
        "find_idioms: row 0, int 3 cannot be used. Allowed: text, or a missing value. "
        "To go on: pass the column that holds the texts, or convert it with .astype('str')."
    )
