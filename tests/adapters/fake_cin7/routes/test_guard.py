import json

import pytest

from tests.adapters.fake_cin7.company import KEY, OTHER_KEY, Company

TEXT = "You have reached 60 calls per 60 seconds API limit."


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"api-auth-accountid": "nobody", "api-auth-applicationkey": KEY},
        {"api-auth-applicationkey": KEY},
    ],
)
def test_wrong_credentials_get_403_and_a_plain_text(headers: dict[str, str]) -> None:
    reply = Company().call("GET", "me", headers=headers)
    assert (reply.status_code, reply.text) == (403, "Incorrect credentials!")
    assert "json" not in reply.content_type


def test_a_key_of_another_account_opens_nothing() -> None:
    company = Company()
    other = company.universe.add_account({"application_keys": ["other"]})
    headers = {"api-auth-accountid": company.account.id, "api-auth-applicationkey": other.keys[0]}
    assert company.call("GET", "me", headers=headers).status_code == 403


@pytest.mark.parametrize("path", ["me", "ME", "Me/", "product", "saleList", "salelist", "Ref/PriceTier"])
def test_paths_are_found_in_any_case(path: str) -> None:
    company = Company()
    assert company.call("GET", path).status_code == 200
    assert company.http.get(f"/externalAPI/V2/{path}", headers=company.headers).status_code == 200


def test_header_names_and_guids_are_found_in_any_case() -> None:
    company = Company()
    headers = {"Api-Auth-AccountID": company.account.id.upper(), "API-AUTH-APPLICATIONKEY": KEY.upper()}
    assert company.call("GET", "me", headers=headers).status_code == 200


def test_parameters_are_found_in_any_case_and_the_first_of_two_counts() -> None:
    company = Company()
    reply = company.http.get("/ExternalApi/v2/product?lImIt=2&page=1&Limit=100", headers=company.headers)
    assert len(json.loads(reply.text)["Products"]) == 2
    company.turn(duplicate_parameters="last")
    reply = company.http.get("/ExternalApi/v2/product?lImIt=2&page=1&Limit=100", headers=company.headers)
    assert len(json.loads(reply.text)["Products"]) == 4


def test_an_unknown_parameter_is_ignored_unless_the_switch_says_otherwise() -> None:
    company = Company()
    assert company.get("product", From="2020-01-01")["Total"] == 4
    company.turn(unknown_parameters="reject")
    assert company.refusal("GET", "product", From="2020-01-01") == ["Parameter 'from' is not supported"]
    assert company.get("product", Limit=1)["Total"] == 4


@pytest.mark.parametrize(("mode", "status"), [("404_html", 404), ("200_html", 200), ("redirect", 302)])
def test_an_unknown_path_answers_with_a_web_page(mode: str, status: int) -> None:
    company = Company()
    company.turn(unknown_path=mode)
    reply = company.call("GET", "products")
    assert reply.status_code == status
    assert reply.text.startswith("<!DOCTYPE html>")
    assert "html" in reply.content_type
    if mode == "redirect":
        assert reply.headers["Location"].endswith("/ExternalApi/v2/products")


def test_a_path_outside_the_api_is_a_web_page_too() -> None:
    assert Company().http.get("/nowhere").status_code == 404


def test_an_unsupported_verb_gets_405_with_a_message() -> None:
    reply = Company().call("PUT", "me", {})
    assert reply.status_code == 405
    assert json.loads(reply.text) == {"Message": "The requested resource does not support http method 'PUT'."}


@pytest.mark.parametrize("body", ["{not json", "[]", "", '"text"'])
def test_a_body_that_cannot_be_parsed_is_a_500_with_the_array(body: str) -> None:
    reply = Company().call("POST", "sale", body)
    assert reply.status_code == 500
    assert json.loads(reply.text)[0]["ErrorCode"] == 500


def test_errors_come_as_an_array_whose_code_may_differ_from_the_status() -> None:
    reply = Company().call("POST", "sale", {"Customer": "Sparrow Cafe", "Location": "Nowhere"})
    assert reply.status_code == 400
    assert json.loads(reply.text) == [
        {"ErrorCode": 404, "Exception": "Location 'Nowhere' was not found in Locations reference book"}
    ]


def test_errors_may_come_as_one_object_or_with_200() -> None:
    company = Company()
    company.turn(refusal_shape="object", refusal_status="200")
    reply = company.call("POST", "sale", {"Customer": "Nobody", "Location": "Main"})
    assert reply.status_code == 200
    assert json.loads(reply.text)["Exception"] == "Customer 'Nobody' was not found in Customers reference book"


def throttled(**switches: str) -> Company:
    """A company that has used up its window."""
    company = Company(switches=switches)
    company.universe.clock.stand_still(company.universe.clock.now())
    for _ in range(60):
        assert company.call("GET", "me").status_code == 200
    return company


def test_the_sixty_first_call_gets_429_with_the_measured_text_and_headers() -> None:
    reply = throttled().call("GET", "me")
    assert (reply.status_code, reply.text) == (429, TEXT)
    assert reply.headers["Retry-After"] == "60 Seconds"
    assert reply.headers["x-ratelimit-limit"] == "60"
    assert reply.headers["x-ratelimit-remaining"] == "0"
    assert reply.headers["x-ratelimit-reset"] == "60"


def test_a_success_carries_no_rate_limit_headers() -> None:
    assert not [name for name in Company(switches={}).call("GET", "me").headers if "rate" in name[0].lower()]


def test_the_limit_is_counted_by_key() -> None:
    company = throttled()
    headers = {**company.headers, "api-auth-applicationkey": OTHER_KEY}
    assert company.call("GET", "me", headers=headers).status_code == 200


def test_the_window_slides_on_the_virtual_clock() -> None:
    company = Company(switches={})
    company.universe.clock.stand_still(company.universe.clock.now())
    for _ in range(30):
        company.get("me")
    company.universe.clock.advance(40)
    for _ in range(30):
        company.get("me")
    assert company.call("GET", "me").status_code == 429
    company.universe.clock.advance(20)
    assert company.call("GET", "me").status_code == 200


def test_a_refused_call_takes_no_place_unless_the_switch_says_so() -> None:
    company = throttled()
    company.universe.clock.advance(59)
    assert company.call("GET", "me").status_code == 429
    company.universe.clock.advance(1)
    assert company.call("GET", "me").status_code == 200
    counting = throttled(throttled_calls_count="yes")
    counting.universe.clock.advance(59)
    for _ in range(60):
        assert counting.call("GET", "me").status_code == 429
    counting.universe.clock.advance(1)
    assert counting.call("GET", "me").status_code == 429


def test_the_older_profile_answers_503_with_the_text() -> None:
    reply = throttled(throttle="legacy503").call("GET", "me")
    assert (reply.status_code, reply.text) == (503, TEXT)
    assert "Retry-After" not in reply.headers


def test_the_array_profile_answers_400_with_the_array() -> None:
    reply = throttled(throttle="array400").call("GET", "me")
    assert reply.status_code == 400
    assert json.loads(reply.text) == [{"ErrorCode": 400, "Exception": TEXT}]
