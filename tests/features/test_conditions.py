"""The two parts of a condition: what depends, and what it depends on."""

import pytest

from newsresearch.features.stance.conditions import find_condition


@pytest.mark.parametrize(
    ("text", "consequent", "antecedent"),
    [
        ("No sanctions relief until complete denuclearization.", "No sanctions relief", "complete denuclearization"),
        ("They will not lift it until the North disarms.", "They will not lift it", "the North disarms"),
        ("Discussion may be possible when threats are removed.", "Discussion may be possible", "threats are removed"),
        ("The North must disarm before talks begin.", "talks begin", "disarm"),
        ("Any attack on us will be met with force.", "will be met with force", "Any attack on us"),
        ("If Mr. Kim visits the U.S. capital, sanctions may be lifted.", "sanctions may be lifted",
         "Mr. Kim visits the U.S. capital"),
        ("Washington offers aid in exchange for a freeze.", "Washington offers aid", "a freeze"),
        ("Their disarming is a prerequisite for talks.", "talks", "Their disarming is"),
        ("Stop the drills or else we will test again.", "we will test again", "Stop the drills"),
        ("As agreed, the U.S. must stop the drills, or else the North will test, he said.", "the North will test",
         "As agreed, the U.S. must stop the drills"),
        ("They must move first, otherwise there will be no relief.", "there will be no relief", "They must move first"),
        ("“Lift the sanctions or else,” the envoy said.", "", "Lift the sanctions"),
    ],
)  # fmt: skip  # one sentence a line
def test_each_part_is_found(text: str, consequent: str, antecedent: str) -> None:
    """Whatever the connective and the order, the part that depends and the part that it depends on stand apart."""
    found = find_condition(text)
    assert (text[slice(*found.consequent)], text[slice(*found.antecedent)]) == (consequent, antecedent)


@pytest.mark.parametrize(
    "text", ["Or else we will act.", "It could not be otherwise.", "They spoke of talks or otherwise."]
)
def test_what_is_asked_stands_in_the_same_text(text: str) -> None:
    """A text that opens with "or else", or ends with "otherwise", holds no demand that the rest depends on."""
    assert find_condition(text) is None
