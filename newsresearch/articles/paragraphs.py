"""Paragraphs out of lines: hard wraps undone, joints of old conversions mended, everything else left as written."""

from __future__ import annotations

import re

BLANK = re.compile(r"\n[ \t\u00a0]*(?:\n[ \t\u00a0]*)+")
# KCNA's archive of 2011 was saved with ", \r, " where a paragraph ended.
JOINT = re.compile(r",?[ \t]*\r\n?,?[ \t]*(?:\r\n?,?[ \t]*|\n,?[ \t]*)*|(?<=[.:!?\"”])[ ]*,[ ]{2,}")
ENDS = re.compile(r"[.!?:;\"”’)\]*][ \t]*$")
NOTE = re.compile(r"^\(\s*ATTN\b", re.I)  # a wire's note to its editors stands apart from the headline above it
# So does the line of source, time and editor in a head, and what follows it.
LABELLED = re.compile(r"^(?:Source|Editor|Author|Date|Published|Updated|Posted)\s?: ?\S.{0,120}$")
DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b")
HEAD_LINES = 6  # of a text, in which such a line may stand
# Pages of KCNA set these names in bold, and texts made of them lose the blanks beside.
GLUED = re.compile(r"(?<=[A-Za-z,.;])(?=Kim (?:Jong Un|Il Sung|Jong Il)(?![A-Z]))")
GLUED_END = re.compile(r"\b(Kim (?:Jong Un|Il Sung|Jong Il))(?=(?!isms?\b|ists?\b)[a-z]{2,})")
PAGE_NUMBER = re.compile(
    r"^(?:\d\d-\d{5}(?: \d{1,3})?|\d{1,3} \d\d-\d{5}|- ?\d{1,3} ?-)$"
)  # "10-55396 28" of UN records


def paragraphs_of(text: str) -> list[str]:
    r"""Return the paragraphs of a text.

    Blank lines part paragraphs. Inside, a line end is a wrap where lines stop short of a common width in
    mid-sentence, and else the end of a paragraph.

    Examples
    --------
    >>> paragraphs_of("One.\n\nTwo.\nThree.")
    ['One.', 'Two.', 'Three.']
    """
    text = text.rstrip()
    if text.endswith((" ,", "\n,", "\r,")):
        text = text[:-1].rstrip()
    if ("\r" in text and re.search(r",[ \t]*\r|\r[ \t]*,", text)) or re.search(r"[.:!?\"] ?,  \S", text):
        text = JOINT.sub("\n\n", re.sub(r"[ \t]{40,}", " ", text)).rstrip(
            " \t\r\n,"
        )  # long runs would cost their square
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    blocks = BLANK.split(text)
    width = _width([line for block in blocks for line in block.rstrip("\n").split("\n")[:-1] if line.strip()])
    out: list[str] = []
    above = 0  # lines before a block
    cut = False  # a page number stood here, perhaps inside a sentence
    for block in blocks:
        inner = [line.strip(" \t\u00a0\u200b\ufeff") for line in block.split("\n")]
        inner = [line for line in inner if line]
        for paragraph in unwrapped(inner, width, above) if width else inner:
            if PAGE_NUMBER.match(paragraph):
                cut = True
                continue
            if cut and out and not ENDS.search(out[-1]) and paragraph[0].islower():
                out[-1] = f"{out[-1]} {paragraph}"
            else:
                out.append(paragraph)
            cut = False
        above += len(inner)
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


def unwrapped(lines: list[str], width: int, above: int = 0) -> list[str]:
    """Return wrapped lines joined; a short line that ends a sentence ends a paragraph.

    ``above`` is how many lines of the text stand before them.

    Examples
    --------
    >>> unwrapped(["The envoys met in", "Oslo.", "They left."], 17)
    ['The envoys met in Oslo.', 'They left.']
    """
    out: list[str] = []
    current = ""
    labelled = False  # the line before
    for n, line in enumerate(lines, above):
        before, labelled = labelled, n < HEAD_LINES and LABELLED.match(line) is not None
        labelled = labelled and (len(line) < 0.8 * width or DATED.search(line) is not None)
        if current and (NOTE.match(line) or labelled or before):
            out.append(current)
            current = ""
        current = f"{current} {line}" if current else line
        if len(line) < 0.8 * width and ENDS.search(line):
            out.append(current)
            current = ""
    if current:
        out.append(current)
    return out


def unglued(paragraph: str) -> str:
    """Return a paragraph of a DPRK page with blanks around its leaders' names, which pages drop with their markup.

    Examples
    --------
    >>> unglued("The respected ComradeKim Jong Unhighly praised it,Kim Jong Il's work.")
    "The respected Comrade Kim Jong Un highly praised it, Kim Jong Il's work."
    >>> unglued("They studied Kim Jong Ilism.")
    'They studied Kim Jong Ilism.'
    """
    return GLUED_END.sub(r"\1 ", GLUED.sub(" ", paragraph))


def plain_markdown(paragraph: str) -> str:
    r"""Return a paragraph without Markdown's marks: emphasis, links, backslashes, heading signs.

    Examples
    --------
    >>> plain_markdown("**Question:** [the text](https://example.org) \\[laughter\\]")
    'Question: the text [laughter]'
    """
    paragraph = re.sub(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)", r"\1", paragraph)
    paragraph = re.sub(r"</?[a-z]{1,6}>|\*\*", "", paragraph)
    paragraph = re.sub(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])", r"\1", paragraph)
    paragraph = re.sub(r"^#{1,6}\s+", "", paragraph)
    return re.sub(r"\\([\\`*_{}\[\]()#+.!<>~$-])", r"\1", paragraph)
