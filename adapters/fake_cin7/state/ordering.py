"""What authorising, undoing and voiding an order does to stock and to the sale's tasks.

Source: ref §6.6 (D:23256), §6.7, §12 (invariants).
"""

from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.documents import Address, Fulfilment, Line
from adapters.fake_cin7.state.sale import AUTHORISED, DRAFT, NOT_AVAILABLE, VOIDED, Sale
from adapters.fake_cin7.values import ZERO, new_guid


def authorise_order(account: Account, sale: Sale) -> None:
    """Promise stock to the lines; what is short becomes a backorder in silence.

    Source: ref §6.6 (D:23256), §12: allocated is min(available, quantity), the rest BackorderQuantity.
    """
    sale.order.status = AUTHORISED
    for line in sale.order.lines:
        _allocate(account, sale, line)
    if sale.is_simple:
        add_fulfilment(sale)


def _allocate(account: Account, sale: Sale, line: Line) -> None:
    if not line.stocked or line.drop_ship:
        line.allocated = line.backorder = ZERO
        return
    line.allocated = account.stock.allocate(line.product_id, sale.location, line.quantity)
    line.backorder = line.quantity - line.allocated


def add_fulfilment(sale: Sale) -> Fulfilment:
    """Begin a task; the one of a Simple sale shares the sale's own id.

    Source: ref §6.3 (C(3)), §7, §13.8 (G that it exists right after authorisation).
    """
    numbers = [task.number for task in sale.fulfilments]
    task = Fulfilment(
        task_id=sale.id if sale.is_simple and not sale.fulfilments else new_guid(),
        number=max(numbers, default=0) + 1,
        require_by=sale.ship_by,
        shipping_address=copy_address(sale.shipping_address),
        shipping_notes=sale.shipping_notes,
    )
    sale.fulfilments.append(task)
    return task


def copy_address(address: Address) -> Address:
    """Copy an address, so that a task may ship elsewhere than the sale says."""
    return Address(
        id=address.id,
        line1=address.line1,
        line2=address.line2,
        city=address.city,
        state=address.state,
        postcode=address.postcode,
        country=address.country,
        company=address.company,
        contact=address.contact,
        ship_to_other=address.ship_to_other,
    )


def reallocate(account: Account, product_id: str) -> list[Sale]:
    """Give stock that arrived to the backorders that wait for it, oldest sale first.

    Source: ref §13.12 (G, see the switch backorder_on_new_stock).
    """
    changed = []
    for sale in account.sales.by_id.values():
        for line in sale.order.lines:
            if line.product_id == product_id and line.backorder > ZERO and not sale.voided:
                given = account.stock.allocate(product_id, sale.location, line.backorder)
                line.allocated += given
                line.backorder -= given
                if given:
                    changed.append(sale)
    return changed


def release_everything(account: Account, sale: Sale) -> None:
    """Take back what is promised and put back what was picked.

    Source: ref §12: void and undo release the allocation.
    """
    for line in sale.order.lines:
        if line.allocated > ZERO:
            account.stock.release(line.product_id, sale.location, line.allocated)
        line.allocated = line.backorder = ZERO
    for task in sale.fulfilments:
        put_back_goods(account, task)


def put_back_goods(account: Account, task: Fulfilment) -> None:
    """Return the goods of one task to the shelves."""
    for line in task.pick_lines:
        if line.left_stock:
            account.stock.put_back(line.product_id, line.location, line.quantity)
            line.left_stock = False


def undo_sale(account: Account, sale: Sale) -> None:
    """Make a sale editable again: the order a draft with its lines, what came after it gone.

    Source: ref §6.7 (C: a client undoes, reads the lines and posts them again).
    """
    release_everything(account, sale)
    _forget_tasks(account, sale)
    if sale.order.status == AUTHORISED:
        sale.order.status = DRAFT
    elif sale.order.status == NOT_AVAILABLE and sale.quote.status == AUTHORISED:
        sale.quote.status = DRAFT


def _forget_tasks(account: Account, sale: Sale) -> None:
    for task in sale.fulfilments:
        account.sales.by_task.pop(task.task_id, None)
    for invoice in sale.invoices:
        account.sales.by_task.pop(invoice.task_id, None)
    sale.fulfilments.clear()
    sale.invoices.clear()
    account.sales.by_task[sale.id] = sale


def void_sale(account: Account, sale: Sale) -> None:
    """End a sale for good.

    Source: ref §6.7 (D), §5.4: every status reads VOIDED.
    """
    release_everything(account, sale)
    sale.voided = True
    sale.quote.status = sale.order.status = VOIDED
    for task in sale.fulfilments:
        void_task(task)
    for invoice in sale.invoices:
        invoice.status = VOIDED


def void_task(task: Fulfilment) -> None:
    """Void picking, packing and shipping of one task.

    Source: ref §7 (D:23640).
    """
    task.pick_status = task.pack_status = task.ship_status = VOIDED
