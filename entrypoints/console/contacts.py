"""Customers: importing them, and which one the name on an order means."""

from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from application.ports.storage.catalogue_views import MatchState
from domain.identifiers import ContactId, SupplierId
from entrypoints.console.asking import PAGE_LENGTH, asked, chosen, cursor, sought
from entrypoints.console.desk import Desk, visitor
from entrypoints.console.jobs import led_to_job


def contacts_pages(pages: Blueprint, desk: Desk) -> None:
    """Add the list of customers, and their buttons. Source: R5, R32."""

    @pages.get("/suppliers/<supplier>/customers")
    def contacts(supplier: str) -> ResponseReturnValue:
        """List customers by name, with how orders find each."""
        match = chosen(MatchState, "match")
        with desk.use_cases.work() as store:
            page = store.catalogue.contacts(
                SupplierId(supplier), search=sought(), match=match, cursor=cursor(), limit=PAGE_LENGTH
            )
            imported = store.choices.contacts_imported(SupplierId(supplier))
            lists = {one.id: one.name for one in store.price_lists.all(SupplierId(supplier))}
        return render_template(
            "console/contacts.html",
            contacts=page.items,
            next_cursor=page.next_cursor,
            imported=imported,
            lists=lists,
            match=match,
            matches=MatchState,
            whom=request.args.get("for", ""),
            kept={"for": request.args["for"]} if request.args.get("for") else {},
            q=sought(),
            asked=asked(),
        )

    @pages.post("/suppliers/<supplier>/customers/import")
    def import_contacts(supplier: str) -> ResponseReturnValue:
        """Import customers now, and from now on by themselves."""
        said = "The import has begun. From now on, changes in Cin7 follow by themselves."
        home = url_for("console.contacts", supplier=supplier)
        begin = partial(desk.use_cases.import_contacts, SupplierId(supplier), visitor().actor)
        return led_to_job(desk, begin, said=said, else_to=home)

    @pages.post("/suppliers/<supplier>/customers/choose")
    def choose_contact(supplier: str) -> ResponseReturnValue:
        """Say which customer a name on orders means; orders that were held for it go by themselves."""
        name, contact = request.form.get("name", ""), ContactId(request.form.get("contact_id", ""))

        def choose() -> str:
            found = desk.use_cases.choose_contact(SupplierId(supplier), name, contact, visitor().actor)
            return f"Orders of “{name}” are for {found.name} from now on. What was held for it goes by itself."

        desk.told(choose)
        return redirect(url_for("console.contacts", supplier=supplier, q=name), 303)
