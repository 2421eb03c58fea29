"""The processes that stay: answering HTTP, working, or both."""

import click

from entrypoints import logs
from entrypoints.cli.asking import with_program
from entrypoints.cli.output import say
from entrypoints.cli.program import Program
from entrypoints.cli.web import WebServer
from entrypoints.settings import Settings
from entrypoints.worker import keep_what_is_loaded, stop_on_sigterm, until_told_to_stop


@click.command(epilog="Example: upstock-cin7 serve --port 8000")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one."
)
@click.option("--worker/--no-worker", "works", default=True, show_default=True, help="Also send what was accepted.")
@with_program
def serve(program: Program, *, host: str, port: int, works: bool) -> None:
    """Answer HTTP and work, in one process, until SIGTERM or Ctrl-C; requests and tasks in hand are finished."""
    parts = program.ready
    _log_as_told(parts.settings)
    server = WebServer(parts.web_app(), host=host, port=port, threads=parts.settings.http_threads)
    stop_on_sigterm()
    keep_what_is_loaded()
    try:
        if not works:
            _announce(server, "answers HTTP; `upstock-cin7 worker` does the work")
            server.run()
            return
        with parts.worker.running():
            _announce(server, "answers HTTP and works")
            server.run()
    except KeyboardInterrupt:
        say("Stopped.")


@click.command(epilog="Example: upstock-cin7 worker")
@with_program
def worker(program: Program) -> None:
    """Work only: send what was accepted, until SIGTERM or Ctrl-C; what is in hand is finished."""
    parts = program.ready
    _log_as_told(parts.settings)
    stop_on_sigterm()
    works = parts.worker
    keep_what_is_loaded()
    try:
        with works.running():
            say("upstock-cin7 works.")
            until_told_to_stop()
    except KeyboardInterrupt:
        say("Stopped.")


def _log_as_told(settings: Settings) -> None:
    logs.configure(level=settings.log_level, shape=settings.log_format, secrets=settings.secrets)


def _announce(server: WebServer, does: str) -> None:
    say(f"upstock-cin7 {does} on {server.url}  (console: {server.url}/console, API: {server.url}/docs)")
