from datetime import timedelta

import pytest

from domain.identifiers import SupplierId
from entrypoints.console.brake import TRIES
from entrypoints.console.session import COOKIE, LASTS
from tests.entrypoints.console.visitors import HOME, Lobby, Visitor, said


def test_a_stranger_is_asked_to_sign_in_and_then_led_where_it_wanted_to_go(lobby: Lobby) -> None:
    stranger = lobby.visitor()
    asked = stranger.get("/orders?state=held")
    assert asked.status_code == 303
    assert asked.headers["Location"].startswith("/console/sign-in?next=")
    form = stranger.client.get(asked.headers["Location"]).text
    assert f'value="{HOME}/orders?state=held"' in form
    entered = stranger.post("/console/sign-in", {"token": stranger.token, "next": f"{HOME}/orders?state=held"})
    assert (entered.status_code, entered.headers["Location"]) == (303, f"{HOME}/orders?state=held")


@pytest.mark.parametrize("goal", ["https://evil.example/console/", "//evil.example", "/console//evil", "/docs", "x"])
def test_signing_in_leads_nowhere_outside_the_console(lobby: Lobby, goal: str) -> None:
    visitor = lobby.visitor()
    entered = visitor.post("/console/sign-in", {"token": visitor.token, "next": goal})
    assert entered.headers["Location"] == "/console"


def test_a_wrong_token_is_refused_and_says_what_may_be_wrong(lobby: Lobby) -> None:
    refused = lobby.visitor().post("/console/sign-in", {"token": "uc7_x_y"})
    assert refused.status_code == 401
    assert "does not work here" in said(refused)


def test_a_suppliers_token_leads_straight_to_its_overview_and_upstocks_to_the_choice(lobby: Lobby) -> None:
    own = lobby.office().get("/console")
    assert (own.status_code, own.headers["Location"]) == (303, HOME)
    assert "Northwind Foods" in said(lobby.support().get("/console"))


def test_another_suppliers_pages_are_not_there(lobby: Lobby) -> None:
    other = lobby.visitor(SupplierId("eastwind")).sign_in()
    for rule in other.client.application.url_map.iter_rules():
        if rule.rule.startswith("/console/suppliers/"):
            path = rule.rule.replace("<supplier>", "northwind").replace("<number>", "UP-1")
            path = path.replace("<list_id>", "tier-1").replace("<job_id>", "1")
            answer = other.post(path) if "POST" in (rule.methods or ()) else other.get(path)
            assert answer.status_code == 404, path
            assert "Northwind Foods" not in answer.text


def test_a_supplier_that_cannot_exist_is_not_there(lobby: Lobby) -> None:
    assert lobby.support().get("/console/suppliers/-x").status_code == 404


def test_every_page_but_signing_in_asks_who_is_there(lobby: Lobby) -> None:
    stranger = lobby.visitor()
    for rule in stranger.client.application.url_map.iter_rules():
        if rule.rule.startswith("/console") and rule.endpoint not in ("console.sign_in", "console.static"):
            path = rule.rule.replace("<supplier>", "northwind").replace("<path:anything>", "nothing")
            path = path.replace("<number>", "UP-1").replace("<list_id>", "1").replace("<job_id>", "1")
            answer = stranger.client.get(path) if "GET" in (rule.methods or ()) else stranger.client.post(path)
            told = answer.headers.get("Location", "")
            assert told.startswith("/console/sign-in") or rule.endpoint == "console.try_sign_in", path


def test_a_session_ends_the_moment_its_token_is_revoked(lobby: Lobby) -> None:
    office = lobby.office()
    assert office.get().status_code == 200
    lobby.house.use_cases.revoke_token(office.token.split("_")[1])
    ended = office.get()
    assert ended.headers["Location"].startswith("/console/sign-in")
    assert "sign-in has ended" in said(office.client.get(ended.headers["Location"]))


