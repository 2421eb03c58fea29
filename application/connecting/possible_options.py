"""Whether a supplier may have its sales made in a certain way."""

from application.ports.inventory import InventoryDirectory
from application.ports.storage.unit_of_work import UnitOfWork
from domain.errors import InvalidValue
from domain.identifiers import SupplierId
from domain.sale_options import SaleOptions


def refuse_impossible(
    store: UnitOfWork, directory: InventoryDirectory, supplier: SupplierId, options: SaleOptions
) -> None:
    """Refuse what the supplier's inventory system cannot do, and a tax rule that its account does not have.

    Source: R15–R18, R34. Raises: ImpossibleOptions, InvalidValue.
    """
    connection, books = store.connections.get(supplier), store.mirror.books(supplier)
    if connection:
        directory.check(connection.system, options)
    wanted = options.freight.tax_rule
    if wanted and books and books.record.tax_rule(wanted) is None:
        names = ", ".join(rule.name for rule in books.record.tax_rules if rule.is_active and rule.is_for_sales)
        raise InvalidValue(
            f"The account has no active tax rule for sales called “{wanted}”; it has {names}.",
            pointer="/freight/tax_rule",
        )
