"""The model of issues for texts without a word of the table: what is read of a text, and the weights."""
