"""What a rule can say no with.

```
DomainError                 a rule says no; carries the problem as people are shown it
├── InvalidValue            a value that cannot exist: where (pointer), why, and what would do
│   ├── UnknownAddress      no address of the customer has this label or id
│   └── AmbiguousAddress    several do, and they differ
├── ImpossibleOptions       a combination of sale options that the inventory system cannot do
├── Conflict                what is asked contradicts what is there
│   ├── ApprovedDifferently an order of this number was approved with other content
│   └── IllegalTransition   an order in this state cannot do that
└── NotThere                nothing of this name is known here
```
"""


class DomainError(Exception):
    """A rule says no.

    `code` names the entry of the problem catalogue that says what, why and how to fix it.
    """

    code = "internal"


class InvalidValue(DomainError):
    """A value that cannot exist, with the place it stood at.

    Shape: `pointer` is a JSON pointer into the document it came from, empty where there is none.
    """

    code = "invalid_value"

    def __init__(self, detail: str, *, pointer: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.pointer = pointer


class UnknownAddress(InvalidValue):
    """No address in the customer's book carries this label or id."""

    code = "unknown_address"


class AmbiguousAddress(InvalidValue):
    """Several different addresses in the customer's book carry this label."""

    code = "ambiguous_address"


class ImpossibleOptions(DomainError):
    """A combination of sale options that the inventory system cannot do, refused when it is set."""

    code = "impossible_options"


class Conflict(DomainError):
    """What is asked contradicts what is there; nothing was changed."""

    code = "conflict"


class IllegalTransition(Conflict):
    """An order in this state cannot do what was asked."""

    code = "illegal_transition"


class NotThere(DomainError):
    """Nothing of this name is known for this supplier."""

    code = "not_found"
