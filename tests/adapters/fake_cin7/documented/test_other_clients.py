"""What public clients of Cin7 do, kept as habits: the fake takes them as the reference says Cin7 does.

Source: ref §1 (transport, errors, paging), §1.8 (quirks), §2 to §4 (products, prices, customers).
"""

from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from tests.adapters.fake_cin7.documented import shop
from tests.adapters.fake_cin7.documented.caller import PREFIX, Caller


@pytest.fixture
def caller() -> Caller:
    return shop.opened()


def skus(document: dict[str, Any]) -> list[str]:
    return [row["SKU"] for row in document["Products"]]


@pytest.mark.parametrize(
    "path", ["product", "Product", "PRODUCT", "salelist", "SaleList", "saleList", "ref/PaymentTerm", "Me"]
)
def test_a_path_may_be_written_in_any_case(caller: Caller, path: str) -> None:
    assert caller.call("GET", path).status == 200


@pytest.mark.parametrize("prefix", ["/externalapi/v2/", "/EXTERNALAPI/V2/", "/ExternalApi/V2/"])
def test_the_prefix_may_be_written_in_any_case(caller: Caller, prefix: str) -> None:
    answer = Client(caller.app, TestResponse).get(prefix + "me", headers=caller.headers)
    assert answer.status_code == 200
    assert answer.get_json()["Company"] == "Acme Pty"


@pytest.mark.parametrize("name", ["Sku", "sku", "SKU"])
def test_a_parameter_may_be_written_in_any_case(caller: Caller, name: str) -> None:
    assert skus(caller.get(f"product?{name}=MUG-RED")) == ["MUG-RED"]


def test_of_one_parameter_sent_in_two_cases_the_first_counts(caller: Caller) -> None:
    page = caller.get("product?Limit=2&page=1&limit=100")
    assert (len(page["Products"]), page["Total"]) == (2, 5)


def test_a_sale_asked_for_by_two_names_at_once_is_found(caller: Caller) -> None:
    sale = shop.authorised_sale(caller)
    assert caller.get(f"sale?ID={sale['ID']}&SaleId={sale['ID']}")["ID"] == sale["ID"]
    assert caller.get(f"sale/order?SaleID={sale['ID']}&saleId={sale['ID']}")["SaleID"] == sale["ID"]


def test_header_names_may_be_written_in_any_case(caller: Caller) -> None:
    shouted = {name.upper(): value for name, value in caller.headers.items()}
    assert Client(caller.app, TestResponse).get(PREFIX + "me", headers=shouted).status_code == 200


@pytest.mark.parametrize("headers", [{}, {"api-auth-applicationkey": "00000000-0000-4000-8000-000000000000"}])
def test_wrong_or_missing_credentials_are_answered_403_in_plain_words(caller: Caller, headers: dict[str, str]) -> None:
    caller.headers = (caller.headers | headers) if headers else {}
    answer = caller.call("GET", "me")
    assert (answer.status, answer.text.strip('"')) == (403, "Incorrect credentials!")


def test_the_call_after_the_sixtieth_is_refused_in_words_that_are_no_legal_header() -> None:
    caller = shop.opened(throttle="modern429")
    assert {caller.call("GET", "me").status for _ in range(60)} == {200}
    refused = caller.call("GET", "me")
    assert (refused.status, refused.text) == (429, "You have reached 60 calls per 60 seconds API limit.")
    assert refused.headers["Retry-After"] == "60 Seconds"
    caller.control("POST", "clock", {"advance": 61})
    assert caller.call("GET", "me").status == 200


@pytest.mark.parametrize(("profile", "status"), [("legacy503", 503), ("array400", 400)])
def test_older_ways_of_refusing_say_the_same_sentence(profile: str, status: int) -> None:
    caller = shop.opened(throttle=profile)
    refused = [caller.call("GET", "me") for _ in range(61)][-1]
    assert (refused.status, "60 calls per 60 seconds" in refused.text) == (status, True)


def test_an_unknown_path_is_answered_with_a_page_for_people(caller: Caller) -> None:
    answer = caller.call("GET", "customers")
    assert answer.status == 404
    assert answer.text.lstrip().startswith("<")


def test_an_unknown_path_may_even_be_answered_200() -> None:
    answer = shop.opened(unknown_path="200_html").call("PUT", "sale/1/fulfilment/ship", {})
    assert (answer.status, answer.text.lstrip()[:1]) == (200, "<")


def test_an_unsupported_verb_is_answered_405_with_a_message(caller: Caller) -> None:
    answer = caller.call("PUT", "saleList", {})
    assert answer.status == 405
    assert "PUT" in answer.json["Message"]


def test_a_body_that_is_no_json_is_answered_500(caller: Caller) -> None:
    client = Client(caller.app, TestResponse)
    answer = client.post(PREFIX + "sale", data="{Customer", headers=caller.headers, content_type="application/json")
    assert answer.status_code == 500


def test_unknown_parameters_are_ignored_and_the_whole_list_comes(caller: Caller) -> None:
    shop.authorised_sale(caller)
    assert caller.get("saleList?From=2099-01-01&CustomerID=x")["Total"] == 1
    everything = caller.get("ref/productavailability")["Total"]
    assert caller.get("ref/productavailability?ModifiedSince=2099-01-01")["Total"] == everything == 3


