"""The OpenAPI document: what the framework found out about the endpoints, made whole for those who read it.

Every call has a plain name and examples that a running connector answered; refusals stand once, with every code;
documents have the names that callers use, and every field says what it means.
"""

import re
from collections.abc import Iterator
from http import HTTPMethod
from typing import Any

from flask_openapi.openapi import OpenAPI

from entrypoints.http.described import REFUSED
from entrypoints.http.examples import Examples, put_into
from entrypoints.http.glossary import DOCUMENTS, FIELDS
from entrypoints.http.refused import refusals
from entrypoints.http.schemas.problems import TYPE
from entrypoints.http.told import MEANING, TAG, events_described

VERSION = "3.1.0"
PROBLEM = "application/problem+json"
SCHEMAS = "#/components/schemas/"

Document = dict[str, Any]
"""JSON of the OpenAPI kind."""


def described(app: OpenAPI, examples: Examples) -> Document:
    """Answer the whole document. Source: OpenAPI 3.1."""
    app.openapi_version = VERSION
    document: Document = app.api_doc
    _name_calls(app, document)
    for operation in _operations(document):
        _forget_foreign_refusals(operation)
        _share_refusals(operation)
        _title(operation)
    _show_pages(document)
    told, schemas = events_described(examples)
    document["components"]["schemas"] |= schemas
    document = _renamed(document, _plain_names(document["components"]["schemas"]))
    document["webhooks"] = _renamed(told, _plain_names(schemas))
    document["tags"] = [*document["tags"], {"name": TAG, "description": MEANING}]
    document["components"]["responses"] = refusals(examples)
    _say_what_is_meant(document["components"]["schemas"])
    _forget_unused(document)
    put_into(document, examples)
    return document


def _operations(document: Document) -> Iterator[Document]:
    for path in document["paths"].values():
        yield from path.values()


def _name_calls(app: OpenAPI, document: Document) -> None:
    """Call each operation as its view is called, which callers' code generators turn into a method."""
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:[^:<>]*:)?([^<>]+)>", r"{\1}", rule.rule)
        for method in (rule.methods or set()) & {method.value for method in HTTPMethod}:
            operation = document["paths"].get(path, {}).get(method.lower())
            if operation:
                operation["operationId"] = rule.endpoint.rpartition(".")[2]


def _title(operation: Document) -> None:
    """Take what a call does for its title, and leave the rest of the sentence to its description."""
    sentence = operation["summary"]
    does = re.split("[:;]", sentence, maxsplit=1)[0].rstrip(".")
    if f"{does}." != sentence:
        more = operation.get("description", "").replace("<br/>", "\n").strip()
        operation["summary"], operation["description"] = f"{does}.", f"{sentence}\n\n{more}".rstrip()


def _forget_foreign_refusals(operation: Document) -> None:
    """Take away the refusal that the framework adds to calls that have nothing to refuse."""
    if "application/json" in operation["responses"].get("422", {}).get("content", {}):
        del operation["responses"]["422"]


def _share_refusals(operation: Document) -> None:
    """Let each refusal stand once; an answer that is described otherwise keeps its own words."""
    for status, answer in operation["responses"].items():
        if PROBLEM in answer.get("content", {}) and answer["description"] == REFUSED[int(status)]:
            operation["responses"][status] = {"$ref": f"#/components/responses/Refused{status}"}


def _show_pages(document: Document) -> None:
    """Say which answers are pages for whoever asks with a browser."""
    for path, operations in document["paths"].items():
        if path.startswith(TYPE.rstrip("/")):
            operations["get"]["responses"]["200"]["content"]["text/html"] = {"schema": {"type": "string"}}


def _plain_names(schemas: Document) -> dict[str, str]:
    """Answer what each document is called outside: without our suffixes, where that stays clear."""
    out = {name: name.removesuffix("Out") for name in schemas if not name.endswith("In")}
    taken = set(out.values())
    given = {name: name.removesuffix("In") for name in schemas if name.endswith("In")}
    return {
        **out,
        **{name: name if plain in taken else plain for name, plain in given.items()},
        "ProblemDocument": "Problem",
    }


def _renamed(part: Any, names: dict[str, str]) -> Any:
    """Answer a part with every document under its outside name."""
    if isinstance(part, dict):
        found = {key: _renamed(value, names) for key, value in part.items()}
        if isinstance(found.get("$ref"), str) and found["$ref"].startswith(SCHEMAS):
            name = found["$ref"].removeprefix(SCHEMAS)
            found["$ref"] = SCHEMAS + names.get(name, name)
        if "securitySchemes" in found:
            schemas = found["schemas"].items()
            found["schemas"] = {names[name]: {**schema, "title": names[name]} for name, schema in schemas}
        return found
    return [_renamed(each, names) for each in part] if isinstance(part, list) else part


def _say_what_is_meant(schemas: Document) -> None:
    for name, schema in schemas.items():
        schema.setdefault("description", DOCUMENTS.get(name, ""))
        for field, said in schema.get("properties", {}).items():
            meaning = FIELDS.get(f"{name}.{field}") or FIELDS.get(field)
            if "description" not in said and meaning:
                said["description"] = meaning


def _forget_unused(document: Document) -> None:
    """Leave out what the framework describes and no call leads to, until nothing of it is left."""
    schemas = document["components"]["schemas"]
    while unused := set(schemas) - set(_references(document)):
        for name in unused:
            del schemas[name]


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"].removeprefix(SCHEMAS)
        for each in part.values():
            yield from _references(each)
    elif isinstance(part, list):
        for each in part:
            yield from _references(each)
