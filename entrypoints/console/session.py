"""Who sits in front of the console: sign-in with a token, a signed cookie, and proof that a form is ours.

Source: architecture §14 (console: CSRF, stolen cookie).
"""

import hmac
import secrets
from datetime import datetime, timedelta

from flask import Blueprint, Flask, flash, g, redirect, render_template, request, session, url_for
from flask.sessions import SecureCookieSessionInterface
from flask.typing import ResponseReturnValue

from application.ports.storage.operations import Token
from domain.access import Actor
from entrypoints import logs
from entrypoints.console.brake import SignInBrake
from entrypoints.console.desk import DONE, REFUSED, Desk, Visitor
from entrypoints.console.installation import ConsoleSettings

COOKIE = "upstock_cin7_console"
LASTS = timedelta(hours=12)
"""How long a sign-in lasts, used or not: a working day."""

FIELD, HEADER = "csrf_token", "X-CSRF-Token"
OPEN = frozenset({"console.sign_in", "console.try_sign_in", "console.static"})
"""What is shown to whoever asks."""

UNUSABLE = "This token does not work here: it was mistyped, revoked, or made for another installation."


class FormTooOld(Exception):
    """A form came without the proof that this session was given: it is another session's, or somebody else's."""


class Cookies(SecureCookieSessionInterface):
    """Signed cookies that travel by https alone wherever the console is reached by it."""

    def __init__(self, *, is_https: bool) -> None:
        self._is_https = is_https

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 -- Flask's signature
        """Answer whether browsers may send it by https only."""
        return self._is_https or request.is_secure


def give_cookies(app: Flask, settings: ConsoleSettings) -> None:
    """Set up the console's cookie: never seen by scripts, never sent along from other sites, only below /console."""
    app.secret_key = settings.cookie_key
    app.session_interface = Cookies(is_https=settings.is_https)
    app.config.update(
        SESSION_COOKIE_NAME=COOKIE,
        SESSION_COOKIE_PATH="/console",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=LASTS,
    )


def csrf_token() -> str:
    """Answer what every form of this session carries."""
    if "csrf" not in session:
        session["csrf"] = secrets.token_urlsafe(32)
    return str(session["csrf"])


def check_form() -> None:
    """Refuse a form that is not ours. Raises: FormTooOld."""
    expected, given = str(session.get("csrf", "")), request.headers.get(HEADER) or request.form.get(FIELD, "")
    if not expected or not hmac.compare_digest(expected.encode(), given.encode()):
        logs.warning(logs.ACCESS_DENIED, why="a form without proof", path=request.path)
        raise FormTooOld


def sign_in_pages(pages: Blueprint, desk: Desk) -> None:
    """Add signing in and out."""
    brake = SignInBrake(desk.clock)

    @pages.get("/sign-in")
    def sign_in() -> ResponseReturnValue:
        """Ask for a token; whoever is signed in already goes on."""
        if _present(desk):
            return redirect(url_for("console.home"), 303)
        return render_template("console/sign_in.html", goal=_goal(request.args.get("next", "")))

    @pages.post("/sign-in")
    def try_sign_in() -> ResponseReturnValue:
        """Let the holder of a token in."""
        address, goal = request.remote_addr or "", _goal(request.form.get("next", ""))
        wait = brake.wait(address)
        if wait:
            told = f"Too many tries in a minute. Wait {wait.seconds + 1} seconds, then try again."
            return render_template("console/sign_in.html", goal=goal, refusal=told), 429
        token = desk.use_cases.check_token.token(request.form.get("token", "").strip())
        if token is None:
            brake.failed(address)
            logs.warning(logs.ACCESS_DENIED, why="no valid token", path=request.path)
            return render_template("console/sign_in.html", goal=goal, refusal=UNUSABLE), 401
        _begin(token, desk)
        return redirect(goal or url_for("console.home"), 303)

    @pages.post("/sign-out")
    def sign_out() -> ResponseReturnValue:
        """End the session."""
        session.clear()
        flash("You are signed out.", DONE)
        return redirect(url_for("console.sign_in"), 303)


def admit(desk: Desk) -> ResponseReturnValue | None:
    """Find out who asks, before anything else; answer where to go instead when nobody is signed in."""
    found = None if request.endpoint in OPEN else _present(desk)
    if found is not None:
        g.visitor, g.actor = found, found.actor
    if request.endpoint in OPEN or found is not None:
        if request.method == "POST":
            check_form()
        return None
    if "token" in session:
        session.clear()
        flash("Your sign-in has ended. Nothing was changed; sign in again to go on.", REFUSED)
    goal = url_for("console.sign_in", next=request.full_path.rstrip("?") if request.method == "GET" else None)
    if "HX-Request" in request.headers:  # a part of a page: have the whole page go there
        return "", 204, {"HX-Redirect": goal}
    return redirect(goal, 303)


def _begin(token: Token, desk: Desk) -> None:
    session.clear()  # nothing of an earlier visitor is left, and the proof in forms is new
    session.permanent = True
    session["token"], session["since"] = token.id, desk.clock.now().isoformat()
    logs.info(logs.CONSOLE_SIGNED_IN, actor=_name(token), supplier=token.supplier or "")


def _present(desk: Desk) -> Visitor | None:
    token_id, since = session.get("token"), session.get("since")
    if not token_id or not since or datetime.fromisoformat(since) + LASTS <= desk.clock.now():
        return None
    with desk.use_cases.work() as store:
        token = store.tokens.get(token_id)
    if token is None or token.revoked_at:
        return None
    actor = Actor(name=f"console:{_name(token)}", supplier=token.supplier)
    return Visitor(token_id=token.id, name=_name(token), actor=actor)


def _name(token: Token) -> str:
    return token.name or token.id


def _goal(path: str) -> str:
    """Answer where to go after signing in; only pages of the console, so that no link can lead elsewhere."""
    return path if path.startswith("/console/") and "\\" not in path and "//" not in path else ""
