"""Cin7's webhooks and what arrives through them, to our words and back.

Source: B5; ref §9.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from adapters.cin7_core.allowed_calls import REGISTER_WEBHOOK, REMOVE_WEBHOOK, REPLACE_WEBHOOK, AllowedCall
from adapters.cin7_core.client import Query
from adapters.cin7_core.reading import block, flag, guid, rows, text
from adapters.cin7_core.wire import WebhookRow
from application.ports.notices import Hint
from application.ports.storage.mirror import Stream
from domain.identifiers import SaleId
from domain.sale import SaleRef

SALES: Final = ("Sale/ShipmentAuthorised", "Sale/ShipmentTrackingNumberChanged", "Sale/Voided", "Sale/Undo")
STREAMS: Final = {"Customer/Updated": Stream.CONTACTS, "Product/Updated": Stream.PRODUCTS}
WANTED: Final = (*SALES, *STREAMS)
"""The types that are registered, in this order: what a customer waits for comes first. Source: B5; ref §9.3."""

SALE_IDS: Final = ("SaleID", "SaleTaskID")
SALE_NUMBERS: Final = ("SaleOrderNumber", "OrderNumber")
EVENT_TYPE: Final = "EventType"
_READ: Final = (EVENT_TYPE, *SALE_IDS, *SALE_NUMBERS)
_BEARER: Final = "bearerauth"
_FIELD: Final = re.compile(rf'"({"|".join(_READ)})"\s*:\s*"([^"\\]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """One webhook as Cin7 shows it. Source: ref §9.1. Shape: `kind` is its type, folded."""

    id: str
    kind: str
    url: str
    is_active: bool
    authorisation: str
    token: str = field(default="", repr=False)

    def would_reach_us(self, token: str) -> bool:
        """Answer whether it sends with our token, as far as can be seen: Cin7 usually leaves the token empty."""
        return self.is_active and self.authorisation == _BEARER and self.token in ("", token)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change to an account's webhooks, and the type of event that it is about."""

    call: AllowedCall
    kind: str
    query: Query = ()
    body: Mapping[str, object] | None = field(default=None, repr=False)


def steps_to(
    found: Sequence[Webhook], url: str, token: str, *, former: Collection[str], is_carried: bool
) -> Iterator[Step]:
    """Answer what leads from what is there to one sound webhook of each wanted type, and nothing else of ours.

    Source: B5; ref §9.1: PUT replaces the whole webhook, so it always carries the token.
    """
    surplus = [each for each in found if each.url in former and each.url != url]
    ours = [each for each in found if each.url == url]
    for wanted in WANTED:
        of_kind = [each for each in ours if each.kind == _folded(wanted)]
        if not of_kind:
            yield Step(call=REGISTER_WEBHOOK, kind=wanted, body=_body(wanted, url, token))
        elif not (is_carried and of_kind[0].would_reach_us(token)):
            whole: WebhookRow = {"ID": of_kind[0].id, **_body(wanted, url, token)}
            yield Step(call=REPLACE_WEBHOOK, kind=wanted, body=whole)
        surplus += of_kind[1:]
    yield from removals((*surplus, *(each for each in ours if each.kind not in map(_folded, WANTED))))


def removals(surplus: Iterable[Webhook]) -> Iterator[Step]:
    """Answer how these are removed. Source: ref §9.1."""
    for each in surplus:
        yield Step(call=REMOVE_WEBHOOK, kind=each.kind, query=(("ID", each.id),))


def webhooks_from(document: object) -> tuple[Webhook, ...]:
    """Read the answer of `GET webhooks`. Source: ref §9.1."""
    return tuple(map(_webhook_from, map(block, rows(block(document).get("Webhooks")))))


def hint_from(payload: bytes) -> Hint | None:
    """Read what arrived: either spelling of the type, either style of keys, ids in any case, and not quite JSON.

    Source: B5; ref §9.3, §9.4. None is what holds neither a type nor anything that looks like JSON.
    """
    document = _parsed(payload.decode("utf-8-sig", errors="replace"))
    if document is None:
        return None
    event = text(document.get(EVENT_TYPE))
    kind = _folded(event)
    if kind in map(_folded, SALES):
        ref = SaleRef(id=SaleId(guid(_first(document, SALE_IDS))), number=_first(document, SALE_NUMBERS))
        return Hint(event=event, sale=ref) if ref.id or ref.number else None
    streams = {_folded(name): stream for name, stream in STREAMS.items()}
    return Hint(event=event, stream=streams.get(kind))


def _parsed(payload: str) -> Mapping[str, object] | None:
    """Parse, and where that fails search for the few fields that matter: Cin7's own examples are not all JSON.

    Some events, as of stock levels, are a bare array without a type (ref §9.4); that is an event like any unknown one.
    """
    try:
        document: object = json.loads(payload)
    except (ValueError, RecursionError):
        found = dict(_FIELD.findall(payload))
        return found if EVENT_TYPE in found else None
    return block(document) if isinstance(document, dict | list) else None


def _webhook_from(row: Mapping[str, object]) -> Webhook:
    return Webhook(
        id=guid(row.get("ID")),
        kind=_folded(text(row.get("Type"))),
        url=text(row.get("ExternalURL")),
        is_active=flag(row.get("IsActive")),
        authorisation=text(row.get("ExternalAuthorizationType")).casefold(),
        token=text(row.get("ExternalBearerToken")),
    )


def _body(kind: str, url: str, token: str) -> WebhookRow:
    return {
        "Type": kind,
        "IsActive": True,
        "ExternalURL": url,
        "ExternalAuthorizationType": _BEARER,
        "ExternalBearerToken": token,
    }


def _folded(kind: str) -> str:
    """Make both spellings one: Cin7's help says …Authorized where its API says …Authorised. Source: ref §9.3."""
    return kind.casefold().replace("authorized", "authorised")


def _first(document: Mapping[str, object], names: Iterable[str]) -> str:
    return next(filter(None, (text(document.get(name)) for name in names)), "")
