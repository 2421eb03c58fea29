"""Reading the lines and charges of a quote, an order or an invoice.

Source: ref §6.6 (D:30615, D:30708).
"""

from collections.abc import Sequence
from decimal import Decimal

from adapters.fake_cin7.refusals import Problem, Refused
from adapters.fake_cin7.routes.fields import Fields
from adapters.fake_cin7.routes.sale_header import no_tax_rule
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.documents import Charge, Line
from adapters.fake_cin7.state.sale import Sale
from adapters.fake_cin7.values import ZERO, four_places
from adapters.fake_cin7.wire import Row

CENT = Decimal("0.01")


def read_lines(account: Account, sale: Sale, sent: Sequence[Fields], *, doubles: bool = False) -> list[Line]:
    """Read product lines; every problem of every line is reported at once.

    Source: ref §1.5 (L: several entries), §6.6; `doubles` allows one product twice whatever the switch.
    """
    problems: list[Problem] = []
    lines: list[Line] = []
    for fields in sent:
        try:
            lines.append(_line(account, sale, fields))
        except Refused as refused:
            problems.extend(refused.problems)
    if not doubles:
        problems.extend(_double_problems(account, lines))
    if problems:
        raise Refused(*dict.fromkeys(problems))
    return lines


def _double_problems(account: Account, lines: list[Line]) -> list[Problem]:
    """Source: ref §6.6 (L on purchases, by report on sales), §1.5 for the wording."""
    products = [line.product_id for line in lines]
    if account.switches["duplicate_product"] == "accept" or len(set(products)) == len(products):
        return []
    return [Problem("Cannot add duplicate value in Lines lines")]


def _line(account: Account, sale: Sale, fields: Fields) -> Line:
    product = find_product(account, fields)
    name = fields.text("Name", 1024)
    line = Line(
        product_id=product["ID"],
        sku=product["SKU"],
        name=name or product["Name"],
        quantity=_quantity(account, fields, "Lines"),
        price=_price(account, fields, "Lines"),
        discount=_discount(fields),
        tax=fields.decimal("Tax") or ZERO,
        tax_rule=_tax_rule(account, fields, product.get("SaleTaxRule") or sale.tax_rule),
        comment=fields.text("Comment", 256) or "",
        average_cost=product.get("AverageCost", ZERO),
        drop_ship=_drop_ship(fields, product),
        stocked=product.get("Type", "Stock") == "Stock",
        account=fields.text("Account", 50) or product.get("RevenueAccount") or sale.default_account,
    )
    line.stated_total = _stated_total(account, fields, line.total)
    _check_tax(account, sale, line.total, line)
    return line


def find_product(account: Account, fields: Fields) -> Row:
    """Find a line's product by id, else by SKU alone.

    Source: ref §6.6 (D: both; C(4): SKU alone is accepted); wording of a miss G.
    """
    product_id, sku = fields.guid("ProductID"), fields.text("SKU", 50)
    if product_id is None and not sku:
        raise Refused("'ProductID' or 'SKU' is required for 'Lines' line")
    found = account.catalogue.by_id(product_id) if product_id else account.catalogue.by_sku(sku or "")
    if found is None:
        shown = f"ID '{product_id}'" if product_id else f"SKU '{sku}'"
        raise Refused(Problem(f"Product with {shown} was not found", 404))
    return found


def _quantity(account: Account, fields: Fields, where: str) -> Decimal:
    """Source: ref §1.5 (L for the wording), §1.7 (D: minimum 1 and four decimals, see the switch)."""
    quantity = fields.decimal("Quantity")
    if quantity is None:
        raise Refused(f"'Quantity' is required for '{where}' line")
    least = Decimal(1) if account.switches["quantity_below_one"] == "reject" else Decimal("0.0001")
    if quantity < least:
        raise Refused(f"'Quantity' must be at least {least} for '{where}' line")
    return quantity


