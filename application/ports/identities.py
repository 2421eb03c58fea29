"""New ids and secrets, asked in one place."""

from collections.abc import Callable

NewId = Callable[[], str]
"""Answers a text that was never answered before."""

NewSecret = Callable[[], str]
"""Answers 256 random bits as text without underscores."""
