"""The server killed in the middle of an import goes on where it stopped, and asks for one page twice at most."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.sql import SqlUnitOfWork, Vault, make_engine
from application.ports.storage.mirror import RunOutcome, Stream, StreamRun
from application.ports.storage.unit_of_work import Work
from domain.identifiers import SupplierId
from tests.bench.bench_fake_cin7 import seed_document
from tests.chaos.town import ACCOUNT, KEY, FakeCin7, Running, Upstock, settings, token
from tests.waiting import until

SUPPLIER = SupplierId("northwind")
SECRET = "a key of this suite"
PRODUCTS, CUSTOMERS = 5_000, 1_000
LISTS = {"product", "customer"}
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(300)]


@pytest.fixture
def cin7(tmp_path: Path) -> Iterator[FakeCin7]:
    document = seed_document(PRODUCTS, CUSTOMERS)
    document.pop("account_id")
    document.pop("application_keys")
    cin7 = FakeCin7(tmp_path, document)
    for path in sorted(LISTS):
        cin7.fault({"match": {"method": "GET", "path": path}, "action": {"slow": 0.3}, "times": 1000})
    yield cin7
    cin7.stop()


@pytest.fixture
def work(database_url: str) -> Iterator[Work]:
    engine = make_engine(database_url)
    yield lambda: SqlUnitOfWork(engine, Vault([SECRET]))
    engine.dispose()


def runs(work: Work) -> list[StreamRun]:
    with work() as store:
        return [run for stream in Stream if (run := store.stream_runs.latest(SUPPLIER, stream))]


def pages(cin7: FakeCin7) -> Counter[tuple[str, str]]:
    return Counter((call["path"], str(call["query"])) for call in cin7.calls() if call["path"] in LISTS)


@pytest.mark.parametrize("killed_at", [1, 4, 7])
def test_an_import_goes_on_after_a_kill_where_it_stopped(
    killed_at: int, cin7: FakeCin7, work: Work, database_url: str, tmp_path: Path
) -> None:
    environment = settings(database_url, cin7, SECRET_KEYS=SECRET)
    with Running(tmp_path, "serve", "serve", "--port", "0", environment=environment) as server:
        upstock = Upstock(server, token(environment))
        key = {"account_id": ACCOUNT, "application_key": KEY}
        assert upstock.put(f"{SUPPLIER}/connection", key) == 201
        until(lambda: pages(cin7).total() >= killed_at, f"page {killed_at}", seconds=60)
        server.kill()
        server.start()
        until(lambda: all(run.finished_at for run in runs(work)), "everything read", seconds=180)
    assert {run.outcome for run in runs(work)} == {RunOutcome.DONE}
    asked = pages(cin7)
    assert asked.total() - len(asked) <= 1
    assert {run.stream: run.done for run in runs(work)} == {Stream.PRODUCTS: PRODUCTS, Stream.CONTACTS: CUSTOMERS}
    with work() as store:
        kept = {stream: store.mirror.absence(SUPPLIER, stream, LONG_AGO) for stream in Stream}
    assert {stream: absence.known for stream, absence in kept.items()} == {
        Stream.PRODUCTS: PRODUCTS,
        Stream.CONTACTS: CUSTOMERS,
    }
