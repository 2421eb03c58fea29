"""Running commands as people do, keeping all that they show: to a pipe, to a terminal, and in the list of processes."""

import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.secrecy.search import Places
from tests.waiting import until

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-u", "-m", "tests.secrecy.program")
ARGUMENTS = "list of processes"


class Commands:
    """Runs commands with one environment, and remembers what each of them told whom."""

    def __init__(self, environment: Mapping[str, str], seen: Places) -> None:
        self._environment, self._seen = {**os.environ, **environment}, seen

    def run(self, *words: str, ends_with: int | None = 0, is_secret: bool = False) -> str:
        """Run a command to its end, and answer its output; what `is_secret` on purpose is not kept."""
        process = subprocess.Popen(  # noqa: S603 -- our own program
            [*COMMAND, *words],
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.look_at(process.pid)
        shown, complaints = process.communicate(timeout=200)
        assert ends_with in (None, process.returncode), f"{words}: {process.returncode}\n{shown}\n{complaints}"
        self._keep(words, ("" if is_secret else shown) + complaints)
        return shown

    def ask(self, *words: str, prompt: str, answer: str) -> None:
        """Run a command on a terminal of its own and answer what it asks for; what the terminal shows is kept."""
        ours, its = pty.openpty()
        process = subprocess.Popen(  # noqa: S603 -- our own program
            [*COMMAND, *words],
            cwd=ROOT,
            env=self._environment,
            stdin=its,
            stdout=its,
            stderr=its,
            start_new_session=True,
        )
        os.close(its)
        os.set_blocking(ours, False)
        shown = bytearray()

        def reads() -> bool:
            try:
                shown.extend(os.read(ours, 65536))
            except BlockingIOError:
                return False
            except OSError:  # the other end was closed
                return True
            return False

        until(lambda: reads() or prompt.encode() in shown, f"{words} asks", seconds=200)
        self.look_at(process.pid)
        os.write(ours, f"{answer}\n".encode())
        until(lambda: reads() or process.poll() is not None, f"{words} ends", seconds=200)
        until(reads, "the rest of what it said")
        os.close(ours)
        assert process.wait(30) == 0, shown.decode()
        self._keep(words, shown.decode())

    def look_at(self, process: int) -> None:
        """Look at a process as any user of the machine can."""
        shown = Path(f"/proc/{process}/cmdline")
        until(lambda: b"program" in shown.read_bytes(), "the process has begun")
        self._seen[ARGUMENTS] = self._seen.get(ARGUMENTS, b"") + shown.read_bytes() + b"\n"

    def _keep(self, words: tuple[str, ...], shown: str) -> None:
        name = f"command {' '.join(words)}"
        self._seen[name] = self._seen.get(name, b"") + shown.encode()
