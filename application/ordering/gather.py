"""Everything that composing a sale needs, from the mirror and one look-up for each miss."""

from application.ports.clock import Clock
from application.ports.inventory import InventorySystem
from application.ports.storage.unit_of_work import UnitOfWork, Work
from domain.approved_order import ApprovedOrder, Buyer, OrderLine
from domain.composing.compose_sale import Ingredients
from domain.connection import Connection
from domain.contact import Contact
from domain.dated import Dated
from domain.identifiers import ContactId, ProductId, Sku, SupplierId, folded
from domain.product import Product
from domain.sale_options import OptionsVersion


class Gather:
    """Reads what an order needs; with an open account, what the mirror misses is asked for once and kept.

    Source: R32, R33; architecture §10.1.
    """

    def __init__(self, *, work: Work, clock: Clock) -> None:
        self._work, self._clock = work, clock

    def __call__(
        self,
        approved: ApprovedOrder,
        connection: Connection,
        options: OptionsVersion,
        account: InventorySystem | None = None,
    ) -> Ingredients:
        """Answer the ingredients; without an account nothing is looked up. Raises: what reading raises."""
        if account:
            self._look_up_misses(approved, connection.supplier, account)
        with self._work() as store:
            books = store.mirror.books(connection.supplier)
            if books is None:
                raise RuntimeError(f"{connection.supplier} is connected, but its reference books were never stored")
            return Ingredients(
                supplier=connection.supplier,
                order=approved,
                company=connection.company,
                default_location=connection.default_location,
                options=options.options,
                books=books.record,
                books_read_at=books.at,
                candidates=_candidates(store, connection.supplier, approved.customer),
                matched_contact=store.mirror.matched_contact(connection.supplier, approved.customer.name),
                products=_products(store, connection.supplier, approved.lines),
            )

    def _look_up_misses(self, approved: ApprovedOrder, supplier: SupplierId, account: InventorySystem) -> None:
        with self._work() as store:
            customers = _candidates(store, supplier, approved.customer)
            known = _products(store, supplier, approved.lines)
        if _is_missed(approved.customer, customers):
            self._keep_contacts(supplier, _ask_for_contacts(account, approved.customer))
        for line in _missing(approved.lines, known):
            found = _ask_for_product(account, line)
            if found:
                with self._work() as store:
                    store.mirror.put_products(supplier, (found,), self._clock.now())

    def _keep_contacts(self, supplier: SupplierId, contacts: tuple[Contact, ...]) -> None:
        with self._work() as store:
            store.mirror.put_contacts(supplier, contacts, self._clock.now())


def _candidates(store: UnitOfWork, supplier: SupplierId, buyer: Buyer) -> tuple[Dated[Contact], ...]:
    chosen = store.mirror.matched_contact(supplier, buyer.name)
    by_id = [store.mirror.contact(supplier, ContactId(known)) for known in (buyer.contact_id, chosen) if known]
    return (*filter(None, by_id), *(store.mirror.contacts_named(supplier, buyer.name) if buyer.name else ()))


def _is_missed(buyer: Buyer, known: tuple[Dated[Contact], ...]) -> bool:
    """Answer whether Cin7 must be asked: an id that the mirror lacks is asked for before the name may stand in."""
    ids = {customer.record.id.casefold() for customer in known}
    return buyer.contact_id.casefold() not in ids if buyer.contact_id else not known


def _products(store: UnitOfWork, supplier: SupplierId, lines: tuple[OrderLine, ...]) -> tuple[Dated[Product], ...]:
    return store.mirror.products(
        supplier,
        ids=[ProductId(line.product_id) for line in lines if line.product_id],
        skus=[Sku(line.sku) for line in lines if line.sku],
    )


def _missing(lines: tuple[OrderLine, ...], known: tuple[Dated[Product], ...]) -> tuple[OrderLine, ...]:
    ids = {product.record.id.casefold() for product in known}
    skus = {folded(product.record.sku) for product in known}
    missing = {
        (line.product_id.casefold(), folded(line.sku)): line
        for line in lines
        if line.product_id.casefold() not in ids and folded(line.sku) not in skus
    }
    return tuple(missing.values())


def _ask_for_contacts(account: InventorySystem, buyer: Buyer) -> tuple[Contact, ...]:
    found = account.contact(ContactId(buyer.contact_id)) if buyer.contact_id else None
    if found:
        return (found,)
    return account.contacts_named(buyer.name) if buyer.name else ()


def _ask_for_product(account: InventorySystem, line: OrderLine) -> Product | None:
    found = account.product(ProductId(line.product_id)) if line.product_id else None
    return found or (account.product_with(Sku(line.sku)) if line.sku else None)
