"""The web application: the JSON API, put together from one file a resource, and the console."""

from collections.abc import Iterable

from flask import Blueprint
from flask_openapi.blueprint import APIBlueprint
from flask_openapi.openapi import OpenAPI

from application.use_cases import UseCases
from entrypoints.console.app import console
from entrypoints.console.desk import Told
from entrypoints.console.installation import ConsoleSettings
from entrypoints.http import answers, pasted, problems, reading
from entrypoints.http.alarms import alarms
from entrypoints.http.auth import Guard, Protection
from entrypoints.http.budget import budget
from entrypoints.http.connections import connections
from entrypoints.http.contacts import contacts
from entrypoints.http.described import INFO, TOKEN
from entrypoints.http.documents import documents
from entrypoints.http.drift import drift
from entrypoints.http.explanations import evidence_file, explanations
from entrypoints.http.figures import figures
from entrypoints.http.gap import gap
from entrypoints.http.health import health
from entrypoints.http.held_orders import held_orders
from entrypoints.http.jobs import jobs
from entrypoints.http.notices import notices
from entrypoints.http.options import options
from entrypoints.http.orders import orders
from entrypoints.http.prices import prices
from entrypoints.http.problem_pages import problem_pages
from entrypoints.http.products import products
from entrypoints.http.schemas.problems import ProblemDocument
from entrypoints.metrics import Metrics
from entrypoints.readiness import Readiness

Group = tuple[Blueprint, Protection]


def create_app(
    use_cases: UseCases, readiness: Readiness, console_settings: ConsoleSettings, metrics: Metrics
) -> OpenAPI:
    """Build the application.

    Source: architecture §8. A request is named, then authenticated, then read, then understood, and only then
    handed to one use case.
    """
    app = OpenAPI(
        __name__,
        info=INFO,
        security_schemes=dict(TOKEN),
        validation_error_model=ProblemDocument,
        validation_error_callback=problems.unreadable,
        doc_ui=False,
        static_folder=None,
    )
    app.request_class = reading.JsonRequest
    app.config["MAX_CONTENT_LENGTH"] = reading.LARGEST_BODY
    app.url_map.merge_slashes = False  # a redirect would be no problem document
    told = Told(
        explain=problems.refusal,
        expected=problems.EXPECTED,
        evidence=evidence_file,
        understand=pasted.understood,
        write=pasted.written,
    )
    pages = console(use_cases, console_settings, told)
    measured = (figures(metrics), Protection.MACHINE)
    groups = (*_groups(app, use_cases, readiness), measured, (pages, Protection.SESSION))
    answers.register(app)
    app.before_request(Guard(use_cases.check_token, {group.name: protection for group, protection in groups}))
    app.before_request(reading.read_body)
    problems.register(app)
    for group, _ in groups:
        if isinstance(group, APIBlueprint):
            app.register_api(group)
        else:
            app.register_blueprint(group)
    return app


def _groups(app: OpenAPI, use_cases: UseCases, readiness: Readiness) -> Iterable[Group]:
    """Every group of endpoints, and what it asks of its callers: the one list of who may call what."""
    yield connections(use_cases), Protection.TOKEN
    yield options(use_cases), Protection.TOKEN
    yield orders(use_cases), Protection.TOKEN
    yield held_orders(use_cases), Protection.TOKEN
    yield explanations(use_cases), Protection.TOKEN
    yield products(use_cases), Protection.TOKEN
    yield contacts(use_cases), Protection.TOKEN
    yield prices(use_cases), Protection.TOKEN
    yield alarms(use_cases), Protection.TOKEN
    yield jobs(use_cases), Protection.TOKEN
    yield drift(use_cases), Protection.TOKEN
    yield budget(use_cases), Protection.TOKEN
    yield gap(use_cases), Protection.TOKEN
    yield notices(use_cases), Protection.OWN
    yield health(readiness), Protection.OPEN
    yield problem_pages(), Protection.OPEN
    yield documents(app), Protection.OPEN
