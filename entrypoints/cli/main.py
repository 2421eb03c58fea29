"""The command line: which commands there are, what they share, and how they end."""

from collections.abc import Mapping
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING

import click

from entrypoints.cli.output import note
from entrypoints.cli.program import Parts, Program
from entrypoints.cli.refusals import STOPPED, NoFolder

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

    from entrypoints.settings import Settings

COMMANDS: Mapping[str, tuple[str, str]] = {
    "demo": ("entrypoints.cli.demo:demo", "Show the whole main job in one process, on imitated data."),
    "serve": ("entrypoints.cli.serve:serve", "Answer HTTP and work, in one process."),
    "worker": ("entrypoints.cli.serve:worker", "Work only: send what was accepted."),
    "connect": ("entrypoints.cli.connect:connect", "Link a supplier to its Cin7 Core account."),
    "disconnect": ("entrypoints.cli.connect:disconnect", "End a supplier's link and erase its key."),
    "options": ("entrypoints.cli.options:options", "Show or choose how a supplier's sales are made."),
    "import": ("entrypoints.cli.imports:imports", "Import customers, or the products that you choose."),
    "sync": ("entrypoints.cli.imports:sync", "Read changes from Cin7 at once."),
    "products": ("entrypoints.cli.catalogue:products", "List products by SKU: what can be imported."),
    "contacts": ("entrypoints.cli.catalogue:contacts", "List customers by name, with how orders find each."),
    "price-lists": ("entrypoints.cli.catalogue:price_lists", "List the price lists, or show the prices of one."),
    "explain": ("entrypoints.cli.catalogue:explain", "Explain what CONTACT pays for SKU, and why."),
    "alarms": ("entrypoints.cli.catalogue:alarms", "List what somebody should put right in Cin7."),
    "approve": ("entrypoints.cli.approve:approve", "Take approved orders from a file and send them."),
    "orders": (
        "entrypoints.cli.orders:orders",
        "See what became of orders, and settle those that are held.",
    ),
    "gap": (
        "entrypoints.cli.gap:gap",
        "Show which approved orders are not in Cin7, and of which events Upstock has not heard.",
    ),
    "drift": ("entrypoints.cli.drift:drift", "List orders whose sale in Cin7 now says something else."),
    "budget": (
        "entrypoints.cli.budget:budget",
        "Show calls to Cin7: used, waited for, and when what waits will have gone.",
    ),
    "status": (
        "entrypoints.cli.status:status",
        "Show how everything stands, on one screen.",
    ),
    "doctor": (
        "entrypoints.cli.doctor:doctor",
        "Find what is wrong, and say the remedy.",
    ),
    "tokens": ("entrypoints.cli.tokens:tokens", "Make, list and revoke tokens for the HTTP API."),
    "problems": ("entrypoints.cli.problems:problems", "Explain everything that can be refused or held."),
    "docs": ("entrypoints.cli.docs:docs", "Write the manual: every rule with its examples, last results and code."),
    "db": ("entrypoints.cli.database:db", "Look after the database."),
    "fake-cin7": ("entrypoints.cli.fakes:fake_cin7", "Imitate Cin7 Core, for trying out, tests and staging."),
    "fake-upstock": (
        "entrypoints.cli.fake_upstock:fake_upstock",
        "Stand in for Upstock, for trying out, tests and staging.",
    ),
    "completion": ("entrypoints.cli.completion:completion", "Print the shell's completion for this program."),
}
"""Where each command is and what it does; a command's module is loaded when it is used, so that help is instant."""


class Commands(click.Group):
    """The commands of the table above, in its order."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Answer the names."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = resolve_name(COMMANDS[cmd_name][0])
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command and translate, once and here, how it failed into an exit code and words."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except (KeyboardInterrupt, click.Abort):  # the latter: Ctrl-C or no at a question
            note("Stopped. What was accepted stays accepted, and goes on with `serve` or `worker`.")
            ctx.exit(STOPPED)
        except Exception as error:  # noqa: BLE001 -- an outermost loop: told to people, and to the log when it is our bug
            # what endings need to know of other libraries takes half a second to load
            end = resolve_name("entrypoints.cli.ending:end")
            program = ctx.find_object(Program)
            ctx.exit(end(error, as_json=program is not None and program.as_json))

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, does) for name, (_, does) in COMMANDS.items()])


@click.command(
    cls=Commands,
    epilog="Exit codes: 0 done; 1 our fault; 2 bad input; 3 a rule says no; 4 Cin7 says no;"
    " 70 an answer nobody expected; 75 try again later; 130 stopped by you."
    " Settings come from the environment; see the README.",
)
@click.version_option(package_name="upstock-cin7", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """Turn orders approved in Upstock into sales in Cin7 Core, exactly one for each."""
    context.obj = context.obj or Program(assemble)


def assemble(chosen: "Settings | None") -> Parts:
    """Put the program together for these settings, or for those of the environment. Raises: SettingsRefused."""
    # each loads half a second's worth of libraries or more, which help and completion do without
    from entrypoints.settings import Settings  # noqa: PLC0415 -- see above

    settings = chosen or Settings.load()  # what cannot be used is told before the rest is loaded
    from entrypoints import logs  # noqa: PLC0415 -- see above
    from entrypoints.container import compose  # noqa: PLC0415 -- see above

    logs.configure(level="WARNING", shape="text", secrets=settings.secrets)
    _make_folder(settings.sqlite_file)
    container = compose(settings)

    def web_app() -> "WSGIApplication":
        from entrypoints.http.app import create_app  # noqa: PLC0415 -- 27 MB that no worker and no command needs

        return create_app(container.use_cases(), container.readiness(), container.console(), container.metrics())

    return Parts(
        settings=settings,
        use_cases=container.use_cases(),
        worker=container.worker(),
        missing_migrations=container.missing_migrations,
        upgrade=container.upgrade,
        web_app=web_app,
        doctor=container.doctor,
        secret_store=container.secret_store(),
    )


def _make_folder(file: Path | None) -> None:
    if file is None:
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NoFolder(f"The folder {file.parent} cannot be made: {error.strerror}.") from error


def main() -> None:
    """Run the command line and leave with its exit code."""
    cli(prog_name="upstock-cin7")
