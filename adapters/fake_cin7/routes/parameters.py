"""The query parameters of a call, found in any case, however often they came.

Source: ref §1.1 (D:5170-5180, C(5), C(2)).
"""

from collections.abc import Iterable
from datetime import date, datetime

from adapters.fake_cin7.refusals import Refused
from adapters.fake_cin7.values import boolean_of, day_of, guid_of, instant_of, whole_of


class Parameters:
    """Names are compared without regard to case; empty values count as not sent."""

    def __init__(self, pairs: Iterable[tuple[str, str]], *, last_wins: bool = False) -> None:
        self._values: dict[str, str] = {}
        for name, value in pairs:
            folded = name.casefold()
            if last_wins or folded not in self._values:
                self._values[folded] = value

    def names(self) -> set[str]:
        """Name all parameters, in lower case."""
        return set(self._values)

    def text(self, name: str) -> str | None:
        """Read a text."""
        return self._values.get(name.casefold(), "").strip() or None

    def guid(self, name: str) -> str | None:
        """Read an identifier; one that is none finds nothing, it is no error.

        Source: ref §1.4 (lists answer 200 with Total 0).
        """
        sent = self.text(name)
        return None if sent is None else guid_of(sent) or sent.casefold()

    def needed_guid(self, name: str) -> str:
        """Read an identifier the call cannot do without.

        Source: ref §1.5 (L): `Required attribute X is not provided.`
        """
        found = self.guid(name)
        if found is None:
            raise Refused(f"Required attribute {name} is not provided.")
        return found

    def whole(self, name: str) -> int | None:
        """Read a whole number; anything else counts as not sent."""
        return whole_of(self.text(name))

    def flag(self, name: str) -> bool | None:
        """Read a truth value, 1 and 0 included."""
        return boolean_of(self.text(name))

    def instant(self, name: str) -> datetime | None:
        """Read an instant in UTC."""
        return instant_of(self.text(name))

    def day(self, name: str) -> date | None:
        """Read a calendar day."""
        return day_of(self.text(name))
