import pytest

from tests.adapters.fake_cin7.company import CAFE, Company, line


def put_body(sale_id: str, **changes: object) -> dict[str, object]:
    return {"ID": sale_id, "CustomerID": CAFE, "Location": "Main", **changes}


def test_a_header_may_be_changed_and_what_is_left_out_stays() -> None:
    company = Company()
    sale_id = company.header(Note="n", CustomerReference="PO")["ID"]
    company.order(sale_id, Status="DRAFT")
    sale = company.put("sale", put_body(sale_id, Note="", ShipBy="2026-05-08", Location="Second"))
    assert (sale["Note"], sale["CustomerReference"], sale["ShipBy"]) == ("", "PO", "2026-05-08T00:00:00")
    assert (sale["Location"], len(sale["Order"]["Lines"])) == ("Second", 1)


def test_an_empty_day_clears_the_day_and_a_left_out_one_stays() -> None:
    company = Company()
    sale_id = company.header(ShipBy="2026-05-08")["ID"]
    assert company.put("sale", put_body(sale_id))["ShipBy"] == "2026-05-08T00:00:00"
    assert company.put("sale", put_body(sale_id, ShipBy=""))["ShipBy"] is None


def test_a_change_needs_customer_and_location() -> None:
    company = Company()
    sale_id = company.header()["ID"]
    assert company.refusal("PUT", "sale", {"ID": sale_id, "CustomerID": CAFE}) == [
        "Required attribute Location is not provided."
    ]
    assert company.refusal("PUT", "sale", {"ID": sale_id}) == ["Required attribute CustomerID is not provided."]
    assert company.refusal("PUT", "sale", {}) == ["Required attribute ID is not provided."]


def test_after_authorisation_texts_may_change_and_the_place_not() -> None:
    company = Company()
    sale_id = company.sold()
    assert company.put("sale", put_body(sale_id, Note="late"))["Note"] == "late"
    assert company.refusal("PUT", "sale", put_body(sale_id, Location="Second")) == [
        "Customer and Location cannot be changed when Sale Order status is AUTHORISED"
    ]
    company.turn(put_after_authorisation="nothing")
    assert "cannot be changed" in company.refusal("PUT", "sale", put_body(sale_id))[0]
    company.turn(put_after_authorisation="anything")
    assert company.put("sale", put_body(sale_id, Location="Second"))["Location"] == "Second"


def test_undoing_makes_the_order_a_draft_with_its_lines_and_frees_the_stock() -> None:
    company = Company()
    sale_id = company.sold(line("MUG", 4))
    sale = company.delete("sale", ID=sale_id)
    assert (sale["Status"], sale["Order"]["Status"], len(sale["Order"]["Lines"])) == ("ORDERING", "DRAFT", 1)
    assert (sale["Fulfilments"], company.level("MUG")["Allocated"]) == ([], 0)
    company.order(sale_id)
    assert company.sale(sale_id)["Status"] == "ORDERED"


def test_undoing_a_shipped_sale_puts_its_goods_back() -> None:
    company = Company()
    sale_id = company.sold(line("MUG", 4), AutoPickPackShipMode="AUTOPICKPACKSHIP")
    assert company.level("MUG")["OnHand"] == 6
    sale = company.delete("sale", ID=sale_id, Void="false")
    assert (sale["CombinedShippingStatus"], company.level("MUG")["OnHand"]) == ("NOT AVAILABLE", 10)


def test_voiding_is_for_good_and_every_column_says_so() -> None:
    company = Company()
    sale_id = company.sold(line("JUG", 5))
    company.work(sale_id, "pick")
    sale, row = company.delete("sale", ID=sale_id, Void=True), company.row(sale_id)
    columns = [name for name in row if name.endswith("Status")]
    assert {row[name] for name in columns} == {"VOIDED"}
    assert (sale["Status"], sale["Order"]["Status"], sale["Fulfilments"][0]["Pick"]["Status"]) == ("VOIDED",) * 3
    assert company.level("JUG") == {**company.level("JUG"), "OnHand": 3, "Allocated": 0}
    assert "voided" in company.refusal("POST", "sale/order", {"SaleID": sale_id, "Lines": [line()]})[0]
    assert "voided" in company.refusal("PUT", "sale", put_body(sale_id))[0]


def test_voiding_again_changes_nothing_unless_the_switch_refuses() -> None:
    company = Company()
    sale_id = company.header()["ID"]
    company.delete("sale", ID=sale_id, Void=True)
    assert company.delete("sale", ID=sale_id, Void=True)["Status"] == "VOIDED"
    assert company.refusal("DELETE", "sale", ID=sale_id) == ["Sale is already voided"]
    company.turn(void_again="reject")
    assert company.refusal("DELETE", "sale", ID=sale_id, Void=True) == ["Sale is already voided"]


@pytest.mark.parametrize("void", [True, False])
def test_a_paid_sale_may_be_protected(*, void: bool) -> None:
    company = Company()
    sale_id = company.sold()
    company.work(sale_id, "invoice", "pay")
    company.turn(undo_when_paid="reject")
    assert company.refusal("DELETE", "sale", ID=sale_id, Void=void) == ["Sale with payments cannot be undone or voided"]
    company.turn(undo_when_paid="accept")
    company.delete("sale", ID=sale_id, Void=void)


def test_numbers_are_never_used_again() -> None:
    company = Company(next_order_number=45)
    company.delete("sale", ID=company.header()["ID"], Void=True)
    assert company.header()["Order"]["SaleOrderNumber"] == "SO-00046"


def test_every_change_moves_updated() -> None:
    company = Company()
    clock = company.universe.clock
    clock.stand_still(clock.now())
    sale_id = company.header()["ID"]
    seen = [company.row(sale_id)["Updated"]]
    for step in ("order", "put", "pick", "pack", "ship", "invoice", "pay", "undo"):
        clock.advance(1)
        if step == "order":
            company.order(sale_id)
        elif step == "put":
            company.put("sale", put_body(sale_id, Note="x"))
        else:
            company.work(sale_id, step)
        seen.append(company.row(sale_id)["Updated"])
    assert seen == sorted(set(seen))
