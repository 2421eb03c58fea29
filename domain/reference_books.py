"""The lists that an account keeps and that everything else refers to by name."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol, TypeVar

from domain.identifiers import folded

REMEMBERED_NAMES = 5  # of a tier; a nightly sweep reads every customer anew, so one would nearly always do


class _Named(Protocol):
    @property
    def name(self) -> str: ...


_Row = TypeVar("_Row", bound=_Named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A warehouse. Source: ref §10."""

    id: str
    name: str
    is_default: bool = False
    is_deprecated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRule:
    """A rate by name. Source: ref §10. Units: `percent` is the sum of its components."""

    name: str
    percent: Decimal
    is_active: bool = True
    is_for_sales: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentTerms:
    """When a customer pays. Source: ref §10."""

    name: str
    is_active: bool = True
    is_default: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceTier:
    """One of the ten price columns.

    Source: ref §3.1. Units: `number` runs from 1 to 10.
    Shape:  `former_names` are what it was called when customers were read that name it still so, the latest last.
    """

    number: int
    name: str
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesContact:
    """Somebody of the company who may be named as sales representative. Source: ref §10."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A freight company. Source: ref §10."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceBooks:
    """All books of one account, read together.

    Source: R1; ref §1.8 (5): everything is referred to by name.
    """

    locations: tuple[Location, ...] = ()
    tax_rules: tuple[TaxRule, ...] = ()
    payment_terms: tuple[PaymentTerms, ...] = ()
    price_tiers: tuple[PriceTier, ...] = ()
    sales_contacts: tuple[SalesContact, ...] = ()
    carriers: tuple[Carrier, ...] = ()

    def location(self, name: str) -> Location | None:
        """Answer the location in use of this name."""
        return _by_name([row for row in self.locations if not row.is_deprecated], name)

    def tax_rule(self, name: str) -> TaxRule | None:
        """Answer the active tax rule for sales of this name."""
        return _by_name([row for row in self.tax_rules if row.is_active and row.is_for_sales], name)

    def terms(self, name: str) -> PaymentTerms | None:
        """Answer the active payment terms of this name."""
        return _by_name([row for row in self.payment_terms if row.is_active], name)

    def price_tier(self, name: str) -> PriceTier | None:
        """Answer the tier of this name, the lower number where two share it, else the one that was called so.

        Source: R20; ref §3.1 (names are edited in Cin7), §13 (a new name may not touch those who refer to it).
        """
        by_number = sorted(self.price_tiers, key=lambda tier: tier.number)
        was_called_so = (row for row in by_number if folded(name) in map(folded, row.former_names))
        return _by_name(by_number, name) or next(was_called_so, None)

    def remembering(self, earlier: "ReferenceBooks") -> "ReferenceBooks":
        """Answer these books with the names that tiers had in the earlier ones, except those that mean another now.

        Source: R20; ref §1.8 (5): customers name their tier, and are not read anew when it is renamed.
        """
        had = {tier.number: (*tier.former_names, tier.name) for tier in earlier.price_tiers}
        in_use = {folded(tier.name) for tier in self.price_tiers}
        tiers = []
        for tier in self.price_tiers:
            names = {folded(name): name for name in had.get(tier.number, ()) if name.strip()}
            kept = [name for key, name in names.items() if key not in in_use]
            tiers.append(replace(tier, former_names=tuple(kept[-REMEMBERED_NAMES:])))
        return replace(self, price_tiers=tuple(tiers))

    def sales_contact(self, name: str) -> SalesContact | None:
        """Answer the company's sales contact of this name."""
        return _by_name(self.sales_contacts, name)

    @property
    def default_location(self) -> Location | None:
        """Answer the location the account itself calls its default."""
        return next((row for row in self.locations if row.is_default and not row.is_deprecated), None)


def _by_name(rows: "list[_Row] | tuple[_Row, ...]", name: str) -> "_Row | None":
    return next((row for row in rows if folded(row.name) == folded(name)), None) if name.strip() else None
