"""What a stance model sees of a statement: the scene it stands in, and the features of that scene."""
