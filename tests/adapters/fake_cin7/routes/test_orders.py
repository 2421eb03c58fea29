import pytest

from tests.adapters.fake_cin7.company import MUG, Company, line


def test_an_order_answers_the_order_and_not_the_sale() -> None:
    company = Company()
    sale_id = company.header()["ID"]
    order = company.order(sale_id)
    assert set(order) == {
        "SaleID", "SaleOrderNumber", "Memo", "Status", "Lines", "AdditionalCharges", "TotalBeforeTax", "Tax", "Total",
    }  # fmt: skip
    assert (order["SaleID"], order["SaleOrderNumber"], order["Status"]) == (sale_id, "SO-00001", "AUTHORISED")


def test_line_totals_leave_tax_out_and_documents_add_it() -> None:
    company = Company()
    order = company.order(
        company.header()["ID"],
        line("MUG", 3, "33.3333", Discount=12.5, Tax="8.75", TaxRule="GST"),
        AdditionalCharges=[{"Description": "Freight", "Price": 32.38, "Quantity": 1, "Tax": 3.238, "TaxRule": "GST"}],
    )
    assert order["Lines"][0]["Total"] == 87.4999
    assert order["AdditionalCharges"][0]["Total"] == 32.38
    assert (order["TotalBeforeTax"], order["Tax"], order["Total"]) == (119.8799, 11.988, 131.8679)


def test_inclusive_amounts_hold_their_tax_already() -> None:
    company = Company()
    order = company.order(company.header(TaxInclusive=True)["ID"], line("MUG", 2, 11, Tax=2, TaxRule="GST"))
    assert (order["TotalBeforeTax"], order["Tax"], order["Total"]) == (20, 2, 22)


def test_ten_cents_thrice_is_thirty_cents() -> None:
    company = Company()
    order = company.order(company.header()["ID"], line("MUG", 3, 0.1), line("JUG", "0.1", 3))
    assert order["Total"] == 0.6


def test_a_line_needs_only_its_sku() -> None:
    company = Company()
    order = company.order(company.header()["ID"], {"SKU": "mug", "Quantity": "2", "Price": "1.50"})
    got = order["Lines"][0]
    assert (got["ProductID"], got["SKU"], got["Name"]) == (MUG, "MUG", "Mug")
    assert (got["TaxRule"], got["Tax"], got["Discount"], got["AverageCost"]) == ("GST", 0, 0, 4.2)


def test_an_omitted_price_is_nothing_and_never_the_tier_price() -> None:
    company = Company()
    assert company.order(company.header()["ID"], {"SKU": "MUG", "Quantity": 1})["Lines"][0]["Price"] == 0


def test_a_missing_status_or_memo_is_tolerated() -> None:
    company = Company()
    sale_id = company.header()["ID"]
    assert company.post("sale/order", {"SaleID": sale_id, "Lines": [line()]})["Status"] == "DRAFT"
    company.turn(order_status_omitted="AUTHORISED")
    assert company.post("sale/order", {"SaleID": sale_id, "Lines": [line()]})["Status"] == "AUTHORISED"


def test_posting_a_draft_again_replaces_its_lines_and_charges() -> None:
    company = Company()
    sale_id = company.header()["ID"]
    charge = {"Description": "Freight", "Price": 1, "Quantity": 1}
    company.order(sale_id, line("MUG"), Status="DRAFT", AdditionalCharges=[charge])
    assert company.sale(sale_id)["Status"] == "ORDERING"
    order = company.order(sale_id, line("JUG", 1), Status="DRAFT")
    assert [row["SKU"] for row in order["Lines"]] == ["JUG"]
    assert order["AdditionalCharges"] == []


def test_an_authorised_order_cannot_be_posted_again() -> None:
    company = Company()
    sale_id = company.sold()
    refused = company.refusal("POST", "sale/order", {"SaleID": sale_id, "Status": "AUTHORISED", "Lines": [line()]})
    assert refused == ["Sale Order cannot be saved in status AUTHORISED, only in DRAFT or NOT AVAILABLE"]


def test_an_order_waits_for_its_quote() -> None:
    company = Company()
    sale_id = company.header(SkipQuote=False)["ID"]
    body = {"SaleID": sale_id, "Status": "AUTHORISED", "Lines": [line()]}
    assert company.refusal("POST", "sale/order", body) == [
        "Sale Order cannot be saved when Sale Quote status is NOT AVAILABLE"
    ]
    company.post("sale/quote", {**body, "Status": "DRAFT"})
    assert company.sale(sale_id)["Status"] == "ESTIMATING"
    company.post("sale/quote", body)
    assert company.sale(sale_id)["Status"] == "ESTIMATED"
    assert company.post("sale/order", body)["Status"] == "AUTHORISED"


def test_a_quote_is_refused_once_authorised_and_when_it_is_skipped() -> None:
    company = Company()
    body = {"Status": "AUTHORISED", "Lines": [line()]}
    skipping, quoting = company.header()["ID"], company.header(SkipQuote="false")["ID"]
    assert "SkipQuote" in company.refusal("POST", "sale/quote", {"SaleID": skipping, **body})[0]
    assert company.post("sale/quote", {"SaleID": quoting, **body})["Total"] == 25
    assert "AUTHORISED" in company.refusal("POST", "sale/quote", {"SaleID": quoting, **body})[0]
    assert company.get("sale/quote", SaleID=quoting)["Status"] == "AUTHORISED"


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"SKU": "NONE"}, "Product with SKU 'NONE' was not found"),
        ({"SKU": ""}, "'ProductID' or 'SKU' is required for 'Lines' line"),
        ({"Quantity": None}, "'Quantity' is required for 'Lines' line"),
        ({"Quantity": 0}, "'Quantity' must be at least 0.0001 for 'Lines' line"),
        ({"Quantity": "many"}, "Quantity is invalid"),
        ({"Discount": 101}, "'Discount' must be between 0 and 100 for 'Lines' line"),
        ({"Price": -1}, "'Price' must not be negative for 'Lines' line"),
        ({"TaxRule": "VAT"}, "Tax Rule 'VAT' was not found in Taxation Rules reference book"),
    ],
)
def test_a_bad_line_is_refused(changes: dict[str, object], text: str) -> None:
    company = Company()
    sale_id = company.header()["ID"]
    body = {"SaleID": sale_id, "Status": "AUTHORISED", "Lines": [line() | changes]}
    assert company.refusal("POST", "sale/order", body) == [text]
    assert company.sale(sale_id)["Order"]["Status"] == "NOT AVAILABLE"


