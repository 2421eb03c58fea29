"""What Upstock sends becomes what we keep, field by field."""

from datetime import UTC, date, datetime
from decimal import Decimal

from domain.approved_order import ApprovedOrder, Buyer, Charge, Comment, OrderLine
from domain.identifiers import OrderNumber
from domain.money import Currency
from entrypoints.http.schemas.approved_orders import (
    ApprovedOrderIn,
    ChargeIn,
    CommentIn,
    CustomerIn,
    LineIn,
)

WHOLE = {
    "number": "10248",
    "reference": "PO-77",
    "currency": "USD",
    "customer": {"contact_id": "67b801dc", "name": "Vins et alcools Chevalier"},
    "order_date": "2026-07-04",
    "delivery_date": "2026-08-01",
    "comments": [{"text": "Leave at the back door", "author": "Paul", "at": "2026-07-04T05:12:00+02:00"}],
    "custom_fields": {"Delivery address": "59 rue de l'Abbaye"},
    "lines": [
        {
            "sku": "NW-011",
            "product_id": "p-11",
            "quantity": "12",
            "unit_price": "14.00",
            "discount_percent": "5",
            "comment": "cold",
        }
    ],
    "charges": [{"description": "Freight", "amount": "32.38"}],
    "approved_at": "2026-07-04T03:15:00Z",
}

MEANT = ApprovedOrder(
    number=OrderNumber("10248"),
    reference="PO-77",
    currency=Currency("USD"),
    customer=Buyer(contact_id="67b801dc", name="Vins et alcools Chevalier"),
    order_date=date(2026, 7, 4),
    delivery_date=date(2026, 8, 1),
    comments=(Comment(text="Leave at the back door", author="Paul", at=datetime(2026, 7, 4, 3, 12, tzinfo=UTC)),),
    custom_fields=(("Delivery address", "59 rue de l'Abbaye"),),
    lines=(
        OrderLine(
            sku="NW-011",
            product_id="p-11",
            quantity=Decimal(12),
            unit_price=Decimal("14.00"),
            discount_percent=Decimal(5),
            comment="cold",
        ),
    ),
    charges=(Charge(description="Freight", amount=Decimal("32.38")),),
    approved_at=datetime(2026, 7, 4, 3, 15, tzinfo=UTC),
)


def test_every_field_arrives() -> None:
    assert ApprovedOrderIn.model_validate(WHOLE).to_domain() == MEANT


def test_no_field_of_the_domain_is_out_of_reach() -> None:
    for schema, kind in (
        (ApprovedOrderIn, ApprovedOrder),
        (CustomerIn, Buyer),
        (LineIn, OrderLine),
        (CommentIn, Comment),
        (ChargeIn, Charge),
    ):
        assert set(schema.model_fields) == set(kind.__dataclass_fields__)


def test_what_is_optional_may_be_left_out_or_null() -> None:
    needed = ("number", "currency", "customer", "order_date")
    short = {name: WHOLE[name] for name in needed} | {"lines": [{"sku": "A", "quantity": 1, "unit_price": 0}]}
    optional = {name: None for name in WHOLE if name not in (*needed, "lines")}
    nulls = (
        short
        | optional
        | {"lines": [{"sku": "A", "product_id": None, "comment": None, "quantity": 1, "unit_price": 0}]}
    )
    assert ApprovedOrderIn.model_validate(short).to_domain() == ApprovedOrderIn.model_validate(nulls).to_domain()
