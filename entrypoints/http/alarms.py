"""What will make prices or orders go wrong."""

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from application.use_cases import UseCases
from domain.identifiers import SupplierId
from entrypoints.http import described
from entrypoints.http.answers import answer
from entrypoints.http.schemas.alarms import AlarmOut, AlarmsOut, AlarmsQuery, AlarmState
from entrypoints.http.schemas.places import SupplierPath


def alarms(use_cases: UseCases) -> APIBlueprint:
    """Build the endpoint of alarms. Source: B13."""
    api = APIBlueprint(
        "alarms",
        __name__,
        url_prefix="/v1/suppliers/<supplier>/alarms",
        abp_tags=described.tag("Alarms", "What somebody should put right in Cin7, before it goes wrong."),
        abp_security=described.NEEDS_TOKEN,
        abp_responses=described.problems(*described.ALWAYS),
    )

    @api.get("", responses={200: AlarmsOut})
    def list_alarms(path: SupplierPath, query: AlarmsQuery) -> Response:
        """List alarms with their remedies: zero prices, tier holes, twin tiers, credit hold, lock date and others."""
        return answer(listed(use_cases, SupplierId(path.supplier), query))

    return api


def listed(use_cases: UseCases, supplier: SupplierId, query: AlarmsQuery) -> AlarmsOut:
    """Answer a page of alarms with the counts of all open ones. Raises: InvalidValue for an unknown cursor."""
    is_open = query.state is AlarmState.OPEN
    with use_cases.work() as store:
        page = store.alarms.page(supplier, is_open=is_open, kind=query.kind, cursor=query.cursor, limit=query.limit)
        counts = store.alarms.counts(supplier)
    return AlarmsOut(
        items=list(map(AlarmOut.of, page.items)),
        next_cursor=page.next_cursor,
        counts={kind.value: count for kind, count in counts.items()},
    )
