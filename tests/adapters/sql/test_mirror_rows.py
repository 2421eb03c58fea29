from datetime import timedelta

import sqlalchemy as sa

from adapters.sql.columns import Document
from application.ports.storage.unit_of_work import Work
from domain.identifiers import ContactId
from tests.builders import NOON, READ_AT, SUPPLIER, a_contact, a_product


def test_a_record_that_did_not_change_keeps_its_stored_document(engine: sa.Engine, work: Work) -> None:
    with work() as store:
        store.mirror.put_products(SUPPLIER, [a_product()], READ_AT)
    mark = sa.text("UPDATE products SET document = :mark").bindparams(sa.bindparam("mark", {"mark": 1}, Document))
    with engine.begin() as connection:
        connection.execute(mark)
    with work() as store:
        assert store.mirror.put_products(SUPPLIER, [a_product()], READ_AT + timedelta(hours=1)) == 0
    with engine.connect() as connection:
        read = sa.text("SELECT document FROM products").columns(document=Document)
        assert connection.scalar(read) == {"mark": 1}


def test_the_customer_a_person_chose_is_found_by_the_name_as_people_read_it(engine: sa.Engine, work: Work) -> None:
    chosen = sa.text("INSERT INTO matches VALUES (:supplier, 'harbour café', :contact, 'cli:ana', :at)")
    with engine.begin() as connection:
        connection.execute(chosen, {"supplier": SUPPLIER, "contact": a_contact().id, "at": NOON})
    with work() as store:
        assert store.mirror.matched_contact(SUPPLIER, " Harbour  CAFÉ") == ContactId(a_contact().id)
        store.mirror.forget(SUPPLIER)
        assert store.mirror.matched_contact(SUPPLIER, "Harbour Café") is None
