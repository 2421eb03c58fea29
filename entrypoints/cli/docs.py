"""The manual from the command line: written as a site, or held to what it claims."""

import tempfile
from dataclasses import asdict
from pathlib import Path

import click

from entrypoints.cli.asking import with_program
from entrypoints.cli.demonstration.stage import nobodys_settings
from entrypoints.cli.output import document, say
from entrypoints.cli.program import Program
from entrypoints.cli.refusals import RULE_SAYS_NO, NotWritable, UnreadableManual
from entrypoints.manual.book import Book, read_book
from entrypoints.manual.chapters import UnreadableFeature
from entrypoints.manual.check import Finding, findings
from entrypoints.manual.field_mapping import MappingPage
from entrypoints.manual.fragments import INDEX, Manual
from entrypoints.manual.places import own_places
from entrypoints.manual.results import UnreadableResults
from entrypoints.manual.sample import sample_mapping
from entrypoints.manual.site import href, pages, write
from entrypoints.settings import IN_PROCESS


def _web_address(_context: click.Context, _option: click.Parameter, given: str) -> str:
    if given and not given.startswith(("https://", "http://")):
        raise click.BadParameter("Give an address that begins with https:// or http://.")
    return given


@click.command(epilog="Example: upstock-cin7 docs --out .build/manual")
@click.option(
    "--out",
    default=".build/manual",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that the pages are written to; it is made when it is not there.",
)
@click.option("--check", is_flag=True, help="Write nothing; fail with 3 unless every rule is shown, passed and coded.")
@click.option(
    "--base-url",
    default="",
    metavar="URL",
    callback=_web_address,
    help="Where the code can be read, such as https://host/repository/blob/main; places in the code lead there.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document: the pages, or the findings.")
@with_program
def docs(program: Program, *, out: Path, check: bool, base_url: str, as_json: bool) -> None:
    """Write the manual: every rule with its examples, last results and code.

    It is made of the features, of what came of them when all ran last, and of the code's own words. The table of fields
    is tried out on imitated data; nothing that is real is touched.
    """
    book = _book()
    if check:
        found = findings(book)
        _tell(book, found, as_json=as_json)
        click.get_current_context().exit(RULE_SAYS_NO if found else 0)
    files = pages(Manual(book=book, mapping=_mapping(program), base_url=base_url))
    try:
        write(files, out)
    except OSError as error:
        raise NotWritable(f"{out}: {error.strerror}.") from error
    if as_json:
        document({"folder": str(out), "pages": sorted(files)})
    else:
        say(f"{sum(name.endswith('.html') for name in files)} pages are written. Begin with {out / href(INDEX)}")


def _book() -> Book:
    try:
        return read_book(own_places())
    except (UnreadableFeature, UnreadableResults) as error:
        raise UnreadableManual(str(error)) from error


def _tell(book: Book, found: tuple[Finding, ...], *, as_json: bool) -> None:
    if as_json:
        document({"rules": len(book.contents.rules), "findings": [asdict(finding) for finding in found]})
        return
    for finding in found:
        say(f"{finding.place}: {finding.what} [{finding.code}]\n  Fix: {finding.fix}")
    rules = f"{len(book.contents.rules)} rules, {len(book.chapters)} features"
    say(f"{rules}: {len(found)} findings." if found else f"{rules}: everything is shown, passed and in the code.")


def _mapping(program: Program) -> MappingPage:
    """Try the fields out with the program's own parts, on settings and a folder of which nothing is left."""
    with tempfile.TemporaryDirectory(prefix="upstock-cin7-docs-") as folder:
        parts = program.assemble(nobodys_settings(Path(folder), cin7_url=IN_PROCESS))
        return sample_mapping(parts.use_cases.preview_sample)
