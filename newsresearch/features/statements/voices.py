"""What stands inside quotation marks: names and verbs there are the speaker's words, not who speaks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from newsresearch.features.statements.drafts import Draft
from newsresearch.models.attribution import Quotation

LEAST = 25  # characters of marked words in which a name is somebody's talk; shorter ones are labels and titles


class Voices:
    """The marked stretches of one article, in order.

    Examples
    --------
    >>> voices = Voices([Quotation(0, 40, 1, 39)])
    >>> voices.around(5), voices.around(50)
    (0, None)
    """

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self.spans = sorted((q.start, q.end) for q in quotations if q.end - q.start >= LEAST)

    def around(self, at: int) -> int | None:
        """Return the number of the marked stretch around an offset."""
        place = bisect_right(self.spans, (at, float("inf"))) - 1
        return place if place >= 0 and at < self.spans[place][1] else None

    def outer_source(self, draft: Draft) -> None:
        """Take a source and cue off words that are all inside the marks in which the source stands."""
        if draft.quote != "direct" or draft.turn is not None:
            return
        here = self.around(draft.start)
        if here is None:
            return
        if draft.source and self.around(draft.source[0]) == here:
            draft.source = draft.cue = None
        elif draft.cue and self.around(draft.cue[0]) == here:
            draft.cue = None
