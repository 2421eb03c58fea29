"""Options that were tried out, over HTTP."""

from pydantic import BaseModel, Field, JsonValue

from application.connecting.preview_sale_options import Effect, TriedOptions, TriedOrder
from application.ordering.otherwise import FieldChange
from domain.order import OrderState
from entrypoints.http.schemas.orders import OriginOut
from entrypoints.http.schemas.problems import ProblemItem


class FieldChangeOut(OriginOut):
    """A field that would have been sent otherwise, and why."""

    pointer: str = Field(description="Where it stands in a preview of the order.")
    field: str = Field(description="Its place in the body of the call.")
    before: JsonValue = Field(description="With the options in force; null where it is left out.")
    after: JsonValue = Field(description="With the options that are tried; null where it is left out.")

    @classmethod
    def changed(cls, change: FieldChange) -> "FieldChangeOut":
        """Show one change."""
        return cls(
            **OriginOut.of(change.origin).model_dump(),
            pointer=change.pointer,
            field=change.pointer.partition("/body/")[2],
            before=change.before,
            after=change.after,
        )


class TriedOrderOut(BaseModel):
    """An order that the options would have touched."""

    number: str
    state: OrderState
    effect: Effect = Field(
        description="otherwise: sent with other fields; held: it would have been held; held_no_longer: it would not"
        " have been; still_held: for other problems."
    )
    changes: list[FieldChangeOut] = Field(description="Where it would be sent either way.")
    problems_before: list[ProblemItem] = Field(description="What holds it with the options in force.")
    problems: list[ProblemItem] = Field(description="What would hold it with the options that are tried.")

    @classmethod
    def of(cls, order: TriedOrder) -> "TriedOrderOut":
        """Show one order."""
        return cls(
            number=order.order.key.number,
            state=order.order.state,
            effect=order.effect,
            changes=list(map(FieldChangeOut.changed, order.changes)),
            problems_before=list(map(ProblemItem.of, order.problems_before)),
            problems=list(map(ProblemItem.of, order.problems)),
        )


class TriedOut(BaseModel):
    """What the last orders would have been with other options, both times by what is known of Cin7 now. Source: B14."""

    tried: int = Field(description="How many orders were looked at.")
    orders: list[TriedOrderOut] = Field(description="Those that would have been touched, the latest accepted first.")

    @classmethod
    def of(cls, tried: TriedOptions) -> "TriedOut":
        """Show what came of it."""
        return cls(tried=tried.tried, orders=list(map(TriedOrderOut.of, tried.orders)))
