"""What is imitated and how well, gathered from the code itself.

`python -m adapters.fake_cin7 --write-readme` writes the tables into the README beside it.

Source: fake-cin7.md, Kept honest.
"""

import inspect
import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from adapters.fake_cin7.routes import load_endpoints
from adapters.fake_cin7.routes.routing import ENDPOINTS, FAITHFUL, SIMPLIFIED
from adapters.fake_cin7.state.switches import CATALOGUE

ABSENT = "absent"
UNKNOWN = "unknown"

NOT_SERVED = (
    "me/addresses",
    "product/markupprices, product-suppliers",
    "ref/attributeset, ref/account/bank, ref/fixedassettype, ref/templates",
    "ref/customer/credits, ref/customer/templates, ref/supplier/deposits",
    "reference/shipZones, reference/shipZonesEnabled",
    "sale/attachment, sale/creditnote, sale/manualJournal, saleCreditNoteList",
    "supplier, purchase…, advanced-purchase…, purchaseList, purchaseCreditNoteList",
    "stockadjustment…, stocktake, stockTakeList, stockTransfer…, inventoryWriteOff…",
    "disassembly…, finishedGoods…, production/…",
    "bankTransfer, journal, moneyOperation, moneyTaskList, transactions",
    "crm/…",
)
"""Documented resources whose every call gets the answer of an unknown path. Source: cin7_v2.apib (D)."""

BEHAVIOURS = (
    ("routes.guard:answer", FAITHFUL),
    ("routes.guard:throttled", UNKNOWN),
    ("routes.guard:refused", UNKNOWN),
    ("routes.rendering:page_of", FAITHFUL),
    ("routes.rendering:instant", FAITHFUL),
    ("routes.rendering:day", FAITHFUL),
    ("routes.rendering:number", FAITHFUL),
    ("values:decimal_of", FAITHFUL),
    ("values:instant_of", FAITHFUL),
    ("routes.sales:new_sale", FAITHFUL),
    ("routes.sale_header:find_customer", FAITHFUL),
    ("routes.sale_header:location_or_refuse", UNKNOWN),
    ("routes.sale_addresses:shipping_address", FAITHFUL),
    ("routes.sale_lines:find_product", FAITHFUL),
    ("state.documents:line_total", FAITHFUL),
    ("routes.orders:check_order_open", FAITHFUL),
    ("state.ordering:authorise_order", FAITHFUL),
    ("routes.stages:pick_pack_ship", FAITHFUL),
    ("state.ordering:add_fulfilment", UNKNOWN),
    ("state.sale_status:sale_status", UNKNOWN),
    ("state.combined_status:columns", FAITHFUL),
    ("routes.stages:save_ship", FAITHFUL),
    ("routes.shipments:add_tracking", FAITHFUL),
    ("state.goods:take_goods", UNKNOWN),
    ("state.goods:check_pick", SIMPLIFIED),
    ("state.stock:Stock.allocate", SIMPLIFIED),
    ("state.invoicing:due_date", FAITHFUL),
    ("state.invoicing:settle_status", FAITHFUL),
    ("state.invoicing:apply_prepayments", SIMPLIFIED),
    ("state.ordering:undo_sale", UNKNOWN),
    ("state.ordering:void_sale", FAITHFUL),
    ("state.hooks:Hooks.schedule", FAITHFUL),
    ("state.hooks:Hooks.settle", FAITHFUL),
    ("routes.events:shipment_authorised", FAITHFUL),
    ("routes.events:tracking_changed", FAITHFUL),
    ("routes.record_events:customer_updated", FAITHFUL),
    ("routes.record_events:product_updated", UNKNOWN),
    ("routes.record_events:stock_changed", FAITHFUL),
)
"""Module and name of what carries each behaviour; its docstring says what and why."""

MISSING_BEHAVIOURS = (
    "credit notes and refunds, so the sale status CREDITED never occurs",
    "journals, transactions, attachments and the ledger of a sale (their lists are there and empty)",
    "batches, serial numbers and expiry dates in allocation; external fulfilment locations",
    "bills of material, automatic assembly, drop-ship purchases",
    "pricing: no discount rule or deal ever changes a line, nor does the real API",
    "movements of a product (the list is there and empty)",
    "`IncludeProductInfo` of the sale's documents: no example names the array it adds",
)
NOTES = re.compile(r"\s*Source: ([^\n]*(?:\n(?!\s*(?:Raises|Units|Shape):)[^\n]+)*)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the coverage tables."""

    name: str
    standing: str
    what: str
    source: str


def endpoints() -> list[Entry]:
    """List every served verb on every path."""
    load_endpoints()
    entries = []
    for verbs in ENDPOINTS.values():
        for found in verbs.values():
            note = f"; {found.note}" if found.note else ""
            entries.append(Entry(f"{found.method} {found.path}", found.standing, note.lstrip("; "), found.source))
    return sorted(entries, key=lambda entry: (entry.name.split(" ")[1].casefold(), entry.name))


def behaviours() -> list[Entry]:
    """List the behaviours behind the endpoints, each described by the docstring of what carries it."""
    entries = []
    for place, standing in BEHAVIOURS:
        module, _, name = place.partition(":")
        carrier: object = import_module(f"adapters.fake_cin7.{module}")
        for part in name.split("."):
            carrier = getattr(carrier, part)
        text = inspect.getdoc(carrier) or ""
        source = NOTES.search(text)
        entries.append(Entry(place, standing, text.split("\n", 1)[0], " ".join(source[1].split()) if source else ""))
    return entries


def unknowns() -> list[Entry]:
    """List what nobody knows, each with the switch that decides it here."""
    return [
        Entry(switch.name, UNKNOWN, f"{switch.meaning} ({' · '.join(switch.values)})", switch.source)
        for switch in CATALOGUE
    ]


def markdown() -> str:
    """Write the tables as the README has them."""
    served = endpoints()
    lines = [
        f"### Endpoints ({len(served)} served)",
        "",
        "| | call | standing | remarks | source |",
        "|---|---|---|---|---|",
    ]
    lines += [f"| {_box(row)} | `{row.name}` | {row.standing} | {row.what} | {row.source} |" for row in served]
    lines += [f"| [ ] | {names} | {ABSENT} | answers as an unknown path | D |" for names in NOT_SERVED]
    lines += ["", "### Behaviours", "", "| | what | standing | source | code |", "|---|---|---|---|---|"]
    lines += [f"| {_box(row)} | {row.what} | {row.standing} | {row.source} | `{row.name}` |" for row in behaviours()]
    lines += [f"| [ ] | {what} | {ABSENT} | | |" for what in MISSING_BEHAVIOURS]
    lines += [
        "",
        "### Unknown, each with its switch",
        "",
        "| switch | values, default first | source |",
        "|---|---|---|",
    ]
    lines += [f"| `{row.name}` | {row.what} | {row.source} |" for row in unknowns()]
    return "\n".join(lines)


def _box(row: Entry) -> str:
    return "[x]" if row.standing in (FAITHFUL, UNKNOWN) else "[~]"


START, END = "<!-- coverage: generated -->", "<!-- coverage: end -->"
README = Path(__file__).with_name("README.md")


def readme_with_tables(text: str) -> str:
    """Put the tables into a README between its two marks."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n\n{markdown()}\n\n{END}{after}"


def write_readme() -> None:
    """Bring the README's tables up to date."""
    README.write_text(readme_with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
