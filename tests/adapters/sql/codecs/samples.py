"""Values with every field filled, so that a field which is lost on its way to the database and back is noticed."""

import dataclasses
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from application.ports.storage.due import Chore, Due
from application.ports.storage.jobs import Job, JobState
from application.ports.storage.mirror import Mode, RunOutcome, Stream, StreamCursor, StreamRun
from application.ports.storage.notices import StoredHint
from application.ports.storage.operations import AuditEntry, Token
from application.ports.storage.publishing import Notice
from application.ports.storage.shipping import OtherSale, SalePoll, SaleWatch
from domain.address import AddressBook, AddressKind
from domain.attempt import Outcome, Step
from domain.connection import Company, Connection, ConnectionStatus, TaxCalculation
from domain.contact import Contact
from domain.doubt import Doubt, Loss
from domain.drift import Difference, Drift, DriftKind
from domain.events import Evidence
from domain.identifiers import OrderNumber
from domain.notices import HintKind, NoticeState, Subscription
from domain.order import Order, OrderState
from domain.problems import Cure
from domain.product import Product, ProductKind
from domain.reference_books import Carrier, Location, PaymentTerms, PriceTier, ReferenceBooks, SalesContact, TaxRule
from domain.sale import Sale
from domain.sale_options import (
    CreationMode,
    FreightOptions,
    OptionsVersion,
    SaleOptions,
    SaleStatus,
    SaleType,
    ShipBySource,
)
from domain.shipment import Concern, Shipment, ShipmentStatus
from domain.totals import Totals
from tests.builders import (
    NOON,
    SUPPLIER,
    a_buyer,
    a_charge,
    a_comment,
    a_connection,
    a_contact,
    a_notice,
    a_parcel,
    a_person,
    a_problem,
    a_product,
    a_sale,
    a_sale_charge,
    a_sale_line,
    a_sale_ref,
    a_tracking,
    an_address,
    an_approved_order,
    an_attempt,
    an_order,
    an_order_line,
    every_event,
)

AT = datetime(2026, 5, 4, 12, 30, 15, 123456, tzinfo=UTC)
EXACT = Decimal("12345678901.2345")


def full_order() -> Order:
    approved = an_approved_order(
        customer=a_buyer(contact_id="c-1"),
        lines=[an_order_line(product_id="p-1", quantity="0.0001", discount_percent="12.50", comment="Wrap it")],
        comments=[a_comment(at=AT)],
        custom_fields=[("Zeta", "last"), ("Alpha", "first")],
        charges=[a_charge()],
    )
    attempt = an_attempt(
        sale=full_sale(),
        step=Step.FILLING,
        outcome=Outcome.ANSWERED,
        ended_at=AT,
        options_version=7,
        sent_hash="5" * 64,
    )
    order = an_order(
        approved=approved,
        state=OrderState.HELD,
        attempts=[replace(attempt, found_absent=True, notes=("cut",)), replace(attempt, number=2, outcome=None)],
        trying_since=AT,
        next_attempt_at=AT + timedelta(hours=1),
        sale=a_sale_ref(),
        run=9,
        tries=3,
        problems=[a_problem(cures=[Cure.of("product", "NW-001")], candidates=[("1", "One"), ("2", "Two")])],
        notes=["2 further comments were not sent"],
        version=4,
    )
    return replace(
        order,
        discarded=(a_sale_ref(id="s-0", number="SO-00001"),),
        sale_status="ORDERED",
        account_id="account-1",
        totals=Totals(order=EXACT, remote=Decimal("0.10"), cause="rounding"),
        created_at=AT,
        shipped_at=AT + timedelta(days=1),
        shipment=full_shipment(),
    )


def full_shipment() -> Shipment:
    return Shipment(
        status=ShipmentStatus.UNDONE,
        tracking=a_tracking(),
        parcels=(a_parcel(),),
        told=("task-1:Box 1", "task-2:Box 1"),
        was_whole=True,
        concern=Concern.UNDONE_AFTER_SHIPPED,
    )


def full_poll() -> SalePoll:
    return SalePoll(
        supplier=SUPPLIER,
        account_id="account-1",
        changed_since=AT,
        position="page 2",
        asked_at=NOON,
        run=7,
        is_count=True,
        counted_at=AT,
    )


