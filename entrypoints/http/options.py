"""How a supplier wants its sales made."""

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from application.connecting.option_history import option_history
from application.use_cases import UseCases
from domain.identifiers import SupplierId
from entrypoints.http import described
from entrypoints.http.answers import answer
from entrypoints.http.auth import actor
from entrypoints.http.schemas.options import OptionsIn, OptionsOut, TryQuery, VersionsOut
from entrypoints.http.schemas.places import PageQuery, SupplierPath
from entrypoints.http.schemas.tried_options import TriedOut

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

    @api.get(PATH + "/versions", responses={200: VersionsOut})
    def list_options_versions(path: SupplierPath, query: PageQuery) -> Response:
        """List who chose what, and when: every version with what it changed, the newest first."""
        with use_cases.work() as store:
            page = option_history(store, SupplierId(path.supplier), cursor=query.cursor, limit=query.limit)
        return answer(VersionsOut.of(page))

    @api.post(PATH + "/preview", responses={200: TriedOut, **described.problems(*described.WITH_BODY)})
    def preview_options(path: SupplierPath, query: TryQuery, body: OptionsIn) -> Response:
        """Show what the last orders would have been with other options; nothing is chosen, nobody is called."""
        tried = use_cases.preview_sale_options(SupplierId(path.supplier), body.to_domain(), last=query.last)
        return answer(TriedOut.of(tried))

    return api
