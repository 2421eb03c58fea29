"""New ids, asked in one place."""

from collections.abc import Callable

NewId = Callable[[], str]
"""Answers a text that was never answered before."""
