"""The body of a call, read field by field as leniently as the service does.

Source: ref §1.7, §1.8 (D, L, C).
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from adapters.fake_cin7.refusals import Refused
from adapters.fake_cin7.values import boolean_of, day_of, decimal_of, four_places, guid_of
from adapters.fake_cin7.wire import Row


class Fields:
    """One JSON object; names in any case, unknown ones never asked for and so ignored."""

    def __init__(self, sent: Row, *, truncate: bool = False) -> None:
        self.sent = sent
        self._truncate = truncate
        self._by_folded = {name.casefold(): value for name, value in sent.items()}

    def raw(self, name: str) -> object:
        """Read a value as it was sent, None when it was not."""
        return self._by_folded.get(name.casefold())

    def has(self, name: str) -> bool:
        """Whether the field was sent with something in it.

        Source: ref §1.8.6 (L): left out and null keep what is there.
        """
        return self.raw(name) is not None

    def text(self, name: str, longest: int | None = None) -> str | None:
        """Read a text; the empty one is a text too.

        Source: ref §1.8.6 (L), lengths D.
        """
        value = self.raw(name)
        if value is None:
            return None
        if isinstance(value, dict | list):
            raise Refused(f"{name} is invalid")
        text = value if isinstance(value, str) else str(value)
        if longest is not None and len(text) > longest:
            if not self._truncate:
                raise Refused(f"The field {name} must be a string with a maximum length of {longest}.")
            text = text[:longest]
        return text

    def word(self, name: str) -> str | None:
        """Read an enumerated word; blank counts as not sent, case does not matter.

        Source: ref §1.8.8 (L).
        """
        text = self.text(name)
        return text.strip().upper() if text and text.strip() else None

    def needed(self, name: str, longest: int | None = None) -> str:
        """Read a text the call cannot do without.

        Source: ref §1.5 (L).
        """
        text = self.text(name, longest)
        if not text or not text.strip():
            raise Refused(f"Required attribute {name} is not provided.")
        return text

    def guid(self, name: str) -> str | None:
        """Read an identifier in any casing."""
        value = self.raw(name)
        if value in (None, ""):
            return None
        found = guid_of(value)
        if found is None:
            raise Refused(f"{name} is invalid")
        return found

    def decimal(self, name: str, places: int = 4) -> Decimal | None:
        """Read a number, also one written as a string; rounded to the documented places.

        Source: ref §1.7 (D:21388).
        """
        value = self.raw(name)
        if value in (None, ""):
            return None
        number = decimal_of(value)
        if number is None:
            raise Refused(f"{name} is invalid")
        return four_places(number) if places == 4 else round(number, places)

    def flag(self, name: str) -> bool | None:
        """Read a truth value, also one written as a string."""
        value = self.raw(name)
        if value in (None, ""):
            return None
        flag = boolean_of(value)
        if flag is None:
            raise Refused(f"{name} is invalid")
        return flag

    def day(self, name: str) -> date | None:
        """Read a calendar day in any of the three forms."""
        value = self.raw(name)
        if value in (None, ""):
            return None
        found = day_of(value)
        if found is None:
            raise Refused(f"{name} is invalid")
        return found

    def inner(self, name: str) -> "Fields | None":
        """Read a nested object."""
        value = self.raw(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise Refused(f"{name} is invalid")
        return Fields(value, truncate=self._truncate)

    def rows(self, name: str) -> "list[Fields] | None":
        """Read a list of objects; None when it was not sent, which is not the same as empty.

        Source: ref §1.5 (L: `Lines is invalid`), §1.8.6 (L).
        """
        value = self.raw(name)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise Refused(f"{name} is invalid")
        return [Fields(entry, truncate=self._truncate) for entry in value]

    def one_of(self, name: str, words: Iterable[str]) -> str | None:
        """Read an enumerated word and refuse one that is not documented.

        Source: ref §5.4 (D); wording G.
        """
        found = self.word(name)
        if found is not None and found not in words:
            raise Refused(f"{name} '{found}' is not valid. Available values: {', '.join(words)}")
        return found


def spelled(words: Iterable[str], sent: str, name: str) -> str:
    """Find the documented spelling of an enumerated word sent in any case.

    Source: ref §1.8.8 (L); wording of the refusal G.
    """
    for word in words:
        if word.casefold() == sent.strip().casefold():
            return word
    raise Refused(f"{name} '{sent}' is not valid. Available values: {', '.join(words)}")
