"""The document that callers build on, and the page that shows it."""

from typing import Any

import pytest

from tests.entrypoints.http.callers import Api


@pytest.fixture(scope="package")
def document(shared_api: Api) -> dict[str, Any]:
    found: dict[str, Any] = shared_api.stranger("GET", "/openapi.json").get_json()
    return found


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(path, method, call) for path, calls in document["paths"].items() for method, call in calls.items()]


def test_the_document_is_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    assert set(document["components"]["securitySchemes"]) == {"token", "webhook"}


def test_every_address_of_the_application_is_described(shared_api: Api, document: dict[str, Any]) -> None:
    pages = {"/", "/docs", "/docs/redoc.js", "/openapi.json", "/problems.css"}
    routes = {
        rule.rule.replace("<", "{").replace(">", "}")
        for rule in shared_api.upstock.client.application.url_map.iter_rules()
        if not rule.rule.startswith("/console")
    }
    assert set(document["paths"]) == routes - pages


def test_every_protected_call_says_so_and_describes_its_refusals(document: dict[str, Any]) -> None:
    for path, method, call in operations(document):
        if not path.startswith("/v1/"):
            continue
        assert call["security"] == [{"token": []}], (path, method)
        expected = {"401", "404", "422", "500", "503"} | ({"400", "413", "415"} if "requestBody" in call else set())
        assert expected <= set(call["responses"]), (path, method)
        for status, answer in call["responses"].items():
            if status >= "400":
                assert list(answer["content"]) == ["application/problem+json"], (path, method, status)


def test_every_call_has_a_sentence_and_a_name_of_its_own(document: dict[str, Any]) -> None:
    names = [call["operationId"] for _, _, call in operations(document)]
    assert len(set(names)) == len(names)
    assert all(call["summary"].endswith(".") for _, _, call in operations(document))


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    def references(part: object) -> set[str]:
        if isinstance(part, dict):
            own = {str(part["$ref"])} if "$ref" in part else set()
            return own.union(*map(references, part.values()))
        return set().union(*map(references, part)) if isinstance(part, list) else set()

    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert references(document) <= known


def test_the_page_fetches_nothing_from_elsewhere(shared_api: Api) -> None:
    page = shared_api.stranger("GET", "/docs")
    assert page.content_type == "text/html; charset=utf-8"
    assert "://" not in page.text
    assert '<script type="module" src="/docs/redoc.js">' in page.text
    rules = dict(rule.strip().split(" ", 1) for rule in page.headers["Content-Security-Policy"].split(";"))
    assert (rules["default-src"], rules["script-src"], rules["connect-src"]) == ("'none'", "'self'", "'self'")
    script = shared_api.stranger("GET", "/docs/redoc.js")
    assert script.content_type.startswith("text/javascript")
    assert len(script.data) > 100_000


def test_a_visitor_is_led_to_the_console(shared_api: Api) -> None:
    answer = shared_api.stranger("GET", "/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/console")
