"""Planting an account from a seed document; every part may be missing, a wrong one is refused by name.

Source: fake-cin7.md, `POST /_fake/accounts`.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from adapters.fake_cin7.refusals import BadInstruction
from adapters.fake_cin7.state.account import ME, Account
from adapters.fake_cin7.state.clock import Clock
from adapters.fake_cin7.state.seed_books import derive_books, plant_books
from adapters.fake_cin7.state.seed_goods import (
    plant_attachments,
    plant_customers,
    plant_families,
    plant_products,
    plant_stock,
)
from adapters.fake_cin7.state.switches import Switches
from adapters.fake_cin7.values import boolean_of, guid_of, new_guid, whole_of
from adapters.fake_cin7.wire import Row

BOOKS = {
    "price_tiers",
    "tax_rules",
    "locations",
    "payment_terms",
    "carriers",
    "sales_representatives",
    "contacts",
    "accounts",
    "categories",
    "brands",
    "units",
    "discounts",
    "deals",
}
ROWS = BOOKS | {"products", "product_families", "attachments", "stock", "customers"}
SETTINGS = {"account_id", "application_keys", "switches", "me", "next_order_number"}
REMARKS = {"source", "name", "description", "comment", "comments", "notes", "readme"}


def plant(document: Row, clock: Clock, switches: Switches) -> Account:
    """Make an account as the document describes it.

    Raises: BadInstruction naming the part, its place and what is expected there.
    """
    if not isinstance(document, dict):
        raise BadInstruction("A seed document is a JSON object; see the README of the fake for its parts.")
    _check_parts(document)
    with _collector_resting():
        return _planted(document, Account(clock=clock, switches=Switches(switches)))


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Spare the garbage collector the sight of a hundred thousand rows that all stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _planted(document: Row, account: Account) -> Account:
    account.id = _account_id(document)
    account.keys = _keys(document)
    account.switches.choose(_part(document, "switches"))
    account.me = _company(document)
    account.counters.sale = (whole_of(document.get("next_order_number", 1)) or 1) - 1
    plant_books(account, document)
    now = account.now()
    for section, planting in _PLANTING:
        planting(account, document.get(section) or [], now)
    derive_books(account)
    return account


_PLANTING: tuple[tuple[str, Callable[..., None]], ...] = (
    ("products", plant_products),
    ("product_families", plant_families),
    ("attachments", plant_attachments),
    ("stock", plant_stock),
    ("customers", plant_customers),
)


def _check_parts(document: Row) -> None:
    for part, value in document.items():
        if part in REMARKS or part.startswith(("_", "$")):
            continue
        if part not in ROWS | SETTINGS:
            known = ", ".join(sorted(ROWS | SETTINGS))
            raise BadInstruction(f"The seed has a part '{part}' that is not known; known are {known}.")
        if part in ROWS and value is not None and not isinstance(value, list):
            raise BadInstruction(f"'{part}' of the seed must be a list, not {type(value).__name__}.")


def _part(document: Row, name: str) -> Row:
    value = document.get(name) or {}
    if not isinstance(value, dict):
        raise BadInstruction(f"'{name}' of the seed must be an object, not {type(value).__name__}.")
    return value


def _account_id(document: Row) -> str:
    sent = document.get("account_id")
    if sent is None:
        return new_guid()
    found = guid_of(sent)
    if found is None:
        raise BadInstruction(f"'account_id' of the seed must be a GUID, not {sent!r}.")
    return found


def _keys(document: Row) -> list[str]:
    sent = document.get("application_keys")
    if sent is None:
        return [new_guid()]
    if not isinstance(sent, list) or not sent or not all(isinstance(key, str) and key.strip() for key in sent):
        raise BadInstruction("'application_keys' of the seed must be a list of at least one text.")
    return [key.strip().casefold() for key in sent]


def _company(document: Row) -> Row:
    """Source: ref §1.2 (D)."""
    me = dict(ME)
    for name, value in _part(document, "me").items():
        if name not in ME:
            raise BadInstruction(f"'me.{name}' of the seed is not known; known are {', '.join(ME)}.")
        if isinstance(ME[name], bool) and boolean_of(value) is None:
            raise BadInstruction(f"'me.{name}' of the seed must be true or false, not {value!r}.")
        me[name] = boolean_of(value) if isinstance(ME[name], bool) else value
    if me["TaxCalculationMethod"] not in ("Row Total", "Total"):
        raise BadInstruction(
            f"'me.TaxCalculationMethod' of the seed is 'Row Total' or 'Total', not {me['TaxCalculationMethod']!r}."
        )
    return me
