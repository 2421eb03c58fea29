"""Finding texts in whatever a program leaves behind, also where they were spelled another way on their journey."""

import base64
import binascii
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa

from adapters.sql import make_engine

Places = dict[str, bytes]
"""Everything that was left behind, by where it was."""

SHORTEST = 10  # of a text: shorter ones would be found by chance


def plain(text: str) -> list[bytes]:
    """As it is."""
    return [text.encode()]


def in_an_address(text: str) -> list[bytes]:
    """As part of an address."""
    return [quote(text, safe="").encode()]


def in_hexadecimals(text: str) -> list[bytes]:
    """As databases show bytes."""
    return [binascii.hexlify(text.encode())]


def in_wide_letters(text: str) -> list[bytes]:
    """As UTF-16 writes it."""
    return [text.encode("utf-16-le")]


def in_base64(text: str) -> list[bytes]:
    """As base64 writes it, wherever in a group of three it begins; the ends depend on what stands beside it."""
    found = []
    for before in range(3):
        written = base64.b64encode(b"\0" * before + text.encode())
        found.append(written[(4 if before else 0) : len(written) - 4])
    return found


SPELLINGS: Mapping[str, Callable[[str], list[bytes]]] = {
    "plain": plain,
    "address": in_an_address,
    "hexadecimal": in_hexadecimals,
    "wide": in_wide_letters,
    "base64": in_base64,
}


def found(secrets: Mapping[str, str], places: Places) -> list[str]:
    """Answer which secret stands where, and how it is spelled there; case does not count but in base64."""
    assert all(len(secret) >= SHORTEST for secret in secrets.values()), "a text to look for is too short"
    return [
        f"{name} in {place}, {spelling}"
        for place, content in places.items()
        for name, secret in secrets.items()
        for spelling, spelled in SPELLINGS.items()
        if any(_holds(content, each, exactly=spelling == "base64") for each in spelled(secret))
    ]


def files_in(folder: Path) -> Places:
    """Answer every file below a folder, byte for byte."""
    return {f"file {path.relative_to(folder)}": path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows_of(database_url: str) -> Places:
    """Answer every column of every row of every table of a database, also of those that are not ours."""
    engine = make_engine(database_url)
    try:
        with engine.connect() as connection:
            return {f"table {name}": _written(rows) for name, rows in _tables(connection)}
    finally:
        engine.dispose()


def _tables(connection: sa.Connection) -> Iterator[tuple[str, Iterable[tuple[object, ...]]]]:
    look = sa.inspect(connection)
    own = {"information_schema", "pg_catalog"}
    for schema in [name for name in look.get_schema_names() if name not in own]:
        for table in look.get_table_names(schema=schema):
            quoted = connection.dialect.identifier_preparer.quote
            rows = connection.exec_driver_sql(f"SELECT * FROM {quoted(schema)}.{quoted(table)}")  # noqa: S608 -- names that the database told
            yield f"{schema}.{table}", [tuple(row) for row in rows]


def _written(rows: Iterable[tuple[object, ...]]) -> bytes:
    """Answer rows as bytes; what is bytes already stays so, since any other way of writing it could hide a text."""
    cells = (value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row)
    return b"\n".join(cells)


def _holds(content: bytes, text: bytes, *, exactly: bool) -> bool:
    return text in content if exactly else text.lower() in content.lower()
