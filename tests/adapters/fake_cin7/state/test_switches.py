import inspect
import pkgutil
from importlib import import_module

import pytest

import adapters.fake_cin7
from adapters.fake_cin7.refusals import BadInstruction
from adapters.fake_cin7.state.switches import BY_NAME, CATALOGUE, Switches


def test_every_switch_is_read_by_something() -> None:
    source = "".join(
        inspect.getsource(import_module(module.name))
        for module in pkgutil.walk_packages(adapters.fake_cin7.__path__, "adapters.fake_cin7.")
        if "switches_of" not in module.name
    )
    assert [name for name in BY_NAME if f'"{name}"' not in source] == []


def test_names_are_unique_and_each_has_a_meaning_and_a_source() -> None:
    assert len(BY_NAME) == len(CATALOGUE)
    assert [switch.name for switch in CATALOGUE if not switch.meaning or "ref §" not in switch.source] == []


def test_an_account_s_choice_wins_over_the_universe_s() -> None:
    universe = Switches()
    account = Switches(universe)
    universe.choose({"throttle": "off"})
    assert account["throttle"] == "off"
    account.choose({"throttle": "array400"})
    assert (universe["throttle"], account["throttle"]) == ("off", "array400")
    account.forget({"throttle": None})
    assert account["throttle"] == "off"


def test_true_and_false_are_understood() -> None:
    switches = Switches()
    switches.choose({"commit_then_timeout": True, "automation_module": False, "skip_quote_omitted": False})
    chosen = (switches["commit_then_timeout"], switches["automation_module"], switches["skip_quote_omitted"])
    assert chosen == ("on", "off", "false")


def test_a_number_is_checked() -> None:
    switches = Switches()
    switches.choose({"availability_lag_minutes": 15})
    assert switches.number("availability_lag_minutes") == 15
    with pytest.raises(BadInstruction, match="a number from 0 up"):
        switches.choose({"availability_lag_minutes": "soon"})


def test_a_wrong_choice_changes_nothing_and_names_what_is_possible() -> None:
    switches = Switches()
    with pytest.raises(BadInstruction, match="'throttle' cannot be 'maybe'; it accepts modern429, legacy503"):
        switches.choose({"wrong_total": "reject", "throttle": "maybe"})
    with pytest.raises(BadInstruction, match="no switch 'throtle'"):
        switches.choose({"throtle": "off"})
    assert switches["wrong_total"] == "recompute"
