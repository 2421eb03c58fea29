"""Upstock's line to the connector: one HTTP application for all scenarios, which leads to the house in play."""

from collections.abc import Callable
from dataclasses import fields
from typing import cast

from flask.testing import FlaskClient

from application.use_cases import UseCases
from entrypoints.http.app import create_app
from tests.house import House


class Switchboard:
    """Builds the application once, because describing the whole API takes longer than a scenario."""

    def __init__(self, any_house: House) -> None:
        self._house = any_house
        forwarding = {field.name: self._forward(field.name) for field in fields(UseCases)}
        led_on = UseCases(**forwarding)  # type: ignore[arg-type]  # each use case is asked by calling it, so a function will do
        self._app = create_app(
            led_on, any_house.container.readiness(), any_house.container.console(), any_house.container.metrics()
        )

    def client(self, house: House) -> FlaskClient:
        """Lead to this house from now on, and answer a client with a token of its own."""
        self._house = house
        client = self._app.test_client()
        issued = house.use_cases.issue_token("upstock", None)
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {issued.text}"
        return client

    def _forward(self, name: str) -> Callable[..., object]:
        def ask(*args: object, **named: object) -> object:
            return cast("Callable[..., object]", getattr(self._house.use_cases, name))(*args, **named)

        return ask
