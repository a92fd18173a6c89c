"""Pages into articles: one reader per form behind one registry, and what a corpus holds."""

from newsresearch.articles.describing import describe_corpus
from newsresearch.articles.loading import READERS, load_articles

__all__ = ["READERS", "describe_corpus", "load_articles"]
