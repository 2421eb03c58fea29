import pytest

from tests.adapters.fake_cin7.company import CAFE, QUAY, Company, line


def test_a_header_answers_the_whole_sale_with_its_number_at_once() -> None:
    sale = Company().header(ExternalID="shop:1")
    assert sale["Order"]["SaleOrderNumber"] == "SO-00001"
    assert (sale["Status"], sale["Order"]["Status"]) == ("ESTIMATED", "NOT AVAILABLE")
    assert (sale["Fulfilments"], sale["Invoices"], sale["Order"]["Lines"]) == ([], [], [])
    assert (sale["ExternalID"], sale["Type"], sale["TaxCalculation"]) == ("shop:1", "Simple Sale", "Exclusive")


def test_lines_in_a_header_are_ignored() -> None:
    sale = Company().header(Lines=[line()], Order={"Lines": [line()]}, OrderStatus="AUTHORISED", Status="ORDERED")
    assert sale["Order"]["Lines"] == []
    assert sale["Status"] == "ESTIMATED"


def test_a_header_copies_its_defaults_from_the_customer() -> None:
    sale = Company().header()
    assert (sale["TaxRule"], sale["Terms"], sale["PriceTier"]) == ("GST", "30 days", "Wholesale")
    assert (sale["Carrier"], sale["SalesRepresentative"]) == ("AusPost", "Nancy")
    assert (sale["Contact"], sale["Email"], sale["Phone"]) == ("Ana Reyes", "ana@example.com", "08 1")
    assert sale["BillingAddress"]["Line1"] == "PO Box 9"
    assert sale["ShippingAddress"]["Line1"] == "1 Quay St"
    assert (sale["BaseCurrency"], sale["CustomerCurrency"], sale["CurrencyRate"]) == ("AUD", "AUD", 1)


def test_what_a_header_says_wins_over_the_customer() -> None:
    sale = Company().header(
        TaxRule="free", Terms="30 DAYS", PriceTier="Retail", Contact="Cy", TaxInclusive="true", SaleType="Advanced",
        SaleOrderDate="2026/05/04", ShipBy="2026-05-08", CustomerReference="PO-77", Note="n", ShippingNotes="back door",
    )  # fmt: skip
    assert (sale["TaxRule"], sale["Terms"], sale["PriceTier"], sale["Contact"]) == ("Free", "30 days", "Retail", "Cy")
    assert (sale["TaxCalculation"], sale["Type"]) == ("Inclusive", "Advanced Sale")
    assert (sale["SaleOrderDate"], sale["ShipBy"]) == ("2026-05-04T00:00:00", "2026-05-08T00:00:00")
    assert (sale["CustomerReference"], sale["Note"], sale["ShippingNotes"]) == ("PO-77", "n", "back door")


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"Location": "Nowhere"}, "Location 'Nowhere' was not found in Locations reference book"),
        ({"TaxRule": "VAT"}, "Tax Rule 'VAT' was not found in Taxation Rules reference book"),
        ({"Terms": "Gone"}, "Active payment term with name Gone was not found in Payment Terms reference book"),
        ({"PriceTier": "Gold"}, "Price Tier 'Gold' was not found in Price Tiers reference book"),
        ({"Carrier": "Owl"}, "Carrier 'Owl' was not found in Carriers reference book"),
        ({"SalesRepresentative": "Zed"}, "Sales Representative 'Zed' was not found in Company Contacts reference book"),
        ({"DefaultAccount": "999"}, "Account with specified ID not found"),
        ({"Location": ""}, "Required attribute Location is not provided."),
        ({"ShipBy": "tomorrow"}, "ShipBy is invalid"),
        ({"SkipQuote": "perhaps"}, "SkipQuote is invalid"),
        ({"SaleType": "Odd"}, "SaleType 'ODD' is not valid. Available values: SIMPLE, ADVANCED"),
    ],
)
def test_a_name_that_is_not_in_its_book_is_refused_by_name(changes: dict[str, str], text: str) -> None:
    body = {"CustomerID": CAFE, "Location": "Main", **changes}
    assert Company().refusal("POST", "sale", body) == [text]


def test_several_missing_names_are_reported_together() -> None:
    body = {"CustomerID": CAFE, "Location": "Main", "TaxRule": "VAT", "PriceTier": "Gold"}
    assert len(Company().refusal("POST", "sale", body)) == 2


def test_a_refused_header_uses_up_no_number() -> None:
    company = Company()
    company.refusal("POST", "sale", {"CustomerID": CAFE, "Location": "Nowhere"})
    assert company.header()["Order"]["SaleOrderNumber"] == "SO-00001"


def test_a_billing_contact_is_no_sales_representative_unless_the_switch_says_so() -> None:
    company = Company()
    body = {"CustomerID": CAFE, "Location": "Main", "SalesRepresentative": "Billy"}
    assert company.refusal("POST", "sale", body)
    company.turn(sales_representative="any_contact")
    assert company.header(SalesRepresentative="Billy")["SalesRepresentative"] == "Billy"


def test_a_sale_without_a_location_falls_back_only_by_switch() -> None:
    company = Company()
    assert company.refusal("POST", "sale", {"CustomerID": CAFE}) == ["Required attribute Location is not provided."]
    company.turn(missing_location="default")
    assert company.post("sale", {"CustomerID": CAFE})["Location"] == "Main"


