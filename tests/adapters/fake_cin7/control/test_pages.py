import re

from tests.adapters.fake_cin7.company import KEY, Company


def page(company: Company, path: str = "/") -> str:
    reply = company.http.get(path)
    assert reply.status_code == 200
    return reply.text


def test_the_page_shows_accounts_sales_requests_windows_and_faults() -> None:
    company = Company()
    company.sold(header={"ExternalID": "shop:<1>"})
    company.control("POST", "faults", {"action": "reset", "match": {"path": "nothing"}}, 201)
    text = page(company)
    for shown in ("Acme", company.account.id, KEY, "SO-00001", "Sparrow Cafe", "ORDERED", "2 × MUG", "POST sale/order"):
        assert shown in text, shown
    assert "shop:&lt;1&gt;" in text
    assert "nothing" in text


def test_the_page_needs_no_script_and_no_other_host() -> None:
    for path in ("/", "/coverage"):
        text = page(Company(), path)
        assert "<script" not in text
        assert re.findall(r'(?:src|href)="(?:https?:)?//', text) == []


def press(company: Company, button: str, /, **form: str) -> str:
    reply = company.http.post(button, data=form, follow_redirects=True)
    assert reply.status_code == 200
    return reply.text


def test_buttons_pick_pack_ship_and_void() -> None:
    company = Company()
    sale_id = company.sold()
    for action in ("pick", "pack"):
        assert f"SO-00001: {action} done" in press(company, f"/sales/{sale_id}/{action}")
    assert "T-1" in press(company, f"/sales/{sale_id}/ship", tracking_number="T-1")
    assert company.sale(sale_id)["CombinedShippingStatus"] == "SHIPPED"
    assert "VOIDED" in press(company, f"/sales/{sale_id}/void")
    assert "cannot pick now: it is void" in press(company, f"/sales/{sale_id}/pick").replace("&#39;", "'")


def test_only_buttons_that_work_can_be_pressed() -> None:
    company = Company()
    sale_id = company.sold()

    def enabled() -> list[str]:
        return re.findall(
            rf'action="/sales/{sale_id}/(\w+)">(?:<input[^>]*> ?)?<button(?: class="danger")?>', page(company)
        )

    assert enabled() == ["pick", "invoice", "undo", "void"]
    company.work(sale_id, "pick")
    assert enabled() == ["pack", "invoice", "undo", "void"]
    company.work(sale_id, "pack")
    assert enabled() == ["ship", "invoice", "undo", "void"]
    company.work(sale_id, "ship", "invoice")
    assert enabled() == ["pay", "undo", "void"]
    company.work(sale_id, "void")
    assert enabled() == []


def test_the_clock_and_faults_are_at_hand() -> None:
    company = Company()
    assert "It is now" in press(company, "/clock", advance="60")
    assert "number of seconds" in press(company, "/clock", advance="soon")
    assert "Fault arranged: 503 for GET me" in press(
        company, "/faults", action="503", method="GET", path="me", times="1"
    )
    assert company.call("GET", "me").status_code == 503
    assert "No faults any more" in press(company, "/faults", clear="yes")
    assert company.universe.faults == []


def test_sales_are_searched_and_kept_to_one_account() -> None:
    company = Company()
    company.header(CustomerReference="PO-1")
    company.header(CustomerReference="PO-2")
    other = company.universe.add_account({})
    assert ("SO-00001" in page(company, "/?q=po-1"), "SO-00002" in page(company, "/?q=po-1")) == (True, False)
    assert "SO-00001" not in page(company, f"/?account={other.id}")
