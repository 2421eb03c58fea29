"""The application for a WSGI server: ``gunicorn 'upstock_cin7:wsgi()'``, never with --preload."""

from flask import Flask

from entrypoints import logs
from entrypoints.container import compose
from entrypoints.http.app import create_app as build
from entrypoints.settings import Settings


def create_app() -> Flask:
    """Build it from the environment; background work is done by `upstock-cin7 worker` beside it.

    Raises: SettingsRefused.
    """
    settings = Settings.load()
    logs.configure(level=settings.log_level, shape=settings.log_format, secrets=settings.secrets)
    container = compose(settings)
    return build(container.use_cases(), container.readiness(), container.console(), container.metrics())
