"""The command line of the connector, with all its doubts settled faster: run as a program of its own by these tests.

Everything else is production's; `CHAOS_HURRY` says how many times faster, 1 is production itself.
"""

import os

from dependency_injector import providers

from adapters.cin7_core import Limits
from domain.attempt import Patience
from entrypoints.cli.main import main
from entrypoints.container import Container
from tests.chaos.mortal import hurried

if __name__ == "__main__":
    hurry = float(os.environ.get("CHAOS_HURRY", "1"))
    Container.patience.override(providers.Object(hurried(Patience(), hurry)))
    Container.directory.add_kwargs(limits=Limits(connect=5.0, silence=40 / hurry, whole=90 / hurry))
    main()
