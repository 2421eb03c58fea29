import pytest

from tests.adapters.fake_cin7.company import CAFE, MUG, QUAY, Company

NEW = {
    "Name": "New Cafe", "Status": "Active", "Currency": "AUD", "PaymentTerm": "30 days", "AccountReceivable": "610",
    "RevenueAccount": "200", "TaxRule": "GST",
}  # fmt: skip


def names(company: Company, **asked: object) -> list[str]:
    return [row["Name"] for row in company.get("customer", **asked)["CustomerList"]]


def test_customers_are_found_by_the_start_of_their_name_and_by_contact() -> None:
    company = Company()
    assert names(company) == ["Sparrow Cafe", "Quai Ouest"]
    assert names(company, Name="SPARR") == ["Sparrow Cafe"]
    assert names(company, Name="Cafe") == []
    assert names(company, ContactFilter="ana") == ["Sparrow Cafe"]
    assert names(company, ContactFilter="BO@example.com") == ["Sparrow Cafe"]
    assert names(company, ContactFilter="reyes") == []
    assert names(company, ID=CAFE.upper()) == ["Sparrow Cafe"]


def test_own_prices_are_shown_only_when_asked_for() -> None:
    company = Company()
    assert "ProductPrices" not in company.get("customer", ID=CAFE)["CustomerList"][0]
    prices = company.get("customer", ID=CAFE, IncludeProductPrices="true")["CustomerList"][0]["ProductPrices"]
    assert prices == [{"ProductID": MUG, "ProductName": "Mug", "ProductSKU": "MUG", "Price": 8.25}]


def test_a_customer_is_created_once_by_its_name() -> None:
    company = Company()
    body = {
        **NEW,
        "CustomerParentID": CAFE,
        "Contacts": [{"Name": "Di"}],
        "Addresses": [{"Line1": "1", "Country": "A", "Type": "billing"}],
    }
    row = company.post("customer", body)["CustomerList"][0]
    assert row["Addresses"][0]["CustomerID"] == row["ID"]
    assert (row["Addresses"][0]["Type"], row["Contacts"][0]["MarketingConsent"]) == ("Billing", 1)
    assert "unique" in company.refusal("POST", "customer", {**NEW, "Name": "new CAFE"})[0]
    parent = company.get("customer", ID=CAFE)["CustomerList"][0]
    assert parent["ChildCustomers"] == [{"CustomerID": row["ID"], "CustomerName": "New Cafe"}]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"Name": ""}, "Required attribute Name is not provided."),
        ({"PaymentTerm": "Gone"}, "Active payment term with name Gone was not found in Payment Terms reference book"),
        ({"AccountReceivable": "200"}, "Account with specified ID not found"),
        ({"RevenueAccount": "1"}, "Account with specified ID not found"),
        ({"TaxRule": "VAT"}, "Tax Rule 'VAT' was not found in Taxation Rules reference book"),
        ({"SalesRepresentative": "Zed"}, "Sales Representative 'Zed' was not found in Company Contacts reference book"),
        ({"Status": "Asleep"}, "Status 'Asleep' is not valid. Available values: Active, Deprecated"),
        ({"Discount": "much"}, "Discount is invalid"),
        ({"Addresses": [{"Line1": "1"}]}, "Required attribute Country is not provided."),
        ({"Contacts": [{"Email": "x"}]}, "Required attribute Name is not provided."),
        ({"Contacts": "Di"}, "Contacts is invalid"),
    ],
)
def test_a_customer_that_cannot_be_is_refused(changes: dict[str, object], text: str) -> None:
    assert Company().refusal("POST", "customer", {**NEW, **changes}) == [text]


def test_a_change_keeps_what_is_left_out_and_clears_what_is_empty() -> None:
    company = Company()
    row = company.put("customer", {"ID": CAFE, "PriceTier": "", "Discount": "5", "Tags": "x"})["CustomerList"][0]
    assert (row["PriceTier"], row["Discount"], row["Carrier"], row["Tags"]) == ("", 5, "AusPost", "x")
    assert len(row["Addresses"]) == 3


def test_known_rows_are_updated_unknown_ones_created_and_an_empty_list_removes_all() -> None:
    company = Company()
    rows = [{"ID": QUAY, "City": "Fremantle"}, {"ID": MUG, "Line1": "2 B", "Country": "Australia", "Type": "Billing"}]
    row = company.put("customer", {"ID": CAFE, "Addresses": rows, "Contacts": []})["CustomerList"][0]
    assert [(entry["Line1"], entry["City"]) for entry in row["Addresses"]] == [("1 Quay St", "Fremantle"), ("2 B", "")]
    assert row["Addresses"][1]["ID"] not in (MUG, QUAY)
    assert row["Contacts"] == []


def test_a_change_needs_a_known_id_and_a_free_name() -> None:
    company = Company()
    assert company.refusal("PUT", "customer", {"Name": "x"}) == ["Required attribute ID is not provided."]
    assert "not found" in company.refusal("PUT", "customer", {"ID": MUG})[0]
    assert "unique" in company.refusal("PUT", "customer", {"ID": CAFE, "Name": "Quai Ouest"})[0]


def test_a_deprecated_customer_is_hidden_and_a_changed_one_is_modified() -> None:
    company = Company()
    company.universe.clock.advance(60)
    noon = company.universe.clock.now().isoformat()
    company.put("customer", {"ID": CAFE, "Status": "Deprecated"})
    assert names(company, ModifiedSince=noon) == []
    assert names(company, ModifiedSince=noon, IncludeDeprecated="true") == ["Sparrow Cafe"]


def test_custom_prices_are_set_and_deleted_and_name_what_is_wrong() -> None:
    company = Company()
    rows = [
        {"CustomerName": "quai ouest", "ProductSKU": "jug", "Price": "3.5"},
        {"CustomerID": CAFE, "ProductSKU": "none", "Price": 1},
        {"CustomerName": "nobody", "ProductID": MUG, "Price": 1},
        {"CustomerID": CAFE, "ProductID": MUG},
    ]
    errors = company.post("custom-prices", {"CustomPrices": rows})["Errors"]
    assert errors == [
        "Product 'none' was not found",
        "Customer 'nobody' was not found",
        "Required attribute Price is not provided.",
    ]
    prices = company.get("customer", Name="Quai", IncludeProductPrices=1)["CustomerList"][0]["ProductPrices"]
    assert [row["Price"] for row in prices] == [3.5]
    assert company.delete("custom-prices", ProductID=MUG, CustomerID=CAFE) == {"Success": True}
    assert company.refusal("DELETE", "custom-prices", ProductID=MUG, CustomerID=CAFE) == ["Custom price not found"]
    assert company.put("custom-prices", {"CustomPrices": []}) == {"Errors": []}
