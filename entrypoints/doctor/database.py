"""Whether the database answers, is up to date, and somebody works on it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from application.ports.clock import Clock
from application.ports.storage.due import INSTALLATION, Chore
from application.ports.storage.secrets import SecretStore
from application.ports.storage.unit_of_work import Work
from application.ports.tasks import TaskEngine
from entrypoints.doctor.findings import Finding, ok, said_by, warn, wrong
from entrypoints.readiness import MIGRATIONS, Readiness
from entrypoints.settings import Settings

LATE: Final = timedelta(minutes=3)
"""How old the minute's tick may be."""

WAITED_LONG: Final = timedelta(minutes=10)
FORGETS_LATE: Final = timedelta(days=2)


def named(settings: Settings) -> str:
    """Say which database it is, without its password."""
    if settings.sqlite_file:
        return f"SQLite, {settings.sqlite_file}"
    parts = urlsplit(settings.database_url)
    return f"PostgreSQL, {parts.path.lstrip('/')} on {parts.hostname or 'this machine'}"


def of_database(settings: Settings, pending: Callable[[], tuple[str, ...]], readiness: Readiness) -> Iterator[Finding]:
    """Say whether work can be accepted; what is not ready says why."""
    try:
        pending()
    except Exception as error:  # noqa: BLE001 -- whatever keeps the database from answering is what was asked for
        what = f"{named(settings)} does not answer: {said_by(error)}."
        yield wrong(
            "database", what, "See that it runs, and that DATABASE_URL names it with a user and password it knows."
        )
        return
    unready = readiness()
    for part in unready:
        is_made_by_itself = part.part == MIGRATIONS and settings.sqlite_file is not None
        told = warn if is_made_by_itself else wrong
        yield told(part.part, part.what, "Whatever uses it first applies them." if is_made_by_itself else part.remedy)
    if not unready:
        yield ok("database", f"{named(settings)}; tables and task engine are up to date.")


def of_work(tasks: TaskEngine, clock: Clock) -> Iterator[Finding]:
    """Say whether somebody works, and keeps up."""
    pulse, now = tasks.pulse(), clock.now()
    start = "Start `upstock-cin7 serve`, or `upstock-cin7 worker` beside the web processes, and look into its log."
    if pulse.ticked_at is None or pulse.workers == 0:
        yield wrong("worker", "Nobody works: what was accepted waits.", start)
    elif (age := now - pulse.ticked_at) > LATE:
        yield wrong("worker", f"The minute's tick is {age.total_seconds() / 60:.0f} minutes late.", start)
    else:
        how_many = f"{pulse.workers} processes work" if pulse.workers is not None else "Somebody works"
        yield ok("worker", f"{how_many}; the last tick was {max(age.total_seconds(), 0):.0f} s ago.")
    for queue, backlog in pulse.queues.items():
        if backlog.oldest_at and now - backlog.oldest_at > WAITED_LONG:
            minutes = (now - backlog.oldest_at).total_seconds() / 60
            what = f"{backlog.tasks} tasks wait in “{queue}”, the first for {minutes:.0f} minutes."
            yield warn("worker", what, "Start more workers (PostgreSQL), or see in the log what keeps this one.")


def of_secrets(secrets: SecretStore) -> Iterator[Finding]:
    """Say whether every stored secret can be opened, and with which key."""
    found = secrets.look()
    if found.unreadable:
        whose = ", ".join(found.unreadable[:5]) + ("…" if len(found.unreadable) > 5 else "")
        remedy = "Put the key that they were stored with back into SECRET_KEYS, or connect those suppliers again."
        yield wrong("secrets", f"No key opens {len(found.unreadable)} of them: {whose}.", remedy)
    if found.older:
        remedy = "Run `upstock-cin7 doctor --rotate`, then drop the old key."
        yield warn("secrets", f"{found.older} are still under an older key.", remedy)
    if not found.unreadable and not found.older:
        yield ok("secrets", f"{found.newest}, all under the newest key.")


def of_forgetting(work: Work, clock: Clock) -> Iterator[Finding]:
    """Say whether old rows still go by themselves."""
    with work() as store:
        due = [each.due_at for each in store.due.of(INSTALLATION) if each.chore is Chore.PRUNE]
    if not due or clock.now() - due[0] > FORGETS_LATE:
        what = "What was kept long enough was not removed for two days or more."
        yield warn(
            "retention", what, "It goes by itself as soon as somebody works; else run `upstock-cin7 db upgrade`."
        )
