"""Paragraphs out of lines: hard wraps undone, joints of old conversions mended, everything else left as written."""

from __future__ import annotations

import re

BLANK = re.compile(r"\n[ \t\u00a0]*(?:\n[ \t\u00a0]*)+")
# KCNA's archive of 2011 was saved with ", \r, " where a paragraph ended.
JOINT = re.compile(r",?[ \t]*\r\n?,?[ \t]*(?:\r\n?,?[ \t]*|\n,?[ \t]*)*|(?<=[.:!?\"”])[ ]*,[ ]{2,}")
ENDS = re.compile(r"[.!?:;\"”’)\]*][ \t]*$")


def paragraphs_of(text: str) -> list[str]:
    r"""Return the paragraphs of a text.

    Blank lines part paragraphs. Inside, a line end is a wrap where lines stop short of a common width in
    mid-sentence, and else the end of a paragraph.

    Examples
    --------
    >>> paragraphs_of("One.\n\nTwo.\nThree.")
    ['One.', 'Two.', 'Three.']
    """
    if ("\r" in text and re.search(r",[ \t]*\r|\r[ \t]*,", text)) or re.search(r"[.:\"],  \S", text):
        text = re.sub(r"[\s,]+$", "", JOINT.sub("\n\n", text))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    blocks = BLANK.split(text)
    width = _width([line for block in blocks for line in block.rstrip("\n").split("\n")[:-1] if line.strip()])
    out: list[str] = []
    for block in blocks:
        inner = [line.strip(" \t\u00a0\u200b\ufeff") for line in block.split("\n")]
        inner = [line for line in inner if line]
        if width:
            out.extend(_unwrapped(inner, width))
        else:
            out.extend(inner)
    return out


def _width(lines: list[str]) -> int:
    """Return the width at which lines were wrapped, or 0 when they were not; ``lines`` have another below them."""
    if not lines:
        return 0
    lengths = sorted(map(len, lines))
    longest = lengths[int(len(lengths) * 0.95)]
    if not 30 <= longest <= 110:  # a wrapped line is shorter, a paragraph on one line longer
        return 0
    full = sum(length > 0.75 * longest for length in lengths)
    open_ends = sum(not ENDS.search(line) for line in lines)
    return longest if full > 0.5 * len(lines) and open_ends > 0.4 * len(lines) else 0


def _unwrapped(lines: list[str], width: int) -> list[str]:
    """Join wrapped lines; a short line that ends a sentence ends a paragraph."""
    out: list[str] = []
    current = ""
    for line in lines:
        current = f"{current} {line}" if current else line
        if len(line) < 0.8 * width and ENDS.search(line):
            out.append(current)
            current = ""
    if current:
        out.append(current)
    return out


def plain_markdown(paragraph: str) -> str:
    r"""Return a paragraph without Markdown's marks: emphasis, links, backslashes, heading signs.

    Examples
    --------
    >>> plain_markdown("**Question:** [the text](https://example.org) \\[laughter\\]")
    'Question: the text [laughter]'
    """
    paragraph = re.sub(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)", r"\1", paragraph)
    paragraph = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", paragraph)
    paragraph = re.sub(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])", r"\1", paragraph)
    paragraph = re.sub(r"^#{1,6}\s+", "", paragraph)
    return re.sub(r"\\([\\`*_{}\[\]()#+.!<>~$-])", r"\1", paragraph)
