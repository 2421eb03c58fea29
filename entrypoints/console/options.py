"""How a supplier's sales are made: the options in force, trying others out, and every version."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from application.connecting.option_history import option_history
from application.connecting.preview_sale_options import TriedOptions
from domain.identifiers import SupplierId
from domain.sale_options import (
    CreationMode,
    FreightOptions,
    OptionChange,
    OptionsVersion,
    SaleOptions,
    SaleStatus,
    SaleType,
    ShipBySource,
    option_changes,
)
from entrypoints.console.asking import PAGE_LENGTH, asked, cursor, one_of
from entrypoints.console.desk import DONE, Desk, Refusal, visitor
from entrypoints.console.preview import field_name

Given = Mapping[str, str]

TRIED_ON = 20  # orders, the latest
NAMES = {
    "status": "Status",
    "type": "Type of sale",
    "creation_mode": "Picking",
    "ship_by_source": "Ship-by date",
    "freight.description": "Freight is called",
    "freight.tax_rule": "Tax rule of freight",
    "address_field": "Address field",
}
VALUES = {
    ("status", SaleStatus.AUTHORISED.value): "Authorised",
    ("status", SaleStatus.DRAFT.value): "Draft",
    ("type", SaleType.SIMPLE.value): "Simple",
    ("type", SaleType.ADVANCED.value): "Advanced",
    ("creation_mode", CreationMode.NO_PICK.value): "No Pick",
    ("creation_mode", CreationMode.AUTO_PICK.value): "Auto Pick",
    ("creation_mode", CreationMode.AUTO_PICK_PACK.value): "Auto Pick + Pack",
    ("creation_mode", CreationMode.AUTO_PICK_PACK_SHIP.value): "Auto Pick + Pack + Ship",
    ("ship_by_source", ShipBySource.DELIVERY_DATE.value): "the delivery date",
    ("ship_by_source", ShipBySource.NONE.value): "none",
    ("freight.tax_rule", ""): "the customer's",
    ("address_field", ""): "none",
}
"""What options and their values are called; what is not here is people's own words."""


def options_pages(pages: Blueprint, desk: Desk) -> None:
    """Add the options. Source: R15–R18, R25, R34, B14."""

    @pages.get("/suppliers/<supplier>/options")
    def options(supplier: str) -> ResponseReturnValue:
        """Show the options in force and how they came to be."""
        return _page(desk, SupplierId(supplier))

    @pages.post("/suppliers/<supplier>/options")
    def choose_options(supplier: str) -> ResponseReturnValue:
        """Choose all options anew, or try them out on the last orders."""
        given = {name: value.strip() for name, value in request.form.items()}
        try:
            wanted = read(given)
            if "try" in given:
                tried = desk.use_cases.preview_sale_options(SupplierId(supplier), wanted, last=TRIED_ON)
                return _page(desk, SupplierId(supplier), given, tried=tried, wanted=wanted)
            chosen = desk.use_cases.change_sale_options(
                SupplierId(supplier), wanted, visitor().actor, instead_of=_number(given.get("version", ""))
            )
        except desk.expected as no:
            refusal = desk.explain(no)
            return _page(desk, SupplierId(supplier), given, refusal=refusal), refusal.status
        flash(f"Version {chosen.version} is in force. Orders that are sent from now on follow it.", DONE)
        return redirect(url_for("console.options", supplier=supplier), 303)


def _page(
    desk: Desk,
    supplier: SupplierId,
    given: Given | None = None,
    *,
    refusal: Refusal | None = None,
    tried: TriedOptions | None = None,
    wanted: SaleOptions | None = None,
) -> str:
    with desk.use_cases.work() as store:
        newest = store.options.newest(supplier)
        history = option_history(store, supplier, cursor=cursor(), limit=PAGE_LENGTH)
        books = store.mirror.books(supplier)
    return render_template(
        "console/options.html",
        newest=newest,
        history=history,
        asked=asked(),
        given=given or written(newest),
        tax_rules=[row.name for row in books.record.tax_rules if row.is_active and row.is_for_sales] if books else [],
        refusal=refusal,
        tried=tried,
        trying=option_changes(newest.options, wanted) if wanted else (),
        told=told,
        field_name=field_name,
    )


def read(given: Given) -> SaleOptions:
    """Read what a form says. Raises: ImpossibleOptions, InvalidValue."""
    return SaleOptions(
        status=one_of(SaleStatus, given.get("status", "")),
        type=one_of(SaleType, given.get("type", "")),
        creation_mode=one_of(CreationMode, given.get("creation_mode", "")),
        ship_by_source=one_of(ShipBySource, given.get("ship_by_source", "")),
        freight=FreightOptions(description=given.get("freight", ""), tax_rule=given.get("tax_rule", "")),
        address_field=given.get("address_field", ""),
    )


def written(version: OptionsVersion) -> Given:
    """Write options as the form says them."""
    options = version.options
    return {
        "version": str(version.version),
        "status": options.status.value,
        "type": options.type.value,
        "creation_mode": options.creation_mode.value,
        "ship_by_source": options.ship_by_source.value,
        "freight": options.freight.description,
        "tax_rule": options.freight.tax_rule,
        "address_field": options.address_field,
    }


def told(change: OptionChange) -> tuple[str, str, str]:
    """Answer a change as people read it: its name, what it was, what it becomes. Source: B14."""
    before, after = (
        VALUES.get((change.option, value), f"“{value}”" if value else "none") for value in (change.before, change.after)
    )
    return NAMES.get(change.option, change.option), before, after


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
