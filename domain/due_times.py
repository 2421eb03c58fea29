"""When work that comes again is due, spread over suppliers so that they never come all at once."""

import hashlib
from datetime import UTC, datetime, time, timedelta

from domain.days import zone_named
from domain.identifiers import SupplierId

INCREMENTAL = timedelta(minutes=15)
NOTICES_WATCHED_EVERY = timedelta(hours=1)
POLLED_EVERY = timedelta(minutes=5)
FOLLOWED_CLOSELY_FOR = timedelta(days=1)
FOLLOWED_EVERY = timedelta(hours=1)
FOLLOWED_FOR = timedelta(days=14)
OVERDUE = timedelta(minutes=2)  # how late what goes by itself may be before its task counts as lost
CLOCKS_DIFFER = timedelta(seconds=2)  # by which the clocks of machines may disagree unnoticed
NIGHT_BEGINS = time(1)
NIGHT_LASTS = timedelta(hours=4)


def is_early(due: datetime | None, now: datetime) -> bool:
    """Answer whether it is too soon for what is due then; by as much as clocks may differ it is not.

    Source: B2; architecture §10.8: whoever hands a task out and whoever runs it may be two machines.
    """
    return due is not None and now + CLOCKS_DIFFER < due


def put_back_for(due: datetime, now: datetime) -> timedelta | None:
    """Answer by how much to put back what came too soon; None when its own task is still to come.

    What came as early as this was handed out by a clock that is ahead of ours by at least what is left. Counted from
    that clock it has to wait twice as long: by then ours has come to the same time. Early by more than any clock is
    wrong, it is the task of a step that was done long ago.

    Source: B2; architecture §10.8.
    """
    left = due - now
    return None if left > OVERDUE else 2 * max(left, timedelta(0))


def next_turn(supplier: SupplierId, work: str, every: timedelta, after: datetime) -> datetime:
    """Answer the first turn after that instant: a supplier's turns keep their place in the period for ever.

    Source: R8, B18; architecture §10.8. Units: instants are aware and UTC, whole seconds.
    """
    place = _place(supplier, work, every)
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    periods = (after - epoch - place) // every + 1
    return epoch + place + periods * every


def next_import(supplier: SupplierId, after: datetime) -> datetime:
    """Answer when changes are imported next, every quarter of an hour. Source: R8."""
    return next_turn(supplier, "import", INCREMENTAL, after)


def next_watch(supplier: SupplierId, after: datetime) -> datetime:
    """Answer when an account's webhooks are looked after next, every hour. Source: B5; architecture §10.4."""
    return next_turn(supplier, "notices", NOTICES_WATCHED_EVERY, after)


def next_poll(supplier: SupplierId, *, awaiting: bool, shipped_at: datetime | None, after: datetime) -> datetime | None:
    """Answer when sales are looked at next: every five minutes while goods await shipment, else ever more seldom.

    What was just shipped often gets its tracking later, so it is followed as closely for a day, and then hourly for
    a while, because it may be undone or voided. Nothing to follow costs nothing.

    Source: R14, B4, R31.
    """
    since_shipped = after - shipped_at if shipped_at else FOLLOWED_FOR
    if awaiting or since_shipped < FOLLOWED_CLOSELY_FOR:
        return next_turn(supplier, "shipments", POLLED_EVERY, after)
    if since_shipped < FOLLOWED_FOR:
        return next_turn(supplier, "shipments", FOLLOWED_EVERY, after)
    return None


def next_sweep(supplier: SupplierId, time_zone: str, after: datetime) -> datetime:
    """Answer when everything is read anew next: at a time of the supplier's own night, the same every night.

    A zone that nobody knows is UTC. In the night when clocks change it may be an hour off.

    Source: R8; architecture §10.3; ref §1.2 (`TimeZone`). Units: instants are aware and UTC, whole seconds.
    """
    zone = zone_named(time_zone)
    place = _place(supplier, "sweep", NIGHT_LASTS)
    day = after.astimezone(zone).date() - timedelta(days=1)
    while True:
        due = (datetime.combine(day, NIGHT_BEGINS, zone) + place).astimezone(UTC)
        if due > after:
            return due
        day += timedelta(days=1)


def _place(supplier: SupplierId, work: str, within: timedelta) -> timedelta:
    number = int.from_bytes(hashlib.sha256(f"{work}:{supplier}".encode()).digest()[:8], "big")
    return timedelta(seconds=number % int(within.total_seconds()))
