"""Customers: importing them, and which one a customer of Upstock is."""

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from application.use_cases import UseCases
from domain.identifiers import ContactId, SupplierId
from entrypoints.http import described
from entrypoints.http.answers import answer
from entrypoints.http.auth import actor
from entrypoints.http.schemas.contacts import (
    ChoiceIn,
    ChoiceOut,
    ContactOut,
    ContactsOut,
    ContactsQuery,
    FoundContactOut,
    SoughtCustomerIn,
)
from entrypoints.http.schemas.jobs import JobBegun
from entrypoints.http.schemas.places import SupplierPath

PATH = "/v1/suppliers/<supplier>/contacts"


def contacts(use_cases: UseCases) -> APIBlueprint:
    """Build the endpoints of customers. Source: R5, R32."""
    api = APIBlueprint(
        "contacts",
        __name__,
        url_prefix=PATH,
        abp_tags=described.tag("Contacts", "A supplier's customers in Cin7, and those of Upstock."),
        abp_security=described.NEEDS_TOKEN,
        abp_responses=described.problems(*described.ALWAYS),
    )

    @api.get("", responses={200: ContactsOut})
    def list_contacts(path: SupplierPath, query: ContactsQuery) -> Response:
        """List customers by name, with how orders find each."""
        return answer(listed(use_cases, SupplierId(path.supplier), query))

    @api.post("/import", responses={202: JobBegun, **described.problems(409)})
    def import_contacts(path: SupplierPath) -> Response:
        """Import customers now, and from now on by themselves."""
        return answer(JobBegun.of(use_cases.import_contacts(SupplierId(path.supplier), actor())), 202)

    @api.post("/match", responses={200: FoundContactOut, **described.problems(*described.WITH_BODY)})
    def find_contact(path: SupplierPath, body: SoughtCustomerIn) -> Response:
        """Find a customer in Cin7: by stored id, a person's choice, exact name or e-mail; never by guess."""
        return answer(FoundContactOut.of(use_cases.find_contact(SupplierId(path.supplier), body.to_domain())))

    @api.put("/match", responses={200: ChoiceOut, **described.problems(*described.WITH_BODY)})
    def choose_contact(path: SupplierPath, body: ChoiceIn) -> Response:
        """Choose which customer a name on orders means; orders that were held for it go by themselves."""
        chosen = use_cases.choose_contact(SupplierId(path.supplier), body.name, ContactId(body.contact_id), actor())
        return answer(ChoiceOut.of(body.name, chosen))

    return api


def listed(use_cases: UseCases, supplier: SupplierId, query: ContactsQuery) -> ContactsOut:
    """Answer a page of customers. Raises: InvalidValue for an unknown cursor."""
    with use_cases.work() as store:
        page = store.catalogue.contacts(
            supplier, search=query.q, match=query.match, cursor=query.cursor, limit=query.limit
        )
    return ContactsOut(items=list(map(ContactOut.of, page.items)), next_cursor=page.next_cursor)
