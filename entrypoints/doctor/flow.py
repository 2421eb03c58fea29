"""Whether orders and events go on."""

from collections.abc import Iterator
from datetime import timedelta

from application.reporting.show_status import ShowStatus, Status
from domain.connection import ConnectionStatus
from entrypoints.doctor.findings import Finding, ok, warn, wrong

SOON, LATE = timedelta(minutes=10), timedelta(hours=1)
"""How old an event that Upstock has not heard may be before somebody should look, and before it is wrong."""


def of_flow(show: ShowStatus) -> Iterator[Finding]:
    """Say what waits too long, and for whom."""
    status = show()
    yield from _links(status)
    yield _orders(status)
    yield from _outbox(status)


def _links(status: Status) -> Iterator[Finding]:
    lost = [link.supplier for link in status.links if link.status is ConnectionStatus.LOST]
    connected = sum(link.status is ConnectionStatus.CONNECTED for link in status.links)
    if lost:
        remedy = "Connect them again with a key that works; what was held goes by itself."
        yield wrong("suppliers", f"Cin7 no longer accepts the key of {', '.join(lost)}.", remedy)
    if connected:
        yield ok("suppliers", f"{connected} connected.")
    else:
        yield warn("suppliers", "None is connected.", "Run `upstock-cin7 connect`.")


def _orders(status: Status) -> Finding:
    orders = status.orders
    if orders.overdue:
        remedy = "See that somebody works; then look for task.crashed in the log."
        return wrong("orders", f"{orders.overdue} should have gone on by themselves and did not.", remedy)
    if orders.held:
        reasons = ", ".join(f"{code} {count}" for code, count in orders.held.items())
        remedy = "See `upstock-cin7 orders list --state held`; each says how to fix it."
        return warn("orders", f"Some wait for a person: {reasons}.", remedy)
    return ok("orders", "None is overdue, none is held.")


def _outbox(status: Status) -> Iterator[Finding]:
    outbox = status.outbox
    age = status.at - outbox.oldest_at if outbox.oldest_at else timedelta(0)
    if outbox.stopped:
        what = f"Upstock refused {outbox.stopped} events for good, so what they are about is told no more."
        yield warn("outbox", what, "See event.refused in the log.")
    if age > SOON:
        told = wrong if age > LATE else warn
        what = f"{outbox.pending} events wait, the first for {age.total_seconds() / 60:.0f} minutes."
        yield told("outbox", what, "See what is said of Upstock above; they go by themselves once it hears.")
    elif not outbox.stopped:
        yield ok("outbox", f"{outbox.pending} events on their way.")
