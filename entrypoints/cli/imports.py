"""Importing customers and products, followed to the end."""

from typing import BinaryIO

import click

from application.ports.storage.jobs import Job, JobState
from application.running.request_job import PARTS
from domain.identifiers import SupplierId
from entrypoints.cli import refusals
from entrypoints.cli.asking import for_machines, for_supplier, with_program, without_waiting
from entrypoints.cli.following import follow_job, working
from entrypoints.cli.output import document, note, say
from entrypoints.cli.program import Program, person
from entrypoints.http.schemas.jobs import JobBegun, JobOut
from entrypoints.http.schemas.products import ProductsImportIn, ProductsImportOut

CODES = {
    JobState.DONE: refusals.DONE,
    JobState.RUNNING: refusals.LATER,
    JobState.FAILED: refusals.LATER,
    JobState.CANCELLED: refusals.RULE_SAYS_NO,
}


@click.group("import", epilog="Example: upstock-cin7 import products --all")
def imports() -> None:
    """Import customers, or the products that you choose."""


@imports.command(epilog="Example: upstock-cin7 import contacts --supplier northwind")
@for_supplier
@without_waiting
@for_machines
@with_program
def contacts(program: Program, *, supplier: str | None, wait: bool, as_json: bool) -> None:
    """Import customers now, and from now on by themselves."""
    whose = program.supplier(supplier)
    job = program.use_cases.import_contacts(whose, person())
    shown = _followed(program, whose, job, wait=wait)
    if as_json:
        document(JobBegun(job=shown).model_dump(mode="json"))
    _end(shown, wait=wait, as_json=as_json)


@imports.command(
    short_help="Import the products that you choose, or --all.",
    epilog="Example: upstock-cin7 import products NW-001 NW-002",
)
@click.argument("skus", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All that may be offered now.")
@click.option("--file", type=click.File("rb"), help="A file with an SKU on each line, - for standard input.")
@for_supplier
@without_waiting
@for_machines
@with_program
def products(
    program: Program,
    *,
    skus: tuple[str, ...],
    everything: bool,
    file: BinaryIO | None,
    supplier: str | None,
    wait: bool,
    as_json: bool,
) -> None:
    """Import the products with these SKUS; what cannot be offered is named with the reason."""
    whose = program.supplier(supplier)
    listed = [line.strip() for line in file.read().decode("utf-8-sig").splitlines() if line.strip()] if file else []
    wanted = ProductsImportIn.model_validate({"skus": [*skus, *listed] or None, "all": True if everything else None})
    begun = program.use_cases.import_products(whose, wanted.to_domain(), person())
    shown = _followed(program, whose, begun.job, wait=wait)
    answer = ProductsImportOut.made(begun, wanted.skus or []).model_copy(update={"job": shown})
    if as_json:
        document(answer.model_dump(mode="json"))
    for problem in answer.problems:
        note(f"{problem.detail} {problem.fix}")
    _end(shown, wait=wait, as_json=as_json)


@click.command(epilog="Example: upstock-cin7 sync prices")
@click.argument("what", nargs=-1, type=click.Choice(list(PARTS)))
@for_supplier
@without_waiting
@for_machines
@with_program
def sync(program: Program, *, what: tuple[str, ...], supplier: str | None, wait: bool, as_json: bool) -> None:
    """Read changes from Cin7 at once, those of WHAT, or all; a second request joins the job that runs."""
    whose = program.supplier(supplier)
    job = program.use_cases.request_job(whose, what or PARTS, person())
    shown = _followed(program, whose, job, wait=wait)
    if as_json:
        document(JobBegun(job=shown).model_dump(mode="json"))
    _end(shown, wait=wait, as_json=as_json)


def _followed(program: Program, supplier: SupplierId, job: Job, *, wait: bool) -> JobOut:
    if not wait:
        return JobOut.of(program.use_cases.follow_job(supplier, job.id))
    with working(program):
        return JobOut.of(follow_job(program.use_cases.follow_job, supplier, job.id))


def _end(job: JobOut, *, wait: bool, as_json: bool) -> None:
    if not as_json:
        what = " and ".join(job.what)
        counted = f"{job.done} of {job.total}" if job.total is not None else f"{job.done}"
        say(f"Job {job.id} is {job.state.value}: {counted} {what} looked at." + (f" {job.error}" if job.error else ""))
    click.get_current_context().exit(CODES[job.state] if wait else refusals.DONE)
