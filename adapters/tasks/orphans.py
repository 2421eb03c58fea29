"""What a process had in hand that died: most of it is taken up again at once, and some of it is kept back."""

import logging

from dbos import DBOSClient, WorkflowStatus

from adapters.tasks import OrphanHook
from adapters.tasks.workflows import TICK
from application.ports.tasks import Task

_logger = logging.getLogger(__name__)


class Orphans:
    """Sorts out the work of the dead before it is handed out again.

    A task that ends its process would otherwise end the next one as well, and with it everybody else's work.

    Source: B18; architecture §6.5, "a poison task".
    """

    def __init__(self, client: DBOSClient, on_orphan: OrphanHook) -> None:
        self._client, self._on_orphan = client, on_orphan

    def sort_out(self, executor_id: str) -> None:
        """End those runs of this executor that somebody keeps back, since he has asked for the same at a later time."""
        left = self._client.list_workflows(status="PENDING", executor_id=executor_id, load_output=False)
        kept = [run.workflow_id for run in left if run.name != TICK and self._is_kept_back(run)]
        if kept:
            self._client.cancel_workflows(kept)

    def _is_kept_back(self, run: WorkflowStatus) -> bool:
        try:
            (subject,) = run.input["args"] if run.input else ()
            return self._on_orphan(Task(run.name), str(subject), run.recovery_attempts or 1)
        except Exception:
            _logger.exception("what died with its process cannot be sorted out, so it is taken up again: %s", run.name)
            return False
