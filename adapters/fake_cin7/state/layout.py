"""Turning a row somebody sent into a kept one: known keys only, numbers exact, defaults left out.

Source: ref §1.7, §1.8.2 (D, L): unknown fields are ignored, strings are accepted for numbers and booleans.
"""

from collections.abc import Callable
from sys import intern

from adapters.fake_cin7.values import boolean_of, decimal_of, four_places
from adapters.fake_cin7.wire import Row

_REPEATED = frozenset({"Category", "Brand", "UOM", "Type", "CostingMethod", "Currency", "PaymentTerm", "TaxRule"})


class Layout:
    """Which keys a kind of row has and how each is read; a key's kind follows from its default."""

    def __init__(self, template: Row) -> None:
        self.template = template
        self.flags = frozenset(key for key, value in template.items() if isinstance(value, bool))
        self.numbers = frozenset(key for key, value in template.items() if isinstance(value, int)) - self.flags
        self._by_folded = {key.casefold(): key for key in template}

    def name_of(self, key: str) -> str | None:
        """Find the documented spelling of a key sent in any case."""
        return key if key in self.template else self._by_folded.get(key.casefold())

    def keep(self, sent: Row, refuse: Callable[[str], Exception]) -> Row:
        """Read what was sent; unknown keys are dropped.

        Raises: what `refuse` makes of the name of a field that cannot be read.
        """
        kept: Row = {}
        for key, value in sent.items():
            name = self.name_of(key)
            if name is not None:
                kept[name] = self._read(name, value, refuse)
        return kept

    def complete(self, kept: Row) -> Row:
        """Fill in what was left out, in the documented order."""
        return {**self.template, **kept}

    def _read(self, name: str, value: object, refuse: Callable[[str], Exception]) -> object:
        if name in self.numbers or name in self.flags:
            return self._read_typed(name, value, refuse)
        if isinstance(value, str):
            return intern(value) if name in _REPEATED else value
        if isinstance(self.template[name], list):
            if not isinstance(value, list):
                raise refuse(name)
            return value
        return None if value is None else str(value)

    def _read_typed(self, name: str, value: object, refuse: Callable[[str], Exception]) -> object:
        if value is None or value == "":
            return self.template[name]
        if name in self.flags:
            flag = boolean_of(value)
            if flag is None:
                raise refuse(name)
            return flag
        number = decimal_of(value)
        if number is None:
            raise refuse(name)
        return four_places(number)
