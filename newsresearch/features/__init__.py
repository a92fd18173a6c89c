"""Features: tables of articles and sentences in, one new table out; siblings that never call each other."""
