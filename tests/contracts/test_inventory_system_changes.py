"""Each promise of the inventory port about sales that were touched, on every implementation."""

from datetime import timedelta

from application.ports.inventory import SaleChange
from domain.sale import Sale, SaleRef
from domain.sale_options import SaleStatus
from tests.contracts.inventory_accounts import Opened, a_sale_in


def made(opened: Opened) -> tuple[SaleRef, Sale]:
    sale = a_sale_in(opened)
    return opened.account().open_sale(sale, not_after=opened.soon), sale


def changes(opened: Opened) -> dict[str, SaleChange]:
    account, position, found = opened.account(), None, dict[str, SaleChange]()
    while True:
        batch = account.sale_changes(opened.just_before, position)
        found |= {change.ref.id: change for change in batch.items}
        if (position := batch.position) is None:
            return found


def test_every_sale_that_was_made_is_among_the_changes_with_its_key(opened: Opened) -> None:
    expected = {ref.id: (ref, sale.key) for ref, sale in (made(opened) for _ in range(3))}
    found = changes(opened)
    assert {sale_id: (found[sale_id].ref, found[sale_id].key) for sale_id in expected} == expected


def test_a_batch_of_changes_is_one_call_and_tells_the_systems_own_time(opened: Opened) -> None:
    made(opened)
    before = opened.calls()
    batch = opened.account().sale_changes(opened.just_before, None)
    assert opened.calls() == before + 1
    assert batch.asked_at.utcoffset() == timedelta(0)
    assert batch.total >= len(batch.items)


def test_a_sale_that_nobody_touched_keeps_its_digest(opened: Opened) -> None:
    ref, _ = made(opened)
    assert changes(opened)[ref.id].digest == changes(opened)[ref.id].digest


def test_a_sale_whose_order_moved_has_another_digest(opened: Opened) -> None:
    sale = a_sale_in(opened, status=SaleStatus.AUTHORISED)
    ref = opened.account().open_sale(sale, not_after=opened.soon)
    before = changes(opened)[ref.id]
    opened.account().fill_sale(ref, sale, not_after=opened.soon)
    after = changes(opened)[ref.id]
    assert after.digest != before.digest
    assert not after.says_shipped
