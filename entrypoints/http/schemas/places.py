"""What addresses hold: suppliers, numbers, and how much of a list.

Suppliers and numbers are judged before these are read, so that what cannot exist is not found.
"""

from pydantic import Field

from domain.identifiers import LONGEST_SUPPLIER
from domain.order import OrderState
from entrypoints.http.schemas.values import Strict, Text

MOST = 200


class SupplierPath(Strict):
    """A supplier by the id that Upstock gives it."""

    supplier: str = Field(
        description="The supplier's id at Upstock.",
        json_schema_extra={"pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*$", "maxLength": LONGEST_SUPPLIER},
    )


class OrderPath(SupplierPath):
    """One order of a supplier."""

    number: str = Field(description="The order's number at Upstock.")


class ProblemPath(Strict):
    """One problem of the catalogue."""

    code: str = Field(description="The code of a problem, as every problem document holds it.")


class PageQuery(Strict):
    """How much of a list, and from where."""

    limit: int = Field(default=50, ge=1, le=MOST, description="How many at most.")
    cursor: Text | None = Field(default=None, description="Where to go on: next_cursor of the answer before.")


class OrdersQuery(PageQuery):
    """Which orders of a supplier."""

    state: OrderState | None = Field(default=None, description="Only orders in this state.")
    q: Text = Field(default="", description="Part of the number, reference, customer or sale number.")
