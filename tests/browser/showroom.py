"""A wholesaler with something on every page, its time standing, so that pictures of it are always the same."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

from werkzeug.serving import make_server

from domain.approved_order import ApprovedOrder
from domain.identifiers import SupplierId
from domain.sale_options import CreationMode, SaleOptions
from entrypoints.http.app import create_app
from entrypoints.http.schemas.approved_orders import ApprovedOrderIn
from tests.house import OPERATOR, Document, House

ROOT = Path(__file__).parents[2]
SUPPLIER = SupplierId("northwind")
SHOWN = 24  # orders
VISITORS = {"Upstock support": None, "Northwind office": SUPPLIER, "Other": SupplierId("eastwind")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Showroom:
    """A served house, and the tokens that open it."""

    house: House
    url: str
    upstock: str
    supplier: str
    other: str

    def page(self, path: str = "") -> str:
        """Answer the address of one of the supplier's pages."""
        return f"{self.url}/console/suppliers/{SUPPLIER}{path}"


def furnish(house: House) -> None:
    """Let orders be in most states, with alarms, drift, choices and options to look at."""
    account = json.loads((ROOT / "adapters/fake_cin7/seeds/demo.json").read_text(encoding="utf-8"))
    house.open_account(account | {"switches": {"throttle": "off"}})
    house.lift_the_budget()
    house.connect()
    house.choose(SaleOptions(address_field="Delivery address"))
    house.use_cases.import_contacts(SUPPLIER, OPERATOR)
    house.settle()
    lines = (ROOT / "entrypoints/cli/demo_orders.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines[:SHOWN]:
        house.approve(_order(json.loads(line)))
        house.pass_time(timedelta(minutes=7))
    _hold(house, json.loads(lines[SHOWN]))
    house.use_cases.import_products(SUPPLIER, None, OPERATOR)
    house.settle()
    house.choose(SaleOptions(creation_mode=CreationMode.AUTO_PICK, address_field="Delivery address"))
    _ship(house)
    house.time_passes(timedelta(minutes=6))
    _go_wrong(house, [json.loads(line) for line in lines[SHOWN + 1 : SHOWN + 3]])
    house.use_cases.request_job(SUPPLIER, ["products", "contacts"], OPERATOR)


@contextmanager
def served(house: House) -> Iterator[Showroom]:
    """Serve a house on a free port."""
    app = create_app(house.use_cases, house.container.readiness(), house.container.console(), house.container.metrics())
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    tokens = {
        name: house.use_cases.issue_token(name, supplier).text
        for name, supplier in (
            ("Upstock support", None),
            ("Northwind office", SUPPLIER),
            ("Other", SupplierId("eastwind")),
        )
    }
    try:
        yield Showroom(
            house=house,
            url=f"http://127.0.0.1:{server.port}",
            upstock=tokens["Upstock support"],
            supplier=tokens["Northwind office"],
            other=tokens["Other"],
        )
    finally:
        server.shutdown()
        thread.join(timeout=5)


def _order(document: dict[str, Any]) -> ApprovedOrder:
    return ApprovedOrderIn.model_validate_json(json.dumps(document)).to_domain()


def _hold(house: House, document: dict[str, Any]) -> None:
    unknown = {**document, "number": "10991", "customer": {"name": "Nobody & Sons"}}
    unknown["lines"] = [*document["lines"], {"sku": "NW-999", "quantity": "3", "unit_price": "12.50"}]
    house.approve(_order(unknown))
    house.approve(
        _order({**document, "number": "10992", "lines": [{"sku": "NW-998", "quantity": "1", "unit_price": "9"}]})
    )


def _ship(house: House) -> None:
    sales = house.sales()
    handled: tuple[Document, ...] = ({}, {"tracking_number": "1Z999AA10123456784"}, {"partial": True})
    for sale, how in zip(sales, handled, strict=False):
        for step in ("pick", "pack", "ship"):
            house.cin7("POST", f"/_fake/sales/{sale['ID']}/{step}", how)
    house.cin7("POST", f"/_fake/sales/{sales[4]['ID']}/void", {})


def _go_wrong(house: House, orders: list[Document]) -> None:
    """Let Cin7 be busy for one order and lose its answer to another; both go on by themselves."""
    for order, action in zip(orders, ({"status": 503}, "timeout"), strict=True):
        house.fault("POST", "sale", action, times=50)
        house.use_cases.approve_order(SUPPLIER, _order(order))
        house.run_now()
        house.cin7("DELETE", "/_fake/faults")
