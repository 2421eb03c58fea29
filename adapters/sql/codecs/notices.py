"""Subscriptions and hints as rows and back; the token passes through the vault."""

import hashlib

from adapters.sql.codecs.documents import decoded_all, encoded
from adapters.sql.tables import HintRow, SubscriptionRow
from adapters.sql.vault import Vault
from application.ports.storage.notices import StoredHint
from domain.identifiers import OrderNumber, SupplierId
from domain.notices import HintKind, NoticeState, Subscription

TOKEN = "subscriptions.token"  # noqa: S105 - what the vault knows this field by


def subscription_row(subscription: Subscription, vault: Vault, *, version: int) -> SubscriptionRow:
    """Write a subscription as this version of it."""
    token = subscription.token
    return SubscriptionRow(
        supplier=subscription.supplier,
        token=None if token is None else vault.seal({"token": token}, supplier=subscription.supplier, field=TOKEN),
        token_digest=None if token is None else hashlib.sha256(token.encode()).hexdigest(),
        urls=encoded(subscription.urls),
        state=subscription.state.value,
        detail=subscription.detail,
        is_carried=subscription.is_carried,
        tries=subscription.tries,
        checked_at=subscription.checked_at,
        version=version,
    )


def subscription_of(row: SubscriptionRow, vault: Vault) -> Subscription:
    """Read a subscription back. Raises: SecretUnreadable when the vault cannot open its token."""
    sealed = row.token
    return Subscription(
        supplier=SupplierId(row.supplier),
        token=None if sealed is None else vault.open(sealed, supplier=row.supplier, field=TOKEN)["token"],
        urls=decoded_all(str, row.urls),
        state=NoticeState(row.state),
        detail=row.detail,
        is_carried=row.is_carried,
        tries=row.tries,
        checked_at=row.checked_at,
        version=row.version,
    )


def hint_row(hint: StoredHint) -> HintRow:
    """Write a hint."""
    return HintRow(
        supplier=hint.supplier,
        kind=hint.kind.value,
        event=hint.event,
        sale=hint.sale,
        number=hint.order,
        excerpt=hint.excerpt,
        received_at=hint.received_at,
        answered_at=hint.answered_at,
    )


def hint_of(row: HintRow) -> StoredHint:
    """Read a hint back."""
    return StoredHint(
        supplier=SupplierId(row.supplier),
        kind=HintKind(row.kind),
        event=row.event,
        sale=row.sale,
        order=None if row.number is None else OrderNumber(row.number),
        excerpt=row.excerpt,
        received_at=row.received_at,
        answered_at=row.answered_at,
    )
