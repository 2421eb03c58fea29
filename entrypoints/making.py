"""Single adapters as these settings want them; the container puts them together with everything else."""

from functools import partial
from typing import TYPE_CHECKING

import requests

from adapters.cin7_core.reach import Cin7Reach
from adapters.sql.key_file import key_beside
from adapters.sql.migrate import migrate
from adapters.sql.unit_of_work import refuse_inside_transaction
from adapters.sql.vault import Vault
from adapters.upstock import Upstock, UpstockReach
from application.ports.clock import Clock
from application.ports.tasks import TaskEngine
from entrypoints.settings import IN_PROCESS, Settings

if TYPE_CHECKING:
    from adapters.fake_cin7 import Universe

IMITATION = "https://cin7.invalid/ExternalApi/v2/"
"""Where the imitation inside this process seems to be; the name can exist nowhere (RFC 2606)."""


def vault_for(settings: Settings) -> Vault:
    """Open the vault with the keys that were given, or with the one beside the file. Raises: UnusableKeys."""
    file = settings.sqlite_file
    if settings.secret_keys or file is None:
        return Vault(key.get_secret_value() for key in settings.secret_keys)
    return Vault([key_beside(file)])


def an_imitation() -> "Universe":
    """Make an imitation of Cin7 inside this process, which holds no account yet."""
    from adapters.fake_cin7 import Universe  # noqa: PLC0415 -- it brings a web framework: 14 MB that no worker needs

    return Universe()


def imitated(session: requests.Session, universe: "Universe") -> requests.Session:
    """Let a session lead to the imitation inside this process."""
    from adapters.fake_cin7 import FakeTransport  # noqa: PLC0415 -- as above

    session.mount("https://", FakeTransport(universe))
    return session


def base_url(url: str) -> str:
    """Answer where Cin7 Core is called."""
    return IMITATION if url == IN_PROCESS else url


def no_call_inside() -> None:
    """Guard calls to Cin7 Core. Raises: TransactionOpen."""
    refuse_inside_transaction("Cin7 Core was called")


def upstock_at(settings: Settings, clock: Clock) -> Upstock:
    """Make Upstock's adapter, where it is reached over HTTP."""
    guard = partial(refuse_inside_transaction, "Upstock was called")
    return Upstock(settings.upstock_url, _signing_secret(settings), clock=clock, guard=guard)


def cin7_reach(settings: Settings, session: requests.Session) -> Cin7Reach:
    """Make what knocks at Cin7 Core's door."""
    return Cin7Reach(session, base_url(settings.cin7_url))


def upstock_reach(settings: Settings, clock: Clock) -> UpstockReach | None:
    """Make what knocks at Upstock's door, where there is one."""
    if settings.upstock_kind != "http":
        return None
    return UpstockReach(settings.upstock_url, _signing_secret(settings), clock=clock)


def upgrade_all(settings: Settings, tasks: TaskEngine) -> None:
    """Bring our tables, and the task engine's, up to date."""
    migrate(settings.database_url)
    tasks.prepare()


def _signing_secret(settings: Settings) -> str:
    secret = settings.upstock_signing_secret
    if secret is None:  # settings refuse such an address without one
        raise ValueError("UPSTOCK_SIGNING_SECRET is missing.")
    return secret.get_secret_value()