def test_a_comma_list_matches_nothing(caller: Caller) -> None:
    shop.authorised_sale(caller)
    assert caller.get("saleList?Status=ORDERED")["Total"] == 1
    assert caller.get("saleList?Status=ORDERED,PICKED")["Total"] == 0


def test_past_the_last_page_there_is_an_empty_list(caller: Caller) -> None:
    page = caller.get("product?Page=9&Limit=5")
    assert (page["Total"], page["Page"], page["Products"]) == (5, 9, [])


def test_an_id_that_does_not_exist_gives_an_empty_list_but_no_sale(caller: Caller) -> None:
    nobody = "00000000-0000-4000-8000-00000000dead"
    assert caller.get(f"product?ID={nobody}")["Total"] == 0
    refused = caller.call("GET", f"sale?ID={nobody}")
    assert refused.status in {400, 404}
    assert refused.errors


@pytest.mark.parametrize("yes", ["1", "true", "True"])
def test_deprecated_products_come_only_when_asked_for(caller: Caller, yes: str) -> None:
    assert "OLD-MUG" not in skus(caller.get("product"))
    assert "OLD-MUG" in skus(caller.get(f"product?includeDeprecated={yes}"))


def test_sku_is_a_part_for_products_and_the_whole_for_availability(caller: Caller) -> None:
    assert skus(caller.get("product?sku=UG-")) == ["MUG-BLUE", "MUG-RED"]
    assert caller.get("ref/productavailability?sku=MUG-")["Total"] == 0
    assert caller.get("ref/productavailability?sku=MUG-RED")["Total"] == 1


def test_a_customer_is_found_by_the_start_of_a_name_or_by_a_whole_address(caller: Caller) -> None:
    def found(query: str) -> list[str]:
        return [row["Name"] for row in caller.get(f"customer?{query}")["CustomerList"]]

    assert found("name=Heron") == ["Heron Bistro", "Heron Kiosk"]
    assert found("name=Kiosk") == []
    assert found("ContactFilter=ana@sparrow.example") == [shop.CUSTOMER]
    assert found("ContactFilter=sparrow.example") == []


def test_a_product_is_never_created_twice(caller: Caller) -> None:
    body = shop.product("MUG-BLUE", CostingMethod="FIFO")
    refused = caller.call("POST", "product", body)
    assert (refused.status, "already exists" in refused.errors[0]["Exception"]) == (400, True)


def test_a_name_that_is_in_no_book_is_refused_in_cin7s_words(caller: Caller) -> None:
    refused = caller.call("POST", "sale", shop.header(Location="Nowhere"))
    assert refused.status == 400
    assert refused.errors[0]["Exception"] == "Location 'Nowhere' was not found in Locations reference book"


def test_what_a_customer_put_leaves_out_stays_what_it_empties_goes(caller: Caller) -> None:
    known = caller.get("customer?name=Sparrow")["CustomerList"][0]
    caller.must("PUT", "customer", {"ID": known["ID"], "Name": known["Name"], "Comments": "closed on Mondays"})
    caller.must("PUT", "customer", {"ID": known["ID"], "Name": known["Name"], "Comments": "", "Contacts": []})
    left = caller.get("customer?name=Sparrow")["CustomerList"][0]
    assert (left["Comments"] or "", left["Contacts"]) == ("", [])
    assert [row["Line1"] for row in left["Addresses"]] == ["1 High St", "1 High St"]
    assert left["PaymentTerm"] == known["PaymentTerm"]


def test_own_prices_are_written_by_name_and_read_with_the_product(caller: Caller) -> None:
    own = {"CustomerName": shop.CUSTOMER, "ProductSKU": "PLATE", "Price": "7.25"}
    assert caller.must("POST", "custom-prices", {"CustomPrices": [own]}) == {"Errors": []}
    row = caller.get("product?sku=PLATE&includeCustomPrices=true")["Products"][0]["CustomPrices"][0]
    assert (row["ProductSKU"], row["Price"]) == ("PLATE", 7.25)
    assert caller.get("product?sku=PLATE")["Products"][0]["CustomPrices"] == []


def test_reading_a_webhook_and_writing_it_back_wipes_its_token(caller: Caller) -> None:
    hook = {"Type": "Sale/Voided", "IsActive": True, "ExternalURL": "https://example.com/h"}
    hook |= {"ExternalAuthorizationType": "bearerauth", "ExternalBearerToken": "secret"}
    caller.must("POST", "webhooks", hook)
    read = caller.get("webhooks")["Webhooks"][0]
    assert not read["ExternalBearerToken"]
    assert caller.call("PUT", "webhooks", read).status in {200, 400}


def test_a_sixth_webhook_of_a_type_is_refused(caller: Caller) -> None:
    hook = {"Type": "Sale/Voided", "IsActive": True, "ExternalURL": "https://example.com/h"}
    hook |= {"ExternalAuthorizationType": "noauth"}
    assert [caller.call("POST", "webhooks", hook).status for _ in range(6)] == [200] * 5 + [400]