def _price(account: Account, fields: Fields, where: str) -> Decimal:
    """Source: ref §3.3 (L): an omitted price becomes 0, never the tier's; §6.6 (D names no least, see the switch)."""
    price = fields.decimal("Price") or ZERO
    if price < 0 and account.switches["negative_price"] == "reject":
        raise Refused(f"'Price' must not be negative for '{where}' line")
    return price


def _discount(fields: Fields) -> Decimal:
    """Source: ref §6.6 (D): percent from 0 to 100, two places."""
    discount = fields.decimal("Discount", 2) or ZERO
    if not 0 <= discount <= 100:
        raise Refused("'Discount' must be between 0 and 100 for 'Lines' line")
    return discount


def _tax_rule(account: Account, fields: Fields, default: str) -> str:
    """Source: ref §6.6 (D: required; C: the sale's own when omitted, G)."""
    name = fields.text("TaxRule", 50)
    if not name:
        return default
    row = account.books.tax_rules.by_name(name)
    if row is None:
        raise Refused(Problem(no_tax_rule(name), 404))
    return str(row["Name"])


def _drop_ship(fields: Fields, product: Row) -> bool:
    """Source: ref §6.6 (D): asked only for products with optional drop ship, else ignored."""
    mode = product.get("DropShipMode", "No Drop Ship")
    return mode == "Always Drop Ship" or (mode == "Optional Drop Ship" and bool(fields.flag("DropShip")))


def _stated_total(account: Account, fields: Fields, computed: Decimal) -> Decimal | None:
    """Keep a total that is right to the cent as it was sent.

    Source: ref §3.3 (C(7): the caller sends it, Cin7 stores it), §6.6, §13.2 (G): one that is further off is computed
    anew in silence, or refused, see the switch.
    """
    sent = fields.decimal("Total")
    if sent is None or abs(sent - computed) <= CENT:
        return sent
    if account.switches["wrong_total"] == "recompute":
        return None
    raise Refused(f"'Total' {sent} is not valid for 'Lines' line, expected {computed}")


def _check_tax(account: Account, sale: Sale, total: Decimal, entry: Line | Charge) -> None:
    """Source: ref §6.6 (D says nothing, G, see the switch)."""
    if account.switches["tax_mismatch"] == "accept":
        return
    rule = account.books.tax_rules.by_name(entry.tax_rule)
    percent = Decimal(rule["TaxPercent"]) if rule else ZERO
    base = Decimal(100) + percent if sale.tax_inclusive else Decimal(100)
    expected = four_places(total * percent / base)
    if abs(entry.tax - expected) > CENT:
        raise Refused(f"'Tax' {entry.tax} is not valid for '{entry.tax_rule}', expected {expected}")


def read_charges(account: Account, sale: Sale, sent: Sequence[Fields]) -> list[Charge]:
    """Read additional charges.

    Source: ref §6.6 (D:30708; C(1) for free text, see the switch).
    """
    return [_charge(account, sale, fields) for fields in sent]


def _charge(account: Account, sale: Sale, fields: Fields) -> Charge:
    description = fields.text("Description", 256)
    if not description:
        raise Refused("'Description' is required for 'AdditionalCharges' line")
    must_exist = account.switches["charge_description"] == "service_product"
    if must_exist and account.catalogue.service_named(description) is None:
        raise Refused(Problem(f"Service product '{description}' was not found", 404))
    charge = Charge(
        description=description,
        price=_price(account, fields, "AdditionalCharges"),
        quantity=_quantity(account, fields, "AdditionalCharges"),
        discount=_discount(fields),
        tax=fields.decimal("Tax") or ZERO,
        tax_rule=_tax_rule(account, fields, sale.tax_rule),
        comment=fields.text("Comment", 1024) or "",
        account=fields.text("Account", 50) or sale.default_account,
    )
    charge.stated_total = _stated_total(account, fields, charge.total)
    _check_tax(account, sale, charge.total, charge)
    return charge
