"""Work that is looked for so often that no test waits for the next look."""

from dataclasses import replace
from typing import Final

import pytest

from adapters.tasks import executor
from adapters.tasks.queues import QUEUES

OFTEN: Final = 0.05
"""Seconds; in earnest a database that everybody shares is asked more seldom."""


def look_often(patch: pytest.MonkeyPatch) -> None:
    """Let every engine that is started from now on look for work often."""
    patch.setattr(executor, "QUEUES", {name: replace(queue, poll_seconds=OFTEN) for name, queue in QUEUES.items()})
