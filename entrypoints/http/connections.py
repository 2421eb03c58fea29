"""Connecting a supplier to Cin7 Core, and disconnecting it."""

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from application.use_cases import UseCases
from domain.errors import NotThere
from domain.identifiers import SupplierId
from entrypoints import logs
from entrypoints.http import described
from entrypoints.http.answers import answer
from entrypoints.http.auth import actor
from entrypoints.http.schemas.connections import ConnectionIn, ConnectionOut
from entrypoints.http.schemas.places import SupplierPath

PATH = "/v1/suppliers/<supplier>/connection"


def connections(use_cases: UseCases) -> APIBlueprint:
    """Build the endpoints of a supplier's connection. Source: R1, R4."""
    api = APIBlueprint(
        "connections",
        __name__,
        abp_tags=described.tag("Connection", "A supplier's link to its Cin7 Core account."),
        abp_security=described.NEEDS_TOKEN,
        abp_responses=described.problems(*described.ALWAYS),
    )

    @api.put(
        PATH,
        responses={
            200: ConnectionOut,
            201: ConnectionOut,
            **described.problems(409, 502, *described.WITH_BODY),
        },
    )
    def connect(path: SupplierPath, body: ConnectionIn) -> Response:
        """Connect, or connect again; Cin7 is asked before anything is stored."""
        connected = use_cases.connect_account(
            SupplierId(path.supplier),
            body.to_domain(),
            location=body.location or "",
            leaving_open_sales=body.leaving_open_sales,
            actor=actor(),
        )
        logs.info(logs.CONNECTION_MADE, supplier=path.supplier, company=connected.connection.company.name)
        with use_cases.work() as store:
            shown = ConnectionOut.of(connected.connection, store)
        return answer(shown, 201 if connected.is_new else 200)

    @api.get(PATH, responses={200: ConnectionOut})
    def show_connection(path: SupplierPath) -> Response:
        """Show how the connection stands."""
        with use_cases.work() as store:
            connection = store.connections.get(SupplierId(path.supplier))
            if connection is None:
                raise NotThere(f"Supplier {path.supplier} was never connected.")
            shown = ConnectionOut.of(connection, store)
        return answer(shown)

    @api.delete(PATH, responses={204: None})
    def disconnect(path: SupplierPath) -> Response:
        """Disconnect: erase the key, remove our webhooks, hold what has not reached Cin7; history stays readable."""
        use_cases.disconnect_account(SupplierId(path.supplier), actor())
        logs.info(logs.CONNECTION_ENDED, supplier=path.supplier)
        return Response(status=204)

    return api
