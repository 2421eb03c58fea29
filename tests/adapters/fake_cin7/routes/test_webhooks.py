import pytest

from adapters.fake_cin7.state.hooks import NAMES
from tests.adapters.fake_cin7.company import Company
from tests.adapters.fake_cin7.listener import BODY


def test_a_webhook_is_registered_listed_replaced_and_removed() -> None:
    company = Company()
    body = {
        **BODY, "Type": "sale/orderauthorised", "ExternalAuthorizationType": "BearerAuth", "ExternalBearerToken": "t",
        "ExternalHeaders": [{"Key": "X-Secret", "Value": "s"}],
    }  # fmt: skip
    made = company.post("webhooks", body)["Webhooks"][0]
    assert (made["Type"], made["Name"]) == ("Sale/OrderAuthorised", "Sale order has been authorised")
    assert made["ExternalBearerToken"] == "t"
    listed = company.get("webhooks")["Webhooks"]
    assert (listed[0]["ExternalBearerToken"], listed[0]["ExternalHeaders"]) == ("", body["ExternalHeaders"])
    company.put("webhooks", {**listed[0], "IsActive": False})
    company.turn(webhook_token_in_get="shown")
    assert company.get("webhooks")["Webhooks"][0]["ExternalBearerToken"] == ""
    assert company.get("webhooks")["Webhooks"][0]["IsActive"] is False
    assert company.delete("webhooks", ID=made["ID"]) == {"Webhooks": []}
    assert company.refusal("DELETE", "webhooks", ID=made["ID"])
    assert company.refusal("PUT", "webhooks", {**body, "ID": made["ID"]})
    assert company.refusal("PUT", "webhooks", body) == ["Required attribute ID is not provided."]


@pytest.mark.parametrize("name", ["Type", "IsActive", "ExternalURL", "ExternalAuthorizationType"])
def test_a_webhook_needs_its_four_fields(name: str) -> None:
    body = {key: value for key, value in BODY.items() if key != name}
    assert Company().refusal("POST", "webhooks", body) == [f"Required attribute {name} is not provided."]


def test_an_unknown_type_is_refused_and_all_documented_ones_are_known() -> None:
    company = Company()
    assert company.refusal("POST", "webhooks", {**BODY, "Type": "Sale/Forgotten"})
    for kind in NAMES:
        company.post("webhooks", {**BODY, "Type": kind})


def test_the_sixth_of_a_type_is_refused_also_by_changing_another() -> None:
    company = Company()
    for _ in range(5):
        company.post("webhooks", BODY)
    assert "limit of 5" in company.refusal("POST", "webhooks", BODY)[0]
    other = company.post("webhooks", {**BODY, "Type": "Sale/Voided"})["Webhooks"][0]
    assert company.refusal("PUT", "webhooks", {**BODY, "ID": other["ID"]})


def test_without_the_module_there_are_no_webhooks() -> None:
    company = Company()
    company.turn(automation_module="off")
    assert "Automation module" in company.refusal("GET", "webhooks")[0]
