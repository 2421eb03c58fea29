"""The events that we send to Upstock, as the webhooks of the OpenAPI document.

Source: contract, "What we tell Upstock". A test holds the list against the events that there are.
"""

from dataclasses import dataclass
from typing import Any

from pydantic.json_schema import models_json_schema

from entrypoints.http.examples import Examples
from entrypoints.http.schemas import events

REF = "#/components/schemas/{model}"
TAG = "Events"
MEANING = (
    "What we tell Upstock: calls from us to `UPSTOCK_URL`, signed as Standard Webhooks describes, at least once, in"
    " order for each order, product, customer and list."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One type of event by its durable name: when it is sent, what it means, and the shape of its data."""

    name: str
    summary: str
    description: str
    data: type[events.Told]


EVENTS: tuple[Event, ...] = (
    Event(
        name="order.sale_created",
        summary="An order is a complete sale in Cin7.",
        description="Sent once. From now on the supplier fulfils it in Cin7.",
        data=events.ToldOrder,
    ),
    Event(
        name="order.held",
        summary="An order waits for a person.",
        description="It says everything that is wrong. Nothing is lost: it goes by itself when a cause is cured, or"
        " when somebody retries, links or ignores it.",
        data=events.ToldHeldOrder,
    ),
    Event(
        name="order.partly_shipped",
        summary="Some of an order left.",
        description="Sent once for each new set of parcels. The customer may be told; the order is not shipped yet.",
        data=events.ToldOrder,
    ),
    Event(
        name="order.shipped",
        summary="All of an order left.",
        description="Sent once ever, when every fulfilment that carries goods is shipped and nothing is on backorder:"
        " this is what customers are mailed and charged for.",
        data=events.ToldOrder,
    ),
    Event(
        name="order.tracking_changed",
        summary="An order can be followed, or followed elsewhere.",
        description="Tracking is never emptied once it was told.",
        data=events.ToldOrder,
    ),
    Event(
        name="order.voided",
        summary="The sale of an order was voided in Cin7.",
        description="The supplier decided so in Cin7; nothing is sent again by itself.",
        data=events.ToldOrder,
    ),
    Event(
        name="product.published",
        summary="A product is offered, or what is shown of it changed.",
        description="It replaces what was told of this product before.",
        data=events.ToldProduct,
    ),
    Event(
        name="product.discontinued",
        summary="A product is no longer offered.",
        description="It is gone, deprecated or not sellable in Cin7, or nobody chose it any more.",
        data=events.ToldGoneProduct,
    ),
    Event(
        name="contact.published",
        summary="A customer exists, or changed.",
        description="It replaces what was told of this customer before; an inactive one is to be served no longer.",
        data=events.ToldContact,
    ),
    Event(
        name="price_list.published",
        summary="A price list exists, or changed.",
        description="A long list comes in parts of one version. Every customer is on exactly one list.",
        data=events.ToldPriceList,
    ),
    Event(
        name="price_list.removed",
        summary="Nobody buys from a price list any more.",
        description="Its customers were told to be on another list before.",
        data=events.ToldGonePriceList,
    ),
    Event(
        name="connection.lost",
        summary="Cin7 no longer accepts a supplier's key.",
        description="Orders are kept until the supplier connects again.",
        data=events.ToldConnection,
    ),
)
HEADERS = (
    ("webhook-id", "The event's id, the same each time it is sent: drop what you have had.", "msg_2b1f"),
    ("webhook-timestamp", "When this was sent, in seconds since 1970; refuse what is old.", "1777896000"),
    ("webhook-signature", "Signatures over id, timestamp and body, as Standard Webhooks describes.", "v1,K5oZ…="),
)
ANSWERS = {
    "2XX": {"description": "It was stored: it is not sent again."},
    "410": {"description": "Nothing more of this subject is wanted: no further event of it is sent."},
    "default": {"description": "It is sent again, later and later, up to once an hour; others of its subject wait."},
}


def events_described(examples: Examples) -> tuple[dict[str, Any], dict[str, Any]]:
    """Answer the section of webhooks, and the schemas that it refers to."""
    models = [(event.data, "serialization") for event in {event.data: event for event in EVENTS}.values()]
    _, defined = models_json_schema(models, ref_template=REF)  # type: ignore[arg-type]  # the mode is one of two texts
    return {event.name: {"post": _described(event, examples)} for event in EVENTS}, defined["$defs"]


def _described(event: Event, examples: Examples) -> dict[str, Any]:
    properties = {
        "type": {"const": event.name, "description": "Which event this is."},
        "supplier": {"type": "string", "description": "The supplier, as Upstock names it."},
        "timestamp": {"type": "string", "format": "date-time", "description": "When it happened."},
        "data": {"$ref": REF.format(model=event.data.__name__)},
    }
    schema = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    example = {"example": examples.events[event.name]} if event.name in examples.events else {}
    return {
        "tags": [TAG],
        "operationId": event.name.replace(".", "_"),
        "summary": event.summary,
        "description": event.description,
        "parameters": [
            {
                "name": name,
                "in": "header",
                "required": True,
                "description": said,
                "schema": {"type": "string"},
                "example": shown,
            }
            for name, said, shown in HEADERS
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema, **example}}},
        "responses": ANSWERS,
    }
