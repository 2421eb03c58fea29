"""The reference books: listing, adding, changing and deleting their rows.

Source: ref §10, §1.6 (D).
"""

from adapters.fake_cin7.refusals import Problem, Refused
from adapters.fake_cin7.routes.nested import with_ids
from adapters.fake_cin7.routes.parameters import Parameters
from adapters.fake_cin7.routes.rendering import MOST_ROWS, envelope, page_of
from adapters.fake_cin7.routes.routing import Visit, endpoint
from adapters.fake_cin7.routes.shelves import SHELVES, Shelf
from adapters.fake_cin7.state.books import Book
from adapters.fake_cin7.values import boolean_of
from adapters.fake_cin7.wire import Row


def _list(shelf: Shelf, visit: Visit) -> object:
    """Source: ref §10 (D), §1.6 (L: 500 locations a page), §1.5 (L: an unknown account code is an error)."""
    book = shelf.book(visit.account.books)
    rows = [row for row in book if _fits(shelf, book, row, visit.parameters)]
    if shelf.path == "ref/account" and visit.parameters.text("Code") and not rows:
        raise Refused(Problem("Account with specified ID not found", 404))
    most = MOST_ROWS
    if shelf.path == "ref/location":
        rows = [row for row in rows if _deprecation_fits(row, visit.parameters)]
        most = int(visit.account.switches["location_rows"])
    page, shown = page_of(rows, visit.parameters, most=most)
    return envelope(shelf.list_key, shown, len(rows), page)


def _fits(shelf: Shelf, book: Book, row: Row, asked: Parameters) -> bool:
    start = asked.text(shelf.starts_with)
    if start and not str(row[shelf.starts_with]).casefold().startswith(start.casefold()):
        return False
    return all(_equal(row[_field(book, name)], asked.text(name)) for name in shelf.exact)


def _field(book: Book, parameter: str) -> str:
    return book.id_field if parameter == "ID" else parameter


def _equal(value: object, wanted: str | None) -> bool:
    if wanted is None:
        return True
    if isinstance(value, bool):
        return value is boolean_of(wanted)
    return str(value or "").casefold() == wanted.casefold()


def _deprecation_fits(row: Row, asked: Parameters) -> bool:
    """Source: ref §10 (D): `Deprecated=true` gives deprecated locations only."""
    wanted = asked.flag("Deprecated")
    return wanted is None or bool(row["IsDeprecated"]) is wanted


def _save_new(shelf: Shelf, visit: Visit) -> object:
    """Source: ref §10 (D), §1.5 (L: a unit's name is unique whatever its case)."""
    book = shelf.book(visit.account.books)
    kept = _kept(book, visit)
    name = str(kept.get(book.name_field) or "")
    if not name:
        raise Refused(f"Required attribute {book.name_field} is not provided.")
    if book.by_name(name) is not None:
        raise Refused(_already_there(shelf))
    if book.id_field != "Code":
        kept.pop(book.id_field, None)
    row = book.add(kept)
    if book.id_field == "Code":
        row["DisplayName"] = f"{row['Code']}: {row['Name']}"
    return _echo(shelf, row)


def _already_there(shelf: Shelf) -> str:
    if shelf.path == "ref/unit":
        return "This unit already exists. Unit name must be unique."
    what = shelf.list_key.removesuffix("List")
    return f"{what} with the same name already exists. Name must be unique."


def _save_changed(shelf: Shelf, visit: Visit) -> object:
    """Source: ref §10 (D), §1.8.6 (L: what is left out stays)."""
    book = shelf.book(visit.account.books)
    kept = _kept(book, visit)
    row = book.by_id(str(kept.get(book.id_field) or ""))
    if row is None:
        raise Refused(Problem(f"{shelf.list_key.removesuffix('List')} with specified ID not found", 404))
    kept.pop(book.id_field)
    row.update(kept)
    if book.id_field == "Code":
        row["DisplayName"] = f"{row['Code']}: {row['Name']}"
    extra = {"CRMID": None, "ReferenceCount": 0} if shelf.path == "me/contacts" else {}
    return _echo(shelf, {**row, **extra})


def _kept(book: Book, visit: Visit) -> Row:
    sent = visit.fields().sent
    kept = book.layout.keep(sent, lambda field: Refused(f"{field} is invalid"))
    if "Components" in kept:
        kept["Components"] = with_ids(kept["Components"])
    return kept


def _echo(shelf: Shelf, row: Row) -> object:
    """Source: ref §1.6 (D, IP): the list envelope, but brand, category, unit and location bare."""
    if shelf.echo:
        return {name: row.get(name, False) for name in shelf.echo}
    return row if shelf.bare_row else envelope(shelf.list_key, [row])


def _delete(shelf: Shelf, visit: Visit) -> object:
    """Source: ref §1.5 (D): deletes answer `{"Success": true}`."""
    book = shelf.book(visit.account.books)
    row = book.by_id(visit.parameters.text(shelf.delete_by))
    if row is None:
        raise Refused(Problem(f"{shelf.list_key.removesuffix('List')} with specified ID not found", 404))
    book.remove(row)
    return {"Success": True}


def _serve(shelf: Shelf) -> None:
    names = " ".join(("Page", "Limit", shelf.starts_with, *shelf.exact))
    extra = " Deprecated" if shelf.path == "ref/location" else ""
    writes = "simplified"
    endpoint("GET", shelf.path, source=shelf.source, parameters=names + extra)(lambda visit: _list(shelf, visit))
    endpoint("POST", shelf.path, source=shelf.source, standing=writes, note="no check of other books")(
        lambda visit: _save_new(shelf, visit)
    )
    endpoint("PUT", shelf.path, source=shelf.source, standing=writes, note="no check of other books")(
        lambda visit: _save_changed(shelf, visit)
    )
    endpoint("DELETE", shelf.path, source=shelf.source, parameters=shelf.delete_by)(lambda visit: _delete(shelf, visit))


for _shelf in SHELVES:
    _serve(_shelf)


@endpoint("GET", "ref/priceTier", source="D:5098, ref §3.1")
def list_price_tiers(visit: Visit) -> object:
    """Answer the ten tiers, without Total and Page.

    Source: ref §3.1 (D).
    """
    return {"PriceTiers": visit.account.books.price_tiers.rows}
