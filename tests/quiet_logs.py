"""What is logged while tests run: troubles only, since rendering everything costs a tenth of their time."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from structlog.typing import EventDict, WrappedLogger


def keep_quiet() -> None:
    """Let nobody hear of what goes as it should, unless he listens with `capture_logs` or says how to log."""
    structlog.reset_defaults()
    structlog.configure(processors=[_only_troubles, *structlog.get_config()["processors"]])


@contextmanager
def logging_as_before() -> Iterator[None]:
    """Forget afterwards how the block says to log, which is for its whole process."""
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    try:
        yield
    finally:
        structlog.configure(**before)
        root.handlers[:] = handlers
        root.setLevel(level)


def _only_troubles(_logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    if method in {"debug", "info"}:
        raise structlog.DropEvent
    return event
