import pytest

from tests.adapters.fake_cin7.company import Company, line


def test_stock_is_promised_when_the_order_is_authorised_and_not_before() -> None:
    company = Company()
    sale_id = company.header()["ID"]
    company.order(sale_id, Status="DRAFT")
    assert company.level("MUG")["Allocated"] == 0
    company.order(sale_id)
    assert company.level("MUG") == {**company.level("MUG"), "OnHand": 10, "Allocated": 2, "Available": 8}
    assert company.sale(sale_id)["Status"] == "ORDERED"


def test_a_shortage_becomes_a_backorder_in_silence() -> None:
    company = Company()
    sale_id = company.sold(line("MUG", 4), line("JUG", 5))
    sale = company.sale(sale_id)
    assert sale["Status"] == "BACKORDERED"
    assert [row["BackorderQuantity"] for row in sale["Order"]["Lines"]] == [0, 2]
    assert [row["Backorder"] for row in sale["Order"]["Lines"]] == [False, True]
    assert company.level("JUG")["Allocated"] == 3
    assert company.level("JUG", "Second")["Allocated"] == 0


def test_services_and_drop_shipped_goods_need_no_stock() -> None:
    company = Company()
    sale_id = company.sold(line("FREIGHT", 1), line("TEN", 7, DropShip=True))
    assert company.sale(sale_id)["Status"] == "ORDERED"


MODES = [
    ("NOPICK", "ORDERED", ("NOT PICKED", "NOT PACKED", "NOT SHIPPED")),
    ("AUTOPICK", "PICKED", ("PICKED", "NOT PACKED", "NOT SHIPPED")),
    ("AUTOPICKPACK", "PACKED", ("PICKED", "PACKED", "NOT SHIPPED")),
    ("AUTOPICKPACKSHIP", "SHIPPING", ("PICKED", "PACKED", "SHIPPED")),
]


@pytest.mark.parametrize(("mode", "status", "columns"), MODES)
def test_the_mode_picks_packs_and_ships(mode: str, status: str, columns: tuple[str, str, str]) -> None:
    company = Company()
    sale = company.sale(company.sold(AutoPickPackShipMode=mode))
    shown = (sale["CombinedPickingStatus"], sale["CombinedPackingStatus"], sale["CombinedShippingStatus"])
    assert (sale["Status"], shown) == (status, columns)


@pytest.mark.parametrize(
    ("header", "lines", "status"),
    [({"SaleType": "Advanced"}, [line()], "AUTHORISED"), ({}, [line("JUG", 9)], "AUTHORISED"), ({}, [line()], "DRAFT")],
    ids=["advanced", "backorder", "draft"],
)
def test_the_mode_is_not_applied(header: dict[str, str], lines: list[dict[str, object]], status: str) -> None:
    company = Company()
    sale_id = company.sold(*lines, header=header, AutoPickPackShipMode="AUTOPICKPACKSHIP", Status=status)
    assert company.sale(sale_id)["CombinedPickingStatus"] in ("NOT PICKED", "NOT AVAILABLE")


def test_an_unknown_mode_is_refused() -> None:
    company = Company()
    body = {"SaleID": company.header()["ID"], "Lines": [line()], "AutoPickPackShipMode": "AUTO"}
    assert "AutoPickPackShipMode 'AUTO' is not valid" in company.refusal("POST", "sale/order", body)[0]
