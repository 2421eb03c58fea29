"""Slow tests that kill processes and lose replies; run with ``-m chaos``."""
