"""How much of a sale an answer shows, and the facts about products it repeats.

Source: ref §5.2 (D:20743, D:20798).
"""

from dataclasses import dataclass
from decimal import Decimal

from adapters.fake_cin7.countries import country_in
from adapters.fake_cin7.routes.routing import Visit
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.documents import Address
from adapters.fake_cin7.state.templates import ATTRIBUTES
from adapters.fake_cin7.values import ZERO
from adapters.fake_cin7.wire import Row

_EXTRAS = (
    ("ProductLength", "Length"),
    ("ProductWidth", "Width"),
    ("ProductHeight", "Height"),
    ("ProductWeight", "Weight"),
    ("WeightUnits", "WeightUnits"),
    ("DimensionsUnits", "DimensionsUnits"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The options a call may choose; `product_info` is for whole sales only."""

    account: Account
    combine_charges: bool = False
    hide_movements: bool = False
    product_info: bool = True
    country_format: str = "regular"

    def average_cost(self, product_id: str) -> Decimal:
        """Look up what a product costs on average."""
        product = self.account.catalogue.by_id(product_id)
        cost = product.get("AverageCost", ZERO) if product else ZERO
        return Decimal(cost)

    def product_extras(self, product_id: str) -> Row:
        """Repeat the product's measures and attributes, as every object with a ProductID does.

        Source: ref §5.2 (D:20743).
        """
        if not self.product_info:
            return {}
        product = self.account.catalogue.by_id(product_id) or {}
        extras: Row = {shown: product.get(field, 0) for shown, field in _EXTRAS[:4]}
        extras.update({shown: product.get(field) or "" for shown, field in _EXTRAS[4:]})
        for number, field in enumerate(ATTRIBUTES, start=1):
            extras[f"ProductCustomField{number}"] = product.get(field)
        return extras


def view_of(visit: Visit, *, product_info: bool = True) -> View:
    """Read the options of a call.

    Source: ref §5.2 (D:20798).
    """
    asked = visit.parameters
    return View(
        account=visit.account,
        combine_charges=bool(asked.flag("CombineAdditionalCharges")),
        hide_movements=bool(asked.flag("HideInventoryMovements")),
        product_info=product_info,
        country_format=(asked.text("CountryFormat") or "Regular").casefold(),
    )


def address_row(view: View, address: Address, *, shipping: bool) -> Row:
    """Show an address.

    Source: ref §5.3 (D:30514-30542).
    """
    row: Row = {
        "DisplayAddressLine1": address.display_line1,
        "DisplayAddressLine2": address.display_line2,
        "Line1": address.line1,
        "Line2": address.line2,
        "City": address.city,
        "State": address.state,
        "Postcode": address.postcode,
        "Country": country_in(address.country, view.country_format),
    }
    if shipping:
        row.update(Company=address.company, Contact=address.contact, ShipToOther=address.ship_to_other)
    return row
