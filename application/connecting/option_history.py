"""Who chose which options, and what that changed."""

from dataclasses import dataclass

from application.ports.storage.orders import Page
from application.ports.storage.unit_of_work import UnitOfWork
from domain.identifiers import SupplierId
from domain.sale_options import OptionChange, OptionsVersion, SaleOptions, option_changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One version of the options, and what it changed of the one before. Source: B14."""

    version: OptionsVersion
    changes: tuple[OptionChange, ...]


def option_history(store: UnitOfWork, supplier: SupplierId, *, cursor: str | None, limit: int) -> Page[Choice]:
    """Answer some versions, the newest first; the first of all changed the defaults.

    Source: B14. Raises: InvalidValue for a cursor that was not answered here.
    """
    page = store.options.page(supplier, cursor=cursor, limit=limit)
    before = store.options.page(supplier, cursor=page.next_cursor, limit=1).items if page.next_cursor else ()
    versions = [*page.items, *before]
    was = [*(version.options for version in versions[1:]), SaleOptions()]
    items = [
        Choice(version=version, changes=option_changes(earlier, version.options))
        for version, earlier in zip(page.items, was, strict=False)
    ]
    return Page(items=tuple(items), next_cursor=page.next_cursor)
