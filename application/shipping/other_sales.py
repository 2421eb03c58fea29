"""Other sales that carry an order's key: empty ones are voided, full ones are shown to a person."""

from dataclasses import replace

from application.ports.errors import NotFound
from application.ports.inventory import InventorySystem
from application.ports.storage.shipping import OtherSale
from domain.order import OrderKey
from domain.sale import sale_key


def look_at(account: InventorySystem, key: OrderKey, other: OtherSale) -> tuple[OtherSale, str]:
    """Read one and answer what it is, with what was done; its own document decides, as always.

    Source: B2; architecture §10.2, §11. Raises: PortError.
    """
    read = replace(other, digest=other.seen, is_rival=False)
    try:
        remote = account.sale(other.ref)
    except NotFound:
        return read, "is no longer there"
    if remote.is_voided or remote.key != sale_key(key.supplier, key.number):
        return read, "is void, or another order's"
    if not remote.is_empty:
        return replace(read, is_rival=True), "carries the same key and holds goods"
    account.void_empty(other.ref)
    return read, "carried the same key and held nothing: it was voided"
