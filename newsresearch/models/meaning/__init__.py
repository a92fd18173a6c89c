"""What a word is like, known before any training of ours: vectors of general English, and a lexicon's valence."""

from newsresearch.models.meaning.valence import valences
from newsresearch.models.meaning.vectors import SIZE, mean_vector, vectors_of

__all__ = ["SIZE", "mean_vector", "valences", "vectors_of"]
