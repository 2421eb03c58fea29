import pytest

from domain.drift import Difference, DriftKind
from domain.errors import InvalidValue
from domain.linking import KnownCustomers, differences_in_words, objections, sale_id_of
from domain.order import Order
from domain.remote_sale import RemoteSale
from tests.builders import (
    CONTACT_ID,
    SALE_ID,
    a_buyer,
    a_contact,
    a_remote_sale,
    an_approved_order,
    an_empty_header,
    an_order,
    dated,
)

CAFE, TWIN = a_contact(), a_contact(id="c-2")
STRANGER = "c0000000-0000-4000-8000-0000000000ff"


def against(remote: RemoteSale, order: Order | None = None, known: KnownCustomers | None = None) -> list[str]:
    known = known or KnownCustomers(candidates=(dated(CAFE),))
    return [each.code for each in objections(order or an_order(), remote, known, taken_by=None)]


def by_hand(**changes: object) -> RemoteSale:
    return a_remote_sale(key="", **changes)  # type: ignore[arg-type]  # a builder's own keywords


def test_nothing_speaks_against_the_same_goods_for_the_same_customer() -> None:
    assert against(by_hand()) == []
    assert against(a_remote_sale()) == []


@pytest.mark.parametrize(
    ("remote", "code"),
    [
        (by_hand(is_voided=True), "sale_is_void"),
        (an_empty_header(), "sale_is_empty"),
        (by_hand(customer_id=STRANGER, customer_name="Sparrow Bakery"), "sale_of_another_customer"),
        (by_hand(currency="EUR"), "sale_in_another_currency"),
        (by_hand(currency=""), "sale_in_another_currency"),
        (a_remote_sale(key="upstock:northwind:UP-1002"), "sale_of_another_order"),
        (a_remote_sale(key="upstock:eastwind:UP-1001"), "sale_of_another_order"),
    ],
)
def test_a_sale_that_is_not_the_order_is_refused(remote: RemoteSale, code: str) -> None:
    assert against(remote) == [code]


def test_everything_that_speaks_against_it_is_said_at_once() -> None:
    remote = a_remote_sale(key="upstock:northwind:UP-1002", is_voided=True, customer_id=STRANGER, currency="EUR")
    assert len(against(remote)) == 4


def test_a_sale_that_is_another_order_already_is_named() -> None:
    other = an_order(approved=an_approved_order(number="UP-1002"))
    known = KnownCustomers(candidates=(dated(CAFE),))
    (objection,) = objections(an_order(), by_hand(), known, taken_by=other)
    assert objection.detail == "Sale SO-00045 is order UP-1002 already."
    assert objections(an_order(), by_hand(), known, taken_by=an_order()) == ()


def test_where_the_customer_was_never_decided_any_candidate_or_the_name_will_do() -> None:
    nobody = KnownCustomers(candidates=())
    assert against(by_hand(customer_name="harbour  CAFÉ"), known=nobody) == []
    assert against(by_hand(customer_name="Sparrow Bakery"), known=nobody) == ["sale_of_another_customer"]
    twins = KnownCustomers(candidates=(dated(CAFE), dated(TWIN)))
    assert against(by_hand(customer_id="C-2", customer_name="x"), known=twins) == []
    assert against(by_hand(customer_id=STRANGER, customer_name="x"), known=twins) == ["sale_of_another_customer"]


def test_an_id_on_the_order_that_cin7_does_not_know_names_nobody() -> None:
    order = an_order(approved=an_approved_order(customer=a_buyer("", contact_id=CONTACT_ID)))
    known = KnownCustomers(candidates=())
    assert against(by_hand(customer_name=""), order, known) == ["sale_of_another_customer"]


@pytest.mark.parametrize("text", [SALE_ID, f" {SALE_ID} ", f"https://inventory.dearsystems.com/Sale#{SALE_ID}"])
def test_a_sale_is_named_by_its_id_or_by_the_address_of_its_page(text: str) -> None:
    assert sale_id_of(text) == SALE_ID


@pytest.mark.parametrize("text", ["", "  ", "https://inventory.dearsystems.com/Sale#", "x" * 201, "SO–1", "a\nb"])
def test_what_can_be_no_id_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="Give the sale's id"):
        sale_id_of(text)


@pytest.mark.parametrize("kind", DriftKind)
def test_every_difference_can_be_told(kind: DriftKind) -> None:
    (told,) = differences_in_words([Difference(kind=kind, approved="12", remote="", sku="NW-001")])
    assert told.startswith("NW-001 ")
    assert "{" not in told
