"""Builders of sales: what we ask for, and what the document then shows."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from domain.address import Address
from domain.identifiers import ContactId, OrderNumber, ProductId, SaleId, Sku
from domain.money import ZERO, Currency
from domain.remote_sale import OrderStage, RemoteCharge, RemoteLine, RemoteSale
from domain.sale import Sale, SaleCharge, SaleLine, SaleRef, sale_key
from domain.sale_options import CreationMode, SaleStatus, SaleType
from tests.builders.accounts import CHAI_ID, CONTACT_ID, SUPPLIER, a_billing_address, an_address

NUMBER = OrderNumber("UP-1001")
ORDER_DATE = date(2026, 5, 4)
DELIVERY_DATE = date(2026, 5, 8)
SALE_ID = SaleId("50000000-0000-4000-8000-000000000001")


def a_sale_line(
    *,
    product_id: str = CHAI_ID,
    sku: str = "NW-001",
    name: str = "Chai",
    quantity: Decimal | str | int = 12,
    price: Decimal | str | int = "14.00",
    discount_percent: Decimal | str | int = 0,
    tax_rule: str = "GST on Income",
    tax: Decimal | str | int = "16.80",
    total: Decimal | str | int = "168.00",
    comment: str = "",
) -> SaleLine:
    return SaleLine(
        product_id=ProductId(product_id),
        sku=Sku(sku),
        name=name,
        quantity=Decimal(quantity),
        price=Decimal(price),
        discount_percent=Decimal(discount_percent),
        tax_rule=tax_rule,
        tax=Decimal(tax),
        total=Decimal(total),
        comment=comment,
    )


def a_sale_charge(
    *,
    description: str = "Freight",
    price: Decimal | str | int = "30.00",
    tax_rule: str = "GST on Income",
    tax: Decimal | str | int = "3.00",
) -> SaleCharge:
    return SaleCharge(description=description, price=Decimal(price), tax_rule=tax_rule, tax=Decimal(tax))


def a_sale(  # every field of a sale can be named
    *,
    key: str = sale_key(SUPPLIER, NUMBER),
    currency: str = "AUD",
    customer_id: str = CONTACT_ID,
    customer_name: str = "Harbour Café",
    contact: str = "Ana Reyes",
    phone: str = "08 5550 1234",
    email: str = "ana@example.com",
    billing_address: Address | None = None,
    shipping_address: Address | None = None,
    shipping_notes: str = "Leave at the back door",
    reference: str = "PO-77",
    order_date: date = ORDER_DATE,
    ship_by: date | None = DELIVERY_DATE,
    location: str = "Main Warehouse",
    tax_rule: str = "GST on Income",
    terms: str = "30 days",
    price_tier: str = "Wholesale",
    sales_representative: str = "Nancy Davolio",
    status: SaleStatus = SaleStatus.AUTHORISED,
    type: SaleType = SaleType.SIMPLE,  # noqa: A002 — the field's own name
    creation_mode: CreationMode = CreationMode.NO_PICK,
    lines: Iterable[SaleLine] | None = None,
    charges: Iterable[SaleCharge] = (),
    tax: Decimal | str | int | None = None,
) -> Sale:
    """Answer a sale; its addresses are the customer's where none are given, its tax the sum of its parts' taxes."""
    placed = (a_sale_line(),) if lines is None else tuple(lines)
    charged = tuple(charges)
    return Sale(
        key=key,
        currency=Currency(currency),
        customer_id=ContactId(customer_id),
        customer_name=customer_name,
        contact=contact,
        phone=phone,
        email=email,
        billing_address=billing_address or a_billing_address(),
        shipping_address=shipping_address or an_address(),
        shipping_notes=shipping_notes,
        reference=reference,
        order_date=order_date,
        ship_by=ship_by,
        location=location,
        tax_rule=tax_rule,
        terms=terms,
        price_tier=price_tier,
        sales_representative=sales_representative,
        status=status,
        type=type,
        creation_mode=creation_mode,
        lines=placed,
        charges=charged,
        tax=sum([line.tax for line in placed] + [part.tax for part in charged], ZERO) if tax is None else Decimal(tax),
    )


def a_sale_ref(*, id: str = SALE_ID, number: str = "SO-00045") -> SaleRef:  # noqa: A002 — the field's own name
    return SaleRef(id=SaleId(id), number=number)


def a_remote_line(of: SaleLine | None = None, *, backordered: Decimal | str | int = 0) -> RemoteLine:
    line = of or a_sale_line()
    return RemoteLine(
        product_id=line.product_id,
        sku=line.sku,
        quantity=line.quantity,
        price=line.price,
        discount_percent=line.discount_percent,
        tax=line.tax,
        total=line.total,
        backordered=Decimal(backordered),
    )


def a_remote_sale(
    of: Sale | None = None,
    *,
    ref: SaleRef | None = None,
    key: str | None = None,
    customer_id: str | None = None,
    customer_name: str | None = None,
    currency: str | None = None,
    status: str = "ORDERED",
    stage: OrderStage = OrderStage.AUTHORISED,
    is_voided: bool = False,
    lines: Iterable[RemoteLine] | None = None,
    charges: Iterable[RemoteCharge] | None = None,
    tax: Decimal | str | int | None = None,
    total: Decimal | str | int | None = None,
) -> RemoteSale:
    """Answer the document of a sale that went through as asked, but for what is named."""
    sale = of or a_sale()
    shown = [RemoteCharge(description=part.description, price=part.price, tax=part.tax) for part in sale.charges]
    return RemoteSale(
        ref=ref or a_sale_ref(),
        key=sale.key if key is None else key,
        customer_id=sale.customer_id if customer_id is None else customer_id,
        customer_name=sale.customer_name if customer_name is None else customer_name,
        currency=sale.currency.code if currency is None else currency,
        status=status,
        stage=stage,
        is_voided=is_voided,
        lines=tuple(map(a_remote_line, sale.lines)) if lines is None else tuple(lines),
        charges=tuple(shown) if charges is None else tuple(charges),
        tax=sale.tax if tax is None else Decimal(tax),
        total=sale.total if total is None else Decimal(total),
    )


def an_empty_header(of: Sale | None = None, *, ref: SaleRef | None = None) -> RemoteSale:
    """Answer the document of a sale that was opened and never filled."""
    return a_remote_sale(of, ref=ref, status="ESTIMATED", stage=OrderStage.NONE, lines=(), charges=(), tax=0, total=0)
