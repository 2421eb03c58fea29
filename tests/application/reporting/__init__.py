"""Both sides' gap, shown and closed."""
