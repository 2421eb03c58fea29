"""What a document that was read changes: the order, its drift and its alarms, within the caller's commit."""

from dataclasses import replace
from datetime import datetime

from application.ports.storage.shipping import SaleWatch
from application.ports.storage.unit_of_work import UnitOfWork
from domain.asked import Asked, as_approved
from domain.drift import drift_of
from domain.identifiers import ProductId
from domain.order import Order, OrderState
from domain.product import ProductKind
from domain.remote_sale import RemoteSale
from domain.shipment import Concern, Shipment, ShipmentStatus, shipment_of
from domain.shipment_alarms import alarms_of_shipment
from domain.totals import compare

GONE = "{number} is no longer in Cin7: somebody deleted it there"


def sighting(store: UnitOfWork, order: Order, remote: RemoteSale, watch: SaleWatch, now: datetime) -> Order:
    """Answer the order as its document shows it. Source: R14, B4, B6."""
    asked = asked_for(order, remote)
    shipment = shipment_of(asked, remote, order.shipment, _services(store, order, remote))
    seen = order.shipment_seen(_with_concern(shipment, watch), now)
    totals = order.totals if remote.is_voided else compare(asked, remote)
    return replace(seen, sale_status=remote.status, totals=totals)


def sighted(store: UnitOfWork, before: Order, order: Order, remote: RemoteSale | None, now: datetime) -> None:
    """Keep where both sides disagree, and raise or end what a person should look at. Source: B4, B12, B13."""
    if remote:
        _keep_drift(store, order, remote, now)
    if before.shipment.concern is not order.shipment.concern:
        alarms = alarms_of_shipment(order)
        store.alarms.settle(order.key.supplier, [f"order:{order.key.number}"], alarms, now)


def gone(order: Order, now: datetime) -> Order:
    """Answer the order whose sale nobody finds any more: what Upstock was told is shipped stays so. Source: B4."""
    if order.state is OrderState.SHIPPED:
        return order.shipment_seen(replace(order.shipment, concern=Concern.SALE_GONE), now)
    ended = order.voided(now)
    return replace(ended, notes=(*order.notes, GONE.format(number=order.sale.number if order.sale else "The sale")))


def asked_for(order: Order, remote: RemoteSale) -> Asked:
    """Answer what we asked for, or what was approved where a person linked a sale before we asked for anything."""
    return order.attempts[-1].sale if order.attempts else as_approved(order.approved, remote)


def _with_concern(shipment: Shipment, watch: SaleWatch) -> Shipment:
    if shipment.concern or shipment.status is ShipmentStatus.VOIDED:
        return shipment
    if any(other.is_rival for other in watch.others):
        return replace(shipment, concern=Concern.SEVERAL_SALES)
    if watch.says_shipped and watch.doubts and shipment.status is not ShipmentStatus.SHIPPED:
        return replace(shipment, concern=Concern.LIST_SAYS_SHIPPED)
    return shipment


def _services(store: UnitOfWork, order: Order, remote: RemoteSale) -> frozenset[ProductId]:
    """Answer which of its products nobody ships; one that we do not know has to be shipped. Source: R7."""
    ids = {ProductId(line.product_id) for line in remote.lines if line.product_id}
    found = store.mirror.products(order.key.supplier, ids=ids, skus=())
    return frozenset(each.record.id for each in found if each.record.kind is ProductKind.SERVICE)


def _keep_drift(store: UnitOfWork, order: Order, remote: RemoteSale, now: datetime) -> None:
    known = store.drift.get(order.key)
    drift = drift_of(order.key, asked_for(order, remote), remote, order.shipment, known=known, at=now)
    if drift:
        store.drift.put(drift)
    elif known:
        store.drift.remove(order.key)
