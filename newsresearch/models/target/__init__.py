"""The model of sentiment toward a target: what is read of a text, and the weights."""
