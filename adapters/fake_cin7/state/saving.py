"""Keeping a universe in a file and bringing it back, everything included.

Source: fake-cin7.md, `serve --state`.
"""

import json
import os
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from adapters.fake_cin7.refusals import BadInstruction
from adapters.fake_cin7.state import books, documents, faults, hooks, request_log, sale, stock
from adapters.fake_cin7.state.account import Account, Counters
from adapters.fake_cin7.state.switches import Switches
from adapters.fake_cin7.state.universe import Universe
from adapters.fake_cin7.wire import Row

FORMAT = 1
_CLASSES: dict[str, Callable[..., object]] = {
    kind.__name__: kind
    for kind in (
        documents.Address,
        documents.Line,
        documents.Charge,
        documents.PickLine,
        documents.Parcel,
        documents.Fulfilment,
        documents.Payment,
        documents.Invoice,
        sale.Stage,
        sale.Sale,
        stock.Level,
        hooks.Hook,
        hooks.Delivery,
        faults.Action,
        faults.Fault,
        request_log.Seen,
        request_log.KeyTraffic,
        Counters,
    )
}
_READERS: dict[str, Callable[[str], object]] = {
    "decimal": Decimal,
    "instant": datetime.fromisoformat,
    "day": date.fromisoformat,
}


def save_state(universe: Universe, path: Path) -> None:
    """Write everything to a file, whole or not at all."""
    with universe.lock:
        text = json.dumps(_universe(universe), default=_encode, ensure_ascii=False)
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.write_text(text, encoding="utf-8")
    os.replace(unfinished, path)


def load_state(universe: Universe, path: Path) -> None:
    """Bring a universe back from a file.

    Raises: BadInstruction when the file is not one `save_state` wrote.
    """
    try:
        kept = json.loads(path.read_text(encoding="utf-8"), object_hook=_decode)
    except (ValueError, TypeError, KeyError) as mistake:
        raise BadInstruction(f"The state file {path} cannot be understood: {mistake!r}.") from mistake
    if not isinstance(kept, dict) or kept.get("format") != FORMAT:
        raise BadInstruction(f"The state file {path} was not written by this version of the fake.")
    with universe.lock:
        _restore(universe, kept)


def _universe(universe: Universe) -> Row:
    log = universe.log
    return {
        "format": FORMAT,
        "clock": {"shift": universe.clock.shift.total_seconds(), "standing_at": universe.clock.standing_at},
        "switches": universe.switches.chosen,
        "faults": universe.faults,
        "faults_made": universe.faults_made,
        "log": {"entries": log.entries, "by_key": log.by_key, "count": log.count},
        "accounts": [_account(account) for account in universe.accounts.values()],
    }


def _account(account: Account) -> Row:
    return {
        "id": account.id,
        "keys": account.keys,
        "switches": account.switches.chosen,
        "me": account.me,
        "books": {entry.name: getattr(account.books, entry.name).rows for entry in fields(books.Books)},
        "products": list(account.catalogue),
        "families": account.families,
        "attachments": account.attachments,
        "customers": list(account.customers),
        "custom_prices": account.custom_prices,
        "stock": list(account.stock),
        "sales": list(account.sales.by_id.values()),
        "hooks": account.hooks.by_id,
        "waiting": account.hooks.waiting,
        "done": account.hooks.done,
        "counters": account.counters,
    }


def _restore(universe: Universe, kept: Row) -> None:
    universe.reset()
    universe.clock.stand_still(kept["clock"]["standing_at"])
    universe.clock.shift = timedelta(seconds=kept["clock"]["shift"])
    universe.switches.chosen.update(kept["switches"])
    universe.faults = kept["faults"]
    universe.faults_made = kept["faults_made"]
    universe.log.entries.extend(kept["log"]["entries"])
    universe.log.by_key = kept["log"]["by_key"]
    universe.log.count = kept["log"]["count"]
    for row in kept["accounts"]:
        account = Account(clock=universe.clock, switches=Switches(universe.switches))
        _restore_account(account, row)
        universe.accounts[account.id] = account


def _restore_account(account: Account, kept: Row) -> None:
    account.id, account.keys, account.me = kept["id"], kept["keys"], kept["me"]
    account.switches.chosen.update(kept["switches"])
    for name, rows in kept["books"].items():
        getattr(account.books, name).rows = rows
    account.families, account.attachments = kept["families"], kept["attachments"]
    account.custom_prices = kept["custom_prices"]
    for row in kept["products"]:
        account.catalogue.add(row, row["LastModifiedOn"])
    for row in kept["customers"]:
        account.customers.add(row, row["LastModifiedOn"])
    for level in kept["stock"]:
        account.stock.add(level)
    for entry in kept["sales"]:
        _restore_sale(account, entry)
    account.hooks.by_id, account.hooks.waiting = kept["hooks"], kept["waiting"]
    account.hooks.done.extend(kept["done"])
    account.counters = kept["counters"]


def _restore_sale(account: Account, entry: sale.Sale) -> None:
    account.sales.add(entry)
    for task in entry.fulfilments:
        account.sales.by_task[task.task_id] = entry
    for invoice in entry.invoices:
        account.sales.by_task[invoice.task_id] = entry


def _encode(value: object) -> object:
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    if isinstance(value, datetime):
        return {"$instant": value.isoformat()}
    if isinstance(value, date):
        return {"$day": value.isoformat()}
    if isinstance(value, deque):
        return {"$deque": list(value)}
    if is_dataclass(value):
        return {"$": type(value).__name__} | {entry.name: getattr(value, entry.name) for entry in fields(value)}
    raise TypeError(f"{type(value).__name__} cannot be kept in a state file.")


def _decode(row: Row) -> object:
    if "$" in row:
        kind = _CLASSES[row.pop("$")]
        return kind(**{name: Counter(value) if name == "per_minute" else value for name, value in row.items()})
    if "$deque" in row:
        return deque(row["$deque"])
    if len(row) == 1:
        (name,) = row
        if name[:1] == "$" and name[1:] in _READERS:
            return _READERS[name[1:]](row[name])
    return row
