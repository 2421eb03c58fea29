"""Look-ups by id, name and SKU where Cin7's filters answer more than was asked for, or something else."""

from typing import Any

import pytest

from adapters.cin7_core.gateway import Cin7Core
from application.ports.errors import Unavailable, UnexpectedReply
from domain.identifiers import ContactId, ProductId, Sku
from tests.adapters.cin7_core.scripted import Bench, Told, scripted, told
from tests.fakes.clock import NOON


def customers(*names: str, total: int | None = None) -> Told:
    rows = [{"ID": f"id-{name.strip()}", "Name": name} for name in names]
    return told({"Total": len(rows) if total is None else total, "CustomerList": rows})


def products(*skus: str) -> Told:
    return told({"Total": len(skus), "Products": [{"ID": f"id-{sku}", "SKU": sku} for sku in skus]})


def account(*answers: Told) -> tuple[Bench, Cin7Core]:
    bench = scripted(*answers)
    return bench, bench.account()


def test_a_name_is_asked_for_by_its_first_word_and_compared_here() -> None:
    bench, cin7 = account(customers("Harbour Café West", "Harbour  café", "HARBOUR CAFÉ"))
    assert [contact.name for contact in cin7.contacts_named(" Harbour Café ")] == ["Harbour  café", "HARBOUR CAFÉ"]
    assert bench.transport.query()["Name"] == "Harbour"
    assert bench.transport.query()["IncludeDeprecated"] == "true"


def test_a_short_name_is_looked_for_on_every_page() -> None:
    bench, cin7 = account(customers("The Bay", total=2), customers("The", total=2))
    assert [contact.name for contact in cin7.contacts_named("the")] == ["The"]
    assert len(bench.transport.seen) == 2


def test_an_sku_is_compared_here_because_cin7_answers_what_contains_it() -> None:
    bench, cin7 = account(products("NW-0011", "XNW-001", "nw-001"))
    found = cin7.product_with(Sku("NW-001"))
    assert found is not None
    assert found.sku == "nw-001"
    assert bench.transport.query()["Sku"] == "NW-001"


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_blank_name_or_sku_asks_nothing(blank: str) -> None:
    bench, cin7 = account()
    assert cin7.contacts_named(blank) == ()
    assert cin7.product_with(Sku(blank)) is None
    assert not bench.transport.seen


def test_an_id_that_cin7_ignores_finds_nobody() -> None:
    _, cin7 = account(customers("Somebody", "Other"), products("NW-001"))
    assert cin7.contact(ContactId("id-Nobody")) is None
    assert cin7.product(ProductId("id-none")) is None


def test_an_id_that_cin7_refuses_exists_nowhere() -> None:
    _, cin7 = account(Told(status=400, body='[{"ErrorCode": 400, "Exception": "not found"}]'))
    assert cin7.contact(ContactId("not-a-guid")) is None


def test_a_failed_look_up_is_not_an_absence() -> None:
    _, cin7 = account(Told(status=500, body=""))
    with pytest.raises(Unavailable):
        cin7.product(ProductId("id-NW-001"))


def test_the_record_that_was_asked_for_must_be_readable() -> None:
    row: dict[str, Any] = {"Total": 1, "Products": [{"ID": "id-1", "SKU": " "}]}
    _, cin7 = account(told(row))
    with pytest.raises(UnexpectedReply, match="SKU"):
        cin7.product(ProductId("id-1"))


def test_customers_that_changed_come_with_their_own_prices_the_deprecated_ones_too_and_in_smaller_pages() -> None:
    bench, cin7 = account(customers("Somebody"))
    cin7.contacts(NOON, None)
    assert bench.transport.query() == {
        "IncludeDeprecated": "true",
        "IncludeProductPrices": "true",
        "ModifiedSince": "2026-05-04T12:00:00.000",
        "Page": "1",
        "Limit": "200",
    }


def test_products_that_changed_come_with_their_pictures_the_deprecated_ones_too() -> None:
    bench, cin7 = account(products("NW-001"))
    cin7.products(NOON, None)
    assert bench.transport.query() == {
        "IncludeDeprecated": "true",
        "IncludeAttachments": "true",
        "ModifiedSince": "2026-05-04T12:00:00.000",
        "Page": "1",
        "Limit": "1000",
    }


def test_a_record_looked_up_alone_is_as_whole_as_one_of_the_stream() -> None:
    bench, cin7 = account(customers("Somebody"), customers("Somebody"), products("NW-001"), products("NW-001"))
    cin7.contact(ContactId("id-Somebody"))
    cin7.contacts_named("Somebody")
    cin7.product(ProductId("id-NW-001"))
    cin7.product_with(Sku("NW-001"))
    asked = [bench.transport.query(call) for call in range(4)]
    assert ["IncludeProductPrices" in query for query in asked] == [True, True, False, False]
    assert ["IncludeAttachments" in query for query in asked] == [False, False, True, True]


def test_bins_and_nameless_rows_are_no_books() -> None:
    rows = [{"Name": "Main", "ID": "1"}, {"Name": "A-1", "ParentID": "1"}, {"Name": ""}, "text"]
    empty = [told({"Total": 0, name: []}) for name in ("TaxRuleList", "PaymentTermList")]
    more = [told({"PriceTiers": []}), *(told({"Total": 0, name: []}) for name in ("MeContactsList", "CarrierList"))]
    _, cin7 = account(told({"Total": 4, "LocationList": rows}), *empty, *more)
    assert [location.name for location in cin7.books().locations] == ["Main"]