def full_watch() -> SaleWatch:
    return SaleWatch(
        key=an_order().key,
        seen="e" * 64,
        digest="d" * 64,
        says_shipped=True,
        due_at=AT,
        run=9,
        tries=2,
        doubts=1,
        unlisted_since=NOON,
        absent_since=NOON,
        read_at=AT,
        others=(OtherSale(ref=a_sale_ref(), seen="e" * 64, digest="d" * 64, is_rival=True),),
        error="Cin7 did not answer.",
    )


def full_drift() -> Drift:
    price = Difference(kind=DriftKind.PRICE, approved="14", remote="13.5", sku="NW-001")
    return Drift(
        key=an_order().key,
        differences=(price,),
        value=EXACT,
        remote_value=Decimal("0.10"),
        first_seen=AT,
        read_at=NOON,
    )


def full_sale() -> Sale:
    address = an_address(line2="Door 2", kind=AddressKind.BUSINESS)
    return a_sale(
        status=SaleStatus.DRAFT,
        type=SaleType.ADVANCED,
        creation_mode=CreationMode.AUTO_PICK_PACK_SHIP,
        billing_address=address,
        shipping_address=address,
        lines=[a_sale_line(price=EXACT, discount_percent="2.5", comment="Wrap it")],
        charges=[a_sale_charge()],
    )


def full_contact() -> Contact:
    contact = a_contact(
        is_active=False,
        discount=Decimal("2.50"),
        carrier="Federal Shipping",
        is_on_credit_hold=True,
        people=[a_person(), a_person("Second", is_default=False)],
        own_prices={"a0000000-0000-4000-8000-000000000001": "12.5000", "a0000000-0000-4000-8000-000000000002": 0},
        modified_at=AT,
    )
    return replace(contact, addresses=AddressBook((an_address(line2="Door 2", kind=AddressKind.BILLING),)))


def full_product() -> Product:
    return a_product(
        kind=ProductKind.SERVICE,
        is_deprecated=True,
        is_sellable=False,
        tier_prices=["18.00", "0", EXACT],
        sale_tax_rule="GST on Income",
        discount_rule="Summer",
        brand="Estate",
        barcode="9300601",
        description="From the hills",
        images=["https://cin7.example/front", "https://cin7.example/back"],
        modified_at=AT,
    )


def full_books() -> ReferenceBooks:
    return ReferenceBooks(
        locations=(Location(id="l-1", name="Main Warehouse", is_default=True, is_deprecated=True),),
        tax_rules=(TaxRule(name="GST", percent=Decimal("10.50"), is_active=False, is_for_sales=False),),
        payment_terms=(PaymentTerms(name="30 days", is_active=False, is_default=True),),
        price_tiers=(
            PriceTier(number=1, name="Wholesale", former_names=("Trade",)),
            PriceTier(number=10, name="Retail"),
        ),
        sales_contacts=(SalesContact(name="Nancy Davolio"),),
        carriers=(Carrier(name="Federal Shipping"),),
    )


def full_connections() -> tuple[Connection, ...]:
    """Answer two links: one is doubted, one is lost, and none can be both."""
    company = Company(
        name="Northwind",
        base_currency="AUD",
        time_zone="Australia/Perth",
        tax_calculation=TaxCalculation.TOTAL,
        default_tax_rule="GST on Income",
        quantity_places=2,
        lock_date=date(2026, 1, 1),
    )
    doubt = Doubt(since=AT, said="Forbidden", refusals=2, blames=1, ask_at=AT + timedelta(minutes=2))
    doubted = replace(
        a_connection(),
        company=company,
        default_location="Main Warehouse",
        warnings=("two tiers share a name",),
        disconnected_at=AT,
        doubt=doubt,
        version=3,
    )
    lost = replace(doubted, status=ConnectionStatus.LOST, doubt=None, loss=Loss(at=AT, said="Incorrect credentials!"))
    return doubted, lost


