from decimal import Decimal

from domain.approved_order import LONGEST_REFERENCE
from domain.cutting import length
from domain.identifiers import LONGEST_NUMBER, LONGEST_SUPPLIER, OrderNumber, order_number, supplier_id
from domain.sale import sale_key
from tests.builders import SUPPLIER, a_sale, a_sale_charge, a_sale_line


def test_our_key_names_supplier_and_order() -> None:
    assert sale_key(SUPPLIER, OrderNumber("UP-1001")) == "upstock:northwind:UP-1001"


def test_the_longest_key_still_fits_where_cin7_keeps_it() -> None:
    for widest in ("x" * LONGEST_NUMBER, "\U0001f600" * (LONGEST_NUMBER // 2)):
        longest = sale_key(supplier_id("x" * LONGEST_SUPPLIER), order_number(widest))
        assert length(longest) <= LONGEST_REFERENCE


def test_a_sale_comes_to_lines_charges_and_tax() -> None:
    sale = a_sale(
        lines=[a_sale_line(total="168.00", tax="16.80"), a_sale_line(sku="NW-002", total="9.80", tax="0.98")],
        charges=[a_sale_charge(price="30.00", tax="3.00"), a_sale_charge(price="-5.00", tax="-0.50")],
    )
    assert sale.total_before_tax == Decimal("202.80")
    assert sale.tax == Decimal("20.28")
    assert sale.total == Decimal("223.08")
