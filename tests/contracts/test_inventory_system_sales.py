"""Each promise of the inventory port about sales, on every implementation."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from application.ports.errors import NotFound, NotSent, Refused, SaleRefused, Throttled, Unclear
from application.ports.inventory import FIRST_REPLY, Exchange, PlannedCall
from domain.identifiers import ProductId, SaleId, Sku
from domain.remote_sale import OrderStage, RemoteSale
from domain.sale import Sale, SaleRef
from domain.sale_options import SaleStatus, SaleType
from tests.contracts.inventory_accounts import NOBODY, Opened, a_sale_in


def leaves(value: object, pointer: str = "") -> Iterator[str]:
    if isinstance(value, Mapping | list):
        for name, child in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from leaves(child, f"{pointer}/{name}")
        return
    yield pointer


def test_planning_makes_no_call_and_names_the_source_of_every_field(opened: Opened) -> None:
    sale = a_sale_in(opened)
    before = opened.calls()
    planned = opened.account().planned_calls(sale)
    assert opened.calls() == before
    for call in planned:
        assert set(leaves(call.body)) == set(call.fields)
        for source in call.fields.values():
            assert says_a_rule(source) or points_into(sale, source), source


def says_a_rule(source: str) -> bool:
    rule, _, sentence = source.partition(": ")
    return rule[:1] in ("R", "B") and rule[1:].isdecimal() and bool(sentence)


def points_into(sale: Sale, path: str) -> bool:
    value: object = sale
    for step in path.split("/"):
        value = value[int(step)] if isinstance(value, tuple) else getattr(value, step)
    return True


def test_what_is_sent_is_what_was_planned_but_for_the_sales_id(opened: Opened) -> None:
    sale, heard = a_sale_in(opened), list[Exchange]()
    account = opened.account(record=heard.append)
    header, order = account.planned_calls(sale)
    ref = account.open_sale(sale, not_after=opened.soon)
    account.fill_sale(ref, sale, not_after=opened.soon)
    assert [as_sent(exchange) for exchange in heard] == [as_planned(header, ref), as_planned(order, ref)]


def as_sent(exchange: Exchange) -> tuple[str, str, str]:
    return exchange.method, exchange.path, json.dumps(exchange.request)


def as_planned(call: PlannedCall, ref: SaleRef) -> tuple[str, str, str]:
    return call.method, call.path, json.dumps(call.body).replace(FIRST_REPLY, ref.id)


def test_a_header_is_made_in_one_call_and_holds_nothing(opened: Opened) -> None:
    sale = a_sale_in(opened)
    before = opened.calls()
    ref = opened.account().open_sale(sale, not_after=opened.soon)
    assert opened.calls() == before + 1
    made = opened.account().sale(ref)
    assert made.ref == ref
    assert ref.number
    assert made.is_empty
    assert made.belongs_to(sale)


def test_lines_and_charges_are_put_on_a_header_in_one_call(opened: Opened) -> None:
    sale = a_sale_in(opened)
    ref = opened.account().open_sale(sale, not_after=opened.soon)
    before = opened.calls()
    filled = opened.account().fill_sale(ref, sale, not_after=opened.soon)
    assert opened.calls() == before + 1
    assert filled.ref == ref
    assert filled.stage is OrderStage.DRAFT
    assert filled.belongs_to(sale)
    assert filled.holds(sale)
    assert (filled.tax, filled.total) == (sale.tax, sale.total)


def test_the_answer_to_filling_is_what_the_document_says(opened: Opened) -> None:
    sale = a_sale_in(opened)
    ref = opened.account().open_sale(sale, not_after=opened.soon)
    assert opened.account().fill_sale(ref, sale, not_after=opened.soon) == of_the_order(opened.account().sale(ref))


def of_the_order(document: RemoteSale) -> RemoteSale:
    return replace(document, delivery=None, fulfilments=())


def test_an_authorised_sale_is_authorised_at_once(opened: Opened) -> None:
    sale = a_sale_in(opened, status=SaleStatus.AUTHORISED)
    ref = opened.account().open_sale(sale, not_after=opened.soon)
    filled = opened.account().fill_sale(ref, sale, not_after=opened.soon)
    assert filled.stage is OrderStage.AUTHORISED
    assert filled == of_the_order(opened.account().sale(ref))


def test_filling_a_draft_again_replaces_and_never_adds(opened: Opened) -> None:
    sale = a_sale_in(opened)
    ref = opened.account().open_sale(sale, not_after=opened.soon)
    opened.account().fill_sale(ref, sale, not_after=opened.soon)
    fewer = replace(sale, lines=sale.lines[:1], tax=sale.lines[0].tax)
    assert opened.account().fill_sale(ref, fewer, not_after=opened.soon).holds(fewer)
    assert opened.account().sale(ref).holds(fewer)


def test_filling_an_authorised_sale_again_is_refused_and_changes_nothing(opened: Opened) -> None:
    sale = a_sale_in(opened, status=SaleStatus.AUTHORISED)
    ref = opened.account().open_sale(sale, not_after=opened.soon)
    opened.account().fill_sale(ref, sale, not_after=opened.soon)
    with pytest.raises(SaleRefused) as refused:
        opened.account().fill_sale(ref, replace(sale, lines=sale.lines[:1]), not_after=opened.soon)
    assert all(refused.value.texts)
    assert opened.account().sale(ref).holds(sale)


def test_a_refused_order_leaves_its_header_empty(opened: Opened) -> None:
    sale = a_sale_in(opened)
    unknown = replace(sale.lines[0], product_id=ProductId(NOBODY), sku=Sku(f"NONE-{uuid4().hex}"))
    ref = opened.account().open_sale(sale, not_after=opened.soon)
    with pytest.raises(SaleRefused):
        opened.account().fill_sale(ref, replace(sale, lines=(unknown,)), not_after=opened.soon)
    assert opened.account().sale(ref).is_empty


def test_nothing_is_written_after_its_deadline(opened: Opened) -> None:
    sale = a_sale_in(opened)
    ref = opened.account().open_sale(sale, not_after=opened.soon)
    before, late = opened.calls(), opened.clock.now() - timedelta(seconds=1)
    writes = (
        lambda: opened.account().open_sale(sale, not_after=late),
        lambda: opened.account().fill_sale(ref, sale, not_after=late),
        lambda: opened.account().correct_header(ref, sale, not_after=late),
    )
    for write in writes:
        with pytest.raises(NotSent):
            write()
    assert opened.calls() == before


def test_a_header_is_put_right_in_one_call(opened: Opened) -> None:
    sale = a_sale_in(opened)
    ref = opened.account().open_sale(sale, not_after=opened.soon)
    renamed, before = replace(sale, key=f"{sale.key}:corrected", shipping_notes="", ship_by=None), opened.calls()
    opened.account().correct_header(ref, renamed, not_after=opened.soon)
    assert opened.calls() == before + 1
    assert opened.account().sale(ref).belongs_to(renamed)
    assert opened.account().sale(ref).is_empty


def test_what_cannot_be_changed_about_a_header_is_refused(opened: Opened) -> None:
    sale = a_sale_in(opened)
    ref = opened.account().open_sale(sale, not_after=opened.soon)
    with pytest.raises(SaleRefused):
        opened.account().correct_header(ref, replace(sale, type=SaleType.ADVANCED), not_after=opened.soon)
    assert opened.account().sale(ref).is_empty


def test_an_empty_header_is_voided_and_stays_so(opened: Opened) -> None:
    ref = opened.account().open_sale(a_sale_in(opened), not_after=opened.soon)
    before = opened.calls()
    opened.account().void_empty(ref)
    assert opened.calls() <= before + 2
    assert opened.account().sale(ref).is_voided
    opened.account().void_empty(ref)
    assert opened.account().sale(ref).is_voided


def test_a_sale_that_holds_something_is_never_voided(opened: Opened) -> None:
    sale = a_sale_in(opened)
    ref = opened.account().open_sale(sale, not_after=opened.soon)
    opened.account().fill_sale(ref, sale, not_after=opened.soon)
    with pytest.raises(Refused):
        opened.account().void_empty(ref)
    assert not opened.account().sale(ref).is_voided


def test_a_sale_is_found_by_its_exact_key(opened: Opened) -> None:
    sale = a_sale_in(opened)
    longer = replace(sale, key=f"{sale.key}0")
    ref = opened.account().open_sale(sale, not_after=opened.soon)
    other = opened.account().open_sale(longer, not_after=opened.soon)
    assert opened.account().sales_with(sale.key, since=opened.just_before) == (ref,)
    assert opened.account().sales_with(longer.key, since=opened.just_before) == (other,)
    assert opened.account().sales_with(sale.key[:-1], since=opened.just_before) == ()


def test_every_sale_with_a_key_is_found(opened: Opened) -> None:
    sale = a_sale_in(opened)
    refs = {opened.account().open_sale(sale, not_after=opened.soon) for _ in range(2)}
    assert set(opened.account().sales_with(sale.key, since=opened.just_before)) == refs


def test_a_sale_that_does_not_exist_is_not_found(opened: Opened) -> None:
    with pytest.raises(NotFound):
        opened.account().sale(SaleRef(id=SaleId(NOBODY), number="SO-1"))


def test_a_person_is_shown_the_sale_without_a_call(opened: Opened) -> None:
    url = opened.account().sale_url(SaleRef(id=SaleId(NOBODY), number="SO-1"))
    assert NOBODY in url
    assert url.startswith("http")
    assert opened.calls() == 0


def test_a_lost_answer_leaves_it_unclear_and_the_sale_is_found(opened: Opened) -> None:
    sale = a_sale_in(opened)
    opened.lose_the_answer()
    with pytest.raises(Unclear) as unclear:
        opened.account().open_sale(sale, not_after=opened.soon)
    assert not unclear.value.answered
    (found,) = opened.account().sales_with(sale.key, since=opened.just_before)
    assert opened.account().sale(found).is_empty


def test_a_call_that_is_turned_away_made_nothing(opened: Opened) -> None:
    sale = a_sale_in(opened)
    opened.turn_away()
    with pytest.raises(Throttled) as throttled:
        opened.account().open_sale(sale, not_after=opened.soon)
    assert throttled.value.retry_after > timedelta(0)
    assert opened.account().sales_with(sale.key, since=opened.just_before) == ()


def test_amounts_come_back_to_the_cent(opened: Opened) -> None:
    sale = a_sale_in(opened)
    line = replace(
        sale.lines[0], price=Decimal("12.34"), quantity=Decimal(3), total=Decimal("37.02"), tax=Decimal("3.7")
    )
    exact = replace(sale, lines=(line,), tax=line.tax)
    ref = opened.account().open_sale(exact, not_after=opened.soon)
    filled = opened.account().fill_sale(ref, exact, not_after=opened.soon)
    assert (filled.lines[0].price, filled.lines[0].total) == (line.price, line.total)
    assert filled.total == Decimal("40.72")


def test_reserving_makes_no_call(opened: Opened) -> None:
    before = opened.calls()
    opened.account().reserve()
    assert opened.calls() == before
