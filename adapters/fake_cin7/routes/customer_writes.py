"""Creating and changing customers.

Source: ref §4.2 (D:1230, D:1409).
"""

from adapters.fake_cin7.refusals import Problem, Refused
from adapters.fake_cin7.routes.customers import customer_row
from adapters.fake_cin7.routes.fields import Fields, spelled
from adapters.fake_cin7.routes.record_events import customer_updated
from adapters.fake_cin7.routes.rendering import envelope
from adapters.fake_cin7.routes.routing import Visit, endpoint
from adapters.fake_cin7.routes.sale_header import no_representative, no_tax_rule, no_term
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.layout import Layout
from adapters.fake_cin7.state.templates import (
    ADDRESSES,
    ATTRIBUTES,
    CONTACTS,
    CUSTOMER_READ_ONLY,
    CUSTOMERS,
    LENGTHS,
)
from adapters.fake_cin7.values import guid_of, new_guid
from adapters.fake_cin7.wire import Row

NEEDED = ("Name", "Status", "Currency", "PaymentTerm", "AccountReceivable", "RevenueAccount", "TaxRule")
ADDRESS_TYPES = ("Billing", "Business", "Shipping")
CLEARED = ("Comments", "TaxNumber", "Tags", *ATTRIBUTES)
"""Texts that read empty instead of null once a customer was changed. Source: D:1501 (the example of PUT)."""

STATUSES = ("Active", "Deprecated")


@endpoint("POST", "customer", source="D:1230, ref §4.2")
def create_customer(visit: Visit) -> object:
    """Create a customer.

    Source: ref §4.2 (D): which fields are needed; its name is unique.
    """
    account, fields = visit.account, visit.fields()
    for name in NEEDED:
        fields.needed(name, LENGTHS.get(name))
    kept = _kept(account, fields)
    if account.customers.by_name(kept["Name"]) is not None:
        raise Refused(f"Customer with name '{kept['Name']}' already exists. Customer name must be unique.")
    kept["Addresses"] = _people(ADDRESSES, fields, "Addresses", [])
    kept["Contacts"] = _people(CONTACTS, fields, "Contacts", [])
    customer = account.customers.add(kept, account.now())
    customer_updated(account, customer)
    return _answer(account, customer)


@endpoint("PUT", "customer", source="D:1409, ref §4.2, §1.8.6")
def change_customer(visit: Visit) -> object:
    """Change a customer: left out stays, empty text clears, empty list removes all rows.

    Source: ref §1.8.6, §4.2 (L(AH)).
    """
    account, fields = visit.account, visit.fields()
    customer = _known(account, fields)
    kept = _kept(account, fields)
    other = account.customers.by_name(str(kept.get("Name") or customer["Name"]))
    if other is not None and other is not customer:
        raise Refused(f"Customer with name '{kept['Name']}' already exists. Customer name must be unique.")
    kept.update({name: "" for name in CLEARED if kept.get(name) is None and customer.get(name) is None})
    for name, layout in (("Addresses", ADDRESSES), ("Contacts", CONTACTS)):
        if fields.has(name):
            kept[name] = _people(layout, fields, name, customer.get(name, []))
    account.customers.change(customer, kept, account.now())
    customer_updated(account, customer)
    return _answer(account, customer)


def _known(account: Account, fields: Fields) -> Row:
    customer_id = fields.guid("ID")
    if customer_id is None:
        raise Refused("Required attribute ID is not provided.")
    customer = account.customers.by_id(customer_id)
    if customer is None:
        raise Refused(Problem(f"Customer with specified ID '{customer_id}' not found", 404))
    return customer


def _answer(account: Account, customer: Row) -> Row:
    """Source: ref §1.6 (D): the envelope; rows inside carry the customer's id (D:1350)."""
    row = customer_row(account, customer, prices=False)
    for name in ("Addresses", "Contacts"):
        row[name] = [{"ID": entry["ID"], "CustomerID": customer["ID"], **entry} for entry in customer.get(name, [])]
    return envelope("CustomerList", [row])


