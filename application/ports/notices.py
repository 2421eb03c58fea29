"""A system's webhooks: having them sent to us, and understanding what one of them points at.

What a notice says is never believed; it is a hint to read something back.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass

from application.ports.storage.mirror import Stream
from domain.sale import SaleRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What a notice points at: a sale, a stream, or nothing that concerns us.

    Source: B5. Shape: `event` is the system's own name of what happened, empty where it gives none; of `sale` either
    the id or the number may be empty.
    """

    event: str
    sale: SaleRef | None = None
    stream: Stream | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeReport:
    """What was done about an account's webhooks: counts, and in the system's words what it refused to do."""

    registered: int = 0
    mended: int = 0
    removed: int = 0
    refused: tuple[str, ...] = ()


class ChangeNotices(ABC):
    """The webhooks of one supplier's account.

    Source: B5; architecture §5.
    """

    @abstractmethod
    def ensure(self, url: str, token: str, *, former: Collection[str] = (), is_carried: bool = True) -> NoticeReport:
        """Have everything that concerns us sent to `url` with this token, and nothing to `former` addresses any more.

        One call to look, one more for each webhook that is missing, switched off or stale; repeating it looks first,
        so nothing is registered twice. The account does not show tokens: unless `is_carried`, all are given anew.
        Raises: NoticesUnavailable; PortError when it is not known how far it got.
        """

    @abstractmethod
    def remove(self, urls: Collection[str]) -> NoticeReport:
        """Remove every webhook that leads to one of these addresses. One call to look, and one for each.

        Raises: PortError when it is not known how far it got.
        """

    @abstractmethod
    def read(self, payload: bytes) -> Hint | None:
        """Answer what a notice points at, None when it cannot be understood. No call, and nothing is believed."""
