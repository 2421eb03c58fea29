"""The composition root: the only place where parts are put together; with `making`, the only one to name adapters.

Nothing asks it at run time: the command line and the WSGI factory take what they need out of it once and hand it on
as ordinary arguments.
"""

import secrets
import uuid
from dataclasses import fields
from functools import partial

from dependency_injector import containers, providers

from adapters.cin7_core import Cin7Directory, make_session
from adapters.sql.call_budget import SqlCallBudget
from adapters.sql.engine import make_engine
from adapters.sql.migrate import pending
from adapters.sql.rotation import SqlSecrets
from adapters.sql.unit_of_work import SqlUnitOfWork
from adapters.tasks import task_engine
from adapters.upstock import Recorder
from application.catalogue.passes import Passes
from application.connecting.check_accounts import CheckAccounts
from application.connecting.doubting_directory import DoubtingDirectory
from application.connecting.doubts import Doubts
from application.ordering.compose import Compose
from application.ordering.gather import Gather
from application.ordering.ledger import OrderLedger
from application.ordering.release_held import ReleaseHeld
from application.ports.storage.unit_of_work import Work
from application.telling import Teller
from application.use_cases import UseCases
from domain.attempt import Patience
from entrypoints.access_parts import AccessParts, access_parts
from entrypoints.catalogue_parts import CatalogueParts, catalogue_parts
from entrypoints.clock import SystemClock
from entrypoints.connecting_parts import ConnectingParts, connecting_parts
from entrypoints.console.installation import ConsoleSettings
from entrypoints.doctor.examination import Doctor
from entrypoints.gauges import Gauges
from entrypoints.instruments import Instruments
from entrypoints.making import (
    an_imitation,
    base_url,
    cin7_reach,
    imitated,
    no_call_inside,
    upgrade_all,
    upstock_at,
    upstock_reach,
    vault_for,
)
from entrypoints.metrics import Metrics
from entrypoints.observing import Observer, watched
from entrypoints.ordering_parts import OrderingParts, ordering_parts
from entrypoints.preview_parts import PreviewParts, preview_parts
from entrypoints.readiness import Readiness
from entrypoints.running_parts import RunningParts, running_parts
from entrypoints.settings import Settings
from entrypoints.worker import CrashReport, Worker

Parts = AccessParts | ConnectingParts | CatalogueParts | OrderingParts | RunningParts | PreviewParts


def _rows_of_one_block(settings: Settings) -> int:
    """Answer how much begins, or goes, in one transaction: on SQLite every other writer waits for it."""
    return 100 if settings.sqlite_file else 500


def _all_of(work: Work, *parts: Parts) -> UseCases:
    return UseCases(work=work, **{field.name: getattr(each, field.name) for each in parts for field in fields(each)})


