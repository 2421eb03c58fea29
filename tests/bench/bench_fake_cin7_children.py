"""The processes that measures of the fake Cin7 need: to seed and tell their memory, to serve it or next to nothing."""

import contextlib
import gc
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse

from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.test import Client, TestResponse

from adapters.fake_cin7 import Universe, create_app
from adapters.fake_cin7 import make_server as serving_fake


@dataclass(frozen=True, slots=True)
class Cost:
    """What a child process needed. Units: seconds for the work alone, megabytes at the peak of the process."""

    seconds: float
    megabytes: float


def measured_in_a_child(work: str, path: Path) -> Cost:
    """Run `seed` or `floor` on a seed file in a process of its own."""
    command = [sys.executable, "-m", __name__, work, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own module
    if done.returncode:
        raise RuntimeError(f"the child process '{work}' failed:\n{done.stderr}")
    return Cost(*json.loads(done.stdout))


@contextlib.contextmanager
def spawned_server(work: str, path: Path) -> Iterator[int]:
    """Serve the fake from a seed file (`serve`) or a fixed answer (`serve_floor`) and give the port."""
    command = [sys.executable, "-m", __name__, work, str(path)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own module
    if child.stdout is None:
        raise RuntimeError("the child process has no output to read its port from")
    try:
        yield int(child.stdout.readline())
    finally:
        child.terminate()
        child.wait()
        child.stdout.close()


def _seed(path: Path) -> float:
    client = Client(create_app(Universe()), TestResponse)
    body = path.read_bytes()
    began = time.perf_counter()
    answer = client.post("/_fake/accounts", data=body, content_type="application/json")
    if answer.status_code != 201:
        raise AssertionError(f"seeding was answered {answer.status_code}: {answer.get_data(as_text=True)[:300]}")
    return time.perf_counter() - began


def _floor(path: Path) -> float:
    body = path.read_bytes()
    began = time.perf_counter()
    kept = json.loads(body)
    cost = time.perf_counter() - began
    gc.collect()
    return cost if kept else 0.0


def _serve(path: Path) -> None:
    universe = Universe()
    universe.add_account(json.loads(path.read_text(encoding="utf-8")))
    server = serving_fake(universe)
    _say(server.port)
    server.serve_forever()


def _serve_floor(_: Path) -> None:
    class Quiet(WSGIRequestHandler):
        """Keeps connections open and logs nothing."""

        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Say nothing."""

    def empty(_: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", "2")])
        return [b"{}"]

    server = make_server("127.0.0.1", 0, empty, threaded=True, request_handler=Quiet)
    _say(server.server_port)
    server.serve_forever()


def _say(port: int) -> None:
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()


SERVING = {"serve": _serve, "serve_floor": _serve_floor}


def main(work: str, path: str) -> None:
    """Do one piece of work and print its cost."""
    if work in SERVING:
        SERVING[work](Path(path))
        return
    seconds = {"seed": _seed, "floor": _floor}[work](Path(path))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps([seconds, megabytes]))


if __name__ == "__main__":
    main(*sys.argv[1:])
