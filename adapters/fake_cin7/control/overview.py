"""What the page shows, gathered for its template.

Source: fake-cin7.md, the page at `/`.
"""

from itertools import islice

from adapters.fake_cin7.control.snapshot import account_summary
from adapters.fake_cin7.routes.guard import MOST_CALLS
from adapters.fake_cin7.routes.sale_list import list_row
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.documents import Fulfilment
from adapters.fake_cin7.state.goods import open_to_pick
from adapters.fake_cin7.state.invoicing import document_total
from adapters.fake_cin7.state.sale import AUTHORISED, OPEN, Sale
from adapters.fake_cin7.state.universe import Universe
from adapters.fake_cin7.wire import Row

SALES_SHOWN = 100
REQUESTS_SHOWN = 40
DELIVERIES_SHOWN = 15


def overview(universe: Universe, account_id: str | None, search: str) -> Row:
    """Gather everything; with an account id only that account's sales."""
    accounts = [account for account in universe.accounts.values() if account_id in (None, account.id) or not account_id]
    sales = [(account, sale) for account in accounts for sale in account.sales.by_id.values() if _fits(sale, search)]
    sales.sort(key=lambda pair: pair[1].created, reverse=True)
    return {
        "now": universe.clock.now(),
        "search": search,
        "chosen": account_id or "",
        "accounts": [account_summary(account) for account in universe.accounts.values()],
        "sales": [_sale(account, sale) for account, sale in sales[:SALES_SHOWN]],
        "sales_total": len(sales),
        "windows": _windows(universe),
        "requests": list(islice(reversed(universe.log.entries), REQUESTS_SHOWN)),
        "requests_total": universe.log.count,
        "faults": [fault.describe() for fault in universe.faults],
        "deliveries": _deliveries(accounts),
        "turned": dict(universe.switches.chosen),
    }


def _fits(sale: Sale, search: str) -> bool:
    words = search.casefold()
    return not words or any(
        words in (text or "").casefold()
        for text in (sale.number, sale.customer, sale.external_id, sale.customer_reference)
    )


def _sale(account: Account, sale: Sale) -> Row:
    order = sale.order
    return {
        **list_row(account, sale),
        "Company": account.me["Company"],
        "Total": document_total(order.lines, order.charges, inclusive=sale.tax_inclusive),
        "Lines": order.lines,
        "ready": _ready(sale),
    }


def _ready(sale: Sale) -> set[str]:
    """Name the buttons that can be pressed."""
    if sale.voided:
        return set()
    ready = {"void"}
    if sale.order.status != AUTHORISED:
        return ready
    ready |= {"undo"}
    tasks = sale.live_fulfilments
    if any(task.pick_status in OPEN for task in tasks) or _left_to_pick(sale):
        ready |= {"pick"}
    if any(task.pick_status == AUTHORISED and task.pack_status in OPEN for task in tasks):
        ready |= {"pack"}
    if any(task.pack_status == AUTHORISED and task.ship_status != AUTHORISED for task in tasks):
        ready |= {"ship"}
    return ready | _office(sale)


def _left_to_pick(sale: Sale) -> bool:
    """Whether something promised is in no task yet; picking it begins a second one."""
    left = open_to_pick(sale, Fulfilment(task_id="", number=0))
    for line in sale.order.lines:
        left[line.product_id] -= line.backorder
    return all(task.pick_status == AUTHORISED for task in sale.live_fulfilments) and any(
        quantity > 0 for quantity in left.values()
    )


def _office(sale: Sale) -> set[str]:
    ready = set()
    if not sale.live_invoices or sale.is_advanced:
        ready.add("invoice")
    if any(invoice.status == AUTHORISED for invoice in sale.live_invoices):
        ready.add("pay")
    return ready


def _windows(universe: Universe) -> list[Row]:
    now = universe.clock.now()
    companies = {key: account.me["Company"] for account in universe.accounts.values() for key in account.keys}
    return [
        {
            "key": key or "(none)",
            "company": companies.get(key, "unknown key"),
            "used": traffic.used(now),
            "most": MOST_CALLS,
            "highest": traffic.highest,
            "total": traffic.total,
            "throttled": traffic.throttled,
        }
        for key, traffic in universe.log.by_key.items()
    ]


def _deliveries(accounts: list[Account]) -> list[Row]:
    rows = [
        {
            "type": entry.type,
            "url": account.hooks.by_id[entry.hook_id].url if entry.hook_id in account.hooks.by_id else "(removed)",
            "due": entry.due,
            "attempts": entry.attempts,
            "outcome": entry.outcome,
        }
        for account in accounts
        for entry in (*account.hooks.waiting, *reversed(account.hooks.done))
    ]
    return rows[:DELIVERIES_SHOWN]
