"""From domain objects to rows and back, both directions side by side and pure."""
