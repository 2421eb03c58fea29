"""Where the type of a problem document leads: the same words for programs and for people."""

import re

import pytest

from entrypoints.problem_catalogue import ENTRIES
from tests.entrypoints.http.callers import Api

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def test_the_type_of_a_problem_document_leads_to_its_explanation(shared_api: Api) -> None:
    refused = shared_api.upstock("PUT", "./orders/UP-1", raw=b"{").get_json()
    entry = shared_api.stranger("GET", refused["type"]).get_json()
    assert (entry["code"], entry["what"]) == (refused["problems"][0]["code"], refused["title"])
    assert entry["fix"] == refused["problems"][0]["fix"]


@pytest.mark.parametrize("code", ENTRIES)
def test_every_problem_can_be_reached_as_document_and_as_page(shared_api: Api, code: str) -> None:
    entry = shared_api.stranger("GET", f"/problems/{code}").get_json()
    page = shared_api.stranger("GET", f"/problems/{code}", headers=BROWSER)
    assert entry["code"] == code
    assert page.content_type == "text/html; charset=utf-8"
    for word in ("what", "why", "fix"):
        assert entry[word]
        assert as_html(entry[word]) in page.text


def test_all_of_them_are_listed_for_programs_and_for_people(shared_api: Api) -> None:
    answer = shared_api.stranger("GET", "/problems").get_json()
    assert ([entry["code"] for entry in answer["items"]], answer["next_cursor"]) == (list(ENTRIES), None)
    page = shared_api.stranger("GET", "/problems", headers=BROWSER).text
    assert [code for code in ENTRIES if f'href="/problems/{code}"' not in page] == []


def test_whoever_does_not_say_gets_the_document(shared_api: Api) -> None:
    for accept in ({}, {"Accept": "*/*"}, {"Accept": "application/json"}, {"Accept": "text/html;q=0.5, */*"}):
        assert shared_api.stranger("GET", "/problems", headers=accept).content_type == "application/json"


def test_a_code_that_nobody_uses_is_a_problem_itself(shared_api: Api) -> None:
    answer = shared_api.stranger("GET", "/problems/nothing")
    assert (answer.status_code, answer.get_json()["problems"][0]["code"]) == (404, "not_found")


def test_a_page_needs_no_script_and_nothing_from_elsewhere(shared_api: Api) -> None:
    page = shared_api.stranger("GET", "/problems", headers=BROWSER)
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")
    assert page.headers["Vary"] == "Accept"
    assert "script" not in page.text
    assert re.findall(r'<link[^>]*href="([^"]*)"', page.text) == ["/problems.css"]
    style = shared_api.stranger("GET", "/problems.css")
    assert (style.status_code, style.content_type) == (200, "text/css; charset=utf-8")


def as_html(text: str) -> str:
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("'", "&#39;"), ('"', "&#34;")):
        text = text.replace(sign, written)
    return text
