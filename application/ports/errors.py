"""What can go wrong between us and another system, by what it means for us.

```
PortError
├── Refused             repeating the same cannot help
│   ├── CredentialsRefused  the key does not open the account
│   ├── SaleRefused         a write was refused, in the system's own words
│   ├── NoticesUnavailable  the account sends no webhooks
│   └── NotFound            there is no such thing there
├── NotSent             certainly nothing happened; try later
│   ├── BudgetSpent         our own budget of calls is used up for now
│   ├── Throttled           the system says that we call too often
│   ├── Unreachable         no connection was made
│   └── CredentialsDoubted  the key was refused just now, which also happens under load
├── Unclear             a write may or may not have happened
├── Unavailable         a read failed; try later
└── UnexpectedReply     the system broke its own documentation
```

Source: architecture §5, §6.2.
"""

from datetime import timedelta


class PortError(Exception):
    """Another system did not do what it was asked; the message is fit for people and holds no secret."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class Refused(PortError):
    """Repeating the same cannot help."""


class CredentialsRefused(Refused):
    """The key does not open the account; `blames_key` when the system says that the key itself is wrong."""

    def __init__(self, detail: str, *, blames_key: bool = False) -> None:
        super().__init__(detail)
        self.blames_key = blames_key


class SaleRefused(Refused):
    """A write was refused; `texts` are the system's own words, all of them."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        super().__init__(" · ".join(texts))
        self.texts = texts


class NoticesUnavailable(Refused):
    """The account sends no webhooks; the message is the system's own reason. Source: B5."""


class NotFound(Refused):
    """There is no such thing there."""


class NotSent(PortError):
    """Certainly nothing happened; trying again after `retry_after` may work."""

    def __init__(self, detail: str, *, retry_after: timedelta = timedelta(0)) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class BudgetSpent(NotSent):
    """Our own budget of calls for this key is used up for now; `pace` is what one call takes of it.

    Source: B10.
    """

    def __init__(self, detail: str, *, retry_after: timedelta, pace: timedelta = timedelta(0)) -> None:
        super().__init__(detail, retry_after=retry_after)
        self.pace = pace


class Throttled(NotSent):
    """The system says that we call too often. Source: ref §1.3."""


class Unreachable(NotSent):
    """No connection was made, so nothing was asked."""


class CredentialsDoubted(NotSent):
    """The key was refused just now; under load that also happens to good ones. Source: ref §1.3."""

    def __init__(self, detail: str, *, retry_after: timedelta = timedelta(0), blames_key: bool = False) -> None:
        super().__init__(detail, retry_after=retry_after)
        self.blames_key = blames_key


KeyRefused = CredentialsRefused | CredentialsDoubted
"""Both ways in which a key is refused: when the system was asked for just that, and at any other call."""


class Unclear(PortError):
    """A write may or may not have happened; `answered` says whether any answer came back. Source: B3."""

    def __init__(self, detail: str, *, answered: bool) -> None:
        super().__init__(detail)
        self.answered = answered


class Unavailable(PortError):
    """A read failed; trying again after `retry_after` may work."""

    def __init__(self, detail: str, *, retry_after: timedelta = timedelta(0)) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class UnexpectedReply(PortError):
    """The system broke its own documentation: which call, which status, an excerpt without secrets."""
