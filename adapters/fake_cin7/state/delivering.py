"""Sending webhooks when their time has come, outside the lock so that a receiver may call back.

Source: ref §9.2 (D, L, C(4): POST with JSON).
"""

from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import datetime
from threading import RLock
from typing import Protocol

import requests

from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.clock import Clock
from adapters.fake_cin7.state.hooks import Delivery, Hook

Sender = Callable[[str, Mapping[str, str], bytes], int]
"""Delivers one payload: URL, headers, body → status. Raises OSError when nobody answers."""

PATIENCE = 10.0
"""Seconds a receiver has for its answer. Source: ref §13.9 (unknown, G)."""


class Post(Protocol):
    """What delivering needs to know of the universe."""

    lock: RLock
    delivering: RLock
    clock: Clock
    sender: Sender
    accounts: dict[str, Account]


def send_over_http(url: str, headers: Mapping[str, str], body: bytes) -> int:
    """Deliver over the network.

    Raises: requests.RequestException, which is an OSError, when nobody answers.
    """
    reply = requests.post(url, data=body, headers=dict(headers), timeout=PATIENCE, allow_redirects=False)
    return reply.status_code


def deliver_due(post: Post) -> int:
    """Make all attempts that are due, in the order of their time, retries included."""
    made = 0
    with post.delivering:
        while True:
            with post.lock:
                chosen = _next(post, post.clock.now())
            if chosen is None:
                return made
            _attempt(post, *chosen)
            made += 1


def _next(post: Post, now: datetime) -> tuple[Account, Hook, Delivery] | None:
    candidates = [
        (delivery, account)
        for account in post.accounts.values()
        if (delivery := account.hooks.next_due(now)) is not None
    ]
    if not candidates:
        return None
    delivery, account = min(candidates, key=lambda pair: pair[0].due)
    delivery.sending = True
    return account, account.hooks.by_id[delivery.hook_id], delivery


def _attempt(post: Post, account: Account, hook: Hook, delivery: Delivery) -> None:
    try:
        status = post.sender(hook.url, _headers(hook), delivery.body.encode())
    except OSError as failure:
        answer, accepted = type(failure).__name__, False
    else:
        answer, accepted = str(status), 200 <= status < 300
    with post.lock:
        account.hooks.settle(delivery, answer, accepted=accepted, switches=account.switches)


def _headers(hook: Hook) -> dict[str, str]:
    """Source: ref §9.1 (D), §9.2 (L: `Authorization: Bearer`)."""
    headers = {"Content-Type": "application/json; charset=utf-8"}
    if hook.authorisation == "bearerauth":
        headers["Authorization"] = f"Bearer {hook.token or ''}"
    if hook.authorisation == "basicauth":
        pair = f"{hook.user_name or ''}:{hook.password or ''}".encode()
        headers["Authorization"] = "Basic " + b64encode(pair).decode()
    for entry in hook.headers:
        headers[str(entry.get("Key"))] = str(entry.get("Value"))
    return headers
