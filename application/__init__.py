"""Use cases over ports: load, decide, act, record."""
