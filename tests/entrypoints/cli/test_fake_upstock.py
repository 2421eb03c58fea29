"""The stand-in for Upstock as a program of its own."""

import re
import socket
from pathlib import Path

import requests

from adapters.upstock import Upstock
from application.ports.storefront import Reception
from entrypoints.clock import SystemClock
from tests.builders import a_notice
from tests.entrypoints.cli.conftest import command
from tests.entrypoints.cli.processes import staying, stopped
from tests.plugins.storefronts import SECRET

SERVE = ("fake-upstock", "serve", "--port", "0")


def test_it_prints_the_settings_that_lead_to_it_and_hears_what_is_sent_with_them(tmp_path: Path) -> None:
    with staying(*SERVE, folder=tmp_path, UPSTOCK_SIGNING_SECRET="", DATABASE_URL="no database at all") as (
        process,
        url,
    ):
        assert process.stdout is not None
        settings = dict(re.findall(r"(\w+)=(\S+)", process.stdout.readline()))
        storefront = Upstock(settings["UPSTOCK_URL"], settings["UPSTOCK_SIGNING_SECRET"], clock=SystemClock())
        assert storefront.deliver(a_notice()).reception is Reception.HEARD
        assert "UP-1001" in requests.get(url, timeout=10).text
        assert stopped(process) == 0, process.communicate()


def test_a_secret_that_is_given_is_taken_and_not_printed(tmp_path: Path) -> None:
    with staying(*SERVE, folder=tmp_path, UPSTOCK_SIGNING_SECRET=SECRET) as (process, url):
        assert process.stdout is not None
        assert SECRET not in process.stdout.readline()
        assert Upstock(url, SECRET, clock=SystemClock()).deliver(a_notice()).reception is Reception.HEARD


def test_a_secret_that_signs_nothing_is_bad_input() -> None:
    result = command(*SERVE, "--secret", "whsec_c2hvcnQ=")
    assert result.exit_code == 2
    assert "It holds 5 bytes. Give whsec_ followed by 24 to 64 bytes in base64." in result.stderr
    assert "c2hvcnQ" not in result.stderr


def test_a_port_that_is_taken_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = command("fake-upstock", "serve", "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2
    assert "cannot be listened on" in result.stderr
