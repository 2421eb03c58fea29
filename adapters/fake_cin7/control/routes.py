"""The control plane under `/_fake/`: accounts, switches, faults, clock, what was seen.

Source: fake-cin7.md, control plane.
"""

from flask import Blueprint, Response, request

from adapters.fake_cin7.control.instructions import body_of, ok
from adapters.fake_cin7.control.snapshot import account_summary, whole_account
from adapters.fake_cin7.control.warehouse import warehouse_routes
from adapters.fake_cin7.refusals import BadInstruction
from adapters.fake_cin7.state.universe import Universe
from adapters.fake_cin7.values import decimal_of, instant_of, whole_of
from adapters.fake_cin7.wire import Row


def control_plane(universe: Universe) -> Blueprint:
    """Build the routes over a universe."""
    plane = Blueprint("control", __name__, url_prefix="/_fake")
    _account_routes(plane, universe)
    _switch_routes(plane, universe)
    _watching_routes(plane, universe)
    _mischief_routes(plane, universe)
    warehouse_routes(plane, universe)
    plane.register_error_handler(BadInstruction, _explain)
    return plane


def _explain(mistake: Exception) -> Response:
    status = 404 if str(mistake).startswith("There is no") else 400
    return ok({"error": str(mistake)}, status)


def _account_routes(plane: Blueprint, universe: Universe) -> None:
    @plane.post("/accounts")
    def add_account() -> Response:
        account = universe.add_account(body_of(request))
        return ok(account_summary(account), 201)

    @plane.get("/accounts")
    def list_accounts() -> Response:
        with universe.lock:
            return ok({"accounts": [account_summary(account) for account in universe.accounts.values()]})

    @plane.get("/accounts/<account_id>")
    def show_account(account_id: str) -> Response:
        with universe.lock:
            return ok(whole_account(universe.account(account_id)))

    @plane.delete("/accounts/<account_id>")
    def drop_account(account_id: str) -> Response:
        with universe.lock:
            del universe.accounts[universe.account(account_id).id]
        return ok({"removed": account_id})

    @plane.post("/reset")
    def reset() -> Response:
        universe.reset()
        return ok({"reset": True})


def _switch_routes(plane: Blueprint, universe: Universe) -> None:
    @plane.get("/switches")
    def list_switches() -> Response:
        account_id = request.args.get("account_id")
        switches = universe.account(account_id).switches if account_id else universe.switches
        return ok({"switches": switches.describe()})

    @plane.put("/switches")
    def turn_switches() -> Response:
        body = body_of(request)
        account_id = request.args.get("account_id") or body.pop("account_id", None)
        choices: Row = body.get("switches", body)
        with universe.lock:
            _turn(universe, choices, account_id)
            switches = universe.account(account_id).switches if account_id else universe.switches
            return ok({"switches": switches.describe()})


def _turn(universe: Universe, choices: Row, account_id: str | None) -> None:
    """Turn switches; without an account for all, so that the last word counts everywhere."""
    if account_id:
        universe.account(account_id).switches.choose(choices)
        return
    universe.switches.choose(choices)
    for account in universe.accounts.values():
        account.switches.forget(choices)


def _watching_routes(plane: Blueprint, universe: Universe) -> None:
    @plane.get("/requests")
    def list_requests() -> Response:
        since = request.args.get("since")
        number = whole_of(since)
        instant = None if since is None or number is not None else instant_of(since)
        if since and number is None and instant is None:
            raise BadInstruction(f"'since' must be an instant or the number of a request, not '{since}'.")
        with universe.lock:
            return ok({"requests": [seen.describe() for seen in universe.log.since(instant, number)]})

    @plane.get("/stats")
    def show_stats() -> Response:
        with universe.lock:
            return ok(universe.log.stats(universe.clock.now()))


def _mischief_routes(plane: Blueprint, universe: Universe) -> None:
    @plane.post("/faults")
    def add_fault() -> Response:
        return ok(universe.add_fault(body_of(request)).describe(), 201)

    @plane.get("/faults")
    def list_faults() -> Response:
        with universe.lock:
            return ok({"faults": [fault.describe() for fault in universe.faults]})

    @plane.delete("/faults")
    def clear_faults() -> Response:
        with universe.lock:
            universe.faults.clear()
        return ok({"faults": []})

    @plane.delete("/faults/<int:number>")
    def clear_fault(number: int) -> Response:
        with universe.lock:
            universe.faults[:] = [fault for fault in universe.faults if fault.id != number]
            return ok({"faults": [fault.describe() for fault in universe.faults]})

    @plane.get("/clock")
    def show_clock() -> Response:
        return ok({"now": universe.clock.now()})

    @plane.post("/clock")
    def move_clock() -> Response:
        return ok({"now": _move(universe, body_of(request))})


def _move(universe: Universe, body: Row) -> object:
    """Move or stop the clock; webhooks that fall due go out before this answers."""
    unknown = set(body) - {"advance", "stand_still_at"}
    if unknown or not body:
        raise BadInstruction('The clock takes {"advance": seconds} or {"stand_still_at": instant or null}.')
    if "stand_still_at" in body:
        at = instant_of(body["stand_still_at"])
        if at is None and body["stand_still_at"] is not None:
            raise BadInstruction(f"'stand_still_at' must be an instant or null, not {body['stand_still_at']!r}.")
        universe.clock.stand_still(at)
    seconds = decimal_of(body.get("advance", 0))
    if seconds is None or seconds < 0:
        raise BadInstruction(f"'advance' must be a number of seconds from 0 up, not {body['advance']!r}.")
    return universe.clock.advance(float(seconds))
