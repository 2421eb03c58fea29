"""One short transaction and the repositories that take part in it."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from types import TracebackType
from typing import Self

from application.ports.storage.alarms import AlarmRepository
from application.ports.storage.catalogue import ChoiceRepository, PublicationRepository
from application.ports.storage.catalogue_views import CatalogueViews
from application.ports.storage.connections import ConnectionRepository, OptionsRepository
from application.ports.storage.due import DueRepository
from application.ports.storage.figures import FiguresRepository
from application.ports.storage.gap import GapRepository
from application.ports.storage.jobs import JobRepository
from application.ports.storage.mirror import MirrorRepository, StreamRunRepository
from application.ports.storage.notices import HintRepository, SubscriptionRepository
from application.ports.storage.operations import AuditRepository, RestoreRepository, TokenRepository
from application.ports.storage.orders import EvidenceRepository, OrderRepository
from application.ports.storage.price_lists import PriceListRepository
from application.ports.storage.publishing import Outbox
from application.ports.storage.retention import RetentionRepository
from application.ports.storage.shipping import DriftRepository, ShippingRepository


class UnitOfWork(ABC):
    """Used as ``with work() as store:``; commits when the block ends, rolls back when it raises.

    Never open during a call to another system. Repositories are valid inside the block only.
    """

    connections: ConnectionRepository
    options: OptionsRepository
    orders: OrderRepository
    evidence: EvidenceRepository
    mirror: MirrorRepository
    stream_runs: StreamRunRepository
    jobs: JobRepository
    gap: GapRepository
    due: DueRepository
    outbox: Outbox
    shipping: ShippingRepository
    drift: DriftRepository
    subscriptions: SubscriptionRepository
    hints: HintRepository
    choices: ChoiceRepository
    publications: PublicationRepository
    price_lists: PriceListRepository
    alarms: AlarmRepository
    catalogue: CatalogueViews
    tokens: TokenRepository
    audit: AuditRepository
    retention: RetentionRepository
    figures: FiguresRepository
    restores: RestoreRepository

    @property
    @abstractmethod
    def transaction(self) -> object:
        """The storage's own transaction, handed on to the task engine and never looked into."""

    @abstractmethod
    def __enter__(self) -> Self:
        """Begin."""

    @abstractmethod
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Commit, or roll back when an error passes through."""


Work = Callable[[], UnitOfWork]


class LostRace(Exception):
    """Another process saved this aggregate since it was read: load it again and decide anew."""


class AlreadyStored(Exception):
    """The key is taken: read what is there instead."""


class StorageUnavailable(Exception):
    """The database did not answer or could not write: nothing of this block is stored; the same may work later."""


class TablesMissing(StorageUnavailable):
    """The database was not brought up to date, or was emptied: it works again once somebody upgrades it."""
