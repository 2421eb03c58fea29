"""What really left for an order: taken from the bytes that were sent, never from what was meant."""

from collections.abc import Iterable, Mapping

from application.ordering.plan import calls_hash
from application.ports.inventory import FIRST_REPLY, PlannedCall
from domain.sale import SaleRef

Sent = tuple[str, str, object]
"""A call as it left: method, path and body."""

EXCHANGE = "exchange"
"""The kind of evidence that a call leaves. Source: B15."""

WRITES = ("POST", "PUT")


def hash_of_sent(planned: tuple[PlannedCall, ...], calls: Iterable[Sent], ref: SaleRef) -> str:
    """Answer the hash of the calls that made a sale, comparable with that of their plan; empty when one is unknown.

    They begin with the last call that opens a sale: whatever was sent before it made nothing, else it would have
    been found. A call that was repeated counts once. One that only mended what was there counts as well, so that a
    sale that was mended never passes for the one that was planned.

    Source: B1; architecture §10.7.
    """
    first, last = ((call.method, call.path) for call in (planned[0], planned[-1]))
    made: list[Sent] = []
    for call in (call for call in calls if call[0] in WRITES):
        if call[:2] == first:
            made = [call]
        elif made:
            made = [*(each for each in made if each[:2] != call[:2] or call[:2] != last), call]
    if not made or made[-1][:2] != last:
        return ""
    return calls_hash((method, path, _comparable(body, ref)) for method, path, body in made)


def _comparable(body: object, ref: SaleRef) -> Mapping[str, object]:
    """Put back the placeholder that a plan has where the sale's id was sent."""
    fields = body if isinstance(body, Mapping) else {"": body}
    return {name: FIRST_REPLY if value == ref.id else value for name, value in fields.items()}