def full_options() -> tuple[OptionsVersion, ...]:
    """Answer two versions: automatic steps cannot go with the other choices."""
    by_hand = SaleOptions(
        status=SaleStatus.DRAFT,
        type=SaleType.ADVANCED,
        ship_by_source=ShipBySource.NONE,
        freight=FreightOptions(description="Delivery", tax_rule="GST Free"),
        address_field="Deliver to",
    )
    by_itself = SaleOptions(creation_mode=CreationMode.AUTO_PICK)
    return tuple(
        OptionsVersion(supplier=SUPPLIER, version=version, options=options, actor="cli:ana", at=AT)
        for version, options in ((1, by_hand), (2, by_itself))
    )


def full_stream_run() -> StreamRun:
    return StreamRun(
        id="run-1",
        supplier=SUPPLIER,
        stream=Stream.PRODUCTS,
        started_at=AT,
        mode=Mode.SWEEP,
        job="job-1",
        changed_since=NOON,
        asked_at=AT,
        position="page 2",
        batch=1,
        tries=2,
        failures=1,
        done=1000,
        changed=7,
        total=2500,
        is_closing=True,
        missing=21,
        gone=3,
        finished_at=AT,
        outcome=RunOutcome.SUSPICIOUS,
        next_attempt_at=AT,
        error="too many are missing",
        unreadable="one was unreadable",
    )


def full_cursor() -> StreamCursor:
    return StreamCursor(supplier=SUPPLIER, stream=Stream.CONTACTS, changed_since=AT, swept_at=NOON)


def full_job() -> Job:
    return Job(
        id="job-1",
        supplier=SUPPLIER,
        kind="sync",
        what=("products", "contacts"),
        actor="cli:ana",
        started_at=NOON,
        state=JobState.CANCELLED,
        runs=("run-1", "run-2"),
        done=10,
        total=20,
        finished_at=AT,
        error="cancelled",
    )


def full_due() -> Due:
    return Due(supplier=SUPPLIER, chore=Chore.BOOKS, due_at=AT, time_zone="Australia/Perth")


def full_token() -> Token:
    return Token(
        id="t1", digest="d" * 64, name="Upstock", supplier=SUPPLIER, created_at=AT, last_used_at=NOON, revoked_at=AT
    )


def full_audit_entry() -> AuditEntry:
    return AuditEntry(actor="cli:ana", supplier=SUPPLIER, action="connected", detail="Northwind", at=AT)


def full_notices() -> tuple[Notice, ...]:
    return tuple(replace(a_notice(event, id=f"e-{n}"), at=AT) for n, event in enumerate(every_event()))


def full_evidence() -> Evidence:
    return Evidence(kind="exchange", at=AT, document={"status": 200, "reply": [{"Total": 1.5, "ID": None}]})


def full_subscription() -> Subscription:
    return Subscription(
        supplier=SUPPLIER,
        token="webhook-token",
        urls=("https://connector.example/webhooks/cin7/northwind", "https://old.example"),
        state=NoticeState.LISTENING,
        detail="a part was refused",
        is_carried=True,
        tries=2,
        checked_at=AT,
        version=3,
    )


def full_hint() -> StoredHint:
    return StoredHint(
        supplier=SUPPLIER,
        kind=HintKind.SALE,
        received_at=AT,
        event="Sale/ShipmentAuthorised",
        sale="SO-00045",
        order=OrderNumber("UP-1001"),
        excerpt="not JSON",
        answered_at=NOON,
    )


SAMPLES: tuple[object, ...] = (
    full_order(),
    full_contact(),
    full_product(),
    full_books(),
    *full_connections(),
    *full_options(),
    full_stream_run(),
    full_cursor(),
    full_job(),
    full_due(),
    full_poll(),
    full_watch(),
    full_drift(),
    full_subscription(),
    full_hint(),
    full_token(),
    full_audit_entry(),
    *full_notices(),
    full_evidence(),
)


def parts_of(value: object) -> Iterator[object]:
    """Answer every dataclass within a value, itself included."""
    if dataclasses.is_dataclass(value):
        yield value
        for field in dataclasses.fields(value):
            yield from parts_of(getattr(value, field.name))
    if isinstance(value, tuple):
        for item in value:
            yield from parts_of(item)