class Container(containers.DeclarativeContainer):
    """Everything that runs, for one set of settings.

    Source: architecture §7. Shape: what entrypoints take out is `use_cases`, `worker`, `tasks`, `readiness`,
    `console`, `metrics`, `doctor`, `upgrade`, `secret_store` and, for the imitation, `universe`;
    tests override `clock` and `patience`.
    """

    settings: providers.Dependency[Settings] = providers.Dependency(instance_of=Settings)
    clock = providers.Singleton(SystemClock)
    patience = providers.Singleton(Patience)
    new_id = providers.Object(lambda: uuid.uuid4().hex)
    new_secret = providers.Object(partial(secrets.token_hex, 32))

    engine = providers.Singleton(make_engine, settings.provided.database_url)
    vault = providers.Singleton(vault_for, settings)
    instruments = providers.Singleton(Instruments)
    observer = providers.Singleton(Observer, instruments)
    work = providers.Factory(SqlUnitOfWork, engine, vault, observer)
    crashes = providers.Singleton(CrashReport, new_reference=new_id)
    tasks = providers.Singleton(
        task_engine,
        engine,
        on_crash=crashes,
        on_adopted=observer.provided.adopted,
        on_late=observer.provided.late,
        on_orphan=crashes.provided.orphaned,
    )
    gauges = providers.Singleton(Gauges, work=work.provider, tasks=tasks, clock=clock)
    metrics = providers.Singleton(Metrics, instruments, gauges)
    upgrade = providers.Callable(upgrade_all, settings, tasks)
    secret_store = providers.Singleton(SqlSecrets, engine, vault)
    missing_migrations = providers.Callable(pending, settings.provided.database_url)
    readiness = providers.Factory(Readiness, pending=missing_migrations.provider, tasks=tasks)

    cookies = vault.provided.derived.call("console cookies")
    console = providers.Factory(ConsoleSettings, cookies, clock, settings.provided.public_url)
    universe = providers.Singleton(an_imitation)
    session = providers.Selector(
        settings.provided.cin7_kind,
        http=providers.Singleton(make_session),
        in_process=providers.Singleton(imitated, providers.Singleton(make_session), universe),
    )
    budget = providers.Singleton(SqlCallBudget, engine, clock, settings.provided.cin7_calls_per_minute)
    directory = providers.Singleton(
        Cin7Directory,
        session,
        providers.Callable(base_url, settings.provided.cin7_url),
        budget,
        clock,
        guard=providers.Object(no_call_inside),
        watcher=observer,
    )
    doubts = providers.Factory(Doubts, work=work.provider, tasks=tasks, clock=clock)
    accounts = providers.Factory(DoubtingDirectory, directory=directory, doubts=doubts)

    storefront = providers.Selector(
        settings.provided.upstock_kind,
        http=providers.Singleton(upstock_at, settings, clock),
        record=providers.Singleton(Recorder),
        none=providers.Object(None),
    )
    teller = providers.Factory(
        Teller, tasks=tasks, clock=clock, new_id=new_id, somebody_listens=providers.Callable(bool, storefront)
    )
    ledger = providers.Factory(
        OrderLedger, work=work.provider, tasks=tasks, clock=clock, teller=teller, watch=observer.provided.stepped
    )
    gather = providers.Factory(Gather, work=work.provider, clock=clock)
    compose = providers.Factory(Compose, work=work.provider, gather=gather, tasks=tasks, clock=clock)
    release = providers.Factory(ReleaseHeld, work=work.provider, compose=compose, ledger=ledger, clock=clock)
    passes = providers.Factory(Passes, tasks=tasks, clock=clock, patience=patience, new_id=new_id)
    catalogue = providers.Factory(
        catalogue_parts,
        work=work.provider,
        directory=accounts,
        passes=passes,
        tasks=tasks,
        clock=clock,
        new_id=new_id,
        teller=teller,
        release=release,
    )
    access = providers.Factory(access_parts, work=work.provider, clock=clock, new_id=new_id, new_secret=new_secret)
    connecting = providers.Factory(
        connecting_parts,
        work=work.provider,
        directory=accounts,
        ledger=ledger,
        doubts=doubts,
        passes=passes,
        release=release,
        teller=teller,
        tasks=tasks,
        clock=clock,
        patience=patience,
        new_secret=new_secret,
        public_url=settings.provided.public_url,
    )
    running = providers.Factory(
        running_parts,
        work=work.provider,
        compose=compose,
        new_id=new_id,
        directory=accounts,
        ledger=ledger,
        passes=passes,
        tasks=tasks,
        teller=teller,
        clock=clock,
        patience=patience,
        public_url=settings.provided.public_url,
        periods=settings.provided.periods,
        doubts=doubts,
        storefront=providers.Callable(watched, storefront, instruments, clock),
        budget=budget,
        chunk=providers.Callable(_rows_of_one_block, settings),
    )
    ordering = providers.Factory(
        ordering_parts,
        work=work.provider,
        directory=accounts,
        ledger=ledger,
        gather=gather,
        compose=compose,
        clock=clock,
        patience=patience,
    )
    previews = providers.Factory(preview_parts, work=work.provider, directory=accounts, gather=gather, clock=clock)
    use_cases = providers.Singleton(_all_of, work.provider, access, connecting, ordering, catalogue, running, previews)
    doctor = providers.Factory(
        Doctor,
        settings=settings,
        readiness=readiness,
        work=work.provider,
        tasks=tasks,
        clock=clock,
        pending=missing_migrations.provider,
        secrets=secret_store,
        cin7=providers.Callable(cin7_reach, settings, session),
        upstock=providers.Callable(upstock_reach, settings, clock),
        check_accounts=providers.Factory(CheckAccounts, work=work.provider, directory=directory),
        show_status=use_cases.provided.show_status,
    )
    worker = providers.Singleton(Worker, use_cases=use_cases, tasks=tasks, crashes=crashes, instruments=instruments)


def compose(settings: Settings) -> Container:
    """Put everything together for these settings, and find out now whether it fits.

    Raises: UnusableKeys for keys that protect nothing, OSError for a folder that cannot be made.
    """
    if settings.sqlite_file:
        settings.sqlite_file.parent.mkdir(parents=True, exist_ok=True)
    container = Container(settings=providers.Object(settings))
    container.vault()
    container.use_cases()
    return container
