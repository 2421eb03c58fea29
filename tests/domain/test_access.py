from domain.access import SYSTEM, Actor
from domain.identifiers import SupplierId
from tests.builders import SUPPLIER


def test_an_actor_of_one_supplier_may_touch_no_other() -> None:
    actor = Actor(name="token:1", supplier=SUPPLIER)
    assert actor.may_touch(SUPPLIER)
    assert not actor.may_touch(SupplierId("southwind"))


def test_an_actor_of_every_supplier_may_touch_each() -> None:
    assert SYSTEM.may_touch(SUPPLIER)
    assert Actor(name="cli:ana").may_touch(SupplierId("southwind"))
