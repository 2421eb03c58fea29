"""Reading what the control plane is told and answering it.

Source: fake-cin7.md.
"""

import json
from decimal import Decimal

from flask import Request, Response

from adapters.fake_cin7.refusals import BadInstruction
from adapters.fake_cin7.routes.rendering import to_json
from adapters.fake_cin7.wire import Row


def body_of(request: Request) -> Row:
    """Read a body; no Content-Type is needed, an empty body is an empty object.

    Raises: BadInstruction when it is no JSON object.
    """
    text = request.get_data(as_text=True)
    try:
        sent = json.loads(text, parse_float=Decimal) if text.strip() else {}
    except ValueError as mistake:
        raise BadInstruction(f"The body is not JSON: {mistake}.") from mistake
    if not isinstance(sent, dict):
        raise BadInstruction(f"The body must be a JSON object, not {type(sent).__name__}.")
    return sent


def ok(value: object, status: int = 200) -> Response:
    """Answer with JSON."""
    return Response(to_json(value), status, content_type="application/json; charset=utf-8")
