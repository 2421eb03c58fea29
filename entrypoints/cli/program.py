"""What commands share, put together when it is first asked for: help and the imitation need none of it."""

import getpass
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from domain.access import Actor
from domain.connection import ConnectionStatus
from domain.identifiers import SupplierId, supplier_id
from entrypoints.cli.refusals import MigrationsMissing, WhichSupplier

if TYPE_CHECKING:  # half a second's worth of libraries that help and completion do without
    from wsgiref.types import WSGIApplication

    from application.ports.storage.secrets import SecretStore
    from application.use_cases import UseCases
    from entrypoints.doctor.examination import Doctor
    from entrypoints.settings import Settings
    from entrypoints.worker import Worker


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the composition root hands to commands."""

    settings: "Settings"
    use_cases: "UseCases"
    worker: "Worker"
    missing_migrations: Callable[[], tuple[str, ...]]
    upgrade: Callable[[], None]
    web_app: Callable[[], "WSGIApplication"]
    doctor: Callable[[], "Doctor"]
    secret_store: "SecretStore"


Assemble = Callable[["Settings | None"], Parts]
"""Puts the parts together for these settings, or for those of the environment."""


class Program:
    """The program during one command; `as_json` says that its reader is a machine."""

    def __init__(self, assemble: "Assemble") -> None:
        self.assemble = assemble
        self.as_json = False

    @cached_property
    def parts(self) -> Parts:
        """Answer the parts, whatever state the database is in. Raises: SettingsRefused with everything wrong."""
        return self.assemble(None)

    @cached_property
    def ready(self) -> Parts:
        """Answer the parts over a database that is up to date; a file of one's own is brought there without asking.

        Raises: MigrationsMissing on PostgreSQL.
        """
        missing = self.parts.missing_migrations()
        if missing and self.parts.settings.sqlite_file is None:
            raise MigrationsMissing(f"{len(missing)} migrations are missing: {', '.join(missing)}.")
        if missing:
            self.parts.upgrade()
        return self.parts

    @property
    def use_cases(self) -> "UseCases":
        """Answer what this program can do, over a database that is up to date."""
        return self.ready.use_cases

    def supplier(self, named: str | None) -> SupplierId:
        """Answer the supplier that is meant; the only connected one need not be named.

        Raises: WhichSupplier when none is connected, or several are.
        """
        if named:
            return supplier_id(named)
        with self.use_cases.work() as store:
            links = store.connections.listed()
        known = [link.supplier for link in links if link.status is not ConnectionStatus.DISCONNECTED]
        if not known:
            raise WhichSupplier("No supplier is connected.")
        if len(known) > 1:
            raise WhichSupplier(f"{len(known)} suppliers are connected: {', '.join(known)}.")
        return known[0]


def person() -> Actor:
    """Answer who runs the command, for the audit."""
    try:
        return Actor(name=f"cli:{getpass.getuser()}")
    except (KeyError, OSError):  # a container may run as a user that has no name
        return Actor(name=f"cli:{os.getuid()}")
