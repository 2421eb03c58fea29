"""What each step does, one file a subject; each delegates to the driver, so that no file here holds HTTP or SQL."""

from typing import Final

_SUBJECTS: Final = (
    "connecting",
    "disconnecting",
    "gap",
    "ordering",
    "options",
    "held_orders",
    "evidence",
    "previewing",
    "cin7",
    "failures",
    "reading",
    "shipping",
    "catalogue",
    "pricing",
    "fake_cin7",
    "manual",
    "suppliers",
    "budget",
    "webhooks",
)

STEPS: Final = tuple(f"{__name__}.{subject}" for subject in _SUBJECTS)
"""The modules that a test module names as its plugins, so that its scenarios know the steps."""
