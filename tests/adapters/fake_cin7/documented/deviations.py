"""Where the fake's answers are not what an example shows, and why that is right or accepted."""

from dataclasses import dataclass

from tests.adapters.fake_cin7.documented.shapes import Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """One accepted difference.

    Shape: `operations` are `VERB /path` or `* /path` for all verbs; `path` is a key path, or a prefix ending in `*`.
    """

    operations: tuple[str, ...]
    path: str
    kind: str
    reason: str
    source: str

    def explains(self, operation: str, difference: Difference) -> bool:
        """Say whether this is the reason for a difference of that operation."""
        resource = "* " + operation.partition(" ")[2]
        at_path = difference.path == self.path or (
            self.path.endswith("*") and difference.path.startswith(self.path[:-1])
        )
        return at_path and difference.kind == self.kind and bool({operation, resource} & set(self.operations))


ABSENT: dict[str, str] = {}
"""Documented operations of served paths that the fake leaves out, with the reason."""

_SALES = ("* /sale",)
_SALE_WRITES = ("POST /sale", "PUT /sale", "DELETE /sale")


def _all(operations: tuple[str, ...], kind: str, reason: str, source: str, *paths: str) -> tuple[Deviation, ...]:
    return tuple(Deviation(operations=operations, path=path, kind=kind, reason=reason, source=source) for path in paths)


DEVIATIONS: tuple[Deviation, ...] = (
    # What the fake leaves out of a sale.
    *_all(
        _SALES, "missing", "credit notes are not imitated: the list is there and empty", "ref §8; not in fake-cin7.md",
        "$.CreditNotes[]",
    ),
    *_all(
        _SALES, "missing", "attachments of sales are not imitated: the list is there and empty",
        "ref §8; not in fake-cin7.md", "$.Attachments[]",
    ),
    *_all(
        ("GET /sale",), "missing", "no ledger is kept: the list is there and empty", "ref §5.2; not in fake-cin7.md",
        "$.Transactions[]",
    ),
    *_all(
        _SALES, "null", "only a sales channel sets it; a sale made by the API has none", "D:20435 (read-only), 20766",
        "$.SourceChannel",
    ),
    # Where the table of fields and the examples disagree, the fake follows the table.
    *_all(
        _SALE_WRITES, "extra", "listed in the table of fields; left out of the examples of writes", "D:20691",
        "$.Transactions",
    ),
    *_all(
        ("DELETE /sale",), "extra", "listed in the table of fields; this example is older than they are", "D:20691",
        "$.Carrier", "$.Combined*", "$.FulFilmentStatus",
    ),
    *_all(
        ("* /product",), "extra", "listed in the table of fields; left out of the examples", "D:5184-5266",
        "$.Products[].BOMType", "$.Products[].CustomPrices", "$.Products[].WeightUnits",
        "$.Products[].DimensionsUnits",
    ),
    *_all(
        ("GET /product",), "extra", "listed in the model of own prices; left out of the example", "D:31372, ref §3.2",
        "$.Products[].CustomPrices[].CustomerID", "$.Products[].CustomPrices[].CustomerName",
    ),
    *_all(
        ("GET /saleList",), "extra", "live rows have it, the example does not", "ref §5.1 (L AH)",
        "$.SaleList[].Carrier",
    ),
    *_all(
        ("DELETE /sale",), "missing", "voiding takes the stock movements back; the example shows a sale not yet voided",
        "ref §6.7, §12", "$.InventoryMovements[]",
    ),
    # What the fake leaves out of a product.
    *_all(
        ("GET /product", "PUT /product"), "missing", "stock movements are not kept by product: the list is empty",
        "ref §2.2; not in fake-cin7.md", "$.Products[].Movements[]",
    ),
    # An example that shows a later state than the call leaves.
    *_all(
        ("POST /sale",), "missing", "a new header holds no lines; the example shows the sale at a later time",
        "ref §6.2 (two-step write)", "$.Quote.Lines[]", "$.Quote.AdditionalCharges[]", "$.Order.Lines[]",
        "$.Order.AdditionalCharges[]", "$.Fulfilments[]", "$.Invoices[]", "$.InventoryMovements[]",
    ),
)  # fmt: skip
