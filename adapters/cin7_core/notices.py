"""The webhooks of one account of Cin7 Core: registered, kept alive, removed, and read as hints.

Source: B5; architecture §5; ref §9.
"""

from collections import Counter
from collections.abc import Collection, Iterable

from adapters.cin7_core.allowed_calls import REGISTER_WEBHOOK, REMOVE_WEBHOOK, REPLACE_WEBHOOK, WEBHOOKS, AllowedCall
from adapters.cin7_core.client import Cin7Client
from adapters.cin7_core.mapping_notices import Step, Webhook, hint_from, removals, steps_to, webhooks_from
from application.ports.errors import NoticesUnavailable, Refused
from application.ports.notices import ChangeNotices, Hint, NoticeReport


class Cin7Notices(ChangeNotices):
    """One account's webhooks."""

    def __init__(self, client: Cin7Client) -> None:
        self._client = client

    def ensure(self, url: str, token: str, *, former: Collection[str] = (), is_carried: bool = True) -> NoticeReport:
        """Have everything that concerns us sent to `url` with this token. Source: B5; ref §9.1."""
        self._client.conceal(token)
        return self._do(steps_to(self._found(), url, token, former=former, is_carried=is_carried))

    def remove(self, urls: Collection[str]) -> NoticeReport:
        """Remove every webhook that leads to one of these addresses. Source: R4; ref §9.1."""
        return self._do(removals(each for each in self._found() if each.url in urls))

    def read(self, payload: bytes) -> Hint | None:
        """Answer what a webhook points at. Source: B5; ref §9.4."""
        return hint_from(payload)

    def _found(self) -> tuple[Webhook, ...]:
        """Look. Raises: NoticesUnavailable when Cin7 does not even show them, as without the module (ref §9.1)."""
        try:
            answered = self._client.call(WEBHOOKS)
        except Refused as refused:
            raise NoticesUnavailable(refused.detail) from refused
        return webhooks_from(answered.document)

    def _do(self, steps: Iterable[Step]) -> NoticeReport:
        """Take one step after the other; what Cin7 refuses stops none of the others."""
        done: Counter[AllowedCall] = Counter()
        refused: list[str] = []
        for step in steps:
            try:
                self._client.call(step.call, step.query, step.body)
            except Refused as no:
                refused.append(f"{step.kind}: {no.detail}")
            else:
                done[step.call] += 1
        return NoticeReport(
            registered=done[REGISTER_WEBHOOK],
            mended=done[REPLACE_WEBHOOK],
            removed=done[REMOVE_WEBHOOK],
            refused=tuple(refused),
        )
