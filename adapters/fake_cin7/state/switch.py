"""One choice about something nobody knows of the real service."""

from dataclasses import dataclass

from adapters.fake_cin7.refusals import BadInstruction
from adapters.fake_cin7.values import decimal_of

ANY_NUMBER = "a number from 0 up"


@dataclass(frozen=True, slots=True)
class Switch:
    """One uncertainty with its possible answers; the first is the default."""

    name: str
    values: tuple[str, ...]
    meaning: str
    source: str

    @property
    def default(self) -> str:
        """The value in force until somebody chooses another."""
        return "0" if self.values == (ANY_NUMBER,) else self.values[0]

    def read(self, value: object) -> str:
        """Check a chosen value; true and false mean on and off.

        Raises: BadInstruction naming the switch and what it accepts.
        """
        text = _as_word(value, self.values)
        if self.values == (ANY_NUMBER,):
            number = decimal_of(text)
            if number is not None and number >= 0:
                return text
        elif text in self.values:
            return text
        raise BadInstruction(f"Switch '{self.name}' cannot be {value!r}; it accepts {', '.join(self.values)}.")


def _as_word(value: object, values: tuple[str, ...]) -> str:
    if isinstance(value, bool):
        word = str(value).lower()
        return word if word in values else ("on" if value else "off")
    return str(value).strip()
