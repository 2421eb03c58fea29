"""One JSON object a line, or lines for people; secrets never reach either.

Source: architecture §15.
"""

import logging
import re
import sys
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from typing import TextIO

import structlog
from structlog.types import EventDict, Processor

HTTP_REQUEST = "http.request"
ACCESS_DENIED = "access.denied"
CONSOLE_SIGNED_IN = "console.signed_in"
HTTP_FAILED = "http.failed"
CONNECTION_MADE = "connection.made"
CONNECTION_ENDED = "connection.ended"
CONNECTION_DOUBTED = "connection.doubted"
CONNECTION_LOST = "connection.lost"
NOTICE_RECEIVED = "notice.received"
NOTICES_WATCHED = "notices.watched"
ORDER_ACCEPTED = "order.accepted"
ORDER_CLAIMED = "order.claimed"
ORDER_OPENED = "order.opened"
ORDER_LOOKED = "order.looked"
ORDER_PLACED = "order.placed"
ORDER_HELD = "order.held"
ORDER_WAITING = "order.waiting"
ORDER_UNCLEAR = "order.unclear"
ORDER_PARTLY_SHIPPED = "order.partly_shipped"
ORDER_SHIPPED = "order.shipped"
ORDER_VOIDED = "order.voided"
CIN7_CALL = "cin7.call"
CIN7_THROTTLED = "cin7.throttled"
CIN7_DUPLICATE = "cin7.duplicate"
EVENT_DELIVERED = "event.delivered"
EVENT_REFUSED = "event.refused"
STREAM_STARTED = "stream.started"
STREAM_BATCH = "stream.batch"
STREAM_FINISHED = "stream.finished"
STREAM_SUSPICIOUS = "stream.suspicious"
JOB_STARTED = "job.started"
JOB_PAGE = "job.page"
JOB_FINISHED = "job.finished"
JOB_FAILED = "job.failed"
JOB_CANCELLED = "job.cancelled"
TICK_LATE = "tick.late"
TASK_ADOPTED = "task.adopted"
TASK_ORPHANED = "task.orphaned"
TASK_CRASHED = "task.crashed"
COMMAND_FAILED = "command.failed"
NOT_READY = "not_ready"

EVENTS = (
    HTTP_REQUEST,
    HTTP_FAILED,
    ACCESS_DENIED,
    CONSOLE_SIGNED_IN,
    CONNECTION_MADE,
    CONNECTION_ENDED,
    CONNECTION_DOUBTED,
    CONNECTION_LOST,
    NOTICE_RECEIVED,
    NOTICES_WATCHED,
    ORDER_ACCEPTED,
    ORDER_CLAIMED,
    ORDER_OPENED,
    ORDER_LOOKED,
    ORDER_PLACED,
    ORDER_HELD,
    ORDER_WAITING,
    ORDER_UNCLEAR,
    ORDER_PARTLY_SHIPPED,
    ORDER_SHIPPED,
    ORDER_VOIDED,
    CIN7_CALL,
    CIN7_THROTTLED,
    CIN7_DUPLICATE,
    EVENT_DELIVERED,
    EVENT_REFUSED,
    STREAM_STARTED,
    STREAM_BATCH,
    STREAM_FINISHED,
    STREAM_SUSPICIOUS,
    JOB_STARTED,
    JOB_PAGE,
    JOB_FINISHED,
    JOB_FAILED,
    JOB_CANCELLED,
    TICK_LATE,
    TASK_ADOPTED,
    TASK_ORPHANED,
    TASK_CRASHED,
    COMMAND_FAILED,
    NOT_READY,
)
"""Every event that entrypoints write; the README lists them."""

CHATTY = ("werkzeug", "waitress.queue", "alembic", "dbos")
"""Libraries that say at every turn what our own events say better."""

HIDDEN = "[hidden]"
SECRET_NAMES = re.compile(
    r"application_?key|api-auth|authorization|cookie|password|secret|token$|^key$|credentials", re.IGNORECASE
)
"""Names of fields whose values are never written, whatever they are."""

MOST_IN_HAND = 20
"""How many secrets of one request or task are remembered; none works with as many."""

_in_hand: ContextVar[tuple[str, ...]] = ContextVar("secrets_in_hand", default=())
_TOKEN = re.compile(r"uc7_[^_\s\"']{1,80}_[0-9a-f]{16,}")  # our own tokens, wherever they turn up

_logger: structlog.stdlib.BoundLogger = structlog.get_logger("upstock_cin7")


def configure(*, level: str, shape: str, secrets: Iterable[str], stream: TextIO | None = None) -> None:
    """Send everything that is logged in this process one way; safe to repeat.

    Source: architecture §15. `secrets` are texts that are hidden wherever they turn up.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
    ]
    last: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if shape == "json"
        else structlog.dev.ConsoleRenderer(colors=False, timestamp_key="at")
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder()],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            Redaction(secrets),
            last,
        ],
    )
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for chatty in CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)


def is_configured() -> bool:
    """Answer whether anybody said how to log; until then a traceback would show the value of every variable."""
    ours = structlog.stdlib.ProcessorFormatter
    return any(isinstance(handler.formatter, ours) for handler in logging.getLogger().handlers)


class Redaction:
    """The last look at an event: hides values of secret names, and known secrets inside any text.

    Known are those of the settings, and those that the request or task at hand works with: a library that breaks may
    say everything that it was given.

    Source: architecture §14, "key leaks through logs".
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        known = sorted({secret for secret in secrets if secret}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known)), re.IGNORECASE) if known else None

    def __call__(self, _logger: object, _method: str, event: EventDict) -> EventDict:
        """Answer the event without secrets."""
        return {name: self._clean(name, value) for name, value in event.items()}

    def _clean(self, name: str, value: object) -> object:
        if SECRET_NAMES.search(name):
            return HIDDEN
        if isinstance(value, Mapping):
            return {str(key): self._clean(str(key), item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self._clean("", item) for item in value]
        if value is None or isinstance(value, (bool, int, float)):
            return value
        return self._hide(value if isinstance(value, str) else str(value))

    def _hide(self, text: str) -> str:
        text = self._known.sub(HIDDEN, text) if self._known else text
        for secret in sorted(_in_hand.get(), key=len, reverse=True):
            if secret.casefold() in text.casefold():
                text = re.sub(re.escape(secret), HIDDEN, text, flags=re.IGNORECASE)
        return _TOKEN.sub(HIDDEN, text)


def debug(event: str, **fields: object) -> None:
    """Say what only somebody who looks for a fault wants to read."""
    _logger.debug(event, **fields)


def info(event: str, **fields: object) -> None:
    """Say that something happened."""
    _logger.info(event, **fields)


def warning(event: str, **fields: object) -> None:
    """Say that something deserves a look."""
    _logger.warning(event, **fields)


def error(event: str, crash: BaseException, **fields: object) -> None:
    """Say that the connector itself failed, with the traceback."""
    _logger.error(event, exc_info=crash, **fields)


def go_on(**fields: object) -> None:
    """Add fields to whatever this request or task logs from now on."""
    structlog.contextvars.bind_contextvars(**fields)


def conceal(secret: str) -> None:
    """Hide this text from now on in whatever this request or task logs."""
    others = (known for known in _in_hand.get() if known != secret)
    _in_hand.set((*others, secret)[-MOST_IN_HAND:])


def during(**fields: str) -> None:
    """Add fields to whatever this request or task logs from now on; what an earlier one added is forgotten."""
    _in_hand.set(())
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(**fields)