def test_every_bad_line_is_reported() -> None:
    company = Company()
    body = {"SaleID": company.header()["ID"], "Lines": [line("A"), line("B"), line("MUG", 0)]}
    assert len(company.refusal("POST", "sale/order", body)) == 3


def test_lines_must_be_a_list_and_must_be_there() -> None:
    company = Company()
    sale_id = company.header()["ID"]
    assert company.refusal("POST", "sale/order", {"SaleID": sale_id}) == ["Required attribute Lines is not provided."]
    assert company.refusal("POST", "sale/order", {"SaleID": sale_id, "Lines": "MUG"}) == ["Lines is invalid"]
    empty = {"SaleID": sale_id, "Status": "AUTHORISED", "Lines": []}
    assert company.refusal("POST", "sale/order", empty) == ["Lines is invalid"]


def test_a_product_in_two_lines_is_refused_unless_the_switch_says_otherwise() -> None:
    company = Company()
    body = {"SaleID": company.header()["ID"], "Status": "AUTHORISED", "Lines": [line(), line(price=1)]}
    assert company.refusal("POST", "sale/order", body) == ["Cannot add duplicate value in Lines lines"]
    company.turn(duplicate_product="accept")
    assert len(company.post("sale/order", body)["Lines"]) == 2


def test_a_wrong_total_is_recomputed_or_refused() -> None:
    company = Company()
    body = {"SaleID": company.header()["ID"], "Lines": [line(Total=27.5)]}
    assert company.post("sale/order", body)["Lines"][0]["Total"] == 25
    company.turn(wrong_total="reject")
    assert company.refusal("POST", "sale/order", body) == [
        "'Total' 27.5000 is not valid for 'Lines' line, expected 25.0000"
    ]


def test_a_total_that_is_right_to_the_cent_is_kept_as_sent() -> None:
    company = Company()
    body = {"SaleID": company.header()["ID"], "Lines": [line("MUG", 5, "32.725", Total="163.63")]}
    order = company.post("sale/order", body)
    assert (order["Lines"][0]["Total"], order["Total"]) == (163.63, 163.63)


def test_a_wrong_tax_is_kept_or_refused() -> None:
    company = Company()
    body = {"SaleID": company.header()["ID"], "Lines": [line(Tax=9, TaxRule="GST")]}
    assert company.post("sale/order", body)["Tax"] == 9
    company.turn(tax_mismatch="reject")
    assert company.refusal("POST", "sale/order", body) == ["'Tax' 9.0000 is not valid for 'GST', expected 2.5000"]


def test_a_charge_may_have_any_name_unless_the_switch_says_otherwise() -> None:
    company = Company()
    sale_id = company.header()["ID"]
    body = {
        "SaleID": sale_id,
        "Lines": [line()],
        "AdditionalCharges": [{"Description": "Hat", "Price": 1, "Quantity": 1}],
    }
    company.post("sale/order", body)
    company.turn(charge_description="service_product")
    assert company.refusal("POST", "sale/order", body) == ["Service product 'Hat' was not found"]
    body["AdditionalCharges"] = [{"Description": "freight", "Price": 1, "Quantity": 1}]
    assert company.post("sale/order", body)["Total"] == 26


def test_charges_may_be_shown_among_the_lines() -> None:
    company = Company()
    sale_id = company.sold(AdditionalCharges=[{"Description": "Freight", "Price": 5, "Quantity": 1}])
    order = company.get("sale/order", SaleID=sale_id, CombineAdditionalCharges="true")
    assert [row["Name"] for row in order["Lines"]] == ["MUG", "Freight"]
    assert (order["AdditionalCharges"], order["Total"]) == ([], 30)


def test_put_on_an_order_is_405_or_the_same_as_post() -> None:
    company = Company()
    body = {"SaleID": company.header()["ID"], "Lines": [line()]}
    assert company.call("PUT", "sale/order", body).status_code == 405
    company.turn(put_order="same_as_post")
    assert company.put("sale/order", body)["Status"] == "DRAFT"


def test_a_service_sale_has_no_order_and_no_fulfilment() -> None:
    company = Company()
    sale = company.header(ServiceOnly=True)
    assert (sale["Type"], sale["ServiceOnly"]) == ("Service Sale", True)
    body = {"SaleID": sale["ID"], "Lines": [line("FREIGHT")], "Status": "AUTHORISED"}
    assert company.refusal("POST", "sale/order", body) == ["Sale Order is not available for Service Sale"]
    assert company.refusal("POST", "sale/fulfilment", {"SaleID": sale["ID"]})
    company.post("sale/invoice", {**body, "TaskID": sale["ID"]})
    assert company.sale(sale["ID"])["Status"] == "INVOICED"
    company.work(sale["ID"], "pay")
    assert company.sale(sale["ID"])["Status"] == "COMPLETED"
