"""Finding out what keeps an installation from working, and saying what to do about each thing."""
