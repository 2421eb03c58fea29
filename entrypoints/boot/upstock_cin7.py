"""Launcher: the distribution's only public top-level name.

In an installed wheel the application's packages lie beside this file under ``_app``; they go first on
``sys.path`` because ``adapters`` and ``entrypoints`` are also names on PyPI. In an editable checkout the
repository root is on the path already.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

_APP = Path(__file__).with_name("_app")
if _APP.is_dir():
    sys.path.insert(0, str(_APP))


def main() -> None:
    """Run the command line."""
    from entrypoints.cli.main import main as run  # noqa: PLC0415 -- only now are our packages on the path

    run()


def wsgi() -> "Flask":
    """Build the web application for a WSGI server: ``gunicorn 'upstock_cin7:wsgi()'``."""
    from entrypoints.http.wsgi import create_app  # noqa: PLC0415 -- same

    return create_app()
