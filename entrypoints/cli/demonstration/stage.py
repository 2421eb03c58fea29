"""The servers of the demonstration, on free ports, over a folder that is removed afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

from adapters import fake_cin7, fake_upstock
from domain.identifiers import SupplierId
from entrypoints.cli.demonstration.callers import Cin7Caller, ShopCaller, UpstockCaller
from entrypoints.cli.fakes import DEMO_ACCOUNT, DEMO_KEY, demo_account
from entrypoints.cli.program import Assemble, Parts
from entrypoints.cli.web import WebServer
from entrypoints.settings import Settings

SUPPLIER = SupplierId("northwind")
LIFTED = 100_000  # calls a minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What the demonstration plays on: Upstock's two sides, Cin7's side, and the parts between them."""

    upstock: UpstockCaller
    shop: ShopCaller
    cin7: Cin7Caller
    parts: Parts
    account: dict[str, Any]
    supplier: SupplierId


@contextmanager
def stage(assemble: Assemble, *, lifted: bool) -> Iterator[Stage]:
    """Set everything up, on the demonstration's account.

    `lifted` takes away the limit of sixty calls a minute on both sides.
    """
    account = demo_account()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="upstock-cin7-demo-")))
        universe = fake_cin7.Universe()
        universe.add_account({**account, "switches": {"throttle": "off"}} if lifted else account)
        cin7_url = stack.enter_context(_served(fake_cin7.make_server(universe), "fake-cin7"))
        inbox = fake_upstock.Inbox()
        shop_url = stack.enter_context(_served(fake_upstock.make_server(inbox), "fake-upstock"))
        settings = nobodys_settings(
            folder,
            cin7_url=f"{cin7_url}/ExternalApi/v2/",
            calls_per_minute=LIFTED if lifted else 60,
            upstock=(shop_url, inbox.secret),
        )
        parts = assemble(settings)
        parts.upgrade()
        token = parts.use_cases.issue_token("demo", None).text
        web = WebServer(parts.web_app(), host="127.0.0.1", port=0, threads=parts.settings.http_threads)
        stack.enter_context(web)
        stack.enter_context(parts.worker.running())
        yield Stage(
            upstock=UpstockCaller(web.url, token, SUPPLIER),
            shop=ShopCaller(shop_url, SUPPLIER),
            cin7=Cin7Caller(cin7_url, DEMO_ACCOUNT, DEMO_KEY),
            parts=parts,
            account=account,
            supplier=SUPPLIER,
        )


def nobodys_settings(
    folder: Path, *, cin7_url: str, calls_per_minute: int = 60, upstock: tuple[str, str] | None = None
) -> Settings:
    """Answer settings that owe nothing to the environment: what is only shown touches nothing that is real.

    Shape: `upstock` is where events are sent, and what they are signed with; without it nobody listens.
    """
    upstock_url, upstock_secret = upstock or ("", None)
    return Settings.load(
        _env_file=None,
        data_folder=folder,
        database_url=f"sqlite:///{folder / 'demo.sqlite3'}",
        secret_keys=(),
        cin7_url=cin7_url,
        cin7_calls_per_minute=calls_per_minute,
        upstock_url=upstock_url,
        upstock_signing_secret=upstock_secret,
        public_url="",
        log_level="ERROR",
        log_format="text",
    )


@contextmanager
def _served(server: "fake_cin7.Server | fake_upstock.Server", name: str) -> Iterator[str]:
    thread = Thread(target=server.serve_forever, name=name, daemon=True)
    thread.start()
    try:
        yield server.url
    finally:
        server.shutdown()
        thread.join(timeout=5)
