"""The command line as a process of its own, where signals and ports matter."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
# A shell starts what it runs in the background with Ctrl-C ignored, and the children of that inherit it.
HEED_CTRL_C = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
COMMAND = (sys.executable, "-c", f"{HEED_CTRL_C}; from entrypoints.cli.main import main; main()")
URL = re.compile(r"http://[\w.:\[\]-]+")


def ours(**changed: str) -> Mapping[str, str]:
    """Answer an environment in which our packages are found."""
    return {**os.environ, "PYTHONPATH": str(REPOSITORY), **changed}


def finished(*words: str, folder: Path, **changed: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(  # noqa: S603 -- our own command
        [*COMMAND, *words], cwd=folder, env=ours(**changed), capture_output=True, text=True, timeout=100, check=False
    )


@contextmanager
def staying(*words: str, folder: Path, **changed: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a command that stays, and answer it with the URL of its first line; killed if it is still there."""
    process = subprocess.Popen(  # noqa: S603 -- our own command
        [*COMMAND, *words], cwd=folder, env=ours(**changed), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = URL.search(line)
        yield process, found.group() if found else line
    finally:
        process.kill()
        process.communicate(timeout=30)


def stopped(process: subprocess.Popen[str], number: signal.Signals = signal.SIGTERM) -> int:
    """Tell a process to stop, and answer its exit code."""
    process.send_signal(number)
    return process.wait(timeout=60)
