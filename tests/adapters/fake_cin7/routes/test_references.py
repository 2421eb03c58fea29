import pytest

from adapters.fake_cin7.routes.shelves import SHELVES, Shelf
from tests.adapters.fake_cin7.company import Company


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: shelf.path)
def test_a_book_is_listed_added_to_changed_and_cleared(shelf: Shelf) -> None:
    company = Company()
    book = shelf.book(company.account.books)
    body = {book.name_field: "Brand new", "Code": "901"} if book.id_field == "Code" else {book.name_field: "Brand new"}
    made = company.post(shelf.path, body)
    row = made if shelf.bare_row else made[shelf.list_key][0]
    identifier = row[book.id_field]
    listed = company.get(shelf.path, **{shelf.starts_with: "brand"})
    assert (listed["Total"], listed[shelf.list_key][0][book.name_field]) == (1, "Brand new")
    assert company.refusal("POST", shelf.path, {book.name_field: "BRAND NEW"})
    assert company.refusal("POST", shelf.path, {})
    company.put(shelf.path, {book.id_field: identifier, book.name_field: "Renamed"})
    assert company.get(shelf.path, **{shelf.starts_with: "Renamed"})["Total"] == 1
    assert company.delete(shelf.path, **{shelf.delete_by: identifier}) == {"Success": True}
    assert company.refusal("DELETE", shelf.path, **{shelf.delete_by: identifier})
    assert company.refusal("PUT", shelf.path, {book.id_field: identifier})


def test_a_unit_is_unique_whatever_its_case() -> None:
    refused = Company().refusal("POST", "ref/unit", {"Name": "ITEM"})
    assert refused == ["This unit already exists. Unit name must be unique."]


def test_an_unknown_account_code_is_an_error_and_no_empty_list() -> None:
    company = Company()
    assert company.refusal("GET", "ref/account", Code="999") == ["Account with specified ID not found"]
    assert company.get("ref/account", Code="610")["AccountsList"][0]["SystemAccountCode"] == "DEBTORS"


def test_filters_are_exact_or_the_start_of_a_name() -> None:
    company = Company()
    assert company.get("ref/paymentterm", IsActive="true")["Total"] == 1
    assert company.get("ref/paymentterm", isdefault="1", Method="number of days")["Total"] == 1
    assert company.get("me/contacts", Type="sale")["Total"] == 1
    assert company.get("me/contacts", Name="B")["Total"] == 1
    assert company.get("ref/tax", IsTaxForSale=True, Account="820")["Total"] == 2
    assert company.get("ref/location", Deprecated="true")["Total"] == 0


def test_locations_stop_at_five_hundred_a_page() -> None:
    company = Company(locations=[f"Bay {number}" for number in range(600)], stock=[], customers=[])
    assert len(company.get("ref/location", Limit=1000)["LocationList"]) == 500
    company.turn(location_rows="1000")
    assert len(company.get("ref/location", Limit=1000)["LocationList"]) == 600


def test_there_are_always_ten_tiers() -> None:
    tiers = Company().get("ref/priceTier")
    assert [row["Name"] for row in tiers["PriceTiers"]] == ["Retail", "Wholesale", *(f"Tier {n}" for n in range(3, 11))]
    assert [row["Code"] for row in tiers["PriceTiers"]] == list(range(1, 11))


def test_discounts_and_deals_come_twenty_five_at_a_time() -> None:
    company = Company(discounts=[f"Rule {number}" for number in range(30)])
    listed = company.get("reference/discount")
    assert (listed["Total"], len(listed["DiscountRules"])) == (30, 25)
    assert company.get("reference/discount", Search="rule 29")["Total"] == 1
    made = company.post(
        "reference/discount", {"DiscountRules": [{"Name": "Five", "Type": "Simple", "DiscountLines": [{"Amount": 5}]}]}
    )
    rule = made["DiscountRules"][0]
    assert rule["DiscountLines"][0]["ID"]
    changed = company.put("reference/discount", {"ID": rule["ID"], "Name": "Six"})["DiscountRules"][0]
    assert (changed["Name"], changed["Type"]) == ("Six", "Simple")
    deal = company.post(
        "reference/deals", {"Name": "Deal", "DealDiscounts": [{"DealDiscountProducts": [{"ProductSKU": "MUG"}]}]}
    )
    assert deal["Deals"][0]["DealDiscounts"][0]["DealDiscountProducts"][0]["ProductName"] == "Mug"
    assert (
        company.put("reference/deals", {"ID": deal["Deals"][0]["ID"], "IsActive": "true"})["Deals"][0]["IsActive"]
        is True
    )
    assert set(company.get("reference/deals")) == {"Deals"}
    assert company.refusal("PUT", "reference/deals", {"Name": "x"})


def test_me_is_one_object_without_a_wrapper() -> None:
    me = Company().get("me")
    assert (me["Company"], me["Currency"], me["DefaultSaleTaxRuleName"]) == ("Acme", "AUD", "GST")
