"""Real processes on loopback: an imitated Cin7 that survives, and a connector that is killed and started again."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self, cast

import requests

from tests.waiting import until

ROOT = Path(__file__).parents[2]
ACCOUNT, KEY = "7d6e0000-0000-4000-8000-000000000001", "7d6e0000-0000-4000-8000-0000000000aa"
COMMAND = (sys.executable, "-u", "-c", "from entrypoints.cli.main import main; main()")
HURRIED = (sys.executable, "-u", "-m", "tests.chaos.program")
"""The same command line with doubts that are settled `CHAOS_HURRY` times faster."""
LISTENING = re.compile(r"on (http://127\.0\.0\.1:\d+)")
WORKING = re.compile(r"upstock-cin7 (works)")

Document = dict[str, Any]  # JSON as another process answers it


class Running:
    """One process of the command line that listens on a port of its own, or works."""

    def __init__(
        self,
        folder: Path,
        name: str,
        *arguments: str,
        environment: dict[str, str],
        command: Sequence[str] = COMMAND,
    ) -> None:
        self._arguments, self._command = arguments, command
        self._environment = os.environ | {"PYTHONFAULTHANDLER": "1"} | environment
        self._log = folder / f"{name}.log"
        self._ready = WORKING if "worker" in arguments else LISTENING
        self.starts = 0
        self.start()

    def start(self) -> None:
        """Start it, also again after a kill, and wait until it says where it listens."""
        self.starts += 1
        log = self._log.with_suffix(f".{self.starts}.log")
        with log.open("wb") as output:
            self._process = subprocess.Popen(  # noqa: S603 - our own program with our own arguments
                [*self._command, *self._arguments],
                cwd=ROOT,
                env=self._environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            until(lambda: bool(self._found(log)) or self._ended(log), f"{self._arguments} is ready", seconds=300)
        except AssertionError as late:
            self._process.send_signal(signal.SIGABRT)  # every thread then writes down where it is
            self._process.wait()
            raise AssertionError(f"{late}: {log.read_text(errors='replace')[-6000:]}") from late
        self.url = self._found(log)[0]

    def kill(self) -> None:
        """Kill it as the machine's power switch would."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        """Ask it to stop, and insist after a while."""
        self.is_told_to_stop()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.stop()

    @property
    def pid(self) -> int:
        """The process of its latest start."""
        return self._process.pid

    def is_told_to_stop(self) -> None:
        """Ask it to finish what it has in hand and stop."""
        self._process.terminate()

    def ended_with(self) -> int | None:
        """Answer its exit code, None while it runs."""
        return self._process.poll()

    def freeze(self) -> None:
        """Let it stand still, as a machine that sleeps."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on as if no time had passed."""
        self._process.send_signal(signal.SIGCONT)

    def _found(self, log: Path) -> list[str]:
        return self._ready.findall(log.read_text(errors="replace"))

    def _ended(self, log: Path) -> bool:
        if self._process.poll() is not None:
            raise AssertionError(f"{self._arguments} ended at once: {log.read_text(errors='replace')[-2000:]}")
        return False


class FakeCin7:
    """The imitated Cin7 as a server, and what its control plane says."""

    def __init__(self, folder: Path, document: Document) -> None:
        self._running = Running(folder, "cin7", "fake-cin7", "serve", "--port", "0", environment={})
        self.url, self.pid = self._running.url, self._running.pid
        wanted = {"account_id": ACCOUNT, "application_keys": [KEY], **document}
        assert requests.post(f"{self.url}/_fake/accounts", json=wanted, timeout=60).status_code == 201

    def sales(self) -> list[Document]:
        """Answer every sale, voided ones included."""
        answer = requests.get(f"{self.url}/_fake/accounts/{ACCOUNT}", timeout=60)
        return cast("list[Document]", answer.json()["sales"])

    def webhooks(self) -> list[Document]:
        """Answer every webhook that is registered."""
        answer = requests.get(f"{self.url}/_fake/accounts/{ACCOUNT}", timeout=60)
        return cast("list[Document]", answer.json()["webhooks"])

    def calls(self) -> list[Document]:
        """Answer every call that was seen."""
        return cast("list[Document]", requests.get(f"{self.url}/_fake/requests", timeout=60).json()["requests"])

    def fault(self, instruction: Document) -> None:
        """Let something go wrong."""
        assert requests.post(f"{self.url}/_fake/faults", json=instruction, timeout=10).status_code < 300

    def stop(self) -> None:
        """Stop it."""
        self._running.stop()


def settings(database_url: str, cin7: FakeCin7, **more: str) -> dict[str, str]:
    """Answer the environment of a connector that works against the imitated Cin7, without its limit of calls."""
    return {
        "DATABASE_URL": database_url,
        "CIN7_URL": f"{cin7.url}/ExternalApi/v2/",
        "CIN7_CALLS_PER_MINUTE": "1000000",
        "LOG_LEVEL": "WARNING",
        **more,
    }


def token(environment: dict[str, str]) -> str:
    """Make a token for every supplier."""
    made = subprocess.run(  # noqa: S603 - our own program
        [*COMMAND, "tokens", "new", "--json"],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r'"token":\s*"([^"]+)"', made.stdout)
    assert found, made.stdout + made.stderr
    return found.group(1)


class Upstock:
    """What Upstock's platform does: it repeats every request until it is answered."""

    def __init__(self, connector: Running, token: str) -> None:
        self._connector = connector
        self._headers = {"Authorization": f"Bearer {token}"}

    def put(self, path: str, body: Document) -> int:
        """Put once; 0 when nobody answered."""
        try:
            url = f"{self._connector.url}/v1/suppliers/{path}"
            return requests.put(url, json=body, headers=self._headers, timeout=30).status_code
        except requests.RequestException:
            return 0

    def post(self, path: str, body: Document | None = None) -> int:
        """Ask for something once; 0 when nobody answered."""
        try:
            url = f"{self._connector.url}/v1/suppliers/{path}"
            return requests.post(url, json=body, headers=self._headers, timeout=30).status_code
        except requests.RequestException:
            return 0

    def delete(self, path: str) -> int:
        """Delete once."""
        url = f"{self._connector.url}/v1/suppliers/{path}"
        return requests.delete(url, headers=self._headers, timeout=30).status_code

    def get(self, path: str) -> Document:
        """Read."""
        url = f"{self._connector.url}/v1/suppliers/{path}"
        return cast("Document", requests.get(url, headers=self._headers, timeout=30).json())

    def orders(self, supplier: str) -> dict[str, Document]:
        """Answer every order by its number."""
        found: dict[str, Document] = {}
        cursor = ""
        while True:
            page = self.get(f"{supplier}/orders?limit=100{cursor}")
            found |= {order["number"]: order for order in page["items"]}
            if not page["next_cursor"]:
                return found
            cursor = f"&cursor={page['next_cursor']}"
