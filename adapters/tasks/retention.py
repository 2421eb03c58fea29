"""Forgetting finished tasks; the engine itself never deletes anything."""

from datetime import UTC, datetime, timedelta
from typing import Final

from dbos import DBOSClient

KEPT: Final = timedelta(days=1)
CHUNK: Final = 500  # one transaction: on SQLite writers wait for it
CHUNKS: Final = 40  # one pass: 20,000 a minute is more than a database finishes


def forget_finished(client: DBOSClient) -> None:
    """Delete tasks that ended more than a day ago; their keys are unknown from then on.

    Small bites every minute rather than one large one every hour, so no writer ever waits long.
    """
    cutoff = (datetime.now(UTC) - KEPT).isoformat()
    for _ in range(CHUNKS):
        # created before as well: it is what the engine's index on creation can be searched by
        old = client.list_workflows(
            completed_before=cutoff, end_time=cutoff, limit=CHUNK, load_input=False, load_output=False
        )
        if old:
            client.delete_workflows([task.workflow_id for task in old])
        if len(old) < CHUNK:
            return
