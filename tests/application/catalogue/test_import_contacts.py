import pytest

from application.ports.storage.jobs import JobState
from domain.errors import NotThere
from domain.identifiers import SupplierId
from tests.application.catalogue.counter import ANA, Counter, types
from tests.builders import SUPPLIER, a_contact


def names(counter: Counter) -> list[str]:
    return sorted(contact.name for contact in counter.window.contacts.values())


def test_nobody_is_told_of_before_somebody_imports(counter: Counter) -> None:
    assert counter.read(a_contact(id="1")) == []


def test_active_customers_are_published_and_from_then_on_by_themselves(counter: Counter) -> None:
    counter.read(a_contact("Ana", id="1"), a_contact("Ben", id="2", is_active=False))
    job = counter.import_contacts()
    assert names(counter) == ["Ana"]
    assert (job.state, job.kind, job.done) == (JobState.DONE, "import_contacts", 2)
    assert "contact.published" in types(counter.read(a_contact("Cal", id="3")))
    assert names(counter) == ["Ana", "Cal"]


def test_importing_again_publishes_nothing_again(counter: Counter) -> None:
    counter.read(a_contact(id="1"))
    counter.import_contacts()
    assert (counter.import_contacts().total, counter.follow_up()) == (0, [])


def test_importing_needs_a_supplier_that_was_connected(counter: Counter) -> None:
    with pytest.raises(NotThere, match="nobody was never connected"):
        counter.use_cases.import_contacts(SupplierId("nobody"), ANA)


def test_who_imported_stands_in_the_audit_and_stays_noted(counter: Counter) -> None:
    counter.import_contacts()
    with counter.work() as store:
        [entry] = store.audit.of(SUPPLIER, 1)
        chosen = store.choices.contacts_imported(SUPPLIER)
    assert (entry.actor, entry.action) == ("token:ana", "import_contacts.requested")
    assert chosen is not None
    assert chosen.actor == "token:ana"
