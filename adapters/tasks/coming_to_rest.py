"""Stopping without waiting for nothing: most of what is in hand ends within moments."""

import threading
import time
from collections.abc import Callable
from typing import Final

import sqlalchemy as sa
from dbos import DBOS, DBOSClient

SOON: Final = 1.0
"""Seconds in which nearly everything ends; DBOS itself looks once a second, also when there is nothing to wait for."""

GLANCE: Final = 0.02
"""Seconds between two looks."""

InHand = Callable[[], tuple[str, ...]]

CLAIMS: Final = "(queue_thread)"
"""What the thread of DBOS is called that claims, through others that it ends before itself."""


def comes_to_rest(
    running: DBOS, client: DBOSClient, executor_id: str, *, in_hand: InHand, within: float = SOON
) -> bool:
    """Claim nothing more, and tell whether by then all that was claimed is stored as ended.

    Shape: `in_hand` answers the runs at work, also those that were taken over from another process. Where the
    database cannot say so, the answer is no, and it is for DBOS to wait.
    """
    end = time.monotonic() + within
    for told in running.background_thread_stop_events:
        told.set()
    for claimer in (each for each in threading.enumerate() if each.name.endswith(CLAIMS)):
        claimer.join(max(0.0, end - time.monotonic()))
        if claimer.is_alive():
            return False
    try:
        while in_hand() or client.list_workflows(
            status="PENDING", executor_id=executor_id, limit=1, load_input=False, load_output=False
        ):
            if time.monotonic() > end:
                return False
            time.sleep(GLANCE)
    except sa.exc.SQLAlchemyError:
        return False
    return True