def _kept(account: Account, fields: Fields) -> Row:
    for name, longest in LENGTHS.items():
        if CUSTOMERS.name_of(name):
            fields.text(name, longest)
    sent = {name: value for name, value in fields.sent.items() if value is not None}
    kept = CUSTOMERS.keep(sent, lambda field: Refused(f"{field} is invalid"))
    for name in (*CUSTOMER_READ_ONLY, "Addresses", "Contacts"):
        kept.pop(name, None)
    if "Status" in kept:
        kept["Status"] = spelled(STATUSES, str(kept["Status"]), "Status")
    problems = _unknown_names(account, kept)
    if problems:
        raise Refused(*problems)
    return kept


def _unknown_names(account: Account, kept: Row) -> list[Problem]:
    """Source: ref §1.5 (L texts; those for tier and carrier G), §4.2 (L: the receivable is the system account)."""
    books, found = account.books, []
    term = books.payment_terms.by_name(kept.get("PaymentTerm") or "")
    if kept.get("PaymentTerm") and (term is None or not term["IsActive"]):
        found.append(Problem(no_term(kept["PaymentTerm"]), 404))
    if kept.get("TaxRule") and books.tax_rules.by_name(kept["TaxRule"]) is None:
        found.append(Problem(no_tax_rule(kept["TaxRule"]), 404))
    if kept.get("Location") and books.locations.by_name(kept["Location"]) is None:
        found.append(Problem(f"Location '{kept['Location']}' was not found in Locations reference book", 404))
    if kept.get("PriceTier") and books.price_tiers.by_name(kept["PriceTier"]) is None:
        text = f"Price Tier '{kept['PriceTier']}' was not found in Price Tiers reference book"
        found.append(Problem(text, 404))
    return found + _unknown_accounts(account, kept) + _unknown_people(account, kept)


def _unknown_accounts(account: Account, kept: Row) -> list[Problem]:
    missing = []
    receivable = account.books.accounts.by_id(kept.get("AccountReceivable"))
    if kept.get("AccountReceivable") and (receivable is None or receivable["SystemAccountCode"] != "DEBTORS"):
        missing.append(Problem("Account with specified ID not found", 404))
    if kept.get("RevenueAccount") and account.books.accounts.by_id(kept["RevenueAccount"]) is None:
        missing.append(Problem("Account with specified ID not found", 404))
    return missing


def _unknown_people(account: Account, kept: Row) -> list[Problem]:
    found = []
    name, carrier = kept.get("SalesRepresentative"), kept.get("Carrier")
    if name and account.books.contacts.by_name(name) is None:
        found.append(Problem(no_representative(name), 404))
    if carrier and account.books.carriers.by_name(carrier) is None:
        found.append(Problem(f"Carrier '{carrier}' was not found in Carriers reference book", 404))
    return found


def _people(layout: Layout, fields: Fields, name: str, known: list[Row]) -> list[Row]:
    """Read addresses or contacts: a known ID is updated, any other row is new.

    Source: ref §4.2 (L(AH)): an empty list removes all.
    """
    by_id = {row["ID"]: row for row in known}
    rows = []
    for sent in fields.rows(name) or []:
        kept = layout.keep(sent.sent, lambda field: Refused(f"{field} is invalid"))
        old = by_id.get(guid_of(kept.get("ID")) or "")
        row = layout.complete({**(old or {}), **kept, "ID": old["ID"] if old else new_guid()})
        _check_person(layout, row)
        rows.append(row)
    return rows


def _check_person(layout: Layout, row: Row) -> None:
    """Source: ref §4.2 (D: needed fields), §1.5 (L wording)."""
    needed = ("Line1", "Country", "Type") if layout is ADDRESSES else ("Name",)
    for name in needed:
        if not row[name]:
            raise Refused(f"Required attribute {name} is not provided.")
    if layout is ADDRESSES:
        row["Type"] = spelled(ADDRESS_TYPES, str(row["Type"]), "Type")
