"""Who may come in, put together from what the container has."""

from dataclasses import dataclass

from application.access.tokens import CheckToken, IssueToken, RevokeToken
from application.ports.clock import Clock
from application.ports.identities import NewId, NewSecret
from application.ports.storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessParts:
    """Those of the use cases that are about tokens; each field is one of `UseCases`."""

    issue_token: IssueToken
    check_token: CheckToken
    revoke_token: RevokeToken


def access_parts(*, work: Work, clock: Clock, new_id: NewId, new_secret: NewSecret) -> AccessParts:
    """Put access together."""
    return AccessParts(
        issue_token=IssueToken(work=work, clock=clock, new_id=new_id, new_secret=new_secret),
        check_token=CheckToken(work=work, clock=clock),
        revoke_token=RevokeToken(work=work, clock=clock),
    )
