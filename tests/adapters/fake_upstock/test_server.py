"""The stand-in on a port, without anything else of this project."""

import socket
import subprocess
import sys

import pytest

from adapters.fake_upstock import Inbox, PortTaken, make_server


def test_a_port_that_is_taken_is_said_and_ends_no_process() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=f"127.0.0.1:{port} cannot be listened on"):
            make_server(Inbox(), port=port)


def test_the_program_says_that_its_port_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = [sys.executable, "-m", "adapters.fake_upstock", "--port", str(taken.getsockname()[1])]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603 - our own program
    assert done.returncode == 2
    assert "Choose another --port" in done.stderr
