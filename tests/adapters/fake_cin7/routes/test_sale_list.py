from typing import Any

import pytest

from tests.adapters.fake_cin7.company import Company, line


def numbers(company: Company, **asked: Any) -> list[str]:
    return [row["OrderNumber"] for row in company.get("saleList", **asked)["SaleList"]]


def test_sales_come_in_the_order_of_their_numbers_page_by_page() -> None:
    company = Company()
    for _ in range(5):
        company.header()
    page = company.get("saleList", Limit=2, Page=2)
    assert (page["Total"], page["Page"], [row["OrderNumber"] for row in page["SaleList"]]) == (
        5,
        2,
        ["SO-00003", "SO-00004"],
    )
    assert company.get("saleList", Page=9) == {"Total": 5, "Page": 9, "SaleList": []}
    assert len(company.get("saleList", Limit=0)["SaleList"]) == 1


def test_an_authorised_order_shows_what_is_not_yet_done() -> None:
    company = Company()
    row = company.row(company.sold(line("JUG", 9)))
    shown = {name: row[name] for name in row if name.startswith("Combined") and name.endswith("Status")}
    assert shown == {
        "CombinedPickingStatus": "NOT PICKED",
        "CombinedPackingStatus": "NOT PACKED",
        "CombinedShippingStatus": "NOT SHIPPED",
        "CombinedInvoiceStatus": "NOT INVOICED",
        "CombinedPaymentStatus": "UNPAID",
    }
    assert (row["Status"], row["OrderStatus"], row["QuoteStatus"]) == ("BACKORDERED", "AUTHORISED", "NOT AVAILABLE")
    assert (row["FulFilmentStatus"], row["CreditNoteStatus"]) == ("NOT FULFILLED", "NOT AVAILABLE")
    assert row["OrderLocationID"] == company.get("ref/location", Name="Main")["LocationList"][0]["ID"]


def test_the_list_is_filtered_by_external_id_exactly() -> None:
    company = Company()
    for key in ("upstock:nw:1", "upstock:nw:10", None):
        company.header(ExternalID=key)
    assert numbers(company, ExternalID="upstock:nw:1") == ["SO-00001"]
    assert numbers(company, externalid="nobody") == []
    company.turn(external_id_filter="ignored")
    assert len(numbers(company, ExternalID="upstock:nw:1")) == 3


def test_an_external_id_may_be_seen_late() -> None:
    company = Company()
    company.turn(external_id_visible_after_seconds="30")
    company.header(ExternalID="k")
    assert (numbers(company, ExternalID="k"), numbers(company)) == ([], ["SO-00001"])
    company.universe.clock.advance(30)
    assert numbers(company, ExternalID="k") == ["SO-00001"]


def test_the_list_is_filtered_by_time() -> None:
    company = Company()
    clock = company.universe.clock
    clock.stand_still(clock.now())
    first = company.header()["ID"]
    clock.advance(60)
    noon = clock.now()
    company.header()
    clock.advance(60)
    company.order(first)
    text = noon.strftime("%Y-%m-%dT%H:%M:%S.") + f"{noon.microsecond // 1000:03d}"
    assert numbers(company, CreatedSince=text) == ["SO-00002"]
    assert numbers(company, UpdatedSince=text + "Z") == ["SO-00001", "SO-00002"]
    assert numbers(company, UpdatedUntil=text) == ["SO-00002"]
    assert numbers(company, UpdatedSince=clock.now().isoformat()) == ["SO-00001"]
    company.turn(list_filters="ignored")
    assert len(numbers(company, CreatedSince=text)) == 2


def test_a_row_is_found_by_its_own_printed_time() -> None:
    company = Company()
    updated = company.row(company.header()["ID"])["Updated"]
    assert numbers(company, UpdatedSince=updated) == ["SO-00001"]
    assert numbers(company, UpdatedUntil=updated) == ["SO-00001"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"Status": "ordered"}, ["SO-00001"]),
        ({"Status": "ORDERED,PICKED"}, []),
        ({"OrderStatus": "NOT AVAILABLE"}, ["SO-00002"]),
        ({"CombinedPickStatus": "PICKED"}, ["SO-00003"]),
        ({"CombinedPackStatus": "PACKED"}, ["SO-00003"]),
        ({"CombinedShippingStatus": "NOT SHIPPED"}, ["SO-00001", "SO-00003"]),
        ({"CombinedInvoiceStatus": "NOT INVOICED"}, ["SO-00001", "SO-00003"]),
        ({"ReadyForShipping": "true"}, ["SO-00003"]),
        ({"Search": "so-00002"}, ["SO-00002"]),
        ({"Search": "po-7"}, ["SO-00001"]),
        ({"Search": "sparrow"}, ["SO-00001", "SO-00002", "SO-00003"]),
        ({"ShipBy": "2026-05-08"}, ["SO-00001"]),
        ({"ShipBy": "2026-05-01"}, []),
        ({"OrderLocationID": "00000000-0000-0000-0000-000000000000"}, []),
        ({"CombinedPickingStatus": "PICKED"}, ["SO-00001", "SO-00002", "SO-00003"]),
    ],
)
def test_the_list_is_filtered_by_one_value_of_each_column(asked: dict[str, str], found: list[str]) -> None:
    company = Company()
    company.sold(header={"CustomerReference": "PO-77", "ShipBy": "2026-05-08"})
    company.header()
    company.sold(AutoPickPackShipMode="AUTOPICKPACK")
    assert numbers(company, **asked) == found
