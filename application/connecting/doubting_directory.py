"""Accounts opened so that a refused key is doubted, whoever meets the refusal and whatever it was about."""

from datetime import timedelta

from application.connecting.doubts import Doubts
from application.ports.errors import KeyRefused
from application.ports.inventory import Doubter, InventoryDirectory, InventorySystem, Recorder
from application.ports.notices import ChangeNotices
from domain.call_budget import Lane
from domain.connection import Credentials
from domain.sale_options import SaleOptions


class DoubtingDirectory(InventoryDirectory):
    """Listens to every call about an account's records and sales; the caller's own work goes on as if nobody did.

    Source: R4; architecture §6.2, row "403".
    """

    def __init__(self, *, directory: InventoryDirectory, doubts: Doubts) -> None:
        self._directory, self._doubts = directory, doubts

    def open(
        self,
        system: str,
        credentials: Credentials,
        *,
        lane: Lane,
        record: Recorder | None = None,
        doubt: Doubter | None = None,
        within: timedelta | None = None,
    ) -> InventorySystem:
        """Open an account for calls of one lane. Raises: NotThere for a system that nobody built an adapter for."""

        def raise_doubt(refused: KeyRefused) -> None:
            if doubt:
                doubt(refused)
            self._doubts.raise_about(credentials, refused)

        return self._directory.open(system, credentials, lane=lane, record=record, doubt=raise_doubt, within=within)

    def notices(
        self, system: str, credentials: Credentials, *, lane: Lane, within: timedelta | None = None
    ) -> ChangeNotices | None:
        """Open an account's webhooks; a refusal there may mean that the account has none, so it raises no doubt."""
        return self._directory.notices(system, credentials, lane=lane, within=within)

    def check(self, system: str, options: SaleOptions) -> None:
        """Refuse options that this system cannot do. Raises: ImpossibleOptions."""
        self._directory.check(system, options)
