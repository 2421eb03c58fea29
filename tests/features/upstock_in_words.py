"""An Upstock that listens, or does not, as scenarios speak of it."""

from adapters.fake_upstock import FakeTransport, Inbox
from adapters.fake_upstock.faults import read_fault
from adapters.upstock import Upstock, make_session
from tests.house import House
from tests.plugins.storefronts import SECRET

URL = "https://upstock.invalid/events"
TOLD = {
    "became a sale": "order.sale_created",
    "is held": "order.held",
    "left in part": "order.partly_shipped",
    "left": "order.shipped",
    "can be followed": "order.tracking_changed",
    "was voided": "order.voided",
}


class UpstockInWords:
    """The imitated Upstock of one scenario; nobody tells it anything before it listens."""

    def __init__(self) -> None:
        self._inbox: Inbox | None = None

    def listen(self, house: House) -> None:
        """Be told by this house from now on, with its time."""
        self._inbox, session = Inbox(secret=SECRET, clock=house.clock.now), make_session()
        session.mount("https://", FakeTransport(self._inbox))
        house.exchange(house.container.storefront, Upstock(URL, SECRET, clock=house.clock, session=session))

    def go_away(self) -> None:
        """Answer nobody."""
        self._there.faults.append(read_fault({"match": {"subject": "*"}, "action": "reset"}))

    def come_back(self) -> None:
        """Answer again."""
        self._there.faults.clear()

    def heard(self, subject: str) -> list[str]:
        """Answer what counted about a subject, in order."""
        return [one.type for one in self._there.received if one.outcome == "applied" and one.subject == subject]

    @property
    def _there(self) -> Inbox:
        assert self._inbox is not None, "nobody listens"
        return self._inbox
