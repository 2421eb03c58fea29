"""A connection that rested is asked whether it lives; one that worked just now is not."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from adapters.sql import resting
from adapters.sql.engine import make_engine
from adapters.sql.resting import REST, AskAfterRest

END_ALL_OTHERS = sa.text(
    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


class Rested:
    """A pool of two connections that are at rest, and its clock."""

    def __init__(self, url: str) -> None:
        self.now = 0.0
        self.engine = sa.create_engine(url)
        AskAfterRest(self.engine, lambda: self.now)
        with self.engine.connect() as one, self.engine.connect() as another:
            self._ask(one)
            self._ask(another)

    def use(self) -> None:
        """Ask the database through a connection of the pool."""
        with self.engine.connect() as connection:
            self._ask(connection)

    def cut_off(self) -> None:
        """Let the server end both, as a restart does."""
        other = make_engine(self.engine.url.render_as_string(hide_password=False))
        with other.connect() as connection:
            connection.execute(END_ALL_OTHERS)
        other.dispose()

    @staticmethod
    def _ask(connection: sa.Connection) -> None:
        assert connection.scalar(sa.text("SELECT 1")) == 1


@pytest.fixture
def pool(postgres_url: str) -> Iterator[Rested]:
    pool = Rested(postgres_url)
    yield pool
    pool.engine.dispose()


def test_connections_that_died_while_they_rested_are_not_used(pool: Rested) -> None:
    pool.cut_off()
    pool.now += REST + 1
    for _ in range(3):
        pool.use()


def test_where_they_worked_just_now_one_use_fails_and_all_others_are_new(pool: Rested) -> None:
    pool.cut_off()
    with pytest.raises(sa.exc.OperationalError):
        pool.use()
    for _ in range(3):
        pool.use()


def test_the_engine_of_the_program_asks_too(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resting, "REST", -1.0)  # no work is so recent
    pool = Rested(postgres_url)
    pool.engine.dispose()
    pool.engine = make_engine(postgres_url)
    pool.use()
    pool.cut_off()
    pool.use()
    pool.engine.dispose()
