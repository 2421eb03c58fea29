"""The examples of the OpenAPI document are what a running connector asked and answered, for every call."""

import json
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from adapters.upstock.mapping import body_of
from domain.catalogue_events import KINDS
from domain.events import Event
from tests.builders import a_notice, every_event
from tests.entrypoints.http.callers import Api
from tests.entrypoints.http.recording import FILE, play
from tests.house import House

AGAIN = "the recording is not what the program answers: run `python -m tests.entrypoints.http.recording`"
NO_JSON = {"disconnect", "receive_notice", "start", "docs", "read_metrics"}

Document = dict[str, Any]


@pytest.fixture(scope="package")
def document(shared_api: Api) -> Document:
    found: Document = shared_api.stranger("GET", "/openapi.json").get_json()
    return found


def operations(document: Document) -> dict[str, Document]:
    return {call["operationId"]: call for calls in document["paths"].values() for call in calls.values()}


def validator(document: Document, schema: Document) -> Draft202012Validator:
    return Draft202012Validator({**schema, "components": document["components"]})


def wrong(document: Document, content: Document) -> list[str]:
    shown = [content["example"]] if "example" in content else [each["value"] for each in content["examples"].values()]
    found = validator(document, content["schema"])
    return [f"{list(error.instance_path)}: {error.message}" for each in shown for error in found.iter_errors(each)]


def test_the_recording_is_what_the_program_answers(empty_house: House) -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == json.loads(json.dumps(play(empty_house))), AGAIN


def test_every_call_shows_what_it_is_asked_and_what_it_answers(document: Document) -> None:
    for name, call in operations(document).items():
        if name in NO_JSON:
            continue
        if "requestBody" in call:
            assert "example" in call["requestBody"]["content"]["application/json"], (name, AGAIN)
        answers = [answer for status, answer in call["responses"].items() if status.startswith("2")]
        for answer in answers:
            assert "example" in answer["content"]["application/json"], (name, AGAIN)


def test_every_example_is_what_its_schema_says(document: Document) -> None:
    for name, call in operations(document).items():
        parts = [call.get("requestBody", {}), *(each for each in call["responses"].values() if "$ref" not in each)]
        for content in (part["content"] for part in parts if "content" in part):
            for media, said in content.items():
                if "example" in said:
                    assert wrong(document, said) == [], (name, media)


def test_every_part_of_an_address_has_an_example_of_its_kind(document: Document) -> None:
    for name, call in operations(document).items():
        for parameter in (each for each in call.get("parameters", []) if "example" in each):
            found = list(validator(document, parameter["schema"]).iter_errors(parameter["example"]))
            assert found == [], (name, parameter["name"])
        needed = [each for each in call.get("parameters", []) if each["in"] == "path" and name not in NO_JSON]
        assert [each["name"] for each in needed if "example" not in each] == [], (name, AGAIN)


def test_every_refusal_shows_each_of_its_codes(document: Document) -> None:
    for name, refusal in document["components"]["responses"].items():
        content = refusal["content"]["application/problem+json"]
        assert content["examples"], name
        assert wrong(document, content) == [], name
        for code, shown in content["examples"].items():
            assert (shown["value"]["problems"][0]["code"], shown["value"]["status"]) == (code, int(name[-3:]))


def test_every_refusal_of_a_call_stands_in_the_one_list(document: Document) -> None:
    shared = document["components"]["responses"]
    for name, call in operations(document).items():
        for status, answer in call["responses"].items():
            if "$ref" in answer:
                assert answer["$ref"] == f"#/components/responses/Refused{status}", name
                assert answer["$ref"].rpartition("/")[2] in shared


@pytest.mark.parametrize("event", every_event(), ids=lambda event: event.type)
def test_every_event_is_described_as_the_adapter_writes_it(document: Document, event: Event) -> None:
    described = document["webhooks"][event.type]["post"]
    content = described["requestBody"]["content"]["application/json"]
    assert list(validator(document, content["schema"]).iter_errors(body_of(a_notice(event)))) == []
    assert wrong(document, content) == []
    assert (content["example"]["type"], described["operationId"]) == (event.type, event.type.replace(".", "_"))


def test_no_event_is_described_that_is_never_sent(document: Document) -> None:
    assert set(document["webhooks"]) == {kind.type for kind in KINDS}


def test_nothing_that_an_event_holds_is_left_undescribed(document: Document) -> None:
    told = {name: schema for name, schema in document["components"]["schemas"].items() if name.startswith("Told")}
    assert told
    for name, schema in told.items():
        assert schema["additionalProperties"] is False, name
        assert set(schema["required"]) == set(schema["properties"]), name
