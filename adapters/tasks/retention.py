"""Forgetting finished tasks; the engine itself never deletes anything."""

from datetime import UTC, datetime, timedelta
from typing import Final

from dbos import DBOSClient

KEPT: Final = timedelta(days=1)
BITE: Final = 500  # tasks of one transaction: on SQLite every other writer waits for it
BITES: Final = 40  # of one pass: 20,000 a minute is more than a database finishes


def forget_finished(client: DBOSClient, *, bite: int = BITE) -> None:
    """Delete tasks that ended more than a day ago; their keys are unknown from then on.

    A little every minute rather than much every hour, so that no writer ever waits long.
    """
    cutoff = (datetime.now(UTC) - KEPT).isoformat()
    for _ in range(BITES):
        # created before as well, because that is what the engine's index can find without reading the whole day
        old = client.list_workflows(
            completed_before=cutoff, end_time=cutoff, limit=bite, load_input=False, load_output=False
        )
        if old:
            client.delete_workflows([task.workflow_id for task in old])
        if len(old) < bite:
            return
