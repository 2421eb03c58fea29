"""A page for people: what customers of a supplier would see, and what arrived lately.

Source: architecture §6.6; no script, nothing from other hosts but the products' own pictures.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, render_template, request

from adapters.fake_upstock.inbox import Inbox, Received
from adapters.fake_upstock.shop import Data, ListSeen, OrderSeen, Shop

SHOWN = 60  # of each kind; more are found by searching
LATELY = 40
STEPS = ("Approved", "In Cin7", "Partly shipped", "Shipped")
PARTLY_SHIPPED, VOIDED = 2, 4


def page(inbox: Inbox) -> Blueprint:
    """Build the page over an inbox."""
    site = Blueprint("page", __name__, template_folder="templates")

    @site.get("/")
    def show() -> str:
        with inbox.lock:
            suppliers = sorted(inbox.shops)
            chosen = request.args.get("supplier") or (suppliers[0] if suppliers else "")
            search = request.args.get("q", "")
            lately = [one for one in inbox.received if one.supplier in (chosen, "")][-LATELY:]
            return render_template(
                "shop.html",
                suppliers=suppliers,
                chosen=chosen,
                search=search,
                lately=[*reversed(lately)],
                counts=_counts(inbox.received),
                **_shown(inbox.shops.get(chosen) or Shop(), search),
            )

    site.app_template_filter("day_and_time")(day_and_time)
    site.app_template_filter("link")(link)
    return site


def day_and_time(instant: str) -> str:
    """Write an instant as people do; what is none stays as it is."""
    try:
        at = datetime.fromisoformat(instant)
    except ValueError:
        return instant
    return f"{at.day} {at:%b %Y, %H:%M:%S}"


def link(address: str) -> str:
    """Answer an address that is safe to follow, else nothing: what others send may be a script."""
    return address if urlsplit(address).scheme in ("http", "https") else ""


def _shown(shop: Shop, search: str) -> dict[str, Any]:
    wanted = search.casefold()
    orders = [_order(seen) for seen in shop.orders.values() if wanted in str(seen.data).casefold()]
    products = [data for data in shop.products.values() if wanted in str(data).casefold()]
    contacts = [data for data in shop.contacts.values() if wanted in str(data).casefold()]
    lists = [_price_list(seen, shop, wanted) for seen in shop.price_lists.values()]
    totals = {
        "orders": len(shop.orders),
        "products": len(shop.products),
        "contacts": len(shop.contacts),
        "lists": len(shop.price_lists),
    }
    return {
        "orders": orders[::-1][:SHOWN],
        "products": products[:SHOWN],
        "contacts": _with_lists(contacts[:SHOWN], shop.price_lists.values()),
        "lists": lists,
        "arriving": list(shop.arriving.values()),
        "lost": shop.lost,
        "found": {"orders": len(orders), "products": len(products), "contacts": len(contacts)},
        "totals": totals,
    }


def _order(seen: OrderSeen) -> Data:
    """Answer an order with the steps of its way, each *done*, *next*, *ahead* or *ended*."""
    steps = [step for place, step in enumerate(STEPS) if place != PARTLY_SHIPPED or seen.stage == PARTLY_SHIPPED]
    if seen.stage == VOIDED:
        way = [(STEPS[0], "done"), (STEPS[1], "done"), ("Voided", "ended")]
    else:
        done = min(seen.stage, len(steps) - 1) + 1
        way = [(step, "done" if n < done else "next" if n == done else "ahead") for n, step in enumerate(steps)]
    return {"data": seen.data, "steps": way, "moments": seen.moments, "stage": seen.stage}


def _price_list(seen: ListSeen, shop: Shop, wanted: str) -> Data:
    rows = [{**entry, "name": shop.products.get(product, {}).get("name", "")} for product, entry in seen.prices.items()]
    found = [row for row in rows if wanted in f"{row['sku']} {row['name']}".casefold()]
    customers = [shop.contacts.get(customer, {}).get("name") or customer for customer in seen.customers]
    return {"list": seen, "rows": found[:SHOWN], "more": max(len(found) - SHOWN, 0), "customers": customers}


def _with_lists(contacts: Iterable[Data], lists: Iterable[ListSeen]) -> list[Data]:
    """Add the name of the list that each customer buys from."""
    by_customer = {customer: each.name for each in lists for customer in each.customers}
    return [{**contact, "price_list": by_customer.get(contact["id"], "")} for contact in contacts]


def _counts(received: Iterable[Received]) -> dict[str, int]:
    counts = {"applied": 0, "dropped as repeats": 0, "not taken": 0}
    for one in received:
        taken = "applied" if one.outcome == "applied" else "dropped as repeats" if one.status == 200 else "not taken"
        counts[taken] += 1
    return counts