def test_an_omitted_skip_quote_means_what_the_switch_says() -> None:
    company = Company()
    assert company.post("sale", {"CustomerID": CAFE, "Location": "Main"})["SkipQuote"] is True
    company.turn(skip_quote_omitted="false")
    made = company.post("sale", {"CustomerID": CAFE, "Location": "Main"})
    assert (made["SkipQuote"], made["Status"]) == (False, "ESTIMATING")


def test_an_unknown_customer_is_refused() -> None:
    company = Company()
    assert company.refusal("POST", "sale", {"Location": "Main"}) == ["Required attribute CustomerID is not provided."]
    assert company.refusal("POST", "sale", {"Customer": "Zed", "Location": "Main"}) == [
        "Customer 'Zed' was not found in Customers reference book"
    ]


def test_another_currency_needs_a_rate() -> None:
    company = Company()
    body = {"Customer": "quai ouest", "Location": "Main"}
    assert company.refusal("POST", "sale", body) == ["Required attribute CurrencyRate is not provided."]
    made = company.post("sale", {**body, "CurrencyRate": "1.612345"})
    assert (made["CurrencyRate"], made["CustomerCurrency"]) == (1.61234, "EUR")


def test_an_external_id_may_repeat_unless_the_switch_says_otherwise() -> None:
    company = Company()
    company.header(ExternalID="x")
    company.header(ExternalID="x")
    company.turn(external_id_unique="yes")
    assert company.refusal("POST", "sale", {"CustomerID": CAFE, "Location": "Main", "ExternalID": "x"})


def test_a_text_too_long_is_refused_or_cut() -> None:
    company = Company()
    body = {"CustomerID": CAFE, "Location": "Main", "CustomerReference": "x" * 257}
    assert "maximum length of 256" in company.refusal("POST", "sale", body)[0]
    company.turn(text_too_long="truncate")
    assert len(company.post("sale", body)["CustomerReference"]) == 256


def addresses(company: Company) -> list[str]:
    rows = company.get("customer", ID=CAFE)["CustomerList"][0]["Addresses"]
    return [row["Line1"] for row in rows]


def test_a_shipping_address_the_customer_has_by_its_first_line_adds_none() -> None:
    company = Company()
    sale = company.header(ShippingAddress={"Line1": "1 quay st", "City": "Fremantle", "Country": "Australia"})
    assert addresses(company) == ["PO Box 9", "1 Quay St", "7 Market Ln"]
    assert sale["ShippingAddress"]["City"] == "Fremantle"


def test_a_shipping_address_nobody_has_becomes_the_customers() -> None:
    company = Company()
    company.header(ShippingAddress={"Line1": "99 New Rd", "Country": "Australia", "ShipToOther": "false"})
    assert addresses(company) == ["PO Box 9", "1 Quay St", "7 Market Ln", "99 New Rd"]


def test_shipping_to_another_adds_no_address_and_ignores_its_id() -> None:
    company = Company()
    sale = company.header(
        ShippingAddress={"ID": QUAY, "Line1": "5 Far Rd", "Country": "Australia", "ShipToOther": True, "Contact": "Di"}
    )
    assert len(addresses(company)) == 3
    assert sale["ShippingAddress"]["Line1"] == "5 Far Rd"
    assert (sale["ShippingAddress"]["ShipToOther"], sale["ShippingAddress"]["Contact"]) == (True, "Di")


def test_an_address_id_picks_the_stored_address() -> None:
    company = Company()
    stored = company.get("customer", ID=CAFE)["CustomerList"][0]["Addresses"][2]["ID"]
    sale = company.header(ShippingAddress={"ID": stored.upper(), "Line1": "whatever"})
    assert sale["ShippingAddress"]["Line1"] == "7 Market Ln"
    assert len(addresses(company)) == 3


def test_an_unknown_address_id_is_refused() -> None:
    body = {"CustomerID": CAFE, "Location": "Main", "ShippingAddress": {"ID": CAFE, "Line1": "x"}}
    assert Company().refusal("POST", "sale", body) == [f"Address with specified ID '{CAFE}' not found"]


def test_display_lines_are_put_together() -> None:
    address = {"Line1": "1 A", "Line2": "B", "City": "C", "State": "WA", "Postcode": "6000", "Country": "Australia"}
    shown = Company().header(ShippingAddress={**address, "ShipToOther": True})["ShippingAddress"]
    assert shown["DisplayAddressLine1"] == "1 A B"
    assert shown["DisplayAddressLine2"] == "C WA 6000 Australia"


def test_a_country_may_be_shown_by_its_code() -> None:
    company = Company()
    sale_id = company.header()["ID"]
    shown = {style: company.get("sale", ID=sale_id, CountryFormat=style) for style in ("Code2", "Code", "Regular")}
    assert [sale["ShippingAddress"]["Country"] for sale in shown.values()] == ["AU", "AUS", "Australia"]


@pytest.mark.parametrize(("mode", "status"), [("400", 400), ("404", 404)])
def test_a_sale_that_does_not_exist_is_refused_with_the_array(mode: str, status: int) -> None:
    company = Company()
    company.turn(missing_document=mode)
    assert company.call("GET", "sale", ID=CAFE).status_code == status
    assert company.refusal("GET", "sale") == ["Required attribute ID is not provided."]


def test_a_sale_is_found_by_an_upper_case_id() -> None:
    company = Company()
    sale_id = company.header()["ID"]
    assert company.get("sale", id=sale_id.upper())["ID"] == sale_id
