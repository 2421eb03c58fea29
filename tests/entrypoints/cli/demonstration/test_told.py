"""Upstock hears exactly what the warehouse did, or the demonstration says so."""

import pytest

from entrypoints.cli.demonstration.callers import Document
from entrypoints.cli.demonstration.told import DEEDS, NOTHING, all_told, compare, deed_for, unheard
from entrypoints.cli.demonstration.verdict import Stock
from entrypoints.cli.fakes import demo_account

COURIER, HALF, _ = DEEDS
MAIL = "Your order 1 is on its way. Follow it: https://tracking.example/P-1001"


def seen(*types: str, mail: str = "") -> Document:
    moments = [{"type": type_, "mail": ""} for type_ in types]
    return {"moments": [*moments[:-1], {**moments[-1], "mail": mail}]}


def test_a_sale_that_is_wholly_gone_is_told_once_and_mailed_with_its_tracking() -> None:
    told = compare("1", COURIER, seen("order.sale_created", "order.shipped", mail=MAIL))
    assert (told.wrong, told.mails) == ((), (MAIL,))


@pytest.mark.parametrize(
    "heard",
    [
        seen("order.sale_created"),
        seen("order.sale_created", "order.shipped"),
        seen("order.sale_created", "order.shipped", mail="Your order 1 is on its way."),
        seen("order.sale_created", "order.shipped", "order.shipped", mail=MAIL),
        None,
    ],
)
def test_anything_else_is_wrong(heard: Document | None) -> None:
    assert compare("1", COURIER, heard).wrong


def test_a_mail_for_goods_that_are_still_there_is_wrong() -> None:
    assert compare("1", HALF, seen("order.sale_created", "order.partly_shipped")).wrong == ()
    assert compare("1", HALF, seen("order.sale_created", "order.shipped", mail=MAIL)).wrong
    assert compare("1", NOTHING, seen("order.sale_created", "order.shipped", mail=MAIL)).wrong


def test_an_order_without_a_sale_has_to_be_told_as_held() -> None:
    [held, silent] = all_told({"1": None, "2": None}, {"orders": {"1": seen("order.held")}})
    assert held.wrong == ()
    assert silent.wrong == ("Upstock heard nothing instead of order.held",)


def test_what_is_on_backorder_stays() -> None:
    assert deed_for(0, Stock.SOME).heard == HALF.heard
    assert (deed_for(0, Stock.NONE).heard, deed_for(0, Stock.NONE).how) == (NOTHING.heard, NOTHING.how)
    assert deed_for(0, Stock.ALL) is COURIER
    assert deed_for(len(DEEDS), Stock.ALL) is COURIER


def test_a_catalogue_that_upstock_does_not_know_is_named() -> None:
    account = demo_account()
    offered = [row for row in account["products"] if row["Type"] == "Stock" and row["Status"] == "Active"]
    products = {row["ID"]: {"discontinued": False} for row in offered}
    contacts: Document = {row["ID"]: {} for row in account["customers"]}
    assert unheard(account, {"products": products, "contacts": contacts}) == ()
    products[offered[0]["ID"]] = {"discontinued": True}
    contacts.popitem()
    assert unheard(account, {"products": products, "contacts": contacts}) == ("1 products differ", "1 customers differ")
