"""Secrets at rest: encrypted under keys that are never in the database, and bound to the place they belong to."""

import base64
import binascii
import json
from collections.abc import Iterable, Mapping

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from application.ports.storage.secrets import SecretUnreadable, UnusableKeys

__all__ = ["SecretUnreadable", "UnusableKeys", "Vault", "new_key"]

SHORTEST_KEY = 16  # characters of a key that is no Fernet key
_FERNET_BYTES = 32


class Vault:
    """Encrypts with the first key and decrypts with all of them.

    Source: architecture §6.4. Raises: UnusableKeys for no key, or one shorter than 16 characters.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        materials = [_material(key.strip(), place) for place, key in enumerate(keys, start=1)]
        if not materials:
            raise UnusableKeys("SECRET_KEYS is empty: give at least one key, 32 random bytes in url-safe base64.")
        self._first = materials[0]
        self._newest = Fernet(base64.urlsafe_b64encode(materials[0]))
        self._fernet = MultiFernet([Fernet(base64.urlsafe_b64encode(material)) for material in materials])

    def seal(self, secret: Mapping[str, str], *, supplier: str, field: str) -> str:
        """Encrypt a secret for this supplier and field alone."""
        bound = {"supplier": supplier, "field": field, "secret": dict(secret)}
        return self._fernet.encrypt(json.dumps(bound).encode()).decode()

    def open(self, ciphertext: str, *, supplier: str, field: str) -> dict[str, str]:
        """Decrypt a secret of this supplier and field.

        Raises: SecretUnreadable when no key fits, or when it was sealed for another supplier or field.
        """
        try:
            bound = json.loads(self._fernet.decrypt(ciphertext))
        except InvalidToken as error:
            raise SecretUnreadable(
                f"The {field} of supplier {supplier} cannot be decrypted with any of SECRET_KEYS:"
                " put the key it was stored with back into the list, or connect the supplier again."
            ) from error
        if (bound["supplier"], bound["field"]) != (supplier, field):
            raise SecretUnreadable(
                f"The {field} of supplier {supplier} was encrypted for another place and moved here:"
                " somebody changed the database by hand. Connect the supplier again."
            )
        secret: dict[str, str] = bound["secret"]
        return secret

    def is_older(self, ciphertext: str) -> bool:
        """Answer whether another key than the first opens it. Raises: SecretUnreadable when none does."""
        try:
            self._newest.decrypt(ciphertext)
        except InvalidToken:
            self.rotated(ciphertext)
            return True
        return False

    def rotated(self, ciphertext: str) -> str:
        """Encrypt anew with the first key what any key can open. Raises: SecretUnreadable."""
        try:
            return self._fernet.rotate(ciphertext).decode()
        except InvalidToken as error:
            raise SecretUnreadable(
                "A stored secret cannot be decrypted with any of SECRET_KEYS: keep the old key until all are rotated."
            ) from error

    def derived(self, purpose: str) -> bytes:
        """Answer 32 bytes for another purpose, such as signing the console's cookies; they do not reveal the key."""
        return _stretched(self._first, purpose)


def new_key() -> str:
    """Make a key for SECRET_KEYS."""
    return Fernet.generate_key().decode()


def _material(key: str, place: int) -> bytes:
    try:
        known = base64.b64decode(key.encode(), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        known = b""
    if len(known) == _FERNET_BYTES:
        return known
    if len(key) < SHORTEST_KEY:
        raise UnusableKeys(
            f"Key {place} of SECRET_KEYS has {len(key)} characters; it needs {SHORTEST_KEY}, and best is a Fernet key"
            " (32 random bytes in url-safe base64)."
        )
    return _stretched(key.encode(), "vault")


def _stretched(material: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=_FERNET_BYTES, salt=None, info=f"upstock-cin7 {purpose}".encode()).derive(
        material
    )
