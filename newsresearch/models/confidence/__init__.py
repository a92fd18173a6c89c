"""How a statement was found, and how often what was found so is right."""
