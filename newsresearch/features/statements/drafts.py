"""What is known of a stretch of content before its speaker is: one draft per sentence and stretch."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsresearch.features.statements.transcripts import Turn

Span = tuple[int, int]


@dataclass
class Draft:
    """One stretch of content in one sentence, before its speaker is known."""

    start: int
    end: int
    sentence: int
    quote: str
    source: Span | None = None
    cue: Span | None = None
    utterance: int = 0
    turn: Turn | None = None
    linked: bool = False
    opens: int = -1  # the sentence in which its utterance begins
    scare: bool = False  # its marks hold a few words that nobody is said to have said


@dataclass
class Sentence:
    """A sentence of the article with its row number, offsets and paragraph."""

    number: int
    start: int
    end: int
    paragraph: int
    drafts: list[Draft] = field(default_factory=list)
