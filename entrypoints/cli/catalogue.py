"""The catalogue for people: products, customers, price lists, prices and alarms."""

import click
from pydantic import BaseModel

from application.ports.storage.catalogue_views import MatchState, ProductState
from domain.alarms import AlarmKind
from entrypoints.cli.asking import for_machines, for_supplier, in_pages, with_program
from entrypoints.cli.output import document, say, table
from entrypoints.cli.program import Program
from entrypoints.http import alarms as alarms_over_http
from entrypoints.http import contacts as contacts_over_http
from entrypoints.http import prices as prices_over_http
from entrypoints.http import products as products_over_http
from entrypoints.http.schemas.alarms import AlarmsQuery, AlarmState
from entrypoints.http.schemas.contacts import ContactsQuery
from entrypoints.http.schemas.places import PageQuery
from entrypoints.http.schemas.prices import ExplainQuery, ExplanationOut
from entrypoints.http.schemas.products import ProductOut, ProductsQuery


@click.command(epilog="Example: upstock-cin7 products --state importable --search tea")
@for_supplier
@click.option(
    "--state", type=click.Choice([state.value for state in ProductState]), help="Only products in this state."
)
@click.option("--search", "-q", default="", metavar="TEXT", help="Part of the SKU or name.")
@in_pages
@for_machines
@with_program
def products(
    program: Program,
    *,
    supplier: str | None,
    state: str | None,
    search: str,
    limit: int,
    cursor: str | None,
    as_json: bool,
) -> None:
    """List products by SKU: what can be imported, what that would change, and what never is."""
    query = ProductsQuery.model_validate({"state": state, "q": search, "limit": limit, "cursor": cursor})
    page = products_over_http.listed(program.use_cases, program.supplier(supplier), query)
    rows = [(each.sku, each.name, each.state.value, _changes(each)) for each in page.items]
    excluded = ", ".join(f"{count} {reason.replace('_', ' ')}" for reason, count in page.counts.excluded.items())
    counts = f"{page.counts.importable} importable, {page.counts.imported} imported, excluded: {excluded or 'none'}."
    _print(
        page, table(("SKU", "name", "state", "changes"), rows) if rows else "No such product.", counts, as_json=as_json
    )


@click.command(epilog="Example: upstock-cin7 contacts --match ambiguous")
@for_supplier
@click.option("--search", "-q", default="", metavar="TEXT", help="Part of the name.")
@click.option(
    "--match", type=click.Choice([state.value for state in MatchState]), help="Only those that orders find so."
)
@in_pages
@for_machines
@with_program
def contacts(
    program: Program,
    *,
    supplier: str | None,
    search: str,
    match: str | None,
    limit: int,
    cursor: str | None,
    as_json: bool,
) -> None:
    """List customers by name, with how orders find each."""
    query = ContactsQuery.model_validate({"q": search, "match": match, "limit": limit, "cursor": cursor})
    page = contacts_over_http.listed(program.use_cases, program.supplier(supplier), query)
    rows = [
        (
            each.name,
            each.match.state.value,
            each.price_tier or "–",
            each.discount_percent,
            each.price_list or "–",
            each.id,
        )
        for each in page.items
    ]
    headings = ("name", "found by", "tier", "discount %", "price list", "id")
    _print(page, table(headings, rows, right=("discount %",)) if rows else "No such customer.", as_json=as_json)


