"""Raw bytes into texts and records: limits, archives, encodings, columns, and exports cut into their articles."""
