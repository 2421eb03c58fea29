"""The demonstration does not take its own word for it."""
