"""Standard Webhooks, from the receiver's side, written from its specification alone.

Source: contract, "What we tell Upstock" (signed as Standard Webhooks).
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

TOLERANCE = timedelta(minutes=5)
PREFIX = "whsec_"


class BadSignature(Exception):
    """What arrived was not sent by somebody who has the secret, or not now; the message says what is wrong."""


def new_secret() -> str:
    """Make a secret that cannot be guessed."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def verify(secret: str, headers: Mapping[str, str], body: bytes, now: datetime) -> None:
    """Take a message only when it was signed with the secret, and lately. Raises: BadSignature."""
    message, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not message or not stamp.isdecimal():
        raise BadSignature("webhook-id or webhook-timestamp is missing, or is no such thing.")
    if abs(now - datetime.fromtimestamp(int(stamp), UTC)) > TOLERANCE:
        raise BadSignature("webhook-timestamp is more than five minutes away from now: compare the clocks.")
    signed = hmac.new(_key(secret), b".".join((message.encode(), stamp.encode(), body)), hashlib.sha256).digest()
    expected = "v1," + base64.b64encode(signed).decode()
    given = headers.get("webhook-signature", "").split()
    if not any(hmac.compare_digest(expected.encode(), one.encode()) for one in given):
        raise BadSignature("webhook-signature does not fit: the secrets differ, or the body was changed on its way.")


def _key(secret: str) -> bytes:
    text = secret.removeprefix(PREFIX)
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        raise BadSignature("The secret here is not base64: start the fake with another one.") from None
