"""The command line of the connector, with all its doubts settled faster: run as a program of its own by these tests.

Everything else is production's; `CHAOS_HURRY` says how many times faster, 1 is production itself.
"""

import os

from dependency_injector import providers

from adapters.cin7_core import Limits
from domain.attempt import Patience
from entrypoints import logs
from entrypoints.cli.main import cli
from entrypoints.cli.program import Parts, Program
from entrypoints.container import Container
from entrypoints.http.app import create_app
from entrypoints.settings import Settings
from tests.chaos.mortal import hurried

HURRY = float(os.environ.get("CHAOS_HURRY", "1"))


def assemble(chosen: Settings | None) -> Parts:
    """Put the program together as the command line does, around the hurried patience."""
    settings = chosen or Settings.load()
    logs.configure(level="WARNING", shape="text", secrets=settings.secrets)
    container = Container(settings=providers.Object(settings))
    container.patience.override(providers.Object(hurried(Patience(), HURRY)))
    container.directory.add_kwargs(limits=Limits(connect=5.0, silence=40 / HURRY, whole=90 / HURRY))
    use_cases = container.use_cases()
    return Parts(
        settings=settings,
        use_cases=use_cases,
        worker=container.worker(),
        missing_migrations=container.missing_migrations,
        upgrade=container.upgrade,
        web_app=lambda: create_app(use_cases, container.readiness()),
    )


if __name__ == "__main__":
    cli(obj=Program(assemble), prog_name="upstock-cin7")
