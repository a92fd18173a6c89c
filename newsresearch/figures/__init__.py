"""Figures of the summaries: a summary in, a matplotlib Figure out; nothing is computed here."""

from newsresearch.figures.actors import plot_actors, plot_dyads
from newsresearch.figures.conditions import plot_conditions
from newsresearch.figures.errors import plot_errors, plot_scores
from newsresearch.figures.estimates import plot_hedges, plot_sides
from newsresearch.figures.events import plot_events
from newsresearch.figures.measures import plot_calibration, plot_metrics
from newsresearch.figures.style import save_figure
from newsresearch.figures.timeline import plot_timeline
from newsresearch.figures.words import plot_words

__all__ = [
    "plot_actors",
    "plot_calibration",
    "plot_conditions",
    "plot_dyads",
    "plot_errors",
    "plot_events",
    "plot_hedges",
    "plot_metrics",
    "plot_scores",
    "plot_sides",
    "plot_timeline",
    "plot_words",
    "save_figure",
]