@click.command("price-lists", epilog="Example: upstock-cin7 price-lists tier-2 --limit 20")
@click.argument("list_id", metavar="[ID]", required=False)
@for_supplier
@in_pages
@for_machines
@with_program
def price_lists(
    program: Program, *, list_id: str | None, supplier: str | None, limit: int, cursor: str | None, as_json: bool
) -> None:
    """List the price lists, or show the prices of one."""
    whose, query = program.supplier(supplier), PageQuery.model_validate({"limit": limit, "cursor": cursor})
    if list_id is None:
        page = prices_over_http.listed(program.use_cases, whose, query)
        rows = [(one.id, one.name, one.currency, f"{one.customer_count}", f"{one.version}") for one in page.items]
        headings = ("id", "name", "currency", "customers", "version")
        shown = table(headings, rows, right=("customers", "version")) if rows else "No price list yet: import contacts."
        _print(page, shown, as_json=as_json)
        return
    one = prices_over_http.page_of(program.use_cases, whose, list_id, query)
    prices = [(entry.sku, entry.price) for entry in one.entries]
    left_out = [(entry.sku, f"– ({entry.why.value.replace('_', ' ')})") for entry in one.left_out]
    shown = table(("SKU", one.currency), sorted([*prices, *left_out]), right=(one.currency,))
    _print(one, f"{one.name}: {one.customer_count} customers, version {one.version}\n{shown}", as_json=as_json)


@click.command(epilog="Example: upstock-cin7 explain 'Harbour Café' NW-001")
@click.argument("contact")
@click.argument("sku")
@for_supplier
@for_machines
@with_program
def explain(program: Program, *, contact: str, sku: str, supplier: str | None, as_json: bool) -> None:
    """Explain what CONTACT pays for SKU, and why; a name or id will do, and Cin7 is not called."""
    query = ExplainQuery(contact=contact, sku=sku)
    explained = program.use_cases.explain_price(program.supplier(supplier), query.contact, query.sku)
    answer = ExplanationOut.of(explained)
    _print(answer, _explained(answer), as_json=as_json)


@click.command(epilog="Example: upstock-cin7 alarms --kind tier_hole")
@for_supplier
@click.option("--kind", type=click.Choice([kind.value for kind in AlarmKind]), help="Only alarms of this kind.")
@click.option("--closed", is_flag=True, help="Those whose cause is gone.")
@in_pages
@for_machines
@with_program
def alarms(
    program: Program,
    *,
    supplier: str | None,
    kind: str | None,
    closed: bool,
    limit: int,
    cursor: str | None,
    as_json: bool,
) -> None:
    """List what somebody should put right in Cin7, each with its remedy."""
    state = AlarmState.CLOSED if closed else AlarmState.OPEN
    query = AlarmsQuery.model_validate({"state": state, "kind": kind, "limit": limit, "cursor": cursor})
    page = alarms_over_http.listed(program.use_cases, program.supplier(supplier), query)
    lines = [line for each in page.items for line in (f"{each.kind.value}: {each.detail}", f"    Fix: {each.fix}")]
    _print(page, "\n".join(lines) or "No such alarm.", as_json=as_json)


def _print(answer: BaseModel, shown: str, after: str = "", *, as_json: bool) -> None:
    """Print exactly what HTTP answers, or a page for people with where it goes on."""
    if as_json:
        document(answer.model_dump(mode="json"))
        return
    say("\n".join(filter(None, (shown, after))))
    if cursor := getattr(answer, "next_cursor", None):
        say(f"\nMore: --cursor {cursor}")


def _changes(product: ProductOut) -> str:
    if product.reason:
        return product.reason.replace("_", " ")
    return ", ".join(change.field for change in product.changes)


def _explained(answer: ExplanationOut) -> str:
    rows = {
        "price": f"{answer.amount} {answer.currency}" if answer.amount else "none",
        "why not set": answer.why_not_set.value.replace("_", " ") if answer.why_not_set else None,
        "tier": f"{answer.tier.name} ({answer.tier.number})",
        "tier price": answer.tier_price,
        "own price": answer.own_price,
        "discount": f"{answer.discount_percent} %",
        "before rounding": answer.before_rounding,
        "price list": answer.price_list,
        "customer": f"{answer.contact.name}, read {answer.contact.read_at:%Y-%m-%d %H:%M} UTC",
        "product": f"{answer.product.name} ({answer.product.sku}), read {answer.product.read_at:%Y-%m-%d %H:%M} UTC",
    }
    lines = [f"{name:<15}  {value}" for name, value in rows.items() if value]
    return "\n".join([*lines, *(f"ignored          {text}" for text in answer.ignored), *answer.notes])
