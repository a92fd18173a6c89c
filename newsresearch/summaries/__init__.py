"""Summaries: tables in, one tidy table out, each number with an interval and the way back to the rows behind it."""

from newsresearch.summaries.alignment import align_events
from newsresearch.summaries.conditions import count_conditions, find_conditions
from newsresearch.summaries.counts import count_actors, count_dyads
from newsresearch.summaries.evidence import show_evidence
from newsresearch.summaries.hedging import measure_hedging
from newsresearch.summaries.shifts import find_shifts
from newsresearch.summaries.sides import compare_sides
from newsresearch.summaries.timelines import trace_timeline
from newsresearch.summaries.words import compare_words, find_words

__all__ = [
    "align_events",
    "compare_sides",
    "compare_words",
    "count_actors",
    "count_conditions",
    "count_dyads",
    "find_conditions",
    "find_shifts",
    "find_words",
    "measure_hedging",
    "show_evidence",
    "trace_timeline",
]
