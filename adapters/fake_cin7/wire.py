"""The shapes of raw JSON as it crosses the wire, before anything is believed about it."""

from typing import Any

Row = dict[str, Any]
"""One JSON object; `Any` because whoever wrote it decides what the values are (Source: ref §1.7)."""
