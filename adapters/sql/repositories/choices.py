"""What people chose to import, in SQL."""

from collections.abc import Iterable
from itertools import islice

import sqlalchemy as sa
from sqlmodel import col

from adapters.sql.bulk import BATCH
from adapters.sql.codecs.keys import lookup
from adapters.sql.codecs.mirror import contact_of
from adapters.sql.naming import table_of
from adapters.sql.statements import everything_of, insert_into, inserted, row_of, rows_of, upserted
from adapters.sql.tables import ContactEmailRow, ContactImportRow, ContactRow, MatchRow, ProductRow, SelectionRow
from application.ports.storage.catalogue import ChoiceRepository, Chosen, Match, NotImportable
from domain.contact import Contact
from domain.identifiers import ContactId, Sku, SupplierId

_PRODUCTS, _SELECTIONS = table_of(ProductRow), table_of(SelectionRow)


class SqlChoices(ChoiceRepository):
    """What people chose for a supplier."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def import_contacts(self, supplier: SupplierId, chosen: Chosen) -> None:
        """Note that customers are imported from now on; the first to say so stays noted."""
        inserted(self._transaction, ContactImportRow(supplier=supplier, actor=chosen.actor, at=chosen.at))

    def contacts_imported(self, supplier: SupplierId) -> Chosen | None:
        """Answer who had customers imported, None while nobody has."""
        row = row_of(self._transaction, ContactImportRow, supplier)
        return Chosen(actor=row.actor, at=row.at) if row else None

    def choose_products(
        self, supplier: SupplierId, skus: Iterable[Sku], chosen: Chosen
    ) -> tuple[tuple[Sku, NotImportable], ...]:
        """Note that the products with these SKUs are imported, and answer those that cannot be, with the reason."""
        wanted = {lookup(sku): sku for sku in skus}
        reasons: dict[str, str] = {}
        keys = iter(sorted(wanted))
        while batch := list(islice(keys, BATCH)):
            reasons |= self._reasons(supplier, batch)
            able = _PRODUCTS.c.folded_sku.in_([sku for sku in batch if reasons.get(sku) == ""])
            self._select(supplier, chosen, able)
        refused = {key: reasons.get(key, "unknown") for key in wanted if reasons.get(key) != ""}
        return tuple((wanted[key], NotImportable(why)) for key, why in refused.items())

    def choose_all_products(self, supplier: SupplierId, chosen: Chosen) -> None:
        """Note that every product that may be offered now is imported."""
        self._select(supplier, chosen, sa.true())

    def match(self, supplier: SupplierId, name: str, contact: ContactId, chosen: Chosen) -> None:
        """Remember which customer a name means, instead of what was remembered before."""
        row = MatchRow(
            supplier=supplier, folded_name=lookup(name), contact_id=contact, actor=chosen.actor, at=chosen.at
        )
        upserted(self._transaction, [row])

    def matches(self, supplier: SupplierId, contacts: Iterable[ContactId]) -> tuple[Match, ...]:
        """Answer the names that were matched to these customers, by name."""
        are_theirs = col(MatchRow.contact_id).in_(sorted(set(contacts)))
        asked = everything_of(MatchRow).where(col(MatchRow.supplier) == supplier, are_theirs)
        return tuple(
            Match(
                name=row.folded_name,
                contact=ContactId(row.contact_id),
                chosen=Chosen(actor=row.actor, at=row.at),
            )
            for row in rows_of(self._transaction, asked.order_by(col(MatchRow.folded_name)))
        )

    def contacts_with(self, supplier: SupplierId, email: str) -> tuple[Contact, ...]:
        """Answer the customers somebody of whom has this e-mail address, among those told to Upstock, by id."""
        is_theirs = sa.and_(
            col(ContactEmailRow.supplier) == supplier,
            col(ContactEmailRow.email) == lookup(email),
            col(ContactEmailRow.contact_id) == col(ContactRow.contact_id),
        )
        asked = everything_of(ContactRow).where(col(ContactRow.supplier) == supplier, is_theirs)
        rows = rows_of(self._transaction, asked.where(col(ContactRow.gone_at).is_(None)))
        return tuple(contact_of(row).record for row in sorted(rows, key=lambda row: row.contact_id))

    def _reasons(self, supplier: SupplierId, skus: list[str]) -> dict[str, str]:
        """Answer why each SKU is never offered, empty where one of its products may be."""
        reason = sa.func.min(_PRODUCTS.c.excluded)  # empty comes before all reasons
        is_one = sa.and_(*_kept(supplier), _PRODUCTS.c.folded_sku.in_(skus))
        asked = sa.select(_PRODUCTS.c.folded_sku, reason).where(is_one).group_by(_PRODUCTS.c.folded_sku)
        return {str(sku): str(why) for sku, why in self._transaction.execute(asked)}

    def _select(self, supplier: SupplierId, chosen: Chosen, are_wanted: sa.ColumnElement[bool]) -> None:
        said = (sa.literal(chosen.actor), sa.literal(chosen.at, _SELECTIONS.c.at.type))
        rows = sa.select(_PRODUCTS.c.supplier, _PRODUCTS.c.product_id, *said)
        able = rows.where(*_kept(supplier), _PRODUCTS.c.excluded == "", are_wanted)
        columns = ["supplier", "product_id", "actor", "at"]
        self._transaction.execute(
            insert_into(self._transaction, SelectionRow).from_select(columns, able).on_conflict_do_nothing()
        )


def _kept(supplier: SupplierId) -> tuple[sa.ColumnElement[bool], ...]:
    return _PRODUCTS.c.supplier == supplier, _PRODUCTS.c.gone_at.is_(None)
