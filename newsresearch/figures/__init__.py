"""Figures of the summaries: a summary in, a matplotlib Figure out; nothing is computed here."""

from newsresearch.figures.actors import plot_actors, plot_dyads
from newsresearch.figures.estimates import plot_hedges, plot_sides
from newsresearch.figures.events import plot_events
from newsresearch.figures.style import save_figure
from newsresearch.figures.timeline import plot_timeline

__all__ = ["plot_actors", "plot_dyads", "plot_events", "plot_hedges", "plot_sides", "plot_timeline", "save_figure"]
