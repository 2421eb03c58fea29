"""The fake as a WSGI application: one address for events, a control plane, a page to look at.

Source: contract, "What we tell Upstock"; architecture §6.6.
"""

from dataclasses import asdict

from flask import Flask, Response, jsonify, request

from adapters.fake_upstock.faults import BadInstruction, read_fault
from adapters.fake_upstock.inbox import Inbox
from adapters.fake_upstock.mishaps import note_mishap
from adapters.fake_upstock.page import page

LARGEST = 8 * 1024 * 1024  # bytes of a body; a part of a price list has a few hundred thousand


def create_app(inbox: Inbox) -> Flask:
    """Build the application over an inbox."""
    app = Flask("adapters.fake_upstock", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST
    app.register_blueprint(page(inbox))
    _receiving(app, inbox)
    _control_plane(app, inbox)
    app.after_request(_guarded)
    return app


def _receiving(app: Flask, inbox: Inbox) -> None:
    @app.post("/")
    @app.post("/events")
    def receive() -> Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        verdict = inbox.take(headers, request.get_data())
        if verdict.mishap:
            note_mishap(request.environ, verdict.mishap)
        answer = jsonify(outcome=verdict.received.outcome)
        answer.status_code = verdict.received.status or 502
        if verdict.mishap and verdict.mishap.retry_after is not None:
            answer.headers["Retry-After"] = str(verdict.mishap.retry_after)
        return answer


def _control_plane(app: Flask, inbox: Inbox) -> None:
    @app.get("/_fake/received")
    def list_received() -> Response:
        with inbox.lock:
            since = request.args.get("since", 0, type=int)
            return jsonify(received=[asdict(one) for one in inbox.received[since:]], next=len(inbox.received))

    @app.get("/_fake/suppliers/<supplier>")
    def show_supplier(supplier: str) -> tuple[Response, int] | Response:
        with inbox.lock:
            shop = inbox.shops.get(supplier)
            return jsonify(asdict(shop)) if shop else (jsonify(error=f"Nothing was heard of {supplier}."), 404)

    @app.post("/_fake/reset")
    def reset() -> tuple[str, int]:
        inbox.reset()
        return "", 204

    @app.route("/_fake/faults", methods=["GET", "POST", "DELETE"])
    def arrange() -> tuple[Response, int]:
        with inbox.lock:
            if request.method == "POST":
                inbox.faults.append(read_fault(request.get_json(force=True)))
            elif request.method == "DELETE":
                inbox.faults.clear()
            status = 201 if request.method == "POST" else 200
            return jsonify(faults=[fault.described() for fault in inbox.faults]), status

    app.register_error_handler(BadInstruction, lambda wrong: (jsonify(error=str(wrong)), 400))


def _guarded(answer: Response) -> Response:
    """Let a page that shows what others sent run nothing of theirs."""
    answer.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src https: http: data:; form-action 'self'; base-uri 'none'"
    )
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
