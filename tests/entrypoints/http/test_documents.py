"""The document that callers build on, and the page that shows it."""

from typing import Any

import pytest

from entrypoints.http.glossary import FIELDS
from tests.entrypoints.http.callers import Api, wrong


@pytest.fixture(scope="package")
def document(shared_api: Api) -> dict[str, Any]:
    found: dict[str, Any] = shared_api.stranger("GET", "/openapi.json").get_json()
    return found


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(path, method, call) for path, calls in document["paths"].items() for method, call in calls.items()]


def test_the_document_is_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    assert set(document["components"]["securitySchemes"]) == {"token", "webhook"}


TITLE = 90
"""Signs of the longest title of a call; it stands in the menu of the page about the API."""

FILES = ("/docs/redoc.js", "/problems.css")
"""What pages are made of; nobody calls these."""


def test_the_document_describes_what_is_served_no_less_and_no_more(shared_api: Api, document: dict[str, Any]) -> None:
    served = {
        (rule.rule.replace("<", "{").replace(">", "}"), method.lower())
        for rule in shared_api.upstock.client.application.url_map.iter_rules()
        if not rule.rule.startswith("/console") and rule.rule not in FILES
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert {(path, method) for path, method, _ in operations(document)} == served


def test_every_protected_call_says_so_and_describes_its_refusals(document: dict[str, Any]) -> None:
    for path, method, call in operations(document):
        if not path.startswith("/v1/"):
            continue
        assert call["security"] == [{"token": []}], (path, method)
        expected = {"401", "404", "422", "500", "503"} | ({"400", "413", "415"} if "requestBody" in call else set())
        assert expected <= set(call["responses"]), (path, method)
        for status, answer in call["responses"].items():
            if status >= "400":
                said = document["components"]["responses"][f"Refused{status}"] if "$ref" in answer else answer
                assert list(said["content"]) == ["application/problem+json"], (path, method, status)


def test_every_call_has_a_sentence_and_a_name_of_its_own(document: dict[str, Any]) -> None:
    names = [call["operationId"] for _, _, call in operations(document)]
    assert len(set(names)) == len(names)
    titles = [call["summary"] for _, _, call in operations(document)]
    assert [title for title in titles if not title.endswith(".") or len(title) > TITLE] == []


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    def references(part: object) -> set[str]:
        if isinstance(part, dict):
            own = {str(part["$ref"])} if "$ref" in part else set()
            return own.union(*map(references, part.values()))
        return set().union(*map(references, part)) if isinstance(part, list) else set()

    parts = document["components"]
    known = {f"#/components/{kind}/{name}" for kind in ("schemas", "responses") for name in parts[kind]}
    assert references(document) <= known
    unused = known - references(document)
    assert unused == set(), "these are described, and nothing leads to them"


def test_every_document_and_every_field_says_what_it_means(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    assert [name for name, schema in schemas.items() if not schema.get("description")] == []
    silent = [
        f"{name}.{field}"
        for name, schema in schemas.items()
        for field, said in schema.get("properties", {}).items()
        if not said.get("description")
    ]
    assert silent == [], "describe them in their model, or in entrypoints/http/glossary.py"


def test_no_document_is_called_by_our_suffixes(document: dict[str, Any]) -> None:
    names = set(document["components"]["schemas"])
    assert [name for name in names if name.endswith("Out") and name != "LeftOut"] == []
    assert [name for name in names if name.endswith("In") and name.removesuffix("In") not in names] == []


def test_the_glossary_holds_no_word_that_nobody_needs(document: dict[str, Any]) -> None:
    fields = {
        key
        for name, schema in document["components"]["schemas"].items()
        for field in schema.get("properties", {})
        for key in (field, f"{name}.{field}")
    }
    assert set(FIELDS) - fields == set()


def test_every_list_is_walked_page_by_page(shared_api: Api, document: dict[str, Any]) -> None:
    lists = 0
    for path, method, call in operations(document):
        answer = call["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})
        schema = document["components"]["schemas"].get(answer.get("$ref", "").rpartition("/")[2], {})
        if method != "get" or not {"items", "next_cursor"} <= set(schema.get("properties", {})):
            continue
        if schema["properties"]["next_cursor"].get("type") == "null":  # all of it at once, and never much
            continue
        lists += 1
        asked = {each["name"]: each["schema"] for each in call["parameters"]}
        assert (asked["limit"]["minimum"], asked["limit"]["maximum"]) == (1, 200), path
        for query in ("cursor=zz", "cursor=W10", "limit=0", "limit=201", "limit=many"):
            refused = shared_api.upstock(
                "GET", f"{path.format(supplier='northwind', number='UP-1', id='tier-2')}?{query}"
            )
            assert (refused.status_code, wrong(refused)) == (422, [("invalid_value", query.partition("=")[0])]), path
    assert lists >= 8


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
