"""What the served endpoints answer."""
