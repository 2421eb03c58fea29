"""One HTTP application that leads to every house: describing the whole API takes longer than most tests."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from ipaddress import ip_network
from operator import attrgetter
from typing import cast
from weakref import WeakKeyDictionary

from flask import Flask, request
from flask.testing import FlaskClient

from application.ports.clock import Clock
from application.use_cases import UseCases
from entrypoints.console.installation import ConsoleSettings
from entrypoints.http.app import create_app
from entrypoints.metrics import Metrics
from entrypoints.readiness import Readiness
from tests.house import House

IN_PLAY = "tests.house_in_play"

_FREE = ip_network("127.0.0.0/8").hosts()
_ADDRESSES: WeakKeyDictionary[House, str] = WeakKeyDictionary()
"""Where each house's callers sit, always on this machine: what one of them tried in vain slows no other's down."""


def line_to(house: House) -> FlaskClient:
    """Answer a client whose calls this house answers, as it is at the time."""
    client = _application().test_client()
    client.environ_base["REMOTE_ADDR"] = _ADDRESSES.setdefault(house, str(next(_FREE)))
    client.environ_base[IN_PLAY] = house  # type: ignore[assignment]  # whatever stands in it reaches the application
    return client


@cache
def _application() -> Flask:
    return create_app(
        UseCases(**{field.name: _Led(attrgetter(f"use_cases.{field.name}")) for field in fields(UseCases)}),  # type: ignore[arg-type]  # asked as if they were
        cast("Readiness", _Led(lambda house: house.container.readiness())),
        ConsoleSettings(b"cookies of these tests", cast("Clock", _Led(attrgetter("clock"))), ""),
        cast("Metrics", _Led(lambda house: house.container.metrics())),
    )


class _Led:
    """A part of whichever house is in play."""

    def __init__(self, part: Callable[[House], object]) -> None:
        self._part = part

    def __call__(self, *args: object, **named: object) -> object:
        return cast("Callable[..., object]", self._found())(*args, **named)

    def __getattr__(self, name: str) -> object:
        return getattr(self._found(), name)

    def _found(self) -> object:
        return self._part(cast("House", request.environ[IN_PLAY]))
