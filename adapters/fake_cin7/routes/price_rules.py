"""Prices of single customers, discount rules and deals.

Source: ref §3.2, §3.3 (D:18750-19600).
"""

from adapters.fake_cin7.refusals import Problem, Refused
from adapters.fake_cin7.routes.fields import Fields
from adapters.fake_cin7.routes.nested import with_ids
from adapters.fake_cin7.routes.rendering import FEW_ROWS, page_of
from adapters.fake_cin7.routes.routing import Visit, endpoint
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.books import Book
from adapters.fake_cin7.values import guid_of
from adapters.fake_cin7.wire import Row


@endpoint("POST", "custom-prices", source="D:18755, ref §3.2")
def add_custom_prices(visit: Visit) -> object:
    """Set prices of single customers; entries that cannot be set are named in `Errors`.

    Source: ref §3.2 (D), §1.5 (D: this endpoint's own error shape).
    """
    rows = visit.fields().rows("CustomPrices")
    if rows is None:
        raise Refused("Required attribute CustomPrices is not provided.")
    problems = [_set_price(visit.account, fields) for fields in rows]
    return {"Errors": [problem for problem in problems if problem]}


@endpoint("PUT", "custom-prices", source="D:18785, ref §3.2")
def change_custom_prices(visit: Visit) -> object:
    """Set prices again, as POST does.

    Source: ref §3.2 (D).
    """
    return add_custom_prices(visit)


def _set_price(account: Account, fields: Fields) -> str | None:
    """Source: ref §3.2 (D): customer by id or name, product by id or SKU."""
    customer_id, product_id = fields.guid("CustomerID"), fields.guid("ProductID")
    customers, catalogue = account.customers, account.catalogue
    customer = customers.by_id(customer_id) if customer_id else customers.by_name(fields.text("CustomerName") or "")
    product = catalogue.by_id(product_id) if product_id else catalogue.by_sku(fields.text("ProductSKU") or "")
    price = fields.decimal("Price")
    if customer is None:
        return f"Customer '{fields.raw('CustomerID') or fields.raw('CustomerName')}' was not found"
    if product is None:
        return f"Product '{fields.raw('ProductID') or fields.raw('ProductSKU')}' was not found"
    if price is None:
        return "Required attribute Price is not provided."
    account.custom_prices.setdefault(customer["ID"], {})[product["ID"]] = {"Price": price}
    customers.change(customer, {}, account.now())
    return None


@endpoint("DELETE", "custom-prices", parameters="ProductID CustomerID", source="D:18820, ref §3.2")
def delete_custom_price(visit: Visit) -> object:
    """Take a price away.

    Source: ref §3.2 (D).
    """
    product_id = visit.parameters.needed_guid("ProductID")
    prices = visit.account.custom_prices.get(visit.parameters.needed_guid("CustomerID"), {})
    if prices.pop(product_id, None) is None:
        raise Refused(Problem("Custom price not found", 404))
    return {"Success": True}


def _found(visit: Visit, book: Book) -> tuple[int, int, list[object]]:
    """Source: ref §1.6 (D:19440): 25 rows by default; `Search` is contained in the name."""
    asked = visit.parameters
    rows = list(book.rows)
    if (identifier := asked.guid("ID")) is not None:
        rows = [row for row in rows if row["ID"] == identifier]
    if (search := asked.text("Search")) is not None:
        rows = [row for row in rows if search.casefold() in row["Name"].casefold()]
    page, shown = page_of(rows, asked, usual=FEW_ROWS)
    return len(rows), page, shown


@endpoint("GET", "reference/discount", parameters="ID Page Limit Search", source="D:19440, ref §3.3")
def list_discounts(visit: Visit) -> object:
    """Answer discount rules.

    Source: ref §3.3, §1.6 (D).
    """
    total, page, rows = _found(visit, visit.account.books.discounts)
    return {"DiscountRules": rows, "Total": total, "Page": page}


@endpoint("POST", "reference/discount", source="D:19500, ref §3.3", standing="simplified")
def add_discounts(visit: Visit) -> object:
    """Create discount rules, several in one call.

    Source: ref §3.3 (D:19500).
    """
    book = visit.account.books.discounts
    sent = visit.fields()
    saved = [_save_new(book, fields) for fields in sent.rows("DiscountRules") or [sent]]
    return {"DiscountRules": saved}


@endpoint("PUT", "reference/discount", source="D:19550, ref §3.3", standing="simplified")
def change_discount(visit: Visit) -> object:
    """Change a discount rule.

    Source: ref §3.3 (D:19550).
    """
    return {"DiscountRules": [_save_changed(visit.account.books.discounts, visit.fields())]}


@endpoint("GET", "reference/deals", parameters="ID Page Limit Search", source="D:18900, ref §3.3")
def list_deals(visit: Visit) -> object:
    """Answer deals, without Total and Page.

    Source: ref §3.3 (D:18920).
    """
    _, _, rows = _found(visit, visit.account.books.deals)
    return {"Deals": rows}


@endpoint("POST", "reference/deals", source="D:19000, ref §3.3", standing="simplified")
def add_deal(visit: Visit) -> object:
    """Create a deal.

    Source: ref §3.3 (D:19000); no deal changes any price (ref §3.3: the API does not price lines).
    """
    deal = _save_new(visit.account.books.deals, visit.fields())
    return {"Deals": [_with_products(visit.account, deal)]}


@endpoint("PUT", "reference/deals", source="D:19200, ref §3.3", standing="simplified")
def change_deal(visit: Visit) -> object:
    """Change a deal.

    Source: ref §3.3 (D:19200).
    """
    deal = _save_changed(visit.account.books.deals, visit.fields())
    return {"Deals": [_with_products(visit.account, deal)]}


def _with_products(account: Account, deal: Row) -> Row:
    """Complete the products of a deal, which may be named by id or by SKU.

    Source: D:18920 (the answer has id, name and SKU), D:19040.
    """
    for discount in deal["DealDiscounts"]:
        for entry in discount.get("DealDiscountProducts") or []:
            product = account.catalogue.by_id(guid_of(entry.get("ProductID")))
            product = product or account.catalogue.by_sku(str(entry.get("ProductSKU") or ""))
            if product is not None:
                entry.update(ProductID=product["ID"], ProductName=product["Name"], ProductSKU=product["SKU"])
            entry.setdefault("IsFamily", False)
    return deal


def _save_new(book: Book, fields: Fields) -> Row:
    fields.needed("Name", 128)
    kept = _kept(book, fields)
    kept.pop("ID", None)
    return book.add(kept)


def _save_changed(book: Book, fields: Fields) -> Row:
    row = book.by_id(fields.guid("ID"))
    if row is None:
        raise Refused(Problem("Rule with specified ID not found", 404))
    row.update({name: value for name, value in _kept(book, fields).items() if name != "ID"})
    return row


def _kept(book: Book, fields: Fields) -> Row:
    sent = {name: value for name, value in fields.sent.items() if value is not None}
    kept = book.layout.keep(sent, lambda field: Refused(f"{field} is invalid"))
    return {name: with_ids(value) if isinstance(value, list) else value for name, value in kept.items()}
