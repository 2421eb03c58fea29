"""A process that runs tasks until it is killed, telling in a file what it does.

Run as `python -m tests.adapters.tasks.worker_process DATABASE_URL FOLDER`; a task whose subject begins with "slow"
goes on until FOLDER holds a file named "release".
"""

import os
import sys
import threading
from pathlib import Path

from adapters.sql.engine import make_engine
from adapters.tasks import task_engine
from application.ports.tasks import Task
from tests.waiting import until


def main(url: str, folder: Path) -> None:
    def tell(what: str) -> None:
        with (folder / "told").open("a") as told:
            told.write(f"{what} {os.getpid()}\n")

    def handle(subject: str) -> None:
        tell(f"began {subject}")
        if subject.startswith("slow"):
            until((folder / "release").exists, "released", seconds=60)
        tell(f"ended {subject}")

    engine = task_engine(make_engine(url), on_crash=lambda _task, subject, crash: tell(f"{subject}: {crash!r}"))
    engine.run(dict.fromkeys(Task, handle), lambda: None)
    tell("works")
    threading.Event().wait()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
