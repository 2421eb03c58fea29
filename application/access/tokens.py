"""Tokens are made once, kept as a digest, checked in constant time."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

from application.ports.clock import Clock
from application.ports.identities import NewId, NewSecret
from application.ports.storage.operations import Token
from application.ports.storage.unit_of_work import Work
from domain.access import Actor
from domain.errors import NotThere
from domain.identifiers import SupplierId

PREFIX = "uc7"
USE_IS_NOTED_EVERY = timedelta(hours=1)  # noting each use would make every request a write


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedToken:
    """A new token with its text, which is never shown again."""

    token: Token
    text: str


class IssueToken:
    """Makes a token for one supplier, or for all.

    Source: contract, "tokens new"; architecture §14.
    """

    def __init__(self, *, work: Work, clock: Clock, new_id: NewId, new_secret: NewSecret) -> None:
        self._work, self._clock, self._new_id, self._new_secret = work, clock, new_id, new_secret

    def __call__(self, name: str, supplier: SupplierId | None) -> IssuedToken:
        """Answer the token and, this once, its text."""
        token_id, secret = self._new_id(), self._new_secret()
        token = Token(id=token_id, digest=_digest(secret), name=name, supplier=supplier, created_at=self._clock.now())
        with self._work() as store:
            store.tokens.add(token)
        return IssuedToken(token=token, text=f"{PREFIX}_{token_id}_{secret}")


class CheckToken:
    """Tells who calls; an unknown id takes as long as a wrong secret.

    Source: architecture §14.
    """

    def __init__(self, *, work: Work, clock: Clock) -> None:
        self._work, self._clock = work, clock

    def __call__(self, text: str) -> Actor | None:
        """Answer the actor that this token stands for, or None."""
        token = self.token(text)
        return Actor(name=f"token:{token.name or token.id}", supplier=token.supplier) if token else None

    def token(self, text: str) -> Token | None:
        """Answer the token that this is the text of, or None when it is none or was revoked."""
        prefix, _, rest = text.partition("_")
        token_id, _, secret = rest.partition("_")
        with self._work() as store:
            token = store.tokens.get(token_id)
            right = hmac.compare_digest(_digest(secret), token.digest if token else _digest(""))
            if prefix != PREFIX or token is None or not right or token.revoked_at:
                return None
            now = self._clock.now()
            if token.last_used_at is None or now - token.last_used_at > USE_IS_NOTED_EVERY:
                store.tokens.used(token.id, now)
        return token


class RevokeToken:
    """Ends a token at once."""

    def __init__(self, *, work: Work, clock: Clock) -> None:
        self._work, self._clock = work, clock

    def __call__(self, token_id: str) -> None:
        """Revoke it; once more changes nothing. Raises: NotThere."""
        with self._work() as store:
            if store.tokens.get(token_id) is None:
                raise NotThere(f"There is no token {token_id}.")
            store.tokens.revoke(token_id, self._clock.now())


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
