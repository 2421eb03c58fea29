"""Orders that wait for a person."""

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from application.use_cases import UseCases
from domain.access import Actor
from domain.errors import Conflict, NotThere
from domain.identifiers import OrderNumber, SupplierId
from domain.order import OrderKey
from entrypoints.http import described
from entrypoints.http.answers import answer
from entrypoints.http.auth import actor
from entrypoints.http.orders import PATH, known, shown
from entrypoints.http.schemas.orders import IgnoreIn, LinkIn, OrderOut, RetriedOut, RetryIn
from entrypoints.http.schemas.places import OrderPath, SupplierPath
from entrypoints.http.schemas.problems import ProblemItem, item


def held_orders(use_cases: UseCases) -> APIBlueprint:
    """Build the endpoints that settle held orders. Source: B8."""
    api = APIBlueprint(
        "held_orders",
        __name__,
        url_prefix=PATH,
        abp_tags=described.tag("Held orders", "Orders that wait for a person."),
        abp_security=described.NEEDS_TOKEN,
        abp_responses=described.problems(*described.ALWAYS),
    )

    @api.post("/<number>/retry", responses={202: OrderOut, **described.problems(409)})
    def retry_order(path: OrderPath) -> Response:
        """Let an order go again, composed anew; what is in doubt is looked for first."""
        key = known(path)
        use_cases.retry_orders(key.supplier, [key.number], actor())
        return answer(shown(use_cases, key), 202)

    @api.post("/retry", responses={202: RetriedOut, **described.problems(*described.WITH_BODY)})
    def retry_orders(path: SupplierPath, body: RetryIn) -> Response:
        """Let several orders go again, each for itself; those that cannot are named with the reason."""
        retried, refused = [], []
        first_places = {number: place for place, number in reversed(list(enumerate(body.numbers)))}
        for number, place in reversed(first_places.items()):
            refusal = _retry(use_cases, OrderPath(supplier=path.supplier, number=number), place, actor())
            if refusal:
                refused.append(refusal)
            else:
                retried.append(OrderKey(SupplierId(path.supplier), OrderNumber(number)))
        return answer(RetriedOut(items=[shown(use_cases, key) for key in retried], problems=refused), 202)

    @api.post("/<number>/link", responses={200: OrderOut, **described.problems(409, 502, *described.WITH_BODY)})
    def link_order(path: OrderPath, body: LinkIn) -> Response:
        """Say which sale in Cin7 an order is; the sale is read first, and differences are noted, never changed.

        It must hold something, be for the same customer in the same currency, and be no other order's. What was begun
        in Cin7 for the order besides is voided while it is empty.
        """
        key = known(path)
        use_cases.link_order(key.supplier, key.number, body.sale_id, actor())
        return answer(shown(use_cases, key))

    @api.post("/<number>/ignore", responses={200: OrderOut, **described.problems(409, 502, *described.WITH_BODY)})
    def ignore_order(path: OrderPath, body: IgnoreIn) -> Response:
        """Leave an order alone, with the reason; a retry takes it up again.

        Where a sale was begun for it, Cin7 is looked into first: one that holds goods forbids ignoring, an empty one
        is voided.
        """
        key = known(path)
        use_cases.ignore_order(key.supplier, key.number, body.note, actor())
        return answer(shown(use_cases, key))

    return api


def _retry(use_cases: UseCases, path: OrderPath, place: int, by: Actor) -> ProblemItem | None:
    try:
        key = known(path)
        use_cases.retry_orders(key.supplier, [key.number], by)
    except (NotThere, Conflict) as no:
        return item(no.code, str(no), pointer=f"/numbers/{place}")
    return None
