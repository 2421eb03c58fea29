"""Everything that was done for an order, on the terminal or in a file."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from application.reporting.gather_evidence import Dossier
from domain.events import Evidence
from domain.identifiers import OrderNumber
from entrypoints.cli.asking import for_machines, for_supplier, with_program
from entrypoints.cli.output import document, note, say
from entrypoints.cli.program import Program
from entrypoints.cli.refusals import NotWritable
from entrypoints.http.schemas.evidence import EvidenceOut


@click.command(
    short_help="Show everything that was done for an order.",
    epilog="Example: upstock-cin7 orders evidence 10248 --out 10248.json",
)
@click.argument("number")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the whole document to this file, calls and replies included.",
)
@for_supplier
@for_machines
@with_program
def evidence(program: Program, *, number: str, out: Path | None, supplier: str | None, as_json: bool) -> None:
    """Show everything that was done for order NUMBER, and what Upstock was told; no key stands in it."""
    whose = program.supplier(supplier)
    dossier = program.use_cases.gather_evidence(whose, OrderNumber(number))
    with program.use_cases.work() as store:
        connection = store.connections.get(whose)
    url = program.use_cases.sale_links(connection, dossier.order)
    whole = EvidenceOut.of(dossier, url).model_dump(mode="json", by_alias=True)
    if out:
        _write(out, whole)
    if as_json:
        document(whole)
    elif out is None:
        say("\n".join(_told(dossier)))


def _write(file: Path, whole: object) -> None:
    try:
        file.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise NotWritable(f"{file} cannot be written: {error.strerror}.") from error
    note(f"Written to {file}.")


def _told(dossier: Dossier) -> Iterator[str]:
    yield f"Order {dossier.order.key.number}: {dossier.order.state.value} (times in UTC)"
    for piece in dossier.pieces:
        yield f"  {piece.at:%Y-%m-%d %H:%M:%S}  {_line(piece)}"
    for telling in dossier.told:
        heard = f"acknowledged {telling.heard_at:%H:%M:%S}" if telling.heard_at else "not acknowledged yet"
        yield f"  {telling.at:%Y-%m-%d %H:%M:%S}  told Upstock {telling.type}, {heard}"
    for attempt in dossier.order.attempts:
        if attempt.sent_hash:
            same = "as planned" if attempt.sent_hash == attempt.hash else f"planned was {attempt.hash}"
            yield f"  Sent: {attempt.sent_hash}, {same}"


def _line(piece: Evidence) -> str:
    said = piece.document
    if piece.kind == "exchange":
        return f"{said['method']} {said['path']} → {said['status'] or 'no answer'} in {said['seconds']} s"
    if piece.kind == "planned":
        return f"planned with version {said['options_version']} of the options: {said['hash']}"
    verdict, because = said.get("verdict"), said.get("because")
    told = f"{piece.kind}: {verdict}" if verdict else piece.kind
    return f"{told} ({because})" if because else told
