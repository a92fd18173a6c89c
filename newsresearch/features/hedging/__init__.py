"""Hedges and boosters: the cues of a text, the words they cover, whose voice they are, and how certain a text is."""

from newsresearch.features.hedging.certainty import certainty_of, is_hedged
from newsresearch.features.hedging.table import hedges_in

__all__ = ["certainty_of", "hedges_in", "is_hedged"]
