"""The choices in force, of the universe and of one account over it.

Source: ref §12, §13; fake-cin7.md.
"""

from collections.abc import Mapping

from adapters.fake_cin7.refusals import BadInstruction
from adapters.fake_cin7.state.switches_of_calls import CALLS
from adapters.fake_cin7.state.switches_of_sales import SALES

CATALOGUE = CALLS + SALES
BY_NAME = {switch.name: switch for switch in CATALOGUE}


class Switches:
    """The choices in force, over a parent's when this one says nothing."""

    def __init__(self, parent: "Switches | None" = None) -> None:
        self.parent = parent
        self.chosen: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        """Read the value in force: chosen here, else by the parent, else the default."""
        if name in self.chosen:
            return self.chosen[name]
        return self.parent[name] if self.parent else BY_NAME[name].default

    def number(self, name: str) -> float:
        """Read the value in force of a switch that is a number."""
        return float(self[name])

    def choose(self, choices: Mapping[str, object]) -> None:
        """Turn several switches, all or none.

        Raises: BadInstruction naming the unknown switch or the value it does not accept.
        """
        read: dict[str, str] = {}
        for name, value in choices.items():
            if name not in BY_NAME:
                raise BadInstruction(f"There is no switch '{name}'; GET /_fake/switches lists them all.")
            read[name] = BY_NAME[name].read(value)
        self.chosen.update(read)

    def forget(self, names: Mapping[str, object]) -> None:
        """Let the parent decide again about these."""
        for name in names:
            self.chosen.pop(name, None)

    def describe(self) -> list[dict[str, object]]:
        """Every switch as the control plane lists it.

        Source: fake-cin7.md, Switches.
        """
        return [
            {
                "name": switch.name,
                "values": list(switch.values),
                "default": switch.default,
                "value": self[switch.name],
                "meaning": switch.meaning,
                "source": switch.source,
            }
            for switch in CATALOGUE
        ]
