"""Planting the reference books, and deriving those a seed leaves out from what it uses.

Source: ref §10 (D); fake-cin7.md.
"""

from collections.abc import Iterable
from functools import partial
from itertools import count

from adapters.fake_cin7.refusals import BadInstruction
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.books import Book
from adapters.fake_cin7.values import new_guid
from adapters.fake_cin7.wire import Row

LEDGER = (
    ("200", "Sales", "REVENUE", "REVENUE", None, None, False),
    ("310", "Cost of Goods Sold", "DIRECTCOSTS", "EXPENSE", None, None, False),
    ("610", "Accounts Receivable", "CURRENT", "ASSET", "Accounts receivable", "DEBTORS", False),
    ("630", "Inventory", "INVENTORY", "ASSET", None, None, False),
    ("718", "Bank", "BANK", "ASSET", None, None, True),
    ("800", "Accounts Payable", "CURRLIAB", "LIABILITY", "Accounts payable", "CREDITORS", False),
    ("820", "Sales Tax", "CURRLIAB", "LIABILITY", "GST / VAT", "GST", False),
)
"""The accounts a company without a ledger of its own gets. Source: cin7_v2.apib 812 (D, codes of the examples)."""


def plant_books(account: Account, document: Row) -> None:
    """Fill the books from the seed.

    Raises: BadInstruction naming the book, the place in it and the field.
    """
    books = account.books
    _plant_tiers(account, document)
    _plant(books.locations, document, "locations")
    _plant(books.tax_rules, document, "tax_rules")
    _plant(books.payment_terms, document, "payment_terms")
    _plant(books.carriers, document, "carriers")
    _plant(books.contacts, document, "contacts")
    _plant(books.contacts, document, "sales_representatives")
    _plant(books.accounts, document, "accounts")
    _plant(books.categories, document, "categories")
    _plant(books.brands, document, "brands")
    _plant(books.units, document, "units")
    _plant(books.discounts, document, "discounts")
    _plant(books.deals, document, "deals")
    _add_what_every_company_has(account)


def derive_books(account: Account) -> None:
    """Add what products and customers name and the seed did not list; a missing book is no mistake."""
    books = account.books
    _add_names(books.categories, (row.get("Category") for row in account.catalogue))
    _add_names(books.brands, (row.get("Brand") for row in account.catalogue))
    _add_names(books.units, [*(row.get("UOM") for row in account.catalogue), "Item"])
    _add_names(books.tax_rules, (row.get("TaxRule") for row in account.customers))
    _add_names(books.tax_rules, (row.get("SaleTaxRule") for row in account.catalogue))
    _add_names(books.payment_terms, (row.get("PaymentTerm") for row in account.customers))
    _add_names(books.carriers, (row.get("Carrier") for row in account.customers))
    _add_names(books.contacts, (row.get("SalesRepresentative") for row in account.customers))
    _add_names(books.locations, (row.get("Location") for row in account.customers))
    _add_names(books.locations, (level.location for level in account.stock))
    _add_names(books.discounts, (row.get("DiscountRule") for row in account.catalogue))
    for code in {row.get("RevenueAccount") for row in account.customers}:
        if code and books.accounts.by_id(code) is None:
            books.accounts.add({"Code": code, "Name": f"Sales {code}", "DisplayName": f"{code}: Sales {code}"})


def _plant(book: Book, document: Row, part: str) -> None:
    for index, sent in enumerate(document.get(part) or []):
        place = f"{part}[{index}]"
        row = {book.name_field: sent} if isinstance(sent, str) else sent
        if not isinstance(row, dict):
            raise BadInstruction(f"'{place}' of the seed must be a name or an object, not {sent!r}.")
        kept = book.layout.keep(row, partial(_wrong, place))
        if not kept.get(book.name_field):
            raise BadInstruction(f"'{place}' of the seed lacks '{book.name_field}'.")
        book.add(kept)


def _wrong(place: str, field: str) -> BadInstruction:
    return BadInstruction(f"'{place}.{field}' of the seed cannot be read; see the README of the fake for its type.")


def _plant_tiers(account: Account, document: Row) -> None:
    """Source: ref §3.1 (D:5098): always ten tiers."""
    book = account.books.price_tiers
    _plant(book, document, "price_tiers")
    if len(book.rows) > 10:
        raise BadInstruction(f"'price_tiers' of the seed has {len(book.rows)} entries; there are ten tiers.")
    codes = count(1)
    for row in book.rows:
        row["Code"] = row["Code"] if isinstance(row["Code"], str) is False and row["Code"] else next(codes)
    taken = {int(row["Code"]) for row in book.rows}
    for code in range(1, 11):
        if code not in taken:
            book.add({"Code": code, "Name": f"Tier {code}"})
    book.rows.sort(key=lambda row: int(row["Code"]))


def _add_what_every_company_has(account: Account) -> None:
    books, me = account.books, account.me
    if not books.locations.rows:
        books.locations.add({"Name": "Main Warehouse", "IsDefault": True})
    if not books.tax_rules.rows:
        books.tax_rules.add({"Name": me["DefaultSaleTaxRuleName"] or "Tax Exempt"})
    _add_names(books.tax_rules, [me["DefaultSaleTaxRuleName"]])
    me["DefaultSaleTaxRuleName"] = me["DefaultSaleTaxRuleName"] or books.tax_rules.rows[0]["Name"]
    rule = books.tax_rules.by_name(me["DefaultSaleTaxRuleName"])
    me["DefaultSaleTaxRuleId"] = me["DefaultSaleTaxRuleId"] or (rule or {}).get("ID") or new_guid()
    if not books.payment_terms.rows:
        books.payment_terms.add({"Name": "30 days", "Duration": 30, "IsDefault": True})
    for code, name, kind, group, system, system_code, pays in LEDGER:
        if books.accounts.by_id(code) is None:
            books.accounts.add(
                {
                    "Code": code,
                    "Name": name,
                    "Type": kind,
                    "Class": group,
                    "SystemAccount": system,
                    "SystemAccountCode": system_code,
                    "ForPayments": pays,
                    "DisplayName": f"{code}: {name}",
                }
            )


def _add_names(book: Book, names: Iterable[object]) -> None:
    for name in dict.fromkeys(name for name in names if name):
        if isinstance(name, str) and book.by_name(name) is None:
            book.add({book.name_field: name})
