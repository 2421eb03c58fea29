"""The demonstration in words: what is set up, what each side then holds, and whether that is right."""

from collections.abc import Sequence
from dataclasses import asdict

from entrypoints.cli.demonstration.callers import Document
from entrypoints.cli.demonstration.play import Imported, Played, Shipped
from entrypoints.cli.demonstration.stage import LIFTED, Stage
from entrypoints.cli.demonstration.verdict import Verdict
from entrypoints.cli.fakes import DEMO_ACCOUNT, DEMO_KEY
from entrypoints.cli.output import table

LONGEST_NAME = 22  # signs of a customer's name; with more the table is wider than a terminal


def beginning(place: Stage, *, orders: int, lifted: bool) -> str:
    """Say what runs where, and what is not as it would be."""
    limit = (
        f"The limit of 60 calls a minute is lifted on both sides ({LIFTED} here, none in the imitation):"
        f"\nwith it {orders} orders would take about {orders * 2 // 60 + 1} minutes."
        if lifted
        else "Cin7's limit of 60 calls a minute holds, as it does in earnest."
    )
    return "\n".join(
        [
            "Everything runs in this process and is removed afterwards; nothing real is touched.",
            f"  Cin7 Core (imitated)  {place.cin7.url}/ExternalApi/v2/",
            f"  upstock-cin7          {place.upstock.url}/v1/",
            f"  Upstock (imitated)    {place.shop.url}/",
            limit,
        ]
    )


def connected(connection: Document, records: int) -> str:
    """Say which account it is."""
    whose, company = connection["supplier"], f"{connection['company']} ({connection['base_currency']})"
    told = f"Supplier {whose} is connected to {company}; {records} customers and products are read."
    return "\n".join([told, *(f"  Note: {warning}" for warning in connection["warnings"])])


def imported(done: Imported) -> str:
    """Say what customers can now be sold."""
    told = f"Upstock knows {done.products} products, {done.customers} customers and {done.price_lists} price lists."
    return "\n".join([told, *(f"WRONG: {what}" for what in done.wrong)])


def shipped(done: Shipped) -> str:
    """Put what the warehouse did beside what Upstock heard and what customers were sent."""
    rows = [
        (each.number, each.deed.words if each.deed else "no sale", ", ".join(map(_short, each.heard)))
        for each in done.told
    ]
    mails = [f"  {each.number}  {mail}" for each in done.told for mail in each.mails]
    right = f"Right: Upstock heard exactly what was done, and {sum(bool(each.mails) for each in done.told)} mails went."
    return "\n".join(
        [
            "\nWhat the warehouse shipped in Cin7, and what Upstock heard of it:\n",
            table(("order", "shipped", "Upstock heard"), rows),
            *(["\nWhat customers were sent:\n", *mails] if mails else []),
            *(f"\nWRONG {each.number}: {what}" for each in done.told for what in each.wrong),
            *(f"\nWRONG: Upstock refused {what}" for what in done.wrong),
            "",
            right if heard_right(done) else "NOT right: see above.",
        ]
    )


def _short(event: str) -> str:
    return event.removeprefix("order.")


def heard_right(done: Shipped) -> bool:
    """Answer whether Upstock heard of every order exactly what was done."""
    return not done.wrong and not any(each.wrong for each in done.told)


def outcome(played: Played) -> str:
    """Put both sides beside each other, the reasons of what is held below, and the verdict last."""
    made = [each for each in played.verdicts if each.sale]
    parts = [
        "What Upstock sent, and what Cin7 holds (read back through its own API; totals before tax):\n",
        _side_by_side(played.verdicts),
        *(_held(each) for each in played.verdicts if each.problems),
        *(f"\nWRONG {each.number}: {what}" for each in played.verdicts for what in each.wrong),
        "",
        _counted(played, len(made)),
        _verdict(played.verdicts, len(made)),
    ]
    return "\n".join(parts)


def exploring(place: Stage) -> str:
    """Say how to look around while it runs."""
    order = f"{place.upstock.url}/v1/suppliers/{place.supplier}/orders"
    keys = f"-H 'api-auth-accountid: {DEMO_ACCOUNT}' -H 'api-auth-applicationkey: {DEMO_KEY}'"
    return "\n".join(
        [
            "\nIt keeps running until Ctrl-C.",
            f"  API             {place.upstock.url}/docs",
            f"  token           {place.upstock.token}",
            f"  orders          curl -H 'Authorization: Bearer {place.upstock.token}' {order}",
            f"  imitated Cin7   {place.cin7.url}/",
            f"  what Upstock    {place.shop.url}/  (knows, and what customers are sent)",
            f"  its sales       curl {keys} {place.cin7.url}/ExternalApi/v2/saleList",
        ]
    )


def whole(imported: Imported, played: Played, shipped: Shipped, *, right: bool) -> Document:
    """Answer everything as one document, for machines."""
    return {
        "right": right,
        "imported": asdict(imported),
        "orders": [
            {
                "number": each.number,
                "customer": each.customer,
                "state": each.state,
                "sale": each.sale,
                "sent": str(each.sent),
                "received": None if each.received is None else str(each.received),
                "tax": None if each.tax is None else str(each.tax),
                "problems": each.problems,
                "wrong": each.wrong,
            }
            for each in played.verdicts
        ],
        "calls": played.calls,
        "seconds": round(played.seconds, 1),
        "shipped": [
            {"number": each.number, "heard": each.heard, "mails": each.mails, "wrong": each.wrong}
            for each in shipped.told
        ],
        "refused_by_upstock": shipped.wrong,
    }


def hint() -> str:
    """Say how to go on."""
    return "To explore: `upstock-cin7 demo --keep`. With all 150 orders: `upstock-cin7 demo --orders all`."


def is_right(verdicts: Sequence[Verdict]) -> bool:
    """Answer whether something was made and nothing is wrong."""
    return any(each.sale for each in verdicts) and not any(each.wrong for each in verdicts)


def _side_by_side(verdicts: Sequence[Verdict]) -> str:
    rows = [
        (
            each.number,
            each.customer if len(each.customer) <= LONGEST_NAME else f"{each.customer[: LONGEST_NAME - 1]}…",
            str(each.lines),
            f"{each.sent:.2f}",
            "" if each.received is None else f"{each.received:.2f}",
            "" if each.tax is None else f"{each.tax:.2f}",
            each.sale,
            each.state,
        )
        for each in verdicts
    ]
    headings = ("order", "customer", "lines", "Upstock", "Cin7", "tax", "sale", "state")
    return table(headings, rows, right=("lines", "Upstock", "Cin7", "tax"))


def _held(verdict: Verdict) -> str:
    lines = [f"\nOrder {verdict.number} is held, and nothing was sent for it:"]
    for problem in verdict.problems:
        lines += [f"  {problem['detail']}", f"  Fix: {problem['fix']}"]
    return "\n".join(lines)


def _counted(played: Played, made: int) -> str:
    each = f"{played.calls / made:.2f}" if made else "no"
    return (
        f"{made} sales made with {played.calls} calls to Cin7 by its own count: {each} for each sale."
        f" From the first approval to the last outcome {played.seconds:.1f} s."
    )


def _verdict(verdicts: Sequence[Verdict], made: int) -> str:
    held = sum(each.state == "held" for each in verdicts)
    if is_right(verdicts):
        return (
            f"Right: {made} sales agree with their orders, line by line and to the cent; held, as it had to be: {held}."
        )
    return f"NOT right: see above. {sum(bool(each.wrong) for each in verdicts)} of {len(verdicts)} orders disagree."
