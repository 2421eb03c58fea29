"""R3: one list of calls, and nothing beside it."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from adapters import cin7_core
from adapters.cin7_core.allowed_calls import (
    ALLOWED_CALLS,
    OPEN_SALE,
    SALE,
    VOID_SALE,
    AllowedCall,
    CallNotAllowed,
    Effect,
)
from tests.adapters.cin7_core.scripted import scripted

SOURCE = Path(cin7_core.__file__).parent
FORBIDDEN = ("invoice", "payment", "creditnote", "journal", "stock", "purchase", "fulfilment", "quote", "money")


def literals(module: Path) -> list[str]:
    """All texts of a module but its docstrings and comments."""
    tree = ast.parse(module.read_text())
    documented = ast.Module | ast.ClassDef | ast.FunctionDef
    docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [text for text in texts if text not in docstrings]


def test_no_module_but_the_list_writes_a_path() -> None:
    paths = {call.path for call in ALLOWED_CALLS}
    folders = ("ref/", "sale/", "me/", "product/")
    for module in SOURCE.glob("*.py"):
        if module.name != "allowed_calls.py":
            texts = [text.strip("/") for text in literals(module)]
            assert not [text for text in texts if text in paths or text.startswith(folders)], module.name


def test_no_list_of_calls_is_made_elsewhere() -> None:
    makers = [module.name for module in SOURCE.glob("*.py") if "AllowedCall(" in module.read_text()]
    assert makers == ["allowed_calls.py"]


def test_the_list_holds_no_call_that_touches_money_stock_or_purchases() -> None:
    touched = [call for call in ALLOWED_CALLS for word in FORBIDDEN if word in call.path.casefold()]
    assert [call.path for call in touched] == ["ref/paymentterm"]


def test_writes_are_those_that_make_fill_correct_and_void_a_sale_and_keep_our_webhooks() -> None:
    writes = {(call.method, call.path, call.effect) for call in ALLOWED_CALLS if call.is_write}
    assert writes == {
        ("POST", "sale", Effect.CREATE),
        ("PUT", "sale", Effect.REPLACE),
        ("POST", "sale/order", Effect.REPLACE),
        ("DELETE", "sale", Effect.VOID),
        ("POST", "webhooks", Effect.CREATE),
        ("PUT", "webhooks", Effect.REPLACE),
        ("DELETE", "webhooks", Effect.VOID),
    }


@pytest.mark.parametrize(
    "call",
    [
        AllowedCall(method="POST", path="sale/invoice", effect=Effect.CREATE),
        AllowedCall(method="DELETE", path="sale"),
        replace(SALE, method="DELETE"),
        replace(VOID_SALE, fixed=()),
        replace(OPEN_SALE, effect=Effect.READ),
    ],
)
def test_a_call_outside_the_list_is_stopped_before_anything_is_asked(call: AllowedCall) -> None:
    bench = scripted()
    with pytest.raises(CallNotAllowed, match=call.path):
        bench.client().call(call)
    assert not bench.transport.seen
    assert not bench.budget.asked
