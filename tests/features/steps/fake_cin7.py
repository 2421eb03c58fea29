"""Steps about the imitated Cin7 as a program of its own."""

from pytest_bdd import given, parsers, then, when

from tests.features.stranger import MINUTES_CALLS, WRONG, Ask, Stranger
from tests.features.words import Table, pairs

DEEDS: dict[str, Ask] = {
    "calls with a wrong key": lambda own: own.call("GET", "me", key=WRONG),
    "calls an address that Cin7 lacks": lambda own: own.call("GET", "nothing"),
    "asks for page 1 in capital letters": lambda own: own.call("GET", "PRODUCT?PAGE=1&LIMIT=1", root="EXTERNALAPI/V2"),
    "asks for something with a wrong word": lambda own: own.call("GET", "product?Limt=1"),
    "calls 61 times in a minute": lambda own: own.call_often(MINUTES_CALLS + 1),
    "sells more than there is": lambda own: own.sell(1000, "NW-001"),
    "sells one product in two lines": lambda own: own.sell(1, "NW-001", "NW-001"),
    "makes a sale": lambda own: own.open_sale(),
    "sells under the same key again": lambda own: own.open_sale(),
}
FATES: dict[str, object] = {
    "is answered with an internal error": {"status": 500},
    "is answered with a web page": "html_200",
    "breaks off before it was made": "reset",
    "breaks off after it was made": "commit_then_reset",
}
SALES = {"no sale is there": 0, "one sale is there": 1}
READ = {
    "status": "Status",
    "picking": "CombinedPickingStatus",
    "packing": "CombinedPackingStatus",
    "shipping": "CombinedShippingStatus",
    "tracking number": "CombinedTrackingNumbers",
}


@given("an imitated Cin7 was started with the account of Northwind")
def _(stranger: Stranger) -> None:
    assert stranger.sales_there == 0


@given(parsers.parse("a stranger's program sold {quantity:d} {sku} there to Harbour Café"))
def _(stranger: Stranger, quantity: int, sku: str) -> None:
    assert stranger.sell(quantity, sku).status_code == 200


@given(parsers.parse("the warehouse there shipped it with tracking number {tracking}"))
def _(stranger: Stranger, tracking: str) -> None:
    stranger.ship(tracking)


@given(parsers.parse("the next sale there {fate}"))
def _(stranger: Stranger, fate: str) -> None:
    stranger.spoil_the_next_sale(FATES[fate])


@given(parsers.parse("the switch {switch} there is turned to {value}"))
def _(stranger: Stranger, switch: str, value: str) -> None:
    stranger.turn(switch, value)


@given("a stranger's program used up its calls of a minute there")
def _(stranger: Stranger) -> None:
    stranger.call_often(MINUTES_CALLS)
    assert stranger.call("GET", "me").status_code == 429


@when("the program reads the sale")
def _(stranger: Stranger) -> None:
    stranger.read_sale()


@when(parsers.parse("a stranger's program {does} there"))
def _(stranger: Stranger, does: str) -> None:
    stranger.ask(DEEDS[does])


@when("somebody looks at the switches there")
def _(stranger: Stranger) -> None:
    assert stranger.switches


@when(parsers.parse("{seconds:d} seconds are let pass there"))
def _(stranger: Stranger, seconds: int) -> None:
    stranger.let_pass(seconds)


@then("it reads")
def _(stranger: Stranger, datatable: Table) -> None:
    for what, value in pairs(datatable).items():
        sku = what.removesuffix(" on hand")
        assert str(stranger.on_hand(sku) if sku != what else stranger.sale[READ[what]]) == value, what


@then(parsers.parse('it gets the refusal "{text}"'))
def _(stranger: Stranger, text: str) -> None:
    assert stranger.answer is not None
    assert stranger.answer.status_code >= 400
    assert text in stranger.answer.text


@then("it gets what it asked for")
def _(stranger: Stranger) -> None:
    assert stranger.answer is not None
    assert stranger.answer.status_code == 200, stranger.answer.text
    assert isinstance(stranger.document, dict)


@then("it gets a web page")
def _(stranger: Stranger) -> None:
    assert stranger.answer is not None
    assert stranger.answer.headers["Content-Type"].startswith("text/html")


@then("it gets an internal error")
def _(stranger: Stranger) -> None:
    assert stranger.answer is not None
    assert stranger.answer.status_code == 500


@then("it gets no answer")
def _(stranger: Stranger) -> None:
    assert stranger.answer is None


@then(parsers.re("(?P<many>no|one) sale is there"))
def _(stranger: Stranger, many: str) -> None:
    assert stranger.sales_there == SALES[f"{many} sale is there"]


@then("each has a meaning, a default among its values, and a source")
def _(stranger: Stranger) -> None:
    for switch in stranger.switches:
        assert switch["meaning"], switch
        assert switch["source"].startswith("ref §"), switch
        assert switch["default"] in switch["values"] or switch["values"] == ["a number from 0 up"], switch


@then("the program may call there again")
def _(stranger: Stranger) -> None:
    assert stranger.call("GET", "me").status_code == 200


@then(parsers.parse("the most calls seen there in any 60 seconds are {most:d}"))
def _(stranger: Stranger, most: int) -> None:
    assert stranger.most_calls == most
