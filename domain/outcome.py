"""What became of a sale beyond what was asked, in words for people."""

from domain.money import plain
from domain.remote_sale import RemoteSale
from domain.sale import Sale
from domain.sale_options import CreationMode
from domain.totals import Totals

_MODES = {
    CreationMode.AUTO_PICK: "Auto Pick",
    CreationMode.AUTO_PICK_PACK: "Auto Pick + Pack",
    CreationMode.AUTO_PICK_PACK_SHIP: "Auto Pick + Pack + Ship",
}

_CAUSES = {
    "discount": "Cin7 shows another discount on a line",
    "line_total": "Cin7 calculated a line differently",
    "line_added": "Cin7 shows a line that the order does not have",
    "line_missing": "Cin7 shows fewer lines than the order has",
    "charge": "Cin7 shows other charges",
    "rounding": "Cin7 rounded differently",
    "tax_rule": "Cin7 calculated the tax differently",
}


def outcome_notes(sale: Sale, remote: RemoteSale, totals: Totals) -> tuple[str, ...]:
    """Say what a supplier should know of a sale that was made.

    Source: R17 (automatic steps are not applied when something is on backorder; ref §6.6), B6.
    """
    notes = []
    if remote.has_backorder and sale.creation_mode in _MODES:
        notes.append(f"{_MODES[sale.creation_mode]} was not applied by Cin7, because something is on backorder")
    return (*backorder_notes(remote), *notes, *total_notes(totals))


def backorder_notes(remote: RemoteSale) -> tuple[str, ...]:
    """Say what cannot be delivered from stock. Source: R17; ref §6.6."""
    return tuple(
        f"{plain(line.backordered)} of {plain(line.quantity)} × {line.sku} are on backorder in Cin7"
        for line in remote.lines
        if line.backordered > 0
    )


def total_notes(totals: Totals) -> tuple[str, ...]:
    """Say by how much the totals differ, and why. Source: B6."""
    if not totals.difference:
        return ()
    return (f"The total in Cin7 is {totals.remote}, the order's is {totals.order}: {_CAUSES[totals.cause]}",)
