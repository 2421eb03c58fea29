"""How fast the fake Cin7 is, beside what the same machine needs for the bare minimum of the same work.

Source: fake-cin7.md, "Scale": 100,000 products and 50,000 customers in seconds, a page of 1,000 in under 100 ms.
"""

import http.client
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from werkzeug.test import Client, TestResponse

from adapters.fake_cin7 import Universe, create_app
from tests.bench.account import ACCOUNT, HEADERS, KEY
from tests.bench.bench_fake_cin7_children import measured_in_a_child, spawned_server
from tests.bench.figures import Figure, Size
from tests.bench.running import alone

PAGE = "/ExternalApi/v2/product?Limit=1000&Page="


def seed_document(products: int, customers: int) -> dict[str, Any]:
    """Return a seed of this size; rows carry what a real account's carry."""
    return {
        "account_id": ACCOUNT,
        "application_keys": [KEY],
        "switches": {"throttle": "off"},
        "me": {"Company": "Bench", "Currency": "AUD"},
        "locations": [{"Name": "Main Warehouse", "IsDefault": True}],
        "products": [_product(number) for number in range(products)],
        "stock": [{"SKU": f"SKU-{n:06d}", "Location": "Main Warehouse", "OnHand": n % 50} for n in range(products)],
        "customers": [_customer(number) for number in range(customers)],
    }


def _product(number: int) -> dict[str, Any]:
    row = {"SKU": f"SKU-{number:06d}", "Name": f"Product number {number}", "Category": f"Category {number % 40}"}
    row |= {"Type": "Stock", "UOM": "Item", "Status": "Active", "Barcode": f"93{number:011d}"}
    return row | {"ShortDescription": "A thing of a colour", "PriceTier1": 12.5, "PriceTier2": 9.95, "Brand": "Acme"}


def _customer(number: int) -> dict[str, Any]:
    where: dict[str, Any] = {
        "Line1": f"{number} High St",
        "City": "Perth",
        "State": "WA",
        "Postcode": "6000",
        "Country": "Australia",
    }
    kinds = [where | {"Type": kind, "DefaultForType": True} for kind in ("Billing", "Shipping")]
    person: dict[str, Any] = {
        "Name": f"Ana {number}",
        "Email": f"ana{number}@example.com",
        "Phone": "08 1",
        "Default": True,
    }
    row: dict[str, Any] = {"Name": f"Customer {number}", "Status": "Active", "Currency": "AUD", "PriceTier": "Tier 1"}
    return row | {"PaymentTerm": "30 days", "TaxRule": "GST", "Addresses": kinds, "Contacts": [person]}


def page_of_products() -> Figure:
    """Measure a page of 1,000 of 20,000 products; floor: json.dumps of the same page."""
    universe = Universe()
    universe.add_account(seed_document(20_000, 10))
    client = Client(create_app(universe), TestResponse)
    pages = iter(range(1, 21))
    cost = median_of(lambda: client.get(f"{PAGE}{next(pages)}", headers=HEADERS).data, times=15)
    page = json.loads(client.get(f"{PAGE}1", headers=HEADERS).data)
    if len(page["Products"]) != 1_000:
        raise AssertionError(f"a page of 1,000 products held {len(page['Products'])}")
    floor = median_of(lambda: json.dumps(page), times=15)
    return Figure(name="page of 1,000 products", value=cost * 1e3, floor=floor * 1e3, unit="ms", goal=100)


def seeding(size: Size) -> Iterator[Figure]:
    """Measure seeding over the control plane in a process of its own; floor: json.loads of the same document."""
    products, customers = (10_000, 5_000) if size is Size.QUICK else (100_000, 50_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seed.json"
        path.write_text(json.dumps(seed_document(products, customers)), encoding="utf-8")
        full, floor = measured_in_a_child("seed", path), measured_in_a_child("floor", path)
    name = f"seeding {products:,} products + {customers:,} customers"
    yield Figure(name=name, value=full.seconds, floor=floor.seconds, unit="s", goal=20)
    yield Figure(name=f"{name}, peak memory", value=full.megabytes, floor=floor.megabytes, unit="MB", goal=1_000)


def calls_of_me(seconds: float = 3.0) -> Figure:
    """Measure GET /me over one kept-alive connection; floor: an empty application under the same kind of server."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seed.json"
        path.write_text(json.dumps(seed_document(10, 10)), encoding="utf-8")
        with spawned_server("serve", path) as port:
            rate = calls_per_second(port, "/ExternalApi/v2/me", seconds)
        with spawned_server("serve_floor", path) as port:
            floor = calls_per_second(port, "/", seconds)
    return Figure(name="GET /me over HTTP", value=rate, floor=floor, unit="/s", goal=500, better="higher")


def calls_per_second(port: int, path: str, seconds: float) -> float:
    """Return how many calls one client gets answered, one after the other, on one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    done, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        connection.request("GET", path, headers=HEADERS)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise AssertionError(f"GET {path} on port {port} answered {answer.status}")
        done += 1
    connection.close()
    return done / (time.perf_counter() - began)


def median_of(work: Callable[[], object], *, times: int) -> float:
    """Return the median cost of some work. Units: seconds."""
    costs: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        costs.append(time.perf_counter() - began)
    return statistics.median(costs)


def figures(size: Size) -> Iterator[Figure]:
    """Measure a page, seeding and plain calls."""
    yield page_of_products()
    yield from seeding(size)
    yield calls_of_me()


if __name__ == "__main__":
    sys.exit(alone(figures, __doc__))
