"""A Cin7 Core to try things out with: the imitation as a server, with a believable supplier in it."""

import json
import os
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from adapters.fake_cin7 import PortTaken as NoPort
from adapters.fake_cin7 import serve
from adapters.fake_cin7.refusals import BadInstruction
from entrypoints.cli.refusals import PortTaken, WrongAccount

DEMO_ACCOUNT = "6e0f2b1c-77f4-4f0a-9b1e-2d6c1b7d5a10"
DEMO_KEY = "northwind-demo-key"


def demo_account() -> dict[str, Any]:
    """Answer the demonstration supplier's account, with the id and key that the README uses. Shape: a seed document."""
    text = files("adapters.fake_cin7").joinpath("seeds", "demo.json").read_text(encoding="utf-8")
    account: dict[str, Any] = json.loads(text)
    return {**account, "account_id": DEMO_ACCOUNT, "application_keys": [DEMO_KEY]}


def _in_a_folder(_context: click.Context, _option: click.Parameter, given: Path | None) -> Path | None:
    """Notice now what would lose everything at the end."""
    if given is not None and not os.access(given.absolute().parent, os.W_OK):
        raise click.BadParameter(f"{given.absolute().parent} is no folder where you may write.")
    return given


@click.group("fake-cin7", epilog="Example: upstock-cin7 fake-cin7 serve")
def fake_cin7() -> None:
    """Imitate Cin7 Core, for trying out, tests and staging."""


@fake_cin7.command("serve", epilog="Example: upstock-cin7 fake-cin7 serve --port 8077 --state fake-cin7.json")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8077, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one."
)
@click.option(
    "--seed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Account to begin with, as a JSON document; the demonstration supplier unless given.",
)
@click.option(
    "--state",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    callback=_in_a_folder,
    help="File that keeps everything between two runs; read at the start, written at the end.",
)
def serve_command(host: str, port: int, seed: Path | None, state: Path | None) -> None:
    """Serve the imitation until Ctrl-C; it prints account id and key."""
    with tempfile.TemporaryDirectory() as folder:
        if seed is None:
            seed = Path(folder) / "demo.json"
            seed.write_text(json.dumps(demo_account()), encoding="utf-8")
        try:
            serve(host=host, port=port, seed=seed, state=state)
        except BadInstruction as error:
            raise WrongAccount(str(error)) from error
        except NoPort as error:
            raise PortTaken(str(error)) from error
