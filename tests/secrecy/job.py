"""The whole main job, done by real processes: everything that touches a secret happens at least once."""

import base64
import json
import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import requests
import sqlalchemy as sa

from tests.chaos.listening import free_port
from tests.chaos.town import ACCOUNT, FakeCin7, Running, settings
from tests.entrypoints.http.callers import an_order
from tests.secrecy.commands import COMMAND, Commands
from tests.secrecy.program import STUMBLES_OVER_ACCOUNT, STUMBLES_OVER_ORDER
from tests.secrecy.search import Places
from tests.small_account import SMALL_ACCOUNT
from tests.waiting import until

FIRST_KEY = "first-application-key-4c1f0d7e"
SECOND_KEY = "second-application-key-9b2a6e53"
REFUSED_KEY = "refused-application-key-77d0c1aa"
SIGNING = base64.b64encode(b"signing secret of this suite, 64").decode()
OLD_KEYS, NEW_KEYS = "old passphrase of this suite 1f7c", "new passphrase of this suite 8e2d"
PASSWORD = "database-password-of-this-suite-31aa"
WAIT = timedelta(minutes=3).total_seconds()

ORDERS = {
    "UP-CREATED": "created",
    "UP-HELD": "held",
    "UP-UNCLEAR": "created",
    "UP-REFUSED": "held",
    STUMBLES_OVER_ORDER: "creating",
    "UP-THROTTLED": "waiting",
}
"""Which orders are approved, and where each comes to stand; after the last one Cin7 is left alone for a while."""


@dataclass(slots=True, kw_only=True)
class Left:
    """What the job left behind, and what must not be in it."""

    seen: Places = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)


