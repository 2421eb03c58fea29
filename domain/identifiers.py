"""Names of things, and how names are compared."""

import re
import unicodedata
from typing import NewType

from domain.cutting import length
from domain.errors import InvalidValue

SupplierId = NewType("SupplierId", str)
OrderNumber = NewType("OrderNumber", str)
SaleId = NewType("SaleId", str)
ContactId = NewType("ContactId", str)
ProductId = NewType("ProductId", str)
Sku = NewType("Sku", str)

LONGEST_SUPPLIER = 64
LONGEST_NUMBER = 128  # with the longest supplier our key stays below the 256 characters Cin7 keeps

_SUPPLIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def supplier_id(text: str) -> SupplierId:
    """Take a supplier's id as Upstock gives it.

    Raises: InvalidValue when it is empty, too long, or holds anything but letters, digits, dot, dash, underscore.
    """
    if len(text) > LONGEST_SUPPLIER or not _SUPPLIER.fullmatch(text):
        raise InvalidValue(
            f"A supplier's id is 1 to {LONGEST_SUPPLIER} letters, digits, dots, dashes or underscores and begins"
            " with a letter or digit.",
            pointer="/supplier",
        )
    return SupplierId(text)


def order_number(text: str) -> OrderNumber:
    """Take an order's number as Upstock gives it.

    Raises: InvalidValue when it is blank, padded, too long, or holds a slash or a control character.
    """
    if not text.strip() or text != text.strip() or length(text) > LONGEST_NUMBER:
        raise InvalidValue(
            f"An order number is 1 to {LONGEST_NUMBER} characters without spaces around it.",
            pointer="/number",
        )
    if "/" in text or not text.isprintable():
        raise InvalidValue("An order number holds no slash and no control character.", pointer="/number")
    return OrderNumber(text)


def folded(text: str) -> str:
    """Fold case, space and the spelling of accents away, so that names people typed compare as people read them.

    An accented letter may be one character or two; both look the same, so both are the same name.

    Source: R25, R32, R33; ref §1.8 (8).
    """
    spaced = " ".join(text.split())
    if spaced.isascii():  # nothing to compose: most of a hundred thousand names
        return spaced.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", spaced).casefold())
