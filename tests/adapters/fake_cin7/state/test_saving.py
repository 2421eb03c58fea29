from pathlib import Path

import pytest

from adapters.fake_cin7 import Universe
from adapters.fake_cin7.refusals import BadInstruction
from adapters.fake_cin7.state.saving import load_state, save_state
from adapters.fake_cin7.state.seed_file import read_seed
from tests.adapters.fake_cin7.company import CAFE, Company, Json, line

HOOK = {"Type": "Sale/Created", "IsActive": True, "ExternalURL": "http://x", "ExternalAuthorizationType": "noauth"}


def everything(company: Company) -> Json:
    shown: Json = {
        path: company.control("GET", path)
        for path in ("accounts", f"accounts/{company.account.id}", "switches", "faults", "stats")
    }
    return shown


def busy() -> Company:
    """A company in which something of everything happened."""
    company = Company(attachments=[{"SKU": "MUG", "FileName": "a.png"}], product_families=[{"SKU": "F", "Name": "F"}])
    company.universe.clock.stand_still(company.universe.clock.now())
    company.post("webhooks", {**HOOK, "ExternalHeaders": [{"Key": "a", "Value": "b"}]})
    sale_id = company.sold(
        line("MUG", 4, "12.3456"), line("JUG", 5), header={"AdditionalAttributes": {"AdditionalAttribute1": "x"}}
    )
    company.work(sale_id, "pick", "pack", "ship", "invoice", "pay", tracking_number="T1")
    company.header(SkipQuote=False, ShippingAddress={"Line1": "9 New Rd", "Country": "Australia"})
    company.turn(wrong_total="reject")
    company.control("PUT", "switches", {"put_order": "same_as_post"})
    company.control("POST", "faults", {"action": {"slow": 0.5}, "times": 2, "match": {"path": "nothing"}}, 201)
    company.control("POST", "clock", {"advance": 61.5})
    company.header()
    return company


def test_everything_comes_back_from_the_file(tmp_path: Path) -> None:
    company = busy()
    company.universe.sender = lambda *_: 200
    before = everything(company)
    save_state(company.universe, tmp_path / "state.json")
    again = Company(Universe(sender=lambda *_: 200))
    load_state(again.universe, tmp_path / "state.json")
    again.account = again.universe.accounts[company.account.id]
    assert everything(again) == before
    assert again.universe.clock.now() == company.universe.clock.now()
    assert again.control("GET", "requests") == company.control("GET", "requests")


def test_life_goes_on_after_it(tmp_path: Path) -> None:
    company = busy()
    save_state(company.universe, tmp_path / "state.json")
    again = Company(Universe(sender=lambda *_: 200))
    load_state(again.universe, tmp_path / "state.json")
    again.account = again.universe.accounts[company.account.id]
    assert again.header()["Order"]["SaleOrderNumber"] == "SO-00004"
    sale_id = again.sold(line("MUG", 1))
    again.work(sale_id, "pick")
    assert again.get("sale/fulfilment/pick", TaskID=sale_id)["Status"] == "AUTHORISED"
    assert again.get("customer", ID=CAFE)["Total"] == 1
    assert again.control("POST", "faults", {"action": "reset"}, 201)["id"] == 2


def test_a_file_of_something_else_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    for text in ("{", "[]", '{"format": 99}', '{"$": "Nothing"}'):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(BadInstruction, match=r"state\.json"):
            load_state(Universe(), path)


def test_a_seed_file_is_read_exactly(tmp_path: Path) -> None:
    path = tmp_path / "seed.json"
    path.write_text('{"products": [{"SKU": "A", "Name": "A", "PriceTier1": 0.1}]}', encoding="utf-8")
    product = next(iter(Universe().add_account(read_seed(path)).catalogue))
    assert str(product["PriceTier1"]) == "0.1000"
    with pytest.raises(BadInstruction, match="cannot be read"):
        read_seed(tmp_path / "nothing.json")