class MainJob:
    """One supplier on one database, from connecting to a change of every key."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self._folder = folder
        self.left = Left()
        self.cin7 = FakeCin7(folder, {**SMALL_ACCOUNT, "application_keys": [FIRST_KEY, SECOND_KEY]})
        self.database_url = _with_password(database_url)
        self._port = free_port()
        self._home = f"http://127.0.0.1:{self._port}"
        listening = ("fake-upstock", "serve", "--port", "0", "--secret", f"whsec_{SIGNING}")
        self._upstock = Running(folder, "upstock", *listening, environment={})
        self._environment = settings(
            self.database_url,
            self.cin7,
            SECRET_KEYS=OLD_KEYS,
            DATA_FOLDER=str(folder / "data"),
            PUBLIC_URL=self._home,
            UPSTOCK_URL=self._upstock.url,
            UPSTOCK_SIGNING_SECRET=f"whsec_{SIGNING}",
            LOG_LEVEL="DEBUG",
        )
        self._commands = Commands(self._environment, self.left.seen)
        self._serve: Running | None = None
        self.left.secrets |= {
            "the first application key": FIRST_KEY,
            "the second application key": SECOND_KEY,
            "a key that Cin7 refused": REFUSED_KEY,
            "the signing secret": SIGNING,
            "the old SECRET_KEYS": OLD_KEYS,
            "the new SECRET_KEYS": NEW_KEYS,
            "the database's password": PASSWORD,
        }

    def do(self) -> Left:
        """Do all of it, and answer what it left: outputs and answers; database and files are there to be read."""
        tokens = {whose: self._new_token(*words) for whose, words in TOKENS.items()}
        self.left.secrets |= {f"the token of {whose}": token for whose, token in tokens.items()}
        self._connect_by_command()
        self._works("json", OLD_KEYS)
        self._connect_over_http(tokens["Upstock"])
        self._approve(tokens["Upstock"], ORDERS)
        self._webhooks()
        self._look_around(tokens)
        self._stops()
        self._commands = Commands({**self._environment, "SECRET_KEYS": f"{NEW_KEYS},{OLD_KEYS}"}, self.left.seen)
        self._commands.run("doctor", "--rotate")
        self._works("text", f"{NEW_KEYS},{OLD_KEYS}")
        self._approve(tokens["Upstock"], {"UP-AFTERWARDS": "created", f"{STUMBLES_OVER_ORDER}-2": "creating"})
        self._connect_over_http(tokens["Upstock"])
        self._ask_everything(tokens["Upstock"])
        return self.left

    def end(self) -> None:
        """Let everything end at once, so that what was not yet put into the database's file is still beside it."""
        if self._serve:
            self._serve.kill()
        self._upstock.stop()
        self.cin7.stop()

    def _new_token(self, *words: str) -> str:
        made = json.loads(self._commands.run("tokens", "new", *words, "--json", is_secret=True))
        return str(made["token"])

    def _connect_by_command(self) -> None:
        connect = ("connect", "--supplier", "northwind", "--account-id")
        files = {name: self._key_file(key) for name, key in (("good", FIRST_KEY), ("bad", REFUSED_KEY))}
        self._commands.run(*connect, ACCOUNT, "--key-file", files["bad"], ends_with=4)
        self._commands.run(*connect, STUMBLES_OVER_ACCOUNT, "--key-file", files["good"], ends_with=1)
        self._commands.run(*connect, ACCOUNT, "--key-file", files["good"], "--no-wait")
        self._commands.ask(*connect, ACCOUNT, "--no-wait", prompt="Application key", answer=SECOND_KEY)
        for file in files.values():
            Path(file).unlink()

    def _key_file(self, key: str) -> str:
        file = self._folder / f"key-{key[:5]}"
        file.write_text(key)
        return str(file)

    def _works(self, shape: str, keys: str) -> None:
        changed = {"LOG_FORMAT": shape, "SECRET_KEYS": keys}
        listen = ("serve", "--port", str(self._port))
        self._serve = Running(
            self._folder, f"serve-{shape}", *listen, environment={**self._environment, **changed}, command=COMMAND
        )
        self._commands.look_at(self._serve.pid)

    def _stops(self) -> None:
        if self._serve:
            self._serve.stop()

    def _connect_over_http(self, token: str) -> None:
        def connect(**given: object) -> int:
            body = {"account_id": ACCOUNT, "application_key": SECOND_KEY, **given}
            return self._call("PUT", "connection", token, body).status_code

        assert connect(application_key=REFUSED_KEY) == 422
        assert connect(location=7) == connect(key=SECOND_KEY) == connect(application_key=[SECOND_KEY]) == 422
        assert connect(account_id=STUMBLES_OVER_ACCOUNT) == 500
        self.cin7.fault({"match": {"method": "GET", "path": "me"}, "action": _echo(503), "times": 1})
        assert connect() == 503
        until(lambda: connect() == 200, "Cin7 is asked again once it was left alone for a while", seconds=WAIT)
        assert self._call("GET", "connection", token + "0").status_code == 401
        assert self._call("GET", "connection", "no-token-at-all").status_code == 401

    def _approve(self, token: str, orders: dict[str, str]) -> None:
        for number, stand in orders.items():
            change = {"lines": [{"sku": "NW-404", "quantity": "1", "unit_price": "1"}]} if number == "UP-HELD" else {}
            if action := WHAT_GOES_WRONG.get(number):
                self.cin7.fault({"match": {"method": "POST", "path": "sale"}, "action": action, "times": 1})
            assert self._call("PUT", f"orders/{number}", token, an_order(number, **change)).status_code == 202
            until(lambda: self._state(number, token) == stand, f"{number} stands", seconds=WAIT)  # noqa: B023 -- called at once

    def _state(self, number: str, token: str) -> str:
        return str(self._call("GET", f"orders/{number}", token).json()["state"])

    def _webhooks(self) -> None:
        registered = [call for call in self.cin7.calls() if (call["method"], call["path"]) == ("POST", "webhooks")]
        token = re.search(r'"ExternalBearerToken":\s*"([^"]+)"', str(registered[0]["body"]))
        assert token, registered
        self.left.secrets["the webhooks' token"] = token.group(1)
        for given, status in ((token.group(1), 204), (token.group(1)[:-1], 401)):
            answer = requests.post(
                f"{self._home}/webhooks/cin7/northwind",
                json={"SaleID": "x", "said": "something"},
                headers={"Authorization": f"Bearer {given}"},
                timeout=30,
            )
            assert answer.status_code == status

    def _look_around(self, tokens: dict[str, str]) -> None:
        for number in ORDERS:
            self._call("GET", f"orders/{number}/evidence", tokens["Upstock"])
            self._commands.run("orders", "evidence", number, "--out", str(self._folder / f"{number}.json"))
        self._ask_everything(tokens["northwind"])
        self._use_the_console(tokens["northwind"])
        for words in LOOKS:
            self._commands.run(*words)
        # the calls of a minute may be used up by then; what else it finds depends on the minute's tick
        until(
            lambda: "Its key opens the account" in self._commands.run("doctor", "--json", ends_with=None),
            "doctor may call Cin7",
            seconds=90,
        )

    def _ask_everything(self, token: str) -> None:
        for path in ("connection", "orders", "products", "contacts", "gap", "drift", "rate-budget", "sale-options"):
            assert self._call("GET", path, token).status_code == 200
        for path in ("/metrics", "/readyz", "/openapi.json"):
            self._keep(f"GET {path}", requests.get(self._home + path, timeout=30))

    def _use_the_console(self, token: str) -> None:
        with requests.Session() as browser:
            page = browser.get(f"{self._home}/console/sign-in", timeout=30)
            proof = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
            assert proof, page.text
            for given, status in ((token + "0", 401), (token, 200)):
                form = {"csrf_token": proof.group(1), "token": given}
                page = browser.post(f"{self._home}/console/sign-in", data=form, timeout=30)
                assert page.status_code == status
                self._keep("console sign-in", page)
            cookie = browser.cookies["upstock_cin7_console"]
            self.left.secrets["the console's cookie"] = cookie
            for path in ("", "/connection", "/orders", "/to-do", "/orders/UP-UNCLEAR", "/orders/UP-UNCLEAR/evidence"):
                page = browser.get(f"{self._home}/console/suppliers/northwind{path}", timeout=30)
                assert page.status_code == 200, page.text
                self._keep(f"console {path}", page)

    def _call(self, method: str, path: str, token: str, body: Any = None) -> requests.Response:
        url, headers = f"{self._home}/v1/suppliers/northwind/{path}", {"Authorization": f"Bearer {token}"}
        answer = requests.request(method, url, json=body, headers=headers, timeout=60)
        self._keep(f"{method} {path}", answer)
        return answer

    def _keep(self, name: str, answer: requests.Response) -> None:
        named = f"answer to {name}"
        written = answer.content + b"\n" + repr({k: v for k, v in answer.headers.items() if k != "Set-Cookie"}).encode()
        self.left.seen[named] = self.left.seen.get(named, b"") + written + b"\n"


def _echo(status: int) -> dict[str, object]:
    """Let Cin7 repeat the key that it was sent, as some systems do."""
    return {"status": status, "body": f"cannot do it for {SECOND_KEY.upper()}, as {SECOND_KEY} is busy"}


def _with_password(url: str) -> str:
    """Let a database be opened with a password; the one of these tests takes any."""
    parsed = sa.make_url(url)
    if parsed.drivername.startswith("sqlite"):
        return url
    return parsed.set(password=PASSWORD).render_as_string(hide_password=False)


TOKENS = {"Upstock": (), "northwind": ("--supplier", "northwind")}
LOOKS = (
    ("status",),
    ("orders", "list"),
    ("orders", "show", "UP-HELD"),
    ("orders", "show", STUMBLES_OVER_ORDER, "--json"),
    ("tokens", "list"),
    ("gap",),
    ("alarms",),
    ("options", "show"),
)
WHAT_GOES_WRONG: dict[str, object] = {
    "UP-UNCLEAR": _echo(500),
    "UP-REFUSED": {
        "status": 400,
        "body": json.dumps([{"ErrorCode": 400, "Exception": f"{SECOND_KEY} may not do this"}]),
    },
    "UP-THROTTLED": {"status": 429},
}