def test_a_session_lasts_a_working_day_and_no_longer(lobby: Lobby) -> None:
    office = lobby.office()
    lobby.house.clock.advance(LASTS - timedelta(seconds=1))
    assert office.get().status_code == 200
    lobby.house.clock.advance(timedelta(seconds=1))
    assert office.get().status_code == 303


def test_signing_out_ends_it(lobby: Lobby) -> None:
    office = lobby.office()
    assert "You are signed out" in office.sent("/console/sign-out")
    assert office.get().status_code == 303


def test_a_part_of_a_page_has_the_whole_page_sign_in_again(lobby: Lobby) -> None:
    answer = lobby.visitor().get("/jobs/1/progress", **{"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"].startswith("/console/sign-in")


def test_the_cookie_is_out_of_reach_of_scripts_other_sites_and_other_pages(lobby: Lobby) -> None:
    visitor = lobby.visitor()
    cookie = visitor.post("/console/sign-in", {"token": visitor.token}).headers["Set-Cookie"]
    parts = {part.strip().split("=")[0]: part.strip().partition("=")[2] for part in cookie.split(";")}
    assert COOKIE in parts
    assert "HttpOnly" in parts
    assert (parts["SameSite"], parts["Path"]) == ("Strict", "/console")
    assert "Secure" not in parts
    assert visitor.token.split("_")[2] not in cookie


def test_by_https_the_cookie_travels_by_https_alone(lobby: Lobby) -> None:
    answer = lobby.visitor().client.get("/console/sign-in", base_url="https://localhost")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_a_cookie_of_another_installation_is_worth_nothing(lobby: Lobby) -> None:
    office = lobby.office()
    stolen = office.client.get_cookie(COOKIE, path="/console")
    assert stolen is not None
    other = lobby.visitor()
    other.client.application.secret_key = b"another installation's key, 32 b"
    other.client.set_cookie(COOKIE, stolen.value, path="/console")
    assert other.get().status_code == 303


def test_a_form_without_the_sessions_proof_changes_nothing(lobby: Lobby) -> None:
    office = lobby.office()
    foreign = lobby.office().proof()
    for proof in ("", "x", foreign):
        refused = office.post("/sync", proof=proof)
        assert refused.status_code == 400
        assert "Nothing was changed" in said(refused)
    with lobby.house.use_cases.work() as store:
        assert store.jobs.latest(SupplierId("northwind"), 1) == ()


def test_htmx_may_carry_the_proof_in_a_header(lobby: Lobby) -> None:
    office = lobby.office()
    answer = office.client.post(f"{HOME}/sync", headers={"X-CSRF-Token": office.proof()})
    assert answer.status_code == 303


def test_signing_in_needs_a_form_of_ours_too(lobby: Lobby) -> None:
    visitor = lobby.visitor()
    assert visitor.client.post("/console/sign-in", data={"token": visitor.token}).status_code == 400


def test_signing_in_gives_a_new_proof(lobby: Lobby) -> None:
    visitor = lobby.visitor()
    before = visitor.proof()
    assert visitor.sign_in().proof() != before


def try_in_vain(visitor: Visitor) -> int:
    return visitor.post("/console/sign-in", {"token": "uc7_x_y"}).status_code


def test_whoever_tries_tokens_is_slowed_down_and_let_in_again_after_a_minute(lobby: Lobby) -> None:
    visitor = lobby.visitor()
    assert [try_in_vain(visitor) for _ in range(TRIES + 1)] == [401] * TRIES + [429]
    right = visitor.post("/console/sign-in", {"token": visitor.token})
    assert right.status_code == 429
    assert "Wait 60 seconds" in said(right) or "Wait 61 seconds" in said(right)
    lobby.house.clock.advance(timedelta(minutes=1))
    visitor.sign_in()


def test_what_somebody_does_is_noted_under_the_tokens_name(lobby: Lobby) -> None:
    lobby.office().post("/sync")
    with lobby.house.use_cases.work() as store:
        assert store.audit.of(SupplierId("northwind"), 1)[0].actor == "console:office"
