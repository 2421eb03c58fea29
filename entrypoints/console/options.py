"""How a supplier's sales are made: the options in force, their versions, and changing them."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.identifiers import SupplierId
from domain.sale_options import (
    CreationMode,
    FreightOptions,
    OptionsVersion,
    SaleOptions,
    SaleStatus,
    SaleType,
    ShipBySource,
)
from entrypoints.console.asking import one_of
from entrypoints.console.desk import DONE, Desk, visitor

Given = Mapping[str, str]


def options_pages(pages: Blueprint, desk: Desk) -> None:
    """Add the options. Source: R15–R18, R25, R34, B14."""

    def page(supplier: str, given: Given | None, refusal: object = None) -> str:
        with desk.use_cases.work() as store:
            newest = store.options.newest(SupplierId(supplier))
            versions = store.options.versions(SupplierId(supplier))
            books = store.mirror.books(SupplierId(supplier))
        rules = [row.name for row in books.record.tax_rules if row.is_active and row.is_for_sales] if books else []
        return render_template(
            "console/options.html",
            newest=newest,
            versions=versions,
            given=given or written(newest),
            tax_rules=rules,
            refusal=refusal,
            changed=changed_between,
            defaults=OptionsVersion(supplier=SupplierId(supplier), version=0, options=SaleOptions()),
        )

    @pages.get("/suppliers/<supplier>/options")
    def options(supplier: str) -> ResponseReturnValue:
        """Show the options in force and how they came to be."""
        return page(supplier, None)

    @pages.post("/suppliers/<supplier>/options")
    def choose_options(supplier: str) -> ResponseReturnValue:
        """Choose all options anew."""
        given = {name: value.strip() for name, value in request.form.items()}
        try:
            chosen = desk.use_cases.change_sale_options(
                SupplierId(supplier), read(given), visitor().actor, instead_of=_number(given.get("version", ""))
            )
        except desk.expected as no:
            refusal = desk.explain(no)
            return page(supplier, given, refusal), refusal.status
        flash(f"Saved as version {chosen.version}. Orders sent from now on follow it.", DONE)
        return redirect(url_for("console.options", supplier=supplier), 303)


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


NAMES = {
    "status": "Status",
    "type": "Type of sale",
    "creation_mode": "Picking",
    "ship_by_source": "Ship-by date",
    "freight": "Freight is called",
    "tax_rule": "Tax rule of freight",
    "address_field": "Custom field for the address",
}
VALUES = {
    SaleStatus.AUTHORISED.value: "Authorised",
    SaleStatus.DRAFT.value: "Draft",
    SaleType.SIMPLE.value: "Simple",
    SaleType.ADVANCED.value: "Advanced",
    CreationMode.NO_PICK.value: "No Pick",
    CreationMode.AUTO_PICK.value: "Auto Pick",
    CreationMode.AUTO_PICK_PACK.value: "Auto Pick + Pack",
    CreationMode.AUTO_PICK_PACK_SHIP.value: "Auto Pick + Pack + Ship",
    ShipBySource.DELIVERY_DATE.value: "the delivery date",
    ShipBySource.NONE.value: "none",
}
FREE = frozenset({"freight", "tax_rule", "address_field"})
"""What people write in their own words."""


def changed_between(before: OptionsVersion, after: OptionsVersion) -> list[tuple[str, str, str]]:
    """Answer what one version changed: its name, what it was, what it became. Source: B14."""
    old, new = written(before), written(after)
    return [(name, _said(key, old), _said(key, new)) for key, name in NAMES.items() if old[key] != new[key]]


def _said(key: str, given: Given) -> str:
    return given[key] if key in FREE else VALUES[given[key]]


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
