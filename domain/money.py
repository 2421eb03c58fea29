"""Amounts of money and the only rounding there is."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

from domain.errors import InvalidValue

ZERO = Decimal(0)
HUNDRED = Decimal(100)

_EXACT = Context(prec=60)  # the largest quantity times the largest price times a discount has 40 digits

_MINOR_UNITS = {
    **dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
}


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency by its ISO 4217 code.

    Raises: InvalidValue unless the code is three capital letters.
    """

    code: str

    def __post_init__(self) -> None:
        if len(self.code) != 3 or not (self.code.isascii() and self.code.isalpha() and self.code.isupper()):
            raise InvalidValue(
                f"A currency is three capital letters such as USD, not “{self.code}”.", pointer="/currency"
            )

    @property
    def minor_unit(self) -> int:
        """Answer how many decimal places amounts of this currency have.

        Source: ISO 4217.
        """
        return _MINOR_UNITS.get(self.code, 2)

    def rounded(self, amount: Decimal) -> Decimal:
        """Round half up to the minor unit.

        Source: R33.
        """
        return round_half_up(amount, self.minor_unit)


def round_half_up(amount: Decimal, places: int) -> Decimal:
    """Round as people do: a half goes away from zero.

    Source: R22, R33.
    """
    return amount.quantize(_smallest(places), rounding=ROUND_HALF_UP, context=_EXACT)


@cache
def _smallest(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def times(quantity: Decimal, price: Decimal) -> Decimal:
    """Multiply exactly, however many digits it takes."""
    return _EXACT.multiply(quantity, price)


def less_percent(amount: Decimal, percent: Decimal) -> Decimal:
    """Take a percentage off, exactly; rounding is the caller's decision.

    Source: R22, R33; ref §6.6 (line arithmetic).
    """
    return _EXACT.divide(_EXACT.multiply(amount, HUNDRED - percent), HUNDRED)


def percent_of(amount: Decimal, percent: Decimal) -> Decimal:
    """Answer this percentage of an amount, exactly."""
    return _EXACT.divide(_EXACT.multiply(amount, percent), HUNDRED)


def plain(amount: Decimal) -> str:
    """Write an amount without exponent and without trailing zeros, so that equal amounts look equal."""
    text = format(amount, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def places_of(amount: Decimal) -> int:
    """Answer how many decimal places an amount really needs."""
    return len(plain(amount).partition(".")[2])
