"""What links suppliers to their accounts, put together from what the container has."""

from dataclasses import dataclass

from application.catalogue.passes import Passes
from application.connecting.account_notices import AccountNotices
from application.connecting.backlog import Backlog
from application.connecting.change_sale_options import ChangeSaleOptions
from application.connecting.connect_account import ConnectAccount
from application.connecting.disconnect_account import DisconnectAccount
from application.connecting.doubt_connection import DoubtConnection
from application.connecting.doubts import Doubts
from application.connecting.watch_notices import WatchNotices
from application.ordering.ledger import OrderLedger
from application.ordering.release_held import ReleaseHeld
from application.ports.clock import Clock
from application.ports.identities import NewSecret
from application.ports.inventory import InventoryDirectory
from application.ports.storage.unit_of_work import Work
from application.ports.tasks import TaskEngine
from application.telling import Teller
from application.turns import Turns
from domain.attempt import Patience


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectingParts:
    """Those of the use cases that make, keep and end a link; each field is one of `UseCases`."""

    connect_account: ConnectAccount
    disconnect_account: DisconnectAccount
    doubt_connection: DoubtConnection
    change_sale_options: ChangeSaleOptions
    watch_notices: WatchNotices


def connecting_parts(  # noqa: PLR0913 -- what a composition is made of is named, not bundled
    *,
    work: Work,
    directory: InventoryDirectory,
    ledger: OrderLedger,
    doubts: Doubts,
    passes: Passes,
    release: ReleaseHeld,
    teller: Teller,
    tasks: TaskEngine,
    clock: Clock,
    patience: Patience,
    new_secret: NewSecret,
    public_url: str,
) -> ConnectingParts:
    """Put together what people do about a link, and what keeps its webhooks alive."""
    turns = Turns(tasks=tasks, public_url=public_url)
    notices = AccountNotices(work=work, directory=directory, turns=turns, clock=clock)
    backlog = Backlog(work=work, ledger=ledger, release=release)
    return ConnectingParts(
        connect_account=ConnectAccount(
            work=work, directory=directory, passes=passes, backlog=backlog, notices=notices, clock=clock
        ),
        disconnect_account=DisconnectAccount(work=work, backlog=backlog, notices=notices, clock=clock),
        doubt_connection=DoubtConnection(
            work=work, directory=directory, doubts=doubts, backlog=backlog, teller=teller, clock=clock
        ),
        change_sale_options=ChangeSaleOptions(work=work, directory=directory, release=release, clock=clock),
        watch_notices=WatchNotices(
            work=work,
            directory=directory,
            clock=clock,
            patience=patience,
            new_secret=new_secret,
            public_url=public_url,
        ),
    )
