"""Whether what is stored as running here really is in hand."""

import time

from dbos import DBOSClient

from adapters.tasks.ownership import OwnershipLost
from adapters.tasks.workflows import Workflows


class RollCall:
    """Compares the stored with the real, now and then, and finds what ended without being stored as ended.

    A disk that was full, or a statement given up at that very moment, leaves a task stored as running though nobody
    runs it; and as one task of an account runs at a time, nothing of that account would ever run again.
    Shape: `every` is the pause between two looks; what is missing at both is forgotten. Units: seconds.
    """

    def __init__(self, client: DBOSClient, workflows: Workflows, *, every: float) -> None:
        self._client, self._workflows, self._every = client, workflows, every
        self._missing: set[str] = set()
        self._next = time.monotonic() + every

    def hold(self, executor_id: str) -> None:
        """Look, if it is time.

        Raises: OwnershipLost when work was forgotten, since a fresh start is what takes it up again.
        """
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + self._every
        stored = self._client.list_workflows(
            status="PENDING", executor_id=executor_id, load_input=False, load_output=False
        )
        missing = {run.workflow_id for run in stored} - set(self._workflows.in_hand)
        forgotten, self._missing = missing & self._missing, missing
        if forgotten:
            self._missing = set()
            raise OwnershipLost(f"work ended here without being stored as ended: {', '.join(sorted(forgotten))}")
