"""What steps ask for: arrange, act as Upstock or as a person, let time pass, and look at both sides.

A scenario's *Given* steps only describe. When something is first done or looked at, the account is opened in Cin7 as
it was described, the supplier is connected, and what was to go wrong is arranged.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import timedelta
from typing import Any, cast
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from domain.events import Event
from domain.identifiers import SupplierId
from domain.reference_books import ReferenceBooks
from tests.dying_ledger import Killed, dying
from tests.features.account_in_words import AccountInWords
from tests.features.goods_in_words import GoodsInWords
from tests.features.hands_in_cin7 import HandsInCin7
from tests.features.options_in_words import OptionsInWords
from tests.features.order_in_words import OrderInWords
from tests.features.preview_in_words import PreviewInWords
from tests.features.site import Site
from tests.house import ACCOUNT, KEY, OPERATOR, PUBLIC_URL, Document, House
from tests.switchboard import line_to

SUPPLIER = "/v1/suppliers/northwind"
HOUR = timedelta(hours=1)
WRONG_KEY = "7d6e0000-0000-4000-8000-0000000000ff"

Deed = Callable[[House], None]


class Driver:
    """One scenario's world."""

    def __init__(self, site: Site) -> None:
        self.account, self.options = AccountInWords(), OptionsInWords()
        self.is_connected = False
        self._public_url = ""
        self.answers: list[TestResponse] = []
        self._site = site
        self._orders: dict[str, OrderInWords] = {}
        self._deeds: list[Deed] = []
        self._mishaps: list[Deed] = []
        self._calls_to_connect: list[tuple[str, str]] = []
        self._will_stop = False
        self.told_before = 0
        self.entered_by_hand: dict[str, str] = {}
        self._house: House | None = None
        self._client: FlaskClient | None = None

    # ------------------------------------------------------------------------------------------ describing

    def describe_account(self) -> AccountInWords:
        """Answer the account to change, as long as nobody has looked at it."""
        assert self._house is None, "the account is described before anything is done"
        return self.account

    @property
    def is_being_described(self) -> bool:
        """Tell whether the account may still be described: nobody has looked at it or arranged anything."""
        return self._house is None and not self._deeds

    def order(self, number: str) -> OrderInWords:
        """Answer the order of this number as Upstock would send it."""
        if number not in self._orders:
            self._orders[number] = OrderInWords(number, self.account)
        return self._orders[number]

    def be_reachable(self) -> None:
        """Let Cin7 reach the connector, so that it may be given webhooks."""
        self._public_url = PUBLIC_URL

    def arrange(self, deed: Deed) -> None:
        """Do something in this world as soon as the supplier is connected."""
        self._soon(deed, self._deeds)

    def spoil(self, mishap: Deed) -> None:
        """Let something go wrong, but not for those who arrange this world."""
        self._soon(mishap, self._mishaps)

    def stop_at(self, commit: int, *, after: bool) -> None:
        """Let the connector stop before or after a commit of the next order, and start again at once."""
        self._will_stop = True
        self.spoil(lambda house: dying(house).die(at=commit, after=after))

    # ---------------------------------------------------------------------------------------------- acting

    @property
    def house(self) -> House:
        """The connector and its Cin7, as described so far."""
        self.begin()
        return cast("House", self._house)

    @property
    def answer(self) -> TestResponse:
        """What the connector answered last to something that was asked of it."""
        return self.answers[-1]

    def connect(self, *, key: str = KEY, location: str = "") -> None:
        """Connect the supplier over the API, and let its catalogue be read."""
        body: Document = {"account_id": ACCOUNT, "application_key": key, "location": location or None}
        self.do("PUT", "/connection", body)
        self.house.settle()

    def choose(self) -> None:
        """Choose the options over the API."""
        self.do("PUT", "/sale-options", self.options.document)

    def choose_anew(self) -> None:
        """Choose the options as they are described now, if anybody has begun to act on the former ones."""
        if self._house is not None:
            self.choose()
            self._succeeded()
            self.house.run_now()

    def approve(self, number: str) -> None:
        """Approve the order as it is described now, and let what is due run; a stop may end it."""
        self.do("PUT", f"/orders/{number}", self.order(number).document)
        with pytest.raises(Killed) if self._will_stop else nullcontext():
            self.house.run_now()
        self._will_stop = False

    def preview(self, number: str) -> None:
        """Have shown what the order would become, as it is described now."""
        answer = self._ask("POST", "/orders/preview", self.order(number).document)
        assert answer.status_code == 200, answer.text
        self.previewed = PreviewInWords(cast("Document", answer.json))

    def retry(self, number: str) -> None:
        """Retry the order as a person does, and let what is due run."""
        self.do("POST", f"/orders/{number}/retry")
        self.house.run_now()

    def retry_all(self, numbers: list[str]) -> None:
        """Retry several orders as a person does, and let what is due run."""
        self.do("POST", "/orders/retry", {"numbers": list(numbers)})
        self.house.run_now()

    def let_upstock_hear(self, number: str) -> None:
        """Let Upstock have acknowledged everything that it was told about an order."""
        supplier = SupplierId("northwind")
        with self.house.use_cases.work() as store:
            for notice in store.outbox.pending(supplier, 1000):
                if notice.event.subject == f"order:{number}":
                    store.outbox.delivered(notice.id, self.house.clock.now())

    def link(self, number: str) -> None:
        """Link the order to the sale that was entered by hand, as a person does."""
        self.do("POST", f"/orders/{number}/link", {"sale_id": self.entered_by_hand[number]})

    def ignore(self, number: str, note: str) -> None:
        """Ignore the order as a person does."""
        self.do("POST", f"/orders/{number}/ignore", {"note": note})

    def post_by_webhook(self, url: str, headers: Mapping[str, str], said: Document | bytes) -> TestResponse:
        """Send a webhook as Cin7 does, or as somebody else who knows the address."""
        client = line_to(cast("House", self._house))
        payload = said if isinstance(said, bytes) else json.dumps(said).encode()
        return client.post(urlsplit(url).path, data=payload, headers=dict(headers))

    def end(self) -> None:
        """See that everything that was to go wrong went wrong, so that no scenario passes for want of trouble."""
        assert not self._will_stop, "the connector was to stop, and never did"
        spared = [fault.describe() for fault in self.house.universe.faults if fault.struck != fault.times]
        assert not spared, spared

    def time_passes(self, by: timedelta) -> None:
        """Let time pass for everybody; of a long time only the last hour passes minute by minute."""
        self.house.pass_time(max(by - HOUR, timedelta(0)))
        self.house.time_passes(min(by, HOUR))

    def have_shipments_read(self) -> None:
        """Ask for it as a person does, and let what is due run."""
        self.begin()
        self.house.use_cases.request_job(SupplierId("northwind"), ["shipments"], OPERATOR)
        self.house.run_now()

    def do(self, method: str, path: str, body: Document | None = None) -> None:
        """Ask something of the connector, and keep its answer."""
        self.begin()
        self.answers.append(self._ask(method, path, body))

    # --------------------------------------------------------------------------------------------- looking

    def look(self, path: str) -> TestResponse:
        """Look at something in the connector over the API."""
        self.begin()
        return self._ask("GET", path)

    def shown(self, number: str) -> Document:
        """Answer the order as Upstock is shown it."""
        return self._document(f"/orders/{number}")

    def listed(self, path: str) -> list[Document]:
        """Answer the items of a list as Upstock is shown it."""
        return cast("list[Document]", self._document(path)["items"])

    def gap(self, part: str) -> list[Document]:
        """Answer what is missing of orders in Cin7, or of events at Upstock."""
        return cast("list[Document]", cast("Document", self._document("/gap")[part])["items"])

    def job(self, begun: TestResponse) -> Document:
        """Answer how the job stands by now that an answer began."""
        assert begun.status_code == 202, begun.text
        return self._document(f"/jobs/{begun.get_json()['job']['id']}")

    def connection(self) -> Document:
        """Answer the connection as it is shown."""
        return self._document("/connection")

    def options_in_force(self) -> Document:
        """Answer the options as they are shown."""
        return self._document("/sale-options")

    def tried(self) -> list[Any]:
        """Answer the orders that options which were tried out would have touched."""
        assert self.answer.status_code == 200, self.answer.text
        return cast("list[Any]", self.answer.get_json()["orders"])

    def evidence(self, number: str) -> list[str]:
        """Answer what came of each look into Cin7, and of whatever else was decided, in the connector's words."""
        items = cast("list[Document]", self._document(f"/orders/{number}/evidence")["timeline"])
        return [str(cast("Document", item["document"]).get("verdict", "")) for item in items]

    def goods(self, number: str) -> GoodsInWords:
        """Answer what a warehouse can do with an order's sale."""
        return GoodsInWords(self.house, self.hands(number))

    def shipment(self, number: str) -> Document:
        """Answer how far an order's goods are, as Upstock is shown it."""
        return cast("Document", self.shown(number)["shipment"])

    def parcels(self, number: str) -> list[dict[str, str]]:
        """Answer an order's parcels in words."""
        return [
            {
                "carrier": parcel["carrier"],
                "tracking": parcel["tracking"]["value"],
                "boxes": parcel["boxes"],
                "contents": ", ".join(f"{each['quantity']} × {each['sku']}" for each in parcel["contents"]),
            }
            for parcel in cast("list[Any]", self.shipment(number)["parcels"])
        ]

    def alarms(self, number: str) -> list[Document]:
        """Answer what is open about an order."""
        items = cast("list[Document]", self._document("/alarms")["items"])
        return [item for item in items if item["subject"] == f"order:{number}"]

    def drift(self) -> dict[str, list[dict[str, str]]]:
        """Answer where each order drifts, in words."""
        items = cast("list[Any]", self._document("/drift")["items"])
        return {
            item["number"]: [
                {
                    "where": " ".join(filter(None, (each["what"].replace("_", " "), each["sku"]))),
                    "Upstock": each["upstock"],
                    "Cin7": each["cin7"],
                }
                for each in item["differences"]
            ]
            for item in items
        }

    def problems(self) -> list[dict[str, str]]:
        """Answer what the last answer says is wrong."""
        return self.problems_of(cast("Document", self.answer.json))

    @staticmethod
    def problems_of(document: Document) -> list[dict[str, str]]:
        """Answer what a document says is wrong."""
        return cast("list[dict[str, str]]", document["problems"])

    def books(self) -> ReferenceBooks:
        """Answer the reference books as the connector keeps them."""
        return self.house.books()

    def told(self, number: str) -> list[Event]:
        """Answer what Upstock is told about an order."""
        return [event for event in self.house.events() if event.subject == f"order:{number}"]

    def calls(self, *, also_to_connect: bool = False) -> list[tuple[str, str]]:
        """Answer the calls that Cin7 saw."""
        made = self.house.calls()
        return [*self._calls_to_connect, *made] if also_to_connect else made

    def hands(self, number: str) -> HandsInCin7:
        """Answer what can be seen and done in Cin7 about an order."""
        return HandsInCin7(self.house, f"upstock:northwind:{number}", self.account, self.order(number))

    def customer_in_cin7(self, name: str) -> Document:
        """Answer a customer as Cin7 holds it."""
        account = self.house.cin7("GET", f"/_fake/accounts/{ACCOUNT}")
        return next(row for row in cast("list[Document]", account["customers"]) if row["Name"] == name)

    # ------------------------------------------------------------------------------------------- beginning

    def begin(self) -> None:
        """Let everything be as it was described; once is enough."""
        if self._house is not None:
            return
        is_special = self.account.is_changed or self.options.location or self._public_url
        ready = None if is_special else self._site.connected
        house = self._house = self._site.house(ready if self.is_connected else None, public_url=self._public_url)
        house.universe.sender = lambda *webhook: self.post_by_webhook(*webhook).status_code
        self._client = line_to(house)
        issued = house.use_cases.issue_token("upstock", None)
        self._client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {issued.text}"
        if self.is_connected and ready:
            self._calls_to_connect = ready.calls
        else:
            self._open(house)
        if self.options.document:
            self.choose()
            self._succeeded()
        for deed in (*self._deeds, *self._mishaps):
            deed(house)
        self.told_before = len(house.events())

    def _open(self, house: House) -> None:
        house.open_account(self.account.document)
        if self.is_connected:
            self.connect(location=self.options.location)
            self._succeeded()
            self._calls_to_connect = house.calls()
        house.forget_calls()

    def _soon(self, deed: Deed, waiting: list[Deed]) -> None:
        if self._house is None:
            waiting.append(deed)
        else:
            deed(self._house)

    def _succeeded(self) -> None:
        answer = self.answers.pop()
        assert answer.status_code < 300, answer.text

    def _document(self, path: str) -> Document:
        answer = self.look(path)
        assert answer.status_code == 200, answer.text
        return cast("Document", answer.json)

    def _ask(self, method: str, path: str, body: Document | None = None) -> TestResponse:
        return cast("FlaskClient", self._client).open(SUPPLIER + path, method=method, json=body)
