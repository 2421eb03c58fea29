"""An Upstock to try things out with: it receives events, verifies them, and shows what a customer would see."""

import click

from adapters.fake_upstock import PortTaken as NoPort
from adapters.fake_upstock import serve
from entrypoints.cli.refusals import PortTaken


def _long_enough(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    if given is None:
        return None
    # settings load a fifth of a second's worth of libraries, which help does without
    from pydantic import SecretStr  # noqa: PLC0415 -- see above

    from entrypoints.setting_values import signing_secret  # noqa: PLC0415 -- see above

    try:
        signing_secret(SecretStr(given), upstock="")
    except ValueError as wrong:
        raise click.BadParameter(f"{wrong} Give whsec_ followed by 24 to 64 bytes in base64.") from None
    return given


@click.group("fake-upstock", epilog="Example: upstock-cin7 fake-upstock serve")
def fake_upstock() -> None:
    """Stand in for Upstock, for trying out, tests and staging."""


@fake_upstock.command("serve", epilog="Example: upstock-cin7 fake-upstock serve --port 8078")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8078, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one."
)
@click.option(
    "--secret",
    envvar="UPSTOCK_SIGNING_SECRET",
    show_envvar=True,
    callback=_long_enough,
    help="What events are signed with; one is made and printed unless given.",
)
def serve_command(host: str, port: int, secret: str | None) -> None:
    """Serve until Ctrl-C; it prints the two settings that lead here."""
    try:
        serve(host=host, port=port, secret=secret)
    except NoPort as error:
        raise PortTaken(str(error)) from error
