"""A supplier's link as people speak of it: connecting, disconnecting, another company, a key that is revoked."""

from copy import deepcopy
from typing import cast

from domain.events import Event
from domain.identifiers import SupplierId
from tests.features.driver import HOUR, Driver
from tests.house import Document
from tests.small_account import SMALL_ACCOUNT

OTHER_ACCOUNT = "7d6e0000-0000-4000-8000-000000000002"
OTHER_KEY = "7d6e0000-0000-4000-8000-0000000000bb"
NEW_KEY = "7d6e0000-0000-4000-8000-0000000000cc"


class LinkInWords:
    """What steps ask of a scenario's link."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def disconnect(self) -> None:
        """Disconnect over the API, and forget what Cin7 was asked so far."""
        self._driver.do("DELETE", "/connection")
        assert self._driver.answer.status_code == 204, self._driver.answer.text
        self._driver.house.run_now()
        self._driver.house.forget_calls()

    def connect_other(self, company: str) -> None:
        """Connect another company over the API."""
        document = deepcopy(SMALL_ACCOUNT)
        cast("Document", document["me"])["Company"] = company
        self._driver.house.open_account(document, account=OTHER_ACCOUNT, key=OTHER_KEY)
        self._driver.do("PUT", "/connection", {"account_id": OTHER_ACCOUNT, "application_key": OTHER_KEY})
        self._driver.house.settle()

    def connect_with_a_new_key(self) -> None:
        """Connect the same company with another key over the API."""
        self._driver.house.issue_key(NEW_KEY)
        self._driver.connect(key=NEW_KEY)

    @property
    def sales_of_other(self) -> list[Document]:
        """Answer the sales of the other company."""
        return self._driver.house.sales(OTHER_ACCOUNT)

    @property
    def told(self) -> list[Event]:
        """Answer what Upstock was told about the link."""
        return [event for event in self._driver.house.events() if event.subject == "connection"]

    @property
    def is_erased(self) -> bool:
        """Tell whether no key is kept, and nothing comes again by the clock."""
        with self._driver.house.use_cases.work() as store:
            link = store.connections.get(SupplierId("northwind"))
            return link is not None and link.credentials is None and not store.due.of(SupplierId("northwind"))

    def is_asked(self) -> bool:
        """Tell whether Cin7 is asked anything within a day."""
        before = len(self._driver.calls())
        for _ in range(24):
            self._driver.house.pass_time(HOUR)
            self._driver.house.tasks.tick()
            self._driver.house.run_now()
        return len(self._driver.calls()) > before
