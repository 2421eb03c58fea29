"""What is found, with the remedy, whatever else is wrong."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.sql import SqlSecrets, Vault, new_key
from application.ports.reach import Hearing, Knock, Reach
from application.ports.storage.due import INSTALLATION, Chore, Due
from application.ports.tasks import Backlog, Pulse
from entrypoints.doctor import machine
from entrypoints.doctor.examination import Doctor
from entrypoints.doctor.findings import Finding, Verdict, ok, said_by, warn, worst, wrong
from entrypoints.settings import Settings
from tests.builders import SUPPLIER, an_approved_order
from tests.fakes.tasks import MemoryTaskEngine
from tests.house import House

MINUTE = timedelta(minutes=1)


class Door(Reach):
    """Answers a knock as it is told."""

    def __init__(self, hearing: Hearing = Hearing.HEARD, *, knock: Knock | None = None) -> None:
        self._knock = knock or Knock(hearing=hearing, detail="as it is")

    def knock(self) -> Knock:
        return self._knock


class Engine(MemoryTaskEngine):
    """Has the pulse that it is told."""

    beats: Pulse

    def pulse(self) -> Pulse:
        return self.beats


def healthy(house: House, **changed: object) -> Doctor:
    """Answer a doctor for a house in which everything is as it should be, but for what is changed."""
    house.tasks.tick()
    with house.use_cases.work() as store:
        later = house.clock.now() + timedelta(hours=9)
        store.due.fill([Due(supplier=INSTALLATION, chore=Chore.PRUNE, due_at=later)])
    doctor: Doctor = house.container.doctor()
    settings = doctor.settings.model_copy(
        update={"cin7_url": Settings.load().cin7_url, "public_url": "https://x.example"}
    )
    return replace(doctor, settings=settings, cin7=Door(), upstock=Door(), **changed)  # type: ignore[arg-type]  # fields by name


def found(doctor: Doctor, part: str) -> list[tuple[Verdict, str]]:
    return [(finding.verdict, finding.what) for finding in doctor(accounts=10) if finding.part == part]


def test_where_nothing_is_wrong_every_part_says_so(house: House) -> None:
    findings = list(healthy(house)(accounts=10))
    assert {finding.part for finding in findings} >= {
        "settings",
        "keys",
        "public url",
        "disk",
        "database",
        "secrets",
        "worker",
        "suppliers",
        "orders",
        "outbox",
        "cin7",
        "upstock",
        "supplier northwind",
    }
    assert worst(findings) is Verdict.OK, findings
    assert not any(finding.remedy for finding in findings)


def test_every_finding_that_is_not_well_has_a_remedy(house: House) -> None:
    sick = replace(healthy(house), upstock=None, cin7=Door(Hearing.DEAF), settings=house.container.settings())
    house.clock.advance(timedelta(hours=5))
    house.approve(an_approved_order(currency="EUR"))
    unwell = [finding for finding in sick(accounts=10) if finding.verdict is not Verdict.OK]
    assert len(unwell) >= 5
    assert all(finding.remedy for finding in unwell), unwell


def test_a_database_that_does_not_answer_is_said_with_the_reason_and_the_rest_is_looked_at(house: House) -> None:
    def refused() -> tuple[str, ...]:
        raise RuntimeError("wrapped") from ConnectionRefusedError("connection to server failed: Connection refused")

    doctor = healthy(house, pending=refused)
    ((verdict, what),) = found(doctor, "database")
    assert verdict is Verdict.WRONG
    assert "Connection refused" in what
    assert found(doctor, "orders") == []
    assert found(doctor, "cin7") == [(Verdict.OK, "Cin7 Core answers.")]


def test_a_password_of_the_database_is_never_told() -> None:
    url = "postgresql+psycopg://upstock:hunter2@db.example/upstock"
    settings = Settings.load(_env_file=None, database_url=url, secret_keys="a key of these tests")
    from entrypoints.doctor.database import named  # noqa: PLC0415 -- beside the one claim about it

    assert named(settings) == "PostgreSQL, upstock on db.example"


@pytest.mark.parametrize(
    ("ago", "workers", "verdict"),
    [
        (1, None, Verdict.OK),
        (1, 3, Verdict.OK),
        (4, None, Verdict.WRONG),
        (None, None, Verdict.WRONG),
        (1, 0, Verdict.WRONG),
    ],
)
def test_it_is_seen_whether_somebody_works(
    house: House, ago: int | None, workers: int | None, verdict: Verdict
) -> None:
    engine, now = Engine(house.clock), house.clock.now()
    engine.beats = Pulse(ticked_at=now - ago * MINUTE if ago else None, workers=workers, queues={})
    assert [each for each, _ in found(healthy(house, tasks=engine), "worker")] == [verdict]


def test_tasks_that_wait_long_are_said(house: House) -> None:
    engine, now = Engine(house.clock), house.clock.now()
    queues = {"bulk": Backlog(tasks=7, oldest_at=now - 20 * MINUTE), "orders": Backlog(tasks=1, oldest_at=now)}
    engine.beats = Pulse(ticked_at=now, workers=1, queues=queues)
    assert found(healthy(house, tasks=engine), "worker")[1:] == [
        (Verdict.WARN, "7 tasks wait in “bulk”, the first for 20 minutes.")
    ]


def test_secrets_under_older_keys_and_under_none_are_said(house: House) -> None:
    engine = house.container.engine()
    lost = SqlSecrets(engine, Vault([new_key()]))
    ((verdict, what),) = found(healthy(house, secrets=lost), "secrets")
    assert verdict is Verdict.WRONG
    assert "credentials of northwind" in what
    older = SqlSecrets(engine, Vault([new_key(), "a key of these tests"]))
    assert found(healthy(house, secrets=older), "secrets") == [(Verdict.WARN, "1 are still under an older key.")]


@pytest.mark.parametrize(
    ("apart", "verdict"), [(-30, Verdict.OK), (90, Verdict.WARN), (-90, Verdict.WARN), (600, Verdict.WRONG)]
)
def test_clocks_that_are_apart_are_said(house: House, apart: int, verdict: Verdict) -> None:
    theirs = house.clock.now() + timedelta(seconds=apart)
    door = Door(knock=Knock(hearing=Hearing.HEARD, clock=theirs))
    doctor = replace(healthy(house), cin7=door)
    assert [each for each, _ in found(doctor, "clock")] == [verdict]


@pytest.mark.parametrize("hearing", Hearing)
def test_whatever_another_system_answers_has_a_meaning(house: House, hearing: Hearing) -> None:
    doctor = replace(healthy(house), cin7=Door(hearing), upstock=Door(hearing))
    for part in ("cin7", "upstock"):
        ((verdict, _),) = found(doctor, part)
        assert (verdict is Verdict.OK) is (hearing is Hearing.HEARD)


def test_without_an_address_of_upstock_events_wait(house: House) -> None:
    assert found(replace(healthy(house), upstock=None), "upstock")[0][0] is Verdict.WARN


def test_a_key_that_is_refused_is_wrong_and_an_account_that_is_away_a_warning(house: House) -> None:
    house.fault("GET", "me", {"status": 403})
    assert found(healthy(house), "supplier northwind")[0][0] is Verdict.WRONG
    house.fault("GET", "me", {"status": 503})
    assert found(healthy(house), "supplier northwind")[0][0] is Verdict.WARN


def test_orders_that_should_have_gone_on_are_wrong_and_held_ones_a_warning(house: House) -> None:
    house.approve(an_approved_order(number="UP-1", currency="EUR"))
    assert found(healthy(house), "orders") == [(Verdict.WARN, "Some wait for a person: order_currency 1.")]
    doctor = healthy(house)
    house.use_cases.approve_order(SUPPLIER, an_approved_order(number="UP-2"))
    house.tasks.lose_everything()
    house.clock.advance(3 * MINUTE)
    assert found(doctor, "orders")[0][0] is Verdict.WRONG


@pytest.mark.parametrize(("minutes", "verdict"), [(1, Verdict.OK), (11, Verdict.WARN), (61, Verdict.WRONG)])
def test_events_that_wait_too_long_are_said(house: House, minutes: int, verdict: Verdict) -> None:
    house.approve(an_approved_order())
    house.clock.advance(minutes * MINUTE)
    assert [each for each, _ in found(healthy(house), "outbox")] == [verdict]


def test_an_installation_without_suppliers_is_told_how_to_connect_one(empty_house: House) -> None:
    assert found(healthy(empty_house), "suppliers") == [(Verdict.WARN, "None is connected.")]


def test_suppliers_whose_key_was_lost_are_named(house: House) -> None:
    with house.container.engine().begin() as connection:
        connection.execute(sa.text("UPDATE connections SET status = 'lost'"))
    verdict, what = found(healthy(house), "suppliers")[0]
    assert (verdict, "northwind" in what) == (Verdict.WRONG, True)


def test_what_is_not_forgotten_any_more_is_said(house: House) -> None:
    doctor = healthy(house)
    house.clock.advance(timedelta(days=3))
    house.tasks.tick()
    with house.use_cases.work() as store:
        store.due.fill([Due(supplier=INSTALLATION, chore=Chore.PRUNE, due_at=house.clock.now() - timedelta(days=3))])
    assert [each for each, _ in found(doctor, "retention")] == [Verdict.WARN]


def test_a_part_that_cannot_even_be_looked_at_is_a_finding_and_the_others_are_looked_at(house: House) -> None:
    class Broken(Door):
        def knock(self) -> Knock:
            raise ZeroDivisionError("of all things")

    doctor = replace(healthy(house), cin7=Broken())
    assert found(doctor, "cin7") == [(Verdict.WRONG, "It could not be looked at: of all things.")]
    assert found(doctor, "supplier northwind")


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("", Verdict.WARN),
        ("https://connector.example", Verdict.OK),
        ("http://connector.example", Verdict.WARN),
        ("https://127.0.0.1:8000", Verdict.WRONG),
        ("https://10.1.2.3", Verdict.WRONG),
        ("https://connector", Verdict.WRONG),
        ("https://connector.local", Verdict.WRONG),
    ],
)
def test_an_address_that_cin7_cannot_reach_is_said(url: str, verdict: Verdict) -> None:
    settings = Settings.load(_env_file=None, public_url=url)
    (finding,) = [each for each in machine.of_settings(settings) if each.part == "public url"]
    assert finding.verdict is verdict


def test_on_postgresql_this_machines_disk_says_nothing() -> None:
    url = "postgresql+psycopg://upstock@db.example/upstock"
    settings = Settings.load(_env_file=None, database_url=url, secret_keys="a key of these tests")
    assert list(machine.of_disk(settings)) == []


def test_the_disk_of_a_file_is_looked_at(tmp_path: Path) -> None:
    (finding,) = machine.of_disk(Settings.load(_env_file=None, data_folder=tmp_path))
    assert str(tmp_path) in finding.what


def test_the_worst_finding_counts() -> None:
    made: list[Callable[[], Finding]] = [
        lambda: ok("a", "x"),
        lambda: wrong("b", "x", "y"),
        lambda: warn("c", "x", "y"),
    ]
    assert worst(make() for make in made) is Verdict.WRONG
    assert worst([]) is Verdict.OK


def test_an_error_is_told_in_the_words_of_whoever_refused() -> None:
    driver = sa.exc.OperationalError("SELECT 1", {}, ValueError('FATAL:  password authentication failed for "x"\n'))
    assert said_by(driver) == 'FATAL: password authentication failed for "x"'
    assert said_by(KeyError()) == "KeyError"


def test_no_more_suppliers_are_asked_than_wanted(house: House) -> None:
    assert not any(each.part == "supplier northwind" for each in healthy(house)(accounts=0))
