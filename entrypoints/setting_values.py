"""What a setting may say: each function answers the value as it is used, or says what is wrong with it.

Messages never repeat a value, which may be a secret.
"""

import base64
import binascii
from urllib.parse import SplitResult, urlsplit

from pydantic import SecretStr

SQLITE, POSTGRES = ("sqlite", "sqlite+pysqlite"), "postgresql+psycopg"
SHORTEST_KEY = 16  # characters; a shorter one could be guessed
SIGNING_BYTES = (24, 64)  # what Standard Webhooks allows


def known_database(url: str) -> str:
    """Take the URL of a database that keeps what it is given. Raises: ValueError."""
    scheme = _split(url).scheme
    if scheme not in (*SQLITE, POSTGRES):
        raise ValueError(f"Its scheme is “{scheme}”, which this program does not run on.")
    if scheme in SQLITE and sqlite_path(url) in ("", ":memory:"):
        raise ValueError("A database in memory loses accepted orders when the process ends.")
    return url


def sqlite_path(url: str) -> str:
    """Answer the file that a SQLite URL names."""
    return url.partition(":///")[2].partition("?")[0]


def strong_keys(keys: tuple[SecretStr, ...], *, database: str) -> tuple[SecretStr, ...]:
    """Take keys that cannot be guessed; only one machine can do without any. Raises: ValueError."""
    weak = [str(place) for place, key in enumerate(keys, 1) if len(key.get_secret_value()) < SHORTEST_KEY]
    if weak:
        raise ValueError(f"Number {', '.join(weak)} of {len(keys)} has fewer than {SHORTEST_KEY} characters.")
    if not keys and database.startswith(POSTGRES):
        raise ValueError("PostgreSQL is shared by machines, so no key is made by itself.")
    return keys


def web_url(url: str) -> str:
    """Take the URL of another program, without the slash at its end. Raises: ValueError."""
    parts = _split(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("It is not a URL that begins with http:// or https://.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("It holds more than scheme, host, port and path.")
    return url.rstrip("/")


def signing_secret(secret: SecretStr | None, *, upstock: str) -> SecretStr | None:
    """Take a secret of the length that Standard Webhooks asks for. Raises: ValueError."""
    if secret is None:
        if upstock.startswith("http"):
            raise ValueError("UPSTOCK_URL is set, and nothing may be sent there unsigned.")
        return None
    try:
        size = len(base64.b64decode(secret.get_secret_value().removeprefix("whsec_"), validate=True))
    except (binascii.Error, ValueError):
        raise ValueError("It is not base64.") from None
    if not SIGNING_BYTES[0] <= size <= SIGNING_BYTES[1]:
        raise ValueError(f"It holds {size} bytes.")
    return secret


def within(number: int, most: int | None, *, name: str) -> int:
    """Take a number that is no more than another setting, where that one can be used. Raises: ValueError."""
    if most is not None and number > most:
        raise ValueError(f"It is more than {name}, which is {most}.")
    return number


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port  # read here, because a port that is no number is noticed only when it is asked for
    except ValueError:
        raise ValueError("It is not a URL.") from None
    return parts
