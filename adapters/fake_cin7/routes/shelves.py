"""Which reference books are served, where and under which keys.

Source: ref §10, §1.6 (D).
"""

from collections.abc import Callable
from dataclasses import dataclass

from adapters.fake_cin7.state.books import Book, Books


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """How one reference book is served.

    Source: cin7_v2.apib at each line named (D).
    """

    path: str
    list_key: str
    book: Callable[[Books], Book]
    source: str
    starts_with: str
    exact: tuple[str, ...] = ()
    bare_row: bool = False
    delete_by: str = "ID"
    echo: tuple[str, ...] = ()


SHELVES = (
    Shelf(
        path="ref/location",
        list_key="LocationList",
        book=lambda books: books.locations,
        source="D:3725, ref §10",
        starts_with="Name",
        exact=("ID",),
        bare_row=True,
        echo=(
            "ID",
            "Name",
            "IsDefault",
            "AllowReorder",
            "Bins",
            "PickZones",
            "IsDeprecated",
            "IsShopfloor",
            "IsCoMan",
            "IsStaging",
        ),
    ),
    Shelf(
        path="ref/tax",
        list_key="TaxRuleList",
        book=lambda books: books.tax_rules,
        source="D:27420, ref §10",
        starts_with="Name",
        exact=("ID", "IsActive", "IsTaxForSale", "IsTaxForPurchase", "Account"),
    ),
    Shelf(
        path="ref/paymentterm",
        list_key="PaymentTermList",
        book=lambda books: books.payment_terms,
        source="D:4938, ref §10",
        starts_with="Name",
        exact=("ID", "Method", "IsActive", "IsDefault"),
    ),
    Shelf(
        path="ref/carrier",
        list_key="CarrierList",
        book=lambda books: books.carriers,
        source="D:693, ref §10",
        starts_with="Description",
        exact=("CarrierID",),
    ),
    Shelf(
        path="ref/account",
        list_key="AccountsList",
        book=lambda books: books.accounts,
        source="D:812, ref §10, §1.5 (L)",
        starts_with="Name",
        exact=("Code", "Type", "Status"),
        delete_by="Code",
    ),
    Shelf(
        path="me/contacts",
        list_key="MeContactsList",
        book=lambda books: books.contacts,
        source="D:4244, ref §10",
        starts_with="Name",
        exact=("ID", "Type", "DefaultForType", "Phone", "Fax", "Email"),
    ),
    Shelf(
        path="ref/category",
        list_key="CategoryList",
        book=lambda books: books.categories,
        source="D:6246, ref §10",
        starts_with="Name",
        bare_row=True,
    ),
    Shelf(
        path="ref/brand",
        list_key="BrandList",
        book=lambda books: books.brands,
        source="D:603, ref §10",
        starts_with="Name",
        bare_row=True,
    ),
    Shelf(
        path="ref/unit",
        list_key="UnitList",
        book=lambda books: books.units,
        source="D:27860, ref §10",
        starts_with="Name",
        bare_row=True,
    ),
)
