"""The manual from the command line: written as a site, or held to what it claims."""

from dataclasses import asdict, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from domain.approved_order import ApprovedOrder, Charge, Comment, OrderLine
from domain.identifiers import OrderNumber
from domain.money import Currency
from entrypoints.cli.asking import with_program
from entrypoints.cli.demonstration import play
from entrypoints.cli.demonstration.orders import approved_orders
from entrypoints.cli.demonstration.stage import stage
from entrypoints.cli.fakes import demo_account
from entrypoints.cli.output import document, say
from entrypoints.cli.program import Program
from entrypoints.cli.refusals import RULE_SAYS_NO, NotWritable, UnreadableManual
from entrypoints.http.schemas.approved_orders import ApprovedOrderIn
from entrypoints.manual.book import Book, read_book
from entrypoints.manual.chapters import UnreadableFeature
from entrypoints.manual.check import Finding, findings
from entrypoints.manual.field_mapping import MappingPage, mapping_page
from entrypoints.manual.places import own_places
from entrypoints.manual.results import UnreadableResults
from entrypoints.manual.site import INDEX, href, pages, write


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
    files = pages(book, _mapping(program), base_url=base_url)
    try:
        write(files, out)
    except OSError as error:
        raise NotWritable(f"{out}: {error.strerror}.") from error
    if as_json:
        document({"folder": str(out), "pages": sorted(files)})
    else:
        say(f"{len(files) - 1} pages are written. Begin with {out / href(INDEX)}")


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
    account = demo_account()
    sample, other = sample_orders(account)
    with stage(program.assemble, lifted=True, account=account) as place:
        play.connect(place)
        preview = place.parts.use_cases.preview_order
        return mapping_page(lambda order: preview(place.supplier, order), sample, other)


def sample_orders(account: dict[str, Any]) -> tuple[ApprovedOrder, ApprovedOrder]:
    """Answer an order that says something in every field, and one that says something else in each.

    The first one's customer pays tax and has two addresses in Cin7, so that both show. All customers of the imitated
    account have the same terms and location, so that the second one is given others there.
    """
    buyer = next(row for row in account["customers"] if _pays_tax(row, account) and len(_lines_of(row)) > 1)
    orders = [ApprovedOrderIn.model_validate(order).to_domain() for order in approved_orders()]
    own = next(order for order in orders if order.customer.contact_id == buyer["ID"])
    foreign = next(order for order in orders if order.customer.contact_id != buyer["ID"])
    account["payment_terms"].append(
        {**account["payment_terms"][0], "Name": "60 days", "Duration": 60, "IsDefault": False}
    )
    elsewhere = next(row["Name"] for row in account["locations"] if row["Name"] != buyer["Location"])
    moved = next(row for row in account["customers"] if row["ID"] == foreign.customer.contact_id)
    moved.update(PaymentTerm="60 days", Location=elsewhere, SalesRepresentative=account["sales_representatives"][0])
    line, another = own.lines[0], next(line for line in foreign.lines if line.sku != own.lines[0].sku)
    sample = replace(
        own,
        reference="PO-77",
        comments=(Comment(text="Leave at the back door"),),
        custom_fields=(),
        lines=(replace(line, discount_percent=Decimal(5), comment="ripe ones"),),
        charges=(Charge(description="Freight", amount=Decimal(30)),),
    )
    other = replace(
        foreign,
        number=OrderNumber(f"{own.number}-other"),
        currency=Currency("EUR"),
        reference="PO-78",
        order_date=own.order_date + timedelta(days=1),
        delivery_date=own.order_date + timedelta(days=2),
        comments=(Comment(text="Ring twice"),),
        custom_fields=((play.ADDRESS_FIELD, _lines_of(buyer)[0]),),
        lines=(
            OrderLine(
                sku=another.sku,
                quantity=line.quantity + 1,
                unit_price=line.unit_price + 1,
                discount_percent=Decimal(10),
                comment="green ones",
            ),
        ),
        charges=(Charge(description="Delivery", amount=Decimal(20)),),
    )
    return sample, other


def _pays_tax(row: dict[str, Any], account: dict[str, Any]) -> bool:
    company = account["me"]
    return bool(row["TaxRule"] != company["DefaultSaleTaxRuleName"] and row["Currency"] == company["Currency"])


def _lines_of(row: dict[str, Any]) -> list[str]:
    """Answer the first lines of the customer's addresses, those for bills first."""
    return list(dict.fromkeys(address["Line1"] for address in row["Addresses"]))
