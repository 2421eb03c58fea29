"""How a supplier wants its sales made."""

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from application.use_cases import UseCases
from domain.identifiers import SupplierId
from entrypoints.http import described
from entrypoints.http.answers import answer
from entrypoints.http.auth import actor
from entrypoints.http.schemas.options import OptionsIn, OptionsOut
from entrypoints.http.schemas.places import SupplierPath

PATH = "/v1/suppliers/<supplier>/sale-options"


def options(use_cases: UseCases) -> APIBlueprint:
    """Build the endpoints of sale options. Source: R15–R18, B14."""
    api = APIBlueprint(
        "options",
        __name__,
        abp_tags=described.tag("Sale options", "Draft or authorised, simple or advanced, how far picking goes."),
        abp_security=described.NEEDS_TOKEN,
        abp_responses=described.problems(*described.ALWAYS),
    )

    @api.get(PATH, responses={200: OptionsOut})
    def show_options(path: SupplierPath) -> Response:
        """Show the options in force; version 0 are the defaults."""
        with use_cases.work() as store:
            chosen = store.options.newest(SupplierId(path.supplier))
        return answer(OptionsOut.of(chosen))

    @api.put(PATH, responses={200: OptionsOut, **described.problems(409, *described.WITH_BODY)})
    def choose_options(path: SupplierPath, body: OptionsIn) -> Response:
        """Choose all options anew; combinations that Cin7 cannot do are refused here."""
        supplier = SupplierId(path.supplier)
        chosen = use_cases.change_sale_options(supplier, body.to_domain(), actor(), instead_of=body.version)
        return answer(OptionsOut.of(chosen))

    return api
