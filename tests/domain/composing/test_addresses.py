from domain.address import Address, AddressKind
from domain.composing.addresses import Place, billing_address_for, shipping_address_for
from domain.problems import ADDRESS_FIELD, Cure
from tests.builders import READ_AT, a_billing_address, a_contact, an_address, an_approved_order, dated

QUAY = an_address("1 Quay Street", id="d1")
MILL = an_address("5 Mill Road", id="d2", is_default=False)


def ship(says: str | None, *addresses: Address, field: str = "Deliver to", key: str = "Deliver to") -> Place:
    order = an_approved_order(custom_fields=[] if says is None else [(key, says)])
    return shipping_address_for(order, dated(a_contact(addresses=addresses)), field)


def test_goods_go_to_the_default_shipping_address() -> None:
    place = ship(None, MILL, QUAY)
    assert (place.value, place.origin.rule, place.origin.read_at) == (QUAY, "R24", READ_AT)


def test_goods_go_to_the_first_shipping_address_when_none_is_the_default() -> None:
    place = ship(None, MILL)
    assert place.value == MILL
    assert place.origin.source == "the customer's first shipping address in Cin7; none is its default"


def test_a_customer_without_shipping_address_is_left_to_cin7() -> None:
    place = ship(None, a_billing_address())
    assert (place.value, place.problems) == (None, ())
    assert "left to Cin7" in place.origin.source


def test_the_order_names_its_address_in_the_field_that_the_supplier_chose() -> None:
    place = ship(" 5  MILL road ", QUAY, MILL, key="DELIVER  TO")
    assert (place.value, place.origin.rule) == (MILL, "R25")
    assert place.origin.source == "the order's “Deliver to” says “5  MILL road”"


def test_an_address_may_be_named_by_its_id() -> None:
    assert ship("D2", QUAY, MILL).value == MILL


def test_an_empty_field_or_one_that_nobody_chose_names_no_address() -> None:
    assert ship("  ", QUAY, MILL).value == QUAY
    assert ship("5 Mill Road", QUAY, MILL, field="").value == QUAY
    assert ship("5 Mill Road", QUAY, MILL, field="Other").value == QUAY


def test_an_unknown_address_is_a_problem_and_never_the_default() -> None:
    place = ship("7 Nowhere", QUAY, MILL, key="Deliver/to", field="deliver/TO")
    (problem,) = place.problems
    assert (place.value, problem.code, problem.pointer) == (None, "unknown_address", "/custom_fields/Deliver~1to")
    assert problem.detail == (
        "No address of the customer is called “7 Nowhere”. “Harbour Café” has in Cin7:"
        " 1 Quay Street, Fremantle; 5 Mill Road, Fremantle."
    )
    assert problem.candidates == (("d1", "1 Quay Street, Fremantle"), ("d2", "5 Mill Road, Fremantle"))
    assert problem.cures == (Cure.of("address", a_contact().id), ADDRESS_FIELD)


def test_an_address_for_goods_and_for_bills_is_told_once() -> None:
    (problem,) = ship("7 Nowhere", QUAY, a_billing_address(QUAY.line1)).problems
    assert problem.detail.endswith("has in Cin7: 1 Quay Street, Fremantle.")


def test_an_ambiguous_address_is_a_problem_and_never_the_default() -> None:
    twin = an_address("1 Quay Street", id="d3", city="Perth")
    (problem,) = ship("1 quay street", QUAY, twin).problems
    assert problem.code == "ambiguous_address"
    assert problem.candidates == (("d1", "1 Quay Street, Fremantle"), ("d3", "1 Quay Street, Perth"))


def test_a_problem_tells_a_few_addresses_and_how_many_more() -> None:
    many = [an_address(f"{number} Long Road", id=f"d{number}", city="") for number in range(8)]
    (problem,) = ship("7 Nowhere", *many).problems
    assert problem.detail.endswith("0 Long Road; 1 Long Road; 2 Long Road; 3 Long Road; 4 Long Road and 3 more.")


def test_a_customer_without_addresses_is_told_so() -> None:
    (problem,) = ship("7 Nowhere", an_address("")).problems
    assert problem.detail.endswith("has in Cin7: none.")


def test_the_bill_goes_to_the_default_billing_address() -> None:
    bills = a_billing_address("PO Box 9")
    place = billing_address_for(dated(a_contact(addresses=[QUAY, bills])))
    assert (place.value, place.origin.rule) == (bills, "R24")


def test_a_business_address_never_stands_in_for_a_billing_address() -> None:
    business = an_address("2 Office Park", kind=AddressKind.BUSINESS)
    assert billing_address_for(dated(a_contact(addresses=[QUAY, business]))).value is None
